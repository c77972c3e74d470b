//! The console: the screen of the present step in its frame, what floats over it, and the verbs
//! that work everywhere.

use crate::room::Proposal;
use crate::session::shuffle::shuffle;
use crate::session::{Change, Id, Person, Place, Session, Viewer, agenda};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::activities::screen_for;
use crate::ui::forms::arm::Arm;
use crate::ui::popups::palette::{Command, Palette};
use crate::ui::popups::{
    Floating, Popup,
    agenda::Agenda,
    check::Check,
    clock::Clock,
    displays::AskDisplays,
    export::{self, Export},
    forget::Forget,
    help::Help,
    history::History,
    notice::Notice,
    park::Park,
    people::People,
    prompt::Prompt,
    search::Search,
    themes::{Offer, Themes},
};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen, is_projected};
use crate::when;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::HashMap;

mod copying;
mod drawing;
mod mouse;
mod offers;
mod steps;
mod tables;

#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;

/// The console of one session: view state only.
pub struct Console {
    screens: HashMap<Place, Box<dyn Screen>>,
    place: Place,
    popup: Option<Box<dyn Popup>>,
    help: Option<Help>,
    /// What is to be read before anything else.
    notice: Option<Notice>,
    message: Option<String>,
    leaving: Arm,
    blanked: bool,
    notes: bool,
    wall: bool,
    asked_displays: bool,
    called: usize,
    /// What was searched for, until we are where it is.
    sought: Option<Id>,
    taking: Option<String>,
    /// What is to be read once that is taken.
    back: Option<Notice>,
}

/// What the footer says of saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Everything up to this is on the disk; the time as people read it.
    At(String),
    /// Not yet.
    Saving,
    /// It cannot be saved; what to do.
    Failed(String),
    /// The session is only looked at; why.
    ReadOnly(String),
}

/// Where a line to be parked stands, beside the places of the agenda.
const PARKED: &str = "parked";

impl Console {
    /// The console of a session, at the place where it is.
    pub fn new(session: &Session) -> Console {
        let mut console = Console {
            screens: HashMap::new(),
            place: session.at.clone(),
            popup: None,
            help: None,
            notice: None,
            message: None,
            leaving: Arm::default(),
            blanked: false,
            notes: false,
            wall: false,
            asked_displays: false,
            called: 0,
            sought: None,
            taking: None,
            back: None,
        };
        console.arrive(session);
        console
    }

    /// Whether the facilitator has said that the projector is blank.
    pub fn is_blanked(&self) -> bool {
        self.blanked
    }

    /// As whom the console may draw: only what the room may see where the room sees it.
    pub fn viewer(&self, session: &Session) -> Viewer {
        let hidden = !is_projected(session) || self.blanked;
        if hidden { Viewer::Facilitator } else { Viewer::Room }
    }

    /// A sentence for the footer, until the next key.
    pub fn tell(&mut self, sentence: impl Into<String>) {
        self.message = Some(sentence.into());
    }

    /// The open text of the present screen, to be kept in case the program ends.
    pub fn open_text(&self) -> Option<CleanText> {
        let screen = self.screens.get(&self.place)?;
        if screen.is_private() {
            return None;
        }
        let floating = self.popup.as_ref().and_then(|popup| popup.open_text());
        floating.or_else(|| screen.open_text()).filter(|text| !text.is_empty())
    }

    /// Where the open text stands, as [`Console::take_back`] understands it.
    pub fn open_place(&self) -> String {
        let floating = self.popup.as_ref().is_some_and(|popup| popup.open_text().is_some());
        if floating { PARKED.to_owned() } else { self.place.to_string() }
    }

    /// Text of an earlier run is put back into the field it came from, or offered to be parked.
    pub fn take_back(&mut self, place: &str, text: &CleanText, cx: &Cx<'_>) {
        let was_here = place == self.place.to_string();
        let screen = self.screens.get_mut(&self.place).filter(|_| was_here);
        if !screen.is_some_and(|screen| screen.take_back(text, cx)) {
            let mut park = Park::new();
            park.update(&Input::Paste(text.to_string()), cx);
            self.popup = Some(Box::new(park));
        }
        self.tell("Your last words are back: they had not been entered.");
    }

    /// What is to be read before anything else.
    pub fn notice(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// Lets a theme be chosen among these; `worn` is the name of the present choice.
    pub fn choose_theme(&mut self, offers: Vec<Offer>, worn: &str) {
        self.open(Themes::new(offers, worn));
    }

    /// Asks as what, for whom and where the record is to be written.
    pub fn ask_how_to_export(&mut self, offers: Vec<export::Offer>, cx: &Cx<'_>) {
        self.open(Export::new(offers, cx));
    }

    /// Asks into which folder the kit is to be written.
    pub fn ask_where_to_print(&mut self, suggested: &str) {
        self.open(Prompt::new(
            "Print the kit",
            "Ballots, cards, slips and the agenda, into this folder",
            suggested,
            |name, _| match name.is_empty() {
                true => Err("Type the name of a folder, or Esc to leave it.".into()),
                false => Ok(Reply::KitTo(name.clone())),
            },
        ));
    }

    fn ask_where_to_save(&mut self) {
        self.open(Prompt::new(
            "Save elsewhere",
            "A copy of the session as it is now, into this file",
            "~/session.ron",
            |name, _| match name.is_empty() {
                true => Err("Type the name of a file, or Esc to leave it.".into()),
                false => Ok(Reply::SaveElsewhere(name.clone())),
            },
        ));
    }

    /// Takes a key or pasted text.
    pub fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        (self.message, self.taking, self.back) = (None, None, None);
        if let Input::Key(key, _) = input
            && key.modifiers == KeyModifiers::CONTROL
            && key.code == KeyCode::Char('s')
        {
            self.ask_where_to_save();
            return Reply::Done;
        }
        self.leaving.unless(input.action());
        if let Some(notice) = &mut self.notice {
            if notice.update(input) {
                self.notice = None;
            }
            return Reply::Done;
        }
        if let Some(help) = &mut self.help {
            if matches!(help.update(input, cx), Floating::Closes(_)) {
                self.help = None;
            }
            return Reply::Done;
        }
        if self.popup.is_some() {
            return self.update_popup(input, cx);
        }
        if self.wall {
            return self.update_wall(input, cx);
        }
        if asks_for_help(input) {
            return self.shared(Action::Help, cx);
        }
        let private = self.screen().is_private();
        match self.screen_mut().update(input, cx) {
            Reply::Pass if private && input.action() != Some(Action::Help) => Reply::Done,
            Reply::Pass => input.action().map_or(Reply::Done, |action| self.shared(action, cx)),
            reply => reply,
        }
    }

    /// What was proposed last was accepted as this entry; `cx` shows the session after it. Answers
    /// what follows from it.
    pub fn accepted(&mut self, entry: u64, cx: &Cx<'_>) -> Reply {
        if cx.session.at != self.place {
            self.place = cx.session.at.clone();
            self.arrive(cx.session);
            return self.show(cx);
        }
        if let Some(words) = self.taking.take() {
            let undo = cx.keymap.key_for(Action::Undo).unwrap_or_default();
            self.tell(format!("{words} {undo} takes it back."));
            self.notice = self.back.take();
        }
        if let Some(popup) = &mut self.popup {
            if popup.accepted(entry, cx) {
                self.popup = None;
            }
        } else if let Some(screen) = self.screens.get_mut(&self.place) {
            screen.accepted(entry, cx);
        }
        Reply::Done
    }

    /// After undo or redo: the session may be elsewhere, or a step may be gone.
    pub fn refresh(&mut self, session: &Session) {
        if session.at != self.place {
            self.place = session.at.clone();
            self.arrive(session);
        }
    }

    /// The file a screen asked for.
    pub fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        self.screen_mut().file_read(bytes, cx)
    }

    fn screen(&self) -> &dyn Screen {
        self.screens[&self.place].as_ref()
    }

    fn screen_mut(&mut self) -> &mut Box<dyn Screen> {
        self.screens.get_mut(&self.place).expect("arrive makes the screen of the place")
    }

    fn arrive(&mut self, session: &Session) {
        let activity = session.activity(&self.place);
        if let Some(activity) = activity {
            self.screens.entry(self.place.clone()).or_insert_with(|| screen_for(&activity.what));
        }
        let ask = session.displays.is_none() && !session.is_solo() && !self.asked_displays;
        if ask {
            self.asked_displays = true;
            self.popup = Some(Box::new(AskDisplays));
        }
    }

    fn update_popup(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(popup) = &mut self.popup else { return Reply::Done };
        if input.action() == Some(Action::Help) && !popup.is_typing() {
            self.help = Some(Help::floating(popup.hints(cx)));
            return Reply::Done;
        }
        match popup.update(input, cx) {
            Floating::Stays(reply) => reply,
            Floating::Closes(reply) => {
                self.popup = None;
                reply
            }
            Floating::Then(command) => {
                self.popup = None;
                self.command(command, cx)
            }
        }
    }

    fn update_wall(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(action) = input.action() else { return Reply::Done };
        if action != Action::Reveal {
            self.let_go(cx);
        }
        match action {
            Action::Wall | Action::Back => self.wall = false,
            Action::PageDown | Action::NextStep => return self.step(true, cx),
            Action::PageUp | Action::PrevStep => return self.step(false, cx),
            Action::Reveal | Action::Speaker => return self.screen_mut().update(input, cx),
            Action::Blank => return self.blank(cx),
            Action::Clock => return toggle_clock(cx),
            Action::Leave => return Reply::Leave,
            _ => self.tell(format!("{} shows the console again", cx.key(Action::Wall))),
        }
        Reply::Done
    }

    /// On the wall, too, any other key lets go of a reveal that was armed: a key that means nothing
    /// tells the screen so.
    fn let_go(&mut self, cx: &Cx<'_>) {
        let key = KeyEvent::new(KeyCode::Null, KeyModifiers::NONE);
        let _ = self.screen_mut().update(&Input::Key(key, None), cx);
    }

    /// The verbs that work in every step.
    fn shared(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match action {
            Action::NextStep => return self.step(true, cx),
            Action::PrevStep => return self.step(false, cx),
            Action::Undo => return Reply::Undo,
            Action::Redo => return Reply::Redo,
            Action::Export => return Reply::Export,
            Action::Leave => return Reply::Leave,
            Action::Tables => return self.tables(cx),
            Action::Copy => return copying::one(self, cx),
            Action::CopyAll => return copying::all(self, cx),
            Action::Speaker => self.call_somebody(cx),
            Action::Notes => self.toggle_notes(cx),
            Action::Blank => return self.blank(cx),
            Action::Digit(digit) => return self.take_offer(digit, cx),
            Action::Wall => self.wall = true,
            Action::GoTo => self.open(Agenda::new(cx.session)),
            Action::Clock => self.open(Clock),
            Action::Park => self.open(Park::new()),
            Action::Forget => self.open(Forget),
            Action::Help => self.help = Some(Help::new(self.screen().hints(cx))),
            Action::Search => self.open(Search::new()),
            Action::Palette => {
                let here = self.screen().hints(cx);
                self.open(Palette::new(&here, cx));
            }
            _ => {}
        }
        Reply::Done
    }

    /// Names who speaks next, outside a round: everyone once, in a shuffled order, then again.
    fn call_somebody(&mut self, cx: &Cx<'_>) {
        let mut order: Vec<&Person> = cx.session.present().collect();
        shuffle(&mut order, cx.session.seed, cx.place.as_str());
        order.sort_by_key(|person| person.speaks_last);
        if order.is_empty() {
            let palette = cx.key(Action::Palette);
            return self.tell(format!("Nobody is here yet; {palette} lets somebody arrive."));
        }
        let next = order[self.called % order.len()];
        self.called += 1;
        self.tell(format!("{} speaks next.", next.name));
    }

    fn open(&mut self, popup: impl Popup + 'static) {
        self.popup = Some(Box::new(popup));
    }

    fn command(&mut self, command: Command, cx: &Cx<'_>) -> Reply {
        match command {
            Command::Verb(action) => {
                let key = KeyEvent::new(KeyCode::Null, KeyModifiers::NONE);
                return self.update(&Input::Key(key, Some(action)), cx);
            }
            Command::Show(place, thing) => return self.go_to(place, thing, cx),
            Command::History => self.open(History::new(cx)),
            Command::Check => self.open(Check::default()),
            Command::People => self.open(People::new(cx.session)),
            Command::Displays => self.open(AskDisplays),
            Command::Kit => return Reply::Kit,
            Command::Split => return self.split(cx),
            Command::BringBack => return tables::bring_back(cx),
            Command::TakeIn(arrival) => return self.arrives(*arrival, cx),
            Command::CheckIn => return Reply::CheckIn,
            Command::Rename => self.open(Prompt::new(
                "Rename",
                "What is this session called?",
                &cx.session.title,
                |title, _| Ok(propose(Change::Rename(title.clone()))),
            )),
            Command::NextDate => self.open(Prompt::new(
                "Check-in",
                "When do you look at this again? “in 30 days”, “3 Dec”; empty for none",
                "",
                next_date,
            )),
            Command::Contact => {
                let contact = cx.session.contact.as_ref();
                self.open(Prompt::new(
                    "Whom to ask",
                    "Whom does one ask about this plan between the meetings? Empty for nobody",
                    contact.map_or("", |who| cx.session.name_of(who)),
                    contact_named,
                ));
            }
            Command::Ask(ask) => return Reply::Ask(ask),
            Command::Finish => {
                return propose(Change::Finish(cx.session.finished.is_none()));
            }
        }
        Reply::Done
    }

    fn go_to(&mut self, place: Place, thing: Option<Id>, cx: &Cx<'_>) -> Reply {
        self.sought = thing;
        if place != self.place {
            return propose(Change::Agenda(agenda::Change::GoTo(place)));
        }
        self.show(cx)
    }

    fn show(&mut self, cx: &Cx<'_>) -> Reply {
        match self.sought.take() {
            Some(thing) => self.screen_mut().show(&thing, cx),
            None => Reply::Done,
        }
    }

    fn toggle_notes(&mut self, cx: &Cx<'_>) {
        if cx.session.displays.is_none() && !cx.session.is_solo() {
            return self.open(AskDisplays);
        }
        if !cx.may_be_private() {
            return self.tell(format!(
                "The room sees this, so notes stay shut. Blank the projector, then press {}.",
                cx.key(Action::Blank)
            ));
        }
        self.notes = !self.notes;
    }

    /// On a single display only the facilitator can blank the projector, and says so here. A wall
    /// on a second one sees the file alone, so there it is the session that is told.
    fn blank(&mut self, cx: &Cx<'_>) -> Reply {
        let is_here = cx.projected() && !cx.session.blank;
        if !is_here && !self.blanked {
            return propose(Change::Blank(!cx.session.blank));
        }
        self.blanked = !self.blanked;
        self.notes &= self.blanked || !cx.projected();
        let key = cx.key(Action::Blank);
        self.tell(match self.blanked {
            true => format!(
                "You said that the projector is blank; {key} when the room sees this again."
            ),
            false => "The room sees this screen again.".to_owned(),
        });
        Reply::Done
    }

    /// The verbs that work now, for tests and for whoever lists them.
    pub fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        self.screen().hints(cx)
    }
}

/// By a key that types nothing: the others are for the screen to take, which may have a field open.
fn asks_for_help(input: &Input) -> bool {
    let types = matches!(input, Input::Key(key, _) if matches!(key.code, KeyCode::Char(_)));
    input.action() == Some(Action::Help) && !types
}

fn propose(change: Change) -> Reply {
    Reply::Propose(Proposal::Change(change))
}

fn toggle_clock(cx: &Cx<'_>) -> Reply {
    propose(crate::ui::popups::clock::toggle(cx))
}

fn contact_named(text: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    let who = (!text.is_empty()).then(|| cx.session.somebody(text)).transpose()?;
    Ok(propose(Change::Contact(who)))
}

fn next_date(text: &CleanText, cx: &Cx<'_>) -> Result<Reply, String> {
    if text.is_empty() {
        return Ok(propose(Change::NextDate(None)));
    }
    let date = when::parse(text, cx.reader.today, cx.reader.locale.dates)?;
    Ok(propose(Change::NextDate(Some(date))))
}
