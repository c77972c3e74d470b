//! What the sheets come to: where each option stands, and how far people are apart.

use super::{Axes, axes, placed, state};
use crate::methods::matrix::{Matrix, Sheet};
use crate::session::activities::choices::Choice;
use crate::session::private::{Giver, papers};
use crate::session::{Place, Session};
use std::collections::BTreeSet;

/// What a matrix came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The options, in list order.
    pub choices: Vec<Choice>,
    /// Where they stand.
    pub matrix: Matrix,
    /// How they were placed.
    pub how: How,
}

/// How a room answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By so many sheets, of which so many are assumed for others.
    Sheets {
        /// All sheets, also those that were empty.
        count: usize,
        /// Those of hats.
        assumed: usize,
    },
    /// With one voice.
    Voice,
}

impl Counted {
    /// Whether fewer than half of those who handed in a sheet placed an option, and somebody did.
    pub fn is_by_few(&self, option: usize) -> bool {
        let placed = self.matrix.number(option);
        matches!(self.how, How::Sheets { count, .. } if placed > 0 && 2 * placed < count as u64)
    }

    /// The options that nobody placed.
    pub fn by_nobody(&self) -> Vec<usize> {
        (0..self.choices.len()).filter(|option| self.matrix.number(*option) == 0).collect()
    }
}

/// What the matrix at a place came to; none before it is shown.
pub fn counted(session: &Session, place: &Place) -> Option<Counted> {
    let matrix = state(session, place).filter(|matrix| matrix.is_shown())?;
    let Axes { points, .. } = axes(session, place)?;
    let choices = placed(session, place);
    let given = || papers(&matrix.sheets);
    let sheets: Vec<Sheet> = given()
        .map(|(_, sheet)| choices.iter().map(|choice| sheet.pair(&choice.id)).collect())
        .collect();
    let hats: BTreeSet<&Giver> =
        given().filter_map(|(from, _)| from.filter(|from| matches!(from, Giver::Hat(_)))).collect();
    let voice = given().any(|(from, _)| from == Some(&Giver::Voice));
    Some(Counted {
        matrix: Matrix::of(points, choices.len(), &sheets),
        choices,
        how: match voice {
            true => How::Voice,
            false => How::Sheets { count: matrix.given.count(), assumed: hats.len() },
        },
    })
}
