//! The wall on a second display: the loop of `groundswell wall`, which shows a session that somebody
//! else runs. It takes no lock, writes nothing, and holds nothing but what the room may see.

use super::growing::Growing;
use super::inbox::{Event, Inbox};
use super::setting::Setting;
use super::watching::{News, Wanted, Watching};
use super::{panic, seconds, signals, terminal};
use crate::session::Seen;
use crate::ui::shell::wall;
use crate::ui::theme::Role;
use anyhow::Context;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::{SignedDuration, Timestamp};
use std::io;
use std::time::Duration;

/// How long it stands on the wall which key leaves it, once another one was pressed.
const HINT: SignedDuration = SignedDuration::from_secs(4);

/// Shows the wall until it is left, and answers the exit code.
///
/// # Errors
/// When there is no terminal, or no thread to watch the file on.
pub fn run(wanted: Wanted, setting: Setting) -> anyhow::Result<u8> {
    terminal::ensure_terminal().map_err(anyhow::Error::msg)?;
    let inbox: Inbox<News> = Inbox::new();
    panic::install(setting.reports.clone());
    // Nothing of a wall waits to be saved.
    signals::watch(inbox.sender(), || {}).context("signals cannot be watched")?;
    let mut watching = Watching::new(wanted, &setting);
    let growing = Growing::default();
    let mut program = Program { setting, seen: None, growing, says: None, hint: None, code: None };
    if let Some(news) = watching.look() {
        program.hear(news);
    }
    let mut screen = terminal::Screen::enter().context("the terminal cannot be set up")?;
    let asked = program.setting.asks_background() && screen.ask_background()?;
    let asked_at = (program.setting.now)();
    inbox.read_terminal(asked).context("the terminal cannot be read")?;
    watching.start(inbox.sender()).context("the session cannot be watched")?;
    program.run(&inbox, &mut screen);
    if asked && (program.setting.now)() < terminal::silent_from(asked_at) {
        inbox.let_the_answer_come();
    }
    Ok(program.code.unwrap_or(0))
}

/// What stands on the wall.
struct Program {
    setting: Setting,
    seen: Option<Box<Seen>>,
    growing: Growing,
    says: Option<String>,
    hint: Option<Timestamp>,
    code: Option<u8>,
}

impl Program {
    fn run(&mut self, inbox: &Inbox<News>, screen: &mut terminal::Screen) {
        while self.code.is_none() {
            if self.draw(screen).is_err() {
                return self.gone();
            }
            let mut event = Some(inbox.next(self.deadline()));
            while let (Some(happened), None) = (event.take(), self.code) {
                self.take(happened, screen);
                event = inbox.waiting();
            }
        }
    }

    fn take(&mut self, event: Event<News>, screen: &mut terminal::Screen) {
        let renewed = match event {
            Event::News(news) => {
                self.hear(news);
                Ok(())
            }
            Event::Key(key) if is_control(key, 'z') => screen.suspend(),
            Event::Key(key) => {
                self.key(key);
                Ok(())
            }
            Event::Resumed => screen.renew(),
            Event::TerminalGone => return self.gone(),
            Event::Deaf => {
                self.code = Some(panic::end());
                return;
            }
            Event::Background { light } => {
                self.setting.background(light);
                Ok(())
            }
            Event::Tick | Event::Paste(_) | Event::Mouse(_) | Event::Resize(..) => Ok(()),
        };
        if renewed.is_err() {
            self.gone();
        }
    }

    /// A picture that was good stays when there is no better one.
    fn hear(&mut self, news: News) {
        self.seen = news.seen.or(self.seen.take());
        self.says = news.says;
        if let Some(seen) = self.seen.as_deref() {
            self.growing.notice(seen, (self.setting.now)());
        }
    }

    fn key(&mut self, key: KeyEvent) {
        let leaves = matches!(key.code, KeyCode::Char('q' | 'Q')) || is_control(key, 'c');
        if leaves {
            self.code = Some(0);
        }
        self.hint = (self.setting.now)().checked_add(HINT).ok();
    }

    fn deadline(&self) -> Option<Duration> {
        let now = (self.setting.now)();
        let hint = self.hint.filter(|until| *until > now);
        let hint = hint.and_then(|until| Duration::try_from(until.duration_since(now)).ok());
        let clock = self.seen.as_deref().and_then(|seen| seconds::until_next(seen, now));
        let growing = self.growing.deadline(&self.setting.look, now);
        hint.into_iter().chain(clock).chain(growing).min()
    }

    fn draw(&self, screen: &mut terminal::Screen) -> io::Result<()> {
        let now = (self.setting.now)();
        let look = &*self.growing.look(&self.setting.look, now);
        let hint = self.hint.filter(|until| *until > now).map(|_| "q leaves the wall");
        let says = hint.or(self.says.as_deref());
        screen.draw(|frame| {
            let area = frame.area();
            let buffer = frame.buffer_mut();
            buffer.set_style(area, look.style(Role::Text));
            match &self.seen {
                Some(seen) => {
                    let reader = self.setting.reader();
                    wall::Wall { look, reader: &reader, now, says }.render(seen, area, buffer);
                }
                None => wall::waiting(says, area, buffer, look),
            }
        })
    }

    /// Nobody is at the terminal any more.
    fn gone(&mut self) {
        terminal::abandon();
        self.code = Some(129);
    }
}

fn is_control(key: KeyEvent, letter: char) -> bool {
    key.modifiers == KeyModifiers::CONTROL && key.code == KeyCode::Char(letter)
}
