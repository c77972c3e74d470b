//! One sheet as it is typed: digits go straight across, a letter puts one more on its thing.
//!
//! Twelve people with three dots each on twelve things take 144 digits, or 48 keys as letters
//! with Enter; both work in the same row, so there is nothing to choose.

use super::{Limits, Unit};

/// The row of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    cells: Vec<Option<u8>>,
    at: usize,
    /// The first digit of a number that may go on: 1 of 10.
    growing: bool,
    /// The last digit went on to the next cell by itself: a blank typed between is no step.
    stepped: bool,
    before: Vec<Before>,
}

/// The cells, the cursor and whether a digit was growing, before a key.
type Before = (Vec<Option<u8>>, usize, bool);

impl Row {
    /// A row of so many things, with nothing typed.
    pub(super) fn new(things: usize) -> Row {
        Row { cells: vec![None; things], ..Row::default() }
    }

    /// Whether nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }

    /// Whether every cell is typed.
    pub(super) fn is_full(&self) -> bool {
        !self.growing && self.cells.iter().all(Option::is_some)
    }

    /// The thing that the next digit goes to; none at the end of the row.
    pub(super) fn at(&self) -> Option<usize> {
        (self.at < self.cells.len()).then_some(self.at)
    }

    /// Whether a first digit waits for a second one.
    pub(super) fn is_growing(&self) -> bool {
        self.growing
    }

    /// What each thing has, none where nothing was typed.
    pub(super) fn cells(&self) -> &[Option<u8>] {
        &self.cells
    }

    /// What each thing has, nothing being zero.
    pub(super) fn values(&self) -> impl Iterator<Item = u8> + '_ {
        self.cells.iter().map(|cell| cell.unwrap_or(0))
    }

    /// All together.
    pub(super) fn total(&self) -> u32 {
        self.values().map(u32::from).sum()
    }

    /// A digit for the cell at the cursor.
    pub(super) fn digit(&mut self, digit: u8, limits: Limits, unit: Unit) -> Result<(), String> {
        let (at, value, second) = self.meant(digit, limits);
        if at >= self.cells.len() {
            return Err("The row is full: Enter puts it in, Backspace goes back.".into());
        }
        self.put(at, value, limits, unit)?;
        let may_grow = value > 0 && u32::from(value) * 10 <= u32::from(limits.on_one);
        self.growing = may_grow && !second;
        self.at = if self.growing { at } else { at + 1 };
        self.stepped = !self.growing;
        Ok(())
    }

    /// Which cell a digit means, its number then, and whether it is a second digit.
    fn meant(&self, digit: u8, limits: Limits) -> (usize, u8, bool) {
        if !self.growing {
            return (self.at, digit, false);
        }
        let first = self.cells[self.at].unwrap_or(0);
        let both = first.checked_mul(10).and_then(|tens| tens.checked_add(digit));
        match both.filter(|both| *both <= limits.on_one) {
            Some(both) => (self.at, both, true),
            None => (self.at + 1, digit, false),
        }
    }

    /// One more on a thing; the cursor goes there.
    pub(super) fn one_more(&mut self, at: usize, limits: Limits, unit: Unit) -> Result<(), String> {
        let value = self.cells[at].unwrap_or(0).saturating_add(1);
        self.put(at, value, limits, unit)?;
        (self.at, self.growing, self.stepped) = (at, false, false);
        Ok(())
    }

    fn put(&mut self, at: usize, value: u8, limits: Limits, unit: Unit) -> Result<(), String> {
        let others = self.total() - u32::from(self.cells[at].unwrap_or(0));
        if let Some(refusal) = limits.refuses(u32::from(value), others, unit) {
            return Err(refusal);
        }
        self.remember();
        self.cells[at] = Some(value);
        Ok(())
    }

    /// This number is done: to the next cell, unless the digit has gone there by itself.
    pub(super) fn done(&mut self) {
        if !std::mem::take(&mut self.stepped) {
            self.right();
        }
    }

    /// To the next cell; what stands in this one stays.
    pub(super) fn right(&mut self) {
        (self.growing, self.stepped) = (false, false);
        self.at = (self.at + 1).min(self.cells.len());
    }

    /// To the cell before.
    pub(super) fn left(&mut self) {
        (self.growing, self.stepped) = (false, false);
        self.at = self.at.saturating_sub(1);
    }

    /// Takes the last key back; answers false when there is none.
    pub(super) fn back(&mut self) -> bool {
        let Some((cells, at, growing)) = self.before.pop() else { return false };
        (self.cells, self.at, self.growing, self.stepped) = (cells, at, growing, false);
        true
    }

    fn remember(&mut self) {
        self.before.push((self.cells.clone(), self.at, self.growing));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOTS: Limits = Limits { on_one: 2, in_all: Some(3) };
    const POINTS: Limits = Limits { on_one: 10, in_all: None };

    fn typed(keys: &str, limits: Limits) -> Row {
        let mut row = Row::new(3);
        for key in keys.chars() {
            match key {
                ' ' => row.done(),
                '<' => assert!(row.back()),
                digit if digit.is_ascii_digit() => {
                    row.digit(digit as u8 - b'0', limits, Unit::DOTS).expect(keys);
                }
                letter => {
                    row.one_more((letter as u8 - b'a').into(), limits, Unit::DOTS).expect(keys);
                }
            }
        }
        row
    }

    #[test]
    fn digits_go_straight_across_and_fill_the_row() {
        let row = typed("201", DOTS);
        assert_eq!(row.values().collect::<Vec<_>>(), [2, 0, 1]);
        assert!(row.is_full());
        assert!(!typed("20", DOTS).is_full());
    }

    #[test]
    fn a_letter_puts_one_more_on_its_thing_and_never_fills_the_row() {
        let row = typed("cac", DOTS);
        assert_eq!(row.values().collect::<Vec<_>>(), [1, 0, 2]);
        assert!(!row.is_full());
    }

    #[test]
    fn a_digit_after_a_letter_says_how_many() {
        assert_eq!(typed("b2", DOTS).values().collect::<Vec<_>>(), [0, 2, 0]);
        assert_eq!(typed("c0", DOTS).values().collect::<Vec<_>>(), [0, 0, 0]);
    }

    #[test]
    fn ten_is_typed_as_ten_and_one_waits_for_what_comes() {
        assert_eq!(typed("10010", POINTS).values().collect::<Vec<_>>(), [10, 0, 10]);
        assert_eq!(typed("137", POINTS).values().collect::<Vec<_>>(), [1, 3, 7]);
        assert_eq!(typed("10 1 0", POINTS).values().collect::<Vec<_>>(), [10, 1, 0]);
        assert_eq!(typed("1 05", POINTS).values().collect::<Vec<_>>(), [1, 0, 5]);
        assert!(typed("001", POINTS).is_growing() && !typed("001", POINTS).is_full());
        assert!(typed("001 ", POINTS).is_full());
    }

    #[test]
    fn backspace_takes_back_key_by_key() {
        assert_eq!(typed("20<", DOTS).cells(), [Some(2), None, None]);
        assert_eq!(typed("20<1", DOTS).cells(), [Some(2), Some(1), None]);
        assert_eq!(typed("10<", POINTS).cells(), [Some(1), None, None]);
        assert!(!Row::new(3).back());
    }

    #[test]
    fn what_is_too_much_is_refused_at_once_and_changes_nothing() {
        let mut row = typed("22", Limits { on_one: 2, in_all: Some(4) });
        let refused = row.digit(1, Limits { on_one: 2, in_all: Some(4) }, Unit::DOTS);
        assert_eq!(refused.unwrap_err(), "That would be 5 dots, and everyone has 4.");
        assert_eq!(row.cells(), [Some(2), Some(2), None]);
        let refused = Row::new(3).digit(3, DOTS, Unit::DOTS);
        assert_eq!(refused.unwrap_err(), "At most 2 dots on one.");
    }
}
