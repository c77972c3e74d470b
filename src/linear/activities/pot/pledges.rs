//! What is put in: a line each, then each is read aloud.

use super::propose;
use crate::linear::asker::{Cx, Question, Reply, does, or_tell, tell};
use crate::linear::names;
use crate::session::Change as Any;
use crate::session::activities::pot::{Change as Here, Part};
use crate::session::pot::{Change, Pledge, typed_offers};
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

pub(super) fn command(word: &str, rest: &CleanText, cx: &Cx<'_>) -> Reply {
    let pledges = &cx.seen.pot.pledges;
    match word {
        "list" => tell(names::with_letters(pledges.iter().map(|pledge| words(pledge, cx)))),
        "delete" => or_tell(
            names::thing(rest, pledges.len())
                .map(|place| does(Any::Pot(Change::DeletePledge(pledges[place].id.clone())))),
        ),
        "months" => match rest.parse() {
            Ok(months) => does(Any::Pot(Change::Months(months))),
            Err(_) => tell("Write a whole number of months, such as 12."),
        },
        _ => Reply::NotMine,
    }
}
