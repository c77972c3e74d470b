//! What people choose among, as the script says it: things that the room has made by then, or a
//! list of the script's own.

use super::assess::twice;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// The most options of a list: each has a letter.
const MOST_LISTED: usize = 26;

/// What people choose among, or place on two axes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Over {
    /// The ideas gathered so far (a group counts as one).
    Ideas,
    /// The goals.
    Goals,
    /// The areas.
    Areas,
    /// These, as the script lists them.
    These(Vec<CleanText>),
}

impl Over {
    /// The first thing about it that does not fit.
    pub(super) fn fault(&self) -> Option<String> {
        let Over::These(options) = self else { return None };
        let count = options.len();
        if count < 2 {
            return Some(format!(
                "There {} to choose among. Write two options or more, like \
                 `These([\"Go on\", \"Stop\"])`.",
                if count == 0 { "is nothing" } else { "is one thing only" }
            ));
        }
        if count > MOST_LISTED {
            return Some(format!(
                "{count} options are too many to choose among. Keep {MOST_LISTED} at most."
            ));
        }
        if options.iter().any(CleanText::is_empty) {
            return Some("An option says nothing. Write what it is.".into());
        }
        let twice = twice(options.iter())?;
        Some(format!("The option “{twice}” is there twice. Keep one."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::text;

    fn said(options: &[&str]) -> Option<String> {
        Over::These(options.iter().map(|option| text(option)).collect()).fault()
    }

    #[test]
    fn what_the_room_makes_and_lists_of_two_or_more_can_be_chosen_among() {
        assert_eq!(Over::Ideas.fault(), None);
        assert_eq!(said(&["Go on", "Stop"]), None);
    }

    #[test]
    fn a_list_that_leaves_no_choice_is_said() {
        let many: Vec<String> = (0..27).map(|at| at.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (options, words) in [
            (&[][..], "is nothing to choose among"),
            (&["Go on"], "is one thing only"),
            (&many, "too many"),
            (&["Go on", ""], "says nothing"),
            (&["Go on", "go on"], "“go on” is there twice"),
        ] {
            let fault = said(options).expect("a fault");
            assert!(fault.contains(words), "{fault}");
        }
    }
}
