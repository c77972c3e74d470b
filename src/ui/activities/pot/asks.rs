//! What is needed: asks with minimum, target and stretch, each for an area.

use super::choosing::who_answers;
use super::import::ASKS;
use super::layout::{amounts, below, list_and_foot};
use super::need::NeedForm;
use super::{Did, ask_ids, propose};
use crate::money::Money;
use crate::session::pot::{Ask, Change, Recurring, Worth};
use crate::session::{Id, id};
use crate::ui::action::Action;
use crate::ui::blocks::sign;
use crate::ui::forms::import::Import;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::paragraph::Paragraph;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn verb(cursor: &mut Cursor<Id>, action: Action, cx: &Cx<'_>) -> Did {
    let ids = ask_ids(cx.session);
    if cursor.act(action, &ids, 8) {
        return Did::Says(Reply::Done);
    }
    let here = cursor.row(&ids).map(|row| &cx.session.pot.asks[row]);
    match (action, here) {
        (Action::Add, _) => Did::Opens(Box::new(NeedForm::adding(cx))),
        (Action::Verb('i'), _) => Did::Opens(Box::new(Import::of_path(&ASKS))),
        (Action::Verb('v'), Some(ask)) => who_answers(ask, cx),
        (Action::Edit | Action::Open, Some(ask)) => {
            Did::Opens(Box::new(NeedForm::editing(ask, cx)))
        }
        (Action::Delete, Some(ask)) => Did::Says(propose(Change::DeleteAsk(ask.id.clone()))),
        (Action::Edit | Action::Open | Action::Delete, None) => {
            let add = cx.key(Action::Add);
            Did::Says(Reply::Tell(format!("Nothing is asked for yet; {add} adds the first.")))
        }
        _ => Did::Says(Reply::Pass),
    }
}

/// Puts the cursor on what was just asked for.
pub(super) fn follow(cursor: &mut Cursor<Id>, entry: u64, cx: &Cx<'_>) {
    let ids = ask_ids(cx.session);
    let new = Id::nth(id::Kind::Ask, entry, 0);
    if let Some(row) = ids.iter().position(|id| *id == new) {
        cursor.place(row, &ids);
    }
}

pub(super) fn render(cursor: &Cursor<Id>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    if cx.seen.pot.asks.is_empty() {
        let words = "Nothing is asked for yet. What does each area need, at least, for a good \
                     job, and at most? a adds an ask; i reads a list from a CSV file, and pasted \
                     lines work as well.";
        return Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
    }
    let (list, foot) = list_and_foot(area, cx.seen.pot.asks.len(), 6);
    let covered = cx.seen.coverage();
    let row = |at: usize| {
        let (ask, of) = &covered[at];
        let (mark, role) = sign(*of, cx.look);
        cells(Row::new().toned(mark, role), ask, cx)
    };
    let asks = || cx.seen.pot.asks.iter().map(|ask| &ask.need);
    let cursor = cursor.row(&ask_ids(cx.seen));
    Rows {
        columns: &[
            Column::new("", 1, 1, 0),
            Column::new("Area", 9, 22, 1),
            Column::new("Ask", 10, 44, 2),
            amounts("Minimum", asks().map(|need| need.minimum), cx),
            amounts("Target", asks().map(|need| need.target), cx),
            amounts("Stretch", asks().map(|need| need.stretch), cx),
        ],
        count: covered.len(),
        row,
        cursor,
        marks: false,
        empty: "",
    }
    .render(list, buffer, cx.look);
    let foot = below(foot, 1);
    let room = Rect { x: foot.x.saturating_add(2), width: foot.width.saturating_sub(2), ..foot };
    if let Some(ask) = cursor.and_then(|row| cx.seen.pot.asks.get(row)) {
        let words = details(ask, cx);
        let told = Paragraph::new(&words, Role::Dim);
        told.render(Rect { height: 2.min(room.height), ..room }, buffer, cx.look);
    }
    let sums = sums(cx);
    Paragraph::new(&sums, Role::Text).render(below(room, 3), buffer, cx.look);
}

fn cells<'a>(row: Row<'a>, ask: &'a Ask, cx: &Cx<'a>) -> Row<'a> {
    let need = &ask.need;
    let amount = |amount: Money| match need.wants_money() {
        true => cx.reader.money(cx.seen.currency, amount),
        false => cx.look.signs.dash.to_owned(),
    };
    row.cell(cx.seen.area_of(ask))
        .cell(&*need.title)
        .cell(amount(need.minimum))
        .cell(amount(need.target))
        .cell(amount(need.stretch))
}

/// What for in full, who answers, how much of what, how often, of which category.
fn details(ask: &Ask, cx: &Cx<'_>) -> String {
    let need = &ask.need;
    let owner = cx.seen.area(&ask.area).and_then(|area| area.accountable.as_ref());
    let mut words = vec![need.title.to_string()];
    words.push(match owner {
        Some(owner) => format!("{} answers for it", cx.seen.name_of(&owner.who)),
        None => "nobody answers for it, so no money; v finds somebody".into(),
    });
    if need.quantity > 0 {
        words.push(format!(
            "{} × {}",
            need.quantity,
            if need.unit.is_empty() { "unit" } else { &need.unit }
        ));
    }
    if need.recurring != Recurring::Once {
        words.push(need.recurring.name().to_owned());
    }
    words.extend((!need.category.is_empty()).then(|| need.category.to_string()));
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let monthly = need.worth.and_then(Worth::monthly);
    words.extend(monthly.map(|monthly| format!("worth {} a month", money(monthly))));
    words.join(" · ")
}

fn sums(cx: &Cx<'_>) -> String {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let of = |level: fn(&Ask) -> Money| {
        Money::sum(cx.seen.pot.asks.iter().map(level)).unwrap_or_default()
    };
    let (least, well) = (money(of(|ask| ask.need.minimum)), money(of(|ask| ask.need.target)));
    let pot = money(cx.seen.pot.purse().money());
    format!("All minimums {least}, all targets {well}; the pot holds {pot}.")
}

pub(super) fn hints(cx: &Cx<'_>) -> Vec<Hint> {
    let add = cx.hint(Action::Add, "add an ask");
    let import = cx.hint(Action::Verb('i'), "from a file");
    if cx.session.pot.asks.is_empty() {
        return vec![add, import];
    }
    vec![
        add,
        cx.hint(Action::Edit, "edit"),
        cx.hint(Action::Delete, "delete"),
        import,
        cx.hint(Action::Verb('v'), "who answers"),
    ]
}
