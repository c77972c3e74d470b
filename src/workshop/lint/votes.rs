//! What a vote, or a matrix, needs: silent input before it, and few enough options.

use super::{Remark, spots};
use crate::workshop::{Do, Over, Policy, Workshop};

/// More than these, and people vote for what stands on top.
const MOST_OPTIONS: usize = 12;

/// What people hear first pulls them.
pub(super) fn vote_before_silence(workshop: &Workshop) -> Vec<Remark> {
    let mut silent = false;
    let mut remarks = Vec::new();
    for spot in spots(workshop) {
        let gives = matches!(spot.activity.what, Do::Gather {} | Do::Care { .. });
        silent |= gives && spot.activity.privacy != Policy::Open;
        if matches!(spot.activity.what, Do::Vote { .. }) && !silent {
            let title = &spot.step.title;
            remarks.push(Remark::on(
                spot.step,
                format!(
                    "{title} votes before anyone has written in silence: the first to speak wins."
                ),
                "Put a gather with `privacy: Hidden` before it.",
            ));
        }
    }
    remarks
}

/// A vote that nothing limits counts as too large.
pub(super) fn too_many_options(workshop: &Workshop) -> Vec<Remark> {
    let remark = |spot: super::Spot<'_>| {
        let over = spot.activity.what.over()?;
        let (title, choosing) = (&spot.step.title, choosing(&spot.activity.what));
        let (reason, way_out) = match most_options(workshop, over) {
            Some(most) if most <= MOST_OPTIONS => return None,
            Some(most) => (
                format!(
                    "{title} {choosing} up to {most} things; more than {MOST_OPTIONS} are skimmed, \
                     not read."
                ),
                "Start from fewer, or vote in two rounds.",
            ),
            None => (
                format!(
                    "Nothing limits how many things {title} {choosing}; more than {MOST_OPTIONS} are \
                     skimmed, not read."
                ),
                "Have doubles merged and ideas grouped first, and accept this with how that is \
                 done; or vote on goals.",
            ),
        };
        Some(Remark::on(spot.step, reason, way_out))
    };
    spots(workshop).into_iter().filter_map(remark).collect()
}

/// What is done with things there.
fn choosing(what: &Do) -> &'static str {
    if matches!(what, Do::Matrix { .. }) { "places" } else { "votes on" }
}

/// How many things may be voted on, as far as the script says.
fn most_options(workshop: &Workshop, over: &Over) -> Option<usize> {
    match over {
        Over::Ideas => None,
        Over::These(options) => Some(options.len()),
        Over::Areas => Some(workshop.areas.len()).filter(|areas| *areas > 0),
        Over::Goals => {
            let spots = spots(workshop);
            let most = spots.iter().filter_map(|spot| match spot.activity.what {
                Do::Goals { most } => Some(usize::from(most)),
                _ => None,
            });
            most.max()
        }
    }
}
