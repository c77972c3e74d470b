//! Sheets of names, typed by a scribe: a row for each asker, the line of one of them open.

use super::{NamesForm, how};
use crate::text::{capital, width, wrap};
use crate::ui::forms::private::ballot::Key;
use crate::ui::forms::private::{Asked, in_words};
use crate::ui::look::Look;
use crate::ui::screen::{Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// The rows, one of them open.
#[derive(Clone, Debug)]
pub(in crate::ui::forms::private) struct NameRows {
    form: NamesForm,
    /// Esc was pressed once on a line that is not in.
    dropping: bool,
}

impl NameRows {
    /// The rows, open at the first whose sheet is not in.
    pub(in crate::ui::forms::private) fn new(asked: &Asked) -> Option<NameRows> {
        let first = asked.next_after(None).or(asked.givers.first())?;
        Some(NameRows { form: NamesForm::new(first.giver.clone()), dropping: false })
    }

    /// Takes a key or pasted text.
    pub(in crate::ui::forms::private) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        let dropping = std::mem::take(&mut self.dropping);
        let code = match input {
            Input::Key(key, _) => Some(key.code),
            Input::Paste(_) => None,
        };
        match code {
            Some(KeyCode::Up) => self.go(-1, asked),
            Some(KeyCode::Down) => self.go(1, asked),
            Some(KeyCode::Enter) if self.form.is_empty() => {
                match asked.next_after(Some(&self.form.giver)) {
                    Some(next) => self.form = NamesForm::new(next.giver.clone()),
                    None => return Key::Tell("Everyone is in; Esc goes back.".into()),
                }
                Key::Done
            }
            Some(KeyCode::Esc) if !self.form.is_empty() => {
                if dropping {
                    self.form = NamesForm::new(self.form.giver.clone());
                    return Key::Done;
                }
                self.dropping = true;
                Key::Tell(self.not_in(asked, "again drops it"))
            }
            _ => self.form.update(input, asked),
        }
    }

    fn go(&mut self, by: isize, asked: &Asked) -> Key {
        if !self.form.is_empty() {
            return Key::Tell(self.not_in(asked, "drops it"));
        }
        let at = asked.position(&self.form.giver).and_then(|at| at.checked_add_signed(by));
        if let Some(awaited) = at.and_then(|at| asked.givers.get(at)) {
            self.form = NamesForm::new(awaited.giver.clone());
        }
        Key::Done
    }

    fn not_in(&self, asked: &Asked, drops: &str) -> String {
        let name = asked.name(&self.form.giver);
        format!("{name}'s sheet is not in: Enter puts it in, Esc {drops}.")
    }

    /// What was given is in: on to the next.
    pub(in crate::ui::forms::private) fn accepted(&mut self, asked: &Asked) {
        let next = asked.next_after(Some(&self.form.giver)).map(|next| next.giver.clone());
        self.form = NamesForm::new(next.unwrap_or(self.form.giver.clone()));
    }

    /// Paints how to write, the askers, the open line, and whom its names mean.
    pub(in crate::ui::forms::private) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let gap = u16::from(area.height > 12);
        let understood = self.form.understood(asked, look);
        let promise = wrap(&asked.promise(true), usize::from(area.width.saturating_sub(2)));
        let most = usize::from(area.height / 3);
        let lines = |count: usize| Constraint::Length(u16::try_from(count).unwrap_or(1));
        let [title, how_to, _, grid, _, meant, promised] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(gap),
            Constraint::Fill(1),
            Constraint::Length(gap),
            lines(understood.len().clamp(1, most.max(1))),
            lines(promise.len() + usize::from(gap)),
        ])
        .areas(area);
        let count = in_words(asked);
        let right = title.width.saturating_sub(u16::try_from(width(&count)).unwrap_or(0));
        let limits = capital(&asked.marking.words());
        write(buffer, title, (2, 0), &limits, look.bold(Role::Text));
        write(buffer, title, (right, 0), &count, look.style(Role::Dim));
        write(buffer, how_to, (2, 0), how(asked), look.style(Role::Dim));
        let cursor = self.grid(grid, buffer, asked, look);
        let typed = self.form.may_mean(asked, look);
        if understood.is_empty() {
            let typed = if self.form.is_empty() { String::new() } else { typed };
            write(buffer, meant, (2, 0), &typed, look.style(Role::Dim));
        }
        for (y, (sign, role, name, aside)) in (0..meant.height).zip(&understood) {
            write(buffer, meant, (2, y), sign, look.style(*role));
            let words = format!("{name}  {aside}");
            let words = look.shorten(words.trim_end(), usize::from(meant.width.saturating_sub(4)));
            write(buffer, meant, (4, y), &words, look.style(Role::Text));
        }
        for (y, row) in (gap..promised.height).zip(&promise) {
            write(buffer, promised, (2, y), row, look.style(Role::Dim));
        }
        cursor
    }

    fn grid(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let widest = asked.givers.iter().map(|it| width(&it.name)).max().unwrap_or(0);
        let name = u16::try_from(widest).unwrap_or(u16::MAX).clamp(4, 16) + 2;
        let cursor = asked.position(&self.form.giver)?;
        let row = |at: usize| {
            let awaited = &asked.givers[at];
            let (sign, beside) = match awaited.is_in {
                true => (look.signs.settled, "in"),
                false => (look.signs.nobody, ""),
            };
            let beside = if at == cursor { "" } else { beside };
            Row::new().cell(format!("{sign} {}", awaited.name)).toned(beside, Role::Dim)
        };
        let columns = [Column::new("", name, name, 0), Column::new("", 4, 90, 1)];
        let rows = Rows {
            columns: &columns,
            count: asked.givers.len(),
            row,
            cursor: Some(cursor),
            marks: false,
            empty: "",
        };
        rows.render(area, buffer, look);
        let y = (area.top()..area.bottom()).find(|y| rows.row_at(area, *y) == Some(cursor))?;
        let left = 2 + name + 2;
        let line = Rect {
            x: area.x + left.min(area.width),
            y,
            width: area.width.saturating_sub(left + 2).min(72),
            height: 1,
        };
        self.form.field.render(line, buffer, look);
        Some(self.form.field.cursor(line))
    }
}

/// The keys that matter while sheets are typed.
pub(in crate::ui::forms::private) fn hints(asked: &Asked) -> Vec<Hint> {
    let hint = |key: &str, does: &str| Hint { key: key.into(), does: does.into() };
    let mut hints = vec![
        hint("Enter", "next"),
        hint("Tab", "write the name out"),
        hint("Esc", "close"),
        hint("Up Down", "another asker"),
    ];
    if asked.who.of.is_some_and(|of| of > 0 && asked.who.count >= of) {
        hints.retain(|hint| hint.key != "Esc");
        hints.insert(0, hint("Esc", "close, then reveal"));
    }
    hints
}
