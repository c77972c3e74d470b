//! From 11:06: one year later it has failed. Two causes get a safeguard, and how failures are told
//! is agreed.

use groundswell::session::activities::Change as Here;
use groundswell::session::activities::foresee::{Change as Foresee, Safeguard};
use groundswell::session::activities::gather::aloud::Change as Reading;
use groundswell::session::decisions::Guard;
use groundswell::session::{Content, Id};

use super::play::{Play, text};

const ANGRY: &str = "One angry week, and posts need a yes";
const ALONE: &str = "By March, Service answered alone again";

const CAUSES: [(&str, &str); 11] = [
    ("Ana", ALONE),
    ("Ben", "The evening shift was saved away in summer"),
    ("Chiara", ANGRY),
    ("Dirk", "The plant heard of a rumour last"),
    ("Elif", "Stories were told about us, and not by us"),
    ("Farid", "A driver was left alone with one mistake"),
    ("Greta", "One page of rules became twelve"),
    ("Hanna", "We counted likes"),
    ("Ivo", "Two old tools were kept, just in case"),
    ("Jun", "The January release ate the hours"),
    ("Kofi", "The weekly page changed nothing"),
];

/// What lies on the empty chair.
const CHAIR: &str = "I asked twice, and then I asked a neighbour";

pub(super) fn play(play: &mut Play) {
    play.until(11, 6);
    play.go("failed", 0);
    play.until(11, 8);
    for (name, cause) in CAUSES {
        play.give(name, Content::Ideas(vec![text(cause)]));
    }
    play.reveal();
    play.here(Here::Foresee(Foresee::Add(vec![text(CHAIR)])));
    let all: Vec<Id> = causes(play).map(|(id, _)| id).collect();
    for cause in all {
        play.here(Here::Gather(Reading::Heard(cause, None)));
    }
    guard(
        play,
        ANGRY,
        "a post waits a day for a yes",
        "Kofi",
        "No leave to answer is taken back before a week has passed.",
    );
    guard(
        play,
        ALONE,
        "one function gives nine of ten answers",
        "Hanna",
        "Then we meet within a week, and evenings are shared anew.",
    );
    let telling = "Whoever sees it fail tells all of us that day, and we answer together.";
    play.here(Here::Foresee(Foresee::Tell(text(telling))));
}

fn causes(play: &Play) -> impl Iterator<Item = (Id, &str)> {
    let foreseen = play.session().foreseen(&play.session().at).expect("we are there");
    foreseen.causes.iter().map(|cause| (cause.id.clone(), cause.text.as_str()))
}

fn guard(play: &mut Play, cause: &str, sign: &str, watches: &str, agreed: &str) {
    let (cause, _) = causes(play).find(|(_, words)| *words == cause).expect("it was written");
    play.here(Here::Foresee(Foresee::Choose(cause.clone(), true)));
    let who = Some(play.person(watches));
    let against = Guard { cause, sign: text(sign), who };
    let safeguard = Safeguard { against, text: text(agreed) };
    play.here(Here::Foresee(Foresee::Guard(safeguard)));
}
