//! Options that many people placed on two axes: where each stands on average, how far people are
//! apart there, and in which quarter it lies.
//!
//! An option stands at the **mean** of its answers, exactly, since means tell options apart that
//! share a median on a scale of five points. A mean hides who disagrees, so it never comes without
//! its **reach**: from the mean of the answers below it to the mean of those above it. The reach
//! holds the mean, leaves the scale never, and is longer on the side where the few stand far off.
//! How far a room is apart is the mean absolute deviation from the mean, Σ |answer − mean| / n; for
//! why this and not the standard deviation where people have to read it, see Gorard, "Revisiting a
//! 90-year-old debate" (British Journal of Educational Studies 53, 2005). Those below and those above
//! the mean are each half of it, so the reach shows what is compared.
//!
//! No answer is never the middle of the scale. Options and axes are places in lists, from zero.
//!
//! ```
//! use groundswell::methods::matrix::{Matrix, Side};
//!
//! let sheets = [vec![Some([5, 1]), None], vec![Some([4, 2]), Some([1, 5])]];
//! let matrix = Matrix::of(5, 2, &sheets);
//! assert_eq!(matrix.quarter(0), Some([Side::High, Side::Low]));
//! assert_eq!(matrix.most_apart(0), [0], "4 and 5 on the first axis, and one answer on the other");
//! ```

use super::likert::Answers;
use num_rational::BigRational;
use num_traits::Zero;
use std::cmp::Ordering;

/// What one person says of each option: a place on both axes, each from 1, or nothing.
pub type Sheet = Vec<Option<[u8; 2]>>;

/// Where a room placed options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The answers to each option, on the first axis and on the second.
    options: Vec<[Answers; 2]>,
}

/// A side of the middle of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Below the middle.
    Low,
    /// Exactly in it.
    Middle,
    /// Above it.
    High,
}

/// Where something stands on an axis, and how far the answers reach from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The mean of the answers below the mean; the mean itself where there are none.
    pub from: BigRational,
    /// The mean of all answers.
    pub mean: BigRational,
    /// The mean of the answers above the mean; the mean itself where there are none.
    pub to: BigRational,
}

impl Matrix {
    /// So many options, placed on axes of so many points by these sheets. What a sheet says of
    /// more options than there are is left out.
    pub fn of(points: u8, options: usize, sheets: &[Sheet]) -> Matrix {
        let placed = |option: usize, axis: usize| {
            let said = |sheet: &Sheet| Some(sheet.get(option).copied()??[axis]);
            Answers::given(points, sheets.iter().map(said))
        };
        Matrix { options: (0..options).map(|it| [placed(it, 0), placed(it, 1)]).collect() }
    }

    /// How many placed an option.
    pub fn number(&self, option: usize) -> u64 {
        self.options[option][0].number()
    }

    /// The answers to an option on one axis.
    pub fn answers(&self, option: usize, axis: usize) -> &Answers {
        &self.options[option][axis]
    }

    /// Where an option stands on an axis; none where nobody placed it.
    pub fn reach(&self, option: usize, axis: usize) -> Option<Reach> {
        let answers = self.answers(option, axis);
        let mean = answers.mean()?;
        let side = |wanted: Ordering| {
            let here = each(answers).filter(|(answer, _)| answer.cmp(&mean) == wanted);
            mean_of(here).unwrap_or_else(|| mean.clone())
        };
        Some(Reach { from: side(Ordering::Less), to: side(Ordering::Greater), mean: mean.clone() })
    }

    /// How far people are apart on one axis of an option, the mean absolute deviation from the
    /// mean. None below two answers: one person cannot differ.
    pub fn apart(&self, option: usize, axis: usize) -> Option<BigRational> {
        let answers = self.answers(option, axis);
        let mean = answers.mean().filter(|_| answers.number() > 1)?;
        mean_of(each(answers).map(|(answer, count)| {
            (if answer > mean { answer - &mean } else { &mean - answer }, count)
        }))
    }

    /// The options on which people are apart most on an axis: several that are equally so, and
    /// none where nobody differs.
    pub fn most_apart(&self, axis: usize) -> Vec<usize> {
        let apart = |option: &usize| self.apart(*option, axis);
        let most = (0..self.options.len()).filter_map(|option| apart(&option)).max();
        let most = most.filter(|most| !most.is_zero());
        (0..self.options.len()).filter(|it| most.is_some() && apart(it) == most).collect()
    }

    /// On which side of the middle of an axis an option stands; none where nobody placed it.
    pub fn side(&self, option: usize, axis: usize) -> Option<Side> {
        let answers = self.answers(option, axis);
        let ends = answers.counts().len() + 1;
        let twice = answers.mean()? * BigRational::from_integer(2.into());
        Some(match twice.cmp(&BigRational::from_integer(ends.into())) {
            Ordering::Less => Side::Low,
            Ordering::Equal => Side::Middle,
            Ordering::Greater => Side::High,
        })
    }

    /// The sides of an option on both axes: a quarter of the plane, or the line between two.
    pub fn quarter(&self, option: usize) -> Option<[Side; 2]> {
        Some([self.side(option, 0)?, self.side(option, 1)?])
    }

    /// The groups of options that stand in exactly one place, in the order of the list.
    pub fn in_one_place(&self) -> Vec<Vec<usize>> {
        let place = |option: usize| [0, 1].map(|axis| self.answers(option, axis).mean());
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for option in (0..self.options.len()).filter(|option| self.number(*option) > 0) {
            match groups.iter_mut().find(|group| place(group[0]) == place(option)) {
                Some(group) => group.push(option),
                None => groups.push(vec![option]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }
}

/// The answers of the scale, each with how many gave it.
fn each(answers: &Answers) -> impl Iterator<Item = (BigRational, u32)> {
    let counts = answers.counts().iter().copied();
    (1_u32..).zip(counts).map(|(answer, count)| (BigRational::from_integer(answer.into()), count))
}

/// The mean of values that so many have; none where nobody has any.
fn mean_of(values: impl Iterator<Item = (BigRational, u32)>) -> Option<BigRational> {
    let (mut sum, mut all) = (BigRational::zero(), 0_u64);
    for (value, count) in values {
        sum += value * BigRational::from_integer(count.into());
        all += u64::from(count);
    }
    (all > 0).then(|| sum / BigRational::from_integer(all.into()))
}

#[cfg(test)]
mod tests;
