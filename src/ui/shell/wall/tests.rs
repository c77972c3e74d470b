//! What the back row reads, and what nobody in the room is told.

use super::*;
use crate::room::Room;
use crate::session::block::{Line, Sign};
use crate::session::private::{Ballot, Giver};
use crate::session::{Author, Change, Content as Given, Place, Viewer, agenda, areas, clock};
use crate::testing::{activity, at, person, place, reader, room_of, room_with, submit, text};
use crate::ui::look::tests::{ascii, dark};
use crate::ui::widgets::lettering::{Face, Lettering};
use crate::ui::widgets::stage::drawn;
use crate::workshop::{Do, Policy};

const SIZES: [(u16, u16); 4] = [(60, 20), (80, 24), (120, 40), (200, 60)];

/// A room in the middle of a hidden step, its clock running since 10:00.
fn gathering() -> Room {
    let mut room = room_with(vec![
        activity(Do::Gather {}, Policy::Hidden),
        activity(Do::Roles { load: 2 }, Policy::Open),
        activity(Do::Break {}, Policy::Open),
    ]);
    let author = Author::Facilitator;
    room.submit(at(0), author, Change::Clock(clock::Change::Start)).expect("it runs");
    let given = Given::Ideas(vec![text("xyzzy")]);
    room.give(at(5), &place("gather"), &Giver::Person(person(1)), given).expect("given");
    room
}

fn shown(room: &Room, size: (u16, u16), look: &Look, seconds: i64) -> String {
    let seen = room.session().seen_by(Viewer::Room);
    let reader = reader();
    let wall = Wall { look, reader: &reader, now: at(seconds), says: None };
    drawn(size, |area, buffer| wall.render(&seen, area, buffer)).join("\n")
}

#[test]
fn the_question_and_the_clock_are_as_large_as_the_room_allows() {
    insta::assert_snapshot!(shown(&gathering(), (120, 40), &dark(), 60), @"


    ██   ██ ▀██               ▄█              ▀▀                      ▄█    ▀██
    ██ ▄ ██  ██▄▀█▄  ▀▀▀█▄   ▀██▀▀           ▀██    ▄█▀▀▀▀           ▀██▀▀   ██▄▀█▄ ▄█▀▀█▄
    ███▀███  ██  ██ ▄█▀▀██    ██ ▄            ██     ▀▀▀█▄            ██ ▄   ██  ██ ██▀▀▀▀
    ▀▀   ▀▀ ▀▀▀  ▀▀  ▀▀▀ ▀▀    ▀▀            ▀▀▀▀   ▀▀▀▀▀              ▀▀   ▀▀▀  ▀▀  ▀▀▀▀
                                      ▄█      ▀▀                    ▄█▀▀█▄
    ▄█▀▀▄█▀ ██  ██  ▄█▀▀█▄  ▄█▀▀▀▀   ▀██▀▀   ▀██    ▄█▀▀█▄  ██▀▀█▄     ▄█▀
    ▀█▄▄██  ██  ██  ██▀▀▀▀   ▀▀▀█▄    ██ ▄    ██    ██  ██  ██  ██    ▀▀
       ▄██▄  ▀▀▀ ▀▀  ▀▀▀▀   ▀▀▀▀▀      ▀▀    ▀▀▀▀    ▀▀▀▀   ▀▀  ▀▀    ▀▀

        ████
      ██████
        ████
        ████
        ████
        ████
    ████████████


     ▘ ▗▟ ▗▖ ▗▄     ▘ ▗▄     ▘ ▄▖       ▞▀▖▝▌ ▝▌    ▗▄ ▖▄ ▗▖    ▗▄ ▙▖ ▗▖ ▖ ▖▄▖    ▟▖ ▗▖ ▗▄ ▗▖ ▟▖ ▙▖ ▗▖ ▖▄
    ▝▌ ▌▐ ▛▀ ▌▐    ▝▌ ▀▄    ▝▌ ▌▐       ▛▀▌ ▌  ▌    ▌▐ ▛  ▛▀    ▀▄ ▌▐ ▌▐ ▌▌▌▌▐    ▐  ▌▐ ▚▟ ▛▀ ▐  ▌▐ ▛▀ ▛
    ▝▀ ▝▀ ▝▀ ▝▀▘   ▝▀ ▀▘    ▝▀ ▘▝  ▘    ▘ ▘▝▀ ▝▀    ▝▀▘▘  ▝▀    ▀▘ ▘▝ ▝▘ ▝▝ ▘▝     ▀ ▝▘ ▗▞ ▝▀  ▀ ▘▝ ▝▀ ▘   ▘


    ▞▀▘▙▖ ▗▖ ▖ ▖▄▖    ▟▖ ▗▖ ▗▄ ▗▖ ▟▖ ▙▖ ▗▖ ▖▄       ▖ ▖ ▘ ▟▖ ▙▖ ▗▖ ▖▗ ▟▖    ▄▖ ▗▄ ▄▗ ▗▖ ▗▄       ▀▛▘▙▖ ▗▖
    ▝▀▖▌▐ ▌▐ ▌▌▌▌▐    ▐  ▌▐ ▚▟ ▛▀ ▐  ▌▐ ▛▀ ▛        ▌▌▌▝▌ ▐  ▌▐ ▌▐ ▌▐ ▐     ▌▐ ▌▐ ▌▌▌▛▀ ▀▄        ▌ ▌▐ ▛▀
    ▀▀ ▘▝ ▝▘ ▝▝ ▘▝     ▀ ▝▘ ▗▞ ▝▀  ▀ ▘▝ ▝▀ ▘  ▗▘    ▝▝ ▝▀  ▀ ▘▝ ▝▘ ▝▀  ▀    ▘▝ ▝▀▘▘▘▘▝▀ ▀▘  ▘     ▘ ▘▝ ▝▀

    ▗▀  ▘ ▝▌ ▗▖    ▌▗ ▗▖ ▗▖ ▄▖ ▗▄    ▖▗ ▗▖ ▖▗ ▖▄ ▗▄
    ▜▘ ▝▌  ▌ ▛▀    ▛▌ ▛▀ ▛▀ ▌▐ ▀▄    ▚▟ ▌▐ ▌▐ ▛  ▀▄
    ▝  ▝▀ ▝▀ ▝▀    ▘▝ ▝▀ ▝▀ ▛▘ ▀▘    ▗▞ ▝▘ ▝▀ ▘  ▀▘  ▘



                                                                                        ▄███    ▄▄    ▄█▀▀▀█▄ ▄█▀▀▀█▄
    ▗▖ ▄▖ ▗▟ ▗▄    ▗▌ ▞▜▖ ▖ ▗▌ ▛▀▘                                                    ▄█▀ ██    ▀▀    ██ ▄███ ██ ▄███
    ▛▀ ▌▐ ▌▐ ▀▄     ▌ ▙▘▌    ▌ ▀▀▖                                                    ▀▀▀▀██▀   ▄▄    ███▀ ██ ███▀ ██
    ▝▀ ▘▝ ▝▀ ▀▘    ▝▀ ▝▀  ▘ ▝▀ ▀▀                                                        ▀▀▀▀   ▀▀     ▀▀▀▀▀   ▀▀▀▀▀
    Garden · What is the question? · 1 idea is in. All are shown together.
    ");
    insta::assert_snapshot!(shown(&gathering(), (80, 24), &dark(), 60), @"

    ██   ██ ▀██               ▄█              ▀▀
    ██ ▄ ██  ██▄▀█▄  ▀▀▀█▄   ▀██▀▀           ▀██    ▄█▀▀▀▀
    ███▀███  ██  ██ ▄█▀▀██    ██ ▄            ██     ▀▀▀█▄
    ▀▀   ▀▀ ▀▀▀  ▀▀  ▀▀▀ ▀▀    ▀▀            ▀▀▀▀   ▀▀▀▀▀
      ▄█    ▀██
     ▀██▀▀   ██▄▀█▄ ▄█▀▀█▄
      ██ ▄   ██  ██ ██▀▀▀▀
       ▀▀   ▀▀▀  ▀▀  ▀▀▀▀
                                      ▄█      ▀▀                    ▄█▀▀█▄
    ▄█▀▀▄█▀ ██  ██  ▄█▀▀█▄  ▄█▀▀▀▀   ▀██▀▀   ▀██    ▄█▀▀█▄  ██▀▀█▄     ▄█▀
    ▀█▄▄██  ██  ██  ██▀▀▀▀   ▀▀▀█▄    ██ ▄    ██    ██  ██  ██  ██    ▀▀
       ▄██▄  ▀▀▀ ▀▀  ▀▀▀▀   ▀▀▀▀▀      ▀▀    ▀▀▀▀    ▀▀▀▀   ▀▀  ▀▀    ▀▀

     ▄██
      ██
      ██
    ▀▀▀▀▀▀

    idea is in. All are shown together.

    Shown together, without names. The file keeps yours.

    Garden · What is the question?                           4:00 · ends 10:15
    ");
}

#[test]
fn with_ascii_alone_everything_is_text() {
    insta::assert_snapshot!(shown(&gathering(), (80, 24), &ascii(), 60), @"

    What is the question?



    1

    idea is in. All are shown together.

    Shown together, without names. The file keeps yours.













    Garden                                                   4:00 - ends 10:15
    ");
}

#[test]
fn nothing_that_is_sealed_is_on_the_wall_and_nobody_who_is_slow() {
    for size in SIZES {
        let shown = shown(&gathering(), size, &ascii(), 60);
        assert!(shown.contains("1 idea is in") || shown.contains("is in"), "{shown}");
        for secret in ["xyzzy", "Ana", "Ben", "Say little"] {
            assert!(!shown.contains(secret), "{secret} is on the wall:\n{shown}");
        }
    }
}

#[test]
fn how_late_it_is_never_stands_on_the_wall() {
    for size in SIZES {
        let early = shown(&gathering(), size, &ascii(), 60);
        assert!(early.contains("4:00") && early.contains("ends 10:15"), "{early}");
        let late = shown(&gathering(), size, &ascii(), 420);
        assert!(late.contains("time is up") && late.contains("ends 10:15"), "{late}");
        assert!(!late.contains("over") && !late.contains("behind"), "{late}");
    }
}

#[test]
fn a_blank_wall_shows_nothing_at_all() {
    let mut room = gathering();
    submit(&mut room, Change::Blank(true)).expect("blank");
    let says = shown(&room, (80, 24), &dark(), 60);
    assert_eq!(says.trim(), "");
}

#[test]
fn what_is_drawn_is_in_the_caption_as_text() {
    let shown = shown(&gathering(), (120, 40), &dark(), 60);
    assert!(shown.contains("Garden · What is the question?"), "{shown}");
}

#[test]
fn every_place_draws_at_every_size() {
    let tour = crate::store::tour::session().expect("it is built in");
    for look in [dark(), ascii()] {
        for place in tour.places() {
            let mut session = tour.clone();
            session.at = place;
            let seen = session.seen_by(Viewer::Room);
            let reader = reader();
            for size in [SIZES.as_slice(), &[(59, 17), (30, 8), (4, 3), (1, 1), (0, 0)]].concat() {
                let wall = Wall { look: &look, reader: &reader, now: at(0), says: Some("Why?") };
                let rows = drawn(size, |area, buffer| wall.render(&seen, area, buffer));
                assert_eq!(rows.len(), usize::from(size.1));
            }
        }
    }
}

/// The tour is what the pictures show: its lists are readable from the back of a room, and where
/// they are text the terminal itself is coarse.
#[test]
fn on_a_wide_wall_the_names_of_the_tour_are_drawn_large() {
    let mut session = crate::store::tour::session().expect("it is built in");
    session.at = Place::new("names", 0);
    let seen = session.seen_by(Viewer::Room);
    let (look, reader) = (dark(), reader());
    for size in [(120, 40), (200, 60)] {
        let wall = Wall { look: &look, reader: &reader, now: at(0), says: None };
        let shown = drawn(size, |area, buffer| wall.render(&seen, area, buffer)).join("\n");
        assert!(!shown.contains("Listening") && shown.contains("▜█▘"), "{shown}");
    }
}

/// How words look in large letters: the first row of them.
fn large(words: &str) -> String {
    let lettering = Lettering::of(words, Face::Small, 600, &dark()).expect("it has all letters");
    let rows = drawn((600, 3), |area, buffer| {
        lettering.render(area, buffer, &dark(), crate::ui::theme::Role::Text);
    });
    rows[1].trim().to_owned()
}

#[test]
fn what_matters_on_each_wall_of_the_tour_is_drawn_large() {
    let matters: &[(&str, u16, &[&str])] = &[
        ("open", 0, &["We decide when everyone can live with"]),
        ("where", 0, &["one voice", "Production, Logistics, Finance", "listening"]),
        ("goals", 1, &["Within the hour", "Those who know", "A second reader"]),
        ("goals", 2, &["A question in public", "20 to 80 % of public questions", "change a"]),
        ("care", 0, &["Listening", "Crisis"]),
        ("names", 0, &["Ivo, if", "Greta", "open until Thu 3 Dec"]),
        ("pot", 0, &["€9,000", "€21,026 of €24,500 granted"]),
        ("failed", 0, &["One angry week, and posts", "Kofi watches", "We agree"]),
        ("decide", 0, &["Decided", "Dissent of Farid", "My drivers will answer", "enough"]),
        ("promise", 0, &["have promised"]),
        ("close", 0, &["We meet again on Monday", "Nobody answers for", "Everything parked"]),
    ];
    let reader = reader();
    let mut session = crate::store::tour::session().expect("it is built in");
    for (step, activity, words) in matters {
        session.at = Place::new(step, usize::from(*activity));
        let seen = session.seen_by(Viewer::Room);
        for size in [(120, 40), (160, 45), (200, 60)] {
            let wall = Wall { look: &dark(), reader: &reader, now: at(0), says: None };
            let shown = drawn(size, |area, buffer| wall.render(&seen, area, buffer)).join("\n");
            for words in *words {
                assert!(shown.contains(&large(words)), "{step} at {size:?}: {words}\n{shown}");
            }
        }
    }
}

#[test]
fn a_name_that_stands_alone_is_never_the_small_part_of_a_line() {
    let line = |area: &str, name: &str| Line::new(Sign::Settled, area).with(name);
    let areas = ["Listening to everybody who has ever rung us up", "Packing"];
    let lines = vec![line(areas[0], "Maximiliane Oberhausen-Leitner, if …"), line(areas[1], "Ben")];
    let (heading, body) = ("Who?".to_owned(), vec![Block::Lines(lines)]);
    let content = Content { heading, body, ..Content::default() };
    let shown = drawn((120, 40), |area, buffer| {
        lay_out(&content, &Foot::default(), area, buffer, &dark());
    });
    let shown = shown.join("\n");
    for words in ["Listening", "Maximiliane", "Packing", "Ben"] {
        assert!(shown.contains(&large(words)), "{words}\n{shown}");
    }
}

#[test]
fn the_name_of_who_is_asked_is_whole_at_every_size() {
    let mut room = room_of(
        vec![activity(Do::Roles { load: 2 }, Policy::Open)],
        &[("Maximiliane Oberhausen-Leitner von der Au und zu Hohenstein-Wittenberg", "HR")],
    );
    let session = room.session();
    let asked =
        areas::Asked { area: session.areas[0].id.clone(), who: session.people[0].id.clone() };
    submit(&mut room, Change::Areas(areas::Change::Ask(Some(asked)))).expect("asked");
    for size in SIZES {
        let written = shown(&room, size, &ascii(), 0);
        let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("von der Au und zu Hohenstein-Wittenberg"), "{size:?}\n{written}");
        let drawn = shown(&room, size, &dark(), 0);
        let whole = ["Hohenstein-Wittenberg".to_owned(), large("Hohenstein-Wittenberg")];
        assert!(whole.iter().any(|words| drawn.contains(words)), "{size:?}\n{drawn}");
    }
}

#[test]
fn a_covered_board_shows_a_bar_that_tells_nothing() {
    let mut room = room_with(vec![
        activity(Do::Care { supporters: 2 }, Policy::Hidden),
        activity(Do::Roles { load: 2 }, Policy::Open),
    ]);
    let areas: Vec<_> = room.session().areas.iter().map(|area| area.id.clone()).collect();
    let ballot = Given::Ballot(Ballot::of_pairs([(areas[0].clone(), [3, 1])]));
    room.give(at(5), &place("care"), &Giver::Person(person(1)), ballot).expect("given");
    submit(&mut room, Change::Agenda(agenda::Change::GoTo(place("roles")))).expect("there");
    let shown = |look: &Look| shown(&room, (120, 40), look, 60);
    let large = shown(&dark());
    let bars = large.lines().filter(|row| row.contains(&"░".repeat(21))).count();
    assert_eq!(bars, 2 * areas.len(), "{large}");
    assert_eq!(shown(&ascii()).matches("-------").count(), areas.len());
}

#[test]
fn waiting_says_so() {
    for size in SIZES {
        let look = ascii();
        let rows = drawn(size, |area, buffer| waiting(Some("Soon."), area, buffer, &look));
        let shown = rows.join("\n");
        assert!(shown.contains("Waiting for the session") && shown.contains("Soon."), "{shown}");
    }
}

#[test]
fn a_step_without_content_still_asks() {
    let mut room = gathering();
    submit(&mut room, Change::Agenda(agenda::Change::GoTo(place("break")))).expect("there");
    assert!(shown(&room, (80, 24), &ascii(), 60).contains("5 min"));
}

#[test]
fn long_labels_beside_bars_lose_their_ends_before_the_bars_become_small() {
    let bar = |at: u64| crate::session::block::Bar {
        label: format!("{at}  A customer hears of a delay from us before anybody has to ask"),
        value: 9 - at,
        most: 9,
        number: (9 - at).to_string(),
        aside: String::new(),
    };
    let body = vec![Block::Bars((1..7).map(bar).collect()), Block::text("The best 3 are kept.")];
    let content = Content { heading: "Which first?".into(), body, ..Content::default() };
    let shown = drawn((120, 40), |area, buffer| {
        lay_out(&content, &Foot::default(), area, buffer, &dark());
    });
    let all = shown.join("\n");
    assert!(all.contains(&large("A customer hears of a")), "{all}");
    assert!(all.contains(&large("The best 3 are kept.")), "{all}");
    let narrow = drawn((60, 20), |area, buffer| {
        lay_out(&content, &Foot::default(), area, buffer, &dark());
    });
    assert!(narrow.iter().any(|row| row.contains("1  A customer")), "{}", narrow.join("\n"));
}
