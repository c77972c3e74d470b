//! Where a function stands among the phases, and what still holds it back.

use super::{Assessment, Sheet, mean};
use crate::methods::likert::Answers;
use num_rational::BigRational;
use num_traits::{One, ToPrimitive};

/// Where a function, or the whole room, stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The highest phase after the first whose statements, and those of every phase between, are
    /// mostly true; the first when there is none.
    pub phase: usize,
    /// How true the statements of each phase are, from 0 to 1; none where nobody answered.
    pub truth: Vec<Option<BigRational>>,
    /// The statements of the first phase that are still mostly true.
    pub holding_back: Vec<usize>,
}

impl Assessment {
    /// Where a function stands; none when nobody of it answered anything.
    pub fn standing_of(&self, function: usize) -> Option<Standing> {
        self.standing(Some(function))
    }

    /// Where the room stands, each person counted once.
    pub fn standing_of_all(&self) -> Option<Standing> {
        self.standing(None)
    }

    fn standing(&self, function: Option<usize>) -> Option<Standing> {
        let phases = 0..self.phase_count();
        let truth: Vec<_> = phases.map(|phase| self.truth(phase, function)).collect();
        truth.iter().flatten().next()?;
        let phase = truth.iter().skip(1).take_while(|truth| mostly(truth.as_ref())).count();
        let first = self.statements_of(0);
        let holding_back = first.filter(|place| mostly(self.truth_of(*place, function).as_ref()));
        Some(Standing { phase, holding_back: holding_back.collect(), truth })
    }

    /// How true the statements of a phase are: the mean of the people's means, from 0 at the low
    /// end of the scale to 1 at the high end, so that "partly" is a half.
    fn truth(&self, phase: usize, function: Option<usize>) -> Option<BigRational> {
        mean(&self.means(phase, function)).map(|mean| self.share(&mean))
    }

    fn truth_of(&self, statement: usize, function: Option<usize>) -> Option<BigRational> {
        let answer = |person: &Sheet| person.answer(statement);
        let answers = Answers::given(self.points, self.people_of(function).map(answer));
        answers.mean().map(|mean| self.share(&mean))
    }

    fn share(&self, mean: &BigRational) -> BigRational {
        let width = i64::from(self.points.max(2)) - 1;
        (mean - BigRational::one()) / BigRational::from_integer(width.into())
    }
}

/// More true than not: above a half, so that a room that says "partly" to everything is not there
/// yet.
fn mostly(truth: Option<&BigRational>) -> bool {
    truth.is_some_and(|truth| *truth > BigRational::new(1.into(), 2.into()))
}

impl Standing {
    /// Why it stands there, as a sentence about the phases by these names.
    pub fn why(&self, names: &[&str]) -> String {
        let said = |phase: usize| names.get(phase).copied().unwrap_or("the next phase");
        let reached = (self.phase > 0).then(|| {
            let here = said(self.phase);
            let much = self.percent(self.phase);
            let and = if self.phase > 1 { ", and so is all before it" } else { "" };
            format!("{here} is mostly true ({much}){and}")
        });
        let next = self.phase + 1;
        let lacking = (next < self.truth.len())
            .then(|| format!("{} is not mostly true yet ({})", said(next), self.percent(next)));
        let parts: Vec<String> = reached.into_iter().chain(lacking).collect();
        parts.join("; ") + "."
    }

    /// How true a phase is in whole percent, rounded away from the half that decides.
    fn percent(&self, phase: usize) -> String {
        let Some(truth) = self.truth.get(phase).and_then(Option::as_ref) else {
            return "nobody answered".to_owned();
        };
        let hundredths = truth * BigRational::from_integer(100.into());
        let whole = if mostly(Some(truth)) { hundredths.ceil() } else { hundredths.floor() };
        format!("{} %", whole.to_integer().to_u8().unwrap_or_default())
    }
}
