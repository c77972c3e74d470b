//! Fist of five: everyone shows nought to five fingers at once, as a consent check on something
//! that is ready to be decided. It ranks nothing.

use num_rational::Ratio;
use std::fmt;

/// What a number of fingers says, from none to five. Published scales disagree about one and two,
/// so this one is printed wherever hands are asked for.
pub const SCALE: [&str; 6] =
    ["block", "concern to hear", "concern to hear", "can live with it", "support", "support"];

/// The same in one line, for the wall.
pub const SCALE_LINE: &str = "0 block · 1–2 concern to hear · 3 can live with it · 4–5 support";

/// One count: how many showed each number of fingers, and how many might have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fist {
    fingers: [u16; 6],
    voters: u32,
}

/// What a count came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Fewer than half showed a hand.
    NoQuorum,
    /// Somebody shows no finger.
    Blocked,
    /// Nobody blocks, and somebody shows one or two.
    Concerns,
    /// Nobody is below three.
    Consent,
    /// Nobody is below four.
    StrongConsent,
}

impl Fist {
    /// A count among so many voters. Somebody may have left since, so that there are never fewer
    /// voters than hands.
    pub fn new(fingers: [u16; 6], voters: u16) -> Fist {
        let hands = fingers.into_iter().map(u32::from).sum();
        Fist { fingers, voters: u32::from(voters).max(hands) }
    }

    /// How many showed each number of fingers.
    pub fn fingers(&self) -> [u16; 6] {
        self.fingers
    }

    /// How many showed a hand.
    pub fn hands(&self) -> u32 {
        self.fingers.into_iter().map(u32::from).sum()
    }

    /// How many might have.
    pub fn voters(&self) -> u32 {
        self.voters
    }

    /// How many could not live with it as it is.
    pub fn below_three(&self) -> u32 {
        self.fingers[..3].iter().copied().map(u32::from).sum()
    }

    /// The fewest fingers anybody showed: whom to hear first.
    pub fn lowest(&self) -> Option<usize> {
        self.fingers.iter().position(|hands| *hands > 0)
    }

    /// The mean of the fingers shown; none when nobody showed a hand. It decides nothing.
    pub fn mean(&self) -> Option<Ratio<u32>> {
        let fingers = (0..).zip(self.fingers).map(|(fingers, hands)| fingers * u32::from(hands));
        (self.hands() > 0).then(|| Ratio::new(fingers.sum(), self.hands()))
    }

    /// What it came to.
    pub fn outcome(&self) -> Outcome {
        match self.lowest() {
            None => Outcome::NoQuorum,
            Some(_) if self.hands() * 2 < self.voters => Outcome::NoQuorum,
            Some(0) => Outcome::Blocked,
            Some(1 | 2) => Outcome::Concerns,
            Some(3) => Outcome::Consent,
            Some(_) => Outcome::StrongConsent,
        }
    }

    /// "11 of 12 hands".
    pub fn turnout(&self) -> String {
        let plural = if self.voters == 1 { "" } else { "s" };
        format!("{} of {} hand{plural}", self.hands(), self.voters)
    }

    /// What it came to, in a sentence that counts.
    pub fn sentence(&self) -> String {
        let (hands, low) = (self.hands(), self.below_three());
        let heard = if low == 1 { "1 asks".into() } else { format!("{low} ask") };
        let can = hands - low;
        match self.outcome() {
            Outcome::NoQuorum if hands == 0 => "Nobody has shown a hand.".into(),
            Outcome::NoQuorum => {
                format!("Only {}: fewer than half, so this says nothing yet.", self.turnout())
            }
            Outcome::Blocked => match self.fingers[0] {
                1 => format!("One of {hands} blocks."),
                blocks => format!("{blocks} of {hands} block."),
            },
            Outcome::Concerns => {
                format!("{can} of {hands} can live with it or support it; {heard} to be heard.")
            }
            Outcome::Consent => format!("All {hands} can live with it or support it."),
            Outcome::StrongConsent => format!("All {hands} support it."),
        }
    }

    /// What to do next: the lowest are always heard first.
    pub fn next(&self) -> &'static str {
        match self.outcome() {
            Outcome::NoQuorum if self.hands() == 0 => {
                "Ask for hands: all together, on three, two, one."
            }
            Outcome::NoQuorum => "Ask who has not shown a hand, then count again.",
            Outcome::Blocked => {
                "Hear the lowest first, those with no finger: what would make it a three?"
            }
            Outcome::Concerns => "Hear the lowest first: what would make it a three?",
            Outcome::Consent => {
                "Hear the lowest first, in a sentence each; then record the decision."
            }
            Outcome::StrongConsent => "Record the decision.",
        }
    }

    /// How the room moved since an earlier count, by those who were and are below three.
    pub fn shift_from(&self, earlier: &Fist) -> String {
        match (earlier.below_three(), self.below_three()) {
            (0, 0) => "Nobody below three, as before.".into(),
            (before, 0) => format!("{before} below three before, nobody now."),
            (0, now) => format!("Nobody below three before, {now} now."),
            (before, now) if before == now => format!("{now} below three, as before."),
            (before, now) => format!("{before} below three before, {now} now."),
        }
    }
}

impl Outcome {
    /// The result in a word or two, large enough for the back row.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::NoQuorum => "No quorum",
            Outcome::Blocked => "Blocked",
            Outcome::Concerns => "Concerns",
            Outcome::Consent => "Consent",
            Outcome::StrongConsent => "Strong consent",
        }
    }
}

/// Why hands could not be read, as a sentence for whoever typed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread(String);

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Misread {}

/// Reads hands as they are called out, one digit a hand, in any order and with or without marks
/// between them: `5 5 4 3 2`, `55432`, `5, 5, 4`.
///
/// # Errors
/// When something is no number of fingers.
///
/// ```
/// use groundswell::methods::fist::hands;
/// assert_eq!(hands("5 5 4 3 2"), Ok([0, 0, 1, 1, 1, 2]));
/// assert!(hands("5 7").is_err());
/// ```
pub fn hands(said: &str) -> Result<[u16; 6], Misread> {
    let mut fingers = [0_u16; 6];
    for sign in said.chars() {
        match sign.to_digit(10) {
            Some(digit @ 0..=5) => {
                let hands = &mut fingers[digit as usize];
                *hands = hands.saturating_add(1);
            }
            None if !sign.is_alphabetic() => {}
            _ => return Err(Misread(format!("A hand shows 0 to 5 fingers; “{sign}” is none."))),
        }
    }
    Ok(fingers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(said: &str, voters: u16) -> Fist {
        Fist::new(hands(said).unwrap(), voters)
    }

    #[test]
    fn each_result_by_the_printed_scale() {
        for (said, voters, outcome) in [
            ("", 4, Outcome::NoQuorum),
            ("", 0, Outcome::NoQuorum),
            ("5", 3, Outcome::NoQuorum),
            ("0", 3, Outcome::NoQuorum),
            ("55", 4, Outcome::StrongConsent),
            ("5540", 4, Outcome::Blocked),
            ("5542", 4, Outcome::Concerns),
            ("5541", 4, Outcome::Concerns),
            ("5543", 4, Outcome::Consent),
            ("3333", 4, Outcome::Consent),
            ("5454", 4, Outcome::StrongConsent),
            ("5", 1, Outcome::StrongConsent),
        ] {
            assert_eq!(count(said, voters).outcome(), outcome, "{said:?} of {voters}");
        }
    }

    #[test]
    fn the_sentence_counts_and_says_who_is_to_be_heard() {
        for (said, sentence) in [
            ("", "Nobody has shown a hand."),
            ("5", "Only 1 of 4 hands: fewer than half, so this says nothing yet."),
            ("5540", "One of 4 blocks."),
            ("0500", "3 of 4 block."),
            ("5542", "3 of 4 can live with it or support it; 1 asks to be heard."),
            ("5212", "1 of 4 can live with it or support it; 3 ask to be heard."),
            ("5543", "All 4 can live with it or support it."),
            ("5544", "All 4 support it."),
        ] {
            assert_eq!(count(said, 4).sentence(), sentence);
        }
    }

    #[test]
    fn whoever_is_below_four_is_heard_before_anything_is_recorded() {
        for said in ["5540", "5541", "5542", "5543"] {
            assert!(count(said, 4).next().starts_with("Hear the lowest first"), "{said}");
        }
        assert_eq!(count("5544", 4).next(), "Record the decision.");
        assert_eq!(count("5", 4).next(), "Ask who has not shown a hand, then count again.");
    }

    #[test]
    fn a_second_count_says_how_the_room_moved() {
        for (before, now, shift) in [
            ("1255", "4355", "2 below three before, nobody now."),
            ("1255", "1355", "2 below three before, 1 now."),
            ("4455", "1455", "Nobody below three before, 1 now."),
            ("1455", "2555", "1 below three, as before."),
            ("4455", "5555", "Nobody below three, as before."),
        ] {
            assert_eq!(count(now, 4).shift_from(&count(before, 4)), shift);
        }
    }

    #[test]
    fn hands_are_read_as_they_are_called_out() {
        for said in ["5 5 4 3 2", "55432", "5,5,4,3,2", " 2 3 / 4; 5 - 5.", "5 5 4 3 2\n"] {
            assert_eq!(hands(said), Ok([0, 0, 1, 1, 1, 2]), "{said:?}");
        }
        for (said, sign) in [("5 6", "6"), ("five", "f"), ("3x4", "x")] {
            let misread = hands(said).unwrap_err().to_string();
            assert_eq!(misread, format!("A hand shows 0 to 5 fingers; “{sign}” is none."));
        }
    }

    #[test]
    fn those_who_left_since_do_not_spoil_the_count() {
        assert_eq!(count("5555", 3).turnout(), "4 of 4 hands");
        assert_eq!(count("5", 1).turnout(), "1 of 1 hand");
    }

    #[test]
    fn it_counts_as_the_vectors_do() {
        let file = crate::testing::vectors("prioritize.json");
        for case in file["fist_of_five"].as_array().expect("cases") {
            let (values, expected) =
                (case["values"].as_array().expect("values"), &case["expected"]);
            let mut fingers = [0_u16; 6];
            for value in values.iter().filter_map(serde_json::Value::as_u64) {
                fingers[usize::try_from(value).expect("a hand")] += 1;
            }
            let fist = Fist::new(fingers, u16::try_from(values.len()).expect("a room"));
            assert_eq!(serde_json::json!(fist.fingers()), expected["counts"], "{case}");
            assert_eq!(expected["answered"].as_u64(), Some(fist.hands().into()), "{case}");
            let mean = fist.mean().map(|mean| mean.to_string());
            assert_eq!(mean.as_deref(), expected["mean"].as_str(), "{case}");
            assert_eq!(serde_json::json!(fist.lowest()), expected["lowest"], "{case}");
            let result = fist.outcome().name().to_lowercase();
            assert_eq!(Some(&*result), expected["result"].as_str(), "{case}");
        }
    }

    proptest! {
        #[test]
        fn every_count_has_a_result_and_a_next_step(
            fingers in prop::array::uniform6(0_u16..60),
            voters in 0_u16..400,
        ) {
            let fist = Fist::new(fingers, voters);
            prop_assert!(fist.hands() <= fist.voters());
            prop_assert!(!fist.sentence().is_empty() && !fist.next().is_empty());
            let settled = fist.outcome() >= Outcome::Consent;
            prop_assert_eq!(settled, fist.below_three() == 0
                && fist.hands() > 0 && fist.hands() * 2 >= fist.voters());
        }

        #[test]
        fn more_fingers_never_make_a_result_worse(
            fingers in prop::array::uniform6(0_u16..6),
            voters in 0_u16..40,
            from in 0_usize..5,
        ) {
            prop_assume!(fingers[from] > 0);
            let mut raised = fingers;
            raised[from] -= 1;
            raised[from + 1] += 1;
            let (before, after) = (Fist::new(fingers, voters), Fist::new(raised, voters));
            prop_assert!(after.outcome() >= before.outcome());
        }
    }
}
