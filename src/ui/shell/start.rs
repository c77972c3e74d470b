//! The start screen: go on, begin a new session, take the tour, or open a recent one.

use crate::reader::Reader;
use crate::session::Glance;
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::keymap::Keymap;
use crate::ui::look::Look;
use crate::ui::screen::{Hint, Input};
use crate::ui::shell::frame::MEASURE;
use crate::ui::shell::new_session::{Begin, NewReply, NewSession};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::footer::{self, Footer, Left};
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::{paragraph::Paragraph, write};
use crate::when;
use crate::workshop::Workshop;
use crossterm::event::KeyCode;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

/// What the start screen looks through.
#[derive(Clone, Copy)]
pub struct StartCx<'a> {
    /// How everything looks.
    pub look: &'a Look,
    /// Which key asks for what.
    pub keymap: &'a Keymap,
    /// How dates and times are written.
    pub reader: &'a Reader,
    /// The time.
    pub now: Timestamp,
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its title, or its file's name where that cannot be read.
    pub title: CleanText,
    /// Its head, or why that cannot be read.
    pub glance: Result<Glance, String>,
}

/// What the start screen wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartReply {
    /// Nothing.
    Stay,
    /// A session is to be opened.
    Open(PathBuf),
    /// A session is to begin.
    Begin(Box<Begin>),
    /// The sample session is to be opened.
    Tour,
    /// A file is wanted; it comes back through [`StartScreen::file_read`].
    ReadFile(CleanText),
    /// The program is to be left.
    Leave,
}

/// The start screen.
pub struct StartScreen {
    recent: Vec<Recent>,
    cursor: Cursor<Item>,
    filter: Option<Field>,
    new: NewSession,
    new_open: bool,
    help: bool,
    message: Option<String>,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    GoOn(usize),
    New,
    Tour,
    Recent(usize),
}

impl StartScreen {
    /// The start screen over these sessions, newest first, and these workshops.
    pub fn new(recent: Vec<Recent>, workshops: Vec<Workshop>) -> StartScreen {
        StartScreen {
            recent,
            cursor: Cursor::default(),
            filter: None,
            new: NewSession::new(workshops),
            new_open: false,
            help: false,
            message: None,
        }
    }

    /// A sentence for the footer, until the next key.
    pub fn tell(&mut self, sentence: impl Into<String>) {
        self.message = Some(sentence.into());
    }

    /// The file that was asked for, or why it cannot be had.
    pub fn file_read(&mut self, bytes: Result<Vec<u8>, String>) {
        self.new.file_read(bytes);
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input, cx: &StartCx<'_>) -> StartReply {
        self.message = None;
        if std::mem::take(&mut self.help) {
            return StartReply::Stay;
        }
        if self.new_open {
            return match self.new.update(input, cx) {
                NewReply::Stay => StartReply::Stay,
                NewReply::Closed => {
                    self.new_open = false;
                    StartReply::Stay
                }
                NewReply::Begin(begin) => StartReply::Begin(begin),
                NewReply::ReadFile(name) => StartReply::ReadFile(name),
            };
        }
        if self.filter.is_some() && self.type_filter(input) {
            return StartReply::Stay;
        }
        input.action().map_or(StartReply::Stay, |action| self.act(action))
    }

    fn act(&mut self, action: Action) -> StartReply {
        let items = self.items();
        if self.cursor.act(action, &items, 8) {
            return StartReply::Stay;
        }
        match action {
            Action::Open => match self.cursor.item(&items) {
                Some(Item::GoOn(at) | Item::Recent(at)) => self.open(*at),
                Some(Item::Tour) => StartReply::Tour,
                Some(Item::New) | None => self.open_new(),
            },
            Action::Add => self.open_new(),
            Action::Search => {
                self.filter = Some(Field::line(""));
                StartReply::Stay
            }
            Action::Help => {
                self.help = true;
                StartReply::Stay
            }
            Action::Back => {
                self.filter = None;
                StartReply::Stay
            }
            Action::Leave => StartReply::Leave,
            _ => StartReply::Stay,
        }
    }

    fn open_new(&mut self) -> StartReply {
        self.new_open = true;
        StartReply::Stay
    }

    fn open(&mut self, at: usize) -> StartReply {
        let recent = &self.recent[at];
        StartReply::Open(recent.path.clone())
    }

    /// Typing narrows the list; answers whether the key was taken.
    fn type_filter(&mut self, input: &Input) -> bool {
        let Some(field) = &mut self.filter else { return false };
        match input {
            Input::Paste(text) => field.paste(text),
            Input::Key(key, _) => match key.code {
                KeyCode::Esc => self.filter = None,
                KeyCode::Enter | KeyCode::Up | KeyCode::Down => return false,
                _ => {
                    field.input(*key);
                }
            },
        }
        true
    }

    fn items(&self) -> Vec<Item> {
        if let Some(filter) = &self.filter {
            let words = filter.text().to_lowercase();
            let fits = |at: &usize| {
                let title = self.recent[*at].title.to_lowercase();
                words.split_whitespace().all(|word| title.contains(word))
            };
            return (0..self.recent.len()).filter(fits).map(Item::Recent).collect();
        }
        let open = |recent: &Recent| recent.glance.as_ref().is_ok_and(|glance| !glance.finished);
        let go_on = self.recent.iter().position(open);
        let others = (0..self.recent.len()).filter(|at| Some(*at) != go_on);
        let first = go_on.map(Item::GoOn).into_iter().chain([Item::New, Item::Tour]);
        first.chain(others.map(Item::Recent)).collect()
    }

    /// Paints it and answers where the cursor belongs.
    pub fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) -> Option<Position> {
        buffer.set_style(screen, cx.look.style(Role::Text));
        let wide = screen.width.min(MEASURE);
        let x = screen.x + (screen.width - wide) / 2;
        let area = Rect { x, width: wide, ..screen };
        if area.width < 40 || area.height < 10 {
            write(
                buffer,
                area,
                (0, 0),
                "groundswell needs a larger terminal",
                cx.look.bold(Role::Text),
            );
            return None;
        }
        let top = if area.height >= 22 { 3 } else { 1 };
        self.head(Rect { y: area.y + top, height: 1, ..area }, buffer, cx);
        let body = Rect {
            x: area.x + 3,
            y: area.y + top + 3,
            width: area.width.saturating_sub(6),
            height: area.height.saturating_sub(top + 5),
        };
        let cursor = if self.new_open {
            self.new.render(body, buffer, cx)
        } else {
            self.list(body, buffer, cx)
        };
        let high = area.height.min(3);
        self.footer(Rect { y: area.bottom() - high, height: high, ..area }, buffer, cx);
        if self.help {
            self.render_help(area, buffer, cx);
        }
        cursor
    }

    fn head(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let used = write(buffer, area, (3, 0), "groundswell", cx.look.bold(Role::Accent));
        let claim = "a plan everyone owns, in one sitting";
        let x = area.width.saturating_sub(claim.len() as u16 + 3).max(used + 6).min(60);
        write(buffer, area, (x, 0), claim, cx.look.style(Role::Dim));
    }

    fn list(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) -> Option<Position> {
        let items = self.items();
        let mut cursor = None;
        let mut area = area;
        if let Some(filter) = &self.filter {
            let line = Rect { height: 1.min(area.height), ..area };
            let used = write(buffer, line, (0, 0), "/ ", cx.look.style(Role::Key));
            let field = Rect { x: line.x + used, width: line.width.saturating_sub(used), ..line };
            filter.render(field, buffer, cx.look);
            cursor = Some(filter.cursor(field));
            area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        }
        let chosen = self.cursor.row(&items);
        let first = items.iter().take_while(|item| !matches!(item, Item::Recent(_))).count();
        let (above, below) = items.split_at(first);
        self.rows(above, chosen, area, buffer, cx);
        let used = u16::try_from(first).unwrap_or(0) + u16::from(first > 0);
        let rest = Rect {
            y: area.y + used.min(area.height),
            height: area.height.saturating_sub(used),
            ..area
        };
        if below.is_empty() {
            self.nothing_yet(rest, buffer, cx);
        } else {
            write(buffer, rest, (2, 0), "Recent", cx.look.style(Role::Dim));
            let rows = Rect {
                y: rest.y + 1.min(rest.height),
                height: rest.height.saturating_sub(1),
                ..rest
            };
            let chosen = chosen.and_then(|row| row.checked_sub(first));
            self.rows(below, chosen, rows, buffer, cx);
        }
        cursor
    }

    fn nothing_yet(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let words = match (&self.filter, self.recent.is_empty()) {
            (Some(_), _) => "No session is called like this.",
            (None, true) => {
                "Groundswell walks a team, in one sitting, from “who owns this?” to goals written \
                 together, one name for each area, one shared pot, and promises with a date. Begin \
                 a session, or look around in the tour."
            }
            (None, false) => return,
        };
        let area = Rect {
            x: area.x + 2,
            y: area.y + 1.min(area.height),
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(1),
        };
        Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
    }

    fn rows(
        &self,
        items: &[Item],
        cursor: Option<usize>,
        area: Rect,
        buffer: &mut Buffer,
        cx: &StartCx<'_>,
    ) {
        Rows {
            columns: &[Column::new("", 16, 44, 3), Column::new("", 34, 60, 1)],
            count: items.len(),
            row: |at: usize| self.row(items[at], cx),
            cursor: cursor.filter(|row| *row < items.len()),
            marks: false,
            empty: "",
        }
        .render(area, buffer, cx.look);
    }

    fn row<'a>(&'a self, item: Item, cx: &StartCx<'_>) -> Row<'a> {
        match item {
            Item::New => Row::new().cell("New session"),
            Item::Tour => Row::new()
                .cell("Take the tour")
                .toned("a finished session to look around in", Role::Dim),
            Item::GoOn(at) => {
                let recent = &self.recent[at];
                let title = format!("Go on with {}", recent.title);
                Row::new().cell(title).toned(beside(recent, cx), Role::Dim)
            }
            Item::Recent(at) => {
                let recent = &self.recent[at];
                let row = Row::new().cell(&*recent.title);
                row.toned(beside(recent, cx), Role::Dim)
            }
        }
    }

    fn footer(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let hints = if self.new_open { self.new.hints() } else { self.hints(cx) };
        let keys: Vec<footer::Hint<'_>> =
            hints.iter().map(|hint| footer::Hint { key: &hint.key, does: &hint.does }).collect();
        let left = match &self.message {
            Some(sentence) => Left::Says(sentence, Role::Warn),
            // In a form every key types.
            None if self.new_open => Left::Keys(&keys, None),
            None => Left::Keys(&keys, Some(footer::Hint { key: "?", does: "help" })),
        };
        Footer { left, right: ("", Role::Dim) }.render(area, buffer, cx.look);
    }

    fn hints(&self, cx: &StartCx<'_>) -> Vec<Hint> {
        let hint = |action, does: &str| Hint {
            key: cx.keymap.key_for(action).unwrap_or_default().to_owned(),
            does: does.to_owned(),
        };
        vec![
            hint(Action::Open, "open"),
            hint(Action::Add, "new"),
            hint(Action::Search, "search"),
            hint(Action::Leave, "quit"),
        ]
    }

    fn render_help(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let rows = [
            ("Enter", "open what the cursor is on"),
            ("a", "begin a new session"),
            ("/", "find a session by typing"),
            ("q", "quit; everything is saved already"),
            ("", ""),
            ("", "In a session, ? shows the keys of that very screen."),
        ];
        let popup = crate::ui::widgets::popup::Popup { title: "Keys", width: 56, height: 6 };
        popup.render(area, buffer, cx.look, |area, buffer| {
            for (y, (key, does)) in (0..area.height).zip(rows) {
                write(buffer, area, (0, y), key, cx.look.style(Role::Key));
                write(
                    buffer,
                    area,
                    (if key.is_empty() { 0 } else { 8 }, y),
                    does,
                    cx.look.style(Role::Text),
                );
            }
        });
    }
}

/// What stands beside a title: how far it is, and when it was touched or is looked at again.
fn beside(recent: &Recent, cx: &StartCx<'_>) -> String {
    match &recent.glance {
        Ok(glance) if glance.finished => {
            let finished = cx.reader.date(cx.reader.day_of(glance.changed));
            let next = glance.next.map(|next| format!("   check-in {}", cx.reader.date(next)));
            format!("finished {finished}{}", next.unwrap_or_default())
        }
        Ok(glance) => {
            let ago = when::ago(glance.changed, cx.now);
            format!("step {} of {}, {ago}", glance.number, glance.of)
        }
        Err(why) => why.clone(),
    }
}

#[cfg(test)]
mod tests;
