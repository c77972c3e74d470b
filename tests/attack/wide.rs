//! Letters without end, and lines as long as a file: on every screen and wall of any size nothing
//! reaches beyond the edge, and nobody waits for it.

use crate::literals::{Literal, quoted, with_all};
use crate::made::{at, file, reader, toured};
use crate::nasty::{self, is_shown_only, texts};
use crate::seat::{Seat, look};
use crate::told::{cells, floating};
use groundswell::session::{Session, Viewer};
use groundswell::store::frame::parse;
use groundswell::text::width;
use groundswell::ui::shell::wall::Wall;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::Path;
use std::time::Instant;

/// What one field holds, by a name for whoever reads a failure.
pub(crate) fn letters() -> Vec<(&'static str, String)> {
    let many = |letter: &str, times: usize| letter.repeat(times);
    vec![
        ("marks", nasty::tower()),
        ("joined people", nasty::chain()),
        ("a line", many("x", 1 << 19)),
        ("wide letters", many("山", 30_000)),
        ("leading jamo", many("\u{1100}", 20_000)),
        ("jamo on one", format!("\u{1100}{}{}", many("\u{1161}", 9_000), many("\u{11a8}", 9_000))),
        ("conjuncts", many("क्", 9_000)),
        ("prepended", many("\u{600}", 9_000)),
        ("variations", format!("❤{}", many("\u{fe0f}\u{e0101}", 5_000))),
        ("tags", format!("🏴{}", many("\u{e0067}", 9_000))),
        ("isolates", many("\u{2067}שלום \u{2068}a\u{2069}\u{2069}", 2_000)),
        ("right to left", many("שלום ", 6_000)),
        ("flags", many("\u{1f1e6}", 9_000)),
        ("far planes", many("\u{3ffff}\u{8fffd}\u{dfffd}\u{30000}", 4_000)),
        ("breaks", many("\n", 60_000)),
        ("blanks", format!("x{}x", many("\u{3000}", 20_000))),
    ]
}

/// The tour with this in each of its texts that takes any words: whole in one of nine, since a file
/// of theirs alone would be larger than any.
pub(crate) fn filled(text: &str, texts: &[Literal], letters: &str) -> Session {
    let short: String = letters.chars().take(60).collect();
    let change = |(nth, it): (usize, &Literal)| {
        let whole = nth % 9 == 0 || it.path.ends_with("title");
        let letters = if whole && nth < 400 { letters } else { &short };
        (it.range.clone(), quoted(&format!("{letters} n{nth}")))
    };
    let changes: Vec<_> = texts.iter().enumerate().map(change).collect();
    let text = with_all(text, &changes);
    parse::<Session>(Path::new("a.ron"), text.as_bytes()).expect("any words are taken").value
}

const SIZES: [(u16, u16); 3] = [(80, 24), (20, 5), (1, 1)];

/// Nothing in a picture commands, and nothing reaches over its edge.
#[track_caller]
fn stays_within(place: &str, buffer: &Buffer) {
    is_shown_only(place, &cells(buffer));
    let columns = usize::from(buffer.area.width);
    for (nth, cell) in buffer.content.iter().enumerate() {
        let end = nth % columns + width(cell.symbol());
        assert!(end <= columns.max(2), "{place}: {:?} ends at {end}", cell.symbol());
    }
}

#[test]
fn letters_without_end_stay_within_every_screen_and_wall() {
    let thorough = std::env::var_os("GROUNDSWELL_FUZZ").is_some();
    let text = file(&toured());
    let texts = texts(&text);
    let some = if thorough { 1 } else { 5 };
    for (name, letters) in letters().into_iter().step_by(some) {
        let mut session = filled(&text, &texts, &letters);
        session.finished = None;
        let mut slowest = (0, String::new());
        for (nth, place) in session.places().into_iter().enumerate() {
            if !thorough && nth % 4 > 0 {
                continue;
            }
            session.at = place.clone();
            for size in SIZES {
                let place = format!("{name} at {place} in {size:?}");
                let began = now();
                let mut seat = Seat::at(session.clone());
                seat.size = size;
                stays_within(&place, &seat.buffer());
                stays_within(&format!("wall, {place}"), &wall(&session, size));
                slowest = slowest.max((began.elapsed().as_millis(), place.clone()));
                if thorough && size == SIZES[0] {
                    floating(&mut seat).iter().for_each(|(at, shown)| is_shown_only(at, shown));
                }
            }
        }
        tell(thorough, name, &slowest);
    }
}

#[expect(clippy::print_stdout, reason = "a long run tells what took longest")]
fn tell(thorough: bool, name: &str, slowest: &(u128, String)) {
    if thorough {
        println!("{name}: at most {} ms, {}", slowest.0, slowest.1);
    }
}

#[expect(clippy::disallowed_methods, reason = "a long run tells what took longest")]
fn now() -> Instant {
    Instant::now()
}

fn wall(session: &Session, (columns, rows): (u16, u16)) -> Buffer {
    let (look, reader) = (look(false), reader());
    let wall = Wall { look: &look, reader: &reader, now: at(3_600), says: None };
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    wall.render(&session.seen_by(Viewer::Room), area, &mut buffer);
    buffer
}
