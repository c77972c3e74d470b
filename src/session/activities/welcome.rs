//! The welcome: why we are here, the sponsor's sentence, the decision rule. When it ends is shown
//! by the frame, which has a clock.

use crate::reader::Reader;
use crate::session::Place;
use crate::session::block::{Block, Line};
use crate::session::viewer::Seen;
use crate::text::CleanText;
use crate::workshop::Do;

/// What there is to see.
pub fn page(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some((sponsor, rule)) = words(seen, place) else { return Vec::new() };
    let mut blocks = Vec::new();
    if !seen.doing_nothing.is_empty() {
        blocks.push(Block::heading("Doing nothing costs"));
        blocks.push(Block::text(seen.doing_nothing.as_str()));
    }
    if !sponsor.is_empty() {
        blocks.push(Block::text(quoted(sponsor)));
    }
    if !rule.is_empty() {
        blocks.push(Block::heading("How we decide"));
        blocks.push(Block::text(rule.as_str()));
    }
    blocks
}

/// What it leaves in the record: what the sponsor said, and the rule everything was decided by.
pub fn section(seen: &Seen, place: &Place, _reader: &Reader) -> Vec<Block> {
    let Some((sponsor, rule)) = words(seen, place) else { return Vec::new() };
    let mut lines = Vec::new();
    if !sponsor.is_empty() {
        lines.push(Line::item(quoted(sponsor)).with("the sponsor"));
    }
    if !rule.is_empty() {
        lines.push(Line::item(rule.as_str()).with("how we decide"));
    }
    if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] }
}

/// The sponsor's sentence and the decision rule, as the script has them.
fn words<'a>(seen: &'a Seen, place: &Place) -> Option<(&'a CleanText, &'a CleanText)> {
    match &seen.activity(place)?.what {
        Do::Welcome { sponsor, rule } => Some((sponsor, rule)),
        _ => None,
    }
}

fn quoted(sentence: &str) -> String {
    format!("“{}”", sentence.trim_matches(['“', '”', '"']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Viewer;
    use crate::testing::{activity, place, reader, room_with, text};
    use crate::workshop::Policy;

    fn seen(sponsor: &str, rule: &str) -> Seen {
        let what = Do::Welcome { sponsor: text(sponsor), rule: text(rule) };
        room_with(vec![activity(what, Policy::Open)]).session().seen_by(Viewer::Room)
    }

    #[test]
    fn the_room_sees_the_sponsor_and_the_rule() {
        let seen = seen("Do what helps.", "One round, then consent.");
        let expected = [
            Block::text("“Do what helps.”"),
            Block::heading("How we decide"),
            Block::text("One round, then consent."),
        ];
        assert_eq!(page(&seen, &place("welcome"), &reader()), expected);
    }

    #[test]
    fn what_the_script_does_not_say_takes_no_room() {
        assert_eq!(page(&seen("", ""), &place("welcome"), &reader()), []);
        assert_eq!(section(&seen("", ""), &place("welcome"), &reader()), []);
        assert_eq!(page(&seen("“Go.”", ""), &place("welcome"), &reader()).len(), 1);
    }

    #[test]
    fn the_record_keeps_the_rule_that_was_announced() {
        let section = section(&seen("", "Consent."), &place("welcome"), &reader());
        let line = Line::item("Consent.").with("how we decide");
        assert_eq!(section, [Block::Lines(vec![line])]);
    }
}
