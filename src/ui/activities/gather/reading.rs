//! Ideas as everyone sees them: added, read one by one, worded, merged and split, grouped.

mod known;
mod picture;

use crate::room::Proposal;
use crate::session::ideas::{Change, alike, alike_to};
use crate::session::{self, Id, Idea, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::widgets::rows::Cursor;
use crossterm::event::KeyCode;
use known::Known;

/// Where we are in the list, which ideas are marked, and what is being typed.
#[derive(Default)]
pub(super) struct Reading {
    cursor: Cursor<Id>,
    marked: Vec<Id>,
    typing: Option<Typing>,
    asked: Asked,
    said: String,
    known: Known,
}

/// An open field, and what its text is for.
struct Typing {
    purpose: Purpose,
    field: LineField,
}

enum Purpose {
    Add,
    Edit(Id),
    Merge(Vec<Id>),
    Group(Vec<Id>),
}

/// What was proposed last, to go on from when it is accepted.
#[derive(Clone, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Nothing,
    Added(usize),
    Worded,
    Grouped,
    Read,
    Merged(Id),
}

impl Reading {
    pub(super) fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.asked = Asked::Nothing;
        self.said.clear();
        if matches!(input, Input::Paste(_)) && self.typing.is_none() {
            self.open(Purpose::Add, "");
        }
        if self.typing.is_some() {
            return self.type_on(input, cx);
        }
        let Some(action) = input.action() else { return Reply::Pass };
        let ids = ids(cx.session);
        self.marked.retain(|id| ids.contains(id));
        if self.cursor.act(action, &ids, 10) {
            return Reply::Done;
        }
        let at = self.cursor.item(&ids).and_then(|id| cx.session.idea(id));
        match (action, at) {
            (Action::Add, _) => self.open(Purpose::Add, ""),
            (Action::Reveal, _) => Reply::Tell("Nothing is hidden here.".into()),
            (Action::Back, _) if !self.marked.is_empty() => {
                self.marked.clear();
                Reply::Done
            }
            (_, Some(idea)) => self.on_an_idea(action, idea, cx),
            (_, None) => Reply::Pass,
        }
    }

    fn on_an_idea(&mut self, action: Action, idea: &Idea, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Edit | Action::Open => self.open(Purpose::Edit(idea.id.clone()), &idea.text),
            Action::Delete => propose(Change::Delete(idea.id.clone())),
            Action::Mark => self.read_on(idea, cx),
            Action::Verb('v') => self.mark(&idea.id),
            Action::Verb('o') => propose(Change::Read(idea.id.clone(), !idea.read)),
            Action::Merge => self.merge(idea, cx),
            Action::Verb('f') => {
                self.open(Purpose::Group(self.chosen(idea, cx.session)), &idea.group)
            }
            Action::Verb('y') => self.take_the_hint(idea, cx),
            _ => Reply::Pass,
        }
    }

    pub(super) fn show(&mut self, idea: &Id, cx: &Cx<'_>) {
        self.cursor.find(&ids(cx.session), |id| id == idea);
    }

    fn open(&mut self, purpose: Purpose, text: &str) -> Reply {
        let field = match purpose {
            Purpose::Add => LineField::adding(),
            _ => LineField::editing(text),
        };
        self.typing = Some(Typing { purpose, field });
        Reply::Done
    }

    fn mark(&mut self, id: &Id) -> Reply {
        match self.marked.iter().position(|marked| marked == id) {
            Some(at) => drop(self.marked.remove(at)),
            None => self.marked.push(id.clone()),
        }
        Reply::Done
    }

    /// The idea at the cursor was read aloud; the next one that was not comes under the cursor.
    fn read_on(&mut self, idea: &Idea, cx: &Cx<'_>) -> Reply {
        if !idea.read {
            self.asked = Asked::Read;
            return propose(Change::Read(idea.id.clone(), true));
        }
        if self.seek_unread(cx.session) {
            return Reply::Done;
        }
        Reply::Tell("Every idea was read. o marks this one as not read.".into())
    }

    fn seek_unread(&mut self, session: &Session) -> bool {
        let ids = ids(session);
        let from = self.cursor.row(&ids).unwrap_or(0);
        let places = (from..ids.len()).chain(0..from);
        let next = places.into_iter().find(|at| !session.ideas[*at].read);
        if let Some(next) = next {
            self.cursor.place(next, &ids);
        }
        next.is_some()
    }

    /// The marked ideas in list order; without marks the one at the cursor.
    fn chosen(&self, idea: &Idea, session: &Session) -> Vec<Id> {
        if self.marked.is_empty() {
            return vec![idea.id.clone()];
        }
        ids(session).into_iter().filter(|id| self.marked.contains(id)).collect()
    }

    /// Several become one, in a wording that may be changed first; a merged one comes apart.
    fn merge(&mut self, idea: &Idea, cx: &Cx<'_>) -> Reply {
        let mut chosen = self.chosen(idea, cx.session);
        if chosen.len() == 1 && chosen[0] != idea.id {
            chosen.push(idea.id.clone());
        }
        let first = chosen.first().and_then(|id| cx.session.idea(id));
        match first {
            Some(first) if chosen.len() > 1 => {
                let wording = first.text.clone();
                self.open(Purpose::Merge(chosen), &wording)
            }
            _ if idea.merged.is_empty() => {
                Reply::Tell("Mark two or more ideas with v; then m makes them one.".into())
            }
            _ => propose(Change::Split(idea.id.clone())),
        }
    }

    /// Merges the idea at the cursor with the one it looks like, or goes to the next such idea.
    fn take_the_hint(&mut self, idea: &Idea, cx: &Cx<'_>) -> Reply {
        if let Some((other, _)) = alike_to(&cx.session.ideas, &idea.id) {
            let ids = ids(cx.session);
            let place = |idea: &Idea| ids.iter().position(|id| id == &idea.id);
            let (first, second) =
                if place(idea) < place(other) { (idea, other) } else { (other, idea) };
            self.asked = Asked::Merged(first.id.clone());
            let both = vec![first.id.clone(), second.id.clone()];
            return propose(Change::Merge(both, first.text.clone()));
        }
        let pairs = alike(&cx.session.ideas);
        let ids = ids(cx.session);
        let here = self.cursor.row(&ids).unwrap_or(0);
        let mut places: Vec<usize> =
            pairs.iter().filter_map(|pair| ids.iter().position(|id| id == &pair.second)).collect();
        places.sort_unstable();
        let next = places.iter().find(|at| **at > here).or(places.first());
        match next {
            Some(at) => self.cursor.place(*at, &ids),
            None => return Reply::Tell("No two ideas look alike.".into()),
        }
        Reply::Done
    }

    fn type_on(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(Typing { purpose, field }) = &mut self.typing else { return Reply::Done };
        if let (Input::Key(key, _), Purpose::Group(ids)) = (input, &*purpose) {
            let ids = ids.clone();
            match key.code {
                KeyCode::Tab => {
                    complete(field, cx.session);
                    return Reply::Done;
                }
                KeyCode::Enter if field.text().is_empty() && grouped(&ids, cx.session) => {
                    self.asked = Asked::Grouped;
                    return propose(Change::Group(ids, CleanText::default()));
                }
                _ => {}
            }
        }
        let typed = match input {
            Input::Key(key, _) => field.input(*key),
            Input::Paste(text) => field.paste(text),
        };
        match typed {
            Typed::Going => Reply::Done,
            Typed::Ended => {
                self.close(cx);
                Reply::Done
            }
            Typed::Lines(lines) => self.keep(lines, cx),
        }
    }

    /// What was typed goes to the session; the field keeps it until it was accepted.
    fn keep(&mut self, lines: Vec<CleanText>, cx: &Cx<'_>) -> Reply {
        let Some(typing) = &self.typing else { return Reply::Done };
        let first = lines.first().cloned().unwrap_or_default();
        let (asked, change) = match &typing.purpose {
            Purpose::Add => (Asked::Added(lines.len()), Change::Add(lines)),
            Purpose::Edit(id) if cx.session.idea(id).is_some_and(|idea| idea.text == first) => {
                self.typing = None;
                return Reply::Done;
            }
            Purpose::Edit(id) => (Asked::Worded, Change::Edit(id.clone(), first)),
            Purpose::Merge(ids) => {
                (Asked::Merged(ids[0].clone()), Change::Merge(ids.clone(), first))
            }
            Purpose::Group(ids) => (Asked::Grouped, Change::Group(ids.clone(), first)),
        };
        self.asked = asked;
        propose(change)
    }

    pub(super) fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        let ids = ids(cx.session);
        match std::mem::take(&mut self.asked) {
            Asked::Nothing => {}
            Asked::Read => {
                self.seek_unread(cx.session);
            }
            Asked::Added(count) => {
                self.cursor.place(usize::MAX, &ids);
                if count > 1 {
                    self.said = format!("{count} ideas added. Esc, then u takes them back.");
                }
                self.close_unless_more(cx);
            }
            Asked::Worded => self.close_unless_more(cx),
            Asked::Grouped => {
                self.marked.clear();
                self.typing = None;
            }
            Asked::Merged(first) => {
                self.marked.clear();
                self.typing = None;
                let row = ids.iter().position(|id| id == &first);
                self.cursor.place(row.unwrap_or(0), &ids);
            }
        }
    }

    fn close_unless_more(&mut self, cx: &Cx<'_>) {
        if self.typing.as_mut().is_some_and(|typing| typing.field.taken()) {
            self.close(cx);
        }
    }

    /// After adding, reading goes on where it was: at the first idea that was not read.
    fn close(&mut self, cx: &Cx<'_>) {
        let typing = self.typing.take();
        if typing.is_some_and(|typing| matches!(typing.purpose, Purpose::Add)) {
            self.cursor.place(0, &ids(cx.session));
            self.seek_unread(cx.session);
        }
    }

    pub(super) fn open_text(&self) -> Option<CleanText> {
        self.typing.as_ref().map(|typing| typing.field.text())
    }

    /// Whatever it was, as an idea it is not lost.
    pub(super) fn take_back(&mut self, text: &CleanText) -> bool {
        self.open(Purpose::Add, "");
        if let Some(typing) = &mut self.typing {
            typing.field.paste(text);
        }
        true
    }

    pub(super) fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if let Some(typing) = &self.typing {
            return typing.hints(cx);
        }
        let add = cx.hint(Action::Add, "add");
        if cx.session.ideas.is_empty() {
            return vec![add, cx.hint(Action::NextStep, "go on")];
        }
        let rest = [
            add,
            cx.hint(Action::Verb('v'), "mark"),
            cx.hint(Action::Merge, "merge/split"),
            cx.hint(Action::Verb('f'), "group"),
            cx.hint(Action::Edit, "edit"),
            cx.hint(Action::Delete, "delete"),
            cx.hint(Action::Verb('y'), "merge two that look alike, or find them"),
            cx.hint(Action::Verb('o'), "read, or not after all"),
        ];
        let first = match cx.session.unread() {
            0 => cx.hint(Action::NextStep, "go on"),
            _ => cx.hint(Action::Mark, "read"),
        };
        [first].into_iter().chain(rest).collect()
    }
}

impl Typing {
    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let esc = cx.hint(Action::Back, "close");
        match self.purpose {
            Purpose::Add => vec![cx.hint(Action::Open, "keep"), esc],
            Purpose::Edit(_) | Purpose::Merge(_) => vec![cx.hint(Action::Open, "keep")],
            Purpose::Group(_) => {
                vec![cx.hint(Action::Open, "keep"), cx.hint(Action::NextPane, "complete")]
            }
        }
    }
}

fn propose(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(session::Change::Ideas(change)))
}

fn ids(session: &Session) -> Vec<Id> {
    session.ideas.iter().map(|idea| idea.id.clone()).collect()
}

fn grouped(ids: &[Id], session: &Session) -> bool {
    ids.iter().filter_map(|id| session.idea(id)).any(|idea| !idea.group.is_empty())
}

/// Tab ends a word with the first group that begins so.
fn complete(field: &mut LineField, session: &Session) {
    let begun = field.text().to_lowercase();
    let groups = session.idea_groups();
    let fits = groups.iter().find(|(name, _)| name.to_lowercase().starts_with(&begun));
    if let Some((name, _)) = fits {
        *field = LineField::editing(name);
    }
}
