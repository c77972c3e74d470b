//! The roles screen: one row an area, with the one name that answers for it. Where care was asked
//! before, it begins with the covered board and the reveal.

mod asking;
mod board;
mod cover;
pub(in crate::ui::activities) mod sheets;
mod taking;

use crate::room::Proposal;
use crate::session::areas::{Change, Part, Standing};
use crate::session::{Area, Change as Any, Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::activities::care;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use asking::{Asked, Asking, Next};
use cover::Cover;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use taking::Taking;

/// Where the facilitator is in it.
#[derive(Default)]
pub struct RolesScreen {
    cursor: Cursor<Id>,
    open: Open,
    cover: Cover,
}

/// What is open over the board.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Adding(LineField),
    Editing(Id, Sheet),
    Asking(Asking),
    Terms(Id, Sheet),
    Taking(Taking),
    Leaving(Id, Sheet),
}

fn propose(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(Any::Areas(change)))
}

fn ids(session: &Session) -> Vec<Id> {
    session.areas.iter().map(|area| area.id.clone()).collect()
}

impl RolesScreen {
    fn area<'a>(&self, session: &'a Session) -> Option<&'a Area> {
        session.areas.get(self.cursor.row(&ids(session))?)
    }

    /// The verbs of the board itself.
    fn verb(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if action == Action::Reveal && self.cover.put_back(cx) {
            return Reply::Done;
        }
        if self.cursor.act(action, &ids(cx.session), 5) {
            return Reply::Done;
        }
        if action == Action::Add {
            self.open = Open::Adding(LineField::adding());
            return Reply::Done;
        }
        let Some(area) = self.area(cx.session) else { return Reply::Pass };
        match action {
            Action::Open => self.ask(Asking::whom(area, cx)),
            Action::Mark => {
                let (asking, change) = Asking::again(area, cx);
                self.open = Open::Asking(asking);
                change.map_or(Reply::Done, propose)
            }
            Action::Edit => self.opens(Open::Editing(area.id.clone(), sheets::editing(area, cx))),
            Action::Delete => propose(Change::Delete(area.id.clone())),
            Action::Verb('i') => self.take(area, Part::Doing, cx),
            Action::Verb('c') => self.take(area, Part::Consulted, cx),
            Action::Verb('f') => self.take(area, Part::Informed, cx),
            Action::Verb('o') => self.leave_open(area, cx),
            Action::Verb('y') => self.terms(area, cx),
            Action::More => self.shift(area, cx, true),
            Action::Less => self.shift(area, cx, false),
            care::SILENCE => self.silence(cx),
            _ => Reply::Pass,
        }
    }

    fn opens(&mut self, open: Open) -> Reply {
        self.open = open;
        Reply::Done
    }

    fn ask(&mut self, asking: Asking) -> Reply {
        self.opens(Open::Asking(asking))
    }

    fn take(&mut self, area: &Area, part: Part, cx: &Cx<'_>) -> Reply {
        self.opens(Open::Taking(Taking::new(area, part, cx)))
    }

    fn leave_open(&mut self, area: &Area, cx: &Cx<'_>) -> Reply {
        if let Some(owner) = area.owner() {
            let name = cx.session.name_of(owner);
            return Reply::Tell(format!(
                "{name} answers for it; Enter, “nobody after all” frees it."
            ));
        }
        if area.open_until.is_some() {
            return propose(Change::LeaveOpen(area.id.clone(), None));
        }
        self.opens(Open::Leaving(area.id.clone(), sheets::leaving_open(area)))
    }

    fn terms(&mut self, area: &Area, cx: &Cx<'_>) -> Reply {
        match sheets::terms(area, cx) {
            Some(sheet) => self.opens(Open::Terms(area.id.clone(), sheet)),
            None => {
                Reply::Tell("Nobody answers for it yet; first the name, then the terms.".into())
            }
        }
    }

    /// Ten seconds more in which nobody speaks, once it was shown who cares.
    fn silence(&self, cx: &Cx<'_>) -> Reply {
        match cx.session.care() {
            Some((place, _)) => care::silence(&place),
            None => Reply::Pass,
        }
    }

    /// The area goes up or down in the list; the cursor stays on it.
    fn shift(&mut self, area: &Area, cx: &Cx<'_>, up: bool) -> Reply {
        let ids = ids(cx.session);
        let Some(row) = self.cursor.row(&ids) else { return Reply::Done };
        // Without having been moved the cursor is on a row; now it goes with the area.
        self.cursor.place(row, &ids);
        let to = if up { row.checked_sub(1) } else { Some(row + 1).filter(|to| *to < ids.len()) };
        to.map_or(Reply::Done, |to| propose(Change::Move(area.id.clone(), to)))
    }

    fn update_open(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            Open::Nothing => return Reply::Pass,
            Open::Adding(field) => match adding(field, input) {
                Typed::Going => return Reply::Done,
                Typed::Lines(names) => return propose(Change::Add(names)),
                Typed::Ended => {}
            },
            Open::Asking(asking) => match asking.update(input, cx) {
                Asked::Going => return Reply::Done,
                Asked::Tell(sentence) => return Reply::Tell(sentence),
                Asked::Propose(change) => return propose(change),
                Asked::Pass => return Reply::Pass,
                Asked::Closed => {}
            },
            Open::Taking(taking) => {
                if let Some(reply) = taking.update(input, cx) {
                    return reply;
                }
            }
            Open::Editing(area, sheet) => match sheet.update(input) {
                Filled::Going => return Reply::Done,
                Filled::Keep => return propose(sheets::edited(area, sheet, cx)),
                Filled::Closed => {}
            },
            Open::Terms(area, sheet) => match sheet.update(input) {
                Filled::Going => return Reply::Done,
                Filled::Keep if sheet.is_changed() => {
                    return sheets::agreed(area, sheet, cx).map_or(Reply::Done, propose);
                }
                Filled::Keep | Filled::Closed => {}
            },
            Open::Leaving(area, sheet) => match sheet.update(input) {
                Filled::Going => return Reply::Done,
                Filled::Keep => {
                    let until = sheet.needed_date(0, cx.reader);
                    let leave = |until| propose(Change::LeaveOpen(area.clone(), Some(until)));
                    return until.map_or(Reply::Done, leave);
                }
                Filled::Closed => {}
            },
        }
        self.opens(Open::Nothing)
    }
}

fn adding(field: &mut LineField, input: &Input) -> Typed {
    match input {
        Input::Key(key, _) => field.input(*key),
        Input::Paste(text) => field.paste(text),
    }
}

impl Screen for RolesScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if let Some(care) = self.cover.of(cx) {
            return self.cover.update(&care, input, cx);
        }
        if let Some(asking) = self.question(cx) {
            self.open = Open::Asking(asking);
        }
        match (&self.open, input.action()) {
            (Open::Nothing, Some(action)) => self.verb(action, cx),
            _ => self.update_open(input, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        self.cover.accepted(cx);
        let ids = ids(cx.session);
        if let Some(row) = self.cursor.row(&ids) {
            self.cursor.place(row, &ids);
        }
        match &mut self.open {
            Open::Nothing => {}
            Open::Adding(field) => {
                self.cursor.place(ids.len(), &ids);
                if field.taken() {
                    self.open = Open::Nothing;
                }
            }
            Open::Taking(taking) => taking.accepted(cx),
            Open::Asking(asking) => {
                let area = cx.session.area(asking.area());
                let terms =
                    |area: &Area| Some(Open::Terms(area.id.clone(), sheets::terms(area, cx)?));
                match asking.accepted(cx) {
                    Next::Stays => {}
                    Next::Closes => self.open = Open::Nothing,
                    Next::Terms => self.open = area.and_then(terms).unwrap_or_default(),
                }
            }
            Open::Editing(..) | Open::Terms(..) | Open::Leaving(..) => {
                self.open = Open::Nothing;
            }
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.cursor.find(&ids(cx.session), |id| id == thing);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if let Some(care) = self.cover.of(cx) {
            return self.cover.render(&care, area, buffer, cx);
        }
        let adding = match &self.open {
            Open::Adding(field) => Some(field),
            _ => None,
        };
        let cursor = self.cursor.row(&ids(cx.seen));
        if self.is_silent(cx) {
            board::render_silence(area, buffer, cx, cursor);
            return None;
        }
        let typing = board::render(area, buffer, cx, cursor, adding);
        if let Some(asking) = self.question(cx) {
            return asking.render(area, buffer, cx);
        }
        match &self.open {
            Open::Nothing | Open::Adding(_) => typing,
            Open::Asking(asking) => asking.render(area, buffer, cx),
            Open::Taking(taking) => taking.render(area, buffer, cx),
            Open::Editing(_, sheet) => sheets::render_editing(sheet, area, buffer, cx),
            Open::Terms(_, sheet) => sheets::render_terms(sheet, area, buffer, cx),
            Open::Leaving(_, sheet) => sheets::render_leaving_open(sheet, area, buffer, cx),
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if let Some(care) = self.cover.of(cx) {
            return self.cover.hints(&care, cx);
        }
        if let Some(asking) = self.question(cx) {
            return asking.hints(cx);
        }
        match &self.open {
            Open::Nothing => self.hints_of_the_board(cx),
            Open::Adding(_) => {
                vec![cx.hint(Action::Open, "keep, and the next"), cx.hint(Action::Back, "end")]
            }
            Open::Asking(asking) => asking.hints(cx),
            Open::Taking(_) => {
                vec![cx.hint(Action::Open, "in or out"), cx.hint(Action::Back, "done")]
            }
            Open::Terms(..) => vec![cx.hint(Action::Open, "next"), cx.hint(Action::Back, "done")],
            Open::Editing(..) | Open::Leaving(..) => {
                vec![cx.hint(Action::Open, "next, keep"), cx.hint(Action::Back, "keep and close")]
            }
        }
    }

    fn open_text(&self) -> Option<CleanText> {
        match &self.open {
            Open::Adding(field) => Some(field.text()),
            Open::Editing(_, sheet) | Open::Terms(_, sheet) | Open::Leaving(_, sheet) => {
                sheet.open_text()
            }
            Open::Asking(asking) => asking.open_text(),
            Open::Nothing | Open::Taking(_) => None,
        }
    }

    fn is_private(&self) -> bool {
        self.cover.is_private()
    }

    fn take_back(&mut self, text: &CleanText, _cx: &Cx<'_>) -> bool {
        let mut field = LineField::adding();
        field.paste(text);
        self.open = Open::Adding(field);
        true
    }
}

impl RolesScreen {
    /// The question that stands in the session, while nothing else is open.
    fn question(&self, cx: &Cx<'_>) -> Option<Asking> {
        if matches!(self.open, Open::Nothing) { Asking::that_stands(cx) } else { None }
    }

    /// Whether nobody speaks now: nothing is open, and the seconds after the reveal run.
    fn is_silent(&self, cx: &Cx<'_>) -> bool {
        let until = cx.seen.silence_at(cx.place);
        let quiet = matches!(self.open, Open::Nothing) && self.question(cx).is_none();
        quiet && until.is_some_and(|until| until > cx.now)
    }

    fn hints_of_the_board(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let mut hints = Vec::new();
        let waiting = |area: &Area| area.standing() == Standing::Nobody;
        if cx.session.areas.is_empty() {
            return vec![cx.hint(Action::Add, "add an area"), cx.hint(Action::NextStep, "go on")];
        }
        if !cx.session.areas.iter().any(waiting) {
            hints.push(cx.hint(Action::NextStep, "go on"));
        }
        // Where nobody answers yet, leaving it open is one of the answers.
        let open = cx.hint(Action::Verb('o'), "leave open");
        let answer = cx.hint(Action::Mark, "answer");
        let (first, later) = match self.area(cx.session).is_some_and(waiting) {
            true => (open, answer),
            false => (answer, open),
        };
        hints.extend([
            cx.hint(Action::Open, "choose"),
            first,
            cx.hint(Action::Verb('i'), "doing"),
            cx.hint(Action::Verb('c'), "consulted"),
            later,
            cx.hint(Action::Verb('f'), "informed"),
            cx.hint(Action::Verb('y'), "terms"),
            cx.hint(Action::Add, "add an area"),
            cx.hint(Action::Edit, "edit the area"),
            cx.hint(Action::Delete, "delete the area"),
            cx.hint(Action::More, "up in the list"),
            cx.hint(Action::Less, "down in the list"),
        ]);
        if cx.session.care().is_some() {
            hints.push(cx.hint(care::SILENCE, "ten seconds of silence"));
        }
        if cx.session.care_to_reveal(cx.place).is_some() {
            hints.push(cx.hint(Action::Reveal, "who cares, after all"));
        }
        hints
    }
}

#[cfg(test)]
mod tests;
