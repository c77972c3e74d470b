//! What areas ask for, from a CSV file.

use super::csv_table::{Column, Row, Table};
use super::{ImportError, Understood};
use crate::money::{Currency, Money};
use crate::session::pot::{Change, Need, Recurring as Often};
use crate::text::{CleanText, clean_line, shorten};

/// An ask as a list states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskRow {
    /// The area it serves; empty when the list does not say.
    pub area: CleanText,
    /// What is asked for.
    pub title: CleanText,
    /// Less than this is of no use.
    pub minimum: Money,
    /// What is asked.
    pub target: Money,
    /// What could be made good use of.
    pub stretch: Money,
    /// How many units the target buys.
    pub quantity: u32,
    /// What is counted: hours, licences, days.
    pub unit: CleanText,
    /// How often it is needed.
    pub recurring: Recurring,
    /// Its kind: people, tools, skills.
    pub category: CleanText,
}

/// How often an ask comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Recurring {
    /// One time only.
    #[default]
    Once,
    /// Every month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Every year.
    Yearly,
}

/// The change that puts these asks on the list; areas that are missing are made by it.
pub fn wanted(rows: &[AskRow]) -> Change {
    Change::AskByName(rows.iter().map(|row| (row.area.clone(), need(row))).collect())
}

fn need(row: &AskRow) -> Need {
    let recurring = match row.recurring {
        Recurring::Once => Often::Once,
        Recurring::Monthly => Often::Monthly,
        Recurring::Quarterly => Often::Quarterly,
        Recurring::Yearly => Often::Yearly,
    };
    Need {
        title: row.title.clone(),
        minimum: row.minimum,
        target: row.target,
        stretch: row.stretch,
        recurring,
        quantity: row.quantity,
        unit: row.unit.clone(),
        category: row.category.clone(),
        worth: None,
    }
}

const COLUMNS: [Column; 9] = [
    Column { name: "area", synonyms: &["goal", "topic"], required: false },
    Column { name: "ask", synonyms: &["title", "item", "what", "need", "name"], required: true },
    Column { name: "minimum", synonyms: &["min", "at least"], required: false },
    Column { name: "target", synonyms: &["amount", "cost", "price"], required: true },
    Column { name: "stretch", synonyms: &["max", "maximum", "at most"], required: false },
    Column { name: "quantity", synonyms: &["qty", "number", "count"], required: false },
    Column { name: "unit", synonyms: &["units", "per"], required: false },
    Column { name: "recurring", synonyms: &["how often", "recurs", "period"], required: false },
    Column { name: "category", synonyms: &["kind", "type"], required: false },
];

/// Reads asks from a CSV file whose amounts are in whole euros, dollars and so on; the columns
/// `ask` and `target` are required.
///
/// Without a minimum anything helps; without a stretch the target is the most.
pub fn from_csv(bytes: &[u8], currency: &Currency) -> Result<Understood<AskRow>, ImportError> {
    let Table { rows, notes } = Table::read(bytes, &COLUMNS)?;
    let rows = rows.iter().map(|row| ask(row, *currency)).collect::<Result<_, _>>()?;
    Ok(Understood { rows, notes })
}

fn ask(row: &Row, currency: Currency) -> Result<AskRow, ImportError> {
    let title = row.text("ask");
    if title.is_empty() {
        return Err(row.error("There is no ask. Say what is asked for, or take the line out."));
    }
    let target = amount(row, "target", currency)?
        .ok_or_else(|| row.error("There is no target. Write the amount that is asked for."))?;
    let minimum = amount(row, "minimum", currency)?.unwrap_or(Money::ZERO);
    let stretch = amount(row, "stretch", currency)?.unwrap_or(target);
    if minimum > target || target > stretch {
        let order = "The minimum is at most the target, and the target at most the stretch.";
        return Err(row.error(format!("{order} Here they are not in this order.")));
    }
    Ok(AskRow {
        area: row.text("area"),
        title,
        minimum,
        target,
        stretch,
        quantity: quantity(row)?,
        unit: row.text("unit"),
        recurring: recurring(row)?,
        category: row.text("category"),
    })
}

fn amount(row: &Row, column: &str, currency: Currency) -> Result<Option<Money>, ImportError> {
    match row.value(column) {
        "" => Ok(None),
        text => match currency.parse(text) {
            Ok(money) => Ok(Some(money)),
            Err(reason) => Err(row.error_in(column, format!("Under “{column}”: {reason}"))),
        },
    }
}

fn quantity(row: &Row) -> Result<u32, ImportError> {
    match row.value("quantity") {
        "" => Ok(1),
        text => text.parse().map_err(|_| {
            let text = shorten(&clean_line(text), 40).into_owned();
            let said = format!("“{text}” is not a quantity. Write a whole number such as 12.");
            row.error_in("quantity", said)
        }),
    }
}

fn recurring(row: &Row) -> Result<Recurring, ImportError> {
    match &*row.value("recurring").to_lowercase() {
        "" | "no" | "once" | "one time" | "one-time" | "one-off" => Ok(Recurring::Once),
        "monthly" | "month" | "every month" => Ok(Recurring::Monthly),
        "quarterly" | "quarter" | "every quarter" => Ok(Recurring::Quarterly),
        "yearly" | "year" | "annual" | "annually" | "every year" => Ok(Recurring::Yearly),
        other => {
            let other = shorten(&clean_line(other), 40).into_owned();
            let said = format!("“{other}” is none of once, monthly, quarterly and yearly.");
            Err(row.error_in("recurring", said))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Understood<AskRow>, ImportError> {
        from_csv(text.as_bytes(), &Currency::default())
    }

    #[test]
    fn the_sample_asks_are_read() {
        let bytes = include_bytes!("../../tests/fixtures/asks.csv");
        let asks = from_csv(bytes, &Currency::default()).unwrap();
        assert_eq!(asks.notes, Vec::<String>::new());
        assert_eq!(asks.rows.len(), 6);
        let cover = &asks.rows[0];
        assert_eq!((&*cover.area, &*cover.unit), ("Customer care", "hour"));
        assert_eq!((cover.minimum, cover.target), (Money(960_000), Money(1_440_000)));
        assert_eq!((cover.stretch, cover.quantity), (Money(1_920_000), 160));
        assert_eq!(cover.recurring, Recurring::Monthly);
        assert_eq!(asks.rows[5].minimum, Money::ZERO);
    }

    #[test]
    fn a_short_table_is_enough() {
        let asks = read("What;Cost\nPosters;\"1.200,50 €\"\n").unwrap();
        let posters = &asks.rows[0];
        assert_eq!((posters.minimum, posters.stretch), (Money::ZERO, Money(120_050)));
        assert_eq!((posters.quantity, posters.recurring), (1, Recurring::Once));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (text, shown) in [
            ("ask\nPosters\n", "Line 1: There is no column “target”"),
            ("ask,target\nPosters,\n", "Line 2: There is no target"),
            ("ask,target\nPosters,5\n,5\n", "Line 3: There is no ask"),
            (
                "ask,target\nPosters,$5\n",
                "Line 2, column 9: Under “target”: “$5” is in another currency",
            ),
            ("ask,target,minimum\nPosters,5,6\n", "Line 2: The minimum is at most the target"),
            ("ask,target,stretch\nPosters,5,4\n", "Line 2: The minimum is at most the target"),
            ("ask,target,quantity\nPosters,5,-1\n", "Line 2, column 11: “-1” is not a quantity"),
            (
                "ask,target,recurring\nPosters,5,often\n",
                "Line 2, column 11: “often” is none of once",
            ),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.starts_with(shown), "{error}");
        }
    }
}
