//! One sheet as it is typed, key by key or as a whole line: digits go straight across, `-` is a
//! blank, a letter puts one more on its thing or gives it the next place.
//!
//! Twelve people with three dots each on twelve things take 144 digits, or 48 keys as letters
//! with Enter; both work in the same row, so there is nothing to choose. Of a ranking the letters
//! are the order itself: `CAB`, with `=` between two that share a place.

use super::{Marking, letter};

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was typed.
    #[default]
    Open,
    /// It was left blank on the sheet.
    Blank,
    /// A number.
    Is(u8),
}

/// The row of one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    marking: Marking,
    /// One for each answer: two for a thing where two are asked.
    cells: Vec<Cell>,
    at: usize,
    /// The first digit of a number that may go on: 1 of 10.
    growing: bool,
    /// The next letter shares the place of the last one.
    joins: bool,
    /// The last digit went on to the next cell by itself: a blank typed between is no step.
    stepped: bool,
    before: Vec<Before>,
}

/// The cells, the cursor, and whether a digit was growing or a letter joining, before a key.
type Before = (Vec<Cell>, usize, bool, bool);

impl Row {
    /// A row of so many things, with nothing typed.
    pub fn new(things: usize, marking: Marking) -> Row {
        let cells = vec![Cell::Open; things * marking.answers()];
        let before = Vec::new();
        Row { marking, cells, at: 0, growing: false, joins: false, stepped: false, before }
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| *cell == Cell::Open)
    }

    /// Whether every cell is typed.
    pub fn is_full(&self) -> bool {
        !self.growing && !self.cells.contains(&Cell::Open)
    }

    /// The cell that the next digit goes to; none at the end of the row.
    pub fn at(&self) -> Option<usize> {
        (self.at < self.cells.len()).then_some(self.at)
    }

    /// Whether a first digit waits for a second one.
    pub fn is_growing(&self) -> bool {
        self.growing
    }

    /// Whether the next letter shares the place of the last.
    pub fn joins(&self) -> bool {
        self.joins
    }

    /// What stands in each cell.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// What was typed on each thing.
    pub fn typed(&self) -> impl Iterator<Item = [Option<u8>; 2]> + '_ {
        let number = |cell: Option<&Cell>| match cell {
            Some(Cell::Is(value)) => Some(*value),
            _ => None,
        };
        self.cells
            .chunks(self.marking.answers())
            .map(move |thing| [number(thing.first()), number(thing.get(1))])
    }

    /// The first thing that has only one of two answers.
    pub fn half(&self) -> Option<usize> {
        let half = |[one, other]: [Option<u8>; 2]| one.is_some() != other.is_some();
        self.typed().position(half).filter(|_| self.answers() == 2)
    }

    /// All together.
    pub fn total(&self) -> u32 {
        self.cells.iter().map(|cell| u32::from(value(*cell))).sum()
    }

    /// The things of a ranking that share each place, best first.
    pub fn order(&self) -> Vec<Vec<usize>> {
        let at = |place| {
            let there = |thing: &usize| self.cells[*thing] == Cell::Is(place);
            (0..self.cells.len()).filter(there).collect()
        };
        (1..=self.last_place()).map(at).collect()
    }

    fn last_place(&self) -> u8 {
        self.cells.iter().map(|cell| value(*cell)).max().unwrap_or(0)
    }

    /// A digit for the cell at the cursor.
    pub fn digit(&mut self, digit: u8) -> Result<(), String> {
        let (at, value, second) = self.meant(digit);
        if at >= self.cells.len() {
            return Err("The row is full: Enter puts it in, Backspace goes back.".into());
        }
        self.put(at, value)?;
        let may_grow = value > 0 && u32::from(value) * 10 <= u32::from(self.marking.most());
        self.growing = may_grow && !second;
        self.at = if self.growing { at } else { at + 1 };
        self.stepped = !self.growing;
        Ok(())
    }

    /// Which cell a digit means, its number then, and whether it is a second digit.
    fn meant(&self, digit: u8) -> (usize, u8, bool) {
        if !self.growing {
            return (self.at, digit, false);
        }
        let first = value(self.cells[self.at]);
        let both = first.checked_mul(10).and_then(|tens| tens.checked_add(digit));
        match both.filter(|both| *both <= self.marking.most()) {
            Some(both) => (self.at, both, true),
            None => (self.at + 1, digit, false),
        }
    }

    /// The thing at the cursor was left blank, with both its answers; on to the next.
    pub fn blank(&mut self) {
        let Some(at) = self.at() else { return };
        self.remember();
        let answers = self.marking.answers();
        let first = at - at % answers;
        let blank = if self.marking.has_blank() { Cell::Blank } else { Cell::Is(0) };
        self.cells[first..first + answers].fill(blank);
        (self.at, self.growing, self.stepped) = (first + answers, false, false);
    }

    /// A letter: one more on this thing, or its place in the order. The cursor goes there.
    pub fn letter(&mut self, thing: usize) -> Result<(), String> {
        match self.marking {
            Marking::Ranks => return self.next_place(thing),
            Marking::Scores { .. } | Marking::Pairs { .. } | Marking::Levels { .. } => {
                self.at = thing * self.answers();
            }
            _ => {
                self.put(thing, value(self.cells[thing]).saturating_add(1))?;
                self.at = thing;
            }
        }
        (self.growing, self.stepped) = (false, false);
        Ok(())
    }

    fn answers(&self) -> usize {
        self.marking.answers()
    }

    fn next_place(&mut self, thing: usize) -> Result<(), String> {
        if self.cells[thing] != Cell::Open {
            return Err("That one has its place already; Backspace goes back.".into());
        }
        let next = self.last_place().saturating_add(u8::from(!self.joins));
        self.remember();
        self.cells[thing] = Cell::Is(next);
        self.joins = false;
        Ok(())
    }

    /// The next letter shares the place of the last one.
    pub fn join(&mut self) -> Result<(), String> {
        if self.last_place() == 0 {
            return Err("= stands between two that are as good as each other: C=A.".into());
        }
        self.remember();
        self.joins = true;
        Ok(())
    }

    fn put(&mut self, at: usize, number: u8) -> Result<(), String> {
        let others = self.total() - u32::from(value(self.cells[at]));
        if let Some(refusal) = self.marking.refuses(u32::from(number), others) {
            return Err(refusal);
        }
        self.remember();
        self.cells[at] = Cell::Is(number);
        Ok(())
    }

    /// This number is done: to the next cell, unless the digit has gone there by itself.
    pub fn done(&mut self) {
        if !std::mem::take(&mut self.stepped) {
            self.right();
        }
    }

    /// To the next cell; what stands in this one stays.
    pub fn right(&mut self) {
        (self.growing, self.stepped) = (false, false);
        self.at = (self.at + 1).min(self.cells.len());
    }

    /// To the cell before.
    pub fn left(&mut self) {
        (self.growing, self.stepped) = (false, false);
        self.at = self.at.saturating_sub(1);
    }

    /// Takes the last key back; answers false when there is none.
    pub fn back(&mut self) -> bool {
        let Some((cells, at, growing, joins)) = self.before.pop() else { return false };
        (self.cells, self.at, self.growing, self.joins) = (cells, at, growing, joins);
        self.stepped = false;
        true
    }

    /// A key that marks something; nothing where it means nothing here.
    ///
    /// # Errors
    /// A sentence for whoever typed it; nothing has changed then.
    pub fn key(&mut self, key: char) -> Option<Result<(), String>> {
        let key = key.to_ascii_lowercase();
        let ranks = self.marking == Marking::Ranks;
        Some(match key {
            '0'..='9' | '-' if ranks => Err("Letters, the best first: CAB.".into()),
            '=' if ranks => self.join(),
            '0'..='9' => self.digit(key as u8 - b'0'),
            '-' | '–' => {
                self.blank();
                Ok(())
            }
            'a'..='z' if usize::from(key as u8 - b'a') < self.things() => {
                self.letter(usize::from(key as u8 - b'a'))
            }
            'a'..='z' => Err(format!("There is no {}.", key.to_ascii_uppercase())),
            // What people write between the letters of an order says nothing.
            '>' | ',' | '.' if ranks => Ok(()),
            _ => return None,
        })
    }

    /// A whole sheet as one line: "2 0 1", "AAC", "C=A B", "33 20 -". Blanks part numbers.
    ///
    /// # Errors
    /// A sentence for whoever typed it, which may say what was typed.
    pub fn read(things: usize, marking: Marking, line: &str) -> Result<Row, String> {
        let mut row = Row::new(things, marking);
        let mut parted = false;
        for letter in line.trim().chars() {
            let parts = letter.is_whitespace() || matches!(letter, ',' | ';');
            if parts && marking != Marking::Ranks {
                if !parted && !marking.has_blank() {
                    row.done();
                }
            } else if let Some(taken) = row.key(letter) {
                taken?;
            } else if !parts {
                return Err(format!("“{letter}” marks nothing here."));
            }
            parted = parts;
        }
        row.growing = false;
        match row.half() {
            Some(half) => {
                Err(format!("{} has one answer of two; - leaves it blank.", letter(half)))
            }
            None => Ok(row),
        }
    }

    fn things(&self) -> usize {
        self.cells.len() / self.answers()
    }

    fn remember(&mut self) {
        self.before.push((self.cells.clone(), self.at, self.growing, self.joins));
    }
}

/// The number in a cell, nothing being zero.
fn value(cell: Cell) -> u8 {
    match cell {
        Cell::Is(value) => value,
        Cell::Open | Cell::Blank => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOTS: Marking = Marking::Dots { all: 3, cap: 2 };
    const POINTS: Marking = Marking::Points { most: 10 };
    const SCORES: Marking = Marking::Scores { most: 5 };
    const PAIRS: Marking = Marking::Pairs { least: 0, most: 3 };

    fn typed(keys: &str, marking: Marking) -> Row {
        let mut row = Row::new(3, marking);
        for key in keys.chars() {
            match key {
                ' ' => row.done(),
                '-' => row.blank(),
                '=' => row.join().expect(keys),
                '<' => assert!(row.back()),
                digit if digit.is_ascii_digit() => row.digit(digit as u8 - b'0').expect(keys),
                letter => row.letter((letter as u8 - b'a').into()).expect(keys),
            }
        }
        row
    }

    fn values(row: &Row) -> Vec<u8> {
        row.cells().iter().map(|cell| value(*cell)).collect()
    }

    #[test]
    fn digits_go_straight_across_and_fill_the_row() {
        let row = typed("201", DOTS);
        assert_eq!(values(&row), [2, 0, 1]);
        assert!(row.is_full());
        assert!(!typed("20", DOTS).is_full());
    }

    #[test]
    fn a_letter_puts_one_more_on_its_thing_and_never_fills_the_row() {
        let row = typed("cac", DOTS);
        assert_eq!(values(&row), [1, 0, 2]);
        assert!(!row.is_full());
    }

    #[test]
    fn a_digit_after_a_letter_says_how_many() {
        assert_eq!(values(&typed("b2", DOTS)), [0, 2, 0]);
        assert_eq!(values(&typed("c0", DOTS)), [0, 0, 0]);
    }

    #[test]
    fn ten_is_typed_as_ten_and_one_waits_for_what_comes() {
        assert_eq!(values(&typed("10010", POINTS)), [10, 0, 10]);
        assert_eq!(values(&typed("137", POINTS)), [1, 3, 7]);
        assert_eq!(values(&typed("10 1 0", POINTS)), [10, 1, 0]);
        assert_eq!(values(&typed("1 05", POINTS)), [1, 0, 5]);
        assert!(typed("001", POINTS).is_growing() && !typed("001", POINTS).is_full());
        assert!(typed("001 ", POINTS).is_full());
    }

    #[test]
    fn backspace_takes_back_key_by_key() {
        assert_eq!(values(&typed("20<", DOTS)), [2, 0, 0]);
        assert_eq!(values(&typed("20<1", DOTS)), [2, 1, 0]);
        assert_eq!(values(&typed("10<", POINTS)), [1, 0, 0]);
        assert_eq!(typed("3-<", SCORES).cells(), [Cell::Is(3), Cell::Open, Cell::Open]);
        assert!(!Row::new(3, DOTS).back());
    }

    #[test]
    fn what_is_too_much_is_refused_at_once_and_changes_nothing() {
        let mut row = typed("22", Marking::Dots { all: 4, cap: 2 });
        assert_eq!(row.digit(1).unwrap_err(), "That would be 5 dots, and everyone has 4.");
        assert_eq!(values(&row), [2, 2, 0]);
        assert_eq!(typed("", DOTS).digit(3).unwrap_err(), "At most 2 dots on one.");
        assert_eq!(typed("", SCORES).digit(6).unwrap_err(), "0 to 5 on each.");
    }

    #[test]
    fn a_blank_score_is_not_zero_and_fills_its_cell() {
        let row = typed("0-5", SCORES);
        let typed: Vec<Option<u8>> = row.typed().map(|[score, _]| score).collect();
        assert!(row.is_full());
        assert_eq!(typed, [Some(0), None, Some(5)]);
    }

    #[test]
    fn letters_in_order_are_the_ranking_and_equals_share_a_place() {
        assert_eq!(values(&typed("cab", Marking::Ranks)), [2, 3, 1]);
        let row = typed("c=ab", Marking::Ranks);
        assert_eq!(row.order(), [vec![0, 2], vec![1]]);
        assert!(row.is_full() && !typed("ca", Marking::Ranks).is_full());
        assert_eq!(typed("c=a<<b", Marking::Ranks).order(), [vec![2], vec![1]]);
    }

    #[test]
    fn a_letter_twice_and_a_mark_of_equality_before_the_first_are_refused() {
        assert!(typed("c", Marking::Ranks).letter(2).unwrap_err().contains("its place already"));
        assert!(Row::new(3, Marking::Ranks).join().unwrap_err().contains("C=A"));
    }

    #[test]
    fn a_line_is_a_sheet() {
        let values = |line: &str, marking| {
            let row = Row::read(3, marking, line);
            row.map(|row| values(&row))
        };
        assert_eq!(values("2 0 1", DOTS), Ok(vec![2, 0, 1]));
        assert_eq!(values(" AAC", DOTS), Ok(vec![2, 0, 1]));
        assert_eq!(values("10, 1, 7", POINTS), Ok(vec![10, 1, 7]));
        assert_eq!(values("C > A=B", Marking::Ranks), Ok(vec![2, 2, 1]));
        let pairs = Row::read(3, PAIRS, "30 - 12").expect("a sheet");
        assert_eq!(pairs.typed().nth(1), Some([None, None]));
        assert!(values("30 1", PAIRS).unwrap_err().starts_with("B has one answer"));
        assert_eq!(values("4", DOTS).unwrap_err(), "At most 2 dots on one.");
        assert!(values("E", DOTS).unwrap_err().contains("no E"));
        assert!(values("!", DOTS).unwrap_err().contains("marks nothing"));
        assert!(values("", SCORES).expect("blank").iter().all(|value| *value == 0));
    }

    #[test]
    fn pairs_take_two_digits_a_thing_and_a_blank_takes_both() {
        let row = typed("30-12", PAIRS);
        let typed_in: Vec<[Option<u8>; 2]> = row.typed().collect();
        assert_eq!(typed_in, [[Some(3), Some(0)], [None, None], [Some(1), Some(2)]]);
        assert!(row.is_full());
        let half = typed("3", PAIRS);
        assert_eq!((half.half(), typed("3-", PAIRS).half()), (Some(0), None));
        assert_eq!(typed("b3", PAIRS).cells()[2], Cell::Is(3), "a letter goes to its thing");
    }
}
