//! A table from a CSV file: its known columns by name, its rows with their line numbers.

use super::{ImportError, decode};
use crate::text::{CleanText, clean_line, shorten};

/// A column an importer knows.
pub(super) struct Column {
    pub(super) name: &'static str,
    /// What else people write above it, in lower case.
    pub(super) synonyms: &'static [&'static str],
    pub(super) required: bool,
}

impl Column {
    fn is_called(&self, header: &str) -> bool {
        let header = clean_line(header).to_lowercase().replace(['_', '-'], " ");
        self.name.replace('_', " ") == header || self.synonyms.contains(&&*header)
    }
}

/// The rows below the header, none of them blank.
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<String>,
}

/// One row: its line in the file, and its values under the names of known columns.
pub(super) struct Row {
    pub(super) line: u64,
    values: Vec<(&'static str, Cell)>,
}

/// What stands in one place of a table, and where that is: its line and character, from one.
#[derive(Default)]
struct Cell {
    text: String,
    at: (u64, u64),
}

impl Row {
    /// The value under a column, without spaces around; empty when there is none.
    pub(super) fn value(&self, column: &str) -> &str {
        let found = self.values.iter().find(|(name, _)| *name == column);
        found.map_or("", |(_, cell)| cell.text.trim())
    }

    /// The value as clean text.
    pub(super) fn text(&self, column: &str) -> CleanText {
        CleanText::line(self.value(column))
    }

    /// An error about this row.
    pub(super) fn error(&self, message: impl Into<String>) -> ImportError {
        ImportError::at(self.line, message)
    }

    /// An error about what stands under a column.
    pub(super) fn error_in(&self, column: &str, message: impl Into<String>) -> ImportError {
        match self.values.iter().find(|(name, _)| *name == column) {
            Some((_, Cell { at: (line, at), .. })) => {
                ImportError { column: Some(*at), ..ImportError::at(*line, message) }
            }
            None => self.error(message),
        }
    }
}

type Record = (u64, Vec<Cell>);

impl Table {
    /// Reads a table whose first line names its columns, in any order and case.
    pub(super) fn read(bytes: &[u8], columns: &[Column]) -> Result<Self, ImportError> {
        let (text, note) = decode::text(bytes)?;
        let delimiter = delimiter(&text, columns);
        check_quotes(&text, delimiter)?;
        let mut records = records(&text, delimiter)?.into_iter();
        let Some((line, header)) = records.next() else {
            return Err(ImportError::whole(
                "There is nothing in it: not even a line of column names.",
            ));
        };
        let mut notes: Vec<String> = note.into_iter().collect();
        let known = known_columns(line, &header, columns, &mut notes)?;
        let rows: Vec<Row> = records.map(|record| row(record, &known)).collect::<Result<_, _>>()?;
        if rows.is_empty() {
            return Err(ImportError::whole("There are column names, but no rows below them."));
        }
        Ok(Self { rows, notes })
    }
}

/// Whether the first line of a text names columns, among them all that are required.
pub(super) fn has_header(text: &str, columns: &[Column]) -> bool {
    let header = header_cells(text, delimiter(text, columns));
    let known = |cell: &String| columns.iter().any(|column| column.is_called(cell));
    let required = |column: &&Column| column.required;
    let has = |column: &Column| header.iter().any(|cell| column.is_called(cell));
    header.len() > 1 && header.iter().all(known) && columns.iter().filter(required).all(has)
}

/// Whether a text is a table rather than a list of lines: its first line names a column that is
/// required, or all its lines part into as many cells where no prose would be parted.
pub(super) fn is_table(text: &str, columns: &[Column]) -> bool {
    let header = header_cells(text, delimiter(text, columns));
    let required = |column: &&Column| column.required;
    let has = |column: &Column| header.iter().any(|cell| column.is_called(cell));
    if columns.iter().filter(required).all(has) {
        return true;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    ['\t', ';'].into_iter().any(|mark| {
        let parts = lines.clone().next().map_or(0, |line| line.matches(mark).count());
        parts > 0 && lines.all(|line| line.matches(mark).count() == parts)
    })
}

/// The separator under which the first line names most columns we know.
fn delimiter(text: &str, columns: &[Column]) -> u8 {
    let known = |delimiter: u8| {
        let header = header_cells(text, delimiter);
        let named = columns.iter().filter(|c| header.iter().any(|cell| c.is_called(cell))).count();
        (named, header.len())
    };
    // The last of equals wins in `max_by_key`, so the comma comes last.
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| known(delimiter)).unwrap_or(b',')
}

fn header_cells(text: &str, delimiter: u8) -> Vec<String> {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let first = records(line, delimiter).ok().and_then(|records| records.into_iter().next());
    let cells = first.map(|(_, cells)| cells).unwrap_or_default();
    cells.into_iter().map(|cell| cell.text).collect()
}

fn records(text: &str, delimiter: u8) -> Result<Vec<Record>, ImportError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::whole(format!("{error}.")))?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let (line, rest) = place_of(&record, text);
            let cells = record.iter().zip(places(line, rest, char::from(delimiter)));
            let cells = cells.map(|(text, at)| Cell { text: text.to_owned(), at });
            records.push((line, cells.collect()));
        }
    }
    Ok(records)
}

/// The line of a record, and the text from there on. The reader counts from the blank lines before
/// it; people count the line itself.
fn place_of<'a>(record: &csv::StringRecord, text: &'a str) -> (u64, &'a str) {
    let Some(position) = record.position() else { return (0, "") };
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(at..).unwrap_or_default();
    let record = rest.trim_start_matches('\n');
    (position.line() + (rest.len() - record.len()) as u64, record)
}

/// Where each cell of a record begins that begins here: its line, and its character in that line.
fn places(line: u64, rest: &str, delimiter: char) -> impl Iterator<Item = (u64, u64)> {
    let (mut line, mut column, mut quoted, mut ended) = (line, 1, false, false);
    let begins = move |character: char| {
        column += 1;
        match character {
            '"' => quoted = !quoted,
            '\n' if quoted => (line, column) = (line + 1, 1),
            '\n' => ended = true,
            _ if character == delimiter && !quoted => return Some(Some((line, column))),
            _ => {}
        }
        (!ended).then_some(None)
    };
    let others = rest.chars().map_while(begins).flatten();
    std::iter::once((line, 1)).chain(others)
}

/// A quote that never closes would silently swallow every row after it.
fn check_quotes(text: &str, delimiter: u8) -> Result<(), ImportError> {
    let mut line = 1;
    let mut opened = None;
    let mut field_begins = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        line += u64::from(byte == b'\n');
        match (opened, byte) {
            (None, b'"') if field_begins => opened = Some(line),
            (Some(_), b'"') if bytes.next_if_eq(&b'"').is_none() => opened = None,
            _ => {}
        }
        field_begins = opened.is_none() && (byte == delimiter || byte == b'\n');
    }
    let Some(line) = opened else { return Ok(()) };
    Err(ImportError::at(line, "A quotation mark opens here and never closes. Add the closing \"."))
}

/// For each cell of the header the column it names, if any.
fn known_columns(
    line: u64,
    header: &[Cell],
    columns: &[Column],
    notes: &mut Vec<String>,
) -> Result<Vec<Option<&'static str>>, ImportError> {
    let mut known = Vec::new();
    for Cell { text: cell, .. } in header {
        let column = columns.iter().find(|column| column.is_called(cell)).map(|column| column.name);
        match column {
            Some(name) if known.contains(&column) => {
                return Err(ImportError::at(line, format!("Two columns are named “{name}”.")));
            }
            None if !cell.trim().is_empty() => {
                notes.push(format!("The column “{}” is not used.", shorten(&clean_line(cell), 40)));
            }
            _ => {}
        }
        known.push(column);
    }
    match columns.iter().find(|column| column.required && !known.contains(&Some(column.name))) {
        Some(missing) => Err(ImportError::at(line, missing_column(missing.name, columns))),
        None => Ok(known),
    }
}

fn missing_column(missing: &str, columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    format!(
        "There is no column “{missing}”. The first line names the columns; known are {}.",
        names.join(", ")
    )
}

fn row((line, mut cells): Record, known: &[Option<&'static str>]) -> Result<Row, ImportError> {
    while cells.len() > known.len() && cells.last().is_some_and(|cell| cell.text.trim().is_empty())
    {
        cells.pop();
    }
    if cells.len() != known.len() {
        let (given, named) = (counted(cells.len(), "value"), counted(known.len(), "column"));
        return Err(ImportError::at(
            line,
            format!("{given} here, but {named} named. Put values that hold a separator in quotes."),
        ));
    }
    let values = known.iter().zip(cells).filter_map(|(name, cell)| Some(((*name)?, cell)));
    Ok(Row { line, values: values.collect() })
}

fn counted(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 2] = [
        Column { name: "name", synonyms: &["who"], required: true },
        Column { name: "speaks_last", synonyms: &[], required: false },
    ];

    fn read(text: &str) -> Result<Table, ImportError> {
        Table::read(text.as_bytes(), &COLUMNS)
    }

    #[test]
    fn any_separator_case_and_order_will_do() {
        for text in [
            "name,speaks_last\nAna,x\n",
            "Speaks last;WHO\r\nx;Ana\r\n",
            "name\tspeaks-last\nAna\tx",
            "\u{feff}\n\nname,speaks_last\n\n  \n,,\n\"Ana\",x,,\n",
        ] {
            let table = read(text).unwrap();
            let row = &table.rows[0];
            assert_eq!((row.value("name"), row.value("speaks_last")), ("Ana", "x"), "{text:?}");
        }
    }

    #[test]
    fn quoted_values_hold_separators_quotes_and_lines() {
        let table = read("name,speaks_last\n\"Ana \"\"B\"\", C\nD\",x\nBen,\n").unwrap();
        assert_eq!(table.rows[0].value("name"), "Ana \"B\", C\nD");
        assert_eq!(table.rows[1].line, 4);
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        for (text, line, message) in [
            ("", None, "nothing in it"),
            ("\n \n", None, "nothing in it"),
            ("name,speaks_last\n\n", None, "no rows"),
            ("\nfirst,speaks_last\nx,y\n", Some(2), "no column “name”"),
            ("name,who\na,b\n", Some(1), "Two columns"),
            ("name,speaks_last\nAna,x\n\nBen\n", Some(4), "1 value here, but 2 columns named"),
            ("name,speaks_last\nAna,x,y\n", Some(2), "3 values here"),
            ("name,speaks_last\nAna,x\n\"Ben,y\nChi,z\n", Some(3), "never closes"),
        ] {
            let error = read(text).err().expect("refused");
            assert_eq!(error.line, line, "{text:?}: {error}");
            assert!(error.message.contains(message), "{text:?}: {error}");
        }
    }

    #[test]
    fn what_is_wrong_in_a_value_is_named_with_its_line_and_character() {
        let table = read("name,speaks_last\n\"Ana \"\"B\"\", C\nD\",x\n\nBén,perhaps\n").unwrap();
        let place = |row: usize, column| table.rows[row].error_in(column, "No.").to_string();
        assert_eq!(place(0, "name"), "Line 2, column 1: No.");
        assert_eq!(place(0, "speaks_last"), "Line 3, column 4: No.");
        assert_eq!(place(1, "speaks_last"), "Line 5, column 5: No.");
        assert_eq!(place(1, "note"), "Line 5: No.");
    }

    #[test]
    fn a_table_is_told_from_a_list() {
        for (text, is) in [
            ("name\nAna\n", true),
            ("shoe size,who\n38,Ana\n", true),
            ("Ana;38\nBen;40\n", true),
            ("Ana, from IT\nBen, from HR\n", false),
            ("Ana; and Ben\nChi\n", false),
            ("", false),
        ] {
            assert_eq!(is_table(text, &COLUMNS), is, "{text:?}");
        }
    }

    #[test]
    fn a_column_nobody_knows_is_noted() {
        let table = read("name,shoe size\nAna,38\n").unwrap();
        assert_eq!(table.notes, ["The column “shoe size” is not used."]);
    }
}
