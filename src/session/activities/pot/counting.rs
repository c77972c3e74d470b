//! From points to a proposal: the asks and ballots of a session as a case for the counting rule,
//! and what the record says of how it was counted.

use super::PotState;
use crate::methods::funding::{Barred, Case, Outcome, Share, Verdict, Wish};
use crate::money::Money;
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::{Bar, Block, Line, Sign};
use crate::session::pot::Ask;
use crate::session::private::{Ballot, Contents};
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Session};

/// A count of the points that were given at a place, for the asks and the pot as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The asks, in the order of the case.
    pub asks: Vec<Id>,
    /// What was counted.
    pub case: Case,
    /// What came out.
    pub outcome: Outcome,
}

/// Counts the points at a place; nothing before they are revealed or closed.
pub fn counted(session: &Session, place: &Place) -> Option<Counted> {
    let State::Pot(pot) = session.state(place)? else { return None };
    if !pot.given.revealed || pot.ballots.is_empty() {
        return None;
    }
    let case = case(session, pot);
    let outcome = pot.rule?.count(&case);
    let asks = session.pot.asks.iter().map(|ask| ask.id.clone()).collect();
    Some(Counted { asks, case, outcome })
}

fn case(session: &Session, pot: &PotState) -> Case {
    let asks = &session.pot.asks;
    let points = |ballot: &Ballot| asks.iter().map(|ask| ballot.on(&ask.id)).collect::<Vec<u8>>();
    let contents = Contents(pot.ballots.clone());
    Case {
        pot: session.pot.purse().money(),
        wishes: asks.iter().map(|ask| wish(session, ask)).collect(),
        ballots: contents.ballots().map(|(_, ballot)| points(ballot)).collect(),
    }
}

fn wish(session: &Session, ask: &Ask) -> Wish {
    let barred = match () {
        () if !ask.need.wants_money() => Some(Barred::NoMoney),
        () if !session.is_open_to_money(ask) => Some(Barred::NoOwner),
        () => None,
    };
    Wish { minimum: ask.need.minimum, stretch: ask.need.stretch, barred }
}

impl Counted {
    /// What it proposes to grant: the asks that are funded; all others get nothing.
    pub fn proposal(&self) -> Vec<(Id, Money)> {
        let granted = self.outcome.shares.iter().map(|share| share.granted);
        let all = self.asks.iter().cloned().zip(granted);
        all.filter(|(_, granted)| !granted.is_zero()).collect()
    }

    /// What becomes of an ask.
    pub fn share(&self, ask: &Id) -> Option<&Share> {
        self.outcome.shares.get(self.asks.iter().position(|other| other == ask)?)
    }

    /// Why, as a sentence.
    pub fn why(&self, ask: &Id, money: impl Fn(Money) -> String) -> Option<String> {
        let place = self.asks.iter().position(|other| other == ask)?;
        let (share, wish) = (self.outcome.shares.get(place)?, self.case.wishes.get(place)?);
        Some(share.why(wish, money))
    }

    /// Whether the grants of the session are what it proposes.
    pub fn is_taken(&self, session: &Session) -> bool {
        let granted = |ask: &Ask| self.share(&ask.id).map(|share| share.granted);
        session.pot.asks.iter().all(|ask| granted(ask) == Some(ask.granted))
    }

    /// One bar an ask for money, its length what is proposed of the target.
    pub fn bars(&self, session: &Session, money: impl Fn(Money) -> String) -> Vec<Bar> {
        let bar = |(ask, share): (&Ask, &Share)| Bar {
            label: session.called(ask),
            value: u64::try_from(share.granted.0).unwrap_or_default(),
            most: u64::try_from(ask.need.target.max(share.granted).0).unwrap_or_default().max(1),
            number: format!("{} of {}", money(share.granted), money(ask.need.target)),
            aside: match share.verdict {
                Verdict::LeftOut(Barred::NoOwner) => "no owner".to_owned(),
                _ => String::new(),
            },
        };
        let asks = session.pot.asks.iter().zip(&self.outcome.shares);
        asks.filter(|(ask, _)| ask.need.wants_money()).map(bar).collect()
    }
}

/// How it was counted: the rule, the ballots, and for each ask why it is funded or not.
pub(super) fn section(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(counted) = counted(seen, place) else { return Vec::new() };
    let money = |amount| reader.money(seen.currency, amount);
    let mut blocks = vec![
        Block::heading(format!("Counted by {}", counted.outcome.rule.name())),
        Block::text(counted.outcome.rule.said()),
        Block::text(totals(&counted, money)),
        Block::Bars(counted.bars(seen, money)),
        Block::Lines(reasons(seen, &counted, money)),
    ];
    let granted = !seen.pot.granted().is_zero();
    if granted && !counted.is_taken(seen) {
        blocks.push(Block::text("What was granted in the end differs from this count."));
    }
    blocks
}

fn totals(counted: &Counted, money: impl Fn(Money) -> String) -> String {
    let ballots = match counted.case.ballots.len() {
        1 => "One ballot".to_owned(),
        many => format!("{many} ballots"),
    };
    let (pot, reserve) = (money(counted.case.pot), money(counted.outcome.reserve));
    format!("{ballots} on a pot of {pot}; {reserve} of it would stay in the reserve.")
}

fn reasons(
    session: &Session,
    counted: &Counted,
    money: impl Fn(Money) -> String + Copy,
) -> Vec<Line> {
    let line = |ask: &Ask| {
        let funded = counted.share(&ask.id).is_some_and(|share| share.verdict.is_funded());
        let sign = if funded { Sign::Settled } else { Sign::Nobody };
        let why = counted.why(&ask.id, money).unwrap_or_default();
        Line::new(sign, format!("{} is {}", session.called(ask), lower(&why)))
            .with(&*ask.need.title)
    };
    session.pot.asks.iter().map(line).collect()
}

/// A sentence that goes on within another one.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
