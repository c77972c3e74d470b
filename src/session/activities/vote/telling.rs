//! What the room sees of a vote: the options and how many are in, the count, the talk.

use super::words::{ask_the_ends, label};
use super::{Count, Had, Talk, Vote, count, kind, marking, on_paper, on_the_ballot};
use super::{divided, kept, shift, state};
use crate::methods::prioritize::VoteKind;
use crate::reader::Reader;
use crate::session::activities::{choices, paper};
use crate::session::block::{Bar, Block, Line};
use crate::session::viewer::Seen;
use crate::session::{Place, Session};
use crate::text::{capital, width};

/// Bars on the wall: what is left of the lines when the sentences below have theirs.
const BARS: usize = 7;

/// What there is to see: the options and how many are in, then the count, or the talk about it.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(count) = count(seen, place) else { return awaited(seen, place) };
    match state(seen, place).and_then(Vote::talking) {
        Some(talk) => talk_page(seen, place, &count, talk),
        None => shown(seen, place, &count, reader),
    }
}

fn awaited(seen: &Seen, place: &Place) -> Vec<Block> {
    let choices = on_the_ballot(seen, place);
    if choices.is_empty() {
        return vec![Block::text(nothing(seen, place))];
    }
    let listed = paper::lettered(choices.iter().map(label));
    let mut blocks = vec![listed, Block::text(progress(seen, place))];
    if !seen.policy(place).is_open() {
        blocks.extend(on_paper(seen, place).map(Block::Text));
    }
    blocks
}

/// "7 of 9 are in. 3 dots each, at most 2 on one."
pub(super) fn progress(session: &Session, place: &Place) -> String {
    let run_off = state(session, place).is_some_and(Vote::is_run_off);
    let what = if run_off { "A run-off among equals. " } else { "" };
    let who = session.who_is_in(place).words();
    format!("{what}{who}. {}.", capital(&marking(session, place).words()))
}

fn nothing(session: &Session, place: &Place) -> String {
    let over = choices::over(session, place);
    format!("There is nothing to vote on yet: {}.", choices::none_yet(over))
}

fn shown(seen: &Seen, place: &Place, count: &Count, reader: &Reader) -> Vec<Block> {
    let all = bars(count, reader);
    let most = if all.len() > BARS { BARS - 1 } else { BARS };
    let rest = all.len().saturating_sub(most);
    let mut blocks = vec![Block::Bars(all.into_iter().take(most).collect())];
    let mut lines = Vec::new();
    if rest > 0 {
        let next = below(count.has(count.tally.order[most]), count.tally.kind, reader);
        lines.push(Line::item(format!("and {rest} more, {next}")));
    }
    // The last of them says what is kept; the break alone matters less on a wall.
    let run_off = if count.to_run_off().is_some() { " A run-off would decide." } else { "" };
    lines.extend(kept(count, reader).pop().map(|words| Line::item(words + run_off)));
    match shift(count, reader) {
        Some(words) => lines.push(Line::item(words)),
        None => {
            let again = if is_last(seen, place) { "" } else { AGAIN };
            lines.extend(divided(count).map(|words| Line::item(words + again)));
        }
    }
    if !lines.is_empty() {
        blocks.push(Block::Lines(lines));
    }
    blocks
}

/// What those that are not shown have.
fn below(most: Had, kind: VoteKind, reader: &Reader) -> String {
    let [one, many] =
        if kind == VoteKind::Approval { ["approval", "approvals"] } else { ["dot", "dots"] };
    match most {
        Had::Dots(0) => format!("with no {one}"),
        Had::Dots(1) => format!("with one {one} or none"),
        Had::Dots(most) => format!("with {most} {many} or fewer"),
        Had::Mean(Some(_)) => format!("with {} or less", most.written(reader)),
        Had::Mean(None) | Had::Place(_) => "below these".into(),
    }
}

/// What follows from a division, once.
const AGAIN: &str = " Talk two minutes, both ends first, then vote again.";

/// Whether nobody votes here again: it was talked about or done twice, or all is done.
fn is_last(seen: &Seen, place: &Place) -> bool {
    let again = |vote: &Vote| !vote.earlier.is_empty() || vote.talk.is_some();
    seen.finished.is_some() || state(seen, place).is_some_and(again)
}

/// What is talked about now, which is then the question of the step.
pub fn talked_about(session: &Session, place: &Place) -> Option<String> {
    let talk = state(session, place)?.talking()?;
    let choices = on_the_ballot(session, place);
    choices.into_iter().find(|choice| choice.id == talk.about).map(|choice| choice.label)
}

/// How the room differs about what is talked about, and who speaks first.
pub fn talk_page(session: &Session, place: &Place, count: &Count, talk: &Talk) -> Vec<Block> {
    let option = count.choices.iter().position(|choice| choice.id == talk.about);
    let spread = option.and_then(|option| count.spread(option));
    let spread = spread.map(|words| Block::Text(capital(&words) + "."));
    let asked = ask_the_ends(kind(session, place), talk, session.policy(place));
    let [question, who] = asked;
    spread.into_iter().chain([Block::Heading(question), Block::Text(who)]).collect()
}

/// The options as bars, the best first.
pub(super) fn bars(count: &Count, reader: &Reader) -> Vec<Bar> {
    let ranks = count.tally.order.iter().map(|option| width(&count.rank(*option)));
    let wide = ranks.max().unwrap_or(0).max(2) + 1;
    let bar = |option: &usize| {
        let (value, most) = count.bar(*option);
        Bar {
            label: format!("{:<wide$}{}", count.rank(*option), count.label(*option)),
            value,
            most,
            number: count.has(*option).written(reader),
            aside: count.aside(*option, reader),
        }
    };
    count.tally.order.iter().map(bar).collect()
}
