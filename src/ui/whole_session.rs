//! The built-in workshops, typed from the first question to the last promise, through the console
//! and the room: "Goals, names, pot" by three people and by one, "Who do we ask?" by five.

use crate::room::Room;
use crate::session::Standing;
use crate::session::report::Report;
use crate::testing::reader;
use crate::ui::stage::Stage;
use crate::ui::typist;

/// A session of "Goals, names, pot" with these people.
fn begun(people: &[(&str, &str)]) -> Room {
    typist::begun("goals-names-pot", people)
}

/// Plays the steps and sees after each that the screen can be drawn at every size that counts.
fn play(mut stage: Stage, steps: &[&str]) -> Stage {
    for keys in steps {
        for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            stage = stage.size(width, height);
            let shown = stage.shows();
            assert!(shown.contains("ends "), "the frame is whole after “{keys}”:\n{shown}");
        }
        stage = stage.size(100, 30).keys(keys);
    }
    stage
}

#[test]
fn four_people_leave_with_goals_names_a_pot_and_promises() {
    let people = [("Ana", "Service"), ("Ben", "Marketing"), ("Chi", "Human resources")];
    let stage = Stage::of(begun(&people)).size(100, 30).keys("tt");
    let stage = stage.keys("]aDee, IT<enter><esc>").expects("4 people").keys("]");
    let stage = play(stage, &["s", "s", "s", "s", "s"]).expects("4 of 4 heard");
    // Ideas from paper, shown at once, read.
    let stage = stage.keys("]aFewer people wait a day<enter>First answer within four hours<enter>");
    let stage = stage.keys("Everyone knows who decides<enter><enter>").expects("3 ideas are in");
    let stage = stage.expects_no("Fewer people").keys("r").expects_no("Fewer people");
    let stage = stage.keys("ro<enter><enter><enter>").expects("all 3 read");
    // A vote from paper: hidden until two presses.
    let stage = play(stage, &["]", "i", "AA<enter>", "AB<enter>", "CC<enter>", "B<enter><enter>"]);
    let stage = stage.expects("Everyone is in").keys("<esc>rr").expects("Most divided");
    // One goal with all its lamps.
    let goal = "customers<enter>26<enter>4<enter>hours<enter>30 Jun<enter>Service sees \
                complaints<enter>Service, Marketing, IT<enter><enter><enter>";
    let stage = play(stage, &["]<enter><enter>", goal]).expects("● functions");
    // Who cares: three sheets now, the last in the break, shown where the names begin.
    let sheets = ["33201000112000", "22313200101200", "1032310000220-"];
    let stage = play(stage, &["]i", sheets[0], sheets[1], sheets[2], "<esc>"]);
    let stage = play(stage, &["]i", "00101033230010"]).expects("Everyone is in").keys("<esc>");
    let stage = play(stage, &["]", "r"]).expects("Everyone is in; r again reveals").keys("r");
    let stage = stage.expects("Measuring").expects("seconds of silence").wait(10);
    // One name each, in all three answers.
    let stage = play(stage, &["<enter>ana<enter>", "<enter>", "500<enter><esc>"]);
    let stage = stage.keys("j<enter>ben<enter>j<enter>two days a month<enter>next friday<enter>");
    let stage = play(stage, &["<esc>", "jo", "3 Dec<enter>"]).expects("1 settled · 1 half");
    let stage = stage.expects("1 left open");
    // The pot: pledged, read, asked for, counted.
    let stage =
        play(stage, &["]", "aMarketing 2000 firm<enter>IT 6 hours<enter><esc>", "k<space>"]);
    let stage = stage.keys("<space>").expects("2,000");
    let stage =
        play(stage, &["2a", "Tool licence<enter><enter>300<enter>500<enter>900<enter><esc>"]);
    let stage = play(stage, &["3<enter>", "i9<enter>5<enter>7<enter>0<enter>", "<esc>r", "r"]);
    let stage = play(stage, &["<enter>", "4"]).expects("€900 of €2,000 granted");
    // The decision, with one objection that stands.
    let stage = play(stage, &["]", "<enter>", "5 5 4 3<enter>"]).expects("Consent");
    let stage = play(
        stage,
        &["oIT needs a date for access<enter>", "<esc>", "v", "<enter><enter><enter><enter>"],
    );
    // A promise, the parking lot, the end.
    let stage = play(stage, &["]<enter>", "<tab><tab>", "next friday<enter>", "<esc>"]);
    let stage = play(stage, &["]pBook the hall<enter>", "<enter>dee<enter>", "3 Dec<enter>"]);
    let stage = play(stage, &["<esc>"]);
    let stage = stage.keys("<home>j<enter>").keys("f").expects("Finished at");
    let session = stage.session();
    session.check().expect("it makes sense");
    assert_eq!((session.ideas.len(), session.goals.len()), (3, 1));
    assert_eq!(session.areas[0].standing(), Standing::Settled);
    assert_eq!(session.areas[1].standing(), Standing::Half);
    assert_eq!(session.areas[2].standing(), Standing::LeftOpen);
    assert_eq!(session.pot.asks[0].granted, crate::money::Money(90_000));
    assert_eq!((session.decisions.len(), session.objections.len()), (1, 1));
    assert_eq!((session.promises.len(), session.parked.len()), (1, 1));
    assert!(session.finished.is_some() && session.next_date.is_some());
    let record = Report::of(session, &reader());
    let paper = (crate::export::FORMATS[0].render)(&record, &reader()).bytes();
    let paper = String::from_utf8(paper).expect("Markdown is text");
    for words in ["Ana", "hours", "IT needs a date for access", "€900", "Book the hall"] {
        assert!(paper.contains(words), "“{words}” is not in the record:\n{paper}");
    }
}

#[test]
fn everything_typed_can_be_taken_back_one_by_one() {
    let stage = Stage::of(begun(&[("Ana", "Service"), ("Ben", "IT")])).size(100, 30);
    let before = stage.session().people.clone();
    let stage = stage.keys("]aChi<enter>Dee<enter><esc>").keys("uu");
    assert_eq!(stage.session().people, before);
    stage.keys("u").expects("nothing to undo");
}

#[test]
fn one_person_plans_alone_without_covers() {
    let stage =
        Stage::of(begun(&[("Ana", "Service")])).size(100, 30).keys("]fCustomers<enter><esc>");
    assert_eq!(stage.session().hats.len(), 1);
    let stage = stage.keys("]s]aOne<enter>Two<enter>Three<enter><esc>");
    assert_eq!(stage.session().ideas.len(), 3);
    let stage = play(stage, &["<space><space><space>", "]"]).expects_no("it is your turn");
    stage.expects_no("laptop");
}

#[test]
fn five_people_leave_with_a_map_and_a_second_link() {
    let people = [
        ("Ana", "Service"),
        ("Ben", "Service"),
        ("Chi", "Product"),
        ("Dee", "Product"),
        ("Eve", "Legal"),
    ];
    let room = typist::begun("who-do-we-ask", &people);
    let stage = Stage::of(room).size(100, 30).keys("tt").expects("what if they are away");
    // Whom we ask, on paper; Ana alone asks across, and Zoe is not here.
    let sheets = ["Chi, Eve, Ben<enter>", "Ana<enter>", "Dee, Zoe (Finance)<enter>", "Chi<enter>"];
    let stage = stage.keys("]]").expects("Whom do you really ask").keys("2");
    let stage = play(stage, &["yana<enter>", "<esc>", "i", sheets[0], sheets[1], sheets[2]]);
    let stage = play(stage, &[sheets[3], "Ana<enter>", "<esc>"]).expects("Everyone is in");
    let stage = stage.expects_no("Zoe").keys("rr").expects("Who is asked most").expects_no("Zoe");
    let stage = play(stage, &["<tab>"]).expects("Not here: D Finance");
    let stage = play(stage, &["<tab>"]).expects("Service and Product: only Ana and one of Product");
    let stage = play(stage, &["<enter>", "ben<enter>"]).expects("Ben learns it");
    // Ideas, dots, promises, the end.
    let stage = play(stage, &["]", "aA seat at their table<enter>A list of names<enter><enter>"]);
    let stage = play(stage, &["rr", "o<enter><enter>"]).expects("all 2 read");
    let stage = play(stage, &["]i", "AA<enter>", "AB<enter>", "B<enter>", "A<enter>", "B<enter>"]);
    let stage = play(stage, &["<esc>rr"]).expects("A seat at their table");
    let stage = play(stage, &["]a", "ana<enter>", "the month ends<enter>"]);
    let stage =
        play(stage, &["<esc>", "]", "]", "s", "s", "s", "s", "s", "s"]).expects("5 of 5 heard");
    let session = stage.session();
    session.check().expect("it makes sense");
    assert_eq!(session.agreements.len(), 1);
    assert_eq!(session.agreements[0].text.as_str(), "Ben gets to know Product, too.");
    let record = Report::of(session, &reader());
    let paper = (crate::export::FORMATS[0].render)(&record, &reader()).bytes();
    let paper = String::from_utf8(paper).expect("Markdown is text");
    for words in ["Ask: whom we ask", "Ben gets to know Product, too", "Finance", "A list of names"]
    {
        assert!(paper.contains(words), "“{words}” is not in the record:\n{paper}");
    }
    assert!(!paper.contains("Zoe"), "{paper}");
}
