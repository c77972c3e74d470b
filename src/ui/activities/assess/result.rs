//! After the reveal: the strip of phases with a mark for each function, where people and functions
//! disagree most, how far each function is between the poles, and every statement with its spread.

use crate::methods::likert::Answers;
use crate::session::activities::assess::{self, ANSWERS, Assess, Assessed, Group};
use crate::session::block::{Block, Line};
use crate::session::private::letter;
use crate::text::wrap;
use crate::ui::action::Action;
use crate::ui::blocks::{Manner, paint, painted};
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::column;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// So many rows of statements are worth having below what is said.
const FEWEST: u16 = 4;

/// Paints it. Whoever reads the statements one by one has them whole where there is no room for all:
/// then what is said of them gives way.
pub(super) fn render(
    assess: &Assess,
    assessed: &Assessed,
    cursor: Option<usize>,
    reading: bool,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let indent = 2.min(area.width);
    let inner = Rect { x: area.x + indent, width: area.width - indent, ..area };
    let phases = assess::phases(cx.seen, cx.place, assess, assessed);
    let said = assess::told(cx.seen, cx.place, assess, assessed);
    let strip = (!phases.is_empty()).then_some(Block::Lines(phases));
    let said = Block::Lines(said.into_iter().map(Line::item).collect());
    let needed = u16::try_from(assessed.statements.len() + 3).unwrap_or(u16::MAX);
    let mut blocks: Vec<Block> = strip.into_iter().chain([said]).collect();
    let mut scratch = Buffer::empty(inner);
    let poles = assess::between(cx.seen, cx.place, assessed);
    let whole: Vec<Block> = blocks.iter().cloned().chain(poles).collect();
    let rows = painted(&whole, inner, &mut scratch, cx.look, Manner::CONSOLE).rows;
    if !reading && whole.len() > blocks.len() && rows <= area.height {
        blocks = whole;
    }
    let all = painted(&blocks, inner, &mut scratch, cx.look, Manner::CONSOLE).rows;
    if reading && area.height < all.saturating_add(needed) {
        blocks.pop();
    }
    let used = paint(&blocks, inner, buffer, cx.look, Manner::CONSOLE);
    let down = (used + u16::from(used > 0)).min(area.height);
    let rest = Rect { y: area.y + down, height: area.height - down, ..area };
    if rest.height < FEWEST {
        return there_is_a_list(assessed, below(inner, used), buffer, cx);
    }
    let words = wrap(&by_function(assessed, cursor, cx), usize::from(inner.width.min(90)));
    let kept = u16::try_from(words.len()).unwrap_or(0).min(rest.height - FEWEST + 1);
    let rows = u16::try_from(assessed.statements.len() + 1).unwrap_or(u16::MAX);
    let list = Rect { height: rows.min(rest.height - kept), ..rest };
    table(assessed, cursor, list, buffer, cx);
    let below = Rect { y: list.bottom(), height: kept, ..inner };
    for (y, row) in (0..kept).zip(&words) {
        write(buffer, below, (0, y), row, cx.look.style(Role::Dim));
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// In the last row that is left: what is said takes the room, and the statements are a key away.
fn there_is_a_list(assessed: &Assessed, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let (key, count) = (cx.key(Action::Down), assessed.statements.len());
    let words = format!("{key} shows the {count} statements, each with its answers.");
    let y = area.height.saturating_sub(1).min(1);
    write(buffer, area, (0, y), &words, cx.look.style(Role::Dim));
}

/// Each statement, how it was answered, and its spread drawn.
fn table(assessed: &Assessed, cursor: Option<usize>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let order = assess::order(cx.seen, cx.place);
    let texts = assess::texts(cx.seen, cx.place);
    let row = |at: usize| {
        let place = order[at];
        let answers = &assessed.statements[place].answers;
        let counts = answers.counts().iter().rev();
        counts.fold(
            Row::new()
                .toned(letter(at), Role::Accent)
                .cell(&*texts[place])
                .toned(drawn(answers, cx.look), Role::Accent),
            |row, count| row.cell(count.to_string()),
        )
    };
    let columns = [
        Column::new("", 2, 2, 0),
        Column::new("", 16, 80, 1),
        Column::new("", 3, 3, 0),
        Column::numbers("true", 4),
        Column::numbers(ANSWERS[1], 6),
        Column::numbers("not", 3),
    ];
    let count = order.len();
    Rows { columns: &columns, count, row, cursor, marks: false, empty: "" }
        .render(area, buffer, cx.look);
}

/// A column for each answer, the highest first.
fn drawn(answers: &Answers, look: &Look) -> String {
    let all = answers.number();
    let counts = answers.counts().iter().rev();
    counts.map(|count| column((*count).into(), all.max(1), &look.signs)).collect()
}

/// What each function says of the statement at the cursor.
fn by_function(assessed: &Assessed, cursor: Option<usize>, cx: &Cx<'_>) -> String {
    let order = assess::order(cx.seen, cx.place);
    let Some(place) = cursor.and_then(|row| order.get(row)) else { return String::new() };
    let said = |group: &Group| format!("{} {}", group.name, group.spread(*place));
    let said: Vec<String> = assessed.groups.iter().map(said).collect();
    if said.is_empty() {
        return String::new();
    }
    let row = cursor.map_or_else(String::new, letter);
    format!("{row}, true/partly/not: {}.", said.join(", "))
}
