//! The table of all activities in which something is given privately: what holds for one holds for
//! each.

use crate::methods::funding::Rule;
use crate::money::Money;
use crate::session::activities::{self, pot::Change as Count};
use crate::session::pot::{Change as Pot, Firmness, Kind, Need, Offer, Recurring};
use crate::session::private::Outsider;
use crate::session::{Ballot, Change, Content, Id, Place, Session};
use crate::testing::{area, person, text};
use crate::text::CleanText;
use crate::workshop::{Axis, Do, Over, Phase, Poles, Policy, Statement, VoteKind};

/// An activity in which something is given privately.
pub(super) struct Private {
    /// The id of its step.
    pub(super) name: &'static str,
    /// The activity.
    pub(super) what: fn() -> Do,
    /// What happens before anybody gives.
    pub(super) ready: fn(&Place) -> Vec<Change>,
    /// A gift unlike most of other numbers. Where things are counted, a number and three more give
    /// as many.
    pub(super) gift: fn(&Session, u16) -> Content,
    /// Whether somebody who gave may add to it; otherwise what is in stays, or is replaced.
    pub(super) is_added_to: bool,
    /// Whether the room is told of each function, where names are kept.
    pub(super) is_by_function: bool,
    /// Whether who gives is half of what is given: then it cannot be anonymous, and who gave which
    /// is what the room is told of, function by function.
    pub(super) is_by_giver: bool,
    /// The keys that open it on the console to type from sheets of paper.
    pub(super) paper: &'static str,
    /// The keys that bring up the first cover.
    pub(super) cover: &'static str,
    /// The keys that open the cover and leave something typed behind it.
    pub(super) typed: &'static str,
}

impl Private {
    /// The policy that is meant, or the strictest that can be kept here.
    pub(super) fn policy(&self, meant: Policy) -> Policy {
        if self.is_by_giver { meant.min(Policy::Hidden) } else { meant }
    }
}

/// Stands in every text that is given, and in nothing else.
pub(super) const SECRET: &str = "xyzzy";

/// All of them.
pub(super) const PRIVATE: &[Private] = &[
    Private { name: "gather", what: || Do::Gather {}, ..LINES },
    Private {
        name: "foresee",
        what: || Do::Foresee { top: 2, chair: text("the customer") },
        ..LINES
    },
    Private {
        name: "dots",
        what: || vote(VoteKind::Dots),
        gift: |_, number| {
            let dots =
                [[2, 1, 0], [1, 2, 0], [0, 2, 1], [0, 1, 2], [1, 0, 2], [2, 0, 1], [1, 1, 1]];
            Content::Ballot(Ballot::of(on_areas(dots[usize::from(number) % dots.len()])))
        },
        typed: "<enter><space>",
        ..BALLOT
    },
    Private {
        name: "approvals",
        what: || vote(VoteKind::Approval),
        gift: |_, number| {
            let one = |bit: u16| u8::from(number & bit > 0);
            Content::Ballot(Ballot::of(on_areas([one(1), one(2), one(4)])))
        },
        typed: "<enter><space>",
        ..BALLOT
    },
    Private {
        name: "scores",
        what: || vote(VoteKind::Score),
        gift: |_, number| {
            let score = |by: u16| (number / by % 6) as u8;
            Content::Ballot(Ballot::of_answers(on_areas([score(1), score(6), score(36)])))
        },
        typed: "<enter>5",
        ..BALLOT
    },
    Private {
        name: "ranking",
        what: || vote(VoteKind::Ranked),
        gift: |_, number| {
            let orders = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
            Content::Ballot(Ballot::of(on_areas(orders[usize::from(number) % orders.len()])))
        },
        typed: "<enter><space>",
        ..BALLOT
    },
    Private {
        name: "matrix",
        what: || Do::Matrix {
            over: Over::Areas,
            up: Axis::of("impact"),
            across: Axis::of("effort"),
            points: 5,
        },
        gift: |_, number| {
            let place = |by: u16| 1 + (number / by % 5) as u8;
            let pairs = [1, 5, 25].map(|by| [place(by), place(by * 3)]);
            Content::Ballot(Ballot::of_pairs((1..=3).map(area).zip(pairs)))
        },
        typed: "<enter>2",
        ..BALLOT
    },
    Private {
        name: "assess",
        what: assessment,
        gift: |_, number| {
            let answer = |by: u16| (number / by % 3) as u8;
            let answers = [1, 3, 9, 27].map(answer).into_iter().enumerate();
            let answers = answers.map(|(at, answer)| (activities::assess::id_of(at), answer));
            Content::Ballot(Ballot::of_answers(answers))
        },
        typed: "<enter>2",
        is_by_function: true,
        ..BALLOT
    },
    Private {
        name: "network",
        what: || Do::Network { most: 5, outside: true },
        gift: |_, number| {
            let bit = |at: usize| number >> at & 1 == 1;
            let people = (0..3).filter(|at| bit(*at)).map(|at| person(at + 4));
            let name = text(&format!("{SECRET} {number}"));
            Content::Ballot(Ballot::of_names(people, [Outsider { name, function: text("Law") }]))
        },
        typed: "<enter>xyzzy",
        is_by_giver: true,
        ..BALLOT
    },
    Private {
        name: "care",
        what: || Do::Care { supporters: 2 },
        gift: |_, number| {
            let answer = |by: u16| (number / by % 4) as u8;
            let pairs = [1, 4, 16].map(|by| [answer(by), answer(by * 7)]);
            Content::Ballot(Ballot::of_pairs((1..=3).map(area).zip(pairs)))
        },
        typed: "<enter>2",
        ..BALLOT
    },
    Private {
        name: "pot",
        what: || Do::Pot { months: 12 },
        ready: a_pot,
        gift: |session, number| {
            let asks = session.pot.asks.iter().map(|ask| ask.id.clone());
            let points = [number % 11, number / 11 % 11].map(|points| points as u8);
            Content::Ballot(Ballot::of(asks.zip(points)))
        },
        typed: "<enter>5",
        ..BALLOT
    },
];

/// What is alike in all activities with ballots.
const BALLOT: Private = Private {
    name: "",
    what: || Do::Break {},
    ready: |_| Vec::new(),
    gift: |_, _| Content::Ballot(Ballot::default()),
    is_added_to: false,
    is_by_function: false,
    is_by_giver: false,
    paper: "i",
    cover: "c",
    typed: "",
};

/// Two phases of two statements, and two poles.
fn assessment() -> Do {
    let statement = |(words, phase)| Statement { text: text(words), phase };
    let phase = |name| {
        let (name, nothing) = (text(name), CleanText::default());
        Phase { name, term: nothing.clone(), question: nothing }
    };
    Do::Assess {
        statements: [("We post.", 1), ("We ask.", 2), ("We read.", 2), ("Few answer.", 1)]
            .map(statement)
            .into(),
        phases: ["one voice", "listening"].map(phase).into(),
        poles: Some(Poles { from: text("control"), to: text("groundswell") }),
    }
}

/// What is alike where lines are written.
const LINES: Private = Private {
    gift: |_, number| {
        let line = |nth: u16| text(&format!("{SECRET} {number} {nth}"));
        Content::Ideas((0..=number % 3).map(line).collect())
    },
    is_added_to: true,
    paper: "a",
    cover: "<down><enter>",
    typed: "<enter>xyzzy",
    ..BALLOT
};

fn vote(kind: VoteKind) -> Do {
    let dots = (kind == VoteKind::Dots).then_some(3);
    Do::Vote { over: Over::Areas, kind, dots, cap: 2 }
}

/// These values on the areas.
fn on_areas(values: [u8; 3]) -> impl Iterator<Item = (Id, u8)> {
    (1..=3).map(area).zip(values)
}

/// Money, two asks, and a rule that was read aloud.
fn a_pot(place: &Place) -> Vec<Change> {
    let offer = Offer {
        source: text("Service"),
        function: CleanText::default(),
        kind: Kind::Money(Money(100_000)),
        firmness: Firmness::Firm,
        from: None,
        until: None,
        only_for: Vec::new(),
        strings: CleanText::default(),
        approver: CleanText::default(),
    };
    let need = |title: &str| Need {
        title: text(title),
        minimum: Money(10_000),
        target: Money(40_000),
        stretch: Money(60_000),
        recurring: Recurring::Once,
        quantity: 1,
        unit: CleanText::default(),
        category: CleanText::default(),
        worth: None,
    };
    let asks = vec![(area(1), need("A digest")), (area(2), need("A rehearsal"))];
    let count = |change| Change::At(place.clone(), activities::Change::Pot(change));
    vec![
        Change::Pot(Pot::Pledge(vec![offer])),
        Change::Pot(Pot::Ask(asks)),
        count(Count::Part(activities::pot::Part::Points)),
        count(Count::Rule(Rule::EqualShares)),
    ]
}
