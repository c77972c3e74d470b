//! What an assessment asks, as the script writes it: statements, the phases they belong to, and two
//! poles to stand between.

use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// The most statements: each has a letter.
const MOST_STATEMENTS: usize = 26;
/// The most phases: each is agreed with one digit.
const MOST_PHASES: usize = 9;

/// Something that is true here, partly, or not here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// What it says: something that anybody could observe.
    pub text: CleanText,
    /// The phase it belongs to, from 1.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub phase: u8,
}

/// One of the phases that a team goes through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// What it is called in the room; nobody is accused.
    pub name: CleanText,
    /// What those who wrote about it call it; in the record alone.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub term: CleanText,
    /// A question that leads there, from the phase before.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub question: CleanText,
}

/// Two ends that pull against each other: one also says where we are between them, and where we
/// should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poles {
    /// The end where things begin, in a word or two.
    pub from: CleanText,
    /// The other end.
    pub to: CleanText,
}

impl Poles {
    /// Where we are and where we should be, as two more statements: true is the second pole, partly
    /// between the two, not here the first.
    pub fn statements(&self) -> [CleanText; 2] {
        let Poles { from, to } = self;
        ["Today we are", "We should be"]
            .map(|whether| CleanText::line(&format!("{whether} nearer to {to} than to {from}.")))
    }

    fn fault(&self) -> Option<String> {
        if self.from.is_empty() || self.to.is_empty() {
            return Some("A pole has no name. Write `poles: (from: …, to: …)`.".into());
        }
        let same = self.from.to_lowercase() == self.to.to_lowercase();
        same.then(|| format!("Both poles are called “{}”. Give them two names.", self.to))
    }
}

/// The first thing about an assessment that does not fit.
pub(super) fn fault(
    statements: &[Statement],
    phases: &[Phase],
    poles: Option<&Poles>,
) -> Option<String> {
    let count = statements.len();
    let most = MOST_STATEMENTS - if poles.is_some() { 2 } else { 0 };
    if count == 0 {
        return Some(
            "There is nothing to assess. Write `statements`, like \
             `[(text: \"Somebody reads every answer.\", phase: 2)]`."
                .into(),
        );
    }
    if count > most {
        return Some(format!(
            "{count} statements are too many to answer well. Keep {most} at most."
        ));
    }
    if let Some(fault) = poles.and_then(Poles::fault) {
        return Some(fault);
    }
    if phases.len() > MOST_PHASES {
        return Some(format!("More than {MOST_PHASES} phases cannot be told apart. Keep fewer."));
    }
    if statements.iter().any(|statement| statement.text.is_empty()) {
        return Some("A statement says nothing. Write what anybody could observe.".into());
    }
    if phases.iter().any(|phase| phase.name.is_empty()) {
        return Some("A phase has no name. Give it the one that the room reads.".into());
    }
    if let Some(twice) = twice(statements.iter().map(|statement| &statement.text)) {
        return Some(format!("The statement “{twice}” is there twice. Keep one."));
    }
    if let Some(twice) = twice(phases.iter().map(|phase| &phase.name)) {
        return Some(format!("The phase “{twice}” is there twice. Keep one."));
    }
    fault_of_the_phases(statements, phases.len())
}

/// Every statement belongs to a phase that is there, and every phase has a statement; without
/// phases all belong together.
fn fault_of_the_phases(statements: &[Statement], phases: usize) -> Option<String> {
    let of = |statement: &Statement| usize::from(statement.phase);
    let lost = statements.iter().find(|it| of(it) == 0 || of(it) > phases.max(1));
    if let Some(Statement { text, phase }) = lost {
        return Some(match phases {
            0 => format!("“{text}” is of phase {phase}, and there are no `phases`. Name them."),
            _ => format!("“{text}” is of phase {phase}, and phases go from 1 to {phases}."),
        });
    }
    let bare = (1..=phases).find(|phase| statements.iter().all(|it| of(it) != *phase))?;
    Some(format!("Phase {bare} has no statement. Write one, or leave the phase out."))
}

/// The first text that is there twice, whatever its case.
pub(super) fn twice<'a>(texts: impl Iterator<Item = &'a CleanText>) -> Option<&'a CleanText> {
    let mut seen = std::collections::BTreeSet::new();
    texts.into_iter().find(|text| !seen.insert(text.to_lowercase()))
}

fn first() -> u8 {
    1
}

fn is_first(phase: &u8) -> bool {
    *phase == first()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::text;

    fn said(statements: &[(&str, u8)], phases: &[&str]) -> Option<String> {
        let statement =
            |(words, phase): &(&str, u8)| Statement { text: text(words), phase: *phase };
        let phase = |name: &&str| {
            let (name, nothing) = (text(name), CleanText::default());
            Phase { name, term: nothing.clone(), question: nothing }
        };
        let statements: Vec<Statement> = statements.iter().map(statement).collect();
        fault(&statements, &phases.iter().map(phase).collect::<Vec<Phase>>(), None)
    }

    #[test]
    fn statements_with_or_without_phases_can_be_assessed() {
        assert_eq!(said(&[("We have time.", 1), ("We have money.", 1)], &[]), None);
        assert_eq!(said(&[("We post.", 1), ("We listen.", 2)], &["voice", "listening"]), None);
    }

    #[test]
    fn what_cannot_be_assessed_is_said() {
        let many: Vec<String> = (0..27).map(|at| at.to_string()).collect();
        let many: Vec<(&str, u8)> = many.iter().map(|words| (words.as_str(), 1)).collect();
        for (statements, phases, words) in [
            (&[][..], &[][..], "nothing to assess"),
            (&many, &[], "too many"),
            (&[("", 1)], &[], "says nothing"),
            (&[("A", 1), ("a", 1)], &[], "“a” is there twice"),
            (&[("A", 2)], &[], "there are no `phases`"),
            (&[("A", 0)], &["one"], "phases go from 1 to 1"),
            (&[("A", 1)], &["one", "two"], "Phase 2 has no statement"),
            (&[("A", 1), ("B", 2)], &["one", "One"], "phase “One” is there twice"),
            (&[("A", 1), ("B", 2)], &["one", ""], "no name"),
            (&[("A", 1)], &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], "More than 9"),
        ] {
            let fault = said(statements, phases).expect("a fault");
            assert!(fault.contains(words), "{fault}");
        }
    }

    #[test]
    fn two_poles_have_two_names_and_take_two_letters() {
        let one = |at: u8| Statement { text: text(&at.to_string()), phase: 1 };
        let fault_of = |count: u8, from: &str, to: &str| {
            let statements: Vec<Statement> = (0..count).map(one).collect();
            fault(&statements, &[], Some(&Poles { from: text(from), to: text(to) }))
        };
        assert_eq!(fault_of(24, "control", "groundswell"), None);
        for (count, from, to, words) in [
            (25, "control", "groundswell", "Keep 24 at most"),
            (1, "control", "", "A pole has no name"),
            (1, "Control", "control", "Both poles are called “control”"),
        ] {
            let fault = fault_of(count, from, to).expect("a fault");
            assert!(fault.contains(words), "{fault}");
        }
    }
}
