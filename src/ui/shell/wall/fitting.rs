//! What stands how large on a wall: content goes before the question, the question before the clock,
//! and everything before it is cut.

use super::content::Content;
use super::foot::Foot;
use super::pieces::{self, Piece, Size, piece};
use crate::session::block::Block;
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::lettering::{Face, Lettering};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One way a wall may look.
#[derive(Clone, Copy, Debug)]
struct Way {
    /// The letters of the question, the best first.
    faces: &'static [Face],
    /// How large the explanation is; nothing when it is left out.
    explained: Option<Size>,
    /// How large the content is.
    body: Size,
    /// So many of its blocks are that large; those behind are text.
    first: usize,
    /// Whether the ends of labels beside large bars may go.
    shortened: bool,
}

/// Letters that are larger than any content.
const LARGER: &[Face] = &[Face::Block, Face::Tall];

/// Letters that are drawn, the largest first.
const DRAWN: &[Face] = &[Face::Block, Face::Tall, Face::Small];

/// The ways a wall may look, the best first, and within a group those that may as well give way to
/// a large clock. The content goes before the explanation, and what is said first before what is
/// said last.
fn ways(body: &[Block]) -> Vec<Vec<Way>> {
    let way =
        |faces, explained, body, first| Way { faces, explained, body, first, shortened: false };
    let all = |faces, explained, size| way(faces, explained, size, body.len());
    let large = |pitch| Size::Large(pitch);
    let mut ways = vec![
        vec![
            all(LARGER, Some(large(4)), large(4)),
            all(LARGER, Some(large(3)), large(3)),
            all(LARGER, Some(Size::Plain), large(4)),
            all(LARGER, Some(Size::Plain), large(3)),
            all(LARGER, None, large(4)),
            all(LARGER, None, large(3)),
        ],
        vec![all(&[Face::Small], Some(Size::Plain), large(3)), all(&[Face::Small], None, large(3))],
    ];
    let stacked = |explained| all(DRAWN, explained, Size::Stacked);
    ways.push(vec![stacked(Some(Size::Plain)), stacked(None)]);
    // Things that are compared stand alike: none of them is larger than the next.
    let compared = body.iter().filter(|block| matches!(block, Block::Trends(_))).count() > 1;
    let splits = |first: &usize| !compared && !announces(&body[first - 1]);
    for first in (1..body.len()).rev().filter(splits) {
        for size in [large(3), Size::Stacked] {
            let so_many = |explained| way(DRAWN, explained, size, first);
            ways.push(vec![so_many(Some(Size::Plain)), so_many(None)]);
        }
    }
    if let Some(Block::Bars(_)) = body.first() {
        let one = |faces| Way { shortened: true, ..way(faces, None, large(3), 1) };
        ways.push(vec![one(DRAWN)]);
    }
    ways.push(vec![all(&Face::HEADINGS, Some(Size::Plain), Size::Plain)]);
    ways.push(vec![all(&Face::HEADINGS, None, Size::Plain)]);
    // Where nothing is below, the explanation is the content.
    let makes_sense = |way: &Way| !body.is_empty() || way.explained == Some(way.body);
    ways.iter_mut().for_each(|group| group.retain(makes_sense));
    ways
}

/// What a block says, if that is one thing.
fn words(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(words) | Block::Text(words) | Block::Digits(words) => Some(words),
        Block::Lines(lines) if lines.len() == 1 => Some(&lines[0].text),
        _ => None,
    }
}

/// Whether a block is only said for the sake of the next.
fn announces(block: &Block) -> bool {
    match block {
        // A sentence stands for itself.
        Block::Heading(words) => !words.ends_with('.'),
        Block::Text(words) => words.ends_with(':'),
        _ => false,
    }
}

/// A wall that fits.
pub(super) struct Fitted {
    /// Whether the clock is large.
    pub(super) large_foot: bool,
    heading: Lettering,
    body: Vec<Piece>,
    area: Rect,
}

/// The first way in which everything fits; else all that can be shown as text.
pub(super) fn fitted(content: &Content, foot: &Foot, area: Rect, look: &Look) -> Fitted {
    let above = |large_foot| {
        let height = area.height.saturating_sub(foot.height(large_foot, area));
        Rect { height, ..area }
    };
    let feet = [true, false].into_iter().filter(|large| !large || foot.can_be_large(area, look));
    for group in ways(&content.body) {
        for large_foot in feet.clone() {
            let area = above(large_foot);
            let mut fitted = group.iter().filter_map(|way| as_in(content, *way, area, look));
            if let Some((heading, body)) = fitted.next() {
                return Fitted { large_foot, heading, body, area };
            }
        }
    }
    let way = Way { faces: &[], explained: None, body: Size::Plain, first: 0, shortened: false };
    let heading = Lettering::plain(&content.heading, area.width);
    let body = pieces(content, way, area, look).unwrap_or_default();
    Fitted { large_foot: false, heading, body, area: above(false) }
}

/// Question and content in one way, if they fit.
fn as_in(content: &Content, way: Way, area: Rect, look: &Look) -> Option<(Lettering, Vec<Piece>)> {
    let body = pieces(content, way, area, look)?;
    let lettering = |face: &Face| match content.alone {
        true => Lettering::of_lines(&content.heading, *face, (area.width, usize::MAX), look),
        false => Lettering::of(&content.heading, *face, area.width, look),
    };
    let heading = |body_height: u16| {
        let room = area.height.checked_sub(body_height)?;
        way.faces.iter().filter_map(lettering).find(|heading| heading.height() <= room)
    };
    // A smaller question is worth the air between the lines, but not one that is no larger.
    let airy = heading(airy_height(&body)).filter(Lettering::is_drawn);
    let heading = airy.or_else(|| heading(height(&body)))?;
    Some((heading, body))
}

/// The blocks as they look in this way; nothing when one has no room or no letters in it.
fn pieces(content: &Content, way: Way, area: Rect, look: &Look) -> Option<Vec<Piece>> {
    let explained = content.explained.iter().filter_map(|block| Some((block, way.explained?)));
    let sized = |(index, block)| (block, if index < way.first { way.body } else { Size::Plain });
    let body = content.body.iter().enumerate().map(sized);
    let whole = if way.first < content.body.len() { Size::Plain } else { way.body };
    let privacy = content.privacy.iter().map(|block| piece(block, true, whole, area, look));
    let open = explained.chain(body).map(|(block, size)| match way.shortened {
        true if size != Size::Plain => pieces::shortened(block, area, look),
        _ => piece(block, false, size, area, look),
    });
    open.chain(privacy).collect()
}

/// The rows of all pieces, with one of air before each.
fn height(body: &[Piece]) -> u16 {
    body.iter().map(|piece| piece.height() + 1).sum()
}

/// The same with air between the lines.
fn airy_height(body: &[Piece]) -> u16 {
    body.iter().map(|piece| piece.airy_height() + 1).sum()
}

impl Fitted {
    /// The question and the first words below it, where they are drawn and no longer text.
    pub(super) fn drawn(&self, content: &Content) -> Vec<String> {
        let heading = self.heading.is_drawn().then(|| content.heading.clone());
        let is_drawn = self.body.iter().any(|piece| !matches!(piece, Piece::Text { .. }));
        let said: Vec<&str> = content.body.iter().map_while(words).take(2).collect();
        let first = (is_drawn && !said.is_empty()).then(|| said.join(" "));
        heading.into_iter().chain(first).filter(|words| !words.contains('\n')).collect()
    }

    /// Paints question and content; the rows that are left are air.
    pub(super) fn render(&self, buffer: &mut Buffer, look: &Look) {
        self.heading.render(self.area, buffer, look, Role::WallHeading);
        let used = self.heading.height();
        let left = |body: u16| self.area.height.saturating_sub(used + body);
        let below = (left(airy_height(&self.body)) / 2).min(2);
        let (mut y, mut free) = (used + below, left(height(&self.body) + below));
        for piece in &self.body {
            y += 1;
            let down = y.min(self.area.height);
            let rest = Rect { y: self.area.y + down, height: self.area.height - down, ..self.area };
            let taken = piece.render(rest, free, buffer, look);
            free -= taken.saturating_sub(piece.height()).min(free);
            y += taken;
        }
    }
}
