//! Promises: "When …, I will …, by …; first step within seven days; … checks."

use super::Session;
use super::block::Section;
use super::change::{Entry, Outcome, refuse};
use super::id::Id;
use super::viewer::Seen;
use crate::reader::Reader;
use crate::text::CleanText;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One promise. It has a date, or it is not one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The name that never changes.
    pub id: Id,
    /// Who promises; present when it was made.
    pub who: Id,
    /// What it says.
    pub vow: Vow,
    /// Read out to the room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
}

/// What a promise says, as the form asks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vow {
    /// "When …": the moment that starts it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub when: CleanText,
    /// "I will …".
    pub will: CleanText,
    /// "by …".
    pub by: Date,
    /// The first step.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub first_step: CleanText,
    /// By when the first step is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_by: Option<Date>,
    /// Who checks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<Id>,
    /// Its place on the person's daily list, 1 to 5; 0 when not said.
    #[serde(default)]
    pub place: u8,
    /// What comes off the list for it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub comes_off: CleanText,
    /// The area it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Id>,
}

/// What can happen to promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Somebody present promises.
    Make {
        /// Who.
        who: Id,
        /// What.
        vow: Vow,
        /// They were asked again, since it is more than the usual number, and said yes.
        second_yes: bool,
    },
    /// A promise says something else.
    Edit(Id, Vow),
    /// A promise goes away.
    Delete(Id),
    /// It was read out, or not after all.
    Read(Id, bool),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Make { vow, .. } => format!("made the promise “{}”", vow.will),
            Change::Edit(_, vow) => format!("changed the promise “{}”", vow.will),
            Change::Delete(_) => "deleted a promise".into(),
            Change::Read(_, true) => "read a promise".into(),
            Change::Read(_, false) => "took a promise back to be read".into(),
        }
    }
}

impl Session {
    /// The promise of this id.
    pub fn promise(&self, id: &Id) -> Option<&Promise> {
        self.promises.iter().find(|promise| &promise.id == id)
    }
}

pub(super) fn apply(_session: &mut Session, _entry: &Entry, _change: &Change) -> Outcome {
    refuse("Not yet.")
}

/// What the record says of it.
pub(super) fn section(_seen: &Seen, _reader: &Reader) -> Section {
    Section { title: "Promises".into(), blocks: Vec::new() }
}
