//! Taking a count: the grants are what it proposes, and the count is kept as it was. By another
//! rule than the one that was read aloud, and for an ask beyond the count, that is a decision.

use super::soundness::is_sound;
use super::{Counted, CountedFund, PotState, pot};
use crate::methods::fist::Outcome as Came;
use crate::methods::funding::{Proposal, Rule};
use crate::money::Money;
use crate::session::activities::State;
use crate::session::activities::decide::voters;
use crate::session::change::{Entry, Outcome, refuse};
use crate::session::decisions::{self, Tally};
use crate::session::pot::{Ask, Fund};
use crate::session::viewer::Seen;
use crate::session::{Id, Place, Session};
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// A count that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taken {
    /// By which rule the money was granted.
    pub rule: Rule,
    /// What was counted, and what came out by each rule.
    pub count: Counted,
}

/// What each fund pays for each ask as granted, one row an ask: as it was counted, where that was
/// taken and still holds; what else is granted is paid by what that leaves.
pub(in crate::session) fn bills_as_granted(session: &Session) -> Option<Vec<Vec<Money>>> {
    let as_counted = || {
        let Taken { rule, count } = taken(session)?;
        let funds = session.funds();
        let same = |(fund, then): (&Fund, &CountedFund)| {
            (&fund.payer, fund.amount, &fund.only_for) == (&then.payer, then.amount, &then.only_for)
        };
        let unchanged =
            funds.len() == count.funds.len() && funds.iter().zip(&count.funds).all(same);
        let paid = |ask: &Ask| {
            let share = count.share(*rule, &ask.id)?;
            (share.granted == ask.granted).then(|| share.bills.clone())
        };
        let paid: Vec<Option<Vec<Money>>> = session.pot.asks.iter().map(paid).collect();
        unchanged.then(|| session.who_pays_beside(&paid)).flatten()
    };
    as_counted().or_else(|| session.who_pays())
}

/// The count that was taken last, in the order of the agenda.
pub(in crate::session) fn taken(session: &Session) -> Option<&Taken> {
    let states = session.steps.iter().rev().flat_map(|step| step.states.iter().rev());
    states
        .filter_map(|state| match state {
            State::Pot(pot) => pot.taken.as_deref(),
            _ => None,
        })
        .next()
}

/// The asks without money that fit what is left once a count was taken, the best first: each is
/// for the room to accept.
pub fn proposals<'a>(seen: &'a Seen, place: &Place) -> Vec<&'a Proposal> {
    let Some(State::Pot(PotState { taken: Some(taken), .. })) = seen.state(place) else {
        return Vec::new();
    };
    let Some(counted) = seen.counted(place) else { return Vec::new() };
    let fits = |proposal: &&Proposal| {
        let ask = seen.pot.asks.get(proposal.wish);
        ask.is_some_and(|ask| ask.granted.is_zero())
            && seen.payable(proposal.wish) >= proposal.amount
    };
    counted.by(taken.rule).proposals.iter().filter(fits).collect()
}

/// The grants are what the rule that was read aloud proposes.
pub(super) fn take(session: &mut Session, place: &Place, entry: &Entry, taken: &Taken) -> Outcome {
    if taken.rule != taken.count.rule {
        return refuse("Another rule was read aloud: taking this one is a decision of its own.");
    }
    grant(session, place, entry, taken)
}

/// The grants are what another rule proposes, and the record says why.
pub(super) fn take_another(
    session: &mut Session,
    place: &Place,
    entry: &Entry,
    taken: &Taken,
    why: &CleanText,
    fingers: Option<[u16; 6]>,
) -> Outcome {
    let (one, other) = (taken.count.rule, taken.rule);
    if one == other {
        return refuse("This is the rule that was read aloud; Enter takes it as it is.");
    }
    if why.is_empty() {
        return refuse(format!(
            "{} was read aloud. Why another rule now? A few words are enough.",
            started(one.name())
        ));
    }
    grant(session, place, entry, taken)?;
    let why = why.trim_end_matches('.');
    let what = format!(
        "The pot is granted by {}, not by {} as it was read aloud: {why}.",
        other.name(),
        one.name()
    );
    let tally = fingers.map(|fingers| Tally { fingers, voters: voters(session) });
    decided(session, entry, &CleanText::line(&what), tally)
}

/// An ask is funded from what is left, since the room can live with it.
pub(super) fn accept(
    session: &mut Session,
    entry: &Entry,
    (ask, amount): (&Id, Money),
    what: &CleanText,
    fingers: [u16; 6],
) -> Outcome {
    let tally = Tally { fingers, voters: voters(session) };
    let fist = tally.fist();
    if tally.adds_up() && !matches!(fist.outcome(), Came::Consent | Came::StrongConsent) {
        return refuse(format!("{} {}", fist.sentence(), fist.next()));
    }
    let grant = crate::session::pot::Change::Grant(ask.clone(), amount);
    crate::session::pot::apply(session, entry, &grant)?;
    decided(session, entry, what, Some(tally))
}

fn grant(session: &mut Session, place: &Place, entry: &Entry, taken: &Taken) -> Outcome {
    let state = pot(session, place)?;
    if !state.given.revealed || state.rule != Some(taken.count.rule) {
        return refuse("The points are not counted yet.");
    }
    if !is_sound(taken) {
        return refuse("This count does not add up; count again.");
    }
    state.taken = Some(Box::new(taken.clone()));
    let grants = crate::session::pot::Change::GrantAll(taken.count.proposal(taken.rule));
    crate::session::pot::apply(session, entry, &grants)
}

fn decided(
    session: &mut Session,
    entry: &Entry,
    what: &CleanText,
    tally: Option<Tally>,
) -> Outcome {
    let rule = match tally.map(|tally| tally.fist()) {
        Some(fist) => {
            let came = fist.outcome().name().to_lowercase();
            format!("Fist of five, {}: {came}.", fist.turnout())
        }
        None => "Decided without a count of hands.".into(),
    };
    let decide = decisions::Change::Decide {
        what: what.clone(),
        rule: CleanText::line(&rule),
        tally,
        review: None,
        reopen: CleanText::default(),
    };
    decisions::apply(session, entry, &decide)
}

/// The same words at the beginning of a sentence.
fn started(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
