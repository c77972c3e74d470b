//! Prioritising: ballots in, an order out, with everything that can honestly be said of it. One
//! vocabulary for dots, approvals, scores and rankings: the order, the groups of equals, how
//! people differed, the natural break, the most divided, and where a line may be drawn.
//!
//! Equals are a tie: something is written down to order them by, so that work can go on, but it
//! never decides who won.

mod cut;
mod explain;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod vectors;

use super::ranked::Duels;
use super::{dots, ranked, score};
use num_rational::Ratio;
use serde::{Deserialize, Serialize};
use std::cmp::{Ordering, Reverse};

pub use cut::{Break, Cut, Gap};
pub use explain::Words;

/// How the ballots of a vote are marked, and so how they are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum VoteKind {
    /// A few dots each, several on one if it must be.
    #[default]
    Dots,
    /// One mark on each thing one would have.
    Approval,
    /// 0 to 5 on each, or no opinion.
    Score,
    /// The best first.
    Ranked,
}

/// Every kind, in the order in which they are offered.
pub const KINDS: [VoteKind; 4] =
    [VoteKind::Dots, VoteKind::Approval, VoteKind::Score, VoteKind::Ranked];

/// What one ballot says of each option, in list order: dots, 1 for an approval, a score, a place
/// from 1. Nothing is no dot, no opinion, or the last place.
pub type Paper = Vec<Option<u8>>;

impl VoteKind {
    /// True for [`VoteKind::Dots`].
    pub fn is_dots(&self) -> bool {
        *self == VoteKind::Dots
    }

    /// What everyone gives, as people say it.
    pub fn name(self) -> &'static str {
        match self {
            VoteKind::Dots => "dots",
            VoteKind::Approval => "approvals",
            VoteKind::Score => "scores",
            VoteKind::Ranked => "rankings",
        }
    }

    /// Whether hands can be counted for it: they show how much a thing has, and nothing else.
    pub fn takes_hands(self) -> bool {
        matches!(self, VoteKind::Dots | VoteKind::Approval)
    }

    /// Counts ballots about so many options. What a ballot is too short for, it says nothing of.
    pub fn count(self, options: usize, papers: &[Paper]) -> Tally {
        match self {
            VoteKind::Dots | VoteKind::Approval => {
                Tally::of(self, dots::count(options, papers), None)
            }
            VoteKind::Score => Tally::of(self, score::count(options, papers), None),
            VoteKind::Ranked => {
                let (duels, items) = ranked::count(options, papers);
                Tally::of(self, items, Some(duels))
            }
        }
    }

    /// Takes over totals of hands, which cannot tell who or how many.
    pub fn of_totals(self, totals: &[u32]) -> Tally {
        let item = |dots: &u32| {
            let standing = Standing::Dots { dots: *dots, people: None };
            Item { standing, spread: None }
        };
        Tally::of(self, totals.iter().map(item).collect(), None)
    }
}

/// The count, with all that it can tell. Options are places in the list, from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// How it was voted.
    pub kind: VoteKind,
    /// What each option came to, in list order.
    pub items: Vec<Item>,
    /// The places of the options, best first.
    pub order: Vec<usize>,
    /// The same, cut into groups of equals, best first.
    pub groups: Vec<Vec<usize>>,
    /// Of rankings: everyone against everyone.
    pub duels: Option<Duels>,
    /// The groups of equals that a run-off was held among, oldest first.
    pub run_offs: Vec<RunOff>,
}

/// What one option came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What its place follows from.
    pub standing: Standing,
    /// How people differed about it; not known where nobody was asked one by one.
    pub spread: Option<Spread>,
}

/// What an option's place follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// All its dots or approvals, and from how many people; not known of hands.
    Dots {
        /// Together.
        dots: u32,
        /// How many gave it any.
        people: Option<u32>,
    },
    /// The scores it was given; blanks are not among them.
    Score {
        /// Together.
        sum: u32,
        /// How many there are.
        answers: u32,
        /// Whether at least half answered; otherwise it is not rated.
        rated: bool,
    },
    /// Its tier, 0 being the best, and over all ballots how many it stands above, less how many
    /// stand above it (the symmetric Borda count).
    Ranked {
        /// Those of a tier are tied.
        tier: usize,
        /// What orders those of one tier.
        borda: i64,
    },
}

impl Standing {
    /// The mean of the scores; none where nobody gave one, and of no other kind.
    pub fn mean(&self) -> Option<Ratio<u64>> {
        match self {
            Standing::Score { sum, answers, .. } if *answers > 0 => {
                Some(Ratio::new(u64::from(*sum), u64::from(*answers)))
            }
            _ => None,
        }
    }

    /// All its dots or approvals, 0 of any other kind.
    pub fn dots(&self) -> u32 {
        match self {
            Standing::Dots { dots, .. } => *dots,
            _ => 0,
        }
    }

    /// How many said something good of it: gave it a dot, or a score.
    pub fn people(&self) -> Option<u32> {
        match self {
            Standing::Dots { people, .. } => *people,
            Standing::Score { answers, .. } => Some(*answers),
            Standing::Ranked { .. } => None,
        }
    }

    /// False for what fewer than half gave a score.
    pub fn is_rated(&self) -> bool {
        !matches!(self, Standing::Score { rated: false, .. })
    }

    /// What decides first, the more the better; what is not rated stands below all that is.
    fn value(&self) -> (bool, Ratio<u64>, Reverse<usize>) {
        let nothing = Ratio::from_integer(0);
        match self {
            Standing::Dots { dots, .. } => (true, u64::from(*dots).into(), Reverse(0)),
            Standing::Score { rated, .. } => (*rated, self.mean().unwrap_or(nothing), Reverse(0)),
            Standing::Ranked { tier, .. } => (true, nothing, Reverse(*tier)),
        }
    }

    /// What decides between equal values: more people, more answers, higher over all ballots.
    fn support(&self) -> i64 {
        match self {
            Standing::Dots { people, .. } => people.map_or(0, i64::from),
            Standing::Score { answers, .. } => (*answers).into(),
            Standing::Ranked { borda, .. } => *borda,
        }
    }

    /// Whether the two are tied: rankings by their tier, all others by everything but the list.
    fn ties(&self, other: &Standing) -> bool {
        let ranked = matches!(self, Standing::Ranked { .. });
        self.value() == other.value() && (ranked || self.support() == other.support())
    }
}

/// How people differed about one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// How many gave it 0, 1, 2 … dots or points; of a ranking, how many put it first, second …,
    /// in the middle of the places that it shares.
    pub said: Vec<u32>,
    /// How many left it blank.
    pub silent: u32,
    /// The variance of what was said, as an exact fraction: the mean of the squares less the square
    /// of the mean.
    pub variance: Ratio<u64>,
}

impl Spread {
    /// The lowest and the highest that anybody said; none when nobody did, or all agreed.
    pub fn ends(&self) -> Option<[usize; 2]> {
        let low = self.said.iter().position(|people| *people > 0)?;
        let high = self.said.iter().rposition(|people| *people > 0)?;
        (low < high).then_some([low, high])
    }
}

/// The population variance of whole numbers, as an exact fraction; 0 of none.
///
/// By Lagrange's identity `n·Σx² − (Σx)²` is the sum over all pairs of people of the squared
/// difference of what they said; divided by n² it can be compared between options that not
/// everybody answered. Two at the cap and two at nothing differ more than four with one dot each,
/// though both have the same total: that is what a talk should be about. The range would only see
/// the ends, and an entropy would not know that 0 and 2 are further apart than 0 and 1.
pub(super) fn variance(said: impl IntoIterator<Item = u64>) -> Ratio<u64> {
    let sums = said.into_iter().fold((0, 0, 0), |(people, sum, squares), value| {
        (people + 1, sum + value, squares + value * value)
    });
    let (people, sum, squares) = sums;
    if people == 0 { 0.into() } else { Ratio::new(people * squares - sum * sum, people * people) }
}

/// What put an option below the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Fewer dots, a lower mean, a lower tier.
    Value,
    /// The same, from fewer people or answers, or lower over all ballots.
    Support,
    /// A run-off between the two.
    RunOff,
    /// Nothing but the order of the list.
    List,
}

/// A second vote among a group of equals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOff {
    /// Among which: options in list order; they are what the tally's places are places in.
    pub among: Vec<usize>,
    /// What it came to.
    pub tally: Tally,
}

impl RunOff {
    /// Where an option stands in the run-off's own list.
    fn place(&self, option: usize) -> Option<usize> {
        self.among.iter().position(|other| *other == option)
    }
}

impl Tally {
    fn of(kind: VoteKind, items: Vec<Item>, duels: Option<Duels>) -> Tally {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by(|one, other| by_standing(&items[*one], &items[*other]));
        let tied = |one: &usize, other: &usize| items[*one].standing.ties(&items[*other].standing);
        let groups = order.chunk_by(tied).map(<[usize]>::to_vec).collect();
        Tally { kind, items, order, groups, duels, run_offs: Vec::new() }
    }

    /// The same for a room that spoke with one voice: who and how many is not known.
    pub fn of_one_voice(mut self) -> Tally {
        for item in &mut self.items {
            item.spread = None;
            if let Standing::Dots { people, .. } = &mut item.standing {
                *people = None;
            }
        }
        self.duels = None;
        self
    }

    /// The order after a run-off: a group of equals that it was held among stands as it came out
    /// there, and what was equal there is equal still. A run-off among anything else says nothing.
    pub fn after(mut self, run_off: RunOff) -> Tally {
        let mut among = run_off.among.clone();
        among.sort_unstable();
        let same = |group: &Vec<usize>| {
            let mut group = group.clone();
            group.sort_unstable();
            group == among
        };
        let Some(at) = self.groups.iter().position(same) else { return self };
        let named = |group: &Vec<usize>| group.iter().map(|at| run_off.among[*at]).collect();
        let settled: Vec<Vec<usize>> = run_off.tally.groups.iter().map(named).collect();
        self.groups.splice(at..=at, settled);
        self.order = self.groups.concat();
        self.run_offs.push(run_off);
        self
    }

    /// The groups of more than one.
    pub fn ties(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.groups.iter().filter(|group| group.len() > 1)
    }

    /// The group of equals that an option is in, if there are others in it.
    pub fn tie_of(&self, option: usize) -> Option<&Vec<usize>> {
        self.ties().find(|group| group.contains(&option))
    }

    /// The rank of an option, from 1; equals share one, and the next begins after them.
    pub fn rank(&self, option: usize) -> usize {
        let above = self.groups.iter().take_while(|group| !group.contains(&option));
        above.map(Vec::len).sum::<usize>() + 1
    }

    /// Why the option in this row of the order stands below the one above it.
    pub fn decided_by(&self, row: usize) -> By {
        let [above, here] = [self.order[row - 1], self.order[row]];
        let standing = |option: usize| &self.items[option].standing;
        if standing(above).value() != standing(here).value() {
            return By::Value;
        }
        match self.run_off_of(above, here) {
            _ if self.is_list_alone(above, here) => By::List,
            Some(_) => By::RunOff,
            None => By::Support,
        }
    }

    /// The last run-off that both took part in.
    fn run_off_of(&self, one: usize, other: usize) -> Option<&RunOff> {
        let both =
            |run_off: &&RunOff| run_off.among.contains(&one) && run_off.among.contains(&other);
        self.run_offs.iter().rev().find(both)
    }

    /// Whether nothing but the order of the list stands between the two.
    fn is_list_alone(&self, one: usize, other: usize) -> bool {
        match self.run_off_of(one, other) {
            Some(run_off) => run_off.tally.are_equal(run_off.place(one), run_off.place(other)),
            None => self.are_equal(Some(one), Some(other)),
        }
    }

    fn are_equal(&self, one: Option<usize>, other: Option<usize>) -> bool {
        let key = |option: Option<usize>| {
            let standing = &self.items.get(option?)?.standing;
            Some((standing.value(), standing.support()))
        };
        key(one) == key(other)
    }

    /// The order if the list were reversed: where it alone decides, the last comes first.
    pub fn reversed(&self) -> Vec<usize> {
        let equal = |one: &usize, other: &usize| self.is_list_alone(*one, *other);
        self.order.chunk_by(equal).flat_map(|equals| equals.iter().rev().copied()).collect()
    }

    /// The option on which people differ most; none when nobody differs or nobody can tell.
    /// Equals: the one that stands higher, where more is at stake. What is not rated is left out:
    /// two of ten who disagree are not the room.
    pub fn most_divided(&self) -> Option<usize> {
        let variance = |option: usize| {
            let item = &self.items[option];
            Some(item.spread.as_ref()?.variance).filter(|_| item.standing.is_rated())
        };
        let most = self.order.iter().filter_map(|option| variance(*option)).max()?;
        let divided = |option: &usize| variance(*option) == Some(most);
        self.order.iter().copied().find(divided).filter(|_| most > 0.into())
    }
}

/// Best first: by value, by support, and the sort is stable, so that the list comes last.
fn by_standing(one: &Item, other: &Item) -> Ordering {
    let key = |item: &Item| (item.standing.value(), item.standing.support());
    key(other).cmp(&key(one))
}
