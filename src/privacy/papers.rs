//! What leaves the room, over rehearsed sessions of the library: each audience is told no more than
//! it may be, in every format.

use crate::export::FORMATS;
use crate::rehearse::{Plan, Rehearsal};
use crate::session::Session;
use crate::session::report::table::Cell;
use crate::session::report::{Report, Wish};
use crate::session::viewer::Audience;
use crate::store::{RealDisk, Workshops};
use crate::testing::{at, reader, today};
use std::sync::Arc;

fn rehearsed(name: &str, people: usize, seed: u64) -> Session {
    let shelf = Workshops::in_folder(Arc::new(RealDisk), None).list().into_iter();
    let mut workshops = shelf.filter_map(|listed| listed.workshop.ok());
    let workshop = workshops.find(|it| &*it.name == name).expect("it is in the library");
    let plan = Plan { workshop, people, seed, start: at(0), today: today() };
    let Rehearsal { room, .. } = plan.run().expect("it comes to its end");
    room.session().clone()
}

fn told(audience: Audience, session: &Session) -> Report {
    Report::wished(&Wish { audience, ..Wish::default() }, session, &reader())
}

fn rows<'a>(report: &'a Report, name: &str) -> &'a [Vec<Cell>] {
    let table = report.tables.iter().find(|table| table.name == name);
    table.map_or(&[], |table| &table.rows)
}

/// Whether a name stands in a text as whole words.
fn names(text: &str, name: &str) -> bool {
    let letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(at, found)| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + found.len()..].chars().next())
    })
}

#[test]
fn no_audience_is_told_more_than_it_may_be() {
    for (name, people, seed) in [
        ("who-owns-social", 7, 1),
        ("who-owns-social", 12, 2),
        ("who-do-we-ask", 6, 3),
        ("solo-plan", 1, 4),
    ] {
        let session = rehearsed(name, people, seed);
        let [room, team, public] = Audience::ALL.map(|audience| told(audience, &session));
        assert_eq!(rows(&team, "rounds").len() + rows(&team, "ballots").len(), 0, "{name}");
        assert_eq!(rows(&public, "promises").len() + rows(&public, "people").len(), 0, "{name}");
        for format in FORMATS {
            // What is packed is made of the same report, and cannot be read here.
            let written = |report: &Report| {
                let bytes = (format.render)(report, &reader()).bytes();
                String::from_utf8(bytes).unwrap_or_default()
            };
            let said = session.steps.iter().flat_map(|step| &step.states);
            let said = said.filter_map(|state| match state {
                crate::session::activities::State::Round(round) => Some(&round.heard),
                _ => None,
            });
            let team = written(&team);
            for heard in said.flatten().filter(|heard| heard.said.len() > 12) {
                assert!(!team.contains(&*heard.said), "{name}, {}: {}", format.name, heard.said);
            }
            let public_text = written(&public);
            for person in &session.people {
                let known = public.still_named.contains(&person.name.to_string());
                assert!(
                    known || !names(&public_text, &person.name),
                    "{name}, {}: {}",
                    format.name,
                    person.name
                );
            }
        }
        assert!(room.parts.len() >= public.parts.len());
    }
}
