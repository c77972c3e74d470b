//! A console without a terminal: events in, a picture out.

use crate::made::{at, reader, whereabouts};
use crossterm::event::{Event, KeyEventKind};
use groundswell::export::FORMATS;
use groundswell::locale::Locale;
use groundswell::reader::Reader;
use groundswell::room::{Proposal, Room, Sealed};
use groundswell::session::tables::{self, Arrival, Seat as Place, Seating, Wanted};
use groundswell::session::{Change, Refusal, Session};
use groundswell::text::CleanText;
use groundswell::ui::keymap::Keymap;
use groundswell::ui::look::{Depth, Look};
use groundswell::ui::popups::export;
use groundswell::ui::popups::themes::Offer;
use groundswell::ui::screen::{Ask, Cx, Input, Reply};
use groundswell::ui::shell::console::{Console, Saved};
use groundswell::ui::theme::{BUILT_IN, Theme};
use groundswell::ui::trace::Clicked;
use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Somebody at a console.
pub(crate) struct Seat {
    pub(crate) room: Room,
    console: Console,
    keymap: Keymap,
    look: Look,
    reader: Reader,
    now: Timestamp,
    pub(crate) size: (u16, u16),
    /// What a file has in it, whichever is asked for.
    pub(crate) file: Vec<u8>,
    /// The tables that were split off.
    tables: Vec<Session>,
}

/// The dark look, in every colour or in ASCII alone.
pub(crate) fn look(ascii: bool) -> Look {
    let theme = Theme::built_in("dark").expect("it is built in");
    let depth = if ascii { Depth::None } else { Depth::True };
    Look::new(&theme, depth, ascii, true, Locale::default())
}

impl Seat {
    /// At the console of a session that is gone on with.
    pub(crate) fn at(session: Session) -> Seat {
        let (room, _) = Room::resume(session, &[], Sealed::default());
        Seat {
            console: Console::new(room.session()),
            room,
            keymap: Keymap::built_in(),
            look: look(false),
            reader: reader(),
            now: at(3_600),
            size: (80, 24),
            file: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// Takes an event of the terminal.
    pub(crate) fn take(&mut self, event: &Event) {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            Event::Key(key) => self.input(&Input::Key(*key, self.keymap.action(*key))),
            Event::Paste(text) => {
                self.input(&Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n")));
            }
            Event::Mouse(mouse) => {
                let area = Rect::new(0, 0, self.size.0, self.size.1);
                let saved = Saved::At("11:41:03".into());
                let clicked = self.with(|console, cx| console.clicked(*mouse, area, cx, &saved));
                match clicked {
                    Clicked::Nothing => {}
                    Clicked::Keys(keys) => keys.iter().for_each(|key| self.input(key)),
                    Clicked::Step(to) => {
                        let reply = self.with(|console, cx| console.jump(to, cx));
                        self.carry_out(reply);
                    }
                }
            }
            Event::Resize(columns, rows) => self.size = (*columns, *rows),
            Event::FocusGained | Event::FocusLost => {}
        }
    }

    /// The screen.
    pub(crate) fn buffer(&mut self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buffer = Buffer::empty(area);
        let saved = Saved::At("11:41:03".into());
        self.with(|console, cx| console.render(area, &mut buffer, cx, &saved));
        buffer
    }

    fn input(&mut self, input: &Input) {
        let reply = self.with(|console, cx| console.update(input, cx));
        self.carry_out(reply);
    }

    fn with<T>(&mut self, act: impl FnOnce(&mut Console, &Cx<'_>) -> T) -> T {
        let session = self.room.session();
        let seen = session.seen_by(self.console.viewer(session));
        let cx = Cx {
            session,
            seen: &seen,
            place: &session.at,
            look: &self.look,
            chronicle: self.room.chronicle(),
            keymap: &self.keymap,
            reader: &self.reader,
            now: self.now,
            blanked: self.console.is_blanked(),
        };
        act(&mut self.console, &cx)
    }

    fn carry_out(&mut self, reply: Reply) {
        match reply {
            Reply::Tell(sentence) => self.console.tell(sentence),
            Reply::Propose(proposal) => match self.room.carry_out(self.now, proposal) {
                Ok(entry) => {
                    let follows = self.with(|console, cx| console.accepted(entry, cx));
                    self.carry_out(follows);
                }
                Err(refusal) => self.console.tell(refusal.to_string()),
            },
            Reply::ReadFile(name) => {
                let bytes = match self.file.is_empty() {
                    true => Err(format!("There is no file {name}.")),
                    false => Ok(self.file.clone()),
                };
                let reply = self.with(|console, cx| console.file_read(bytes, cx));
                self.carry_out(reply);
            }
            Reply::Undo => {
                let told = self.room.undo(self.now);
                self.turned(told);
            }
            Reply::Redo => {
                let told = self.room.redo(self.now);
                self.turned(told);
            }
            Reply::GoBack(revision) => {
                let told = self.room.go_back(self.now, revision);
                self.turned(told);
            }
            Reply::Forget => drop(self.room.forget()),
            Reply::Export => {
                let offer = |format: &groundswell::export::Format| export::Offer {
                    name: format.name,
                    about: format.about,
                    shows: format.shows,
                    suggested: format!("garden.{}", format.ending),
                };
                let offers = FORMATS.iter().map(offer).collect();
                self.with(|console, cx| console.ask_how_to_export(offers, cx));
            }
            Reply::Kit => self.console.ask_where_to_print("garden-kit"),
            Reply::NameFiles { titles, .. } => self.console.files_named(titles),
            Reply::Split(seating) => self.split(&seating),
            Reply::Tables => {
                self.console.show_tables(whereabouts(self.room.session(), &self.tables));
            }
            Reply::BringBack(wanted) => self.bring_back(&wanted),
            Reply::Ask(ask) => self.ask(ask),
            Reply::Pass | Reply::Done | Reply::CheckIn | Reply::Leave => {}
            Reply::ExportTo(_) | Reply::KitTo(_) | Reply::SaveElsewhere(_) => {}
        }
    }

    fn split(&mut self, seating: &Seating) {
        let session = self.room.session();
        if let Err(refusal) = session.can_seat(&seating.seats) {
            return self.console.tell(refusal.to_string());
        }
        let set = |seat: &Place| {
            let id = CleanText::line(&format!("t{}.{}", session.revision, seat.number));
            session.set_table(seat, id, 3)
        };
        let (tables, begun): (Vec<_>, Vec<_>) = seating.seats.iter().map(set).unzip();
        let begin = |it| Room::begin(self.now, it).expect("a table begins").session().clone();
        self.tables.extend(begun.into_iter().map(begin));
        let split = Change::Tables(tables::Change::Split(tables));
        self.carry_out(Reply::Propose(Proposal::Change(split)));
    }

    fn bring_back(&mut self, wanted: &Wanted) {
        let (Wanted::Table(name) | Wanted::File(name)) = wanted;
        let Some(table) = self.tables.iter().find(|it| it.id == *name) else {
            return self.console.tell("There is no such file.");
        };
        match Arrival::of(self.room.session(), table) {
            Ok(Some(arrival)) => {
                let reply = self.with(|console, cx| console.arrives(arrival, cx));
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
            Ask::AsBefore => self.look = look(false),
            Ask::Copy(_, said) => self.console.tell(said),
            Ask::Keep(_) | Ask::Mouse | Ask::Notification => {}
        }
    }

    fn turned(&mut self, told: Result<String, Refusal>) {
        self.console.refresh(self.room.session());
        self.console.tell(told.unwrap_or_else(|refusal| refusal.to_string()));
    }
}
