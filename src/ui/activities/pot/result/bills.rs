//! Who pays: each ask by each payer where there is room for every amount, else each payer in all.

use crate::methods::funding::Rule;
use crate::money::Money;
use crate::session::activities::pot::Counted;
use crate::text::{CleanText, width};
use crate::ui::activities::pot::layout::{below, written};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::bar::{filled, low};
use crate::ui::widgets::rows::{Column, Row, Rows};
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The least room for the names of asks.
const NAMES: u16 = 14;

/// Paints who pays by a rule.
pub(super) fn render(counted: &Counted, rule: Rule, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let bills = counted.bills(rule);
    let heading = format!("Who pays, by {}", rule.name());
    write(buffer, area, (2, 0), &heading, cx.look.style(Role::Dim));
    let area = below(area, 1);
    let all = bills.iter().flat_map(|(_, paid)| paid.iter().copied());
    let money = written(all, cx);
    let pays = |paid: &[Money]| Money(paid.iter().map(|amount| amount.0).sum());
    let sums = bills.iter().map(|(_, paid)| pays(paid));
    let granted = counted.by(rule).granted();
    let whole = pays(&granted.clone().collect::<Vec<_>>());
    let widest = sums.chain(granted).chain([whole]).map(|amount| width(&money(amount))).max();
    let cells = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX).max(8);
    let columns = u16::try_from(bills.len() + 1).unwrap_or(u16::MAX);
    let room = area.width.saturating_sub(NAMES + 2);
    // Names are written out where every column has the room.
    let named = bills.iter().map(|(payer, _)| width(payer)).max().unwrap_or(0);
    let named = u16::try_from(named).unwrap_or(u16::MAX);
    let cells = cells.max(named.min((room / columns).saturating_sub(2)));
    match columns.saturating_mul(cells + 2) <= room {
        true => by_ask(counted, rule, &bills, cells, &money, (area, buffer, cx)),
        false => in_all(counted, &bills, &money, (area, buffer, cx)),
    }
}

type Paper<'a, 'b> = (Rect, &'a mut Buffer, &'a Cx<'b>);

/// One row an ask, one column a payer; the last of each is all together.
fn by_ask(
    counted: &Counted,
    rule: Rule,
    bills: &[(CleanText, Vec<Money>)],
    cells: u16,
    money: &dyn Fn(Money) -> String,
    (area, buffer, cx): Paper<'_, '_>,
) {
    let mut columns = vec![Column::new("", NAMES, 40, 1)];
    columns.extend(bills.iter().map(|(payer, _)| Column::numbers(payer, cells)));
    columns.push(Column::numbers("Together", cells));
    let shares = &counted.by(rule).shares;
    let asks: Vec<usize> = (0..shares.len()).filter(|at| shares[*at].is_funded()).collect();
    let amount = |amount: Money| match amount.is_zero() {
        true => cx.look.signs.dash.to_owned(),
        false => money(amount),
    };
    let sum = |paid: &[Money]| money(Money(paid.iter().map(|amount| amount.0).sum()));
    let row = |row: usize| match asks.get(row) {
        Some(at) => {
            let name = Row::new().cell(counted.asks[*at].called.to_string());
            let row = bills.iter().fold(name, |row, (_, paid)| {
                let role = if paid[*at].is_zero() { Role::Dim } else { Role::Text };
                row.toned(amount(paid[*at]), role)
            });
            row.cell(money(shares[*at].granted))
        }
        None => {
            let name = Row::new().toned("Together", Role::Dim);
            let row = bills.iter().fold(name, |row, (_, paid)| row.cell(sum(paid)));
            let all: Vec<Money> = shares.iter().map(|share| share.granted).collect();
            row.cell(sum(&all))
        }
    };
    let count = asks.len() + 1;
    Rows { columns: &columns, count, row, cursor: None, marks: false, empty: "" }
        .render(area, buffer, cx.look);
}

/// One row a payer: what is paid of what was put in.
fn in_all(
    counted: &Counted,
    bills: &[(CleanText, Vec<Money>)],
    money: &dyn Fn(Money) -> String,
    (area, buffer, cx): Paper<'_, '_>,
) {
    let put_in = |payer: &CleanText| {
        let funds = counted.funds.iter().filter(|fund| fund.payer == *payer);
        Money(funds.map(|fund| fund.amount.0).sum())
    };
    let paid = |at: usize| Money(bills[at].1.iter().map(|amount| amount.0).sum());
    let whole = |at: usize| put_in(&bills[at].0);
    let cells = |amount: &dyn Fn(usize) -> Money| {
        let widest = (0..bills.len()).map(|at| width(&money(amount(at)))).max();
        u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX)
    };
    let columns = [
        Column::new("", 10, 40, 1),
        Column::new("", 10, 10, 0),
        Column::numbers("Pays", cells(&paid).max(4)),
        Column::numbers("of", cells(&whole).max(2)),
    ];
    let row = |at: usize| {
        let [part, all] = [paid(at), whole(at)].map(|it| u64::try_from(it.0).unwrap_or(0));
        Row::new()
            .cell(bills[at].0.to_string())
            .toned(low(&filled(part, all.max(1), 10, &cx.look.signs)), Role::Accent)
            .cell(money(paid(at)))
            .toned(money(whole(at)), Role::Dim)
    };
    let count = bills.len();
    Rows { columns: &columns, count, row, cursor: None, marks: false, empty: "" }
        .render(area, buffer, cx.look);
}
