//! One ballot on the screen: the things, and marks that are given and taken back. No total of
//! anybody else is ever here.

use super::{Asked, Thing};
use crate::session::shuffle::shuffle;
use crate::session::{Ballot, Giver, Id};
use crate::text::{width, wrap};
use crate::ui::action::Action;
use crate::ui::look::Look;
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::bar::filled;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use std::collections::BTreeMap;

/// What a key came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// Taken.
    Done,
    /// Taken, and this is to be said.
    Tell(String),
    /// This is to be given.
    Give(Giver, Ballot),
    /// Not a key of this form.
    Unknown,
    /// One level back.
    Closed,
}

/// The ballot of one giver.
#[derive(Clone, Debug)]
pub(super) struct BallotForm {
    giver: Giver,
    marks: BTreeMap<Id, u8>,
    cursor: Cursor<Id>,
    /// The last key was a digit of the mark at the cursor.
    typing: bool,
    /// Enter was pressed once on a ballot with something left.
    warned: bool,
}

impl BallotForm {
    /// An empty ballot.
    pub(super) fn new(giver: Giver) -> BallotForm {
        let (marks, cursor) = (BTreeMap::new(), Cursor::default());
        BallotForm { giver, marks, cursor, typing: false, warned: false }
    }

    /// Takes a key.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        let Some(action) = input.action() else { return Key::Unknown };
        let (typing, warned) = (std::mem::take(&mut self.typing), std::mem::take(&mut self.warned));
        let ids: Vec<Id> = self.shown(asked).into_iter().map(|thing| thing.id.clone()).collect();
        if self.cursor.act(action, &ids, 5) {
            return Key::Done;
        }
        let Some(id) = self.cursor.item(&ids).cloned() else { return Key::Closed };
        let now = self.on(&id);
        match action {
            Action::Mark if asked.limits.on_one == 1 && now == 1 => self.put(id, 0, asked),
            Action::Mark | Action::More => self.put(id, u32::from(now) + 1, asked),
            Action::Less => self.put(id, u32::from(now.saturating_sub(1)), asked),
            Action::Digit(digit) => self.digit(id, digit, typing, asked),
            Action::Open => self.give(warned, asked),
            Action::Back => Key::Closed,
            _ => Key::Unknown,
        }
    }

    fn on(&self, id: &Id) -> u8 {
        self.marks.get(id).copied().unwrap_or(0)
    }

    fn put(&mut self, id: Id, value: u32, asked: &Asked) -> Key {
        let others = self.total() - u32::from(self.on(&id));
        if let Some(refusal) = asked.limits.refuses(value, others, asked.unit) {
            return Key::Tell(format!("{refusal} - takes one back."));
        }
        self.marks.insert(id, u8::try_from(value).unwrap_or(u8::MAX));
        Key::Done
    }

    fn digit(&mut self, id: Id, digit: u8, typing: bool, asked: &Asked) -> Key {
        let grown = u32::from(self.on(&id)) * 10 + u32::from(digit);
        let goes_on = typing && grown <= u32::from(asked.limits.on_one);
        self.typing = true;
        self.put(id, if goes_on { grown } else { digit.into() }, asked)
    }

    fn total(&self) -> u32 {
        self.marks.values().map(|value| u32::from(*value)).sum()
    }

    fn left(&self, asked: &Asked) -> Option<u32> {
        asked.limits.in_all.map(|all| all.saturating_sub(self.total()))
    }

    fn give(&mut self, warned: bool, asked: &Asked) -> Key {
        let left = self.left(asked).unwrap_or(u32::from(self.total() == 0));
        if left > 0 && !warned {
            self.warned = true;
            let what = match (self.total(), self.left(asked)) {
                (0, _) => format!("No {} is given", asked.unit.one),
                (_, Some(left)) => format!("{} left", asked.unit.count(left)),
                (_, None) => String::new(),
            };
            return Key::Tell(format!("{what}. Enter again hands it in like this."));
        }
        let known = |id: &Id| asked.things.iter().any(|thing| &thing.id == id);
        let marks = self.marks.iter().filter(|(id, _)| known(id));
        Key::Give(self.giver.clone(), Ballot::of(marks.map(|(id, value)| (id.clone(), *value))))
    }

    /// The things in the order of this ballot: shuffled by a seed for each voter, so that the top
    /// of the list wins nothing by it. One voice keeps the order that stands on the wall.
    fn shown<'a>(&self, asked: &'a Asked) -> Vec<&'a Thing> {
        let mut things: Vec<&Thing> = asked.things.iter().collect();
        if let Some(who) = self.giver.id() {
            shuffle(&mut things, asked.seed, &format!("{}/{who}", asked.place));
        }
        things
    }

    /// Paints who votes, the things with their marks, the thing at the cursor in full, and the
    /// promise.
    pub(super) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let gap = u16::from(area.height > 10);
        let things = self.shown(asked);
        let full = self.in_full(&things, area.width);
        let words = wrap(&asked.promise(false), usize::from(area.width.saturating_sub(2)));
        let below = u16::try_from(full.len()).unwrap_or(0).min(area.height / 4);
        let [title, _, list, text, _, promise] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(gap),
            Constraint::Fill(1),
            Constraint::Length(below),
            Constraint::Length(gap),
            Constraint::Length(u16::try_from(words.len()).unwrap_or(1)),
        ])
        .areas(area);
        self.title(title, buffer, asked, look);
        self.list(list, buffer, asked, look, &things);
        for (y, row) in (0..text.height).zip(&full) {
            write(buffer, text, (2, y), row, look.style(Role::Dim));
        }
        for (y, row) in (0..promise.height).zip(&words) {
            write(buffer, promise, (2, y), row, look.style(Role::Dim));
        }
        None
    }

    fn title(&self, area: Rect, buffer: &mut Buffer, asked: &Asked, look: &Look) {
        let name = match &self.giver {
            Giver::Voice => "One ballot for all of us".to_owned(),
            Giver::Hat(_) => format!("As {} would choose (assumed)", asked.name(&self.giver)),
            giver => asked.name(giver).to_owned(),
        };
        let used = write(buffer, area, (2, 0), &name, look.bold(Role::Accent));
        let words = match self.left(asked) {
            Some(left) => format!("{left} left of {}", asked.limits.phrase(asked.unit, "")),
            None => asked.limits.words(asked.unit),
        };
        let wide = u16::try_from(width(&words)).unwrap_or(u16::MAX);
        let x = area.width.saturating_sub(wide).max(used + 4);
        write(buffer, area, (x, 0), &words, look.style(Role::Text));
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, asked: &Asked, look: &Look, things: &[&Thing]) {
        let ids: Vec<Id> = things.iter().map(|thing| thing.id.clone()).collect();
        let marks = self.marks_width(asked);
        let row = |at: usize| {
            let drawn = self.drawn(&things[at].id, asked, look);
            Row::new().toned(drawn, Role::Accent).cell(&*things[at].label)
        };
        let columns = [Column::new("", marks, marks, 0), Column::new("", 8, 72, 1)];
        let cursor = self.cursor.row(&ids);
        let empty = "There is nothing to choose from yet.";
        Rows { columns: &columns, count: things.len(), row, cursor, marks: false, empty }
            .render(area, buffer, look);
    }

    /// A sign for each dot; where there are many, a bar with the number.
    fn drawn(&self, id: &Id, asked: &Asked, look: &Look) -> String {
        let (value, most) = (self.on(id), asked.limits.on_one);
        if most > 5 {
            let bar = filled(value.into(), most.into(), 5, &look.signs);
            return format!("{value:>2} {bar}");
        }
        let given = look.signs.settled.repeat(value.into());
        given + &look.signs.dot.repeat(usize::from(most.saturating_sub(value)))
    }

    fn marks_width(&self, asked: &Asked) -> u16 {
        if asked.limits.on_one > 5 { 8 } else { u16::from(asked.limits.on_one.max(1)) }
    }

    /// The thing at the cursor in all its words, when its row has no room for them.
    fn in_full(&self, things: &[&Thing], columns: u16) -> Vec<String> {
        let ids: Vec<Id> = things.iter().map(|thing| thing.id.clone()).collect();
        let Some(thing) = self.cursor.row(&ids).map(|row| things[row]) else { return Vec::new() };
        let room = usize::from(columns.saturating_sub(14).min(72));
        if width(&thing.label) <= room {
            return Vec::new();
        }
        let rows = wrap(&thing.label, usize::from(columns.saturating_sub(2).min(72)));
        std::iter::once(String::new()).chain(rows).collect()
    }

    /// The keys that matter now.
    pub(super) fn hints(&self, asked: &Asked, cx: &Cx<'_>) -> Vec<Hint> {
        let one = asked.unit.one;
        vec![
            cx.hint(Action::Mark, format!("give a {one}")),
            cx.hint(Action::Open, "hand it in"),
            cx.hint(Action::Less, "take one back"),
            Hint { key: format!("0-{}", asked.limits.on_one), does: "so many".into() },
            cx.hint(Action::Back, "close, nothing given"),
        ]
    }
}
