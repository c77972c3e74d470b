//! How long counting takes: a workshop's counts beside each other, as when somebody changes a
//! number and everything is counted again, and cities of different sizes, from the bytes of a file
//! to the winners. Run it with `cargo bench`; a name after `--` runs those that contain it.

use divan::{Bencher, black_box};
use groundswell::import::pabulib::Pabulib;
use groundswell::methods::assessment::{Assessment, Sheet, most_disagreed, widest_gap};
use groundswell::methods::assignment::{self, Candidate, Case, Wish, assign};
use groundswell::methods::election::{Election, Mark, Measure, Project, TieOrder};
use groundswell::methods::equal_shares::{Completion, EqualShares};
use groundswell::methods::funding::{self, RULES, Rule};
use groundswell::methods::greedy::{Greedy, Misfit};
use groundswell::methods::network::Network;
use groundswell::methods::phragmen;
use groundswell::methods::prioritize::{KINDS, Paper, Words};
use groundswell::money::Money;
use num_rational::{BigRational, Ratio};
use std::fmt::Write;

/// As many people as a workshop holds, and as many asks as anybody would read.
const PEOPLE: usize = 50;
const ASKS: usize = 40;

fn main() {
    divan::main();
}

/// Numbers without a pattern, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A room that shares one pot: points 0 to 10 of everybody for most asks.
struct Pot {
    case: funding::Case,
    election: Election,
    order: TieOrder,
}

fn pot() -> Pot {
    let mut numbers = Numbers(1);
    let costs: Vec<i64> = (0..ASKS).map(|_| numbers.below(90) as i64 * 10_000 + 20_000).collect();
    let mut row = || (0..ASKS).map(|_| numbers.below(16).saturating_sub(5) as u8).collect();
    let ballots: Vec<Vec<u8>> = (0..PEOPLE).map(|_| row()).collect();
    let money = costs.iter().sum::<i64>() / 3;
    let wish = |cost: &i64| funding::Wish {
        minimum: Money(*cost),
        target: Money(*cost),
        stretch: Money(cost * 2),
        barred: None,
    };
    let support = |place: usize| ballots.iter().filter(|ballot| ballot[place] > 0).count() as u64;
    let project = |(place, cost): (usize, &i64)| Project {
        cost: *cost,
        support: support(place),
        after: None,
    };
    let mut election = Election::of(costs.iter().enumerate().map(project).collect());
    for ballot in &ballots {
        let purse = BigRational::new(money.into(), PEOPLE.into());
        let marks =
            (0..).zip(ballot).map(|(project, points)| Mark { project, points: (*points).into() });
        election.add(1, purse, marks.filter(|mark| mark.points > 0));
    }
    let order = TieOrder::workshop(&election.projects);
    let wishes = costs.iter().map(wish).collect();
    let pools = vec![funding::Pool { amount: Money(money), only: None, function: None }];
    let ballots = ballots.into_iter().map(|points| funding::Ballot { points, function: None });
    let case = funding::Case { pools, wishes, ballots: ballots.collect() };
    Pot { case, election, order }
}

fn equal_shares(order: &TieOrder, completion: Completion) -> EqualShares {
    EqualShares { measure: Measure::Cost, completion, order: order.clone() }
}

/// A step that adds one unit of the currency to each purse.
fn by_units() -> BigRational {
    BigRational::from_integer(100.into())
}

fn count_money(pot: &Pot) {
    let Pot { case, election, order } = black_box(pot);
    for rule in RULES {
        black_box(rule.count(case));
    }
    black_box(phragmen::count(election, order));
}

fn most_votes(order: &TieOrder) -> Greedy {
    Greedy { measure: Measure::Cardinality, misfit: Misfit::Skip, order: order.clone() }
}

/// A room that said what it cares for and can do.
fn cared_for() -> assignment::Case {
    let mut numbers = Numbers(2);
    let candidate = |place: usize| Candidate { function: place % 6, roles: 3 };
    let mut case = Case::of((0..PEOPLE).map(candidate).collect(), ASKS);
    for wish in case.wishes.iter_mut().flatten() {
        *wish = Wish { care: numbers.below(4) as u8, can: numbers.below(4) as u8 };
    }
    case
}

/// Ballots that any kind of vote can count: dots, scores or places from 1, some left blank.
fn papers() -> Vec<Paper> {
    let mut numbers = Numbers(3);
    let mut mark = || Some(numbers.below(7) as u8).filter(|mark| *mark > 0);
    (0..PEOPLE).map(|_| (0..ASKS).map(|_| mark()).collect()).collect()
}

/// All four kinds of vote, with why the order is as it is.
fn count_votes(papers: &[Paper]) {
    let (name, decimal) = (|option: usize| option.to_string(), |mean: Ratio<u64>| mean.to_string());
    let words = Words { name: &name, decimal: &decimal };
    for kind in KINDS {
        let tally = kind.count(ASKS, black_box(papers));
        black_box((words.explain(&tally), tally.natural_break(), tally.most_divided()));
    }
}

/// Everything that a workshop counts, together: the goal is less than 5 ms.
#[divan::bench]
fn everything_a_workshop_counts(bencher: Bencher) {
    let (pot, case, papers) = (pot(), cared_for(), papers());
    bencher.bench(|| {
        count_money(&pot);
        black_box(assign(black_box(&case)));
        count_votes(&papers);
    });
}

#[divan::bench_group]
mod workshop {
    use super::*;

    #[divan::bench(args = RULES)]
    fn pot_by(bencher: Bencher, rule: &Rule) {
        let pot = pot();
        bencher.bench(|| rule.count(black_box(&pot.case)));
    }

    #[divan::bench]
    fn pot_by_phragmen(bencher: Bencher) {
        let pot = pot();
        bencher.bench(|| phragmen::count(black_box(&pot.election), &pot.order));
    }

    #[divan::bench]
    fn equal_shares_to_the_end_of_the_money(bencher: Bencher) {
        let pot = pot();
        let rule = equal_shares(&pot.order, Completion::Add1U { step: by_units() });
        bencher.bench(|| rule.count(black_box(&pot.election)));
    }

    #[divan::bench]
    fn roles(bencher: Bencher) {
        let case = cared_for();
        bencher.bench(|| assign(black_box(&case)));
    }

    #[divan::bench]
    fn all_kinds_of_vote(bencher: Bencher) {
        let papers = papers();
        bencher.bench(|| count_votes(&papers));
    }

    #[divan::bench]
    fn assessment(bencher: Bencher) {
        let mut numbers = Numbers(4);
        let mut sheet = |place: usize| Sheet {
            function: place % 6,
            answers: (0..12).map(|_| Some(numbers.below(3) as u8 + 1)).collect(),
        };
        let people = (0..PEOPLE).map(&mut sheet).collect();
        let phases = (0..12).map(|statement| Some(statement / 3)).collect();
        let assessment = Assessment { points: 3, phases, people };
        bencher.bench(|| {
            let assessment = black_box(&assessment);
            let statements = assessment.statements();
            black_box((most_disagreed(&statements), widest_gap(&statements)));
            black_box(assessment.phases());
            (0..6).map(|function| assessment.standing_of(function)).collect::<Vec<_>>()
        });
    }

    #[divan::bench]
    fn network(bencher: Bencher) {
        let mut numbers = Numbers(5);
        let mut person = || numbers.below(PEOPLE as u64) as usize;
        let arcs: Vec<(usize, usize)> = (0..PEOPLE * 4).map(|_| (person(), person())).collect();
        let functions: Vec<usize> = (0..PEOPLE).map(|place| place % 6).collect();
        bencher.bench(|| {
            let network = Network::of(black_box(functions.clone()), black_box(arcs.clone()));
            black_box((network.hubs(), network.articulation_people(), network.bridge_ties()));
            (0..PEOPLE).map(|one| network.mixing_of_person(one)).collect::<Vec<_>>()
        });
    }
}

/// The file of a made-up city: everybody approves of about a tenth of the projects, and more
/// often of the first ones.
fn city(voters: u64) -> String {
    let (mut numbers, projects) = (Numbers(voters), 100);
    let mut file = format!(
        "META\nkey;value\ndescription;A made-up city\nvote_type;approval\nrule;greedy\n\
         budget;5000000\nnum_votes;{voters}\nnum_projects;{projects}\nPROJECTS\nproject_id;cost\n"
    );
    for project in 0..projects {
        let _ = writeln!(file, "{project};{}", numbers.below(40) * 5_000 + 10_000);
    }
    file.push_str("VOTES\nvoter_id;vote\n");
    for voter in 0..voters {
        let likes =
            |numbers: &mut Numbers, project: u64| numbers.below(projects) * 5 < projects - project;
        let votes: Vec<String> = (0..projects)
            .filter(|project| numbers.below(2) == 0 && likes(&mut numbers, *project))
            .map(|project| project.to_string())
            .collect();
        let vote = if votes.is_empty() { "0".to_owned() } else { votes.join(",") };
        let _ = writeln!(file, "{voter};{vote}");
    }
    file
}

fn election_of(file: &Pabulib) -> (Election, TieOrder) {
    let mut support = vec![0; file.projects.len()];
    for (people, marks) in file.ballots() {
        for mark in marks {
            support[mark.project as usize] += u64::from(people);
        }
    }
    let project = |(project, support): (&groundswell::import::pabulib::Project, u64)| Project {
        cost: project.cost,
        support,
        after: None,
    };
    let projects: Vec<Project> = file.projects.iter().zip(support).map(project).collect();
    let order = TieOrder::workshop(&projects);
    let mut election = Election::of(projects);
    let purse = BigRational::new(file.budget.into(), file.voters.into());
    for (people, marks) in file.ballots() {
        election.add(people, purse.clone(), marks.iter().copied());
    }
    (election, order)
}

#[divan::bench_group(sample_count = 10, sample_size = 1)]
mod city {
    use super::*;

    const VOTERS: [u64; 3] = [1_000, 10_000, 100_000];

    #[divan::bench(args = VOTERS)]
    fn reading(bencher: Bencher, voters: u64) {
        let file = super::city(voters);
        bencher.bench(|| Pabulib::read(black_box(file.as_bytes())).expect("a sound file").voters);
    }

    #[divan::bench(args = VOTERS)]
    fn equal_shares(bencher: Bencher, voters: u64) {
        let (election, order) = made(voters);
        let rule = super::equal_shares(&order, Completion::None);
        bencher.bench(|| rule.count(black_box(&election)));
    }

    #[divan::bench(args = VOTERS)]
    fn equal_shares_add1(bencher: Bencher, voters: u64) {
        let (election, order) = made(voters);
        let step = BigRational::from_integer(1.into());
        let rule = super::equal_shares(&order, Completion::Add1 { step });
        bencher.bench(|| rule.count(black_box(&election)));
    }

    #[divan::bench(args = VOTERS)]
    fn phragmen(bencher: Bencher, voters: u64) {
        let (election, order) = made(voters);
        bencher.bench(|| phragmen::count(black_box(&election), &order));
    }

    #[divan::bench(args = VOTERS)]
    fn most_votes(bencher: Bencher, voters: u64) {
        let (election, order) = made(voters);
        let rule = super::most_votes(&order);
        bencher.bench(|| rule.count(black_box(&election)));
    }

    fn made(voters: u64) -> (Election, TieOrder) {
        let file = Pabulib::read(super::city(voters).as_bytes()).expect("a sound file");
        election_of(&file)
    }
}
