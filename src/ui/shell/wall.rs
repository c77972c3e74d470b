//! The wall: what the room sees of the present step, for the back row. No keys, no cursor, no
//! notes, and nothing but what is in the projection for the room.

use crate::reader::Reader;
use crate::session::block::{Block, Countdown};
use crate::session::{Seen, activities};
use crate::text::width;
use crate::ui::activities::care::picture;
use crate::ui::blocks::{Manner, paint};
use crate::ui::look::Look;
use crate::ui::shell::frame;
use crate::ui::theme::Role;
use crate::ui::widgets::digits::Digits;
use crate::ui::widgets::write;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The most lines of content on a wall.
const LINES: usize = 9;

/// Paints the wall.
pub fn render(
    seen: &Seen,
    screen: Rect,
    buffer: &mut Buffer,
    look: &Look,
    reader: &Reader,
    now: Timestamp,
) {
    let screen = screen.intersection(buffer.area);
    let page = activities::page(seen, &seen.at, reader);
    let wide = screen.width.min(frame::MEASURE);
    let indent = (screen.width - wide) / 2 + 4.min(wide / 8);
    let area = Rect {
        x: screen.x + indent,
        y: screen.y + 2.min(screen.height),
        width: wide.saturating_sub(2 * 4.min(wide / 8)),
        height: screen.height.saturating_sub(5),
    };
    let used = heading(&page.prompt, area, buffer, look);
    let down = (used + 1 + u16::from(screen.height > 30)).min(area.height);
    let body = Rect { y: area.y + down, height: area.height - down, ..area };
    let blocks: Vec<Block> = page.blocks.into_iter().map(short).collect();
    // While something is counted, the seconds have their row at least.
    let countdown =
        page.countdown.filter(|it| !matches!(it, Countdown::Silence(end) if *end <= now));
    let kept = if countdown.is_some() { 2.min(body.height) } else { 0 };
    let upper = Rect { height: body.height - kept, ..body };
    let used = (paint(&blocks, upper, buffer, look, Manner::WALL) + 1).min(body.height);
    let lower = Rect { y: body.y + used, height: body.height - used, ..body };
    counted(countdown, lower, buffer, look, now);
    let line = Rect { y: screen.bottom().saturating_sub(2), height: 2.min(screen.height), ..area };
    foot(seen, page.privacy, line, buffer, look, now);
}

/// The question: its first line in block letters where the terminal has the room.
fn heading(prompt: &[Block], area: Rect, buffer: &mut Buffer, look: &Look) -> u16 {
    let Some(Block::Heading(first) | Block::Text(first)) = prompt.first() else { return 0 };
    let large = Digits { text: first, role: Role::WallHeading, centred: false };
    let roomy = area.height >= 24 && large.height(area, look) > 1;
    let mut used = 0;
    if roomy {
        large.render(area, buffer, look);
        used = large.height(area, look) + 1;
    }
    let mut rest: Vec<Block> = prompt.iter().skip(usize::from(roomy)).cloned().collect();
    if let (false, Some(Block::Text(words))) = (roomy, rest.first().cloned()) {
        rest[0] = Block::Heading(words);
    }
    let below = Rect {
        y: area.y + used.min(area.height),
        height: area.height.saturating_sub(used),
        ..area
    };
    used + paint(&rest, below, buffer, look, Manner::WALL)
}

/// What is left of a silence or a talk, large. A silence is over when it is; a talk stands at zero
/// until somebody ends it.
fn counted(
    countdown: Option<Countdown>,
    area: Rect,
    buffer: &mut Buffer,
    look: &Look,
    now: Timestamp,
) {
    match countdown {
        Some(Countdown::Silence(until)) => {
            picture::silence(Some(until), now, area, buffer, look);
        }
        Some(Countdown::Talk(until)) => {
            let left = until.as_second() - now.as_second();
            let words = frame::words(left.max(0));
            let role = if left > 0 { Role::WallHeading } else { Role::Warn };
            Digits { text: &words, role, centred: false }.render(area, buffer, look);
        }
        None => {}
    }
}

/// Nine lines at the most: more cannot be read from the back.
fn short(block: Block) -> Block {
    match block {
        Block::Lines(mut lines) => {
            lines.truncate(LINES);
            Block::Lines(lines)
        }
        Block::Bars(mut bars) => {
            bars.truncate(LINES);
            Block::Bars(bars)
        }
        Block::Grid(mut grid) => {
            grid.rows.truncate(LINES);
            Block::Grid(grid)
        }
        other => other,
    }
}

fn foot(
    seen: &Seen,
    privacy: Option<&str>,
    line: Rect,
    buffer: &mut Buffer,
    look: &Look,
    now: Timestamp,
) {
    if let Some(words) = privacy {
        write(buffer, line, (0, 0), words, look.style(Role::Dim));
    }
    if seen.clock.started.is_some() && seen.finished.is_none() {
        // How far behind we are is not for the wall: there the clock stops at zero.
        let left = frame::words(seen.left_here(now).max(0));
        let x = line.width.saturating_sub(u16::try_from(width(&left)).unwrap_or(0));
        write(buffer, line, (x, 0), &left, look.bold(Role::Text));
    }
}
