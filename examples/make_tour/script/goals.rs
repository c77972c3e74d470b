//! From 9:50: ideas through lenses, two votes, three goals.

use groundswell::session::activities::Change as Here;
use groundswell::session::activities::vote::{Change as Vote, TALK};
use groundswell::session::decisions::Change as Note;
use groundswell::session::goals::{Change as Goals, HalfLit, Lamp, Shape};
use groundswell::session::ideas::Change as Ideas;
use groundswell::session::{Ballot, Change, Content, Id, Kind, Reach};
use jiff::civil::Date;

use super::play::{Play, day, text};

const IDEAS: [(&str, &[&str]); 11] = [
    ("Ana", &["A question in public is answered within an hour", "Nobody has to ask twice"]),
    (
        "Ben",
        &["Whoever knows the answer gives it", "Questions after six are answered that evening"],
    ),
    ("Chiara", &["People show the meal around", "Each function tells its story"]),
    ("Dirk", &["Customers change a product", "A second reader for every post"]),
    ("Elif", &["A packer may show how a box is packed", "Praise reaches the line, too"]),
    (
        "Farid",
        &["Drivers may say why a box is late", "Late boxes are explained before anyone asks"],
    ),
    ("Greta", &["A driver's answer counts as ours", "A farm sees its carrots served"]),
    ("Hanna", &["We know what an answer saves", "One agency instead of three"]),
    ("Ivo", &["One shared inbox", "No password is shared"]),
    ("Jun", &["There is one place to answer from"]),
    ("Kofi", &["Helpers thanked", "Somebody reads a post before it is out"]),
];

/// Through which lens an idea came, by how it begins. No idea came through “Partners”.
const LENSES: [(&str, &str); 10] = [
    ("A question in public", "People at the counter"),
    ("Questions after six", "People at the counter"),
    ("Nobody has to ask", "The whole experience"),
    ("Late boxes", "The whole experience"),
    ("People show", "Customers who pass it on"),
    ("Customers change", "Customers who build"),
    ("A packer may show", "Colleagues who invent"),
    ("Drivers may say", "People at the counter"),
    ("A farm sees", "Supply chain"),
    ("Helpers thanked", "Admirers"),
];

/// Four dots each, at most two on one, by how the option begins.
type Dots = [(&'static str, &'static [(&'static str, u8)]); 11];

const HOUR: &str = "Within the hour";
const KNOW: &str = "Those who know";
const HEARD: &str = "Customers heard";
const SECOND: &str = "A second reader";
const INBOX: &str = "One shared inbox";
const HELPERS: &str = "Helpers thanked";

const FIRST_VOTE: Dots = [
    ("Ana", &[(HOUR, 2), (KNOW, 1), (HEARD, 1)]),
    ("Ben", &[(HOUR, 2), (KNOW, 2)]),
    ("Chiara", &[(SECOND, 2), (HOUR, 1), ("Each function", 1)]),
    ("Dirk", &[(SECOND, 2), (HEARD, 2)]),
    ("Elif", &[(KNOW, 2), (HEARD, 1), (HOUR, 1)]),
    ("Farid", &[(KNOW, 2), (HOUR, 2)]),
    ("Greta", &[(KNOW, 2), (HELPERS, 1), (HOUR, 1)]),
    ("Hanna", &[(SECOND, 2), ("We know what", 1), (HOUR, 1)]),
    ("Ivo", &[(INBOX, 2), (HOUR, 1), ("No password", 1)]),
    ("Jun", &[(SECOND, 2), (INBOX, 1), (HOUR, 1)]),
    ("Kofi", &[(HELPERS, 2), (KNOW, 1), (HOUR, 1)]),
];

/// After two minutes on the second reader: it is a rule for the way there, and no goal.
const SECOND_VOTE: Dots = [
    ("Ana", &[(HOUR, 2), (KNOW, 1), (HEARD, 1)]),
    ("Ben", &[(HOUR, 2), (KNOW, 2)]),
    ("Chiara", &[(HOUR, 2), (HEARD, 1), (SECOND, 1)]),
    ("Dirk", &[(HEARD, 2), (SECOND, 1), (HOUR, 1)]),
    ("Elif", &[(KNOW, 2), (HEARD, 1), (HOUR, 1)]),
    ("Farid", &[(KNOW, 2), (HOUR, 2)]),
    ("Greta", &[(KNOW, 2), (HELPERS, 1), (HOUR, 1)]),
    ("Hanna", &[(HEARD, 2), ("We know what", 1), (HOUR, 1)]),
    ("Ivo", &[(INBOX, 2), (HOUR, 1), ("No password", 1)]),
    ("Jun", &[(HOUR, 2), (INBOX, 1), (HEARD, 1)]),
    ("Kofi", &[(HELPERS, 2), (KNOW, 1), (HOUR, 1)]),
];

pub(super) fn play(play: &mut Play) {
    play.until(9, 50);
    play.go("goals", 0);
    gather(play);
    play.until(10, 0);
    play.go("goals", 1);
    vote(play, &FIRST_VOTE);
    talk(play, SECOND);
    play.until(10, 4);
    play.here(Here::Vote(Vote::EndTalk));
    play.reopen();
    vote(play, &SECOND_VOTE);
    play.until(10, 9);
    play.go("goals", 2);
    shape(play);
}

fn gather(play: &mut Play) {
    play.until(9, 53);
    for (name, ideas) in IDEAS {
        play.give(name, Content::Ideas(ideas.iter().map(|idea| text(idea)).collect()));
    }
    play.reveal();
    let all: Vec<Id> = play.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    for idea in all {
        play.does(Change::Ideas(Ideas::Read(idea, true)));
    }
    for (idea, lens) in LENSES {
        let idea = play.idea(idea);
        play.does(Change::Ideas(Ideas::Through(vec![idea], text(lens))));
    }
    merge(play, SECOND, "Somebody reads", "A second reader");
    merge(play, INBOX, "There is one place", "One shared inbox");
    group(play, HOUR, &["A question in public", "Questions after six", "Late boxes"]);
    group(play, KNOW, &["Whoever knows", "Drivers may say", "A packer may", "A driver's answer"]);
    group(play, HEARD, &["Customers change", "Nobody has to ask"]);
}

fn merge(play: &mut Play, first: &str, other: &str, words: &str) {
    let ideas = vec![play.idea(first), play.idea(other)];
    play.does(Change::Ideas(Ideas::Merge(ideas, text(words))));
}

fn group(play: &mut Play, name: &str, ideas: &[&str]) {
    let ideas = ideas.iter().map(|idea| play.idea(idea)).collect();
    play.does(Change::Ideas(Ideas::Group(ideas, text(name))));
}

fn vote(play: &mut Play, dots: &Dots) {
    for (name, marks) in dots {
        let ballot = Ballot::of(marks.iter().map(|(option, value)| (play.option(option), *value)));
        assert_eq!(ballot.total(), 4, "{name}");
        play.give(name, Content::Ballot(ballot));
    }
    play.reveal();
}

/// Two minutes about one option, both ends first.
fn talk(play: &mut Play, about: &str) {
    let about = play.option(about);
    let until = play.now() + TALK;
    play.here(Here::Vote(Vote::Talk(about, until)));
}

fn shape(play: &mut Play) {
    let hour = Shape {
        outcome: text("A question in public has a true answer within an hour"),
        from: text("20"),
        to: text("80"),
        unit: text("% of public questions"),
        harm: text("Quick answers that are wrong. Service counts what is corrected."),
        better_off: text("customers, and everyone who reads along"),
        reach: Reach::Outside,
        serves: text("Nine of ten customers stay"),
        ..needs(&["Service", "Marketing", "Logistics", "IT"], day(2027, 9, 30))
    };
    goal(play, hour, HOUR);
    let know = Shape {
        outcome: text("Packers and drivers may answer without asking first"),
        from: text("3"),
        to: text("40"),
        unit: text("colleagues who answer"),
        harm: text("One is left alone with a mistake. Logistics asks them monthly."),
        better_off: text("colleagues who know, and whoever asks them"),
        reach: Reach::Inside,
        serves: text("A place where people stay"),
        ..needs(&["Production", "Logistics", "Service"], day(2027, 6, 30))
    };
    goal(play, know, KNOW);
    let heard = Shape {
        outcome: text("Every quarter a customer's words change a product"),
        to: text("4"),
        unit: text("changes a year in what we sell"),
        harm: text("Only the loudest are heard. Service compares with the calls."),
        better_off: text("customers, and whoever writes our recipes"),
        reach: Reach::Both,
        serves: text("Two new boxes a year that last"),
        ..needs(&["Production", "Service", "Marketing"], day(2027, 11, 12))
    };
    let heard = goal(play, heard, HEARD);
    let half = HalfLit { lamp: Lamp::Number, who: play.person("Elif"), by: day(2026, 12, 1) };
    play.does(Change::Goals(Goals::FindOut(heard, half)));
    let shops = Note::Park(text("Who talks on the shops' pages?"));
    play.does(Change::Decisions(shops));
}

fn needs(functions: &[&str], by: Date) -> Shape {
    let needs = functions.iter().map(|function| text(function)).collect();
    Shape { needs, by: Some(by), ..Shape::default() }
}

fn goal(play: &mut Play, shape: Shape, idea: &str) -> Id {
    let idea = play.option(idea);
    Id::new(Kind::Goal, play.does(Change::Goals(Goals::Add(shape, Some(idea)))))
}
