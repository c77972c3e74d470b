//! The pot: bits and pieces from five functions, seven asks, and one that falls short.

use groundswell::methods::funding::Rule;
use groundswell::session::activities::Change as Here;
use groundswell::session::activities::pot::{Change as Count, Part, Taken, counted};
use groundswell::session::decisions::Change as Note;
use groundswell::session::pot::{Change as Pot, Firmness, Kind, Need, Offer, Recurring};
use groundswell::session::{Ballot, Change, Content, Id};

use super::play::{Play, day, euros, text};

/// The asks in the order of the ballots, by area.
const ASKS: [&str; 6] = ["Packing", "Saying it", "Listening", "Teaching", "Carriers", "Keeping"];

/// Points from 0 to 10, in the order of the asks.
const POINTS: [(&str, [u8; 6]); 11] = [
    ("Ana", [7, 6, 5, 4, 2, 4]),
    ("Ben", [5, 7, 3, 4, 2, 0]),
    ("Chiara", [6, 7, 3, 3, 2, 2]),
    ("Dirk", [9, 1, 1, 4, 2, 8]),
    ("Elif", [10, 1, 1, 6, 2, 5]),
    ("Farid", [3, 2, 0, 2, 10, 2]),
    ("Greta", [6, 2, 1, 7, 6, 3]),
    ("Hanna", [8, 2, 1, 3, 5, 0]),
    ("Ivo", [6, 5, 1, 3, 2, 6]),
    ("Jun", [6, 5, 1, 4, 2, 2]),
    ("Kofi", [5, 5, 3, 4, 5, 3]),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 37);
    play.go("pot", 0);
    for offer in offers() {
        let seq = play.does(Change::Pot(Pot::Pledge(vec![offer])));
        let pledge = Id::nth(groundswell::session::Kind::Pledge, seq, 0);
        play.does(Change::Pot(Pot::Read(pledge, true)));
    }
    play.here(Here::Pot(Count::Part(Part::Asks)));
    for (area, need) in needs() {
        let area = play.area(area);
        play.does(Change::Pot(Pot::Ask(vec![(area, need)])));
    }
    play.does(Change::Decisions(Note::Park(text("Vans of our own"))));
    give_points(play);
    spread(play);
}

fn offers() -> Vec<Offer> {
    let from = |function: &str, kind: Kind| Offer {
        function: text(function),
        ..Offer::firm(text(function), kind)
    };
    let money = |function: &str, amount: i64| from(function, Kind::Money(euros(amount)));
    vec![
        Offer {
            strings: text("only for what a customer sees or reads"),
            ..money("Marketing", 12_000)
        },
        Offer { approver: text("Dirk, on his own"), ..money("Production", 15_000) },
        Offer {
            firmness: Firmness::Likely,
            strings: text("not for lorries"),
            approver: text("the head of Logistics"),
            until: Some(day(2027, 6, 30)),
            ..money("Logistics", 8_500)
        },
        Offer { source: text("the team's coffee money"), ..money("Service", 500) },
        Offer { strings: text("not in December"), ..from("Service", Kind::Hours(24)) },
        Offer {
            firmness: Firmness::Likely,
            from: Some(day(2027, 1, 4)),
            ..from("IT", Kind::Hours(20))
        },
        from("IT", Kind::Tool(text("40 seats on the parcel screen"))),
        from("Production", Kind::Person(text("a packer, every Tuesday"))),
        Offer { source: text("Farid's analyst"), ..from("Logistics", Kind::Hours(4)) },
        Offer {
            firmness: Firmness::Hope,
            strings: text("if the spring campaign costs less than planned"),
            ..money("Marketing", 5_000)
        },
    ]
}

fn needs() -> Vec<(&'static str, Need)> {
    let need = |title: &str, [minimum, target, stretch]: [i64; 3]| Need {
        title: text(title),
        minimum: euros(minimum),
        target: euros(target),
        stretch: euros(stretch),
        ..Need::default()
    };
    let counted = |need: Need, quantity: u32, unit: &str, category: &str| Need {
        quantity,
        unit: text(unit),
        category: text(category),
        ..need
    };
    let monthly = |need: Need| Need { recurring: Recurring::Monthly, ..need };
    let inlays = need("Inlays for boxes with glass", [9_000, 12_000, 14_000]);
    let messages = need("Messages that say when", [3_600, 4_800, 7_200]);
    let calls = need("Sixty calls and a thank-you box", [1_200, 1_800, 2_400]);
    let classes = need("Half-days for packers and drivers", [4_000, 6_000, 8_000]);
    let trial = need("A trial with a second carrier", [8_000, 10_000, 12_000]);
    let loggers = need("Loggers for 300 boxes", [6_000, 7_500, 9_000]);
    let page = need("The page, every month", [0, 0, 0]);
    vec![
        ("Packing", counted(inlays, 40_000, "inlays", "tools")),
        ("Saying it", monthly(counted(messages, 12, "months", "tools"))),
        ("Listening", monthly(counted(calls, 12, "months", "people"))),
        ("Teaching", counted(classes, 92, "half-days", "skills")),
        ("Carriers", counted(trial, 100, "boxes", "outside help")),
        ("Keeping", counted(loggers, 300, "loggers", "tools")),
        ("Measuring", monthly(counted(page, 48, "hours", "people"))),
    ]
}

fn give_points(play: &mut Play) {
    play.until(10, 46);
    play.here(Here::Pot(Count::Part(Part::Points)));
    play.here(Here::Pot(Count::Rule(Rule::EqualShares)));
    for (name, points) in POINTS {
        let marks = ASKS.iter().map(|area| play.ask(area)).zip(points);
        play.give(name, Content::Ballot(Ballot::of(marks)));
    }
    play.reveal();
}

/// The count is taken as it is, and hours and things find their places. What is left is too little
/// for a second carrier, and waits for the cold chain.
fn spread(play: &mut Play) {
    play.here(Here::Pot(Count::Part(Part::Grants)));
    let count = counted(play.session(), &play.session().at).expect("the points are shown");
    let taken = Taken { rule: count.rule, count };
    play.here(Here::Pot(Count::Take(Box::new(taken))));
    for (pledge, area) in [
        ("24 hours", "Listening"),
        ("20 hours", "Saying it"),
        ("40 seats", "Saying it"),
        ("a packer", "Teaching"),
        ("4 hours", "Measuring"),
    ] {
        let (ask, pledge) = (play.ask(area), pledged(play, pledge));
        play.does(Change::Pot(Pot::Match { ask, pledge, matched: true }));
    }
    let hanna = play.person("Hanna");
    play.does(Change::Pot(Pot::Reserve(Some(hanna))));
}

/// A pledge, by the beginning of what is pledged.
pub(super) fn pledged(play: &Play, beginning: &str) -> Id {
    let words = |kind: &Kind| kind.words(|_| String::new());
    let mut pledges = play.session().pot.pledges.iter();
    let found = pledges.find(|pledge| words(&pledge.offer.kind).starts_with(beginning));
    found.unwrap_or_else(|| panic!("nobody pledged {beginning}")).id.clone()
}
