//! Areas of responsibility and who answers for them: exactly one person, present, who said yes.
//!
//! Whether a typed name is one name is said in `areas/gate.rs`, what may happen to areas in
//! `areas/rules.rs` and `areas/answers.rs`, what the record says of them in `areas/telling.rs`.

mod answers;
mod change;
mod gate;
mod parts;
mod rules;
mod telling;

pub use change::Change;
pub(super) use rules::{apply, check};
pub(super) use telling::{owner, section};

use super::Session;
use super::block::Sign;
use super::id::Id;
use super::reach::Reach;
use crate::money::Money;
use crate::text::CleanText;
use crate::workshop::{Activity, Do};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One area of responsibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The name that never changes.
    pub id: Id,
    /// The area, as a verb where possible.
    pub name: CleanText,
    /// How anyone can tell that it is being done.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub done: CleanText,
    /// The goals it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<Id>,
    /// The one person who answers for it, and how they answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accountable: Option<Accountable>,
    /// Those who said "not me", without fault.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_me: Vec<NotMe>,
    /// People who do the work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doing: Vec<Id>,
    /// People who are asked before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<Id>,
    /// People who are told after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub informed: Vec<Id>,
    /// Departments and others outside the room who are asked or told; they never answer for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<Outside>,
    /// Left open on purpose until a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_until: Option<Date>,
    /// What it replaces: more work is not a shift.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub replaces: CleanText,
    /// How far it reaches.
    #[serde(default, skip_serializing_if = "Reach::is_not_said")]
    pub reach: Reach,
    /// Who answered for it before they left the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Id>,
}

/// A question that stands: does this one answer for that area?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// For what.
    pub area: Id,
    /// Who is asked.
    pub who: Id,
}

/// The one who answers for an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accountable {
    /// Who.
    pub who: Id,
    /// What they answered.
    pub answer: Answer,
    /// What they may spend unasked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_spend: Option<Money>,
    /// What comes off their list.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub comes_off: CleanText,
    /// It was more than the usual load, and they said yes a second time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked_twice: bool,
}

/// What somebody answered when asked to be accountable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Yes, if … (hours, money, somebody's approval), known by a date.
    YesIf {
        /// The condition, as worded.
        condition: CleanText,
        /// By when it is known.
        by: Date,
    },
}

/// "Not me", with or without "I will advise".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotMe {
    /// Who.
    pub who: Id,
    /// Whether they will advise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advises: bool,
}

/// A department, or somebody outside the room, who is asked before or told after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// What they are called: "Legal", "the works council".
    pub name: CleanText,
    /// Consulted or informed; the work needs a person's hands.
    pub part: Part,
}

/// How settled an area is: the four signs of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// `●` one accountable person who said yes.
    Settled,
    /// `◐` yes, if ….
    Half,
    /// `○` nobody yet.
    Nobody,
    /// `✕` left open on purpose, until a date.
    LeftOpen,
}

/// In which way somebody takes part in an area without answering for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Does the work.
    Doing,
    /// Is asked before.
    Consulted,
    /// Is told after.
    Informed,
}

impl Part {
    /// All three, in the order of the screen.
    pub const ALL: [Part; 3] = [Part::Doing, Part::Consulted, Part::Informed];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Part::Doing => "doing",
            Part::Consulted => "consulted",
            Part::Informed => "informed",
        }
    }
}

impl Area {
    /// An area nobody answers for yet.
    pub fn new(id: Id, name: CleanText, done: CleanText) -> Area {
        Area {
            id,
            name,
            done,
            serves: Vec::new(),
            accountable: None,
            not_me: Vec::new(),
            doing: Vec::new(),
            consulted: Vec::new(),
            informed: Vec::new(),
            outside: Vec::new(),
            open_until: None,
            replaces: CleanText::default(),
            reach: Reach::NotSaid,
            was: None,
        }
    }

    /// Somebody left the team: nothing here is theirs any more, and it says whose it was.
    pub(super) fn let_go(&mut self, who: &Id) {
        parts::drop_out(self, who, &Part::ALL);
        if self.accountable.take_if(|accountable| &accountable.who == who).is_some() {
            self.was = Some(who.clone());
        }
    }

    /// Whether whoever answered for it left the team, and nobody took it over yet.
    pub fn is_orphaned(&self) -> bool {
        self.was.is_some() && self.accountable.is_none()
    }

    /// How settled it is by its answers alone.
    pub fn standing(&self) -> Standing {
        match &self.accountable {
            Some(Accountable { answer: Answer::Yes, .. }) => Standing::Settled,
            Some(_) => Standing::Half,
            None if self.open_until.is_some() => Standing::LeftOpen,
            None => Standing::Nobody,
        }
    }

    /// Everybody this area names.
    pub fn mentioned(&self) -> impl Iterator<Item = &Id> {
        let answered = self.accountable.iter().map(|accountable| &accountable.who);
        let declined = self.not_me.iter().map(|not_me| &not_me.who).chain(&self.was);
        answered.chain(declined).chain(&self.doing).chain(&self.consulted).chain(&self.informed)
    }

    /// The people who take part in this way, in the order they came.
    pub fn people(&self, part: Part) -> &[Id] {
        match part {
            Part::Doing => &self.doing,
            Part::Consulted => &self.consulted,
            Part::Informed => &self.informed,
        }
    }

    /// The departments and others who are asked or told.
    pub fn outsiders(&self, part: Part) -> impl Iterator<Item = &CleanText> {
        self.outside.iter().filter(move |other| other.part == part).map(|other| &other.name)
    }

    /// Who answers for it, if anyone.
    pub fn owner(&self) -> Option<&Id> {
        self.accountable.as_ref().map(|accountable| &accountable.who)
    }

    /// Red areas have nobody who answers for them: no money goes there.
    pub fn is_red(&self) -> bool {
        self.accountable.is_none()
    }
}

impl Session {
    /// The area of this id.
    pub fn area(&self, id: &Id) -> Option<&Area> {
        self.areas.iter().find(|area| &area.id == id)
    }

    /// For how many areas this person answers.
    pub fn load(&self, person: &Id) -> usize {
        self.areas.iter().filter(|area| area.owner() == Some(person)).count()
    }

    /// Above so many areas for one person a second yes is asked: the setting of the `roles` we are
    /// in, else of the first one.
    pub fn usual_load(&self) -> usize {
        let load = |activity: &Activity| match activity.what {
            Do::Roles { load } => Some(usize::from(load)),
            _ => None,
        };
        let here = self.activity(&self.at).and_then(load);
        let activities = self.steps.iter().flat_map(|step| &step.script.activities);
        here.or_else(|| activities.clone().find_map(load)).unwrap_or(2)
    }

    /// Whether whoever answers for an area has left the room. It is still theirs.
    pub fn owner_left(&self, area: &Area) -> bool {
        area.owner().and_then(|who| self.person(who)).is_some_and(|person| !person.present)
    }

    /// How many areas stand how, for those standings that occur.
    pub fn standings(&self) -> Vec<(Standing, usize)> {
        let count = |standing: Standing| {
            (standing, self.areas.iter().filter(|area| area.standing() == standing).count())
        };
        let all = [Standing::Settled, Standing::Half, Standing::Nobody, Standing::LeftOpen];
        all.map(count).into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// The names of those who take part in an area in this way: people, then departments.
    pub fn names_in<'a>(&'a self, area: &'a Area, part: Part) -> Vec<&'a str> {
        let people = area.people(part).iter().map(|who| self.name_of(who));
        people.chain(area.outsiders(part).map(CleanText::as_str)).collect()
    }
}

impl Standing {
    /// "2 settled", "1 nobody yet".
    pub fn counted(self, count: usize) -> String {
        let word = match self {
            Standing::Settled => "settled",
            Standing::Half => "half",
            Standing::Nobody => "nobody yet",
            Standing::LeftOpen => "left open",
        };
        format!("{count} {word}")
    }

    /// Its sign.
    pub fn sign(self) -> Sign {
        match self {
            Standing::Settled => Sign::Settled,
            Standing::Half => Sign::Half,
            Standing::Nobody => Sign::Nobody,
            Standing::LeftOpen => Sign::LeftOpen,
        }
    }
}
