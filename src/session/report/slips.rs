//! A slip for each person: what they promised and answer for, in half a page.

use crate::money::Money;
use crate::reader::Reader;
use crate::session::areas::{Answer, Area};
use crate::session::block::{Block, Line, Sign};
use crate::session::viewer::Seen;
use crate::session::{Person, Promise};
use crate::text::{CleanText, listed};

/// What one person takes home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Whose it is.
    pub name: String,
    /// Their function; may be empty.
    pub function: String,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// One for each who was here, or has taken something on.
pub(super) fn slips(seen: &Seen, reader: &Reader) -> Vec<Slip> {
    let slip = |person: &Person| {
        let blocks = blocks(person, seen, reader);
        let takes_home = person.present || !own(person, seen).is_empty();
        takes_home.then(|| Slip {
            name: person.name.to_string(),
            function: person.function.to_string(),
            blocks,
        })
    };
    seen.people.iter().filter(|person| !person.gone).filter_map(slip).collect()
}

fn blocks(person: &Person, seen: &Seen, reader: &Reader) -> Vec<Block> {
    let promises: Vec<Line> =
        seen.promises_of(&person.id).flat_map(|promise| promised(promise, seen, reader)).collect();
    let answers = seen.areas.iter().filter(|area| area.owner() == Some(&person.id));
    let answers: Vec<Line> = answers.flat_map(|area| answers_for(area, seen, reader)).collect();
    let parts = [
        ("You promised", promises),
        ("You answer for", answers),
        ("You help", helps(person, seen)),
        ("Others promised you", promised_to(person, seen, reader)),
    ];
    let mut blocks = Vec::new();
    for (heading, lines) in parts {
        if !lines.is_empty() {
            blocks.extend([Block::heading(heading), Block::Lines(lines)]);
        }
    }
    if blocks.is_empty() {
        blocks.push(Block::text("You have taken nothing on. What is yours is to ask how it goes."));
    }
    blocks.push(Block::text(after(person, seen, reader)));
    blocks
}

/// What a person has taken on, by whatever name.
fn own<'a>(person: &Person, seen: &'a Seen) -> Vec<&'a str> {
    let areas = seen.areas.iter().filter(|area| area.owner() == Some(&person.id));
    let promises = seen.promises.iter().filter(|it| it.is_open() && it.who == person.id);
    areas.map(|area| &*area.name).chain(promises.map(|it| &*it.vow.will)).collect()
}

fn promised(promise: &Promise, seen: &Seen, reader: &Reader) -> Vec<Line> {
    let vow = &promise.vow;
    let mut lines = vec![Line::new(Sign::Nobody, vow.sentence(reader))];
    let checks = vow.checks.as_ref().map(|who| format!("{} checks.", seen.name_of(who)));
    let first = [vow.first(reader), checks.unwrap_or_default()];
    let first: Vec<&str> = first.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    if !first.is_empty() {
        lines.push(Line::new(Sign::None, first.join(" ")));
    }
    if !vow.comes_off.is_empty() {
        lines.push(Line::new(Sign::None, format!("Off your list: {}.", vow.comes_off)));
    }
    lines
}

fn answers_for(area: &Area, seen: &Seen, reader: &Reader) -> Vec<Line> {
    let Some(accountable) = &area.accountable else { return Vec::new() };
    let head = match &accountable.answer {
        Answer::Yes => Line::new(Sign::Settled, &*area.name),
        Answer::YesIf { condition, by } => Line::new(Sign::Half, &*area.name)
            .with(format!("if {condition}, known by {}", reader.date(*by))),
    };
    let money = |amount: Money| reader.money(seen.currency, amount);
    let spend = accountable.may_spend.map(|most| format!("You may spend {} unasked.", money(most)));
    let granted = seen.planned(&area.id);
    let granted = (!granted.is_zero()).then(|| format!("The pot gives it {}.", money(granted)));
    // What stands with the promise need not be told again.
    let told = |off: &CleanText| {
        seen.promises_of(&accountable.who).any(|promise| &promise.vow.comes_off == off)
    };
    let off = &accountable.comes_off;
    let says = [
        (!area.done.is_empty()).then(|| format!("Done when: {}", area.done)),
        Some(spend.into_iter().chain(granted).collect::<Vec<_>>().join(" ")),
        (!off.is_empty() && !told(off)).then(|| format!("Off your list: {off}.")),
    ];
    let says = says.into_iter().flatten().filter(|words| !words.is_empty());
    [head].into_iter().chain(says.map(|words| Line::new(Sign::None, words))).collect()
}

fn helps(person: &Person, seen: &Seen) -> Vec<Line> {
    let line = |area: &Area| {
        let parts = [
            (&area.doing, "does some of the work"),
            (&area.consulted, "is asked before"),
            (&area.informed, "is told after"),
        ];
        let says: Vec<&str> = parts
            .into_iter()
            .filter(|(people, _)| people.contains(&person.id))
            .map(|(_, says)| says)
            .collect();
        let owner = area.owner().map_or("nobody yet", |who| seen.name_of(who));
        (!says.is_empty()).then(|| {
            let you = listed(&says).replace("does", "do").replace("is ", "are ");
            Line::item(format!("{}: you {you}", area.name)).with(format!("{owner} answers for it"))
        })
    };
    seen.areas.iter().filter_map(line).collect()
}

/// What others do for an area this person answers for, and what this person is to ask about.
fn promised_to(person: &Person, seen: &Seen, reader: &Reader) -> Vec<Line> {
    let answers = |promise: &Promise| {
        let area = promise.vow.area.as_ref().and_then(|area| seen.area(area));
        area.is_some_and(|area| area.owner() == Some(&person.id))
    };
    let checks = |promise: &Promise| promise.vow.checks.as_ref() == Some(&person.id);
    let others = seen.promises_in_turn().into_iter().filter(|it| it.who != person.id);
    let line = |promise: &Promise| {
        let words = format!("{}: {}", seen.name_of(&promise.who), promise.vow.deed());
        let by = format!("by {}", reader.date(promise.vow.by));
        let aside = if checks(promise) { format!("{by}; you check") } else { by };
        Line::item(words).with(aside)
    };
    others.filter(|it| answers(it) || checks(it)).map(line).collect()
}

fn after(person: &Person, seen: &Seen, reader: &Reader) -> String {
    let meets = match seen.next_date {
        Some(date) => format!("We look at it together on {}.", reader.date(date)),
        None => "No day is set yet on which we look at it together.".into(),
    };
    let checks = seen.promises_of(&person.id).find_map(|promise| promise.vow.checks.as_ref());
    let contact = seen.contact.as_ref().filter(|who| *who != &person.id);
    let tell = match checks.or(contact) {
        Some(who) => format!("If something slips, tell {} that day.", seen.name_of(who)),
        None => "If something slips, tell the others that day.".into(),
    };
    format!("{meets} {tell}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Viewer;
    use crate::testing::reader;

    fn tour() -> Vec<Slip> {
        let session = crate::store::tour::session().expect("it is built in");
        slips(&session.seen_by(Viewer::Room), &reader())
    }

    #[test]
    fn a_slip_holds_what_its_person_can_be_asked_about() {
        let slips = tour();
        let ana = slips.iter().find(|slip| slip.name == "Ana").expect("she was there");
        let said = format!("{:?}", ana.blocks);
        for words in [
            "I will answer in public until eight",
            "First step by Mon 16 Nov: ask Ben and Farid",
            "Kofi checks.",
            "Done when: The first answer comes within the hour",
            "You may spend €2,000 unasked. The pot gives it €9,000.",
            "Ben: write the answer down for all",
            "We look at it together on Mon 14 Dec. If something slips, tell Kofi that day.",
        ] {
            assert!(said.contains(words), "{words} is missing in {said}");
        }
        assert_eq!(said.matches("weekly deck of complaints").count(), 1, "{said}");
    }

    #[test]
    fn everybody_who_was_there_has_one_and_nothing_on_it_is_anothers() {
        let slips = tour();
        assert_eq!(slips.len(), 11);
        let dirk = slips.iter().find(|slip| slip.name == "Dirk").expect("he was there");
        let said = format!("{:?}", dirk.blocks);
        assert!(said.contains("bring a name for the crisis"), "{said}");
        assert!(!said.contains("You may spend"), "{said}");
    }
}
