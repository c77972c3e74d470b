//! What a picture says of itself: where a click means which keys, and what stands in its tables.
//!
//! Drawing changes nothing, and routing never depends on what was drawn. So for a click, or for a
//! copy, the picture is painted once more beside the screen, with a look that takes notes; the
//! pieces that it is made of (lists, forms, popups, footers) tell it what they are. A click then
//! presses the keys that lead there, and so never does what keys may not.

use crate::session::Place;
use crate::ui::action::Action;
use crate::ui::key::Key;
use crate::ui::keymap::Keymap;
use crate::ui::screen::Input;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;
use std::rc::Rc;

/// The notes of one painting.
#[derive(Clone, Debug, Default)]
pub struct Trace(Rc<RefCell<Notes>>);

#[derive(Debug, Default)]
struct Notes {
    spots: Vec<Spot>,
    tables: Vec<Table>,
}

/// A place that can be clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spot {
    area: Rect,
    means: Means,
    /// Whether it can be clicked while something is typed: keys then go into a field.
    typing: bool,
}

/// What a place means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Means {
    /// A row so far below the cursor of its list, or above it.
    Row(isize),
    /// A field so far behind the one with the cursor, or before it.
    Field(isize),
    /// The key of this label.
    Key(String),
    /// A step of the agenda.
    Step(Place),
}

/// A list in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The words above the columns; they may all be empty.
    pub heads: Vec<String>,
    /// The cells row by row.
    pub rows: Vec<Vec<String>>,
    /// The row with the cursor.
    pub cursor: Option<usize>,
}

/// What a click or the wheel comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clicked {
    /// Nothing.
    #[default]
    Nothing,
    /// These keys.
    Keys(Vec<Input>),
    /// The way to a step.
    Step(Place),
}

impl Trace {
    /// Here stands a row of a list, so far below the cursor, or above it.
    pub fn row(&self, area: Rect, below: isize) {
        self.spot(area, Means::Row(below));
    }

    /// Here stands a field, so far behind the one with the cursor, or before it.
    pub fn field(&self, area: Rect, behind: isize) {
        self.spot(area, Means::Field(behind));
        self.also_while_typing(area);
    }

    /// Here stands a key with what it does.
    pub fn key(&self, area: Rect, label: &str) {
        self.spot(area, Means::Key(label.to_owned()));
        self.also_while_typing(area);
    }

    /// Here stands a step.
    pub fn step(&self, area: Rect, place: Place) {
        self.spot(area, Means::Step(place));
    }

    /// A list with what stands in it.
    pub fn table(&self, table: Table) {
        self.0.borrow_mut().tables.push(table);
    }

    /// Something floats from here on: what was painted before is out of reach.
    pub fn cover(&self) {
        *self.0.borrow_mut() = Notes::default();
    }

    /// What stands in this area can be clicked while something is typed.
    pub fn also_while_typing(&self, area: Rect) {
        let spots = &mut self.0.borrow_mut().spots;
        let inside = spots.iter_mut().filter(|spot| spot.area.intersection(area) == spot.area);
        inside.for_each(|spot| spot.typing = true);
    }

    fn spot(&self, area: Rect, means: Means) {
        if !area.is_empty() {
            self.0.borrow_mut().spots.push(Spot { area, means, typing: false });
        }
    }

    /// The tables that were painted.
    pub fn tables(&self) -> Vec<Table> {
        self.0.borrow().tables.clone()
    }

    /// What the mouse came to. While something is typed, lists and steps keep still; where something
    /// private is open, a click never gives it.
    pub fn clicked(&self, mouse: MouseEvent, keymap: &Keymap, manner: Manner) -> Clicked {
        let notes = self.0.borrow();
        let reachable = |spot: &&Spot| !manner.typing || spot.typing;
        let mut spots = notes.spots.iter().filter(reachable);
        // Between covers the keys of the wheel call another person.
        let busy = manner.typing || manner.private;
        let wheel = |action, code| match (busy, spots.clone().any(is_row)) {
            (true, false) => Clicked::Nothing,
            _ => Clicked::Keys(vec![press(code, action)]),
        };
        match mouse.kind {
            MouseEventKind::ScrollDown => return wheel(Action::Down, KeyCode::Down),
            MouseEventKind::ScrollUp => return wheel(Action::Up, KeyCode::Up),
            MouseEventKind::Down(MouseButton::Left) => {}
            _ => return Clicked::Nothing,
        }
        let at = Position::new(mouse.column, mouse.row);
        // What was painted last lies on top.
        let Some(spot) = spots.rfind(|spot| spot.area.contains(at)) else {
            return Clicked::Nothing;
        };
        match &spot.means {
            Means::Row(0) if manner.private => Clicked::Nothing,
            Means::Row(0) => Clicked::Keys(vec![press(KeyCode::Enter, Action::Open)]),
            Means::Row(below) => Clicked::Keys(match *below < 0 {
                true => vec![press(KeyCode::Up, Action::Up); below.unsigned_abs()],
                false => vec![press(KeyCode::Down, Action::Down); below.unsigned_abs()],
            }),
            Means::Field(behind) => Clicked::Keys(match *behind < 0 {
                true => vec![press(KeyCode::BackTab, Action::PrevPane); behind.unsigned_abs()],
                false => vec![press(KeyCode::Tab, Action::NextPane); behind.unsigned_abs()],
            }),
            Means::Key(label) => match Key::of_label(label) {
                Some(key) => {
                    let event = key.event();
                    Clicked::Keys(vec![Input::Key(event, keymap.action(event))])
                }
                None => Clicked::Nothing,
            },
            Means::Step(place) => Clicked::Step(place.clone()),
        }
    }
}

/// What is going on where somebody clicks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// A field is open.
    pub typing: bool,
    /// Something private is open.
    pub private: bool,
}

fn is_row(spot: &Spot) -> bool {
    matches!(spot.means, Means::Row(_))
}

fn press(code: KeyCode, action: Action) -> Input {
    let modifiers = if code == KeyCode::BackTab { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    Input::Key(KeyEvent::new(code, modifiers), Some(action))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mouse(kind: MouseEventKind, column: u16, row: u16) -> MouseEvent {
        MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }
    }

    fn click(column: u16, row: u16) -> MouseEvent {
        mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    fn pressed(clicked: Clicked) -> Vec<Action> {
        let Clicked::Keys(keys) = clicked else { return Vec::new() };
        keys.iter().filter_map(Input::action).collect()
    }

    fn list() -> Trace {
        let trace = Trace::default();
        for (y, below) in (0..).zip(-1..=2) {
            trace.row(Rect::new(2, y, 10, 1), below);
        }
        trace
    }

    #[test]
    fn a_click_leads_the_cursor_there_and_on_its_row_opens() {
        let keymap = Keymap::built_in();
        let done = |at| pressed(list().clicked(at, &keymap, Manner::default()));
        assert_eq!(done(click(3, 0)), [Action::Up]);
        assert_eq!(done(click(3, 1)), [Action::Open]);
        assert_eq!(done(click(11, 3)), [Action::Down, Action::Down]);
        assert_eq!((done(click(12, 3)), done(click(3, 9))), (vec![], vec![]));
        assert_eq!(done(mouse(MouseEventKind::Down(MouseButton::Right), 3, 0)), []);
        assert_eq!(done(mouse(MouseEventKind::ScrollDown, 70, 20)), [Action::Down]);
    }

    #[test]
    fn while_something_is_typed_a_list_keeps_still_unless_it_goes_with_the_field() {
        let keymap = Keymap::built_in();
        let typing = Manner { typing: true, private: false };
        let trace = list();
        assert_eq!(trace.clicked(click(3, 0), &keymap, typing), Clicked::Nothing);
        let wheel = mouse(MouseEventKind::ScrollUp, 3, 0);
        assert_eq!(trace.clicked(wheel, &keymap, typing), Clicked::Nothing);
        trace.also_while_typing(Rect::new(0, 0, 20, 9));
        assert_eq!(pressed(trace.clicked(click(3, 0), &keymap, typing)), [Action::Up]);
        assert_eq!(pressed(trace.clicked(wheel, &keymap, typing)), [Action::Up]);
    }

    #[test]
    fn behind_a_cover_a_click_moves_and_never_gives() {
        let private = Manner { typing: false, private: true };
        let keymap = Keymap::built_in();
        assert_eq!(list().clicked(click(3, 1), &keymap, private), Clicked::Nothing);
        assert_eq!(pressed(list().clicked(click(3, 0), &keymap, private)), [Action::Up]);
        let wheel = mouse(MouseEventKind::ScrollDown, 3, 1);
        assert_eq!(Trace::default().clicked(wheel, &keymap, private), Clicked::Nothing);
    }

    #[test]
    fn what_floats_puts_everything_below_out_of_reach() {
        let (trace, keymap) = (list(), Keymap::built_in());
        trace.cover();
        trace.key(Rect::new(2, 0, 6, 1), "Ctrl-R");
        let done = |at| pressed(trace.clicked(at, &keymap, Manner::default()));
        assert_eq!((done(click(3, 0)), done(click(3, 1))), (vec![Action::Redo], vec![]));
    }
}
