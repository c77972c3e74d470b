//! The screen of `foresee`: while causes are sealed it collects them; afterwards they are read,
//! the worst are chosen, and against each a safeguard is agreed.

mod draw;
mod safeguard;
#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities::foresee::Change;
use crate::session::activities::gather::is_sealed;
use crate::session::{self, Id, Idea, Session, activities, decisions};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::aloud;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::forms::sheet::Filled;
use crate::ui::forms::writing::Writing;
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use safeguard::SafeguardSheet;

/// Both halves of the screen; the session says which one is shown.
#[derive(Default)]
pub struct ForeseeScreen {
    writing: Writing,
    cursor: Cursor<Id>,
    open: Option<Open>,
}

/// What is being filled in.
enum Open {
    /// Words in a line.
    Words(Words, Box<LineField>),
    /// A safeguard against a cause.
    Safeguard(SafeguardSheet),
}

/// Which words a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Words {
    Causes,
    Cause(Id),
    Telling,
}

fn ids(session: &Session, cx: &Cx<'_>) -> Vec<Id> {
    session.written_at(cx.place).iter().map(|cause| cause.id.clone()).collect()
}

fn is_chosen(session: &Session, cause: &Id, cx: &Cx<'_>) -> bool {
    session.foreseen(cx.place).is_some_and(|foresee| foresee.is_chosen(cause))
}

impl Screen for ForeseeScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        if is_sealed(cx.session, cx.place) {
            return self.writing.update(input, cx);
        }
        if matches!(input, Input::Paste(_)) && self.open.is_none() {
            self.opens(Words::Causes, LineField::adding());
        }
        if self.open.is_some() {
            return self.fill_in(input, cx);
        }
        let Some(action) = input.action() else { return Reply::Pass };
        match cx.session.idea_aloud(cx.place) {
            Some(cause) => self.on_the_open(action, cause, cx),
            None => self.in_the_list(action, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        if is_sealed(cx.session, cx.place) {
            return self.writing.accepted(cx);
        }
        self.writing = Writing::default();
        let ids = ids(cx.session, cx);
        let ends = match &mut self.open {
            Some(Open::Words(words, line)) => {
                if *words == Words::Causes {
                    self.cursor.place(ids.len().saturating_sub(1), &ids);
                }
                line.taken()
            }
            Some(Open::Safeguard(_)) => true,
            None => false,
        };
        if ends {
            self.open = None;
        }
        if let Some(open) = cx.session.idea_aloud(cx.place) {
            self.cursor.find(&ids, |id| *id == open.id);
        }
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        self.cursor.find(&ids(cx.session, cx), |id| id == thing);
        match cx.session.idea_aloud(cx.place) {
            Some(_) => aloud::stop(cx),
            None => Reply::Done,
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if is_sealed(cx.session, cx.place) {
            return self.writing.render(area, buffer, cx);
        }
        draw::everything(self, area, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if is_sealed(cx.session, cx.place) {
            return self.writing.hints(cx);
        }
        let keep = cx.hint(Action::Open, "keep");
        match &self.open {
            Some(Open::Words(Words::Causes, _)) => vec![keep, cx.hint(Action::Back, "close")],
            Some(Open::Words(..)) => vec![keep],
            Some(Open::Safeguard(_)) => {
                let next = cx.hint(Action::Open, "next, and at last keep");
                vec![next, cx.hint(Action::Back, "keep and close")]
            }
            None => match cx.session.idea_aloud(cx.place) {
                Some(cause) => hints_of_the_open(cause, cx),
                None => self.hints_of_the_list(cx),
            },
        }
    }

    fn asks_itself(&self, cx: &Cx<'_>) -> bool {
        !is_sealed(cx.session, cx.place) && cx.session.idea_aloud(cx.place).is_some()
    }

    fn open_text(&self) -> Option<CleanText> {
        match self.open.as_ref()? {
            Open::Words(_, line) => Some(line.text()),
            Open::Safeguard(open) => open.sheet.open_text(),
        }
    }

    fn take_back(&mut self, text: &CleanText, cx: &Cx<'_>) -> bool {
        let mut line = LineField::adding();
        line.paste(text);
        if !is_sealed(cx.session, cx.place) {
            self.opens(Words::Causes, line);
        }
        self.open.is_some()
    }

    fn is_private(&self) -> bool {
        self.writing.is_open()
    }
}

impl ForeseeScreen {
    fn opens(&mut self, words: Words, line: LineField) -> Reply {
        self.open = Some(Open::Words(words, Box::new(line)));
        Reply::Done
    }

    /// The cause at the cursor.
    fn here<'a>(&self, session: &'a Session, cx: &Cx<'_>) -> Option<&'a Idea> {
        let ids = ids(session, cx);
        let id = self.cursor.item(&ids)?;
        session.written_at(cx.place).iter().map(|cause| &**cause).find(|cause| &cause.id == id)
    }

    fn on_the_open(&mut self, action: Action, cause: &Idea, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Edit => self.words_of(cause),
            Action::Delete => propose(cx, Change::Delete(cause.id.clone())),
            Action::Add => self.opens(Words::Causes, LineField::adding()),
            Action::Reveal => Reply::Tell("Nothing is hidden here.".into()),
            _ => aloud::turn(action, cause, cx),
        }
    }

    fn words_of(&mut self, cause: &Idea) -> Reply {
        self.opens(Words::Cause(cause.id.clone()), LineField::editing(&cause.text))
    }

    fn in_the_list(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if self.cursor.act(action, &ids(cx.session, cx), 10) {
            return Reply::Done;
        }
        match (action, self.here(cx.session, cx)) {
            (Action::Add, _) => self.opens(Words::Causes, LineField::adding()),
            (Action::Reveal, _) => Reply::Tell("Nothing is hidden here.".into()),
            (Action::Verb('f'), _) => {
                let before = cx.session.telling(cx.place).map_or("", |telling| &telling.text);
                self.opens(Words::Telling, LineField::editing(before))
            }
            (Action::Verb('o'), Some(cause)) => {
                let first = aloud::first_from(Some(&cause.id), cx).unwrap_or(cause);
                aloud::show(&first.id, cx)
            }
            (_, Some(cause)) => self.on_a_cause(action, cause, cx),
            _ => Reply::Pass,
        }
    }

    fn on_a_cause(&mut self, action: Action, cause: &Idea, cx: &Cx<'_>) -> Reply {
        let chosen = is_chosen(cx.session, &cause.id, cx);
        match action {
            Action::Open if chosen => {
                self.open = Some(Open::Safeguard(SafeguardSheet::against(cause, cx)));
                Reply::Done
            }
            Action::Open => aloud::show(&cause.id, cx),
            Action::Mark => propose(cx, Change::Choose(cause.id.clone(), !chosen)),
            Action::Edit => self.words_of(cause),
            Action::Delete => match cx.session.safeguard(&cause.id) {
                Some(agreement) => {
                    let change = decisions::Change::DeleteAgreement(agreement.id.clone());
                    wants(session::Change::Decisions(change))
                }
                None => propose(cx, Change::Delete(cause.id.clone())),
            },
            _ => Reply::Pass,
        }
    }

    fn fill_in(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            None => Reply::Pass,
            Some(Open::Words(words, line)) => {
                let words = words.clone();
                let typed = match input {
                    Input::Key(key, _) => line.input(*key),
                    Input::Paste(text) => line.paste(text),
                };
                self.typed(words, typed, cx)
            }
            Some(Open::Safeguard(open)) => match open.sheet.update(input) {
                Filled::Going => Reply::Done,
                Filled::Closed => {
                    self.open = None;
                    Reply::Done
                }
                Filled::Keep => match open.safeguard() {
                    Ok(safeguard) => propose(cx, Change::Guard(safeguard)),
                    Err((field, sentence)) => {
                        open.sheet.refuse(field, sentence);
                        Reply::Done
                    }
                },
            },
        }
    }

    fn typed(&mut self, words: Words, typed: Typed, cx: &Cx<'_>) -> Reply {
        let mut lines = match typed {
            Typed::Going => return Reply::Done,
            Typed::Ended => {
                self.open = None;
                return Reply::Done;
            }
            Typed::Lines(lines) => lines,
        };
        propose(
            cx,
            match words {
                Words::Causes => Change::Add(lines),
                Words::Cause(id) => Change::Edit(id, lines.remove(0)),
                Words::Telling => Change::Tell(lines.remove(0)),
            },
        )
    }

    fn hints_of_the_list(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let add = cx.hint(Action::Add, "add");
        let on = cx.hint(Action::NextStep, "go on");
        let Some(cause) = self.here(cx.session, cx) else { return vec![add, on] };
        let read = cx.hint(Action::Verb('o'), "read aloud");
        let tell = cx.hint(Action::Verb('f'), "how it is told");
        let unread = cx.session.written_at(cx.place).iter().any(|cause| !cause.read);
        let mut hints = if unread { vec![read.clone()] } else { Vec::new() };
        match is_chosen(cx.session, &cause.id, cx) {
            true => {
                let undo = match cx.session.safeguard(&cause.id) {
                    Some(_) => cx.hint(Action::Delete, "no safeguard"),
                    None => cx.hint(Action::Mark, "not this one"),
                };
                hints.extend([cx.hint(Action::Open, "safeguard"), undo]);
            }
            false => {
                let delete = cx.hint(Action::Delete, "delete");
                hints.extend([cx.hint(Action::Mark, "choose"), delete]);
            }
        }
        hints.insert(if draw::is_agreed(cx) { 0 } else { hints.len() }, on);
        hints.extend([tell, add, cx.hint(Action::Edit, "edit")]);
        hints.extend((!unread).then_some(read));
        hints
    }
}

fn hints_of_the_open(cause: &Idea, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = aloud::hints(cause, cx);
    hints.extend([
        cx.hint(Action::Back, "to the list"),
        cx.hint(Action::Edit, "edit"),
        cx.hint(Action::Delete, "delete"),
        cx.hint(Action::Add, "add"),
    ]);
    hints
}

fn propose(cx: &Cx<'_>, change: Change) -> Reply {
    wants(session::Change::At(cx.place.clone(), activities::Change::Foresee(change)))
}

fn wants(change: session::Change) -> Reply {
    Reply::Propose(Proposal::Change(change))
}
