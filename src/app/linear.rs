//! A session as a dialogue on standard input and output: no raw mode, no colour, nothing drawn.
//! Works with a screen reader, through a pipe, and into a log.

mod lines;
mod saving;
mod tables;
#[cfg(test)]
mod tests;
pub mod wall;

use super::desk::saving::forgotten;
use super::naming::{OVER_NOTHING, expand_home, free, read_file};
use super::printing::{print_kit, why_not_written, write_record};
use super::run::Start;
use super::setting::Setting;
use super::{echo, front, panic, signals};
use crate::export::{self, FORMATS};
use crate::linear::start::{Came, Known, New, Start as Asking};
use crate::linear::{Cx, Dialogue, Question, Step, Then};
use crate::room::Room;
use crate::session::kit::Wish;
use crate::session::report::Report;
use crate::session::{Refusal, Viewer};
use crate::store::workshops::Workshops;
use crate::store::{
    Library, Listed, Opened, RealDisk, Saver, Standing, Store, StoreError, Trouble,
};
use crate::text::CleanText;
use crate::ui::shell::new_session::Begin;
use crate::when;
use anyhow::Context;
use jiff::Timestamp;
use lines::{Asked, Ends, Lines};
use saving::Saving;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Runs a session as a dialogue until it is left or the input ends, and answers the exit code.
///
/// # Errors
/// When the session cannot be opened, is open elsewhere, or nobody reads what is told.
pub fn run(start: &Start, setting: &Setting) -> anyhow::Result<u8> {
    panic::install(setting.reports.clone());
    let waiting: Arc<Mutex<Option<Arc<Saver>>>> = Arc::default();
    let last = Arc::clone(&waiting);
    let leave = move || {
        echo::show_for_good();
        let saver = last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(saver) = saver {
            saving::flush(&saver);
        }
    };
    let question = Asked::default();
    let again = question.clone();
    let resumed = move || {
        echo::hide_again();
        again.ask_again();
    };
    signals::watch_lines(leave, resumed).context("signals cannot be watched")?;
    let _veil = echo::Veil;
    let ends = Ends { typed: io::stdin().is_terminal(), seen: io::stdout().is_terminal() };
    // Not locked: the question is asked again from where signals are heard.
    let mut lines = Lines::new(io::stdin().lock(), io::stdout(), ends).asking_through(question);
    let path = match start {
        Start::Session(path) => Some(path.clone()),
        Start::StartScreen => asked(&mut lines, setting)?,
    };
    let Some(path) = path else { return Ok(0) };
    let opened = Store::on(Arc::new(RealDisk)).open(&path, (setting.now)())?;
    let Opened { session, events, sealed, notes, standing, .. } = opened;
    let keeper = match standing {
        Standing::Writable(keeper) => *keeper,
        Standing::ReadOnly(reason) => {
            anyhow::bail!("{}", not_here(&reason));
        }
    };
    let saving = Saving::start(keeper, setting.now).context("no thread to save on")?;
    *waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(saving.saver());
    let (room, note) = Room::resume(session, events, sealed);
    for note in notes.iter().map(String::as_str).chain(note) {
        lines.tell(note)?;
    }
    let mut table = Table { room, path, setting, saving };
    let told = table.talk(&mut lines);
    echo::show();
    let saved = table.saving.end();
    let last = match saved {
        true => "Everything is saved.",
        false => "Not everything could be saved; what was saved before stays as it is.",
    };
    match told.and_then(|()| lines.tell(last)) {
        // Whoever closes the pipe has heard enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
        _ => {}
    }
    Ok(if saved { 0 } else { 2 })
}

/// Asks which session it is; a new one is made. Answers its path, or nothing when it is left.
fn asked<I: io::BufRead, O: io::Write>(
    lines: &mut Lines<I, O>,
    setting: &Setting,
) -> anyhow::Result<Option<PathBuf>> {
    let disk = Arc::new(RealDisk);
    let library = Library::new(disk.clone(), &setting.folder);
    let (listed, followed) = (library.list()?, library.followed()?);
    let known = listed.iter().map(|listed| {
        let glance = listed.summary.as_ref().ok().map(|summary| &summary.glance);
        let waits = glance.filter(|glance| !followed.contains(&*glance.id));
        Known {
            told: in_words(listed, setting),
            finished: glance.is_some_and(|glance| glance.finished),
            check_in: waits.and_then(|_| check_in(listed, setting)),
        }
    });
    let known = known.collect();
    let workshops = Workshops::in_folder(disk, Some(setting.folder.join("workshops"))).list();
    let workshops = workshops.into_iter().filter_map(|listed| listed.workshop.ok()).collect();
    let mut asking = Asking::new(known, workshops);
    lines.tell(&asking.opening())?;
    loop {
        let Some(line) = lines.ask(&Question { asks: asking.question(), ..Question::default() })?
        else {
            return Ok(None);
        };
        match asking.take(&line) {
            Came::Asks(said) => lines.tell(&said)?,
            Came::Leave => return Ok(None),
            Came::Open(at) => return Ok(Some(listed[at].path.clone())),
            Came::CheckIn(at) => match front::next_check_in(&listed[at].path, setting) {
                Ok(path) => return Ok(Some(path)),
                Err(sentence) => lines.tell(&sentence)?,
            },
            Came::Begin(new) => match begin(*new, setting) {
                Ok(path) => return Ok(Some(path)),
                Err(sentence) => {
                    lines.tell(&sentence)?;
                    asking.refused();
                }
            },
        }
    }
}

/// In how many days the check-in of a session is due, and that in words.
fn check_in(listed: &Listed, setting: &Setting) -> Option<(i32, String)> {
    let summary = listed.summary.as_ref().ok()?;
    let (reader, glance) = (setting.reader(), &summary.glance);
    let days = glance.days_to_check_in(reader.today)?;
    let (which, on) = (glance.check_in, reader.date(glance.next?));
    let is = if days < 0 { "was due" } else { "is due" };
    Some((days, format!("the {which}-day check-in of “{}” {is} on {on}", summary.title)))
}

fn begin(new: New, setting: &Setting) -> Result<PathBuf, String> {
    let New { workshop, title, currency, people } = new;
    let less = Vec::new();
    front::begin_session(Begin { workshop, title, currency, people, less }, setting)
}

fn in_words(listed: &Listed, setting: &Setting) -> String {
    match &listed.summary {
        Ok(summary) => {
            let (title, glance) = (&summary.title, &summary.glance);
            let out = glance.out_in_words().map(|out| format!("; {out}")).unwrap_or_default();
            let changed = when::ago(glance.changed, (setting.now)());
            match glance.finished {
                true => format!("{title}; finished, {changed}{out}"),
                false => format!(
                    "{title}; step {} of {}, {}; changed {changed}{out}",
                    glance.number, glance.of, glance.step
                ),
            }
        }
        Err(_) => format!("{}; it cannot be read", listed.name),
    }
}

/// One session, its room and the saver that follows every answer.
struct Table<'a> {
    room: Room,
    path: PathBuf,
    setting: &'a Setting,
    saving: Saving,
}

impl Table<'_> {
    /// Asks and takes answers until it is left or the input ends.
    fn talk<I: io::BufRead, O: io::Write>(&mut self, lines: &mut Lines<I, O>) -> io::Result<()> {
        let (mut dialogue, told) = self.with(Dialogue::begin);
        lines.tell(&told)?;
        loop {
            let question = self.with(|cx| dialogue.question(cx));
            let Some(line) = lines.ask(&question)? else {
                return lines.tell("The input has ended.");
            };
            let mut step = self.with(|cx| dialogue.take(&line, cx));
            loop {
                lines.tell(&step.said)?;
                self.saving.notes().iter().try_for_each(|note| lines.tell(note))?;
                step = match step.then {
                    Then::Ask => break,
                    Then::Leave => return Ok(()),
                    then => self.act(then, &mut dialogue),
                };
            }
        }
    }

    fn act(&mut self, then: Then, dialogue: &mut Dialogue) -> Step {
        match then {
            Then::Ask | Then::Leave => Step::default(),
            Then::Carry(proposal) => match self.room.carry_out((self.setting.now)(), *proposal) {
                Ok(entry) => {
                    let trouble = self.saving.save(&mut self.room).err();
                    self.with(|cx| dialogue.accepted(entry, trouble, cx))
                }
                Err(refusal) => self.with(|cx| dialogue.refused(&refusal.to_string(), cx)),
            },
            Then::Undo => self.turn(dialogue, "Undone", Room::undo),
            Then::Redo => self.turn(dialogue, "Redone", Room::redo),
            Then::Return(entry) => {
                self.turn(dialogue, "Gone back", |room, now| room.go_back(now, entry))
            }
            Then::Read(name) => {
                let bytes = read_file(&name);
                self.with(|cx| dialogue.file_read(&name, bytes, cx))
            }
            Then::Forget => Step { said: self.forget(), then: Then::Ask },
            Then::Split(seating) => self.split(&seating, dialogue),
            Then::Tables => self.tables(dialogue),
            Then::BringBack(wanted) => self.bring_back(&wanted, dialogue),
            Then::Export(name) => Step { said: self.export(&name), then: Then::Ask },
            Then::Kit(name) => Step { said: self.print(&name), then: Then::Ask },
        }
    }

    fn turn(
        &mut self,
        dialogue: &mut Dialogue,
        word: &str,
        act: impl FnOnce(&mut Room, Timestamp) -> Result<String, Refusal>,
    ) -> Step {
        match act(&mut self.room, (self.setting.now)()) {
            Ok(what) => {
                let trouble = self.saving.save(&mut self.room).err();
                let trouble = trouble.map(|why| format!(" NOT SAVED YET: {why}"));
                let told = format!("{word}: {what}.{}", trouble.unwrap_or_default());
                self.with(|cx| dialogue.turned(&told, cx))
            }
            Err(refusal) => Step { said: refusal.to_string(), then: Then::Ask },
        }
    }

    fn forget(&mut self) -> String {
        let changes = self.room.forget();
        match self.saving.save(&mut self.room) {
            Ok(()) => forgotten(changes),
            Err(why) => format!("{} NOT SAVED YET: {why}", forgotten(changes)),
        }
    }

    fn export(&self, name: &CleanText) -> String {
        if &**name == "-" {
            return "Here the record goes into a file: name one, as in /export plan.md, or leave \
                    and use `groundswell export SESSION --to md --out -`."
                .into();
        }
        let path = match name.is_empty() {
            true => PathBuf::from(free(&self.path, "", ".md")),
            false => expand_home(name),
        };
        let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
        let format = ending.and_then(|ending| export::named(&ending)).unwrap_or(&FORMATS[0]);
        let reader = self.setting.reader();
        let rendered = (format.render)(&Report::of(self.room.session(), &reader), &reader);
        match write_record(&rendered, &path, false) {
            Ok(_) => format!("Written to {}", path.display()),
            Err(error) => why_not_written(&error, OVER_NOTHING),
        }
    }

    fn print(&self, name: &CleanText) -> String {
        if &**name == "-" {
            return "A kit is several files: name a folder, as in /kit print.".into();
        }
        let folder = match name.is_empty() {
            true => PathBuf::from(free(&self.path, "-kit", "")),
            false => expand_home(name),
        };
        let (session, wish) = (self.room.session(), Wish::default());
        match print_kit(session, wish, &folder, false, self.setting) {
            Ok(files) => format!("Written to {}; any browser prints it.", files[0].display()),
            Err(error) => why_not_written(&error, OVER_NOTHING),
        }
    }

    fn with<T>(&self, act: impl FnOnce(&Cx<'_>) -> T) -> T {
        let session = self.room.session();
        let reader = self.setting.reader();
        act(&Cx {
            session,
            seen: &session.seen_by(Viewer::Room),
            chronicle: self.room.chronicle(),
            place: &session.at,
            reader: &reader,
            now: (self.setting.now)(),
        })
    }
}

/// Why a session that cannot be written is not run line by line.
fn not_here(reason: &StoreError) -> String {
    let why = match &reason.trouble {
        Trouble::Locked(_) => {
            "Another Groundswell has this session open: close it there, then begin here again."
                .to_owned()
        }
        trouble => trouble.to_string(),
    };
    format!("{why} `groundswell show` prints what the room sees.")
}
