//! Sheets of paper, typed by a scribe as rows: a name, digits straight across, and on to the next.
//! In an anonymous step the sheets have no names, and Enter confirms a full row: what is in cannot
//! be taken out again.

use super::ballot::Key;
use super::row::Row;
use super::{Asked, Limits};
use crate::session::private::letter;
use crate::session::{Ballot, Giver};
use crate::text::{width, wrap};
use crate::ui::look::Look;
use crate::ui::screen::{Hint, Input};
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row as Line, Rows};
use crate::ui::widgets::write;
use crate::workshop::Policy;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// The cells of one thing in a row.
const CELL: u16 = 3;
/// The cells beside a row, for "10 of 10" or "in".
const BESIDE: u16 = 9;

/// The rows, one of them open.
#[derive(Clone, Debug)]
pub(super) struct Sheets {
    /// Whose row is open.
    giver: Giver,
    row: Row,
    /// The row that was given last, so that Backspace can go back into it.
    last: Option<(Giver, Row)>,
    /// Esc was pressed once on a row that is not in.
    dropping: bool,
    /// The row before went in by itself, and no key came since: whoever ends each row with Enter
    /// does not skip the next person.
    went_in: bool,
}

impl Sheets {
    /// The rows, open at the first whose sheet is not in.
    pub(super) fn new(asked: &Asked) -> Sheets {
        let first = asked.next_after(None).or(asked.givers.first());
        let giver = match first {
            Some(first) if asked.policy != Policy::Anonymous => first.giver.clone(),
            _ => Giver::Sheet,
        };
        Sheets {
            giver,
            row: Row::new(asked.things.len()),
            last: None,
            dropping: false,
            went_in: false,
        }
    }

    /// Takes a key.
    pub(super) fn update(&mut self, input: &Input, asked: &Asked) -> Key {
        let Input::Key(KeyEvent { code, modifiers, .. }, _) = input else {
            return Key::Tell("A sheet is typed, not pasted: one row after the other.".into());
        };
        let dropping = std::mem::take(&mut self.dropping);
        let went_in = std::mem::take(&mut self.went_in);
        if went_in && *code == KeyCode::Enter {
            return Key::Done;
        }
        if modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Key::Unknown;
        }
        match *code {
            KeyCode::Char(' ') | KeyCode::Tab => self.moved(Row::done, asked),
            KeyCode::Right => self.moved(Row::right, asked),
            KeyCode::Left => self.moved(Row::left, asked),
            KeyCode::Char(key) => self.typed(key, asked),
            KeyCode::Backspace => self.back(asked),
            KeyCode::Enter => self.enter(asked),
            KeyCode::Up => self.go(-1, asked),
            KeyCode::Down => self.go(1, asked),
            KeyCode::Esc => self.escape(dropping, asked),
            _ => Key::Unknown,
        }
    }

    /// What was given is in: on to the next.
    pub(super) fn accepted(&mut self, asked: &Asked) {
        let row = std::mem::replace(&mut self.row, Row::new(asked.things.len()));
        self.went_in = row.is_full();
        let next = asked.next_after(Some(&self.giver)).map(|next| next.giver.clone());
        let next = next.filter(|_| self.giver != Giver::Sheet).unwrap_or(self.giver.clone());
        self.last = Some((std::mem::replace(&mut self.giver, next), row));
    }

    fn typed(&mut self, key: char, asked: &Asked) -> Key {
        let key = key.to_ascii_lowercase();
        let taken = match key {
            '0'..='9' => self.row.digit(key as u8 - b'0', asked.limits, asked.unit),
            'a'..='z' if usize::from(key as u8 - b'a') < asked.things.len() => {
                self.row.one_more(usize::from(key as u8 - b'a'), asked.limits, asked.unit)
            }
            'a'..='z' => Err(format!("There is no {}.", key.to_ascii_uppercase())),
            _ => return Key::Unknown,
        };
        match taken {
            Err(refusal) => Key::Tell(refusal),
            Ok(()) => self.on_if_full(asked),
        }
    }

    /// A full row goes in by itself, unless it could not be taken out again.
    fn on_if_full(&self, asked: &Asked) -> Key {
        match self.row.is_full() && asked.policy != Policy::Anonymous {
            true => self.give(asked),
            false => Key::Done,
        }
    }

    fn moved(&mut self, step: fn(&mut Row), asked: &Asked) -> Key {
        let grew = self.row.is_growing();
        step(&mut self.row);
        if grew { self.on_if_full(asked) } else { Key::Done }
    }

    fn give(&self, asked: &Asked) -> Key {
        let ids = asked.things.iter().map(|thing| thing.id.clone());
        Key::Give(self.giver.clone(), Ballot::of(ids.zip(self.row.values())))
    }

    fn enter(&mut self, asked: &Asked) -> Key {
        if !self.row.is_empty() {
            return self.give(asked);
        }
        match asked.next_after(Some(&self.giver)) {
            _ if self.giver == Giver::Sheet => {
                return Key::Tell("Type a sheet first; 0 and Enter is an empty one.".into());
            }
            Some(next) => self.giver = next.giver.clone(),
            None => return Key::Tell("Everyone is in; Esc goes back.".into()),
        }
        Key::Done
    }

    fn back(&mut self, asked: &Asked) -> Key {
        if self.row.back() {
            return Key::Done;
        }
        match self.last.take() {
            _ if asked.policy == Policy::Anonymous => {
                return Key::Tell(
                    "A sheet that is in cannot be taken out: nobody knows which it is.".into(),
                );
            }
            Some((giver, row)) => {
                (self.giver, self.row) = (giver, row);
                self.row.back();
            }
            None => return self.go(-1, asked),
        }
        Key::Done
    }

    fn go(&mut self, by: isize, asked: &Asked) -> Key {
        if !self.row.is_empty() {
            return Key::Tell(self.not_in(asked, "drops it"));
        }
        self.last = None;
        let at = asked.position(&self.giver).and_then(|at| at.checked_add_signed(by));
        if let Some(awaited) = at.and_then(|at| asked.givers.get(at)) {
            self.giver = awaited.giver.clone();
        }
        Key::Done
    }

    fn escape(&mut self, dropping: bool, asked: &Asked) -> Key {
        if self.row.is_empty() {
            return Key::Closed;
        }
        if dropping {
            self.row = Row::new(asked.things.len());
            return Key::Done;
        }
        self.dropping = true;
        Key::Tell(self.not_in(asked, "again drops it"))
    }

    fn not_in(&self, asked: &Asked, drops: &str) -> String {
        let whose = match &self.giver {
            Giver::Sheet => "This sheet".to_owned(),
            named => format!("{}'s sheet", asked.name(named)),
        };
        format!("{whose} is not in: Enter puts it in, Esc {drops}.")
    }

    /// Paints limits, legend, rows and the promise.
    pub(super) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let legend = Legend::of(asked, area.width, area.height / 3);
        let gap = u16::from(area.height > 12);
        let words = wrap(&asked.promise(true), usize::from(area.width.saturating_sub(2)));
        let [title, _, key, _, grid, _, promise] = Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(gap),
            Constraint::Length(legend.rows),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(gap),
            Constraint::Length(u16::try_from(words.len()).unwrap_or(1)),
        ])
        .areas(area);
        for (y, row) in (0..promise.height).zip(&words) {
            write(buffer, promise, (2, y), row, look.style(Role::Dim));
        }
        let limits = asked.limits.words(asked.unit);
        write(buffer, title, (2, 0), &limits, look.bold(Role::Text));
        let count = super::in_words(asked);
        let right = title.width.saturating_sub(u16::try_from(width(&count)).unwrap_or(0));
        write(buffer, title, (right, 0), &count, look.style(Role::Dim));
        legend.render(key, buffer, asked, look);
        self.grid(grid, buffer, asked, look)
    }

    fn grid(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        asked: &Asked,
        look: &Look,
    ) -> Option<Position> {
        let names = self.names(asked);
        let widest = names.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let name = u16::try_from(widest).unwrap_or(u16::MAX).clamp(4, 16) + 2;
        let window = self.window(asked, area.width.saturating_sub(2 + name + 2 + 2 + BESIDE));
        let cells = u16::try_from(window.len()).unwrap_or(u16::MAX).saturating_mul(CELL);
        let head: String = window.clone().map(|at| format!("{:>3}", letter(at))).collect();
        let cursor = self.position(asked, names.len());
        let row = |at: usize| {
            let (name, is_in) = &names[at];
            let open = at == cursor;
            let sign = if *is_in { look.signs.settled } else { look.signs.nobody };
            let line = Line::new().cell(format!("{sign} {name}"));
            let typed = if open { self.cells(&window, look) } else { String::new() };
            let beside = match (open && !self.row.is_empty(), is_in) {
                (true, _) => self.spent(asked.limits),
                (false, true) => "in".to_owned(),
                (false, false) => String::new(),
            };
            line.cell(typed).cell(beside)
        };
        let columns = [
            Column::new("", name, name, 0),
            Column::new(&head, cells, cells, 0),
            Column::new("", BESIDE, BESIDE, 0),
        ];
        let rows = Rows {
            columns: &columns,
            count: names.len(),
            row,
            cursor: Some(cursor),
            marks: false,
            empty: "Nobody who votes is here.",
        };
        rows.render(area, buffer, look);
        let y = (area.top()..area.bottom()).find(|y| rows.row_at(area, *y) == Some(cursor))?;
        let at = self.row.at().unwrap_or(asked.things.len()).saturating_sub(window.start);
        let right = u16::try_from(at).unwrap_or(u16::MAX).saturating_mul(CELL).min(cells);
        let x = area.x + 2 + name + 2 + right + CELL - 1;
        Some(Position::new(x.min(area.right().saturating_sub(1)), y))
    }

    /// The rows: everyone by name, or the sheets so far and the one that is open.
    fn names(&self, asked: &Asked) -> Vec<(String, bool)> {
        if self.giver != Giver::Sheet {
            return asked.givers.iter().map(|it| (it.name.to_string(), it.is_in)).collect();
        }
        let sheets = usize::from(asked.sheets);
        (0..=sheets).map(|at| (format!("sheet {}", at + 1), at < sheets)).collect()
    }

    fn position(&self, asked: &Asked, rows: usize) -> usize {
        asked.position(&self.giver).unwrap_or(rows.saturating_sub(1))
    }

    /// The things that fit beside each other, the open one among them.
    fn window(&self, asked: &Asked, room: u16) -> std::ops::Range<usize> {
        let all = asked.things.len();
        let fit = usize::from(room / CELL).clamp(1, all.max(1));
        let at = self.row.at().unwrap_or(all);
        let start = at.saturating_sub(fit / 2).min(all - fit.min(all));
        start..(start + fit).min(all)
    }

    fn cells(&self, window: &std::ops::Range<usize>, look: &Look) -> String {
        let cell = |cell: &Option<u8>| {
            cell.map_or_else(|| look.signs.dot.to_owned(), |value| value.to_string())
        };
        self.row.cells()[window.clone()].iter().map(|it| format!("{:>3}", cell(it))).collect()
    }

    fn spent(&self, limits: Limits) -> String {
        let total = self.row.total();
        limits.in_all.map_or_else(|| format!("sum {total}"), |all| format!("{total} of {all}"))
    }
}

/// The keys that matter while sheets are typed.
pub(super) fn hints(asked: &Asked) -> Vec<Hint> {
    let hint = |key: &str, does: &str| Hint { key: key.into(), does: does.into() };
    let last = letter(asked.things.len().clamp(1, 26) - 1).to_ascii_lowercase();
    let on_one = asked.limits.on_one;
    let mut hints = vec![
        hint(&format!("0-{on_one}"), "across"),
        hint(&format!("a-{last}"), &format!("a {}", asked.unit.one)),
        hint("Enter", "next"),
        hint("Esc", "close"),
        hint("Backspace", "back"),
    ];
    if asked.policy != Policy::Anonymous {
        hints.push(hint("Up Down", "another name"));
    }
    hints.push(hint("Space", "next column"));
    let everyone = asked.who.of.is_some_and(|of| of > 0 && asked.who.count >= of);
    if everyone {
        hints.retain(|hint| hint.key != "Esc");
        hints.insert(0, hint("Esc", "close, then reveal"));
    }
    hints
}

/// Which letter is which thing, in as many columns as it takes.
struct Legend {
    rows: u16,
    columns: u16,
}

impl Legend {
    fn of(asked: &Asked, width: u16, most: u16) -> Legend {
        let count = u16::try_from(asked.things.len()).unwrap_or(u16::MAX);
        let columns = (width / 24).clamp(1, 4);
        let columns =
            (1..=columns).find(|columns| count.div_ceil(*columns) <= most).unwrap_or(columns);
        Legend { rows: count.div_ceil(columns).min(most.max(1)), columns }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, asked: &Asked, look: &Look) {
        let wide = (area.width.saturating_sub(2) / self.columns).min(60);
        for (at, thing) in asked.things.iter().enumerate() {
            let place = u16::try_from(at).unwrap_or(u16::MAX);
            let (column, y) = (place / self.rows.max(1), place % self.rows.max(1));
            if column >= self.columns {
                break;
            }
            let x = 2 + column * wide;
            write(buffer, area, (x, y), &letter(at), look.bold(Role::Accent));
            let label = look.shorten(&thing.label, usize::from(wide.saturating_sub(5)));
            write(buffer, area, (x + 3, y), &label, look.style(Role::Text));
        }
    }
}
