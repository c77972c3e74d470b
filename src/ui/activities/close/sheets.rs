//! What the close asks: who takes a parked item up, by when, and when the team meets again.

use crate::session::activities::close::proposed_date;
use crate::session::decisions::{self, ParkedFate};
use crate::session::{Change, Id, Person};
use crate::ui::forms::choose::{Choice, Choose};
use crate::ui::forms::sheet::{Sheet, date_text};
use crate::ui::screen::Cx;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use jiff::civil::Date;

/// What may be typed, shown beneath the field.
pub(super) const DATES: &str = "friday, in 2 weeks, 3 Dec, end of month";

/// Somebody present.
pub(super) fn who(asks: &str, cx: &Cx<'_>) -> Choose {
    let choice = |person: &Person| Choice {
        id: person.id.clone(),
        label: person.name.clone(),
        aside: person.function.to_string(),
    };
    Choose::new(asks, cx.seen.present().map(choice).collect())
}

/// By when: at the next date, unless another is typed.
pub(super) fn by_when(item: &Id, who: &Id, cx: &Cx<'_>) -> Sheet {
    let parked = cx.session.parked.iter().find(|parked| &parked.id == item);
    let before = parked.and_then(|parked| match parked.fate {
        ParkedFate::Taken { by, .. } => Some(by),
        ParkedFate::Waiting | ParkedFate::Dropped => None,
    });
    let next = || proposed_date(cx.session, cx.place, cx.reader.today);
    let date = before.or(cx.session.next_date).unwrap_or_else(next);
    let title = format!("{} takes it up", cx.seen.name_of(who));
    one_date(title, "By when", date, cx)
}

/// When the team meets again.
pub(super) fn next_date(cx: &Cx<'_>) -> Sheet {
    let proposed = || proposed_date(cx.session, cx.place, cx.reader.today);
    let date = cx.session.next_date.unwrap_or_else(proposed);
    one_date("When do we meet again?".into(), "Next date", date, cx)
}

fn one_date(title: String, label: &str, date: Date, cx: &Cx<'_>) -> Sheet {
    let field = Field::line(&date_text(Some(date), cx.reader));
    Sheet::new(title, vec![FormField::text(label, "", field)]).replacing(0)
}

/// Somebody takes a parked item up by the date that was typed.
pub(super) fn taken(item: &Id, who: &Id, sheet: &Sheet, cx: &Cx<'_>) -> Result<Change, String> {
    let by = cx.reader.day_to_come(&sheet.text(0))?;
    let fate = ParkedFate::Taken { who: who.clone(), by };
    Ok(Change::Decisions(decisions::Change::Unpark(item.clone(), fate)))
}

/// The team meets again on the date that was typed, or has none when nothing was.
pub(super) fn meet(sheet: &Sheet, cx: &Cx<'_>) -> Result<Change, String> {
    let text = sheet.text(0);
    let date = if text.is_empty() { None } else { Some(cx.reader.day_to_come(&text)?) };
    Ok(Change::NextDate(date))
}
