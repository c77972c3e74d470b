//! The foot of the wall: when everything ends, the time that is left in this step, and which
//! session this is. How late it is never stands here.

use super::Wall;
use crate::session::block::Countdown;
use crate::session::{Seen, activities};
use crate::text::width;
use crate::ui::activities::care::picture;
use crate::ui::look::Look;
use crate::ui::shell::frame;
use crate::ui::theme::Role;
use crate::ui::widgets::digits::Digits;
use crate::ui::widgets::lettering::{Face, Lettering};
use crate::ui::widgets::write;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// From so many rows on there may be room for large digits.
const ROOMY: u16 = 28;

/// In fewer rows what is counted down is text.
const LOW: u16 = 18;

/// The foot.
#[derive(Default)]
pub(super) struct Foot {
    title: String,
    ends: Option<String>,
    time: Option<(String, Role)>,
    /// What is counted down, and the time now.
    countdown: Option<(Countdown, Timestamp)>,
}

impl Foot {
    /// The foot of what the room sees now.
    pub(super) fn of(seen: &Seen, wall: &Wall<'_>) -> Foot {
        let title = wall.says.unwrap_or(&seen.title).to_owned();
        if seen.finished.is_some() {
            return Foot { title, ..Foot::default() };
        }
        let time = seen.clock.started.map(|_| time(seen, wall.now));
        let ends = format!("ends {}", wall.reader.time(seen.ends(wall.now)));
        let countdown = activities::countdown(seen, &seen.at).map(|it| (it, wall.now));
        Foot { title, ends: Some(ends), time, countdown }
    }

    /// The rows it takes in an area, with one of air above. A silence keeps its rows when it is
    /// over, so that nothing moves that the room is looking at.
    pub(super) fn height(&self, large: bool, area: Rect) -> u16 {
        let clock = if large { Face::Block.rows() + 2 } else { 2 };
        clock + self.counted(area)
    }

    fn counted(&self, area: Rect) -> u16 {
        match self.countdown {
            Some(_) if area.height >= LOW => Face::Block.rows() + 1,
            Some(_) => 1,
            None => 0,
        }
    }

    /// Whether large digits have room in an area at all.
    pub(super) fn can_be_large(&self, area: Rect, look: &Look) -> bool {
        area.height >= ROOMY && self.large(area, look).is_some()
    }

    fn large(&self, area: Rect, look: &Look) -> Option<(Lettering, Lettering)> {
        let ((time, _), ends) = (self.time.as_ref()?, self.ends.as_ref()?);
        let ends = Lettering::in_a_line(ends, &[Face::Small], area.width, look)?;
        let room = area.width.saturating_sub(ends.width() + 4);
        let time = Lettering::in_a_line(time, &Face::DIGITS[1..], room, look)?;
        Some((ends, time))
    }

    /// Paints it at the end of the area. `drawn` is what stands above in letters that are drawn:
    /// here it is text, for whoever copies it, searches for it or has it read out.
    pub(super) fn render(
        &self,
        (large, drawn): (bool, &[String]),
        area: Rect,
        buffer: &mut Buffer,
        look: &Look,
    ) {
        let last = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        let high = self.counted(area);
        let above = area.height.saturating_sub(self.height(large, area)) + 1;
        let counted = Rect { y: area.y + above.min(area.height), height: high, ..area };
        self.count_down(counted.intersection(area), buffer, look);
        let mut room = area.width;
        match self.large(area, look).filter(|_| large) {
            Some((ends, time)) => {
                let y = last.y.saturating_sub(Face::Block.rows());
                let row = Rect { y, height: Face::Block.rows(), ..area };
                ends.render(
                    Rect { y: y + 1, height: ends.height(), ..row },
                    buffer,
                    look,
                    Role::Text,
                );
                let x = row.right().saturating_sub(time.width());
                let role = self.time.as_ref().map_or(Role::Text, |(_, role)| *role);
                time.render(Rect { x, width: time.width(), ..row }, buffer, look, role);
            }
            None => room -= self.small(last, buffer, look),
        }
        let caption = self.caption(drawn, usize::from(room), look);
        write(buffer, last, (0, 0), &caption, look.style(Role::Dim));
    }

    /// What is left of a silence or a talk, large. A silence is over when it is; a talk stands at
    /// zero until somebody ends it.
    fn count_down(&self, area: Rect, buffer: &mut Buffer, look: &Look) {
        match self.countdown {
            Some((Countdown::Silence(until), now)) => {
                picture::silence(Some(until), now, area, buffer, look);
            }
            Some((Countdown::Talk(until), now)) => {
                let left = until.as_second() - now.as_second();
                let words = frame::words(left.max(0));
                let role = if left > 0 { Role::WallHeading } else { Role::Warn };
                Digits { text: &words, role, centred: false }.render(area, buffer, look);
            }
            None => {}
        }
    }

    /// The title, and what was drawn, the shortest first where not all has room.
    fn caption(&self, drawn: &[String], room: usize, look: &Look) -> String {
        let dot = format!(" {} ", look.signs.dot);
        let mut by_length: Vec<&String> = drawn.iter().collect();
        by_length.sort_by_key(|words| width(words));
        let mut kept: Vec<&String> = Vec::new();
        let mut used = width(&self.title);
        for words in by_length {
            used += width(&dot) + width(words);
            if used <= room {
                kept.push(words);
            }
        }
        let all = std::iter::once(&self.title).chain(drawn.iter().filter(|it| kept.contains(it)));
        let all: Vec<&str> = all.map(String::as_str).filter(|words| !words.is_empty()).collect();
        look.shorten(&all.join(&dot), room).into_owned()
    }

    /// Writes end and time at the right end of the last row, and answers the columns they take.
    fn small(&self, last: Rect, buffer: &mut Buffer, look: &Look) -> u16 {
        let columns = |words: &str| u16::try_from(width(words)).unwrap_or(0);
        let mut x = last.width;
        if let Some(ends) = &self.ends {
            x = x.saturating_sub(columns(ends));
            write(buffer, last, (x, 0), ends, look.bold(Role::Text));
        }
        if let Some((time, role)) = &self.time {
            let dot = format!(" {} ", look.signs.dot);
            x = x.saturating_sub(columns(&dot));
            write(buffer, last, (x, 0), &dot, look.style(Role::Dim));
            x = x.saturating_sub(columns(time));
            write(buffer, last, (x, 0), time, look.bold(*role));
        }
        (last.width - x + 3).min(last.width)
    }
}

/// The time that is left in this step; that it is up, and never for how long.
fn time(seen: &Seen, now: Timestamp) -> (String, Role) {
    let left = seen.left_here(now);
    let role = if left > 0 { Role::Text } else { Role::Warn };
    (frame::words_for_the_room(left), role)
}
