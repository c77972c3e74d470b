//! Decide, promise and close: one objection is met, one stands as dissent, twelve promises.

use groundswell::session::activities::Change as Here;
use groundswell::session::activities::decide::{self, rule_in_words};
use groundswell::session::activities::promise::Change as Reading;
use groundswell::session::decisions::{Change as Note, Fate, ParkedFate};
use groundswell::session::pot::{Change as Pot, Offer};
use groundswell::session::promises::{Change as Promises, Vow};
use groundswell::session::{Change, Id, Kind};
use jiff::civil::Date;

use super::play::{Play, day, text};
use super::pot::pledged;

const ONE_WORD: [(&str, &str); 11] = [
    ("Ana", "Lighter"),
    ("Ben", "Heard"),
    ("Chiara", "Busy"),
    ("Dirk", "Surprised"),
    ("Elif", "Ready"),
    ("Farid", "Unconvinced, and in"),
    ("Greta", "Hopeful"),
    ("Hanna", "Counting"),
    ("Ivo", "Clear"),
    ("Jun", "On time, in the end"),
    ("Kofi", ""),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 54);
    play.go("decide", 0);
    decide(play);
    play.until(11, 1);
    play.go("promise", 0);
    promise(play);
    play.until(11, 10);
    play.go("close", 0);
    play.until(11, 12);
    empty_the_lot(play);
    play.until(11, 14);
    play.go("close", 1);
    play.round(&ONE_WORD, 4);
    play.stop_clock();
    play.does(Change::Finish(true));
}

fn decide(play: &mut Play) {
    count(play, [0, 2, 1, 3, 3, 2]);
    let jun = object(
        play,
        "Jun",
        "The 20 hours fall into our January release. From the 18th I could live with it.",
    );
    let hours = pledged(play, "20 hours");
    let offer = play.session().pledge(&hours).expect("it was found").offer.clone();
    let later = Offer { from: Some(day(2027, 1, 18)), ..offer };
    play.does(Change::Pot(Pot::EditPledge(hours, later)));
    settle(play, jun, Fate::Met(text("The hours of IT begin on 18 January.")));
    let farid = object(
        play,
        "Farid",
        "When our one carrier stands still, everything else on this page stands still with it. \
         I carry the plan, and I say that it will cost us a week this winter.",
    );
    settle(play, farid, Fate::Dissent);
    count(play, [0, 0, 1, 4, 4, 2]);
    let agreed = "The three numbers are read once a month from one page, and nowhere else.";
    play.does(Change::Decisions(Note::Agree(text(agreed))));
    play.does(Change::Decisions(Note::Decide {
        what: text("We do it: three goals, seven areas, and the pot as it was counted."),
        rule: text(&rule_in_words(play.session(), &play.session().at)),
        tally: decide::counts(play.session(), &play.session().at).and_then(|it| it.tally),
        review: Some(day(2027, 2, 11)),
        reopen: text("a carrier stands still for three days"),
    }));
}

fn count(play: &mut Play, fingers: [u16; 6]) {
    play.here(Here::Decide(decide::Change::Tally(fingers)));
}

fn object(play: &mut Play, name: &str, words: &str) -> Id {
    let from = Some(play.person(name));
    let seq = play.does(Change::Decisions(Note::Object { text: text(words), from }));
    Id::new(Kind::Objection, seq)
}

fn settle(play: &mut Play, objection: Id, fate: Fate) {
    play.does(Change::Decisions(Note::Settle(objection, fate)));
}

/// One promise: who; when; will; by; first step and its day; who checks; place on the list, what
/// comes off; the area it serves, if any.
struct Said {
    who: &'static str,
    when: &'static str,
    will: &'static str,
    by: Date,
    first: (&'static str, Date),
    checks: &'static str,
    list: (u8, &'static str),
    area: &'static str,
}

fn promises() -> [Said; 12] {
    let november = |of: i8| day(2026, 11, of);
    let december = |of: i8| day(2026, 12, of);
    [
        Said {
            who: "Ana",
            when: "the week is planned",
            will: "ring the first five customers and write the page",
            by: december(11),
            first: ("pick the five from Monday's complaints", november(16)),
            checks: "Kofi",
            list: (2, "the weekly deck of complaints"),
            area: "Listening",
        },
        Said {
            who: "Ben",
            when: "a box is late",
            will: "write to the customer before noon, with a real hour in it",
            by: december(1),
            first: ("draft three messages with Chiara", november(17)),
            checks: "Ana",
            list: (3, ""),
            area: "Saying it",
        },
        Said {
            who: "Chiara",
            when: "the hours of IT are confirmed",
            will: "have the message live for one region",
            by: day(2027, 2, 12),
            first: ("choose the region with Farid", november(18)),
            checks: "Jun",
            list: (2, "the second edition of the spring brochure"),
            area: "Saying it",
        },
        Said {
            who: "Dirk",
            when: "I am back at the plant",
            will: "bring a name from Quality for the cold chain",
            by: december(3),
            first: ("ring the head of Quality", november(13)),
            checks: "Greta",
            list: (1, ""),
            area: "Keeping",
        },
        Said {
            who: "Elif",
            when: "the samples are here",
            will: "pack two pallets a day with the inlay and count what breaks",
            by: december(18),
            first: ("order 500 samples", november(16)),
            checks: "Hanna",
            list: (1, "guided tours of the line"),
            area: "Packing",
        },
        Said {
            who: "Farid",
            when: "",
            will: "bring two offers from carriers, without penalties",
            by: day(2027, 1, 29),
            first: ("ask the two we know", november(19)),
            checks: "Hanna",
            list: (2, "every second route meeting"),
            area: "Carriers",
        },
        Said {
            who: "Greta",
            when: "the dates stand",
            will: "hold the first half-day, for eleven packers",
            by: day(2027, 1, 22),
            first: ("find the room and two dates", november(17)),
            checks: "Elif",
            list: (3, "the depot newsletter"),
            area: "Teaching",
        },
        Said {
            who: "Greta",
            when: "I am at the depot on Fridays",
            will: "write down how many days fifty boxes have left",
            by: december(1),
            first: ("ask the depot for a table and a scale", november(13)),
            checks: "Hanna",
            list: (2, ""),
            area: "",
        },
        Said {
            who: "Hanna",
            when: "the month is closed",
            will: "put the three numbers on one page",
            by: december(7),
            first: ("agree with Ivo where they come from", november(18)),
            checks: "Ivo",
            list: (4, "the monthly refund report"),
            area: "Measuring",
        },
        Said {
            who: "Ivo",
            when: "the release is out",
            will: "show the late boxes of one depot on one screen",
            by: day(2027, 2, 26),
            first: ("list the three systems and whom to ask", november(19)),
            checks: "Jun",
            list: (3, ""),
            area: "Saying it",
        },
        Said {
            who: "Jun",
            when: "I see the release plan on Monday",
            will: "put the 20 hours into it, from 18 January on",
            by: november(27),
            first: ("talk to whoever leads the release", november(16)),
            checks: "Chiara",
            list: (2, ""),
            area: "Saying it",
        },
        Said {
            who: "Kofi",
            when: "",
            will: "ring back every shop that complained in October",
            by: december(4),
            first: ("get the list from Ben", november(13)),
            checks: "Ana",
            list: (3, "two posts a week"),
            area: "Listening",
        },
    ]
}

fn promise(play: &mut Play) {
    play.until(11, 4);
    for said in promises() {
        let who = play.person(said.who);
        let vow = vow(play, &said);
        play.does(Change::Promises(Promises::Make { who, vow, second_yes: false }));
    }
    let first = play.session().promises_in_turn()[0].id.clone();
    play.here(Here::Promise(Reading::Aloud(first)));
    while play.session().read_aloud(&play.session().at).is_some() {
        play.here(Here::Promise(Reading::Heard));
    }
}

fn vow(play: &Play, said: &Said) -> Vow {
    Vow {
        when: text(said.when),
        will: text(said.will),
        by: said.by,
        first_step: text(said.first.0),
        first_by: Some(said.first.1),
        checks: Some(play.person(said.checks)),
        place: said.list.0,
        comes_off: text(said.list.1),
        area: (!said.area.is_empty()).then(|| play.area(said.area)),
    }
}

fn empty_the_lot(play: &mut Play) {
    for (words, taken) in [
        ("Crates", Some(("Kofi", day(2027, 1, 15)))),
        ("Who talks", Some(("Chiara", day(2026, 12, 11)))),
        ("Vans", None),
    ] {
        let mut lot = play.session().parked.iter();
        let item = lot.find(|it| it.text.starts_with(words)).expect("it was parked").id.clone();
        let fate = match taken {
            Some((name, by)) => ParkedFate::Taken { who: play.person(name), by },
            None => ParkedFate::Dropped,
        };
        play.does(Change::Decisions(Note::Unpark(item, fate)));
    }
    play.does(Change::NextDate(Some(day(2026, 12, 14))));
}
