//! What is told of a portfolio: a report like that of a session, so that every format can write it.

use super::phases::all_functions;
use super::{
    Alike, Held, Loaded, Mention, Nth, Orphan, Portfolio, Purse, Sum, Supply, Told, Walk, Way,
    Wording,
};
use crate::money::Currency;
use crate::reader::Reader;
use crate::session::block::{Block, Grid, Line, Section};
use crate::session::followup::phase_name;
use crate::session::pot::Firmness;
use crate::session::report::{Chapters, Part, Report};
use crate::text::listed;

/// So many sessions are named in one place; then it is said how many more there are.
const NAMED: usize = 5;

impl Portfolio {
    /// All sessions as one document. `left_out` says how many files could not be read.
    pub fn report(&self, reader: &Reader, left_out: usize) -> Report {
        Report {
            title: "All sessions".into(),
            held: self.in_short(),
            standing: standing(reader, left_out),
            parts: vec![Chapters {
                part: Part::Page,
                sections: vec![
                    self.all_pots(reader),
                    self.all_stretched(),
                    self.all_orphans(reader),
                    self.all_alike("Goals that look alike", self.goals_alike()),
                    self.all_alike("Tools that look alike", self.tools_alike()),
                    self.all_phases(reader),
                ],
            }],
            tables: self.tables(reader),
            currency: self.purses().next().map_or_else(Currency::default, |it| it.currency),
            ..Report::default()
        }
    }

    fn in_short(&self) -> String {
        let finished = self.sessions.iter().filter(|about| about.finished).count();
        let sessions = counted(self.sessions.len(), "session", "sessions");
        let people = counted(self.people(), "person", "people");
        format!(
            "{sessions}, {finished} of them finished; {people}. People, functions and areas of the \
             same name are taken to be the same."
        )
    }

    fn all_pots(&self, reader: &Reader) -> Section {
        let mut blocks: Vec<Block> =
            self.purses().flat_map(|purse| purse_in_words(purse, reader)).collect();
        let supplies = self.supplies();
        if !supplies.is_empty() {
            blocks.push(Block::heading("Hours, tools and people"));
            blocks.push(Block::Grid(things(&supplies)));
        }
        if blocks.is_empty() {
            blocks.push(Block::text("Nothing is in any pot yet."));
        }
        Section { title: "The pots".into(), blocks }
    }

    fn all_stretched(&self) -> Section {
        let stretched = self.stretched();
        let blocks = match stretched.is_empty() {
            true => vec![Block::text(
                "Nobody answers for areas in several sessions, and nobody for more than is usual.",
            )],
            false => vec![
                Block::text(
                    "An area of one name in several sessions counts once. What is usual is the \
                     most that one of their sessions asks of one person.",
                ),
                Block::Grid(Grid {
                    columns: columns(["Person", "Areas", "Usual", "Which, and in which session"]),
                    rows: stretched.into_iter().map(|loaded| self.loaded(loaded)).collect(),
                }),
            ],
        };
        Section { title: "People who answer in several places, or for much".into(), blocks }
    }

    fn loaded(&self, loaded: &Loaded) -> Vec<String> {
        let over = if loaded.is_over() { ", over" } else { "" };
        let held = |held: &Held| format!("{} ({})", held.area, self.all_called(&held.sessions));
        let held: Vec<String> = loaded.areas.values().map(held).collect();
        let usual = loaded.usual.to_string();
        vec![loaded.name.clone(), format!("{}{over}", loaded.load()), usual, held.join("; ")]
    }

    fn all_orphans(&self, reader: &Reader) -> Section {
        let row = |orphan: &Orphan| {
            let until = orphan.until.map(|until| format!("until {}", reader.date(until)));
            let until = until.unwrap_or_else(|| "nobody yet".into());
            let others = self.answers_elsewhere(orphan).into_iter();
            let others =
                some(others.map(|(who, session)| format!("{who} ({})", self.called(session))));
            vec![orphan.area.clone(), self.called(orphan.session), until, others]
        };
        let rows: Vec<Vec<String>> = self.orphans.iter().map(row).collect();
        let blocks = match rows.is_empty() {
            true => vec![Block::text("Somebody answers for every area.")],
            false => vec![Block::Grid(Grid {
                columns: columns(["Area", "Session", "Open", "Who answers for it elsewhere"]),
                rows,
            })],
        };
        Section { title: "Areas nobody answers for".into(), blocks }
    }

    fn all_alike(&self, title: &str, (alike, more): (Vec<Alike<'_>>, bool)) -> Section {
        let lines = alike.iter().map(|alike| {
            let wordings = alike.wordings.iter().map(|wording| self.wording(wording));
            Line::item(wordings.collect::<Vec<_>>().join(" and ")).with(alike.why.clone())
        });
        let mut blocks = match alike.is_empty() {
            true => vec![Block::text("None.")],
            false => vec![Block::Lines(lines.collect())],
        };
        if more {
            blocks.push(Block::text("There are more; settle these first, then look again."));
        }
        Section { title: title.into(), blocks }
    }

    fn all_phases(&self, reader: &Reader) -> Section {
        let row = |who: &str, walk: &Walk, phases: Vec<(&Told, u8)>| {
            let told = |(told, phase): (&Told, u8)| {
                let name = phase_name(&walk.names, phase);
                format!("{name} ({})", reader.date(reader.day_of(told.at)))
            };
            let told: Vec<String> = phases.into_iter().map(told).collect();
            (!told.is_empty())
                .then(|| vec![who.to_owned(), self.called(walk.session), told.join(", ")])
        };
        let rooms = self.walks.iter().filter_map(|walk| row("The room", walk, walk.of_the_room()));
        let functions = all_functions(&self.walks).into_iter().flat_map(|function| {
            self.walks.iter().filter_map(move |walk| row(function, walk, walk.of(function)))
        });
        let rows: Vec<Vec<String>> = rooms.chain(functions).collect();
        let blocks = match rows.is_empty() {
            true => vec![Block::text("No session has asked where functions stand.")],
            false => vec![Block::Grid(Grid {
                columns: columns(["Who", "Session", "Where they stood, the newest last"]),
                rows,
            })],
        };
        Section { title: "Phases over time".into(), blocks }
    }

    fn wording(&self, wording: &Wording) -> String {
        let mention = |mention: &Mention| {
            let session = self.called(mention.session);
            match mention.way {
                Way::Goal => session,
                Way::Pledged => format!("pledged in {session}"),
                Way::Asked => format!("asked for in {session}"),
            }
        };
        format!("“{}” ({})", wording.text, some(wording.mentions.iter().map(mention)))
    }

    fn all_called(&self, sessions: &[Nth]) -> String {
        some(sessions.iter().map(|nth| self.called(*nth)))
    }
}

fn standing(reader: &Reader, left_out: usize) -> String {
    let today = reader.date(reader.today);
    match left_out {
        0 => format!("As of {today}."),
        1 => format!("As of {today}. One file cannot be read and is left out."),
        many => format!("As of {today}. {many} files cannot be read and are left out."),
    }
}

fn purse_in_words(purse: &Purse, reader: &Reader) -> [Block; 3] {
    let money = |sum: Sum| in_words(sum, purse.currency, reader);
    let row = |name: &str, sum: &dyn Fn(Firmness) -> Sum| {
        let mut row = vec![name.to_owned()];
        row.extend(Firmness::ALL.map(|firmness| money(sum(firmness))));
        row
    };
    let payers = purse.payers.values();
    let mut rows: Vec<Vec<String>> =
        payers.map(|payer| row(&payer.name, &|firmness| payer.sum(firmness))).collect();
    rows.push(row("Together", &|firmness| purse.total(firmness)));
    let period = match purse.months {
        (1, 1) => "one month".into(),
        (months, same) if months == same => format!("{months} months"),
        (shortest, longest) => format!("{shortest} to {longest} months, each counted whole"),
    };
    let pots = counted(purse.pots, "pot", "pots");
    let (granted, left) = (money(purse.granted), money(purse.left));
    let words = format!("{pots} for {period}. Granted: {granted}; in reserve: {left}.");
    let grid =
        Grid { columns: columns(["Function", "Firm", "Likely", "Hope, beside the pot"]), rows };
    [
        Block::heading(format!("Money in {}", purse.currency.code())),
        Block::text(words),
        Block::Grid(grid),
    ]
}

fn in_words(sum: Sum, currency: Currency, reader: &Reader) -> String {
    sum.map_or_else(|| "more than can be counted".into(), |sum| reader.money(currency, sum))
}

fn things(supplies: &[&Supply]) -> Grid {
    let row = |supply: &&Supply| {
        let things = &supply.things;
        let counts =
            [things.hours.to_string(), things.tools.to_string(), things.people.to_string()];
        [vec![supply.name.clone()], counts.into()].concat()
    };
    Grid {
        columns: columns(["Function", "Hours a month", "Tools", "People"]),
        rows: supplies.iter().map(row).collect(),
    }
}

fn columns<const COUNT: usize>(names: [&str; COUNT]) -> Vec<String> {
    names.map(str::to_owned).into()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first few, and how many more there are.
fn some(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let mut names: Vec<String> = names.take(NAMED).collect();
    names.extend((more > 0).then(|| format!("{more} more")));
    listed(&names)
}
