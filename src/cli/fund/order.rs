//! Which of equal projects goes first, and why it was this one.

use super::tally::{Tally, Tie};
use crate::methods::election::{Election, TieOrder};
use clap::ValueEnum;

/// Which of equal projects goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// The cheaper one, then the one with more support, then by id
    #[default]
    Workshop,
    /// The one whose id comes first, by code point
    Id,
}

/// What one of equal projects has that it went first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is cheaper.
    Cost,
    /// It has more support.
    Support,
    /// Its id comes first.
    Id,
}

impl Order {
    /// Its name on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Order::Workshop => "workshop",
            Order::Id => "id",
        }
    }

    /// What it says, to be read aloud.
    pub(super) fn words(self) -> &'static str {
        match self {
            Order::Workshop => "the cheaper, then the one with more support, then by id",
            Order::Id => "by id",
        }
    }

    /// How equal projects would be put in order by it.
    pub(super) fn how(self) -> &'static str {
        match self {
            Order::Workshop => "the cheaper first",
            Order::Id => "by id",
        }
    }

    /// The one that was not chosen.
    pub(super) fn other(self) -> Order {
        match self {
            Order::Workshop => Order::Id,
            Order::Id => Order::Workshop,
        }
    }

    /// The order as a rule takes it. The list of a file is by id already.
    pub(super) fn written(self, election: &Election) -> TieOrder {
        match self {
            Order::Workshop => TieOrder::workshop(&election.projects),
            Order::Id => TieOrder::list(election.projects.len()),
        }
    }
}

impl Reason {
    /// Its name for programs.
    pub(super) fn name(self) -> &'static str {
        match self {
            Reason::Cost => "cost",
            Reason::Support => "support",
            Reason::Id => "id",
        }
    }

    /// "is cheaper"
    pub(super) fn words(self) -> &'static str {
        match self {
            Reason::Cost => "is cheaper",
            Reason::Support => "has more support",
            Reason::Id => "comes first by id",
        }
    }
}

impl Tally {
    /// What the first of equal projects has that the second has not.
    pub(super) fn why_first(&self, tie: &Tie) -> Reason {
        let [first, second, ..] = tie.projects[..] else { return Reason::Id };
        let (first, second) = (&self.election.projects[first], &self.election.projects[second]);
        match self.choice.order {
            Order::Workshop if first.cost != second.cost => Reason::Cost,
            Order::Workshop if first.support != second.support => Reason::Support,
            Order::Workshop | Order::Id => Reason::Id,
        }
    }
}
