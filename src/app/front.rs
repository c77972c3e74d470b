//! The start screen over what lies in the folder: lists, begins and opens sessions.

use super::beginning::begun;
use super::setting::Setting;
use crate::store::workshops::Workshops;
use crate::store::{Library, RealDisk, SaveJob, Store};
use crate::text::CleanText;
use crate::ui::keymap::Keymap;
use crate::ui::screen::Input;
use crate::ui::shell::new_session::Begin;
use crate::ui::shell::start::{Recent, StartCx, StartReply, StartScreen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;
use std::sync::Arc;

/// The start screen with what it stands on.
pub struct Front {
    screen: StartScreen,
}

/// What comes next.
pub enum Next {
    /// The start screen stays.
    Stay,
    /// A session is to be opened.
    Open(PathBuf),
    /// The program is to be left.
    Leave,
}

impl Front {
    /// The start screen over the folder as it is now.
    pub fn new(setting: &Setting) -> Front {
        let library = Library::new(Arc::new(RealDisk), &setting.folder);
        let (recent, trouble) = match library.list() {
            Ok(listed) => (listed.into_iter().map(recent).collect(), None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let own = setting.folder.join("workshops");
        let workshops = Workshops::in_folder(Arc::new(RealDisk), Some(own)).list();
        let mut broken = Vec::new();
        let workshops = workshops
            .into_iter()
            .filter_map(|listed| match listed.workshop {
                Ok(workshop) => Some(workshop),
                Err(error) => {
                    broken.push(format!("The workshop {} cannot be used: {error}", listed.name));
                    None
                }
            })
            .collect();
        let mut screen = StartScreen::new(recent, workshops);
        if let Some(sentence) = trouble.or_else(|| broken.into_iter().next()) {
            screen.tell(first_line(&sentence));
        }
        Front { screen }
    }

    /// Says why a session cannot be opened.
    pub fn tell(&mut self, sentence: &str) {
        self.screen.tell(first_line(sentence));
    }

    /// Takes a key or pasted text.
    pub fn take(&mut self, input: &Input, setting: &Setting, keymap: &Keymap) -> Next {
        let reader = setting.reader();
        let cx = StartCx { look: &setting.look, keymap, reader: &reader, now: (setting.now)() };
        match self.screen.update(input, &cx) {
            StartReply::Stay => Next::Stay,
            StartReply::Leave => Next::Leave,
            StartReply::Open(path) => Next::Open(path),
            StartReply::Begin(begin) => self.made(begin_session(*begin, setting)),
            StartReply::Tour => self.made(tour(setting)),
            StartReply::ReadFile(name) => {
                self.screen.file_read(super::desk::read_file(&name));
                Next::Stay
            }
        }
    }

    fn made(&mut self, made: Result<PathBuf, String>) -> Next {
        match made {
            Ok(path) => Next::Open(path),
            Err(sentence) => {
                self.screen.tell(first_line(&sentence));
                Next::Stay
            }
        }
    }

    /// Paints it and answers where the cursor belongs.
    pub fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        setting: &Setting,
        keymap: &Keymap,
    ) -> Option<Position> {
        let reader = setting.reader();
        let cx = StartCx { look: &setting.look, keymap, reader: &reader, now: (setting.now)() };
        self.screen.render(area, buffer, &cx)
    }
}

fn recent(listed: crate::store::Listed) -> Recent {
    match listed.summary {
        Ok(summary) => {
            Recent { path: listed.path, title: summary.title, glance: Ok(summary.glance) }
        }
        Err(error) => Recent {
            path: listed.path,
            title: CleanText::line(&listed.name),
            glance: Err(first_line(&error.to_string())),
        },
    }
}

fn first_line(sentence: &str) -> String {
    sentence.lines().next().unwrap_or_default().to_owned()
}

/// A new session file; answers its path.
fn begin_session(begin: Begin, setting: &Setting) -> Result<PathBuf, String> {
    create(begun(begin, (setting.now)()).map_err(|refusal| refusal.to_string())?, setting)
}

/// A copy of the sample session, or the one that is there already.
fn tour(setting: &Setting) -> Result<PathBuf, String> {
    let session = crate::store::tour::session().map_err(|error| error.to_string())?;
    let library = Library::new(Arc::new(RealDisk), &setting.folder);
    let known = library.list().ok().and_then(|listed| {
        listed.into_iter().find(|other| {
            other.summary.as_ref().is_ok_and(|summary| summary.title == session.title)
        })
    });
    if let Some(known) = known {
        return Ok(known.path);
    }
    let (session, sealed) = (Arc::new(session), crate::room::Sealed::default());
    create(SaveJob { session, sealed, events: Vec::new() }, setting)
}

fn create(job: SaveJob, setting: &Setting) -> Result<PathBuf, String> {
    let disk = Arc::new(RealDisk);
    let library = Library::new(disk.clone(), &setting.folder);
    library.prepare().map_err(|error| error.to_string())?;
    let path = library.path_for(&job.session.title);
    let keeper = Store::on(disk).create(&path, job, (setting.now)());
    keeper.map(|_| path).map_err(|error| error.to_string())
}
