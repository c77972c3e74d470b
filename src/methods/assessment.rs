//! An assessment: a room answers statements that belong to phases. What is told is each
//! statement's spread, where functions differ, and where the room disagrees most; never one number
//! for all.
//!
//! Statements, phases and functions are places in lists, from zero.

mod standing;

pub use standing::Standing;

use super::likert::{Answers, Consensus};
use num_rational::BigRational;
use std::cmp::Reverse;

/// How many of the most disagreed statements a room is shown.
pub const SHOWN: usize = 5;

/// What a room answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// How many points the scale has; answers go from 1 to it.
    pub points: u8,
    /// The phase of each statement; none of one that belongs to no phase.
    pub phases: Vec<Option<usize>>,
    /// Everyone's answers.
    pub people: Vec<Sheet>,
}

/// What one person answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Their function.
    pub function: usize,
    /// Their answer to each statement, or none.
    pub answers: Vec<Option<u8>>,
}

/// What a statement came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// How all answers lie.
    pub answers: Answers,
    /// The mean answer of each function; none where nobody of it answered.
    pub functions: Vec<Option<BigRational>>,
}

/// What the statements of a phase came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The mean of the people's means: everyone counts once, however much they left blank.
    pub mean: Option<BigRational>,
    /// How many answered any of its statements.
    pub people: usize,
    /// The mean of its statements' consensus.
    pub consensus: Option<BigRational>,
}

impl Assessment {
    /// What each statement came to.
    pub fn statements(&self) -> Vec<Statement> {
        (0..self.phases.len()).map(|place| self.statement(place)).collect()
    }

    /// What each phase came to, from the first to the last that a statement belongs to.
    pub fn phases(&self) -> Vec<Phase> {
        (0..self.phase_count()).map(|phase| self.phase(phase)).collect()
    }

    fn statement(&self, place: usize) -> Statement {
        let answers = |function: Option<usize>| {
            let people = self.people_of(function);
            Answers::given(self.points, people.map(|person| person.answer(place)))
        };
        let functions = (0..self.function_count()).map(|place| answers(Some(place)).mean());
        Statement { answers: answers(None), functions: functions.collect() }
    }

    fn phase(&self, phase: usize) -> Phase {
        let means = self.means(phase, None);
        let statements = self.statements_of(phase).map(|place| self.statement(place));
        let consensus = statements.filter_map(|statement| statement.answers.consensus());
        let consensus: Vec<BigRational> = consensus.map(Consensus::fraction).collect();
        Phase { people: means.len(), mean: mean(&means), consensus: mean(&consensus) }
    }

    /// The mean answer to the statements of a phase of each person, of a function or of all, who
    /// answered any of them.
    fn means(&self, phase: usize, function: Option<usize>) -> Vec<BigRational> {
        let own = |person: &Sheet| {
            let answers = self.statements_of(phase).map(|place| person.answer(place));
            Answers::given(self.points, answers).mean()
        };
        self.people_of(function).filter_map(own).collect()
    }

    fn people_of(&self, function: Option<usize>) -> impl Iterator<Item = &Sheet> {
        let wanted = move |person: &&Sheet| function.is_none_or(|place| place == person.function);
        self.people.iter().filter(wanted)
    }

    fn statements_of(&self, phase: usize) -> impl Iterator<Item = usize> {
        let all = self.phases.iter().enumerate();
        all.filter(move |(_, of)| **of == Some(phase)).map(|(place, _)| place)
    }

    fn phase_count(&self) -> usize {
        self.phases.iter().flatten().max().map_or(0, |last| last + 1)
    }

    fn function_count(&self) -> usize {
        self.people.iter().map(|person| person.function).max().map_or(0, |last| last + 1)
    }
}

impl Sheet {
    fn answer(&self, statement: usize) -> Option<u8> {
        self.answers.get(statement).copied().flatten()
    }
}

impl Statement {
    /// The functions with the lowest and the highest mean, on ties the first; none when nobody
    /// answered.
    pub fn ends(&self) -> Option<(usize, usize)> {
        let means = || self.functions.iter().enumerate();
        let known = || means().filter_map(|(place, mean)| Some((mean.as_ref()?, place)));
        let lowest = known().min()?;
        let highest = known().max_by_key(|(mean, place)| (*mean, Reverse(*place)))?;
        Some((lowest.1, highest.1))
    }

    /// How far apart the functions with the lowest and the highest mean are.
    pub fn gap(&self) -> Option<BigRational> {
        let (lowest, highest) = self.ends()?;
        Some(self.functions[highest].clone()? - self.functions[lowest].clone()?)
    }
}

/// The places of the statements with two answers or more, the most disagreed first: least
/// consensus, on ties the order of the statements.
pub fn most_disagreed(statements: &[Statement]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..statements.len()).collect();
    places.retain(|place| statements[*place].answers.number() > 1);
    places.sort_by_key(|place| statements[*place].answers.consensus());
    places
}

/// The place of the statement on which functions differ most, on ties the first; none when no two
/// functions differ.
pub fn widest_gap(statements: &[Statement]) -> Option<usize> {
    let gaps = statements.iter().enumerate().filter_map(|(place, one)| Some((one.gap()?, place)));
    let (gap, place) = gaps.max_by_key(|(gap, place)| (gap.clone(), Reverse(*place)))?;
    (gap > BigRational::default()).then_some(place)
}

fn mean(values: &[BigRational]) -> Option<BigRational> {
    let number = BigRational::from_integer(values.len().into());
    (!values.is_empty()).then(|| values.iter().sum::<BigRational>() / number)
}

#[cfg(test)]
mod tests;
