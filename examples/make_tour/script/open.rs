//! Before 9:42: who is here, and why they came.

use std::sync::Arc;

use groundswell::money::Currency;
use groundswell::session::decisions::{self, Change as Note};
use groundswell::session::people::{Change as Team, Profile};
use groundswell::session::{Beginning, Change, Displays};
use groundswell::store::{RealDisk, Workshops};

use super::play::{Play, text};

/// Who is here, in the order of the list: name and function.
const PEOPLE: [(&str, &str); 11] = [
    ("Ana", "Service"),
    ("Ben", "Service"),
    ("Chiara", "Marketing"),
    ("Dirk", "Production"),
    ("Elif", "Production"),
    ("Farid", "Logistics"),
    ("Greta", "Logistics"),
    ("Hanna", "Finance"),
    ("Ivo", "IT"),
    ("Jun", "IT"),
    ("Kofi", "Marketing"),
];

/// Why they came, in a sentence.
const WHY: [(&str, &str); 11] = [
    ("Ana", "Every Monday I apologise for Friday's boxes."),
    ("Ben", "I want to stop guessing where a box is."),
    ("Chiara", "We write “fresh” on every banner, and I would like it to be true."),
    ("Dirk", "I want to hear it from you before I say anything."),
    ("Elif", "We pack well, and then we never hear of it again."),
    ("Farid", "Every complaint ends on my desk, whoever dropped the box."),
    ("Greta", "I did this at a bakery once. It can be done."),
    ("Hanna", "We paid €212,000 in refunds last year, and nobody's budget shows it."),
    ("Ivo", "Three systems know a third of each order."),
    ("Jun", ""),
    ("Kofi", "A photo of squashed pears travels further than our adverts."),
];

pub(super) fn beginning() -> Beginning {
    let library = Workshops::in_folder(Arc::new(RealDisk), None);
    let profile = |(name, function): (&str, &str)| Profile {
        name: text(name),
        function: text(function),
        // Jun's train is late; Dirk runs the plant; Greta has seen it work.
        absent: name == "Jun",
        speaks_last: name == "Dirk",
        champion: name == "Greta",
        ..Profile::default()
    };
    Beginning {
        id: text("tour"),
        title: text("Fresh on arrival · Alder Foods"),
        currency: Currency::from_code("EUR").expect("a currency"),
        seed: 20_261_112,
        workshop: library.find("goals-names-pot").expect("a test reads it"),
        people: PEOPLE.map(profile).into(),
        since: None,
    }
}

pub(super) fn play(play: &mut Play) {
    play.does(Change::Displays(Displays::Two));
    play.until(9, 32);
    play.start_clock();
    play.until(9, 34);
    play.go("open", 1);
    play.until(9, 35);
    let jun = play.person("Jun");
    play.does(Change::People(Team::Arrive(jun)));
    play.go("open", 2);
    play.round(&WHY, 12);
    let crates = Note::Park(text("Crates that come back, instead of cardboard"));
    play.does(Change::Decisions(crates));
    let words = "We say “our box”. There is no box of Logistics and no box of Production.";
    play.does(Change::Decisions(decisions::Change::Agree(text(words))));
}
