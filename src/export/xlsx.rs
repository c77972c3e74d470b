//! The tables as a workbook: one sheet a table, the budget first, with formulas that work.
//!
//! People's text is always written as text, so none of it is a formula. What follows from other
//! cells is a formula, with what it comes to beside it for programs that do not reckon.

use crate::money::{Currency, Money};
use crate::session::report::Report;
use crate::session::report::table::{Cell, Formula, Table};
use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Formula as Written, Workbook, Worksheet,
    XlsxError,
};

/// The workbook.
pub(super) fn render(report: &Report) -> Vec<u8> {
    // It is made in memory of texts that fit; what does not is cut before.
    workbook(report).unwrap_or_default()
}

/// The table that comes first, with the head of the paper above it.
const FIRST: &str = "budget";

/// The first and the last second that spreadsheets know.
const YEAR_1900: i64 = -2_208_988_800;
const YEAR_9999: i64 = 253_402_300_799;

/// Rows that the head takes.
const HEAD: u32 = 4;

/// What a cell may hold, as spreadsheets count characters.
const LONGEST: usize = 32_000;

/// What a property of the file may hold, and what stands on either side of a printed sheet's head.
const PROPERTY: usize = 250;
const HEADER: usize = 90;

/// The widest column, in characters; what is longer goes on below.
const WIDEST: usize = 34;

/// Sheets wider than this are printed over several pages, since nobody could read them on one.
const ON_ONE_PAGE: f64 = 190.0;

/// Where a table stands in the workbook.
struct Sheet<'a> {
    table: &'a Table,
    /// The row of its headings, from zero.
    top: u32,
}

fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let sheets = sheets(report);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let formats = Formats::of(report.currency);
    for sheet in &sheets {
        let page = workbook.add_worksheet();
        page.set_name(sheet.table.title)?;
        write(page, sheet, &sheets, report, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Tables with rows, the budget before all others; without any, the head stands alone.
fn sheets(report: &Report) -> Vec<Sheet<'_>> {
    let mut tables: Vec<&Table> =
        report.tables.iter().filter(|it| !it.is_empty() || it.name == FIRST).collect();
    tables.sort_by_key(|table| table.name != FIRST);
    let sheet = |(at, table)| Sheet { table, top: if at == 0 { HEAD } else { 0 } };
    tables.into_iter().enumerate().map(sheet).collect()
}

fn write(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    all: &[Sheet<'_>],
    report: &Report,
    formats: &Formats,
) -> Result<(), XlsxError> {
    if sheet.top > 0 {
        let lines = [&report.title, &report.standing, &report.ask];
        for (row, words) in (0..).zip(lines) {
            let format = if row == 0 { &formats.title } else { &formats.line };
            page.write_string_with_format(row, 0, cut(words, LONGEST), format)?;
        }
    }
    for (at, column) in (0..).zip(&sheet.table.columns) {
        page.write_string_with_format(sheet.top, at, column.head, &formats.head)?;
        page.set_column_width(at, width(sheet.table, usize::from(at)))?;
    }
    for (row, cells) in (sheet.top + 1..).zip(&sheet.table.rows) {
        for (at, cell) in (0..).zip(cells) {
            write_cell(page, (row, at), cell, sheet, all, report.currency, formats)?;
        }
    }
    page.set_freeze_panes(sheet.top + 1, 0)?;
    page.set_landscape().set_repeat_rows(sheet.top, sheet.top)?;
    let wide: f64 = (0..sheet.table.columns.len()).map(|at| width(sheet.table, at)).sum();
    if wide <= ON_ONE_PAGE {
        page.set_print_fit_to_pages(1, 0);
    }
    page.set_header(format!("&L{}&R{}", plain(&report.title), plain(&report.standing)));
    Ok(())
}

fn write_cell(
    page: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Cell,
    sheet: &Sheet<'_>,
    all: &[Sheet<'_>],
    currency: Currency,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => {}
        Cell::Text(words) => {
            page.write_string_with_format(row, at, cut(words, LONGEST), &formats.plain)?;
        }
        Cell::List(words) => {
            let words = words.join("; ");
            page.write_string_with_format(row, at, cut(&words, LONGEST), &formats.plain)?;
        }
        Cell::Money(amount) => {
            page.write_number_with_format(row, at, number(*amount, currency), &formats.money)?;
        }
        Cell::Worked(amount, formula) => {
            let value = number(*amount, currency);
            match reckoned(formula, sheet, all, (row, at)) {
                Some(formula) => {
                    let formula = Written::new(formula).set_result(value.to_string());
                    page.write_formula_with_format(row, at, formula, &formats.money)?;
                }
                None => {
                    page.write_number_with_format(row, at, value, &formats.money)?;
                }
            }
        }
        Cell::Number(number) => {
            page.write_number_with_format(row, at, *number as f64, &formats.number)?;
        }
        Cell::Date(date) => match excel(*date) {
            Some(date) => {
                page.write_datetime_with_format(row, at, date, &formats.date)?;
            }
            None => {
                page.write_string_with_format(row, at, date.to_string(), &formats.plain)?;
            }
        },
        Cell::Time(moment) => {
            page.write_string_with_format(row, at, moment.to_string(), &formats.plain)?;
        }
        Cell::YesNo(yes) => {
            let word = if *yes { "yes" } else { "no" };
            page.write_string_with_format(row, at, word, &formats.plain)?;
        }
    }
    Ok(())
}

/// The formula in the spreadsheet's words; none where what it speaks of has no rows.
fn reckoned(
    formula: &Formula,
    sheet: &Sheet<'_>,
    all: &[Sheet<'_>],
    (row, at): (u32, u16),
) -> Option<String> {
    let here = |column: &str| {
        let column = u16::try_from(sheet.table.column(column)?).ok()?;
        Some(format!("{}{}", letters(column), row + 1))
    };
    let below =
        |row: usize| Some(format!("{}{}", letters(at), sheet.top + 2 + u32::try_from(row).ok()?));
    match formula {
        Formula::Sum { table, column } => Some(format!("=SUM({})", range(all, table, column)?)),
        Formula::SumWhere { table, column, is, said } => {
            let (what, of) = (range(all, table, is)?, range(all, table, column)?);
            Some(format!("=SUMIF({what},\"{said}\",{of})"))
        }
        Formula::Less(from, less) => Some(format!("={}-{}", below(*from)?, below(*less)?)),
        Formula::Where { column, yes } => {
            Some(format!("=IF({}=\"yes\",N({}),0)", here(yes)?, here(column)?))
        }
        Formula::Short(of, got) => Some(format!("=MAX(0,{}-{})", here(of)?, here(got)?)),
    }
}

/// All cells of a column: `'The pot'!$C$2:$C$9`.
fn range(all: &[Sheet<'_>], table: &str, column: &str) -> Option<String> {
    let sheet = all.iter().find(|sheet| sheet.table.name == table)?;
    let column = letters(u16::try_from(sheet.table.column(column)?).ok()?);
    let (first, rows) = (sheet.top + 2, u32::try_from(sheet.table.rows.len()).ok()?);
    let last = first.checked_add(rows)?.checked_sub(1).filter(|last| *last >= first)?;
    Some(format!("'{}'!${column}${first}:${column}${last}", sheet.table.title))
}

/// "A", "B", …, "Z", "AA".
fn letters(column: u16) -> String {
    let letter = |at: u16| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match column {
        0..26 => letter(column).to_string(),
        _ => format!("{}{}", letters(column / 26 - 1), letter(column)),
    }
}

/// Spreadsheets know no day before 1900.
fn excel(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year >= 1900)?;
    let [month, day] = [date.month(), date.day()].map(i8::unsigned_abs);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Spreadsheets have floating numbers alone: the value nearest to the exact amount.
fn number(amount: Money, currency: Currency) -> f64 {
    super::csv::decimal(amount, currency).parse().unwrap_or_default()
}

/// As much of the words as fits: spreadsheets count a letter beyond U+FFFF as two.
fn cut(words: &str, most: usize) -> &str {
    let mut used = 0;
    let over = words.char_indices().find(|(_, letter)| {
        used += letter.len_utf16();
        used > most
    });
    &words[..over.map_or(words.len(), |(at, _)| at)]
}

/// A header has codes of its own, that begin with an ampersand; and it is short.
fn plain(words: &str) -> String {
    cut(&words.replace('&', "and"), HEADER).to_owned()
}

/// Wide enough for most of what stands in the column.
fn width(table: &Table, column: usize) -> f64 {
    let head = table.columns[column].head.chars().count();
    let wide = |row: &Vec<Cell>| match &row[column] {
        Cell::Text(words) => words.chars().count(),
        Cell::List(words) => words.iter().map(|it| it.chars().count() + 2).sum(),
        Cell::Time(_) => 20,
        _ => 11,
    };
    let widest = table.rows.iter().map(wide).max().unwrap_or(0).max(head + 2).min(WIDEST);
    f64::from(u32::try_from(widest).unwrap_or(1)) + 1.0
}

fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    // The file's own date is the session's, so that equal sessions give equal files.
    let seconds = report.changed.as_second().clamp(YEAR_1900, YEAR_9999);
    let created = ExcelDateTime::from_timestamp(seconds)?;
    Ok(DocProperties::new()
        .set_title(cut(&report.title, PROPERTY))
        .set_subject(cut(&report.standing, PROPERTY))
        .set_comment(cut(&report.ask, PROPERTY))
        .set_creation_datetime(&created))
}

/// How cells look.
struct Formats {
    title: Format,
    line: Format,
    head: Format,
    plain: Format,
    money: Format,
    number: Format,
    date: Format,
}

impl Formats {
    fn of(currency: Currency) -> Formats {
        let top = || Format::new().set_align(FormatAlign::Top);
        let part = match currency.digits() {
            0 => String::new(),
            digits => format!(".{}", "0".repeat(digits as usize)),
        };
        let money = format!("#,##0{part} \"{}\"", currency.code());
        Formats {
            title: Format::new().set_bold().set_font_size(14),
            line: Format::new(),
            head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom),
            plain: top().set_text_wrap(),
            money: top().set_num_format(money),
            number: top().set_num_format("0"),
            date: top().set_num_format("yyyy-mm-dd"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_letter_them() {
        let letters = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn amounts_are_the_nearest_floating_number() {
        let euro = Currency::from_code("EUR").expect("it is known");
        assert_eq!(number(Money(1_234_567), euro), 12_345.67);
    }
}
