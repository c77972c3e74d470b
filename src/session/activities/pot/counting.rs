//! From points to money: the asks, the money and the ballots of a session, counted by every rule.
//!
//! A count is totals alone: who gave which points is not in it, so that the room may see it, and
//! the file keep it, whatever the privacy of the step.

use super::{PotState, Purses};
use crate::methods::funding::{Ballot as Points, Barred, Case, Outcome, RULES, Rule, Share, Wish};
use crate::money::Money;
use crate::session::activities::State;
use crate::session::pot::{Ask, Fund};
use crate::session::private::{Ballot, Contents, Giver};
use crate::session::{Id, Place, Session};
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// The points that were given at a place, counted by every rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// The rule that was read aloud.
    pub rule: Rule,
    /// Whose money it was.
    #[serde(default, skip_serializing_if = "Purses::are_alike")]
    pub purses: Purses,
    /// How many ballots there were.
    pub ballots: usize,
    /// The asks, in their order.
    pub asks: Vec<CountedAsk>,
    /// The money, in the order of the pledges.
    pub funds: Vec<CountedFund>,
    /// What came out by each rule, in the order in which they are offered.
    pub outcomes: Vec<Outcome>,
}

/// An ask as it was when it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedAsk {
    /// Which.
    pub ask: Id,
    /// What the room called it.
    pub called: CleanText,
    /// What it was for.
    pub title: CleanText,
    /// Its amounts, and why it took no part if it did not.
    pub wish: Wish,
}

/// Money as it was when it was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedFund {
    /// The function it comes from, or the source.
    pub payer: CleanText,
    /// How much it was.
    pub amount: Money,
    /// The areas it could pay for; all of them when none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_for: Vec<Id>,
}

/// Counts the points at a place for the asks and the pot as they are now; nothing before the
/// points are revealed or closed.
pub fn counted(session: &Session, place: &Place) -> Option<Counted> {
    let State::Pot(pot) = session.state(place)? else { return None };
    let rule = pot.rule?;
    if !pot.given.revealed || pot.ballots.is_empty() {
        return None;
    }
    let funds = session.funds();
    let case = case(session, pot, &funds);
    Some(Counted {
        rule,
        purses: pot.purses,
        ballots: case.ballots.len(),
        asks: session.pot.asks.iter().map(|ask| counted_ask(session, ask)).collect(),
        outcomes: RULES.iter().map(|rule| rule.count(&case)).collect(),
        funds: funds.into_iter().map(counted_fund).collect(),
    })
}

fn counted_ask(session: &Session, ask: &Ask) -> CountedAsk {
    CountedAsk {
        ask: ask.id.clone(),
        called: CleanText::line(&session.called(ask)),
        title: ask.need.title.clone(),
        wish: wish(session, ask),
    }
}

fn counted_fund(fund: Fund) -> CountedFund {
    CountedFund { payer: fund.payer, amount: fund.amount, only_for: fund.only_for }
}

fn case(session: &Session, pot: &PotState, funds: &[Fund]) -> Case {
    let by_function = pot.purses == Purses::ByFunction;
    let known: Vec<String> = session.functions().iter().map(|it| it.to_lowercase()).collect();
    let function = |name: &CleanText| {
        let name = name.to_lowercase();
        known.iter().position(|function| by_function && *function == name)
    };
    let asks = &session.pot.asks;
    let points = |(giver, ballot): (Option<&Giver>, &Ballot)| Points {
        points: asks.iter().map(|ask| ballot.on(&ask.id)).collect(),
        function: giver
            .and_then(Giver::id)
            .and_then(|id| session.person(id))
            .and_then(|person| function(&person.function)),
    };
    let pool = |fund: &Fund| {
        let mut pool = session.pool(fund);
        pool.function = function(&fund.function);
        pool
    };
    let contents = Contents(pot.ballots.clone());
    Case {
        pools: funds.iter().map(pool).collect(),
        wishes: asks.iter().map(|ask| wish(session, ask)).collect(),
        ballots: contents.ballots().map(points).collect(),
    }
}

fn wish(session: &Session, ask: &Ask) -> Wish {
    let barred = match () {
        () if !ask.need.wants_money() => Some(Barred::NoMoney),
        () if !session.is_open_to_money(ask) => Some(Barred::NoOwner),
        () => None,
    };
    let need = &ask.need;
    Wish { minimum: need.minimum, target: need.target, stretch: need.stretch, barred }
}

impl Counted {
    /// All the money that was counted with.
    pub fn pot(&self) -> Money {
        Money(self.funds.iter().map(|fund| fund.amount.0).sum())
    }

    /// What came out by a rule; by the first where a file lacks it.
    pub fn by(&self, rule: Rule) -> &Outcome {
        let found = self.outcomes.iter().find(|outcome| outcome.rule == rule);
        found.unwrap_or(&self.outcomes[0])
    }

    /// What came out by the rule that was read aloud.
    pub fn outcome(&self) -> &Outcome {
        self.by(self.rule)
    }

    /// What came out by the others.
    pub fn others(&self) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(|outcome| outcome.rule != self.rule)
    }

    /// What a rule proposes to grant: the asks that are funded; all others get nothing.
    pub fn proposal(&self, rule: Rule) -> Vec<(Id, Money)> {
        let granted = self.by(rule).granted();
        let all = self.asks.iter().map(|ask| ask.ask.clone()).zip(granted);
        all.filter(|(_, granted)| !granted.is_zero()).collect()
    }

    /// Whether the same was counted with the same result; how it is explained may differ from one
    /// version of this program to the next.
    pub fn agrees_with(&self, other: &Counted) -> bool {
        let with = |counted: &Counted| {
            (
                counted.rule,
                counted.purses,
                counted.ballots,
                counted.asks.clone(),
                counted.funds.clone(),
            )
        };
        let granted = |counted: &Counted| -> Vec<Vec<Money>> {
            counted.outcomes.iter().map(|outcome| outcome.granted().collect()).collect()
        };
        with(self) == with(other) && granted(self) == granted(other)
    }

    /// The place of an ask in the count.
    pub fn place(&self, ask: &Id) -> Option<usize> {
        self.asks.iter().position(|other| &other.ask == ask)
    }

    /// What becomes of an ask by a rule.
    pub fn share(&self, rule: Rule, ask: &Id) -> Option<&Share> {
        self.by(rule).shares.get(self.place(ask)?)
    }

    /// Whether the grants of the session are what a rule proposes.
    pub fn is_taken(&self, rule: Rule, session: &Session) -> bool {
        let granted = |ask: &Ask| self.share(rule, &ask.id).map_or(Money::ZERO, |it| it.granted);
        session.pot.asks.iter().all(|ask| granted(ask) == ask.granted)
    }

    /// The asks that another outcome funds and the one that was read aloud does not, or the other
    /// way round.
    pub fn flips(&self, other: &Outcome) -> Vec<usize> {
        let shares = self.outcome().shares.iter().zip(&other.shares).enumerate();
        let flips = shares.filter(|(_, (one, two))| one.is_funded() != two.is_funded());
        flips.map(|(at, _)| at).collect()
    }

    /// What each payer pays for each ask by a rule: those who pay something, in the order of the
    /// pledges.
    pub fn bills(&self, rule: Rule) -> Vec<(CleanText, Vec<Money>)> {
        let outcome = self.by(rule);
        let mut bills: Vec<(CleanText, Vec<Money>)> = Vec::new();
        for (at, fund) in self.funds.iter().enumerate() {
            let paid = outcome.shares.iter().map(|share| share.bills[at]);
            match bills.iter_mut().find(|(payer, _)| *payer == fund.payer) {
                Some((_, sums)) => {
                    sums.iter_mut().zip(paid).for_each(|(sum, bill)| sum.0 += bill.0);
                }
                None => bills.push((fund.payer.clone(), paid.collect())),
            }
        }
        bills.retain(|(_, paid)| paid.iter().any(|bill| !bill.is_zero()));
        bills
    }
}
