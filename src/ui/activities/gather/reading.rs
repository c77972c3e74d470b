//! Ideas as everyone sees them: added, read out one by one, worded, merged and split, grouped,
//! parked. The list stands by groups; over it may lie the idea that is read, or those that look
//! alike, two by two.

mod aloud;
mod doubles;
mod items;
mod known;
mod picture;
mod typing;

use crate::room::Proposal;
use crate::session::ideas::{Change, Likeness};
use crate::session::{self, Id, Idea, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::widgets::rows::Cursor;
use doubles::Doubles;
use items::{Item, members};
use known::Known;
use typing::{Came, Purpose, Typing};

/// Where we are in the list, which ideas are marked, and what is open over it.
#[derive(Default)]
pub(super) struct Reading {
    cursor: Cursor<Item>,
    marked: Vec<Id>,
    typing: Option<Typing>,
    doubles: Option<Doubles>,
    /// Somebody searched for an idea: the list shows it, whatever is being read out.
    aside: bool,
    asked: Asked,
    said: String,
    known: Known,
}

/// What was proposed last, to go on from when it is accepted.
#[derive(Clone, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Nothing,
    Added(usize),
    Worded,
    Grouped(Vec<Id>),
    Through(Vec<Id>),
    Renamed(CleanText),
    Merged(Id),
    Doubled,
    Aloud,
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
        if let Some(idea) = self.aloud(cx.session, cx) {
            return self.turn(action, idea, cx);
        }
        if self.doubles.is_some() {
            return self.on_a_pair(action, cx);
        }
        self.in_the_list(action, cx)
    }

    fn in_the_list(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let about = self.known.of(cx.session);
        let items = &about.lines;
        self.marked.retain(|id| cx.session.idea(id).is_some());
        if self.cursor.act(action, items, 10) {
            return Reply::Done;
        }
        match (action, self.cursor.item(items)) {
            (Action::Add, _) => self.open(Purpose::Add, ""),
            (Action::Reveal, _) => Reply::Tell("Nothing is hidden here.".into()),
            (Action::Back, _) if !self.marked.is_empty() => {
                self.marked.clear();
                Reply::Done
            }
            (Action::Back, _) if self.aside => {
                self.aside = false;
                Reply::Done
            }
            (Action::Verb('o'), Some(_)) => self.read_from_here(cx),
            (Action::Verb('y'), Some(_)) => self.find_doubles(cx),
            (Action::Merge | Action::Verb('f'), Some(Item::Group(_)))
                if !self.marked.is_empty() =>
            {
                self.together(action, self.marked_in_order(cx.session), cx)
            }
            (_, Some(Item::Group(name))) => self.on_a_group(action, name, cx),
            (_, Some(Item::Idea(id))) => match cx.session.idea(id) {
                Some(idea) => self.on_an_idea(action, idea, cx),
                None => Reply::Pass,
            },
            (_, None) => Reply::Pass,
        }
    }

    fn on_an_idea(&mut self, action: Action, idea: &Idea, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open => self.read_aloud(idea, cx),
            Action::Edit => self.open(Purpose::Edit(idea.id.clone()), &idea.text),
            Action::Delete => propose(Change::Delete(idea.id.clone())),
            Action::Mark => self.mark(&idea.id),
            Action::Verb('v') => propose(Change::Read(idea.id.clone(), !idea.read)),
            Action::Verb('z') => propose(Change::Park(idea.id.clone())),
            Action::Merge => self.merge(idea, cx),
            Action::Verb('f') => self.together(action, self.chosen(idea, cx.session), cx),
            Action::Verb('c') if !cx.session.lenses.is_empty() => {
                let chosen = self.chosen(idea, cx.session);
                self.open(Purpose::Lens(chosen), &idea.lens)
            }
            _ => Reply::Pass,
        }
    }

    fn on_a_group(&mut self, action: Action, name: &CleanText, cx: &Cx<'_>) -> Reply {
        let ids = members(cx.session, name);
        match action {
            Action::Mark => self.mark_all(ids),
            Action::Open | Action::Edit if !name.is_empty() => {
                self.open(Purpose::Rename(name.clone()), name)
            }
            Action::Delete if !name.is_empty() => propose(Change::Group(ids, CleanText::default())),
            Action::Open | Action::Edit | Action::Delete => {
                Reply::Tell("These are in no group; mark some with Space, then f names one.".into())
            }
            Action::Merge => Reply::Tell("Mark two or more ideas; then m makes them one.".into()),
            _ => Reply::Pass,
        }
    }

    pub(super) fn show(&mut self, thing: &Id, cx: &Cx<'_>) {
        let is_meant = |item: &Item| item.idea() == Some(thing);
        self.cursor.find(&self.known.of(cx.session).lines, is_meant);
        (self.doubles, self.aside) = (None, true);
    }

    /// The idea that lies open, unless the list was asked for.
    fn aloud<'a>(&self, session: &'a Session, cx: &Cx<'_>) -> Option<&'a Idea> {
        session.idea_aloud(cx.place).filter(|_| !self.aside)
    }

    /// The idea at the cursor.
    fn here<'a>(&self, session: &'a Session) -> Option<&'a Idea> {
        session.idea(self.cursor.item(&self.known.of(session).lines)?.idea()?)
    }

    fn open(&mut self, purpose: Purpose, text: &str) -> Reply {
        self.typing = Some(Typing::new(purpose, text));
        Reply::Done
    }

    fn mark(&mut self, id: &Id) -> Reply {
        match self.marked.iter().position(|marked| marked == id) {
            Some(at) => drop(self.marked.remove(at)),
            None => self.marked.push(id.clone()),
        }
        Reply::Done
    }

    /// All of a group, or none of it when all are marked.
    fn mark_all(&mut self, ids: Vec<Id>) -> Reply {
        let all = ids.iter().all(|id| self.marked.contains(id));
        self.marked.retain(|marked| !ids.contains(marked));
        self.marked.extend(ids.into_iter().filter(|_| !all));
        Reply::Done
    }

    fn marked_in_order(&self, session: &Session) -> Vec<Id> {
        let ideas = session.ideas_in_turn().into_iter().map(|idea| &idea.id);
        ideas.filter(|id| self.marked.contains(id)).cloned().collect()
    }

    /// The marked ideas in the order of the list; without marks the one at the cursor.
    fn chosen(&self, idea: &Idea, session: &Session) -> Vec<Id> {
        if self.marked.is_empty() { vec![idea.id.clone()] } else { self.marked_in_order(session) }
    }

    /// Several become one, in a wording that may be changed first; a merged one comes apart.
    fn merge(&mut self, idea: &Idea, cx: &Cx<'_>) -> Reply {
        let mut chosen = self.chosen(idea, cx.session);
        if chosen.len() == 1 && chosen[0] != idea.id {
            chosen.push(idea.id.clone());
        }
        if chosen.len() > 1 {
            return self.together(Action::Merge, chosen, cx);
        }
        if idea.merged.is_empty() {
            let [mark, merge] = [Action::Mark, Action::Merge].map(|action| cx.key(action));
            let words = format!("Mark two or more ideas with {mark}; then {merge} makes them one.");
            return Reply::Tell(words);
        }
        propose(Change::Split(idea.id.clone()))
    }

    /// A field for what makes one of several: a wording, or the name of a group.
    fn together(&mut self, action: Action, ids: Vec<Id>, cx: &Cx<'_>) -> Reply {
        let first = ids.first().and_then(|id| cx.session.idea(id));
        let Some(first) = first else { return Reply::Done };
        match action {
            Action::Merge if ids.len() > 1 => self.open(Purpose::Merge(ids), &first.text),
            Action::Merge => Reply::Tell("It takes two ideas to merge; mark another.".into()),
            _ if ids.len() == 1 => self.open(Purpose::Group(ids), &first.group),
            _ => self.open(Purpose::Group(ids), ""),
        }
    }

    fn find_doubles(&mut self, cx: &Cx<'_>) -> Reply {
        let about = self.known.of(cx.session);
        let pairs = doubles::pairs(about.likeness(), &cx.session.ideas);
        if pairs.is_empty() {
            return Reply::Tell("No two ideas look alike.".into());
        }
        let here = self.here(cx.session).map(|idea| &idea.id);
        self.doubles = Some(Doubles::at(here, &pairs));
        Reply::Done
    }

    fn type_on(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(typing) = &mut self.typing else { return Reply::Done };
        let change = match typing.update(input, cx.session) {
            Came::Going => return Reply::Done,
            Came::Ended => {
                self.close(cx);
                return Reply::Done;
            }
            Came::Lines(lines) => {
                self.asked = Asked::Added(lines.len());
                return propose(Change::Add(lines));
            }
            Came::Change(change) => change,
        };
        self.asked = match &change {
            Change::Merge(ids, _) => Asked::Merged(ids[0].clone()),
            Change::Group(ids, _) => Asked::Grouped(ids.clone()),
            Change::Through(ids, _) => Asked::Through(ids.clone()),
            Change::RenameGroup(_, name) => Asked::Renamed(name.clone()),
            _ => Asked::Worded,
        };
        propose(change)
    }

    pub(super) fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        let about = self.known.of(cx.session);
        let items = &about.lines;
        match std::mem::take(&mut self.asked) {
            Asked::Nothing => {}
            Asked::Aloud => self.aside = false,
            Asked::Doubled => self.next_pair(cx),
            Asked::Added(count) => {
                let newest = cx.session.ideas.last().map(|idea| &idea.id);
                self.cursor.find(items, |item| item.idea().is_some() && item.idea() == newest);
                if count > 1 {
                    self.said = format!(
                        "{count} ideas added. Esc, then {} takes them back.",
                        cx.key(Action::Undo)
                    );
                }
                self.close_unless_more(cx);
            }
            Asked::Worded => self.close_unless_more(cx),
            Asked::Renamed(name) => {
                self.typing = None;
                let lower = name.to_lowercase();
                let is_it = |it: &Item| matches!(it, Item::Group(it) if it.to_lowercase() == lower);
                self.cursor.find(items, is_it);
            }
            Asked::Grouped(ids) => {
                self.marked.clear();
                self.typing = None;
                self.go_on_after(&ids, cx);
            }
            Asked::Through(ids) => {
                self.marked.clear();
                self.typing = None;
                let last =
                    ids.last().and_then(|id| items.iter().position(|it| it.idea() == Some(id)));
                self.cursor.place(last.map_or(0, |at| at + 1), items);
            }
            Asked::Merged(first) => {
                self.marked.clear();
                self.typing = None;
                self.cursor.find(items, |item| item.idea() == Some(&first));
                self.next_pair(cx);
            }
        }
        if let Some(idea) = self.aloud(cx.session, cx) {
            self.cursor.find(items, |item| item.idea() == Some(&idea.id));
        }
    }

    /// Where ideas went to a group the cursor stays behind: on the next one that is in none.
    fn go_on_after(&mut self, ids: &[Id], cx: &Cx<'_>) {
        let ideas = &cx.session.ideas;
        let first = ideas.iter().position(|idea| ids.contains(&idea.id)).unwrap_or(0);
        let around = ideas[first..].iter().chain(&ideas[..first]);
        let next = around.map(|idea| &**idea).find(|idea| idea.group.is_empty());
        let next = next.or(ids.first().and_then(|id| cx.session.idea(id)));
        let Some(next) = next else { return };
        self.cursor.find(&self.known.of(cx.session).lines, |item| item.idea() == Some(&next.id));
    }

    fn close_unless_more(&mut self, cx: &Cx<'_>) {
        if self.typing.as_mut().is_some_and(|typing| typing.field.taken()) {
            self.close(cx);
        }
    }

    /// After adding, reading goes on where it was: at the first idea that was not read.
    fn close(&mut self, cx: &Cx<'_>) {
        let typing = self.typing.take();
        if !typing.is_some_and(|typing| matches!(typing.purpose, Purpose::Add)) {
            return;
        }
        let unread = cx.session.ideas_in_turn().into_iter().find(|idea| !idea.read);
        if let Some(unread) = unread {
            self.cursor
                .find(&self.known.of(cx.session).lines, |item| item.idea() == Some(&unread.id));
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

    /// Whether nothing lies open over the list.
    pub(super) fn is_flat(&self, cx: &Cx<'_>) -> bool {
        self.typing.is_none() && self.doubles.is_none() && !self.is_large(cx)
    }

    /// Whether the idea is all there is to see, and its words stand in the question's place.
    pub(super) fn is_large(&self, cx: &Cx<'_>) -> bool {
        self.aloud(cx.session, cx).is_some()
    }

    pub(super) fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if let Some(typing) = &self.typing {
            return typing.hints(cx);
        }
        if let Some(idea) = self.aloud(cx.session, cx) {
            return Reading::hints_aloud(idea, cx);
        }
        if self.doubles.is_some() {
            return Reading::hints_of_pairs(cx);
        }
        self.hints_of_the_list(cx)
    }

    fn hints_of_the_list(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let add = cx.hint(Action::Add, "add");
        if cx.session.ideas.is_empty() {
            return vec![add, cx.hint(Action::NextStep, "go on")];
        }
        let mark = cx.hint(Action::Mark, "mark");
        let alike = cx.hint(Action::Verb('y'), "look alike");
        if let Some(Item::Group(name)) = self.cursor.item(&self.known.of(cx.session).lines) {
            let mut hints = vec![cx.hint(Action::Mark, "mark all of it")];
            if !name.is_empty() {
                hints.push(cx.hint(Action::Open, "rename"));
                hints.push(cx.hint(Action::Delete, "dissolve"));
            }
            hints.extend([cx.hint(Action::Verb('o'), "read aloud"), add, alike]);
            return hints;
        }
        let mut hints = match (self.marked.len(), self.known.of(cx.session).unread) {
            (0, 0) if !cx.session.lenses.is_empty() => {
                vec![cx.hint(Action::NextStep, "go on"), cx.hint(Action::Verb('c'), "lens"), mark]
            }
            (0, 0) => vec![cx.hint(Action::NextStep, "go on"), mark],
            (0, _) => vec![cx.hint(Action::Verb('o'), "read aloud"), add.clone(), mark],
            _ => vec![mark],
        };
        let about = self.known.of(cx.seen);
        let are_there = |likeness: &Likeness| !likeness.pairs().is_empty();
        let offers = self.marked.is_empty() && about.likeness_at_hand().is_none_or(are_there);
        if offers {
            hints.insert(1, alike.clone());
        }
        let rest = [
            cx.hint(Action::Merge, "merge/split"),
            cx.hint(Action::Verb('f'), "group"),
            cx.hint(Action::Open, "show large"),
            alike,
            cx.hint(Action::Edit, "edit"),
            cx.hint(Action::Delete, "delete"),
            cx.hint(Action::Verb('z'), "park"),
            cx.hint(Action::Verb('v'), "read, or not after all"),
            cx.hint(Action::Verb('o'), "read aloud"),
            add,
        ];
        let lens = (!cx.session.lenses.is_empty()).then(|| cx.hint(Action::Verb('c'), "lens"));
        let rest = rest.into_iter().chain(lens);
        hints.extend(
            rest.filter(|hint| !hints.iter().any(|other| other.key == hint.key))
                .collect::<Vec<_>>(),
        );
        hints
    }
}

fn propose(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(session::Change::Ideas(change)))
}
