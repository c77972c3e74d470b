//! From 9:41: where they are, by function, and the phase they go for next.

use groundswell::session::activities::Change as Here;
use groundswell::session::activities::assess::{Change as Assess, id_of};
use groundswell::session::{Ballot, Content};

use super::play::Play;

/// Everyone's sheet, in the order of the script: 0 not here, 1 partly, 2 true here; then whether they
/// are nearer to groundswell than to control, and whether they should be. What Marketing passes on the
/// same day has never reached Logistics.
const SHEETS: [(&str, [u8; 14]); 11] = [
    ("Ana", [2, 2, 1, 1, 2, 1, 1, 0, 0, 0, 1, 0, 0, 1]),
    ("Ben", [2, 2, 1, 1, 2, 1, 1, 0, 1, 0, 0, 0, 0, 2]),
    ("Chiara", [1, 1, 0, 2, 2, 2, 1, 1, 1, 0, 1, 1, 1, 2]),
    ("Dirk", [2, 2, 0, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1]),
    ("Elif", [2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2]),
    ("Farid", [2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ("Greta", [2, 2, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 2]),
    ("Hanna", [2, 2, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1]),
    ("Ivo", [2, 1, 1, 1, 1, 2, 0, 0, 1, 0, 0, 1, 0, 0]),
    ("Jun", [2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1]),
    ("Kofi", [1, 1, 1, 1, 2, 2, 1, 0, 1, 1, 1, 0, 1, 2]),
];

/// “Listening”, counted from 1.
const NEXT: u8 = 2;

pub(super) fn play(play: &mut Play) {
    play.until(9, 41);
    play.go("where", 0);
    play.until(9, 45);
    for (name, answers) in SHEETS {
        let sheet = Ballot::of_answers((0..).map(id_of).zip(answers));
        play.give(name, Content::Ballot(sheet));
    }
    play.reveal();
    play.until(9, 49);
    play.here(Here::Assess(Assess::Next(Some(NEXT))));
}
