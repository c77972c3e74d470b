//! The papers of the tour in `docs/sample` are those that the program writes: this makes them anew
//! and compares. With `GROUNDSWELL_SAMPLE=write` it writes those that differ.
#![expect(clippy::disallowed_methods, reason = "the sample is written here and nowhere else")]

use groundswell::export::{FORMATS, Rendered};
use groundswell::locale::Locale;
use groundswell::reader::Reader;
use groundswell::session::report::{Report, Wish};
use groundswell::session::viewer::Audience;
use groundswell::store::tour;
use jiff::civil::date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of the sample, by its path in the folder.
fn papers() -> BTreeMap<PathBuf, Vec<u8>> {
    let session = tour::session().expect("it is built in");
    let reader =
        Reader { locale: Locale::default(), today: date(2026, 11, 12), zone: TimeZone::UTC };
    let mut papers = BTreeMap::new();
    for audience in Audience::ALL {
        let wish = Wish { audience, ..Wish::default() };
        let report = Report::wished(&wish, &session, &reader);
        // What is not for everybody is seen in one format that people read.
        let all = audience == Audience::Room;
        for format in FORMATS.iter().filter(|format| all || format.name == "md") {
            let name = match audience {
                Audience::Room => "record".to_owned(),
                other => format!("record-for-{}", other.name()),
            };
            match (format.render)(&report, &reader) {
                Rendered::File(bytes) => {
                    papers.insert(PathBuf::from(format!("{name}.{}", format.ending)), bytes);
                }
                Rendered::Folder(files) => {
                    let folder = PathBuf::from(format!("{name}-{}", format.name));
                    papers.extend(files.into_iter().map(|(name, it)| (folder.join(name), it)));
                }
            }
        }
    }
    papers
}

#[test]
fn the_sample_is_what_the_program_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sample");
    let write = std::env::var_os("GROUNDSWELL_SAMPLE").is_some_and(|it| it == "write");
    let mut stale = Vec::new();
    for (name, bytes) in papers() {
        let path = folder.join(&name);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            continue;
        }
        if write {
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("made");
            fs::write(&path, &bytes).expect("written");
        } else {
            stale.push(name);
        }
    }
    assert!(
        stale.is_empty(),
        "{stale:?} are not what is written today: GROUNDSWELL_SAMPLE=write cargo test --test sample"
    );
}
