//! Whether what a file says of a network makes sense.

use super::{Network, state};
use crate::session::private::Giver;
use crate::session::sound::Fault;
use crate::session::{Id, Place, Session, activities};
use crate::workshop::Policy;

/// Checks every network: sheets by name, with no more names than its script allows.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for place in session.steps.iter().flat_map(crate::session::StepRun::places) {
        if let Some(network) = state(session, &place) {
            check_one(session, &place, network)?;
        }
    }
    Ok(())
}

fn check_one(session: &Session, place: &Place, network: &Network) -> Result<(), Fault> {
    let Some(marking) = activities::marking(session, place).filter(|it| it.is_written()) else {
        return Err(Fault(format!("“{place}” holds a network that its script does not ask")));
    };
    if session.policy(place) == Policy::Anonymous {
        return Err(Fault(format!("the network at “{place}” cannot be anonymous")));
    }
    if network.sheets().count() != network.sheets.len() {
        return Err(Fault(format!("at “{place}” stands something else than sheets")));
    }
    for (from, sheet) in network.sheets() {
        if !matches!(from, Some(Giver::Person(_))) {
            return Err(Fault(format!("a sheet at “{place}” does not say who asks")));
        }
        if marking.check(sheet, Id::to_string).is_err() {
            return Err(Fault(format!("a sheet at “{place}” names more than it may")));
        }
    }
    match network.seconds.iter().any(|second| second.between[0] == second.between[1]) {
        true => Err(Fault(format!("at “{place}” a function meets itself"))),
        false => Ok(()),
    }
}
