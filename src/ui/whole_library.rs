//! Every workshop of the library, typed from start to finish by the fewest people it is for, and by
//! nine.

use crate::session::report::Report;
use crate::testing::reader;
use crate::ui::typist::{library, seated, typed_through};

#[test]
fn every_workshop_of_the_library_can_be_typed_from_start_to_finish() {
    let mut typed = Vec::new();
    for listed in library().list() {
        let workshop = listed.workshop.expect("it is built in");
        let [fewest, nine] = [workshop.people.from, workshop.people.to.min(9)].map(usize::from);
        for people in [fewest, nine] {
            let stage = typed_through(seated(&workshop, people, &typed));
            let session = stage.session();
            let which = format!("{} with {people}", workshop.name);
            session.check().unwrap_or_else(|what| panic!("{which} makes no sense: {what}"));
            assert!(session.finished.is_some(), "{which} is not finished");
            let record = Report::of(session, &reader());
            let paper = (crate::export::FORMATS[0].render)(&record, &reader()).bytes();
            let paper = String::from_utf8(paper).expect("Markdown is text");
            assert!(paper.contains("Ana"), "{which}:\n{paper}");
            typed.push(session.clone());
        }
    }
}
