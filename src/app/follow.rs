//! Following a session that somebody else writes: no lock, nothing written, and what is saved is
//! read soon after.

use crate::session::Session;
use crate::store::disk::{Disk, Stamp};
use crate::store::frame::{self, Reading};
use crate::store::{RealDisk, StoreError};
use std::path::{Path, PathBuf};

/// A session file that is looked at again and again.
pub struct Follow {
    path: PathBuf,
    known: Known,
}

/// What the file was when it was last looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Nobody has looked yet.
    Nothing,
    /// It was not there.
    Gone,
    /// It was this version.
    Version(Stamp),
}

/// What a look at the file came to.
pub enum Looked {
    /// It is as it was.
    Same,
    /// It is not there any more, or not yet.
    Gone,
    /// It is another version.
    Changed(Box<Reading<Session>>),
    /// It is another version, which cannot be read at this moment: half a file, damage, or a
    /// newer format.
    Unreadable(StoreError),
}

impl Follow {
    /// The first look shows what is there.
    pub fn new(path: &Path) -> Follow {
        Follow { path: path.into(), known: Known::Nothing }
    }

    /// The first look shows what has come since now.
    pub fn from_now(path: &Path) -> Follow {
        let mut follow = Follow::new(path);
        follow.known = follow.now();
        follow
    }

    /// Looks at the file, and reads it when it is another one than at the last look. What is
    /// saved while it is being read is another version at the next look.
    pub fn look(&mut self) -> Looked {
        let now = self.now();
        if now == std::mem::replace(&mut self.known, now) {
            return Looked::Same;
        }
        if now == Known::Gone {
            return Looked::Gone;
        }
        match frame::read::<Session>(&RealDisk, &self.path) {
            Ok(reading) => Looked::Changed(Box::new(reading)),
            Err(error) => Looked::Unreadable(error),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// When the version that was looked at last was written, in nanoseconds since 1970; nothing
    /// when there was none.
    pub fn modified(&self) -> Option<u128> {
        match self.known {
            Known::Version(stamp) => Some(stamp.modified),
            Known::Nothing | Known::Gone => None,
        }
    }

    fn now(&self) -> Known {
        RealDisk.stamp(&self.path).map_or(Known::Gone, Known::Version)
    }
}
