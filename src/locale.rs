//! How numbers, amounts and dates are written where the reader lives; the words stay English.

/// How to write and read numbers and dates.
///
/// The default is for an international reader of English: `€9,600` and `3 Dec`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Locale {
    /// The marks in amounts.
    pub marks: Marks,
    /// The order of day and month.
    pub dates: DateOrder,
}

/// The marks inside an amount and where the currency stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Marks {
    /// Between groups of three digits.
    pub group: char,
    /// Between whole units and their hundredths.
    pub decimal: char,
    /// Whether the currency stands before the amount: `€9,600`, not `9,600 €`.
    pub symbol_first: bool,
}

/// The order in which a date is written, and `12/3` is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DateOrder {
    /// `3 Dec`; most of the world.
    #[default]
    DayMonth,
    /// `Dec 3`; the United States.
    MonthDay,
    /// `2026-12-03`; where dates run from the year down.
    Iso,
}

impl Default for Marks {
    /// English text puts the symbol first, in Dublin and Delhi as in Boston.
    fn default() -> Self {
        Self { group: ',', decimal: '.', symbol_first: true }
    }
}

impl Locale {
    /// Reads a locale's name as systems write it: `de_DE.UTF-8`, `en-US`, `sv`, `C`, or nothing.
    ///
    /// A name that says nothing, or that is unknown here, means the default.
    pub fn named(name: &str) -> Self {
        let name = name.split(['.', '@']).next().unwrap_or_default().trim().to_lowercase();
        let mut parts = name.split(['_', '-']);
        let language = parts.next().unwrap_or_default();
        let country = parts.next_back().unwrap_or_default();
        Self { marks: marks(language, country), dates: dates(language, country) }
    }
}

fn marks(language: &str, country: &str) -> Marks {
    let (group, decimal, symbol_first) = match (language, country) {
        ("de" | "fr" | "it", "ch") | ("de", "li") => ('’', '.', true),
        ("de", "at") | ("nl", _) | ("pt", "br") | ("tr" | "id", _) => ('.', ',', true),
        ("es", "mx" | "us" | "gt" | "hn" | "ni" | "pa" | "pe" | "pr" | "sv" | "do") => {
            (',', '.', true)
        }
        ("es", "ar" | "cl" | "co" | "uy" | "ec") => ('.', ',', true),
        ("de" | "es" | "it" | "da" | "el" | "ro" | "hr" | "sl" | "sr" | "bs" | "mk", _)
        | ("ca" | "gl" | "eu" | "vi" | "is" | "lb" | "sq", _) => ('.', ',', false),
        ("fr" | "pt" | "ru" | "uk" | "be" | "pl" | "cs" | "sk" | "bg" | "kk", _)
        | ("nb" | "nn" | "no" | "sv" | "fi" | "hu" | "lt" | "lv" | "et", _) => (' ', ',', false),
        ("en", "za") => (' ', '.', true),
        _ => return Marks::default(),
    };
    Marks { group, decimal, symbol_first }
}

fn dates(language: &str, country: &str) -> DateOrder {
    match (language, country) {
        ("en" | "es", "us" | "pr") | ("en", "ph") => DateOrder::MonthDay,
        ("sv" | "lt" | "hu" | "zh" | "ja" | "ko" | "mn", _) => DateOrder::Iso,
        ("en" | "fr", "ca") | ("en", "za") => DateOrder::Iso,
        _ => DateOrder::DayMonth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_the_system_are_understood() {
        use DateOrder::{DayMonth, Iso, MonthDay};
        for (name, group, decimal, symbol_first, order) in [
            ("de_DE.UTF-8", '.', ',', false, DayMonth),
            ("de_DE@euro", '.', ',', false, DayMonth),
            ("de-CH", '’', '.', true, DayMonth),
            ("en_US", ',', '.', true, MonthDay),
            ("en_GB.utf8", ',', '.', true, DayMonth),
            ("en_CA.UTF-8", ',', '.', true, Iso),
            ("fr_FR", ' ', ',', false, DayMonth),
            ("sv_SE.UTF-8", ' ', ',', false, Iso),
            ("ja_JP.eucJP", ',', '.', true, Iso),
            ("zh_Hans_CN", ',', '.', true, Iso),
            ("pt_BR", '.', ',', true, DayMonth),
        ] {
            let marks = Marks { group, decimal, symbol_first };
            assert_eq!(Locale::named(name), Locale { marks, dates: order }, "{name}");
        }
    }

    #[test]
    fn a_name_that_says_nothing_means_international_english() {
        for name in ["", "C", "C.UTF-8", "POSIX", "xx_YY", "…", "_", "."] {
            assert_eq!(Locale::named(name), Locale::default(), "{name:?}");
        }
    }
}
