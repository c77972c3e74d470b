//! The section PROJECTS: what can be funded, by id.

use super::columns::Columns;
use super::decimal::Decimal;
use super::quoted;
use super::rows::{Row, Rows};
use crate::import::ImportError;
use crate::text::CleanText;

/// A project as its row says.
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) name: CleanText,
    pub(super) cost: Decimal,
    /// The byte at which its cost stands.
    pub(super) cost_at: usize,
    at: usize,
}

/// Reads below the title line of the projects to that of the votes. The list is by id, by code
/// point: the order that breaks ties where a file says no other.
pub(super) fn read(rows: &mut Rows<'_>) -> Result<Vec<Listed>, ImportError> {
    let mut row = Row::default();
    if !rows.next(&mut row)? {
        return Err(rows.end("The file ends here, but the names of the columns were expected."));
    }
    let columns = Columns::of(&row);
    let [id, cost] = [columns.needed(rows, "project_id")?, columns.needed(rows, "cost")?];
    let name = columns.named(rows, "name")?;
    let mut listed = Vec::new();
    while rows.next(&mut row)? {
        if row.is_title("VOTES") {
            listed.sort_by(|one: &Listed, other| one.id.cmp(&other.id));
            refuse_twins(rows, &listed)?;
            return Ok(listed);
        }
        columns.check(rows, &mut row)?;
        listed.push(project(rows, &row, [id, cost], name)?);
    }
    Err(rows.end("The file ends here, but the section VOTES was expected."))
}

fn project(
    rows: &Rows<'_>,
    row: &Row<'_>,
    [id, cost]: [usize; 2],
    name: Option<usize>,
) -> Result<Listed, ImportError> {
    let (id, cost) = (&row.fields[id], &row.fields[cost]);
    if id.is_empty() {
        return Err(rows.error(id.at, "This project has no project_id. Give it one."));
    }
    let (amount, cost_at) = (cost.value(), cost.value_at());
    let read = Decimal::read(&amount);
    Ok(Listed {
        id: id.value().into_owned(),
        name: name.map(|at| CleanText::line(&row.fields[at].value())).unwrap_or_default(),
        cost: read.map_err(|why| rows.error(cost_at, why.about(&amount, "cost")))?,
        cost_at,
        at: id.value_at(),
    })
}

/// The sort is stable, so of two with one id the first in the file comes first.
fn refuse_twins(rows: &Rows<'_>, listed: &[Listed]) -> Result<(), ImportError> {
    let twins = listed.array_windows::<2>().find(|[one, other]| one.id == other.id);
    let Some([one, other]) = twins else { return Ok(()) };
    let (id, line) = (quoted(&one.id), rows.line(one.at));
    let said = format!("A project {id} stands on line {line} already. Give each its own id.");
    Err(rows.error(other.at, said))
}
