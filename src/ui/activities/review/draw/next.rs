//! How far a part is, and what to do next, each in a sentence.

use crate::money::Money;
use crate::session::activities::review::{self, kept_before, parts};
use crate::session::followup::kept_in_words;
use crate::text::listed;
use crate::ui::action::Action;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::workshop::Matter;

/// How far it is, in a line.
pub(super) fn told(part: Matter, cx: &Cx<'_>) -> String {
    let seen = cx.seen;
    match part {
        Matter::Goals => {
            let all = seen.goals.len();
            format!("{} of {all} told", all - seen.untold_goals().count())
        }
        Matter::Promises => {
            let before = kept_before(seen).map(|trend| {
                let between = format!(" {} ", cx.look.signs.sideways[1]);
                format!("; kept {}", trend.numbers(&between, cx.look.signs.dash))
            });
            format!("{}{}", kept_in_words(seen.kept()), before.unwrap_or_default())
        }
        Matter::Pot => {
            let money = |amounts: Vec<Money>| {
                let sum = Money::sum(amounts).unwrap_or_default();
                cx.reader.money(seen.currency, sum)
            };
            let planned = money(seen.areas_with_money().map(|it| seen.planned(&it.id)).collect());
            let spent = seen.areas_with_money().filter_map(|it| seen.spent(&it.id)).collect();
            format!("{} spent of {planned} planned", money(spent))
        }
        Matter::People => {
            let (all, here) =
                (seen.people.iter().filter(|it| !it.gone).count(), seen.present().count());
            format!("{here} of {all} are here")
        }
    }
}

/// What to do next, in a sentence.
pub(super) fn next(part: Matter, cx: &Cx<'_>) -> (String, Role) {
    let key = |action| cx.hint(action, "").key;
    let seen = cx.seen;
    let on = match parts(seen, cx.place).len() {
        0 | 1 => key(Action::NextStep),
        _ => key(Action::NextPane),
    };
    let done = |words: String| (words, Role::Good);
    let ask = |words: String| (words, Role::Text);
    match part {
        Matter::Goals => match seen.untold_goals().next() {
            Some(_) => ask(format!(
                "The team first: what happened, which number, how confident? {} tells.",
                key(Action::Open)
            )),
            None => done(format!("The team has answered. {on} goes on.")),
        },
        Matter::Promises
            if review::asks_for_goals(seen) && seen.untold_goals().next().is_some() =>
        {
            ("The team answers for its goals before any person is asked.".into(), Role::Warn)
        }
        Matter::Promises => match seen.kept().waiting() {
            0 => done(format!("Every promise has an answer. {on} goes on.")),
            _ => ask("Kept, on the way, slipped, or dropped: each person says it.".into()),
        },
        Matter::Pot => money_next(&on, cx),
        Matter::People => match (seen.orphaned().next(), review::champions(seen)) {
            (Some(area), _) => (
                format!("{} has nobody any more: {} names somebody.", area.name, key(Action::Open)),
                Role::Warn,
            ),
            (None, champions) => {
                let thank = key(Action::Verb('f'));
                let lesson = match champions.as_slice() {
                    [] => String::new(),
                    names => format!(" One lesson from {}?", listed(names)),
                };
                ask(format!("Who helped outside their function? {thank} thanks them.{lesson}"))
            }
        },
    }
}

fn money_next(on: &str, cx: &Cx<'_>) -> (String, Role) {
    let seen = cx.seen;
    let money = |amount: Money| cx.reader.money(seen.currency, amount);
    let over: Vec<String> = seen
        .areas_with_money()
        .filter_map(|area| Some((area, seen.overspent(&area.id)?)))
        .map(|(area, over)| format!("{} by {}", area.name, money(over)))
        .collect();
    if !over.is_empty() {
        let words = format!("Spent too much: {}. Who pays for that?", listed(&over));
        return (words, Role::Bad);
    }
    match seen.areas_with_money().all(|area| seen.spent(&area.id).is_some()) {
        true => (format!("All of it is told. {on} goes on."), Role::Good),
        false => {
            let key = cx.hint(Action::Open, "").key;
            (format!("How much is spent so far, to the cent? {key} tells."), Role::Text)
        }
    }
}
