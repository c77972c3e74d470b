//! How the parts of the pot divide their room, and how their columns write amounts.

use crate::money::Money;
use crate::session::activities::pot::Part;
use crate::text::width;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::Column;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The names of the parts, each with its digit; the one we are in stands out.
pub(super) fn parts(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let mut x = 0;
    for (place, part) in Part::ALL.into_iter().enumerate() {
        let here = part == super::part(cx);
        let digit = format!("{} ", place + 1);
        x += write(buffer, area, (x, 0), &digit, cx.look.style(Role::Key));
        let name = if here { part.name().to_uppercase() } else { part.name().to_owned() };
        let style = if here { cx.look.bold(Role::Accent) } else { cx.look.style(Role::Dim) };
        x += write(buffer, area, (x, 0), &name, style) + 3;
    }
    let months = cx.seen.pot.months;
    let period = if months == 1 { "for one month".into() } else { format!("for {months} months") };
    let wide = u16::try_from(width(&period)).unwrap_or(u16::MAX);
    if x.saturating_add(wide) < area.width {
        write(buffer, area, (area.width - wide, 0), &period, cx.look.style(Role::Dim));
    }
}

/// How the amounts of a column are written: all with cents where one has some, so that they can be
/// compared at a glance.
pub(super) fn written<'a>(
    amounts: impl Iterator<Item = Money>,
    cx: &'a Cx<'_>,
) -> impl Fn(Money) -> String + 'a {
    let currency = cx.seen.currency;
    let mut amounts = amounts;
    let exactly = amounts.any(|amount| currency.has_part(amount));
    move |amount| match exactly {
        true => cx.reader.money_exactly(currency, amount),
        false => cx.reader.money(currency, amount),
    }
}

/// A column as wide as its widest amount: an amount that is cut is a wrong amount.
pub(super) fn amounts<'a>(
    heading: &'a str,
    amounts: impl Iterator<Item = Money> + Clone,
    cx: &Cx<'_>,
) -> Column<'a> {
    let money = written(amounts.clone(), cx);
    let cells = amounts.map(|amount| width(&money(amount)));
    let widest = cells.max().unwrap_or(0).max(width(heading));
    Column::numbers(heading, u16::try_from(widest).unwrap_or(u16::MAX))
}

/// The area without so many rows at its end, and those rows.
pub(super) fn above(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let top = Rect { height: area.height - rows, ..area };
    (top, Rect { y: area.y + top.height, height: rows, ..area })
}

/// Room for a list with its header, and right below it room for so many rows more.
pub(super) fn list_and_foot(area: Rect, count: usize, foot: u16) -> (Rect, Rect) {
    let rows = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(1);
    let height = rows.min(area.height.saturating_sub(foot)).max(3).min(area.height);
    let list = Rect { height, ..area };
    let rest = below(area, height);
    (list, Rect { height: rest.height.min(foot), ..rest })
}

/// The area without so many rows at its beginning.
pub(super) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}
