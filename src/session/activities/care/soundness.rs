//! Whether what a file says of care makes sense.

use super::{Care, MARKING};
use crate::session::activities::State;
use crate::session::sound::Fault;
use crate::session::{Id, Kind, Place, Session};
use crate::workshop::{Do, Policy};

/// Checks every care: two answers from 0 to 3 about areas, and no name in an anonymous step. An
/// area may have left the list since; that is not wrong.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for place in session.steps.iter().flat_map(crate::session::StepRun::places) {
        if let Some(State::Care(care)) = session.state(&place) {
            check_one(session, &place, care)?;
        }
    }
    Ok(())
}

fn check_one(session: &Session, place: &Place, care: &Care) -> Result<(), Fault> {
    let asks = matches!(session.activity(place).map(|it| &it.what), Some(Do::Care { .. }));
    if !asks {
        return Err(Fault(format!("“{place}” holds sheets, but its script asks for none")));
    }
    if care.sheets().count() != care.sheets.len() {
        return Err(Fault(format!("at “{place}” stands something else than sheets")));
    }
    let mut marks = care.sheets().flat_map(|(_, sheet)| &sheet.marks);
    if let Some(mark) = marks.find(|mark| !mark.on.is(Kind::Area)) {
        return Err(Fault(format!("a sheet at “{place}” is not about “{}”", mark.on)));
    }
    if !care.sheets().all(|(_, sheet)| MARKING.check(sheet, Id::to_string).is_ok()) {
        return Err(Fault(format!("a sheet at “{place}” does not answer from 0 to 3")));
    }
    let nameless = session.policy(place) == Policy::Anonymous;
    if nameless && (care.sheets().any(|(from, _)| from.is_some()) || !care.named.is_empty()) {
        return Err(Fault(format!("a sheet of the anonymous step “{place}” has a name")));
    }
    Ok(())
}
