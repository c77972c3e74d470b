//! The tables as one JSON object, for other programs: `docs/report.md` describes it, and
//! `docs/report.schema.json` is its schema.

use crate::session::report::Report;
use crate::session::report::table::{Cell, Column, Kind, Table};
use serde_json::{Map, Value, json};

/// The version of the object. New fields and tables do not raise it; whatever else changes does.
pub const VERSION: u32 = 1;

/// The object, pretty, ending with a newline.
pub(super) fn render(report: &Report) -> Vec<u8> {
    let mut object = head(report);
    let tables = report.tables.iter().map(|table| (table.name.to_owned(), rows(table)));
    object.extend(tables);
    let mut text = serde_json::to_vec_pretty(&Value::Object(object)).unwrap_or_default();
    text.push(b'\n');
    text
}

fn head(report: &Report) -> Map<String, Value> {
    let head = json!({
        "report": VERSION,
        "title": report.title,
        "workshop": report.workshop,
        "draft": report.draft,
        "revision": report.revision,
        "began": report.began.to_string(),
        "changed": report.changed.to_string(),
        "for": report.audience.name(),
        "standing": report.standing,
        "ask": report.ask,
        "currency": report.currency.code(),
        "minor_digits": report.currency.digits(),
    });
    match head {
        Value::Object(head) => head,
        _ => Map::new(),
    }
}

fn rows(table: &Table) -> Value {
    let object = |row: &Vec<Cell>| {
        let fields = table.columns.iter().zip(row);
        fields.map(|(column, cell)| (column.name.to_owned(), value(cell))).collect::<Map<_, _>>()
    };
    table.rows.iter().map(object).collect()
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Nothing => Value::Null,
        Cell::Text(words) => words.as_str().into(),
        Cell::List(words) => words.as_slice().into(),
        Cell::Money(amount) | Cell::Worked(amount, _) => amount.0.into(),
        Cell::Number(number) => (*number).into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Time(at) => at.to_string().into(),
        Cell::YesNo(yes) => (*yes).into(),
    }
}

/// The schema of the object, in the words of JSON Schema 2020-12.
pub fn schema(report: &Report) -> String {
    let mut properties = json!({
        "report": { "const": VERSION, "description": "The version of this object" },
        "title": { "type": "string", "description": "The session's title" },
        "workshop": { "type": "string", "description": "The workshop's title" },
        "draft": { "type": "boolean", "description": "The session is not finished" },
        "revision": { "type": "integer", "description": "How many changes led here" },
        "began": moment("When the session began"),
        "changed": moment("When it was last changed"),
        "for": { "enum": ["room", "team", "public"], "description": "For whom it was written" },
        "standing": { "type": "string", "description": "Draft or final, of when, in a sentence" },
        "ask": { "type": "string", "description": "Whom to ask about it, in a sentence" },
        "currency": { "type": "string", "description": "The code of the currency of all amounts" },
        "minor_digits": {
            "type": "integer",
            "description": "Amounts are in minor units: so many digits stand behind the point"
        },
    });
    for table in &report.tables {
        properties[table.name] = of_table(table);
    }
    let always: Vec<&str> = properties
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .map(String::as_str)
        .filter(|name| report.tables.iter().all(|table| table.name != *name))
        .collect();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The record of a Groundswell session",
        "type": "object",
        "required": always,
        "properties": properties,
    });
    format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default())
}

fn of_table(table: &Table) -> Value {
    let field = |column: &Column| (column.name.to_owned(), of_column(column));
    json!({
        "description": table.about,
        "type": "array",
        "items": {
            "type": "object",
            "required": table.columns.iter().map(|column| column.name).collect::<Vec<_>>(),
            "properties": table.columns.iter().map(field).collect::<Map<_, _>>(),
        },
    })
}

fn of_column(column: &Column) -> Value {
    let about = column.about;
    match column.kind {
        Kind::Text => json!({ "type": ["string", "null"], "description": about }),
        Kind::List => {
            json!({ "type": "array", "items": { "type": "string" }, "description": about })
        }
        Kind::Money => {
            let about = format!("{about}; in minor units");
            json!({ "type": ["integer", "null"], "description": about })
        }
        Kind::Number => json!({ "type": ["integer", "null"], "description": about }),
        Kind::Date => {
            json!({ "type": ["string", "null"], "format": "date", "description": about })
        }
        Kind::Time => {
            json!({ "type": ["string", "null"], "format": "date-time", "description": about })
        }
        Kind::YesNo => json!({ "type": "boolean", "description": about }),
    }
}

fn moment(about: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "description": about })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::reader;

    fn tour() -> Report {
        let session = crate::store::tour::session().expect("it is built in");
        Report::of(&session, &reader())
    }

    #[test]
    fn the_schema_that_is_written_down_is_the_one_that_is_written_by() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");
        let schema = schema(&tour());
        if std::env::var_os("GROUNDSWELL_SCHEMA").is_some_and(|it| it == "write") {
            #[expect(clippy::disallowed_methods, reason = "the schema is written on request")]
            std::fs::write(path, &schema).expect("written");
        }
        let written = std::fs::read_to_string(path).expect("docs/report.schema.json is there");
        assert_eq!(
            written, schema,
            "write it anew: GROUNDSWELL_SCHEMA=write cargo test --lib json"
        );
    }

    #[test]
    fn every_field_is_of_the_kind_that_the_schema_says() {
        let report = tour();
        let object: Value = serde_json::from_slice(&render(&report)).expect("JSON");
        assert_eq!(object["report"], 1);
        assert_eq!(object["pledges"][0]["amount"], 1_400_000);
        for table in &report.tables {
            let rows = object[table.name].as_array().expect("an array");
            assert_eq!(rows.len(), table.rows.len(), "{}", table.name);
            for (row, column) in
                rows.iter().flat_map(|row| table.columns.iter().map(move |it| (row, it)))
            {
                let value = &row[column.name];
                let fits = match column.kind {
                    Kind::Text | Kind::Date | Kind::Time => value.is_string() || value.is_null(),
                    Kind::List => value.is_array(),
                    Kind::Money | Kind::Number => value.is_i64() || value.is_null(),
                    Kind::YesNo => value.is_boolean(),
                };
                assert!(fits, "{}.{}: {value}", table.name, column.name);
            }
        }
    }
}
