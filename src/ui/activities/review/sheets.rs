//! What a review asks: how a goal stands, what became of a promise, what was spent, who answers now.

use super::Kind;
use crate::money::Money;
use crate::session::goals::{MOST_CONFIDENT, Told};
use crate::session::people::Profile;
use crate::session::promises::Became;
use crate::session::{Goal, Id, Person, Promise};
use crate::text::{CleanText, shorten};
use crate::ui::forms::choose::{Choice, Choose};
use crate::ui::forms::sheet::{Sheet, date_text};
use crate::ui::screen::Cx;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::form::FormField;

/// A title that floats is not longer than this.
const TITLE: usize = 60;

/// Which field does not do, and why.
pub(super) type Unfit = (usize, String);

/// How a goal stands: first what happened, then the number, then the confidence.
pub(super) fn goal(goal: &Goal, cx: &Cx<'_>) -> Sheet {
    let told = goal.told.clone().unwrap_or_default();
    let number = match goal.shape.path(cx.reader).as_str() {
        "" => "as it was measured".to_owned(),
        path => path.to_owned(),
    };
    let confidence = told.confidence.map(|it| it.to_string()).unwrap_or_default();
    let fields = vec![
        FormField::text("What happened", "in a sentence, by the team", Field::line(&told.happened)),
        FormField::text("The number now", &number, Field::line(&told.number)),
        FormField::text("Confidence", "0 to 10, said together", Field::line(&confidence)),
    ];
    Sheet::new(shorten(&goal.shape.outcome, TITLE), fields)
}

/// What the team told of a goal.
pub(super) fn told(sheet: &Sheet) -> Result<Told, Unfit> {
    let confidence = match sheet.text(2).as_str() {
        "" => None,
        typed => Some(typed.parse().ok().filter(|it| *it <= MOST_CONFIDENT).ok_or_else(|| {
            (2, format!("“{typed}” is no confidence: a whole number from 0 to 10."))
        })?),
    };
    let told = Told { happened: sheet.text(0), number: sheet.text(1), confidence };
    if told == Told::default() {
        return Err((0, "What happened, or which number is it now? Say one of them.".into()));
    }
    Ok(told)
}

/// What became of a promise.
pub(super) fn became(promise: &Promise, cx: &Cx<'_>) -> Choose<Kind> {
    let choice = |id, label: &str, aside: &str| Choice {
        id,
        label: CleanText::line(label),
        aside: aside.to_owned(),
    };
    let name = cx.seen.name_of(&promise.who);
    let title = format!("{name}: {}", promise.vow.deed());
    let choices = vec![
        choice(Kind::Kept, "kept", "it is done"),
        choice(Kind::Stands, "on the way", "its day stands"),
        choice(Kind::Slipped, "slipped", "it gets another day"),
        choice(Kind::Dropped, "dropped", "with the reason"),
    ];
    Choose::new(shorten(&title, TITLE), choices)
}

/// For when it is promised again; whoever lets it slip says where it is on their list.
pub(super) fn slipped(promise: &Promise, cx: &Cx<'_>) -> Sheet {
    let places = ["not said", "1, first thing", "2", "3", "4", "5"];
    let day = cx.session.next_date.filter(|day| *day > cx.reader.today);
    let by = date_text(day, cx.reader);
    let hint = "friday, 3 Dec, in 2 weeks: no date, no promise";
    let fields = vec![
        FormField::text("By when now", hint, Field::line(&by)),
        FormField::choice("On my list", &places, usize::from(promise.vow.place)),
        FormField::text(
            "Instead of",
            "what comes off the list for it",
            Field::line(&promise.vow.comes_off),
        ),
    ];
    let name = cx.seen.name_of(&promise.who);
    let again = promise.again().map(|again| format!(" ({again})")).unwrap_or_default();
    let title = format!("{name}: {}{again}", shorten(promise.vow.deed(), TITLE / 2));
    Sheet::new(title, fields).replacing(0)
}

/// The new day, and what was said of the list.
pub(super) fn slip(sheet: &Sheet, cx: &Cx<'_>) -> Result<Became, Unfit> {
    let by = cx.reader.day_to_come(&sheet.text(0)).map_err(|no| (0, no))?;
    let place = u8::try_from(sheet.chosen(1)).unwrap_or_default();
    Ok(Became::Slipped { by, place, comes_off: sheet.text(2) })
}

/// Why a promise is dropped.
pub(super) fn dropped(promise: &Promise, cx: &Cx<'_>) -> Sheet {
    let name = cx.seen.name_of(&promise.who);
    let title = format!("{name}: {}", shorten(promise.vow.deed(), TITLE));
    let hint = "a reason is enough, and no fault";
    Sheet::new(title, vec![FormField::text("Dropped because", hint, Field::line(""))])
}

/// The reason.
pub(super) fn drop_it(sheet: &Sheet) -> Result<Became, Unfit> {
    match sheet.text(0) {
        why if why.is_empty() => Err((0, "Why is it dropped? A reason is enough.".into())),
        why => Ok(Became::Dropped(why)),
    }
}

/// What an area has spent so far, since the beginning and not since the last time.
pub(super) fn spent(area: &Id, cx: &Cx<'_>) -> Sheet {
    let before = cx.session.spent(area).or_else(|| last_spent(area, cx));
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let name = cx.seen.area(area).map_or("", |area| &area.name);
    let title = format!("{name}: {} planned", money(cx.seen.planned(area)));
    let typed = before.map(money).unwrap_or_default();
    let field = Field::line(&typed);
    Sheet::new(title, vec![FormField::text("Spent so far", "all of it, since the plan", field)])
        .replacing(0)
}

/// What an area had spent the last time that somebody said.
pub(super) fn last_spent(area: &Id, cx: &Cx<'_>) -> Option<Money> {
    let line = cx.seen.followup.line.iter().rev();
    line.flat_map(|past| &past.spent).find(|(id, _)| id == area).map(|(_, spent)| *spent)
}

/// The amount, exactly.
pub(super) fn amount(sheet: &Sheet, cx: &Cx<'_>) -> Result<Option<Money>, Unfit> {
    match sheet.text(0).as_str() {
        "" => Ok(None),
        typed => cx.session.currency.parse(typed).map(Some).map_err(|no| (0, no)),
    }
}

/// Who answers for an area whose person left.
pub(super) fn owner(area: &Id, cx: &Cx<'_>) -> Choose {
    let name = cx.seen.area(area).map_or("", |area| &area.name);
    Choose::new(format!("Who answers for {} now?", shorten(name, TITLE / 2)), present(cx))
}

/// Who helped outside their function.
pub(super) fn helped(cx: &Cx<'_>) -> Choose {
    Choose::new("Who helped outside their function?", everybody(cx))
}

fn choice(person: &Person, aside: String) -> Choice {
    Choice { id: person.id.clone(), label: person.name.clone(), aside }
}

fn present(cx: &Cx<'_>) -> Vec<Choice> {
    let one = |person: &Person| {
        let load = match cx.seen.load(&person.id) {
            0 => String::new(),
            1 => ", answers for one area".into(),
            load => format!(", answers for {load} areas"),
        };
        choice(person, format!("{}{load}", person.function))
    };
    cx.seen.present().map(one).collect()
}

fn everybody(cx: &Cx<'_>) -> Vec<Choice> {
    cx.seen.people.iter().map(|person| choice(person, person.function.to_string())).collect()
}

/// For what somebody is thanked.
pub(super) fn thanks(who: &Id, cx: &Cx<'_>) -> Sheet {
    let title = format!("Thank you, {}", cx.seen.name_of(who));
    let hint = "what they did, in a few words";
    Sheet::new(title, vec![FormField::text("For", hint, Field::line(""))])
}

/// Somebody who joins the team.
pub(super) fn joins() -> Sheet {
    let field = |label, hint| FormField::text(label, hint, Field::line(""));
    let function = field("Function", "department or discipline");
    Sheet::new("Who is new in the team?", vec![field("Name", "as people say it"), function])
}

/// The person who was typed.
pub(super) fn joined(sheet: &Sheet) -> Result<Profile, Unfit> {
    let (name, function) = (sheet.text(0), sheet.text(1));
    if name.is_empty() {
        return Err((0, "A person needs a name.".into()));
    }
    Ok(Profile { name, function, ..Profile::default() })
}
