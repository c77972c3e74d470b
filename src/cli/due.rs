//! `groundswell due`: what is due by today and soon, over all sessions.

use super::folder::{self, Lying, library};
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::plain::{self, Manner};
use crate::reader::Reader;
use crate::session::block::{Block, Grid};
use crate::session::due;
use clap::Args;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

/// List what is due over all sessions: promises, review dates, check-ins and what is to be known
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Due {
    /// How many days to look ahead; 0 for what is due by today
    #[arg(long, value_name = "DAYS", default_value_t = 14)]
    #[arg(value_parser = clap::value_parser!(u16).range(..=3660))]
    within: u16,
    /// An array of objects, for other programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell due
  groundswell due --within 0 || mail -s 'Something is overdue' ana@example.org
  groundswell due --json | jq -r '.[] | select(.overdue) | \"\\(.who): \\(.title)\"'

It ends with 1 when something is overdue: its day is over. What is due today is not. A session
whose things are done leaves the list when it is put away: groundswell archive SESSION. What a check-in
took over from the session before is due in the check-in, and not there.";

/// Something that is due, and in which session.
struct Entry {
    due: due::Due,
    session: String,
    title: String,
    path: PathBuf,
    id: String,
    table_of: Option<String>,
}

impl Due {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let reader = setting.reader();
        let last = reader.today.saturating_add(i64::from(self.within).days());
        let mut entries = Vec::new();
        let read = folder::each(&library(setting), |lying| {
            let due = match lying.followed {
                true => due::due_where_followed(lying.seen),
                false => due::due(lying.seen),
            };
            let due = due.into_iter().filter(|due| due.date <= last);
            entries.extend(due.map(|due| entry(due, &lying)));
        })?;
        once(&mut entries);
        entries.sort_by_key(|entry| entry.due.date);
        let code = u8::from(entries.iter().any(|entry| is_overdue(&entry.due, reader.today)));
        let answer = match self.json {
            true => Answer::json(&entries.iter().map(|it| object(it, reader.today)).collect()),
            false => Answer::text(page(&entries, &reader, folder::roomy(setting))),
        };
        let nothing = (entries.is_empty() && !self.json).then(|| self.nothing());
        Ok(Answer { code, ..answer.with(read.notes).with(nothing) })
    }

    fn nothing(&self) -> String {
        match self.within {
            0 => "Nothing is due by today.".into(),
            1 => "Nothing is due by tomorrow.".into(),
            days => format!("Nothing is due by today, nor in the next {days} days."),
        }
    }
}

fn entry(due: due::Due, lying: &Lying<'_>) -> Entry {
    let (session, title) = (lying.name.to_owned(), lying.seen.title.to_string());
    let (id, table_of) = (lying.seen.id.to_string(), lying.table_of.map(str::to_owned));
    Entry { due, session, title, path: lying.path.to_owned(), id, table_of }
}

/// Whether two sessions mean the same; what a check-in is called depends on which of them ended.
fn is_same(one: &due::Due, other: &due::Due) -> bool {
    let meets = one.kind == due::Kind::CheckIn && other.kind == one.kind;
    // A table names the things that it was given anew.
    let told = |due: &due::Due| (due.date, due.kind, due.title.clone(), due.who.clone());
    told(one) == told(other) || (meets && one.date == other.date)
}

/// What a table was given to work on is due in the session that it was split from.
fn once(entries: &mut Vec<Entry>) {
    let origins: BTreeSet<String> = entries.iter().filter_map(|it| it.table_of.clone()).collect();
    let is_split = |it: &&Entry| origins.contains(&it.id);
    let there = entries.iter().filter(is_split).map(|it| (it.id.clone(), it.due.clone()));
    let there: Vec<(String, due::Due)> = there.collect();
    entries.retain(|entry| match &entry.table_of {
        Some(of) => !there.iter().any(|(id, due)| id == of && is_same(due, &entry.due)),
        None => true,
    });
}

/// A day that is not over leaves time.
fn is_overdue(due: &due::Due, today: Date) -> bool {
    due.date < today
}

/// One table, so that everything stands in its column; what is over, due today and to come is set
/// apart by the word at the beginning.
fn page(entries: &[Entry], reader: &Reader, manner: Manner) -> String {
    let words: Vec<&str> = entries.iter().map(|it| word(it.due.date, reader.today)).collect();
    let titles = called(entries);
    let rows = entries.iter().enumerate().map(|(at, entry)| {
        let again = at > 0 && words[at - 1] == words[at];
        row(if again { "" } else { words[at] }, entry, titles[at].clone(), reader)
    });
    let columns = ["", "Date", "Kind", "What", "Who", "Session"].map(str::to_owned).into();
    let beside = Grid { columns, rows: rows.collect() };
    let grid = if plain::fits(&beside, manner) { beside } else { below(beside) };
    let blocks = if entries.is_empty() { Vec::new() } else { vec![Block::Grid(grid)] };
    plain::render(&blocks, manner)
}

/// Where not everything fits side by side, the kind and the session stand below what is due.
fn below(beside: Grid) -> Grid {
    let entry = |row: Vec<String>| {
        let [word, date, kind, what, who, session] = <[String; 6]>::try_from(row).expect("six");
        let about = format!("{kind}, {session}");
        [vec![word, date, who, what], vec![String::new(), String::new(), String::new(), about]]
    };
    let columns = ["", "Date", "Who", "What"].map(str::to_owned).into();
    Grid { columns, rows: beside.rows.into_iter().flat_map(entry).collect() }
}

fn word(date: Date, today: Date) -> &'static str {
    match date.cmp(&today) {
        Ordering::Less => "Overdue",
        Ordering::Equal => "Today",
        Ordering::Greater => "To come",
    }
}

/// The title of each entry's session, with its name where another session here has the same title.
fn called(entries: &[Entry]) -> Vec<String> {
    let mut sessions: HashMap<&str, &str> = HashMap::new();
    let mut shared: HashSet<&str> = HashSet::new();
    for Entry { title, session, .. } in entries {
        if *sessions.entry(title).or_insert(session) != session {
            shared.insert(title);
        }
    }
    let name = |entry: &Entry| match shared.contains(&*entry.title) {
        true => format!("{} ({})", entry.title, entry.session),
        false => entry.title.clone(),
    };
    entries.iter().map(name).collect()
}

fn row(word: &str, Entry { due, .. }: &Entry, session: String, reader: &Reader) -> Vec<String> {
    let (date, kind) = (reader.date(due.date), due.kind.word().into());
    let who = due.who.clone().unwrap_or_default();
    vec![word.into(), date, kind, due.title.clone(), who, session]
}

fn object(Entry { due, session, title, path, .. }: &Entry, today: Date) -> Value {
    json!({
        "date": due.date,
        "kind": due.kind.word(),
        "title": due.title,
        "who": due.who,
        "session": session,
        "session_title": title,
        "path": path.to_string_lossy(),
        "overdue": is_overdue(due, today),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{reader, today};

    fn entry(days: i64, kind: due::Kind, title: &str, who: Option<&str>) -> Entry {
        let date = today().saturating_add(days.days());
        let who = who.map(str::to_owned);
        Entry {
            due: due::Due { date, kind, title: title.into(), who, of: String::new() },
            session: "garden".into(),
            title: "Garden".into(),
            path: "garden.ron".into(),
            id: "garden".into(),
            table_of: None,
        }
    }

    #[test]
    fn what_is_over_what_is_due_today_and_what_is_to_come_stand_apart() {
        let entries = [
            entry(-2, due::Kind::Promise, "call Legal", Some("Ana")),
            entry(-1, due::Kind::Review, "We start in May", None),
            entry(0, due::Kind::CheckIn, "The team meets again", None),
            entry(13, due::Kind::Parked, "The logo", Some("Dee")),
        ];
        insta::assert_snapshot!(page(&entries, &reader(), Manner::default()), @"
                 Date        Kind      What                  Who  Session
        Overdue  Sat 31 Oct  promise   call Legal            Ana  Garden
                 Sun 1 Nov   review    We start in May            Garden
        Today    Mon 2 Nov   check-in  The team meets again       Garden
        To come  Sun 15 Nov  parked    The logo              Dee  Garden
        ");
        let overdue = entries.map(|entry| is_overdue(&entry.due, today()));
        assert_eq!(overdue, [true, true, false, false]);
    }

    #[test]
    fn long_titles_stand_below_what_is_due_instead_of_squeezing_it() {
        let call = "call everyone who wrote to us in the summer and got no answer";
        let mut entries = [
            entry(-2, due::Kind::Promise, call, Some("Ana")),
            entry(0, due::Kind::CheckIn, "The team meets again", None),
        ];
        entries[0].title = "Who owns social? · Alder Foods, spring".into();
        let page = page(&entries, &reader(), Manner { columns: 72, ..Manner::default() });
        insta::assert_snapshot!(page, @"
                 Date        Who  What
        Overdue  Sat 31 Oct  Ana  call everyone who wrote to us in the summer
                                  and got no answer
                                  promise, Who owns social? · Alder Foods,
                                  spring
        Today    Mon 2 Nov        The team meets again
                                  check-in, Garden
        ");
    }

    #[test]
    fn two_sessions_of_one_title_are_told_apart_by_their_names() {
        let mut entries = [
            entry(0, due::Kind::Promise, "call Legal", Some("Ana")),
            entry(1, due::Kind::Promise, "call Service", Some("Ben")),
            entry(2, due::Kind::Promise, "call HR", None),
        ];
        assert_eq!(called(&entries), ["Garden"; 3]);
        entries[1].session = "garden-2".into();
        entries[2].title = "Orchard".into();
        assert_eq!(called(&entries), ["Garden (garden)", "Garden (garden-2)", "Orchard"]);
    }
}
