//! Before 9:41: who is here, what each could do alone, and what only together.

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

/// What each could do alone, and what only with the others.
const ALONE_AND_TOGETHER: [(&str, &str); 11] = [
    ("Ana", "Alone I can answer. Only with you is the answer true."),
    ("Ben", "We close at six, and people ask us at eight."),
    ("Chiara", "I can post a picture. I cannot say why a box is late."),
    ("Dirk", "I came to listen, and most of it was new to me."),
    ("Elif", "I can show how it is made. Nobody has asked me yet."),
    ("Farid", "Drivers are asked at every door, and may say nothing."),
    ("Greta", "At the bakery the drivers answered, too. It works."),
    ("Hanna", "Three agencies send invoices, and no budget says why."),
    ("Ivo", "Four tools, one password. Alone I can only lock it."),
    ("Jun", ""),
    ("Kofi", "I post alone at night and guess what Service would say."),
];

pub(super) fn beginning() -> Beginning {
    let library = Workshops::in_folder(Arc::new(RealDisk), None);
    let profile = |(name, function): (&str, &str)| Profile {
        name: text(name),
        function: text(function),
        // Jun's train is late; Dirk runs the plant; Greta has seen it work elsewhere.
        absent: name == "Jun",
        speaks_last: name == "Dirk",
        champion: name == "Greta",
        ..Profile::default()
    };
    Beginning {
        id: text("tour"),
        title: text("Who owns social? · Alder Foods"),
        currency: Currency::from_code("EUR").expect("a currency"),
        seed: 20_261_112,
        workshop: library.find("who-owns-social").expect("a test reads it"),
        people: PEOPLE.map(profile).into(),
        since: None,
        table: None,
    }
}

pub(super) fn play(play: &mut Play) {
    play.does(Change::Displays(Displays::Two));
    play.until(9, 32);
    play.start_clock();
    play.until(9, 33);
    let nothing = "400 questions a month stay open in public, and hundreds read each.";
    play.does(Change::DoingNothing(text(nothing)));
    play.until(9, 34);
    play.go("open", 1);
    play.until(9, 35);
    let jun = play.person("Jun");
    play.does(Change::People(Team::Arrive(jun)));
    play.go("open", 2);
    play.round(&ALONE_AND_TOGETHER, 18);
    let photos = Note::Park(text("May we use customers' photos?"));
    play.does(Change::Decisions(photos));
    let words = "The answer is ours: no answer of Marketing, none of Service.";
    play.does(Change::Decisions(decisions::Change::Agree(text(words))));
}
