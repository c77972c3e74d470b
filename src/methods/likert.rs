//! The answers to one statement on a scale of a few ordered points: how they lie, and how far the
//! room agrees.
//!
//! The middle alone says nothing: half at each end has the mean of a room that is all in the
//! middle. So a mean never comes without [`Answers::consensus`], and [`Answers::shape`] says in
//! words which of the two it is. All measures but the consensus are exact fractions.
//!
//! ```
//! use groundswell::methods::likert::{Answers, Shape};
//!
//! let apart = Answers::counted(vec![5, 0, 0, 0, 5]);
//! let together = Answers::counted(vec![0, 0, 10, 0, 0]);
//! assert_eq!(apart.mean(), together.mean());
//! assert_eq!(apart.shape(), Shape::TwoCamps);
//! assert_eq!(together.shape(), Shape::Together);
//! assert_eq!(
//!     apart.sentence(),
//!     "Two camps: 5 answered below the middle of the scale, 5 above it, 0 in the middle."
//! );
//! ```

use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use std::cmp::Ordering;

/// How many gave each answer; whoever left it blank is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    counts: Vec<u32>,
}

/// How far a room agrees: 1 when all answer alike, 0 with half at each end.
///
/// It is irrational, so it is kept in thousand-millionths: two that are equal on paper are equal
/// here, whatever the last digit of a logarithm, and nothing is ever decided by less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Consensus(i64);

/// What the answers look like from the back of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Fewer than two answered: there is nothing to agree on.
    TooFew,
    /// Most stand close to each other.
    Together,
    /// There is a middle, and some stand away from it.
    Loose,
    /// About as many here as there: no common view.
    Scattered,
    /// More at the ends than between them.
    TwoCamps,
}

impl Answers {
    /// So many gave the first answer of the scale, the second, and so on. A scale has two points
    /// or more; shorter ones are lengthened.
    pub fn counted(mut counts: Vec<u32>) -> Answers {
        counts.resize(counts.len().max(2), 0);
        Answers { counts }
    }

    /// What a room answered, each from 1 to `points`; blanks and what is not on the scale are left
    /// out.
    pub fn given(points: u8, answers: impl IntoIterator<Item = Option<u8>>) -> Answers {
        let mut all = Answers::counted(vec![0; points.into()]);
        for answer in answers.into_iter().flatten() {
            let count = usize::from(answer).checked_sub(1).and_then(|at| all.counts.get_mut(at));
            if let Some(count) = count {
                *count += 1;
            }
        }
        all
    }

    /// How many gave each answer, the first answer first.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// How many answered.
    pub fn number(&self) -> u64 {
        self.counts.iter().copied().map(u64::from).sum()
    }

    /// The mean answer; none when nobody answered.
    pub fn mean(&self) -> Option<BigRational> {
        let sum: u128 = self.each().map(|(answer, count)| answer * u128::from(count)).sum();
        fraction(sum, self.number().into())
    }

    /// The answer in the middle, or the mean of the two there.
    pub fn median(&self) -> Option<BigRational> {
        self.quartile(2)
    }

    /// How far the middle half reaches: the third quartile less the first, by type 7 of Hyndman
    /// and Fan (1996), which R and numpy use unless they are told otherwise.
    pub fn middle_half(&self) -> Option<BigRational> {
        Some(self.quartile(3)? - self.quartile(1)?)
    }

    /// So many quarters of the way through the answers in order, between two answers in
    /// proportion.
    fn quartile(&self, quarters: u64) -> Option<BigRational> {
        let steps = self.number().checked_sub(1)? * quarters;
        let (before, part) = (steps / 4, steps % 4);
        let lower = self.in_order(before)?;
        let rise = self.in_order(before + u64::from(part > 0))? - &lower;
        Some(lower + rise * BigRational::new(part.into(), 4.into()))
    }

    /// The answer at this place when all stand in order, from zero.
    fn in_order(&self, place: u64) -> Option<BigRational> {
        let mut passed = 0;
        let mut answers = self.each();
        let (answer, _) = answers.find(|(_, count)| {
            passed += u64::from(*count);
            passed > place
        })?;
        Some(BigRational::from_integer(answer.into()))
    }

    /// The variance of a sample: squares of distances from the mean, over one less than there are
    /// answers. None below two.
    pub fn variance(&self) -> Option<BigRational> {
        let mean = self.mean()?;
        let squares: BigRational = self
            .each()
            .map(|(answer, count)| {
                let away = BigRational::from_integer(answer.into()) - &mean;
                &away * &away * BigRational::from_integer(count.into())
            })
            .sum();
        Some(squares * fraction(1, u128::from(self.number()) - 1)?)
    }

    /// Agreement within the group, r_wg of James, Demaree and Wolf (1984): one less the variance
    /// over that of answers spread evenly, (K² − 1) / 12. Below zero when the room differs more
    /// than chance would; a screen shows nought then. By rule of thumb .70 is agreement.
    pub fn within_group(&self) -> Option<BigRational> {
        let points = self.counts.len() as u128;
        Some(BigRational::one() - self.variance()? * fraction(12, points * points - 1)?)
    }

    /// Agreement A of van der Eijk, "Measuring agreement in ordered rating scales" (Quality &
    /// Quantity 35, 2001): 1 for one peak, 0 for a flat room, −1 for half at each end.
    ///
    /// The counts are cut into layers in which each answer is given equally often or not at all;
    /// A is the mean of the layers', weighted by how many answers lie in each.
    pub fn agreement(&self) -> Option<BigRational> {
        let mut left = self.counts.clone();
        let mut sum = BigRational::zero();
        while let Some(height) = left.iter().copied().filter(|count| *count > 0).min() {
            let layer: Vec<bool> = left.iter().map(|count| *count > 0).collect();
            let width = layer.iter().filter(|given| **given).count() as u128;
            let answers = BigRational::from_integer((u128::from(height) * width).into());
            sum += agreement_of_layer(&layer) * answers;
            for count in left.iter_mut().filter(|count| **count > 0) {
                *count -= height;
            }
        }
        Some(sum * fraction(1, self.number().into())?)
    }

    /// Consensus of Tastle and Wierman, "Consensus and dissention" (International Journal of
    /// Approximate Reasoning 45, 2007): 1 + Σ p log₂(1 − |answer − mean| / (K − 1)), where p is
    /// the share of an answer. It goes by order and spread, and is defined from one answer on.
    pub fn consensus(&self) -> Option<Consensus> {
        let (mean, number) = (self.mean()?.to_f64()?, self.number() as f64);
        let width = (self.counts.len() - 1) as f64;
        let given = self.each().filter(|(_, count)| *count > 0);
        let lost: f64 = given
            .map(|(answer, count)| {
                let away = (answer as f64 - mean).abs() / width;
                f64::from(count) / number * (1.0 - away).log2()
            })
            .sum();
        Some(Consensus::rounded(1.0 + lost))
    }

    /// What the answers look like, by [`Answers::agreement`]: close to zero is scattered, clearly
    /// below it two camps.
    pub fn shape(&self) -> Shape {
        let tenths = |count: i64| BigRational::new(count.into(), 10.into());
        match self.agreement() {
            _ if self.number() < 2 => Shape::TooFew,
            None => Shape::TooFew,
            Some(agreement) if agreement >= tenths(5) => Shape::Together,
            Some(agreement) if agreement > tenths(1) => Shape::Loose,
            Some(agreement) if agreement >= tenths(-1) => Shape::Scattered,
            Some(_) => Shape::TwoCamps,
        }
    }

    /// The shape in a sentence, with its counts.
    pub fn sentence(&self) -> String {
        let [below, middle, above] = self.thirds();
        match self.shape() {
            Shape::TooFew if self.number() == 0 => "Nobody answered.".to_owned(),
            Shape::TooFew => "One answer: nobody to agree or differ with.".to_owned(),
            Shape::Together => "The room stands close together.".to_owned(),
            Shape::Loose => "The room leans one way, and some stand apart from it.".to_owned(),
            Shape::Scattered => {
                "Scattered: about as many here as there, no common view.".to_owned()
            }
            Shape::TwoCamps => format!(
                "Two camps: {below} answered below the middle of the scale, {above} above it, \
                 {middle} in the middle."
            ),
        }
    }

    /// How many are below the middle of the scale, on it, and above it.
    fn thirds(&self) -> [u64; 3] {
        let middle = self.counts.len() as u128 + 1;
        let side = |wanted: Ordering| {
            let here = self.each().filter(|(answer, _)| (answer * 2).cmp(&middle) == wanted);
            here.map(|(_, count)| u64::from(count)).sum()
        };
        [Ordering::Less, Ordering::Equal, Ordering::Greater].map(side)
    }

    /// The answers of the scale, each with how many gave it.
    fn each(&self) -> impl Iterator<Item = (u128, u32)> {
        (1..).zip(self.counts.iter().copied())
    }
}

impl Consensus {
    fn rounded(value: f64) -> Consensus {
        // A value from 0 to 1 has at most ten digits here.
        Consensus((value * 1e9).round() as i64)
    }

    /// In thousand-millionths: what it is compared by.
    pub fn billionths(self) -> i64 {
        self.0
    }

    /// As a fraction, of which means can be taken.
    pub fn fraction(self) -> BigRational {
        BigRational::new(self.0.into(), 1_000_000_000.into())
    }
}

/// Agreement in a layer, where an answer is given or not: 1 for one answer, less the wider it is,
/// and below zero when what is missing lies in its middle.
fn agreement_of_layer(layer: &[bool]) -> BigRational {
    let points = layer.len() as i64;
    let width = layer.iter().filter(|given| **given).count() as i64;
    let (peaks, gaps) = triples(layer);
    let one_peak = match (points - 2) * (peaks + gaps) {
        0 => BigRational::one(),
        all => BigRational::new(((points - 2) * peaks - (points - 1) * gaps).into(), all.into()),
    };
    one_peak * (BigRational::one() - BigRational::new((width - 1).into(), (points - 1).into()))
}

/// Of all three answers in order of which two are given: how many times the third lies outside,
/// and how many times between them.
fn triples(layer: &[bool]) -> (i64, i64) {
    let points = layer.len();
    let (mut outside, mut between) = (0, 0);
    for first in 0..points {
        for second in first + 1..points {
            for third in second + 1..points {
                match (layer[first], layer[second], layer[third]) {
                    (true, true, false) | (false, true, true) => outside += 1,
                    (true, false, true) => between += 1,
                    _ => {}
                }
            }
        }
    }
    (outside, between)
}

fn fraction(above: u128, below: u128) -> Option<BigRational> {
    (below > 0).then(|| BigRational::new(above.into(), below.into()))
}

#[cfg(test)]
pub(super) mod tests;
