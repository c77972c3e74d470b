//! Many sessions as one: what lies in all pots, who answers in several places, what nobody answers
//! for, what looks alike, and where functions stood over time.
//!
//! Sessions are taken in one after another, as the room may see them, and only what is told of them
//! is kept, so that thousands fit. Names of people, functions and areas are the same when they are
//! equal whatever the case; amounts of different currencies are never added.

mod alike;
mod people;
mod phases;
mod pots;
mod tables;
mod telling;
#[cfg(test)]
mod tests;

pub use alike::{Alike, Mention, Way, Wording};
pub use people::{Held, Loaded};
pub use phases::{Told, Walk};
pub use pots::{Payer, Purse, Sum, Supply};

use crate::session::areas::Standing;
use crate::session::{Area, Seen};
use alike::Wordings;
use jiff::civil::Date;
use people::People;
use pots::Pots;
use std::collections::HashMap;

/// Many sessions as one.
#[derive(Debug, Default)]
pub struct Portfolio {
    sessions: Vec<About>,
    titles: HashMap<String, usize>,
    pots: Pots,
    people: People,
    orphans: Vec<Orphan>,
    goals: Wordings,
    tools: Wordings,
    walks: Vec<Walk>,
}

/// A session that was taken in, by its place in the order in which that happened.
pub type Nth = usize;

/// What is kept of a session itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its name, as commands take it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it is finished.
    pub finished: bool,
}

/// An area that nobody answers for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The area.
    pub area: String,
    /// In which session.
    pub session: Nth,
    /// Until when it was left open on purpose, if it was.
    pub until: Option<Date>,
}

impl Portfolio {
    /// Takes in the session of this name.
    pub fn take(&mut self, name: &str, seen: &Seen) {
        let nth = self.sessions.len();
        let title = seen.title.to_string();
        *self.titles.entry(title.clone()).or_default() += 1;
        self.sessions.push(About { name: name.into(), title, finished: seen.finished.is_some() });
        self.pots.take(seen);
        self.people.take(nth, seen);
        self.orphans.extend(seen.areas.iter().filter_map(|area| orphan(area, nth)));
        self.walks.extend(phases::walk(nth, seen));
        for goal in &seen.goals {
            self.goals.take(&goal.shape.outcome, Mention { session: nth, way: Way::Goal });
        }
        for (tool, way) in alike::tools(seen) {
            self.tools.take(tool, Mention { session: nth, way });
        }
    }

    /// The sessions, in the order in which they were taken in.
    pub fn sessions(&self) -> &[About] {
        &self.sessions
    }

    /// How many different people there are.
    pub fn people(&self) -> usize {
        self.people.count()
    }

    /// The money of all pots, one purse a currency.
    pub fn purses(&self) -> impl Iterator<Item = &Purse> {
        self.pots.purses()
    }

    /// The hours, tools and people in all pots, by whose they are.
    pub fn supplies(&self) -> Vec<&Supply> {
        self.pots.supplies()
    }

    /// Those who answer for areas in several sessions or for more areas than is usual, the most
    /// loaded first.
    pub fn stretched(&self) -> Vec<&Loaded> {
        self.people.stretched()
    }

    /// The areas nobody answers for, in the order of the sessions.
    pub fn orphans(&self) -> &[Orphan] {
        &self.orphans
    }

    /// Who answers, in another session, for an area of the same name: by name, with the session.
    pub fn answers_elsewhere(&self, orphan: &Orphan) -> Vec<(&str, Nth)> {
        let mut others = self.people.answering_for(&orphan.area);
        others.retain(|(_, session)| *session != orphan.session);
        others
    }

    /// The goals that look alike across sessions, and whether there are more.
    pub fn goals_alike(&self) -> (Vec<Alike<'_>>, bool) {
        self.goals.alike()
    }

    /// The tools, pledged or asked for, that look alike across sessions, and whether there are more.
    pub fn tools_alike(&self) -> (Vec<Alike<'_>>, bool) {
        self.tools.alike()
    }

    /// Where rooms and functions stood over time, a line of sessions each.
    pub fn walks(&self) -> &[Walk] {
        &self.walks
    }

    /// What people call a session: its title, with its name where another has the same title.
    pub fn called(&self, nth: Nth) -> String {
        let About { name, title, .. } = &self.sessions[nth];
        match self.titles[title] {
            1 => title.clone(),
            _ => format!("{title} ({name})"),
        }
    }
}

fn orphan(area: &Area, session: Nth) -> Option<Orphan> {
    match area.standing() {
        Standing::Nobody | Standing::LeftOpen => {
            Some(Orphan { area: area.name.to_string(), session, until: area.open_until })
        }
        Standing::Settled | Standing::Half => None,
    }
}

/// By what names are compared: whatever the case, and the spaces around.
fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
