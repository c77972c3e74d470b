//! Promises on the console: written in a form drafted from the roles, then read out one at a time.

mod form;
mod rows;
#[cfg(test)]
mod scenarios;

use crate::room::Proposal;
use crate::session::activities::{self, promise};
use crate::session::block::{Block, Line, Sign};
use crate::session::{Change, Id, Kind, Person, Promise, promises};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Cursor, Rows};
use crate::ui::widgets::write;
use form::{Writing, Written};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use rows::{Item, items, owner};

/// So many rows a page of the list is taken to have.
const PAGE: u16 = 8;

/// Where names begin in the list, and so everything below it.
const INDENT: u16 = 4;

/// The promises' screen.
#[derive(Default)]
pub struct PromiseScreen {
    cursor: Cursor<Item>,
    open: Option<Writing>,
    /// What was begun and is no promise yet: nothing that was typed is lost.
    drafts: Vec<Writing>,
}

impl Screen for PromiseScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if self.open.is_some() {
            return self.write(input, cx);
        }
        let Some(action) = input.action() else { return Reply::Pass };
        match cx.session.read_aloud(cx.place) {
            Some(aloud) => self.read(action, aloud, cx),
            None => self.choose(action, cx),
        }
    }

    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        let made = Id::new(Kind::Promise, entry);
        let aloud = cx.session.read_aloud(cx.place).map(|promise| promise.id.clone());
        let changed = self.open.take().and_then(|writing| writing.which);
        let here = aloud.or(changed).unwrap_or(made);
        let items = items(cx.session);
        if let Some(row) = items.iter().position(|item| *item == Item::Promise(here.clone())) {
            self.cursor.place(row, &items);
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        let is_meant =
            |item: &Item| matches!(item, Item::Promise(id) | Item::Person(id) if id == thing);
        self.cursor.find(&items(cx.session), is_meant);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let area = area.intersection(buffer.area);
        if let Some(writing) = &self.open {
            return Some(writing.render(area, buffer, cx));
        }
        match cx.seen.read_aloud(cx.place) {
            Some(promise) => aloud(promise, area, buffer, cx),
            None => self.list(area, buffer, cx),
        }
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.open.is_some() {
            return vec![
                cx.hint(Action::Open, "next, and at last keep"),
                cx.hint(Action::Back, "keep and close"),
            ];
        }
        if cx.session.read_aloud(cx.place).is_some() {
            return vec![
                cx.hint(Action::Mark, "read; the next"),
                cx.hint(Action::Down, "another"),
                cx.hint(Action::Edit, "edit"),
                cx.hint(Action::Back, "back to the list"),
            ];
        }
        self.verbs(cx)
    }

    fn open_text(&self) -> Option<CleanText> {
        self.open.as_ref().map(Writing::will)
    }
}

impl PromiseScreen {
    fn choose(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let items = items(cx.session);
        if self.cursor.act(action, &items, PAGE) {
            return Reply::Done;
        }
        let item = self.cursor.item(&items).cloned();
        match (action, item) {
            (Action::Open | Action::Add | Action::Edit | Action::Mark | Action::Delete, None) => {
                Reply::Tell("Nobody is here; the team is listed in its own step.".into())
            }
            (Action::Add, Some(item)) => self.begin(owner(&item, cx.session).cloned(), cx),
            (Action::Open | Action::Edit, Some(Item::Person(who))) => self.begin(Some(who), cx),
            (Action::Open | Action::Edit, Some(Item::Promise(id))) => self.change(&id, cx),
            (Action::Mark, Some(Item::Promise(id))) => at(promise::Change::Aloud(id), cx),
            (Action::Delete, Some(Item::Promise(id))) => propose(promises::Change::Delete(id)),
            (Action::Mark | Action::Delete, Some(Item::Person(who))) => {
                let name = cx.session.name_of(&who);
                Reply::Tell(format!("{name} has promised nothing yet; Enter writes a promise."))
            }
            _ => Reply::Pass,
        }
    }

    /// A new promise, or the draft that waits for this person.
    fn begin(&mut self, who: Option<Id>, cx: &Cx<'_>) -> Reply {
        let Some(person) = who.and_then(|who| cx.session.person(&who)) else { return Reply::Done };
        if !person.present {
            return Reply::Tell(format!("{} is not here: no promise for the absent.", person.name));
        }
        let waiting =
            self.drafts.iter().position(|draft| draft.which.is_none() && draft.who == person.id);
        self.open = Some(match waiting {
            Some(at) => self.drafts.remove(at),
            None => Writing::draft(&person.id, cx),
        });
        Reply::Done
    }

    fn change(&mut self, id: &Id, cx: &Cx<'_>) -> Reply {
        let Some(promise) = cx.session.promise(id) else { return Reply::Done };
        if !cx.session.person(&promise.who).is_some_and(|person| person.present) {
            let name = cx.session.name_of(&promise.who);
            return Reply::Tell(format!("{name} is not here: what they promised is theirs."));
        }
        let waiting = self.drafts.iter().position(|draft| draft.which.as_ref() == Some(id));
        self.open = Some(match waiting {
            Some(at) => self.drafts.remove(at),
            None => Writing::edit(promise, cx),
        });
        Reply::Done
    }

    fn write(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(writing) = &mut self.open else { return Reply::Done };
        let (who, which) = (writing.who.clone(), writing.which.clone());
        match (writing.update(input, cx), which) {
            (Written::Going, _) => Reply::Done,
            (Written::Vow(vow, _), Some(id)) => propose(promises::Change::Edit(id, vow)),
            (Written::Vow(vow, second_yes), None) => {
                propose(promises::Change::Make { who, vow, second_yes })
            }
            (Written::Closed, _) => {
                self.open = None;
                Reply::Done
            }
            (Written::Draft(sentence), _) => {
                self.drafts.extend(self.open.take());
                Reply::Tell(sentence)
            }
        }
    }

    fn read(&mut self, action: Action, aloud: &Promise, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Mark | Action::Open | Action::Speaker => at(promise::Change::Heard, cx),
            Action::Down | Action::Right => beside(&aloud.id, true, cx),
            Action::Up | Action::Left => beside(&aloud.id, false, cx),
            Action::Edit => self.change(&aloud.id, cx),
            Action::Back => at(promise::Change::Stop, cx),
            _ => Reply::Pass,
        }
    }

    fn verbs(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let items = items(cx.session);
        let on = cx.hint(Action::NextStep, "go on");
        let writes = cx.hint(Action::Open, "write a promise");
        match self.cursor.item(&items) {
            Some(Item::Promise(_)) => {
                let mut hints = vec![
                    cx.hint(Action::Open, "edit"),
                    cx.hint(Action::Add, "one more"),
                    cx.hint(Action::Delete, "delete"),
                ];
                let all = cx.session.without_promise().next().is_none();
                let unread = cx.session.open_promises().any(|promise| !promise.read);
                let read = cx.hint(Action::Mark, "read them out");
                // First what is next: once all have promised each is read, and then we go on.
                match (all, unread) {
                    (true, true) => hints.splice(0..0, [read, on]),
                    (true, false) => hints.splice(0..0, [on, read]),
                    (false, _) => hints.splice(2..2, [read, on]),
                };
                hints
            }
            Some(Item::Person(_)) => vec![writes, on],
            None => vec![on],
        }
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let items = items(cx.seen);
        if items.is_empty() {
            let words = "Nobody is here, and only somebody present can promise.";
            return Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
        }
        let rows = u16::try_from(items.len()).unwrap_or(u16::MAX).saturating_add(1);
        let detail = if area.height >= 12 { 4 } else { 0 };
        let [list, _, summary, _, below] = Layout::vertical([
            Constraint::Max(rows),
            Constraint::Length(1),
            Constraint::Length(2),
            Constraint::Length(1),
            Constraint::Length(detail),
        ])
        .areas(area);
        Rows {
            columns: &rows::columns(&items, cx),
            count: items.len(),
            row: |at: usize| rows::row(&items[at], self.has_draft(&items[at], cx), cx),
            cursor: self.cursor.row(&items),
            marks: true,
            empty: "",
        }
        .render(list, buffer, cx.look);
        progress(summary, buffer, cx);
        if let Some(Item::Promise(id)) = self.cursor.item(&items)
            && let Some(promise) = cx.seen.promise(id)
        {
            let indent = INDENT.min(below.width);
            let below = Rect { x: below.x + indent, width: below.width - indent, ..below };
            paint(&telling(promise, cx), below, buffer, cx.look, Manner::CONSOLE);
        }
    }

    fn has_draft(&self, item: &Item, cx: &Cx<'_>) -> bool {
        let who = owner(item, cx.session);
        self.drafts.iter().any(|draft| Some(&draft.who) == who)
    }
}

/// The promise that is being read out, large, and who comes next.
fn aloud(promise: &Promise, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let blocks = activities::page(cx.seen, cx.place, cx.reader).blocks;
    let used = paint(&blocks, area, buffer, cx.look, Manner::CONSOLE);
    let read = cx.seen.open_promises().filter(|promise| promise.read).count();
    let next = match cx.seen.next_to_read(Some(&promise.id)) {
        Some(next) => format!("next: {}", cx.seen.name_of(&next.who)),
        None => "this is the last".into(),
    };
    let dot = cx.look.signs.dot;
    let words = format!("{read} of {} read  {dot}  {next}", cx.seen.open_promises().count());
    write(buffer, area, (0, used.saturating_add(1)), &words, cx.look.style(Role::Dim));
}

/// How many have promised; who has not is for the facilitator alone.
fn progress(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let present = cx.seen.present().count();
    let missing: Vec<&Person> = cx.seen.without_promise().collect();
    let mut words = vec![format!("{} of {present} have promised", present - missing.len())];
    let read = cx.seen.open_promises().filter(|promise| promise.read).count();
    if read > 0 {
        words.push(format!("{read} of {} read out", cx.seen.open_promises().count()));
    }
    let words = words.join(&format!("  {}  ", cx.look.signs.dot));
    write(buffer, area, (INDENT, 0), &words, cx.look.style(Role::Dim));
    let next = next(&missing, read, cx);
    let next = cx.look.shorten(&next, usize::from(area.width.saturating_sub(INDENT)));
    write(buffer, area, (INDENT, 1), &next, cx.look.style(Role::Text));
}

fn next(missing: &[&Person], read: usize, cx: &Cx<'_>) -> String {
    let key = |action| cx.keymap.key_for(action).unwrap_or_default();
    if missing.is_empty() && read == cx.seen.open_promises().count() {
        return format!("All were read. {} goes on.", key(Action::NextStep));
    }
    if missing.is_empty() {
        return format!("Now each is read aloud: {} shows one.", key(Action::Mark));
    }
    if !cx.may_be_private() {
        return String::new();
    }
    let names: Vec<&str> = missing.iter().map(|person| person.name.as_str()).collect();
    format!("Not yet: {}", names.join(", "))
}

/// A promise in full.
fn telling(promise: &Promise, cx: &Cx<'_>) -> Vec<Block> {
    let vow = &promise.vow;
    let parts = [
        vow.first(cx.reader),
        match vow.place {
            0 => String::new(),
            place => format!("Number {place} on the list."),
        },
        match vow.comes_off.as_str() {
            "" => String::new(),
            off => format!("Instead of: {off}."),
        },
    ];
    let rest: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![Line::new(Sign::None, vow.sentence(cx.reader))];
    if !rest.is_empty() {
        lines.push(Line::new(Sign::None, rest.join(" ")));
    }
    vec![Block::Lines(lines)]
}

/// The promise before or after this one, in the order of the list.
fn beside(id: &Id, forward: bool, cx: &Cx<'_>) -> Reply {
    let turn = cx.session.promises_in_turn();
    let here = turn.iter().position(|promise| &promise.id == id);
    let to = here.and_then(|here| if forward { here.checked_add(1) } else { here.checked_sub(1) });
    match to.and_then(|to| turn.get(to)) {
        Some(promise) => at(promise::Change::Aloud(promise.id.clone()), cx),
        None => Reply::Done,
    }
}

fn at(change: promise::Change, cx: &Cx<'_>) -> Reply {
    let change = activities::Change::Promise(change);
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}

fn propose(change: promises::Change) -> Reply {
    Reply::Propose(Proposal::Change(Change::Promises(change)))
}
