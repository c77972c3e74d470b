//! The session, its history and its draft as kinds of file.

use serde::{Deserialize, Serialize};

use super::frame::Document;
use super::history::Line;
use crate::room::{Event, Recorded};
use crate::session::{FORMAT, Glance, Session};
use crate::text::CleanText;

impl Document for Session {
    const NAME: &'static str = "Session";
    const ABOUT: &'static str = "A Groundswell session. It may be edited by hand while it is \
                                 closed; comments are not kept.";
    const FORMAT: u32 = FORMAT;

    fn check(&self) -> Result<(), String> {
        let sound = Session::check(self).and_then(|()| self.check_counted());
        sound.map_err(|fault| fault.to_string())
    }
}

impl Line for Recorded {
    fn revision(&self) -> u64 {
        self.revision
    }

    fn begins(&self) -> bool {
        matches!(self.event, Event::Forgot(_))
    }
}

/// The head of a session file: all that a list reads.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Summary {
    /// The version of the file format.
    pub format: u32,
    /// The title.
    pub title: CleanText,
    /// How many changes led here.
    pub revision: u64,
    /// Step, state, next date, last change.
    pub glance: Glance,
}

/// The field that is open, kept so that a crash costs at most two seconds of typing. Nothing typed
/// behind a cover is ever a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Which field it is, in the words of the screen that asked for it.
    pub place: String,
    /// What stands in it.
    pub text: CleanText,
}

impl Document for Draft {
    const NAME: &'static str = "Draft";
    const ABOUT: &'static str = "The field that is being typed in a Groundswell session.";
    const FORMAT: u32 = 0;
}
