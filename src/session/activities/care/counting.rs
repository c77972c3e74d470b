//! What the sheets say of each area: totals, and as many names as whoever looks may know.

use super::Care;
use crate::session::private::Giver;
use crate::session::{Id, Session};
use crate::text::in_words;

/// From this answer on somebody cares, or can.
const MUCH: u8 = 2;

/// So many people an area takes: one who answers for it, two who help.
const TAKES: usize = 3;

/// Whether an answer counts as caring, or as being able to.
pub(super) fn is_much(answer: u8) -> bool {
    answer >= MUCH
}

/// What is known of one area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cared {
    /// How much each of those who answered cares, the most first.
    pub levels: Vec<u8>,
    /// How many care.
    pub cares: usize,
    /// How many can.
    pub can: usize,
    /// How many care and can.
    pub ready: usize,
    /// The answers of a room that spoke with one voice, which cannot tell how many.
    pub voice: Option<[u8; 2]>,
    /// Those who care, as far as whoever looks may know, in the order of the list.
    pub who: Vec<Id>,
}

/// What an area needs first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nobody was asked about it.
    Answers,
    /// Nobody cares.
    Care,
    /// Some care, and none of them can, or only one can of all.
    Hands,
    /// More care and can than it takes.
    Splitting,
    /// Somebody who is ready, and not too many.
    Asking,
}

impl Cared {
    fn of(care: &Care, area: &Id, session: &Session) -> Cared {
        let mut cared = Cared::default();
        for (from, sheet) in care.sheets() {
            let Some(pair) = sheet.pair(area) else { continue };
            if from == Some(&Giver::Voice) {
                cared.voice = Some(pair);
            }
            let [cares, can] = pair.map(is_much);
            cared.levels.push(pair[0]);
            cared.cares += usize::from(cares);
            cared.can += usize::from(can);
            cared.ready += usize::from(cares && can);
            if let (true, Some(Giver::Person(who))) = (cares, from) {
                cared.who.push(who.clone());
            }
        }
        cared.levels.sort_unstable_by(|one, other| other.cmp(one));
        let place = |who: &Id| session.people.iter().position(|person| &person.id == who);
        cared.who.sort_by_key(place);
        cared
    }

    /// What it needs first.
    pub fn need(&self) -> Need {
        if self.levels.is_empty() {
            Need::Answers
        } else if self.cares == 0 {
            Need::Care
        } else if self.ready == 0 || self.can == 1 && self.cares > 1 {
            Need::Hands
        } else if self.ready > TAKES {
            Need::Splitting
        } else {
            Need::Asking
        }
    }

    /// "three care", "one cares", "nobody".
    pub fn cares_words(&self) -> String {
        match (self.voice, self.cares) {
            (Some([care, _]), _) => format!("care {care}"),
            (None, _) if self.levels.is_empty() => "not asked".into(),
            (None, 0) => "nobody".into(),
            (None, 1) => "one cares".into(),
            (None, cares) => format!("{} care", in_words(cares)),
        }
    }

    /// "one can", "nobody can", and nothing where nobody cares.
    pub fn can_words(&self) -> String {
        match (self.voice, self.can) {
            (Some([_, can]), _) => format!("can {can}"),
            (None, _) if self.cares == 0 => String::new(),
            (None, 0) => "nobody can".into(),
            (None, can) => format!("{} can", in_words(can)),
        }
    }

    /// "three care, one can", "two care, none of them can", "nobody yet".
    pub fn words(&self) -> String {
        if self.voice.is_none() && self.cares > 0 && self.can > 0 && self.ready == 0 {
            return format!("{}, none of them can", self.cares_words());
        }
        if self.voice.is_none() && self.cares == 0 && !self.levels.is_empty() {
            return "nobody yet".into();
        }
        let words = [self.cares_words(), self.can_words()];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The word alone that stands beside the bar: "three", "nobody".
    pub fn word(&self) -> String {
        match (self.voice, self.cares) {
            (Some([care, _]), _) => care.to_string(),
            (None, _) if self.levels.is_empty() => String::new(),
            (None, 0) => "nobody".into(),
            (None, cares) => in_words(cares),
        }
    }

    /// All their caring together.
    pub fn total(&self) -> u64 {
        self.levels.iter().map(|level| u64::from(*level)).sum()
    }
}

impl Session {
    /// What the last sheets that were shown say of an area; none before.
    pub fn cared(&self, area: &Id) -> Option<Cared> {
        self.care().map(|(_, care)| Cared::of(care, area, self))
    }
}

impl Care {
    /// What the sheets say of an area.
    pub fn cared(&self, area: &Id, session: &Session) -> Cared {
        Cared::of(self, area, session)
    }
}
