//! The section META: what the election is about, its budget, and how people voted.

use super::decimal::Decimal;
use super::rows::{Field, Row, Rows};
use super::{Kind, quoted};
use crate::import::ImportError;
use crate::text::CleanText;

/// What the section says, as far as counting and showing need it.
pub(super) struct Meta {
    pub(super) title: CleanText,
    pub(super) currency: CleanText,
    pub(super) kind: Kind,
    pub(super) budget: (Decimal, usize),
    pub(super) projects: Option<u64>,
    pub(super) votes: Option<u64>,
}

/// The keys and values, and the title line of the next section.
struct Lines<'a> {
    lines: Vec<[Field<'a>; 2]>,
    end: usize,
}

impl Meta {
    /// Reads from the beginning of the file to the title line of the projects.
    pub(super) fn read(rows: &mut Rows<'_>) -> Result<Meta, ImportError> {
        let lines = Lines::read(rows)?;
        let text =
            |key| Ok(CleanText::line(&lines.only(rows, key)?.map(value).unwrap_or_default()));
        let number = |key| Ok(lines.only(rows, key)?.and_then(|field| value(field).parse().ok()));
        let (title, unit, instance) = (text("description")?, text("unit")?, text("instance")?);
        let title = match title.is_empty() {
            true => CleanText::line(&format!("{unit} {instance}")),
            false => title,
        };
        Ok(Meta {
            title,
            currency: text("currency")?,
            kind: lines.kind(rows)?,
            budget: lines.budget(rows)?,
            projects: number("num_projects")?,
            votes: number("num_votes")?,
        })
    }
}

impl<'a> Lines<'a> {
    fn read(rows: &mut Rows<'a>) -> Result<Lines<'a>, ImportError> {
        let (mut row, mut lines) = (Row::default(), Vec::new());
        if !rows.next(&mut row)? {
            return Err(ImportError::whole("There is nothing in it."));
        }
        if !row.is_title("META") {
            let said = format!(
                "A Pabulib file begins with the line META, but this begins with {}.",
                quoted(&row.fields[0].value())
            );
            return Err(rows.error(row.at(), said));
        }
        if !rows.next(&mut row)? || !row.fields[0].value().eq_ignore_ascii_case("key") {
            return Err(rows.error(row.at(), "Below META the line key;value was expected."));
        }
        while rows.next(&mut row)? {
            if row.is_title("PROJECTS") {
                return Ok(Lines { lines, end: row.at() });
            }
            if row.is_title("VOTES") {
                return Err(rows.error(row.at(), "The section PROJECTS was expected before VOTES."));
            }
            // A comment with a semicolon that nobody quoted makes more fields; nobody needs them.
            if let [key, value, ..] = row.fields[..] {
                lines.push([key, value]);
            }
        }
        Err(rows.end("The file ends here, but the section PROJECTS was expected."))
    }

    /// The value of a key that stands there once at most.
    fn only(&self, rows: &Rows<'_>, wanted: &str) -> Result<Option<&Field<'a>>, ImportError> {
        let mut found =
            self.lines.iter().filter(|[key, _]| value(key).eq_ignore_ascii_case(wanted));
        let first = found.next();
        match (first, found.next()) {
            (Some([first, _]), Some([second, _])) => {
                let line = rows.line(first.at);
                let said = format!("The key {wanted} stands on line {line} already. Keep one.");
                Err(rows.error(second.value_at(), said))
            }
            _ => Ok(first.map(|[_, value]| value)),
        }
    }

    fn needed(&self, rows: &Rows<'_>, key: &str, sample: &str) -> Result<&Field<'a>, ImportError> {
        self.only(rows, key)?.filter(|field| !field.is_empty()).ok_or_else(|| {
            let said =
                format!("META ends here without saying the {key}. Add a line {key};{sample}.");
            rows.error(self.end, said)
        })
    }

    fn kind(&self, rows: &Rows<'_>) -> Result<Kind, ImportError> {
        let field = self.needed(rows, "vote_type", "approval")?;
        Kind::named(&value(field)).ok_or_else(|| {
            let said = format!(
                "{} is no kind of vote known here. Known are: approval, choose-1, cumulative, \
                 scoring, ordinal.",
                quoted(&value(field))
            );
            rows.error(field.value_at(), said)
        })
    }

    fn budget(&self, rows: &Rows<'_>) -> Result<(Decimal, usize), ImportError> {
        let field = self.needed(rows, "budget", "100000")?;
        let (text, at) = (value(field), field.value_at());
        let read = Decimal::read(&text);
        let budget = read.map_err(|why| rows.error(at, why.about(&text, "budget")))?;
        Ok((budget, at))
    }
}

fn value(field: &Field<'_>) -> String {
    field.value().into_owned()
}
