//! What has to come before what.

use super::{Remark, first, spots};
use crate::workshop::{Do, Matter, Over, Workshop};

/// Something that is read in one activity and made in another.
struct Reads {
    reader: fn(&Workshop, &Do) -> bool,
    source: fn(&Do) -> bool,
    why: &'static str,
}

const READS: [Reads; 9] = [
    Reads {
        reader: |_, what| what.over() == Some(&Over::Ideas),
        source: |what| matches!(what, Do::Gather {}),
        why: "there is no idea to choose from yet",
    },
    Reads {
        reader: |_, what| matches!(what, Do::Goals { .. }),
        source: |what| matches!(what, Do::Gather {}),
        why: "goals are made from ideas",
    },
    Reads {
        reader: |_, what| what.over() == Some(&Over::Goals),
        source: |what| matches!(what, Do::Goals { .. }),
        why: "there is no goal to choose from yet",
    },
    Reads {
        reader: |workshop, what| workshop.areas.is_empty() && what.over() == Some(&Over::Areas),
        source: |what| matches!(what, Do::Care { .. } | Do::Roles { .. }),
        why: "there is no area to choose from yet",
    },
    Reads {
        reader: |_, what| matches!(what, Do::Roles { .. }),
        source: |what| matches!(what, Do::Care { .. }),
        why: "the names begin with who cares",
    },
    Reads {
        reader: |_, what| matches!(what, Do::Promise { .. }),
        source: |what| matches!(what, Do::Roles { .. }),
        why: "promises are drafted from the names",
    },
    Reads {
        reader: |_, what| matches!(what, Do::Decide {}),
        source: |what| matches!(what, Do::Goals { .. }),
        why: "the goals are a part of what is decided",
    },
    Reads {
        reader: |_, what| matches!(what, Do::Decide {}),
        source: |what| matches!(what, Do::Roles { .. }),
        why: "the names are a part of what is decided",
    },
    Reads {
        reader: |_, what| matches!(what, Do::Decide {}),
        source: |what| matches!(what, Do::Pot { .. }),
        why: "the pot is a part of what is decided",
    },
];

/// Whoever reads before anything is written finds an empty page.
pub(super) fn reads_later(workshop: &Workshop) -> Vec<Remark> {
    let spots = spots(workshop);
    let too_early = |reads: &Reads| {
        let (reader, spot) = first(&spots, |what| (reads.reader)(workshop, what))?;
        let (source, later) = first(&spots, reads.source)?;
        (source > reader).then(|| {
            let (here, there) = (&spot.step.title, &later.step.title);
            let why = reads.why;
            Remark::on(
                spot.step,
                format!("{here} reads from {there}, which comes later: {why}."),
                format!(
                    "Move {} behind {}.",
                    spot.activity.what.name(),
                    later.activity.what.name()
                ),
            )
        })
    };
    READS.iter().filter_map(too_early).collect()
}

/// Without a goal in sight, people defend what they have.
pub(super) fn roles_before_goals(workshop: &Workshop) -> Vec<Remark> {
    let spots = spots(workshop);
    let Some((roles, spot)) = first(&spots, |what| matches!(what, Do::Roles { .. })) else {
        return Vec::new();
    };
    let (reason, way_out) = match first(&spots, |what| matches!(what, Do::Goals { .. })) {
        Some((goals, _)) if goals < roles => return Vec::new(),
        Some(_) => ("Names are given before there are goals", "Move goals before roles."),
        None => ("Names are given, and there are no goals", "Put goals before roles."),
    };
    vec![Remark::on(
        spot.step,
        format!("{reason}: people divide their turf, not the work."),
        way_out,
    )]
}

/// Money for which nobody answers is spent by whoever is nearest.
pub(super) fn money_before_names(workshop: &Workshop) -> Vec<Remark> {
    let spots = spots(workshop);
    let Some((pot, spot)) = first(&spots, |what| matches!(what, Do::Pot { .. })) else {
        return Vec::new();
    };
    let way_out = match first(&spots, |what| matches!(what, Do::Roles { .. })) {
        Some((roles, _)) if roles < pot => return Vec::new(),
        Some(_) => "Move roles before the pot.",
        None => "Put roles before the pot: an area is funded once somebody answers for it.",
    };
    let reason = "Money is shared out before anyone answers for what it is for.";
    vec![Remark::on(spot.step, reason, way_out)]
}

/// The team answers for its goals before any person is asked for a promise.
pub(super) fn person_before_team(workshop: &Workshop) -> Vec<Remark> {
    let looks = |what: &Do, matter: Matter| match what {
        Do::Review { parts } => parts.iter().position(|part| *part == matter),
        _ => None,
    };
    let spots = spots(workshop);
    let at = |matter| {
        let spot = first(&spots, |what| looks(what, matter).is_some());
        spot.map(|(at, spot)| ((at, looks(&spot.activity.what, matter)), spot))
    };
    match (at(Matter::Promises), at(Matter::Goals)) {
        (Some((promises, spot)), Some((goals, _))) if promises < goals => vec![Remark::on(
            spot.step,
            "Each person is asked for their promises before the team has said how its goals stand: \
             whoever is asked first defends themselves.",
            "Look at the goals first: `parts: [Goals, Promises]`, or a step before it.",
        )],
        _ => Vec::new(),
    }
}
