//! The open field, and what its text is for: new ideas, a better wording, one wording for several,
//! the name of a group.

use crate::session::ideas::Change;
use crate::session::{Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The widest that the field is.
const MEASURE: u16 = 72;

/// An open field, and what its text is for.
pub(super) struct Typing {
    pub(super) purpose: Purpose,
    pub(super) field: LineField,
}

#[derive(Clone)]
pub(super) enum Purpose {
    Add,
    Edit(Id),
    Merge(Vec<Id>),
    Group(Vec<Id>),
    Lens(Vec<Id>),
    Rename(CleanText),
}

/// What a key came to.
pub(super) enum Came {
    /// Still typing.
    Going,
    /// Nothing (more) to keep.
    Ended,
    /// Ideas to add.
    Lines(Vec<CleanText>),
    /// Something for the session.
    Change(Change),
}

impl Typing {
    /// Opens a field with these words in it.
    pub(super) fn new(purpose: Purpose, text: &str) -> Typing {
        let field = match purpose {
            Purpose::Add => LineField::adding(),
            _ => LineField::editing(text),
        };
        Typing { purpose, field }
    }

    /// Takes a key or pasted text. What was typed stays until it was accepted.
    pub(super) fn update(&mut self, input: &Input, session: &Session) -> Came {
        if let Input::Key(key, _) = input {
            match (key.code, &self.purpose) {
                (KeyCode::Tab, Purpose::Merge(ids) | Purpose::Group(ids)) => {
                    let ids = ids.clone();
                    self.turn(ids, session);
                    return Came::Going;
                }
                (KeyCode::Tab, Purpose::Lens(_)) => return self.another(session, true),
                (KeyCode::Up, Purpose::Group(_) | Purpose::Lens(_)) => {
                    return self.another(session, false);
                }
                (KeyCode::Down, Purpose::Group(_) | Purpose::Lens(_)) => {
                    return self.another(session, true);
                }
                (KeyCode::Enter, Purpose::Lens(ids)) if self.field.text().is_empty() => {
                    return Came::Change(Change::Through(ids.clone(), CleanText::default()));
                }
                (KeyCode::Enter, Purpose::Group(ids))
                    if self.field.text().is_empty() && are_grouped(ids, session) =>
                {
                    return Came::Change(Change::Group(ids.clone(), CleanText::default()));
                }
                _ => {}
            }
        }
        let typed = match input {
            Input::Key(key, _) => self.field.input(*key),
            Input::Paste(text) => self.field.paste(text),
        };
        match typed {
            Typed::Going => Came::Going,
            Typed::Ended => Came::Ended,
            Typed::Lines(lines) => self.came(lines, session),
        }
    }

    fn came(&self, lines: Vec<CleanText>, session: &Session) -> Came {
        let first = lines.first().cloned().unwrap_or_default();
        Came::Change(match &self.purpose {
            Purpose::Add => return Came::Lines(lines),
            Purpose::Edit(id) if session.idea(id).is_some_and(|idea| idea.text == first) => {
                return Came::Ended;
            }
            Purpose::Rename(old) if *old == first => return Came::Ended,
            Purpose::Edit(id) => Change::Edit(id.clone(), first),
            Purpose::Merge(ids) => Change::Merge(ids.clone(), first),
            Purpose::Group(ids) => Change::Group(ids.clone(), first),
            Purpose::Lens(ids) => Change::Through(ids.clone(), first),
            Purpose::Rename(old) => Change::RenameGroup(old.clone(), first),
        })
    }

    /// Tab ends a word with the first group that begins so; else several ideas become one instead
    /// of a group, or a group instead of one.
    fn turn(&mut self, ids: Vec<Id>, session: &Session) {
        let typed = self.field.text();
        let begun = typed.to_lowercase();
        let groups = session.idea_groups();
        let fits = |name: &&CleanText| name.to_lowercase().starts_with(&begun) && **name != typed;
        let fits = groups.iter().map(|(name, _)| *name).find(fits);
        let grouping = matches!(self.purpose, Purpose::Group(_));
        match fits.filter(|_| grouping && (!begun.is_empty() || ids.len() == 1)) {
            Some(name) => self.field = LineField::editing(name),
            None if ids.len() > 1 => {
                let first = session.idea(&ids[0]).map_or("", |idea| &idea.text);
                *self = match grouping {
                    true => Typing::new(Purpose::Merge(ids.clone()), first),
                    false => Typing::new(Purpose::Group(ids), ""),
                };
            }
            None => {}
        }
    }

    /// The next or previous of the groups that are there, or of the lenses: first of those that
    /// begin as typed.
    fn another(&mut self, session: &Session, forward: bool) -> Came {
        let names: Vec<&CleanText> = match &self.purpose {
            Purpose::Lens(_) => session.lenses.iter().map(|lens| &lens.name).collect(),
            _ => session.idea_groups().iter().map(|(name, _)| *name).collect(),
        };
        let typed = self.field.text();
        let here = names.iter().position(|name| **name == typed);
        let begun = typed.to_lowercase();
        let fits = |name: &&CleanText| name.to_lowercase().starts_with(&begun);
        if let Some(name) = names.iter().find(|name| fits(name)).filter(|_| here.is_none()) {
            self.field = LineField::editing(name);
            return Came::Going;
        }
        let to = match (here, forward) {
            (None, true) => 0,
            (None, false) => names.len().saturating_sub(1),
            (Some(here), true) => (here + 1) % names.len(),
            (Some(here), false) => (here + names.len() - 1) % names.len(),
        };
        if let Some(name) = names.get(to) {
            self.field = LineField::editing(name);
        }
        Came::Going
    }

    /// Paints what the text is for, the field, and what was said of the last line.
    pub(super) fn render(
        &self,
        said: &str,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Position {
        let label = self.label(cx);
        let label = cx.look.shorten(&label, usize::from(area.width)).into_owned();
        write(buffer, area, (0, 0), &label, cx.look.style(Role::Dim));
        let line = Rect { y: area.y.saturating_add(1), height: 1, ..area }.intersection(area);
        let line = Rect { width: line.width.min(MEASURE), ..line };
        let cursor = self.field.render(line, buffer, cx.look);
        write(buffer, area, (0, 2), said, cx.look.style(Role::Accent));
        cursor
    }

    fn label(&self, cx: &Cx<'_>) -> String {
        match &self.purpose {
            Purpose::Add => "New ideas, one a line; an empty line ends".into(),
            Purpose::Edit(_) => "The idea in better words".into(),
            Purpose::Merge(ids) => format!("One wording for these {} ideas", ids.len()),
            Purpose::Rename(_) => "The name of this group".into(),
            Purpose::Lens(_) => {
                let names: Vec<&str> =
                    cx.seen.lenses.iter().map(|lens| lens.name.as_str()).collect();
                format!("Through which lens? {}. Empty: none", names.join(", "))
            }
            Purpose::Group(ids) => {
                let groups = cx.seen.idea_groups();
                let known: Vec<&str> = groups.iter().map(|(name, _)| &***name).collect();
                let what = match ids.len() {
                    1 => "A group for this idea".to_owned(),
                    more => format!("A group for these {more} ideas"),
                };
                let none = if are_grouped(ids, cx.session) { ". Empty: no group" } else { "" };
                match known.is_empty() {
                    true => format!("{what}, in a word or two"),
                    false => format!("{what}; so far: {}{none}", known.join(", ")),
                }
            }
        }
    }

    /// The keys that work in it.
    pub(super) fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let keep = cx.hint(Action::Open, "keep");
        let instead = |does| cx.hint(Action::NextPane, does);
        match &self.purpose {
            Purpose::Add => vec![keep, cx.hint(Action::Back, "close")],
            Purpose::Edit(_) | Purpose::Rename(_) => vec![keep],
            Purpose::Merge(_) => vec![keep, instead("a group instead")],
            Purpose::Lens(_) => vec![keep, instead("the next lens")],
            Purpose::Group(ids) => {
                let mut hints = vec![keep];
                let known = !cx.session.idea_groups().is_empty();
                hints.extend(known.then(|| cx.hint(Action::Down, "one that is there")));
                let tab = if ids.len() > 1 { "complete, or merge instead" } else { "complete" };
                hints.extend((known || ids.len() > 1).then(|| instead(tab)));
                hints
            }
        }
    }
}

fn are_grouped(ids: &[Id], session: &Session) -> bool {
    ids.iter().filter_map(|id| session.idea(id)).any(|idea| !idea.group.is_empty())
}
