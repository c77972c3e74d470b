//! Care at the console: sheets typed, the reveal, the silence, and whom to ask first.

use crate::room::Room;
use crate::session::areas;
use crate::testing::{activity, room_of, submit, text};
use crate::ui::stage::Stage;
use crate::workshop::{Do, Policy};

/// Twelve people from five functions.
const TWELVE: [(&str, &str); 12] = [
    ("Ana", "Service"),
    ("Ben", "Marketing"),
    ("Chi", "Marketing"),
    ("Dee", "HR"),
    ("Eve", "HR"),
    ("Fay", "IT"),
    ("Gil", "IT"),
    ("Hal", "Sales"),
    ("Ida", "Sales"),
    ("Jo", "Service"),
    ("Kim", "IT"),
    ("Lou", "Sales"),
];

/// Their sheets: two digits an area, seven areas.
const SHEETS: [&str; 12] = [
    "33201000112000",
    "22313200101200",
    "10323100002200",
    "00101033230010",
    "11200032311000",
    "21002000103100",
    "1120101020-32",
    "32103100100000",
    "20213200001100",
    "33302000202010",
    "00001010003300",
    "11203010001100",
];

/// Care, a break and roles, for these people and seven areas.
fn room(people: &[(&str, &str)], policy: Policy) -> Room {
    let mut room = room_of(
        vec![
            activity(Do::Care { supporters: 2 }, policy),
            activity(Do::Break {}, Policy::Open),
            activity(Do::Roles { load: 2 }, Policy::Open),
        ],
        people,
    );
    let more = ["Community", "Policy and training", "Tools", "Telling everyone"].map(text);
    let add = areas::Change::Add(more.into());
    submit(&mut room, crate::session::Change::Areas(add)).expect("four more areas");
    room
}

fn stage() -> Stage {
    Stage::of(room(&TWELVE, Policy::Hidden))
}

#[test]
fn look() {
    for (w, h) in [(60, 20), (80, 24), (120, 40)] {
        let stage = stage().size(w, h);
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("i33201");
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("000112000").keys(&SHEETS[1..11].concat()).keys(SHEETS[11]);
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("<esc>]");
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("]");
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("rr");
        println!("{}\n=====", stage.shows());
        let stage = stage.wait(3).keys("w");
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("w").wait(9);
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("j<enter>");
        println!("{}\n=====", stage.shows());
        let stage = stage.keys("<enter>");
        println!("{}\n=====", stage.shows());
    }
}
