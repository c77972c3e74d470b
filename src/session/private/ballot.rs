//! One ballot: marks on things, whatever a mark means there.

use crate::session::Id;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Marks on things. What [`Marking`](super::Marking) says nothing about is left out, and the order
/// is that of the ids, so that equal ballots are equal values.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The marks, sorted by thing.
    pub marks: Vec<Mark>,
    /// The function it is told by, where no name is kept and enough people share it; nothing where
    /// they are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<CleanText>,
    /// Whom it names who is not on the list, sorted. Never on the wall, and in an export only on
    /// request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Outsider>,
}

/// Somebody who is not on the list, as somebody named them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outsider {
    /// The name, as it was written.
    pub name: CleanText,
    /// The function, where it was said.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub function: CleanText,
}

/// What is put on one thing: dots, points, a score, a place from 1; or two answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The thing.
    pub on: Id,
    /// How many, or the first answer. Zero only where that is an answer: a score, one of two.
    pub value: u8,
    /// The second answer, where two are asked on each thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<u8>,
}

impl Ballot {
    /// A ballot of dots, points or places: zero is no mark.
    pub fn of(marks: impl IntoIterator<Item = (Id, u8)>) -> Ballot {
        Ballot::of_answers(marks.into_iter().filter(|(_, value)| *value > 0))
    }

    /// A ballot of scores: zero is an answer, and what was left blank is not among them.
    pub fn of_answers(scores: impl IntoIterator<Item = (Id, u8)>) -> Ballot {
        let mark = |(on, value)| Mark { on, value, second: None };
        Ballot::sorted(scores.into_iter().map(mark))
    }

    /// A ballot of two answers on each thing; what was left blank is not among them.
    pub fn of_pairs(pairs: impl IntoIterator<Item = (Id, [u8; 2])>) -> Ballot {
        let mark = |(on, [value, second]): (Id, [u8; 2])| Mark { on, value, second: Some(second) };
        Ballot::sorted(pairs.into_iter().map(mark))
    }

    /// A ballot of names: people on the list, and others. Whoever is named twice is named once.
    pub fn of_names(
        people: impl IntoIterator<Item = Id>,
        others: impl IntoIterator<Item = Outsider>,
    ) -> Ballot {
        let people: BTreeSet<Id> = people.into_iter().collect();
        let others: BTreeSet<Outsider> = others.into_iter().collect();
        let ballot = Ballot::of(people.into_iter().map(|person| (person, 1)));
        Ballot { others: others.into_iter().collect(), ..ballot }
    }

    fn sorted(marks: impl Iterator<Item = Mark>) -> Ballot {
        let mut marks: Vec<Mark> = marks.collect();
        marks.sort();
        Ballot { marks, ..Ballot::default() }
    }

    /// The value on a thing, 0 without a mark.
    pub fn on(&self, thing: &Id) -> u8 {
        self.answer(thing).unwrap_or(0)
    }

    /// The answer on a thing; none where it was left blank, which is never the same as 0.
    pub fn answer(&self, thing: &Id) -> Option<u8> {
        self.mark(thing).map(|mark| mark.value)
    }

    /// Both answers on a thing; none where it was left blank.
    pub fn pair(&self, thing: &Id) -> Option<[u8; 2]> {
        self.mark(thing).and_then(|mark| Some([mark.value, mark.second?]))
    }

    /// All dots or points together.
    pub fn total(&self) -> u32 {
        self.marks.iter().map(|mark| u32::from(mark.value)).sum()
    }

    fn mark(&self, thing: &Id) -> Option<&Mark> {
        self.marks.iter().find(|mark| &mark.on == thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::area;

    #[test]
    fn zero_dots_are_no_mark_and_a_zero_score_is_one() {
        let dots = Ballot::of([(area(2), 1), (area(1), 0)]);
        assert_eq!((dots.marks.len(), dots.on(&area(1)), dots.answer(&area(1))), (1, 0, None));
        let scores = Ballot::of_answers([(area(2), 1), (area(1), 0)]);
        assert_eq!((scores.answer(&area(1)), scores.answer(&area(3))), (Some(0), None));
    }

    #[test]
    fn two_answers_come_back_together_or_not_at_all() {
        let ballot = Ballot::of_pairs([(area(2), [3, 0]), (area(1), [0, 0])]);
        assert_eq!(ballot.pair(&area(1)), Some([0, 0]));
        assert_eq!((ballot.pair(&area(2)), ballot.pair(&area(3))), (Some([3, 0]), None));
        assert_eq!(Ballot::of([(area(1), 2)]).pair(&area(1)), None);
    }

    #[test]
    fn a_ballot_of_single_marks_is_written_as_it_always_was() {
        let written = ron::to_string(&Ballot::of([(area(1), 2)])).expect("plain");
        assert_eq!(written, "(marks:[(on:\"a1.1\",value:2)])");
        let pair = Ballot::of_pairs([(area(1), [2, 0])]);
        let written = ron::to_string(&pair).expect("plain");
        assert_eq!(ron::from_str::<Ballot>(&written).expect("read"), pair);
    }
}
