//! The assignment against reference vectors, against every possible answer in small rooms, and its
//! laws.

use super::{Assignment, Candidate, Case, Instead, Wish, assign};
use proptest::prelude::*;
use serde_json::Value;
use std::cmp::Reverse;

#[test]
fn the_reference_vectors_are_reproduced_exactly() {
    let file = crate::testing::vectors("roles.json");
    for case in file["cases"].as_array().expect("cases") {
        let (read, expected) = (read(case), &case["expected"]);
        let found = assign(&read);
        let id = &case["id"];
        assert_eq!(numbers(&expected["lead"]), found.leads, "leads of {id}");
        let supporters: Vec<Vec<usize>> =
            list(&expected["supporters"], |area| numbers(area).into_iter().flatten().collect());
        assert_eq!(supporters, found.supporters, "supporters of {id}");
        let loads: Vec<Option<usize>> =
            found.loads.iter().map(|load| Some(*load as usize)).collect();
        assert_eq!(numbers(&expected["load"]), loads, "loads of {id}");
        assert_leads(&expected["leads"], &read, &found);
        assert_support(&expected["support"], &read, &found);
    }
}

fn assert_leads(expected: &Value, case: &Case, found: &Assignment) {
    let led = found.led(case);
    let areas = case.areas as u64;
    let cost: u64 = led.classes.iter().map(|class| (areas + 1).pow(3 - u32::from(*class))).sum();
    let classes: Vec<Option<usize>> =
        led.classes.iter().map(|class| Some((*class).into())).collect();
    assert_figure(&expected["open_goals"], led.open as u64);
    assert_figure(&expected["class_cost"], cost);
    assert_figure(&expected["sum_leads_squared"], led.squares);
    assert_figure(&expected["sum_fit"], led.fit);
    if !expected["class_vector_sorted"].is_null() {
        assert_eq!(numbers(&expected["class_vector_sorted"]), classes);
    }
}

fn assert_support(expected: &Value, case: &Case, found: &Assignment) {
    let supported = found.supported(case);
    let slots = case.areas as u64 * u64::from(case.supporters);
    let cost: u64 = supported.cares.iter().map(|care| (slots + 1).pow(3 - u32::from(*care))).sum();
    assert_figure(&expected["goals_with_support"], supported.areas as u64);
    assert_figure(&expected["slots_filled"], supported.slots as u64);
    assert_figure(&expected["class_cost"], cost);
    assert_figure(&expected["sum_load_squared"], supported.squares);
    assert_figure(&expected["sum_fit"], supported.fit);
}

fn assert_figure(expected: &Value, found: u64) {
    if !expected.is_null() {
        assert_eq!(expected.as_u64(), Some(found));
    }
}

fn read(case: &Value) -> Case {
    let areas = case["goals"].as_u64().expect("goals") as usize;
    let functions: Vec<&str> = list(&case["department"], |name| name.as_str().unwrap_or_default());
    let roles = numbers(&case["capacity"]);
    let function = |name| functions.iter().position(|other| *other == name).expect("is in it");
    let people = functions.iter().zip(roles).map(|(name, roles)| Candidate {
        function: function(*name),
        roles: roles.unwrap_or(0) as u32,
    });
    let mut read = Case::of(people.collect(), areas);
    let mark =
        |of: &str, person: usize, area: usize| case[of][person][area].as_u64().unwrap_or(0) as u8;
    for person in 0..read.people.len() {
        for area in 0..areas {
            let (care, can) = (mark("interest", person, area), mark("skill", person, area));
            read.wishes[person][area] = Wish { care, can };
        }
    }
    read.leads_each = case["max_leads"].as_u64().map_or(read.leads_each, |most| most as u32);
    read.supporters = case["max_supporters"].as_u64().map_or(2, |most| most as u32);
    read
}

fn list<'a, T>(values: &'a Value, read: impl FnMut(&'a Value) -> T) -> Vec<T> {
    values.as_array().map(|values| values.iter().map(read).collect()).unwrap_or_default()
}

fn numbers(values: &Value) -> Vec<Option<usize>> {
    list(values, |value| value.as_u64().map(|number| number as usize))
}

/// Ana and Bo from one function, Cy from another, who cares for nothing; three areas.
fn three() -> Case {
    let people = [0, 0, 1].map(|function| Candidate { function, roles: 2 });
    let mut case = Case::of(people.into(), 3);
    let wish = |care, can| Wish { care, can };
    case.wishes[0] = vec![wish(3, 3), wish(3, 3), wish(0, 3)];
    case.wishes[1] = vec![wish(3, 3), wish(1, 1), wish(0, 3)];
    case
}

fn people(place: usize) -> String {
    ["Ana", "Bo", "Cy"][place].into()
}

fn areas(place: usize) -> String {
    ["Listening", "Crisis", "Measuring"][place].into()
}

#[test]
fn a_lead_is_explained_by_what_would_become_of_the_rest() {
    let case = three();
    let found = assign(&case);
    assert_eq!(found.leads, [Some(1), Some(0), None]);
    let why = found.why(&case, 0).expect("Bo leads it");
    assert_eq!(why.instead, Instead::Weaker { area: 1, class: 1 });
    let told = "Bo cares (3) and can (3). Ana would do as well here; but then the best left for \
                Crisis would be a 1 of 3.";
    assert_eq!(why.tell(people, areas), told);
    let why = found.why(&case, 1).expect("Ana leads it");
    let told = "Ana cares (3) and can (3). Nobody else would do as well here.";
    assert_eq!(why.tell(people, areas), told);

    let mut case = three();
    case.wishes[1] = vec![Wish { care: 3, can: 3 }, Wish::default(), Wish { care: 1, can: 1 }];
    case.wishes[2][0] = Wish { care: 1, can: 0 };
    let found = assign(&case);
    assert_eq!(found.leads, [Some(2), Some(0), Some(1)]);
    let told = "Cy cares (1) and can (0). Ana and Bo would do better here; but then Measuring would \
                have nobody.";
    assert_eq!(found.why(&case, 0).expect("Cy leads it").tell(people, areas), told);
}

#[test]
fn an_area_that_stays_open_says_who_would_have_to_have_more_room() {
    let mut case = three();
    let why = |case: &Case, area| {
        let shortage = assign(case).why_open(case, area).expect("it is open");
        shortage.tell(people, areas)
    };
    assert_eq!(why(&case, 2), "Nobody cares for it.");

    case.people[0].roles = 0;
    case.wishes[1][2].care = 1;
    let told =
        "Only Ana and Bo could take Listening and Crisis, and together they have room for one.";
    assert_eq!(why(&case, 1), told);

    case.people[1].roles = 0;
    assert_eq!(why(&case, 1), "Only Ana and Bo could, and they have no role left.");
    assert_eq!(why(&case, 2), "Only Bo could, and has no role left.");
}

#[test]
fn an_area_without_support_says_why() {
    let mut case = three();
    let why = |case: &Case| {
        let shortage = assign(case).why_unsupported(case, 0).expect("nobody supports it");
        shortage.tell_support(people, areas)
    };
    assert_eq!(why(&case), "Nobody from another function cares for it.");
    case.wishes[2] = vec![Wish { care: 1, can: 0 }, Wish { care: 2, can: 0 }, Wish::default()];
    case.people[2].roles = 1;
    let told = "Only Cy could support Listening and Crisis, and has room for one.";
    assert_eq!(why(&case), told);
}

#[test]
fn not_me_is_never_asked_again_and_a_yes_stays() {
    let mut case = three();
    case.barred.push((1, 0));
    case.settled[1] = Some(2);
    let found = assign(&case);
    assert_eq!(found.leads, [Some(0), Some(2), None]);
    assert!(found.supporters.iter().all(|people| !people.contains(&1)), "Bo only wanted the first");
    assert_eq!(found.why(&case, 1), None, "what is settled needs no reason");
}

prop_compose! {
    fn small()(people in 1..5_usize, areas in 1..4_usize)(
        people in proptest::collection::vec((0..3_usize, 0..4_u32), people),
        wishes in proptest::collection::vec(proptest::collection::vec((0..4_u8, 0..4_u8), areas), people),
        (leads_each, supporters) in (1..3_u32, 0..3_u32),
        settled in proptest::collection::vec(proptest::option::weighted(0.2, 0..people), areas),
        barred in proptest::collection::vec((0..people, 0..areas), 0..3),
    ) -> Case {
        let people: Vec<Candidate> =
            people.into_iter().map(|(function, roles)| Candidate { function, roles }).collect();
        let wish = |(care, can)| Wish { care, can };
        let wishes = wishes.into_iter().map(|row| row.into_iter().map(wish).collect()).collect();
        Case { areas: settled.len(), people, wishes, leads_each, supporters, settled, barred }
    }
}

/// Every list of leads that the case allows.
fn all_leads(case: &Case) -> Vec<Vec<Option<usize>>> {
    let mut lists = vec![Vec::new()];
    for area in 0..case.areas {
        let choices: Vec<Option<usize>> = match case.settled[area] {
            Some(lead) => vec![Some(lead)],
            None => {
                let could = (0..case.people.len()).filter(|person| case.is_possible(*person, area));
                could.map(Some).chain([None]).collect()
            }
        };
        lists = lists
            .iter()
            .flat_map(|list: &Vec<Option<usize>>| {
                choices.iter().map(|choice| list.iter().copied().chain([*choice]).collect())
            })
            .collect();
    }
    let count = |list: &Vec<Option<usize>>, person, settled: bool| {
        let leads = list.iter().zip(&case.settled);
        leads.filter(|(lead, was)| **lead == Some(person) && (settled || was.is_none())).count()
    };
    lists.retain(|list| {
        (0..case.people.len()).all(|person| {
            let most = case.people[person].roles.min(case.leads_each) as usize;
            count(list, person, false) == 0 || count(list, person, true) <= most
        })
    });
    lists
}

/// Every way to support areas with these leads, each as the pairs that are used.
fn all_support(case: &Case, leads: &[Option<usize>]) -> Vec<Vec<Vec<usize>>> {
    let mut ways: Vec<Vec<Vec<usize>>> = vec![vec![Vec::new(); case.areas]];
    for area in 0..case.areas {
        for person in (0..case.people.len()).filter(|person| case.is_possible(*person, area)) {
            let function = |person: usize| case.people[person].function;
            if leads[area].is_some_and(|lead| function(lead) == function(person)) {
                continue;
            }
            let more: Vec<Vec<Vec<usize>>> = ways
                .iter()
                .filter(|way| {
                    let load = way.iter().flatten().filter(|other| **other == person).count()
                        + leads.iter().filter(|lead| **lead == Some(person)).count();
                    load < case.people[person].roles as usize
                        && way[area].len() < case.supporters as usize
                        && way[area].iter().all(|other| function(*other) != function(person))
                })
                .map(|way| {
                    let mut way = way.clone();
                    way[area].push(person);
                    way
                })
                .collect();
            ways.extend(more);
        }
    }
    ways
}

fn finished(case: &Case, leads: Vec<Option<usize>>, supporters: Vec<Vec<usize>>) -> Assignment {
    let load = |person: usize| {
        let leads = leads.iter().filter(|lead| **lead == Some(person)).count();
        (leads + supporters.iter().flatten().filter(|other| **other == person).count()) as u32
    };
    Assignment { loads: (0..case.people.len()).map(load).collect(), leads, supporters }
}

/// The best leads of all, as the definition orders them.
fn best_leads(case: &Case) -> Vec<Option<usize>> {
    let areas = case.areas as u64;
    let worth = |list: &Vec<Option<usize>>| {
        let led = finished(case, list.clone(), vec![Vec::new(); case.areas]).led(case);
        let cost: u64 =
            led.classes.iter().map(|class| (areas + 1).pow(3 - u32::from(*class))).sum();
        let list: Vec<usize> = list.iter().map(|lead| lead.unwrap_or(usize::MAX)).collect();
        (led.open, cost, led.squares, Reverse(led.fit), list)
    };
    all_leads(case).into_iter().min_by_key(worth).expect("nobody leads is a list")
}

/// The best supporters for these leads, as the definition orders them.
fn best_support(case: &Case, leads: &[Option<usize>]) -> Vec<Vec<usize>> {
    let slots = case.areas as u64 * u64::from(case.supporters);
    let worth = |way: &Vec<Vec<usize>>| {
        let found = finished(case, leads.to_vec(), way.clone());
        let worth = found.supported(case);
        let cost: u64 = worth.cares.iter().map(|care| (slots + 1).pow(3 - u32::from(*care))).sum();
        let used = |area: usize| (0..case.people.len()).map(move |person| (area, person));
        let pairs: Vec<Reverse<bool>> = (0..case.areas)
            .flat_map(used)
            .map(|(area, person)| Reverse(way[area].contains(&person)))
            .collect();
        (
            (Reverse(worth.areas), Reverse(worth.slots), cost),
            (worth.squares, Reverse(worth.fit), pairs),
        )
    };
    all_support(case, leads).into_iter().min_by_key(worth).expect("no support is a way")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn it_is_the_best_of_all_possible_answers(case in small()) {
        let found = assign(&case);
        prop_assert_eq!(&found.leads, &best_leads(&case));
        prop_assert_eq!(&found.supporters, &best_support(&case, &found.leads));
    }

    #[test]
    fn a_shortage_is_a_proof(case in small()) {
        let found = assign(&case);
        for area in 0..case.areas {
            if let Some(shortage) = found.why_open(&case, area) {
                prop_assert!(shortage.areas.contains(&area));
                prop_assert!((shortage.room as usize) < shortage.areas.len());
                for area in &shortage.areas {
                    for person in 0..case.people.len() {
                        let could = case.is_possible(person, *area);
                        prop_assert!(!could || shortage.people.contains(&person));
                    }
                }
            }
            if let Some(shortage) = found.why_unsupported(&case, area) {
                let enough = (shortage.room as usize) >= shortage.areas.len();
                prop_assert!(!enough || case.supporters == 0);
            }
        }
    }

    #[test]
    fn the_order_of_people_changes_nothing_but_ties(case in small()) {
        let mut turned = case.clone();
        turned.people.reverse();
        turned.wishes.reverse();
        let other = |person: usize| case.people.len() - 1 - person;
        turned.settled = case.settled.iter().map(|lead| lead.map(other)).collect();
        turned.barred = case.barred.iter().map(|(person, area)| (other(*person), *area)).collect();
        let (ours, theirs) = (assign(&case), assign(&turned));
        prop_assert_eq!(ours.led(&case), theirs.led(&turned));
    }
}
