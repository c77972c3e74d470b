//! Who cares for what, drawn: a column for each person who cares at all, as high as they care, and
//! beside it in words how many care and how many can.

use crate::session::Person;
use crate::session::activities::care::{Care, Cared, MOST, told};
use crate::text::{width, wrap};
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::digits::{self, Digits};
use crate::ui::widgets::paragraph::MEASURE;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The most columns of a bar.
const COLUMNS: usize = 12;
/// Below this width the words beside the bars are worth more than their ends.
const ROOMY: u16 = 66;
/// The columns of a bar there.
const FEW: usize = 5;

/// The columns of an area, the highest first; a low line where nobody cares at all.
pub(in crate::ui::activities) fn bar(cared: &Cared, most: usize, look: &Look) -> String {
    let high = |level: &u8| {
        let (part, whole) = look.growing(u64::from((*level).min(MOST)) * 2 + 1, 1);
        look.signs.heights[usize::try_from(part / whole).unwrap_or(0)]
    };
    let columns = cared.levels.iter().filter(|level| **level > 0).take(most);
    let drawn: String = columns.map(high).collect();
    if drawn.is_empty() && !cared.levels.is_empty() { look.signs.heights[1].into() } else { drawn }
}

/// Paints the areas in the order of the list, and answers how many rows that took.
pub(in crate::ui::activities) fn areas(
    care: &Care,
    cursor: Option<usize>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> u16 {
    let cared: Vec<Cared> = cx.seen.areas.iter().map(|it| care.cared(&it.id, cx.seen)).collect();
    let cells = |words: usize| u16::try_from(words).unwrap_or(u16::MAX);
    let most = if area.width < ROOMY { FEW } else { COLUMNS };
    let bars: Vec<String> = cared.iter().map(|cared| bar(cared, most, cx.look)).collect();
    let widest =
        |words: &dyn Fn(usize) -> usize| cells((0..cared.len()).map(words).max().unwrap_or(0));
    let columns = [
        Column::new("", 12, widest(&|at| width(&cx.seen.areas[at].name)).clamp(12, 40), 6),
        Column::new("", 3, widest(&|at| width(&bars[at])).clamp(3, cells(most)), 1),
        Column::new("", 7, widest(&|at| width(&cared[at].cares_words())).max(7), 3),
        Column::new("", 7, widest(&|at| width(&cared[at].can_words())).max(7), 3),
        Column::new("", 0, 40, 1),
    ];
    let row = |at: usize| {
        let (it, cared) = (&cx.seen.areas[at], &cared[at]);
        let role = if cared.cares == 0 { Role::Bad } else { Role::Text };
        Row::new()
            .cell(&*it.name)
            .toned(&*bars[at], Role::Accent)
            .toned(cared.cares_words(), role)
            .cell(cared.can_words())
            .toned(names(cared, cx), Role::Dim)
    };
    let rows = cells(cared.len()).min(area.height);
    let list = Rect { height: rows, ..area };
    Rows {
        columns: &columns,
        count: cared.len(),
        row,
        cursor,
        marks: false,
        empty: "No area yet.",
    }
    .render(list, buffer, cx.look);
    rows
}

/// Those who said that they may be named, whoever looks.
fn names(cared: &Cared, cx: &Cx<'_>) -> String {
    let may = |person: &&Person| cx.seen.may_be_named(&person.id);
    let people = cared.who.iter().filter_map(|who| cx.seen.person(who)).filter(may);
    people.map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// "Crisis: three care, one can. Measuring: nobody yet." Answers how many rows that took.
pub(in crate::ui::activities) fn line(
    care: &Care,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> u16 {
    let Some(words) = told(cx.seen, care) else { return 0 };
    let rows = wrap(&words, usize::from(area.width.min(MEASURE)));
    for (y, row) in (0..area.height).zip(&rows) {
        write(buffer, area, (0, y), row, cx.look.bold(Role::Text));
    }
    u16::try_from(rows.len()).unwrap_or(u16::MAX).min(area.height)
}

/// The seconds until then, as large as there is room, while nobody speaks.
pub(in crate::ui) fn silence(
    until: Option<Timestamp>,
    now: Timestamp,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look,
) {
    let Some(until) = until.filter(|until| *until > now) else { return };
    let left = until.duration_since(now).as_millis().max(0).unsigned_abs().div_ceil(1_000);
    let text = left.to_string();
    let gap = u16::from(area.height > digits::HEIGHT);
    let place = Rect { y: area.y + gap, height: area.height - gap, ..area };
    let digits = Digits { text: &text, role: Role::WallHeading, centred: false };
    digits.render(place, buffer, look);
    let high = digits.height(place, look);
    let beside = if high > 1 { 18 } else { 3 };
    let words = if left == 1 { "second of silence" } else { "seconds of silence" };
    write(buffer, place, (beside, high - 1), words, look.style(Role::Dim));
}
