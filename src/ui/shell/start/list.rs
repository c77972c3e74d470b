//! The start screen drawn: the rows of the list, with what stands beside each title.

use super::{Item, Open, Recent, StartCx, StartScreen};
use crate::session::Glance;
use crate::ui::action::Action;
use crate::ui::shell::frame::MEASURE;
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::popup::Popup;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use crate::when;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// In fewer columns what stands beside a title is said in fewer words.
const ROOMY: u16 = 72;

/// From here on there is room for a sentence in the place of a title.
const WIDE: u16 = 84;

impl StartScreen {
    /// Paints it and answers where the cursor belongs.
    pub fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) -> Option<Position> {
        buffer.set_style(screen, cx.look.style(Role::Text));
        let wide = screen.width.min(MEASURE);
        let x = screen.x + (screen.width - wide) / 2;
        let area = Rect { x, width: wide, ..screen };
        if area.width < 40 || area.height < 10 {
            let words = "groundswell needs a larger terminal";
            write(buffer, area, (0, 0), words, cx.look.bold(Role::Text));
            return None;
        }
        let top = if area.height >= 22 { 3 } else { 1 };
        head(Rect { y: area.y + top, height: 1, ..area }, buffer, cx);
        let body = Rect {
            x: area.x + 3,
            y: area.y + top + 3,
            width: area.width.saturating_sub(6),
            height: area.height.saturating_sub(top + 5),
        };
        let cursor = self.body(body, area, buffer, cx);
        let high = area.height.min(3);
        self.footer(Rect { y: area.bottom() - high, height: high, ..area }, buffer, cx);
        cursor
    }

    fn body(
        &self,
        body: Rect,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &StartCx<'_>,
    ) -> Option<Position> {
        match &self.open {
            Open::New => return self.new.render(body, buffer, cx),
            Open::From => return self.from.as_ref()?.render(body, buffer, cx),
            Open::Nothing | Open::Title(..) | Open::Help | Open::Themes(_) | Open::Notice(_) => {}
        }
        let mut cursor = self.list(body, buffer, cx);
        match &self.open {
            Open::Title(_, line) => {
                let popup = Popup { title: "Another title", width: 60, height: 1 };
                popup.render(screen, buffer, cx.look, |area, buffer| {
                    cursor = Some(line.render(area, buffer, cx.look));
                });
            }
            Open::Help => self.help(screen, buffer, cx),
            Open::Themes(themes) => themes.paint(screen, buffer, cx.look),
            Open::Notice(notice) => notice.paint(screen, buffer, cx.look),
            Open::Nothing | Open::New | Open::From => {}
        }
        cursor
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
            area = below(area, 2);
        }
        let chosen = self.cursor.row(&items);
        let first = items.iter().take_while(|item| !matches!(item, Item::Recent(_))).count();
        let (above, others) = items.split_at(first);
        let row = chosen.map_or(0, usize::cast_signed);
        let due = above.iter().any(|item| matches!(item, Item::CheckIn(_)));
        self.rows(above, row, &beginnings(area.width, due), area, buffer, cx);
        let used = u16::try_from(first).unwrap_or(0) + u16::from(first > 0);
        let rest = below(area, used);
        self.how_many_away(rest, buffer, cx);
        if others.is_empty() {
            self.nothing_yet(rest, buffer, cx);
            return cursor;
        }
        let word = if self.away { "Put away" } else { "Recent" };
        write(buffer, rest, (2, 0), word, cx.look.style(Role::Dim));
        let row = chosen.map_or(0, usize::cast_signed) - first.cast_signed();
        self.rows(others, row, &recents(area.width), below(rest, 1), buffer, cx);
        if let Some(trace) = cx.look.trace() {
            trace.also_while_typing(area);
        }
        cursor
    }

    fn how_many_away(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let away = self.shelves.away.len();
        if away > 0 && !self.away {
            let words = format!(" {away} put away");
            let x = area.width.saturating_sub(u16::try_from(words.len() + 1).unwrap_or(0));
            let used = write(buffer, area, (x, 0), "v", cx.look.style(Role::Key));
            write(buffer, area, (x + used, 0), &words, cx.look.style(Role::Dim));
        }
    }

    fn nothing_yet(&self, area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
        let words = match (&self.filter, self.shelves.here.is_empty()) {
            (Some(_), _) => "No session is called like this.",
            (None, true) => {
                "Groundswell walks a team, in one sitting, from “who owns this?” to goals written \
                 together, one name for each area, one shared pot, and promises with a date. Begin \
                 a session, or look around in the tour."
            }
            (None, false) => return,
        };
        let area = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..below(area, 1) };
        Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
    }

    fn rows(
        &self,
        items: &[Item],
        cursor: isize,
        columns: &[Column<'_>],
        area: Rect,
        buffer: &mut Buffer,
        cx: &StartCx<'_>,
    ) {
        let rows = Rows {
            columns,
            count: items.len(),
            row: |at: usize| self.row(items[at], area.width, cx),
            cursor: usize::try_from(cursor).ok().filter(|row| *row < items.len()),
            marks: false,
            empty: "",
        };
        rows.render(area, buffer, cx.look);
        // Both lists share one cursor.
        if rows.cursor.is_none() {
            rows.trace_rows(area, cursor, cx.look);
        }
    }

    fn row<'a>(&'a self, item: Item, width: u16, cx: &StartCx<'_>) -> Row<'a> {
        let roomy = width >= ROOMY;
        match item {
            Item::New => Row::new().cell("New session"),
            Item::Tour => {
                let words = match width >= WIDE {
                    true => "a finished session to look around in",
                    false => "a finished session",
                };
                Row::new().cell("Take the tour").toned(words, Role::Dim)
            }
            Item::GoOn(at) => {
                let recent = &self.shelf()[at];
                let (state, ago) = state(recent, roomy, cx);
                let out = recent.glance.as_ref().ok().and_then(Glance::out_in_words);
                let words = match (out, roomy) {
                    (Some(out), true) => format!("{}, {out}", state.0),
                    (Some(out), false) => out,
                    (None, true) => format!("{}, {}", state.0, ago.0),
                    (None, false) => state.0,
                };
                Row::new().cell("Go on with").cell(&*recent.title).toned(words, Role::Dim)
            }
            Item::CheckIn(at) => {
                let recent = &self.shelf()[at];
                let (words, role) = due(recent, width, cx);
                Row::new().cell("Check-in of").cell(&*recent.title).toned(words, role)
            }
            Item::Recent(at) => {
                let recent = &self.shelf()[at];
                let (state, next) = state(recent, roomy, cx);
                let out = recent.glance.as_ref().ok().and_then(Glance::out_in_words);
                let next = match (recent.followed, out) {
                    (true, _) => (String::new(), Role::Dim),
                    (false, Some(out)) if !self.is_finished(at) => (out, Role::Text),
                    (false, _) => next,
                };
                Row::new().cell(&*recent.title).toned(state.0, state.1).toned(next.0, next.1)
            }
            Item::Table { at, first } => {
                let (state, ago) = state(&self.shelf()[at], roomy, cx);
                let ago = if self.came_back(at) { "came back".to_owned() } else { ago.0 };
                let title = self.called_below(at);
                match first {
                    true => {
                        let words = match roomy {
                            true => format!("{}, {ago}", state.0),
                            false => state.0,
                        };
                        Row::new().cell("").cell(title).toned(words, Role::Dim)
                    }
                    false => Row::new()
                        .cell(format!("  {title}"))
                        .toned(state.0, state.1)
                        .toned(ago, Role::Dim),
                }
            }
        }
    }
}

fn head(area: Rect, buffer: &mut Buffer, cx: &StartCx<'_>) {
    let used = write(buffer, area, (3, 0), "groundswell", cx.look.bold(Role::Accent));
    let claim = "a plan everyone owns, in one sitting";
    let x = area.width.saturating_sub(claim.len() as u16 + 3).max(used + 6).min(60);
    write(buffer, area, (x, 0), claim, cx.look.style(Role::Dim));
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// What to do, with what, and how far that is.
fn beginnings(width: u16, due: bool) -> [Column<'static>; 3] {
    let state = match width {
        WIDE.. if due => 33,
        ROOMY.. => 28,
        _ => 12,
    };
    [Column::new("", 13, 13, 0), Column::new("", 16, 43, 1), Column::new("", state, state, 0)]
}

/// The title, how far it is, and when it is looked at again.
fn recents(width: u16) -> [Column<'static>; 3] {
    let [state, next] = if width >= ROOMY { [19, 23] } else { [15, 14] };
    [Column::new("", 16, 58, 1), Column::new("", state, state, 0), Column::new("", next, next, 0)]
}

type Toned = (String, Role);

/// How far a session is, and when it was touched or is looked at again.
fn state(recent: &Recent, roomy: bool, cx: &StartCx<'_>) -> (Toned, Toned) {
    let dim = |words: String| (words, Role::Dim);
    match &recent.glance {
        Err(_) => (("cannot be read".into(), Role::Bad), dim(String::new())),
        Ok(glance) if glance.finished => {
            let day = short(cx.reader.day_of(glance.changed), cx);
            (dim(format!("finished {day}")), next(glance, roomy, cx))
        }
        Ok(glance) => {
            let step = format!("step {} of {}", glance.number, glance.of);
            (dim(step), dim(when::ago(glance.changed, cx.now)))
        }
    }
}

/// When it is looked at again: by the day of the week when that is near, and loud when it is over.
fn next(glance: &Glance, roomy: bool, cx: &StartCx<'_>) -> Toned {
    let Some(date) = glance.next else { return (String::new(), Role::Dim) };
    let today = cx.reader.today;
    let days = date.since(today).map_or(0, |span| span.get_days());
    let (words, role) = match days {
        ..0 => (format!("was due {}", short(date, cx)), Role::Warn),
        0 => ("due today".to_owned(), Role::Warn),
        1..7 => (format!("due {}", date.strftime("%A")), Role::Text),
        _ => (short(date, cx), Role::Dim),
    };
    (if roomy { format!("check-in {words}") } else { words }, role)
}

/// When a check-in is due, and which key makes it.
fn due(recent: &Recent, width: u16, cx: &StartCx<'_>) -> Toned {
    let days = recent.check_in(cx.reader.today).unwrap_or(0);
    let date = recent.glance.as_ref().ok().and_then(|glance| glance.next);
    let when = match days {
        ..0 => format!("was due {}", date.map(|date| short(date, cx)).unwrap_or_default()),
        0 => "is due today".to_owned(),
        1 => "is due tomorrow".to_owned(),
        days => format!("is due in {days} days"),
    };
    let role = if days > 0 { Role::Text } else { Role::Warn };
    let enter = cx.keymap.key_for(Action::Open).unwrap_or_default();
    let words = match width {
        WIDE.. => format!("{when}: {enter} makes it"),
        ROOMY.. => when,
        _ => when.replace("is due ", "").replace("was due", "was"),
    };
    (words, role)
}

/// "3 Dec": the day of the week says nothing weeks away.
fn short(date: Date, cx: &StartCx<'_>) -> String {
    let full = cx.reader.date(date);
    full.split_once(' ').map_or(full.clone(), |(_, rest)| rest.to_owned())
}
