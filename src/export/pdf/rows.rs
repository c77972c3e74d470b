//! Cells side by side: a row of a table, an item of a list.

use super::flow::{Drawn, Mark, Slab};
use super::paper::Paper;
use super::setting::Set;
use super::tree::Node;

/// What stands in one cell.
pub(super) struct Cell {
    x: f32,
    width: f32,
    lines: Vec<Set>,
    node: Option<Node>,
    /// Whether its words end at the right.
    flush: bool,
    /// What is drawn in its first line, from the cell's upper left.
    drawn: Vec<Mark>,
}

impl Cell {
    pub(super) fn words(x: f32, width: f32, node: Option<Node>, lines: Vec<Set>) -> Cell {
        Cell { x, width, lines, node, flush: false, drawn: Vec::new() }
    }

    pub(super) fn drawn(x: f32, marks: Vec<Mark>) -> Cell {
        Cell { drawn: marks, ..Cell::words(x, 0.0, None, Vec::new()) }
    }

    pub(super) fn flush(self, flush: bool) -> Cell {
        Cell { flush, ..self }
    }

    fn place(&self, line: &Set) -> f32 {
        let right = (self.width - line.width).max(0.0);
        self.x + if self.flush { right } else { line.indent(self.width) }
    }
}

/// The cells with this much room above and below, as one slab, or line by line where no page
/// could hold them.
pub(super) fn row(cells: Vec<Cell>, room: f32, air: f32, paper: Paper) -> Vec<Slab> {
    let height = |cell: &Cell| cell.lines.iter().map(|line| line.leading).sum::<f32>();
    let tallest = cells.iter().map(height).fold(0.0, f32::max);
    if tallest + 2.0 * room > paper.depth() * 0.8 {
        return line_by_line(&cells, room, air);
    }
    let mut marks = Vec::new();
    for cell in cells {
        marks.extend(cell.drawn.iter().cloned().map(|mark| mark.moved(cell.x, room)));
        if cell.lines.is_empty() && cell.node.is_some() {
            marks.push(nothing(cell.node));
        }
        let mut y = room;
        for line in &cell.lines {
            let at = (cell.place(line), y + line.baseline);
            y += line.leading;
            marks.push(Mark { at, what: Drawn::Words(line.clone()), node: cell.node });
        }
    }
    vec![Slab { height: tallest + 2.0 * room, air, marks, ..Slab::default() }]
}

/// A cell that is empty is one all the same.
fn nothing(node: Option<Node>) -> Mark {
    let set = Set { pieces: Vec::new(), width: 0.0, leading: 0.0, baseline: 0.0, to_left: false };
    Mark { at: (0.0, 0.0), what: Drawn::Words(set), node }
}

fn line_by_line(cells: &[Cell], room: f32, air: f32) -> Vec<Slab> {
    let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    let mut slabs = Vec::new();
    for at in 0..count {
        let lines = || cells.iter().filter_map(|cell| Some((cell, cell.lines.get(at)?)));
        let above = if at == 0 { room } else { 0.0 };
        let below = if at + 1 == count { room } else { 0.0 };
        let tallest = lines().map(|(_, line)| line.leading).fold(0.0, f32::max);
        let mark = |(cell, line): (&Cell, &Set)| Mark {
            at: (cell.place(line), above + line.baseline),
            what: Drawn::Words(line.clone()),
            node: cell.node,
        };
        let mut marks: Vec<Mark> = lines().map(mark).collect();
        if at == 0 {
            for cell in cells {
                marks.extend(cell.drawn.iter().cloned().map(|mark| mark.moved(cell.x, room)));
                if cell.lines.is_empty() && cell.node.is_some() {
                    marks.push(nothing(cell.node));
                }
            }
        }
        let air = if at == 0 { air } else { 0.0 };
        slabs.push(Slab { height: above + tallest + below, air, marks, ..Slab::default() });
    }
    slabs
}
