//! A field as somebody types into it.

use super::*;
use crate::ui::look::tests::dark;
use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};

fn press(field: &mut Field, code: KeyCode) -> bool {
    field.input(KeyEvent::new(code, KeyModifiers::NONE))
}

fn with_ctrl(field: &mut Field, code: KeyCode) {
    assert!(field.input(KeyEvent::new(code, KeyModifiers::CONTROL)));
}

fn type_in(field: &mut Field, text: &str) {
    for char in text.chars() {
        press(field, KeyCode::Char(char));
    }
}

#[test]
fn every_key_types_and_blanks_between_words_stay() {
    let mut field = Field::line("");
    assert!(field.is_empty());
    type_in(&mut field, "Plant bees, q?");
    assert_eq!(field.text(), "Plant bees, q?");
    assert!(!field.is_empty());
}

#[test]
fn backspace_takes_a_whole_character_as_people_see_it() {
    for piece in ["👩‍👩‍👧‍👦", "🇩🇪", "e\u{323}\u{302}", "❤️", "नि", "山"]
    {
        let mut field = Field::line(&format!("a{piece}"));
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.text(), "a", "{piece}");
        let mut field = Field::line(&format!("{piece}b"));
        press(&mut field, KeyCode::Home);
        press(&mut field, KeyCode::Delete);
        assert_eq!(field.text(), "b", "{piece}");
    }
}

#[test]
fn left_and_right_step_over_whole_characters() {
    let mut field = Field::line("a👩‍👩‍👧‍👦b");
    press(&mut field, KeyCode::Left);
    press(&mut field, KeyCode::Left);
    type_in(&mut field, "-");
    press(&mut field, KeyCode::Right);
    type_in(&mut field, "+");
    assert_eq!(field.text(), "a-👩‍👩‍👧‍👦+b");
}

#[test]
fn words_and_ends_are_deleted_with_ctrl() {
    let mut field = Field::line("one two three ");
    with_ctrl(&mut field, KeyCode::Char('w'));
    assert_eq!(field.text(), "one two");
    with_ctrl(&mut field, KeyCode::Left);
    with_ctrl(&mut field, KeyCode::Char('k'));
    assert_eq!(field.text(), "one");
    with_ctrl(&mut field, KeyCode::Char('u'));
    assert!(field.is_empty());
}

#[test]
fn enter_esc_tab_and_up_are_left_to_whoever_holds_a_line() {
    let mut field = Field::line("x");
    for code in [KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Up, KeyCode::Down] {
        assert!(!press(&mut field, code));
    }
    let mut ctrl = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL);
    assert!(!field.input(ctrl));
    ctrl.kind = KeyEventKind::Release;
    assert!(!field.input(ctrl));
    assert_eq!(field.text(), "x");
}

#[test]
fn a_block_takes_enter_and_moves_between_its_lines() {
    let mut field = Field::block("one");
    press(&mut field, KeyCode::Enter);
    type_in(&mut field, "two");
    assert!(press(&mut field, KeyCode::Up));
    assert!(!press(&mut field, KeyCode::Up));
    type_in(&mut field, "!");
    assert_eq!(field.text(), "one!\ntwo");
    press(&mut field, KeyCode::Right);
    press(&mut field, KeyCode::Backspace);
    assert_eq!(field.text(), "one!two");
    press(&mut field, KeyCode::Enter);
    press(&mut field, KeyCode::Left);
    press(&mut field, KeyCode::Delete);
    assert_eq!(field.text(), "one!two");
}

#[test]
fn what_is_pasted_is_cleaned_and_capped() {
    let mut field = Field::line("");
    field.paste("red \u{1b}[31malert\r\nnext\n");
    assert_eq!(field.text(), "red alert next");
    let mut long = Field::line(&"x".repeat(5_000));
    type_in(&mut long, "y");
    assert_eq!(long.text().len(), LINE_GRAPHEMES);
    let mut block = Field::block(&"山\n".repeat(40_000));
    block.paste("more");
    assert!(block.text().len() <= BYTES);
}

#[test]
fn a_long_line_scrolls_sideways_so_that_the_cursor_is_seen() {
    let look = dark();
    let area = Rect::new(0, 0, 10, 1);
    let mut field = Field::line("abcdefghijklmnopqrstuvwxyz");
    assert_eq!(drawn((10, 1), |area, buffer| field.render(area, buffer, &look)), ["…vwxyz"]);
    assert_eq!(field.cursor(area), Position::new(6, 0));
    press(&mut field, KeyCode::Home);
    let home = drawn((10, 1), |area, buffer| field.render(area, buffer, &look));
    assert_eq!((home[0].as_str(), field.cursor(area).x), ("abcdefghi…", 0));
}

#[test]
fn the_cursor_counts_columns_not_characters() {
    let area = Rect::new(4, 2, 20, 1);
    assert_eq!(Field::line("山田e\u{323}\u{302}").cursor(area), Position::new(4 + 5, 2));
    assert_eq!(Field::line("👩‍👩‍👧‍👦").cursor(area), Position::new(4 + 2, 2));
}

#[test]
fn a_block_wraps_between_words_and_follows_the_cursor() {
    let look = dark();
    let field = Field::block("one person answers\nfor each area");
    let shown = drawn((11, 3), |area, buffer| field.render(area, buffer, &look));
    assert_eq!(shown, ["answers", "for each", "area"]);
    assert_eq!(field.cursor(Rect::new(0, 0, 11, 3)), Position::new(4, 2));
    assert_eq!(field.height(11), 4);
}

#[test]
fn it_draws_at_every_size() {
    let look = dark();
    for text in TEXTS {
        for mut field in [Field::line(text), Field::block(&[text; 4].join("\n"))] {
            for _ in 0..6 {
                at_every_size(|area, buffer| {
                    field.render(area, buffer, &look);
                    let cursor = field.cursor(area);
                    assert!(area.is_empty() || area.contains(cursor));
                });
                press(&mut field, KeyCode::Left);
            }
        }
    }
}
