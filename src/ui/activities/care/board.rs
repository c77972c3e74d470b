//! Before the reveal: the areas with their letters, how they are answered, whose sheets are in,
//! and who will see what.

use super::sheets::asked;
use crate::session::activities::care::{marked, on_paper};
use crate::session::private::letter;
use crate::text::wrap;
use crate::ui::action::Action;
use crate::ui::forms::lines::LineField;
use crate::ui::forms::private::paint_who;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

/// In fewer rows how to write a sheet is left to the wall.
const ROOMY: u16 = 16;

/// Paints it and answers where the cursor of an open line is.
pub(super) fn render(
    cursor: Option<usize>,
    adding: Option<&LineField>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    let promise = promise(cx, area);
    let areas = u16::try_from(cx.seen.areas.len().max(1)).unwrap_or(u16::MAX);
    let gap = u16::from(area.height > 14);
    let [list, line, _, limits, who, _, foot] = Layout::vertical([
        Constraint::Max(areas),
        Constraint::Length(u16::from(adding.is_some())),
        Constraint::Length(1),
        Constraint::Length(1 + gap),
        Constraint::Fill(1),
        Constraint::Length(gap),
        Constraint::Length(u16::try_from(promise.len()).unwrap_or(1)),
    ])
    .areas(area);
    let row = |at: usize| Row::new().toned(letter(at), Role::Accent).cell(&*cx.seen.areas[at].name);
    let columns = [Column::new("", 2, 2, 0), Column::new("", 8, 90, 1)];
    let count = cx.seen.areas.len();
    let empty = format!(
        "No area yet. {} adds one: what has to be looked after, as a verb?",
        cx.key(Action::Add)
    );
    Rows { columns: &columns, count, row, cursor, marks: false, empty: &empty }
        .render(list, buffer, cx.look);
    let position = adding.map(|field| {
        let open =
            Rect { x: line.x + 2.min(line.width), width: line.width.saturating_sub(2), ..line };
        field.render(open, buffer, cx.look)
    });
    if count > 0 {
        let indented = |part: Rect| Rect {
            x: part.x + 2.min(part.width),
            width: part.width.saturating_sub(2),
            ..part
        };
        write(buffer, indented(limits), (0, 0), &marked(), cx.look.bold(Role::Text));
        paint_who(&asked(cx, cx.place), indented(who), buffer, cx);
        for (y, row) in (0..foot.height).zip(&promise) {
            write(buffer, indented(foot), (0, y), row, cx.look.style(Role::Dim));
        }
    }
    position
}

/// Who will see what is given here, and how it is written on paper.
fn promise(cx: &Cx<'_>, area: Rect) -> Vec<String> {
    let policy = cx.seen.policy(cx.place);
    if cx.session.is_solo() || cx.seen.areas.is_empty() {
        return Vec::new();
    }
    let columns = usize::from(area.width.saturating_sub(2).min(90));
    let scribe = if policy.is_open() { "" } else { " The scribe sees your sheet." };
    if area.height < ROOMY || policy.is_open() {
        return wrap(&format!("{}{scribe}", policy.promise()), columns);
    }
    let paper = format!("{}{scribe}", on_paper(cx.seen, cx.place));
    let mut rows = wrap(policy.promise(), columns);
    rows.extend(wrap(&paper, columns));
    rows
}
