//! The start screen over what lies in the folder: lists, begins, opens and files sessions.

use super::beginning::begun;
use super::filing::{Filing, Refused, copy_of};
use super::setting::Setting;
use crate::store::workshops::Workshops;
use crate::store::{Library, Listed, RealDisk, SaveJob, Store, StoreError};
use crate::text::CleanText;
use crate::ui::keymap::Keymap;
use crate::ui::popups::notice::Notice;
use crate::ui::popups::themes::Offer;
use crate::ui::screen::{Ask, Input};
use crate::ui::shell::new_session::Begin;
use crate::ui::shell::start::{File, Recent, Shelves, StartCx, StartReply, StartScreen};
use crate::ui::trace::Clicked;
use crossterm::event::MouseEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::{Path, PathBuf};
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
    /// Something is asked of the program.
    Ask(Ask),
    /// The program is to be left.
    Leave,
}

impl Front {
    /// The start screen over the folder as it is now.
    pub fn new(setting: &Setting) -> Front {
        let (shelves, trouble) = match shelves(setting) {
            Ok(shelves) => (shelves, None),
            Err(error) => (Shelves::default(), Some(error.to_string())),
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
        let mut screen = StartScreen::new(shelves, workshops);
        if let Some(sentence) = trouble.or_else(|| broken.into_iter().next()) {
            screen.tell(first_line(&sentence));
        }
        Front { screen }
    }

    /// Says why a session cannot be opened.
    pub fn tell(&mut self, sentence: &str) {
        self.screen.tell(first_line(sentence));
    }

    /// What is to be read before anything else.
    pub fn notice(&mut self, notice: Notice) {
        self.screen.notice(notice);
    }

    /// Lets a theme be chosen.
    pub fn choose_theme(&mut self, offers: Vec<Offer>, worn: &str) {
        self.screen.choose_theme(offers, worn);
    }

    /// Takes a key or pasted text.
    pub fn take(&mut self, input: &Input, setting: &Setting, keymap: &Keymap) -> Next {
        let reader = setting.reader();
        let cx = StartCx { look: &setting.look, keymap, reader: &reader, now: (setting.now)() };
        match self.screen.update(input, &cx) {
            StartReply::Stay => Next::Stay,
            StartReply::Leave => Next::Leave,
            StartReply::Ask(ask) => Next::Ask(ask),
            StartReply::Open(path) => Next::Open(path),
            StartReply::Begin(begin) => self.made(begin_session(*begin, setting)),
            StartReply::Tour => self.made(tour(setting)),
            StartReply::Like(path) => {
                match Store::on(Arc::new(RealDisk)).past(&path) {
                    Ok(past) => self.screen.begin_like(past.session.like()),
                    Err(error) => self.tell(&error.to_string()),
                }
                Next::Stay
            }
            StartReply::CheckIn(path) => self.made(next_check_in(&path, setting)),
            StartReply::File(path, file) => {
                self.file(&path, file, setting);
                Next::Stay
            }
            StartReply::ReadFile(name) => {
                self.screen.file_read(super::naming::read_file(&name));
                Next::Stay
            }
        }
    }

    /// Does something with a session as a whole, says so, and shows the list as it is then.
    fn file(&mut self, path: &Path, file: File, setting: &Setting) {
        let (on, told) = match filed(path, file, setting) {
            Ok((on, told)) => (on, told),
            Err(refused) => (Some(path.to_owned()), refused.to_string()),
        };
        match shelves(setting) {
            Ok(shelves) => self.screen.refresh(shelves, on.as_deref()),
            Err(error) => return self.tell(&error.to_string()),
        }
        self.tell(&told);
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

    /// What the mouse comes to on a screen of this size.
    pub fn clicked(
        &self,
        mouse: MouseEvent,
        screen: Rect,
        setting: &Setting,
        keymap: &Keymap,
    ) -> Clicked {
        let reader = setting.reader();
        let cx = StartCx { look: &setting.look, keymap, reader: &reader, now: (setting.now)() };
        self.screen.clicked(mouse, screen, &cx)
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

fn shelves(setting: &Setting) -> Result<Shelves, StoreError> {
    let library = Library::new(Arc::new(RealDisk), &setting.folder);
    let followed = library.followed()?;
    let is_followed =
        |recent: &Recent| recent.glance.as_ref().is_ok_and(|glance| followed.contains(&*glance.id));
    let recents = |listed: Vec<Listed>| {
        let recents = listed.into_iter().map(recent);
        recents.map(|it| Recent { followed: is_followed(&it), ..it }).collect()
    };
    let here = recents(library.list()?);
    // Who cannot look into the archive can still work.
    let away = library.archive().list().map(recents).unwrap_or_default();
    Ok(Shelves::new(here, away, setting.reader().today))
}

fn recent(listed: Listed) -> Recent {
    match listed.summary {
        Ok(summary) => {
            let (title, glance) = (summary.title, Ok(summary.glance));
            Recent { path: listed.path, title, glance, followed: false }
        }
        Err(error) => Recent {
            path: listed.path,
            title: CleanText::line(&listed.name),
            glance: Err(first_line(&error.to_string())),
            followed: false,
        },
    }
}

/// Where the cursor goes, and what to say.
type Done = (Option<PathBuf>, String);

fn filed(path: &Path, file: File, setting: &Setting) -> Result<Done, Refused> {
    let filing = Filing::new(setting);
    let known = Store::on(Arc::new(RealDisk)).past(path).map(|past| past.session.title);
    let title = known.unwrap_or_else(|_| CleanText::line(&path.to_string_lossy()));
    Ok(match file {
        File::Rename(title) => {
            let filed = filing.rename(path, &title)?;
            (Some(filed.path), format!("It is called “{title}” now."))
        }
        File::Copy => {
            let filed = filing.copy(path, &copy_of(&title), None)?;
            (Some(filed.path), format!("Copied. What is sealed in “{title}” stays there."))
        }
        File::Away => {
            filing.archive(path)?;
            (None, format!("“{title}” is put away; v shows what was."))
        }
        File::Back => {
            filing.bring_back(path)?;
            (None, format!("“{title}” is back."))
        }
        File::Delete => {
            filing.delete(path)?;
            (None, format!("“{title}” is deleted."))
        }
    })
}

fn first_line(sentence: &str) -> String {
    sentence.lines().next().unwrap_or_default().to_owned()
}

/// The check-in of a session that comes next, made now unless it was; answers its path.
pub(super) fn next_check_in(path: &Path, setting: &Setting) -> Result<PathBuf, String> {
    let own = Some(setting.folder.join("workshops"));
    let workshops = Workshops::in_folder(Arc::new(RealDisk), own);
    let made = Filing::new(setting).next_check_in(path, &workshops);
    made.map_err(|refused| refused.to_string())
}

/// A new session file; answers its path.
pub(super) fn begin_session(begin: Begin, setting: &Setting) -> Result<PathBuf, String> {
    create(
        begun(begin, Vec::new(), (setting.now)()).map_err(|refusal| refusal.to_string())?,
        setting,
    )
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
