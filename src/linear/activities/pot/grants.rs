//! Who gets what: amounts, matches by hand, what is left.

use super::{points, propose};
use crate::linear::asker::{Cx, Question, Reply, does, or_tell, tell};
use crate::linear::names;
use crate::methods::fist::hands;
use crate::session::Change as Any;
use crate::session::activities::pot::{Change as Here, proposals};
use crate::session::pot::{Ask, Change, Kind, Pledge};
use crate::text::CleanText;

pub(super) fn question(cx: &Cx<'_>) -> Question {
    let money = |amount| cx.reader.money(cx.seen.currency, amount);
    let left = money(cx.seen.pot.left());
    let over = cx.seen.pot.over();
    if !over.is_zero() {
        let over = money(over);
        return Question::of(format!(
            "{over} more is granted than the pot holds. A letter and a smaller amount take some \
             back, as in A 0."
        ));
    }
    Question::of(match (cx.seen.pot.asks.is_empty(), &cx.seen.pot.reserve) {
        (true, _) => "There is nothing to grant; an empty line goes on.".to_owned(),
        (false, None) if !cx.seen.pot.left().is_zero() => format!(
            "{left} is left, and nobody looks after it yet: /reserve NAME. A letter and an amount \
             grant, as in A 500. An empty line goes on."
        ),
        _ => format!("{left} is left. A letter and an amount grant. An empty line goes on."),
    })
}

/// The asks with what they are granted, then what may be matched.
pub(super) fn list(cx: &Cx<'_>) -> String {
    let label = |ask: &Ask| {
        format!("{}: {}; {}", cx.seen.area_of(ask), ask.need.title, cx.seen.how_far(ask, cx.reader))
    };
    let asks = names::with_letters(cx.seen.pot.asks.iter().map(label));
    let things = names::with_letters(things(cx).iter().map(|pledge| words(pledge, cx)));
    match things.is_empty() {
        true => asks,
        false => format!("{asks}\n\nTo be matched:\n{things}"),
    }
}

/// Hours, tools and people that the room may build on.
fn things<'a>(cx: &Cx<'a>) -> Vec<&'a Pledge> {
    let thing = |pledge: &&Pledge| pledge.counts() && !matches!(pledge.offer.kind, Kind::Money(_));
    cx.seen.pot.pledges.iter().filter(thing).collect()
}

fn words(pledge: &Pledge, cx: &Cx<'_>) -> String {
    let what = pledge.offer.kind.words(|amount| cx.reader.money(cx.seen.currency, amount));
    let to = cx.seen.pot.matched_to(pledge).map(|ask| format!(", for {}", cx.seen.called(ask)));
    format!("{what} from {}{}", pledge.offer.source, to.unwrap_or_default())
}

pub(super) fn answer(line: &CleanText, cx: &Cx<'_>) -> Reply {
    or_tell(ask(line, cx).and_then(|(ask, amount)| {
        let amount = cx.session.currency.parse(&amount)?;
        Ok(does(Any::Pot(Change::Grant(ask.id.clone(), amount))))
    }))
}

fn ask<'a>(line: &str, cx: &Cx<'a>) -> Result<(&'a Ask, CleanText), String> {
    let (place, rest) = names::thing_and_rest(line, cx.seen.pot.asks.len())?;
    Ok((&cx.seen.pot.asks[place], rest))
}

pub(super) fn command(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
    match word {
        "list" => tell(list(cx)),
        "why" => points::why(rest, cx),
        "match" => or_tell(matched(rest, cx)),
        "fund" => or_tell(fund(rest, cx)),
        "reserve" => or_tell(
            names::person(cx.session, rest).map(|id| does(Any::Pot(Change::Reserve(Some(id))))),
        ),
        _ => Reply::NotMine,
    }
}

fn matched(rest: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    let (ask, rest) = ask(rest, cx)?;
    let things = things(cx);
    let pledge = things[names::thing(&rest, things.len())?].id.clone();
    let matched = !ask.matched.contains(&pledge);
    Ok(does(Any::Pot(Change::Match { ask: ask.id.clone(), pledge, matched })))
}

/// An ask that fits what the count left, if the hands allow it.
fn fund(rest: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    let (ask, said) = ask(rest, cx)?;
    let at = cx.seen.pot.asks.iter().position(|other| other.id == ask.id);
    let proposals = proposals(cx.seen, cx.place);
    let fits = proposals.into_iter().find(|proposal| Some(proposal.wish) == at);
    let fits = fits.ok_or("This one does not fit what a count has left.")?;
    let fingers = hands(&said).map_err(|no| no.to_string())?;
    let amount = cx.reader.money(cx.seen.currency, fits.amount);
    let what = format!(
        "{amount} for {} from what the count left: {}.",
        cx.seen.called(ask),
        ask.need.title
    );
    let (ask, amount, what) = (ask.id.clone(), fits.amount, CleanText::line(&what));
    Ok(propose(cx, Here::Accept { ask, amount, what, fingers }))
}
