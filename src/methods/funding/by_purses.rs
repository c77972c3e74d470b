//! Equal Shares on a pot with strings: everybody takes part once in each kind of money, with the
//! points for what it may pay.
//!
//! A minimum is what is bought first; what raises it to its target and to its stretch opens when
//! the step before it is bought. Supporters then put on top what they have left, up to the
//! stretch. Nobody's money is raised: what is left stays in the reserve, and wishes that would fit
//! it are proposed to the room.

mod close;
#[cfg(test)]
mod laws;
mod ledger;
mod proposals;
mod top_up;

use super::kinds::Kind;
use super::{Breaker, Case, Level, Outcome, Rule, Share, Tie, Verdict};
use crate::methods::election::{Election, Mark, Measure, Project, TieOrder};
use crate::methods::equal_shares::{Completion, EqualShares, Outcome as Bought, Round};
use crate::money::Money;
use ledger::Ledger;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// Counts by Equal Shares.
pub(super) fn count(case: &Case) -> Outcome {
    let market = Market::of(case);
    let bought = bought(&market.election, &market.order);
    let ledger = Ledger::of(&market, &bought);
    let verdicts = market.verdicts(&bought, &ledger);
    let topped = top_up::top_up(&market, &ledger, &verdicts);
    let bills = case.bills(&market.kinds, &ledger.payments(&topped.added, top_up::PARTS));
    let share = |(wish, (bills, verdict)): (usize, (Vec<Money>, Verdict))| {
        let granted = Money(bills.iter().map(|bill| bill.0).sum());
        let verdict = topped_up(verdict, granted, &case.wishes[wish]);
        Share { granted, supporters: case.supporters(wish), bills, verdict }
    };
    let shares: Vec<Share> = bills.into_iter().zip(verdicts).enumerate().map(share).collect();
    let granted: i64 = shares.iter().map(|share| share.granted.0).sum();
    Outcome {
        rule: Rule::EqualShares,
        reserve: Money(case.pot().0 - granted),
        empty_handed: case.empty_handed(&shares),
        ties: bought.rounds.iter().filter_map(|round| market.tie(round)).collect(),
        otherwise: market.otherwise(&bought),
        proposals: proposals::list(&market, &topped, &shares),
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

impl Voter {
    /// The money of all of them, rounded.
    fn worth(&self) -> f64 {
        self.purse.to_f64().unwrap_or_default() * f64::from(self.people)
    }
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

    /// What was bought of each wish, and what the others lack.
    fn verdicts(&self, bought: &Bought, ledger: &Ledger) -> Vec<Verdict> {
        let mut verdicts = self.lacking(ledger);
        let mut turn = 0;
        let told = ledger.prices.iter().zip(&ledger.next);
        for (round, (price, next)) in bought.rounds.iter().zip(told) {
            let step = &self.steps[round.project];
            match &mut verdicts[step.wish] {
                Verdict::Bought { level, .. } => *level = step.level,
                first => {
                    turn += 1;
                    let (price, next, level) = (*price, *next, step.level);
                    *first = Verdict::Bought { turn, price, level, more: Money::ZERO, next };
                }
            }
        }
        verdicts
    }

    /// The verdicts on wishes of which nothing is bought.
    fn lacking(&self, ledger: &Ledger) -> Vec<Verdict> {
        let lacks = |wish: usize| {
            let standing = ledger.standing[wish].as_ref()?;
            let (had, lacks) = ledger.lacks(self, wish, standing);
            let one_more = close::one_more(self, ledger, wish);
            Some(Verdict::Lacks { had, lacks, until: standing.until, one_more })
        };
        let verdict = |wish: usize| match self.case.wishes[wish].barred {
            Some(barred) => Verdict::LeftOut(barred),
            None if self.case.supporters(wish) == 0 => Verdict::Unsupported,
            None => lacks(wish).unwrap_or(Verdict::Unsupported),
        };
        (0..self.case.wishes.len()).map(verdict).collect()
    }

    /// What the first step of a wish costs.
    fn first_cost(&self, wish: usize) -> Option<i64> {
        Some(self.steps.iter().find(|step| step.wish == wish)?.cost)
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
    fn otherwise(&self, bought: &Bought) -> Vec<usize> {
        if bought.ties == 0 {
            return Vec::new();
        }
        let reversed = self::bought(&self.election, &self.order.reversed());
        let has = |bought: &Bought, step| bought.winners().any(|winner| winner == step);
        let differing =
            (0..self.steps.len()).filter(|step| has(bought, *step) != has(&reversed, *step));
        let mut wishes: Vec<usize> = differing.map(|step| self.steps[step].wish).collect();
        wishes.dedup();
        wishes
    }
}

fn bought(election: &Election, order: &TieOrder) -> Bought {
    let (measure, completion, order) = (Measure::Cost, Completion::None, order.clone());
    EqualShares { measure, completion, order }.count(election)
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
        // Cents that remain must not tell the order of the ballots.
        voters[from..].sort_by(|one, other| one.points.cmp(&other.points));
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
        Verdict::Bought { turn, price, level, next, .. } => {
            let more = Money(granted.0 - wish.at(level).0);
            Verdict::Bought { turn, price, level, more, next }
        }
        Verdict::Lacks { .. } if !granted.is_zero() => Verdict::Gathered,
        verdict => verdict,
    }
}
