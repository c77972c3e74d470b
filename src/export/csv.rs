//! The tables as CSV, one file a table: headings are the names that programs use, so that what was
//! written can be read again.
//!
//! Amounts have a point and no thousands, days are written as 2026-12-03, and lists are separated
//! by semicolons. A text that a spreadsheet would take for a formula begins with an apostrophe.

use crate::money::{Currency, Money};
use crate::session::report::Report;
use crate::session::report::table::{Cell, Table};

/// Every table that has rows, with its file's name.
pub(super) fn render(report: &Report) -> Vec<(String, Vec<u8>)> {
    let with_rows = report.tables.iter().filter(|table| !table.is_empty());
    let file = |table: &Table| (format!("{}.csv", table.name), one(table, report.currency));
    with_rows.map(file).collect()
}

/// One table, with its headings.
pub fn one(table: &Table, currency: Currency) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = table.columns.iter().map(|column| column.name);
    let rows = table.rows.iter();
    // Writing into memory does not fail.
    let _ = writer.write_record(heads);
    rows.for_each(|row| {
        let _ = writer.write_record(row.iter().map(|cell| written(cell, currency)));
    });
    writer.into_inner().unwrap_or_default()
}

fn written(cell: &Cell, currency: Currency) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(words) => unobeyed(words),
        Cell::List(words) => unobeyed(&words.join("; ")),
        Cell::Money(amount) | Cell::Worked(amount, _) => decimal(*amount, currency),
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => date.to_string(),
        Cell::Time(at) => at.to_string(),
        Cell::YesNo(yes) => if *yes { "yes" } else { "no" }.into(),
    }
}

/// No spreadsheet takes it for a formula.
fn unobeyed(words: &str) -> String {
    match words.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{words}"),
        _ => words.to_owned(),
    }
}

/// "-12.50", whatever the reader's marks are.
pub(super) fn decimal(amount: Money, currency: Currency) -> String {
    let digits = currency.digits() as usize;
    let (sign, minor) = (if amount.0 < 0 { "-" } else { "" }, amount.0.unsigned_abs().to_string());
    if digits == 0 {
        return format!("{sign}{minor}");
    }
    let minor = format!("{minor:0>width$}", width = digits + 1);
    let (whole, part) = minor.split_at(minor.len() - digits);
    format!("{sign}{whole}.{part}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::report::table::{Column, Kind};

    fn euro() -> Currency {
        Currency::from_code("EUR").expect("it is known")
    }

    #[test]
    fn amounts_are_decimal_in_every_currency() {
        let yen = Currency::from_code("JPY").expect("it is known");
        let amounts = [0, 5, -5, 1_250, -123_456].map(|minor| decimal(Money(minor), euro()));
        assert_eq!(amounts, ["0.00", "0.05", "-0.05", "12.50", "-1234.56"]);
        assert_eq!(decimal(Money(1_250), yen), "1250");
    }

    #[test]
    fn no_text_is_a_formula_and_every_text_comes_back() {
        let texts = ["=1+1", "+1", "-1", "@SUM(A1)", "a, \"b\"\nc", "plain", ""];
        let column = |name| Column { name, head: "Text", about: "Text", kind: Kind::Text };
        let table = Table {
            name: "texts",
            title: "Texts",
            about: "Texts",
            columns: vec![column("text"), column("other")],
            rows: texts.map(|it| vec![Cell::Text(it.into()), Cell::Text("x".into())]).into(),
        };
        let bytes = one(&table, euro());
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let back: Vec<String> =
            reader.records().map(|record| record.expect("a row")[0].to_owned()).collect();
        for (text, back) in texts.iter().zip(&back) {
            assert_eq!(back.trim_start_matches('\''), *text);
            assert!(!back.starts_with(['=', '+', '-', '@']), "{back}");
        }
    }
}
