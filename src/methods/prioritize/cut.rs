//! Where a line may be drawn through an order: the natural break, and what a line through a group
//! of equals means.

use super::{Standing, Tally};
use num_rational::Ratio;

/// The best so many, when a line is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Those that are inside, whatever becomes of the tied.
    pub inside: Vec<usize>,
    /// A group of equals that the line would split, so that a run-off has to decide. Empty when
    /// the line splits nobody.
    pub tied: Vec<usize>,
    /// Which of them the written order would keep.
    pub kept: Vec<usize>,
    /// Which of them it would keep if the list were reversed.
    pub reversed: Vec<usize>,
}

impl Cut {
    /// Whether the order of the list alone decides who is inside.
    pub fn hangs_on_the_list(&self) -> bool {
        self.kept != self.reversed
    }
}

/// The largest gap between two that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// How many stand above it.
    pub above: usize,
    /// How large it is.
    pub gap: Gap,
}

/// The distance between two that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// So many dots or approvals.
    Dots(u32),
    /// A difference of means.
    Mean(Ratio<u64>),
    /// How many put the upper one above the lower, and how many the other way round.
    Duel(u32, u32),
}

impl Gap {
    fn size(self) -> Ratio<u64> {
        match self {
            Gap::Dots(dots) => u64::from(dots).into(),
            Gap::Mean(mean) => mean,
            Gap::Duel(ours, theirs) => u64::from(ours.saturating_sub(theirs)).into(),
        }
    }

    /// A gap of one dot, one person or less than half a point is none.
    fn counts(self) -> bool {
        match self {
            Gap::Mean(mean) => mean >= Ratio::new(1, 2),
            gap => gap.size() > 1.into(),
        }
    }
}

impl Tally {
    /// The best `most`. See [`Cut`].
    pub fn cut(&self, most: usize) -> Cut {
        let mut inside = Vec::new();
        for group in &self.groups {
            let room = most.saturating_sub(inside.len());
            if room == 0 {
                break;
            }
            if group.len() > room {
                let within = |order: &[usize]| {
                    let mut kept: Vec<usize> =
                        order.iter().copied().filter(|it| group.contains(it)).take(room).collect();
                    kept.sort_unstable();
                    kept
                };
                let (kept, reversed) = (within(&self.order), within(&self.reversed()));
                return Cut { inside, tied: group.clone(), kept, reversed };
            }
            inside.extend(group);
        }
        Cut { inside, tied: Vec::new(), kept: Vec::new(), reversed: Vec::new() }
    }

    /// The one largest gap of the order. Too small a gap, or two as large as each other, are no
    /// natural break: then none.
    pub fn natural_break(&self) -> Option<Break> {
        let gaps: Vec<Option<Gap>> = (1..self.order.len()).map(|row| self.gap(row)).collect();
        let sizes = gaps.iter().flatten().map(|gap| gap.size());
        let largest = sizes.max()?;
        let mut found = (1..).zip(gaps).filter_map(|(row, gap)| Some((row, gap?)));
        let mut found = found.by_ref().filter(|(_, gap)| gap.size() == largest);
        let (above, gap) = found.next().filter(|(_, gap)| gap.counts())?;
        found.next().is_none().then_some(Break { above, gap })
    }

    /// The gap above the option in a row: none within a group of equals, or beside what is not
    /// rated.
    fn gap(&self, row: usize) -> Option<Gap> {
        let [above, here] = [self.order[row - 1], self.order[row]];
        let group = |option| self.groups.iter().position(|group| group.contains(&option));
        if group(above) == group(here) {
            return None;
        }
        let standings = [above, here].map(|option| &self.items[option].standing);
        match standings {
            [Standing::Dots { dots: more, .. }, Standing::Dots { dots: fewer, .. }] => {
                Some(Gap::Dots(more.saturating_sub(*fewer)))
            }
            [Standing::Score { .. }, Standing::Score { .. }] => {
                if !standings.iter().all(|standing| standing.is_rated()) {
                    return None;
                }
                let [higher, lower] = standings.map(Standing::mean);
                Some(Gap::Mean(higher? - lower?))
            }
            _ => {
                let duels = self.duels.as_ref()?;
                Some(Gap::Duel(duels.support[above][here], duels.support[here][above]))
            }
        }
    }
}
