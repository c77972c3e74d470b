//! After the reveal: who cares for what, and under it, for the facilitator's eyes alone, who said
//! what of the area at the cursor and whom to ask first.

use super::picture;
use crate::session::activities::care::{Care, Cared, Proposal};
use crate::session::{Area, Standing, Viewer};
use crate::text::wrap;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::MEASURE;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Paints it.
pub(super) fn render(
    care: &Care,
    cursor: Option<usize>,
    area: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) {
    let down = |rows: u16| {
        let rows = rows.min(area.height);
        let indent = 2.min(area.width);
        let (x, width) = (area.x + indent, area.width - indent);
        Rect { x, width, y: area.y + rows, height: area.height - rows }
    };
    let mut used = picture::areas(care, cursor, area, buffer, cx) + 1;
    used += picture::line(care, down(used), buffer, cx) + 1;
    let below = down(used);
    if care.silence.is_some_and(|until| until > cx.now) {
        return picture::silence(care.silence, cx.now, below, buffer, cx.look);
    }
    let words = cursor.and_then(|row| cx.seen.areas.get(row)).map(|it| for_the_facilitator(it, cx));
    let rows = words.unwrap_or_default().into_iter();
    let rows = rows.flat_map(|words| wrap(&words, usize::from(below.width.min(MEASURE))));
    for (y, row) in (0..below.height).zip(rows) {
        write(buffer, below, (0, y), &row, cx.look.style(Role::Dim));
    }
}

/// Who said what of an area, whom to ask first and why, and who could help: never where the room
/// looks on.
pub(in crate::ui::activities) fn for_the_facilitator(area: &Area, cx: &Cx<'_>) -> Vec<String> {
    if *cx.seen.viewer() != Viewer::Facilitator {
        return Vec::new();
    }
    let said = cx.seen.people.iter().filter_map(|person| {
        let [care, can] = Cared::said_by(cx.seen, &person.id, &area.id)?;
        (care > 0).then(|| format!("{} {care}/{can}", person.name))
    });
    let said: Vec<String> = said.collect();
    let mut words = Vec::new();
    // Once somebody answers for it, what matters is who might help.
    if !said.is_empty() && area.standing() == Standing::Nobody {
        words.push(format!("Care/can: {}", said.join(", ")));
    }
    // Whoever is alone has nobody to ask.
    if cx.seen.is_solo() {
        return words;
    }
    match Proposal::of(cx.seen) {
        Err(reason) => words.extend(reason.words().map(str::to_owned)),
        Ok(proposal) => {
            let first = proposal.lead(&area.id).map(|who| cx.seen.name_of(who));
            let ask = first.map(|name| format!("Ask {name} first. "));
            let why = proposal.why(&area.id);
            words.extend(why.map(|why| format!("{}{why}", ask.unwrap_or_default())));
            words.extend(proposal.help(&area.id));
        }
    }
    words
}
