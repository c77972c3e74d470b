//! The record as bytes: one file a format, and the table of all formats.
//!
//! A format sees a [`Report`] and nothing else, so it can tell nobody more than the room may know.

mod draw;
pub mod markdown;
pub mod plain;

use crate::reader::Reader;
use crate::session::report::Report;

/// A format the record can be written in.
#[derive(Debug)]
pub struct Format {
    /// What people call it on the command line.
    pub name: &'static str,
    /// How its files end, without the dot.
    pub ending: &'static str,
    /// What it is good for, in a line.
    pub about: &'static str,
    /// The whole file.
    pub render: fn(&Report, &Reader) -> Vec<u8>,
}

/// Every format there is.
pub const FORMATS: &[Format] = &[Format {
    name: "md",
    ending: "md",
    about: "Markdown, to paste into a wiki or a chat",
    render: |report, _| markdown::render(report),
}];

/// The format of this name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name_and_no_other() {
        for format in FORMATS {
            assert_eq!(named(format.name).map(|found| found.name), Some(format.name));
        }
        assert!(named("doc").is_none());
    }
}
