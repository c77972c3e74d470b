//! The tables that are out, and those that came back: who sits there, how far they are, and what they
//! bring. Enter brings one back.

use super::palette::Command;
use super::{Floating, Popup};
use crate::session::tables::{Lies, Wanted, Whereabouts};
use crate::text::{CleanText, capital};
use crate::ui::action::Action;
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::ui::widgets::{popup, write};
use crate::when;
use crossterm::event::KeyCode;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open list.
pub struct Tables {
    tables: Vec<Whereabouts>,
    cursor: Cursor<CleanText>,
    typing: Option<LineField>,
}

/// The most rows below the list, in which the table at the cursor stands in full.
const IN_FULL: u16 = 7;

const COLUMNS: [Column<'static>; 3] = [
    Column { heading: "", min: 14, max: 44, share: 2, numbers: false },
    Column { heading: "", min: 15, max: 30, share: 1, numbers: false },
    Column { heading: "", min: 12, max: 40, share: 2, numbers: false },
];

impl Tables {
    /// These tables.
    pub fn new(tables: Vec<Whereabouts>) -> Tables {
        Tables { tables, cursor: Cursor::default(), typing: None }
    }

    fn ids(&self) -> Vec<CleanText> {
        self.tables.iter().map(|table| table.session.clone()).collect()
    }

    fn chosen(&self) -> Option<&Whereabouts> {
        self.tables.get(self.cursor.row(&self.ids())?)
    }

    fn says(&self) -> String {
        let out = self.tables.iter().filter(|table| table.came.is_none()).count();
        let back = self.tables.len() - out;
        match (out, back) {
            (0, 0) => "No tables were split off from this session.".into(),
            (0, _) => "All tables came back; what is new there can still come.".into(),
            (1, 0) => "1 table is out".into(),
            (out, 0) => format!("{out} tables are out"),
            (1, back) => format!("1 table is out, {back} came back"),
            (out, back) => format!("{out} tables are out, {back} came back"),
        }
    }

    fn type_path(&mut self, input: &Input) -> Reply {
        let Some(line) = &mut self.typing else { return Reply::Done };
        let typed = match input {
            Input::Paste(text) => line.paste(text),
            Input::Key(key, _) if key.code == KeyCode::Esc => Typed::Ended,
            Input::Key(key, _) => line.input(*key),
        };
        match typed {
            Typed::Going => Reply::Done,
            Typed::Ended => {
                self.typing = None;
                Reply::Done
            }
            // The field stays open over what cannot be found.
            Typed::Lines(lines) => match lines.into_iter().next() {
                Some(path) => Reply::BringBack(Wanted::File(path)),
                None => Reply::Done,
            },
        }
    }

    fn row<'a>(table: &Whereabouts, cx: &Cx<'_>) -> Row<'a> {
        let back = table.came.map(|at| format!("came back {}", when_there(at, cx)));
        let (state, brings) = match (&table.file, back) {
            (None, Some(back)) => (back, (String::new(), Role::Dim)),
            (None, None) => ("its file is away".into(), (String::new(), Role::Dim)),
            (Some(file), back) => {
                (back.unwrap_or_else(|| format!("at {}", file.step)), brings(file))
            }
        };
        let dim = table.came.is_some();
        Row::new()
            .cell(capital(&table.called()))
            .toned(state, Role::Dim)
            .toned(brings.0, brings.1)
            .dim(dim)
    }

    fn in_full(table: &Whereabouts, cx: &Cx<'_>) -> String {
        let who = format!("{}: {}.", capital(&table.called()), table.who());
        let key = cx.hint(Action::Verb('f'), "").key;
        match &table.file {
            None => format!(
                "{who} Its file does not lie in the folder of this session; {key} names where it is."
            ),
            Some(Lies { path, saved, brings, .. }) => {
                let saved = when::ago(*saved, cx.now);
                let brings = match brings {
                    Ok(brings) => format!("It brings {}.", brings.words()),
                    Err(sentence) => sentence.clone(),
                };
                format!("{who} Last changed {saved}. {brings}\n{path}")
            }
        }
    }
}

/// What a table brings, in a few words.
fn brings(file: &Lies) -> (String, Role) {
    match &file.brings {
        Ok(brings) if brings.choices > 0 => (brings.words(), Role::Warn),
        Ok(brings) => (brings.words(), Role::Text),
        Err(_) => ("cannot come".into(), Role::Bad),
    }
}

/// The time, with its day unless that is today.
fn when_there(at: Timestamp, cx: &Cx<'_>) -> String {
    match cx.reader.day_of(at) {
        day if day == cx.reader.today => cx.reader.time(at),
        day => cx.reader.date(day),
    }
}

impl Popup for Tables {
    fn update(&mut self, input: &Input, _cx: &Cx<'_>) -> Floating {
        if self.typing.is_some() {
            return Floating::Stays(self.type_path(input));
        }
        let Some(action) = input.action() else { return Floating::Stays(Reply::Done) };
        if self.cursor.act(action, &self.ids(), 8) {
            return Floating::Stays(Reply::Done);
        }
        match (action, self.chosen()) {
            (Action::Open, Some(table)) if table.file.is_some() => {
                Floating::Stays(Reply::BringBack(Wanted::Table(table.session.clone())))
            }
            (Action::Open | Action::Verb('f'), _) => {
                self.typing = Some(LineField::editing(""));
                Floating::Stays(Reply::Done)
            }
            (Action::Add, _) => Floating::Then(Command::Split),
            (Action::Back | Action::Leave | Action::Tables, _) => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn accepted(&mut self, _entry: u64, _cx: &Cx<'_>) -> bool {
        true
    }

    fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let count = u16::try_from(self.tables.len()).unwrap_or(u16::MAX);
        let width = screen.width.saturating_sub(8).min(96);
        let words = self.chosen().map(|table| Tables::in_full(table, cx)).unwrap_or_default();
        let words = Paragraph::new(&words, Role::Text);
        let full = words.height(width.saturating_sub(2)).min(IN_FULL);
        let popup = popup::Popup {
            title: "Tables",
            width,
            height: count.max(1).saturating_add(3 + full).min(30),
        };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let inner = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
            if let Some(line) = &self.typing {
                let asks = "In which file does the table lie?";
                write(buffer, inner, (0, 0), asks, cx.look.style(Role::Dim));
                let below = 2.min(area.height);
                let field = Rect { y: inner.y + below, height: inner.height - below, ..inner };
                cursor = Some(line.render(field, buffer, cx.look));
                return;
            }
            write(buffer, inner, (0, 0), &self.says(), cx.look.style(Role::Dim));
            let list = Rect {
                y: area.y + 2.min(area.height),
                height: area.height.saturating_sub(3 + full),
                ..area
            };
            Rows {
                columns: &COLUMNS,
                count: self.tables.len(),
                row: |at: usize| Tables::row(&self.tables[at], cx),
                cursor: self.cursor.row(&self.ids()),
                marks: false,
                empty: &format!("{} splits it.", cx.key(Action::Add)),
            }
            .render(list, buffer, cx.look);
            let full = area.height.min(full);
            let below = Rect { y: inner.bottom() - full, height: full, ..inner };
            words.render(below, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.is_typing() {
            return vec![cx.hint(Action::Open, "bring it back"), cx.hint(Action::Back, "back")];
        }
        let here = self.chosen().is_some_and(|table| table.file.is_some());
        let open = if here { "bring it back" } else { "name its file" };
        let mut hints = vec![cx.hint(Action::Open, open)];
        if here {
            hints.push(cx.hint(Action::Verb('f'), "a file elsewhere"));
        }
        hints.push(cx.hint(Action::Add, "split again"));
        hints.push(cx.hint(Action::Back, "close"));
        hints
    }
}
