//! How the list of ideas is painted: what is still to be read, the ideas in columns, and at the
//! foot the idea at the cursor in full, or the field that is open.

use super::Reading;
use super::items::{Item, members};
use super::known::About;
use crate::session::activities::gather::heading;
use crate::session::ideas::{COUNTED, Likeness};
use crate::session::{Giver, Idea};
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
        if let Some(idea) = self.aloud(cx.seen, cx) {
            return self.render_aloud(idea, area, buffer, cx);
        }
        let about = self.known.of(cx.seen);
        let items = &about.lines;
        let cursor = self.cursor.row(items);
        let Parts { head, list, foot } = Parts::of(area, items.len());
        match (&self.doubles, &self.typing) {
            (Some(_), None) => self.render_pairs(area, buffer, cx),
            // Finding what looks alike waits until nobody types: then it is worked out once.
            (_, Some(typing)) => {
                self.counts(&about, None, head, buffer, cx);
                self.list(items, cursor, list, buffer, cx);
                return Some(typing.render(&self.said, foot, buffer, cx));
            }
            (None, None) => {
                let likeness = about.likeness_at_hand();
                self.counts(&about, likeness, head, buffer, cx);
                self.list(items, cursor, list, buffer, cx);
                self.below(cursor.map(|row| &items[row]), likeness, foot, buffer, cx);
            }
        }
        None
    }

    fn list(
        &self,
        items: &[Item],
        cursor: Option<usize>,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) {
        let key = cx.hint(Action::Add, "").key;
        let empty = format!("No idea yet. {key} adds, one a line; or paste a list.");
        let columns =
            [Column::new("", 1, 1, 0), Column::new("", 24, 90, 4), Column::new("", 0, 20, 1)];
        let grouped = matches!(items.first(), Some(Item::Group(_)));
        let row = |at: usize| match &items[at] {
            Item::Group(name) => {
                let many = members(cx.seen, name).len();
                Row::new()
                    .cell("")
                    .toned(heading(name), Role::Heading)
                    .toned(many.to_string(), Role::Dim)
            }
            Item::Idea(id) => match cx.seen.idea(id) {
                Some(idea) => self.line(idea, grouped, cx),
                None => Row::new(),
            },
        };
        let (columns, empty) = (&columns, empty.as_str());
        Rows { columns, count: items.len(), row, cursor, marks: true, empty }
            .render(area, buffer, cx.look);
    }

    /// Below a heading an idea stands a little further in.
    fn line<'a>(&self, idea: &'a Idea, grouped: bool, cx: &Cx<'a>) -> Row<'a> {
        let (sign, role) = match idea.read {
            true => (cx.look.signs.settled, Role::Good),
            false => (cx.look.signs.nobody, Role::Dim),
        };
        let indent = if grouped { "  " } else { "" };
        let giver = idea.from.as_ref().filter(|_| idea.named).and_then(Giver::id);
        let giver = giver.map_or(&*idea.lens, |id| cx.seen.name_of(id));
        let row = Row::new()
            .toned(sign, role)
            .cell(format!("{indent}{}", words(idea)))
            .toned(giver, Role::Dim);
        row.marked(self.marked.contains(&idea.id))
    }

    fn counts(
        &self,
        about: &About,
        likeness: Option<&Likeness>,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) {
        let all = cx.seen.ideas.len();
        if all == 0 {
            return;
        }
        let unread = match about.unread {
            0 => format!("all {all} read"),
            unread => format!("{unread} of {all} not yet read"),
        };
        let x = write(buffer, area, (0, 0), &unread, cx.look.bold(Role::Text));
        let mut rest = vec![String::new()];
        match self.marked.len() {
            0 => {}
            marked => rest.push(format!("{marked} marked")),
        }
        match about.groups {
            0 => {}
            1 => rest.push("1 group".into()),
            groups => rest.push(format!("{groups} groups")),
        }
        let lenses = cx.seen.lenses.len();
        if lenses > 0 {
            let used = cx.seen.ideas_by_lens().filter(|(_, ideas)| *ideas > 0).count();
            rest.push(format!("{used} of {lenses} lenses"));
        }
        match likeness.map_or(0, |likeness| likeness.pairs().len()) {
            0 => {}
            1 => rest.push("1 pair looks alike".into()),
            COUNTED.. => rest.push("very many look alike".into()),
            pairs => rest.push(format!("{pairs} pairs look alike")),
        }
        let rest = rest.join(&format!("  {}  ", cx.look.signs.dot));
        write(buffer, area, (x, 0), &rest, cx.look.style(Role::Dim));
    }

    /// The idea at the cursor in full.
    fn below(
        &self,
        item: Option<&Item>,
        likeness: Option<&Likeness>,
        area: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) {
        let id = item.and_then(Item::idea);
        let place = id.and_then(|id| cx.seen.idea_place(id));
        if let Some(place) = place {
            in_full(place, likeness, area, buffer, cx);
        }
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

fn words(idea: &Idea) -> String {
    match idea.merged.len() {
        0 => idea.text.to_string(),
        parts => format!("{} ({parts} in one)", idea.text),
    }
}

/// The idea at the cursor in full, as it is read aloud; below it what went into it, or which other
/// one it looks like.
fn in_full(at: usize, likeness: Option<&Likeness>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
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

fn aside(at: usize, likeness: Option<&Likeness>, cx: &Cx<'_>) -> (String, Role) {
    let idea = &cx.seen.ideas[at];
    if let Some((other, reason)) = likeness.and_then(|likeness| likeness.partner(at)) {
        let key = cx.hint(Action::Verb('y'), "").key;
        let other = cx.look.shorten(&cx.seen.ideas[other].text, 30);
        return (format!("{key} looks like “{other}”: {reason}"), Role::Warn);
    }
    let parts: Vec<String> = idea.merged.iter().map(|part| format!("“{}”", part.text)).collect();
    if parts.is_empty() {
        return (String::new(), Role::Dim);
    }
    (format!("merged from {}", parts.join(", ")), Role::Dim)
}
