//! Closing: each parked item gets somebody and a date or is dropped, the next date is set, and
//! what was decided and agreed stands there to be read.

mod draw;
mod filling;
mod sheets;
#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities::close::{missing, proposed_date};
use crate::session::decisions::{self, ParkedFate};
use crate::session::{Change, Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::activities::decide::sheets::DecisionSheet;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::forms::choose::Choose;
use crate::ui::forms::lines::LineField;
use crate::ui::forms::sheet::Sheet;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// On to the check-in of what is finished.
const CHECK_IN: Action = Action::Verb('i');

/// The screen of `close`.
#[derive(Default)]
pub struct CloseScreen {
    cursor: Cursor<Item>,
    open: Option<Open>,
    finishing: Arm,
}

/// What the cursor can be on, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Parked(Id),
    NextDate,
    Contact,
    Decision(Id),
    Agreement(Id),
}

/// What is being filled in.
enum Open {
    /// Something is parked, or worded otherwise.
    Words(Words, LineField),
    /// Who takes a parked item up?
    Who(Id, Choose),
    /// By when?
    When { item: Id, who: Id, sheet: Sheet },
    /// Whom does one ask about the plan?
    Contact(Choose),
    /// When do we meet again?
    NextDate(Sheet),
    /// A decision is worded otherwise.
    Decision(DecisionSheet),
}

/// Which words a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Words {
    New,
    Parked(Id),
    Agreement(Id),
}

fn items(session: &Session) -> Vec<Item> {
    let parked = session.parked.iter().map(|it| Item::Parked(it.id.clone()));
    let decisions = session.decisions.iter().map(|it| Item::Decision(it.id.clone()));
    let agreements = session.agreements.iter().map(|it| Item::Agreement(it.id.clone()));
    parked.chain([Item::NextDate, Item::Contact]).chain(decisions).chain(agreements).collect()
}

impl Screen for CloseScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if self.open.is_some() {
            return self.fill_in(input, cx);
        }
        let action = input.action();
        self.finishing.unless(action);
        let Some(action) = action else { return Reply::Pass };
        if self.cursor.act(action, &items(cx.session), 8) {
            return Reply::Done;
        }
        match action {
            Action::Add => self.opens(Open::Words(Words::New, LineField::adding())),
            Action::Verb('c') => self.opens(Open::NextDate(sheets::next_date(cx))),
            Action::Verb('f') => self.finish(cx),
            CHECK_IN if cx.session.finished.is_some() => Reply::CheckIn,
            _ => match self.item(cx) {
                Item::Parked(id) => self.on_parked(action, id, cx),
                Item::NextDate => self.on_date(action, cx),
                Item::Contact => self.on_contact(action, cx),
                Item::Decision(id) => self.on_decision(action, id, cx),
                Item::Agreement(id) => self.on_agreement(action, id, cx),
            },
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        let ends = match &mut self.open {
            Some(Open::Words(words, line)) => {
                let last = cx.session.parked.len().saturating_sub(1);
                if *words == Words::New {
                    self.cursor.place(last, &items(cx.session));
                }
                line.taken()
            }
            Some(Open::When { .. }) => {
                self.goes_on(cx);
                true
            }
            _ => true,
        };
        if ends {
            self.open = None;
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.cursor.find(&items(cx.session), |item| match item {
            Item::Parked(id) | Item::Decision(id) | Item::Agreement(id) => id == thing,
            Item::NextDate | Item::Contact => false,
        });
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        draw::list(&self.cursor, area, buffer, cx);
        draw::open(self.open.as_ref()?, area, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let back = |does: &str| cx.hint(Action::Back, does);
        match &self.open {
            Some(Open::Words(Words::New, _)) => {
                vec![cx.hint(Action::Open, "keep, and the next"), back("done")]
            }
            Some(Open::Contact(_)) => vec![cx.hint(Action::Open, "is asked"), back("leave it")],
            Some(Open::Who(..)) => vec![cx.hint(Action::Open, "takes it up"), back("leave it")],
            Some(_) => vec![cx.hint(Action::Open, "keep"), back("keep and close")],
            None => self.hints_at_the_cursor(cx),
        }
    }

    fn open_text(&self) -> Option<CleanText> {
        match self.open.as_ref()? {
            Open::Words(_, line) => Some(line.text()),
            Open::Decision(sheet) if sheet.sheet.is_changed() => Some(sheet.sheet.text(0)),
            _ => None,
        }
    }
}

impl CloseScreen {
    fn item(&self, cx: &Cx<'_>) -> Item {
        self.cursor.item(&items(cx.session)).cloned().unwrap_or(Item::NextDate)
    }

    /// From an item that has somebody and a date to the next that has not, and then to the date.
    fn goes_on(&mut self, cx: &Cx<'_>) {
        let items = items(cx.session);
        let here = self.cursor.row(&items).unwrap_or(0);
        let waits = |item: &Item| match item {
            Item::Parked(id) => cx.session.waiting().any(|parked| &parked.id == id),
            Item::NextDate => cx.session.next_date.is_none(),
            Item::Contact | Item::Decision(_) | Item::Agreement(_) => false,
        };
        let rows = (here..items.len()).chain(0..here);
        if let Some(row) = rows.into_iter().find(|row| waits(&items[*row])) {
            self.cursor.place(row, &items);
        }
    }

    fn opens(&mut self, open: Open) -> Reply {
        self.open = Some(open);
        Reply::Done
    }

    fn on_parked(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        let Some(parked) = cx.session.parked.iter().find(|parked| parked.id == id) else {
            return Reply::Done;
        };
        let dropped = parked.fate == ParkedFate::Dropped;
        match action {
            Action::Open => self.asks_who(id, cx),
            Action::Edit => {
                let line = LineField::editing(&parked.text);
                self.opens(Open::Words(Words::Parked(id), line))
            }
            Action::Delete if dropped => propose(decisions::Change::DeleteParked(id)),
            Action::Delete => propose(decisions::Change::Unpark(id, ParkedFate::Dropped)),
            Action::Mark if parked.is_waiting() => {
                let key = cx.hint(Action::Open, "").key;
                Reply::Tell(format!("It waits for somebody already: {key} says who takes it up."))
            }
            Action::Mark => propose(decisions::Change::Unpark(id, ParkedFate::Waiting)),
            _ => Reply::Pass,
        }
    }

    fn asks_who(&mut self, item: Id, cx: &Cx<'_>) -> Reply {
        let mut present = cx.session.present();
        match (present.next(), present.next()) {
            (None, _) => {
                Reply::Tell("Nobody is here, and only somebody present can take it up.".to_owned())
            }
            (Some(only), None) => self.asks_when(item, only.id.clone(), cx),
            (Some(_), Some(_)) => {
                let choose = sheets::who("Who takes it up?", cx);
                self.opens(Open::Who(item, choose))
            }
        }
    }

    fn asks_when(&mut self, item: Id, who: Id, cx: &Cx<'_>) -> Reply {
        let sheet = sheets::by_when(&item, &who, cx);
        self.opens(Open::When { item, who, sheet })
    }

    /// Enter takes the date that is proposed, or changes the one that is set.
    fn on_date(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match (action, cx.session.next_date) {
            (Action::Open, None) => {
                let date = proposed_date(cx.session, cx.place, cx.reader.today);
                wants(Change::NextDate(Some(date)))
            }
            (Action::Open | Action::Edit, _) => self.opens(Open::NextDate(sheets::next_date(cx))),
            (Action::Delete, Some(_)) => wants(Change::NextDate(None)),
            _ => Reply::Pass,
        }
    }

    /// Who answers questions about the plan until the team meets again.
    fn on_contact(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match (action, &cx.session.contact) {
            (Action::Open | Action::Edit, _) if cx.session.present().next().is_some() => {
                self.opens(Open::Contact(sheets::who("Whom does one ask about it?", cx)))
            }
            (Action::Delete, Some(_)) => wants(Change::Contact(None)),
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

    fn on_agreement(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        let words = cx.session.agreements.iter().find(|it| it.id == id).map(|it| it.text.clone());
        match action {
            Action::Open | Action::Edit => {
                let line = LineField::editing(&words.unwrap_or_default());
                self.opens(Open::Words(Words::Agreement(id), line))
            }
            Action::Delete => propose(decisions::Change::DeleteAgreement(id)),
            _ => Reply::Pass,
        }
    }

    /// Finishes at once when nothing is missing, else at the second press, having said what is.
    fn finish(&mut self, cx: &Cx<'_>) -> Reply {
        let missing = missing(cx.session);
        let verb = Action::Verb('f');
        let key = cx.hint(verb, "").key;
        if cx.session.finished.is_some() {
            return match self.finishing.press(verb) {
                Pressed::Armed => {
                    Reply::Tell(format!("It is finished; {key} again goes on with it."))
                }
                Pressed::Fired => wants(Change::Finish(false)),
            };
        }
        if missing.is_empty() || self.finishing.press(verb) == Pressed::Fired {
            return wants(Change::Finish(true));
        }
        Reply::Tell(format!("{key} again finishes all the same, with that still missing."))
    }

    fn hints_at_the_cursor(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let goes_on = cx.session.finished.is_some() && cx.session.has_a_plan();
        let check_in = goes_on.then(|| cx.hint(CHECK_IN, "check in"));
        let mut hints = self.hints_of_the_item(cx);
        // What is finished is mostly exported first.
        hints.splice(1..1, check_in);
        hints
    }

    fn hints_of_the_item(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let done = missing(cx.session).is_empty();
        let finish = match cx.session.finished {
            None if done && draw::goes_on(cx) => cx.hint(Action::NextStep, "go on"),
            None => cx.hint(Action::Verb('f'), "finish"),
            Some(_) => cx.hint(Action::Export, "export the record"),
        };
        let date = cx.hint(Action::Verb('c'), "next date");
        let (edit, delete) = (cx.hint(Action::Edit, "edit"), cx.hint(Action::Delete, "delete"));
        match self.item(cx) {
            Item::Parked(id) => {
                let parked = cx.session.parked.iter().find(|parked| parked.id == id);
                let fate = parked.map(|parked| &parked.fate);
                let open = cx.hint(Action::Open, "who and when");
                let drop = cx.hint(Action::Delete, "drop");
                let back = cx.hint(Action::Mark, "put back");
                let mut hints = match fate {
                    Some(ParkedFate::Dropped) => vec![back, delete],
                    Some(ParkedFate::Taken { .. }) => vec![open, back, drop],
                    Some(ParkedFate::Waiting) | None => vec![open, drop],
                };
                hints.extend([date, finish, edit, cx.hint(Action::Add, "park another")]);
                hints
            }
            Item::NextDate if cx.session.next_date.is_none() => {
                let take = cx.hint(Action::Open, "take this date");
                let other = cx.hint(Action::Verb('c'), "another");
                vec![take, other, cx.hint(Action::Add, "park"), finish]
            }
            Item::NextDate => {
                let change = cx.hint(Action::Open, "change it");
                vec![finish, change, cx.hint(Action::Add, "park")]
            }
            Item::Contact => {
                let who = cx.hint(Action::Open, "say who");
                let nobody = cx.session.contact.as_ref().map(|_| cx.hint(Action::Delete, "nobody"));
                [vec![who], nobody.into_iter().collect(), vec![date, finish]].concat()
            }
            Item::Decision(_) | Item::Agreement(_) => vec![edit, delete, date, finish],
        }
    }
}

fn propose(change: decisions::Change) -> Reply {
    wants(Change::Decisions(change))
}

fn wants(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(change))
}
