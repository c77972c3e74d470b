//! The columns of a section: found by their names, in any order, and held to in every row.

use super::quoted;
use super::rows::{Field, Row, Rows};
use crate::import::ImportError;

/// The columns that the first row of a section names.
pub(super) struct Columns<'a> {
    names: Vec<Field<'a>>,
    at: usize,
}

impl<'a> Columns<'a> {
    /// The columns named in this row.
    pub(super) fn of(row: &Row<'a>) -> Columns<'a> {
        let mut names = row.fields.clone();
        while names.last().is_some_and(Field::is_empty) {
            names.pop();
        }
        Columns { names, at: row.at() }
    }

    /// The place of a column, if there is one of that name.
    pub(super) fn named(
        &self,
        rows: &Rows<'_>,
        wanted: &str,
    ) -> Result<Option<usize>, ImportError> {
        let is_it = |field: &Field<'_>| field.value().eq_ignore_ascii_case(wanted);
        let first = self.names.iter().position(is_it);
        let last = self.names.iter().rposition(is_it);
        match last.filter(|last| first != Some(*last)) {
            Some(last) => {
                let said = format!("Two columns are named {wanted}. Name one of them differently.");
                Err(rows.error(self.names[last].value_at(), said))
            }
            None => Ok(first),
        }
    }

    /// The place of a column that has to be there.
    pub(super) fn needed(&self, rows: &Rows<'_>, wanted: &str) -> Result<usize, ImportError> {
        self.named(rows, wanted)?.ok_or_else(|| {
            let names: Vec<_> = self.names.iter().take(8).map(Field::value).collect();
            let said = format!(
                "There is no column {wanted}. The columns named here are {}.",
                quoted(&names.join(", "))
            );
            rows.error(self.at, said)
        })
    }

    /// Holds a row to the columns: as many fields, but for empty ones behind.
    pub(super) fn check(&self, rows: &Rows<'_>, row: &mut Row<'_>) -> Result<(), ImportError> {
        let (named, given) = (self.names.len(), row.fields.len());
        if given == named {
            return Ok(());
        }
        row.fit(named);
        if row.fields.len() > named {
            let said = format!(
                "{given} values stand here, but {named} columns are named. Put a value that holds \
                 a semicolon in quotes."
            );
            return Err(rows.error(row.fields[named].at, said));
        }
        if row.fields.len() < named {
            let said = format!(
                "The line ends after {given} of {named} values. What it lacks begins with the \
                 column {}.",
                quoted(&self.names[given].value())
            );
            return Err(rows.error(row.end(), said));
        }
        Ok(())
    }
}
