//! The test stage: a room and a console, keys typed as text, and the screen as rows.
//!
//! `Stage::of(room).keys("a Plant bees<enter><esc>").shows()` types a whole story and gives the
//! picture. Keys are characters as typed; `<enter> <esc> <tab> <s-tab> <bs> <space> <up> <down>
//! <left> <right> <pgup> <pgdn> <home> <end> <c-r>` and `<lt>` have names. A blank stands for the
//! space bar only inside a word of text: `<space>` says it is a key.

use crate::reader::Reader;
use crate::room::{Proposal, Room};
use crate::session::report::Shows;
use crate::session::tables::{self, Arrival, Seat, Seating, Wanted, Whereabouts};
use crate::session::{Change, Place, Session};
use crate::testing::{at, today};
use crate::text::CleanText;
use crate::ui::keymap::Keymap;
use crate::ui::look::Look;
use crate::ui::look::tests::dark;
use crate::ui::popups::export;
use crate::ui::popups::themes::Offer;
use crate::ui::screen::{Ask, Copied, Cx, Input, Order, Reply};
use crate::ui::shell::console::{Console, Saved};
use crate::ui::theme::{BUILT_IN, Theme};
use crate::ui::trace::Clicked;
use crate::ui::widgets::stage::rows;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::HashMap;

/// A room with its console, on a screen of some size.
pub(crate) struct Stage {
    pub(crate) room: Room,
    console: Console,
    keymap: Keymap,
    look: Look,
    reader: Reader,
    size: (u16, u16),
    now: Timestamp,
    files: HashMap<String, Vec<u8>>,
    left: bool,
    exported: usize,
    orders: Vec<Order>,
    checked_in: usize,
    printed: Vec<CleanText>,
    copied: Option<(Copied, String)>,
    /// The tables that the session was split into.
    pub(crate) tables: Vec<Room>,
}

impl Stage {
    /// The console of this room at 80×24, an hour and a bit after it began; the question about
    /// displays is answered with "two" unless the room has answered it.
    pub(crate) fn of(mut room: Room) -> Stage {
        if room.session().displays.is_none() {
            let two = crate::session::Change::Displays(crate::session::Displays::Two);
            crate::testing::submit(&mut room, two).expect("displays can be set");
        }
        Stage {
            console: Console::new(room.session()),
            room,
            keymap: Keymap::built_in(),
            look: dark(),
            reader: Reader {
                locale: crate::locale::Locale::default(),
                today: today(),
                zone: TimeZone::UTC,
            },
            size: (80, 24),
            now: at(3_600),
            files: HashMap::new(),
            left: false,
            exported: 0,
            orders: Vec::new(),
            checked_in: 0,
            printed: Vec::new(),
            copied: None,
            tables: Vec::new(),
        }
    }

    /// Another size.
    pub(crate) fn size(mut self, width: u16, height: u16) -> Stage {
        self.size = (width, height);
        self
    }

    /// The same so many days later: the day of a check-in.
    pub(crate) fn at_noon_of(mut self, days: i64) -> Stage {
        self.now = at(days * 86_400 + 7_200);
        self.reader.today = today().saturating_add(jiff::Span::new().days(days));
        self
    }

    /// A file that screens may ask for.
    pub(crate) fn file(mut self, name: &str, bytes: &[u8]) -> Stage {
        self.files.insert(name.to_owned(), bytes.to_vec());
        self
    }

    /// Types keys.
    pub(crate) fn keys(mut self, keys: &str) -> Stage {
        for key in parse(keys) {
            let action = self.keymap.action(key);
            self.take(&Input::Key(key, action));
        }
        self
    }

    /// Pastes text.
    pub(crate) fn paste(mut self, text: &str) -> Stage {
        self.take(&Input::Paste(text.to_owned()));
        self
    }

    /// Lets some time pass.
    pub(crate) fn wait(mut self, seconds: i64) -> Stage {
        self.now = self.now.checked_add(jiff::SignedDuration::from_secs(seconds)).expect("soon");
        self
    }

    /// What is being typed, and where.
    pub(crate) fn open_text(&self) -> Option<(String, crate::text::CleanText)> {
        self.console.open_text().map(|text| (self.console.open_place(), text))
    }

    /// Words of an earlier run come back.
    pub(crate) fn take_back(mut self, place: &str, words: &crate::text::CleanText) -> Stage {
        self.with_mut(|console, cx| console.take_back(place, words, cx));
        self
    }

    /// The session as it is now.
    pub(crate) fn session(&self) -> &Session {
        self.room.session()
    }

    /// Whether the program was left.
    pub(crate) fn was_left(&self) -> bool {
        self.left
    }

    /// The keys that the screen says it has.
    pub(crate) fn hints(&self) -> Vec<String> {
        self.with(|console, cx| console.hints(cx).into_iter().map(|hint| hint.key).collect())
    }

    /// The folders into which the kit was to be printed.
    pub(crate) fn printed(&self) -> &[CleanText] {
        &self.printed
    }

    /// What was copied last, and what was said of it.
    pub(crate) fn copied(&self) -> Option<(Copied, String)> {
        self.copied.clone()
    }

    /// Clicks where these words stand.
    #[track_caller]
    pub(crate) fn click(self, words: &str) -> Stage {
        let shown = rows(&self.buffer());
        let place = shown.iter().enumerate().find_map(|(y, row)| {
            let before = row.split_once(words)?.0;
            Some((crate::text::width(before), y))
        });
        let (x, y) =
            place.unwrap_or_else(|| panic!("“{words}” is not there:\n{}", shown.join("\n")));
        let [x, y] = [x, y].map(|at| u16::try_from(at).expect("it is on the screen"));
        self.mouse(MouseEventKind::Down(MouseButton::Left), x, y)
    }

    /// Does something with the mouse.
    pub(crate) fn mouse(mut self, kind: MouseEventKind, column: u16, row: u16) -> Stage {
        let event = MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let saved = Saved::At("11:41:03".into());
        match self.with(|console, cx| console.clicked(event, area, cx, &saved)) {
            Clicked::Nothing => {}
            Clicked::Keys(keys) => keys.iter().for_each(|key| self.take(key)),
            Clicked::Step(to) => {
                let reply = self.with_mut(|console, cx| console.jump(to, cx));
                self.carry_out(reply);
            }
        }
        self
    }

    /// How often an export was asked for.
    pub(crate) fn exports(&self) -> usize {
        self.exported
    }

    /// What was to be written.
    pub(crate) fn orders(&self) -> &[Order] {
        &self.orders
    }

    /// How often the check-in of the session was asked for.
    pub(crate) fn check_ins(&self) -> usize {
        self.checked_in
    }

    /// The screen as text, row by row, without blanks at the ends.
    pub(crate) fn shows(&self) -> String {
        rows(&self.buffer()).join("\n").trim_end().to_owned()
    }

    /// The screen with its styles.
    pub(crate) fn buffer(&self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let saved = Saved::At("11:41:03".into());
        self.with(|console, cx| console.render(area, &mut buffer, cx, &saved));
        buffer
    }

    /// Whether the screen shows these words.
    #[track_caller]
    pub(crate) fn expects(self, words: &str) -> Stage {
        let shown = self.shows();
        assert!(shown.contains(words), "“{words}” is not on the screen:\n{shown}");
        self
    }

    /// Whether the screen does not show these words.
    #[track_caller]
    pub(crate) fn expects_no(self, words: &str) -> Stage {
        let shown = self.shows();
        assert!(!shown.contains(words), "“{words}” is on the screen:\n{shown}");
        self
    }

    fn with<T>(&self, act: impl FnOnce(&Console, &Cx<'_>) -> T) -> T {
        let session = self.room.session();
        let seen = session.seen_by(self.console.viewer(session));
        let place = session.at.clone();
        let blanked = self.console.is_blanked();
        act(&self.console, &cx(self, &self.room, &seen, &place, blanked))
    }

    fn with_mut<T>(&mut self, act: impl FnOnce(&mut Console, &Cx<'_>) -> T) -> T {
        let session = self.room.session();
        let seen = session.seen_by(self.console.viewer(session));
        let place = session.at.clone();
        let empty = Console::new(session);
        let mut console = std::mem::replace(&mut self.console, empty);
        let blanked = console.is_blanked();
        let answer = act(&mut console, &cx(self, &self.room, &seen, &place, blanked));
        self.console = console;
        answer
    }

    fn take(&mut self, input: &Input) {
        let reply = self.with_mut(|console, cx| console.update(input, cx));
        self.carry_out(reply);
    }

    fn carry_out(&mut self, reply: Reply) {
        match reply {
            Reply::Pass | Reply::Done => {}
            Reply::Tell(sentence) => self.console.tell(sentence),
            Reply::Propose(proposal) => match self.room.carry_out(self.now, proposal) {
                Ok(entry) => {
                    let follows = self.with_mut(|console, cx| console.accepted(entry, cx));
                    self.carry_out(follows);
                }
                Err(refusal) => self.console.tell(refusal.to_string()),
            },
            Reply::ReadFile(name) => {
                let bytes = self.files.get(&*name).cloned();
                let bytes = bytes.ok_or_else(|| format!("There is no file {name}."));
                let reply = self.with_mut(|console, cx| console.file_read(bytes, cx));
                self.carry_out(reply);
            }
            Reply::Undo => {
                let told = self.room.undo(self.now);
                self.tell_undo("Undone", told);
            }
            Reply::Redo => {
                let told = self.room.redo(self.now);
                self.tell_undo("Redone", told);
            }
            Reply::GoBack(revision) => {
                let told = self.room.go_back(self.now, revision);
                self.tell_undo("Gone back", told);
            }
            Reply::Export => {
                self.exported += 1;
                let offer = |(name, shows): (&'static str, Shows)| export::Offer {
                    name,
                    about: "to read",
                    shows,
                    suggested: format!("garden.{name}"),
                };
                let offers = [("md", Shows::Parts), ("csv", Shows::Tables)].map(offer).into();
                self.with_mut(|console, cx| console.ask_how_to_export(offers, cx));
            }
            Reply::ExportTo(order) => self.orders.push(*order),
            Reply::Kit => self.console.ask_where_to_print("garden-kit"),
            Reply::KitTo(folder) => self.printed.push(folder),
            Reply::NameFiles { titles, .. } => {
                let name = |title: CleanText| CleanText::line(&format!("/plans/{title}.ron"));
                self.console.files_named(titles.into_iter().map(name).collect());
            }
            Reply::Split(seating) => self.split(&seating),
            Reply::Tables => self.console.show_tables(self.whereabouts()),
            Reply::BringBack(wanted) => self.bring_back(&wanted),
            Reply::SaveElsewhere(_) | Reply::Forget => {}
            Reply::Ask(ask) => self.ask(ask),
            Reply::CheckIn => self.checked_in += 1,
            Reply::Leave => self.left = true,
        }
    }

    fn split(&mut self, seating: &Seating) {
        let session = self.room.session();
        if let Err(refusal) = session.can_seat(&seating.seats) {
            return self.console.tell(refusal.to_string());
        }
        let set =
            |seat: &Seat| session.set_table(seat, CleanText::line(&format!("t{}", seat.number)), 3);
        let (tables, begun): (Vec<_>, Vec<_>) = seating.seats.iter().map(set).unzip();
        let begin = |it| Room::begin(self.now, it).expect("a table begins");
        self.tables.extend(begun.into_iter().map(begin));
        let split = Change::Tables(tables::Change::Split(tables));
        self.carry_out(Reply::Propose(Proposal::Change(split)));
    }

    fn whereabouts(&self) -> Vec<Whereabouts> {
        let session = self.room.session();
        let there = |table: &tables::Table| {
            let found = self.tables.iter().find(|it| it.session().id == table.session);
            let path = CleanText::line(&format!("/plans/{}.ron", table.session));
            session.whereabouts(table, found.map(|it| (path, it.session())))
        };
        session.tables.iter().map(there).collect()
    }

    fn bring_back(&mut self, wanted: &Wanted) {
        let (Wanted::Table(name) | Wanted::File(name)) = wanted;
        let Some(table) = self.tables.iter().find(|it| it.session().id == *name) else {
            return self.console.tell("There is no such file.");
        };
        match Arrival::of(self.room.session(), table.session()) {
            Ok(Some(arrival)) => {
                let reply = self.with_mut(|console, cx| console.arrives(arrival, cx));
                self.carry_out(reply);
            }
            Ok(None) => self.console.tell("Nothing new."),
            Err(refusal) => self.console.tell(refusal.to_string()),
        }
    }

    fn ask(&mut self, ask: Ask) {
        match ask {
            Ask::Themes => {
                let offer = |(name, _): &(&str, &str)| Offer {
                    name: (*name).to_owned(),
                    aside: "built in".to_owned(),
                    theme: Ok(Theme::built_in(name).expect("built in")),
                };
                self.console.choose_theme(BUILT_IN.iter().map(offer).collect(), "dark");
            }
            Ask::Try(theme) => self.look = self.look.in_theme(&theme),
            Ask::AsBefore => self.look = dark(),
            Ask::Copy(copied, said) => {
                self.console.tell(said.clone());
                self.copied = Some((copied, said));
            }
            Ask::Keep(_) | Ask::Mouse | Ask::Notification => {}
        }
    }

    fn tell_undo(&mut self, word: &str, told: Result<String, crate::session::Refusal>) {
        let session = self.room.session().clone();
        self.console.refresh(&session);
        self.console.tell(match told {
            Ok(what) => format!("{word}: {what}"),
            Err(refusal) => refusal.to_string(),
        });
    }
}

fn cx<'a>(
    stage: &'a Stage,
    room: &'a Room,
    seen: &'a crate::session::Seen,
    place: &'a Place,
    blanked: bool,
) -> Cx<'a> {
    Cx {
        session: room.session(),
        chronicle: room.chronicle(),
        seen,
        place,
        look: &stage.look,
        keymap: &stage.keymap,
        reader: &stage.reader,
        now: stage.now,
        blanked,
    }
}

/// Reads keys as people write them down.
pub(crate) fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut events = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
            events.push(named(name));
            rest = after;
        } else {
            events.push(KeyEvent::new(KeyCode::Char(first), KeyModifiers::NONE));
            rest = &rest[first.len_utf8()..];
        }
    }
    events
}

fn named(name: &str) -> KeyEvent {
    let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
    match name {
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "tab" => plain(KeyCode::Tab),
        "s-tab" => KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT),
        "bs" => plain(KeyCode::Backspace),
        "del" => plain(KeyCode::Delete),
        "space" => plain(KeyCode::Char(' ')),
        "up" => plain(KeyCode::Up),
        "down" => plain(KeyCode::Down),
        "left" => plain(KeyCode::Left),
        "right" => plain(KeyCode::Right),
        "pgup" => plain(KeyCode::PageUp),
        "pgdn" => plain(KeyCode::PageDown),
        "home" => plain(KeyCode::Home),
        "end" => plain(KeyCode::End),
        "f1" => plain(KeyCode::F(1)),
        "lt" => plain(KeyCode::Char('<')),
        "a-y" => KeyEvent::new(KeyCode::Char('y'), KeyModifiers::ALT),
        other => match other.strip_prefix("c-").and_then(|letter| letter.chars().next()) {
            Some(letter) => KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL),
            None => panic!("no key is called <{other}>"),
        },
    }
}
