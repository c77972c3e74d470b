//! Agenda lint: what makes a script work badly in a room, although it can be run. Each rule is one
//! function and one line in [`RULES`]; a script may accept what is found, with a reason.

mod commitment;
mod order;
#[cfg(test)]
mod tests;
mod time;
mod votes;

use super::{Activity, Do, Step, Workshop};
use crate::text::CleanText;

/// Something in an agenda that works badly, why, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, which never changes.
    pub code: &'static str,
    /// The id of the step it is about; none when it is about the whole.
    pub step: Option<CleanText>,
    /// What is so, and why that works badly.
    pub reason: String,
    /// What helps.
    pub way_out: String,
    /// Why the script leaves it so, where it says so.
    pub accepted: Option<CleanText>,
}

/// A rule: its code, and what it finds.
pub type Rule = (&'static str, fn(&Workshop) -> Vec<Remark>);

/// All rules, in the order in which their findings are told.
pub const RULES: [Rule; 15] = [
    (CANNOT_RUN, cannot_run),
    (FLOOR_ABOVE_PLAN, time::floor_above_plan),
    ("reads-later", order::reads_later),
    ("vote-before-silence", votes::vote_before_silence),
    ("too-many-options", votes::too_many_options),
    ("roles-before-goals", order::roles_before_goals),
    ("money-before-names", order::money_before_names),
    ("person-before-team", order::person_before_team),
    ("anonymous-commitment", commitment::anonymous),
    ("decision-without-rule", commitment::decision_without_rule),
    ("no-promise", commitment::no_promise),
    ("promise-without-buffer", commitment::promise_without_buffer),
    ("no-break", time::no_break),
    ("little-converging", time::little_converging),
    (ACCEPTS_NOTHING, accepts_nothing),
];

const CANNOT_RUN: &str = "cannot-run";
const FLOOR_ABOVE_PLAN: &str = "floor-above-plan";
const ACCEPTS_NOTHING: &str = "accepts-nothing";

/// With one of these a script cannot be run, or accepts what is not there: no reason helps.
const NEVER_ACCEPTED: [&str; 3] = [CANNOT_RUN, FLOOR_ABOVE_PLAN, ACCEPTS_NOTHING];

/// What a rule has to say, before anyone knows whether it is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    step: Option<CleanText>,
    reason: String,
    way_out: String,
}

impl Remark {
    fn on(step: &Step, reason: impl Into<String>, way_out: impl Into<String>) -> Remark {
        Remark { step: Some(step.id.clone()), ..Remark::whole(reason, way_out) }
    }

    fn whole(reason: impl Into<String>, way_out: impl Into<String>) -> Remark {
        Remark { step: None, reason: reason.into(), way_out: way_out.into() }
    }
}

impl Workshop {
    /// All that is found in this agenda, what is accepted included.
    pub fn lint(&self) -> Vec<Finding> {
        let findings = RULES.iter().flat_map(|(code, finds)| {
            finds(self).into_iter().map(|Remark { step, reason, way_out }| {
                let accepted = self.accepted(code).cloned();
                Finding { code, step, reason, way_out, accepted }
            })
        });
        findings.collect()
    }

    /// Why findings of this code are left as they are.
    fn accepted(&self, code: &str) -> Option<&CleanText> {
        let accepted = self.accepts.iter().find(|accepted| accepted.code == code)?;
        let counts = !accepted.because.is_empty() && !NEVER_ACCEPTED.contains(&code);
        counts.then_some(&accepted.because)
    }
}

/// An activity, and the step it is in.
struct Spot<'a> {
    step: &'a Step,
    activity: &'a Activity,
}

/// All activities in the order in which they are run.
fn spots<'a>(workshop: &'a Workshop) -> Vec<Spot<'a>> {
    let of = |step: &'a Step| step.activities.iter().map(move |activity| Spot { step, activity });
    workshop.steps.iter().flat_map(of).collect()
}

/// The first activity that is meant, and its place among all.
fn first<'a>(spots: &'a [Spot<'a>], is: impl Fn(&Do) -> bool) -> Option<(usize, &'a Spot<'a>)> {
    spots.iter().enumerate().find(|(_, spot)| is(&spot.activity.what))
}

/// Floors have a rule of their own.
fn cannot_run(workshop: &Workshop) -> Vec<Remark> {
    let mut without_floors = workshop.clone();
    without_floors.steps.iter_mut().for_each(|step| step.floor = 0);
    let remark = |fault: super::Fault| {
        let step = fault.step.and_then(|step| workshop.steps.get(step));
        Remark {
            step: step.map(|step| step.id.clone()),
            reason: fault.said,
            way_out: "No session can begin with it before this is mended.".into(),
        }
    };
    without_floors.faults().into_iter().map(remark).collect()
}

/// An acceptance that accepts nothing hides what somebody once thought about.
fn accepts_nothing(workshop: &Workshop) -> Vec<Remark> {
    let remark = |accepted: &super::Accepted| {
        let code = accepted.code.as_str();
        let Some((_, finds)) = RULES.iter().find(|(known, _)| *known == code) else {
            let known: Vec<&str> = RULES.iter().map(|(code, _)| *code).collect();
            return Some(Remark::whole(
                format!("`accepts` names “{code}”, which no finding is called."),
                format!("The codes are: {}.", known.join(", ")),
            ));
        };
        if NEVER_ACCEPTED.contains(&code) {
            let reason = format!("“{code}” cannot be accepted: it is not a matter of taste.");
            return Some(Remark::whole(reason, "Mend it, and take it out of `accepts`."));
        }
        if accepted.because.is_empty() {
            let reason = format!("“{code}” is accepted without a reason, and so it is not.");
            return Some(Remark::whole(reason, "Write into `because` why it works all the same."));
        }
        finds(workshop).is_empty().then(|| {
            let reason = format!("“{code}” is accepted, and there is no such finding any more.");
            Remark::whole(reason, "Take it out of `accepts`.")
        })
    };
    workshop.accepts.iter().filter_map(remark).collect()
}
