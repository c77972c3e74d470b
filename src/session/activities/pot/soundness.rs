//! Whether a count that was kept makes sense: whoever tells it must find what it points at.

use super::{Counted, Taken};
use crate::methods::funding::{Outcome, Verdict};
use crate::session::activities::State;
use crate::session::private::papers;
use crate::session::sound::{Fault, check_called};
use crate::session::{Kind, Session};

/// Checks the points of every pot, and every count that was taken.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for step in &session.steps {
        for state in &step.states {
            let State::Pot(pot) = state else { continue };
            let name = step.id();
            // An ask may be deleted once points were given for it: they are counted no more.
            for mark in papers(&pot.ballots).flat_map(|(_, ballot)| &ballot.marks) {
                check_called(&mark.on, Kind::Ask, || format!("an ask with points in “{name}”"))?;
            }
            let Some(taken) = pot.taken.as_deref() else { continue };
            if !is_sound(taken) {
                return Err(Fault(format!("the count that was taken in “{name}” is broken")));
            }
            check_names(taken, name)?;
        }
    }
    Ok(())
}

/// A count stays as it was taken, whatever is deleted later: so its asks and areas may be gone.
fn check_names(taken: &Taken, name: &str) -> Result<(), Fault> {
    let count = &taken.count;
    for ask in &count.asks {
        check_called(&ask.ask, Kind::Ask, || format!("an ask that was counted in “{name}”"))?;
    }
    for area in count.funds.iter().flat_map(|fund| &fund.only_for) {
        check_called(area, Kind::Area, || format!("an area of money counted in “{name}”"))?;
    }
    Ok(())
}

/// Whether the outcomes of a count fit its asks and its money, to the cent.
pub(super) fn is_sound(taken: &Taken) -> bool {
    let count = &taken.count;
    let has = |rule| count.outcomes.iter().any(|outcome| outcome.rule == rule);
    let amounts = count.funds.iter().all(|fund| fund.amount.0 >= 0);
    let all = crate::money::Money::sum(count.funds.iter().map(|fund| fund.amount)).is_some();
    let fits = count.outcomes.iter().all(|outcome| fits(count, outcome));
    amounts && all && fits && has(count.rule) && has(taken.rule)
}

fn fits(count: &Counted, outcome: &Outcome) -> bool {
    let asks = count.asks.len();
    let within = |at: &usize| *at < asks;
    let bills = outcome.shares.iter().all(|share| {
        let sum = crate::money::Money::sum(share.bills.iter().copied());
        share.bills.len() == count.funds.len() && sum == Some(share.granted)
    });
    let until = outcome.shares.iter().all(|share| match &share.verdict {
        Verdict::Lacks { until, .. } => until.iter().all(within),
        Verdict::Bought { next, .. } => next.iter().all(|next| within(&next.wish)),
        _ => true,
    });
    let ties = outcome.ties.iter().all(|tie| within(&tie.first) && tie.others.iter().all(within));
    let proposals = outcome.proposals.iter().all(|proposal| within(&proposal.wish));
    let otherwise = outcome.otherwise.iter().all(within);
    outcome.shares.len() == asks && bills && until && ties && proposals && otherwise
}
