//! "Check-in" and "Day 90", typed from the first question to the last date, over a plan that four
//! people made.

use crate::export::FORMATS;
use crate::session::Session;
use crate::session::followup::scenarios::plan;
use crate::session::report::Report;
use crate::testing::reader;
use crate::ui::stage::Stage;
use crate::ui::typist::begun_after;
use jiff::civil::date;

/// Plays the steps and sees after each that the screen can be drawn at every size that counts.
fn play(mut stage: Stage, steps: &[&str]) -> Stage {
    for keys in steps {
        for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
            stage = stage.size(width, height);
            let shown = stage.shows();
            assert!(shown.contains("ends "), "the frame is whole before “{keys}”:\n{shown}");
        }
        stage = stage.size(100, 30).keys(keys);
    }
    stage
}

fn record(session: &Session) -> String {
    let paper = (FORMATS[0].render)(&Report::of(session, &reader()), &reader()).bytes();
    String::from_utf8(paper).expect("Markdown is text")
}

/// What both have in common: the people, the goals, the promises, the pot.
fn reviewed(stage: Stage) -> Stage {
    let stage = stage.expects("Who left, who is new, and who helped?");
    let stage = play(stage, &["f", "chi<enter>", "packed on a Saturday<enter>"]);
    let stage = play(stage.expects("Thank you, Chi"), &["]", "s", "s", "s", "s", "s"]);
    let stage = stage.expects("4 of 4 heard").keys("]").expects("said by the team?");
    let goal = "<enter>Two of us answer now<enter>15<enter>6<enter>";
    let stage = play(stage, &[goal]).expects("26 › 15").expects("The team has answered");
    let stage = play(stage, &["]<space>", "<down>c", "in 3 weeks<enter><enter><enter>"]);
    let stage =
        play(stage, &["<down>d", "no budget<enter>"]).expects("1 kept, 1 slipped, 1 dropped");
    let stage = play(stage, &["]<enter>", "123.45<enter>", "<enter>", "200.01<enter>"]);
    stage.expects("Spent too much: Crisis by €0.01")
}

#[test]
fn a_check_in_goes_through_goals_promises_pot_and_pulse_and_sets_the_next_date() {
    let stage = Stage::of(begun_after(plan().session(), 30, "check-in")).at_noon_of(30);
    let stage = reviewed(stage.size(100, 30).keys("tt"));
    // The pulse, from paper.
    let stage =
        play(stage, &["]i", "2222<enter>", "2211<enter>", "2200<enter>", "1111<enter>", "<esc>"]);
    let stage = play(stage, &["r", "r"]).expects("Most apart on");
    // One new promise, and what slipped is there already.
    let stage = stage.keys("]").expects("write the rules");
    let stage = play(stage, &["<end><enter>", "<tab>listen<tab>next friday<enter>", "<esc>"]);
    // What is parked, the date that was set, the end.
    let stage = stage.keys("]").expects("Fri 1 Jan");
    let stage = play(stage, &["<down>d", "c<enter>", "f"]).expects("Finished at");
    let stage = stage.expects("The 60-day check-in is due Fri");
    let session = stage.session();
    session.check().expect("it makes sense");
    assert_eq!(session.next_date, Some(date(2027, 1, 1)));
    assert_eq!(session.followup.due.iter().map(|it| it.days).collect::<Vec<_>>(), [60, 90]);
    assert_eq!(session.open_promises().count(), 2);
    let paper = record(session);
    for words in ["26 → 15", "1 kept, 1 slipped, 1 dropped", "€0.01 too much", "Thank you, Chi"]
    {
        assert!(paper.contains(words), "“{words}” is not in the record:\n{paper}");
    }
    // And the next one goes on from it.
    let next = begun_after(session, 60, "check-in");
    let stage = Stage::of(next).at_noon_of(60).size(100, 30).keys("]]").expects("26 › 15 › —");
    stage.keys("]").expects("write the rules");
}

#[test]
fn day_ninety_assesses_everything_again_and_decides_whether_to_go_on() {
    let stage = Stage::of(begun_after(plan().session(), 90, "day-90")).at_noon_of(90);
    let stage = stage.size(100, 30).keys("tt").expects("what became of our plan?").keys("]");
    let stage = reviewed(stage);
    // The statements of the plan, from paper.
    let stage = stage.keys("]").expects("Where do we stand now?");
    let stage =
        play(stage, &["i", "02<enter>", "02<enter>", "02<enter>", "02<enter>", "<esc>", "r", "r"]);
    let stage = stage.expects("the last time at one voice");
    // What was learned, written and read.
    let stage = play(stage, &["]aAsk the shops first<enter>Fewer meetings<enter><enter>"]);
    let stage = play(stage, &["r", "ro<enter><enter>"]).expects("all 2 read");
    let stage = play(stage, &["]<enter>", "5 5 4 3<enter>"]).expects("Consent");
    let stage = play(stage, &["]<end><enter>", "<tab>listen<tab>next friday<enter>", "<esc>"]);
    let stage = play(stage, &["]<down>d", "c<enter>", "f"]).expects("Finished at");
    let session = stage.session();
    session.check().expect("it makes sense");
    let due: Vec<u16> = session.followup.due.iter().map(|it| it.days).collect();
    assert_eq!(due, [180]);
    let paper = record(session);
    for words in ["Where we stand", "day 90", "listening", "26 → 15"] {
        assert!(paper.contains(words), "“{words}” is not in the record:\n{paper}");
    }
}
