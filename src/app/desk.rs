//! One session on the desk: its room, its console, and the saver that follows every change.

use super::follow::{Follow, Looked};
use super::growing::Growing;
use super::naming::{OVER_NOTHING, expand_home, free, read_file};
use super::printing::{print_kit, why_not_written, write_record};
use super::seconds::{self, Bell};
use super::setting::Setting;
use crate::export::{self, FORMATS};
use crate::room::{Proposal, Room, Sealed};
use crate::session::kit::Wish;
use crate::session::report::{self, Report};
use crate::session::{Change, Place, Refusal, Seen, Session, Viewer, agenda};
use crate::store::{Opened, SaveReport, Saver, Standing, StoreError, Trouble};
use crate::text::CleanText;
use crate::ui::keymap::Keymap;
use crate::ui::look::Look;
use crate::ui::popups::export::Offer as Format;
use crate::ui::popups::notice::Notice;
use crate::ui::popups::themes::Offer;
use crate::ui::screen::{Ask, Cx, Input, Order, Reply};
use crate::ui::shell::console::{Console, Saved};
use crate::ui::trace::Clicked;
use crossterm::event::MouseEvent;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use saving::{DRAFT_EVERY, Drafting, PATIENCE, clock_with_seconds, key_to_forget};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub(super) mod saving;
mod tables;

/// What is told where somebody else has the session open.
const LOOKED_AT: &str = "This session is only looked at here; nothing is changed.";

/// How often a session that somebody else has open is looked at.
const FOLLOW_EVERY: Duration = Duration::from_millis(250);

/// One session, open.
pub struct Desk {
    path: PathBuf,
    room: Room,
    console: Console,
    saver: Option<Arc<Saver>>,
    saved: Saved,
    /// The number of the newest save that was asked for.
    job: u64,
    sure_to_leave: bool,
    draft: Drafting,
    follows: Option<Follow>,
    bell: Bell,
    growing: Growing,
    seen: Option<(u64, Viewer, Seen)>,
}

/// What the desk wants of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wants {
    /// To go on.
    More,
    /// Something of the program around it.
    Ask(Ask),
    /// To be left.
    Leave,
    /// The check-in of this session is to be made, unless there is one, and opened.
    CheckIn(PathBuf),
}

impl Desk {
    /// Puts an opened session on the desk. `report` is told of every save.
    ///
    /// # Errors
    /// When the system gives no thread to save on.
    pub fn of(
        path: &Path,
        opened: Opened,
        setting: &Setting,
        keymap: &Keymap,
        report: impl Fn(SaveReport) + Send + 'static,
    ) -> io::Result<Desk> {
        let Opened { session, events, history_is_cut, sealed, draft, mut notes, standing } = opened;
        let (room, note) = Room::resume(session, events, sealed);
        if (history_is_cut || note.is_some()) && matches!(standing, Standing::Writable(_)) {
            notes.push(format!("{} begins it anew.", key_to_forget(keymap)));
        }
        notes.splice(0..0, note.map(str::to_owned));
        let console = Console::new(room.session());
        let mut follows = None;
        let (saver, saved) = match standing {
            Standing::Writable(keeper) => {
                let saver = Arc::new(Saver::start(*keeper, setting.now, report)?);
                let changed = room.session().glance.changed;
                (Some(saver), Saved::At(clock_with_seconds(changed, setting)))
            }
            Standing::ReadOnly(reason) => {
                if matches!(reason.trouble, Trouble::Locked(_)) {
                    follows = Some(Follow::from_now(path));
                }
                let (told, stays) = read_only(&reason);
                notes.insert(0, told);
                (None, Saved::ReadOnly(stays))
            }
        };
        let mut desk = Desk {
            path: path.into(),
            room,
            console,
            saver,
            saved,
            job: 0,
            sure_to_leave: false,
            draft: Drafting::default(),
            follows,
            bell: Bell::default(),
            growing: Growing::default(),
            seen: None,
        };
        if !notes.is_empty() {
            desk.console.tell(notes.join(" "));
        }
        if let (Some(draft), true) = (draft, desk.saver.is_some()) {
            desk.with_console(setting, keymap, |console, cx| {
                console.take_back(&draft.place, &draft.text, cx);
            });
            // It is still on the disk, and goes when it is entered or let go.
            desk.draft.written = Some(draft.text);
        }
        Ok(desk)
    }

    /// The saver, for whoever must wait for it when the program is ended from outside.
    pub fn saver(&self) -> Option<Arc<Saver>> {
        self.saver.clone()
    }

    /// The session as it is now.
    pub fn session(&self) -> &Session {
        self.room.session()
    }

    /// A sentence for the footer, until the next key.
    pub fn tell(&mut self, sentence: &str) {
        self.console.tell(sentence);
    }

    /// What is to be read before anything else.
    pub fn notice(&mut self, notice: Notice) {
        self.console.notice(notice);
    }

    /// Lets a theme be chosen.
    pub fn choose_theme(&mut self, offers: Vec<Offer>, worn: &str) {
        self.console.choose_theme(offers, worn);
    }

    /// Takes a key or pasted text.
    pub fn take(&mut self, input: &Input, setting: &Setting, keymap: &Keymap) -> Wants {
        let sure = std::mem::take(&mut self.sure_to_leave);
        let reply = self.with_console(setting, keymap, |console, cx| console.update(input, cx));
        let wants = self.carry_out(reply, sure, setting, keymap);
        self.note_draft(setting);
        wants
    }

    /// What the mouse comes to on a screen of this size.
    pub fn clicked(
        &mut self,
        mouse: MouseEvent,
        screen: Rect,
        setting: &Setting,
        keymap: &Keymap,
    ) -> Clicked {
        let saved = self.saved.clone();
        self.with_console(setting, keymap, |console, cx| console.clicked(mouse, screen, cx, &saved))
    }

    /// A step of the agenda was clicked.
    pub fn jump(&mut self, to: Place, setting: &Setting, keymap: &Keymap) -> Wants {
        let reply = self.with_console(setting, keymap, |console, cx| console.jump(to, cx));
        self.carry_out(reply, false, setting, keymap)
    }

    fn carry_out(&mut self, reply: Reply, sure: bool, setting: &Setting, keymap: &Keymap) -> Wants {
        match reply {
            Reply::Pass | Reply::Done => {}
            Reply::Tell(sentence) => self.console.tell(sentence),
            Reply::Propose(proposal) => self.propose(proposal, setting, keymap),
            Reply::ReadFile(name) => {
                let bytes = read_file(&name);
                let reply =
                    self.with_console(setting, keymap, |console, cx| console.file_read(bytes, cx));
                return self.carry_out(reply, sure, setting, keymap);
            }
            Reply::Undo => self.take_back(setting, "Undone", Room::undo),
            Reply::Redo => self.take_back(setting, "Redone", Room::redo),
            Reply::GoBack(revision) => {
                self.take_back(setting, "Gone back", |room, now| room.go_back(now, revision));
            }
            Reply::Export => {
                let offers = offers(&self.path);
                self.with_console(setting, keymap, |console, cx| {
                    console.ask_how_to_export(offers, cx);
                });
            }
            Reply::ExportTo(order) => self.export(&order, setting),
            Reply::Kit => self.console.ask_where_to_print(&free(&self.path, "-kit", "")),
            Reply::KitTo(name) => self.print(&name, setting),
            Reply::NameFiles { titles, folder } => self.name_files(&titles, &folder, setting),
            Reply::Split(seating) => self.split(&seating, setting, keymap),
            Reply::Tables => self.show_tables(setting),
            Reply::BringBack(wanted) => {
                let reply = self.bring_back(&wanted, setting, keymap);
                return self.carry_out(reply, sure, setting, keymap);
            }
            Reply::SaveElsewhere(name) => self.save_elsewhere(&name),
            Reply::Forget => self.forget(),
            Reply::Ask(ask) => return Wants::Ask(ask),
            Reply::Leave => return self.leave(sure, keymap),
            Reply::CheckIn => return self.check_in(),
        }
        Wants::More
    }

    fn propose(&mut self, proposal: Proposal, setting: &Setting, keymap: &Keymap) {
        // Going elsewhere is looking, too: here, and for nobody else.
        if self.saver.is_none() && !is_looking(&proposal) {
            return self.console.tell(LOOKED_AT);
        }
        match self.room.carry_out((setting.now)(), proposal) {
            Ok(entry) => {
                self.save();
                let follows =
                    self.with_console(setting, keymap, |console, cx| console.accepted(entry, cx));
                if let Reply::Propose(proposal) = follows {
                    self.propose(proposal, setting, keymap);
                }
            }
            Err(refusal) => self.console.tell(refusal.to_string()),
        }
    }

    fn take_back(
        &mut self,
        setting: &Setting,
        word: &str,
        act: impl FnOnce(&mut Room, Timestamp) -> Result<String, Refusal>,
    ) {
        if self.saver.is_none() {
            return self.console.tell(LOOKED_AT);
        }
        match act(&mut self.room, (setting.now)()) {
            Ok(what) => {
                self.save();
                self.console.refresh(self.room.session());
                self.console.tell(format!("{word}: {what}"));
            }
            Err(refusal) => self.console.tell(refusal.to_string()),
        }
    }

    /// The check-in is made from what is on the disk, so that everything must be there.
    fn check_in(&mut self) -> Wants {
        let title = &self.room.session().title;
        let trouble = match (self.room.session().finished, &self.saver) {
            (None, _) => Some(format!(
                "“{title}” is not finished yet; a check-in goes on from what was closed."
            )),
            (Some(_), Some(saver)) if !saver.flush(PATIENCE) => {
                Some("Not everything is saved yet; a check-in goes on from what is.".into())
            }
            (Some(_), _) => None,
        };
        match trouble {
            Some(sentence) => {
                self.console.tell(sentence);
                Wants::More
            }
            None => Wants::CheckIn(self.path.clone()),
        }
    }

    fn export(&mut self, order: &Order, setting: &Setting) {
        let Some(format) = export::named(order.format) else { return };
        let reader = setting.reader();
        let wish = report::Wish { audience: order.audience, ..report::Wish::default() };
        let report = Report::wished(&wish, self.room.session(), &reader).only(&order.parts);
        let path = expand_home(&order.name);
        let rendered = (format.render)(&report, &reader);
        match write_record(&rendered, &path, false) {
            Ok(_) => self.console.tell(format!("Written to {}", path.display())),
            Err(error) => self.console.tell(why_not_written(&error, OVER_NOTHING)),
        }
    }

    fn print(&mut self, name: &CleanText, setting: &Setting) {
        let session = self.room.session();
        match print_kit(session, Wish::default(), &expand_home(name), false, setting) {
            Ok(files) => {
                let page = files[0].display();
                self.console.tell(format!("Written to {page}; any browser prints it."));
            }
            Err(error) => self.console.tell(why_not_written(&error, OVER_NOTHING)),
        }
    }

    /// How long the loop may sleep: to the next second of a running clock, to the next draft, or
    /// while bars grow, hardly at all.
    pub fn deadline(&self, look: &Look, now: Timestamp) -> Option<Duration> {
        let clock = seconds::until_next(self.room.session(), now);
        let draft = self.draft.since.map(|since| {
            let waited = now.duration_since(since);
            DRAFT_EVERY.saturating_sub(Duration::try_from(waited).unwrap_or_default())
        });
        let follow = self.follows.as_ref().map(|_| FOLLOW_EVERY);
        let growing = self.growing.deadline(look, now);
        [clock, draft, follow, growing].into_iter().flatten().min()
    }

    /// Time has passed: the draft is written when it is due. Answers whether the time of a step is up
    /// right now, which is told where the session is run, and not where somebody looks on.
    pub fn tick(&mut self, now: Timestamp) -> bool {
        // A clock that was put back says nothing of how long it was: then it is due.
        let due = self.draft.since.is_some_and(|since| {
            Duration::try_from(now.duration_since(since)).map_or(true, |it| it >= DRAFT_EVERY)
        });
        if due {
            self.write_draft();
        }
        self.follow();
        self.bell.time_is_up(self.room.session(), now) && self.saver.is_some()
    }

    /// Somebody else has this session open: what they save is shown here soon after.
    fn follow(&mut self) {
        // A file that is gone or cannot be read at this moment leaves the picture as it is.
        if let Some(Looked::Changed(reading)) = self.follows.as_mut().map(Follow::look) {
            self.room = Room::resume(reading.value, Vec::new(), Sealed::default()).0;
            self.console.refresh(self.room.session());
        }
    }

    /// Paints the desk and answers where the cursor belongs.
    pub fn render(
        &mut self,
        area: Rect,
        buffer: &mut Buffer,
        setting: &Setting,
        keymap: &Keymap,
    ) -> Option<Position> {
        let saved = self.saved.clone();
        self.growing.notice(self.room.session(), (setting.now)());
        self.with_console(setting, keymap, |console, cx| console.render(area, buffer, cx, &saved))
    }

    fn with_console<T>(
        &mut self,
        setting: &Setting,
        keymap: &Keymap,
        act: impl FnOnce(&mut Console, &Cx<'_>) -> T,
    ) -> T {
        self.look_again();
        let (_, _, seen) = self.seen.as_ref().expect("look_again has just looked");
        let session = self.room.session();
        let reader = setting.reader();
        let blanked = self.console.is_blanked();
        let now = (setting.now)();
        let look = self.growing.look(&setting.look, now);
        let cx = Cx {
            session,
            seen,
            chronicle: self.room.chronicle(),
            place: &session.at,
            look: &look,
            keymap,
            reader: &reader,
            now,
            blanked,
        };
        act(&mut self.console, &cx)
    }

    /// Projects the session for the console, when it or the viewer has changed.
    fn look_again(&mut self) {
        let session = self.room.session();
        let viewer = self.console.viewer(session);
        let fresh = self.seen.as_ref().is_some_and(|(revision, seen_by, _)| {
            *revision == session.revision && *seen_by == viewer
        });
        if !fresh {
            let seen = session.seen_by(viewer.clone());
            self.seen = Some((session.revision, viewer, seen));
        }
    }
}

/// Why a session is only looked at: in full, when it is opened, and as it stays in the footer.
fn read_only(reason: &StoreError) -> (String, String) {
    let (why, stays) = match &reason.trouble {
        Trouble::Locked(_) => (
            "Another Groundswell has this session open. Here you look on and follow what it saves; \
             to work on it, close it there and open it again."
                .into(),
            "open elsewhere",
        ),
        Trouble::Newer(..) => (reason.trouble.to_string(), "from a newer Groundswell"),
        trouble => (format!("It can only be looked at. {trouble}"), "cannot be written"),
    };
    (why, format!("{stays}: looked at only"))
}

/// Whether it only leads to another step.
fn is_looking(proposal: &Proposal) -> bool {
    matches!(proposal, Proposal::Change(Change::Agenda(agenda::Change::GoTo(_))))
}

/// The formats that a session at this path can be written in.
fn offers(session: &Path) -> Vec<Format> {
    let offer = |format: &export::Format| {
        let suggested = match format.is_folder() {
            true => free(session, &format!("-{}", format.name), ""),
            false => free(session, "", &format!(".{}", format.ending)),
        };
        Format { name: format.name, about: format.about, shows: format.shows, suggested }
    };
    FORMATS.iter().map(offer).collect()
}

#[cfg(test)]
mod tests;
