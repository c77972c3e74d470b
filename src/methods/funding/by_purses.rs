//! Equal Shares on a pot with strings: everybody takes part once in each kind of money, with the
//! points for what it may pay.
//!
//! A minimum is what is bought first; what raises it to its target and to its stretch opens when
//! the step before it is bought. Supporters then put on top what they have left, up to the
//! stretch. Nobody's money is raised: what is left stays in the reserve, and wishes that would fit
//! it are proposed to the room.

mod ledger;
mod proposals;

use super::kinds::Kind;
use super::{Breaker, Case, Level, Outcome, Rule, Share, Tie, Verdict};
use crate::methods::election::{Election, Mark, Measure, Project, TieOrder};
use crate::methods::equal_shares::{Completion, EqualShares, Round};
use crate::money::Money;
use ledger::Ledger;
use num_bigint::BigInt;
use num_rational::BigRational;

/// Counts by Equal Shares.
pub(super) fn count(case: &Case) -> Outcome {
    let market = Market::of(case);
    let rounds = market.rounds(&market.order);
    let (verdicts, ledger) = market.played(&rounds);
    let bills = case.bills(&market.kinds, &ledger.payments);
    let shares: Vec<Share> = bills
        .into_iter()
        .zip(verdicts)
        .enumerate()
        .map(|(wish, (bills, verdict))| {
            let granted = Money(bills.iter().map(|bill| bill.0).sum());
            let verdict = topped_up(verdict, granted, &case.wishes[wish]);
            Share { granted, supporters: case.supporters(wish), bills, verdict }
        })
        .collect();
    let granted: i64 = shares.iter().map(|share| share.granted.0).sum();
    Outcome {
        rule: Rule::EqualShares,
        reserve: Money(case.pot().0 - granted),
        empty_handed: case.empty_handed(&shares),
        ties: rounds.iter().filter_map(|round| market.tie(round)).collect(),
        otherwise: market.otherwise(&rounds),
        proposals: proposals::list(&market, &ledger, &shares),
        shares,
    }
}

/// The election that the pot is: each step of a wish is a project, and each group of equal voters
/// in a kind of money has a purse.
struct Market<'a> {
    case: &'a Case,
    kinds: Vec<Kind>,
    steps: Vec<Step>,
    voters: Vec<Voter>,
    election: Election,
    order: TieOrder,
}

/// A step of a wish, as something to buy.
struct Step {
    wish: usize,
    level: Level,
    cost: i64,
}

/// People with equal points and an equal share of one kind of money.
struct Voter {
    kind: usize,
    people: u32,
    purse: BigRational,
    /// Points for each wish that this money may pay for.
    points: Vec<u8>,
}

impl<'a> Market<'a> {
    fn of(case: &'a Case) -> Market<'a> {
        let kinds = case.kinds(true);
        let (steps, projects) = steps(case);
        let voters = voters(case, &kinds);
        let order = TieOrder::workshop(&projects);
        let mut election = Election::of(projects);
        for voter in &voters {
            election.add(voter.people, voter.purse.clone(), marks(&steps, &voter.points));
        }
        Market { case, kinds, steps, voters, election, order }
    }

    fn rounds(&self, order: &TieOrder) -> Vec<Round> {
        bought(&self.election, order)
    }

    /// Pays round after round, and says what each wish comes to.
    fn played(&self, rounds: &[Round]) -> (Vec<Verdict>, Ledger) {
        let mut ledger = Ledger::of(self);
        let mut verdicts = self.begun();
        let mut turn = 0;
        for round in rounds {
            let step = &self.steps[round.project];
            let price = ledger.pay(self, round);
            match &mut verdicts[step.wish] {
                Verdict::Bought { level, .. } => *level = step.level,
                first => {
                    turn += 1;
                    let (level, more) = (step.level, Money::ZERO);
                    *first = Verdict::Bought { turn, price, level, more };
                }
            }
            self.fall_out(step.wish, &ledger, &mut verdicts);
        }
        self.count_what_lacks(&ledger, &mut verdicts);
        ledger.top_up(self, &verdicts);
        (verdicts, ledger)
    }

    /// What is known before anything is bought.
    fn begun(&self) -> Vec<Verdict> {
        let begun = |wish: usize| match self.case.wishes[wish].barred {
            Some(barred) => Verdict::LeftOut(barred),
            None if self.case.supporters(wish) == 0 => Verdict::Unsupported,
            None => Verdict::Lacks {
                had: Money::ZERO,
                lacks: Money::ZERO,
                until: None,
                one_more: false,
            },
        };
        (0..self.case.wishes.len()).map(begun).collect()
    }

    /// Notes which wishes the purchase of this one has put out of reach.
    fn fall_out(&self, bought: usize, ledger: &Ledger, verdicts: &mut [Verdict]) {
        for (wish, verdict) in verdicts.iter_mut().enumerate() {
            let cost = self.first_cost(wish);
            if let Verdict::Lacks { until, .. } = verdict
                && until.is_none()
                && ledger.began_with(self, wish) >= cost
                && ledger.left_for(self, wish) < cost
            {
                *until = Some(bought);
            }
        }
    }

    fn count_what_lacks(&self, ledger: &Ledger, verdicts: &mut [Verdict]) {
        for (wish, verdict) in verdicts.iter_mut().enumerate() {
            if let Verdict::Lacks { had, lacks, one_more, .. } = verdict {
                let cost = self.first_cost(wish);
                *had = super::bills::rounded_down(&ledger.left_for(self, wish));
                *lacks = Money(super::bills::rounded_down(&cost).0 - had.0);
                *one_more = self.with_one_more(wish);
            }
        }
    }

    fn first_cost(&self, wish: usize) -> BigRational {
        let step = self.steps.iter().find(|step| step.wish == wish);
        BigRational::from_integer(step.map_or(0, |step| step.cost).into())
    }

    /// Whether one more supporter of this wish alone, with a share like everybody's, would have
    /// funded it. Where functions have money of their own there is no such share.
    fn with_one_more(&self, wish: usize) -> bool {
        let everyone = self.case.ballots.len();
        if everyone == 0 || self.kinds.iter().any(|kind| kind.voters.len() < everyone) {
            return false;
        }
        let mut election = self.election.clone();
        let mut points = vec![0; self.case.wishes.len()];
        points[wish] = 1;
        for kind in self.kinds.iter().filter(|kind| kind.pays[wish]) {
            let purse = BigRational::new(kind.amount.into(), everyone.into());
            election.add(1, purse, marks(&self.steps, &points));
        }
        let rounds = bought(&election, &self.order);
        rounds.iter().any(|round| self.steps[round.project].wish == wish)
    }

    fn tie(&self, round: &Round) -> Option<Tie> {
        let [first, second, ..] = round.tied.as_slice() else { return None };
        let projects = &self.election.projects;
        let by = match () {
            () if projects[*first].cost != projects[*second].cost => Breaker::Cost,
            () if projects[*first].support != projects[*second].support => Breaker::Points,
            () => Breaker::List,
        };
        let wish = |project: &usize| self.steps[*project].wish;
        Some(Tie { first: wish(first), others: round.tied[1..].iter().map(wish).collect(), by })
    }

    /// The wishes of which something else would be bought with ties broken the other way round.
    fn otherwise(&self, rounds: &[Round]) -> Vec<usize> {
        if rounds.iter().all(|round| round.tied.len() < 2) {
            return Vec::new();
        }
        let reversed = self.rounds(&self.order.reversed());
        let has = |rounds: &[Round], project| rounds.iter().any(|round| round.project == project);
        let differs = |project: &usize| has(rounds, *project) != has(&reversed, *project);
        let differing = (0..self.steps.len()).filter(differs);
        let mut wishes: Vec<usize> = differing.map(|project| self.steps[project].wish).collect();
        wishes.dedup();
        wishes
    }
}

fn bought(election: &Election, order: &TieOrder) -> Vec<Round> {
    let (measure, completion, order) = (Measure::Cost, Completion::None, order.clone());
    EqualShares { measure, completion, order }.count(election).rounds
}

/// Every step of every wish that takes part, each after the one before it.
fn steps(case: &Case) -> (Vec<Step>, Vec<Project>) {
    let (mut steps, mut projects) = (Vec::new(), Vec::new());
    let open = |wish: &usize| case.wishes[*wish].barred.is_none();
    for wish in (0..case.wishes.len()).filter(open) {
        let mut after = None;
        for (level, cost) in case.wishes[wish].steps() {
            let place = u32::try_from(steps.len()).expect("a pot has few asks");
            steps.push(Step { wish, level, cost: cost.0 });
            projects.push(Project { cost: cost.0, support: case.all_points(wish), after });
            after = Some(place);
        }
    }
    (steps, projects)
}

/// Those who share each kind of money, equal ones together.
fn voters(case: &Case, kinds: &[Kind]) -> Vec<Voter> {
    let mut voters: Vec<Voter> = Vec::new();
    for (at, kind) in kinds.iter().enumerate().filter(|(_, kind)| !kind.voters.is_empty()) {
        let from = voters.len();
        let purse = BigRational::new(kind.amount.into(), BigInt::from(kind.voters.len()));
        for ballot in &kind.voters {
            let may = |wish: usize| match kind.pays[wish] {
                true => case.points(&case.ballots[*ballot], wish),
                false => 0,
            };
            let points: Vec<u8> = (0..case.wishes.len()).map(may).collect();
            match voters[from..].iter_mut().find(|voter| voter.points == points) {
                Some(same) => same.people += 1,
                None => voters.push(Voter { kind: at, people: 1, purse: purse.clone(), points }),
            }
        }
    }
    voters
}

fn marks<'a>(steps: &'a [Step], points: &'a [u8]) -> impl Iterator<Item = Mark> + 'a {
    (0..)
        .zip(steps)
        .filter(|(_, step)| points[step.wish] > 0)
        .map(|(project, step)| Mark { project, points: points[step.wish].into() })
}

/// What supporters put on top is known once everything is paid; a wish that any amount helps may
/// have got nothing else.
fn topped_up(verdict: Verdict, granted: Money, wish: &super::Wish) -> Verdict {
    match verdict {
        Verdict::Bought { turn, price, level, .. } => {
            let bought = match level {
                Level::Minimum => wish.minimum,
                Level::Target => wish.target,
                Level::Stretch => wish.stretch,
            };
            Verdict::Bought { turn, price, level, more: Money(granted.0 - bought.0) }
        }
        Verdict::Lacks { .. } if !granted.is_zero() => Verdict::Gathered,
        verdict => verdict,
    }
}
