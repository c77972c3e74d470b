//! Why the proposal is as it is: what speaks for a lead, and who would have to have more room for
//! an area that stays open.

use super::support::{can_help, room_to_help};
use super::{Assignment, Case, Led, Wish, leads};
use crate::text::{in_words, listed};

/// What speaks for the lead of an area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The lead.
    pub lead: usize,
    /// What they said.
    pub wish: Wish,
    /// The others who would do as well here, by what they said; where some would do better, those.
    pub others: Vec<usize>,
    /// Whether the others would do better.
    pub better: bool,
    /// What would become of the rest if somebody else had to lead it.
    pub instead: Instead,
}

/// What the best proposal without a lead would lose, the most important loss first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// This area would have no lead.
    Open(usize),
    /// The lead of this area would be of this class only.
    Weaker {
        /// The area.
        area: usize,
        /// The class of its lead, from 0 to 3.
        class: u8,
    },
    /// This person would lead so many.
    Uneven {
        /// The person.
        person: usize,
        /// How many areas they would lead.
        leads: usize,
    },
    /// The leads would care less, or be less able to, altogether.
    LessFit,
    /// Nothing: the order of the list decided.
    Nothing,
}

/// The areas that only these people could take, who have less room than that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// The areas that compete for the same people; the one asked about is among them.
    pub areas: Vec<usize>,
    /// Everyone who could take any of them; nobody, when nobody cares.
    pub people: Vec<usize>,
    /// How many of the areas they can take together.
    pub room: u32,
}

impl Assignment {
    /// Why this lead was chosen for an area; none for an area that is open or was settled before.
    /// Counts once more, without them.
    pub fn why(&self, case: &Case, area: usize) -> Option<Why> {
        let lead = self.leads[area].filter(|_| case.settled[area].is_none())?;
        let wish = case.wishes[lead][area];
        let class = |person: usize| case.wishes[person][area].class();
        let others = (0..case.people.len())
            .filter(|person| *person != lead && case.is_possible(*person, area))
            .filter(|person| class(*person) >= wish.class());
        let mut others: Vec<usize> = others.collect();
        let better = others.iter().any(|person| class(*person) > wish.class());
        others.retain(|person| !better || class(*person) > wish.class());
        Some(Why { lead, wish, others, better, instead: self.instead(case, area, lead) })
    }

    /// Why an area has no lead, when it has none: a smallest cut through the network, whose people
    /// lead as much as they can, and only what they alone could lead.
    pub fn why_open(&self, case: &Case, area: usize) -> Option<Shortage> {
        if self.leads[area].is_some() {
            return None;
        }
        let could = |person, area| case.is_possible(person, area);
        let takes =
            |person, area: usize| self.leads[area] == Some(person) && case.settled[area].is_none();
        Some(shortage(case, area, could, takes, |person| case.room_to_lead(person)))
    }

    /// The same for an area that has no supporter.
    pub fn why_unsupported(&self, case: &Case, area: usize) -> Option<Shortage> {
        if !self.supporters[area].is_empty() {
            return None;
        }
        let could = |person, area| can_help(case, &self.leads, person, area);
        let takes = |person, area: usize| self.supporters[area].contains(&person);
        let room = |person| room_to_help(case, &self.leads, person);
        Some(shortage(case, area, could, takes, room))
    }

    fn instead(&self, case: &Case, area: usize, lead: usize) -> Instead {
        let mut without = case.clone();
        without.barred.push((lead, area));
        let other = Assignment { leads: leads::of(&without), ..self.clone() };
        let (ours, theirs) = (self.led(case), other.led(case));
        let class = |leads: &[Option<usize>], area: usize| {
            leads[area].map(|person| case.wishes[person][area].class())
        };
        let mut places = 0..case.areas;
        let worse = |area: &usize| class(&other.leads, *area) < class(&self.leads, *area);
        if theirs.open > ours.open {
            let opened = places.find(|area| other.leads[*area].is_none() && worse(area));
            opened.map_or(Instead::Nothing, Instead::Open)
        } else if theirs.classes != ours.classes {
            let weaker = |area| Some(Instead::Weaker { area, class: class(&other.leads, area)? });
            let lowest = places.filter(worse).min_by_key(|area| class(&other.leads, *area));
            lowest.and_then(weaker).unwrap_or(Instead::Nothing)
        } else {
            Self::evened(case, &other.leads, &ours, &theirs)
        }
    }

    fn evened(case: &Case, leads: &[Option<usize>], ours: &Led, theirs: &Led) -> Instead {
        let count = |person: usize| leads.iter().filter(|lead| **lead == Some(person)).count();
        let busiest = (0..case.people.len()).rev().max_by_key(|person| count(*person));
        match busiest {
            Some(person) if theirs.squares > ours.squares => {
                Instead::Uneven { person, leads: count(person) }
            }
            _ if theirs.fit < ours.fit => Instead::LessFit,
            _ => Instead::Nothing,
        }
    }
}

impl Why {
    /// The reason in words; `person` and `area` say what the one at a place is called.
    pub fn tell(&self, person: impl Fn(usize) -> String, area: impl Fn(usize) -> String) -> String {
        let Wish { care, can } = self.wish;
        let said = format!("{} cares ({care}) and can ({can}).", person(self.lead));
        let others: Vec<String> = self.others.iter().map(|other| person(*other)).collect();
        if others.is_empty() {
            return format!("{said} Nobody else would do as well here.");
        }
        let then = match self.instead {
            Instead::Open(place) => format!("; but then {} would have nobody.", area(place)),
            Instead::Weaker { area: place, class } => {
                format!("; but then the best left for {} would be a {class} of 3.", area(place))
            }
            Instead::Uneven { person: busy, leads } => {
                format!("; but then {} would have {}.", person(busy), in_words(leads))
            }
            Instead::LessFit => "; but all in all people would care less for what they get.".into(),
            Instead::Nothing => "; the order of the list alone decided.".into(),
        };
        let well = if self.better { "better" } else { "as well" };
        format!("{said} {} would do {well} here{then}", listed(&others))
    }
}

impl Shortage {
    /// The reason in words, for an area without a lead.
    pub fn tell(&self, person: impl Fn(usize) -> String, area: impl Fn(usize) -> String) -> String {
        self.sentence("take", person, area)
    }

    /// The reason in words, for an area without a supporter.
    pub fn tell_support(
        &self,
        person: impl Fn(usize) -> String,
        area: impl Fn(usize) -> String,
    ) -> String {
        if self.people.is_empty() {
            return "Nobody from another function cares for it.".into();
        }
        self.sentence("support", person, area)
    }

    fn sentence(
        &self,
        verb: &str,
        person: impl Fn(usize) -> String,
        area: impl Fn(usize) -> String,
    ) -> String {
        let people: Vec<String> = self.people.iter().map(|other| person(*other)).collect();
        let areas: Vec<String> = self.areas.iter().map(|other| area(*other)).collect();
        let (only, areas) = (listed(&people), listed(&areas));
        let room = in_words(self.room as usize);
        match (people.len(), self.areas.len()) {
            (0, _) => "Nobody cares for it.".into(),
            (1, 1) => format!("Only {only} could, and has no role left."),
            (_, 1) => format!("Only {only} could, and they have no role left."),
            (1, _) => format!("Only {only} could {verb} {areas}, and has room for {room}."),
            _ => {
                format!("Only {only} could {verb} {areas}, and together they have room for {room}.")
            }
        }
    }
}

/// Follows who could take an area to what they took, and on to who could take that: when no room
/// is left anywhere on the way, these people are all there are for these areas.
fn shortage(
    case: &Case,
    area: usize,
    could: impl Fn(usize, usize) -> bool,
    takes: impl Fn(usize, usize) -> bool,
    room: impl Fn(usize) -> u32,
) -> Shortage {
    let mut areas = vec![area];
    let mut people: Vec<usize> = Vec::new();
    let mut next = 0;
    while let Some(&area) = areas.get(next) {
        next += 1;
        let known = people.len();
        let new = (0..case.people.len()).filter(|person| could(*person, area));
        let new: Vec<usize> = new.filter(|person| !people.contains(person)).collect();
        people.extend(new);
        for &person in &people[known..] {
            let taken: Vec<usize> = (0..case.areas)
                .filter(|area| takes(person, *area) && !areas.contains(area))
                .collect();
            areas.extend(taken);
        }
    }
    areas.sort_unstable();
    people.sort_unstable();
    let room = people.iter().map(|person| room(*person)).sum();
    Shortage { areas, people, room }
}
