//! The contract between the shell and the screen of a step: what a screen may look at, what it is
//! given, and what it answers. A screen moves its own cursor; what it wants for the session it
//! proposes, and only the room acts.

use crate::reader::Reader;
use crate::room::{Chronicle, Proposal};
use crate::session::block::Block;
use crate::session::report::Part;
use crate::session::tables::{Seating, Wanted};
use crate::session::viewer::Audience;
use crate::session::{Displays, Id, Place, Seen, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::keymap::Keymap;
use crate::ui::look::Look;
use crate::ui::theme::Theme;
use crossterm::event::KeyEvent;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What a screen may look at. It decides by `session` and draws from `seen` alone, so that a
/// projected console shows only what the room may see.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The whole session, to decide by.
    pub session: &'a Session,
    /// What may be drawn here and now.
    pub seen: &'a Seen,
    /// The activity this is about.
    pub place: &'a Place,
    /// How everything looks.
    pub look: &'a Look,
    /// What happened so far.
    pub chronicle: Chronicle<'a>,
    /// Which key asks for what, for hints.
    pub keymap: &'a Keymap,
    /// How amounts, dates and times are written.
    pub reader: &'a Reader,
    /// The time.
    pub now: Timestamp,
    /// The facilitator has said that the projector is blank.
    pub blanked: bool,
}

impl Cx<'_> {
    /// Whether the room sees this very screen.
    pub fn projected(&self) -> bool {
        is_projected(self.session)
    }

    /// Whether something private may be typed or drawn now: never on a screen the room sees.
    pub fn may_be_private(&self) -> bool {
        !self.projected() || self.blanked
    }

    /// The key that asks for a shared verb, for a sentence.
    pub fn key(&self, action: Action) -> &str {
        self.keymap.key_for(action).unwrap_or_default()
    }

    /// A hint for the footer: the key that asks for an action here, and what it does.
    pub fn hint(&self, action: Action, does: impl Into<String>) -> Hint {
        let key = match (self.keymap.key_for(action), action) {
            (Some(key), _) => key.to_owned(),
            (None, Action::Verb(letter)) => letter.to_string(),
            (None, Action::Digit(digit)) => digit.to_string(),
            (None, _) => String::new(),
        };
        Hint { key, does: does.into() }
    }
}

/// Whether the room sees the console of this session: one display, and more than one person.
/// Until the question is answered the careful answer holds.
pub fn is_projected(session: &Session) -> bool {
    !session.is_solo() && session.displays != Some(Displays::Two)
}

/// A key and what it does here, for the footer and the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key's label.
    pub key: String,
    /// What it does, in a word or two.
    pub does: String,
}

/// What reaches a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key, and the verb it asks for when no field is open.
    Key(KeyEvent, Option<Action>),
    /// Pasted text, as it came.
    Paste(String),
}

impl Input {
    /// The verb, if it is a key that asks for one.
    pub fn action(&self) -> Option<Action> {
        match self {
            Input::Key(_, action) => *action,
            Input::Paste(_) => None,
        }
    }
}

/// What a screen answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Not mine: the shell may take it.
    Pass,
    /// Taken; nothing else to do.
    Done,
    /// Taken, and this sentence stands in the footer until the next key.
    Tell(String),
    /// Something for the session. Accepted, it comes back through [`Screen::accepted`]; refused,
    /// the reason stands in the footer and the screen is as it was, with its text.
    Propose(Proposal),
    /// The file of this name is wanted; it comes back through [`Screen::file_read`].
    ReadFile(CleanText),
    /// The newest change is to be taken back.
    Undo,
    /// What was taken back is to be put back.
    Redo,
    /// The session is to go back to how it was at this revision.
    GoBack(u64),
    /// The session is to be exported: where to is asked.
    Export,
    /// The session is to be exported like this.
    ExportTo(Box<Order>),
    /// The kit is to be printed: the folder is asked.
    Kit,
    /// The kit is to be written into this folder.
    KitTo(CleanText),
    /// The names of the files are wanted that would be made for sessions with these titles, in this
    /// folder; they come back through [`crate::ui::popups::Popup::files_named`].
    NameFiles {
        /// The titles.
        titles: Vec<CleanText>,
        /// The folder; empty for the one of the session.
        folder: CleanText,
    },
    /// The session is to be split into these tables.
    Split(Box<Seating>),
    /// The tables of this session are to be shown.
    Tables,
    /// A table is to come back.
    BringBack(Wanted),
    /// A copy of the session is to be saved at this place.
    SaveElsewhere(CleanText),
    /// What happened before now is to be forgotten.
    Forget,
    /// The check-in of this session is to be made, unless there is one, and opened.
    CheckIn,
    /// Something is asked of the program around the session.
    Ask(Ask),
    /// The program (or this session) is to be left.
    Leave,
}

/// How a session is to be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The name of the format.
    pub format: &'static str,
    /// For whom.
    pub audience: Audience,
    /// With which parts.
    pub parts: Vec<Part>,
    /// The file, as it was typed.
    pub name: CleanText,
}

/// Something for the program around the session: how it looks, what it remembers of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The themes there are, to choose from.
    Themes,
    /// Everything is to look like this, to see how it is.
    Try(Box<Theme>),
    /// Everything is to look as before somebody tried.
    AsBefore,
    /// The theme of this name is to be worn from now on.
    Keep(String),
    /// The mouse is to speak to the program, or no longer.
    Mouse,
    /// The desktop is to be told when the time of a step is up, or no longer.
    Notification,
    /// This is to be put into the terminal's clipboard, and then said.
    Copy(Copied, String),
}

/// What is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// A line, as it is.
    Line(String),
    /// Blocks, as Markdown.
    Blocks(Vec<Block>),
}

/// The interactive screen of one activity.
pub trait Screen {
    /// Takes a key or pasted text.
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply;

    /// What it last proposed was accepted as the entry of this number; new things have their ids
    /// from it. Open fields are emptied or closed here, never before.
    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) {
        let _ = (entry, cx);
    }

    /// Somebody searched for this thing: the cursor goes to it, where there is one, and what else
    /// it takes to see it is proposed.
    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        let _ = (thing, cx);
        Reply::Done
    }

    /// The file it asked for, or a sentence why it cannot be had.
    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        let _ = (bytes, cx);
        Reply::Done
    }

    /// Paints, from `cx.seen`, and answers where the terminal's cursor belongs while something is
    /// being typed.
    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position>;

    /// Whether it paints the question itself, and so has the rows where that stands.
    fn asks_itself(&self, cx: &Cx<'_>) -> bool {
        let _ = cx;
        false
    }

    /// The keys that matter now, the most important first; the footer shows at most six, the help
    /// shows all.
    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint>;

    /// Whether digits mean something here, so that the clock's offers need its popup.
    fn takes_digits(&self, cx: &Cx<'_>) -> bool {
        let _ = cx;
        false
    }

    /// What stands in the open field, to be kept in case the program ends. Nothing that is typed
    /// privately.
    fn open_text(&self) -> Option<CleanText> {
        None
    }

    /// Text of an earlier run is offered back: opens the field it belongs to and puts it in.
    /// Answers false when there is no such field here.
    fn take_back(&mut self, text: &CleanText, cx: &Cx<'_>) -> bool {
        let _ = (text, cx);
        false
    }

    /// Whether something private is open: then no shared verb works but move, mark, more, less,
    /// text, Enter, Esc and help.
    fn is_private(&self) -> bool {
        false
    }
}
