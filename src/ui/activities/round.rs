//! The screen of `round`: who speaks, who was heard, and what was noted.
//!
//! Where the room sees this screen people stand in list order; only where it does not are they in
//! speaking order, since that order could tell who is marked "speaks last".

#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities::round::{Change, Round, next, order};
use crate::session::activities::{self, State};
use crate::session::{self, Id, Person, Session, Viewer};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Where we are in the list, and whose answer is being noted.
#[derive(Default)]
pub struct RoundScreen {
    cursor: Cursor<Id>,
    noting: Option<(Id, LineField)>,
    asked: Asked,
}

/// What was proposed last, to go on from when it is accepted.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Nothing,
    Speaker,
    Note,
}

impl RoundScreen {
    fn at_the_list(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let ids = ids(cx);
        if self.cursor.act(action, &ids, 10) {
            return Reply::Done;
        }
        if matches!(action, Action::Speaker | Action::Open) {
            self.asked = Asked::Speaker;
            return propose(cx, Change::Next);
        }
        let Some(id) = self.cursor.item(&ids).cloned() else { return Reply::Pass };
        match action {
            Action::Edit => self.note(id, cx),
            Action::Verb('o') => {
                let speaks = round(cx.session, cx).is_some_and(|it| it.now.as_ref() == Some(&id));
                self.asked = if speaks { Asked::Speaker } else { Asked::Nothing };
                propose(cx, Change::Pass(id))
            }
            Action::Verb('c') => {
                self.asked = Asked::Speaker;
                propose(cx, Change::Call(id))
            }
            Action::Delete => propose(cx, Change::Back(id)),
            _ => Reply::Pass,
        }
    }

    fn note(&mut self, id: Id, cx: &Cx<'_>) -> Reply {
        let said = round(cx.session, cx).and_then(|round| round.heard(&id));
        let said = said.map(|heard| heard.said.clone()).unwrap_or_default();
        self.noting = Some((id, LineField::editing(&said)));
        Reply::Done
    }

    fn type_on(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some((id, field)) = &mut self.noting else { return Reply::Done };
        let heard = round(cx.session, cx).and_then(|round| round.heard(id));
        let wiped = field.text().is_empty() && heard.is_some_and(|heard| !heard.said.is_empty());
        let typed = match input {
            Input::Key(key, _) if key.code == KeyCode::Enter && wiped => {
                Typed::Lines(vec![CleanText::default()])
            }
            Input::Key(key, _) => field.input(*key),
            Input::Paste(text) => field.paste(text),
        };
        match typed {
            Typed::Going => Reply::Done,
            Typed::Ended => {
                self.noting = None;
                Reply::Done
            }
            Typed::Lines(mut lines) => {
                self.asked = Asked::Note;
                propose(cx, Change::Said(id.clone(), lines.remove(0)))
            }
        }
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let people = people(cx);
        let ids: Vec<Id> = people.iter().map(|person| person.id.clone()).collect();
        let Some(round) = round(cx.seen, cx) else { return };
        let row = |at: usize| {
            let person = people[at];
            let (sign, role, told) = standing(person, round, cx);
            let row = Row::new().toned(sign, role).cell(&*person.name);
            row.toned(&*person.function, Role::Dim).toned(told, Role::Dim).dim(!person.present)
        };
        let columns = [
            Column::new("", 1, 1, 0),
            Column::new("", 12, 24, 2),
            Column::new("", 8, 24, 3),
            Column::new("", 6, 60, 4),
        ];
        let (cursor, empty) =
            (self.cursor.row(&ids), "Nobody is here yet: the team step adds people.");
        Rows { columns: &columns, count: people.len(), row, cursor, marks: false, empty }
            .render(area, buffer, cx.look);
    }

    fn foot(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let (id, field) = self.noting.as_ref()?;
        let label = format!("What {} said, in a line", cx.seen.name_of(id));
        write(buffer, area, (0, 0), &label, cx.look.style(Role::Dim));
        let line = Rect { y: area.y.saturating_add(1), height: 1, ..area }.intersection(area);
        let line = Rect { width: line.width.min(72), ..line };
        Some(field.render(line, buffer, cx.look))
    }
}

impl Screen for RoundScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.asked = Asked::Nothing;
        if self.noting.is_some() {
            return self.type_on(input, cx);
        }
        input.action().map_or(Reply::Pass, |action| self.at_the_list(action, cx))
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        match std::mem::take(&mut self.asked) {
            Asked::Nothing => {}
            Asked::Note => self.noting = None,
            Asked::Speaker => {
                let now = round(cx.session, cx).and_then(|round| round.now.as_ref());
                let ids = ids(cx);
                if let Some(at) = ids.iter().position(|id| Some(id) == now) {
                    self.cursor.place(at, &ids);
                }
            }
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let area = area.intersection(buffer.area);
        let head = 3.min(area.height);
        let foot = 3.min(area.height - head);
        let rows = u16::try_from(people(cx).len()).unwrap_or(u16::MAX).max(1);
        let list = (area.height - head - foot).min(rows);
        speaker(Rect { height: head, ..area }, buffer, cx);
        self.list(Rect { y: area.y + head, height: list, ..area }, buffer, cx);
        let foot =
            Rect { y: area.y + head + list + 1.min(foot), height: foot - 1.min(foot), ..area };
        self.foot(foot, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.noting.is_some() {
            return vec![cx.hint(Action::Open, "keep"), cx.hint(Action::Back, "close")];
        }
        let speaks = round(cx.session, cx).is_some_and(|round| round.now.is_some());
        let first = match next(cx.session, cx.place) {
            None if cx.session.finished.is_some() => cx.hint(Action::Export, "export the record"),
            None if !speaks => cx.hint(Action::NextStep, "go on"),
            None => cx.hint(Action::Speaker, "was heard"),
            Some(_) => cx.hint(Action::Speaker, "next"),
        };
        vec![
            first,
            cx.hint(Action::Edit, "note"),
            cx.hint(Action::Verb('o'), "passes"),
            cx.hint(Action::Verb('c'), "call"),
            cx.hint(Action::Delete, "not heard"),
        ]
    }

    fn open_text(&self) -> Option<CleanText> {
        self.noting.as_ref().map(|(_, field)| field.text())
    }

    fn take_back(&mut self, text: &CleanText, cx: &Cx<'_>) -> bool {
        let now = round(cx.session, cx).and_then(|round| round.now.clone());
        self.noting = now.map(|id| (id, LineField::editing(text)));
        self.noting.is_some()
    }
}

fn propose(cx: &Cx<'_>, change: Change) -> Reply {
    let change = session::Change::At(cx.place.clone(), activities::Change::Round(change));
    Reply::Propose(Proposal::Change(change))
}

fn round<'a>(session: &'a Session, cx: &Cx<'_>) -> Option<&'a Round> {
    match session.state(cx.place) {
        Some(State::Round(round)) => Some(round),
        _ => None,
    }
}

/// Everyone this round is about: in speaking order for the facilitator alone, else in list order.
fn people<'a>(cx: &Cx<'a>) -> Vec<&'a Person> {
    if *cx.seen.viewer() == Viewer::Facilitator {
        return order(cx.seen, cx.place);
    }
    let heard = |id: &Id| round(cx.seen, cx).is_some_and(|round| round.heard(id).is_some());
    cx.seen.people.iter().filter(|person| person.present || heard(&person.id)).collect()
}

fn ids(cx: &Cx<'_>) -> Vec<Id> {
    people(cx).iter().map(|person| person.id.clone()).collect()
}

/// The sign of a person, how it looks, and what is told beside the name.
fn standing<'a>(person: &Person, round: &'a Round, cx: &Cx<'_>) -> (&'static str, Role, &'a str) {
    let signs = &cx.look.signs;
    let heard = round.heard(&person.id);
    let said = heard.map_or("", |heard| &heard.said);
    match heard {
        _ if round.now.as_ref() == Some(&person.id) => {
            (signs.partly, Role::Accent, if said.is_empty() { "speaks" } else { said })
        }
        Some(heard) if heard.passed => (signs.settled, Role::Dim, "passed"),
        Some(_) => (signs.settled, Role::Good, said),
        None if !person.present => (" ", Role::Dim, "left"),
        None => (signs.nobody, Role::Dim, ""),
    }
}

/// Who speaks, and how far we are.
fn speaker(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let Some(round) = round(cx.seen, cx) else { return };
    let awaited = cx.seen.present().count();
    let heard = cx.seen.present().filter(|person| round.heard(&person.id).is_some()).count();
    let (words, role) = match &round.now {
        Some(id) => (cx.seen.name_of(id).to_owned(), Role::Accent),
        None if awaited > 0 && heard == awaited => (heard_all(cx), Role::Text),
        None if heard == 0 => (begin(cx), Role::Text),
        None => ("Nobody speaks now.".to_owned(), Role::Text),
    };
    write(buffer, area, (0, 0), &words, cx.look.bold(role));
    let mut told = format!("{heard} of {awaited} heard");
    if *cx.seen.viewer() == Viewer::Facilitator
        && let Some(next) = next(cx.seen, cx.place)
    {
        told = format!("{told}  {}  then {}", cx.look.signs.dot, next.name);
    }
    write(buffer, area, (0, 1), &told, cx.look.style(Role::Dim));
}

fn begin(cx: &Cx<'_>) -> String {
    let key = cx.hint(Action::Speaker, "").key;
    match cx.session.is_solo() {
        true => format!("Answer it for yourself, in a line if you like; {key} begins."),
        false => format!("Everyone answers once, in turn; {key} calls the first one."),
    }
}

fn heard_all(cx: &Cx<'_>) -> String {
    let export = cx.hint(Action::Export, "").key;
    match (cx.seen.finished, cx.seen.is_solo()) {
        (Some(at), _) => {
            format!("Finished at {}. {export} exports the record.", cx.reader.time(at))
        }
        (None, true) => "You have answered.".to_owned(),
        (None, false) => "Everyone was heard.".to_owned(),
    }
}
