//! The forms of the roles screen: an area's words, a condition, the terms, until when it is open.

use crate::session::Area;
use crate::session::areas::{Answer, Change};
use crate::session::{Id, Reach};
use crate::ui::forms::sheet::Sheet;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::ui::widgets::paragraph::Paragraph;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The fields of an area before its goals.
const WORDS: usize = 4;
const WIDTH: u16 = 68;

fn text(label: &str, hint: &str, initial: &str) -> FormField {
    FormField::text(label, hint, Field::line(initial))
}

/// An area's name, test of done, what it replaces and which goals it serves.
pub(in crate::ui::activities) fn editing(area: &Area, cx: &Cx<'_>) -> Sheet {
    let mut fields = vec![
        text("Area", "a verb where possible", &area.name),
        text("Done when", "how anyone can tell that it is being done", &area.done),
        text("Replaces", "what stops, so that it is a shift and not more work", &area.replaces),
        FormField::choice("Reaches", &Reach::ALL.map(Reach::name), area.reach as usize),
    ];
    fields.extend(cx.session.goals.iter().map(|goal| {
        let label = format!("Serves {}", goal.shape.outcome);
        FormField::yes_no(&label, area.serves.contains(&goal.id))
    }));
    Sheet::new(&*area.name, fields)
}

pub(in crate::ui::activities) fn edited(area: &Id, sheet: &Sheet, cx: &Cx<'_>) -> Change {
    let goals = cx.session.goals.iter().enumerate();
    let served = goals.filter(|(place, _)| sheet.says_yes(WORDS + place));
    Change::Edit {
        area: area.clone(),
        name: sheet.text(0),
        done: sheet.text(1),
        replaces: sheet.text(2),
        reach: Reach::ALL[sheet.chosen(3)],
        serves: served.map(|(_, goal)| goal.id.clone()).collect(),
    }
}

pub(in crate::ui::activities) fn render_editing(
    sheet: &Sheet,
    screen: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    let goal = sheet.focus().checked_sub(WORDS).and_then(|place| cx.seen.goals.get(place));
    let words = goal.map_or("", |goal| &goal.shape.outcome);
    render_noted(sheet, words, screen, buffer, cx)
}

/// "Yes, if …": the condition, and by when it is known.
pub(super) fn condition(area: &Area) -> Sheet {
    let hint = "hours, money, somebody's approval";
    let fields = vec![text("Yes, if", hint, ""), text("Known by", "friday, 3 Dec, in 2 weeks", "")];
    Sheet::new(&*area.name, fields)
}

/// The conditional answer, unless something is missing, which then stands under its field.
pub(super) fn conditional(sheet: &mut Sheet, cx: &Cx<'_>) -> Option<Answer> {
    let condition = sheet.text(0);
    if condition.is_empty() {
        sheet.refuse(0, "Yes, if what?");
        return None;
    }
    let by = sheet.needed_date(1, cx.reader).ok()?;
    Some(Answer::YesIf { condition, by })
}

/// What whoever answers may spend unasked, and what comes off their list; none without a name.
pub(super) fn terms(area: &Area, cx: &Cx<'_>) -> Option<Sheet> {
    let accountable = area.accountable.as_ref()?;
    let money = |amount| cx.reader.money(cx.session.currency, amount);
    let may_spend = accountable.may_spend.map(money).unwrap_or_default();
    let fields = vec![
        text("May spend", "unasked: an amount, or nothing", &may_spend),
        text("Comes off", "their list, so that this has room", &accountable.comes_off),
    ];
    let name = cx.session.name_of(&accountable.who);
    Some(Sheet::new(format!("{}: {name}", area.name), fields))
}

/// The terms, unless the amount cannot be read, which then stands under its field.
pub(super) fn agreed(area: &Id, sheet: &mut Sheet, cx: &Cx<'_>) -> Option<Change> {
    let typed = sheet.text(0);
    let may_spend = match typed.is_empty() {
        true => None,
        false => match cx.session.currency.parse(&typed) {
            Ok(amount) => Some(amount),
            Err(sentence) => {
                sheet.refuse(0, &sentence);
                return None;
            }
        },
    };
    Some(Change::Terms { area: area.clone(), may_spend, comes_off: sheet.text(1) })
}

pub(super) fn render_terms(
    sheet: &Sheet,
    screen: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    render_noted(sheet, "Both may stay empty.", screen, buffer, cx)
}

/// Until when an area is left open on purpose.
pub(super) fn leaving_open(area: &Area) -> Sheet {
    let title = format!("{} stays open on purpose", area.name);
    Sheet::new(title, vec![text("Until", "3 Dec, in 30 days, end of the quarter", "")])
}

pub(super) fn render_leaving_open(
    sheet: &Sheet,
    screen: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    let words = "Nobody answers for it until then, and no money goes there.";
    render_noted(sheet, words, screen, buffer, cx)
}

/// A form with one remark below it.
pub(super) fn render_noted(
    sheet: &Sheet,
    words: &str,
    screen: Rect,
    buffer: &mut Buffer,
    cx: &Cx<'_>,
) -> Option<Position> {
    let paint = |area: Rect, buffer: &mut Buffer| {
        Paragraph::new(words, Role::Dim).render(area, buffer, cx.look);
    };
    let rows = u16::from(!words.is_empty());
    sheet.render(screen, buffer, cx.look, WIDTH, (rows, &paint))
}
