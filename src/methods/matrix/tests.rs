use super::*;
use proptest::prelude::*;

fn whole(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

fn ratio(above: i64, below: i64) -> BigRational {
    BigRational::new(above.into(), below.into())
}

/// One option, placed so by each.
fn one(places: &[[u8; 2]]) -> Matrix {
    let sheets: Vec<Sheet> = places.iter().map(|place| vec![Some(*place)]).collect();
    Matrix::of(5, 1, &sheets)
}

fn reach(matrix: &Matrix, axis: usize) -> [BigRational; 3] {
    let Reach { from, mean, to } = matrix.reach(0, axis).expect("placed");
    [from, mean, to]
}

#[test]
fn an_option_stands_at_its_mean_and_reaches_to_both_sides() {
    // On the first axis 2, 4, 5, 5: mean 4, one below at 2, two above at 5. On the second 1, 1, 1, 5.
    let matrix = one(&[[2, 1], [4, 1], [5, 1], [5, 5]]);
    assert_eq!(reach(&matrix, 0), [2, 4, 5].map(whole));
    assert_eq!(reach(&matrix, 1), [1, 2, 5].map(whole));
    assert_eq!([0, 1].map(|axis| matrix.apart(0, axis)), [Some(whole(1)), Some(ratio(3, 2))]);
    assert_eq!(matrix.quarter(0), Some([Side::High, Side::Low]));
    assert_eq!(matrix.number(0), 4);
}

#[test]
fn where_all_answer_alike_nothing_reaches_anywhere() {
    let matrix = one(&[[3, 3], [3, 3]]);
    assert_eq!(reach(&matrix, 0), [3, 3, 3].map(whole));
    assert_eq!(matrix.apart(0, 0), Some(whole(0)));
    assert_eq!(matrix.most_apart(0), Vec::<usize>::new());
    assert_eq!(matrix.quarter(0), Some([Side::Middle, Side::Middle]));
}

#[test]
fn nobody_and_one_person_are_no_agreement() {
    let matrix = Matrix::of(5, 2, &[vec![None, Some([5, 1])], vec![]]);
    assert_eq!((matrix.number(0), matrix.number(1)), (0, 1));
    assert_eq!((matrix.reach(0, 0), matrix.quarter(0), matrix.apart(0, 0)), (None, None, None));
    assert_eq!(reach(&one(&[[5, 1]]), 0), [5, 5, 5].map(whole));
    assert_eq!(matrix.apart(1, 0), None, "one person cannot differ");
    assert_eq!(matrix.most_apart(0), Vec::<usize>::new());
}

#[test]
fn a_scale_without_a_point_in_its_middle_has_a_middle_all_the_same() {
    let sheets = [vec![Some([2, 4])], vec![Some([3, 4])]];
    let matrix = Matrix::of(4, 1, &sheets);
    assert_eq!(matrix.quarter(0), Some([Side::Middle, Side::High]));
}

#[test]
fn the_most_divided_are_named_on_each_axis_and_equals_together() {
    let sheets = [
        vec![Some([1, 3]), Some([5, 3]), Some([3, 1])],
        vec![Some([5, 3]), Some([1, 3]), Some([3, 3])],
    ];
    let matrix = Matrix::of(5, 3, &sheets);
    assert_eq!((matrix.most_apart(0), matrix.most_apart(1)), (vec![0, 1], vec![2]));
    assert_eq!(matrix.in_one_place(), [[0, 1]]);
}

fn sheets() -> impl Strategy<Value = Vec<Sheet>> {
    let place = prop::option::of([1..=5_u8, 1..=5_u8]);
    prop::collection::vec(prop::collection::vec(place, 4), 0..14)
}

proptest! {
    #[test]
    fn the_order_of_the_sheets_makes_no_difference(sheets in sheets().prop_shuffle()) {
        let mut sorted = sheets.clone();
        sorted.sort();
        prop_assert_eq!(Matrix::of(5, 4, &sheets), Matrix::of(5, 4, &sorted));
    }

    #[test]
    fn one_more_who_stands_where_an_option_stands_moves_it_nowhere(
        mut sheets in sheets(),
        place in [1..=5_u8, 1..=5_u8],
    ) {
        // Two who stand opposite each other around a point of the scale hold their mean there.
        sheets.iter_mut().for_each(|sheet| sheet[0] = None);
        let opposite = place.map(|answer| 6 - answer);
        sheets.extend([place, opposite].map(|place| vec![Some(place), None, None, None]));
        let before = Matrix::of(5, 4, &sheets);
        sheets.push(vec![Some([3, 3]), None, None, None]);
        let after = Matrix::of(5, 4, &sheets);
        prop_assert_eq!(before.reach(0, 0), after.reach(0, 0));
        prop_assert_eq!(before.reach(0, 1), after.reach(0, 1));
        prop_assert!(after.apart(0, 0) <= before.apart(0, 0), "and the room is no further apart");
        prop_assert_eq!(before.reach(1, 0), after.reach(1, 0), "nor does it move another");
    }

    #[test]
    fn everyone_twice_moves_nothing(sheets in sheets()) {
        let twice: Vec<Sheet> = sheets.iter().chain(&sheets).cloned().collect();
        let (one, two) = (Matrix::of(5, 4, &sheets), Matrix::of(5, 4, &twice));
        for (option, axis) in (0..4).flat_map(|option| [(option, 0), (option, 1)]) {
            prop_assert_eq!(one.reach(option, axis), two.reach(option, axis));
            if one.number(option) > 1 {
                prop_assert_eq!(one.apart(option, axis), two.apart(option, axis));
            }
        }
    }

    #[test]
    fn the_reach_holds_the_mean_and_stays_within_the_answers(sheets in sheets()) {
        let matrix = Matrix::of(5, 4, &sheets);
        for (option, axis) in (0..4).flat_map(|option| [(option, 0), (option, 1)]) {
            let Some(Reach { from, mean, to }) = matrix.reach(option, axis) else {
                prop_assert_eq!(matrix.number(option), 0);
                continue;
            };
            let given = || sheets.iter().filter_map(|sheet| Some(sheet[option]?[axis].into()));
            let [least, most] = [given().min(), given().max()].map(|it: Option<i64>| whole(it.unwrap()));
            prop_assert!(least <= from && from <= mean && mean <= to && to <= most);
            prop_assert_eq!(from == to, least == most, "it has a length wherever people differ");
        }
    }

    #[test]
    fn a_mirrored_axis_mirrors_the_result(sheets in sheets()) {
        let mirror = |sheet: &Sheet| -> Sheet {
            sheet.iter().map(|place| place.map(|[one, other]| [6 - one, other])).collect()
        };
        let mirrored: Vec<Sheet> = sheets.iter().map(mirror).collect();
        let (one, other) = (Matrix::of(5, 4, &sheets), Matrix::of(5, 4, &mirrored));
        for option in 0..4 {
            prop_assert_eq!(one.apart(option, 0), other.apart(option, 0));
            let turned = one.side(option, 0).map(|side| match side {
                Side::Low => Side::High,
                Side::Middle => Side::Middle,
                Side::High => Side::Low,
            });
            prop_assert_eq!(turned, other.side(option, 0));
            prop_assert_eq!(one.side(option, 1), other.side(option, 1));
        }
    }
}
