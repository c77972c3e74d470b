//! A table of a report, as data: for spreadsheets, and for other programs.
//!
//! A cell keeps what it is: an amount in minor units, a date, a list of names. How it is written
//! is the format's. What follows from other cells says how, so that a spreadsheet can work it out.

use crate::money::Money;
use jiff::Timestamp;
use jiff::civil::Date;

/// A table, with the same columns in every report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name for programs.
    pub name: &'static str,
    /// Its title for people.
    pub title: &'static str,
    /// What it holds, one thing a row.
    pub about: &'static str,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs.
    pub name: &'static str,
    /// Its heading for people.
    pub head: &'static str,
    /// What stands in it.
    pub about: &'static str,
    /// What its cells are, where they are anything.
    pub kind: Kind,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Several words or names.
    List,
    /// An amount of the session's currency, in its minor units.
    Money,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A moment.
    Time,
    /// Yes or no.
    YesNo,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing was said.
    Nothing,
    /// Words.
    Text(String),
    /// Several words or names.
    List(Vec<String>),
    /// An amount.
    Money(Money),
    /// An amount that follows from others.
    Worked(Money, Formula),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(Date),
    /// A moment.
    Time(Timestamp),
    /// Yes or no.
    YesNo(bool),
}

/// How an amount follows from other cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// The sum of a column of a table.
    Sum {
        /// The table.
        table: &'static str,
        /// The column that is added up.
        column: &'static str,
    },
    /// The sum of those rows of a column in which another column says this.
    SumWhere {
        /// The table.
        table: &'static str,
        /// The column that is added up.
        column: &'static str,
        /// The column that is looked at.
        is: &'static str,
        /// What must stand there.
        said: &'static str,
    },
    /// The cell of the same column in an earlier row, less that in another; rows count from zero.
    Less(usize, usize),
    /// In the same row: this column where another one says yes, and else nothing.
    Where {
        /// The amount.
        column: &'static str,
        /// The column that says yes.
        yes: &'static str,
    },
    /// In the same row: what the second lacks of the first, and never below nothing.
    Short(&'static str, &'static str),
}

impl Table {
    /// Where a column stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Whether there is anything in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A table that is being made, column by column, of things that each give a row.
#[derive(Debug)]
pub struct Rows<T> {
    things: Vec<T>,
    table: Table,
}

impl<T> Rows<T> {
    /// A table without columns.
    pub fn of(
        name: &'static str,
        title: &'static str,
        about: &'static str,
        things: impl IntoIterator<Item = T>,
    ) -> Rows<T> {
        let things: Vec<T> = things.into_iter().collect();
        let rows = vec![Vec::new(); things.len()];
        Rows { table: Table { name, title, about, columns: Vec::new(), rows }, things }
    }

    /// One more column of words; none is nothing.
    pub fn text<S: Into<String>>(
        self,
        names: [&'static str; 2],
        about: &'static str,
        said: impl Fn(&T) -> S,
    ) -> Rows<T> {
        self.column(names, about, Kind::Text, |thing| match said(thing).into() {
            words if words.is_empty() => Cell::Nothing,
            words => Cell::Text(words),
        })
    }

    /// One more column of several words.
    pub fn list<S: Into<String>>(
        self,
        names: [&'static str; 2],
        about: &'static str,
        said: impl Fn(&T) -> Vec<S>,
    ) -> Rows<T> {
        self.column(names, about, Kind::List, |thing| {
            Cell::List(said(thing).into_iter().map(Into::into).collect())
        })
    }

    /// One more column of amounts.
    pub fn money(
        self,
        names: [&'static str; 2],
        about: &'static str,
        amount: impl Fn(&T) -> Option<Money>,
    ) -> Rows<T> {
        self.column(names, about, Kind::Money, |it| amount(it).map_or(Cell::Nothing, Cell::Money))
    }

    /// One more column of amounts that follow from others in a way.
    pub fn worked(
        self,
        names: [&'static str; 2],
        about: &'static str,
        amount: impl Fn(&T) -> Option<(Money, Formula)>,
    ) -> Rows<T> {
        self.column(names, about, Kind::Money, |thing| {
            amount(thing).map_or(Cell::Nothing, |(amount, how)| Cell::Worked(amount, how))
        })
    }

    /// One more column of numbers.
    pub fn number<N: TryInto<i64>>(
        self,
        names: [&'static str; 2],
        about: &'static str,
        number: impl Fn(&T) -> Option<N>,
    ) -> Rows<T> {
        self.column(names, about, Kind::Number, |thing| {
            number(thing).and_then(|it| it.try_into().ok()).map_or(Cell::Nothing, Cell::Number)
        })
    }

    /// One more column of days.
    pub fn date(
        self,
        names: [&'static str; 2],
        about: &'static str,
        date: impl Fn(&T) -> Option<Date>,
    ) -> Rows<T> {
        self.column(names, about, Kind::Date, |it| date(it).map_or(Cell::Nothing, Cell::Date))
    }

    /// One more column of moments.
    pub fn time(
        self,
        names: [&'static str; 2],
        about: &'static str,
        time: impl Fn(&T) -> Option<Timestamp>,
    ) -> Rows<T> {
        self.column(names, about, Kind::Time, |it| time(it).map_or(Cell::Nothing, Cell::Time))
    }

    /// One more column of yes and no.
    pub fn yes(
        self,
        names: [&'static str; 2],
        about: &'static str,
        yes: impl Fn(&T) -> bool,
    ) -> Rows<T> {
        self.column(names, about, Kind::YesNo, |thing| Cell::YesNo(yes(thing)))
    }

    /// The table.
    pub fn table(self) -> Table {
        self.table
    }

    fn column(
        mut self,
        [name, head]: [&'static str; 2],
        about: &'static str,
        kind: Kind,
        cell: impl Fn(&T) -> Cell,
    ) -> Rows<T> {
        self.table.columns.push(Column { name, head, about, kind });
        let cells = self.things.iter().map(cell);
        self.table.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        self
    }
}
