//! Who is asked first to answer for each area, and who to help: from what everyone cares for and
//! can do, a proposal that the room then changes.
//!
//! It serves the worst-served area first (leximin): a sum would accept one area led by nobody
//! suitable if the others shine. Leads come first, supporters are found for those leads; each is
//! one flow through a network at the least cost, with all objectives packed into one whole number,
//! and of all the best the first in the order of the lists is taken, so that the answer is unique.
//!
//! ```
//! use groundswell::methods::assignment::{Candidate, Case, Wish, assign};
//!
//! let mut case = Case::of(vec![Candidate { function: 0, roles: 1 }; 2], 2);
//! // Both would rather have the first area, and only the second person can do the other one.
//! case.wishes[0] = vec![Wish { care: 3, can: 3 }, Wish { care: 1, can: 0 }];
//! case.wishes[1] = vec![Wish { care: 3, can: 3 }, Wish { care: 2, can: 2 }];
//! assert_eq!(assign(&case).leads, [Some(0), Some(1)]);
//! ```

mod flow;
mod leads;
mod reasons;
mod support;
#[cfg(test)]
mod tests;

pub use reasons::{Instead, Shortage, Why};

/// What is known of people and areas. People and areas are places in their lists, from zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// The people, in the order in which they joined.
    pub people: Vec<Candidate>,
    /// How many areas there are, in the order the room agreed on.
    pub areas: usize,
    /// What each person said of each area.
    pub wishes: Vec<Vec<Wish>>,
    /// The most areas that one person is proposed to lead.
    pub leads_each: u32,
    /// The most supporters that are proposed for one area.
    pub supporters: u32,
    /// Who leads an area already. It stays so, whatever they said or have room for.
    pub settled: Vec<Option<usize>>,
    /// Pairs of a person and an area that are never proposed: "not me".
    pub barred: Vec<(usize, usize)>,
}

/// Somebody who can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Their function, as any number that those of one function share.
    pub function: usize,
    /// How many areas they take part in at most, leading or supporting.
    pub roles: u32,
}

/// What somebody said of an area, each from 0 to 3. Who does not care is never proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// How much they care.
    pub care: u8,
    /// How well they can.
    pub can: u8,
}

/// The proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// Who is asked to lead each area; none where nobody can be.
    pub leads: Vec<Option<usize>>,
    /// Who is asked to support each area, in the order of the people.
    pub supporters: Vec<Vec<usize>>,
    /// How many areas each person then takes part in.
    pub loads: Vec<u32>,
}

/// What the leads are judged by, most important first; less is better, of `fit` more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Led {
    /// Areas without a lead.
    pub open: usize,
    /// The classes of the leads, lowest first; compared from the lowest on, higher is better.
    pub classes: Vec<u8>,
    /// The sum of the squares of how many each person leads: least when it is even.
    pub squares: u64,
    /// The sum of the fit.
    pub fit: u64,
}

/// What the supporters are judged by, most important first; more is better, of `squares` less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supported {
    /// Areas with a supporter.
    pub areas: usize,
    /// Supporters in all.
    pub slots: usize,
    /// How much the supporters care, lowest first; compared from the lowest on.
    pub cares: Vec<u8>,
    /// The sum of the squares of how many areas each person takes part in.
    pub squares: u64,
    /// The sum of the fit.
    pub fit: u64,
}

/// The best leads, and the best supporters for them.
pub fn assign(case: &Case) -> Assignment {
    let leads = leads::of(case);
    let supporters = support::of(case, &leads);
    let loads = (0..case.people.len()).map(|person| {
        let leads = leads.iter().filter(|lead| **lead == Some(person)).count();
        let supports = supporters.iter().filter(|people| people.contains(&person)).count();
        number(leads + supports)
    });
    Assignment { loads: loads.collect(), leads, supporters }
}

impl Case {
    /// A case in which nobody has said anything yet: as many areas each as are needed to go round,
    /// and at most two supporters for one.
    pub fn of(people: Vec<Candidate>, areas: usize) -> Case {
        let leads_each = number(areas.div_ceil(people.len().max(1)).max(1));
        let wishes = vec![vec![Wish::default(); areas]; people.len()];
        let settled = vec![None; areas];
        Case { people, areas, wishes, leads_each, supporters: 2, settled, barred: Vec::new() }
    }

    /// Whether this person can be asked for this area at all, room left or not.
    pub fn is_possible(&self, person: usize, area: usize) -> bool {
        self.wishes[person][area].care > 0 && !self.barred.contains(&(person, area))
    }

    /// How many more areas the person can be asked to lead, beside those that are settled.
    fn room_to_lead(&self, person: usize) -> u32 {
        self.people[person].roles.min(self.leads_each).saturating_sub(self.settled(person))
    }

    /// How many areas the person leads already.
    fn settled(&self, person: usize) -> u32 {
        number(self.settled.iter().filter(|lead| **lead == Some(person)).count())
    }
}

impl Wish {
    /// How good a lead this would be, from 0 to 3: they must want it and be able to.
    pub fn class(self) -> u8 {
        self.care.min(self.can)
    }

    /// Both together; caring counts twice.
    pub fn fit(self) -> u8 {
        2 * self.care + self.can
    }
}

impl Assignment {
    /// What the leads are worth.
    pub fn led(&self, case: &Case) -> Led {
        let leads = self.leads.iter().enumerate();
        let wish = |(area, lead): (usize, &Option<usize>)| Some(case.wishes[(*lead)?][area]);
        let wishes: Vec<Wish> = leads.filter_map(wish).collect();
        let count = |person| self.leads.iter().filter(|lead| **lead == Some(person)).count();
        Led {
            open: case.areas - wishes.len(),
            classes: sorted(wishes.iter().map(|wish| wish.class())),
            squares: (0..case.people.len()).map(|person| square(number(count(person)))).sum(),
            fit: wishes.iter().map(|wish| u64::from(wish.fit())).sum(),
        }
    }

    /// What the supporters are worth.
    pub fn supported(&self, case: &Case) -> Supported {
        let areas = self.supporters.iter().enumerate();
        let wishes: Vec<Wish> = areas
            .flat_map(|(area, people)| people.iter().map(move |person| case.wishes[*person][area]))
            .collect();
        Supported {
            areas: self.supporters.iter().filter(|people| !people.is_empty()).count(),
            slots: wishes.len(),
            cares: sorted(wishes.iter().map(|wish| wish.care)),
            squares: self.loads.iter().copied().map(square).sum(),
            fit: wishes.iter().map(|wish| u64::from(wish.fit())).sum(),
        }
    }
}

fn sorted(marks: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut marks: Vec<u8> = marks.collect();
    marks.sort_unstable();
    marks
}

fn square(count: u32) -> u64 {
    u64::from(count) * u64::from(count)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a room has fewer than four thousand million people and areas")
}
