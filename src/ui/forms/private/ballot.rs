//! One ballot on the screen: the things, and marks that are given and taken back. No total of
//! anybody else is ever here.

mod draw;
mod ranking;

use super::{Asked, Marking, Thing};
use crate::session::shuffle::shuffle;
use crate::session::{Ballot, Giver, Id};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::widgets::rows::Cursor;
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
    marks: BTreeMap<Id, [Option<u8>; 2]>,
    cursor: Cursor<Id>,
    /// Which of two answers the cursor is on.
    column: usize,
    /// The last key was a digit of the mark at the cursor.
    typing: bool,
    /// Enter was pressed once on a ballot with something left.
    warned: bool,
}

impl BallotForm {
    /// An empty ballot.
    pub(super) fn new(giver: Giver) -> BallotForm {
        let (marks, cursor) = (BTreeMap::new(), Cursor::default());
        BallotForm { giver, marks, cursor, column: 0, typing: false, warned: false }
    }

    /// Takes a key.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        let Some(action) = input.action() else { return Key::Unknown };
        let (typing, warned) = (std::mem::take(&mut self.typing), std::mem::take(&mut self.warned));
        let ids: Vec<Id> = self.shown(asked).into_iter().map(|thing| thing.id.clone()).collect();
        if self.cursor.act(action, &ids, 5) {
            self.column = 0;
            return Key::Done;
        }
        let Some(id) = self.cursor.item(&ids).cloned() else { return Key::Closed };
        match action {
            Action::Open => return self.give(warned, asked),
            Action::Back => return Key::Closed,
            _ => {}
        }
        match asked.marking {
            Marking::Ranks => self.rank(action, &id, typing),
            Marking::Scores { .. } | Marking::Pairs { .. } | Marking::Levels { .. } => {
                self.judge(action, &id, &ids, asked)
            }
            _ => self.spend(action, &id, typing, asked),
        }
    }

    /// Dots, approvals, points: given one by one, or as a number.
    fn spend(&mut self, action: Action, id: &Id, typing: bool, asked: &Asked) -> Key {
        let now = self.on(id);
        match action {
            Action::Mark if asked.marking.most() == 1 && now == 1 => self.put(id, 0, asked),
            Action::Mark | Action::More => self.put(id, u32::from(now) + 1, asked),
            Action::Less => self.put(id, u32::from(now.saturating_sub(1)), asked),
            Action::Digit(digit) => self.number(id, digit, typing, asked),
            _ => Key::Unknown,
        }
    }

    fn number(&mut self, id: &Id, digit: u8, typing: bool, asked: &Asked) -> Key {
        let grown = u32::from(self.on(id)) * 10 + u32::from(digit);
        let goes_on = typing && grown <= u32::from(asked.marking.most());
        self.typing = true;
        self.put(id, if goes_on { grown } else { digit.into() }, asked)
    }

    /// Scores: one digit each, and on to the next by itself. Below 0 is no opinion.
    fn judge(&mut self, action: Action, id: &Id, ids: &[Id], asked: &Asked) -> Key {
        let now = self.answer(id)[self.column];
        let key = match action {
            Action::Digit(digit) => self.put(id, digit.into(), asked),
            Action::More => {
                let more = now.map_or(asked.marking.least(), |now| now.saturating_add(1));
                return self.put(id, more.into(), asked);
            }
            Action::Less if now.is_some_and(|now| now > asked.marking.least()) => {
                return self.put(
                    id,
                    u32::from(self.answer(id)[self.column].unwrap_or(0)) - 1,
                    asked,
                );
            }
            Action::Less => {
                self.marks.entry(id.clone()).or_default()[self.column] = None;
                return Key::Done;
            }
            Action::Left | Action::Right if asked.marking.answers() == 2 => {
                self.column = usize::from(action == Action::Right);
                return Key::Done;
            }
            Action::Mark => {
                self.marks.remove(id);
                self.column = asked.marking.answers() - 1;
                Key::Done
            }
            _ => return Key::Unknown,
        };
        if key == Key::Done {
            self.go_on(ids, asked);
        }
        key
    }

    /// To the second answer, or to the next thing.
    fn go_on(&mut self, ids: &[Id], asked: &Asked) {
        if self.column + 1 < asked.marking.answers() {
            self.column += 1;
        } else if self.cursor.row(ids) != Some(ids.len().saturating_sub(1)) {
            self.cursor.act(Action::Down, ids, 1);
            self.column = 0;
        }
    }

    /// Places: the next one, a typed one, or moved.
    fn rank(&mut self, action: Action, id: &Id, typing: bool) -> Key {
        match action {
            Action::Mark => ranking::toggle(&mut self.marks, id),
            Action::More => ranking::better(&mut self.marks, id),
            Action::Less => ranking::worse(&mut self.marks, id),
            Action::Merge => ranking::join(&mut self.marks, id),
            Action::Digit(digit) => {
                let before = if typing { self.on(id) } else { 0 };
                let place = before.checked_mul(10).and_then(|tens| tens.checked_add(digit));
                let place = place.unwrap_or(digit);
                self.typing = true;
                self.marks.remove(id);
                if place > 0 {
                    self.marks.insert(id.clone(), [Some(place), None]);
                }
            }
            _ => return Key::Unknown,
        }
        Key::Done
    }

    fn answer(&self, id: &Id) -> [Option<u8>; 2] {
        self.marks.get(id).copied().unwrap_or_default()
    }

    fn on(&self, id: &Id) -> u8 {
        self.answer(id)[0].unwrap_or(0)
    }

    fn put(&mut self, id: &Id, value: u32, asked: &Asked) -> Key {
        let others = self.total() - u32::from(self.on(id));
        if let Some(refusal) = asked.marking.refuses(value, others) {
            let back = if asked.marking.has_blank() { "" } else { " - takes one back." };
            return Key::Tell(format!("{refusal}{back}"));
        }
        let mark = self.marks.entry(id.clone()).or_default();
        mark[self.column] = Some(u8::try_from(value).unwrap_or(u8::MAX));
        Key::Done
    }

    fn total(&self) -> u32 {
        self.marks.values().map(|[first, _]| u32::from(first.unwrap_or(0))).sum()
    }

    fn left(&self, asked: &Asked) -> Option<u32> {
        asked.marking.in_all().map(|all| all.saturating_sub(self.total()))
    }

    fn give(&mut self, warned: bool, asked: &Asked) -> Key {
        if let Some(half) = self.half(asked) {
            let ids: Vec<Id> = self.shown(asked).iter().map(|thing| thing.id.clone()).collect();
            let missing = usize::from(self.answer(&half.id)[0].is_some());
            let row = ids.iter().position(|id| *id == half.id).unwrap_or(0);
            self.cursor.place(row, &ids);
            self.column = missing;
            return Key::Tell(format!("“{}” has one answer of two.", half.label));
        }
        if let Some(missing) = self.missing(asked).filter(|_| !warned) {
            self.warned = true;
            return Key::Tell(format!("{missing}. Enter again hands it in like this."));
        }
        let typed = asked.things.iter().map(|thing| (thing.id.clone(), self.answer(&thing.id)));
        Key::Give(self.giver.clone(), asked.marking.ballot(typed))
    }

    /// What has only one of two answers.
    fn half<'a>(&self, asked: &'a Asked) -> Option<&'a Thing> {
        let half = |thing: &&Thing| {
            let [one, other] = self.answer(&thing.id);
            one.is_some() != other.is_some()
        };
        asked.things.iter().find(half).filter(|_| asked.marking.answers() == 2)
    }

    /// What is not there yet, if it is worth a word.
    fn missing(&self, asked: &Asked) -> Option<String> {
        let things = asked.things.iter();
        let open = things.filter(|thing| self.answer(&thing.id)[0].is_none()).count();
        let [one, _] = asked.marking.names();
        let nothing = || (self.total() == 0).then(|| format!("No {one} is given"));
        match asked.marking {
            Marking::Dots { .. } => nothing().or_else(|| {
                let left = self.left(asked).filter(|left| *left > 0)?;
                Some(format!("{} left", asked.marking.count(left)))
            }),
            Marking::Approvals { .. } | Marking::Points { .. } | Marking::Names { .. } => nothing(),
            Marking::Scores { .. } | Marking::Pairs { .. } | Marking::Levels { .. } => match open {
                0 => None,
                1 => Some(format!("One has no {one}, which is not {}", asked.marking.least())),
                open => {
                    Some(format!("{open} have no {one}, which is not {}", asked.marking.least()))
                }
            },
            Marking::Ranks => nothing().or_else(|| {
                (open > 1).then(|| format!("{open} have no place and come last together"))
            }),
        }
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

    /// The keys that matter now.
    pub(super) fn hints(&self, asked: &Asked, cx: &Cx<'_>) -> Vec<Hint> {
        let [one, _] = asked.marking.names();
        let numbers = |does: &str| Hint { key: asked.marking.digits(), does: does.to_owned() };
        let hand_in = cx.hint(Action::Open, "hand it in");
        let mut hints = match asked.marking {
            Marking::Ranks => vec![
                cx.hint(Action::Mark, "next place"),
                hand_in,
                cx.hint(Action::More, "better"),
                cx.hint(Action::Less, "worse"),
                cx.hint(Action::Merge, "as good as the one above"),
            ],
            Marking::Scores { .. } | Marking::Pairs { .. } | Marking::Levels { .. } => vec![
                numbers(one),
                cx.hint(Action::Mark, format!("no {one}")),
                hand_in,
                cx.hint(Action::More, "more"),
                cx.hint(Action::Less, "less"),
            ],
            _ => vec![
                cx.hint(Action::Mark, format!("give {}", asked.marking.one())),
                hand_in,
                cx.hint(Action::Less, "take one back"),
                numbers("so many"),
            ],
        };
        if asked.marking.answers() == 2 {
            hints.insert(3, cx.hint(Action::Right, "the other question"));
        }
        hints.push(cx.hint(Action::Back, "close, nothing given"));
        hints
    }
}
