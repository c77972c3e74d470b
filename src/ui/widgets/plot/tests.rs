use super::*;
use crate::ui::look::tests::{ascii, dark};
use crate::ui::widgets::stage::{at_every_size, drawn};

fn along(from: u16, at: u16, to: u16) -> Along {
    let part = |hundredths: u16| hundredths * (Along::WHOLE / 100);
    Along { from: part(from), at: part(at), to: part(to) }
}

fn spot(letter: &str, up: Along, across: Along) -> Spot {
    Spot { letter: letter.into(), at: Some([up, across]), ..Spot::default() }
}

fn plane(spots: Vec<Spot>) -> Plane {
    let ends = || ["little", "much"].map(str::to_owned);
    Plane {
        names: ["impact", "effort"].map(str::to_owned),
        ends: [ends(), ends()],
        points: 5,
        quarters: ["quick wins", "big bets", "fill-ins", "leave"].map(str::to_owned),
        spots,
    }
}

fn three() -> Plane {
    plane(vec![
        spot("A", along(50, 75, 100), along(10, 25, 50)),
        spot("B", along(10, 10, 10), along(75, 90, 100)),
        spot("C", along(10, 10, 10), along(75, 90, 100)),
        Spot { letter: "D".into(), ..Spot::default() },
    ])
}

fn shown(plane: &Plane, size: (u16, u16), look: &Look) -> String {
    let plot = Plot { plane, cursor: Some(0), large: false };
    drawn(size, |area, buffer| plot.render(area, buffer, look)).join("\n")
}

#[test]
fn each_thing_stands_in_its_place_with_a_cross_and_equals_side_by_side() {
    insta::assert_snapshot!(shown(&three(), (48, 16), &dark()), @"
          impact
      much 5 ┤         ╷        ·         big bets
             │         │        ·
           4 ┤    ─────A────────╴
             │         │        ·
             │         │        ·
           3 ┤· · · · ·│· · · · · · · · · · · · · ·
             │                  ·
             │                  ·
           2 ┤                  ·
             │                  ·
             │                  ·        ╶─────BC─╴
    little 1 ┤ fill-ins         ·            leave
             └┬────────┬────────┬────────┬────────┬
              1        2        3        4        5
              little         effort            much
    ");
}

#[test]
fn few_rows_and_columns_keep_what_matters() {
    insta::assert_snapshot!(shown(&three(), (34, 11), &ascii()), @"
    much impact
    5 +       |      .     big bets
    4 +   ----A-------
      |       |      .
    3 +. . . .|. . . . . . . . . . .
      |              .
    2 +              .
      |              .      ----BC--
    1 + fill-ins     .        leave
      ++------+------+------+------+
       1 little   effort      much 5
    ");
}

#[test]
fn a_letter_for_the_back_row_is_three_cells_high() {
    let plot = Plot { plane: &three(), cursor: None, large: true };
    let shown = drawn((56, 22), |area, buffer| plot.render(area, buffer, &dark()));
    insta::assert_snapshot!(shown.join("\n"), @"
          impact
             │ quick wins          ·            big bets
      much 5 ┤           ╷         ·
             │           │         ·
             │          ▞▀▖        ·
           4 ┤     ╶────▛▀▌────────╴
             │          ▘ ▘        ·
             │           │         ·
           3 ┤ · · · · · ╵ · · · · · · · · · · · · · · ·
             │                     ·
             │                     ·
           2 ┤                     ·
             │                     ·              ▛▀▖▞▀▘
             │                     ·         ╶────▛▀▖▌
    little 1 ┤                     ·              ▀▀ ▝▀▘
             │ fill-ins            ·               leave
             └─┬─────────┬─────────┬─────────┬─────────┬─
               1         2         3         4         5
              little            effort               much
    ");
}

#[test]
fn a_cross_that_was_just_revealed_grows_from_where_its_thing_stands() {
    let along = along(20, 40, 80);
    let look = |part| dark().grown(part, 4);
    assert_eq!(grown(along, &look(0)), Along { from: 4_000, at: 4_000, to: 4_000 });
    assert_eq!(grown(along, &look(1)), Along { from: 3_500, at: 4_000, to: 5_000 });
    assert_eq!(grown(along, &look(4)), along);
}

#[test]
fn what_is_too_small_is_left_alone_and_nothing_is_drawn_outside() {
    assert!(!Plot::fits(27, 30) && !Plot::fits(80, 8) && Plot::fits(28, 9));
    let (plane, look) = (three(), dark());
    for large in [false, true] {
        at_every_size(|area, buffer| {
            Plot { plane: &plane, cursor: None, large }.render(area, buffer, &look);
        });
        for (columns, rows) in (28..70).step_by(3).flat_map(|x| (9..26).map(move |y| (x, y))) {
            let plot = Plot { plane: &plane, cursor: Some(1), large };
            let area = Rect::new(2, 1, columns, rows);
            let shown =
                drawn((columns + 4, rows + 2), |_, buffer| plot.render(area, buffer, &look));
            assert!(shown[0].is_empty() && shown[usize::from(rows) + 1].is_empty());
            assert!(shown.iter().all(|row| width(row) <= usize::from(columns) + 2));
        }
    }
}
