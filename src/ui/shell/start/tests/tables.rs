//! Tables that are out, on the start screen.

use super::*;

/// A session of which two tables are out, one of them done and back; and another session.
fn split() -> Vec<Recent> {
    let own = |title: &str, change: fn(&mut Glance)| {
        let mut recent = session(title, false);
        if let Ok(glance) = &mut recent.glance {
            glance.id = text(title);
            change(glance);
        }
        recent
    };
    let origin = |glance: &mut Glance| {
        glance.tables_out = 2;
        glance.came_back = vec![text("Garden · table 2 (Found)")];
    };
    let table = |glance: &mut Glance| glance.table_of = text("Garden");
    vec![
        own("Garden", origin),
        own("Garden · table 1", table),
        own("Garden · table 2 (Found)", table),
        own("Kick-off", |_| {}),
    ]
}

#[test]
fn tables_stand_below_their_session_once_they_are_asked_for() {
    let front = front(split());
    let shown = front.shows(80, 24);
    assert!(shown.contains("step 5 of 10, 2 tables out"), "{shown}");
    assert!(!shown.contains("able 1") && shown.contains("i its tables"), "{shown}");
    let front = front.keys("i");
    insta::assert_snapshot!(front.shows(80, 24), @"



      groundswell                           a plan everyone owns, in one sitting


      ▸ Go on with     Garden                       step 5 of 10, 2 tables out
                       Table 1                      step 5 of 10, 14 minutes ago
                       Table 2 (Found)              step 5 of 10, came back
        New session
        Take the tour  a finished session

        Recent
        Kick-off                    step 5 of 10         14 minutes ago









    Enter open   a new   i its tables   f new from this   / search   ? help
    ");
    assert_eq!(front.keys("j<enter>").last, StartReply::Open("Garden · table 1".into()));
    let folded = self::front(split()).keys("lj<left>");
    assert!(!folded.shows(80, 24).contains("able 1"));
    assert_eq!(folded.keys("<enter>").last, StartReply::Open("Garden".into()));
}

#[test]
fn further_down_the_list_it_is_the_same() {
    let mut sessions = split();
    sessions.rotate_right(1);
    let front = front(sessions).keys("jjj");
    let shown = front.shows(80, 24);
    assert!(shown.contains("2 tables out"), "{shown}");
    let front = front.keys("ij");
    assert!(front.shows(80, 24).contains("▸   Table 1"), "{}", front.shows(80, 24));
    assert_eq!(front.keys("<enter>").last, StartReply::Open("Garden · table 1".into()));
}

#[test]
fn tables_that_lie_elsewhere_are_said_to_and_a_table_alone_is_a_session() {
    let mut alone = split();
    alone.drain(1..3);
    let shown = front(alone).keys("i").shows(80, 24);
    assert!(shown.contains("2 tables out, in no file of this folder"), "{shown}");
    let mut table = split();
    table.remove(0);
    let shown = front(table).shows(80, 24);
    assert!(shown.contains("Garden · table 1") && shown.contains("Garden · table 2"), "{shown}");
}
