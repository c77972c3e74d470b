//! Names that never change: of things (`i12.3` is the third idea of entry 12) and of places in the
//! agenda (`goals.1` is the second activity of the step `goals`).

use crate::text::CleanText;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// The name of one thing in a session, made from the entry that made the thing, so that replaying
/// the entries makes the same names. The first letter says the kind. Clones share it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// The kinds of things that have an [`Id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Person,
    /// A hat: another's interest that a solo planner votes for.
    Hat,
    /// An idea.
    Idea,
    /// A goal.
    Goal,
    /// An area of responsibility.
    Area,
    /// A pledge to the pot.
    Pledge,
    /// An ask of the pot.
    Ask,
    /// A decision.
    Decision,
    /// An objection.
    Objection,
    /// A working agreement.
    Agreement,
    /// A promise.
    Promise,
    /// An item of the parking lot.
    Parked,
    /// A statement that is assessed: `s3` is the third of its script.
    Statement,
    /// An option that a script lists: `c3` is the third of its list.
    Choice,
    /// A thank-you for help outside one's function.
    Thanks,
}

impl Kind {
    fn letter(self) -> char {
        match self {
            Kind::Person => 'p',
            Kind::Hat => 'h',
            Kind::Idea => 'i',
            Kind::Goal => 'g',
            Kind::Area => 'a',
            Kind::Pledge => 'm',
            Kind::Ask => 'k',
            Kind::Decision => 'd',
            Kind::Objection => 'o',
            Kind::Agreement => 'w',
            Kind::Promise => 'v',
            Kind::Parked => 'l',
            Kind::Statement => 's',
            Kind::Choice => 'c',
            Kind::Thanks => 't',
        }
    }
}

impl Id {
    /// The only thing of its kind made by entry `seq`.
    pub fn new(kind: Kind, seq: u64) -> Id {
        Id(format!("{}{seq}", kind.letter()).into())
    }

    /// The `place`-th (from 0) of several things of one kind made by entry `seq`.
    pub fn nth(kind: Kind, seq: u64, place: usize) -> Id {
        Id(format!("{}{seq}.{}", kind.letter(), place + 1).into())
    }

    /// The name as it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The entry that made the thing, and its place among what that entry made: lists grow in this
    /// order. Zeros for a name of somebody else's making.
    pub(super) fn made(&self) -> (u64, u32) {
        let name = self.0.as_bytes();
        let start = name.iter().position(u8::is_ascii_digit).unwrap_or(name.len());
        let mut numbers = name[start..].splitn(2, |byte| *byte == b'.').map(number);
        let mut next = || numbers.next().flatten().unwrap_or(0);
        (next(), u32::try_from(next()).unwrap_or(0))
    }

    /// Whether the thing was there when the session began.
    pub fn was_there_at_the_beginning(&self) -> bool {
        self.made().0 == 1
    }

    /// True when the name's letter says this kind.
    pub fn is(&self, kind: Kind) -> bool {
        self.0.starts_with(kind.letter())
    }
}

/// What digits say, if they are nothing else.
fn number(digits: &[u8]) -> Option<u64> {
    let more = |sum: u64, digit: &u8| {
        let digit = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
        sum.checked_mul(10)?.checked_add(digit)
    };
    (!digits.is_empty()).then(|| digits.iter().try_fold(0, more))?
}

/// Where the thing of this name stands in a list. Most lists keep the order in which their things
/// were made, so it is looked for there first: among ten thousand ideas that is a dozen steps.
pub(super) fn place_of<T>(things: &[T], id: &Id, of: impl Fn(&T) -> &Id) -> Option<usize> {
    let made = id.made();
    let likely = things.partition_point(|thing| of(thing).made() < made);
    match things.get(likely) {
        Some(thing) if of(thing) == id => Some(likely),
        _ => things.iter().position(|thing| of(thing) == id),
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
        String::deserialize(deserializer).map(|name| Id(clean(name).into()))
    }
}

/// A name as a file has it: somebody may have written it, so it is shown and never obeyed.
fn clean(name: String) -> String {
    match name.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => name,
        false => CleanText::line(&name).as_str().to_owned(),
    }
}

/// Where something happens: one activity of one step, `STEP.INDEX`, index from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Place(String);

impl Place {
    /// The `index`-th activity (from 0) of `step`.
    pub fn new(step: &str, index: usize) -> Place {
        Place(format!("{step}.{index}"))
    }

    /// The step's id.
    pub fn step(&self) -> &str {
        self.0.rsplit_once('.').map_or(self.0.as_str(), |(step, _)| step)
    }

    /// The step's id as it is told: a history may name one that never was, in any characters.
    pub(super) fn told(&self) -> CleanText {
        CleanText::line(self.step())
    }

    /// The activity's index in its step, from 0.
    pub fn index(&self) -> usize {
        self.0.rsplit_once('.').and_then(|(_, index)| index.parse().ok()).unwrap_or(0)
    }

    /// The place as it stands in the file.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_a_file_are_told_clean() {
        let hostile = "\"gather\u{1b}]0;x\u{7}\u{202e}.1\"";
        assert_eq!(ron::from_str::<Place>(hostile).unwrap().told().as_str(), "gather");
        assert_eq!(ron::from_str::<Id>(hostile).unwrap().as_str(), "gather.1");
        assert_eq!(ron::from_str::<Id>("\"i12.3\"").unwrap(), Id::nth(Kind::Idea, 12, 2));
    }

    #[test]
    fn a_name_tells_by_which_entry_it_was_made_and_one_of_another_make_nothing() {
        let made = |name: &str| Id(name.into()).made();
        assert_eq!((made("i12.3"), made("p7"), Id::nth(Kind::Idea, 4, 9).made()), {
            ((12, 3), (7, 0), (4, 10))
        });
        for odd in ["", "i", "i.", "i.3", "Ana", "i99999999999999999999", "i-", "ix"] {
            assert_eq!(made(odd).0, if odd == "i.3" { 3 } else { 0 }, "{odd}");
        }
        assert_eq!((made("i12.3.4"), made("i12.x"), made("i5.99999999999")), {
            ((12, 0), (12, 0), (5, 0))
        });
    }
}
