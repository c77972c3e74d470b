//! Objectives that an organisation has already, from a CSV file or from lines.

use super::csv_table::{Column, Row, Table, is_table};
use super::{ImportError, Understood, decode, lines};
use crate::reader::Reader;
use crate::session::Session;
use crate::session::goals::{Change, Shape};
use crate::text::CleanText;
use crate::when;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// An objective as a list states it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ObjectiveRow {
    /// What is aimed at.
    pub title: CleanText,
    /// By what it is known that it was reached; empty when the list does not say.
    pub result: CleanText,
    /// Who is better off.
    pub better_off: CleanText,
    /// Today's value.
    pub from: CleanText,
    /// The value aimed at.
    pub to: CleanText,
    /// What the values count.
    pub unit: CleanText,
    /// By when.
    pub by: Option<Date>,
    /// Functions without which it cannot be reached.
    pub needs: Vec<CleanText>,
    /// Whose it is in the list.
    pub owner: CleanText,
}

impl ObjectiveRow {
    /// The goal it makes: a result that is listed under an objective serves that.
    pub fn shape(&self) -> Shape {
        let (outcome, serves) = match self.result.is_empty() {
            true => (&self.title, CleanText::default()),
            false => (&self.result, self.title.clone()),
        };
        Shape {
            outcome: outcome.clone(),
            better_off: self.better_off.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            unit: self.unit.clone(),
            by: self.by,
            needs: self.needs.clone(),
            serves,
            ..Shape::default()
        }
    }
}

const COLUMNS: [Column; 9] = [
    Column {
        name: "objective",
        synonyms: &["objectives", "goal", "goals", "title", "name", "what", "outcome", "aim"],
        required: true,
    },
    Column {
        name: "key_result",
        synonyms: &["key results", "kr", "result", "results", "measure of success"],
        required: false,
    },
    Column {
        name: "better_off",
        synonyms: &["for", "for whom", "customer", "customers", "beneficiary"],
        required: false,
    },
    Column {
        name: "from",
        synonyms: &["baseline", "start", "today", "now", "current", "current value", "start value"],
        required: false,
    },
    Column {
        name: "to",
        synonyms: &["target", "target value", "goal value", "end value"],
        required: false,
    },
    Column { name: "unit", synonyms: &["units", "metric", "measure", "kpi"], required: false },
    Column {
        name: "by",
        synonyms: &[
            "due",
            "due date",
            "deadline",
            "date",
            "when",
            "target date",
            "end",
            "end date",
        ],
        required: false,
    },
    Column {
        name: "needs",
        synonyms: &["functions", "function", "department", "departments", "team", "teams"],
        required: false,
    },
    Column {
        name: "owner",
        synonyms: &["who", "responsible", "accountable", "lead", "person", "owned by"],
        required: false,
    },
];

/// Reads objectives: a table whose first line names its columns, of which only `objective` is
/// required, or else one objective a line.
pub fn read(bytes: &[u8], reader: &Reader) -> Result<Understood<ObjectiveRow>, ImportError> {
    let (text, note) = decode::text(bytes)?;
    let mut understood = match is_table(&text, &COLUMNS) {
        true => from_table(bytes, reader)?,
        false => from_lines(&text, note)?,
    };
    note_the_same(&understood.rows, &mut understood.notes);
    Ok(understood)
}

fn from_table(bytes: &[u8], reader: &Reader) -> Result<Understood<ObjectiveRow>, ImportError> {
    let Table { rows, mut notes } = Table::read(bytes, &COLUMNS)?;
    let rows: Vec<ObjectiveRow> =
        rows.iter().map(|row| objective(row, reader)).collect::<Result<_, _>>()?;
    if rows.iter().any(|row| !row.owner.is_empty()) {
        let said = "Whose they are is not taken: who answers for what is agreed by area.";
        notes.push(said.into());
    }
    let over = rows.iter().filter_map(|row| row.by).filter(|by| *by < reader.today).count();
    notes.extend(match over {
        0 => None,
        1 => Some("The date of one of them is over.".into()),
        many => Some(format!("The dates of {many} of them are over.")),
    });
    Ok(Understood { rows, notes })
}

fn from_lines(text: &str, note: Option<String>) -> Result<Understood<ObjectiveRow>, ImportError> {
    let titles = lines::items(text);
    if titles.is_empty() {
        return Err(ImportError::whole(
            "No objective was found. Write one a line, or a table with a column “objective”.",
        ));
    }
    let row = |title| ObjectiveRow { title, ..ObjectiveRow::default() };
    Ok(Understood {
        rows: titles.into_iter().map(row).collect(),
        notes: note.into_iter().collect(),
    })
}

fn objective(row: &Row, reader: &Reader) -> Result<ObjectiveRow, ImportError> {
    let title = row.text("objective");
    if title.is_empty() {
        return Err(row.error("There is no objective. Write it, or take the line out."));
    }
    let needs = row.value("needs").split([',', ';', '/']).map(CleanText::line);
    Ok(ObjectiveRow {
        title,
        result: row.text("key_result"),
        better_off: row.text("better_off"),
        from: row.text("from"),
        to: row.text("to"),
        unit: row.text("unit"),
        by: by(row, reader)?,
        needs: needs.filter(|need| !need.is_empty()).collect(),
        owner: row.text("owner"),
    })
}

fn by(row: &Row, reader: &Reader) -> Result<Option<Date>, ImportError> {
    let text = row.value("by");
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(date) = end_of_period(text) {
        return Ok(Some(date));
    }
    let read = when::parse(text, reader.today, reader.locale.dates);
    read.map(Some).map_err(|reason| row.error_in("by", format!("Under “by”: {reason}")))
}

/// The last day of "Q3 2027", "2027 Q3", "2027-Q3" and "2027", as plans write it.
fn end_of_period(text: &str) -> Option<Date> {
    let words: Vec<String> =
        text.to_lowercase().split([' ', '-', '/']).map(str::to_owned).collect();
    let (quarter, year) = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [year] => ("q4", year),
        [one, other] if one.starts_with('q') => (one, other),
        [one, other] if other.starts_with('q') => (other, one),
        _ => return None,
    };
    let quarter: i8 = quarter.strip_prefix('q')?.parse().ok()?;
    let year: i16 = (year.len() == 4).then(|| year.parse().ok())??;
    if !(1..=4).contains(&quarter) || !(1900..2200).contains(&year) {
        return None;
    }
    let first = Date::new(year, quarter * 3, 1).ok()?;
    first.checked_add(1.month()).ok()?.yesterday().ok()
}

fn note_the_same(rows: &[ObjectiveRow], notes: &mut Vec<String>) {
    let mut seen = HashMap::new();
    for row in rows {
        let key = (row.title.to_lowercase(), row.result.to_lowercase());
        let count = seen.entry(key).or_insert(0_usize);
        *count += 1;
        if *count == 2 {
            let words = if row.result.is_empty() { &row.title } else { &row.result };
            notes.push(format!("“{words}” stands there more than once, and is taken once."));
        }
    }
}

/// The titles, each once, that are not in this session yet.
fn new_titles<'a>(rows: &'a [ObjectiveRow], session: &Session) -> Vec<&'a CleanText> {
    let mut known: HashSet<String> =
        session.objectives.iter().map(|known| known.to_lowercase()).collect();
    let titles = rows.iter().map(|row| &row.title);
    titles.filter(|title| known.insert(title.to_lowercase())).collect()
}

/// The goals that they make, each once, but those that are goals already.
fn new_goals(rows: &[ObjectiveRow], session: &Session) -> Vec<Shape> {
    let mut known: HashSet<String> =
        session.goals.iter().map(|goal| goal.shape.outcome.to_lowercase()).collect();
    let shapes = rows.iter().map(ObjectiveRow::shape);
    shapes.filter(|shape| known.insert(shape.outcome.to_lowercase())).collect()
}

/// How many objectives would be kept.
pub fn titles_in(rows: &[ObjectiveRow], session: &Session) -> usize {
    new_titles(rows, session).len()
}

/// How many goals would be made.
pub fn goals_in(rows: &[ObjectiveRow], session: &Session) -> usize {
    new_goals(rows, session).len()
}

/// The change that keeps them beside those that are kept; `None` when all are.
pub fn kept(rows: &[ObjectiveRow], session: &Session) -> Option<Change> {
    let new = new_titles(rows, session);
    let all = session.objectives.iter().chain(new.iter().copied()).cloned().collect();
    (!new.is_empty()).then_some(Change::Objectives(all))
}

/// The change that makes goals of them; `None` when all are goals already.
pub fn made(rows: &[ObjectiveRow], session: &Session) -> Option<Change> {
    let shapes = new_goals(rows, session);
    (!shapes.is_empty()).then_some(Change::AddAll(shapes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reader;

    fn rows(text: &str) -> Understood<ObjectiveRow> {
        read(text.as_bytes(), &reader()).unwrap()
    }

    fn refused(text: &str) -> String {
        read(text.as_bytes(), &reader()).unwrap_err().to_string()
    }

    #[test]
    fn a_table_of_objectives_is_read_by_its_columns_whatever_they_are_called() {
        let list = rows(
            "Goal;Baseline;Target;Metric;Due;Department;Owner;Status\n\
             Customers are answered;26;4;hours;Q2 2027;Service, Legal;Ana;green\n\
             Colleagues are heard;;;;;;;\n",
        );
        let first = &list.rows[0];
        let (from, to, unit) = (&*first.from, &*first.to, &*first.unit);
        assert_eq!((&*first.title, from, to, unit), ("Customers are answered", "26", "4", "hours"));
        assert_eq!(first.by, Date::new(2027, 6, 30).ok());
        assert_eq!(first.needs, ["Service", "Legal"].map(CleanText::line));
        assert_eq!(list.rows[1].by, None);
        let [unused, owner] = list.notes.as_slice() else { panic!("{:?}", list.notes) };
        assert_eq!(unused, "The column “Status” is not used.");
        assert!(owner.contains("is agreed by area"), "{owner}");
    }

    #[test]
    fn a_result_under_an_objective_makes_a_goal_that_serves_it() {
        let list = rows(
            "objective,key result,target\nService,Half wait a day less,1\nService,All are answered,100\n",
        );
        let shapes: Vec<Shape> = list.rows.iter().map(ObjectiveRow::shape).collect();
        assert_eq!((&*shapes[0].outcome, &*shapes[0].serves), ("Half wait a day less", "Service"));
        let session = Session::unbegun();
        let Some(Change::Objectives(kept)) = kept(&list.rows, &session) else { panic!("kept") };
        assert_eq!(kept, [CleanText::line("Service")]);
        assert!(list.notes.is_empty(), "{:?}", list.notes);
    }

    #[test]
    fn lines_are_a_list_and_what_stands_there_twice_is_taken_once() {
        let list = rows("- Answer customers, always\n2. Grow\n\n* grow\n");
        assert_eq!(list.rows.len(), 3);
        assert_eq!(list.notes, ["“grow” stands there more than once, and is taken once."]);
        let Some(Change::AddAll(shapes)) = made(&list.rows, &Session::unbegun()) else {
            panic!("goals")
        };
        let outcomes: Vec<&str> = shapes.iter().map(|shape| &*shape.outcome).collect();
        assert_eq!(outcomes, ["Answer customers, always", "Grow"]);
    }

    #[test]
    fn a_date_that_is_over_is_taken_and_said() {
        let list = rows("title,by\nGrow,2019-03-01\nShrink,2027\n");
        assert_eq!(list.rows[1].by, Date::new(2027, 12, 31).ok());
        assert_eq!(list.notes, ["The date of one of them is over."]);
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_place() {
        for (text, shown) in [
            ("goal,by\nGrow,sometime\n", "Line 2, column 6: Under “by”: “sometime” is not a date"),
            ("goal,by\n,2027\n", "Line 2: There is no objective"),
            ("Ziel;Bis\nWachsen;2027\n", "Line 1: There is no column “objective”"),
            ("goal,by\nGrow\n", "Line 2: 1 value here, but 2 columns named"),
            ("", "No objective was found"),
        ] {
            let refused = refused(text);
            assert!(refused.starts_with(shown), "{refused}");
        }
    }
}
