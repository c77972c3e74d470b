//! Plays a script in a room: keeps the time, and finds people and things by what they are called.

use groundswell::locale::Locale;
use groundswell::money::Money;
use groundswell::reader::Reader;
use groundswell::room::Room;
use groundswell::room::replan::Replan;
use groundswell::session::activities::{self, State, round, vote};
use groundswell::session::{
    Author, Beginning, Change, Content, Giver, Id, Place, Session, agenda, clock,
};
use groundswell::text::CleanText;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// A room, and what the clock on its wall says.
pub(super) struct Play {
    room: Room,
    now: Timestamp,
}

/// Most gestures take a facilitator a few seconds.
const GESTURE: SignedDuration = SignedDuration::from_secs(5);

impl Play {
    /// The session is made at 9:25, before people come in.
    pub(super) fn begin(beginning: Beginning) -> Play {
        let now = clock_time(9, 25);
        let room = Room::begin(now, beginning).expect("the built-in workshop begins");
        Play { room, now }
    }

    /// The session as it is when everyone has left.
    pub(super) fn end(self) -> Session {
        self.room.session().clone()
    }

    /// The session as it is now.
    pub(super) fn session(&self) -> &Session {
        self.room.session()
    }

    /// What time it is.
    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    /// It gets this late. What happened before may not have taken longer than that.
    pub(super) fn until(&mut self, hour: i8, minute: i8) {
        let then = clock_time(hour, minute);
        assert!(then >= self.now, "{hour}:{minute:02} has passed; it is {}", self.now);
        self.now = then;
    }

    /// Something happens. Returns the number of its entry, from which new things get their names.
    pub(super) fn does(&mut self, change: Change) -> u64 {
        self.now += GESTURE;
        let words = change.words();
        let done = self.room.submit(self.now, Author::Facilitator, change);
        done.unwrap_or_else(|refusal| panic!("{words}: {refusal}"))
    }

    /// Something happens in the activity we are in.
    pub(super) fn here(&mut self, change: activities::Change) -> u64 {
        let place = self.session().at.clone();
        self.does(Change::At(place, change))
    }

    /// On to an activity of a step.
    pub(super) fn go(&mut self, step: &str, index: usize) {
        self.does(Change::Agenda(agenda::Change::GoTo(Place::new(step, index))));
    }

    /// The clock starts.
    pub(super) fn start_clock(&mut self) {
        self.does(Change::Clock(clock::Change::Start));
    }

    /// The clock stands still.
    pub(super) fn stop_clock(&mut self) {
        self.does(Change::Clock(clock::Change::Pause));
    }

    /// Somebody hands something in, unseen.
    pub(super) fn give(&mut self, name: &str, content: Content) {
        self.now += GESTURE;
        let place = self.session().at.clone();
        let giver = Giver::Person(self.person(name));
        let given = self.room.give(self.now, &place, &giver, content);
        given.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    }

    /// What was handed in is shown.
    pub(super) fn reveal(&mut self) -> u64 {
        let place = self.session().at.clone();
        self.reveal_at(&place)
    }

    /// What was handed in at an earlier place is shown.
    pub(super) fn reveal_at(&mut self, place: &Place) -> u64 {
        self.now += GESTURE;
        self.room.reveal(self.now, place).expect("all are in")
    }

    /// The vote is opened again.
    pub(super) fn reopen(&mut self) {
        self.now += GESTURE;
        let place = self.session().at.clone();
        self.room.reopen(self.now, &place).expect("there was a vote");
    }

    /// A whole round: each speaks in turn, and says this; whoever says nothing passes.
    pub(super) fn round(&mut self, answers: &[(&str, &str)], seconds: i64) {
        self.here(activities::Change::Round(round::Change::Next));
        while let Some(who) = self.speaker() {
            self.now += SignedDuration::from_secs(seconds);
            let name = self.session().name_of(&who).to_owned();
            let said = answers.iter().find(|(speaker, _)| *speaker == name);
            let (_, said) = said.unwrap_or_else(|| panic!("{name} has no line"));
            let change = match *said {
                "" => round::Change::Pass(who),
                words => {
                    self.here(activities::Change::Round(round::Change::Said(who, text(words))));
                    round::Change::Next
                }
            };
            self.here(activities::Change::Round(change));
        }
    }

    /// Of the ways out that the facilitator is offered when it is late, the first is taken.
    pub(super) fn take_the_first_cut(&mut self) {
        let reader = Reader {
            locale: Locale::default(),
            today: day(2026, 11, 12),
            zone: TimeZone::fixed(Offset::constant(1)),
        };
        let offered = Replan::of(self.session(), &reader, self.now);
        let cut = offered.offer(1).expect("it is late").cut.clone();
        self.does(Change::Agenda(agenda::Change::Cut(cut)));
    }

    fn speaker(&self) -> Option<Id> {
        match self.session().state(&self.session().at) {
            Some(State::Round(round)) => round.now.clone(),
            _ => None,
        }
    }

    /// Somebody, by name.
    pub(super) fn person(&self, name: &str) -> Id {
        let found = self.session().people.iter().find(|person| person.name == name);
        found.unwrap_or_else(|| panic!("{name} is not in this story")).id.clone()
    }

    /// An idea, by how it begins.
    pub(super) fn idea(&self, beginning: &str) -> Id {
        let found = self.session().ideas.iter().find(|idea| idea.text.starts_with(beginning));
        found.unwrap_or_else(|| panic!("no idea begins with {beginning}")).id.clone()
    }

    /// An idea or a group of them, by how it is called on the ballot.
    pub(super) fn option(&self, beginning: &str) -> Id {
        let choices = vote::on_the_ballot(self.session(), &Place::new("goals", 1));
        let found = choices.into_iter().find(|choice| choice.label.starts_with(beginning));
        found.unwrap_or_else(|| panic!("no option begins with {beginning}")).id
    }

    /// An area, by how it begins.
    pub(super) fn area(&self, beginning: &str) -> Id {
        let found = self.session().areas.iter().find(|area| area.name.starts_with(beginning));
        found.unwrap_or_else(|| panic!("no area begins with {beginning}")).id.clone()
    }

    /// An ask, by the beginning of its area's name.
    pub(super) fn ask(&self, area: &str) -> Id {
        let area = self.area(area);
        let found = self.session().pot.asks.iter().find(|ask| ask.area == area);
        found.unwrap_or_else(|| panic!("{area} asks for nothing")).id.clone()
    }
}

/// Words that people said.
pub(super) fn text(words: &str) -> CleanText {
    CleanText::line(words)
}

/// So many euros.
pub(super) fn euros(amount: i64) -> Money {
    Money(amount * 100)
}

/// The Thursday on which it happened, in a place where the clock is an hour ahead of UTC.
fn clock_time(hour: i8, minute: i8) -> Timestamp {
    let there = TimeZone::fixed(Offset::constant(1));
    let time: DateTime = day(2026, 11, 12).at(hour, minute, 0, 0);
    there.to_timestamp(time).expect("a time of that day")
}

/// A day.
pub(super) fn day(year: i16, month: i8, day: i8) -> Date {
    date(year, month, day)
}
