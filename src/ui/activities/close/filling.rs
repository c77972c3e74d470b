//! What is being filled in at the close: words, somebody, a date.

use super::{CloseScreen, Open, Words, propose, sheets, wants};
use crate::session::{Change, decisions};
use crate::ui::forms::choose::Chosen;
use crate::ui::forms::lines::Typed;
use crate::ui::forms::sheet::Filled;
use crate::ui::screen::{Cx, Input, Reply};

impl CloseScreen {
    pub(super) fn fill_in(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            None => Reply::Pass,
            Some(Open::Words(..)) => self.type_in(input),
            Some(Open::Who(..)) => self.choose(input, cx),
            Some(Open::Contact(choose)) => match choose.update(input) {
                Chosen::Going => Reply::Done,
                Chosen::One(who) => wants(Change::Contact(Some(who))),
                Chosen::Other(name) => Reply::Tell(format!("Nobody here is called “{name}”.")),
                Chosen::Closed => {
                    self.open = None;
                    Reply::Done
                }
            },
            Some(Open::When { sheet, .. } | Open::NextDate(sheet)) => {
                let filled = sheet.update(input);
                self.filled(filled, cx)
            }
            Some(Open::Decision(open)) => {
                let filled = open.sheet.update(input);
                self.filled(filled, cx)
            }
        }
    }

    fn type_in(&mut self, input: &Input) -> Reply {
        let Some(Open::Words(words, line)) = &mut self.open else { return Reply::Pass };
        let typed = match input {
            Input::Key(key, _) => line.input(*key),
            Input::Paste(text) => line.paste(text),
        };
        let mut lines = match typed {
            Typed::Going => return Reply::Done,
            Typed::Ended => {
                self.open = None;
                return Reply::Done;
            }
            Typed::Lines(lines) => lines,
        };
        propose(match words.clone() {
            Words::New if lines.len() > 1 => decisions::Change::ParkAll(lines),
            Words::New => decisions::Change::Park(lines.remove(0)),
            Words::Parked(id) => decisions::Change::EditParked(id, lines.remove(0)),
            Words::Agreement(id) => decisions::Change::EditAgreement(id, lines.remove(0)),
        })
    }

    fn choose(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(Open::Who(item, choose)) = &mut self.open else { return Reply::Pass };
        let item = item.clone();
        match choose.update(input) {
            Chosen::Going => Reply::Done,
            Chosen::One(who) => self.asks_when(item, who, cx),
            Chosen::Other(name) => Reply::Tell(format!(
                "Nobody present is called “{name}”; only somebody here can take it up."
            )),
            Chosen::Closed => {
                self.open = None;
                Reply::Done
            }
        }
    }

    fn filled(&mut self, filled: Filled, cx: &Cx<'_>) -> Reply {
        match filled {
            Filled::Going => Reply::Done,
            Filled::Closed => {
                self.open = None;
                Reply::Done
            }
            Filled::Keep => self.keep(cx),
        }
    }

    fn keep(&mut self, cx: &Cx<'_>) -> Reply {
        let (sheet, change) = match &mut self.open {
            Some(Open::When { item, who, sheet }) => {
                let change = sheets::taken(item, who, sheet, cx);
                (sheet, change.map_err(|sentence| (0, sentence)))
            }
            Some(Open::NextDate(sheet)) => {
                let change = sheets::meet(sheet, cx);
                (sheet, change.map_err(|sentence| (0, sentence)))
            }
            Some(Open::Decision(open)) => {
                let change = open.change(cx).map(Change::Decisions);
                (&mut open.sheet, change)
            }
            _ => return Reply::Done,
        };
        match change {
            Ok(change) => wants(change),
            Err((field, sentence)) => {
                sheet.refuse(field, &sentence);
                Reply::Done
            }
        }
    }
}
