//! Exact money: whole minor units, never a fraction of a cent, and never an overflow.

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

use crate::locale::Marks;

mod parse;

/// An amount in the minor units of the session's currency: cents, pence, or whole yen.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// Both together, unless that is more than can be counted.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// What is left after taking the other away; below zero when the other is more.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount, unless that is more than can be counted.
    pub fn checked_mul(self, times: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(times)).map(Self)
    }

    /// All of them together, unless that is more than can be counted.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Whether there is nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }
}

/// What a session counts its money in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency with this three-letter code, in any case: `EUR`, `usd`.
    pub fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(&code.trim().to_ascii_uppercase()).map(Self)
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// The English name: "Euro".
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// The symbol people write: `€`, or the code where there is none of its own.
    pub fn symbol(self) -> String {
        match self.0.symbol().symbol {
            // The Swiss write CHF; the sign `₣` was France's.
            symbol if matches!(&*symbol, "" | "¤" | "₣") => self.code().to_owned(),
            symbol => symbol,
        }
    }

    /// How many digits stand behind the decimal mark.
    pub fn digits(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// Reads an amount as people write it: `1200`, `1 200`, `1,200.50`, `9.600`, `€500`, `1.5k`.
    ///
    /// A single mark with exactly three digits after it groups thousands, as money is rarely
    /// counted in tenths of a cent; where a currency has three decimals, a point is decimal.
    /// The error is a sentence for the person who typed it.
    pub fn parse(self, text: &str) -> Result<Money, String> {
        parse::amount(self, text)
    }

    /// Writes an amount with the reader's marks; whole amounts without decimals.
    pub fn show(self, money: Money, marks: &Marks) -> String {
        self.shown(money, marks, self.has_part(money))
    }

    /// The same with its minor unit even when that is zero: "€1,500.00" above "€5,244.97".
    pub fn show_exactly(self, money: Money, marks: &Marks) -> String {
        self.shown(money, marks, self.digits() > 0)
    }

    /// Whether an amount is not whole.
    pub fn has_part(self, money: Money) -> bool {
        !money.0.unsigned_abs().is_multiple_of(10_u64.pow(self.digits()))
    }

    fn shown(self, money: Money, marks: &Marks, exactly: bool) -> String {
        let sign = if money.0 < 0 { "-" } else { "" };
        let number = self.number(money, marks, exactly);
        let symbol = self.symbol();
        let letters = symbol.trim_end_matches('.').ends_with(char::is_alphabetic);
        match (marks.symbol_first, letters) {
            (true, true) => format!("{symbol} {sign}{number}"),
            (true, false) => format!("{sign}{symbol}{number}"),
            (false, _) => format!("{sign}{number} {symbol}"),
        }
    }

    fn number(self, money: Money, marks: &Marks, exactly: bool) -> String {
        let unit = 10_u64.pow(self.digits());
        let (whole, part) = (money.0.unsigned_abs() / unit, money.0.unsigned_abs() % unit);
        let mut number = grouped(whole, marks.group);
        if exactly {
            number.push(marks.decimal);
            number.push_str(&format!("{part:0places$}", places = self.digits() as usize));
        }
        number
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self(iso_currency::Currency::EUR)
    }
}

impl From<Currency> for &'static str {
    fn from(currency: Currency) -> Self {
        currency.code()
    }
}

impl TryFrom<String> for Currency {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        let code = crate::text::clean_line(&code);
        Self::from_code(&code)
            .ok_or_else(|| format!("“{code}” is no currency. Write a code such as EUR or USD."))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// Divides a total by shares of any size, to the last cent: the parts add up to the total.
///
/// Each part is first rounded down; the cents left over go to the largest remainders, and on
/// ties to those listed first. A negative share counts as none. When no share is above zero
/// there is nobody to give to: all parts are zero and the total stays unspent.
pub fn split_exactly(total: Money, shares: &[BigRational]) -> Vec<Money> {
    let weight = |share: &BigRational| {
        if share.is_negative() { BigRational::zero() } else { share.clone() }
    };
    let all: BigRational = shares.iter().map(weight).sum();
    if all.is_zero() {
        return vec![Money::ZERO; shares.len()];
    }
    let total = BigInt::from(total.0);
    let exact: Vec<BigRational> =
        shares.iter().map(|share| weight(share) * &total / &all).collect();
    let mut parts: Vec<BigInt> = exact.iter().map(|part| part.floor().to_integer()).collect();
    let left = (&total - parts.iter().sum::<BigInt>()).to_usize().unwrap_or_default();
    for place in by_largest_remainder(&exact).into_iter().take(left) {
        parts[place] += 1;
    }
    let cents = |part: &BigInt| part.to_i64().expect("a part is never more than its total");
    parts.iter().map(|part| Money(cents(part))).collect()
}

fn by_largest_remainder(exact: &[BigRational]) -> Vec<usize> {
    let remainder = |place: usize| &exact[place] - exact[place].floor();
    let mut places: Vec<usize> = (0..exact.len()).collect();
    places.sort_by_cached_key(|&place| std::cmp::Reverse(remainder(place)));
    places
}

/// A whole number as people read it: "108,499".
pub(crate) fn grouped(number: u64, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::locale::Locale;

    fn currency(code: &str) -> Currency {
        Currency::from_code(code).unwrap()
    }

    #[test]
    fn sums_too_large_are_refused_not_wrapped() {
        assert_eq!(Money(i64::MAX).checked_add(Money(1)), None);
        assert_eq!(Money(i64::MIN).checked_sub(Money(1)), None);
        assert_eq!(Money(i64::MAX).checked_mul(2), None);
        assert_eq!(Money::sum([Money(1), Money(i64::MAX)]), None);
        assert_eq!(Money::sum([Money(1), Money(2)]), Some(Money(3)));
    }

    #[test]
    fn amounts_are_shown_the_way_the_reader_writes_them() {
        for (locale, code, minor, shown) in [
            ("en_GB", "EUR", 960_000, "€9,600"),
            ("de_DE", "EUR", 960_000, "9.600 €"),
            ("de_DE", "EUR", 960_005, "9.600,05 €"),
            ("fr_FR", "EUR", 123_456_700, "1 234 567 €"),
            ("ja_JP", "JPY", 9_600, "¥9,600"),
            ("en_US", "USD", -50, "-$0.50"),
            ("en_US", "EUR", 0, "€0"),
            ("de_DE", "KWD", 1_005, "1,005 د.ك"),
        ] {
            let marks = Locale::named(locale).marks;
            assert_eq!(currency(code).show(Money(minor), &marks), shown, "{locale}");
        }
        assert_eq!(currency("CHF").show(Money(50_000), &Marks::default()), "CHF 500");
        currency("EUR").show(Money(i64::MIN), &Marks::default());
    }

    #[test]
    fn a_currency_is_saved_as_its_code() {
        assert_eq!(ron::to_string(&Currency::default()).unwrap(), "\"EUR\"");
        assert_eq!(ron::from_str::<Currency>("\"USD\"").unwrap(), currency("USD"));
        assert!(ron::from_str::<Currency>("\"Taler\"").is_err());
        assert_eq!(ron::to_string(&Money(1200)).unwrap(), "1200");
    }

    fn weights(weights: &[i64]) -> Vec<BigRational> {
        weights.iter().map(|&weight| BigRational::from_integer(weight.into())).collect()
    }

    #[test]
    fn the_odd_cent_goes_to_the_largest_remainder_then_to_the_first() {
        let split = |total, shares: &[i64]| split_exactly(Money(total), &weights(shares));
        assert_eq!(split(100, &[1, 1, 1]), [Money(34), Money(33), Money(33)]);
        assert_eq!(split(10, &[1, 2]), [Money(3), Money(7)]);
        assert_eq!(split(100, &[0, 0]), [Money::ZERO, Money::ZERO]);
        assert_eq!(split(100, &[-5, 1]), [Money::ZERO, Money(100)]);
        assert_eq!(split(100, &[]), []);
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_total(
            total in any::<i64>(),
            shares in prop::collection::vec((0..i64::MAX, 1..i64::MAX), 1..12),
        ) {
            let shares: Vec<BigRational> =
                shares.iter().map(|&(n, d)| BigRational::new(n.into(), d.into())).collect();
            let parts = split_exactly(Money(total), &shares);
            let sum: i128 = parts.iter().map(|part| i128::from(part.0)).sum();
            let given = if shares.iter().all(Zero::is_zero) { 0 } else { total };
            prop_assert_eq!(sum, i128::from(given));
        }

        #[test]
        fn what_is_shown_can_be_typed(minor in 0..100_000_000_000_000i64, locale in 0..4usize) {
            let marks = Locale::named(["en_US", "de_DE", "fr_FR", "de_CH"][locale]).marks;
            for code in ["EUR", "JPY", "CHF", "USD"] {
                let shown = currency(code).show(Money(minor), &marks);
                prop_assert_eq!(currency(code).parse(&shown), Ok(Money(minor)), "{}", shown);
            }
        }
    }
}
