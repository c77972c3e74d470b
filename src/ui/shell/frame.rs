//! The frame around every step:
//!
//! ```text
//!  Who owns social?                                       ROLES   12:40 ▕██████▍   ▏ of 18   ← head
//!  Open ● Where ● Goals ●  ROLES ◐  Pot ○ Failed ○ Decide ○ Promise ○         ends 11:02     ← agenda
//!
//!    One person answers for each area. Who wants it?                                         ← prompt
//!
//!      …                                                                                     ← body
//!
//!  Enter choose   Space answer   i doing   ? help                        saved 11:41:03      ← footer
//! ```

use crate::session::block::Block;
use crate::session::{Place, activities};
use crate::text::width;
use crate::ui::blocks::{Manner, paint};
use crate::ui::popups::agenda::standing;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::filled;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The widest that content gets; on wider terminals it stands in the middle.
pub const MEASURE: u16 = 116;

/// The parts of the frame on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Title, step and clock.
    pub head: Rect,
    /// The steps, and when everything ends.
    pub agenda: Rect,
    /// Prompt and body together.
    pub middle: Rect,
    /// What is to be decided about the clock, when it is; otherwise no rows at all.
    pub line: Rect,
    /// Keys and what was saved, in the last row; those above are for a sentence that is longer.
    pub footer: Rect,
}

impl Frame {
    /// The parts on a screen of this size.
    pub fn of(screen: Rect) -> Frame {
        let wide = screen.width.min(MEASURE);
        let x = screen.x + (screen.width - wide) / 2;
        let row = |y: u16| Rect { x, y: screen.y + y, width: wide, height: 1 }.intersection(screen);
        let middle = Rect {
            x,
            y: screen.y.saturating_add(3).min(screen.bottom()),
            width: wide,
            height: screen.height.saturating_sub(5),
        };
        let high = screen.height.min(3);
        let footer = Rect { y: screen.bottom() - high, height: high, ..row(0) };
        let line = Rect { y: middle.bottom(), height: 0, ..middle };
        Frame { head: row(0), agenda: row(1), middle, line, footer }
    }

    /// The same with so many rows for what is to be decided about the clock.
    pub fn with_a_line_of(self, rows: u16) -> Frame {
        let height = self.middle.height.saturating_sub(rows);
        let middle = Rect { height, ..self.middle };
        let y = (middle.bottom() + 1).min(self.footer.bottom());
        Frame { middle, line: Rect { y, height: rows, ..self.line }, ..self }
    }
}

/// Paints head and agenda. How late it is shows only where the facilitator looks alone.
pub fn head(frame: &Frame, buffer: &mut Buffer, cx: &Cx<'_>, alone: bool) {
    let right = clock(frame.head, buffer, cx, alone);
    let room = frame.head.width.saturating_sub(right + 3);
    let title = cx.look.shorten(&cx.seen.title, usize::from(room)).into_owned();
    write(buffer, frame.head, (1, 0), &title, cx.look.bold(Role::Text));
    agenda(frame.agenda, buffer, cx, alone);
}

/// The step's name and its clock, at the right end; answers how wide that is.
fn clock(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, alone: bool) -> u16 {
    let step = cx.seen.here();
    let count = step.states.len();
    let mut name = step.script.title.to_uppercase();
    if count > 1 {
        name = format!("{name} {}/{count}", cx.seen.at.index() + 1);
    }
    let planned = step.planned(cx.session.people_expected());
    let left = cx.session.left_here(cx.now);
    let late = left <= 0;
    let shown = if alone { words(left) } else { words_for_the_room(left) };
    let time = if cx.session.finished.is_some() || cx.session.clock.started.is_none() {
        String::new()
    } else if cx.session.clock_runs() {
        shown
    } else {
        format!("{shown} paused")
    };
    let of = format!("of {}", (planned + 59) / 60);
    let of = if time.is_empty() { format!("{} min", (planned + 59) / 60) } else { of };
    let wide = area.width >= 76;
    let bar = if wide && !time.is_empty() { 12 } else { 0 };
    let columns = |words: &str| u16::try_from(width(words)).unwrap_or(u16::MAX);
    let total = columns(&name) + 3 + columns(&time) + 1 + bar + columns(&of) + 1;
    let mut x = area.width.saturating_sub(total);
    x += write(buffer, area, (x, 0), &name, cx.look.bold(Role::Accent)) + 3;
    let role = if late { Role::Warn } else { Role::Text };
    if !time.is_empty() {
        x += write(buffer, area, (x, 0), &time, cx.look.bold(role)) + 1;
    }
    if bar > 0 {
        let part = u64::try_from(left.max(0)).unwrap_or(0);
        let drawn = filled(part, u64::try_from(planned.max(1)).unwrap_or(1), 9, &cx.look.signs);
        write(buffer, area, (x, 0), cx.look.signs.ends[0], cx.look.style(Role::Dim));
        write(buffer, area, (x + 1, 0), &drawn, cx.look.style(role));
        write(buffer, area, (x + 10, 0), cx.look.signs.ends[1], cx.look.style(Role::Dim));
        x += bar;
    }
    write(buffer, area, (x, 0), &of, cx.look.style(Role::Dim));
    total
}

/// "12:40", or "+2:10 over" where the room does not look.
pub fn left(cx: &Cx<'_>) -> String {
    let left = cx.session.left_here(cx.now);
    if cx.may_be_private() { words(left) } else { words_for_the_room(left) }
}

/// What everybody may know of the time that is left: that it is up, and never for how long.
pub fn words_for_the_room(seconds: i64) -> String {
    if seconds > 0 { words(seconds) } else { "time is up".into() }
}

/// So many seconds as a clock shows them.
pub fn words(seconds: i64) -> String {
    let (sign, after) = if seconds < 0 { ("+", " over") } else { ("", "") };
    let seconds = seconds.abs();
    let (minutes, rest) = (seconds / 60, seconds % 60);
    if minutes >= 600 {
        return format!("{sign}{} h{after}", minutes / 60);
    }
    format!("{sign}{minutes}:{rest:02}{after}")
}

fn agenda(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>, alone: bool) {
    let ends = match cx.session.finished {
        Some(at) => format!("finished {}", cx.reader.date(cx.reader.day_of(at))),
        None => format!("ends {}", cx.reader.time(cx.session.ends(cx.now))),
    };
    let out = cx.session.tables_out_in_words();
    let ends = out.map(|out| format!("{out} {} {ends}", cx.look.signs.dot)).unwrap_or(ends);
    let columns = |words: &str| u16::try_from(width(words)).unwrap_or(0);
    let (late, role) = behind(cx, alone);
    let right = columns(&ends) + columns(&late) + 1;
    let x = area.width.saturating_sub(right);
    let x = x + write(buffer, area, (x, 0), &late, cx.look.style(role));
    write(buffer, area, (x, 0), &ends, cx.look.style(Role::Text));
    let room = area.width.saturating_sub(right + 3);
    let steps: Vec<Item> = cx.seen.steps.iter().map(|step| item(step, cx)).collect();
    let here = cx.seen.step_index(cx.seen.at.step()).unwrap_or(0);
    let (from, to) = window(&steps, here, room);
    let mut x = 1;
    if from > 0 {
        x += write(buffer, area, (x, 0), cx.look.signs.ellipsis, cx.look.style(Role::Dim)) + 1;
    }
    for (index, item) in steps.iter().enumerate().take(to).skip(from) {
        let style =
            if index == here { cx.look.bold(Role::Accent) } else { cx.look.style(Role::Dim) };
        if let Some(trace) = cx.look.trace() {
            let width = columns(&item.words) + 3;
            let place = Rect { x: area.x + x, width, ..area };
            let first = Place::new(cx.seen.steps[index].id(), 0);
            trace.step(place.intersection(area), first);
        }
        x += write(buffer, area, (x, 0), &item.words, style) + 1;
        x += write(buffer, area, (x, 0), item.sign, cx.look.style(item.role)) + 2;
    }
    if to < steps.len() {
        write(buffer, area, (x, 0), cx.look.signs.ellipsis, cx.look.style(Role::Dim));
    }
}

fn behind(cx: &Cx<'_>, alone: bool) -> (String, Role) {
    let late = cx.session.behind(cx.now).filter(|_| alone);
    let dot = cx.look.signs.dot;
    match late {
        Some(late @ 1..) => (format!("{} behind {dot} ", span(late)), Role::Warn),
        Some(late) if late < 0 => (format!("{} in hand {dot} ", span(-late)), Role::Dim),
        _ => (String::new(), Role::Dim),
    }
}

/// "6 min", "2 h 05 min".
pub fn span(minutes: i64) -> String {
    match minutes / 60 {
        0 => format!("{minutes} min"),
        hours => format!("{hours} h {:02} min", minutes % 60),
    }
}

struct Item {
    words: String,
    sign: &'static str,
    role: Role,
}

fn item(step: &crate::session::StepRun, cx: &Cx<'_>) -> Item {
    let (sign, role) = standing(step, &cx.seen.at, cx.look);
    let here = &**step.id() == cx.seen.at.step();
    let title = &step.script.title;
    let words = if here { title.to_uppercase() } else { title.to_string() };
    Item { words, sign, role }
}

/// The steps that fit beside each other, with the present one among them.
fn window(steps: &[Item], here: usize, room: u16) -> (usize, usize) {
    let (room, wide) = (usize::from(room), |item: &Item| width(&item.words) + 4);
    let (mut from, mut to) = (here, (here + 1).min(steps.len()));
    let mut used: usize = steps[from..to].iter().map(wide).sum();
    loop {
        let before = from.checked_sub(1).filter(|at| used + wide(&steps[*at]) + 4 <= room);
        let after = (to < steps.len()).then_some(to);
        let after = after.filter(|at| used + wide(&steps[*at]) + 4 <= room);
        match (before, after) {
            (_, Some(at)) if to - here <= here - from || before.is_none() => {
                used += wide(&steps[at]);
                to += 1;
            }
            (Some(at), _) => {
                used += wide(&steps[at]);
                from = at;
            }
            (None, Some(_)) => unreachable!("taken by the first arm"),
            (None, None) => return (from, to),
        }
    }
}

/// The middle without its margins.
pub fn indented(middle: Rect) -> Rect {
    let indent = 3.min(middle.width);
    // One column of air on the right, as the footer has it.
    let width = (middle.width - indent).saturating_sub(1);
    Rect { x: middle.x + indent, width, ..middle }
}

/// Paints the question of the activity, and dim below it what else the prompt says; answers what
/// is left for the body.
pub fn prompt(middle: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Rect {
    let area = indented(middle);
    let mut blocks = activities::page(cx.seen, cx.place, cx.reader).prompt.into_iter();
    let question = match blocks.next() {
        Some(Block::Text(words)) => Some(Block::Heading(words)),
        other => other,
    };
    let mut used = paint(question.as_slice(), half(area, 0), buffer, cx.look, Manner::CONSOLE);
    // A low screen has no room for more than the question.
    for block in blocks.filter(|_| middle.height >= 16) {
        let below = half(area, used);
        let more = paint(&[block], below, buffer, cx.look, Manner::CONSOLE);
        buffer.set_style(Rect { height: more, ..below }, cx.look.style(Role::Dim));
        used += more;
    }
    let down = (used + 1).min(area.height);
    Rect { y: area.y + down, height: area.height - down, ..area }
}

/// What the prompt may still take: never more than half of the middle.
fn half(area: Rect, used: u16) -> Rect {
    let height = (area.height / 2).saturating_sub(used);
    Rect { y: area.y + used.min(area.height), height, ..area }.intersection(area)
}
