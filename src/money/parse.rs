//! Reads amounts as people write them.

use super::{Currency, Money};
use crate::text::{clean_line, shorten};

/// Far beyond any budget, and small enough that sums of thousands stay countable.
const LARGEST: i64 = 1_000_000_000_000_000;

/// Digits as written, with the decimal mark found.
struct Number {
    whole: String,
    decimals: String,
}

pub(super) fn amount(currency: Currency, text: &str) -> Result<Money, String> {
    let text = clean_line(text);
    if text.is_empty() {
        return Err("No amount was given. Write, for example, 1200 or 1.5k.".to_owned());
    }
    let quoted = format!("“{}”", shorten(&text, 40));
    if text.contains(['-', '−', '–']) && !ends_in_dash(&text) {
        return Err(format!("{quoted} is below zero. Write an amount of zero or more."));
    }
    let (before, digits, after) = around_digits(&text).ok_or_else(|| unclear(&quoted))?;
    let (thousands, mark_after) = thousands(currency, after);
    for mark in [before, mark_after] {
        check_mark(currency, mark, &quoted)?;
    }
    let number = number(currency, digits).ok_or_else(|| unclear(&quoted))?;
    minor_units(currency, &number, thousands, &quoted)
}

fn unclear(quoted: &str) -> String {
    format!("{quoted} is not an amount. Write, for example, 1200, 1,200.50 or 1.5k.")
}

/// Whole amounts are sometimes written `500,-` or `500.–`.
fn ends_in_dash(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| !matches!(c, '-' | '−' | '–'));
    [",-", ".-", ",–", ".–"].iter().any(|dash| digits.ends_with(dash))
        && !digits.starts_with(['-', '−', '–'])
}

fn around_digits(text: &str) -> Option<(&str, &str, &str)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text.rfind(|c: char| c.is_ascii_digit())?;
    let before = text[..first].trim_end_matches(['.', ',']);
    // In `.5` the mark belongs to the number, in `Fr.5` to the currency.
    let abbreviated = before.ends_with(char::is_alphabetic);
    let first = if before.len() + 1 == first && !abbreviated { first - 1 } else { first };
    let after = text[last + 1..].trim_start_matches([',', '.', '-', '–', '−']).trim();
    Some((text[..first].trim(), &text[first..=last], after))
}

/// Whether a `k` for thousands follows, and what follows then.
fn thousands(currency: Currency, after: &str) -> (bool, &str) {
    match after.strip_prefix(['k', 'K']).map(str::trim) {
        Some(mark) if mark.is_empty() || is_own(currency, mark) => (true, mark),
        _ => (false, after),
    }
}

fn is_own(currency: Currency, mark: &str) -> bool {
    let lower = mark.to_lowercase();
    let name = currency.name().to_lowercase();
    let unit = name.rsplit(' ').next().unwrap_or_default();
    let singular = lower.trim_end_matches('s');
    lower == currency.code().to_lowercase()
        || lower == currency.symbol().to_lowercase()
        || [&*name, unit].contains(&singular)
        || lower.trim_end_matches('.') == currency.symbol().to_lowercase().trim_end_matches('.')
}

fn check_mark(currency: Currency, mark: &str, quoted: &str) -> Result<(), String> {
    if mark.is_empty() || is_own(currency, mark) {
        return Ok(());
    }
    let sign = mark.chars().any(|c| "$£€¥฿₿".contains(c) || ('₠'..='\u{20cf}').contains(&c));
    if sign || Currency::from_code(mark).is_some() {
        let code = currency.code();
        return Err(format!("{quoted} is in another currency. This session counts in {code}."));
    }
    Err(unclear(quoted))
}

fn number(currency: Currency, digits: &str) -> Option<Number> {
    let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’', '_'];
    let marks: Vec<(usize, char)> =
        digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    if marks.iter().any(|(_, mark)| !spaces.contains(mark) && !matches!(mark, '.' | ',')) {
        return None;
    }
    let Some(&(last, mark)) = marks.last() else {
        return Some(Number { whole: digits.to_owned(), decimals: String::new() });
    };
    let decimal = matches!(mark, '.' | ',')
        && marks.iter().filter(|(_, other)| *other == mark).count() == 1
        && !(marks.len() == 1 && groups(currency, &digits[..last], mark, &digits[last + 1..]));
    let (whole, decimals) =
        if decimal { (&digits[..last], &digits[last + 1..]) } else { (digits, "") };
    Some(Number { whole: ungrouped(whole)?, decimals: decimals.to_owned() })
}

/// Whether a lone mark between these digits groups thousands.
fn groups(currency: Currency, before: &str, mark: char, after: &str) -> bool {
    let three_decimals = currency.digits() == 3 && mark == '.';
    after.len() == 3 && (1..=3).contains(&before.len()) && before != "0" && !three_decimals
}

/// Takes grouping marks out where they stand rightly: all alike, and three digits at the end.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let rightly = (1..=3).contains(&first.len())
        && last.len() == 3
        // Two in the middle is how lakhs and crores are grouped.
        && middle.iter().all(|group| matches!(group.len(), 2 | 3));
    let whole = groups.concat();
    (rightly && whole.bytes().all(|byte| byte.is_ascii_digit())).then_some(whole)
}

fn minor_units(
    currency: Currency,
    number: &Number,
    thousands: bool,
    quoted: &str,
) -> Result<Money, String> {
    let places = currency.digits() as usize + if thousands { 3 } else { 0 };
    if number.decimals.len() > places {
        return Err(too_fine(currency, quoted));
    }
    let digits = format!("{}{:0<places$}", number.whole, number.decimals);
    match digits.trim_start_matches('0') {
        "" => Ok(Money::ZERO),
        digits => match digits.parse() {
            Ok(minor) if minor <= LARGEST => Ok(Money(minor)),
            _ => Err(format!("{quoted} is more than can be counted here. Is a digit too many?")),
        },
    }
}

fn too_fine(currency: Currency, quoted: &str) -> String {
    let code = currency.code();
    match currency.digits() {
        0 => format!("{quoted} has decimals, and {code} has none. Write a whole amount."),
        digits => format!("{quoted} has too many decimals: {code} has {digits}."),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(code: &str, text: &str) -> Result<i64, String> {
        Currency::from_code(code).unwrap().parse(text).map(|money| money.0)
    }

    #[test]
    fn amounts_as_people_write_them_are_read() {
        for (text, minor) in [
            ("1200", 120_000),
            ("1 200", 120_000),
            ("1\u{a0}200", 120_000),
            ("1'200", 120_000),
            ("1,200.50", 120_050),
            ("1.200,50", 120_050),
            ("1.200.500", 120_050_000),
            ("1,00,000", 10_000_000),
            ("9.600", 960_000),
            ("9,600", 960_000),
            ("12.5", 1_250),
            ("0,5", 50),
            (".5", 50),
            ("€500", 50_000),
            ("€ 500", 50_000),
            ("500 €", 50_000),
            ("500 EUR", 50_000),
            ("eur 500", 50_000),
            ("500 euros", 50_000),
            ("500,-", 50_000),
            ("500.– €", 50_000),
            ("2k", 200_000),
            ("1.5k", 150_000),
            ("1,5 k€", 150_000),
            ("1.2345k", 123_450),
            ("0", 0),
            ("007", 700),
        ] {
            assert_eq!(read("EUR", text), Ok(minor), "{text}");
        }
        assert_eq!(read("JPY", "9,600"), Ok(9_600));
        assert_eq!(read("KWD", "9.600"), Ok(9_600));
        assert_eq!(read("SEK", "500 kr"), Ok(50_000));
        assert_eq!(read("CHF", "CHF.500"), Ok(50_000));
        assert_eq!(read("USD", "$2k"), Ok(200_000));
    }

    #[test]
    fn what_is_no_amount_is_refused_with_a_reason() {
        for (code, text, reason) in [
            ("EUR", "", "No amount"),
            ("EUR", "-5", "below zero"),
            ("EUR", "€-5", "below zero"),
            ("EUR", "12.345,678", "too many decimals: EUR has 2"),
            ("EUR", "0.123", "too many decimals"),
            ("JPY", "12.5", "JPY has none"),
            ("EUR", "$500", "another currency"),
            ("EUR", "500 USD", "another currency"),
            ("EUR", "99999999999999999999", "more than can be counted"),
            ("EUR", "99999999999999999k", "more than can be counted"),
            ("EUR", "12 apples", "not an amount"),
            ("EUR", "12 34", "not an amount"),
            ("EUR", "1.2.3", "not an amount"),
            ("EUR", "ten", "not an amount"),
            ("EUR", "5%", "not an amount"),
        ] {
            let error = read(code, text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(text in "\\PC{0,12}|[-€$k0-9., ']{0,25}") {
            for code in ["EUR", "JPY", "KWD", "XXX"] {
                let _ = read(code, &text);
            }
        }
    }
}
