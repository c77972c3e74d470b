//! Pledges and amounts as people type them: "HR 500 and 6 hours a month, only for training",
//! "75 a month".

use super::rules::same_name;
use super::{Firmness, Kind, Offer, Recurring, Worth};
use crate::money::{Currency, Money};
use crate::session::{Id, Session};
use crate::text::CleanText;

/// An amount for the whole period, and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedAmount {
    /// What was typed.
    pub each: Money,
    /// How often it comes.
    pub recurring: Recurring,
    /// How often that is within the period.
    pub times: u32,
    /// The amount for the whole period.
    pub whole: Money,
}

impl TypedAmount {
    /// What was multiplied, said so that nobody is surprised; nothing when nothing was.
    pub fn said(&self, money: impl Fn(Money) -> String) -> Option<String> {
        let (each, whole) = (money(self.each), money(self.whole));
        let times = self.times;
        (self.recurring != Recurring::Once)
            .then(|| format!("{each} {}, {times} times, is {whole}.", self.recurring.name()))
    }
}

/// Reads an amount for a pot of so many months. One a month, a quarter or a year is multiplied.
///
/// # Errors
/// A sentence for whoever typed it.
pub fn typed_amount(currency: Currency, months: u8, text: &str) -> Result<TypedAmount, String> {
    let words = words_of(text);
    let (amount, recurring) = match period(&words) {
        Some((rest, recurring)) => (rest.join(" "), recurring),
        None => (words.join(" "), Recurring::Once),
    };
    let each = currency.parse(&amount)?;
    whole(each, recurring, months)
}

fn whole(each: Money, recurring: Recurring, months: u8) -> Result<TypedAmount, String> {
    let times = recurring.occurrences(months);
    match each.checked_mul(times) {
        Some(whole) => Ok(TypedAmount { each, recurring, times, whole }),
        None => Err("That is more than can be counted here. Is a digit too many?".to_owned()),
    }
}

/// Reads what an ask would be worth a month: so much each, and how many. "35 x 200".
///
/// # Errors
/// A sentence for whoever typed it.
pub fn typed_worth(currency: Currency, text: &str) -> Result<Worth, String> {
    let unclear = "Write what one is worth and how many a month, as in 35 x 200.";
    let (each, times) = text.split_once(['x', '×', '*']).ok_or(unclear)?;
    let digits: String =
        times.chars().filter(|c| !c.is_whitespace()).take_while(char::is_ascii_digit).collect();
    let times = digits.parse().map_err(|_| unclear)?;
    Ok(Worth { each: currency.parse(each.trim())?, times })
}

/// Reads one line as a pledge, or as several from one source: who, how much, and then whatever
/// else was said: how sure it is, and the strings. "HR 500 and 6 hours, likely, only for training".
///
/// # Errors
/// A sentence for whoever typed it.
pub fn typed_offers(session: &Session, line: &str) -> Result<Vec<Offer>, String> {
    let words = words_of(line);
    let found = (1..words.len()).find(|&start| thing(session, &words[start..]).is_some());
    let Some(start) = found else { return Err(unclear(session, &words)) };
    let source = CleanText::line(&words[..start].join(" "));
    let mut rest = &words[start..];
    let mut kinds = Vec::new();
    while let Some((kind, after)) = thing(session, rest) {
        kinds.push(kind?);
        rest = match after.split_first() {
            Some((&("and" | "+" | "&"), more)) if thing(session, more).is_some() => more,
            _ => {
                rest = after;
                break;
            }
        };
    }
    let (firmness, strings) = remark(rest);
    let (only_for, strings) = strings_of(session, strings);
    let function = function_of(session, &source);
    let offer = |kind| Offer {
        function: function.clone(),
        firmness,
        only_for: only_for.clone(),
        strings: strings.clone(),
        ..Offer::firm(source.clone(), kind)
    };
    Ok(kinds.into_iter().map(offer).collect())
}

/// Why nothing was found: the amount itself is wrong, or there is none.
fn unclear(session: &Session, words: &[&str]) -> String {
    let digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let amount = words.iter().skip(1).find(|word| digit(word));
    let reason = amount.and_then(|amount| session.currency.parse(amount).err());
    reason.unwrap_or_else(|| {
        "Who puts in what? Write, for example, “HR 500”, “IT 6 hours, likely”, \
         “Sales tool camera” or “HR person trainer”."
            .to_owned()
    })
}

/// The words of a line; "75/month" counts as "75 a month".
fn words_of(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in line.split_whitespace() {
        match word.split_once('/') {
            Some((amount, unit)) if unit_of(unit).is_some() => {
                words.extend((!amount.is_empty()).then_some(amount));
                words.extend(["a", unit]);
            }
            _ => words.push(word),
        }
    }
    words
}

fn bare(word: &str) -> String {
    word.trim_matches([',', ';', ':', '.']).to_lowercase()
}

fn unit_of(word: &str) -> Option<Recurring> {
    match &*bare(word) {
        "month" | "mo" | "m" => Some(Recurring::Monthly),
        "quarter" | "q" => Some(Recurring::Quarterly),
        "year" | "y" => Some(Recurring::Yearly),
        _ => None,
    }
}

/// A period at the end of the words, and what stands before it.
fn period<'a>(words: &'a [&'a str]) -> Option<(&'a [&'a str], Recurring)> {
    (0..words.len()).find_map(|start| {
        let (recurring, after) = leading_period(&words[start..])?;
        after.is_empty().then_some((&words[..start], recurring))
    })
}

/// A period at the beginning of the words, and what stands after it.
fn leading_period<'a>(words: &'a [&'a str]) -> Option<(Recurring, &'a [&'a str])> {
    let (first, rest) = words.split_first()?;
    match &*bare(first) {
        "monthly" => Some((Recurring::Monthly, rest)),
        "quarterly" => Some((Recurring::Quarterly, rest)),
        "yearly" | "annually" => Some((Recurring::Yearly, rest)),
        "a" | "per" | "each" | "every" => {
            let (unit, rest) = rest.split_first()?;
            unit_of(unit).map(|recurring| (recurring, rest))
        }
        _ => None,
    }
}

type Found<'a> = (Result<Kind, String>, &'a [&'a str]);

/// Something that can be pledged at the beginning of the words, and what stands after it.
fn thing<'a>(session: &Session, words: &'a [&'a str]) -> Option<Found<'a>> {
    let (first, rest) = words.split_first()?;
    match &*bare(first) {
        "tool" => named(rest, Kind::Tool),
        "person" => named(rest, Kind::Person),
        _ => hours(words).or_else(|| money(session, words)),
    }
}

/// A name goes on until something is said of how sure it is.
fn named<'a>(words: &'a [&'a str], kind: fn(CleanText) -> Kind) -> Option<Found<'a>> {
    let firm = words.iter().position(|word| firmness_of(word).is_some());
    let (name, rest) = words.split_at(firm.unwrap_or(words.len()));
    let name = CleanText::line(name.join(" ").trim_end_matches([',', ';']));
    (!name.is_empty()).then(|| (Ok(kind(name)), rest))
}

fn hours<'a>(words: &'a [&'a str]) -> Option<Found<'a>> {
    let (first, rest) = words.split_first()?;
    let (number, rest) = match bare(first).strip_suffix('h') {
        Some(number) if !number.is_empty() => (number.to_owned(), rest),
        _ => {
            let (unit, rest) = rest.split_first()?;
            let hours = matches!(&*bare(unit), "h" | "hr" | "hrs" | "hour" | "hours");
            hours.then(|| (bare(first), rest))?
        }
    };
    let hours: u32 = number.parse().ok()?;
    let (recurring, rest) = leading_period(rest).unwrap_or((Recurring::Monthly, rest));
    let hours = match recurring {
        Recurring::Monthly => Ok(Kind::Hours(hours)),
        _ => Err("Hours are counted by the month: write, for example, “6 hours a month”.".into()),
    };
    Some((hours, rest))
}

fn money<'a>(session: &Session, words: &'a [&'a str]) -> Option<Found<'a>> {
    let read = |many: usize| {
        let text = words.get(..many)?.join(" ");
        session.currency.parse(text.trim_end_matches([',', ';', ':'])).ok().map(|it| (it, many))
    };
    let (each, many) = (1..=4).rev().find_map(read)?;
    let rest = &words[many..];
    let (recurring, rest) = leading_period(rest).unwrap_or((Recurring::Once, rest));
    let amount = whole(each, recurring, session.pot.months);
    Some((amount.map(|typed| Kind::Money(typed.whole)), rest))
}

fn firmness_of(word: &str) -> Option<Firmness> {
    match &*bare(word) {
        "firm" => Some(Firmness::Firm),
        "likely" | "probably" => Some(Firmness::Likely),
        "hope" | "hoped" | "hopefully" | "maybe" | "perhaps" => Some(Firmness::Hope),
        _ => None,
    }
}

/// How sure it is, if that comes next, and the strings.
fn remark(words: &[&str]) -> (Firmness, CleanText) {
    let first = words.iter().position(|word| !bare(word).is_empty());
    let words = &words[first.unwrap_or(words.len())..];
    let (firmness, strings) = match words.split_first() {
        Some((word, rest)) if firmness_of(word).is_some() => (firmness_of(word), rest),
        _ => (None, words),
    };
    let strings = strings.join(" ");
    let strings = strings.trim_start_matches([',', ';', ':', ' ']);
    (firmness.unwrap_or_default(), CleanText::line(strings))
}

/// Strings that name areas and nothing else bind the money to these; other words stay words.
fn strings_of(session: &Session, words: CleanText) -> (Vec<Id>, CleanText) {
    let lower = words.to_lowercase();
    let named = lower.strip_prefix("only for ").and_then(|names| areas_listed(session, names));
    match named {
        Some(areas) => (areas, CleanText::default()),
        None => (Vec::new(), words),
    }
}

/// The areas that are listed, as in "Listening, Crisis and Policy and training": each once;
/// nothing when there are other words among them, or none at all.
pub fn areas_listed(session: &Session, text: &str) -> Option<Vec<Id>> {
    let lower = text.trim().trim_end_matches(['.', ';']).to_lowercase();
    let mut names: Vec<(String, &Id)> =
        session.areas.iter().map(|area| (area.name.to_lowercase(), &area.id)).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut found: Vec<Id> = Vec::new();
    let mut rest = lower.as_str();
    loop {
        let (name, id) = names.iter().find(|(name, _)| begins_with(rest, name))?;
        if !found.contains(id) {
            found.push((*id).clone());
        }
        rest = rest[name.len()..].trim_start();
        if rest.is_empty() {
            return Some(found);
        }
        let after = |sign: &str| rest.strip_prefix(sign);
        rest = after(",").or(after(";")).or(after("&")).or(after("and "))?.trim_start();
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
}

/// Whether a text begins with a name, and not in the middle of a word.
fn begins_with(text: &str, name: &str) -> bool {
    let rest = if name.is_empty() { None } else { text.strip_prefix(name) };
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// The function a source is, or the function of the person it is.
fn function_of(session: &Session, source: &str) -> CleanText {
    let own = session.functions().into_iter().find(|function| same_name(function, source));
    let person = session.people.iter().find(|person| same_name(&person.name, source));
    own.or(person.map(|person| &person.function)).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::scenarios::{euros, room};
    use super::*;
    use crate::testing::area;
    use crate::workshop::Policy;
    use proptest::prelude::*;

    /// What a line says: each kind in words, how sure, and the strings.
    fn said(line: &str) -> Result<(String, String), String> {
        let room = room(Policy::Hidden);
        let offers = typed_offers(room.session(), line)?;
        let kinds: Vec<String> =
            offers.iter().map(|offer| offer.kind.words(|money| format!("{}c", money.0))).collect();
        let first = &offers[0];
        let rest = [&*first.function, first.firmness.name(), &first.strings];
        Ok((format!("{}: {}", first.source, kinds.join(" + ")), rest.join("|")))
    }

    #[test]
    fn a_pledge_is_read_from_one_line() {
        for (line, pledge, rest) in [
            ("HR 500", "HR: 50000c", "HR|firm|"),
            ("hr €1,200.50 likely", "hr: 120050c", "HR|likely|"),
            ("Ana 2k maybe, only for pictures", "Ana: 200000c", "Service|hope|only for pictures"),
            ("HR 500 and 6 hours a month", "HR: 50000c + 6 hours a month", "HR|firm|"),
            ("Head office 6h/month", "Head office: 6 hours a month", "|firm|"),
            ("IT 75/month, if the board agrees", "IT: 90000c", "|firm|if the board agrees"),
            ("IT 75 a quarter", "IT: 30000c", "|firm|"),
            ("IT 1 200 EUR likely", "IT: 120000c", "|likely|"),
            ("Sales tool picture library, likely", "Sales: picture library", "|likely|"),
            ("Legal person Eve one day a week", "Legal: Eve one day a week", "|firm|"),
        ] {
            assert_eq!(said(line), Ok((pledge.to_owned(), rest.to_owned())), "{line}");
        }
    }

    #[test]
    fn strings_that_name_areas_are_understood_and_others_stay_words() {
        let room = room(Policy::Hidden);
        let read = |line: &str| {
            let offers = typed_offers(room.session(), line).expect(line);
            (offers[0].only_for.clone(), offers[0].strings.to_string())
        };
        let all = vec![area(1), area(2), area(3)];
        for (line, only_for, strings) in [
            ("IT 500 only for listening", vec![area(1)], ""),
            ("IT 500 likely, only for Listening, Crisis and Measuring.", all, ""),
            ("IT 500, only for Crisis & Crisis", vec![area(2)], ""),
            ("IT 500 only for Listening devices", vec![], "only for Listening devices"),
            ("IT 500 only for training", vec![], "only for training"),
            ("IT 500 not for Crisis", vec![], "not for Crisis"),
        ] {
            assert_eq!(read(line), (only_for, strings.to_owned()), "{line}");
        }
        assert_eq!(areas_listed(room.session(), ""), None);
    }

    #[test]
    fn a_line_that_says_no_amount_is_refused_with_an_example() {
        for (line, reason) in [
            ("", "HR 500"),
            ("HR", "HR 500"),
            ("500", "HR 500"),
            ("HR -500", "below zero"),
            ("HR $500", "another currency"),
            ("HR 12.3456", "decimals"),
            ("HR 6 hours a year", "by the month"),
        ] {
            let error = said(line).expect_err(line);
            assert!(error.contains(reason), "{line}: {error}");
        }
    }

    #[test]
    fn an_amount_a_month_is_multiplied_and_says_so() {
        let read = |text: &str| typed_amount(Currency::default(), 12, text).expect(text);
        let show = |money: Money| format!("€{}", money.0 / 100);
        let monthly = read("75 a month");
        assert_eq!(monthly.whole, euros(900));
        assert_eq!(monthly.said(show).as_deref(), Some("€75 monthly, 12 times, is €900."));
        assert_eq!(read("75/month").whole, euros(900));
        assert_eq!(read("75 EUR yearly").whole, euros(75));
        assert_eq!(read("900").said(show), None);
        assert!(typed_amount(Currency::default(), 12, "75 a week").is_err());
        let most = "9999999999999 a month";
        assert!(typed_amount(Currency::default(), 60, most).is_ok());
    }

    #[test]
    fn what_something_is_worth_is_an_amount_and_how_many_a_month() {
        let euros = Currency::default();
        let worth = |text: &str| typed_worth(euros, text);
        let said = Worth { each: Money(3_550), times: 200 };
        assert_eq!(worth("35.50 x 200"), Ok(said));
        assert_eq!(worth("€35.50 × 200 a month"), Ok(said));
        assert_eq!(said.monthly(), Some(Money(710_000)));
        assert_eq!(Worth { times: u32::MAX, each: Money(i64::MAX) }.monthly(), None);
        for unclear in ["", "35", "35 x", "x 200", "many x 3", "35 x many"] {
            assert!(worth(unclear).is_err(), "{unclear}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(line in "\\PC{0,30}|[a-z0-9 €/,.h-]{0,40}") {
            let room = room(Policy::Hidden);
            let _ = typed_offers(room.session(), &line);
            let _ = typed_amount(Currency::default(), 12, &line);
        }
    }
}
