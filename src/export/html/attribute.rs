//! What may stand in an attribute: nothing that people wrote.

use std::fmt::{Display, Formatter, Result};

/// The value of an attribute: a word that was written here, numbers, or a place of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// As it stands.
    Word(&'static str),
    /// With a space between.
    Numbers(Vec<u32>),
    /// A place by its name.
    Named(Anchor),
    /// A link to a place.
    Link(Anchor),
}

/// A place of the page. Its name is ours, whatever stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor(String);

impl Anchor {
    /// The place of this name.
    pub(super) fn new(name: &'static str) -> Anchor {
        Anchor(name.to_owned())
    }

    /// The place of this number within it.
    pub(super) fn nth(&self, number: usize) -> Anchor {
        Anchor(format!("{}-{number}", self.0))
    }
}

impl From<&'static str> for Value {
    fn from(word: &'static str) -> Value {
        Value::Word(word)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Numbers(vec![number])
    }
}

impl<const COUNT: usize> From<[u32; COUNT]> for Value {
    fn from(numbers: [u32; COUNT]) -> Value {
        Value::Numbers(numbers.into())
    }
}

impl From<&Anchor> for Value {
    fn from(anchor: &Anchor) -> Value {
        Value::Named(anchor.clone())
    }
}

impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Value::Word(word) => out.write_str(word),
            Value::Named(Anchor(name)) => out.write_str(name),
            Value::Link(Anchor(name)) => write!(out, "#{name}"),
            Value::Numbers(numbers) => {
                for (at, number) in numbers.iter().enumerate() {
                    let space = if at == 0 { "" } else { " " };
                    write!(out, "{space}{number}")?;
                }
                Ok(())
            }
        }
    }
}
