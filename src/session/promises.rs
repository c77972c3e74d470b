//! Promises: "When …, I will …, by …; first step within seven days; … checks."

mod rules;

use super::block::{Block, Line, Section, Sign};
use super::id::Id;
use super::viewer::Seen;
use super::{Area, Session};
use crate::reader::Reader;
use crate::text::CleanText;
use crate::workshop::Do;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(super) use rules::apply;
pub use rules::more_than_usual;

/// One promise. It has a date, or it is not one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The name that never changes.
    pub id: Id,
    /// Who promises; present when it was made.
    pub who: Id,
    /// What it says.
    pub vow: Vow,
    /// Read out to the room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub read: bool,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Fate::is_waiting")]
    pub fate: Fate,
    /// The days it was promised for before, oldest first: one that slips comes back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Date>,
}

/// What became of a promise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// Nobody has said yet.
    #[default]
    Waiting,
    /// It was kept.
    Kept,
    /// It is on its way: its day stands.
    Stands,
    /// It slipped, and has another day now.
    Slipped,
    /// It is dropped, for this reason.
    Dropped(CleanText),
}

/// What is said to have become of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Became {
    /// Kept.
    Kept,
    /// On its way: its day stands.
    Stands,
    /// It slipped: promised again for another day.
    Slipped {
        /// By when now.
        by: Date,
        /// Where it is on the person's list, 1 to 5; 0 when not said.
        #[serde(default, skip_serializing_if = "is_zero")]
        place: u8,
        /// What comes off the list for it.
        #[serde(default, skip_serializing_if = "CleanText::is_empty")]
        comes_off: CleanText,
    },
    /// Dropped, and why.
    Dropped(CleanText),
    /// Nothing yet, after all.
    Waiting,
}

/// What a promise says, as the form asks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vow {
    /// "When …": the moment that starts it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub when: CleanText,
    /// "I will …".
    pub will: CleanText,
    /// "by …".
    pub by: Date,
    /// The first step.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub first_step: CleanText,
    /// By when the first step is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_by: Option<Date>,
    /// Who checks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<Id>,
    /// Its place on the person's daily list, 1 to 5; 0 when not said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub place: u8,
    /// What comes off the list for it.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub comes_off: CleanText,
    /// The area it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Id>,
}

/// What can happen to promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Somebody present promises.
    Make {
        /// Who.
        who: Id,
        /// What.
        vow: Vow,
        /// They were asked again, since it is more than the usual number, and said yes.
        second_yes: bool,
    },
    /// A promise says something else.
    Edit(Id, Vow),
    /// A promise goes away.
    Delete(Id),
    /// It was read out, or not after all.
    Read(Id, bool),
    /// What became of a promise of the session before.
    Became(Id, Became),
}

/// What is asked of every promise of a session, as its script says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Custom {
    /// The first step is within so many days.
    pub first_step: u8,
    /// Above so many open promises for one person a second yes is asked.
    pub most: u8,
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Make { vow, .. } => format!("made the promise “{}”", vow.will),
            Change::Edit(_, vow) => format!("changed the promise “{}”", vow.will),
            Change::Delete(_) => "deleted a promise".into(),
            Change::Read(_, true) => "read a promise".into(),
            Change::Read(_, false) => "took a promise back to be read".into(),
            Change::Became(_, Became::Kept) => "a promise was kept".into(),
            Change::Became(_, Became::Stands) => "a promise stands".into(),
            Change::Became(_, Became::Slipped { .. }) => "a promise slipped".into(),
            Change::Became(_, Became::Dropped(_)) => "a promise was dropped".into(),
            Change::Became(_, Became::Waiting) => "took back what became of a promise".into(),
        }
    }
}

impl Fate {
    /// Whether nobody has said yet.
    pub fn is_waiting(&self) -> bool {
        *self == Fate::Waiting
    }

    /// Its sign.
    pub fn sign(&self) -> Sign {
        match self {
            Fate::Waiting => Sign::Nobody,
            Fate::Kept => Sign::Settled,
            Fate::Stands => Sign::Item,
            Fate::Slipped => Sign::Half,
            Fate::Dropped(_) => Sign::LeftOpen,
        }
    }
}

impl Promise {
    /// A promise that was just made.
    pub fn new(id: Id, who: Id, vow: Vow) -> Promise {
        Promise { id, who, vow, read: false, fate: Fate::Waiting, before: Vec::new() }
    }

    /// Whether it still binds: neither kept nor dropped.
    pub fn is_open(&self) -> bool {
        matches!(self.fate, Fate::Waiting | Fate::Stands | Fate::Slipped)
    }

    /// Whether it was made in an earlier session, so that its time to be looked at has come.
    pub fn comes_from_before(&self) -> bool {
        self.id.was_there_at_the_beginning()
    }

    /// What became of it, in words: "kept", "on its way, by Thu 3 Dec", "slipped, now Thu 3 Dec", "dropped: no budget".
    pub fn what_became(&self, reader: &Reader) -> String {
        match &self.fate {
            Fate::Waiting => String::new(),
            Fate::Kept => "kept".into(),
            Fate::Stands => format!("on its way, by {}", reader.date(self.vow.by)),
            Fate::Slipped => format!("slipped, now {}", reader.date(self.vow.by)),
            Fate::Dropped(why) => format!("dropped: {}", bare(why)),
        }
    }

    /// "for the second time", where its day has slipped before.
    pub fn again(&self) -> Option<String> {
        let times = self.before.len();
        let word = match times {
            0 => return None,
            1 => "once".into(),
            2 => "twice".into(),
            more => format!("{} times", crate::text::in_words(more)),
        };
        Some(format!("slipped {word}"))
    }
}

impl Vow {
    /// A new promise of this person, drafted from the first area they answer for or work in that
    /// they have not promised anything for. It has no date yet but the first step's.
    pub fn draft(session: &Session, who: &Id, today: Date) -> Vow {
        let area = open_area(session, who);
        let first_step = session.promise_custom().first_step;
        Vow {
            when: CleanText::default(),
            will: area.map_or_else(CleanText::default, |area| get_going(&area.name)),
            by: today,
            first_step: CleanText::default(),
            first_by: Some(today.saturating_add(i64::from(first_step).days())),
            checks: None,
            place: 0,
            comes_off: area.map_or_else(CleanText::default, |area| comes_off(area, who)),
            area: area.map(|area| area.id.clone()),
        }
    }

    /// "When I am back at my desk, I will call Legal, by Thu 3 Dec."
    pub fn sentence(&self, reader: &Reader) -> String {
        let will = self.deed();
        let by = reader.date(self.by);
        match without(&self.when, &["When "]) {
            "" => format!("I will {will}, by {by}."),
            when => format!("When {when}, I will {will}, by {by}."),
        }
    }

    /// "call Legal": what is promised, without the words of the form.
    pub fn deed(&self) -> &str {
        without(&self.will, &["I will ", "I’ll ", "I'll "])
    }

    /// "First step by Mon 9 Nov: ask for her number."; empty when nothing is said of it.
    pub fn first(&self, reader: &Reader) -> String {
        let by = self.first_by.map(|date| format!(" by {}", reader.date(date)));
        match (&*self.first_step, by) {
            ("", None) => String::new(),
            ("", Some(by)) => format!("First step{by}."),
            (step, by) => format!("First step{}: {}.", by.unwrap_or_default(), bare(step)),
        }
    }
}

/// The first area that this person answers for, else works in, and has not promised anything for.
fn open_area<'a>(session: &'a Session, who: &Id) -> Option<&'a Area> {
    let promised = |area: &Id| {
        session.promises.iter().any(|made| &made.who == who && made.vow.area.as_ref() == Some(area))
    };
    let open = || session.areas.iter().filter(|area| !promised(&area.id));
    let answers = |area: &&Area| area.owner() == Some(who);
    open().find(answers).or_else(|| open().find(|area| area.doing.contains(who)))
}

fn get_going(area: &str) -> CleanText {
    CleanText::line(&format!("get {area} going"))
}

/// What whoever answers for an area said would come off their list.
fn comes_off(area: &Area, who: &Id) -> CleanText {
    let own = area.accountable.as_ref().filter(|accountable| &accountable.who == who);
    own.map(|accountable| accountable.comes_off.clone()).unwrap_or_default()
}

/// People type the words of the form once more; they are said only once.
fn without<'a>(words: &'a str, openings: &[&str]) -> &'a str {
    let opened = |opening: &&str| {
        let head = words.get(..opening.len())?;
        head.eq_ignore_ascii_case(opening).then(|| words[opening.len()..].trim_start())
    };
    bare(openings.iter().find_map(opened).unwrap_or(words))
}

fn bare(words: &str) -> &str {
    words.trim().trim_end_matches([',', '.', ';', ' '])
}

impl Session {
    /// The promise of this id.
    pub fn promise(&self, id: &Id) -> Option<&Promise> {
        self.promises.iter().find(|promise| &promise.id == id)
    }

    /// The promises that still bind, in the order they were made.
    pub fn open_promises(&self) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(|promise| promise.is_open())
    }

    /// What this person promised and still is to keep, in the order it was made.
    pub fn promises_of<'a>(&'a self, who: &'a Id) -> impl Iterator<Item = &'a Promise> {
        self.open_promises().filter(move |promise| &promise.who == who)
    }

    /// All promises as they are read out: person by person, in the order of the list.
    pub fn promises_in_turn(&self) -> Vec<&Promise> {
        self.people.iter().flat_map(|person| self.promises_of(&person.id)).collect()
    }

    /// Those in the room who have not promised anything.
    pub fn without_promise(&self) -> impl Iterator<Item = &super::Person> {
        self.present().filter(|person| self.promises_of(&person.id).next().is_none())
    }

    /// What is asked of promises: by the step we are in, else by the first that makes any.
    pub fn promise_custom(&self) -> Custom {
        let here = self.activity(&self.at);
        let all = self.steps.iter().flat_map(|step| &step.script.activities);
        let custom = here.into_iter().chain(all).find_map(|activity| match activity.what {
            Do::Promise { first_step, most } => Some(Custom { first_step, most }),
            _ => None,
        });
        custom.unwrap_or(Custom { first_step: 7, most: 5 })
    }
}

/// What the record says of them.
pub(super) fn section(seen: &Seen, reader: &Reader) -> Section {
    let mut blocks = Vec::new();
    for person in &seen.people {
        let theirs = seen.promises.iter().filter(|promise| promise.who == person.id);
        let lines: Vec<Line> = theirs.map(|promise| line(promise, seen, reader)).collect();
        if !lines.is_empty() {
            blocks.push(Block::heading(&*person.name));
            blocks.push(Block::Lines(lines));
        }
    }
    Section { title: "Promises".into(), blocks }
}

fn line(promise: &Promise, session: &Session, reader: &Reader) -> Line {
    let vow = &promise.vow;
    let sentence = [vow.sentence(reader), vow.first(reader)].join(" ");
    let sign = if promise.fate.is_waiting() { Sign::Item } else { promise.fate.sign() };
    let became = promise.what_became(reader);
    let asides = [became, promise.again().unwrap_or_default(), aside(vow, session)];
    let asides: Vec<String> = asides.into_iter().filter(|aside| !aside.is_empty()).collect();
    Line::new(sign, sentence.trim_end()).with(asides.join("; "))
}

fn aside(vow: &Vow, session: &Session) -> String {
    let area = vow.area.as_ref().and_then(|area| session.area(area));
    let parts = [
        area.map(|area| format!("for {}", area.name)),
        vow.checks.as_ref().map(|who| format!("{} checks", session.name_of(who))),
        (vow.place > 0).then(|| format!("number {} on the list", vow.place)),
        (!vow.comes_off.is_empty()).then(|| format!("instead of: {}", bare(&vow.comes_off))),
    ];
    parts.into_iter().flatten().collect::<Vec<String>>().join("; ")
}

fn is_zero(place: &u8) -> bool {
    *place == 0
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{self, Viewer};
    use crate::testing::{activity, area, person, reader, room_with, submit, text};
    use crate::workshop::Policy;
    use jiff::civil::date;

    /// A promise for 3 December with nothing else said.
    pub(crate) fn vow(will: &str) -> Vow {
        Vow {
            when: CleanText::default(),
            will: text(will),
            by: date(2026, 12, 3),
            first_step: CleanText::default(),
            first_by: None,
            checks: None,
            place: 0,
            comes_off: CleanText::default(),
            area: None,
        }
    }

    /// A room that is at its promises.
    pub(crate) fn room() -> Room {
        room_with(vec![activity(Do::Promise { first_step: 7, most: 2 }, Policy::Open)])
    }

    /// The person at this place of the list promises something.
    pub(crate) fn promised(room: &mut Room, who: usize, vow: Vow) -> Result<Id, String> {
        let make = Change::Make { who: person(who), vow, second_yes: false };
        let made = submit(room, session::Change::Promises(make)).map_err(|no| no.to_string())?;
        Ok(Id::new(session::Kind::Promise, made))
    }

    #[test]
    fn a_promise_reads_as_one_sentence() {
        let said =
            |when: &str, will: &str| Vow { when: text(when), ..vow(will) }.sentence(&reader());
        let whole = format!("When I am back, I will call Legal, by {}.", day(2026, 12, 3));
        assert_eq!(said("I am back", "call Legal"), whole);
        assert_eq!(said("when I am back,", "I will call Legal."), whole);
        assert_eq!(
            said("", "I'll call Legal"),
            format!("I will call Legal, by {}.", day(2026, 12, 3))
        );
    }

    fn day(year: i16, month: i8, day: i8) -> String {
        reader().date(date(year, month, day))
    }

    #[test]
    fn the_record_holds_each_persons_promises_with_checker_and_first_step() {
        let mut room = room();
        let full = Vow {
            first_step: text("ask for her number"),
            first_by: Some(date(2026, 11, 9)),
            checks: Some(person(1)),
            place: 2,
            comes_off: text("the Friday report"),
            area: Some(area(2)),
            ..vow("call Legal")
        };
        promised(&mut room, 2, full).unwrap();
        promised(&mut room, 1, vow("listen")).unwrap();
        let section = section(&room.session().seen_by(Viewer::Room), &reader());
        assert_eq!(section.blocks[0], Block::heading("Ana"));
        let Block::Lines(lines) = &section.blocks[3] else { panic!("no lines") };
        let (by, first) = (day(2026, 12, 3), day(2026, 11, 9));
        let text =
            format!("I will call Legal, by {by}. First step by {first}: ask for her number.");
        assert_eq!(lines[0].text, text);
        let aside = "for Crisis; Ana checks; number 2 on the list; instead of: the Friday report";
        assert_eq!(lines[0].aside, aside);
    }

    #[test]
    fn without_promises_there_is_no_chapter() {
        let room = room();
        assert_eq!(section(&room.session().seen_by(Viewer::Room), &reader()).blocks, []);
    }
}
