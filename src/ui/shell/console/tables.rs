//! The session is split into tables, and they come back: what floats then, one thing after the other.

use super::{Console, propose};
use crate::session::tables::{Arrival, Whereabouts};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::popups::conflicts::Conflicts;
use crate::ui::popups::notice::Notice;
use crate::ui::popups::split::Split;
use crate::ui::popups::tables::Tables;
use crate::ui::screen::{Cx, Reply};

impl Console {
    /// Out to tables, or, once some were split off, back from them.
    pub(super) fn tables(&mut self, cx: &Cx<'_>) -> Reply {
        if cx.session.tables.is_empty() { self.split(cx) } else { Reply::Tables }
    }

    /// Proposes how to split the session.
    pub(super) fn split(&mut self, cx: &Cx<'_>) -> Reply {
        match Split::new(cx.session) {
            Ok(split) => {
                let asks = split.names_its_files(cx.session);
                self.open(split);
                asks
            }
            Err(sentence) => Reply::Tell(sentence),
        }
    }

    /// The names of the files that were asked for.
    pub fn files_named(&mut self, files: Vec<CleanText>) {
        if let Some(popup) = &mut self.popup {
            popup.files_named(files);
        }
    }

    /// The tables of this session, wherever they are.
    pub fn show_tables(&mut self, tables: Vec<Whereabouts>) {
        self.open(Tables::new(tables));
    }

    /// A table is to come in: what two decided differently is asked first.
    pub fn arrives(&mut self, arrival: Arrival, cx: &Cx<'_>) -> Reply {
        let weighed = match arrival.weigh(cx.session, cx.now) {
            Ok(weighed) => weighed,
            Err(refusal) => return Reply::Tell(refusal.to_string()),
        };
        if !weighed.conflicts.is_empty() {
            self.open(Conflicts::new(arrival, weighed.conflicts));
            return Reply::Done;
        }
        let told = arrival.told(&weighed);
        let more: Vec<String> = arrival.decided().chain(arrival.notes(&weighed)).collect();
        let whole = [vec![told.clone()], more.clone()].concat();
        self.back = (!more.is_empty()).then(|| Notice::new("A table came back", &whole));
        self.taking = Some(told);
        propose(arrival.change())
    }
}

/// Shows the tables that can come back.
pub(super) fn bring_back(cx: &Cx<'_>) -> Reply {
    if cx.session.tables.is_empty() {
        let key = cx.key(Action::Tables);
        return Reply::Tell(format!("No table is out; {key} splits the session into tables."));
    }
    Reply::Tables
}
