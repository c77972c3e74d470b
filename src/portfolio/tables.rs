//! A portfolio as tables: for spreadsheets.

use super::{Alike, Loaded, Nth, Orphan, Payer, Portfolio, Purse, Sum};
use crate::money::Money;
use crate::reader::Reader;
use crate::session::followup::phase_name;
use crate::session::report::table::{Rows, Table};
use jiff::civil::Date;

impl Portfolio {
    /// All tables, each with its columns even when it has no rows.
    pub(super) fn tables(&self, reader: &Reader) -> Vec<Table> {
        vec![
            self.session_table(),
            self.pot_table(),
            self.people_table(),
            self.orphan_table(),
            self.alike_table(),
            self.phase_table(reader),
        ]
    }

    fn session_table(&self) -> Table {
        Rows::of("sessions", "Sessions", "The sessions that are told of", &self.sessions)
            .text(["title", "Session"], "Its title", |it| it.title.clone())
            .text(["name", "Name"], "What commands take", |it| it.name.clone())
            .yes(["finished", "Finished"], "It came to its end", |it| it.finished)
            .table()
    }

    fn pot_table(&self) -> Table {
        let payers =
            self.purses().flat_map(|purse| purse.payers.values().map(move |payer| (purse, payer)));
        let firm = |(_, payer): &(&Purse, &Payer)| payer.firm;
        let likely = |(_, payer): &(&Purse, &Payer)| payer.likely;
        let hope = |(_, payer): &(&Purse, &Payer)| payer.hope;
        let rows = Rows::of("pots", "Pots", "What each function puts in", payers)
            .text(["payer", "From"], "The function, or the source", |(_, it)| it.name.clone())
            .text(["currency", "Currency"], "The currency of the amounts", |(purse, _)| {
                purse.currency.code()
            });
        // Amounts of several currencies are told as words: no spreadsheet is to add them up.
        if self.purses().count() > 1 {
            let words = |sum: Sum, purse: &Purse| {
                let marks = crate::locale::Marks::default();
                sum.map_or(String::new(), |it: Money| purse.currency.show_exactly(it, &marks))
            };
            return rows
                .text(["firm", "Firm"], "Sure", move |it| words(firm(it), it.0))
                .text(["likely", "Likely"], "Probable", move |it| words(likely(it), it.0))
                .text(["hope", "Hope"], "Hoped for", move |it| words(hope(it), it.0))
                .table();
        }
        rows.money(["firm", "Firm"], "Sure", firm)
            .money(["likely", "Likely"], "Probable", likely)
            .money(["hope", "Hope"], "Hoped for", hope)
            .table()
    }

    fn people_table(&self) -> Table {
        Rows::of("people", "People", "Who answers in several places, or for much", self.stretched())
            .text(["name", "Name"], "The name people say", |it: &&Loaded| it.name.clone())
            .number(["areas", "Areas"], "How many they answer for", |it| Some(it.areas.len()))
            .number(["usual", "Usual"], "How many are usual there", |it| Some(it.usual))
            .yes(["over", "Over"], "More than is usual", |it| it.is_over())
            .list(["which", "Which"], "The areas", |it| {
                it.areas.values().map(|held| held.area.clone()).collect()
            })
            .table()
    }

    fn orphan_table(&self) -> Table {
        Rows::of("orphans", "Orphans", "Areas nobody answers for", self.orphans())
            .text(["area", "Area"], "What it is called", |it: &&Orphan| it.area.clone())
            .text(["session", "Session"], "Where", |it| self.called(it.session))
            .date(["open_until", "Open until"], "Left open on purpose until then", |it| it.until)
            .list(["elsewhere", "Elsewhere"], "Who answers for such an area", |it| {
                let others = self.answers_elsewhere(it).into_iter();
                others.map(|(who, nth)| format!("{who} ({})", self.called(nth))).collect()
            })
            .table()
    }

    fn alike_table(&self) -> Table {
        let (goals, _) = self.goals_alike();
        let (tools, _) = self.tools_alike();
        let all = goals.into_iter().map(|it| ("goal", it));
        let all = all.chain(tools.into_iter().map(|it| ("tool", it)));
        Rows::of("alike", "Alike", "Goals and tools that look alike", all)
            .text(["kind", "Kind"], "goal or tool", |(kind, _): &(&str, Alike<'_>)| *kind)
            .list(["wordings", "Wordings"], "How they read", |(_, it)| {
                it.wordings.iter().map(|wording| wording.text.clone()).collect()
            })
            .text(["why", "Why"], "Why they are taken to be alike", |(_, it)| it.why.clone())
            .table()
    }

    fn phase_table(&self, reader: &Reader) -> Table {
        type Stood = (String, Nth, Date, String);
        let stood = self.walks.iter().flat_map(|walk| {
            let told = walk.told.iter().flat_map(|told| {
                let room = told.room.map(|phase| ("The room".to_owned(), phase));
                let functions = told.functions.iter().cloned();
                room.into_iter().chain(functions).map(move |(who, phase)| (told, who, phase))
            });
            told.map(|(told, who, phase)| {
                let day = reader.day_of(told.at);
                (who, walk.session, day, phase_name(&walk.names, phase).to_string())
            })
        });
        Rows::of("phases", "Phases", "Where functions stood, and when", stood)
            .text(["who", "Who"], "The function, or the room", |it: &Stood| it.0.clone())
            .text(["session", "Session"], "Where that was asked", |it| self.called(it.1))
            .date(["date", "Date"], "When", |it| Some(it.2))
            .text(["phase", "Phase"], "The phase it stood at", |it| it.3.clone())
            .table()
    }
}
