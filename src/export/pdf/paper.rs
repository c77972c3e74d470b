//! The measures of a page, in points, and the styles that its words are set in.

use crate::locale::DateOrder;
use crate::reader::Reader;

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paper {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// From the left edge of the sheet to the text, and from the text to the right edge.
pub(super) const SIDE: f32 = 64.0;
/// From the upper edge of the sheet to the text.
pub(super) const ABOVE: f32 = 78.0;
/// From the text to the lower edge of the sheet.
const BELOW: f32 = 70.0;
/// The baselines of the running head, from above, and of the foot, from below.
pub(super) const HEAD: f32 = 50.0;
pub(super) const FOOT: f32 = 38.0;
/// The widest line of prose: so many letters are read with ease.
pub(super) const PROSE: f32 = 400.0;

impl Paper {
    pub(super) const A4: Paper = Paper { width: 595.276, height: 841.89 };
    pub(super) const LETTER: Paper = Paper { width: 612.0, height: 792.0 };

    /// What lies in the printer where the reader lives. Where a date begins with its month, that is
    /// Letter; a locale tells no more.
    pub(super) fn of(reader: &Reader) -> Paper {
        match reader.locale.dates {
            DateOrder::MonthDay => Paper::LETTER,
            DateOrder::DayMonth | DateOrder::Iso => Paper::A4,
        }
    }

    /// The width of the text.
    pub(super) fn measure(self) -> f32 {
        self.width - 2.0 * SIDE
    }

    /// The height of the text.
    pub(super) fn depth(self) -> f32 {
        self.height - ABOVE - BELOW
    }
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// What is printed with. The accent is dark enough to stay black in black and white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    /// For what stands beside.
    Dim,
    Accent,
    /// For thin lines.
    Hair,
    /// For what is not there: the rest of a bar.
    Pale,
    White,
}

impl Ink {
    pub(super) fn colour(self) -> [u8; 3] {
        match self {
            Ink::Black => [0x1c, 0x1c, 0x1e],
            Ink::Dim => [0x5c, 0x60, 0x66],
            Ink::Accent => [0x12, 0x55, 0x63],
            Ink::Hair => [0xc4, 0xc8, 0xcc],
            Ink::Pale => [0xe6, 0xe9, 0xeb],
            Ink::White => [0xff, 0xff, 0xff],
        }
    }
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    /// From baseline to baseline.
    pub(super) leading: f32,
    pub(super) weight: Weight,
    pub(super) ink: Ink,
}

impl Style {
    pub(super) const TEXT: Style = Style::plain(9.6, 13.6);
    /// On the executive page.
    pub(super) const LARGE: Style = Style::plain(10.8, 15.6);
    /// In tables.
    pub(super) const CELL: Style = Style::plain(9.0, 12.2);
    /// Over columns, beside axes, in running heads.
    pub(super) const SMALL: Style = Style::plain(8.0, 10.6).dim();
    pub(super) const TITLE: Style = Style::plain(25.0, 30.0).bold();
    pub(super) const PART: Style = Style::plain(18.0, 23.0).bold().with(Ink::Accent);
    pub(super) const SECTION: Style = Style::plain(12.5, 16.5).bold();
    pub(super) const HEADING: Style = Style::plain(10.2, 14.0).bold();
    pub(super) const DIGITS: Style = Style::plain(26.0, 31.0).bold().with(Ink::Accent);

    const fn plain(size: f32, leading: f32) -> Style {
        Style { size, leading, weight: Weight::Plain, ink: Ink::Black }
    }

    pub(super) const fn bold(self) -> Style {
        Style { weight: Weight::Bold, ..self }
    }

    pub(super) const fn dim(self) -> Style {
        self.with(Ink::Dim)
    }

    pub(super) const fn with(self, ink: Ink) -> Style {
        Style { ink, ..self }
    }

    /// The same at so many times its size.
    pub(super) fn times(self, factor: f32) -> Style {
        Style { size: self.size * factor, leading: self.leading * factor, ..self }
    }

    /// From the top of a line to its baseline: small letters stand in the middle.
    pub(super) fn baseline(self) -> f32 {
        self.leading / 2.0 + self.size * 0.35
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::testing::reader;

    #[test]
    fn a_reader_gets_the_paper_of_their_printer() {
        for (name, paper) in
            [("en_US", Paper::LETTER), ("de_DE", Paper::A4), ("sv_SE", Paper::A4), ("C", Paper::A4)]
        {
            let reader = crate::reader::Reader { locale: Locale::named(name), ..reader() };
            assert_eq!(Paper::of(&reader), paper, "{name}");
        }
    }
}
