//! The tables of a session on the start screen: they stand below it once it is asked for them.

use super::{Item, StartCx, StartScreen};
use crate::session::Glance;
use crate::text::{CleanText, capital};
use crate::ui::action::Action;

impl StartScreen {
    fn glance(&self, at: usize) -> Option<&Glance> {
        self.shelf().get(at)?.glance.as_ref().ok()
    }

    pub(super) fn is_finished(&self, at: usize) -> bool {
        self.glance(at).is_some_and(|glance| glance.finished)
    }

    /// The session on the same shelf from which this one was split off.
    fn origin(&self, at: usize) -> Option<usize> {
        let of = &self.glance(at)?.table_of;
        let is_it = |other: &usize| self.glance(*other).is_some_and(|it| it.id == *of);
        (0..self.shelf().len()).filter(|_| !of.is_empty()).find(is_it)
    }

    /// Whether it is listed below the session that it was split off from, once that is asked.
    pub(super) fn is_below(&self, at: usize) -> bool {
        self.origin(at).is_some()
    }

    fn tables_of(&self, at: usize) -> Vec<usize> {
        let mut tables: Vec<usize> =
            (0..self.shelf().len()).filter(|table| self.origin(*table) == Some(at)).collect();
        tables.sort_by_key(|table| &self.shelf()[*table].path);
        tables
    }

    /// Whether tables of this session are out, or lie here.
    pub(super) fn has_tables(&self, at: usize) -> bool {
        let out = self.glance(at).is_some_and(|glance| glance.tables_out > 0);
        out || !self.tables_of(at).is_empty()
    }

    /// Whether this table came back into its session.
    pub(super) fn came_back(&self, at: usize) -> bool {
        let origin = self.origin(at).and_then(|origin| self.glance(origin));
        let id = self.glance(at).map(|glance| &glance.id);
        origin.zip(id).is_some_and(|(origin, id)| origin.came_back.contains(id))
    }

    /// "Table 2 (Answered)": a table without the title of the session above it.
    pub(super) fn called_below(&self, at: usize) -> String {
        let title = &self.shelf()[at].title;
        let above = self.origin(at).map(|origin| &self.shelf()[origin].title);
        let rest = above.and_then(|above| title.strip_prefix(above.as_str())?.strip_prefix(" · "));
        capital(rest.unwrap_or(title))
    }

    /// The same rows, with the tables of the session that was asked for them below it.
    pub(super) fn with_tables(&self, items: impl Iterator<Item = Item>) -> Vec<Item> {
        let items: Vec<Item> = items.collect();
        let stands = |at: usize| items.iter().any(|item| item.session() == Some(at));
        let below = |item: Item| {
            let at = item.session().filter(|at| self.is_unfolded(*at));
            let tables = at.map(|at| self.tables_of(at)).unwrap_or_default();
            let first = !matches!(item, Item::Recent(_));
            let tables = tables.into_iter().filter(|at| !stands(*at));
            let tables = tables.map(move |at| Item::Table { at, first });
            std::iter::once(item).chain(tables).collect::<Vec<_>>()
        };
        items.iter().flat_map(|item| below(*item)).collect()
    }

    fn is_unfolded(&self, at: usize) -> bool {
        let id = self.glance(at).map(|glance| &glance.id).filter(|id| !id.is_empty());
        id.is_some() && id == self.unfolded.as_ref()
    }

    /// Shows the tables of a session that goes on, or no longer; answers whether it has some.
    pub(super) fn shows_tables(&mut self, at: usize, cx: &StartCx<'_>) -> bool {
        if self.is_finished(at) || !self.has_tables(at) {
            return false;
        }
        if self.tables_of(at).is_empty() {
            let out = self.glance(at).and_then(Glance::out_in_words).unwrap_or_default();
            let key = cx.keymap.key_for(Action::Tables).unwrap_or_default();
            self.tell(format!(
                "{out}, in no file of this folder; {key} in the session says where."
            ));
            return true;
        }
        self.fold(at, self.is_unfolded(at));
        true
    }

    /// Takes the tables of a session away, or shows them; on a table the session above it is meant.
    pub(super) fn fold(&mut self, at: usize, away: bool) {
        let at = self.origin(at).filter(|_| away).unwrap_or(at);
        let id: Option<CleanText> = self.glance(at).map(|glance| glance.id.clone());
        self.unfolded = id.filter(|_| !away && !self.tables_of(at).is_empty());
        let items = self.items();
        let is_it = |item: &Item| item.session() == Some(at);
        if let Some(row) = items.iter().position(is_it) {
            self.cursor.place(row, &items);
        }
    }
}
