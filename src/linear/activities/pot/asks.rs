//! What is needed: for which area, for what, and three amounts.

use crate::import::asks::{AskRow, from_csv, wanted};
use crate::linear::asker::{Cx, Question, Reply, does, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::money::Money;
use crate::room::Proposal;
use crate::session::pot::{Ask, Change, Need, Recurring, TypedAmount, typed_amount, typed_worth};
use crate::session::{Area, Change as Any};
use crate::text::CleanText;

pub(super) fn question(cx: &Cx<'_>) -> Question {
    let example = cx.seen.areas.first().map_or("Listening", |area| &area.name);
    Question::of(format!(
        "What is needed? The area and for what, as in {example}: a licence. /read FILE.csv takes a \
         list. An empty line goes on to the points."
    ))
}

/// What is asked for, with letters, and the areas that may ask.
pub(super) fn list(cx: &Cx<'_>) -> String {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let label = |ask: &Ask| {
        let need = &ask.need;
        let amounts = match need.wants_money() {
            true => format!(
                "minimum {}, target {}, stretch {}",
                money(need.minimum),
                money(need.target),
                money(need.stretch)
            ),
            false => format!("{} {}", need.quantity, need.unit),
        };
        let red = need.wants_money() && !cx.seen.is_open_to_money(ask);
        let red = if red { "; nobody answers for it, so no money" } else { "" };
        format!("{}: {}; {amounts}{red}", cx.seen.area_of(ask), need.title)
    };
    if cx.seen.pot.asks.is_empty() {
        let names: Vec<&str> = cx.seen.areas.iter().map(|area| area.name.as_str()).collect();
        return format!("The areas: {}.", names.join(", "));
    }
    names::with_letters(cx.seen.pot.asks.iter().map(label))
}

pub(super) fn answer(line: &CleanText) -> Reply {
    let Some((area, title)) = line.split_once(':') else {
        return tell("The area, a colon, and for what: as in Listening: a licence.");
    };
    let (area, title) = (CleanText::line(area), CleanText::line(title));
    let fields = vec![
        amount(format!("The minimum for {area}: with less it cannot be done at all?")),
        amount("The target: with this it is done well? (as the minimum)".into()),
        amount("The stretch: more would be wasted? (as the target)".into()),
        units_field(),
        worth_field(),
    ];
    Form::asking(fields, move |said, cx| {
        let need = need(&title, said, cx)?;
        Ok(does(Any::Pot(Change::AskByName(vec![(area.clone(), need)]))))
    })
}

/// Asks everything of an ask again, and proposes what it says.
fn editing(ask: &Ask, cx: &Cx<'_>) -> Reply {
    let money = |amount: Money| match amount.is_zero() {
        true => String::new(),
        false => cx.reader.money(cx.seen.currency, amount),
    };
    let Need { minimum, target, stretch, quantity, unit, worth, .. } = &ask.need;
    let units = if *quantity == 0 { String::new() } else { format!("{quantity} {unit}") };
    let worth = worth.map(|it| format!("{} x {}", money(it.each), it.times)).unwrap_or_default();
    let before = [money(*minimum), money(*target), money(*stretch), units, worth];
    let before = before.map(|it| CleanText::line(&it));
    let asked = [
        amount("The minimum: with less it cannot be done at all?".into()),
        amount("The target: with this it is done well?".into()),
        amount("The stretch: more would be wasted?".into()),
        units_field(),
        worth_field(),
    ];
    let names = [
        Field::needed("For which area?").proposing(cx.seen.area_of(ask)),
        Field::needed("For what?").proposing(&ask.need.title),
    ];
    let amounts = asked.into_iter().zip(&before).map(|(field, it)| field.proposing(it));
    let ask = ask.clone();
    Form::asking(names.into_iter().chain(amounts).collect(), move |said, cx| {
        let named = |it: &&Area| it.name.to_lowercase() == said[0].to_lowercase();
        let area = cx.session.areas.iter().find(named).map(|area| area.id.clone());
        let area = area.ok_or_else(|| (0, format!("There is no area “{}”.", said[0])))?;
        let need = match said[2..] == before {
            // What comes again and again stays so.
            true => Need { title: said[1].clone(), ..ask.need.clone() },
            false => {
                let need = need(&said[1], &said[2..], cx).map_err(|(at, no)| (at + 2, no))?;
                Need { category: ask.need.category.clone(), ..need }
            }
        };
        Ok(does(Any::Pot(Change::EditAsk(ask.id.clone(), area, need))))
    })
}

fn units_field() -> Field {
    Field::open("How many units in the whole period, as in 12 licences?")
}

fn worth_field() -> Field {
    Field::open("What would it be worth a month, as in 35 x 200?")
        .checked(|typed, cx| typed_worth(cx.session.currency, typed).map(drop))
}

fn amount(asks: String) -> Field {
    Field::open(asks).checked(|typed, cx| {
        typed_amount(cx.session.currency, cx.session.pot.months, typed).map(drop)
    })
}

fn need(title: &CleanText, said: &[CleanText], cx: &Cx<'_>) -> Result<Need, (usize, String)> {
    let amount = |at: usize| -> Result<Option<TypedAmount>, (usize, String)> {
        let typed = &said[at];
        if typed.is_empty() {
            return Ok(None);
        }
        let (currency, months) = (cx.session.currency, cx.session.pot.months);
        typed_amount(currency, months, typed).map(Some).map_err(|no| (at, no))
    };
    let minimum = amount(0)?;
    let target = amount(1)?.or(minimum);
    let stretch = amount(2)?.or(target);
    let whole = |typed: Option<TypedAmount>| typed.map_or(Money::ZERO, |typed| typed.whole);
    let often = [minimum, target, stretch].into_iter().flatten().map(|typed| typed.recurring);
    let recurring = often.into_iter().find(|often| *often != Recurring::Once).unwrap_or_default();
    let (number, unit) = said[3].split_once(' ').unwrap_or((&said[3], ""));
    let quantity = match number {
        "" => 0,
        number => number
            .parse()
            .map_err(|_| (3, "A whole number first, then what it counts.".to_owned()))?,
    };
    Ok(Need {
        title: title.clone(),
        minimum: whole(minimum),
        target: whole(target),
        stretch: whole(stretch),
        recurring,
        quantity,
        unit: CleanText::line(unit),
        category: CleanText::default(),
        worth: match said[4].is_empty() {
            true => None,
            false => Some(typed_worth(cx.session.currency, &said[4]).map_err(|no| (4, no))?),
        },
    })
}

pub(super) fn command(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let asks = &cx.seen.pot.asks;
    match word {
        "list" => tell(list(cx)),
        "edit" => or_tell(names::thing(rest, asks.len()).map(|place| editing(&asks[place], cx))),
        "read" => Reply::Read(rest.clone()),
        "delete" => or_tell(
            names::thing(rest, asks.len())
                .map(|place| does(Any::Pot(Change::DeleteAsk(asks[place].id.clone())))),
        ),
        _ => Reply::NotMine,
    }
}

pub(super) fn file_read(bytes: &[u8], cx: &Cx<'_>) -> Result<Reply, String> {
    let list = from_csv(bytes, &cx.session.currency).map_err(|error| error.to_string())?;
    let label = |row: &AskRow| match row.area.as_str() {
        "" => format!("{}; {}", row.title, cx.reader.money(cx.seen.currency, row.target)),
        area => format!("{area}: {}; {}", row.title, cx.reader.money(cx.seen.currency, row.target)),
    };
    let understood = names::understood("ask", list.rows.iter().map(label), &list.notes);
    let change = Any::Pot(wanted(&list.rows));
    Ok(Form::sure(&format!("{understood} Add them?"), vec![Proposal::Change(change)]))
}
