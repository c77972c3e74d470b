//! Who sits at which table, and what lies there: goals, areas, and the steps that are to come.

use crate::session::change::{Outcome, Refusal, refuse};
use crate::session::id::Id;
use crate::session::{Area, Session, StepRun};
use crate::text::{CleanText, listed, shorten};
use crate::workshop::Step;

/// The most tables a session is split into at a time.
pub const MOST: u8 = 20;

/// The columns that a table's subject takes in its title.
const SUBJECT: usize = 32;

/// One table before it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its number, from 1.
    pub number: u8,
    /// What it is about, in a few words; may be empty.
    pub about: CleanText,
    /// Who sits there.
    pub people: Vec<Id>,
    /// Its goals.
    pub goals: Vec<Id>,
    /// Its areas.
    pub areas: Vec<Id>,
    /// What it runs.
    pub steps: Vec<Step>,
}

/// The tables that are to be made, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seating {
    /// Who sits where, with what.
    pub seats: Vec<Seat>,
    /// The folder for their files as somebody typed it; empty for the one of the session.
    pub folder: CleanText,
}

impl Seat {
    /// "table 2 (Answered)".
    pub fn called(&self) -> String {
        super::called(self.number, &self.about)
    }
}

impl Session {
    /// Whether tables can be set so: at each sits somebody who is here, and each has steps to run.
    ///
    /// # Errors
    /// A sentence, when they cannot.
    pub fn can_seat(&self, seats: &[Seat]) -> Outcome {
        let here = |id: &Id| self.person(id).is_some_and(|person| person.present);
        for seat in seats {
            if !seat.people.iter().any(here) {
                return refuse(format!("Nobody who is here sits at table {}.", seat.number));
            }
            if seat.steps.is_empty() {
                return refuse("The tables have no step to run. Choose which ones they run.");
            }
        }
        Ok(())
    }

    /// The steps that tables run, as long as nobody says others: all from the present one on.
    pub fn steps_to_come(&self) -> Vec<CleanText> {
        let steps = self.steps_to_run(&[]).unwrap_or_default();
        steps.into_iter().map(|step| step.id).collect()
    }

    /// The tables that this session can be split into: so many, or one for each goal. They run the
    /// steps of these names, or else all from the present one on.
    ///
    /// # Errors
    /// A sentence, when it cannot be split so.
    pub fn seats(&self, tables: Option<u8>, steps: &[CleanText]) -> Result<Vec<Seat>, Refusal> {
        let count = self.how_many(tables)?;
        let steps = self.steps_to_run(steps)?;
        let before = self.tables.iter().map(|table| table.number).max().unwrap_or(0);
        let Some(last) = before.checked_add(u8::try_from(count).unwrap_or(u8::MAX)) else {
            return refuse("This session was split so often that its tables have no numbers left.");
        };
        let mut seats: Vec<Seat> = (before + 1..=last)
            .map(|number| Seat {
                number,
                about: CleanText::default(),
                people: Vec::new(),
                goals: Vec::new(),
                areas: Vec::new(),
                steps: steps.clone(),
            })
            .collect();
        for (place, person) in self.by_function().into_iter().enumerate() {
            seats[place % count].people.push(person);
        }
        self.deal_goals(&mut seats);
        self.deal_areas(&mut seats);
        let subjects: Vec<CleanText> = seats.iter().map(|seat| self.subject(seat)).collect();
        for (seat, subject) in seats.iter_mut().zip(&subjects) {
            // What several tables work on tells none from another.
            if subjects.iter().filter(|other| *other == subject).count() == 1 {
                seat.about = subject.clone();
            }
        }
        Ok(seats)
    }

    fn how_many(&self, tables: Option<u8>) -> Result<usize, Refusal> {
        let here = self.people.iter().filter(|person| person.present).count();
        let count = match tables {
            Some(tables) => usize::from(tables),
            None if self.goals.len() < 2 => {
                return refuse(
                    "There are not two goals to split by. Say how many tables: --tables 3.",
                );
            }
            None => self.goals.len(),
        };
        if count < 2 {
            return refuse("A split makes two tables or more.");
        }
        if count > usize::from(MOST) {
            return refuse(format!("A session is split into at most {MOST} tables."));
        }
        if here < count {
            return refuse(format!(
                "{count} tables need {count} people, and {here} of the list are here. Fewer tables, \
                 or note who has arrived."
            ));
        }
        Ok(count)
    }

    fn steps_to_run(&self, wanted: &[CleanText]) -> Result<Vec<Step>, Refusal> {
        let ids: Vec<&CleanText> = self.steps.iter().map(StepRun::id).collect();
        if let Some(unknown) = wanted.iter().find(|id| !ids.contains(id)) {
            return refuse(format!("There is no step “{unknown}”. There are {}.", listed(&ids)));
        }
        let here = self.step_index(self.at.step()).unwrap_or(0);
        let runs = self.steps.iter().enumerate().filter(|(index, step)| match wanted.is_empty() {
            true => *index >= here && !step.skipped,
            false => wanted.contains(step.id()),
        });
        let steps = runs.map(|(_, step)| {
            let mut script = step.script.clone();
            let base = i32::from(script.minutes.base) + i32::from(step.extra);
            script.minutes.base = u16::try_from(base.max(0)).unwrap_or(u16::MAX);
            script
        });
        Ok(steps.filter(|step| !step.activities.is_empty()).collect())
    }

    /// Everybody of the team, those of one function side by side and those who are here first: dealt
    /// in this order, each table mixes the functions.
    fn by_function(&self) -> Vec<Id> {
        let functions = self.functions();
        let mut people: Vec<_> = self.people.iter().filter(|person| !person.gone).collect();
        people.sort_by_key(|person| {
            let function = functions.iter().position(|it| **it == person.function);
            (!person.present, function.unwrap_or(functions.len()))
        });
        people.into_iter().map(|person| person.id.clone()).collect()
    }

    /// In turn; where there are more tables than goals, several work on one.
    fn deal_goals(&self, seats: &mut [Seat]) {
        let (tables, goals) = (seats.len(), self.goals.len());
        for (place, goal) in self.goals.iter().enumerate() {
            for (at, seat) in seats.iter_mut().enumerate() {
                if at % goals.min(tables) == place % tables {
                    seat.goals.push(goal.id.clone());
                }
            }
        }
    }

    /// With the goals they serve; those that serve none are dealt in turn.
    fn deal_areas(&self, seats: &mut [Seat]) {
        let mut turn = 0;
        for area in &self.areas {
            let serves = |seat: &Seat| area.serves.iter().any(|goal| seat.goals.contains(goal));
            if seats.iter().any(serves) {
                let theirs = seats.iter_mut().filter(|seat| serves(seat));
                theirs.for_each(|seat| seat.areas.push(area.id.clone()));
            } else {
                let at = turn % seats.len();
                seats[at].areas.push(area.id.clone());
                turn += 1;
            }
        }
    }

    fn subject(&self, seat: &Seat) -> CleanText {
        let goal = match seat.goals.as_slice() {
            [one] => self.goal(one).map(|goal| goal.shape.outcome.as_str()),
            _ => None,
        };
        let area = || match seat.areas.as_slice() {
            [first, ..] if seat.goals.is_empty() => self.area(first).map(name),
            _ => None,
        };
        let words = goal.or_else(area).unwrap_or_default();
        CleanText::line(&shorten(words, SUBJECT))
    }
}

fn name(area: &Area) -> &str {
    &area.name
}
