//! What the room sees of the pot: one thing a part, the largest first.

use super::{Counted, Part, PotState, read_aloud};
use crate::money::Money;
use crate::reader::Reader;
use crate::session::activities::State;
use crate::session::block::{Bar, Block, Line, Sign};
use crate::session::pot::Ask;
use crate::session::viewer::Seen;
use crate::session::{Place, Session};

/// How many asks fit on the wall beside a line about the rest and one about the sum.
const ASKS: usize = 7;
/// How many lines the back row can take in.
const MOST: usize = 9;

pub(super) fn blocks(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Some(State::Pot(pot)) = seen.state(place) else { return Vec::new() };
    match pot.part {
        Part::Pledges => pledges(seen, reader),
        Part::Asks => asks(seen, reader),
        Part::Points => points(seen, place, pot, reader),
        Part::Grants => grants(seen, reader),
    }
}

fn pledges(seen: &Seen, reader: &Reader) -> Vec<Block> {
    if seen.pot.pledges.is_empty() {
        return vec![Block::text("Nothing is in the pot yet. What can your function put in?")];
    }
    let money = |amount| reader.money(seen.currency, amount);
    let strings = strings_of_the_latest(seen, reader);
    let brought = seen.what_the_latest_brought(money);
    let brought = brought.map(|brought| Line::new(Sign::None, brought).with(strings));
    let lines = |line: Option<Line>| line.map(|line| Block::Lines(vec![line]));
    let mut blocks = vec![Block::Digits(seen.pot_digits(reader))];
    let bars = seen.pot_bars(reader);
    let room = MOST.saturating_sub(1 + usize::from(brought.is_some()) + bars.len());
    let asks = turning(seen, room);
    let unread = still_to_read(seen).filter(|_| asks.len() < room);
    blocks.extend(lines(brought));
    blocks.extend((!asks.is_empty()).then_some(Block::Lines(asks)));
    blocks.push(Block::Bars(bars));
    blocks.extend(lines(unread));
    blocks
}

/// The asks with the sign of what the pot covers, which turn on the spot: in so many lines those
/// around the one that is filled now, in the order of the list. In a single line it is the one that
/// was filled last, if one was.
fn turning(seen: &Seen, room: usize) -> Vec<Line> {
    let asks = seen.coverage();
    let filled = asks.iter().take_while(|(_, sign)| *sign == Sign::Settled).count();
    let shown = room.min(asks.len());
    let last = if shown == 1 { filled.max(1) } else { filled + 1 };
    let first = last.saturating_sub(shown).min(asks.len() - shown);
    let line = |(ask, sign): &(&Ask, Sign)| Line::new(*sign, seen.called(ask));
    asks.iter().skip(first).take(shown).map(line).collect()
}

fn strings_of_the_latest(session: &Session, reader: &Reader) -> String {
    let latest = session.pot.latest.as_ref().and_then(|id| session.pledge(id));
    latest.map(|it| session.conditions(&it.offer, reader).join(" · ")).unwrap_or_default()
}

fn still_to_read(session: &Session) -> Option<Line> {
    let words = match session.pot.unread().count() {
        0 => return None,
        1 => "One pledge is still to be read.".to_owned(),
        many => format!("{many} pledges are still to be read."),
    };
    Some(Line::new(Sign::Nobody, words))
}

fn asks(seen: &Seen, reader: &Reader) -> Vec<Block> {
    if seen.pot.asks.is_empty() {
        return vec![Block::text("Nothing is asked for yet. What does each area need?")];
    }
    let money = |amount| reader.money(seen.currency, amount);
    let line = |(ask, sign): (&Ask, Sign)| {
        let need = &ask.need;
        let amounts = match need.wants_money() {
            true => format!("{} to {}", money(need.minimum), money(need.stretch)),
            false => format!("{} × {}", need.quantity, need.unit),
        };
        let red = !seen.is_open_to_money(ask) && need.wants_money();
        let owner = if red { " · nobody answers for it" } else { "" };
        let text = format!("{}: {}", seen.area_of(ask), need.title);
        Line::new(sign, text).with(format!("{amounts}{owner}"))
    };
    let mut lines: Vec<Line> = seen.coverage().into_iter().take(ASKS).map(line).collect();
    lines.extend(the_rest(seen.pot.asks.len(), ASKS));
    vec![Block::Lines(lines), Block::text(minimums(seen, money))]
}

fn the_rest(many: usize, shown: usize) -> Option<Line> {
    let more = many.checked_sub(shown).filter(|more| *more > 0)?;
    Some(Line::new(Sign::None, format!("and {more} more")))
}

fn minimums(session: &Session, money: impl Fn(Money) -> String) -> String {
    let minimums = Money::sum(session.pot.asks.iter().map(|ask| ask.need.minimum));
    let (all, pot) = (minimums.unwrap_or_default(), session.pot.purse().money());
    format!("All minimums together are {}; the pot holds {}.", money(all), money(pot))
}

fn points(seen: &Seen, place: &Place, pot: &PotState, reader: &Reader) -> Vec<Block> {
    if let Some(counted) = seen.counted(place) {
        return result(seen, counted, reader);
    }
    let Some(rule) = pot.rule else {
        return vec![Block::text("First we choose how the points are counted.")];
    };
    let who = seen.who_is_in(place);
    let said = read_aloud(rule, pot.purses);
    let points = Block::text("Give each ask 0 to 10 points.");
    match who.count {
        // Until somebody is in, what is read aloud is the largest.
        0 => {
            vec![Block::heading(format!("We count by {}.", rule.name())), Block::Text(said), points]
        }
        _ => {
            let counted = Block::text(format!("Counted by {}: {said}", rule.name()));
            vec![Block::Digits(who.words()), points, counted]
        }
    }
}

/// The result of the rule that was read aloud, one line about each of the others, and its ties.
fn result(seen: &Seen, counted: &Counted, reader: &Reader) -> Vec<Block> {
    let told = counted.told(seen.currency, reader);
    let mut lines = vec![format!("By {}: {}", counted.rule.name(), told.left(counted.outcome()))];
    lines.extend(counted.others().map(|other| told.differs(other)));
    lines.extend(told.ties(counted.rule));
    let mut bars = told.bars(counted.rule);
    let many = bars.len();
    let room = MOST - lines.len();
    let shown = if many > room { room - 1 } else { room };
    bars.truncate(shown);
    let rest = the_rest(many, shown);
    let lines = lines.into_iter().map(|words| Line::new(Sign::None, words));
    let lines = rest.into_iter().chain(lines).collect();
    vec![Block::Bars(bars), Block::Lines(lines)]
}

fn grants(seen: &Seen, reader: &Reader) -> Vec<Block> {
    if seen.pot.asks.is_empty() {
        return vec![Block::text("There is nothing to grant: no area asks for anything yet.")];
    }
    let money = |amount| reader.money(seen.currency, amount);
    let asks = &seen.pot.asks;
    // What is granted and what is left are two lines, so a line about the rest takes an ask's.
    let shown = if asks.len() > ASKS { ASKS - 1 } else { ASKS };
    let bars: Vec<Bar> = asks.iter().take(shown).map(|ask| grant_bar(seen, ask, reader)).collect();
    let mut lines: Vec<Line> = the_rest(asks.len(), shown).into_iter().collect();
    let granted = money(seen.pot.granted());
    let all = money(seen.pot.purse().money());
    let left = money(seen.pot.left());
    lines.push(Line::new(
        Sign::None,
        match seen.pot.over() {
            over if over.is_zero() => format!("{granted} of {all} granted"),
            over => format!("{granted} granted, {} more than is in the pot", money(over)),
        },
    ));
    let left = Line::new(Sign::None, format!("{}: {left}", seen.reserve_label()));
    vec![Block::Bars(bars), Block::Lines(lines), Block::Lines(vec![left])]
}

fn grant_bar(session: &Session, ask: &Ask, reader: &Reader) -> Bar {
    let money = |amount| reader.money(session.currency, amount);
    let (value, most, number) = match ask.need.wants_money() {
        true => {
            let most = ask.need.target.max(ask.granted);
            (ask.granted.0, most.0, money(ask.granted))
        }
        false => (i64::from(ask.is_met()), 1, String::new()),
    };
    Bar {
        label: session.called(ask),
        value: u64::try_from(value).unwrap_or_default(),
        most: u64::try_from(most).unwrap_or_default().max(1),
        number,
        aside: session.how_far_in_short(ask, reader).to_owned(),
    }
}
