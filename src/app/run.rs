//! The loop: one inbox of events, one view at a time, one draw once nothing more waits.

use super::desk::{Desk, Wants};
use super::front::{Front, Next, next_check_in};
use super::inbox::{Event, Inbox};
use super::savers::Savers;
use super::setting::Setting;
use super::{config, panic, signals, terminal};
use crate::store::{Opened, RealDisk, SaveReport, Store, StoreError};
use crate::ui::action::Action;
use crate::ui::keymap::Keymap;
use crate::ui::popups::notice::Notice;
use crate::ui::screen::{Ask, Copied, Input};
use crate::ui::trace::Clicked;
use anyhow::Context;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent};
use crossterm::style::Print;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Where the program begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// At the start screen.
    StartScreen,
    /// With this session.
    Session(PathBuf),
}

/// How long the first picture waits for the terminal to tell its background.
const BACKGROUND: Duration = Duration::from_millis(50);

/// Terminals drop what is longer than some 75,000 bytes, as it is sent.
const MOST_COPIED: usize = 48 * 1024;

/// So many events are taken without a picture: in a flood of keys one sees that they are worked on.
const MOST_AT_ONCE: usize = 256;

/// What the saver of which desk has to say.
type News = (u64, SaveReport);

/// Runs the program on the terminal until it is left, and answers the exit code.
///
/// # Errors
/// When there is no terminal, or the session cannot be opened.
pub fn run(start: &Start, setting: Setting) -> anyhow::Result<u8> {
    terminal::ensure_terminal().map_err(anyhow::Error::msg)?;
    let opened = match start {
        Start::StartScreen => None,
        Start::Session(path) => Some((path.clone(), open(path, &setting)?)),
    };
    let savers = Savers::default();
    let _at_last = AtLast(savers.clone());
    let inbox: Inbox<News> = Inbox::new();
    panic::install(setting.reports.clone());
    let last = savers.clone();
    signals::watch(inbox.sender(), move || last.flush()).context("signals cannot be watched")?;
    let (keymap, problems) = config::keymap(&setting.config);
    let notes = notes(&setting, problems);
    let mut screen = terminal::Screen::enter().context("the terminal cannot be set up")?;
    if setting.preferences.mouse {
        screen.capture_mouse(true)?;
    }
    let asked = setting.asks_background() && screen.ask_background()?;
    let asked_at = (setting.now)();
    inbox.read_terminal(asked).context("the terminal cannot be read")?;
    let mut program =
        Program { setting, keymap, inbox, screen, savers, desks: 0, area: Rect::ZERO, code: None };
    let mut view = match opened {
        Some((path, opened)) => program.desk(&path, opened, false)?,
        None => View::Front(Box::new(Front::new(&program.setting))),
    };
    if let Some(notice) = notes {
        match &mut view {
            View::Front(front) => front.notice(notice),
            View::Desk { desk, .. } => desk.notice(notice),
        }
    }
    if asked {
        program.wait_for_the_background(&mut view);
    }
    program.run(&mut view);
    drop(view);
    // Where nobody is there any more, and at a fault, that was done already.
    if program.code == Some(0) {
        program.savers.flush();
    }
    if asked && (program.setting.now)() < terminal::silent_from(asked_at) {
        program.inbox.let_the_answer_come();
    }
    Ok(program.code.unwrap_or(0))
}

/// What a person should read of their own files before anything else.
fn notes(setting: &Setting, problems: Vec<String>) -> Option<Notice> {
    let mut notes = setting.notes.clone();
    if !setting.notes.is_empty() {
        notes.push("Until that is mended, everything looks and works as it comes.".into());
    }
    if !problems.is_empty() {
        notes.extend(problems);
        notes.push("Until keys.ron is mended, all keys are as they come.".into());
    }
    (!notes.is_empty()).then(|| Notice::new("Your own files", &notes))
}

fn open(path: &Path, setting: &Setting) -> Result<Opened, StoreError> {
    Store::on(Arc::new(RealDisk)).open(path, (setting.now)())
}

/// Waits for the disk when the program ends by a fault of its own: the thread that hears of signals
/// holds the saver as well, so that it does not end with the desk.
struct AtLast(Savers);

impl Drop for AtLast {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.flush();
        }
    }
}

enum View {
    Front(Box<Front>),
    Desk { desk: Box<Desk>, from_front: bool },
}

struct Program {
    setting: Setting,
    keymap: Keymap,
    inbox: Inbox<News>,
    screen: terminal::Screen,
    savers: Savers,
    desks: u64,
    /// What was last painted on.
    area: Rect,
    code: Option<u8>,
}

impl Program {
    fn run(&mut self, view: &mut View) {
        while self.code.is_none() {
            if self.draw(view).is_err() {
                return self.gone();
            }
            let mut event = Some(self.inbox.next(self.deadline(view)));
            let mut taken = 0;
            while let (Some(happened), None) = (event.take(), self.code) {
                self.take(happened, view);
                taken += 1;
                event = if taken < MOST_AT_ONCE { self.inbox.waiting() } else { None };
            }
        }
    }

    /// The first picture waits for a moment, so that it is in the colours that will stay.
    fn wait_for_the_background(&mut self, view: &mut View) {
        let event = self.inbox.next(Some(BACKGROUND));
        if event != Event::Tick {
            self.take(event, view);
        }
    }

    /// The time of a step is up: that is heard and told, where it is wanted.
    fn time_is_up(&mut self, bell: bool) {
        let rung = if bell { self.screen.send(Print('\x07')) } else { Ok(()) };
        let told = match self.setting.preferences.notification {
            true => self.screen.notify(),
            false => Ok(()),
        };
        if rung.and(told).is_err() {
            self.gone();
        }
    }

    /// Puts it into the terminal's clipboard, and answers with what to say.
    fn copy(&mut self, copied: Copied, said: String) -> String {
        let text = match copied {
            Copied::Line(words) => words,
            Copied::Blocks(blocks) => crate::export::markdown::of_blocks(&blocks),
        };
        if text.len() > MOST_COPIED {
            let key = self.keymap.key_for(Action::Export).unwrap_or_default();
            return format!(
                "This is too long for a terminal's clipboard; {key} exports the record."
            );
        }
        match self.screen.copy(&text) {
            Ok(true) => said,
            Ok(false) => "This terminal has no clipboard that a program can fill.".into(),
            Err(_) => {
                self.gone();
                said
            }
        }
    }

    fn switch_mouse(&mut self) -> String {
        let wanted = !self.setting.preferences.mouse;
        if self.screen.capture_mouse(wanted).is_err() {
            self.gone();
        }
        let said = match wanted {
            true => "The mouse works here; hold Shift to select text.",
            false => "The mouse is the terminal's own now.",
        };
        self.setting.remember(|own| own.mouse = wanted, said.into())
    }

    /// Something is asked of the program around the view.
    fn ask(&mut self, ask: Ask, view: &mut View) {
        let said = match ask {
            Ask::Themes => {
                let (offers, worn) = (self.setting.offers(), self.setting.theme.clone());
                return match view {
                    View::Front(front) => front.choose_theme(offers, &worn),
                    View::Desk { desk, .. } => desk.choose_theme(offers, &worn),
                };
            }
            Ask::Try(theme) => {
                self.setting.look = self.setting.look.in_theme(&theme);
                return;
            }
            Ask::AsBefore => return self.setting.wear(),
            Ask::Keep(name) => self.setting.keep(&name),
            Ask::Copy(copied, said) => self.copy(copied, said),
            Ask::Mouse => self.switch_mouse(),
            Ask::Notification => {
                let wanted = !self.setting.preferences.notification;
                let said = match wanted {
                    true => "The desktop is told when the time of a step is up.",
                    false => "The desktop is not told any more when time is up.",
                };
                self.setting.remember(|own| own.notification = wanted, said.into())
            }
        };
        match view {
            View::Front(front) => front.tell(&said),
            View::Desk { desk, .. } => desk.tell(&said),
        }
    }

    fn draw(&mut self, view: &mut View) -> std::io::Result<()> {
        let Program { screen, setting, keymap, area: painted, .. } = self;
        screen.draw(|frame| {
            let area = frame.area();
            *painted = area;
            let buffer = frame.buffer_mut();
            let cursor = match view {
                View::Front(front) => front.render(area, buffer, setting, keymap),
                View::Desk { desk, .. } => desk.render(area, buffer, setting, keymap),
            };
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        })
    }

    fn deadline(&self, view: &View) -> Option<Duration> {
        match view {
            View::Front(_) => None,
            View::Desk { desk, .. } => desk.deadline(&self.setting.look, (self.setting.now)()),
        }
    }

    fn take(&mut self, event: Event<News>, view: &mut View) {
        match event {
            Event::Key(key) if is(key, 'z') => {
                if self.screen.suspend().is_err() {
                    self.gone();
                }
            }
            Event::Key(key) => {
                let action = self.keymap.action(key);
                self.input(&Input::Key(key, action), view);
            }
            Event::Paste(text) => self.input(&Input::Paste(text), view),
            Event::News((number, report)) if number == self.desks => {
                if let View::Desk { desk, .. } = view {
                    desk.saved(report, &self.setting, &self.keymap);
                }
            }
            Event::Tick => {
                if let View::Desk { desk, .. } = view
                    && desk.tick((self.setting.now)())
                {
                    let bell = desk.session().clock.bell;
                    self.time_is_up(bell);
                }
            }
            Event::Resumed => {
                if self.screen.renew().is_err() {
                    self.gone();
                }
            }
            Event::TerminalGone => self.gone(),
            Event::Deaf => {
                self.savers.flush();
                self.code = Some(panic::end());
            }
            Event::Background { light } => self.setting.background(light),
            Event::Mouse(mouse) if self.setting.preferences.mouse => self.mouse(mouse, view),
            Event::News(_) | Event::Mouse(_) | Event::Resize(..) => {}
        }
    }

    /// The mouse presses keys: those that lead where it was clicked.
    fn mouse(&mut self, mouse: MouseEvent, view: &mut View) {
        let Program { setting, keymap, area, .. } = self;
        let clicked = match view {
            View::Front(front) => front.clicked(mouse, *area, setting, keymap),
            View::Desk { desk, .. } => desk.clicked(mouse, *area, setting, keymap),
        };
        match (clicked, &mut *view) {
            (Clicked::Keys(keys), _) => {
                for key in keys {
                    self.input(&key, view);
                    if self.code.is_some() {
                        return;
                    }
                }
            }
            (Clicked::Step(to), View::Desk { desk, .. }) => {
                desk.jump(to, &self.setting, &self.keymap);
            }
            (Clicked::Step(_), View::Front(_)) | (Clicked::Nothing, _) => {}
        }
    }

    fn input(&mut self, input: &Input, view: &mut View) {
        match view {
            View::Desk { desk, from_front } => {
                match desk.take(input, &self.setting, &self.keymap) {
                    Wants::More => return,
                    Wants::Ask(ask) => return self.ask(ask, view),
                    Wants::CheckIn(path) => return self.check_in(&path, view),
                    Wants::Leave => {}
                }
                if *from_front {
                    *view = View::Front(Box::new(Front::new(&self.setting)));
                    self.savers.put(None);
                } else {
                    self.code = Some(0);
                }
            }
            View::Front(front) => {
                // Any key may want a session whose saver was left behind.
                self.savers.let_go();
                match front.take(input, &self.setting, &self.keymap) {
                    Next::Stay => {}
                    Next::Leave => self.code = Some(0),
                    Next::Ask(ask) => self.ask(ask, view),
                    Next::Open(path) => match open(&path, &self.setting) {
                        Ok(opened) => match self.desk(&path, opened, true) {
                            Ok(desk) => *view = desk,
                            Err(error) => front.tell(&format!("No thread to save on: {error}")),
                        },
                        Err(error) => front.tell(&error.to_string()),
                    },
                }
            }
        }
    }

    /// From a finished session on to its check-in; what cannot be is told where we are.
    fn check_in(&mut self, path: &Path, view: &mut View) {
        let View::Desk { desk, from_front } = view else { return };
        let opened = next_check_in(path, &self.setting).and_then(|made| {
            let opened = open(&made, &self.setting).map_err(|error| error.to_string())?;
            Ok((made, opened))
        });
        let from_front = *from_front;
        let next = match opened {
            Ok((made, opened)) => self
                .desk(&made, opened, from_front)
                .map_err(|error| format!("No thread to save on: {error}")),
            Err(sentence) => Err(sentence),
        };
        match next {
            Ok(next) => *view = next,
            Err(sentence) => desk.tell(sentence.lines().next().unwrap_or_default()),
        }
    }

    fn desk(&mut self, path: &Path, opened: Opened, from_front: bool) -> std::io::Result<View> {
        self.desks += 1;
        let (number, sender) = (self.desks, self.inbox.sender());
        let report = move |report| {
            // A closed inbox means that the program is about to end.
            let _ = sender.send(Event::News((number, report)));
        };
        let desk = Desk::of(path, opened, &self.setting, &self.keymap, report)?;
        self.savers.put(desk.saver());
        Ok(View::Desk { desk: Box::new(desk), from_front })
    }

    /// Nobody is at the terminal any more: leave it alone, wait for the disk, and end.
    fn gone(&mut self) {
        terminal::abandon();
        self.savers.flush();
        self.code = Some(129);
    }
}

fn is(key: KeyEvent, letter: char) -> bool {
    key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char(letter)
}
