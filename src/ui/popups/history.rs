//! What happened in this session, newest first, and the way back to any of it.

use super::palette::Command;
use super::{Floating, Popup};
use crate::session::Entry;
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::popup;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open history.
pub struct History {
    cursor: Cursor<u64>,
    armed: Arm,
}

impl History {
    /// The history with the cursor on the newest entry that stands.
    pub fn new(cx: &Cx<'_>) -> History {
        let mut cursor = Cursor::default();
        let stands = |entry: &&Entry| !entry.undone && entry.change.undoable();
        let ids = ids(cx);
        let newest = cx.chronicle.entries().iter().rev().find(stands);
        let row = newest.and_then(|entry| ids.iter().position(|seq| *seq == entry.seq));
        cursor.place(row.unwrap_or(0), &ids);
        History { cursor, armed: Arm::default() }
    }

    /// Twice, since it may take back an hour of work; what it takes back can be brought again.
    fn go_back(&mut self, seq: u64, cx: &Cx<'_>) -> Floating {
        let changes = cx.chronicle.changes_since(seq);
        if changes == 0 {
            let sentence = "Nothing that can be taken back has changed since then.";
            return Floating::Stays(Reply::Tell(sentence.into()));
        }
        match self.armed.press(Action::Open) {
            Pressed::Fired => Floating::Closes(Reply::GoBack(seq)),
            Pressed::Armed => Floating::Stays(Reply::Tell(armed(seq, changes, cx))),
        }
    }
}

fn armed(seq: u64, changes: usize, cx: &Cx<'_>) -> String {
    let key = |action| cx.keymap.key_for(action).unwrap_or_default();
    let (again, redo) = (key(Action::Open), key(Action::Redo));
    let was_taken_back =
        cx.chronicle.entries().iter().any(|entry| entry.seq == seq && entry.undone);
    let (are, them) = match changes {
        1 => ("1 change is".to_owned(), "it"),
        changes => (format!("{changes} changes are"), "them"),
    };
    match was_taken_back {
        true => format!(
            "{again} again brings back how it was right after this: {are} turned. {redo} turns \
             {them} again."
        ),
        false => format!(
            "{again} again goes back to right after this: {are} taken back. {redo} brings {them} \
             again."
        ),
    }
}

/// The entries by their numbers, newest first.
fn ids(cx: &Cx<'_>) -> Vec<u64> {
    cx.chronicle.entries().iter().rev().map(|entry| entry.seq).collect()
}

const COLUMNS: [Column<'static>; 3] = [
    Column { heading: "", min: 5, max: 12, share: 0, numbers: false },
    Column { heading: "", min: 20, max: 90, share: 1, numbers: false },
    Column { heading: "", min: 10, max: 10, share: 0, numbers: false },
];

fn row<'a>(entry: &Entry, cx: &Cx<'_>) -> Row<'a> {
    let day = cx.reader.day_of(entry.at);
    let time = cx.reader.time(entry.at);
    let when =
        if day == cx.reader.today { time } else { format!("{} {time}", cx.reader.date(day)) };
    let fate = if entry.undone { "taken back" } else { "" };
    let stays = !entry.change.undoable();
    Row::new()
        .toned(when, Role::Dim)
        .cell(cx.seen.words_of(&entry.change))
        .cell(fate)
        .dim(entry.undone || stays)
}

impl Popup for History {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let Some(action) = input.action() else { return Floating::Stays(Reply::Done) };
        self.armed.unless(Some(action));
        let ids = ids(cx);
        if self.cursor.act(action, &ids, 10) {
            return Floating::Stays(Reply::Done);
        }
        match (action, self.cursor.item(&ids)) {
            (Action::Open, Some(seq)) => self.go_back(*seq, cx),
            (Action::Undo, _) => Floating::Stays(Reply::Undo),
            (Action::Redo, _) => Floating::Stays(Reply::Redo),
            (Action::Forget, _) => Floating::Then(Command::Verb(Action::Forget)),
            (Action::Back | Action::Leave, _) => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let entries = cx.chronicle.entries();
        let width = screen.width.saturating_sub(8).min(84);
        let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX).max(3);
        let height = rows.min(screen.height.saturating_sub(2)).min(30);
        let popup = popup::Popup { title: "What happened, newest first", width, height };
        popup.render(screen, buffer, cx.look, |area, buffer| {
            let mut columns = COLUMNS;
            let elsewhen = |entry: &Entry| cx.reader.day_of(entry.at) != cx.reader.today;
            if entries.iter().any(elsewhen) {
                columns[0] = Column::new("", 17, 17, 0);
            }
            Rows {
                columns: &columns,
                count: entries.len(),
                row: |at: usize| row(&entries[entries.len() - 1 - at], cx),
                cursor: self.cursor.row(&ids(cx)),
                marks: false,
                empty: "No history lies beside this session, so there is no way back in it.",
            }
            .render(area, buffer, cx.look);
        });
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "back to right after this"),
            cx.hint(Action::Undo, "undo"),
            cx.hint(Action::Redo, "redo"),
            cx.hint(Action::Forget, "forget"),
            cx.hint(Action::Back, "close"),
        ]
    }
}
