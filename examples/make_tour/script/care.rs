//! From 10:16: eight proposed areas become seven, and everyone says on paper what they care for.

use groundswell::session::areas::Change as Areas;
use groundswell::session::{Ballot, Change, Content, Id, Reach};

use super::play::{Play, text};

/// An area as the workshop proposed it, and what this room made of it.
struct Remade {
    was: &'static str,
    name: &'static str,
    done: &'static str,
    replaces: &'static str,
    /// The goals it serves, counted from 0.
    serves: &'static [usize],
    reach: Reach,
}

const AREAS: [Remade; 7] = [
    Remade {
        was: "Listening",
        name: "Listening",
        done: "A weekly page names one thing that we changed.",
        replaces: "the yearly survey",
        serves: &[0, 2],
        reach: Reach::Both,
    },
    Remade {
        was: "Content",
        name: "Stories",
        done: "Each function tells one a month; whoever helps others is thanked.",
        replaces: "the printed magazine",
        serves: &[1, 2],
        reach: Reach::Outside,
    },
    Remade {
        was: "Customer care",
        name: "First answers",
        done: "The first answer comes within the hour, every day until eight.",
        replaces: "the contact form",
        serves: &[0],
        reach: Reach::Outside,
    },
    Remade {
        was: "Crisis",
        name: "Crisis",
        done: "Who speaks and who pauses is on one page, tried each quarter.",
        replaces: "",
        serves: &[0],
        reach: Reach::Both,
    },
    Remade {
        was: "Policy",
        name: "House rules",
        done: "One page of rules, and everyone who answers has done the half-hour.",
        replaces: "the ban in the handbook",
        serves: &[1],
        reach: Reach::Inside,
    },
    Remade {
        was: "Tools",
        name: "One inbox",
        done: "All answer from one place; whoever leaves is out the same day.",
        replaces: "four tools and one password",
        serves: &[0, 1],
        reach: Reach::Inside,
    },
    Remade {
        was: "Measuring",
        name: "Measuring",
        done: "Three numbers are on one page, on the first Monday of the month.",
        replaces: "three agency reports",
        serves: &[0, 1, 2],
        reach: Reach::Inside,
    },
];

/// Everyone's sheet: “I care” and “I can” for each area, in the order of the list.
const SHEETS: [(&str, [[u8; 2]; 7]); 11] = [
    ("Ana", [[2, 2], [0, 0], [3, 3], [1, 0], [1, 1], [2, 1], [1, 1]]),
    ("Ben", [[2, 2], [0, 0], [3, 2], [0, 0], [0, 0], [2, 1], [0, 0]]),
    ("Chiara", [[2, 3], [2, 3], [1, 1], [1, 2], [1, 1], [1, 0], [0, 0]]),
    ("Dirk", [[1, 0], [1, 1], [0, 0], [1, 1], [2, 1], [0, 0], [0, 0]]),
    ("Elif", [[1, 0], [3, 2], [1, 1], [0, 0], [2, 1], [0, 0], [0, 0]]),
    ("Farid", [[1, 1], [0, 0], [3, 1], [0, 0], [2, 1], [0, 0], [0, 0]]),
    ("Greta", [[0, 0], [1, 1], [2, 2], [0, 0], [3, 3], [0, 0], [0, 0]]),
    ("Hanna", [[1, 0], [0, 0], [0, 0], [1, 0], [0, 0], [2, 1], [3, 3]]),
    ("Ivo", [[0, 0], [0, 0], [0, 0], [1, 0], [1, 1], [3, 3], [2, 2]]),
    ("Jun", [[1, 1], [0, 0], [1, 0], [0, 0], [1, 2], [2, 2], [1, 1]]),
    ("Kofi", [[3, 2], [2, 3], [1, 1], [1, 1], [0, 0], [0, 0], [0, 0]]),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 16);
    play.go("care", 0);
    remake(play);
    play.until(10, 20);
    let areas: Vec<Id> = play.session().areas.iter().map(|area| area.id.clone()).collect();
    for (name, answers) in SHEETS {
        let sheet = Ballot::of_pairs(areas.iter().cloned().zip(answers));
        play.give(name, Content::Ballot(sheet));
    }
}

/// Whoever helps others is thanked where stories are told: that needs no area of its own.
fn remake(play: &mut Play) {
    let community = play.area("Community");
    play.does(Change::Areas(Areas::Delete(community)));
    let goals: Vec<Id> = play.session().goals.iter().map(|goal| goal.id.clone()).collect();
    for Remade { was, name, done, replaces, serves, reach } in AREAS {
        let (name, done, replaces) = (text(name), text(done), text(replaces));
        let serves = serves.iter().map(|place| goals[*place].clone()).collect();
        let area = play.area(was);
        play.does(Change::Areas(Areas::Edit { area, name, done, replaces, serves, reach }));
    }
}
