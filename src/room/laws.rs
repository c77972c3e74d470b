//! Laws over generated sessions: whatever a room does, replaying gives the present, undo gives
//! what was before, a refusal leaves no trace, the file brings all back, and nothing sealed shows.

use super::{Event, Proposal, Room, same};
use crate::methods::funding::RULES;
use crate::money::Money;
use crate::reader::Reader;
use crate::session::activities::gather::aloud::Change as Aloud;
use crate::session::areas::Answer;
use crate::session::pot::{Firmness, Kind as Pledged, Need, Offer, Recurring};
use crate::session::promises::Vow;
use crate::session::report::Report;
use crate::session::{
    Ballot, Change, Content, Giver, Id, Kind, Session, Viewer, activities, agenda, areas, clock,
    decisions, goals, ideas, people, pot, promises,
};
use crate::testing::{activity, at, person, place, reader, room_with, text, today};
use crate::text::CleanText;
use crate::workshop::{Axis, Do, Over, Policy, VoteKind};
use proptest::prelude::*;

/// One gesture: what, and three numbers to choose by.
pub(crate) type Gesture = (u8, u8, u8, u8);

/// Appears in everything that is given privately, and in nothing else.
const SECRET: &str = "xyzzy";

fn whole_room() -> Room {
    let (load, months) = (2, 12);
    room_with(vec![
        activity(Do::Gather {}, Policy::Hidden),
        activity(
            Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 },
            Policy::Anonymous,
        ),
        activity(a_matrix(), Policy::Hidden),
        activity(Do::Goals { most: 3 }, Policy::Open),
        activity(Do::Roles { load }, Policy::Open),
        activity(Do::Pot { months }, Policy::Hidden),
        activity(Do::Foresee { top: 2, chair: text("the customer") }, Policy::Hidden),
        activity(Do::Decide {}, Policy::Open),
        activity(Do::Promise { first_step: 7, most: 5 }, Policy::Open),
        activity(Do::Close { next: 30 }, Policy::Open),
    ])
}

fn a_matrix() -> Do {
    let (up, across) = (Axis::of("impact"), Axis::of("effort"));
    Do::Matrix { over: Over::Ideas, up, across, points: 5 }
}

fn nth<T>(things: &[T], number: u8, id: impl Fn(&T) -> &Id) -> Id {
    let fallback = || Id::new(Kind::Idea, 9_999);
    let index = usize::from(number) % things.len().max(1);
    things.get(index).map_or_else(fallback, |thing| id(thing).clone())
}

/// What a gesture proposes in this session.
pub(crate) fn proposal(session: &Session, (what, a, b, c): Gesture) -> Proposal {
    let someone = || person(1 + usize::from(a % 4));
    let some_area = || nth(&session.areas, b, |area| &area.id);
    let some_idea = |number| nth(&session.ideas, number, |idea| &idea.id);
    let some_ask = || nth(&session.pot.asks, a, |ask| &ask.id);
    let words = |word: &str| text(&format!("{word} {a} {b}"));
    let giver = || if c % 3 == 0 { Giver::Sheet } else { Giver::Person(someone()) };
    let at_the_ideas = |change| Change::At(place("gather"), activities::Change::Gather(change));
    let at_the_pot = |change| Change::At(place("pot"), activities::Change::Pot(change));
    let change = match what % 24 {
        0 => Change::Ideas(ideas::Change::Add(vec![words("idea"), words("thought")])),
        1 => Change::Ideas(ideas::Change::Merge(vec![some_idea(a), some_idea(b)], words("both"))),
        2 => Change::Ideas(ideas::Change::Group(vec![some_idea(a)], words("group"))),
        3 => match c % 8 {
            0 => Change::Ideas(ideas::Change::Park(some_idea(a))),
            1 => Change::Ideas(ideas::Change::Apart(some_idea(a), some_idea(b))),
            2 => Change::Ideas(ideas::Change::RenameGroup(
                text(&format!("group {a} {b}")),
                text(&format!("group {b} {a}")),
            )),
            3 | 4 => at_the_ideas(Aloud::Heard(some_idea(a), Some(some_idea(b)))),
            5 => at_the_ideas(Aloud::Aloud(some_idea(a))),
            _ => Change::Ideas(ideas::Change::Delete(some_idea(a))),
        },
        4 => {
            let content = Content::Ideas(vec![text(&format!("{SECRET} {a} {b}"))]);
            let here = place(["gather", "foresee"][usize::from(c % 2)]);
            return Proposal::Give { place: here, giver: giver(), content };
        }
        5 => {
            let steps = ["gather", "vote", "pot", "foresee", "matrix"];
            return Proposal::Reveal(place(steps[usize::from(a % 5)]));
        }
        6 if a % 3 == 0 => {
            let pair = Ballot::of_pairs([(some_idea(a), [1 + b % 5, 1 + c % 5])]);
            let (place, giver) = (place("matrix"), Giver::Person(someone()));
            return Proposal::Give { place, giver, content: Content::Ballot(pair) };
        }
        6 => {
            let content = Content::Ballot(Ballot::of([(some_idea(a), 1 + c % 2)]));
            return Proposal::Give { place: place("vote"), giver: giver(), content };
        }
        7 => {
            let content = Content::Ballot(Ballot::of([(some_ask(), c % 11)]));
            return Proposal::Give { place: place("pot"), giver: giver(), content };
        }
        8 => {
            let shape = goals::Shape { outcome: words("goal"), ..goals::Shape::default() };
            Change::Goals(goals::Change::Add(shape, None))
        }
        9 => {
            let answer = match c % 2 {
                0 => Answer::Yes,
                _ => Answer::YesIf { condition: words("if"), by: today() },
            };
            let (area, who, second_yes) = (some_area(), someone(), b % 2 == 0);
            Change::Areas(areas::Change::Answer { area, who, answer, second_yes })
        }
        10 => Change::Areas(areas::Change::Nobody(some_area())),
        11 => Change::Pot(pot::Change::Pledge(vec![Offer {
            source: words("from"),
            function: CleanText::default(),
            kind: Pledged::Money(Money(i64::from(a) * 1_000 + 1)),
            firmness: Firmness::Firm,
            from: None,
            until: None,
            only_for: Vec::new(),
            strings: CleanText::default(),
            approver: CleanText::default(),
        }])),
        12 => {
            let pledge = nth(&session.pot.pledges, a, |pledge| &pledge.id);
            Change::Pot(pot::Change::Read(pledge, b % 4 != 0))
        }
        13 => {
            let minimum = Money(i64::from(b) * 10);
            let need = Need {
                title: words("ask"),
                minimum,
                target: Money(minimum.0 + 500),
                stretch: Money(minimum.0 + 900),
                recurring: Recurring::Once,
                quantity: 1,
                unit: CleanText::default(),
                category: CleanText::default(),
                worth: None,
            };
            Change::Pot(pot::Change::Ask(vec![(some_area(), need)]))
        }
        14 => Change::Pot(pot::Change::Grant(some_ask(), Money(i64::from(b) * 10))),
        15 if c % 4 > 0 => at_the_causes(session, (a, b, c)),
        15 => Change::Decisions(decisions::Change::Park(words("parked"))),
        16 => Change::Decisions(decisions::Change::Object { text: words("no"), from: None }),
        17 => {
            let vow = Vow {
                when: CleanText::default(),
                will: words("will"),
                by: today().tomorrow().expect("there is a tomorrow"),
                first_step: CleanText::default(),
                first_by: None,
                checks: None,
                place: 0,
                comes_off: CleanText::default(),
                area: None,
            };
            Change::Promises(promises::Change::Make { who: someone(), vow, second_yes: true })
        }
        18 => {
            let places = session.places();
            let to = places[usize::from(a) % places.len()].clone();
            Change::Agenda(agenda::Change::GoTo(to))
        }
        19 => Change::People(people::Change::Leave(someone())),
        20 => Change::People(people::Change::Arrive(someone())),
        21 => Change::Clock(if a % 2 == 0 { clock::Change::Start } else { clock::Change::Pause }),
        22 if b % 2 == 0 => {
            let take = activities::matrix::Change::Take(vec![some_idea(a), some_idea(c)]);
            Change::At(place("matrix"), activities::Change::Matrix(take))
        }
        22 => return Proposal::Reopen(place(["vote", "pot", "matrix"][usize::from(a % 3)])),
        _ if c % 3 == 0 => Change::Agenda(agenda::Change::Repeat(text("goals"))),
        _ => at_the_pot(counts(session, a)),
    };
    Proposal::Change(change)
}

/// Causes are added, read, chosen, guarded against and deleted.
fn at_the_causes(session: &Session, (a, b, c): (u8, u8, u8)) -> Change {
    use activities::foresee::{Change as Foresee, Safeguard};
    let here = place("foresee");
    let cause = nth(session.written_at(&here), a, |cause| &cause.id);
    let words = |word: &str| text(&format!("{word} {a} {b}"));
    let change = match b % 8 {
        0 => Foresee::Add(vec![words("cause"), words("reason")]),
        1 => Foresee::Edit(cause, words("because")),
        2 => Foresee::Delete(cause),
        3 => Foresee::Choose(cause, true),
        4 => Foresee::Choose(cause, false),
        5 => Foresee::Tell(words("tell")),
        6 => {
            let heard = Aloud::Heard(cause.clone(), Some(cause));
            return Change::At(here, activities::Change::Gather(heard));
        }
        _ => {
            let cause = session.foreseen(&here).map(|it| nth(&it.chosen, a, |id| id));
            let who = (c % 2 == 0).then(|| person(1 + usize::from(a % 4)));
            let against = decisions::Guard {
                cause: cause.unwrap_or_else(|| Id::new(Kind::Idea, 9_999)),
                sign: words("sign"),
                who,
            };
            Foresee::Guard(Safeguard { against, text: words("guard") })
        }
    };
    Change::At(here, activities::Change::Foresee(change))
}

/// A rule is chosen, or what it came to is taken. Everyone counts alike: where functions decide over
/// their own money, who gave which points makes a difference, and the room was told so.
fn counts(session: &Session, a: u8) -> activities::pot::Change {
    use activities::pot::{Change, Taken, counted};
    let rule = RULES[usize::from(a) % RULES.len()];
    match counted(session, &place("pot")) {
        Some(count) => Change::Take(Box::new(Taken { rule: count.rule, count })),
        None => Change::Rule(rule),
    }
}

/// Plays the gestures; refusals are part of life.
fn play(gestures: &[Gesture], mut each: impl FnMut(&Room)) -> Room {
    let mut room = whole_room();
    for (second, gesture) in (10..).zip(gestures) {
        match gesture.0 {
            200..=219 => drop(room.undo(at(second))),
            220..=229 => drop(room.redo(at(second))),
            230..=239 => {
                let revision = 1 + u64::from(gesture.1) % room.session().revision;
                drop(room.go_back(at(second), revision));
            }
            _ => {
                let proposal = proposal(room.session(), *gesture);
                drop(room.carry_out(at(second), proposal));
            }
        }
        each(&room);
    }
    room
}

fn gestures() -> impl Strategy<Value = Vec<Gesture>> {
    prop::collection::vec(any::<Gesture>(), 0..80)
}

/// Everything that leaves the program for other eyes: pages of the room, and the report.
fn what_the_room_gets(session: &Session, reader: &Reader) -> String {
    let seen = session.seen_by(Viewer::Room);
    let pages = session.places();
    let pages = pages.iter().map(|place| activities::page(&seen, place, reader));
    format!("{:?}{:?}", pages.collect::<Vec<_>>(), Report::of(session, reader))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn replaying_the_history_gives_the_present(gestures in gestures()) {
        let mut room = play(&gestures, |_| {});
        let history = room.take_unsaved();
        let (again, note) = Room::resume(room.session().clone(), &history, room.sealed().clone());
        prop_assert_eq!(note, None);
        prop_assert_eq!(again.session(), room.session());
        prop_assert_eq!(again.entries(), room.entries());
    }

    #[test]
    fn undoing_a_change_gives_what_was_before_it(gestures in gestures(), last in any::<Gesture>()) {
        let mut room = play(&gestures, |_| {});
        let before = room.session().clone();
        if let Proposal::Change(change) = proposal(room.session(), last)
            && change.undoable()
            && room.carry_out(at(900), Proposal::Change(change)).is_ok()
        {
            let after = room.session().clone();
            room.undo(at(901)).expect("the newest change rests on nothing later");
            prop_assert!(same(&before, room.session()));
            room.redo(at(902)).expect("what was just undone fits");
            prop_assert!(same(&after, room.session()));
        }
    }

    #[test]
    fn going_back_leads_to_what_was_then_and_forth_again(gestures in gestures(), number in any::<u8>()) {
        let mut then = Vec::new();
        let mut room = play(&gestures, |room| then.push(room.session().clone()));
        if let Some(was) = then.get(usize::from(number) % then.len().max(1)) {
            let (before, present) = (room.session().clone(), room.session().revision);
            let stays = room.entries().iter().any(|it| it.seq > was.revision && !it.change.undoable());
            if room.go_back(at(901), was.revision).is_ok() {
                prop_assert!(stays || same(was, room.session()));
                let there = room.session().clone();
                room.redo(at(902)).expect("what was just taken back fits");
                prop_assert!(same(&before, room.session()));
                room.go_back(at(903), was.revision).expect("it went before");
                prop_assert!(same(&there, room.session()));
                room.go_back(at(904), present).expect("it was there before");
                prop_assert!(same(&before, room.session()));
            } else {
                prop_assert_eq!(&before, room.session());
            }
        }
    }

    #[test]
    fn a_refusal_leaves_no_trace(gestures in gestures(), last in any::<Gesture>()) {
        let mut room = play(&gestures, |_| {});
        let before = (room.session().clone(), room.sealed().clone(), room.entries().len());
        let proposal = proposal(room.session(), last);
        if room.carry_out(at(900), proposal).is_err() {
            prop_assert_eq!(before, (room.session().clone(), room.sealed().clone(), room.entries().len()));
        }
    }

    #[test]
    fn every_session_makes_sense_and_comes_back_from_its_file(gestures in gestures()) {
        let room = play(&gestures, |room| room.session().check().expect("sound"));
        let written = ron::to_string(room.session()).expect("plain shapes");
        let read: Session = ron::from_str(&written).expect("what was written");
        prop_assert_eq!(&read, room.session());
    }

    #[test]
    fn nothing_given_privately_shows_before_its_reveal(gestures in gestures()) {
        let reader = reader();
        let mut room = play(&gestures, |room| {
            let is_shown = |step: &str| {
                let given = room.session().state(&place(step)).and_then(activities::State::given);
                given.is_some_and(|given| given.revealed)
            };
            if !is_shown("gather") && !is_shown("foresee") {
                let shown = what_the_room_gets(room.session(), &reader);
                assert!(!shown.contains(SECRET), "the room gets a secret");
                assert!(!format!("{:?}", room.session()).contains(SECRET), "the file has it");
            }
        });
        // Before the entry that reveals, the history has no secret; a reveal carries it in.
        for recorded in room.take_unsaved() {
            if let Event::Did(entry) = &recorded.event
                && !matches!(entry.change, Change::Reveal(..))
                && !matches!(entry.change, Change::Ideas(_))
            {
                let written = format!("{entry:?}");
                prop_assert!(!written.contains(SECRET));
            }
        }
    }

    #[test]
    fn no_anonymous_ballot_can_be_joined_to_a_person(gestures in gestures()) {
        let room = play(&gestures, |_| {});
        let Some(activities::State::Vote(vote)) = room.session().state(&place("vote")) else {
            panic!("there is a vote");
        };
        prop_assert!(vote.ballots.iter().all(|gift| gift.from.is_none()));
        prop_assert!(vote.ballots.is_sorted());
        prop_assert!(vote.given.by.is_sorted());
        for sealed in room.sealed().places.iter().filter(|sealed| sealed.place == place("vote")) {
            prop_assert!(sealed.gifts.iter().all(|gift| gift.from.is_none()));
            prop_assert!(sealed.gifts.is_sorted());
        }
    }
}

#[test]
fn the_generated_gestures_reach_every_kind_of_thing() {
    let every: Vec<Gesture> = (0..240_u32)
        .map(|n| {
            let spread = n.wrapping_mul(2_654_435_761);
            ((n % 24) as u8, (spread >> 8) as u8, (spread >> 16) as u8, (spread >> 24) as u8)
        })
        .collect();
    let (mut answered, mut foreseen) = (false, false);
    let room = play(&every, |room| {
        answered |= room.session().areas.iter().any(|area| area.accountable.is_some());
        foreseen |= !room.session().written_at(&place("foresee")).is_empty();
    });
    let session = room.session();
    assert!(!session.ideas.is_empty() && !session.goals.is_empty());
    assert!(!session.pot.asks.is_empty() && !session.pot.pledges.is_empty());
    assert!(!session.promises.is_empty() && !session.parked.is_empty());
    assert!(answered && foreseen);
}
