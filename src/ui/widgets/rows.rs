//! A list in aligned columns, with a cursor that follows its item.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::ui::action::Action;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::trace::Table;
use crate::ui::widgets::write;

const GAP: u16 = 2;

/// Where somebody is in a list. It remembers the item, so that it stays on it when others come
/// and go; the place only counts when the item itself is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor<Id> {
    item: Option<Id>,
    at: usize,
}

impl<Id> Default for Cursor<Id> {
    fn default() -> Self {
        Cursor { item: None, at: 0 }
    }
}

impl<Id: PartialEq + Clone> Cursor<Id> {
    /// The row it is on, in the list as it is now; nothing in an empty list.
    pub fn row(&self, items: &[Id]) -> Option<usize> {
        let is_here = self.item.is_some() && items.get(self.at) == self.item.as_ref();
        let kept = match &self.item {
            Some(_) if is_here => Some(self.at),
            Some(item) => items.iter().position(|other| other == item),
            None => None,
        };
        kept.or_else(|| Some(self.at.min(items.len().checked_sub(1)?)))
    }

    /// The item it is on.
    pub fn item<'a>(&self, items: &'a [Id]) -> Option<&'a Id> {
        items.get(self.row(items)?)
    }

    /// Puts it on a row, or on the last when there are fewer.
    pub fn place(&mut self, row: usize, items: &[Id]) {
        self.at = row.min(items.len().saturating_sub(1));
        self.item = items.get(self.at).cloned();
    }

    /// Puts it on an item of a list that is still to come.
    pub fn aim(&mut self, item: Id) {
        self.item = Some(item);
    }

    /// Puts it on the item that is meant; it stays where it is when there is none.
    pub fn find(&mut self, items: &[Id], is_meant: impl Fn(&Id) -> bool) {
        if let Some(row) = items.iter().position(is_meant) {
            self.place(row, items);
        }
    }

    /// Moves it, and answers whether the verb was one that moves.
    pub fn act(&mut self, action: Action, items: &[Id], page: u16) -> bool {
        let row = self.row(items).unwrap_or(0);
        let page = usize::from(page.max(1));
        let to = match action {
            Action::Up => row.saturating_sub(1),
            Action::Down => row + 1,
            Action::PageUp => row.saturating_sub(page),
            Action::PageDown => row + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            _ => return false,
        };
        self.place(to, items);
        true
    }
}

/// One column: its share of the room that is left when all have their least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    /// The word above it; when all are empty there is no header.
    pub heading: &'a str,
    /// The least cells it needs.
    pub min: u16,
    /// The most cells it is given.
    pub max: u16,
    /// Its share of what is left over.
    pub share: u16,
    /// Whether it is a column of numbers, which stand at its right edge.
    pub numbers: bool,
}

impl<'a> Column<'a> {
    /// A column of text.
    pub fn new(heading: &'a str, min: u16, max: u16, share: u16) -> Column<'a> {
        Column { heading, min, max, share, numbers: false }
    }

    /// A column of numbers of a fixed width.
    pub fn numbers(heading: &'a str, cells: u16) -> Column<'a> {
        Column { heading, min: cells, max: cells, share: 0, numbers: true }
    }
}

/// One row: a text and a role for each column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// The cells from left to right.
    pub cells: Vec<(Cow<'a, str>, Option<Role>)>,
    /// Whether it is marked.
    pub marked: bool,
    /// Whether it may be overlooked.
    pub dim: bool,
}

impl<'a> Row<'a> {
    /// A row with no cell yet.
    pub fn new() -> Row<'a> {
        Row::default()
    }

    /// Adds a cell of plain text.
    pub fn cell(mut self, text: impl Into<Cow<'a, str>>) -> Row<'a> {
        self.cells.push((text.into(), None));
        self
    }

    /// Adds a cell in a role of its own.
    pub fn toned(mut self, text: impl Into<Cow<'a, str>>, role: Role) -> Row<'a> {
        self.cells.push((text.into(), Some(role)));
        self
    }

    /// Marks the row, or not.
    pub fn marked(self, marked: bool) -> Row<'a> {
        Row { marked, ..self }
    }

    /// Dims the row, or not.
    pub fn dim(self, dim: bool) -> Row<'a> {
        Row { dim, ..self }
    }
}

/// The list. Only the rows that are seen are asked for, so ten thousand cost no more than ten.
pub struct Rows<'a, F> {
    /// The columns.
    pub columns: &'a [Column<'a>],
    /// How many rows there are.
    pub count: usize,
    /// Makes the row with a number.
    pub row: F,
    /// The row with the cursor; the wall has none.
    pub cursor: Option<usize>,
    /// Whether rows can be marked, which takes two cells more.
    pub marks: bool,
    /// What an empty list is for, and which key fills it.
    pub empty: &'a str,
}

impl<'r, F: Fn(usize) -> Row<'r>> Rows<'_, F> {
    /// Draws the header, and the rows around the cursor.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        let area = area.intersection(buffer.area);
        if let Some(cursor) = self.cursor.and_then(|row| isize::try_from(row).ok()) {
            self.trace_rows(area, cursor, look);
        }
        if let Some(trace) = look.trace() {
            trace.table(self.table());
        }
        if self.count == 0 {
            let sentence = look.shorten(self.empty, usize::from(area.width).saturating_sub(2));
            write(buffer, area, (2, 0), &sentence, look.style(Role::Dim));
            return;
        }
        let body = self.body(area);
        // The sign that there is more must not hide the end of an amount.
        let more = if self.count > usize::from(body.height) { 2 } else { 0 };
        let widths = widths(self.columns, area.width.saturating_sub(self.gutter() + more));
        let header = self.header_height();
        if header < area.height || header == 0 {
            self.header(area, buffer, look, &widths);
        }
        let top = self.top(body.height);
        for (y, number) in (0..body.height).zip(top..self.count) {
            self.one(number, line(body, y), buffer, look, &widths);
        }
        self.more(body, top, buffer, look);
    }

    /// Notes where each row stands, when the cursor is in this row: that may be one of another list,
    /// above or below this one, with which it shares the cursor.
    pub fn trace_rows(&self, area: Rect, cursor: isize, look: &Look) {
        let Some(trace) = look.trace() else { return };
        let body = self.body(area);
        for (y, number) in (0..body.height).zip(self.top(body.height)..self.count) {
            trace.row(line(body, y), isize::try_from(number).unwrap_or(isize::MAX) - cursor);
        }
    }

    fn table(&self) -> Table {
        let heads = self.columns.iter().map(|column| column.heading.to_owned()).collect();
        let cells =
            |row: Row<'_>| row.cells.into_iter().map(|(text, _)| text.into_owned()).collect();
        let rows = (0..self.count).map(|number| cells((self.row)(number))).collect();
        Table { heads, rows, cursor: self.cursor }
    }

    /// The row that a place on the screen shows.
    pub fn row_at(&self, area: Rect, y: u16) -> Option<usize> {
        let body = self.body(area);
        let below = y.checked_sub(body.y).filter(|below| *below < body.height)?;
        Some(self.top(body.height) + usize::from(below)).filter(|row| *row < self.count)
    }

    /// The cells before the columns, for the signs of cursor and mark.
    fn gutter(&self) -> u16 {
        if self.marks { 4 } else { 2 }
    }

    fn header_height(&self) -> u16 {
        u16::from(self.columns.iter().any(|column| !column.heading.is_empty()))
    }

    /// A header in the only row would hide the list.
    fn body(&self, area: Rect) -> Rect {
        let header = self.header_height().min(area.height.saturating_sub(1));
        Rect { y: area.y.saturating_add(header), height: area.height - header, ..area }
    }

    /// The first row seen: the cursor stands in the middle, but for the ends of the list.
    fn top(&self, height: u16) -> usize {
        let height = usize::from(height);
        let last = self.count.saturating_sub(height);
        self.cursor.unwrap_or(0).saturating_sub(height / 2).min(last)
    }

    fn header(&self, area: Rect, buffer: &mut Buffer, look: &Look, widths: &[u16]) {
        let style = look.style(Role::Dim);
        for (column, (x, wide)) in self.columns.iter().zip(places(self.gutter(), widths)) {
            cell(buffer, line(area, 0), (x, wide), column, column.heading, style, look);
        }
    }

    fn one(&self, number: usize, area: Rect, buffer: &mut Buffer, look: &Look, widths: &[u16]) {
        let row = (self.row)(number);
        let chosen = self.cursor == Some(number);
        let plain = look.style(if row.dim { Role::Dim } else { Role::Text });
        let style = if chosen { plain.patch(look.style(Role::Cursor)) } else { plain };
        buffer.set_style(area, style);
        if chosen {
            write(buffer, area, (0, 0), look.signs.cursor, style);
        }
        if self.marks && row.marked {
            write(buffer, area, (2, 0), look.signs.mark, style);
        }
        for ((column, (text, role)), place) in
            self.columns.iter().zip(&row.cells).zip(places(self.gutter(), widths))
        {
            let own = role.filter(|_| !chosen && !row.dim).map_or(style, |role| look.style(role));
            cell(buffer, area, place, column, text, own, look);
        }
    }

    fn more(&self, body: Rect, top: usize, buffer: &mut Buffer, look: &Look) {
        let style = look.style(Role::Dim);
        let x = body.width.saturating_sub(1);
        if top > 0 {
            write(buffer, body, (x, 0), look.signs.more[0], style);
        }
        if top + usize::from(body.height) < self.count && body.height > 1 {
            write(buffer, body, (x, body.height - 1), look.signs.more[1], style);
        }
    }
}

fn cell(
    buffer: &mut Buffer,
    row: Rect,
    (x, wide): (u16, u16),
    column: &Column<'_>,
    text: &str,
    style: Style,
    look: &Look,
) {
    let text = look.shorten(text, usize::from(wide));
    let used = u16::try_from(width(&text)).unwrap_or(wide);
    let indent = if column.numbers { wide.saturating_sub(used) } else { 0 };
    write(buffer, row, (x + indent, 0), &text, style);
}

/// Where each column begins after the gutter, and how wide it is.
fn places(gutter: u16, widths: &[u16]) -> impl Iterator<Item = (u16, u16)> {
    widths.iter().scan(gutter, |x, wide| {
        let begins = *x;
        *x = x.saturating_add(wide.saturating_add(GAP));
        Some((begins, *wide))
    })
}

/// The width of each column. It never depends on what the rows hold, so that nothing jumps;
/// what finds no room on the right is left out.
fn widths(columns: &[Column<'_>], room: u16) -> Vec<u16> {
    let mut left = room;
    let mut widths = Vec::new();
    for column in columns {
        let wide = column.min.min(left);
        left = left.saturating_sub(wide.saturating_add(GAP));
        widths.push(wide);
    }
    let gaps = GAP * u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let used: u16 = widths.iter().sum();
    for _ in 0..room.saturating_sub(used.saturating_add(gaps)) {
        let grown = |at: &usize| u32::from(widths[*at] - columns[*at].min) * 1_000;
        let open = (0..columns.len()).filter(|at| columns[*at].share > 0);
        let open =
            open.filter(|at| widths[*at] >= columns[*at].min && widths[*at] < columns[*at].max);
        let Some(next) = open.min_by_key(|at| grown(at) / u32::from(columns[*at].share)) else {
            break;
        };
        widths[next] += 1;
    }
    widths
}

fn line(area: Rect, y: u16) -> Rect {
    Rect { y: area.y.saturating_add(y), height: 1, ..area }.intersection(area)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

    const AREAS: [(&str, &str, Role); 3] = [
        ("Listening", "● Ana", Role::Good),
        ("Crisis", "○ nobody yet", Role::Bad),
        ("Policy and training", "● Eve", Role::Good),
    ];

    fn columns() -> [Column<'static>; 3] {
        [
            Column::new("Area", 8, 14, 2),
            Column::new("Accountable", 8, 20, 1),
            Column::numbers("Care", 4),
        ]
    }

    fn area(number: usize) -> Row<'static> {
        let (name, owner, role) = AREAS[number];
        Row::new().cell(name).toned(owner, role).cell(number.to_string())
    }

    #[test]
    fn the_sign_of_more_hides_no_end_of_an_amount() {
        let columns = [Column::new("", 4, 40, 1), Column::numbers("", 6)];
        let row = |_| Row::new().cell("Crisis").cell("€5,400");
        let rows = Rows { columns: &columns, count: 9, row, cursor: None, marks: false, empty: "" };
        let shown = drawn((24, 3), |area, buffer| rows.render(area, buffer, &dark()));
        assert!(shown.iter().all(|row| row.contains("€5,400")), "{shown:?}");
    }

    fn shown(size: (u16, u16), look: &Look) -> Vec<String> {
        let columns = columns();
        let rows = Rows {
            columns: &columns,
            count: 3,
            row: area,
            cursor: Some(1),
            marks: false,
            empty: "",
        };
        drawn(size, |area, buffer| rows.render(area, buffer, look))
    }

    #[test]
    fn columns_are_aligned_and_long_text_is_cut() {
        let expected = [
            "  Area            Accountable     Care",
            "  Listening       ● Ana              0",
            "▸ Crisis          ○ nobody yet       1",
            "  Policy and tr…  ● Eve              2",
        ];
        assert_eq!(shown((38, 4), &dark()), expected);
    }

    #[test]
    fn ascii_terminals_get_ascii_signs() {
        let rows = shown((38, 4), &ascii());
        assert!(rows[2].starts_with("> Crisis") && rows[3].contains("Policy and tr~"), "{rows:?}");
    }

    #[test]
    fn a_marked_row_keeps_its_sign_under_the_cursor() {
        let row = |number: usize| Row::new().cell(AREAS[number].0).marked(number > 0);
        let columns = [Column::new("", 8, 9, 1)];
        let rows =
            Rows { columns: &columns, count: 3, row, cursor: Some(1), marks: true, empty: "" };
        let shown = drawn((14, 3), |area, buffer| rows.render(area, buffer, &dark()));
        assert_eq!(shown, ["    Listening", "▸ ✓ Crisis", "  ✓ Policy a…"]);
    }

    #[test]
    fn the_cursor_follows_its_item_and_not_its_row() {
        let mut cursor = Cursor::default();
        cursor.place(1, &["a", "b", "c"]);
        assert_eq!(cursor.row(&["new", "a", "b", "c"]), Some(2));
        assert_eq!(cursor.row(&["a", "c"]), Some(1));
        assert_eq!(cursor.item(&["a"]), Some(&"a"));
        assert_eq!(cursor.row(&[]), None);
    }

    #[test]
    fn the_cursor_moves_and_stops_at_the_ends() {
        let items: Vec<usize> = (0..10).collect();
        let mut cursor = Cursor::default();
        let moves = [
            (Action::Up, 0),
            (Action::Down, 1),
            (Action::PageDown, 5),
            (Action::Last, 9),
            (Action::Down, 9),
            (Action::PageUp, 5),
            (Action::First, 0),
        ];
        for (action, row) in moves {
            assert!(cursor.act(action, &items, 4));
            assert_eq!(cursor.row(&items), Some(row), "{action:?}");
        }
        assert!(!cursor.act(Action::Add, &items, 4));
    }

    #[test]
    fn ten_thousand_rows_cost_no_more_than_those_that_are_seen() {
        let asked = Cell::new(0);
        let row = |number: usize| {
            asked.set(asked.get() + 1);
            Row::new().cell(number.to_string())
        };
        let columns = [Column::new("", 4, 10, 1)];
        let rows = Rows {
            columns: &columns,
            count: 10_000,
            row,
            cursor: Some(5_000),
            marks: false,
            empty: "",
        };
        let shown = drawn((10, 5), |area, buffer| rows.render(area, buffer, &dark()));
        assert_eq!(shown, ["  4998   ↑", "  4999", "▸ 5000", "  5001", "  5002   ↓"]);
        assert_eq!(asked.get(), 5);
        assert_eq!(rows.row_at(Rect::new(0, 3, 10, 5), 5), Some(5_000));
    }

    #[test]
    fn an_empty_list_says_what_it_is_for() {
        let row = |_| Row::new();
        let columns = columns();
        let empty = "Ideas stand here; a adds one.";
        let rows = Rows { columns: &columns, count: 0, row, cursor: None, marks: false, empty };
        let shown = drawn((40, 2), |area, buffer| rows.render(area, buffer, &dark()));
        assert_eq!(shown, ["  Ideas stand here; a adds one.", ""]);
    }

    #[test]
    fn it_draws_at_every_size() {
        let look = dark();
        let columns = columns();
        for text in TEXTS {
            let row = |number| {
                let row = Row::new().cell(text).toned(text, Role::Bad).cell(text);
                row.marked(number % 2 == 0).dim(number % 3 == 0)
            };
            for (count, cursor) in [(0, None), (1, Some(0)), (50, Some(49)), (5, Some(70))] {
                let rows = Rows { columns: &columns, count, row, cursor, marks: true, empty: text };
                at_every_size(|area, buffer| rows.render(area, buffer, &look));
            }
        }
    }
}
