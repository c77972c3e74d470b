//! Whether what a file says of a matrix makes sense.

use super::{Matrix, axes, marking, state};
use crate::session::activities::choices;
use crate::session::private::papers;
use crate::session::sound::Fault;
use crate::session::{Id, Place, Session};
use crate::workshop::Policy;

/// Checks every matrix: places within its points, of things of its kind, and no name in an anonymous
/// step. What was placed may have left the list since; that is not wrong.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for place in session.steps.iter().flat_map(crate::session::StepRun::places) {
        if let Some(matrix) = state(session, &place) {
            check_one(session, &place, matrix)?;
        }
    }
    Ok(())
}

fn check_one(session: &Session, place: &Place, matrix: &Matrix) -> Result<(), Fault> {
    let (Some(axes), Some(over)) = (axes(session, place), choices::over(session, place)) else {
        return Err(Fault(format!("“{place}” holds a matrix that its script does not ask for")));
    };
    if papers(&matrix.sheets).count() != matrix.sheets.len() {
        return Err(Fault(format!("at “{place}” stands something else than sheets")));
    }
    let kind = choices::kind_of(over);
    let marks = papers(&matrix.sheets).flat_map(|(_, sheet)| sheet.marks.iter().map(|it| &it.on));
    if let Some(id) = marks.chain(&matrix.on).chain(&matrix.taken).find(|id| !id.is(kind)) {
        return Err(Fault(format!("the matrix at “{place}” is not about “{id}”")));
    }
    let points = axes.points;
    if !papers(&matrix.sheets).all(|(_, it)| marking(points).check(it, Id::to_string).is_ok()) {
        return Err(Fault(format!("a sheet at “{place}” does not place from 1 to {points}")));
    }
    if let Some(id) = matrix.taken.iter().find(|id| !matrix.on.contains(id)) {
        return Err(Fault(format!(
            "at “{place}” the room goes on with “{id}”, which it never placed"
        )));
    }
    let nameless = session.policy(place) == Policy::Anonymous;
    match nameless && papers(&matrix.sheets).any(|(from, _)| from.is_some()) {
        true => Err(Fault(format!("a sheet of the anonymous step “{place}” has a name"))),
        false => Ok(()),
    }
}
