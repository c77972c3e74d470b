//! Networks against reference vectors, what they say to a room, and laws.

use super::*;
use crate::testing::vectors;
use num_traits::ToPrimitive;
use proptest::prelude::*;
use serde_json::Value;

fn texts(list: &Value) -> Vec<String> {
    serde_json::from_value(list.clone()).unwrap()
}

/// A case of the vectors, with the names of its people and functions.
struct Case {
    network: Network,
    people: Vec<String>,
    functions: Vec<String>,
}

impl Case {
    fn read(case: &Value) -> Case {
        let people = texts(&case["nodes"]);
        let of = texts(&case["department"]);
        let mut functions = of.clone();
        functions.sort();
        functions.dedup();
        let place = |list: &[String], name: &str| list.iter().position(|one| one == name).unwrap();
        let arcs = case["arcs"].as_array().unwrap().iter().map(texts);
        let arcs = arcs.map(|arc| (place(&people, &arc[0]), place(&people, &arc[1])));
        let of = of.iter().map(|name| place(&functions, name)).collect();
        Case { network: Network::of(of, arcs), people, functions }
    }

    fn names(&self, places: &[usize]) -> Value {
        places.iter().map(|place| self.people[*place].as_str()).collect()
    }

    fn by_function(&self, value: impl Fn(usize) -> Value) -> Value {
        let named = self.functions.iter().enumerate();
        named.map(|(place, name)| (name.clone(), value(place))).collect()
    }

    /// What the vectors' definition calls by this name.
    fn told(&self, name: &str) -> Value {
        let network = &self.network;
        match name {
            "arcs" => network.arcs().count().into(),
            "ties" => network.ties().count().into(),
            "density_directed" => exact(network.density()),
            "density_undirected" => exact(network.density_of_ties()),
            "reciprocity" => network.reciprocity().and_then(|share| share.to_f64()).into(),
            "in_degree" => network.named_by().into(),
            "out_degree" => network.naming().into(),
            "ei_index_ties" => exact(network.mixing().index()),
            "ei_index_arcs" => exact(network.arcs_within_and_across().index()),
            "ei_expected_ties" => exact(network.mixing().by_chance()),
            "ei_by_department_ties" => {
                self.by_function(|place| exact(network.mixing_of_function(place).index()))
            }
            "ei_by_person_ties" => (0..network.people())
                .map(|person| exact(network.mixing_of_person(person).index()))
                .collect(),
            "department_matrix_arcs" => {
                let matrix = network.matrix();
                self.by_function(|row| self.by_function(|column| matrix[row][column].into()))
            }
            "betweenness_directed" => numbers(&network.betweenness_of_arcs()),
            "betweenness_undirected" => numbers(&network.betweenness()),
            "isolates" => self.names(&network.isolates()),
            "not_nominated" => self.names(&network.not_nominated()),
            "components" => network.parts().iter().map(|part| self.names(part)).collect(),
            "articulation_points" => self.names(&network.articulation_people()),
            "bridge_ties" => {
                network.bridge_ties().iter().map(|(one, two)| self.names(&[*one, *two])).collect()
            }
            "cross_department_reach" => network.reach().into(),
            other => panic!("the vectors define no {other}"),
        }
    }
}

fn exact(fraction: Option<Rational64>) -> Value {
    fraction.map(|fraction| fraction.to_string()).into()
}

fn numbers(fractions: &[BigRational]) -> Value {
    fractions.iter().map(BigRational::to_f64).collect()
}

/// Equal, floats to 1e-9, and lists of names in whatever order.
fn same(ours: &Value, expected: &Value) -> bool {
    match (ours, expected) {
        (Value::Number(one), Value::Number(two)) => {
            (one.as_f64().unwrap() - two.as_f64().unwrap()).abs() <= 1e-9
        }
        (Value::Array(one), Value::Array(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| same(one, two))
        }
        _ => ours == expected,
    }
}

/// Lists of people, ties and parts are sets in the vectors: they are compared sorted.
fn sorted(value: Value) -> Value {
    let Value::Array(list) = value else { return value };
    let is_named = |one: &Value| one.is_string() || one.is_array();
    let mut list: Vec<Value> = list.into_iter().map(sorted).collect();
    if list.iter().all(is_named) {
        list.sort_by_key(Value::to_string);
    }
    Value::Array(list)
}

#[test]
fn the_network_vectors_hold() {
    let file = vectors("network.json");
    for case in file["cases"].as_array().unwrap() {
        let read = Case::read(case);
        for (name, expected) in case["expected"].as_object().unwrap() {
            let (ours, expected) = (read.told(name), expected.clone());
            let (ours, expected) = match name.as_str() {
                "isolates"
                | "not_nominated"
                | "components"
                | "articulation_points"
                | "bridge_ties" => (sorted(ours), sorted(expected)),
                _ => (ours, expected),
            };
            assert!(same(&ours, &expected), "{}, {name}: {ours} for {expected}", case["id"]);
        }
    }
}

/// Two functions of three: 0, 1, 2 ask each other, 3, 4, 5 too, and 2 asks 3.
fn two_triangles() -> Network {
    let arcs = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)];
    Network::of(vec![0, 0, 0, 1, 1, 1], arcs)
}

fn name(person: usize) -> String {
    ["Ana", "Ben", "Chi", "Dee", "Eli", "Fay"][person].to_owned()
}

#[test]
fn who_holds_two_groups_together_is_said_by_name() {
    let network = two_triangles();
    assert_eq!(network.articulation_people(), [2, 3]);
    assert_eq!(network.bridge_ties(), [(2, 3)]);
    assert_eq!(network.hubs()[..2], [2, 3]);
    assert_eq!(network.without(2, name), "Only through Chi do the others reach Ana and Ben.");
    assert_eq!(network.without(0, name), "Without Ana the others would still reach each other.");
    assert_eq!(Network::of(vec![0], []).without(0, name), "Ana is tied to nobody.");
}

#[test]
fn an_index_is_read_beside_what_chance_gives() {
    let network = two_triangles();
    assert_eq!(network.mixing().reading(), Reading::Silo);
    assert_eq!(
        network.mixing_of_function(0).sentence("Service"),
        "Service keeps to its own: E-I -0.50, where asking anybody alike gives +0.50."
    );
    let across = Network::of(vec![0, 0, 1], [(0, 2), (1, 2)]);
    assert_eq!(
        across.mixing().sentence("The room"),
        "The room asks across functions: E-I +1.00, where asking anybody alike gives +0.33."
    );
    let all = Network::of(vec![0, 0, 1], [(0, 1), (0, 2), (1, 2)]);
    assert_eq!(
        all.mixing().sentence("The room"),
        "The room asks as if functions did not matter: E-I +0.33, as by chance."
    );
}

#[test]
fn without_ties_an_index_is_undefined_and_not_nought() {
    let network = Network::of(vec![0, 1, 0], []);
    assert_eq!(network.mixing().index(), None);
    assert_eq!(network.mixing().reading(), Reading::Undefined);
    assert_eq!(
        network.mixing().sentence("The room"),
        "The room: no ties, so the E-I index is undefined, not 0."
    );
}

#[test]
fn naming_oneself_or_a_stranger_makes_no_arc_and_naming_twice_makes_one() {
    let network = Network::of(vec![0, 0], [(0, 0), (0, 1), (0, 1), (1, 7)]);
    assert_eq!(network.arcs().collect::<Vec<_>>(), [(0, 1)]);
}

#[test]
fn equal_ways_are_equal_exactly() {
    // A ring of seven: whoever stands in it lies on as many ways as everybody else.
    let network = Network::of(vec![0; 7], (0..7).map(|person| (person, (person + 1) % 7)));
    let first = &network.betweenness()[0];
    assert!(network.betweenness().iter().all(|between| between == first));
    assert_eq!(network.hubs(), [0, 1, 2, 3, 4, 5, 6]);
}

fn any_network() -> impl Strategy<Value = Network> {
    (1..12_usize).prop_flat_map(|people| {
        let arcs = prop::collection::vec((0..people, 0..people), 0..24);
        (prop::collection::vec(0..4_usize, people), arcs)
            .prop_map(|(functions, arcs)| Network::of(functions, arcs))
    })
}

/// The same network without one tie.
fn without_tie(network: &Network, tie: (usize, usize)) -> Network {
    let kept = network.arcs().filter(|(from, to)| (*from.min(to), *from.max(to)) != tie);
    Network::of(network.functions.clone(), kept)
}

proptest! {
    #[test]
    fn a_bridge_is_a_tie_whose_loss_splits_a_part(network in any_network()) {
        let splits = |tie: &(usize, usize)| {
            without_tie(&network, *tie).parts().len() > network.parts().len()
        };
        let expected: Vec<_> = network.ties().filter(splits).collect();
        prop_assert_eq!(network.bridge_ties(), expected);
    }

    #[test]
    fn an_articulation_person_is_one_whose_loss_splits_a_part(network in any_network()) {
        let splits = |person: &usize| network.parts_without(*person).len() > 1;
        let expected: Vec<_> = (0..network.people()).filter(splits).collect();
        prop_assert_eq!(network.articulation_people(), expected);
    }

    #[test]
    fn the_ways_between_two_are_shared_out_whole(network in any_network()) {
        // Of a pair so many steps apart, all but the last step lead through somebody.
        let sum: BigRational = network.betweenness_of_arcs().iter().sum();
        let mut expected = 0;
        for from in 0..network.people() {
            expected += steps(&network, from).filter(|far| *far > 0).map(|far| far - 1).sum::<i64>();
        }
        prop_assert_eq!(sum, BigRational::from_integer(expected.into()));
    }

    #[test]
    fn naming_one_more_person_never_shrinks_what_hangs_together(
        network in any_network(),
        from in 0..11_usize,
        to in 0..11_usize,
    ) {
        let more = network.arcs().chain([(from, to)]).collect::<Vec<_>>();
        let more = Network::of(network.functions.clone(), more);
        prop_assert!(more.parts().len() <= network.parts().len());
        prop_assert!(more.density() >= network.density());
    }

    #[test]
    fn an_index_lies_between_its_ends_and_adds_up(network in any_network()) {
        let whole = network.mixing();
        let ends: u64 = (0..network.people())
            .map(|person| network.mixing_of_person(person).found)
            .map(|found| found.within + found.across)
            .sum();
        prop_assert_eq!(ends, 2 * (whole.found.within + whole.found.across));
        if let Some(index) = whole.index() {
            prop_assert!(index >= Rational64::from(-1) && index <= Rational64::from(1));
        }
        prop_assert!(whole.found.within <= whole.possible.within);
        prop_assert!(whole.found.across <= whole.possible.across);
    }
}

/// How far everybody who can be reached along arcs is.
fn steps(network: &Network, from: usize) -> impl Iterator<Item = i64> {
    let mut far = vec![None; network.people()];
    far[from] = Some(0);
    for step in 0.. {
        let here: Vec<usize> = (0..far.len()).filter(|person| far[*person] == Some(step)).collect();
        if here.is_empty() {
            break;
        }
        for other in here.into_iter().flat_map(|person| network.named[person].iter()) {
            far[*other] = far[*other].or(Some(step + 1));
        }
    }
    far.into_iter().flatten()
}
