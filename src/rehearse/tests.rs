//! A rehearsal runs any workshop, from one person to as many as there are names for.

use super::*;
use crate::store::{RealDisk, Workshops};
use crate::testing::{at, today};
use proptest::prelude::*;
use std::sync::Arc;

fn plan(workshop: &Workshop, people: usize, seed: u64) -> Plan {
    Plan { workshop: workshop.clone(), people, seed, start: at(0), today: today() }
}

fn library() -> Vec<Workshop> {
    let shelf = Workshops::in_folder(Arc::new(RealDisk), None);
    shelf.list().into_iter().map(|listed| listed.workshop.expect("it is built in")).collect()
}

#[test]
fn every_workshop_of_the_library_comes_to_its_end_with_the_fewest_and_the_most() {
    for workshop in library() {
        let sizes = workshop.people;
        for people in [sizes.from, sizes.to] {
            let rehearsal = plan(&workshop, people.into(), 1).run();
            let rehearsal = rehearsal.unwrap_or_else(|no| panic!("{}: {no}", workshop.name));
            let session = rehearsal.session();
            session.check().expect("it makes sense");
            assert!(session.finished.is_some());
            assert_eq!(rehearsal.steps.len(), workshop.steps.len());
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_rehearsal_and_another_one_another() {
    let workshop = &library()[0];
    let run = |seed| plan(workshop, 9, seed).run().expect("it runs");
    assert_eq!(run(3).room.entries(), run(3).room.entries());
    assert_ne!(run(3).steps, run(4).steps);
}

#[test]
fn the_history_of_a_rehearsal_gives_its_session() {
    let rehearsal = plan(&library()[0], 12, 5).run().expect("it runs");
    let mut session = Session::unbegun();
    for entry in rehearsal.room.entries() {
        session.apply(entry).expect("it was accepted before");
    }
    assert_eq!(session.areas, rehearsal.session().areas);
    assert_eq!(session.pot, rehearsal.session().pot);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_group_comes_to_the_end(people in 1_usize..=MOST, seed: u64, which in 0_usize..100) {
        let library = library();
        let workshop = &library[which % library.len()];
        let rehearsal = plan(workshop, people, seed).run();
        prop_assert!(rehearsal.is_ok(), "{}: {:?}", workshop.name, rehearsal.err());
        prop_assert!(rehearsal.expect("it runs").session().check().is_ok());
    }
}
