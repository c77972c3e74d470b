//! The form, typed into.

use super::*;
use crate::ui::keymap::Keymap;
use crate::ui::look::tests::{ascii, dark};
use crate::ui::screen::Input;
use crate::ui::trace::{Clicked, Manner, Trace};
use crate::ui::widgets::stage::{TEXTS, at_every_size, drawn};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

fn new_session() -> Form {
    Form::new(vec![
        FormField::choice("Workshop", &["Who owns social?", "Check-in"], 0),
        FormField::text("Title", "what the room calls it", Field::line("")),
        FormField::text("Who is here", "one person a line", Field::block("")),
        FormField::yes_no("Projected", true),
    ])
}

fn press(form: &mut Form, code: KeyCode) -> FormReply {
    form.input(KeyEvent::new(code, KeyModifiers::NONE))
}

fn type_in(form: &mut Form, text: &str) {
    for char in text.chars() {
        press(form, KeyCode::Char(char));
    }
}

fn shown(form: &Form, size: (u16, u16)) -> Vec<String> {
    drawn(size, |area, buffer| form.render(area, buffer, &dark()))
}

#[test]
fn a_letter_finds_an_option_and_what_is_proposed_gives_way() {
    let options = ["nobody yet", "Ana", "Ben", "Bea"];
    let date = FormField::text("by", "", Field::line("Mon 9 Nov")).proposed();
    let mut form = Form::new(vec![FormField::choice("Who", &options, 0), date]);
    type_in(&mut form, "bb");
    assert_eq!(form.value(0), Some(Value::Choice(3)));
    press(&mut form, KeyCode::Enter);
    type_in(&mut form, "friday");
    assert_eq!(&*form.text(1), "friday");
}

#[test]
fn enter_leads_from_field_to_field_and_out_of_the_last() {
    let mut form = new_session();
    assert_eq!(press(&mut form, KeyCode::Enter), FormReply::Used);
    type_in(&mut form, "Alder Foods, q");
    assert_eq!(press(&mut form, KeyCode::Enter), FormReply::Used);
    type_in(&mut form, "Ana");
    assert_eq!(press(&mut form, KeyCode::Enter), FormReply::Used);
    type_in(&mut form, "Ben");
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.focus(), 2);
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.focus(), 3, "an empty line ends a field of several");
    assert_eq!(press(&mut form, KeyCode::Char(' ')), FormReply::Used);
    assert_eq!(press(&mut form, KeyCode::Enter), FormReply::Done);
    assert_eq!(form.value(0), Some(Value::Choice(0)));
    assert_eq!(form.text(1), "Alder Foods, q");
    assert_eq!(form.text(2), "Ana\nBen");
    assert_eq!(form.value(3), Some(Value::Yes(false)));
    assert_eq!(form.value(4), None);
}

#[test]
fn tab_and_arrows_move_and_esc_ends_and_keeps() {
    let mut form = new_session();
    press(&mut form, KeyCode::BackTab);
    assert_eq!(form.focus(), 3);
    press(&mut form, KeyCode::Tab);
    press(&mut form, KeyCode::Down);
    type_in(&mut form, "Kick-off");
    press(&mut form, KeyCode::Up);
    assert_eq!(form.focus(), 0);
    assert_eq!(press(&mut form, KeyCode::Esc), FormReply::Esc);
    assert_eq!(form.text(1), "Kick-off");
    assert_eq!(press(&mut form, KeyCode::F(5)), FormReply::Pass);
}

#[test]
fn choices_turn_with_left_right_and_space() {
    let mut form = new_session();
    for (code, at) in [(KeyCode::Left, 1), (KeyCode::Right, 0), (KeyCode::Char(' '), 1)] {
        press(&mut form, code);
        assert_eq!(form.value(0), Some(Value::Choice(at)));
    }
}

#[test]
fn labels_stand_beside_their_fields_and_hints_in_empty_ones() {
    let expected = [
        "Workshop     ‹ Who owns social? ›",
        "Title        what the room calls it",
        "Who is here  one person a line",
        "Projected    ‹ yes ›",
    ];
    assert_eq!(shown(&new_session(), (50, 4)), expected);
    let ascii =
        drawn((50, 1), |area, buffer| new_session().render(area, buffer, &ascii())).remove(0);
    assert_eq!(ascii, "Workshop     < Who owns social? >");
}

#[test]
fn in_a_narrow_room_labels_stand_above_and_the_form_scrolls() {
    let mut form = new_session();
    form.focus_on(2);
    type_in(&mut form, "Ana");
    let expected = ["what the room calls it", "Who is here", "Ana"];
    assert_eq!(shown(&form, (30, 3)), expected);
    assert_eq!(form.cursor(Rect::new(0, 0, 30, 3)), Position::new(3, 2));
    assert_eq!(shown(&form, (30, 1)), ["Ana"]);
    assert_eq!(form.height(30), 8);
}

#[test]
fn an_error_stands_beneath_its_field_until_it_is_changed() {
    let mut form = new_session();
    form.refuse(1, "A session needs a title.");
    form.focus_on(1);
    assert_eq!(shown(&form, (50, 5))[2], "             A session needs a title.");
    type_in(&mut form, "x");
    assert!(shown(&form, (50, 5))[2].starts_with("Who is here"));
}

#[test]
fn what_is_pasted_lands_in_the_field_with_the_cursor() {
    let mut form = new_session();
    form.paste("nowhere");
    form.focus_on(2);
    form.paste("Ana\r\nBen\u{1b}[2J");
    assert_eq!(form.text(2), "Ana\nBen");
}

#[test]
fn it_draws_at_every_size() {
    let look = dark();
    for text in TEXTS {
        let mut form = Form::new(vec![
            FormField::text(text, text, Field::line(text)),
            FormField::choice(text, &[text, text], 1),
            FormField::text(text, text, Field::block(&[text; 9].join("\n"))),
        ]);
        form.refuse(2, text);
        for focus in 0..3 {
            form.focus_on(focus);
            at_every_size(|area, buffer| {
                form.render(area, buffer, &look);
                assert!(area.is_empty() || area.contains(form.cursor(area)));
            });
        }
    }
    at_every_size(|area, buffer| Form::new(Vec::new()).render(area, buffer, &look));
}

#[test]
fn a_click_on_a_field_is_the_way_there() {
    let (mut form, trace) = (new_session(), Trace::default());
    form.focus_on(1);
    let look = dark().tracing(&trace);
    let rows = drawn((60, 8), |area, buffer| form.render(area, buffer, &look));
    let y = rows.iter().position(|row| row.contains("Projected")).expect("it is there");
    let row = u16::try_from(y).expect("a row");
    let kind = MouseEventKind::Down(MouseButton::Left);
    let mouse = MouseEvent { kind, column: 2, row, modifiers: KeyModifiers::NONE };
    let typing = Manner { typing: true, private: false };
    let Clicked::Keys(keys) = trace.clicked(mouse, &Keymap::built_in(), typing) else {
        panic!("nothing was clicked in {rows:#?}")
    };
    for key in keys {
        let Input::Key(key, _) = key else { panic!("a key") };
        form.input(key);
    }
    assert_eq!(form.focus(), 3);
}
