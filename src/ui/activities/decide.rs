//! Deciding: the plan on one screen, fist of five entered as it is called out, objections with
//! what became of them, and the decision for the record.

mod draw;
mod hands;
pub(super) mod sheets;
#[cfg(test)]
mod tests;

use crate::methods::fist::hands as read_hands;
use crate::room::Proposal;
use crate::session::activities::decide::{self, Decide, counts};
use crate::session::decisions::{self, Fate};
use crate::session::{Change, Id, Kind, Place, Session, activities};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::forms::sheet::Filled;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::rows::Cursor;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use sheets::{DecisionSheet, MetSheet, ObjectionSheet};

/// The screen of `decide`.
#[derive(Default)]
pub struct DecideScreen {
    cursor: Cursor<Item>,
    finger: hands::Finger,
    /// How many lines of the plan are scrolled out of sight.
    skip: usize,
    open: Option<Open>,
}

/// What the cursor can be on, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    /// The count of hands.
    Hands,
    /// An objection heard here.
    Objection(Id),
    /// A decision taken here.
    Decision(Id),
    /// The line that records a decision.
    Record,
}

/// What is being filled in.
enum Open {
    /// Hands as they are called out; a second Esc leaves what cannot be counted.
    Hands {
        field: Field,
        escaped: bool,
    },
    Objection(ObjectionSheet),
    Fate(Id, Choose<Settling>),
    Met(MetSheet),
    Decision(DecisionSheet),
}

/// What may become of an objection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Settling {
    Met,
    Dissent,
    StaysOpen,
}

fn items(session: &Session, place: &Place) -> Vec<Item> {
    let objections = session.objections_at(place).map(|it| Item::Objection(it.id.clone()));
    let decisions = session.decisions_at(place).map(|it| Item::Decision(it.id.clone()));
    let first = [Item::Hands].into_iter();
    first.chain(objections).chain(decisions).chain([Item::Record]).collect()
}

impl Screen for DecideScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if self.open.is_some() {
            return self.fill_in(input, cx);
        }
        let Some(action) = input.action() else { return Reply::Pass };
        let typed = std::mem::take(&mut self.finger.typed);
        match action {
            Action::Up | Action::Down | Action::First | Action::Last => {
                self.cursor.act(action, &items(cx.session, cx.place), 1);
                Reply::Done
            }
            Action::PageUp | Action::PageDown => self.scroll(action, cx),
            Action::Verb('o') | Action::Add => self.opens(Open::Objection(ObjectionSheet::new(cx))),
            Action::Verb('v') => self.opens(Open::Decision(DecisionSheet::new(cx))),
            Action::Verb('y') => self.opens_hands(),
            Action::Verb('c') => propose_here(cx, decide::Change::Again),
            _ => match self.item(cx) {
                Item::Hands => self.on_hands(action, typed, cx),
                Item::Objection(id) => self.on_objection(action, id, cx),
                Item::Decision(id) => self.on_decision(action, id, cx),
                Item::Record if action == Action::Open => {
                    self.opens(Open::Decision(DecisionSheet::new(cx)))
                }
                Item::Record => Reply::Pass,
            },
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        let items = items(cx.session, cx.place);
        let new = match self.open.take() {
            Some(Open::Objection(_)) => Item::Objection(Id::new(Kind::Objection, entry)),
            Some(Open::Decision(_)) => Item::Decision(Id::new(Kind::Decision, entry)),
            _ => return,
        };
        if let Some(row) = items.iter().position(|item| *item == new) {
            self.cursor.place(row, &items);
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.cursor.find(&items(cx.session, cx.place), |item| match item {
            Item::Objection(id) | Item::Decision(id) => id == thing,
            Item::Hands | Item::Record => false,
        });
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        draw::screen(self, area, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        match &self.open {
            Some(Open::Hands { .. }) => vec![
                cx.hint(Action::Open, "keep the count"),
                cx.hint(Action::Back, "keep and close"),
            ],
            Some(Open::Fate(..)) => {
                vec![cx.hint(Action::Open, "that"), cx.hint(Action::Back, "leave it")]
            }
            Some(_) => vec![
                cx.hint(Action::Open, "next; the last records"),
                cx.hint(Action::NextPane, "next field"),
                cx.hint(Action::Back, "keep and close"),
            ],
            None => self.hints_at_the_cursor(cx),
        }
    }

    fn takes_digits(&self, cx: &Cx<'_>) -> bool {
        self.open.is_some() || matches!(self.item(cx), Item::Hands)
    }

    fn open_text(&self) -> Option<CleanText> {
        match self.open.as_ref()? {
            Open::Objection(sheet) => Some(sheet.sheet.text(0)),
            Open::Met(sheet) => Some(sheet.sheet.text(0)),
            Open::Decision(sheet) if sheet.sheet.is_changed() => Some(sheet.sheet.text(0)),
            _ => None,
        }
    }

    fn take_back(&mut self, text: &CleanText, cx: &Cx<'_>) -> bool {
        let mut sheet = ObjectionSheet::new(cx);
        sheet.sheet.update(&Input::Paste(text.to_string()));
        self.open = Some(Open::Objection(sheet));
        true
    }
}

impl DecideScreen {
    fn item(&self, cx: &Cx<'_>) -> Item {
        let items = items(cx.session, cx.place);
        self.cursor.item(&items).cloned().unwrap_or(Item::Hands)
    }

    fn opens(&mut self, open: Open) -> Reply {
        self.open = Some(open);
        Reply::Done
    }

    fn opens_hands(&mut self) -> Reply {
        self.opens(Open::Hands { field: Field::line(""), escaped: false })
    }

    fn scroll(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let last = draw::plan(cx).len().saturating_sub(1);
        self.skip = match action {
            Action::PageDown => (self.skip + 3).min(last),
            _ => self.skip.saturating_sub(3),
        };
        Reply::Done
    }

    fn on_hands(&mut self, action: Action, typed: Option<u16>, cx: &Cx<'_>) -> Reply {
        if action == Action::Open {
            return self.opens_hands();
        }
        let Some(decide) = counts(cx.session, cx.place) else { return Reply::Pass };
        self.finger.act(action, typed, decide, cx)
    }

    fn on_objection(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open => self.opens(Open::Fate(id, what_became())),
            Action::Edit => match ObjectionSheet::of(&id, cx) {
                Some(sheet) => self.opens(Open::Objection(sheet)),
                None => Reply::Done,
            },
            Action::Delete => propose(decisions::Change::DeleteObjection(id)),
            _ => Reply::Pass,
        }
    }

    fn on_decision(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open | Action::Edit => match DecisionSheet::of(&id, cx) {
                Some(sheet) => self.opens(Open::Decision(sheet)),
                None => Reply::Done,
            },
            Action::Delete => propose(decisions::Change::DeleteDecision(id)),
            _ => Reply::Pass,
        }
    }

    fn fill_in(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(open) = &mut self.open else { return Reply::Pass };
        let (filled, change) = match open {
            Open::Hands { .. } => return self.count(input, cx),
            Open::Fate(..) => return self.settle(input, cx),
            Open::Objection(sheet) => (sheet.sheet.update(input), sheet.change(cx)),
            Open::Met(sheet) => (sheet.sheet.update(input), Ok(sheet.change())),
            Open::Decision(sheet) => (sheet.sheet.update(input), sheet.change(cx)),
        };
        match (filled, change) {
            (Filled::Going, _) => Reply::Done,
            (Filled::Closed, _) => {
                self.open = None;
                Reply::Done
            }
            (Filled::Keep, Ok(change)) => propose(change),
            (Filled::Keep, Err((field, sentence))) => {
                match &mut self.open {
                    Some(Open::Objection(sheet)) => sheet.sheet.refuse(field, &sentence),
                    Some(Open::Decision(sheet)) => sheet.sheet.refuse(field, &sentence),
                    _ => {}
                }
                Reply::Done
            }
        }
    }

    /// Hands as they are called out, one digit a hand.
    fn count(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(Open::Hands { field, escaped }) = &mut self.open else { return Reply::Pass };
        let key = match input {
            Input::Paste(text) => {
                field.paste(text);
                return Reply::Done;
            }
            Input::Key(key, _) => *key,
        };
        let (esc, enter) = (key.code == KeyCode::Esc, key.code == KeyCode::Enter);
        let leave = field.is_empty() || (esc && *escaped);
        *escaped = esc;
        if !esc && !enter {
            field.input(key);
            return Reply::Done;
        }
        if leave {
            self.open = None;
            return Reply::Done;
        }
        match read_hands(&field.text()) {
            Ok(fingers) => propose_here(cx, decide::Change::Tally(fingers)),
            Err(misread) => Reply::Tell(misread.to_string()),
        }
    }

    /// What becomes of the objection at the cursor.
    fn settle(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(Open::Fate(id, choose)) = &mut self.open else { return Reply::Pass };
        let (chosen, id) = (choose.update(input), id.clone());
        let settling = match chosen {
            Chosen::One(settling) => settling,
            Chosen::Going | Chosen::Other(_) => return Reply::Done,
            Chosen::Closed => {
                self.open = None;
                return Reply::Done;
            }
        };
        match settling {
            Settling::Met => self.opens(Open::Met(MetSheet::new(&id, cx))),
            Settling::Dissent => propose(decisions::Change::Settle(id, Fate::Dissent)),
            Settling::StaysOpen => propose(decisions::Change::Settle(id, Fate::Open)),
        }
    }

    fn hints_at_the_cursor(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let object = cx.hint(Action::Verb('o'), "objection");
        let decide = cx.hint(Action::Verb('v'), "decide");
        let mut hints = match self.item(cx) {
            Item::Hands => hints_for_hands(object, decide, cx),
            Item::Objection(_) => vec![
                cx.hint(Action::Open, "what became of it"),
                cx.hint(Action::Edit, "edit"),
                cx.hint(Action::Delete, "delete"),
                object,
                decide,
            ],
            Item::Decision(_) => vec![
                cx.hint(Action::Open, "edit"),
                cx.hint(Action::Delete, "delete"),
                cx.hint(Action::NextStep, "go on"),
                object,
            ],
            Item::Record => vec![cx.hint(Action::Open, "decide"), object],
        };
        hints.push(cx.hint(Action::Verb('y'), "hands as called"));
        hints
    }
}

fn hints_for_hands(object: Hint, decide: Hint, cx: &Cx<'_>) -> Vec<Hint> {
    let counted = counts(cx.session, cx.place).is_some_and(|decide| decide.tally.is_some());
    let fingers = |does| both(cx, Action::More, Action::Less, does);
    let mut hints = if counted {
        let again = cx.hint(Action::Open, "count again");
        vec![object, decide, again, fingers("correct"), cx.hint(Action::Verb('c'), "clear")]
    } else {
        vec![cx.hint(Action::Open, "hands as called"), fingers("by finger"), object, decide]
    };
    hints.push(both(cx, Action::PageUp, Action::PageDown, "scroll the plan"));
    hints
}

fn what_became() -> Choose<Settling> {
    let choice = |id, label, aside: &str| Choice {
        id,
        label: CleanText::line(label),
        aside: aside.to_owned(),
    };
    Choose::new(
        "What became of it?",
        vec![
            choice(Settling::Met, "Met by a change", "asks which"),
            choice(Settling::Dissent, "Stands as dissent", "with consent"),
            choice(Settling::StaysOpen, "Stays open", ""),
        ],
    )
}

fn both(cx: &Cx<'_>, one: Action, other: Action, does: &str) -> Hint {
    let (one, other) = (cx.hint(one, does), cx.hint(other, ""));
    Hint { key: format!("{} {}", one.key, other.key), does: one.does }
}

fn propose(change: decisions::Change) -> Reply {
    Reply::Propose(Proposal::Change(Change::Decisions(change)))
}

fn propose_here(cx: &Cx<'_>, change: decide::Change) -> Reply {
    let change = Change::At(cx.place.clone(), activities::Change::Decide(change));
    Reply::Propose(Proposal::Change(change))
}

/// The hands that are counted now, and none while they are shown again.
fn fingers(decide: &Decide) -> [u16; 6] {
    decide.tally.map(|tally| tally.fingers).unwrap_or_default()
}
