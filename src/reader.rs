//! Who reads: the marks of their numbers, their calendar day and their time zone. Every amount,
//! date and time that a person sees is written by a [`Reader`].

use crate::locale::Locale;
use crate::money::{Currency, Money};
use crate::when;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use num_rational::Ratio;

/// How numbers, dates and times are written for somebody.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Marks and the order of day and month.
    pub locale: Locale,
    /// Today where they are.
    pub today: Date,
    /// Their time zone.
    pub zone: TimeZone,
}

impl Reader {
    /// "Thu 3 Dec", with the year when it is not today's.
    pub fn date(&self, date: Date) -> String {
        when::show(date, self.today, &self.locale)
    }

    /// A day to come, as somebody typed it: "friday", "3 Dec", "in 2 weeks".
    ///
    /// # Errors
    /// A sentence for whoever typed it.
    pub fn day_to_come(&self, text: &str) -> Result<Date, String> {
        let date = when::parse(text, self.today, self.locale.dates)?;
        if date < self.today {
            return Err(format!("{} is over. Which day to come?", self.date(date)));
        }
        Ok(date)
    }

    /// "9,600 €" or "€9,600".
    pub fn money(&self, currency: Currency, amount: Money) -> String {
        currency.show(amount, &self.locale.marks)
    }

    /// The same with its cents even when they are none, for a column of which one has some.
    pub fn money_exactly(&self, currency: Currency, amount: Money) -> String {
        currency.show_exactly(amount, &self.locale.marks)
    }

    /// "3.1": a fraction with one decimal, rounded half up.
    pub fn decimal(&self, value: Ratio<u64>) -> String {
        let tenths = (value * 10).round().to_integer();
        format!("{}{}{}", tenths / 10, self.locale.marks.decimal, tenths % 10)
    }

    /// "11:02".
    pub fn time(&self, at: Timestamp) -> String {
        when::clock(at, &self.zone)
    }

    /// The day of a moment.
    pub fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }
}
