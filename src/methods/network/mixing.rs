//! The E-I index of Krackhardt and Stern, "Informal networks and organizational crises" (Social
//! Psychology Quarterly 51, 1988): ties across functions less ties within one, over all ties.
//!
//! It never stands alone: with five functions of equal size, people who ask anybody alike have
//! +0.6. So beside it stands the index of all the pairs there could be, which is what blind mixing
//! gives, and only what lies below that is a silo.

use super::Network;
use num_rational::Rational64;
use num_traits::Signed;

/// Pairs of people within one function and across two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Both of one function.
    pub within: u64,
    /// Of two functions.
    pub across: u64,
}

/// The ties there are beside the pairs there could be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mixing {
    /// The ties there are.
    pub found: Pairs,
    /// All the pairs there could be.
    pub possible: Pairs,
}

/// What an index says beside its baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// No ties: there is no index, and it is not nought.
    Undefined,
    /// Below what blind mixing gives.
    Silo,
    /// Just what blind mixing gives.
    AsByChance,
    /// Above what blind mixing gives.
    Open,
}

impl Pairs {
    /// (across − within) / (across + within), from −1 to 1; none without pairs.
    pub fn index(&self) -> Option<Rational64> {
        let [within, across] = [self.within, self.across].map(|count| i64::try_from(count).ok());
        let (within, across) = within.zip(across)?;
        let all = within.checked_add(across)?;
        (all > 0).then(|| Rational64::new(across - within, all))
    }

    fn add(&mut self, is_across: bool) {
        let count = if is_across { &mut self.across } else { &mut self.within };
        *count += 1;
    }
}

impl Mixing {
    /// The index of the ties there are.
    pub fn index(&self) -> Option<Rational64> {
        self.found.index()
    }

    /// The index that blind mixing gives.
    pub fn by_chance(&self) -> Option<Rational64> {
        self.possible.index()
    }

    /// What the one says beside the other.
    pub fn reading(&self) -> Reading {
        match self.index().zip(self.by_chance()) {
            None => Reading::Undefined,
            Some((found, chance)) if found < chance => Reading::Silo,
            Some((found, chance)) if found == chance => Reading::AsByChance,
            Some(_) => Reading::Open,
        }
    }

    /// The reading in a sentence about a function, a person or the whole.
    pub fn sentence(&self, name: &str) -> String {
        let Some((found, chance)) = self.index().zip(self.by_chance()) else {
            return format!("{name}: no ties, so the E-I index is undefined, not 0.");
        };
        let (found, chance) = (signed(found), signed(chance));
        match self.reading() {
            Reading::Silo => format!(
                "{name} keeps to its own: E-I {found}, where asking anybody alike gives {chance}."
            ),
            Reading::Open => format!(
                "{name} asks across functions: E-I {found}, where asking anybody alike gives \
                 {chance}."
            ),
            Reading::AsByChance | Reading::Undefined => {
                format!("{name} asks as if functions did not matter: E-I {found}, as by chance.")
            }
        }
    }
}

impl Network {
    /// The ties of the whole.
    pub fn mixing(&self) -> Mixing {
        self.mixing_of(|_, _| true)
    }

    /// The ties with an end in a function.
    pub fn mixing_of_function(&self, function: usize) -> Mixing {
        self.mixing_of(|one, other| {
            self.functions[one] == function || self.functions[other] == function
        })
    }

    /// The ties of a person.
    pub fn mixing_of_person(&self, person: usize) -> Mixing {
        self.mixing_of(|one, other| one == person || other == person)
    }

    /// The arcs of the whole, each counted for itself.
    pub fn arcs_within_and_across(&self) -> Pairs {
        let mut pairs = Pairs::default();
        for (from, to) in self.arcs() {
            pairs.add(self.is_across(from, to));
        }
        pairs
    }

    fn mixing_of(&self, counts: impl Fn(usize, usize) -> bool) -> Mixing {
        let mut mixing = Mixing::default();
        for one in 0..self.people() {
            for other in (one + 1..self.people()).filter(|other| counts(one, *other)) {
                let is_across = self.is_across(one, other);
                mixing.possible.add(is_across);
                if self.tied[one].contains(&other) {
                    mixing.found.add(is_across);
                }
            }
        }
        mixing
    }

    fn is_across(&self, one: usize, other: usize) -> bool {
        self.functions[one] != self.functions[other]
    }
}

/// An index from −1 to 1 with two digits and its sign.
fn signed(index: Rational64) -> String {
    let hundredths = (index.abs() * 100).round().to_integer();
    let sign = match (hundredths, index.is_negative()) {
        (0, _) => "",
        (_, true) => "-",
        (_, false) => "+",
    };
    format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
}
