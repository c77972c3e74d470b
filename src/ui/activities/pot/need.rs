//! The form of an ask. An area, what for and one amount are enough; "75 a month" is multiplied,
//! and the form says so.

use super::offer::sheet_hints;
use super::{Answer, Opened, propose};
use crate::money::Money;
use crate::session::areas::Area;
use crate::session::pot::{
    Ask, Change, Need, Recurring, TypedAmount, Worth, typed_amount, typed_worth,
};
use crate::session::{Id, Session};
use crate::text::CleanText;
use crate::ui::forms::sheet::{Filled, Sheet};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// An ask being written.
pub(super) struct NeedForm {
    ask: Option<Id>,
    sheet: Sheet,
}

const TITLE: usize = 0;
const AREA: usize = 1;
const MINIMUM: usize = 2;
const TARGET: usize = 3;
const STRETCH: usize = 4;
const OFTEN: usize = 5;
const QUANTITY: usize = 6;
const UNIT: usize = 7;
const CATEGORY: usize = 8;
const WORTH: usize = 9;

impl NeedForm {
    /// A new ask, for the first area that asks for nothing yet.
    pub(super) fn adding(cx: &Cx<'_>) -> NeedForm {
        let asks = |id: &Id| cx.session.pot.asks.iter().any(|ask| &ask.area == id);
        let area = cx.session.areas.iter().find(|area| !asks(&area.id));
        let name = area.map_or("", |area| &area.name);
        let sheet = Sheet::new("A new ask", fields(name, None, cx)).replacing(AREA);
        NeedForm { ask: None, sheet }
    }

    /// An ask that is there.
    pub(super) fn editing(ask: &Ask, cx: &Cx<'_>) -> NeedForm {
        let fields = fields(cx.session.area_of(ask), Some(&ask.need), cx);
        NeedForm { ask: Some(ask.id.clone()), sheet: Sheet::new("Ask", fields) }
    }

    fn change(&mut self, cx: &Cx<'_>) -> Result<Change, (usize, String)> {
        let need = self.need(cx)?;
        let name = self.sheet.text(AREA);
        if name.is_empty() {
            return Err((AREA, "For which area is it? A new name makes a new area.".into()));
        }
        match (&self.ask, area_meant(cx.session, &name)) {
            (None, area) => {
                let name = area.map_or(name, |area| area.name.clone());
                Ok(Change::AskByName(vec![(name, need)]))
            }
            (Some(ask), Some(area)) => Ok(Change::EditAsk(ask.clone(), area.id.clone(), need)),
            (Some(_), None) => Err((AREA, "No area is called so; a new ask would make it.".into())),
        }
    }

    fn need(&self, cx: &Cx<'_>) -> Result<Need, (usize, String)> {
        let title = self.sheet.text(TITLE);
        if title.is_empty() {
            return Err((TITLE, "What is it for? A few words are enough.".into()));
        }
        let minimum = self.amount(MINIMUM, cx)?;
        let target = self.amount(TARGET, cx)?.or(minimum);
        let stretch = self.amount(STRETCH, cx)?.or(target);
        let whole = |typed: Option<TypedAmount>| typed.map_or(Money::ZERO, |typed| typed.whole);
        let (minimum, target, stretch) =
            (minimum.map_or(Money::ZERO, |it| it.whole), whole(target), whole(stretch));
        if target < minimum {
            return Err((TARGET, "The target is at least the minimum.".into()));
        }
        if stretch < target {
            return Err((STRETCH, "The stretch is at least the target.".into()));
        }
        let recurring = self.recurring(cx);
        let quantity = self.quantity()?;
        let [unit, category] = [UNIT, CATEGORY].map(|field| self.sheet.text(field));
        let worth = self.worth(cx)?;
        Ok(Need { title, minimum, target, stretch, recurring, quantity, unit, category, worth })
    }

    fn worth(&self, cx: &Cx<'_>) -> Result<Option<Worth>, (usize, String)> {
        let text = self.sheet.text(WORTH);
        if text.is_empty() {
            return Ok(None);
        }
        let worth = typed_worth(cx.session.currency, &text);
        worth.map(Some).map_err(|sentence| (WORTH, sentence))
    }

    fn amount(&self, field: usize, cx: &Cx<'_>) -> Result<Option<TypedAmount>, (usize, String)> {
        let text = self.sheet.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        let (currency, months) = (cx.session.currency, cx.session.pot.months);
        let typed = typed_amount(currency, months, &text).map_err(|sentence| (field, sentence))?;
        Ok(Some(typed))
    }

    /// The amounts that were typed by the month, the quarter or the year.
    fn multiplied(&self, cx: &Cx<'_>) -> Vec<TypedAmount> {
        let typed = [MINIMUM, TARGET, STRETCH].map(|field| self.amount(field, cx));
        let typed = typed.into_iter().filter_map(|typed| typed.ok().flatten());
        typed.filter(|typed| typed.recurring != Recurring::Once).collect()
    }

    fn recurring(&self, cx: &Cx<'_>) -> Recurring {
        let chosen = Recurring::ALL.get(self.sheet.chosen(OFTEN)).copied().unwrap_or_default();
        self.multiplied(cx).first().map_or(chosen, |typed| typed.recurring)
    }

    fn quantity(&self) -> Result<u32, (usize, String)> {
        let text = self.sheet.text(QUANTITY);
        let sentence = "How many units in the whole period? Write a whole number, or nothing.";
        if text.is_empty() { Ok(0) } else { text.parse().map_err(|_| (QUANTITY, sentence.into())) }
    }

    /// What was understood so far: a new area, an amount that was multiplied.
    fn note(&self, cx: &Cx<'_>) -> String {
        let money = |amount| cx.reader.money(cx.session.currency, amount);
        let said =
            self.multiplied(cx).iter().filter_map(|typed| typed.said(money)).collect::<Vec<_>>();
        if !said.is_empty() {
            return said.join(" ");
        }
        let name = self.sheet.text(AREA);
        match area_meant(cx.session, &name) {
            None if !name.is_empty() => return format!("“{name}” is a new area."),
            Some(area) if !is_called(area, &name) => return format!("For “{}”.", area.name),
            _ => {}
        }
        format!("Amounts are for {} months; “75 a month” is multiplied.", cx.session.pot.months)
    }
}

/// The area of this name.
pub(super) fn area_named(session: &Session, name: &str) -> Option<Id> {
    let area = session.areas.iter().find(|area| is_called(area, name))?;
    Some(area.id.clone())
}

/// The area that whoever types means: the one of this name, or the only one that begins so.
fn area_meant<'a>(session: &'a Session, name: &str) -> Option<&'a Area> {
    let begins = |area: &&Area| area.name.to_lowercase().starts_with(&name.to_lowercase());
    let mut beginning = session.areas.iter().filter(begins);
    let only = beginning.next().filter(|_| !name.is_empty() && beginning.next().is_none());
    session.areas.iter().find(|area| is_called(area, name)).or(only)
}

/// Names are the same whatever the case.
fn is_called(area: &Area, name: &str) -> bool {
    area.name.to_lowercase() == name.to_lowercase()
}

fn fields(area: &str, need: Option<&Need>, cx: &Cx<'_>) -> Vec<FormField> {
    let text =
        |label: &str, hint: &str, words: &str| FormField::text(label, hint, Field::line(words));
    let amount = |of: fn(&Need) -> Money| {
        let amount = need.filter(|need| need.wants_money()).map(of);
        amount.map_or(String::new(), |amount| cx.reader.money(cx.session.currency, amount))
    };
    let words = |of: fn(&Need) -> &CleanText| need.map_or("", |need| of(need).as_str());
    let quantity = need.filter(|need| need.quantity > 0).map(|need| need.quantity.to_string());
    let worth = need.and_then(|need| need.worth);
    let each = |worth: Worth| cx.reader.money(cx.session.currency, worth.each);
    let worth = worth.map(|worth| format!("{} x {}", each(worth), worth.times));
    let often = need.map_or(0, |need| need.recurring as usize);
    vec![
        text("What for", "a licence, a training, hours", words(|need| &need.title)),
        text("Area", "who needs it; a new name makes a new area", area),
        text("Minimum", "with less it cannot be done at all", &amount(|need| need.minimum)),
        text("Target", "with this it is done well; as the minimum", &amount(|need| need.target)),
        text("Stretch", "more would be wasted; as the target", &amount(|need| need.stretch)),
        FormField::choice("How often", &Recurring::ALL.map(Recurring::name), often),
        text("Quantity", "units in the whole period", &quantity.unwrap_or_default()),
        text("Unit", "hour, licence, day", words(|need| &need.unit)),
        text("Category", "people, skills, tools, outside help", words(|need| &need.category)),
        text("Worth", "each × how many a month: 35 x 200", &worth.unwrap_or_default()),
    ]
}

impl Opened for NeedForm {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match self.sheet.update(input) {
            Filled::Going => Answer::Stays(Reply::Done),
            Filled::Closed => Answer::Closes(Reply::Done),
            Filled::Keep => Answer::Stays(match self.change(cx) {
                Ok(change) => propose(change),
                Err((field, sentence)) => {
                    self.sheet.refuse(field, &sentence);
                    Reply::Done
                }
            }),
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let note = self.note(cx);
        let foot = |area: Rect, buffer: &mut Buffer| {
            write(buffer, area, (0, 0), &note, cx.look.style(Role::Dim));
        };
        self.sheet.render(area, buffer, cx.look, 62, (1, &foot))
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        sheet_hints(cx)
    }

    fn open_text(&self) -> Option<CleanText> {
        self.sheet.open_text()
    }
}
