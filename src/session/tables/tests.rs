//! Tables go out and come back: in any order, twice, with differences, and taken back.

use super::*;
use crate::money::Money;
use crate::room::Room;
use crate::session::areas::{Answer, Part};
use crate::session::decisions::ParkedFate;
use crate::session::goals::Shape;
use crate::session::id::Kind;
use crate::session::people::Profile;
use crate::session::pot::{Kind as What, Need, Offer};
use crate::session::promises::Vow;
use crate::session::shuffle::Numbers;
use crate::session::{
    Author, Change as Any, Content, Giver, Refusal, areas, decisions, goals, ideas, people, pot,
    promises,
};
use crate::testing::{activity, at, place, room_of, submit, text, today};
use crate::workshop::{Do, Policy};

const TEAM: [(&str, &str); 6] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eli", "HR"),
    ("Fay", "Service"),
];

fn done(room: &mut Room, change: Any) {
    submit(room, change).expect("accepted");
}

fn shape(outcome: &str) -> Shape {
    Shape { outcome: text(outcome), ..Shape::default() }
}

/// Three goals, each served by one of the three areas; two ideas.
fn plenary() -> Room {
    let steps = [Do::Gather {}, Do::Roles { load: 9 }, Do::Promise { first_step: 7, most: 9 }];
    let mut room = room_of(steps.map(|what| activity(what, Policy::Open)).into(), &TEAM);
    done(&mut room, Any::Ideas(ideas::Change::Add(["Bees", "Trees"].map(text).into())));
    for (place, goal) in ["Answered", "Found", "Heard"].iter().enumerate() {
        done(&mut room, Any::Goals(goals::Change::Add(shape(goal), None)));
        let (area, goal) = (room.session().areas[place].id.clone(), last_goal(&room));
        done(&mut room, Any::Areas(areas::Change::Serves(area, vec![goal])));
    }
    room
}

fn last_goal(room: &Room) -> Id {
    room.session().goals.last().expect("a goal").id.clone()
}

fn split_as(room: &mut Room, count: Option<u8>) -> Vec<Room> {
    let session = room.session();
    let seats = session.seats(count, &[]).expect("it can be split");
    let set = |seat: &Seat| session.set_table(seat, text(&format!("t{}", seat.number)), 3);
    let (tables, begun): (Vec<_>, Vec<_>) = seats.iter().map(set).unzip();
    done(room, Any::Tables(Change::Split(tables)));
    begun.into_iter().map(|it| Room::begin(at(60), it).expect("a table begins")).collect()
}

fn as_merge(table: &Room) -> Merge {
    let session = table.session();
    Merge {
        table: session.id.clone(),
        number: session.origin.as_ref().expect("a table").table,
        revision: session.revision,
        came: Carried::of(session),
        choices: Vec::new(),
    }
}

fn weighed(room: &Room, table: &Room) -> Weighed {
    let seq = room.session().revision + 1;
    weigh(room.session(), &as_merge(table), seq, at(900)).expect("it can be weighed")
}

fn merge_with(room: &mut Room, table: &Room, take: Option<Take>) -> Result<u64, Refusal> {
    let mut merge = as_merge(table);
    for conflict in weighed(room, table).conflicts {
        merge.choices.extend(take.map(|take| (conflict.on, take)));
    }
    room.submit(at(900), Author::Facilitator, Any::Tables(Change::Merge(Box::new(merge))))
}

fn merge(room: &mut Room, table: &Room) {
    merge_with(room, table, None).expect("nothing was decided differently");
}

fn person(room: &Room, name: &str) -> Id {
    let people = &room.session().people;
    people.iter().find(|it| &*it.name == name).expect("of the team").id.clone()
}

fn area(room: &Room, name: &str) -> Id {
    room.session().areas.iter().find(|it| &*it.name == name).expect("an area").id.clone()
}

fn says_yes(room: &mut Room, at: &str, name: &str) {
    let (area, who) = (area(room, at), person(room, name));
    // Where somebody sits is seen at the table itself.
    if room.session().person(&who).is_some_and(|it| !it.present) {
        done(room, Any::People(people::Change::Arrive(who.clone())));
    }
    let answer = Answer::Yes;
    done(room, Any::Areas(areas::Change::Answer { area, who, answer, second_yes: true }));
}

fn owner(session: &Session, area: &str) -> String {
    let area = session.areas.iter().find(|it| &*it.name == area).expect("an area");
    area.owner().map_or("nobody", |who| session.name_of(who)).to_owned()
}

/// All that a plan says, without names of ours and without the order of lists.
fn told(session: &Session) -> Vec<String> {
    let name = |id: &Id| session.name_of(id).to_owned();
    let area = |id: &Id| session.area(id).map(|it| it.name.to_string());
    let mut all: Vec<String> = Vec::new();
    all.extend(session.people.iter().map(|it| format!("{} {}", it.name, it.function)));
    all.extend(session.ideas.iter().map(|it| format!("{} {} {}", it.text, it.read, it.group)));
    all.extend(session.goals.iter().map(|it| format!("{:?}", it.shape)));
    all.extend(session.areas.iter().map(|it| {
        let mut doing: Vec<String> = it.doing.iter().map(name).collect();
        let goals = it.serves.iter().filter_map(|id| session.goal(id));
        let mut serves: Vec<&str> = goals.map(|goal| &*goal.shape.outcome).collect();
        doing.sort();
        serves.sort();
        format!("{} {} {} {doing:?} {serves:?}", it.name, it.done, owner(session, &it.name))
    }));
    all.extend(session.pot.pledges.iter().map(|it| format!("{:?} {}", it.offer, it.read)));
    all.extend(
        session
            .pot
            .asks
            .iter()
            .map(|ask| format!("{:?} {:?} {:?}", area(&ask.area), ask.need, ask.granted)),
    );
    all.extend(session.promises.iter().map(|it| {
        format!("{} {} {:?}", name(&it.who), it.vow.will, it.vow.area.as_ref().map(area))
    }));
    all.extend(session.decisions.iter().map(|it| it.what.to_string()));
    all.extend(session.agreements.iter().map(|it| it.text.to_string()));
    all.extend(session.parked.iter().map(|it| it.text.to_string()));
    all.sort();
    all
}

/// What a table may do with what is its own, drawn from a seed.
fn works(table: &mut Room, numbers: &mut Numbers) {
    let number = table.session().origin.as_ref().expect("a table").table;
    for step in 0..8 {
        let words = text(&format!("Table {number}, line {step}"));
        let here = table.session().people.iter().find(|it| it.present).expect("somebody").clone();
        let (area, goal) = (table.session().areas[0].id.clone(), last_goal(table));
        let change = match numbers.below(9) {
            0 => Any::Ideas(ideas::Change::Add(vec![words])),
            1 => Any::Goals(goals::Change::Edit(goal, shape(&words))),
            2 => {
                let (answer, who) = (Answer::Yes, here.id);
                Any::Areas(areas::Change::Answer { area, who, answer, second_yes: true })
            }
            3 => {
                let vow = vow(&words, Some(area));
                Any::Promises(promises::Change::Make { who: here.id, vow, second_yes: true })
            }
            4 => Any::Decisions(decisions::Change::Park(words)),
            5 => Any::Decisions(decisions::Change::Agree(words)),
            6 => Any::Areas(areas::Change::Add(vec![words])),
            7 => Any::Pot(pot::Change::Pledge(vec![Offer::firm(words, What::Money(Money(500)))])),
            _ => Any::Pot(pot::Change::Ask(vec![(area, need(&words))])),
        };
        done(table, change);
    }
}

fn vow(will: &str, area: Option<Id>) -> Vow {
    Vow {
        when: text(""),
        will: text(will),
        by: today(),
        first_step: text(""),
        first_by: None,
        checks: None,
        place: 0,
        comes_off: text(""),
        area,
    }
}

fn need(title: &str) -> Need {
    let money = Money(300);
    let (minimum, target, stretch) = (money, money, money);
    Need { title: text(title), minimum, target, stretch, ..Need::default() }
}

#[test]
fn every_table_mixes_the_functions() {
    for people in 2..30_usize {
        let team: Vec<(String, &str)> = (0..people)
            .map(|at| (format!("P{at}"), ["Service", "HR", "Legal", "IT"][at * at % 4]))
            .collect();
        let team: Vec<(&str, &str)> = team.iter().map(|(name, of)| (name.as_str(), *of)).collect();
        let room = room_of(vec![activity(Do::Gather {}, Policy::Open)], &team);
        for tables in 2..=people.min(6) {
            let session = room.session();
            let seats = session.seats(u8::try_from(tables).ok(), &[]).expect("enough people");
            let between = |counts: Vec<usize>| {
                counts.iter().max().expect("some") - counts.iter().min().expect("some")
            };
            assert!(between(seats.iter().map(|seat| seat.people.len()).collect()) <= 1);
            for function in session.functions() {
                let of = |id: &&Id| session.person(id).is_some_and(|it| &it.function == function);
                let counts = seats.iter().map(|it| it.people.iter().filter(of).count());
                assert!(between(counts.collect()) <= 1, "{people} at {tables}, {function}");
            }
            let areas: usize = seats.iter().map(|seat| seat.areas.len()).sum();
            assert_eq!(areas, 3, "an area that serves no goal is at one table");
        }
    }
}

#[test]
fn a_table_is_a_session_of_its_own_with_what_it_needs() {
    let mut room = plenary();
    let tables = split_as(&mut room, None);
    assert_eq!(room.session().tables_out_in_words().as_deref(), Some("3 tables are out"));
    let second = tables[1].session();
    assert_eq!(&*second.title, "Garden · table 2 (Found)");
    assert_eq!((second.goals.len(), second.areas.len(), second.ideas.len()), (1, 1, 2));
    assert_eq!((second.people.len(), second.steps.len()), (2, 3));
    assert_eq!(second.areas[0].serves, [second.goals[0].id.clone()]);
    assert!(second.check().is_ok() && second.id != room.session().id);
    assert_eq!(second.origin.as_ref().map(|it| it.revision), Some(room.session().revision - 1));
    assert_eq!(room.undo(at(800)).as_deref(), Ok("split into 3 tables"));
    assert_eq!(room.session().tables_out_in_words(), None);
}

#[test]
fn what_cannot_be_split_is_refused_with_a_way_out() {
    let room = plenary();
    let refused = |tables, steps: &[&str]| {
        let steps: Vec<CleanText> = steps.iter().map(|step| text(step)).collect();
        room.session().seats(tables, &steps).expect_err("refused").to_string()
    };
    assert!(refused(Some(9), &[]).contains("9 tables need 9 people"));
    assert!(refused(Some(1), &[]).contains("two tables or more"));
    assert!(refused(None, &["dance"]).contains("There are gather, roles and promise."));
    let seats = room.session().seats(Some(2), &[text("roles")]).expect("it can");
    assert_eq!(seats[0].steps.len(), 1);
    let without = room_of(vec![activity(Do::Gather {}, Policy::Open)], &TEAM);
    let refused = without.session().seats(None, &[]).expect_err("no goals").to_string();
    assert!(refused.contains("--tables 3"), "{refused}");
}

#[test]
fn in_whatever_order_tables_come_back_the_plan_is_the_same() {
    for seed in 0..24 {
        let mut numbers = Numbers::new(seed, "tables");
        let mut room = plenary();
        let mut tables = split_as(&mut room, None);
        tables.iter_mut().for_each(|table| works(table, &mut numbers));
        done(&mut room, Any::Decisions(decisions::Change::Park(text("Said meanwhile"))));
        let mut seen: Option<Vec<String>> = None;
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut back = room.clone();
            order.iter().for_each(|at| merge(&mut back, &tables[*at]));
            back.session().check().expect("sound");
            let told = told(back.session());
            assert_eq!(*seen.get_or_insert_with(|| told.clone()), told, "seed {seed}, {order:?}");
            assert_eq!(back.session().tables_out().count(), 0);
            for table in &tables {
                let again = weighed(&back, table);
                assert!(again.nothing_new && again.what.is_empty(), "twice changes nothing");
            }
            for _ in order {
                back.undo(at(999)).expect("taken back whole");
            }
            let whole = |room: &Room| Session { revision: 0, ..room.session().clone() };
            let (mut was, mut is) = (whole(&room), whole(&back));
            (was.glance.changed, is.glance.changed) = (at(0), at(0));
            assert_eq!(was, is, "seed {seed}");
        }
    }
}

#[test]
fn when_a_table_goes_on_only_what_is_new_comes() {
    let mut room = plenary();
    let mut tables = split_as(&mut room, None);
    let table = &mut tables[0];
    says_yes(table, "Listening", "Ana");
    merge(&mut room, table);
    let who = person(table, "Ana");
    let make = promises::Change::Make { who, vow: vow("call", None), second_yes: false };
    done(table, Any::Promises(make));
    assert_eq!(weighed(&room, table).what, [(Sort::Promises, 1)]);
    merge(&mut room, table);
    assert_eq!(room.session().promises.len(), 1);
    assert_eq!(brought(&room.session().tables[0].came[0].what), "1 name");
    // A promise that came is the same one when it is worded otherwise there.
    let id = table.session().promises[0].id.clone();
    done(table, Any::Promises(promises::Change::Edit(id, vow("call Legal", None))));
    merge(&mut room, table);
    let promises = &room.session().promises;
    assert_eq!((promises.len(), &*promises[0].vow.will), (1, "call Legal"));
    assert_eq!(owner(room.session(), "Listening"), "Ana");
}

/// Two tables that share an area, where each named somebody else, and the first came back.
fn two_owners() -> (Room, Vec<Room>) {
    let mut room = plenary();
    let goals: Vec<Id> = room.session().goals.iter().map(|goal| goal.id.clone()).collect();
    let shared = area(&room, "Listening");
    done(&mut room, Any::Areas(areas::Change::Serves(shared, goals)));
    let mut tables = split_as(&mut room, None);
    says_yes(&mut tables[0], "Listening", "Ana");
    let here = |room: &Room| {
        let people = room.session().people.iter();
        people.clone().find(|it| it.present).expect("somebody").name.to_string()
    };
    let other = here(&tables[1]);
    says_yes(&mut tables[1], "Listening", &other);
    merge(&mut room, &tables[0]);
    (room, tables)
}

#[test]
fn what_two_tables_decided_differently_is_asked_and_stands_in_the_record() {
    let (room, tables) = two_owners();
    let conflicts = weighed(&room, &tables[1]).conflicts;
    let other = owner(tables[1].session(), "Listening");
    let asked = format!("Who answers for “Listening”? Table 1 says Ana, table 2 says {other}.");
    let told: Vec<String> = conflicts.iter().map(Conflict::told).collect();
    assert_eq!(told.join(""), asked);
    let refused = merge_with(&mut room.clone(), &tables[1], None).expect_err("nobody chose");
    assert!(refused.to_string().contains(&asked), "{refused}");
    for (take, stands) in [(Take::Here, "Ana"), (Take::There, &other), (Take::Open, "nobody")] {
        let mut back = room.clone();
        merge_with(&mut back, &tables[1], Some(take)).expect("chosen");
        let session = back.session();
        assert_eq!(owner(session, "Listening"), stands);
        let decision = &session.decisions.last().expect("in the record").what;
        assert!(decision.starts_with("Who answers for “Listening”?"), "{decision}");
        let parked = session
            .parked
            .iter()
            .any(|it| it.text.contains(&asked) && it.fate == ParkedFate::Waiting);
        assert_eq!(parked, take == Take::Open);
        let again = weighed(&back, &tables[1]);
        assert!(again.nothing_new && again.conflicts.is_empty(), "it is not asked twice");
    }
}

#[test]
fn parts_and_words_are_asked_one_by_one() {
    let (mut room, mut tables) = two_owners();
    merge_with(&mut room, &tables[1], Some(Take::Here)).expect("chosen");
    let goal = last_goal(&tables[2]);
    done(&mut tables[2], Any::Goals(goals::Change::Edit(goal, shape("Heard early"))));
    let here = last_goal(&room);
    done(&mut room, Any::Goals(goals::Change::Edit(here, shape("Heard at last"))));
    let (at_table, at_home) = (area(&tables[2], "Listening"), area(&room, "Listening"));
    for (room, area, part) in
        [(&mut tables[2], at_table, Part::Doing), (&mut room, at_home, Part::Informed)]
    {
        let who =
            room.session().people.iter().find(|it| &*it.name == "Fay").map(|it| it.id.clone());
        let Some(who) = who else {
            done(room, Any::People(people::Change::Add(vec![named("Fay")])));
            let who = person(room, "Fay");
            done(room, Any::Areas(areas::Change::Part { area, who, part, takes: true }));
            continue;
        };
        done(room, Any::Areas(areas::Change::Part { area, who, part, takes: true }));
    }
    let told: Vec<String> =
        weighed(&room, &tables[2]).conflicts.iter().map(Conflict::told).collect();
    assert_eq!(
        told,
        [
            "How is “Heard” worded? The session says “Heard at last”, table 3 says “Heard early”.",
            "How does Fay take part in “Listening”? The session says informed, table 3 says doing.",
        ]
    );
}

fn named(name: &str) -> Profile {
    Profile { name: text(name), ..Profile::default() }
}

#[test]
fn whoever_moves_to_another_table_stays_one_person_and_one_thought_stays_one_area() {
    let mut room = plenary();
    let mut tables = split_as(&mut room, None);
    for table in &mut tables[..2] {
        let away = TEAM
            .iter()
            .find(|(name, _)| table.session().people.iter().all(|it| &*it.name != *name));
        done(table, Any::People(people::Change::Add(vec![named(away.expect("elsewhere").0)])));
        done(table, Any::Areas(areas::Change::Add(vec![text("Hotline")])));
    }
    merge(&mut room, &tables[0]);
    merge(&mut room, &tables[1]);
    assert_eq!(room.session().people.len(), TEAM.len());
    assert_eq!(room.session().areas.iter().filter(|it| &*it.name == "Hotline").count(), 1);
}

#[test]
fn what_is_deleted_or_merged_at_a_table_is_here_too_where_nothing_rests_on_it() {
    let mut room = plenary();
    let mut tables = split_as(&mut room, None);
    let ids: Vec<Id> = tables[0].session().ideas.iter().map(|it| it.id.clone()).collect();
    done(&mut tables[0], Any::Ideas(ideas::Change::Merge(ids, text("Bees in trees"))));
    merge(&mut room, &tables[0]);
    let texts = |room: &Room| -> Vec<String> {
        room.session().ideas.iter().map(|it| it.text.to_string()).collect()
    };
    assert_eq!(texts(&room), ["Bees in trees"]);
    let (gone, funded) = (last_goal(&tables[1]), area(&tables[1], "Crisis"));
    done(&mut tables[1], Any::Goals(goals::Change::Delete(gone)));
    done(&mut tables[1], Any::Areas(areas::Change::Delete(funded)));
    let asking = area(&room, "Crisis");
    done(&mut room, Any::Pot(pot::Change::Ask(vec![(asking, need("a phone"))])));
    let weighed = weighed(&room, &tables[1]);
    assert_eq!(weighed.what, [(Sort::Deleted, 1)]);
    assert!(weighed.notes[0].contains("“Crisis” stays here."), "{:?}", weighed.notes);
    merge(&mut room, &tables[1]);
    assert_eq!((room.session().goals.len(), room.session().areas.len()), (2, 3));
}

#[test]
fn no_cent_is_granted_twice() {
    let mut room = plenary();
    done(
        &mut room,
        Any::Pot(pot::Change::Pledge(vec![Offer::firm(text("HR"), What::Money(Money(400)))])),
    );
    let pledge = room.session().pot.pledges[0].id.clone();
    done(&mut room, Any::Pot(pot::Change::Read(pledge, true)));
    let mut tables = split_as(&mut room, None);
    for (table, name) in tables.iter_mut().zip(["Listening", "Crisis"]) {
        let who = table.session().people.iter().find(|it| it.present).expect("somebody");
        let who = who.name.to_string();
        says_yes(table, name, &who);
        let area = area(table, name);
        done(table, Any::Pot(pot::Change::Ask(vec![(area, need(name))])));
        let ask = table.session().pot.asks[0].id.clone();
        done(table, Any::Pot(pot::Change::Grant(ask, Money(300))));
    }
    merge(&mut room, &tables[0]);
    let second = weighed(&room, &tables[1]);
    assert!(second.notes[0].contains("no longer holds"), "{:?}", second.notes);
    merge(&mut room, &tables[1]);
    assert_eq!(room.session().pot.granted(), Money(300));
    assert_eq!(room.session().pot.asks.len(), 2, "the ask itself came");
}

#[test]
fn nothing_private_travels_in_either_direction() {
    let mut room = room_of(vec![activity(Do::Gather {}, Policy::Hidden)], &TEAM);
    let ana = room.session().people[0].id.clone();
    let noted = Profile { note: text("xyzzy"), speaks_last: true, ..named("Ana") };
    done(&mut room, Any::People(people::Change::Edit(ana.clone(), noted)));
    let given = || Content::Ideas(vec![text("A plain thought")]);
    room.give(at(50), &place("gather"), &Giver::Person(ana), given()).expect("given");
    room.reveal(at(51), &place("gather")).expect("shown");
    let mut tables = split_as(&mut room, Some(2));
    for table in &tables {
        let session = table.session();
        assert!(session.ideas.iter().all(|idea| idea.from.is_none()));
        assert!(session.people.iter().all(|it| it.note.is_empty() && !it.speaks_last));
        assert_eq!(session.who_is_in(&place("gather")).count, 0);
    }
    let table = &mut tables[0];
    let who = table.session().people.iter().find(|it| it.present).expect("somebody").id.clone();
    let secret = Content::Ideas(vec![text("A marked secret")]);
    table.give(at(70), &place("gather"), &Giver::Person(who), secret).expect("given");
    merge(&mut room, table);
    assert!(!format!("{:?}", room.session()).contains("secret"));
    table.reveal(at(80), &place("gather")).expect("shown");
    merge(&mut room, table);
    let idea = room.session().ideas.last().expect("it came");
    assert_eq!((&*idea.text, &idea.from), ("A marked secret", &None));
    let seen = room.session().seen_by(crate::session::Viewer::Room);
    assert!(seen.tables.iter().all(|it| it.base == Carried::default() && it.names.is_empty()));
    assert_eq!(room.session().people[0].note, text("xyzzy"), "what is known here stays");
}

#[test]
fn a_table_of_a_split_that_was_taken_back_is_not_taken_in() {
    let mut room = plenary();
    let tables = split_as(&mut room, None);
    room.undo(at(700)).expect("taken back");
    let no = weigh(room.session(), &as_merge(&tables[0]), 99, at(900)).expect_err("it is not out");
    assert!(no.to_string().contains("Table 1 is not out"), "{no}");
    let id = Id::nth(Kind::Goal, 1, 0);
    assert!(!room.session().came_from_a_table(&id));
}
