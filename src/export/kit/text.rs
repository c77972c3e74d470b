//! A paper as plain text: sheets below each other with a line to cut along, no sheet over two
//! pages where it fits on one.

use crate::export::draw::{one_line, padded};
use crate::export::plain::{self, Manner};
use crate::session::kit::{Cut, Field, Marks, Paper, Part, Sheet, Who};
use crate::text::{width, wrap};

/// The lines that every printer finds room for on a page.
const PAGE: usize = 56;

/// Where a printer begins a new page.
const NEW_PAGE: &str = "\u{c}";

/// The whole paper, ending with one newline.
pub(super) fn render(paper: &Paper, manner: Manner) -> String {
    let columns = manner.columns.max(40);
    let writer = Writer { manner: Manner { columns, ..manner }, columns };
    let mut text = wrap(&one_line(&super::about(paper)), columns).join(
        "
",
    );
    text.push_str("\n\n");
    let mut line = text.lines().count();
    for (at, sheet) in paper.sheets.iter().enumerate() {
        let written = writer.sheet(sheet, paper.cut);
        let takes = written.lines().count() + 2;
        if at > 0 && line + takes > PAGE {
            text.push_str(NEW_PAGE);
            line = 0;
        } else if at > 0 {
            text.push_str(&writer.cut_line());
        }
        line += takes;
        text.push_str(&written);
    }
    text
}

struct Writer {
    manner: Manner,
    columns: usize,
}

impl Writer {
    fn cut_line(&self) -> String {
        format!("\n{}\n\n", "- ".repeat(self.columns / 2).trim_end())
    }

    fn sheet(&self, sheet: &Sheet, cut: Cut) -> String {
        let top = match (&sheet.who, cut) {
            (Who::Named(name), _) => self.ends(&one_line(name), &sheet.head),
            (Who::Whoever, _) => self.ends(&format!("Name {}", rule(30)), &sheet.head),
            (Who::Nobody, _) => wrap(&one_line(&sheet.head), self.columns).join("\n"),
        };
        let parts = sheet.parts.iter().map(|part| self.part(part));
        let parts: Vec<String> =
            [top].into_iter().chain(parts).map(|part| part.trim_end().to_owned()).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}\n", parts.join("\n\n"))
    }

    /// Two things on one line, at its ends; below each other where they do not fit.
    fn ends(&self, left: &str, right: &str) -> String {
        let right = one_line(right);
        match self.columns.checked_sub(width(left) + width(&right)) {
            Some(gap) if gap >= 2 => format!("{left}{}{right}", " ".repeat(gap)),
            _ => format!(
                "{}\n{}",
                wrap(left, self.columns).join("\n"),
                wrap(&right, self.columns).join("\n")
            ),
        }
    }

    fn part(&self, part: &Part) -> String {
        match part {
            Part::Says(block) => plain::render(std::slice::from_ref(block), self.manner),
            Part::Promise(words) => wrap(&one_line(words), self.columns).join("\n"),
            Part::Write(label, lines) => self.write(&one_line(label), usize::from(*lines)),
            Part::Letters(label, count) => {
                let boxes = "[ ] ".repeat(*count);
                wrap(&format!("{}: {boxes}", one_line(label)), self.columns).join("\n")
            }
            Part::Tick(words) => wrap(&format!("[ ] {}", one_line(words)), self.columns).join("\n"),
            Part::Marks(marks) => self.marks(marks),
        }
    }

    fn write(&self, label: &str, lines: usize) -> String {
        let room = self.columns.saturating_sub(width(label) + 1);
        let first = match (label, lines) {
            (label, 0) => wrap(label, self.columns).join("\n"),
            ("", _) => rule(self.columns),
            (label, _) if room >= LINE => format!("{label} {}", rule(room)),
            (label, _) => {
                format!("{}\n\n{}", wrap(label, self.columns).join("\n"), rule(self.columns))
            }
        };
        let more = (1..lines).map(|_| rule(self.columns));
        std::iter::once(first).chain(more).collect::<Vec<_>>().join("\n\n")
    }

    fn marks(&self, marks: &Marks) -> String {
        let field = field(marks.field);
        let widest = |words: &[String]| words.iter().map(|it| width(it)).max().unwrap_or(0);
        let wide = widest(&marks.asked).max(width(&field));
        let fields = marks.asked.len() * (wide + GAP);
        let letters = marks.rows.iter().map(|(letter, _)| width(letter)).max().unwrap_or(1);
        let room = self.columns.saturating_sub(letters + GAP + fields).max(12);
        let line = |letter: &str, label: &str, fields: &mut dyn Iterator<Item = String>| {
            let mut line =
                format!("{}{}{}", padded(letter, letters), " ".repeat(GAP), padded(label, room));
            for field in fields {
                line.push_str(&format!("{}{}", " ".repeat(GAP), padded(&field, wide)));
            }
            line.trim_end().to_owned()
        };
        let mut lines = Vec::new();
        if marks.asked.iter().any(|asked| !asked.is_empty()) {
            lines.push(line("", "", &mut marks.asked.iter().map(|asked| one_line(asked))));
        }
        for (letter, label) in &marks.rows {
            let label = label.as_ref().map_or_else(|| rule(room), |label| one_line(label));
            let mut label = wrap(&label, room).into_iter();
            let first = label.next().unwrap_or_default();
            lines.push(line(letter, &first, &mut marks.asked.iter().map(|_| field.clone())));
            lines.extend(label.map(|more| line("", &more, &mut std::iter::empty())));
        }
        lines.join("\n")
    }
}

/// The shortest line that is worth writing on.
const LINE: usize = 24;
/// Between two columns.
const GAP: usize = 2;

fn rule(columns: usize) -> String {
    "_".repeat(columns)
}

fn field(field: Field) -> String {
    match field {
        Field::Circles(count) => vec!["( )"; count.into()].join(" "),
        Field::Box => "[ ]".into(),
        Field::Number => "[    ]".into(),
        Field::Ring(most, dash) => {
            let numbers = (0..=most).map(|number| number.to_string());
            numbers.chain(dash.then(|| "–".to_owned())).collect::<Vec<_>>().join(" ")
        }
        Field::None => String::new(),
    }
}
