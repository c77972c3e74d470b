//! How the list of ideas is painted: what is still to be read, the ideas in columns, and at the
//! foot the idea at the cursor in full, or the field that is open.

use super::{Purpose, Reading, Typing};
use crate::session::ideas::{COUNTED, Likeness};
use crate::session::{Giver, Id, Idea, Seen};
use crate::ui::action::Action;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The widest that the idea at the cursor is written.
const MEASURE: u16 = 72;

impl Reading {
    pub(in super::super) fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        let ids: Vec<Id> = cx.seen.ideas.iter().map(|idea| idea.id.clone()).collect();
        let cursor = self.cursor.row(&ids);
        let Parts { head, list, foot } = Parts::of(area, ids.len());
        let likeness = self.known.of(&cx.seen.ideas);
        counts(&likeness, head, buffer, cx);
        self.list(cursor, list, buffer, cx);
        if let Some(typing) = &self.typing {
            return Some(typing.render(&self.said, foot, buffer, cx));
        }
        if let Some(at) = cursor {
            in_full(at, &likeness, foot, buffer, cx);
        }
        None
    }

    fn list(&self, cursor: Option<usize>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let key = cx.hint(Action::Add, "").key;
        let empty = format!("No idea yet. {key} adds, one a line; or paste a list.");
        let columns =
            [Column::new("", 1, 1, 0), Column::new("", 24, 90, 4), Column::new("", 0, 20, 1)];
        let ideas = &cx.seen.ideas;
        let row = |at: usize| {
            let idea = &ideas[at];
            let (sign, role) = match idea.read {
                true => (cx.look.signs.settled, Role::Good),
                false => (cx.look.signs.nobody, Role::Dim),
            };
            let row = Row::new().toned(sign, role).cell(words(idea));
            row.toned(beside(idea, cx.seen), Role::Dim).marked(self.marked.contains(&idea.id))
        };
        let (columns, empty) = (&columns, empty.as_str());
        Rows { columns, count: ideas.len(), row, cursor, marks: true, empty }
            .render(area, buffer, cx.look);
    }
}

struct Parts {
    head: Rect,
    list: Rect,
    foot: Rect,
}

impl Parts {
    /// The foot always has its rows, right below a short list, so that the list never jumps when a
    /// field opens.
    fn of(area: Rect, ideas: usize) -> Parts {
        let above = if area.height >= 9 { 2 } else { 1 }.min(area.height);
        let below = match area.height {
            0..9 => 2,
            9..16 => 4,
            _ => 5,
        };
        let below = below.min(area.height - above);
        let gap = u16::from(below > 2);
        let most = area.height - above - below;
        let list = most.min(u16::try_from(ideas).unwrap_or(u16::MAX).max(3));
        let from = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        Parts {
            head: from(0, above),
            list: from(above, list),
            foot: from(above + list + gap, below - gap),
        }
    }
}

fn counts(likeness: &Likeness, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let all = cx.seen.ideas.len();
    if all == 0 {
        return;
    }
    let unread = match cx.seen.unread() {
        0 => format!("all {all} read"),
        unread => format!("{unread} of {all} not yet read"),
    };
    let x = write(buffer, area, (0, 0), &unread, cx.look.bold(Role::Text));
    let mut rest = vec![String::new()];
    match cx.seen.idea_groups().len() {
        0 => {}
        1 => rest.push("1 group".into()),
        groups => rest.push(format!("{groups} groups")),
    }
    match likeness.pairs() {
        0 => {}
        1 => rest.push("1 pair looks alike".into()),
        COUNTED => rest.push("very many look alike".into()),
        pairs => rest.push(format!("{pairs} pairs look alike")),
    }
    let rest = rest.join(&format!("  {}  ", cx.look.signs.dot));
    write(buffer, area, (x, 0), &rest, cx.look.style(Role::Dim));
}

fn words(idea: &Idea) -> String {
    match idea.merged.len() {
        0 => idea.text.to_string(),
        parts => format!("{} ({parts} in one)", idea.text),
    }
}

fn beside(idea: &Idea, seen: &Seen) -> String {
    let giver = idea.from.as_ref().filter(|_| idea.named).and_then(Giver::id);
    match (giver, idea.group.is_empty()) {
        (None, _) => idea.group.to_string(),
        (Some(id), true) => seen.name_of(id).to_owned(),
        (Some(id), false) => format!("{}, {}", seen.name_of(id), idea.group),
    }
}

/// The idea at the cursor in full, as it is read aloud; below it what went into it, or which other
/// one it looks like.
fn in_full(at: usize, likeness: &Likeness, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let idea = &cx.seen.ideas[at];
    let wide = usize::from(area.width.min(MEASURE));
    let last = area.height.saturating_sub(1);
    let rows = crate::text::wrap(&idea.text, wide);
    let cut = rows.len() > usize::from(last);
    for (y, row) in (0..last).zip(&rows) {
        let row = match cut && y + 1 == last {
            true => cx.look.shorten(&format!("{row} …"), wide).into_owned(),
            false => row.clone(),
        };
        write(buffer, area, (0, y), &row, cx.look.bold(Role::Text));
    }
    let (told, role) = aside(at, likeness, cx);
    let told = cx.look.shorten(&told, usize::from(area.width)).into_owned();
    let y = last.min(u16::try_from(rows.len()).unwrap_or(last));
    write(buffer, area, (0, y), &told, cx.look.style(role));
}

fn aside(at: usize, likeness: &Likeness, cx: &Cx<'_>) -> (String, Role) {
    let idea = &cx.seen.ideas[at];
    if let Some((other, reason)) = likeness.partner(at) {
        let key = cx.hint(Action::Verb('y'), "").key;
        let other = cx.look.shorten(&cx.seen.ideas[other].text, 30);
        return (format!("{key} merges it with “{other}”: {reason}"), Role::Warn);
    }
    let parts: Vec<String> = idea.merged.iter().map(|part| format!("“{}”", part.text)).collect();
    if parts.is_empty() {
        return (String::new(), Role::Dim);
    }
    (format!("merged from {}", parts.join(", ")), Role::Dim)
}

impl Typing {
    fn render(&self, said: &str, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Position {
        let dim = cx.look.style(Role::Dim);
        write(buffer, area, (0, 0), &self.label(cx), dim);
        let line = Rect { y: area.y.saturating_add(1), height: 1, ..area }.intersection(area);
        let line = Rect { width: line.width.min(MEASURE), ..line };
        let cursor = self.field.render(line, buffer, cx.look);
        write(buffer, area, (0, 2), said, cx.look.style(Role::Accent));
        cursor
    }

    fn label(&self, cx: &Cx<'_>) -> String {
        match &self.purpose {
            Purpose::Add => "New ideas, one a line; an empty line ends".into(),
            Purpose::Edit(_) => "The idea in better words".into(),
            Purpose::Merge(ids) => format!("One wording for these {} ideas", ids.len()),
            Purpose::Group(ids) => {
                let groups = cx.seen.idea_groups();
                let known: Vec<&str> = groups.iter().map(|(name, _)| &***name).collect();
                let what = match ids.len() {
                    1 => "A group for this idea".to_owned(),
                    more => format!("A group for these {more} ideas"),
                };
                match known.is_empty() {
                    true => format!("{what}, in a word or two"),
                    false => format!("{what}; so far: {}. Empty: no group", known.join(", ")),
                }
            }
        }
    }
}
