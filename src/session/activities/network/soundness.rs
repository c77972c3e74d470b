//! Whether what a file says of a network makes sense.

use super::{Network, state};
use crate::session::private::Giver;
use crate::session::sound::{Fault, check_called};
use crate::session::{Id, Kind, Place, Session, activities};
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
        let Some(Giver::Person(asks)) = from else {
            return Err(Fault(format!("a sheet at “{place}” does not say who asks")));
        };
        if session.person(asks).is_none() {
            return Err(Fault(format!(
                "a sheet at “{place}” is from “{asks}”, and no person is called so"
            )));
        }
        // Whoever is named may be off the list by now: the count passes them over.
        for mark in &sheet.marks {
            check_called(&mark.on, Kind::Person, || format!("somebody on a sheet at “{place}”"))?;
        }
        if marking.check(sheet, Id::to_string).is_err() {
            return Err(Fault(format!("a sheet at “{place}” names more than it may")));
        }
    }
    // What was agreed may have been deleted since, and then nobody learns it.
    for second in &network.seconds {
        let what = |what: &str| format!("{what} at “{place}”");
        check_called(&second.agreement, Kind::Agreement, || what("the agreement on a second one"))?;
        check_called(&second.who, Kind::Person, || what("a second one"))?;
    }
    match network.seconds.iter().any(|second| second.between[0] == second.between[1]) {
        true => Err(Fault(format!("at “{place}” a function meets itself"))),
        false => Ok(()),
    }
}
