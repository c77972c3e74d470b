//! A paper as plain text: sheets below each other with a line to cut along, none over two pages
//! where it fits on one.

use crate::export::draw::one_line;
use crate::export::plain::{self, Manner};
use crate::session::block::{Block, Grid};
use crate::session::kit::{Field, Marks, Paper, Part, Sheet, Who};
use crate::text::{width, wrap};

/// The lines that every printer finds room for on a page.
const PAGE: usize = 56;

/// Where a printer begins a new page.
const NEW_PAGE: &str = "\u{c}";

/// The shortest line that is worth writing on.
const LINE: usize = 24;

/// The whole paper, ending with one newline.
pub(super) fn render(paper: &Paper, manner: Manner) -> String {
    let writer = Writer { manner: Manner { columns: manner.columns.max(40), ..manner } };
    let about = super::about(paper).map(|about| format!("{}\n\n", writer.wrapped(&about)));
    let mut text = about.unwrap_or_default();
    let mut line = text.lines().count();
    for (at, sheet) in paper.sheets.iter().enumerate() {
        let written = writer.sheet(sheet);
        let takes = written.lines().count() + 3;
        if at > 0 && line + takes > PAGE {
            text.push_str(NEW_PAGE);
            line = 0;
        } else if at > 0 {
            text.push_str(&writer.line_to_cut());
        }
        line += takes;
        text.push_str(&written);
    }
    text
}

struct Writer {
    manner: Manner,
}

impl Writer {
    fn line_to_cut(&self) -> String {
        format!("\n{}\n\n", "- ".repeat(self.manner.columns / 2).trim_end())
    }

    fn wrapped(&self, words: &str) -> String {
        wrap(&one_line(words), self.manner.columns).join("\n")
    }

    fn sheet(&self, sheet: &Sheet) -> String {
        let top = match &sheet.who {
            Who::Nobody => self.wrapped(&sheet.head),
            Who::Named(name) => self.at_the_ends(&one_line(name), &sheet.head),
            Who::Whoever => self.at_the_ends(&format!("Name {}", rule(30)), &sheet.head),
        };
        let parts = sheet.parts.iter().map(|part| self.part(part).trim_end().to_owned());
        let parts = [top].into_iter().chain(parts).filter(|part| !part.is_empty());
        format!("{}\n", parts.collect::<Vec<_>>().join("\n\n"))
    }

    /// Two things on one line, or below each other where they do not fit.
    fn at_the_ends(&self, left: &str, right: &str) -> String {
        let right = one_line(right);
        match self.manner.columns.checked_sub(width(left) + width(&right)) {
            Some(gap) if gap > 1 => format!("{left}{}{right}", " ".repeat(gap)),
            _ => format!("{}\n{}", self.wrapped(left), self.wrapped(&right)),
        }
    }

    fn part(&self, part: &Part) -> String {
        match part {
            Part::Says(block) => self.block(block),
            Part::Small(words) => self.wrapped(words),
            Part::Write(label, lines) => self.write(&one_line(label), usize::from(*lines)),
            Part::Letters(label, count) => {
                self.wrapped(&format!("{label}: {}", "[ ] ".repeat(*count)))
            }
            Part::Tick(words) => self.wrapped(&format!("[ ] {words}")),
            Part::Marks(marks) => self.marks(marks),
        }
    }

    fn block(&self, block: &Block) -> String {
        plain::render(std::slice::from_ref(block), self.manner)
    }

    fn write(&self, label: &str, lines: usize) -> String {
        let columns = self.manner.columns;
        let room = columns.saturating_sub(width(label) + 1);
        let first = match label {
            "" => rule(columns),
            label if room >= LINE => format!("{label} {}", rule(room)),
            label => format!("{}\n\n{}", self.wrapped(label), rule(columns)),
        };
        let more = (1..lines).map(|_| rule(columns));
        std::iter::once(first).chain(more).collect::<Vec<_>>().join("\n\n")
    }

    fn marks(&self, marks: &Marks) -> String {
        let field = field(marks.field);
        let answers = marks.asked.iter().map(|asked| width(asked).max(width(&field)) + 2);
        let letters = marks.rows.iter().map(|(letter, _)| width(letter)).max().unwrap_or(1);
        let room = self.manner.columns.saturating_sub(letters + 2 + answers.sum::<usize>());
        let row = |(letter, label): &(String, Option<String>)| {
            let label = label.clone().unwrap_or_else(|| rule(room.max(LINE)));
            let fields = marks.asked.iter().map(|_| field.clone());
            [letter.clone(), label].into_iter().chain(fields).collect()
        };
        let columns = [String::new(), String::new()].into_iter().chain(marks.asked.clone());
        let rows = marks.rows.iter().map(row).collect();
        self.block(&Block::Grid(Grid { columns: columns.collect(), rows }))
    }
}

fn rule(columns: usize) -> String {
    "_".repeat(columns)
}

fn field(field: Field) -> String {
    match field {
        Field::Circles(count) => vec!["( )"; count.into()].join(" "),
        Field::Box => "[ ]".into(),
        Field::Number => "[    ]".into(),
        Field::Ring(least, most, dash) => {
            let numbers = (least..=most).map(|number| number.to_string());
            numbers.chain(dash.then(|| "–".to_owned())).collect::<Vec<_>>().join(" ")
        }
        Field::None => String::new(),
    }
}
