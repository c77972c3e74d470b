//! Which session the wall shows, and how it hears of each save: a thread looks at the file every
//! 50 ms, and reads it, and takes out what the room may not see, when it is another one.
//!
//! A wall that was given a name waits for that session and stays with it. One without a name shows
//! the session that is being worked on. It stays with it once it has seen it change, so that another
//! session that is opened on the same laptop never gets onto the wall by itself; when it is
//! finished, the next one that is saved takes its place.

use super::follow::{Follow, Looked};
use super::inbox::Event;
use super::setting::Setting;
use crate::session::{Seen, Session, Viewer};
use crate::store::disk::Stamp;
use crate::store::frame::{Condition, Reading};
use crate::store::{Library, RealDisk, StoreError, Trouble};
use jiff::{SignedDuration, Timestamp};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

/// A save is on the wall within twice this and the time to read it.
const EVERY: Duration = Duration::from_millis(50);

/// So many looks at the file go by between two at the folder.
const FOLDER: u8 = 10;

/// What was saved earlier than this is not being worked on.
const RECENT: SignedDuration = SignedDuration::from_hours(12);

/// The session that is wanted on the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The one a person named: a path, or the beginning of a name.
    Named(String),
    /// The one that is being worked on.
    AtWork,
}

/// What there is to show.
#[derive(Debug)]
pub struct News {
    /// Another picture; without one the last one stays.
    pub seen: Option<Box<Seen>>,
    /// What is wrong, or what is waited for, in a sentence without anything from the file: a room
    /// reads it.
    pub says: Option<String>,
}

/// Looks again and again.
pub struct Watching {
    wanted: Wanted,
    sessions: Library,
    now: fn() -> Timestamp,
    follow: Option<Follow>,
    /// How many versions of the file were shown: with the second one it is being worked on.
    pictures: u32,
    finished: bool,
    folder: Option<Stamp>,
    looks: u8,
    said: Option<String>,
}

impl Watching {
    /// Nothing is looked at yet.
    pub fn new(wanted: Wanted, setting: &Setting) -> Watching {
        Watching {
            wanted,
            sessions: Library::new(Arc::new(RealDisk), &setting.folder),
            now: setting.now,
            follow: None,
            pictures: 0,
            finished: false,
            folder: None,
            looks: 0,
            said: None,
        }
    }

    /// Goes on looking on a thread of its own, for as long as somebody listens.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(mut self, inbox: Sender<Event<News>>) -> io::Result<()> {
        let watch = move || {
            loop {
                std::thread::sleep(EVERY);
                if let Some(news) = self.look()
                    && inbox.send(Event::News(news)).is_err()
                {
                    return;
                }
            }
        };
        std::thread::Builder::new().name("watching".into()).spawn(watch)?;
        Ok(())
    }

    /// Looks once, and answers what is new.
    pub fn look(&mut self) -> Option<News> {
        let says = if self.looks == 0 { self.find() } else { None };
        self.looks = (self.looks + 1) % FOLDER;
        let news = match (self.follow.as_mut().map(Follow::look), says) {
            (None | Some(Looked::Same), None) => return None,
            (None | Some(Looked::Same), says) => News { seen: None, says },
            (Some(Looked::Gone), _) => News { seen: None, says: Some(gone(self.pictures)) },
            (Some(Looked::Changed(reading)), _) => self.picture(&reading),
            (Some(Looked::Unreadable(error)), _) => {
                News { seen: None, says: Some(why(&error, self.pictures)) }
            }
        };
        let is_news = news.seen.is_some() || news.says != self.said;
        self.said.clone_from(&news.says);
        is_news.then_some(news)
    }

    fn picture(&mut self, reading: &Reading<Session>) -> News {
        self.pictures = self.pictures.saturating_add(1);
        self.finished = reading.value.finished.is_some();
        let newer = matches!(reading.condition, Condition::Newer(_));
        let says =
            newer.then(|| "Written by a newer Groundswell; parts may be missing.".to_owned());
        News { seen: Some(Box::new(reading.value.seen_by(Viewer::Room))), says }
    }

    /// Finds the file that is to be followed, when it is not clear yet; or says what it waits for.
    fn find(&mut self) -> Option<String> {
        let found = match &self.wanted {
            Wanted::Named(_) if self.follow.is_some() => return None,
            Wanted::Named(name) => self.sessions.find(name).map_err(|error| match error.trouble {
                Trouble::Ambiguous(_) => "Several sessions begin like that; name one in full.",
                _ => "It appears here as soon as it is there.",
            }),
            Wanted::AtWork => self.at_work().ok_or("It appears here as soon as one is begun."),
        };
        match found {
            Ok(path) => {
                self.follow_only(&path);
                None
            }
            Err(says) => self.follow.is_none().then(|| says.to_owned()),
        }
    }

    /// Another session than the one that is followed, if it is time for one.
    fn at_work(&mut self) -> Option<PathBuf> {
        let shown = self.follow.as_ref().and_then(Follow::modified);
        let is_settled = self.pictures > 1 && !self.finished && shown.is_some();
        let folder = self.sessions.stamp();
        if is_settled || folder == self.folder {
            return None;
        }
        self.folder = folder;
        let later = shown.map_or(0, |shown| shown.saturating_add(1));
        let found = self.sessions.at_work(later.max(self.recent()))?;
        let is_other = self.follow.as_ref().is_none_or(|follow| follow.path() != found);
        is_other.then_some(found)
    }

    fn recent(&self) -> u128 {
        let since = (self.now)().checked_sub(RECENT).unwrap_or(Timestamp::UNIX_EPOCH);
        u128::try_from(since.as_nanosecond()).unwrap_or(0)
    }

    fn follow_only(&mut self, path: &Path) {
        self.follow = Some(Follow::new(path));
        (self.pictures, self.finished) = (0, false);
    }
}

fn gone(pictures: u32) -> String {
    match pictures {
        0 => "It appears here as soon as it is there.".into(),
        _ => "The session's file is gone; waiting for it.".into(),
    }
}

/// Why there is no new picture. What stands in the file is not quoted: it may be anybody's name.
fn why(error: &StoreError, pictures: u32) -> String {
    match &error.trouble {
        Trouble::Newer(..) => "Written by a newer Groundswell; update this one.".into(),
        Trouble::NoPermission => "The system does not let us read the session's file.".into(),
        _ if pictures == 0 => "The session's file cannot be read now.".into(),
        _ => "The file cannot be read now; this is how it was.".into(),
    }
}
