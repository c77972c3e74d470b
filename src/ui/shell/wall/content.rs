//! What a wall has to say: the question, how to answer it, and at most nine lines below.

use crate::reader::Reader;
use crate::session::block::{Block, Line};
use crate::session::{Seen, activities};

/// The most lines of content on a wall: more cannot be read from the back.
const LINES: usize = 9;

/// What stands between the top of a wall and its foot.
#[derive(Default)]
pub(super) struct Content {
    /// The question.
    pub(super) heading: String,
    /// Whether the question may take as many lines as there is room for.
    pub(super) alone: bool,
    /// What else the prompt says: it goes first when there is no room.
    pub(super) explained: Vec<Block>,
    /// What there is to see.
    pub(super) body: Vec<Block>,
    /// Who will see what is given now, in words.
    pub(super) privacy: Option<Block>,
}

impl Content {
    /// The content of the present place.
    pub(super) fn of(seen: &Seen, reader: &Reader) -> Content {
        let page = activities::page(seen, &seen.at, reader);
        let mut prompt = page.prompt;
        let is_heading = matches!(prompt.first(), Some(Block::Heading(_) | Block::Text(_)));
        let heading = match is_heading.then(|| prompt.remove(0)) {
            Some(Block::Heading(words) | Block::Text(words)) => words,
            _ => String::new(),
        };
        let body = at_most(LINES, page.blocks);
        let (alone, privacy) = (page.alone, page.privacy.map(Block::text));
        Content { heading, alone, explained: prompt, body, privacy }
    }
}

/// The first lines of the blocks, and how many more there are where a list was cut.
fn at_most(lines: usize, blocks: Vec<Block>) -> Vec<Block> {
    let mut left = lines;
    let mut kept = Vec::new();
    for mut block in blocks {
        if left == 0 {
            break;
        }
        let count = length(&block);
        let more = (count > left).then(|| shorten(&mut block, left));
        left = left.saturating_sub(count);
        kept.push(block);
        kept.extend(more.map(|more| Block::Lines(vec![Line::item(format!("and {more} more"))])));
    }
    kept
}

fn length(block: &Block) -> usize {
    match block {
        Block::Lines(lines) => lines.len(),
        Block::Bars(bars) => bars.len(),
        Block::Trends(trends) => trends.len(),
        Block::Grid(grid) => grid.rows.len(),
        // Below the names there is always room to say what they come to.
        Block::Plane(plane) => plane.spots.len().min(LINES - 2),
        Block::Ledger(ledger) => ledger.rows.len() + ledger.total.iter().len(),
        Block::Heading(_) | Block::Text(_) | Block::Digits(_) => 1,
    }
}

/// Keeps so many lines of a list, with one of them for the rest; answers how many that are. What
/// amounts add up to stays.
fn shorten(block: &mut Block, lines: usize) -> usize {
    let keep = lines.saturating_sub(1);
    let cut = |length: usize| length.saturating_sub(keep);
    match block {
        Block::Lines(list) => (cut(list.len()), list.truncate(keep)).0,
        Block::Bars(list) => (cut(list.len()), list.truncate(keep)).0,
        Block::Trends(list) => (cut(list.len()), list.truncate(keep)).0,
        Block::Grid(grid) => (cut(grid.rows.len()), grid.rows.truncate(keep)).0,
        Block::Ledger(ledger) => {
            let keep = keep.saturating_sub(ledger.total.iter().len());
            let more = ledger.rows.len().saturating_sub(keep);
            ledger.rows.truncate(keep);
            ledger.parts.truncate(keep);
            more
        }
        Block::Heading(_) | Block::Text(_) | Block::Digits(_) | Block::Plane(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::block::Ledger;

    fn list(count: usize) -> Block {
        Block::Lines((0..count).map(|at| Line::item(at.to_string())).collect())
    }

    #[test]
    fn nine_lines_stay_and_the_rest_is_counted() {
        assert_eq!(at_most(9, vec![list(9)]), [list(9)]);
        let more = |more: usize| Block::Lines(vec![Line::item(format!("and {more} more"))]);
        assert_eq!(at_most(9, vec![list(12)]), [list(8), more(4)]);
        assert_eq!(
            at_most(9, vec![Block::text("So:"), list(9), list(2)]),
            [Block::text("So:"), list(7), more(2)]
        );
    }

    #[test]
    fn what_amounts_add_up_to_is_never_cut() {
        let rows: Vec<_> = (0..12).map(|at| (at.to_string(), "€1".to_owned())).collect();
        let total = Some(("Pot".to_owned(), "€12".to_owned()));
        let ledger = |rows: &[(String, String)]| {
            let (rows, total) = (rows.into(), total.clone());
            Block::Ledger(Ledger { rows, total, ..Ledger::default() })
        };
        let cut = at_most(9, vec![ledger(&rows)]);
        assert_eq!(cut[0], ledger(&rows[..7]));
    }
}
