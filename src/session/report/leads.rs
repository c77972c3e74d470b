//! What stands first in each part, since few read on: the minutes, who answers, and the money.

use crate::money::Money;
use crate::reader::Reader;
use crate::session::activities::pot::Taken;
use crate::session::areas::{Area, Part};
use crate::session::block::{Block, Line, Section, Sign};
use crate::session::decisions::ParkedFate;
use crate::session::pot::{Ask, Firmness};
use crate::session::viewer::Seen;
use crate::session::{Id, Objection, Parked, Person, activities};
use crate::text::{capital, listed};
use crate::when;

/// Parked items that are told in a line each; more are counted.
const PARKED: usize = 3;

/// When, who, what was decided and how, what would reopen it, dissent, agreements, what is parked,
/// and who must still hear of it.
pub(super) fn minutes(seen: &Seen, reader: &Reader) -> Section {
    let mut lines = vec![held(seen, reader)];
    lines.extend(here(seen));
    lines.extend(super::head::decided_in_full(seen, reader));
    lines.extend(seen.dissent().next().map(|it| dissent(it, seen)));
    lines.extend(agreed(seen));
    lines.extend(parked(seen, reader));
    lines.extend(must_hear(seen));
    Section { title: "Minutes".into(), blocks: vec![Block::Lines(lines)] }
}

/// "Thursday 12 November 2026, 08:25 to 10:35".
fn held(seen: &Seen, reader: &Reader) -> Line {
    let day = when::show_long(reader.day_of(seen.began), &reader.locale);
    let from = reader.time(seen.began);
    let until = seen.finished.filter(|end| reader.day_of(*end) == reader.day_of(seen.began));
    Line::item(match until {
        Some(end) => format!("{day}, {from} to {}", reader.time(end)),
        None => format!("{day}, from {from}"),
    })
}

/// "11 were here: 2 of Service, 2 of Marketing …".
fn here(seen: &Seen) -> Option<Line> {
    let all = seen.present().count();
    let of = |function: &&crate::text::CleanText| {
        let number = seen.present().filter(|person| person.function == **function).count();
        (number > 0).then(|| format!("{number} of {function}"))
    };
    let functions: Vec<String> = seen.functions().iter().filter_map(of).collect();
    let words = match all {
        0 => return None,
        1 => "One person was here".to_owned(),
        all => format!("{all} were here"),
    };
    Some(Line::item(match functions.is_empty() {
        true => words,
        false => format!("{words}: {}", listed(&functions)),
    }))
}

fn dissent(objection: &Objection, seen: &Seen) -> Line {
    let more = match seen.dissent().count() - 1 {
        0 => String::new(),
        more => format!(", and {more} more below"),
    };
    let from = objection.named(seen);
    Line::item(format!("Dissent: “{}”", objection.text)).with(format!("{from}{more}"))
}

fn agreed(seen: &Seen) -> Option<Line> {
    let first = seen.agreements.first()?;
    let more = match seen.agreements.len() - 1 {
        0 => String::new(),
        more => format!("and {more} more below"),
    };
    Some(Line::item(format!("Agreed: {}", first.text)).with(more))
}

fn parked(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let open: Vec<&Parked> =
        seen.parked.iter().filter(|it| !matches!(it.fate, ParkedFate::Dropped)).collect();
    let line = |parked: &&Parked| {
        let (sign, aside) = match &parked.fate {
            ParkedFate::Taken { who, by } => {
                (Sign::Item, format!("{}, by {}", seen.name_of(who), reader.date(*by)))
            }
            _ => (Sign::Nobody, "nobody yet".into()),
        };
        Line::new(sign, format!("Parked: {}", parked.text)).with(aside)
    };
    let mut lines: Vec<Line> = open.iter().take(PARKED).map(line).collect();
    if open.len() > PARKED {
        lines.push(Line::item(format!("{} more are parked; see below", open.len() - PARKED)));
    }
    lines
}

/// Who was not here and has to hear of it: those who were invited, and whoever takes part in an
/// area from outside; each from somebody of the same function, or from whoever answers for the area.
fn must_hear(seen: &Seen) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for person in seen.people.iter().filter(|person| !person.present && !person.gone) {
        let from = told_by(person, seen);
        let words = match person.function.as_str() {
            "" => format!("{} was not here, and must hear of it", person.name),
            function => format!("{} ({function}) was not here, and must hear of it", person.name),
        };
        lines.push(hears(words, from.map(|from| seen.name_of(from).to_owned())));
    }
    let mut told: Vec<&str> = Vec::new();
    for area in &seen.areas {
        for outside in area.outside.iter().filter(|it| !told.contains(&&*it.name)) {
            let areas: Vec<&str> = seen
                .areas
                .iter()
                .filter(|area| area.outside.iter().any(|it| it.name == outside.name))
                .map(|area| &*area.name)
                .collect();
            let from = area.owner().map(|who| seen.name_of(who).to_owned());
            let words = format!("{} must hear of {}", outside.name, listed(&areas));
            lines.push(hears(words, from));
        }
        told.extend(area.outside.iter().map(|it| &*it.name));
    }
    lines
}

fn hears(words: String, from: Option<String>) -> Line {
    match from {
        Some(from) => Line::item(words).with(format!("from {from}")),
        None => Line::new(Sign::Nobody, words).with("from whom?"),
    }
}

/// Whoever answers for something this person takes part in; else somebody of their function; else
/// whom one asks about the plan.
fn told_by<'a>(person: &Person, seen: &'a Seen) -> Option<&'a Id> {
    let here = |who: &&Id| seen.person(who).is_some_and(|it| it.present && it.id != person.id);
    let takes_part =
        |area: &&Area| Part::ALL.iter().any(|it| area.people(*it).contains(&person.id));
    let owner = seen.areas.iter().filter(takes_part).find_map(|area| area.owner().filter(here));
    let same =
        || seen.present().find(|it| !it.function.is_empty() && it.function == person.function);
    owner.or_else(|| same().map(|it| &it.id)).or(seen.contact.as_ref().filter(here))
}

/// In, out and reserve; firm and hope apart; what is no money; what strings forbid; whose yes is
/// pending; by which rule; what stays below its minimum.
pub(super) fn budget(seen: &Seen, reader: &Reader) -> Vec<Line> {
    let pot = &seen.pot;
    if pot.pledges.is_empty() && pot.asks.is_empty() {
        return Vec::new();
    }
    let money = |amount: Money| reader.money(seen.currency, amount);
    let purse = pot.purse();
    let [in_, out, left] = [purse.money(), pot.granted(), pot.left()].map(money);
    let owner = match &pot.reserve {
        Some(who) => format!("{} looks after the reserve", seen.name_of(who)),
        None => "nobody looks after the reserve yet".into(),
    };
    let mut lines = vec![Line::item(format!("In {in_}, out {out}, reserve {left}")).with(owner)];
    let sure = format!("{} is firm, {} is likely", money(purse.firm), money(purse.likely));
    let hope =
        (!purse.hope.is_zero()).then(|| format!("{} is hoped for beside", money(purse.hope)));
    lines.push(Line::item(capital(&sure)).with(hope.unwrap_or_default()));
    let things = things(seen);
    if !things.is_empty() {
        let words = format!("Beside the money: {}", listed(&things));
        lines.push(Line::item(words).with("never turned into money"));
    }
    let gaps = seen.gaps(reader);
    let broken = gaps.iter().filter(|gap| gap.code == "strings-broken");
    lines.extend(broken.map(|gap| Line::new(Sign::Nobody, &*gap.reason).with(&*gap.way_out)));
    lines.extend(pot.unapproved().map(|pledge| {
        let (source, approver) = (&pledge.offer.source, &pledge.offer.approver);
        let what = pledge.offer.kind.words(money);
        Line::new(Sign::Half, format!("{what} from {source} still needs a yes")).with(&**approver)
    }));
    lines.extend(by_rule(seen));
    let below = pot.asks.iter().filter(|it| it.granted < it.need.minimum);
    let words = |ask: &Ask| format!("{} ({})", seen.called(ask), money(ask.need.minimum));
    let below: Vec<String> = below.map(words).collect();
    if !below.is_empty() && !pot.granted().is_zero() {
        lines.push(Line::new(Sign::Nobody, format!("Below the minimum: {}", listed(&below))));
    }
    lines
}

fn things(seen: &Seen) -> Vec<String> {
    let offers = seen.pot.pledges.iter().map(|pledge| &pledge.offer);
    let things = offers.filter(|it| it.firmness != Firmness::Hope && it.money().is_zero());
    things
        .map(|offer| format!("{} from {}", offer.kind.words(|_| String::new()), offer.source))
        .collect()
}

fn by_rule(seen: &Seen) -> Option<Line> {
    let Taken { rule, count } = activities::pot::taken_last(seen)?;
    let (taken, read) = (rule.name(), count.rule.name());
    let ballots = format!("{} ballots", count.ballots);
    Some(match *rule == count.rule {
        true => Line::item(format!("Granted by {taken}, from {ballots}"))
            .with("the rule was read aloud before anybody gave points"),
        false => Line::item(format!("Granted by {taken}, from {ballots}"))
            .with(format!("{read} was read aloud before; the room took another one")),
    })
}
