//! The smallest program on the app's terminal side: tests drive it to see that every way out
//! leaves the terminal as it was.
//!
//! `terminal_probe FOLDER` echoes keys. `q` quits, `P` panics, `H` hangs the loop, `W` lets only a
//! bystander's thread panic, `D` does so and says that keys are over, `M` captures the mouse, Ctrl-Z
//! suspends. Reports and the mark of a save go into FOLDER.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use groundswell::app::inbox::{Event, Inbox};
use groundswell::app::terminal::{self, Screen};
use groundswell::app::{panic, signals};
use ratatui::Frame;
use ratatui::style::Stylize;
use ratatui::text::Line;

fn main() -> io::Result<ExitCode> {
    if let Err(sentence) = terminal::ensure_terminal() {
        return Err(io::Error::other(sentence));
    }
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| ".".into()));
    let inbox = Inbox::<()>::new();
    panic::install(folder.clone());
    let saves_into = folder.clone();
    signals::watch(inbox.sender(), move || save(&saves_into))?;
    let mut probe = Probe { screen: Screen::enter()?, typed: String::new(), resumed: 0 };
    let asked = probe.screen.ask_background()?;
    inbox.read_terminal(asked)?;
    let code = probe.run(&inbox)?;
    save(&folder);
    Ok(ExitCode::from(code))
}

struct Probe {
    screen: Screen,
    typed: String,
    resumed: usize,
}

impl Probe {
    /// Runs until `q`, or until no key comes any more. Answers the exit code.
    fn run(&mut self, inbox: &Inbox<()>) -> io::Result<u8> {
        loop {
            let (typed, resumed) = (&self.typed, self.resumed);
            let drawn = self.screen.draw(|frame| paint(frame, typed, resumed));
            // Whoever draws may notice first that the window has been closed.
            let event = drawn.map_or(Event::TerminalGone, |()| inbox.next(None));
            match event {
                Event::Key(key) if key.code == KeyCode::Char('q') => return Ok(0),
                Event::Key(key) if key.code == KeyCode::Char('D') => {
                    bystander_panics();
                    let _ = inbox.sender().send(Event::Deaf);
                }
                Event::Key(key) => self.press(key)?,
                Event::Paste(text) => self.typed.push_str(&format!("[{text:?}]")),
                Event::Resumed => {
                    self.screen.renew()?;
                    self.resumed += 1;
                }
                Event::TerminalGone => {
                    terminal::abandon();
                    return Ok(129);
                }
                Event::Deaf => return Ok(panic::end()),
                Event::Background { light } => {
                    self.typed.push_str(if light { "{light}" } else { "{dark}" });
                }
                Event::Mouse(mouse) => {
                    self.typed.push_str(&format!("({},{})", mouse.column, mouse.row));
                }
                Event::Resize(..) | Event::Tick | Event::News(()) => {}
            }
        }
    }

    fn press(&mut self, key: KeyEvent) -> io::Result<()> {
        match key.code {
            KeyCode::Char('z') if key.modifiers == KeyModifiers::CONTROL => {
                self.screen.suspend()?;
                self.resumed += 1;
            }
            KeyCode::Char('P') => panic!("words of the room"),
            KeyCode::Char('W') => bystander_panics(),
            KeyCode::Char('H') => loop {
                std::thread::park();
            },
            KeyCode::Char('M') => self.screen.capture_mouse(true)?,
            KeyCode::Char(character) => self.typed.push(character),
            other => self.typed.push_str(&format!("<{other}>")),
        }
        Ok(())
    }
}

fn paint(frame: &mut Frame<'_>, typed: &str, resumed: usize) {
    let area = frame.area();
    let lines = vec![
        Line::from(format!("probe {}x{}", area.width, area.height)),
        Line::from(format!("typed: {typed}")),
        Line::from("the cursor row").yellow().reversed(),
        Line::from(format!("{} characters, resumed {resumed} times", typed.chars().count())),
    ];
    frame.render_widget(ratatui::text::Text::from(lines), area);
}

fn bystander_panics() {
    let bystander = std::thread::Builder::new().name("bystander".into());
    let running = bystander.spawn(|| panic!("words of the room")).expect("a thread starts");
    assert!(running.join().is_err(), "it panicked");
}

fn save(folder: &Path) {
    File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(folder.join("saved"))
        .expect("the folder is there");
}
