//! What time allows: floors, breaks, and how much is left for deciding. Counted for the largest
//! group, which takes longest.

use super::Remark;
use crate::workshop::{Do, Step, Workshop};

/// So long people can sit and listen.
const STRETCH: i64 = 75 * 60;

/// Re-planning never goes below a floor, so it may not be above the plan.
pub(super) fn floor_above_plan(workshop: &Workshop) -> Vec<Remark> {
    let fewest = workshop.people.from;
    let remark = |step: &Step| {
        let planned = step.minutes.seconds(fewest.into()) / 60;
        let (title, floor) = (&step.title, step.floor);
        (i64::from(floor) > planned).then(|| {
            Remark::on(
                step,
                format!(
                    "{title} keeps {floor} minutes, and only {planned} are planned for a group \
                     of {fewest}."
                ),
                format!("Lower its floor to {planned}, or plan more."),
            )
        })
    };
    workshop.steps.iter().filter_map(remark).collect()
}

/// Each stretch between two breaks.
pub(super) fn no_break(workshop: &Workshop) -> Vec<Remark> {
    let people = workshop.people.to;
    let remark = |stretch: &[Step]| {
        let mut sum = 0;
        let mut passes = None;
        for step in stretch {
            sum += step.minutes.seconds(people.into());
            passes = passes.or((sum > STRETCH).then_some(step));
        }
        let (minutes, most) = (sum / 60, STRETCH / 60);
        let step = passes?;
        Some(Remark::on(
            step,
            format!(
                "{minutes} minutes without a break for {people} people; after {most} nobody \
                 listens."
            ),
            format!("Put a break before {}, or write it for fewer people.", step.title),
        ))
    };
    workshop.steps.split(is_break).filter_map(remark).collect()
}

fn is_break(step: &Step) -> bool {
    step.activities.iter().any(|activity| matches!(activity.what, Do::Break {}))
}

/// A third of the time, breaks aside, is for choosing, naming and deciding.
pub(super) fn little_converging(workshop: &Workshop) -> Vec<Remark> {
    let people = workshop.people.to;
    let (mut all, mut converging) = (0, 0);
    for step in workshop.steps.iter().filter(|step| !is_break(step)) {
        let seconds = step.minutes.seconds(people.into());
        let count = |activities: usize| i64::try_from(activities).unwrap_or(i64::MAX);
        let these = step.activities.iter().filter(|activity| converges(&activity.what)).count();
        all += seconds;
        // The activities of a step share its time evenly, as far as anybody can tell.
        converging += seconds * count(these) / count(step.activities.len()).max(1);
    }
    if converging * 3 >= all {
        return Vec::new();
    }
    let (converging, all) = (converging / 60, all / 60);
    vec![Remark::whole(
        format!(
            "{converging} of {all} minutes are for choosing, naming and deciding, less \
             than a third: ideas are left lying about."
        ),
        "Give less time to gathering and rounds, and more to what is made of it.",
    )]
}

fn converges(what: &Do) -> bool {
    match what {
        Do::Vote { .. }
        | Do::Matrix { .. }
        | Do::Goals { .. }
        | Do::Roles { .. }
        | Do::Pot { .. }
        | Do::Decide {}
        | Do::Promise { .. }
        | Do::Review { .. }
        | Do::Close { .. } => true,
        Do::Welcome { .. }
        | Do::Team { .. }
        | Do::Round {}
        | Do::Gather {}
        | Do::Assess { .. }
        | Do::Network { .. }
        | Do::Foresee { .. }
        | Do::Care { .. }
        | Do::Break {} => false,
    }
}
