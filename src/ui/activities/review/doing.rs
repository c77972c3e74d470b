//! What is typed into the open form or choice, and what it comes to.

use super::{Kind, Open, ReviewScreen, became, here, sheets, spent, tells, wants};
use crate::session::activities::review;
use crate::session::areas::Answer;
use crate::session::promises::Became;
use crate::session::{Change, Id, areas, people};
use crate::ui::forms::choose::Chosen;
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Input, Reply};
use sheets::Unfit;

impl ReviewScreen {
    pub(super) fn fill_in(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(open) = &mut self.open else { return Reply::Pass };
        let filled = match open {
            Open::Became(id, choose) => {
                let (id, chosen) = (id.clone(), choose.update(input));
                return self.chose(id, chosen, cx);
            }
            Open::Owner(area, choose) => {
                let (area, chosen) = (area.clone(), choose.update(input));
                return self.named(area, chosen, cx);
            }
            Open::Helped(choose) => {
                return match choose.update(input) {
                    Chosen::One(who) => {
                        let sheet = sheets::thanks(&who, cx);
                        self.opens(Open::Thanks(who, sheet))
                    }
                    chosen => self.stays(&chosen),
                };
            }
            Open::Goal(id, sheet) => {
                kept(sheet, input, |sheet| Ok(tells(id.clone(), Some(sheets::told(sheet)?))))
            }
            Open::Slipped(id, sheet) => {
                kept(sheet, input, |sheet| Ok(became(id.clone(), sheets::slip(sheet, cx)?)))
            }
            Open::Dropped(id, sheet) => {
                kept(sheet, input, |sheet| Ok(became(id.clone(), sheets::drop_it(sheet)?)))
            }
            Open::Spent(id, sheet) => {
                // What was told the last time may be what it still is.
                kept(sheet, input, |sheet| Ok(spent(id.clone(), sheets::amount(sheet, cx)?)))
            }
            Open::Joins(sheet) => kept(sheet, input, |sheet| {
                let add = people::Change::Add(vec![sheets::joined(sheet)?]);
                Ok(wants(Change::People(add)))
            }),
            Open::Thanks(who, sheet) => kept(sheet, input, |sheet| {
                let (who, words) = (who.clone(), sheet.text(0));
                Ok(here(review::Change::Thank { who, words }, cx))
            }),
        };
        filled.unwrap_or_else(|| {
            self.open = None;
            Reply::Done
        })
    }

    fn chose(&mut self, id: Id, chosen: Chosen<Kind>, cx: &Cx<'_>) -> Reply {
        let (kind, Some(promise)) = (chosen, cx.session.promise(&id)) else {
            self.open = None;
            return Reply::Done;
        };
        match kind {
            Chosen::One(Kind::Kept) => became(id, Became::Kept),
            Chosen::One(Kind::Stands) => became(id, Became::Stands),
            Chosen::One(Kind::Slipped) => {
                let sheet = sheets::slipped(promise, cx);
                self.opens(Open::Slipped(id, sheet))
            }
            Chosen::One(Kind::Dropped) => {
                let sheet = sheets::dropped(promise, cx);
                self.opens(Open::Dropped(id, sheet))
            }
            chosen => self.stays(&chosen),
        }
    }

    /// Somebody says yes; above the usual load they are asked a second time.
    fn named(&mut self, area: Id, chosen: Chosen, cx: &Cx<'_>) -> Reply {
        let Chosen::One(who) = chosen else { return self.stays(&chosen) };
        let again = Some((area.clone(), who.clone()));
        let second_yes = self.asked_twice == again;
        if let (Some(sentence), false) = (cx.session.asks_second_yes(&area, &who), second_yes) {
            self.asked_twice = again;
            return Reply::Tell(sentence);
        }
        let answer = areas::Change::Answer { area, who, answer: Answer::Yes, second_yes };
        wants(Change::Areas(answer))
    }

    fn stays<K>(&mut self, chosen: &Chosen<K>) -> Reply {
        match chosen {
            Chosen::Other(typed) => Reply::Tell(format!("“{typed}” is none of these.")),
            Chosen::Going | Chosen::One(_) => Reply::Done,
            Chosen::Closed => {
                self.open = None;
                Reply::Done
            }
        }
    }
}

/// What a key in a sheet comes to; nothing when the sheet closes.
fn kept(
    sheet: &mut Sheet,
    input: &Input,
    keep: impl FnOnce(&Sheet) -> Result<Reply, Unfit>,
) -> Option<Reply> {
    match sheet.update(input) {
        Filled::Going => Some(Reply::Done),
        Filled::Closed => None,
        Filled::Keep => Some(keep(sheet).unwrap_or_else(|(field, sentence)| {
            sheet.refuse(field, &sentence);
            Reply::Done
        })),
    }
}
