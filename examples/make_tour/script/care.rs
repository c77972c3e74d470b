//! From 10:07: the list of areas is agreed, and everyone says on paper what they care for.

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
}

const AREAS: [Remade; 7] = [
    Remade {
        was: "Listening to",
        name: "Listening",
        done: "Five customers are rung every month, and what they said is on one page.",
        replaces: "the yearly survey",
        serves: &[0, 1],
    },
    Remade {
        was: "Making the first",
        name: "Packing",
        done: "The new inlay is in every box with glass by 1 March.",
        replaces: "paper, tape and hope",
        serves: &[0],
    },
    Remade {
        was: "Telling everyone",
        name: "Saying it first",
        done: "A customer has our message before the promised hour has passed.",
        replaces: "the letter of apology",
        serves: &[1],
    },
    Remade {
        was: "Teaching",
        name: "Teaching",
        done: "Everyone who packs or drives has done the half-day.",
        replaces: "",
        serves: &[0, 2],
    },
    Remade {
        was: "Clearing the way",
        name: "Carriers",
        done: "A second carrier has driven a hundred boxes before Easter.",
        replaces: "",
        serves: &[0, 1],
    },
    Remade {
        was: "Watching for",
        name: "Keeping it cold",
        done: "Of every box above 8 °C we know the same day.",
        replaces: "the monthly sample",
        serves: &[2],
    },
    Remade {
        was: "Measuring",
        name: "Measuring",
        done: "The three numbers are on one page, on the first Monday of the month.",
        replaces: "three reports nobody compares",
        serves: &[0, 1, 2],
    },
];

/// Everyone's sheet: “I care” and “I can” for each area, in the order of the list.
const SHEETS: [(&str, [[u8; 2]; 7]); 11] = [
    ("Ana", [[3, 3], [1, 0], [2, 1], [0, 0], [1, 0], [0, 0], [1, 1]]),
    ("Ben", [[2, 2], [0, 0], [3, 2], [0, 0], [1, 0], [0, 0], [1, 0]]),
    ("Chiara", [[2, 0], [0, 0], [3, 3], [0, 0], [0, 0], [0, 0], [0, 0]]),
    ("Dirk", [[1, 0], [2, 3], [0, 0], [1, 1], [2, 0], [1, 1], [0, 0]]),
    ("Elif", [[0, 0], [3, 3], [0, 0], [2, 1], [0, 0], [0, 0], [0, 0]]),
    ("Farid", [[2, 0], [1, 1], [1, 0], [0, 0], [3, 3], [0, 0], [0, 0]]),
    ("Greta", [[0, 0], [1, 2], [0, 0], [3, 2], [2, 1], [1, 2], [0, 0]]),
    ("Hanna", [[1, 0], [0, 0], [0, 0], [0, 0], [1, 1], [0, 0], [3, 2]]),
    ("Ivo", [[1, 0], [0, 0], [2, 2], [0, 0], [0, 0], [1, 1], [2, 2]]),
    ("Jun", [[0, 0], [0, 0], [1, 0], [0, 0], [0, 0], [0, 0], [2, 1]]),
    ("Kofi", [[3, 1], [0, 0], [2, 0], [1, 0], [0, 0], [0, 0], [0, 0]]),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 7);
    play.go("care", 0);
    remake(play);
    play.until(10, 10);
    let areas: Vec<Id> = play.session().areas.iter().map(|area| area.id.clone()).collect();
    for (name, answers) in SHEETS {
        let sheet = Ballot::of_pairs(areas.iter().cloned().zip(answers));
        play.give(name, Content::Ballot(sheet));
    }
}

fn remake(play: &mut Play) {
    let goals: Vec<Id> = play.session().goals.iter().map(|goal| goal.id.clone()).collect();
    for Remade { was, name, done, replaces, serves } in AREAS {
        let (name, done, replaces) = (text(name), text(done), text(replaces));
        let serves = serves.iter().map(|place| goals[*place].clone()).collect();
        let area = play.area(was);
        let reach = Reach::NotSaid;
        play.does(Change::Areas(Areas::Edit { area, name, done, replaces, serves, reach }));
    }
}
