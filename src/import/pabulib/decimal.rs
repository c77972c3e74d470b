//! Amounts and points as elections write them, exactly: `180000`, `216829.41`, `1,5`, `433/2`.

use super::quoted;

/// So many units of 10^-places, without needless places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Decimal {
    units: i64,
    places: u32,
}

/// Why a text is no number that can be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unreadable {
    NotANumber,
    BelowZero,
    /// A comma before three digits may be decimal or part the thousands.
    Ambiguous,
    TooLarge,
}

impl Decimal {
    /// Reads a number. A comma is decimal, as a point is; pabutools also writes fractions.
    pub(super) fn read(text: &str) -> Result<Decimal, Unreadable> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix(['-', '−']) {
            let number = Self::read_unsigned(rest)?;
            return if number.units == 0 { Ok(number) } else { Err(Unreadable::BelowZero) };
        }
        Self::read_unsigned(text.strip_prefix('+').unwrap_or(text))
    }

    fn read_unsigned(text: &str) -> Result<Decimal, Unreadable> {
        if let Some((above, below)) = text.split_once('/') {
            return Self::divided(whole(above)?, whole(below)?);
        }
        let Some(mark) = text.find(['.', ',']) else {
            return Ok(Decimal { units: whole(text)?, places: 0 });
        };
        let (before, after) = (&text[..mark], &text[mark + 1..]);
        if text.as_bytes()[mark] == b',' && after.len() == 3 && before != "0" {
            whole(after)?;
            return Err(Unreadable::Ambiguous);
        }
        let after = after.trim_end_matches('0');
        let digits = if before.is_empty() && mark + 1 < text.len() { "0" } else { before };
        let places = u32::try_from(after.len()).map_err(|_| Unreadable::TooLarge)?;
        let part = if after.is_empty() { 0 } else { whole(after)? };
        let units = Decimal { units: whole(digits)?, places: 0 }.at(places);
        let units = units.and_then(|units| units.checked_add(part)).ok_or(Unreadable::TooLarge)?;
        Ok(Decimal { units, places })
    }

    fn divided(above: i64, below: i64) -> Result<Decimal, Unreadable> {
        if below == 0 {
            return Err(Unreadable::NotANumber);
        }
        for places in 0..=MOST_PLACES {
            let scaled = i128::from(above) * 10_i128.pow(places);
            if scaled % i128::from(below) == 0 {
                let units = i64::try_from(scaled / i128::from(below));
                return Ok(Decimal { units: units.map_err(|_| Unreadable::TooLarge)?, places });
            }
        }
        Err(Unreadable::NotANumber)
    }

    /// How many decimal places it needs.
    pub(super) fn places(self) -> u32 {
        self.places
    }

    /// In units of 10^-places, unless that is more than can be counted or needs more places.
    pub(super) fn at(self, places: u32) -> Option<i64> {
        let more = places.checked_sub(self.places)?;
        10_i64.checked_pow(more)?.checked_mul(self.units)
    }
}

/// Ten to this power still fits beside any amount.
const MOST_PLACES: u32 = 18;

fn whole(digits: &str) -> Result<i64, Unreadable> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Unreadable::NotANumber);
    }
    digits.parse().map_err(|_| Unreadable::TooLarge)
}

impl Unreadable {
    /// A sentence about the text, with what to do.
    pub(super) fn about(self, text: &str, what: &str) -> String {
        let shown = quoted(text);
        match self {
            Unreadable::NotANumber if text.is_empty() => {
                format!("The {what} is missing. Write a number.")
            }
            Unreadable::NotANumber => format!(
                "{shown} is no {what}. Write digits alone, with a point before decimals: 1234.50."
            ),
            Unreadable::BelowZero => {
                format!("{shown} is below zero, and such a {what} cannot be counted.")
            }
            Unreadable::Ambiguous => format!(
                "{shown} can be read in two ways. Leave the comma out if it parts thousands, or \
                 write a point if it is decimal."
            ),
            Unreadable::TooLarge => format!("{shown} is more than can be counted exactly."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly() {
        for (text, units, places) in [
            ("180000", 180_000, 0),
            (" 216829.41 ", 21_682_941, 2),
            ("216829,41", 21_682_941, 2),
            ("45000.00", 45_000, 0),
            ("45000.", 45_000, 0),
            ("+7", 7, 0),
            (".5", 5, 1),
            ("0,125", 125, 3),
            ("-0", 0, 0),
            ("21682941/100", 21_682_941, 2),
            ("6/3", 2, 0),
            ("007.10", 71, 1),
        ] {
            assert_eq!(Decimal::read(text), Ok(Decimal { units, places }), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_apart() {
        for (text, why) in [
            ("", Unreadable::NotANumber),
            ("free", Unreadable::NotANumber),
            ("1.2.3", Unreadable::NotANumber),
            ("1e6", Unreadable::NotANumber),
            ("1/3", Unreadable::NotANumber),
            ("1/0", Unreadable::NotANumber),
            (".", Unreadable::NotANumber),
            ("٣", Unreadable::NotANumber),
            ("-5", Unreadable::BelowZero),
            ("1,000", Unreadable::Ambiguous),
            ("99999999999999999999", Unreadable::TooLarge),
            ("1.0000000000000000000000001", Unreadable::TooLarge),
        ] {
            assert_eq!(Decimal::read(text), Err(why), "{text}");
        }
    }

    #[test]
    fn a_common_scale_keeps_every_unit() {
        let number = Decimal::read("12.5").unwrap();
        assert_eq!((number.at(1), number.at(3), number.at(0)), (Some(125), Some(12_500), None));
        assert_eq!(number.at(30), None);
    }
}
