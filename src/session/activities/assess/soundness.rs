//! Whether what a file says of an assessment makes sense.

use super::{Assess, MARKING, asked, functions, id_of, texts};
use crate::session::activities::State;
use crate::session::sound::Fault;
use crate::session::{Id, Place, Session};
use crate::workshop::{Do, Policy};

/// Checks every assessment: answers from 0 to 2 to statements that are asked, and in an anonymous
/// step neither a name nor a function in which somebody could be found.
pub(in crate::session) fn check(session: &Session) -> Result<(), Fault> {
    for place in session.steps.iter().flat_map(crate::session::StepRun::places) {
        if let Some(State::Assess(assess)) = session.state(&place) {
            check_one(session, &place, assess)?;
        }
    }
    Ok(())
}

fn check_one(session: &Session, place: &Place, assess: &Assess) -> Result<(), Fault> {
    let asks = matches!(session.activity(place).map(|it| &it.what), Some(Do::Assess { .. }));
    if !asks {
        return Err(Fault(format!("“{place}” holds an assessment that its script does not ask")));
    }
    if assess.sheets().count() != assess.sheets.len() {
        return Err(Fault(format!("at “{place}” stands something else than sheets")));
    }
    let (phases, count) = (asked(session, place).1, texts(session, place).len());
    let known = |id: &Id| (0..count).any(|at| &id_of(at) == id);
    let marks = assess.sheets().flat_map(|(_, sheet)| sheet.marks.iter().map(|mark| &mark.on));
    if let Some(id) = marks.chain(assess.hands.iter().map(|(id, _)| id)).find(|id| !known(id)) {
        return Err(Fault(format!("a sheet at “{place}” is not about “{id}”")));
    }
    if !assess.sheets().all(|(_, sheet)| MARKING.check(sheet, Id::to_string).is_ok()) {
        return Err(Fault(format!("a sheet at “{place}” does not answer from 0 to 2")));
    }
    let within = |phase: u8| phase > 0 && usize::from(phase) <= phases.len();
    if !assess.next.is_none_or(within) {
        return Err(Fault(format!("at “{place}” a phase comes next that is not in its script")));
    }
    check_private(session, place, assess)
}

fn check_private(session: &Session, place: &Place, assess: &Assess) -> Result<(), Fault> {
    if session.policy(place) != Policy::Anonymous {
        return match assess.sheets().any(|(_, sheet)| sheet.of.is_some()) {
            true => Err(Fault(format!("a sheet at “{place}” has a function beside its name"))),
            false => Ok(()),
        };
    }
    if assess.sheets().any(|(from, _)| from.is_some()) {
        return Err(Fault(format!("a sheet of the anonymous step “{place}” has a name")));
    }
    let mut said: Vec<_> = assess.sheets().filter_map(|(_, sheet)| sheet.of.clone()).collect();
    said.sort();
    said.dedup();
    match functions::told(&said, assess.sheets().map(|(_, sheet)| sheet)) == said {
        true => Ok(()),
        false => Err(Fault(format!(
            "a function at the anonymous step “{place}” is so small that a name could be found"
        ))),
    }
}
