//! Amounts in the unit of the file, exactly for programs and rounded for people.

use crate::import::pabulib::Pabulib;
use crate::locale::Marks;
use crate::money::grouped;
use num_bigint::BigInt;
use num_rational::BigRational;

/// How amounts of a file are written.
#[derive(Clone, Copy)]
pub(super) struct Amounts {
    /// Amounts are counted in units of 10^-this.
    places: u32,
    marks: Marks,
}

impl Amounts {
    pub(super) fn of(file: &Pabulib, marks: Marks) -> Amounts {
        Amounts { places: file.places, marks }
    }

    /// "216829.41", for programs.
    pub(super) fn plain(self, units: i64) -> String {
        let (whole, part) = self.parts(units);
        match self.places {
            0 => whole.to_string(),
            places => {
                let part = format!("{part:0width$}", width = places as usize);
                match part.trim_end_matches('0') {
                    "" => whole.to_string(),
                    part => format!("{whole}.{part}"),
                }
            }
        }
    }

    /// "216,829.41", for people: whole, or with two decimal places at least.
    pub(super) fn shown(self, units: i64) -> String {
        let (whole, part) = self.parts(units);
        let whole = grouped(whole, self.marks.group);
        if part == 0 {
            return whole;
        }
        let part = format!("{part:0width$}", width = self.places as usize);
        format!("{whole}{}{:0<2}", self.marks.decimal, part.trim_end_matches('0'))
    }

    /// An exact amount in units, rounded to hundredths of the currency.
    pub(super) fn rounded(self, units: &BigRational) -> String {
        let hundredths = units * BigInt::from(100) / BigInt::from(10).pow(self.places);
        let hundredths = i64::try_from(hundredths.round().to_integer()).unwrap_or(i64::MAX);
        Amounts { places: 2, ..self }.shown(hundredths)
    }

    /// A number that is no amount, with one decimal place.
    pub(super) fn tenths(self, number: &BigRational) -> String {
        let tenths = (number * BigInt::from(10)).round().to_integer();
        let tenths = u64::try_from(tenths).unwrap_or(u64::MAX);
        format!("{}{}{}", grouped(tenths / 10, self.marks.group), self.marks.decimal, tenths % 10)
    }

    /// The marks inside a number.
    pub(super) fn marks(self) -> Marks {
        self.marks
    }

    /// An exact amount in units as a fraction of the currency.
    pub(super) fn exact(self, units: &BigRational) -> BigRational {
        units / BigInt::from(10).pow(self.places)
    }

    fn parts(self, units: i64) -> (u64, u64) {
        let unit = 10_u64.pow(self.places);
        (units.unsigned_abs() / unit, units.unsigned_abs() % unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(places: u32) -> Amounts {
        Amounts { places, marks: Marks::default() }
    }

    #[test]
    fn programs_get_the_unit_of_the_file_without_needless_places() {
        for (places, units, written) in
            [(0, 180_000, "180000"), (2, 21_682_941, "216829.41"), (2, 500, "5"), (3, 50, "0.05")]
        {
            assert_eq!(amounts(places).plain(units), written);
        }
    }

    #[test]
    fn people_get_groups_and_two_places_or_none() {
        for (places, units, written) in [
            (0, 180_000, "180,000"),
            (1, 2_005, "200.50"),
            (2, 500, "5"),
            (3, 1_000_125, "1,000.125"),
        ] {
            assert_eq!(amounts(places).shown(units), written);
        }
        let third = BigRational::new(10_000.into(), 3.into());
        assert_eq!(amounts(1).rounded(&third), "333.33");
    }
}
