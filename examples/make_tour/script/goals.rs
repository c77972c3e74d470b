//! From 9:42 to the break: ideas, two votes, three goals.

use groundswell::session::decisions::Change as Note;
use groundswell::session::goals::{Change as Goals, HalfLit, Lamp, Shape};
use groundswell::session::ideas::Change as Ideas;
use groundswell::session::{Ballot, Change, Content, Id, Kind};
use jiff::civil::Date;

use super::play::{Play, day, text};

const IDEAS: [(&str, &[&str]); 11] = [
    ("Ana", &["Nothing in the box is broken", "Nobody rings us to ask where the box is"]),
    (
        "Ben",
        &[
            "A complaint is settled the day it comes, by whoever picks up",
            "Customers are told of a delay before they notice",
        ],
    ),
    ("Chiara", &["What arrives looks like the picture", "People post the box, it is so beautiful"]),
    ("Dirk", &["No pallet is packed twice", "The line stops when the cold chain breaks"]),
    ("Elif", &["On Tuesday the packers know what broke on Monday"]),
    ("Farid", &["Boxes come on the day we said", "Drivers know what is inside"]),
    (
        "Greta",
        &[
            "Everything can be eaten for five more days",
            "Damage is found at our dock, not at the door",
        ],
    ),
    ("Hanna", &["Refunds cost less than €80,000 a year", "We know what one bad box costs us"]),
    ("Ivo", &["One screen says where every box is"]),
    ("Jun", &["There is one place to look instead of three"]),
    ("Kofi", &["A customer hears of a delay from us first", "Shops reorder without being asked"]),
];

/// Four dots each, at most two on one, by how the option begins.
type Dots = [(&'static str, &'static [(&'static str, u8)]); 11];

const WHOLE: &str = "Whole boxes";
const DELAY: &str = "A customer hears of a delay";
const FRESH: &str = "Fresh for longer";
const SCREEN: &str = "One screen";

const FIRST_VOTE: Dots = [
    ("Ana", &[(WHOLE, 2), (DELAY, 2)]),
    ("Ben", &[(DELAY, 2), ("A complaint is settled", 1), (WHOLE, 1)]),
    ("Chiara", &[("What arrives", 2), ("People post", 1), (DELAY, 1)]),
    ("Dirk", &[(WHOLE, 2), (FRESH, 2)]),
    ("Elif", &[(WHOLE, 2), ("On Tuesday", 1), (FRESH, 1)]),
    ("Farid", &[("Boxes come", 2), (DELAY, 1), (WHOLE, 1)]),
    ("Greta", &[(FRESH, 2), (WHOLE, 2)]),
    ("Hanna", &[("Refunds", 2), ("We know what", 1), (WHOLE, 1)]),
    ("Ivo", &[(SCREEN, 2), (DELAY, 2)]),
    ("Jun", &[(SCREEN, 2), (DELAY, 1), (WHOLE, 1)]),
    ("Kofi", &[(DELAY, 2), ("Shops reorder", 1), (FRESH, 1)]),
];

/// After two minutes on the screen: it is how a delay gets known, and no goal of its own.
const SECOND_VOTE: Dots = [
    ("Ana", &[(WHOLE, 2), (DELAY, 2)]),
    ("Ben", &[(DELAY, 2), ("A complaint is settled", 1), (WHOLE, 1)]),
    ("Chiara", &[("What arrives", 1), (FRESH, 2), (DELAY, 1)]),
    ("Dirk", &[(WHOLE, 2), (FRESH, 2)]),
    ("Elif", &[(WHOLE, 2), ("On Tuesday", 1), (FRESH, 1)]),
    ("Farid", &[("Boxes come", 1), (DELAY, 1), (WHOLE, 1), (FRESH, 1)]),
    ("Greta", &[(FRESH, 2), (WHOLE, 2)]),
    ("Hanna", &[("Refunds", 2), (FRESH, 1), (WHOLE, 1)]),
    ("Ivo", &[(DELAY, 2), (FRESH, 1), (WHOLE, 1)]),
    ("Jun", &[(DELAY, 2), (SCREEN, 1), (WHOLE, 1)]),
    ("Kofi", &[(DELAY, 2), ("Shops reorder", 1), (FRESH, 1)]),
];

pub(super) fn play(play: &mut Play) {
    play.until(9, 42);
    play.go("goals", 0);
    gather(play);
    play.until(9, 53);
    play.go("goals", 1);
    vote(play, &FIRST_VOTE);
    play.until(9, 58);
    play.reopen();
    vote(play, &SECOND_VOTE);
    play.until(10, 1);
    play.go("goals", 2);
    shape(play);
}

fn gather(play: &mut Play) {
    play.until(9, 47);
    for (name, ideas) in IDEAS {
        play.give(name, Content::Ideas(ideas.iter().map(|idea| text(idea)).collect()));
    }
    play.reveal();
    let all: Vec<Id> = play.session().ideas.iter().map(|idea| idea.id.clone()).collect();
    for idea in all {
        play.does(Change::Ideas(Ideas::Read(idea, true)));
    }
    merge(play, DELAY, "Customers are told", "A customer hears of a delay from us first");
    merge(play, SCREEN, "There is one place", "One screen says where every box is");
    group(play, WHOLE, &["Nothing in the box", "No pallet", "Damage is found"]);
    group(play, FRESH, &["Everything can be eaten", "The line stops"]);
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

fn shape(play: &mut Play) {
    let whole = Shape {
        outcome: text("A customer opens the box, and everything in it is whole"),
        from: text("62"),
        to: text("20"),
        unit: text("complaints per 1,000 boxes"),
        harm: text("The line slows down. Production sees it in minutes per pallet."),
        better_off: text("customers"),
        ..needs(&["Production", "Logistics", "Service"], day(2027, 11, 12))
    };
    goal(play, whole, WHOLE);
    let first = Shape {
        outcome: text("A customer hears of a delay from us, before they ask"),
        from: text("1 in 10"),
        to: text("9 in 10"),
        unit: text("late boxes"),
        harm: text("Messages nobody wants. Service reads the replies."),
        better_off: text("customers, and whoever answers the telephone"),
        ..needs(&["Logistics", "IT", "Service", "Marketing"], day(2027, 6, 30))
    };
    goal(play, first, DELAY);
    let fresh = Shape {
        outcome: text("What arrives can be eaten for five days or more"),
        to: text("95"),
        unit: text("% of boxes"),
        harm: text("More is thrown away at the plant. Production weighs it."),
        better_off: text("customers, and the shops that reorder"),
        ..needs(&["Production", "Logistics", "Finance"], day(2027, 9, 30))
    };
    let fresh = goal(play, fresh, FRESH);
    let half = HalfLit { lamp: Lamp::Number, who: play.person("Greta"), by: day(2026, 12, 1) };
    play.does(Change::Goals(Goals::FindOut(fresh, half)));
    let shelf = Note::Park(text("Who talks to the shops about shelf life?"));
    play.does(Change::Decisions(shelf));
}

fn needs(functions: &[&str], by: Date) -> Shape {
    let needs = functions.iter().map(|function| text(function)).collect();
    Shape { needs, by: Some(by), ..Shape::default() }
}

fn goal(play: &mut Play, shape: Shape, idea: &str) -> Id {
    let idea = play.option(idea);
    Id::new(Kind::Goal, play.does(Change::Goals(Goals::Add(shape, Some(idea)))))
}
