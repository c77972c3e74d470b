//! The start screen: go on, begin a new session, take the tour, or open a recent one; and what is
//! done with a session as a whole: another title, a copy, away, for good.

mod keys;
mod list;
mod tables;

use crate::reader::Reader;
use crate::session::followup::SOON;
use crate::session::{Glance, Like};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::forms::lines::{LineField, Typed};
use crate::ui::keymap::Keymap;
use crate::ui::look::Look;
use crate::ui::popups::notice::Notice;
use crate::ui::popups::themes::{Offer, Themes, Worn};
use crate::ui::screen::{Ask, Input};
use crate::ui::shell::new_session::{Begin, NewReply, NewSession};
use crate::ui::trace::{Clicked, Manner, Trace};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::rows::Cursor;
use crate::workshop::Workshop;
use crossterm::event::{KeyCode, MouseEvent};
use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};

/// What the start screen looks through.
#[derive(Clone, Copy)]
pub struct StartCx<'a> {
    /// How everything looks.
    pub look: &'a Look,
    /// Which key asks for what.
    pub keymap: &'a Keymap,
    /// How dates and times are written.
    pub reader: &'a Reader,
    /// The time.
    pub now: Timestamp,
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its title, or its file's name where that cannot be read.
    pub title: CleanText,
    /// Its head, or why that cannot be read.
    pub glance: Result<Glance, String>,
    /// A check-in goes on from it.
    pub followed: bool,
}

impl Recent {
    /// In how many days its check-in is due, where one is and nobody has made it.
    fn check_in(&self, today: Date) -> Option<i32> {
        self.glance.as_ref().ok().filter(|_| !self.followed)?.days_to_check_in(today)
    }
}

/// What the start screen wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartReply {
    /// Nothing.
    Stay,
    /// A session is to be opened.
    Open(PathBuf),
    /// A session is to begin.
    Begin(Box<Begin>),
    /// What another session can begin from is wanted of this one; it comes back through
    /// [`StartScreen::begin_like`].
    Like(PathBuf),
    /// The next check-in of this session is to be made, and opened.
    CheckIn(PathBuf),
    /// The sample session is to be opened.
    Tour,
    /// A file is wanted; it comes back through [`StartScreen::file_read`].
    ReadFile(CleanText),
    /// Something is to be done with a session as a whole; the list comes back through
    /// [`StartScreen::refresh`].
    File(PathBuf, File),
    /// Something is asked of the program itself.
    Ask(Ask),
    /// The program is to be left.
    Leave,
}

/// What is done with a session as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// It gets another title.
    Rename(CleanText),
    /// Another one is made that is like it.
    Copy,
    /// It is put away.
    Away,
    /// It is brought back.
    Back,
    /// It goes for good.
    Delete,
}

/// The sessions there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelves {
    /// Those in the folder, newest first.
    pub here: Vec<Recent>,
    /// Those that were put away.
    pub away: Vec<Recent>,
    /// Of which one in the folder a check-in is due soonest, where one is due soon.
    pub due: Option<usize>,
}

impl Shelves {
    /// The sessions as they are on a day.
    pub fn new(here: Vec<Recent>, away: Vec<Recent>, today: Date) -> Shelves {
        let due = here.iter().enumerate().filter_map(|(at, it)| Some((it.check_in(today)?, at)));
        let due = due.filter(|(days, _)| *days <= SOON).min().map(|(_, at)| at);
        Shelves { here, away, due }
    }
}

/// The start screen.
pub struct StartScreen {
    shelves: Shelves,
    away: bool,
    cursor: Cursor<Item>,
    filter: Option<Field>,
    new: NewSession,
    from: Option<NewSession>,
    open: Open,
    armed: Arm,
    /// The session whose tables are shown below it, by its own name.
    unfolded: Option<CleanText>,
    message: Option<String>,
}

/// What is open over the list.
enum Open {
    Nothing,
    /// The form of a new session: kept for the next time.
    New,
    /// The same, filled in from another session.
    From,
    Title(PathBuf, Box<LineField>),
    Themes(Themes),
    Notice(Notice),
    Help,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    /// The check-in that is due, of this session.
    CheckIn(usize),
    GoOn(usize),
    New,
    Tour,
    Recent(usize),
    /// A table of the session above it; whether that is one of those to begin with.
    Table {
        at: usize,
        first: bool,
    },
}

impl Item {
    /// The session it stands for, by its place on the shelf.
    fn session(self) -> Option<usize> {
        match self {
            Item::CheckIn(at) | Item::GoOn(at) | Item::Recent(at) | Item::Table { at, .. } => {
                Some(at)
            }
            Item::New | Item::Tour => None,
        }
    }
}

impl StartScreen {
    /// The start screen over these sessions and these workshops.
    pub fn new(shelves: Shelves, workshops: Vec<Workshop>) -> StartScreen {
        StartScreen {
            shelves,
            away: false,
            cursor: Cursor::default(),
            filter: None,
            new: NewSession::new(workshops),
            from: None,
            open: Open::Nothing,
            armed: Arm::default(),
            unfolded: None,
            message: None,
        }
    }

    /// A sentence for the footer, until the next key.
    pub fn tell(&mut self, sentence: impl Into<String>) {
        self.message = Some(sentence.into());
    }

    /// What is to be read before anything else.
    pub fn notice(&mut self, notice: Notice) {
        self.open = Open::Notice(notice);
    }

    /// Lets a theme be chosen among these; `worn` is the name of the present choice.
    pub fn choose_theme(&mut self, offers: Vec<Offer>, worn: &str) {
        self.open = Open::Themes(Themes::new(offers, worn));
    }

    /// The file that was asked for, or why it cannot be had.
    pub fn file_read(&mut self, bytes: Result<Vec<u8>, String>) {
        self.form().file_read(bytes);
    }

    /// The form of a new session, filled in with what can be had from another.
    pub fn begin_like(&mut self, like: Like) {
        self.from = Some(self.new.like(like));
        self.open = Open::From;
    }

    /// The sessions as they are now; the cursor goes to this one, else it stays in its row.
    pub fn refresh(&mut self, shelves: Shelves, on: Option<&Path>) {
        self.shelves = shelves;
        self.away &= !self.shelves.away.is_empty();
        let items = self.items();
        let is_it = |item: &Item| self.recent(*item).is_some_and(|it| Some(&*it.path) == on);
        if let Some(row) = items.iter().position(is_it).or(self.cursor.row(&items)) {
            self.cursor.place(row, &items);
        }
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input, cx: &StartCx<'_>) -> StartReply {
        self.message = None;
        self.armed.unless(input.action());
        match &mut self.open {
            Open::Nothing => {}
            Open::Notice(notice) => {
                if notice.update(input) {
                    self.open = Open::Nothing;
                }
                return StartReply::Stay;
            }
            Open::Themes(themes) => {
                return match themes.update(input) {
                    Worn::Stays(None) => StartReply::Stay,
                    Worn::Stays(Some(ask)) => StartReply::Ask(ask),
                    Worn::Closes(ask) => {
                        self.open = Open::Nothing;
                        StartReply::Ask(ask)
                    }
                };
            }
            Open::Help => {
                self.open = Open::Nothing;
                return StartReply::Stay;
            }
            Open::New | Open::From => return self.fill_in(input, cx),
            Open::Title(..) => return self.type_title(input),
        }
        if self.filter.is_some() && self.type_filter(input) {
            return StartReply::Stay;
        }
        input.action().map_or(StartReply::Stay, |action| self.act(action, cx))
    }

    /// What the mouse comes to on a screen of this size.
    pub fn clicked(&self, mouse: MouseEvent, screen: Rect, cx: &StartCx<'_>) -> Clicked {
        let trace = Trace::default();
        let look = cx.look.tracing(&trace);
        let cx = StartCx { look: &look, ..*cx };
        let cursor = self.render(screen, &mut Buffer::empty(screen), &cx);
        trace.clicked(mouse, cx.keymap, Manner { typing: cursor.is_some(), private: false })
    }

    fn act(&mut self, action: Action, cx: &StartCx<'_>) -> StartReply {
        let items = self.items();
        if self.cursor.act(action, &items, 8) {
            return StartReply::Stay;
        }
        match action {
            Action::Add => self.open = Open::New,
            Action::Search => self.filter = Some(Field::line("")),
            Action::Help => self.open = Open::Help,
            Action::Back if self.filter.is_some() => self.filter = None,
            Action::Back => self.away = false,
            Action::Verb('v') => self.look_away(),
            Action::Verb('o') => return StartReply::Ask(Ask::Themes),
            Action::Leave => return StartReply::Leave,
            _ => match (action, self.cursor.item(&items).copied()) {
                (Action::Open, Some(Item::New)) => self.open = Open::New,
                (Action::Open, Some(Item::Tour)) => return StartReply::Tour,
                (Action::Open, None) => {
                    self.tell("No session is called like this. Esc shows all again.");
                }
                (Action::Open, Some(Item::CheckIn(at))) => {
                    return StartReply::CheckIn(self.shelf()[at].path.clone());
                }
                (Action::Left | Action::Right, Some(item)) => {
                    if let Some(at) = item.session() {
                        self.fold(at, action == Action::Left);
                    }
                }
                (_, Some(item)) => {
                    if let Some(at) = item.session() {
                        return self.act_on(action, at, cx);
                    }
                }
                _ => {}
            },
        }
        StartReply::Stay
    }

    /// What is asked for is about a session.
    fn act_on(&mut self, action: Action, at: usize, cx: &StartCx<'_>) -> StartReply {
        let Recent { path, title, .. } = self.shelf()[at].clone();
        match action {
            Action::Open => return StartReply::Open(path),
            Action::Verb('f') => return StartReply::Like(path),
            Action::Verb('c') => return StartReply::File(path, File::Copy),
            Action::Verb('i') if self.shows_tables(at, cx) => {}
            Action::Verb('i') => {
                let finished = self.shelf()[at].glance.as_ref().is_ok_and(|glance| glance.finished);
                if finished {
                    return StartReply::CheckIn(path);
                }
                self.tell(format!(
                    "“{title}” is not finished yet; a check-in goes on from what was closed."
                ));
            }
            Action::Verb('z') => {
                let file = if self.away { File::Back } else { File::Away };
                return StartReply::File(path, file);
            }
            Action::Edit => self.open = Open::Title(path, Box::new(LineField::editing(&title))),
            Action::Delete if self.armed.press(action) == Pressed::Fired => {
                return StartReply::File(path, File::Delete);
            }
            Action::Delete => {
                let key = cx.keymap.key_for(action).unwrap_or_default();
                self.tell(format!(
                    "{key} again deletes “{title}” for good, with its history and its copies; z puts \
                     it away instead."
                ));
            }
            _ => {}
        }
        StartReply::Stay
    }

    fn look_away(&mut self) {
        if self.shelves.away.is_empty() {
            return self.tell("Nothing was put away; z does that with a session.");
        }
        self.away = !self.away;
        self.filter = None;
        self.cursor = Cursor::default();
    }

    fn form(&mut self) -> &mut NewSession {
        match (&self.open, &mut self.from) {
            (Open::From, Some(from)) => from,
            _ => &mut self.new,
        }
    }

    fn fill_in(&mut self, input: &Input, cx: &StartCx<'_>) -> StartReply {
        match self.form().update(input, cx) {
            NewReply::Stay => StartReply::Stay,
            NewReply::Closed => {
                self.open = Open::Nothing;
                StartReply::Stay
            }
            NewReply::Begin(begin) => StartReply::Begin(begin),
            NewReply::ReadFile(name) => StartReply::ReadFile(name),
        }
    }

    fn type_title(&mut self, input: &Input) -> StartReply {
        let Open::Title(path, line) = &mut self.open else { return StartReply::Stay };
        let typed = match input {
            Input::Paste(text) => line.paste(text),
            Input::Key(key, _) if key.code == KeyCode::Esc => Typed::Ended,
            Input::Key(key, _) => line.input(*key),
        };
        let reply = match typed {
            Typed::Going => return StartReply::Stay,
            Typed::Ended => StartReply::Stay,
            Typed::Lines(lines) => lines.into_iter().next().map_or(StartReply::Stay, |title| {
                StartReply::File(path.clone(), File::Rename(title))
            }),
        };
        self.open = Open::Nothing;
        reply
    }

    /// Typing narrows the list; answers whether the key was taken.
    fn type_filter(&mut self, input: &Input) -> bool {
        let Some(field) = &mut self.filter else { return false };
        match input {
            Input::Paste(text) => field.paste(text),
            Input::Key(key, _) => match key.code {
                KeyCode::Esc => self.filter = None,
                KeyCode::Enter | KeyCode::Up | KeyCode::Down => return false,
                _ => {
                    field.input(*key);
                }
            },
        }
        true
    }

    /// The sessions that are shown.
    fn shelf(&self) -> &[Recent] {
        if self.away { &self.shelves.away } else { &self.shelves.here }
    }

    fn recent(&self, item: Item) -> Option<&Recent> {
        self.shelf().get(item.session()?)
    }

    fn items(&self) -> Vec<Item> {
        let shelf = self.shelf();
        if let Some(filter) = &self.filter {
            let words = filter.text().to_lowercase();
            let fits = |at: &usize| {
                let title = shelf[*at].title.to_lowercase();
                words.split_whitespace().all(|word| title.contains(word))
            };
            return (0..shelf.len()).filter(fits).map(Item::Recent).collect();
        }
        if self.away {
            let listed = (0..shelf.len()).filter(|at| !self.is_below(*at)).map(Item::Recent);
            return self.with_tables(listed);
        }
        let open = |recent: &Recent| recent.glance.as_ref().is_ok_and(|glance| !glance.finished);
        let go_on = shelf.iter().position(open);
        let due = self.shelves.due.filter(|at| *at < shelf.len());
        let above = |at: &usize| Some(*at) == go_on || Some(*at) == due;
        let others = (0..shelf.len()).filter(|at| !above(at) && !self.is_below(*at));
        let first = go_on.map(Item::GoOn).into_iter().chain(due.map(Item::CheckIn));
        let first = first.chain([Item::New, Item::Tour]);
        self.with_tables(first.chain(others.map(Item::Recent)))
    }
}

#[cfg(test)]
mod tests;
