//! After the reveal: who is asked most and which function asks which, beside each other where there
//! is room, and below them where it hangs on one person. What the wall shows has the accent.

use crate::session::activities::network::{self, Mapped, Network, Part, Reach};
use crate::session::block::{Bar, Block};
use crate::session::private::letter;
use crate::text::{width, wrap};
use crate::ui::blocks::{Manner, paint, sign};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many columns on two parts stand beside each other.
const WIDE: u16 = 70;
/// So many lines about single people are worth having below.
const FEWEST: u16 = 3;
/// From so many columns on bars say how many people a function has.
const HEADS: u16 = 48;
/// The most cells of a number in the grid.
const CELL: u16 = 5;

/// Paints it.
pub(super) fn render(
    network: &Network,
    mapped: &Mapped,
    cursor: Option<usize>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let indent = 2.min(area.width);
    let inner = Rect { x: area.x + indent, width: area.width - indent, ..area };
    let standing = network::standing(cx.seen, cx.place, mapped);
    let foot = wrap(&standing, usize::from(inner.width.min(90)));
    let kept = u16::try_from(foot.len()).unwrap_or(0).min(area.height / 4);
    let below = Rect { y: area.bottom() - kept, height: kept, ..inner };
    for (y, row) in (0..kept).zip(&foot) {
        write(buffer, below, (0, y), row, cx.look.style(Role::Dim));
    }
    if mapped.names == 0 {
        return;
    }
    let gap = u16::from(kept > 0 && area.height > 12);
    let body = Rect { height: area.height - kept - gap, ..area };
    let above = Rect { height: body.height, ..inner };
    if inner.width < WIDE {
        return narrow(network.part, mapped, cursor, body, above, buffer, cx);
    }
    let rows = both(mapped, body.height);
    let down = (rows + 1 + u16::from(body.height > 20)).min(body.height);
    let top = Rect { height: rows, ..above };
    let half = top.width / 2;
    let left = Rect { width: half.saturating_sub(3), ..top };
    let right = Rect { x: top.x + half, width: top.width - half, ..top };
    title(Part::Asked, network.part, left, buffer, cx);
    bars(mapped, lower(left), buffer, cx);
    title(Part::Grid, network.part, right, buffer, cx);
    grid(mapped, lower(right), buffer, cx);
    let rest = Rect { y: body.y + down, height: body.height - down, ..body };
    let head = Rect { y: rest.y, height: rest.height, ..above };
    title(Part::Bridges, network.part, head, buffer, cx);
    list(mapped, cursor, lower(rest), buffer, cx);
}

/// One part alone, as the wall has it.
fn narrow(
    part: Part,
    mapped: &Mapped,
    cursor: Option<usize>,
    area: Rect,
    inner: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    title(part, part, inner, buffer, cx);
    match part {
        Part::Asked => bars(mapped, lower(inner), buffer, cx),
        Part::Grid => grid(mapped, lower(inner), buffer, cx),
        Part::Bridges => list(mapped, cursor, lower(area), buffer, cx),
    }
}

/// How many rows the two parts above take with their titles: what they need, as long as something
/// is left for those below.
fn both(mapped: &Mapped, height: u16) -> u16 {
    let here = mapped.functions.iter().filter(|function| function.people > 0).count();
    let functions = here + 1 + usize::from(here < mapped.functions.len());
    let asked = mapped.named.len() + mapped.functions_asked().len();
    let asked = asked + usize::from(!mapped.named.is_empty());
    let most = height.saturating_sub(FEWEST + 2);
    // Where rows are scarce, names and functions that are asked less give way.
    let spare = if height > 24 { asked.min(functions + 4) } else { 0 };
    let needed = u16::try_from(functions.max(spare) + 1).unwrap_or(u16::MAX);
    needed.min(most)
}

fn lower(area: Rect) -> Rect {
    Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(1), ..area }
}

fn title(part: Part, shown: Part, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let style = match part == shown {
        true => cx.look.bold(Role::Accent),
        false => cx.look.bold(Role::Text),
    };
    write(buffer, area, (0, 0), part.title(), style);
}

fn bars(mapped: &Mapped, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let heads = area.width >= HEADS;
    let groups = |most: usize| network::asked_bars(mapped, most, heads);
    let rows = |groups: &[Vec<Bar>]| {
        groups.iter().map(Vec::len).sum::<usize>() + groups.len().saturating_sub(1)
    };
    let height = usize::from(area.height);
    let fitting = (1..=height).rev().map(groups).find(|groups| rows(groups) <= height);
    let mut groups = fitting.unwrap_or_default();
    // Both groups have the same columns, so that their bars stand below each other.
    let all = || groups.iter().flatten();
    let widest = |words: fn(&Bar) -> &String| all().map(|bar| width(words(bar))).max().unwrap_or(0);
    let (label, aside) = (widest(|bar| &bar.label), widest(|bar| &bar.aside));
    for bar in groups.iter_mut().flatten() {
        bar.label += &" ".repeat(label - width(&bar.label));
        bar.aside += &" ".repeat(aside - width(&bar.aside));
    }
    let blocks: Vec<Block> = groups.into_iter().map(Block::Bars).collect();
    paint(&blocks, area, buffer, cx.look, Manner { airy: false, ..Manner::CONSOLE });
}

/// Those who ask below each other, those who are asked side by side; what is asked within a
/// function is dim, what is asked most stands out.
fn grid(mapped: &Mapped, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let functions = mapped.functions.iter().enumerate();
    let names: Vec<String> =
        functions.map(|(at, function)| network::lettered(at, function)).collect();
    let here = names.iter().zip(&mapped.functions).filter(|(_, it)| it.people > 0);
    let widest = here.map(|(name, _)| width(name)).max().unwrap_or(0);
    let count = u16::try_from(names.len()).unwrap_or(u16::MAX).max(1);
    let least = area.width.saturating_sub(count.saturating_mul(3));
    let name = u16::try_from(widest).unwrap_or(u16::MAX).min(least);
    let cell = (area.width.saturating_sub(name) / count).clamp(2, CELL);
    let column = |at: usize| name + cell * u16::try_from(at).unwrap_or(u16::MAX);
    let put = |buffer: &mut Buffer, at: usize, y: u16, words: &str, style| {
        let pad = cell.saturating_sub(u16::try_from(width(words)).unwrap_or(0));
        write(buffer, area, (column(at).saturating_add(pad), y), words, style);
    };
    write(buffer, area, (3, 0), "asks", cx.look.style(Role::Dim));
    for at in 0..names.len() {
        put(buffer, at, 0, &letter(at), cx.look.style(Role::Accent));
    }
    let across = mapped.grid.iter().enumerate().flat_map(|(row, counts)| {
        counts.iter().enumerate().filter(move |(at, _)| *at != row).map(|(_, count)| *count)
    });
    let most = across.max().unwrap_or(0);
    let rows = mapped.grid.iter().zip(&names).enumerate();
    let here = rows.filter(|(row, _)| mapped.functions[*row].people > 0);
    let mut y = 0;
    for (row, (counts, words)) in here {
        y += 1;
        let words = cx.look.shorten(words, usize::from(name));
        write(buffer, area, (0, y), &words, cx.look.style(Role::Text));
        for (at, count) in counts.iter().enumerate() {
            let (words, style) = match count {
                0 => (cx.look.signs.dot.to_owned(), cx.look.style(Role::Dim)),
                count if at == row => (count.to_string(), cx.look.style(Role::Dim)),
                count if *count == most => (count.to_string(), cx.look.bold(Role::Accent)),
                count => (count.to_string(), cx.look.style(Role::Text)),
            };
            put(buffer, at, y, &words, style);
        }
    }
    let others = network::not_here(mapped).unwrap_or_default();
    let others = cx.look.shorten(&others, usize::from(area.width));
    write(buffer, area, (0, y + 1), &others, cx.look.style(Role::Dim));
}

/// Each line with its sign; the one at the cursor in all its words where its row has no room.
fn list(mapped: &Mapped, cursor: Option<usize>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let reached = network::reached(cx.seen, cx.place, mapped, usize::MAX);
    let aside = reached.iter().map(|reach| width(&reach.line.aside)).max().unwrap_or(0);
    let aside = u16::try_from(aside).unwrap_or(u16::MAX).min(area.width / 3);
    // A narrow screen has the words alone; what stands beside them is told by their sign.
    let aside = if area.width < WIDE { 0 } else { aside };
    let room = area.width.saturating_sub(2 + 1 + 2 + 2 + aside).min(90);
    let measure = usize::from(area.width.saturating_sub(4).min(90));
    let long = |reach: &&Reach| width(&reach.line.text) > usize::from(room);
    let most = reached.iter().filter(long).map(|it| wrap(&it.line.text, measure).len()).max();
    let most = u16::try_from(most.unwrap_or(0)).unwrap_or(0).min(area.height / 3);
    let row = |at: usize| {
        let line = &reached[at].line;
        let (mark, role) = sign(line.sign, cx.look);
        Row::new().toned(mark, role).cell(&*line.text).toned(&*line.aside, Role::Dim)
    };
    let columns = [
        Column::new("", 1, 1, 0),
        Column::new("", room.min(20), room, 1),
        Column::new("", aside, aside, 0),
    ];
    let rows = Rect { height: area.height - most, ..area };
    Rows { columns: &columns, count: reached.len(), row, cursor, marks: false, empty: "" }
        .render(rows, buffer, cx.look);
    let Some(line) = cursor.map(|row| &reached[row].line).filter(|_| most > 0) else { return };
    let below = Rect {
        x: area.x + 2.min(area.width),
        y: rows.bottom(),
        width: area.width.saturating_sub(2),
        height: most,
    };
    for (y, words) in (0..most).zip(wrap(&line.text, measure)) {
        write(buffer, below, (0, y), &words, cx.look.style(Role::Text));
    }
}
