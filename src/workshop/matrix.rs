//! The two axes on which a matrix places options, as the script writes them.

use crate::text::CleanText;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// How many points a scale may have: a place on it is typed as one digit, and two points have
/// nothing between them.
const POINTS: RangeInclusive<u8> = 3..=9;

/// One axis: what it measures, and what its two ends are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// What it measures.
    pub name: CleanText,
    /// The word for its lower end, as it is said before the name: “little impact”.
    #[serde(default = "little", skip_serializing_if = "is_little")]
    pub low: CleanText,
    /// The word for its upper end.
    #[serde(default = "much", skip_serializing_if = "is_much")]
    pub high: CleanText,
}

impl Axis {
    /// An axis from little to much.
    pub fn of(name: &str) -> Axis {
        Axis { name: CleanText::line(name), low: little(), high: much() }
    }

    /// How much it changes: the axis that is drawn upward unless the script says otherwise.
    pub(super) fn impact() -> Axis {
        Axis::of("impact")
    }

    /// How much work it is: the axis that is drawn across unless the script says otherwise.
    pub(super) fn effort() -> Axis {
        Axis::of("effort")
    }

    /// Whether it measures this.
    pub fn is(&self, name: &str) -> bool {
        self.name.to_lowercase() == name
    }
}

/// The first thing about the axes of a matrix that does not fit.
pub(super) fn fault(up: &Axis, across: &Axis, points: u8) -> Option<String> {
    let (least, most) = (POINTS.start(), POINTS.end());
    if !POINTS.contains(&points) {
        return Some(format!(
            "A scale of {points} points cannot be answered well. Write `points` from {least} to \
             {most}."
        ));
    }
    if let Some(axis) = [up, across].into_iter().find(|axis| axis.name.is_empty()) {
        let which = if axis == up { "up" } else { "across" };
        return Some(format!("The axis `{which}` has no name. Write what it measures."));
    }
    if up.name.to_lowercase() == across.name.to_lowercase() {
        return Some(format!(
            "Both axes measure “{}”. Give each something of its own to measure.",
            up.name
        ));
    }
    let unclear = |axis: &&Axis| {
        axis.low.is_empty()
            || axis.high.is_empty()
            || axis.low.to_lowercase() == axis.high.to_lowercase()
    };
    let axis = [up, across].into_iter().find(unclear)?;
    Some(format!("The two ends of “{}” need a word each, `low` and `high`.", axis.name))
}

fn little() -> CleanText {
    CleanText::line("little")
}

fn much() -> CleanText {
    CleanText::line("much")
}

fn is_little(word: &CleanText) -> bool {
    *word == little()
}

fn is_much(word: &CleanText) -> bool {
    *word == much()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::text;

    fn ends(low: &str, high: &str) -> Axis {
        Axis { low: text(low), high: text(high), ..Axis::of("value") }
    }

    #[test]
    fn two_axes_of_different_names_can_be_placed_on() {
        assert_eq!(fault(&Axis::impact(), &Axis::effort(), 5), None);
        assert_eq!(fault(&ends("no", "great"), &Axis::of("risk"), 9), None);
    }

    #[test]
    fn an_axis_is_written_without_the_ends_that_it_has_anyway() {
        let written = ron::to_string(&Axis::impact()).expect("plain");
        assert_eq!(written, "(name:\"impact\")");
        assert_eq!(ron::from_str::<Axis>(&written).expect("read"), Axis::impact());
    }

    #[test]
    fn axes_that_cannot_be_told_apart_or_answered_are_said() {
        let effort = Axis::effort();
        for (up, points, words) in [
            (Axis::impact(), 2, "from 3 to 9"),
            (Axis::impact(), 10, "from 3 to 9"),
            (Axis::of(""), 5, "`up` has no name"),
            (Axis::of("Effort"), 5, "Both axes measure “Effort”"),
            (ends("", "high"), 5, "ends of “value”"),
            (ends("Much", "much"), 5, "ends of “value”"),
        ] {
            let fault = fault(&up, &effort, points).expect("a fault");
            assert!(fault.contains(words), "{fault}");
        }
    }
}
