//! The pot: bits and pieces from five functions, seven asks, and one that falls short.

use groundswell::methods::funding::Rule;
use groundswell::session::activities::Change as Here;
use groundswell::session::activities::pot::{Change as Count, Part, Taken, counted};
use groundswell::session::decisions::Change as Note;
use groundswell::session::pot::{Change as Pot, Firmness, Kind, Need, Offer, Recurring, Worth};
use groundswell::session::{Ballot, Change, Content, Id};

use super::play::{Play, day, euros, text};

/// The asks in the order of the ballots, by area.
const ASKS: [&str; 6] =
    ["First answers", "One inbox", "Listening", "House rules", "Stories", "Crisis"];

/// Points from 0 to 10, in the order of the asks.
const POINTS: [(&str, [u8; 6]); 11] = [
    ("Ana", [9, 6, 3, 2, 0, 3]),
    ("Ben", [9, 6, 4, 1, 0, 1]),
    ("Chiara", [4, 3, 6, 3, 6, 3]),
    ("Dirk", [2, 1, 1, 4, 3, 6]),
    ("Elif", [3, 1, 1, 4, 10, 0]),
    ("Farid", [7, 2, 0, 6, 1, 2]),
    ("Greta", [6, 3, 1, 8, 1, 0]),
    ("Hanna", [5, 6, 4, 2, 0, 4]),
    ("Ivo", [3, 10, 2, 3, 0, 2]),
    ("Jun", [3, 8, 4, 4, 0, 1]),
    ("Kofi", [4, 2, 8, 0, 7, 1]),
];

pub(super) fn play(play: &mut Play) {
    play.until(10, 49);
    play.go("pot", 0);
    for offer in offers(play) {
        let seq = play.does(Change::Pot(Pot::Pledge(vec![offer])));
        let pledge = Id::nth(groundswell::session::Kind::Pledge, seq, 0);
        play.does(Change::Pot(Pot::Read(pledge, true)));
    }
    play.here(Here::Pot(Count::Part(Part::Asks)));
    for (area, need) in needs() {
        let area = play.area(area);
        play.does(Change::Pot(Pot::Ask(vec![(area, need)])));
    }
    play.does(Change::Decisions(Note::Park(text("Selling boxes in a post"))));
    give_points(play);
    spread(play);
}

fn offers(play: &Play) -> Vec<Offer> {
    let from = |function: &str, kind: Kind| Offer {
        function: text(function),
        ..Offer::firm(text(function), kind)
    };
    let money = |function: &str, amount: i64| from(function, Kind::Money(euros(amount)));
    vec![
        Offer { strings: text("not for adverts"), ..money("Marketing", 14_000) },
        Offer { approver: text("Dirk, on his own"), ..money("Production", 4_000) },
        Offer {
            firmness: Firmness::Likely,
            only_for: vec![play.area("First answers"), play.area("House rules")],
            strings: text("for what drivers need"),
            approver: text("the head of Logistics"),
            until: Some(day(2027, 6, 30)),
            ..money("Logistics", 6_000)
        },
        Offer { source: text("the team's coffee money"), ..money("Service", 500) },
        Offer { strings: text("not in December"), ..from("Service", Kind::Hours(30)) },
        Offer {
            firmness: Firmness::Likely,
            from: Some(day(2027, 1, 4)),
            ..from("IT", Kind::Hours(20))
        },
        from("IT", Kind::Tool(text("40 seats in the help desk"))),
        from("Production", Kind::Person(text("a packer, every Tuesday"))),
        Offer { source: text("Farid's planner"), ..from("Logistics", Kind::Hours(4)) },
        Offer {
            firmness: Firmness::Hope,
            strings: text("if the spring campaign costs less"),
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
    let recurring = |need: Need, recurring: Recurring| Need { recurring, ..need };
    let evenings = need("Evenings until eight", [6_000, 7_500, 9_000]);
    // An answer that all can read spares a call of €6, 400 times a month.
    let worth = Some(Worth { each: euros(6), times: 400 });
    let moving = need("Moving into one inbox", [4_000, 5_000, 5_500]);
    let reading = need("A tool that reads along", [2_400, 3_600, 4_800]);
    let classes = need("Half-hours for all who answer", [1_600, 2_000, 2_400]);
    let films = need("Twelve short films", [8_000, 12_000, 16_000]);
    let number = need("A number that is answered at night", [3_000, 4_000, 5_000]);
    let page = need("The page, every month", [0, 0, 0]);
    vec![
        (
            "First answers",
            Need {
                worth,
                ..recurring(counted(evenings, 250, "hours", "people"), Recurring::Monthly)
            },
        ),
        ("One inbox", counted(moving, 10, "days", "outside help")),
        ("Listening", recurring(counted(reading, 12, "months", "tools"), Recurring::Monthly)),
        ("House rules", counted(classes, 100, "half-hours", "skills")),
        ("Stories", counted(films, 12, "films", "outside help")),
        ("Crisis", recurring(counted(number, 4, "trials", "outside help"), Recurring::Quarterly)),
        ("Measuring", recurring(counted(page, 48, "hours", "people"), Recurring::Monthly)),
    ]
}

fn give_points(play: &mut Play) {
    play.until(11, 0);
    play.here(Here::Pot(Count::Part(Part::Points)));
    play.here(Here::Pot(Count::Rule(Rule::EqualShares)));
    for (name, points) in POINTS {
        let marks = ASKS.iter().map(|area| play.ask(area)).zip(points);
        play.give(name, Content::Ballot(Ballot::of(marks)));
    }
    play.reveal();
}

/// The count is taken as it is, and hours and things find their places. What is left is too little
/// for films, and waits for whoever takes the crisis.
fn spread(play: &mut Play) {
    play.here(Here::Pot(Count::Part(Part::Grants)));
    let count = counted(play.session(), &play.session().at).expect("the points are shown");
    let taken = Taken { rule: count.rule, count };
    play.here(Here::Pot(Count::Take(Box::new(taken))));
    for (pledge, area) in [
        ("30 hours", "Listening"),
        ("20 hours", "One inbox"),
        ("40 seats", "One inbox"),
        ("a packer", "Stories"),
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
