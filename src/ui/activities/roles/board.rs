//! The board: areas in aligned columns, how many are settled, and what was said of the one at the
//! cursor.

use crate::session::activities::care::{Cared, Proposal};
use crate::session::areas::{Answer, Part, Standing};
use crate::session::{Area, Id, Session, Viewer};
use crate::text::{width, wrap};
use crate::ui::activities::care::{for_the_facilitator, picture};
use crate::ui::blocks;
use crate::ui::forms::lines::LineField;
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::MEASURE;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Names longer than this do not push the functions beside them further out.
const NAME: usize = 12;
/// Below this width those who are consulted stand under the list only.
const CONSULTED: u16 = 66;
/// From this width on those who are informed have a column.
const INFORMED: u16 = 96;
/// The cells that care takes: bars, and how many care.
const CARE: u16 = 13;
/// The columns of a bar beside everything else.
const BARS: usize = 5;
/// The rows under the list: an empty one, the counts.
const COUNTS: u16 = 2;

/// Paints the board, and answers where the cursor of an open line is.
pub(super) fn render(
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
    cursor: Option<usize>,
    adding: Option<&LineField>,
) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let line = u16::from(adding.is_some());
    let wanted = u16::try_from(cx.seen.areas.len() + 1).unwrap_or(u16::MAX);
    let height = wanted.min(area.height.saturating_sub(line + COUNTS)).max(area.height.min(1));
    list(Rect { height, ..area }, buffer, cx, cursor);
    let below = below(area, height);
    let position = adding.map(|field| {
        let x = area.x.saturating_add(2).min(area.right());
        let field_area = Rect { x, height: below.height.min(1), width: area.right() - x, ..below };
        field.render(field_area, buffer, cx.look)
    });
    let foot = self::below(below, line);
    counts(foot, buffer, cx);
    if let Some(at) = cursor.and_then(|row| cx.seen.areas.get(row)) {
        said(self::below(foot, COUNTS + 1), buffer, cx, at);
    }
    position
}

/// Paints who cares for what while nobody speaks, with the seconds that are left.
pub(super) fn render_silence(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, cursor: Option<usize>) {
    let Some((_, care)) = cx.seen.care() else { return };
    let indented = |rows: u16| {
        let at = below(area, rows);
        Rect { x: at.x + 2.min(at.width), width: at.width.saturating_sub(2), ..at }
    };
    let mut used = picture::areas(care, cursor, area, buffer, cx) + 1;
    used += picture::line(care, indented(used), buffer, cx) + 1;
    picture::silence(care.silence, cx.now, indented(used), buffer, cx.look);
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

fn list(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, cursor: Option<usize>) {
    let care = cx.seen.care().map(|(_, care)| care);
    let parts = parts(area.width, care.is_some());
    // Names of areas are what the room reads; whatever is cut stands in full below the list.
    let longest = cx.seen.areas.iter().map(|area| width(&area.name)).max().unwrap_or(0);
    let longest = u16::try_from(longest).unwrap_or(u16::MAX).clamp(20, 34);
    let least = if area.width < CONSULTED { 12 } else { longest.min(22) };
    let mut columns =
        vec![Column::new("Area", least, longest, 6), Column::new("Accountable", 20, 34, 2)];
    columns.extend(parts.iter().map(|part| match part {
        Part::Doing => Column::new("Doing", 8, 28, 2),
        Part::Consulted => Column::new("Consulted", 9, 28, 2),
        Part::Informed => Column::new("Informed", 8, 28, 2),
    }));
    if care.is_some() {
        columns.push(Column::new("Care", CARE, CARE, 0));
    }
    let names = names(cx.seen);
    let asks = *cx.seen.viewer() == Viewer::Facilitator && !cx.seen.is_solo();
    let proposal = asks.then(|| Proposal::of(cx.seen).ok());
    let proposal = proposal.flatten();
    let row = |at: usize| {
        let area = &cx.seen.areas[at];
        let first = proposal.as_ref().and_then(|proposal| proposal.lead(&area.id));
        let (owner, role) = owner(area, names, first, cx);
        let start = Row::new().cell(area.name.as_str()).toned(owner, role);
        let row =
            parts.iter().fold(start, |row, part| match cx.seen.names_in(area, *part).as_slice() {
                [] => row.toned(cx.look.signs.dash, Role::Dim),
                names => row.cell(names.join(", ")),
            });
        match care {
            Some(care) => row.toned(cared(&care.cared(&area.id, cx.seen), cx), Role::Accent),
            None => row,
        }
    };
    let empty = "No area yet. a adds one: what has to be looked after, as a verb?";
    let count = cx.seen.areas.len();
    Rows { columns: &columns, count, row, cursor, marks: false, empty }
        .render(area, buffer, cx.look);
}

/// Who does the work and who is asked or told, as far as there is room beside how much they care.
fn parts(width: u16, care: bool) -> &'static [Part] {
    match width.saturating_sub(if care { CARE + 2 } else { 0 }) {
        INFORMED.. => &Part::ALL,
        CONSULTED.. => &[Part::Doing, Part::Consulted],
        ..48 if care => &[],
        _ => &[Part::Doing],
    }
}

/// "▇▇▅ three".
fn cared(cared: &Cared, cx: &Cx<'_>) -> String {
    let bar = picture::bar(cared, BARS, cx.look);
    format!("{bar} {}", cared.word())
}

/// The columns that names take, so that functions stand below each other whoever answers.
fn names(session: &Session) -> usize {
    session.people.iter().map(|person| width(&person.name)).max().unwrap_or(0).clamp(6, NAME)
}

/// "● Ana    Service", "○ nobody yet" (or whom to ask first), "✕ open until 3 Dec".
fn owner(area: &Area, names: usize, first: Option<&Id>, cx: &Cx<'_>) -> (String, Role) {
    let (sign, role) = blocks::sign(area.standing().sign(), cx.look);
    if let Some(who) = first.filter(|_| area.standing() == Standing::Nobody) {
        return (format!("{sign} ask {} first", cx.seen.name_of(who)), Role::Dim);
    }
    let Some(accountable) = &area.accountable else {
        let words = match area.open_until {
            Some(until) => format!("open until {}", cx.reader.date(until)),
            None => "nobody yet".to_owned(),
        };
        return (format!("{sign} {words}"), role);
    };
    let name = padded(cx.seen.name_of(&accountable.who), names, cx.look);
    if cx.seen.owner_left(area) {
        return (format!("{sign} {name} left the room"), Role::Warn);
    }
    let function = cx.seen.person(&accountable.who).map_or("", |person| &person.function);
    (format!("{sign} {name} {function}"), role)
}

fn padded(name: &str, columns: usize, look: &Look) -> String {
    let name = look.shorten(name, columns.max(NAME));
    let gap = columns.saturating_sub(width(&name));
    format!("{name}{}", " ".repeat(gap))
}

/// "2 settled · 1 half · 1 nobody yet · 1 left open", at the right.
fn counts(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let dot = format!(" {} ", cx.look.signs.dot);
    let counted = cx.seen.standings().into_iter().map(|(standing, count)| standing.counted(count));
    let words = counted.collect::<Vec<_>>().join(&dot);
    let words = cx.look.shorten(&words, usize::from(area.width)).into_owned();
    let x = area.width.saturating_sub(u16::try_from(width(&words)).unwrap_or(area.width) + 1);
    write(buffer, area, (x, 1), &words, cx.look.style(Role::Dim));
}

/// What was said of the area at the cursor.
fn said(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, at: &Area) {
    let dot = format!(" {} ", cx.look.signs.dot);
    let about = [labelled("Done when", &at.done), labelled("Replaces", &at.replaces)];
    let goals = at.serves.iter().filter_map(|goal| cx.seen.goal(goal));
    let goals: Vec<&str> = goals.map(|goal| goal.shape.outcome.as_str()).collect();
    let hands = |label, part| labelled(label, &cx.seen.names_in(at, part).join(", "));
    let links = [labelled("Serves", &goals.join(&dot))];
    let lines = [
        about.to_vec(),
        agreed(at, cx),
        vec![hands("Doing", Part::Doing), hands("Consulted", Part::Consulted)],
        vec![hands("Informed", Part::Informed)],
        links.to_vec(),
    ];
    let private = for_the_facilitator(at, cx);
    let lines = lines.iter().filter_map(|parts| {
        let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(&dot))
    });
    let room = usize::from(area.width.saturating_sub(3).clamp(1, MEASURE));
    let rows = private.into_iter().chain(lines).flat_map(|words| wrap(&words, room));
    let mut rows: Vec<String> = rows.collect();
    if rows.len() > usize::from(area.height) {
        rows.truncate(area.height.into());
        // A sentence that goes on says so.
        if let Some(last) = rows.last_mut() {
            *last = format!(
                "{} {}",
                cx.look.shorten(last, room.saturating_sub(2)),
                cx.look.signs.ellipsis
            );
        }
    }
    for (y, words) in (0..).zip(rows) {
        write(buffer, area, (2, y), &words, cx.look.style(Role::Dim));
    }
}

fn labelled(label: &str, words: &str) -> Option<String> {
    (!words.is_empty()).then(|| format!("{label}: {words}"))
}

/// The condition of whoever answers, and the terms.
fn agreed(area: &Area, cx: &Cx<'_>) -> Vec<Option<String>> {
    let Some(accountable) = &area.accountable else { return Vec::new() };
    let condition = match &accountable.answer {
        Answer::Yes => None,
        Answer::YesIf { condition, by } => {
            let name = cx.seen.name_of(&accountable.who);
            Some(format!("{name}, if {condition}, known by {}", cx.reader.date(*by)))
        }
    };
    let money = accountable.may_spend.map(|amount| cx.reader.money(cx.seen.currency, amount));
    let money = money.map(|amount| format!("May spend {amount} unasked"));
    vec![condition, money, labelled("Comes off the list", &accountable.comes_off)]
}
