//! What is put in: a line each, then each is read aloud.

use super::propose;
use crate::linear::asker::{Cx, Question, Reply, does, or_tell, tell};
use crate::linear::form::{Field, Form};
use crate::linear::names;
use crate::session::Change as Any;
use crate::session::activities::pot::{Change as Here, Part};
use crate::session::pot::{Change, Kind, Offer, Pledge, typed_offers};
use crate::text::CleanText;

pub(super) fn question(cx: &Cx<'_>) -> Question {
    Question::of(match cx.seen.pot.unread().next() {
        Some(pledge) => format!(
            "Read aloud: {}. An empty line says that it was read; a line is one more pledge.",
            words(pledge, cx)
        ),
        None => "Who puts in what? As in HR 500, or IT 6 hours, likely, or Sales tool picture \
                 library. An empty line goes on to what is needed."
            .to_owned(),
    })
}

/// "HR: €500, firm".
fn words(pledge: &Pledge, cx: &Cx<'_>) -> String {
    let offer = &pledge.offer;
    let what = offer.kind.words(|amount| cx.reader.money(cx.seen.currency, amount));
    let conditions = cx.seen.conditions(offer, cx.reader);
    let strings = conditions.iter().map(|one| format!(", {one}")).collect::<String>();
    format!("{}: {what}, {}{strings}", offer.source, offer.firmness.name())
}

pub(super) fn answer(line: &CleanText, cx: &Cx<'_>) -> Reply {
    or_tell(typed_offers(cx.session, line).map(|offers| does(Any::Pot(Change::Pledge(offers)))))
}

pub(super) fn empty(cx: &Cx<'_>) -> Reply {
    match cx.seen.pot.unread().next() {
        Some(pledge) => does(Any::Pot(Change::Read(pledge.id.clone(), true))),
        None => propose(cx, Here::Part(Part::Asks)),
    }
}

/// Asks how a pledge should be, as it was typed, and keeps what a line does not say.
fn editing(pledge: &Pledge, cx: &Cx<'_>) -> Reply {
    let before = typed(&pledge.offer, cx);
    let asks = "How is it right? The whole line, as in HR 500, likely.";
    let field = Field::needed(asks).proposing(&before);
    let (id, offer) = (pledge.id.clone(), pledge.offer.clone());
    Form::asking(vec![field], move |said, cx| {
        if *said[0] == *before {
            return Ok(tell("It stays as it was."));
        }
        let offers = typed_offers(cx.session, &said[0]).map_err(|no| (0, no))?;
        let [changed] = offers.as_slice() else {
            let sentence = "One pledge has one amount; the other one is a pledge of its own.";
            return Err((0, sentence.to_owned()));
        };
        let (from, until, approver) = (offer.from, offer.until, offer.approver.clone());
        let changed = Offer { from, until, approver, ..changed.clone() };
        Ok(does(Any::Pot(Change::EditPledge(id.clone(), changed))))
    })
}

/// A pledge as the line that makes it.
fn typed(offer: &Offer, cx: &Cx<'_>) -> String {
    let what = offer.kind.words(|amount| cx.reader.money(cx.seen.currency, amount));
    let sort = match offer.kind {
        Kind::Tool(_) => "tool ",
        Kind::Person(_) => "person ",
        Kind::Money(_) | Kind::Hours(_) => "",
    };
    let only_for = cx.seen.only_for(offer);
    let strings = (!offer.strings.is_empty()).then(|| offer.strings.to_string());
    let strings: String = only_for.into_iter().chain(strings).map(|it| format!(", {it}")).collect();
    format!("{} {sort}{what}, {}{strings}", offer.source, offer.firmness.name())
}

pub(super) fn command(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let pledges = &cx.seen.pot.pledges;
    match word {
        "list" => tell(names::with_letters(pledges.iter().map(|pledge| words(pledge, cx)))),
        "delete" => or_tell(
            names::thing(rest, pledges.len())
                .map(|place| does(Any::Pot(Change::DeletePledge(pledges[place].id.clone())))),
        ),
        "edit" => {
            or_tell(names::thing(rest, pledges.len()).map(|place| editing(&pledges[place], cx)))
        }
        "months" => match rest.parse() {
            Ok(months) => does(Any::Pot(Change::Months(months))),
            Err(_) => tell("Write a whole number of months, such as 12."),
        },
        _ => Reply::NotMine,
    }
}
