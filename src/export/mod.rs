//! The record as bytes: one file a format, and the table of all formats.
//!
//! A format sees a [`Report`] and nothing else, so it can tell nobody more than the room may know.

mod draw;
mod html;
pub mod kit;
pub mod markdown;
pub mod plain;
pub mod spoken;

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
    use crate::testing::{activity, reader, room_with};
    use crate::workshop::{Do, Policy};

    #[test]
    fn one_session_gives_the_same_bytes_in_every_format_whenever_it_is_asked() {
        let room = room_with(vec![activity(Do::Gather {}, Policy::Hidden)]);
        let tomorrow = Reader { today: reader().today.tomorrow().expect("a day"), ..reader() };
        for format in FORMATS {
            let [one, other] = [reader(), tomorrow.clone()]
                .map(|reader| (format.render)(&Report::of(room.session(), &reader), &reader));
            assert!(!one.is_empty(), "{}", format.name);
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
