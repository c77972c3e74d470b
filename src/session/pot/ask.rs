//! An ask: what an area needs from the pot, from the least that makes sense to the most that does.

use crate::money::Money;
use crate::session::change::{Outcome, refuse};
use crate::session::id::Id;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// What an area needs from the pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// The name that never changes.
    pub id: Id,
    /// The area it is for: no owner, no money.
    pub area: Id,
    /// What is asked.
    pub need: Need,
    /// What it is granted; zero, or its minimum and more.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub granted: Money,
    /// Pledges of hours, tools and people matched to it by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matched: Vec<Id>,
}

/// What an ask says, as the form asks it. The three amounts are for the whole period of the pot:
/// whoever types "75 a month" has it multiplied on entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// For what.
    pub title: CleanText,
    /// With less it cannot be done at all.
    pub minimum: Money,
    /// With this it is done well.
    pub target: Money,
    /// More than this would be wasted.
    pub stretch: Money,
    /// How often within the period.
    #[serde(default)]
    pub recurring: Recurring,
    /// How many units in the whole period; 0 when nobody counted.
    #[serde(default)]
    pub quantity: u32,
    /// What one unit is.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub unit: CleanText,
    /// People, skills, tools, outside help.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub category: CleanText,
    /// What it would be worth, as whoever asks sees it; beside the cost, never mixed with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<Worth>,
}

/// What an ask would be worth: so much for each of so many more, or fewer, a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worth {
    /// What one is worth: a call that nobody has to make.
    pub each: Money,
    /// How many a month.
    pub times: u32,
}

impl Worth {
    /// What it is worth a month; none beyond any money there is.
    pub fn monthly(self) -> Option<Money> {
        self.each.0.checked_mul(i64::from(self.times)).map(Money)
    }
}

/// How often an ask comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Recurring {
    /// Once.
    #[default]
    Once,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every year.
    Yearly,
}

impl Ask {
    /// An ask that nothing is granted to yet.
    pub fn new(id: Id, area: Id, need: Need) -> Ask {
        Ask { id, area, need, granted: Money::ZERO, matched: Vec::new() }
    }

    /// The grant one step up from the present one: nothing, minimum, target, stretch.
    pub fn more(&self) -> Option<Money> {
        self.need.levels().into_iter().find(|level| *level > self.granted)
    }

    /// The grant one step down.
    pub fn less(&self) -> Option<Money> {
        self.need.levels().into_iter().rev().find(|level| *level < self.granted)
    }

    /// Whether it is granted what it needs to be done at all; an ask without money is, as soon
    /// as something is matched to it.
    pub fn is_met(&self) -> bool {
        if self.need.wants_money() { !self.granted.is_zero() } else { !self.matched.is_empty() }
    }
}

impl Need {
    /// Whether it asks for money at all, or for hours and things alone.
    pub fn wants_money(&self) -> bool {
        !self.stretch.is_zero()
    }

    /// The grants people think in, from nothing upwards, none twice.
    fn levels(&self) -> Vec<Money> {
        let mut levels = vec![Money::ZERO, self.minimum, self.target, self.stretch];
        levels.dedup();
        levels
    }

    /// Whether so much may be granted to it: nothing, or from its minimum to its stretch.
    pub fn takes(&self, amount: Money) -> bool {
        amount.is_zero() || (self.minimum..=self.stretch).contains(&amount)
    }

    pub(super) fn check(&self) -> Outcome {
        if self.title.is_empty() {
            return refuse("What is it for? Give the ask a few words.");
        }
        if self.minimum < Money::ZERO {
            return refuse("An ask cannot be below zero.");
        }
        if self.target < self.minimum {
            return refuse("The target is below the minimum; it is what doing it well takes.");
        }
        if self.worth.is_some_and(|worth| worth.each <= Money::ZERO || worth.times == 0) {
            return refuse("What is it worth? An amount for each, and how many a month.");
        }
        if self.worth.is_some_and(|worth| worth.monthly().is_none()) {
            return refuse("So much money there is not; look at its worth again.");
        }
        if self.stretch < self.target {
            return refuse("The stretch is below the target; more than it would be wasted.");
        }
        if !self.wants_money() && self.quantity == 0 {
            return refuse(
                "How much does it ask for? Give an amount, or a number of hours or things.",
            );
        }
        Ok(())
    }
}

impl Recurring {
    /// All of them, in the order the form offers them.
    pub const ALL: [Recurring; 4] =
        [Recurring::Once, Recurring::Monthly, Recurring::Quarterly, Recurring::Yearly];

    /// How often it comes in so many months; what has begun counts.
    pub fn occurrences(self, months: u8) -> u32 {
        let months = u32::from(months).max(1);
        match self {
            Recurring::Once => 1,
            Recurring::Monthly => months,
            Recurring::Quarterly => months.div_ceil(3),
            Recurring::Yearly => months.div_ceil(12),
        }
    }

    /// The word people say.
    pub fn name(self) -> &'static str {
        match self {
            Recurring::Once => "once",
            Recurring::Monthly => "monthly",
            Recurring::Quarterly => "quarterly",
            Recurring::Yearly => "yearly",
        }
    }
}

fn is_nothing(amount: &Money) -> bool {
    amount.is_zero()
}
