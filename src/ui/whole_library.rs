//! Every workshop of the library, typed from start to finish by the fewest people it is for, and by
//! nine; the flagship by more, alone, and on a larger screen as well.

use crate::session::report::Report;
use crate::testing::reader;
use crate::ui::stage::Stage;
use crate::ui::typist::{library, seated, typed_through};

#[test]
fn every_workshop_of_the_library_can_be_typed_from_start_to_finish() {
    let mut typed = Vec::new();
    for listed in library().list() {
        let workshop = listed.workshop.expect("it is built in");
        let [fewest, nine] = [workshop.people.from, workshop.people.to.min(9)].map(usize::from);
        for people in [fewest, nine] {
            let stage = typed_through(seated(&workshop, people, &typed));
            is_whole(&stage, &format!("{} with {people}", workshop.name));
            typed.push(stage.session().clone());
        }
    }
}

#[test]
fn the_flagship_can_be_typed_alone_by_twelve_and_on_a_larger_screen() {
    let flagship = library().find("who-owns-social").expect("it is built in");
    for (people, size) in [(1, (80, 24)), (12, (80, 24)), (12, (120, 40))] {
        let stage = seated(&flagship, people, &[]).size(size.0, size.1);
        is_whole(&typed_through(stage), &format!("{people} at {size:?}"));
    }
}

/// The session makes sense, is finished, and its record tells who was there.
fn is_whole(stage: &Stage, which: &str) {
    let session = stage.session();
    session.check().unwrap_or_else(|what| panic!("{which} makes no sense: {what}"));
    assert!(session.finished.is_some(), "{which} is not finished");
    let record = Report::of(session, &reader());
    let paper = (crate::export::FORMATS[0].render)(&record, &reader()).bytes();
    let paper = String::from_utf8(paper).expect("Markdown is text");
    assert!(paper.contains("Ana"), "{which}:\n{paper}");
}
