//! The goals screen: goals with their five lamps, and below them the ideas they are made from.

mod finding;
mod import;
mod list;
mod shaping;

use crate::room::Proposal;
use crate::session::goals::{Change, Goal};
use crate::session::{Change as Any, Id, Kind, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::import::{Came, Import};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use finding::{Finding, Found};
use import::OBJECTIVES;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use shaping::{Shaped, Shaping};

/// Where the facilitator is in it.
#[derive(Default)]
pub struct GoalsScreen {
    cursor: Cursor<Item>,
    open: Open,
}

/// What the cursor can be on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Goal(Id),
    Idea(Id),
}

/// What is open over the list.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Shaping(Box<Shaping>),
    Finding(Box<Finding>),
    Import(Box<Import>),
}

fn propose(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(Any::Goals(change)))
}

/// Goals in their order, then ideas, the best first.
fn items(session: &Session) -> Vec<Item> {
    let goals = session.goals.iter().map(|goal| Item::Goal(goal.id.clone()));
    let ideas = session.ranked_ideas().into_iter().map(|it| Item::Idea(it.idea.id.clone()));
    goals.chain(ideas).collect()
}

impl GoalsScreen {
    fn verb(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let items = items(cx.session);
        if self.cursor.act(action, &items, 5) {
            return Reply::Done;
        }
        match (action, self.cursor.item(&items)) {
            (Action::Add, _) => self.shape(Shaping::afresh()),
            (Action::Verb('i'), _) => {
                self.open = Open::Import(Box::new(Import::of_path(&OBJECTIVES)));
                Reply::Done
            }
            (Action::Open | Action::Edit, Some(Item::Goal(id))) => self.edit(id, cx),
            (Action::Open | Action::Edit, Some(Item::Idea(id))) => self.make_of(id, cx),
            (Action::Delete, Some(Item::Goal(id))) => propose(Change::Delete(id.clone())),
            (Action::Delete, Some(Item::Idea(_))) => {
                Reply::Tell("Ideas are deleted where they were gathered.".into())
            }
            (Action::Verb('f'), Some(Item::Goal(id))) => self.find_out(id, cx),
            (Action::Verb('f'), Some(Item::Idea(_))) => {
                Reply::Tell("A goal's lamps are found out: go up to a goal, then press f.".into())
            }
            (Action::More, Some(Item::Goal(id))) => self.shift(id, cx, true),
            (Action::Less, Some(Item::Goal(id))) => self.shift(id, cx, false),
            _ => Reply::Pass,
        }
    }

    fn shape(&mut self, shaping: Shaping) -> Reply {
        self.open = Open::Shaping(Box::new(shaping));
        Reply::Done
    }

    fn edit(&mut self, goal: &Id, cx: &Cx<'_>) -> Reply {
        match cx.session.goal(goal) {
            Some(goal) => self.shape(Shaping::of(goal, cx)),
            None => Reply::Done,
        }
    }

    /// A goal from an idea; an idea that has become one opens that goal.
    fn make_of(&mut self, idea: &Id, cx: &Cx<'_>) -> Reply {
        if let Some(goal) = goal_of(cx.session, idea) {
            return self.shape(Shaping::of(goal, cx));
        }
        match cx.session.idea(idea) {
            Some(idea) => self.shape(Shaping::from(idea)),
            None => Reply::Done,
        }
    }

    fn find_out(&mut self, goal: &Id, cx: &Cx<'_>) -> Reply {
        let Some(finding) = cx.session.goal(goal).and_then(|goal| Finding::new(goal, cx)) else {
            return Reply::Tell("All lamps burn; there is nothing to find out.".into());
        };
        self.open = Open::Finding(Box::new(finding));
        Reply::Done
    }

    /// The goal goes up or down in the list; the cursor stays on it.
    fn shift(&mut self, goal: &Id, cx: &Cx<'_>, up: bool) -> Reply {
        let items = items(cx.session);
        let Some(row) = self.cursor.row(&items) else { return Reply::Done };
        // Without having been moved the cursor is on a row; now it goes with the goal.
        self.cursor.place(row, &items);
        let last = cx.session.goals.len().saturating_sub(1);
        let to = if up { row.checked_sub(1) } else { Some(row + 1).filter(|to| *to <= last) };
        to.map_or(Reply::Done, |to| propose(Change::Move(goal.clone(), to)))
    }

    fn update_open(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            Open::Nothing => return Reply::Pass,
            Open::Shaping(shaping) => match shaping.update(input, cx) {
                Shaped::Going => return Reply::Done,
                Shaped::Propose(change) => return propose(*change),
                Shaped::Closed => {}
            },
            Open::Finding(finding) => match finding.update(input, cx) {
                Found::Going => return Reply::Done,
                Found::Tell(sentence) => return Reply::Tell(sentence),
                Found::Propose(change) => return propose(change),
                Found::Closed => {}
            },
            Open::Import(import) => match import.update(input, cx) {
                Came::Stays(reply) => return reply,
                Came::Closes => {}
            },
        }
        self.open = Open::Nothing;
        Reply::Done
    }
}

/// The goal that was made from an idea.
fn goal_of<'a>(session: &'a Session, idea: &Id) -> Option<&'a Goal> {
    session.goals.iter().find(|goal| goal.idea.as_ref() == Some(idea))
}

impl Screen for GoalsScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match (&self.open, input) {
            (Open::Nothing, Input::Paste(text)) => match Import::of_text(&OBJECTIVES, text, cx) {
                Ok(import) => {
                    self.open = Open::Import(Box::new(import));
                    Reply::Done
                }
                Err(sentence) => Reply::Tell(sentence),
            },
            (Open::Nothing, Input::Key(_, Some(action))) => self.verb(*action, cx),
            _ => self.update_open(input, cx),
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        let made = [Id::new(Kind::Goal, entry), Id::nth(Kind::Goal, entry, 0)].map(Item::Goal);
        let items = items(cx.session);
        let row = items.iter().position(|item| made.contains(item));
        if let Some(row) = row.or_else(|| self.cursor.row(&items)) {
            self.cursor.place(row, &items);
        }
        self.open = Open::Nothing;
    }

    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            Open::Import(import) => import.file_read(bytes, cx),
            Open::Nothing | Open::Shaping(_) | Open::Finding(_) => Reply::Done,
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        let is_meant = |item: &Item| matches!(item, Item::Goal(id) | Item::Idea(id) if id == thing);
        self.cursor.find(&items(cx.session), is_meant);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        list::render(area, buffer, cx, self.cursor.row(&items(cx.seen)));
        match &self.open {
            Open::Nothing => None,
            Open::Shaping(shaping) => shaping.render(area, buffer, cx),
            Open::Finding(finding) => finding.render(area, buffer, cx),
            Open::Import(import) => import.render(area, buffer, cx),
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        match &self.open {
            Open::Nothing => self.hints_of_the_list(cx),
            Open::Shaping(_) => {
                vec![cx.hint(Action::Open, "next, keep"), cx.hint(Action::Back, "keep and close")]
            }
            Open::Finding(_) => vec![cx.hint(Action::Open, "this"), cx.hint(Action::Back, "back")],
            Open::Import(import) => import.hints(cx),
        }
    }

    fn open_text(&self) -> Option<CleanText> {
        match &self.open {
            Open::Shaping(shaping) => shaping.open_text(),
            Open::Nothing | Open::Finding(_) | Open::Import(_) => None,
        }
    }

    fn take_back(&mut self, text: &CleanText, _cx: &Cx<'_>) -> bool {
        let mut shaping = Shaping::afresh();
        shaping.paste(text);
        self.shape(shaping);
        true
    }
}

impl GoalsScreen {
    fn hints_of_the_list(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let items = items(cx.session);
        let list = cx.hint(Action::Verb('i'), "read a list");
        let goal = match self.cursor.item(&items) {
            None => return vec![cx.hint(Action::Add, "word a goal"), list],
            Some(Item::Idea(_)) => {
                let mut hints = vec![cx.hint(Action::Open, "make a goal of it")];
                hints.push(cx.hint(Action::Add, "word one afresh"));
                hints.extend(self.go_on(cx));
                hints.push(list);
                return hints;
            }
            Some(Item::Goal(id)) => cx.session.goal(id),
        };
        let mut hints = vec![cx.hint(Action::Open, "edit"), cx.hint(Action::Add, "add")];
        if goal.is_some_and(|goal| goal.lamps() < 5 || !goal.half.is_empty()) {
            hints.push(cx.hint(Action::Verb('f'), "who finds out"));
        }
        hints.extend(self.go_on(cx));
        hints.extend([
            cx.hint(Action::Delete, "delete the goal"),
            cx.hint(Action::More, "up in the list"),
            cx.hint(Action::Less, "down in the list"),
            list,
        ]);
        hints
    }

    /// One goal with all lamps is enough to go on with.
    fn go_on(&self, cx: &Cx<'_>) -> Option<Hint> {
        let done = |goal: &Goal| goal.dark().next().is_none();
        cx.session.goals.iter().any(done).then(|| cx.hint(Action::NextStep, "go on"))
    }
}

#[cfg(test)]
mod tests;
