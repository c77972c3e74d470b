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
    play.until(11, 14);
    play.go("decide", 0);
    decide(play);
    play.until(11, 20);
    play.go("promise", 0);
    promise(play);
    play.until(11, 29);
    play.go("close", 0);
    play.until(11, 31);
    empty_the_lot(play);
    play.until(11, 33);
    play.go("close", 1);
    play.round(&ONE_WORD, 4);
    play.stop_clock();
    play.does(Change::Finish(true));
}

fn decide(play: &mut Play) {
    count(play, [0, 1, 2, 3, 3, 2]);
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
        "My drivers will answer under their own names, and the first mistake will be passed around. \
         I carry the plan, and I say that we have not yet promised them enough.",
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
        reopen: text("a colleague is blamed in public for an answer"),
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
            when: "the evenings are shared out",
            will: "answer in public until eight",
            by: december(11),
            first: ("ask Ben and Farid for two evenings each", november(16)),
            checks: "Kofi",
            list: (2, "the weekly deck of complaints"),
            area: "First answers",
        },
        Said {
            who: "Ben",
            when: "the same question comes a third time",
            will: "write the answer down for all",
            by: december(1),
            first: ("list the ten questions of last week", november(17)),
            checks: "Ana",
            list: (3, ""),
            area: "First answers",
        },
        Said {
            who: "Chiara",
            when: "the notice periods are known",
            will: "end two of the four tools",
            by: december(1),
            first: ("read both contracts with Hanna", november(18)),
            checks: "Ivo",
            list: (2, "the second spring brochure"),
            area: "One inbox",
        },
        Said {
            who: "Dirk",
            when: "the board meets",
            will: "bring a name for the crisis",
            by: december(3),
            first: ("put it on the board's list", november(13)),
            checks: "Chiara",
            list: (1, ""),
            area: "Crisis",
        },
        Said {
            who: "Elif",
            when: "the early shift agrees",
            will: "tell a story from the line",
            by: december(18),
            first: ("ask three packers who would tell one", november(16)),
            checks: "Kofi",
            list: (2, "guided tours of the line"),
            area: "Stories",
        },
        Said {
            who: "Farid",
            when: "two drivers have done the half-hour",
            will: "sit beside them as they answer",
            by: day(2027, 1, 29),
            first: ("ask who would like to answer", november(19)),
            checks: "Greta",
            list: (2, "every second route meeting"),
            area: "First answers",
        },
        Said {
            who: "Greta",
            when: "the rules fit on a page",
            will: "hold the half-hour for ten",
            by: day(2027, 1, 15),
            first: ("find the room and two dates", november(17)),
            checks: "Elif",
            list: (3, "the depot newsletter"),
            area: "House rules",
        },
        Said {
            who: "Greta",
            when: "",
            will: "bring the one page of the bakery",
            by: december(1),
            first: ("ring the bakery", november(13)),
            checks: "Chiara",
            list: (2, ""),
            area: "House rules",
        },
        Said {
            who: "Hanna",
            when: "the month is closed",
            will: "put three numbers on one page",
            by: december(7),
            first: ("agree with Ivo where they come from", november(18)),
            checks: "Ivo",
            list: (4, "the monthly refund report"),
            area: "Measuring",
        },
        Said {
            who: "Ivo",
            when: "the two tools have ended",
            will: "open the one inbox for Service",
            by: day(2027, 2, 26),
            first: ("list who has the shared password", november(19)),
            checks: "Jun",
            list: (3, "the new intranet search"),
            area: "One inbox",
        },
        Said {
            who: "Jun",
            when: "I see the release plan on Monday",
            will: "plan 20 hours, from 18 January",
            by: november(27),
            first: ("talk to whoever leads the release", november(16)),
            checks: "Ivo",
            list: (2, ""),
            area: "One inbox",
        },
        Said {
            who: "Kofi",
            when: "",
            will: "write the first weekly page",
            by: december(4),
            first: ("read a week of comments with Ben", november(17)),
            checks: "Ana",
            list: (3, "two posts a week"),
            area: "Listening",
        },
    ]
}

fn promise(play: &mut Play) {
    play.until(11, 23);
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
        ("May we", Some(("Chiara", day(2026, 12, 11)))),
        ("Who talks", Some(("Kofi", day(2027, 1, 15)))),
        ("Selling", None),
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
    play.does(Change::Contact(Some(play.person("Kofi"))));
}
