//! The record as bytes: one file a format, and the table of all formats.
//!
//! A format sees a [`Report`] and nothing else, so it can tell nobody more than the room may know.

pub mod csv;
mod draw;
mod html;
mod ics;
pub mod json;
pub mod kit;
pub mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
pub mod plain;
mod slips;
pub mod spoken;
#[cfg(feature = "xlsx")]
mod xlsx;

use crate::reader::Reader;
use crate::session::report::{Report, Shows};

/// A format the record can be written in.
#[derive(Debug)]
pub struct Format {
    /// What people call it on the command line.
    pub name: &'static str,
    /// How its files end, without the dot; nothing where it is a folder.
    pub ending: &'static str,
    /// What it is good for, in a line.
    pub about: &'static str,
    /// What of a report it writes.
    pub shows: Shows,
    /// What is written.
    pub render: fn(&Report, &Reader) -> Rendered,
}

/// What a format makes of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rendered {
    /// One file.
    File(Vec<u8>),
    /// Several files that belong together, in a folder; each with its name, which is plain.
    Folder(Vec<(String, Vec<u8>)>),
}

impl Format {
    /// Whether it is a folder of files.
    pub fn is_folder(&self) -> bool {
        self.ending.is_empty()
    }
}

impl Rendered {
    /// All that is written, one file after another.
    pub fn bytes(self) -> Vec<u8> {
        match self {
            Rendered::File(bytes) => bytes,
            Rendered::Folder(files) => files.into_iter().flat_map(|(_, bytes)| bytes).collect(),
        }
    }
}

/// Every format there is.
pub const FORMATS: &[Format] = &[
    Format {
        name: "md",
        ending: "md",
        about: "Markdown, to paste into a wiki or an issue",
        shows: Shows::Parts,
        render: |report, _| Rendered::File(markdown::render(report)),
    },
    Format {
        name: "html",
        ending: "html",
        about: "One page to read, send or print, with charts; it loads nothing",
        shows: Shows::Parts,
        render: |report, _| Rendered::File(html::record::render(report)),
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "pdf",
        ending: "pdf",
        about: "The record on paper, and for whoever has it read out",
        shows: Shows::Parts,
        render: |report, reader| Rendered::File(pdf::render(report, reader)),
    },
    Format {
        name: "chat",
        ending: "chat.md",
        about: "The executive page in a few lines, to paste into a chat",
        shows: Shows::Page,
        render: |report, _| Rendered::File(markdown::chat(report)),
    },
    #[cfg(feature = "xlsx")]
    Format {
        name: "xlsx",
        ending: "xlsx",
        about: "A workbook: pot, roles, promises and more, with formulas",
        shows: Shows::Tables,
        render: |report, _| Rendered::File(xlsx::render(report)),
    },
    Format {
        name: "csv",
        ending: "",
        about: "A folder of tables, one file each",
        shows: Shows::Tables,
        render: |report, _| Rendered::Folder(csv::render(report)),
    },
    Format {
        name: "json",
        ending: "json",
        about: "All tables as one object, for other programs",
        shows: Shows::Tables,
        render: |report, _| Rendered::File(json::render(report)),
    },
    Format {
        name: "ics",
        ending: "ics",
        about: "A calendar: first steps, promises, reviews, check-ins",
        shows: Shows::Dates,
        render: |report, _| Rendered::File(ics::render(report)),
    },
    Format {
        name: "slips",
        ending: "slips.html",
        about: "A slip for each person, two on a page, to print",
        shows: Shows::Slips,
        render: |report, _| Rendered::File(slips::render(report)),
    },
];

/// The format of this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{activity, reader, room_with};
    use crate::workshop::{Do, Policy};

    #[test]
    fn one_session_gives_the_same_bytes_in_every_format_whenever_it_is_asked() {
        let room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
        let tomorrow = Reader { today: reader().today.tomorrow().expect("a day"), ..reader() };
        for format in FORMATS {
            let [one, other] = [reader(), tomorrow.clone()]
                .map(|reader| (format.render)(&Report::of(room.session(), &reader), &reader));
            assert!(!one.clone().bytes().is_empty(), "{}", format.name);
            assert_eq!(one, other, "{}", format.name);
        }
    }

    #[test]
    fn every_format_is_found_by_its_name_and_no_other() {
        for format in FORMATS {
            assert_eq!(named(format.name).map(|found| found.name), Some(format.name));
        }
        assert!(named("doc").is_none());
    }
}
