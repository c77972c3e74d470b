//! Reads dates as people say them.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::locale::DateOrder;
use crate::text::{clean_line, shorten};

const EXAMPLES: &str = "Write, for example, friday, 3 Dec, in 2 weeks, end of month or 2026-12-03.";

/// Plans reach some years ahead; what lies further is a slip of the finger.
const YEARS_AHEAD: i16 = 100;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// What one way of reading makes of the words: nothing, a date, or a reason why not.
type Reading = Option<Result<Date, String>>;

/// Reads a date: `today`, `fri`, `next friday`, `in 2 weeks`, `+14`, `3 Dec`, `3.12.`, `12/3` by
/// the locale's order, `2026-12-03`, `end of month`, and the like.
///
/// A weekday is the next one after today. A day without a year that has passed this year means
/// the next year that has it. The error is a sentence for the person who typed it.
pub fn parse(text: &str, today: Date, order: DateOrder) -> Result<Date, String> {
    let text = clean_line(text);
    if text.is_empty() {
        return Err(format!("No date was given. {EXAMPLES}"));
    }
    let quoted = format!("“{}”", shorten(&text, 40));
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ',', '\u{a0}'])
        .filter(|word| !matches!(*word, "" | "the" | "of" | "on" | "by" | "at"))
        .collect();
    let (claimed, words) = claimed_weekday(&words);
    let reading = named(words, today)
        .or_else(|| weekday_alone(words, today))
        .or_else(|| distance(words, today))
        .or_else(|| end_of(words, today))
        .or_else(|| with_month_name(words, today))
        .or_else(|| numeric(&words.concat(), today, order))
        .unwrap_or_else(|| {
            Err(format!("{quoted} is not a date that can be read here. {EXAMPLES}"))
        });
    let date = reading?;
    if (date.year() - today.year()).abs() > YEARS_AHEAD {
        return Err(too_far());
    }
    agrees(date, claimed)
}

/// A weekday before a date, as in `Thu 3 Dec`, is a claim to check.
fn claimed_weekday<'a, 'w>(words: &'a [&'w str]) -> (Option<Weekday>, &'a [&'w str]) {
    match words {
        [first, rest @ ..] if !rest.is_empty() && weekday(first).is_some() => {
            (weekday(first), rest)
        }
        _ => (None, words),
    }
}

fn agrees(date: Date, claimed: Option<Weekday>) -> Result<Date, String> {
    match claimed {
        Some(weekday) if weekday != date.weekday() => {
            let is = date.strftime("%-d %B %Y is a %A");
            let claim = WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())];
            Err(format!("{is}, not a {}. Which do you mean?", capital(claim)))
        }
        _ => Ok(date),
    }
}

fn named(words: &[&str], today: Date) -> Reading {
    match words {
        ["today" | "now"] => Some(Ok(today)),
        ["tomorrow"] => Some(later(today, 1.day())),
        ["day", "after", "tomorrow"] => Some(later(today, 2.days())),
        ["next", "week"] => Some(later(today, 1.week())),
        ["next", "month"] => Some(later(today, 1.month())),
        ["next", "year"] => Some(later(today, 1.year())),
        _ => None,
    }
}

fn weekday_alone(words: &[&str], today: Date) -> Reading {
    let to_next = |day: Weekday| match today.weekday().until(day) {
        0 => 7,
        days => days,
    };
    match words {
        [day] | ["this" | "coming", day] => Some(later(today, to_next(weekday(day)?).days())),
        ["next", day] => {
            let monday = 7 - today.weekday().to_monday_zero_offset();
            Some(later(today, (monday + weekday(day)?.to_monday_zero_offset()).days()))
        }
        _ => None,
    }
}

fn distance(words: &[&str], today: Date) -> Reading {
    let words = words.strip_suffix(&["from", "now"]).unwrap_or(words);
    let words = words.strip_suffix(&["from", "today"]).unwrap_or(words);
    let (number, unit) = match words {
        ["in", number, unit] | [number, unit] => (*number, *unit),
        [word] if word.starts_with('+') => {
            let word = &word[1..];
            let at = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
            (&word[..at], if at == word.len() { "days" } else { &word[at..] })
        }
        _ => return None,
    };
    let number = number.strip_prefix('+').unwrap_or(number);
    let unit = match unit.trim_end_matches('s') {
        "d" | "day" => Span::new().days(1),
        "w" | "wk" | "week" => Span::new().weeks(1),
        "fortnight" => Span::new().weeks(2),
        "m" | "month" => Span::new().months(1),
        "q" | "quarter" => Span::new().months(3),
        "y" | "year" => Span::new().years(1),
        _ => return None,
    };
    let number = count(number)?;
    Some(number.and_then(|number| match unit.checked_mul(number) {
        Ok(span) => later(today, span),
        Err(_) => Err(too_far()),
    }))
}

fn count(word: &str) -> Option<Result<i64, String>> {
    if matches!(word, "a" | "an") {
        return Some(Ok(1));
    }
    if let Some(at) = NUMBERS.iter().position(|number| *number == word) {
        return Some(Ok(at as i64 + 1));
    }
    let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| match word.parse::<u16>() {
        Ok(number) => Ok(number.into()),
        Err(_) => Err(too_far()),
    })
}

fn end_of(words: &[&str], today: Date) -> Reading {
    let (next, unit) = match words {
        ["end", "next", unit] => (1, *unit),
        ["end", "this", unit] | ["end", unit] => (0, *unit),
        ["eom"] => (0, "month"),
        ["eoq"] => (0, "quarter"),
        ["eoy"] => (0, "year"),
        _ => return None,
    };
    let last_month = match unit {
        "week" => return Some(end_of_working_week(today, next)),
        "month" => today.month() + next,
        "quarter" => (today.month() - 1) / 3 * 3 + 3 + 3 * next,
        "year" => 12 + 12 * next,
        name => {
            let month = month(name)?;
            let passed = if month < today.month() { 12 } else { 0 };
            month + passed + 12 * next
        }
    };
    let january = Date::new(today.year(), 1, 1).expect("every year has a first of January");
    let first = later(january, Span::new().months(last_month - 1));
    Some(first.map(Date::last_of_month))
}

/// People who say "end of the week" mean its Friday; at the weekend, the Friday to come.
fn end_of_working_week(today: Date, next: i8) -> Result<Date, String> {
    let days = today.weekday().until(Weekday::Friday);
    later(today, (days + 7 * next).days())
}

fn with_month_name(words: &[&str], today: Date) -> Reading {
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let numbers: Vec<&str> =
        words.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, word)| *word).collect();
    match numbers[..] {
        [] => {
            let name = month_name(month);
            Some(Err(format!("Which day of {name}? Write, for example, 3 {}.", &name[..3])))
        }
        [day] => Some(without_year(ordinal(day)?, month, today)),
        [day, year] => Some(exactly(full_year(year)?, month, ordinal(day)?)),
        _ => None,
    }
}

/// `3.12.`, `3.12.2026`, `12/3`, `2026-12-03`.
fn numeric(text: &str, today: Date, order: DateOrder) -> Reading {
    let separator = text.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
    let parts: Vec<&str> = text.strip_suffix('.').unwrap_or(text).split(separator).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            Some(exactly(full_year(year)?, small(month)?, small(day)?))
        }
        [first, second] => {
            let (day, month) = in_order(small(first)?, small(second)?, separator, order);
            Some(without_year(day, month, today))
        }
        [first, second, year] => {
            let (day, month) = in_order(small(first)?, small(second)?, separator, order);
            Some(exactly(full_year(year)?, month, day))
        }
        _ => None,
    }
}

/// Day and month. Dots are only written after the day; where only one order makes a date, that
/// one is meant.
fn in_order(first: i8, second: i8, separator: char, order: DateOrder) -> (i8, i8) {
    match (first > 12, second > 12) {
        _ if separator == '.' => (first, second),
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ if order == DateOrder::DayMonth => (first, second),
        _ => (second, first),
    }
}

fn exactly(year: i16, month: i8, day: i8) -> Result<Date, String> {
    Date::new(year, month, day).map_err(|_| no_such_day(day, month, Some(year)))
}

/// The first such day from today on; for 29 February that may be some years away.
fn without_year(day: i8, month: i8, today: Date) -> Result<Date, String> {
    let years = today.year()..=today.year().saturating_add(8);
    let mut dates = years.filter_map(|year| Date::new(year, month, day).ok());
    dates.find(|date| *date >= today).ok_or_else(|| no_such_day(day, month, None))
}

fn no_such_day(day: i8, month: i8, year: Option<i16>) -> String {
    if !(1..=12).contains(&month) {
        return format!("There is no month {month}. {EXAMPLES}");
    }
    let year = year.map(|year| format!(" {year}")).unwrap_or_default();
    format!("There is no {day} {}{year}. Which day do you mean?", month_name(month))
}

fn later(from: Date, span: Span) -> Result<Date, String> {
    from.checked_add(span).map_err(|_| too_far())
}

fn too_far() -> String {
    format!("That is more than {YEARS_AHEAD} years away. Is a digit too many? {EXAMPLES}")
}

fn month(word: &str) -> Option<i8> {
    let at = place(word, &MONTHS)?;
    i8::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    let at = place(word, &WEEKDAYS)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// Names may be cut to three letters or more: `thu`, `thurs`, `sept.`.
fn place(word: &str, names: &[&str]) -> Option<usize> {
    let word = word.trim_end_matches('.');
    names.iter().position(|name| word.len() >= 3 && name.starts_with(word))
}

fn month_name(month: i8) -> String {
    capital(MONTHS[usize::from(month.unsigned_abs()) - 1])
}

fn capital(name: &str) -> String {
    name[..1].to_uppercase() + &name[1..]
}

fn ordinal(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th").then(|| small(digits))?
}

fn small(digits: &str) -> Option<i8> {
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

fn full_year(digits: &str) -> Option<i16> {
    match digits.len() {
        2 => small(digits).map(|year| 2000 + i16::from(year)),
        4 => digits.parse().ok().filter(|year| *year > 0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// A Friday.
    const TODAY: Date = date(2026, 11, 20);

    fn read(text: &str) -> Result<Date, String> {
        parse(text, TODAY, DateOrder::DayMonth)
    }

    #[test]
    fn dates_as_people_say_them_are_read() {
        for (text, (year, month, day)) in [
            ("today", (2026, 11, 20)),
            ("Tomorrow", (2026, 11, 21)),
            ("friday", (2026, 11, 27)),
            ("sat", (2026, 11, 21)),
            ("on Thurs.", (2026, 11, 26)),
            ("next friday", (2026, 11, 27)),
            ("next sunday", (2026, 11, 29)),
            ("in 2 weeks", (2026, 12, 4)),
            ("in 10 days", (2026, 11, 30)),
            ("in a month", (2026, 12, 20)),
            ("two weeks", (2026, 12, 4)),
            ("2 weeks from now", (2026, 12, 4)),
            ("+14", (2026, 12, 4)),
            ("+2w", (2026, 12, 4)),
            ("3 Dec", (2026, 12, 3)),
            ("Dec 3", (2026, 12, 3)),
            ("Dec 3, 2027", (2027, 12, 3)),
            ("3 December 2027", (2027, 12, 3)),
            ("3rd of December", (2026, 12, 3)),
            ("the 3. dec.", (2026, 12, 3)),
            ("Thu 3 Dec", (2026, 12, 3)),
            ("20 Nov", (2026, 11, 20)),
            ("19 Nov", (2027, 11, 19)),
            ("29 Feb", (2028, 2, 29)),
            ("2026-12-03", (2026, 12, 3)),
            ("2020-01-01", (2020, 1, 1)),
            ("3.12.", (2026, 12, 3)),
            ("3. 12. 2026", (2026, 12, 3)),
            ("3.12.27", (2027, 12, 3)),
            ("12/3", (2027, 3, 12)),
            ("12/25", (2026, 12, 25)),
            ("end of month", (2026, 11, 30)),
            ("end of next month", (2026, 12, 31)),
            ("end of the quarter", (2026, 12, 31)),
            ("end of next quarter", (2027, 3, 31)),
            ("end of year", (2026, 12, 31)),
            ("end of February", (2027, 2, 28)),
            ("end of the week", (2026, 11, 20)),
        ] {
            assert_eq!(read(text), Ok(date(year, month, day)), "{text}");
        }
    }

    #[test]
    fn a_slash_follows_the_readers_order() {
        for (order, expected) in [
            (DateOrder::DayMonth, date(2027, 3, 12)),
            (DateOrder::MonthDay, date(2026, 12, 3)),
            (DateOrder::Iso, date(2026, 12, 3)),
        ] {
            assert_eq!(parse("12/3", TODAY, order), Ok(expected));
        }
    }

    #[test]
    fn next_friday_on_a_sunday_is_five_days_away() {
        let sunday = date(2026, 11, 22);
        assert_eq!(parse("next fri", sunday, DateOrder::Iso), Ok(date(2026, 11, 27)));
    }

    #[test]
    fn what_is_no_date_is_refused_with_a_reason() {
        for (text, reason) in [
            ("", "No date"),
            ("soon", "“soon” is not a date"),
            ("mid January", "not a date"),
            ("December", "Which day of December? Write, for example, 3 Dec"),
            ("30 Feb", "There is no 30 February"),
            ("2026-02-29", "There is no 29 February 2026"),
            ("3.13.", "There is no month 13"),
            ("0 Dec", "There is no 0 December"),
            ("Fri 3 Dec", "3 December 2026 is a Thursday, not a Friday"),
            ("in 99999999 weeks", "years away"),
            ("in 9000 years", "years away"),
            ("5", "not a date"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_panics(
            text in "\\PC{0,20}|((in|end|next|dec|fri|\\+|[0-9]{1,6}|a|weeks|years|[./-]) ?){0,6}",
            year in -9999i16..=9999,
        ) {
            for order in [DateOrder::DayMonth, DateOrder::MonthDay, DateOrder::Iso] {
                let _ = parse(&text, date(year, 12, 31), order);
            }
        }
    }
}
