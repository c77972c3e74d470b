//! How the things on a ballot are marked: what may be put on one, how much in all, and what it
//! says when nothing is put. Forms, rooms and files ask this one table.

use super::{Ballot, Mark};
use crate::session::Id;
use crate::session::change::{Outcome, refuse};
use std::collections::BTreeSet;

/// How a ballot is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// So many dots in all, at most `cap` on one. Nothing is no dot.
    Dots {
        /// Dots of one person.
        all: u8,
        /// The most on one thing.
        cap: u8,
    },
    /// One mark on each thing that one would have; any number of them, or at most so many.
    Approvals {
        /// Approvals of one person; without a number as many as there are things.
        all: Option<u8>,
    },
    /// Points on each, each thing judged by itself. Nothing is 0.
    Points {
        /// The most on one thing.
        most: u8,
    },
    /// A score on each, 0 being one; nothing is no opinion, never 0.
    Scores {
        /// The highest.
        most: u8,
    },
    /// Places from 1, several may share one; what is left out shares one last place.
    Ranks,
    /// Two numbers on each, given together; nothing is no answer, never the lowest.
    Pairs {
        /// The lowest of either.
        least: u8,
        /// The highest of either.
        most: u8,
    },
    /// One of three answers on each, from 0; nothing is no answer, never the lowest.
    Levels {
        /// What they are called, the lowest first.
        names: [&'static str; 3],
    },
    /// Names that are written: of people on the list, and perhaps of others.
    Names {
        /// How many at most.
        most: u8,
        /// Whether people who are not on the list may be named.
        outside: bool,
    },
}

impl Marking {
    /// What so many marks are called: "1 dot", "3 dots".
    pub fn count(self, number: u32) -> String {
        let [one, many] = self.names();
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// One mark, and several or none.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Marking::Dots { .. } => ["dot", "dots"],
            Marking::Approvals { .. } => ["approval", "approvals"],
            Marking::Points { .. } => ["point", "points"],
            Marking::Scores { .. } => ["score", "scores"],
            Marking::Ranks => ["place", "places"],
            Marking::Pairs { .. } | Marking::Levels { .. } => ["answer", "answers"],
            Marking::Names { .. } => ["name", "names"],
        }
    }

    /// One mark with its article: "a dot", "an approval".
    pub fn one(self) -> String {
        let [one, _] = self.names();
        let article = if one.starts_with('a') { "an" } else { "a" };
        format!("{article} {one}")
    }

    /// The most on one thing.
    pub fn most(self) -> u8 {
        match self {
            Marking::Dots { cap, .. } => cap,
            Marking::Approvals { .. } | Marking::Names { .. } => 1,
            Marking::Points { most } | Marking::Scores { most } | Marking::Pairs { most, .. } => {
                most
            }
            Marking::Levels { .. } => 2,
            Marking::Ranks => u8::MAX,
        }
    }

    /// The least that is an answer.
    pub fn least(self) -> u8 {
        if let Marking::Pairs { least, .. } = self { least } else { 0 }
    }

    /// The keys that answer: "0-5".
    pub fn digits(self) -> String {
        format!("{}-{}", self.least(), self.most())
    }

    /// The most in all; none where each thing is judged by itself.
    pub fn in_all(self) -> Option<u32> {
        match self {
            Marking::Dots { all, .. }
            | Marking::Approvals { all: Some(all) }
            | Marking::Names { most: all, .. } => Some(all.into()),
            _ => None,
        }
    }

    /// Whether nothing differs from 0: no opinion is not the lowest one.
    pub fn has_blank(self) -> bool {
        matches!(self, Marking::Scores { .. } | Marking::Pairs { .. } | Marking::Levels { .. })
    }

    /// How many answers there are on each thing: two in pairs.
    pub fn answers(self) -> usize {
        if matches!(self, Marking::Pairs { .. }) { 2 } else { 1 }
    }

    /// What everyone has: "3 dots each, at most 2 on one", "0 to 10 points on each".
    pub fn words(self) -> String {
        self.phrase(" each")
    }

    /// The same with what is asked of each thing, where that is two questions.
    pub fn asking(self, questions: &[String]) -> String {
        match (self, questions) {
            (Marking::Pairs { least, most }, [one, other]) => format!(
                "“{one}” {least} to {most}, then “{other}” {least} to {most}, – for no answer"
            ),
            _ => self.words(),
        }
    }

    /// The same of one person, where `each` is nothing: "3 dots, at most 2 on one".
    pub fn phrase(self, each: &str) -> String {
        match self {
            Marking::Dots { all, cap } if cap < all => {
                format!("{}{each}, at most {cap} on one", self.count(all.into()))
            }
            Marking::Dots { all, .. } | Marking::Approvals { all: Some(all) } => {
                format!("{}{each}", self.count(all.into()))
            }
            Marking::Approvals { all: None } => "one approval for each you would have".into(),
            Marking::Names { most: 1, .. } => "one name".into(),
            Marking::Names { most, .. } => format!("up to {most} names{each}"),
            Marking::Points { most } => format!("0 to {most} points on each"),
            Marking::Scores { most } => format!("0 to {most} on each, – for no opinion"),
            Marking::Ranks => "the best first; what you leave out comes last".into(),
            Marking::Pairs { least, most } => {
                format!("{least} to {most} for both, – for no answer")
            }
            Marking::Levels { names: [low, middle, high] } => {
                format!("2 {high}, 1 {middle}, 0 {low}, – for no answer")
            }
        }
    }

    /// Why a thing cannot have `value` where the others together have `others`.
    pub fn refuses(self, value: u32, others: u32) -> Option<String> {
        if value > u32::from(self.most()) {
            return Some(match self {
                Marking::Dots { cap, .. } => format!("At most {} on one.", self.count(cap.into())),
                Marking::Approvals { .. } => "One approval on each, not more.".into(),
                _ => format!("{} to {} on each.", self.least(), self.most()),
            });
        }
        if value < u32::from(self.least()) {
            return Some(format!("{} to {} on each.", self.least(), self.most()));
        }
        let all = self.in_all()?;
        (value + others > all).then(|| {
            let more = self.count(value + others);
            format!("That would be {more}, and everyone has {all}.")
        })
    }

    /// The ballot of what was typed: on each thing a first answer, and a second where there are
    /// two. Places are counted anew from 1 without gaps, so that equal orders are equal ballots;
    /// half a pair is none.
    pub fn ballot(self, typed: impl IntoIterator<Item = (Id, [Option<u8>; 2])>) -> Ballot {
        let typed = typed.into_iter();
        let firsts = |(id, [first, _]): (Id, [Option<u8>; 2])| Some((id, first?));
        match self {
            Marking::Scores { .. } | Marking::Levels { .. } => {
                Ballot::of_answers(typed.filter_map(firsts))
            }
            Marking::Pairs { .. } => {
                Ballot::of_pairs(typed.filter_map(|(id, [one, other])| Some((id, [one?, other?]))))
            }
            Marking::Ranks => Ballot::of(places(typed.filter_map(firsts).collect())),
            _ => Ballot::of(typed.filter_map(firsts)),
        }
    }

    /// Whether a ballot is one of this kind and keeps its limits; `label` says what a thing is
    /// called.
    ///
    /// # Errors
    /// The first limit it breaks, as a sentence for the voter.
    pub fn check(self, ballot: &Ballot, label: impl Fn(&Id) -> String) -> Outcome {
        let marks = &ballot.marks;
        if !marks.is_sorted_by(|one, next| one.on < next.on) {
            return refuse("A ballot names each option once.");
        }
        if marks.iter().any(|mark| mark.second.is_some() != (self.answers() == 2)) {
            return refuse("This ballot was made for another kind of question.");
        }
        if !self.has_blank() && marks.iter().any(|mark| mark.value == 0) {
            let [one, _] = self.names();
            return refuse(format!("Where there is no {one}, the ballot says nothing."));
        }
        let most = self.most();
        let most_of = |mark: &Mark| mark.value.max(mark.second.unwrap_or(0));
        if let Some(mark) = marks.iter().find(|mark| most_of(mark) > most) {
            let has = most_of(mark);
            return refuse(format!("At most {most} on one; “{}” has {has}.", label(&mark.on)));
        }
        let least = self.least();
        let least_of = |mark: &Mark| mark.value.min(mark.second.unwrap_or(u8::MAX));
        if let Some(mark) = marks.iter().find(|mark| least_of(mark) < least) {
            let has = least_of(mark);
            return refuse(format!("At least {least} on one; “{}” has {has}.", label(&mark.on)));
        }
        if let Some(all) = self.in_all().filter(|all| ballot.total() > *all) {
            let given = self.count(ballot.total());
            return refuse(format!("That is {given}, and everyone has {all}."));
        }
        self.check_others(ballot)?;
        let places: BTreeSet<usize> = marks.iter().map(|mark| mark.value.into()).collect();
        if self == Marking::Ranks && !places.into_iter().eq(1..=places_in(marks)) {
            return refuse("Places are counted from 1, and none is left out.");
        }
        Ok(())
    }
}

impl Marking {
    /// Whether only those are named who may be, and not too many.
    fn check_others(self, ballot: &Ballot) -> Outcome {
        let (marks, others) = (ballot.marks.len(), &ballot.others);
        match self {
            _ if others.is_empty() => Ok(()),
            Marking::Names { outside: true, most } => {
                if !others.is_sorted_by(|one, next| one < next) {
                    return refuse("A sheet names everybody once.");
                }
                if others.iter().any(|other| other.name.is_empty()) {
                    return refuse("Somebody on this sheet has no name.");
                }
                let count = marks + others.len();
                match count > usize::from(most) {
                    true => refuse(format!("That is {count} names; {most} at most.")),
                    false => Ok(()),
                }
            }
            _ => refuse("Nobody is named here who is not on the list."),
        }
    }

    /// Whether names are written instead of marks put on things.
    pub fn is_written(self) -> bool {
        matches!(self, Marking::Names { .. })
    }
}

/// The same order with places from 1 and no gap between them.
fn places(typed: Vec<(Id, u8)>) -> impl Iterator<Item = (Id, u8)> {
    let used: BTreeSet<u8> = typed.iter().map(|(_, place)| *place).collect();
    let place = move |(id, place): (Id, u8)| {
        let above = used.range(..place).count();
        (id, u8::try_from(above + 1).unwrap_or(u8::MAX))
    };
    typed.into_iter().map(place)
}

fn places_in(marks: &[Mark]) -> usize {
    marks.iter().map(|mark| mark.value).max().unwrap_or(0).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::area;

    const PAIRS: Marking = Marking::Pairs { least: 0, most: 3 };
    const PLACES: Marking = Marking::Pairs { least: 1, most: 5 };
    const DOTS: Marking = Marking::Dots { all: 3, cap: 2 };
    const SCORES: Marking = Marking::Scores { most: 5 };
    const LEVELS: Marking = Marking::Levels { names: ["not here", "partly", "true here"] };

    fn refused(marking: Marking, ballot: &Ballot) -> String {
        let label = |id: &Id| id.to_string();
        marking.check(ballot, label).expect_err("refused").to_string()
    }

    fn typed(marking: Marking, cells: &[[Option<u8>; 2]]) -> Ballot {
        let ballot = marking.ballot((1..).map(area).zip(cells.iter().copied()));
        assert_eq!(marking.check(&ballot, Id::to_string), Ok(()), "{marking:?}");
        ballot
    }

    #[test]
    fn each_kind_says_what_everyone_has() {
        for (marking, words) in [
            (DOTS, "3 dots each, at most 2 on one"),
            (Marking::Dots { all: 1, cap: 1 }, "1 dot each"),
            (Marking::Approvals { all: None }, "one approval for each you would have"),
            (Marking::Approvals { all: Some(4) }, "4 approvals each"),
            (Marking::Points { most: 10 }, "0 to 10 points on each"),
            (SCORES, "0 to 5 on each, – for no opinion"),
            (Marking::Ranks, "the best first; what you leave out comes last"),
            (Marking::Names { most: 5, outside: true }, "up to 5 names each"),
            (LEVELS, "2 true here, 1 partly, 0 not here, – for no answer"),
            (PAIRS, "0 to 3 for both, – for no answer"),
        ] {
            assert_eq!(marking.words(), words);
        }
        let questions = ["impact", "effort"].map(str::to_owned);
        let words = "“impact” 1 to 5, then “effort” 1 to 5, – for no answer";
        assert_eq!(PLACES.asking(&questions), words);
        assert_eq!(DOTS.asking(&[]), DOTS.words());
    }

    #[test]
    fn blank_is_zero_dots_and_no_score() {
        let cells = [[Some(0), None], [None, None], [Some(2), None]];
        let marks = |marking| typed(marking, &cells).marks.len();
        assert_eq!([DOTS, SCORES, LEVELS].map(marks), [1, 2, 2]);
    }

    #[test]
    fn places_are_counted_anew_so_that_equal_orders_are_equal_ballots() {
        let cells = [[Some(9), None], [Some(4), None], [None, None], [Some(9), None]];
        let ballot = typed(Marking::Ranks, &cells);
        assert_eq!([1, 2, 3, 4].map(|at| ballot.on(&area(at))), [2, 1, 0, 2]);
    }

    #[test]
    fn half_a_pair_is_no_answer() {
        let ballot = typed(PAIRS, &[[Some(2), None], [Some(0), Some(3)]]);
        assert_eq!([1, 2].map(|at| ballot.pair(&area(at))), [None, Some([0, 3])]);
    }

    #[test]
    fn a_ballot_of_another_kind_or_beyond_its_limits_is_refused() {
        let of = |marks: &[(usize, u8)]| Ballot::of(marks.iter().map(|(at, n)| (area(*at), *n)));
        assert_eq!(refused(DOTS, &of(&[(1, 3)])), "At most 2 on one; “a1.1” has 3.");
        assert_eq!(refused(DOTS, &of(&[(1, 2), (2, 2)])), "That is 4 dots, and everyone has 3.");
        assert_eq!(refused(DOTS, &of(&[(1, 1), (1, 1)])), "A ballot names each option once.");
        let zero = Ballot::of_answers([(area(1), 0)]);
        assert!(refused(DOTS, &zero).contains("no dot"));
        assert_eq!(SCORES.check(&zero, Id::to_string), Ok(()));
        let pair = Ballot::of_pairs([(area(1), [1, 1])]);
        assert!(refused(SCORES, &pair).contains("another kind"));
        assert!(refused(PAIRS, &zero).contains("another kind"));
        assert!(refused(PAIRS, &Ballot::of_pairs([(area(1), [1, 4])])).contains("has 4"));
        assert!(refused(PLACES, &Ballot::of_pairs([(area(1), [1, 0])])).contains("At least 1"));
        assert_eq!(PLACES.refuses(0, 0).as_deref(), Some("1 to 5 on each."));
        assert!(refused(Marking::Ranks, &of(&[(1, 1), (2, 3)])).contains("from 1"));
    }
}
