//! The screen of `review`: part by part what became of the plan. The team answers for its goals
//! before any person is asked; then promises, money, people.

mod doing;
mod draw;
mod sheets;
#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities::review::{self, beside, part, parts};
use crate::session::promises::Became;
use crate::session::{self, Change, Id, Session, activities};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::forms::choose::Choose;
use crate::ui::forms::sheet::Sheet;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use crate::workshop::Matter;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// So many rows a page of a list is taken to have.
const PAGE: u16 = 8;

/// The screen of `review`.
#[derive(Default)]
pub struct ReviewScreen {
    cursor: Cursor<Item>,
    open: Option<Open>,
    /// Somebody was asked although the team has not answered: said once, and not again.
    sure: Arm,
    told: bool,
    /// Somebody leaves the team: what they leave behind comes next.
    leaves: bool,
    /// More than the usual load: the same name a second time is a second yes.
    asked_twice: Option<(Id, Id)>,
}

/// What the cursor can be on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Goal(Id),
    Promise(Id),
    Area(Id),
    /// An area whose person left the team.
    Orphan(Id),
    Person(Id),
    Thanks(Id),
}

/// What is being filled in.
enum Open {
    /// How does this goal stand?
    Goal(Id, Sheet),
    /// What became of this promise?
    Became(Id, Choose<Kind>),
    /// For when is it promised again?
    Slipped(Id, Sheet),
    /// Why is it dropped?
    Dropped(Id, Sheet),
    /// How much has this area spent?
    Spent(Id, Sheet),
    /// Who answers for this area now?
    Owner(Id, Choose),
    /// Who joins?
    Joins(Sheet),
    /// Who helped?
    Helped(Choose),
    /// With what?
    Thanks(Id, Sheet),
}

/// What a promise may have come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Kept,
    Stands,
    Slipped,
    Dropped,
}

fn items(session: &Session, cx: &Cx<'_>) -> Vec<Item> {
    match part(session, cx.place) {
        Matter::Goals => session.goals.iter().map(|it| Item::Goal(it.id.clone())).collect(),
        Matter::Promises => {
            session.promises_of_before().iter().map(|it| Item::Promise(it.id.clone())).collect()
        }
        Matter::Pot => session.areas_with_money().map(|it| Item::Area(it.id.clone())).collect(),
        Matter::People => {
            let orphans = session.orphaned().map(|it| Item::Orphan(it.id.clone()));
            let people = session.people.iter().map(|it| Item::Person(it.id.clone()));
            let thanks = review::state(session, cx.place).into_iter().flat_map(|it| &it.thanks);
            let thanks = thanks.map(|it| Item::Thanks(it.id.clone()));
            orphans.chain(people).chain(thanks).collect()
        }
    }
}

impl Screen for ReviewScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if self.open.is_some() {
            return self.fill_in(input, cx);
        }
        let action = input.action();
        self.sure.unless(action);
        let Some(action) = action else { return Reply::Pass };
        if self.cursor.act(action, &items(cx.session, cx), PAGE) {
            return Reply::Done;
        }
        match action {
            Action::NextPane | Action::Right => turn(beside(cx.session, cx.place, true), cx),
            Action::PrevPane | Action::Left => turn(beside(cx.session, cx.place, false), cx),
            Action::Add | Action::Verb('f') => self.anew(action, cx),
            _ => match self.cursor.item(&items(cx.session, cx)).cloned() {
                Some(item) => self.on(action, item, cx),
                None => Reply::Pass,
            },
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        self.asked_twice = None;
        match self.open.take() {
            Some(Open::Goal(..) | Open::Spent(..)) => self.goes_on(cx),
            Some(Open::Joins(_)) => {
                let last = cx.session.people.last().map(|person| Item::Person(person.id.clone()));
                self.cursor.find(&items(cx.session, cx), |item| Some(item) == last.as_ref());
            }
            _ => {}
        }
        if std::mem::take(&mut self.leaves) {
            let orphan = |item: &Item| matches!(item, Item::Orphan(_));
            self.cursor.find(&items(cx.session, cx), orphan);
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        let home = if thing.is(session::Kind::Goal) {
            Matter::Goals
        } else if thing.is(session::Kind::Promise) {
            Matter::Promises
        } else {
            part(cx.session, cx.place)
        };
        let id = thing.clone();
        self.cursor = Cursor::default();
        let meant = match home {
            Matter::Goals => Item::Goal(id),
            Matter::Promises => Item::Promise(id),
            Matter::Pot => Item::Area(id),
            Matter::People => Item::Person(id),
        };
        self.cursor.aim(meant);
        if home == part(cx.session, cx.place) || !parts(cx.session, cx.place).contains(&home) {
            return Reply::Done;
        }
        turn(home, cx)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        draw::everything(self, area, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let back = cx.hint(Action::Back, "leave it");
        match &self.open {
            Some(Open::Became(..)) => vec![cx.hint(Action::Open, "that"), back],
            Some(Open::Owner(..)) => vec![cx.hint(Action::Open, "says yes"), back],
            Some(Open::Helped(_)) => vec![cx.hint(Action::Open, "thank"), back],
            Some(_) => vec![
                cx.hint(Action::Open, "next, and at last keep"),
                cx.hint(Action::Back, "keep and close"),
            ],
            None => self.hints_at_the_cursor(cx),
        }
    }

    fn open_text(&self) -> Option<CleanText> {
        match self.open.as_ref()? {
            Open::Goal(_, sheet)
            | Open::Slipped(_, sheet)
            | Open::Dropped(_, sheet)
            | Open::Spent(_, sheet)
            | Open::Joins(sheet)
            | Open::Thanks(_, sheet) => sheet.open_text(),
            Open::Became(..) | Open::Owner(..) | Open::Helped(_) => None,
        }
    }
}

impl ReviewScreen {
    fn opens(&mut self, open: Open) -> Reply {
        self.open = Some(open);
        Reply::Done
    }

    /// Somebody is added, or thanked: among the people alone.
    fn anew(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if part(cx.session, cx.place) != Matter::People {
            return Reply::Pass;
        }
        match action {
            Action::Add => self.opens(Open::Joins(sheets::joins())),
            _ => self.opens(Open::Helped(sheets::helped(cx))),
        }
    }

    /// The team answers before any person: who is asked all the same, is asked twice.
    fn team_first(&mut self, action: Action, cx: &Cx<'_>) -> Option<Reply> {
        let untold = cx.session.untold_goals().count();
        if untold == 0 || self.told || !review::asks_for_goals(cx.session) {
            return None;
        }
        if self.sure.press(action) == Pressed::Fired {
            self.told = true;
            return None;
        }
        let goals = if untold == 1 { "one goal is" } else { "some goals are" };
        let key = cx.key(action);
        Some(Reply::Tell(format!(
            "The team first: {goals} not told yet. {key} again asks all the same."
        )))
    }

    fn on(&mut self, action: Action, item: Item, cx: &Cx<'_>) -> Reply {
        match item {
            Item::Goal(id) => self.on_goal(action, id, cx),
            Item::Promise(id) => {
                let asks = matches!(
                    action,
                    Action::Open
                        | Action::Mark
                        | Action::Delete
                        | Action::Verb('c')
                        | Action::Verb('o')
                );
                if asks && let Some(reply) = self.team_first(action, cx) {
                    return reply;
                }
                self.on_promise(action, id, cx)
            }
            Item::Area(id) => self.on_money(action, id, cx),
            Item::Orphan(id) => match action {
                Action::Open => {
                    let choose = sheets::owner(&id, cx);
                    self.opens(Open::Owner(id, choose))
                }
                _ => Reply::Pass,
            },
            Item::Person(id) => {
                self.leaves = action == Action::Delete;
                on_person(action, id, cx)
            }
            Item::Thanks(id) if action == Action::Delete => here(review::Change::Unthank(id), cx),
            Item::Thanks(_) => Reply::Pass,
        }
    }

    fn on_goal(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        let Some(goal) = cx.session.goal(&id) else { return Reply::Done };
        match action {
            Action::Open | Action::Edit => {
                let sheet = sheets::goal(goal, cx);
                self.opens(Open::Goal(id, sheet))
            }
            Action::More => confident(goal, 1),
            Action::Less => confident(goal, -1),
            Action::Delete if goal.told.is_some() => tells(id, None),
            Action::Delete => {
                Reply::Tell("Nobody has told it yet; there is nothing to take back.".into())
            }
            _ => Reply::Pass,
        }
    }

    fn on_promise(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        let Some(promise) = cx.session.promise(&id) else { return Reply::Done };
        let kept = promise.fate == session::promises::Fate::Kept;
        match action {
            Action::Open => {
                let choose = sheets::became(promise, cx);
                self.opens(Open::Became(id, choose))
            }
            Action::Mark if kept => became(id, Became::Waiting),
            Action::Mark => became(id, Became::Kept),
            Action::Verb('o') => became(id, Became::Stands),
            Action::Verb('c') => {
                let sheet = sheets::slipped(promise, cx);
                self.opens(Open::Slipped(id, sheet))
            }
            Action::Delete => {
                let sheet = sheets::dropped(promise, cx);
                self.opens(Open::Dropped(id, sheet))
            }
            _ => Reply::Pass,
        }
    }

    fn on_money(&mut self, action: Action, id: Id, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open | Action::Edit => {
                let sheet = sheets::spent(&id, cx);
                self.opens(Open::Spent(id, sheet))
            }
            Action::Delete if cx.session.spent(&id).is_some() => spent(id, None),
            _ => Reply::Pass,
        }
    }

    /// From what was told to the next that is not.
    fn goes_on(&mut self, cx: &Cx<'_>) {
        let items = items(cx.session, cx);
        let here = self.cursor.row(&items).unwrap_or(0);
        let waits = |item: &Item| match item {
            Item::Goal(id) => cx.session.goal(id).is_some_and(|goal| goal.told.is_none()),
            Item::Area(id) => cx.session.spent(id).is_none(),
            _ => false,
        };
        let rows = (here..items.len()).chain(0..here);
        if let Some(row) = rows.into_iter().find(|row| waits(&items[*row])) {
            self.cursor.place(row, &items);
        }
    }

    fn hints_at_the_cursor(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let on = cx.hint(Action::NextStep, "go on");
        let items = items(cx.session, cx);
        let mut hints = match self.cursor.item(&items) {
            Some(Item::Goal(_)) => {
                vec![cx.hint(Action::Open, "tell"), cx.hint(Action::More, "confidence")]
            }
            Some(Item::Promise(_)) => vec![
                cx.hint(Action::Mark, "kept"),
                cx.hint(Action::Verb('o'), "on the way"),
                cx.hint(Action::Verb('c'), "slipped"),
                cx.hint(Action::Delete, "dropped"),
            ],
            Some(Item::Area(_)) => vec![cx.hint(Action::Open, "spent")],
            Some(Item::Orphan(_)) => vec![cx.hint(Action::Open, "who now")],
            Some(Item::Person(_)) => {
                vec![cx.hint(Action::Open, "here"), cx.hint(Action::Delete, "left team")]
            }
            Some(Item::Thanks(_)) => vec![cx.hint(Action::Delete, "take back")],
            None => Vec::new(),
        };
        if part(cx.session, cx.place) == Matter::People {
            hints.push(cx.hint(Action::Add, "new"));
            hints.push(cx.hint(Action::Verb('f'), "thank"));
        }
        if parts(cx.session, cx.place).len() > 1 {
            let next = beside(cx.session, cx.place, true);
            hints.push(cx.hint(Action::NextPane, format!("to the {}", next.name())));
        }
        hints.push(on);
        if let Some(Item::Goal(_)) = self.cursor.item(&items) {
            hints.push(cx.hint(Action::Less, "less confidence"));
            hints.push(cx.hint(Action::Delete, "take back what was told"));
        }
        hints
    }
}

fn on_person(action: Action, id: Id, cx: &Cx<'_>) -> Reply {
    let Some(person) = cx.session.person(&id) else { return Reply::Done };
    let people = |change| wants(Change::People(change));
    match action {
        Action::Open | Action::Mark if person.gone => people(session::people::Change::Stay(id)),
        Action::Open | Action::Mark if person.present => people(session::people::Change::Leave(id)),
        Action::Open | Action::Mark => people(session::people::Change::Arrive(id)),
        Action::Delete => people(session::people::Change::Go(id)),
        _ => Reply::Pass,
    }
}

/// A point more or less of confidence, from the middle where nobody has said.
fn confident(goal: &session::Goal, by: i8) -> Reply {
    let mut told = goal.told.clone().unwrap_or_default();
    let middle = i8::try_from(session::goals::MOST_CONFIDENT / 2).unwrap_or(5);
    let now = told.confidence.map_or(middle, |it| i8::try_from(it).unwrap_or(middle) + by);
    told.confidence =
        u8::try_from(now.max(0)).ok().map(|it| it.min(session::goals::MOST_CONFIDENT));
    tells(goal.id.clone(), Some(told))
}

fn tells(goal: Id, told: Option<session::goals::Told>) -> Reply {
    wants(Change::Goals(session::goals::Change::Tell(goal, told)))
}

fn became(promise: Id, became: Became) -> Reply {
    wants(Change::Promises(session::promises::Change::Became(promise, became)))
}

fn spent(area: Id, spent: Option<crate::money::Money>) -> Reply {
    wants(Change::Pot(session::pot::Change::Spent(area, spent)))
}

fn turn(part: Matter, cx: &Cx<'_>) -> Reply {
    if part == review::part(cx.session, cx.place) {
        return Reply::Done;
    }
    here(review::Change::Part(part), cx)
}

fn here(change: review::Change, cx: &Cx<'_>) -> Reply {
    wants(Change::At(cx.place.clone(), activities::Change::Review(change)))
}

fn wants(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(change))
}
