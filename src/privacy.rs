//! The promise of privacy, attacked: over generated meetings, every byte that is kept and all that
//! the room is shown.
//!
//! A leak is a difference. Two meetings that differ only in what was given have to look alike until
//! the reveal; two that differ only in who gave which have to look alike for ever. So nothing has
//! to be known of where a leak might be.

#[cfg(test)]
mod meeting;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod private;

use crate::cli::show::text_of;
use crate::export::plain::Manner;
use crate::session::kit::{Cut, Kit, Paper, Wish};
use crate::session::{Change, Displays, Giver, Viewer, activities, agenda, shuffle};
use crate::testing::{activity, place, reader, submit, workshop};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};
use meeting::{Happens, Meeting, PEOPLE};
use private::{PRIVATE, Private, SECRET};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use std::mem::discriminant;

/// Thirty pairs of meetings a law, or as many as `PROPTEST_CASES` says.
fn cases() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    if asked { ProptestConfig::default() } else { ProptestConfig::with_cases(30) }
}

/// Everything that may happen before a reveal.
fn happenings() -> impl Strategy<Value = Vec<Happens>> {
    let gesture = (0..210_u8, any::<u8>(), any::<u8>(), any::<u8>());
    let gift = (0..PRIVATE.len(), prop::option::weighted(0.9, 0..6_usize), 0..900_u16);
    let happens = prop_oneof![
        2 => gesture.prop_map(Happens::Openly),
        4 => gift.prop_map(|(at, who, number)| Happens::Gives { at, who, number }),
    ];
    prop::collection::vec(happens, 0..32)
}

fn policies() -> impl Strategy<Value = Policy> {
    prop_oneof![Just(Policy::Hidden), Just(Policy::Anonymous)]
}

/// The same meeting with other gifts: in a hidden step with as many things, for that number is
/// shown; where no name is kept with more or fewer, and without what somebody adds to theirs.
fn with_other_gifts(happenings: &[Happens], policy: Policy) -> Vec<Option<Happens>> {
    let mut in_already = BTreeSet::new();
    let mut other = |happens: &Happens| match happens {
        Happens::Gives { at, who: Some(who), .. }
            if policy == Policy::Anonymous
                && !in_already.insert((*at, *who))
                && PRIVATE[*at].is_added_to =>
        {
            None
        }
        Happens::Gives { at, who, number } => {
            let more = if policy == Policy::Anonymous && who.is_some() { 1 } else { 3 };
            Some(Happens::Gives { at: *at, who: *who, number: number + more })
        }
        other => Some(other.clone()),
    };
    happenings.iter().map(&mut other).collect()
}

/// What was accepted of a meeting.
fn accepted(happenings: &[Happens], policy: Policy) -> Vec<Happens> {
    let mut meeting = Meeting::under(policy);
    happenings.iter().filter(|happens| meeting.goes_on(happens)).cloned().collect()
}

/// The reveals that end a meeting.
fn reveals() -> impl Iterator<Item = Happens> {
    (0..PRIVATE.len()).map(Happens::Reveals)
}

/// The same gifts at the same moments by the same people, but another one's: who gave which is
/// dealt anew for each place. Sheets of paper are nobody's and stay. Where names are kept and the
/// room is told of functions, they are dealt within each function. Where who gives is half of what
/// is given, another one's would be another answer: that has laws of its own.
fn dealt_anew(happenings: &[Happens], policy: Policy, seed: u64) -> Vec<Happens> {
    let by_function = |at: &usize| PRIVATE[*at].is_by_function && policy == Policy::Hidden;
    let (within, among): (Vec<usize>, Vec<usize>) =
        (0..PRIVATE.len()).filter(|at| !PRIVATE[*at].is_by_giver).partition(by_function);
    let mut dealt = dealt_anew_at(among, happenings, |_| true, seed);
    for (_, function) in PEOPLE {
        dealt = dealt_anew_at(within.clone(), &dealt, |who| PEOPLE[who].1 == function, seed);
    }
    dealt
}

fn dealt_anew_at(
    places: impl IntoIterator<Item = usize>,
    happenings: &[Happens],
    among: impl Fn(usize) -> bool,
    seed: u64,
) -> Vec<Happens> {
    let mut dealt = happenings.to_vec();
    for place in places {
        let is_here = |happens: &Happens| {
            let Happens::Gives { at, who: Some(who), .. } = happens else { return false };
            *at == place && among(*who)
        };
        let number = |happens: &Happens| match happens {
            Happens::Gives { number, .. } => *number,
            _ => 0,
        };
        let mut numbers: Vec<u16> =
            dealt.iter().filter(|happens| is_here(happens)).map(number).collect();
        shuffle::shuffle(&mut numbers, seed, PRIVATE[place].name);
        let theirs = dealt.iter_mut().filter(|happens| is_here(happens));
        for (happens, new) in theirs.zip(numbers) {
            if let Happens::Gives { number, .. } = happens {
                *number = new;
            }
        }
    }
    dealt
}

/// The same people with the same gifts, one each, in another order.
fn in_another_order(happenings: &[Happens], seed: u64) -> Vec<Happens> {
    let mut other = happenings.to_vec();
    for (place, private) in PRIVATE.iter().enumerate() {
        let is_here =
            |happens: &&mut Happens| matches!(happens, Happens::Gives { at, .. } if *at == place);
        let mut gifts: Vec<Happens> =
            other.iter_mut().filter(is_here).map(|gift| gift.clone()).collect();
        shuffle::shuffle(&mut gifts, seed, private.name);
        for (happens, gift) in other.iter_mut().filter(is_here).zip(gifts) {
            *happens = gift;
        }
    }
    other
}

/// One gift of each person at each place, and nobody who comes or goes. No more gifts than people:
/// whichever was one too many would be refused, and that is another one in another order.
fn one_gift_each(mut happenings: Vec<Happens>) -> Vec<Happens> {
    let mut seen = BTreeSet::new();
    let mut gifts = vec![0; PRIVATE.len()];
    let mut fits = |at: usize| {
        gifts[at] += 1;
        gifts[at] <= PEOPLE.len()
    };
    happenings.retain(|happens| match happens {
        Happens::Gives { at, who: Some(who), .. } => seen.insert((*at, *who)) && fits(*at),
        Happens::Gives { at, who: None, .. } => fits(*at),
        Happens::Openly((what, ..)) => !matches!(what % 24, 19 | 20),
        _ => true,
    });
    happenings
}

/// The history of a meeting without who gave.
fn history_without_givers(meeting: &Meeting) -> String {
    let mut entries = meeting.room.entries().to_vec();
    for entry in &mut entries {
        if let Change::Gave(_, giver, things) = &mut entry.change {
            (*giver, *things) = (Giver::Sheet, 0);
        }
    }
    format!("{entries:?}")
}

/// What can be given privately can be asked for in a script, too.
#[test]
fn a_script_may_hide_every_private_activity() {
    for it in PRIVATE {
        for policy in [Policy::Hidden, Policy::Anonymous] {
            let script = workshop(vec![activity((it.what)(), policy)]);
            assert_eq!(script.faults().is_empty(), it.policy(policy) == policy, "{}", it.name);
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn before_its_reveal_what_was_given_makes_no_difference_to_anything(
        happenings in happenings(),
        policy in policies(),
    ) {
        let happenings = accepted(&happenings, policy);
        let (mut one, mut other) = (Meeting::under(policy), Meeting::under(policy));
        for (happens, instead) in happenings.iter().zip(with_other_gifts(&happenings, policy)) {
            one.goes_on(happens);
            match instead {
                Some(instead) => prop_assert!(other.goes_on(&instead)),
                None => other.waits(),
            }
            prop_assert!(one.files() == other.files(), "a file knows: {:?}", happens);
        }
        one.save();
        other.save();
        prop_assert!(one.files() == other.files());
        let shown = one.what_the_room_gets();
        prop_assert_eq!(&shown, &other.what_the_room_gets());
        prop_assert!(!shown.contains(SECRET));
        for (path, bytes) in one.files() {
            prop_assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{}", path.display());
        }
    }

    #[test]
    fn who_gave_which_makes_no_difference_to_what_the_room_is_shown(
        happenings in happenings(),
        policy in policies(),
        seed: u64,
    ) {
        let happenings = one_gift_each(accepted(&happenings, policy));
        let (mut one, mut other) = (Meeting::under(policy), Meeting::under(policy));
        for (happens, instead) in happenings.iter().zip(dealt_anew(&happenings, policy, seed)) {
            one.goes_on(happens);
            other.goes_on(&instead);
        }
        for reveal in reveals() {
            one.goes_on(&reveal);
            other.goes_on(&reveal);
        }
        prop_assert_eq!(one.what_the_room_gets(), other.what_the_room_gets());
    }

    #[test]
    fn who_gave_which_makes_no_difference_to_any_file_when_no_name_is_kept(
        happenings in happenings(),
        seed: u64,
    ) {
        let happenings = accepted(&happenings, Policy::Anonymous);
        let mut one = Meeting::under(Policy::Anonymous);
        let mut other = Meeting::under(Policy::Anonymous);
        let dealt = dealt_anew(&happenings, Policy::Anonymous, seed);
        for (happens, instead) in happenings.iter().zip(dealt) {
            prop_assert_eq!(one.goes_on(happens), other.goes_on(&instead));
            prop_assert!(one.files() == other.files(), "a file knows: {:?}", happens);
        }
        one.save();
        other.save();
        prop_assert_eq!(one.sealed(), other.sealed());
        for reveal in reveals() {
            prop_assert_eq!(one.goes_on(&reveal), other.goes_on(&reveal));
            prop_assert!(one.files() == other.files(), "a file knows after {:?}", reveal);
            prop_assert_eq!(one.sealed(), other.sealed());
        }
    }

    #[test]
    fn the_order_in_which_people_gave_orders_nothing_when_no_name_is_kept(
        happenings in happenings(),
        seed: u64,
    ) {
        // Of gifts that are refused, another one would have been in another order.
        let mut happenings = one_gift_each(accepted(&happenings, Policy::Anonymous));
        // Where names are always kept, this says nothing.
        let is_named = |it: &Happens| matches!(it, Happens::Gives { at, .. } if PRIVATE[*at].is_by_giver);
        happenings.retain(|it| !is_named(it));
        let mut one = Meeting::under(Policy::Anonymous);
        let mut other = Meeting::under(Policy::Anonymous);
        for (happens, instead) in happenings.iter().zip(in_another_order(&happenings, seed)) {
            // A sheet may be good before something happens and no longer after it.
            prop_assume!(one.goes_on(happens) == other.goes_on(&instead));
        }
        one.save();
        other.save();
        prop_assert_eq!(one.session_file(), other.session_file());
        prop_assert_eq!(one.sealed(), other.sealed());
        for reveal in reveals() {
            one.goes_on(&reveal);
            other.goes_on(&reveal);
        }
        prop_assert_eq!(one.session_file(), other.session_file());
        prop_assert_eq!(history_without_givers(&one), history_without_givers(&other));
        prop_assert_eq!(one.what_the_room_gets(), other.what_the_room_gets());
    }

    #[test]
    fn a_ballot_in_a_step_that_becomes_anonymous_is_nobodys_from_then_on(
        happenings in happenings(),
        seed: u64,
    ) {
        let happenings = one_gift_each(accepted(&happenings, Policy::Hidden));
        // Ideas were counted by name, as the step had said.
        let ballots = (0..PRIVATE.len())
            .filter(|at| !PRIVATE[*at].is_added_to && !PRIVATE[*at].is_by_giver);
        let dealt = dealt_anew_at(ballots, &happenings, |_| true, seed);
        let mut one = Meeting::under(Policy::Hidden);
        let mut other = Meeting::under(Policy::Hidden);
        for (happens, instead) in happenings.iter().zip(dealt) {
            one.goes_on(happens);
            other.goes_on(&instead);
        }
        let stricter = (0..PRIVATE.len()).map(Happens::BecomesAnonymous);
        for happens in stricter.chain(reveals()) {
            prop_assert_eq!(one.goes_on(&happens), other.goes_on(&happens));
            prop_assert!(one.files() == other.files(), "a file knows after {:?}", happens);
        }
        prop_assert_eq!(one.sealed(), other.sealed());
    }

    #[test]
    fn nothing_stays_sealed_that_was_shown(happenings in happenings(), policy in policies()) {
        let mut meeting = Meeting::under(policy);
        for happens in &happenings {
            meeting.goes_on(happens);
        }
        for (at, reveal) in reveals().enumerate() {
            if meeting.goes_on(&reveal) {
                prop_assert!(meeting.is_revealed(at));
            }
        }
        let left = (0..PRIVATE.len()).any(|at| !meeting.is_revealed(at));
        prop_assert!(left || meeting.sealed().is_empty());
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whoever_was_named_and_is_not_here_reaches_nobody_after_the_reveal_either(
        gifts in prop::collection::vec((0..PEOPLE.len(), 0..900_u16), 1..9),
    ) {
        let network = PRIVATE.iter().position(|it| it.is_by_giver).expect("it is in the table");
        let mut meeting = Meeting::under(Policy::Hidden);
        for (who, number) in gifts {
            meeting.goes_on(&Happens::Gives { at: network, who: Some(who), number });
        }
        meeting.goes_on(&Happens::Reveals(network));
        prop_assert!(meeting.is_revealed(network));
        prop_assert!(!meeting.what_the_room_gets().contains(SECRET));
    }
}

#[test]
fn the_generated_meetings_hold_gifts_of_every_kind() {
    let mut runner = TestRunner::deterministic();
    let mut given = BTreeSet::new();
    for _ in 0..30 {
        let happenings = happenings().new_tree(&mut runner).expect("it needs nothing").current();
        for happens in accepted(&happenings, Policy::Anonymous) {
            if let Happens::Gives { at, who, .. } = happens {
                given.insert((at, who.is_some()));
            }
        }
    }
    let named = |at: &usize| !PRIVATE[*at].is_by_giver;
    let sheets = (0..PRIVATE.len()).filter(named).map(|at| (at, false));
    let every = (0..PRIVATE.len()).map(|at| (at, true)).chain(sheets).collect();
    assert_eq!(given, every);
}

/// Every activity that a script can have, with as few settings as it needs.
fn every_activity() -> Vec<Do> {
    let unknown = ron::from_str::<Do>("None()").expect_err("no activity is called so").code;
    let ron::Error::NoSuchEnumVariant { expected, .. } = unknown else { panic!("{unknown}") };
    let read = |name: &&str| {
        let bare = ron::from_str(&format!("{name}()"));
        bare.or_else(|_| ron::from_str(&format!("{name}(over: Areas)"))).expect("it can be read")
    };
    expected.iter().map(read).collect()
}

#[test]
fn every_activity_that_asks_privately_is_in_the_table() {
    for what in every_activity() {
        let alike = |private: &&Private| discriminant(&(private.what)()) == discriminant(&what);
        let asks = activities::State::of(&what).given().is_some();
        assert_eq!(asks, PRIVATE.iter().any(|private| alike(&private)), "{}", what.name());
    }
}

/// Words as they are, wherever a line ends.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_promise_stands_wherever_people_give() {
    for policy in [Policy::Hidden, Policy::Anonymous] {
        for private in PRIVATE {
            let mut room = Meeting::under(policy).room;
            let here = place(private.name);
            for change in [
                Change::Displays(Displays::Two),
                Change::Agenda(agenda::Change::GoTo(here.clone())),
            ] {
                submit(&mut room, change).expect("accepted");
            }
            let policy = private.policy(policy);
            let seen = room.session().seen_by(Viewer::Room);
            let promise = activities::page(&seen, &here, &reader()).privacy.expect("a promise");
            let printed = text_of(&seen, None, &reader(), Manner::default()).expect("printed");
            let stage = |keys: &str| Stage::of(room.clone()).keys(keys).shows();
            let kit = Kit::of(room.session(), Wish::default(), &reader());
            let sheet = |paper: &&Paper| {
                let here = paper.name.ends_with(&format!("-{}", private.name));
                here && paper.cut != Cut::Whole
            };
            let sheet = kit.papers.iter().find(sheet).expect("there is a sheet");
            let printed_paper = format!("{:?}", sheet.sheets[0].parts);
            assert!(printed_paper.contains("The scribe sees your sheet."), "{printed_paper}");
            // Ideas are typed from paper without names, so paper promises more.
            let paper_says = if private.is_added_to { "No name is kept." } else { promise };
            assert!(printed_paper.contains(paper_says), "{}: {printed_paper}", private.name);
            for (where_, shown) in [
                ("what `show` prints", printed),
                ("the console", stage("")),
                ("the cover", stage(private.cover)),
            ] {
                let shown = in_one_line(&shown);
                assert!(
                    shown.contains(promise),
                    "{where_} of {}, {policy:?}: {shown}",
                    private.name
                );
            }
            let paper = in_one_line(&stage(private.paper));
            assert!(paper.contains("The scribe sees your sheet."), "{}: {paper}", private.name);
            let typed = format!("{}{}", private.cover, private.typed);
            let draft = Stage::of(room.clone()).keys(&typed).open_text();
            assert_eq!(draft, None, "{} drafts what is typed behind a cover", private.name);
        }
    }
}
