//! Dot voting: everyone has a few dots and puts them on what they want, at most so many on one.
//! In the words of the literature a cumulative vote with a cap; with a cap of one, approval.
//!
//! Order: more dots, then more people, then the order of the list. Equal dots and people make a
//! tie group: the list decides the order to work in, never who won.

/// How many dots each person should have for so many options: the square root, rounded, at least
/// two and at most five.
pub fn suggested(options: usize) -> u8 {
    let root = options.isqrt();
    // (root + ½)² = root² + root + ¼, so that what is above root² + root rounds up.
    let rounded = root + usize::from(options > root * root + root);
    u8::try_from(rounded.clamp(2, 5)).expect("at most five")
}

/// What one person may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Dots in all; some may be left.
    pub dots: u8,
    /// The most on one option.
    pub cap: u8,
}

/// Why a ballot does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// More dots than there are: how many were given.
    Overspent(u32),
    /// Too many on the option at this place.
    OverCap(usize),
}

impl Limits {
    /// Whether a ballot (the dots on each option, in list order) keeps the limits.
    ///
    /// # Errors
    /// The first limit it breaks.
    pub fn check(&self, ballot: &[u8]) -> Result<(), Broken> {
        if let Some(option) = ballot.iter().position(|dots| *dots > self.cap) {
            return Err(Broken::OverCap(option));
        }
        let given: u32 = ballot.iter().map(|dots| u32::from(*dots)).sum();
        if given > u32::from(self.dots) { Err(Broken::Overspent(given)) } else { Ok(()) }
    }
}

/// The count, with all that it can tell. Options are places in the list, from zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What each option has, in list order.
    pub options: Vec<Counted>,
    /// The places of the options, best first.
    pub order: Vec<usize>,
    /// The same, cut into groups of equals, best first.
    pub groups: Vec<Vec<usize>>,
}

/// What one option has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// All its dots.
    pub dots: u32,
    /// How many people gave it any; not known where only hands were counted.
    pub people: Option<u32>,
    /// How many people gave it none, one, two … dots; not known where only hands were counted.
    pub spread: Option<Vec<u32>>,
}

/// What put an option below the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Fewer dots.
    Dots,
    /// As many dots, from fewer people.
    People,
    /// Nothing but the order of the list: the two are tied.
    List,
}

/// The best so many, when a line is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Those that are inside, whatever becomes of the tied.
    pub inside: Vec<usize>,
    /// A group of equals that the line would split: only the list, or the list reversed, would
    /// decide between them, so a run-off has to. Empty when the line splits nobody.
    pub tied: Vec<usize>,
}

/// The largest gap between two that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// How many stand above it.
    pub above: usize,
    /// By how many dots.
    pub gap: u32,
}

impl Tally {
    /// Counts ballots, each with the dots on every option in list order. What a ballot does not
    /// mention has none.
    pub fn of_ballots(options: usize, ballots: &[Vec<u8>]) -> Tally {
        let most = ballots.iter().flatten().copied().max().unwrap_or(0);
        let counted = |option: usize| {
            let mut spread = vec![0; usize::from(most) + 1];
            for ballot in ballots {
                spread[usize::from(ballot.get(option).copied().unwrap_or(0))] += 1;
            }
            let dots = (0..).zip(&spread).map(|(dots, people): (u32, &u32)| dots * people).sum();
            Counted { dots, people: Some(spread[1..].iter().sum()), spread: Some(spread) }
        };
        Tally::of((0..options).map(counted).collect())
    }

    /// Takes over totals of hands, which cannot tell who or how many.
    pub fn of_totals(totals: &[u32]) -> Tally {
        let counted = |dots: &u32| Counted { dots: *dots, people: None, spread: None };
        Tally::of(totals.iter().map(counted).collect())
    }

    fn of(options: Vec<Counted>) -> Tally {
        let mut order: Vec<usize> = (0..options.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(worth(&options[*place])));
        let same = |one: &usize, other: &usize| worth(&options[*one]) == worth(&options[*other]);
        let groups = order.chunk_by(same).map(<[usize]>::to_vec).collect();
        Tally { options, order, groups }
    }

    /// The groups of more than one.
    pub fn ties(&self) -> impl Iterator<Item = &Vec<usize>> {
        self.groups.iter().filter(|group| group.len() > 1)
    }

    /// The rank of an option, from 1; equals share one, and the next begins after them.
    pub fn rank(&self, option: usize) -> usize {
        let above = self.groups.iter().take_while(|group| !group.contains(&option));
        above.map(Vec::len).sum::<usize>() + 1
    }

    /// What put the option at this place of the order (from 1 on) below the one above it.
    pub fn decided_by(&self, place: usize) -> By {
        let [above, below] = [place - 1, place].map(|at| &self.options[self.order[at]]);
        if above.dots != below.dots {
            By::Dots
        } else if above.people != below.people {
            By::People
        } else {
            By::List
        }
    }

    /// The best `most`. Breaking ties by the list reversed changes who is inside exactly when a
    /// group of equals straddles the line, which is when `tied` is not empty.
    pub fn cut(&self, most: usize) -> Cut {
        let mut cut = Cut { inside: Vec::new(), tied: Vec::new() };
        for group in &self.groups {
            let room = most - cut.inside.len();
            if group.len() <= room {
                cut.inside.extend(group);
            } else {
                cut.tied = if room > 0 { group.clone() } else { Vec::new() };
                break;
            }
        }
        cut
    }

    /// The one largest gap of the order. A gap of one dot, or two gaps as large as each other,
    /// are no natural break: then none.
    pub fn natural_break(&self) -> Option<Break> {
        let dots = |at: usize| self.options[self.order[at]].dots;
        let gaps: Vec<u32> = (1..self.order.len()).map(|at| dots(at - 1) - dots(at)).collect();
        let gap = gaps.iter().copied().max().filter(|gap| *gap > 1)?;
        let mut places = gaps.iter().enumerate().filter(|(_, other)| **other == gap);
        let (at, _) = places.next()?;
        places.next().is_none().then_some(Break { above: at + 1, gap })
    }

    /// The option on which people differ most; none when nobody differs or nobody can tell.
    ///
    /// Measured by the sum over all pairs of people of the squared difference of their dots. By
    /// Lagrange's identity that is `n·Σx² − (Σx)²`, n² times the variance: an exact integer, and
    /// everybody's answer counts, zeros too. Two at the cap and two at nothing differ more than
    /// four with one dot each, though both have the same total: that is what a talk should be
    /// about. The range would only see the ends, and an entropy would not know that 0 and 2 are
    /// further apart than 0 and 1. Equals: the one that stands higher, where more is at stake.
    pub fn most_divided(&self) -> Option<usize> {
        let divided = |option: &usize| division(self.options[*option].spread.as_deref());
        let most = self.order.iter().filter_map(divided).max().filter(|most| *most > 0)?;
        self.order.iter().copied().find(|option| divided(option) == Some(most))
    }

    /// Why the order is as it is, in sentences; `name` says what an option is called.
    pub fn explain(&self, name: impl Fn(usize) -> String) -> String {
        let Some(first) = self.groups.first().filter(|group| self.options[group[0]].dots > 0)
        else {
            return "Nobody gave a dot.".into();
        };
        let best = &self.options[first[0]];
        let mut sentences = vec![match first.as_slice() {
            [one] => format!("{} comes first with {}.", name(*one), amount(best)),
            more => {
                let (names, each) = (list(more, &name), amount(best));
                format!("{names} share the first place with {each} each; {LIST_ALONE}")
            }
        }];
        sentences.extend((1..self.order.len()).filter_map(|at| self.why(at, &name)));
        let given = |group: &&Vec<usize>| self.options[group[0]].dots > 0;
        let ties = self.ties().filter(|group| *group != first).filter(given);
        sentences.extend(ties.map(|group| match group.len() {
            ..=FEW => format!("{} are tied; {LIST_ALONE}", list(group, &name)),
            many => {
                let each = amount(&self.options[group[0]]);
                format!("{many} are tied with {each} each; {LIST_ALONE}")
            }
        }));
        sentences.join(" ")
    }

    /// What people decided between two with equal dots.
    fn why(&self, at: usize, name: &impl Fn(usize) -> String) -> Option<String> {
        let [above, below] = [self.order[at - 1], self.order[at]];
        let (By::People, Some(people)) = (self.decided_by(at), self.options[above].people) else {
            return None;
        };
        let [above, below] = [above, below].map(name);
        Some(format!(
            "{above} and {below} have as many dots; {above} stands first, with {people} people \
             for it."
        ))
    }
}

/// More than these tied options are counted, not named: the bars beside name them.
const FEW: usize = 3;

/// What is said of a tie.
const LIST_ALONE: &str = "the list alone orders them.";

/// What decides, the more the better.
fn worth(counted: &Counted) -> (u32, Option<u32>) {
    (counted.dots, counted.people)
}

fn division(spread: Option<&[u32]>) -> Option<u64> {
    let spread = (0_u64..).zip(spread?.iter().map(|people| u64::from(*people)));
    let sums = spread.fold((0, 0, 0), |(people, sum, squares), (dots, more)| {
        (people + more, sum + dots * more, squares + dots * dots * more)
    });
    let (people, sum, squares) = sums;
    Some(people * squares - sum * sum)
}

fn amount(counted: &Counted) -> String {
    let dots = format!("{} {}", counted.dots, if counted.dots == 1 { "dot" } else { "dots" });
    match counted.people {
        Some(1) => format!("{dots} from one person"),
        Some(people) => format!("{dots} from {people} people"),
        None => dots,
    }
}

fn list(options: &[usize], name: &impl Fn(usize) -> String) -> String {
    let names: Vec<String> = options.iter().map(|option| name(*option)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[test]
    fn the_number_of_dots_is_the_square_root_rounded() {
        let options = [0, 1, 4, 6, 7, 12, 13, 20, 21, 30, 400, usize::MAX];
        assert_eq!(options.map(suggested), [2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5]);
    }

    #[test]
    fn more_dots_win_then_more_people_then_the_list() {
        let ballots = [vec![0, 1, 2, 0], vec![1, 1, 0, 0], vec![1, 1, 0, 0], vec![0, 1, 0, 0]];
        let tally = Tally::of_ballots(4, &ballots);
        assert_eq!(tally.order, [1, 0, 2, 3]);
        assert_eq!([1, 2, 3].map(|at| tally.decided_by(at)), [By::Dots, By::People, By::Dots]);
        assert_eq!(
            tally.explain(|option| "ABCD"[option..=option].into()),
            "B comes first with 4 dots from 4 people. A and C have as many dots; A stands first, \
             with 2 people for it."
        );
    }

    #[test]
    fn equals_are_a_group_and_the_list_only_orders_them() {
        let tally = Tally::of_ballots(3, &[vec![1, 0, 1], vec![0, 1, 0]]);
        assert_eq!((tally.groups.clone(), tally.decided_by(1)), (vec![vec![0, 1, 2]], By::List));
        assert_eq!([0, 1, 2].map(|option| tally.rank(option)), [1, 1, 1]);
        assert_eq!(tally.cut(2), Cut { inside: vec![], tied: vec![0, 1, 2] });
        assert_eq!(tally.cut(3), Cut { inside: vec![0, 1, 2], tied: vec![] });
        assert_eq!(
            tally.explain(|option| "ABC"[option..=option].into()),
            "A, B and C share the first place with 1 dot from one person each; the list alone \
             orders them."
        );
    }

    #[test]
    fn hands_cannot_tell_people_spread_or_division() {
        let tally = Tally::of_totals(&[5, 5, 4, 0]);
        assert_eq!(tally.groups, [vec![0, 1], vec![2], vec![3]]);
        assert!(tally.options.iter().all(|it| it.people.is_none() && it.spread.is_none()));
        assert_eq!(tally.most_divided(), None);
        assert_eq!(tally.natural_break(), Some(Break { above: 3, gap: 4 }));
    }

    #[test]
    fn a_break_is_one_gap_larger_than_all_others() {
        let gap = |totals: &[u32]| Tally::of_totals(totals).natural_break();
        assert_eq!(gap(&[9, 8, 4, 3]), Some(Break { above: 2, gap: 4 }));
        assert_eq!(gap(&[9, 6, 3]), None, "two alike");
        assert_eq!(gap(&[3, 2, 2]), None, "one dot is no gap");
        assert_eq!(gap(&[3]), None);
        assert_eq!(gap(&[]), None);
    }

    #[test]
    fn two_camps_are_more_divided_than_one_dot_from_everyone() {
        let ballots = [vec![2, 1], vec![2, 1], vec![0, 1], vec![0, 1]];
        let tally = Tally::of_ballots(2, &ballots);
        assert_eq!(tally.most_divided(), Some(0));
        assert_eq!(tally.options[0].spread, Some(vec![2, 0, 2]));
        assert_eq!(Tally::of_ballots(2, &[vec![1, 0], vec![1, 0]]).most_divided(), None);
        assert_eq!(Tally::of_ballots(2, &[vec![2, 0]]).most_divided(), None, "one alone");
    }

    #[test]
    fn nothing_given_is_no_winner() {
        let tally = Tally::of_ballots(2, &[vec![0, 0]]);
        assert_eq!(tally.explain(|_| "x".into()), "Nobody gave a dot.");
        assert_eq!(Tally::of_ballots(0, &[]).explain(|_| "x".into()), "Nobody gave a dot.");
    }

    #[test]
    fn it_counts_as_the_reference_does() {
        let file = include_str!("../../tests/fixtures/dots.json");
        let file: Value = serde_json::from_str(file).expect("the fixture is JSON");
        let cases = file["dots"].as_array().expect("cases");
        assert_eq!(cases.len(), 11);
        cases.iter().for_each(reference);
    }

    fn reference(case: &Value) {
        let name = case["id"].as_str().expect("a name");
        let number = |value: &Value| u8::try_from(value.as_u64().unwrap_or(0)).expect("small");
        let words = |value: &Value| -> Vec<String> {
            let list = value.as_array().expect("a list").iter();
            list.map(|word| word.as_str().expect("a word").to_owned()).collect()
        };
        let items = words(&case["items"]);
        let limits =
            Limits { dots: number(&case["dots_per_person"]), cap: number(&case["max_per_item"]) };
        let ballots = case["ballots"].as_array().expect("ballots").iter();
        let ballots: Vec<Vec<u8>> = ballots
            .map(|ballot| items.iter().map(|item| number(&ballot[item])).collect())
            .collect();
        let broken: Vec<usize> =
            (0..ballots.len()).filter(|at| limits.check(&ballots[*at]).is_err()).collect();
        let expected = &case["expected"];
        let invalid = expected["invalid_ballots"].as_array().expect("a list").iter();
        let invalid: Vec<usize> = invalid.map(|at| number(at).into()).collect();
        assert_eq!(broken, invalid, "{name}");
        let valid: Vec<Vec<u8>> =
            ballots.into_iter().filter(|ballot| limits.check(ballot).is_ok()).collect();
        let tally = Tally::of_ballots(items.len(), &valid);
        let named = |options: &[usize]| -> Vec<String> {
            options.iter().map(|option| items[*option].clone()).collect()
        };
        assert_eq!(named(&tally.order), words(&expected["order"]), "{name}");
        for (item, counted) in items.iter().zip(&tally.options) {
            assert_eq!(u64::from(counted.dots), expected["totals"][item], "{name}");
            assert_eq!(counted.people.map(u64::from), expected["supporters"][item].as_u64());
        }
        let groups = expected["tie_groups"].as_array().expect("groups").iter().map(words);
        let ours: Vec<Vec<String>> = tally.groups.iter().map(|group| named(group)).collect();
        assert_eq!(ours, groups.collect::<Vec<_>>(), "{name}");
        for (most, cut) in expected["cut"].as_object().expect("cuts") {
            let ours = tally.cut(most.parse().expect("a number"));
            assert_eq!(named(&ours.inside), words(&cut["in"]), "{name}, {most}");
            assert_eq!(named(&ours.tied), words(&cut["tied_at_cut"]), "{name}, {most}");
        }
    }

    fn ballots() -> impl Strategy<Value = Vec<Vec<u8>>> {
        prop::collection::vec(prop::collection::vec(0_u8..=2, 5), 0..8)
    }

    proptest! {
        #[test]
        fn the_order_of_the_ballots_changes_nothing(ballots in ballots()) {
            let mut reversed = ballots.clone();
            reversed.reverse();
            prop_assert_eq!(Tally::of_ballots(5, &ballots), Tally::of_ballots(5, &reversed));
        }

        #[test]
        fn a_tied_cut_is_exactly_one_that_the_reversed_list_would_change(ballots in ballots()) {
            let tally = Tally::of_ballots(5, &ballots);
            let reversed: Vec<usize> =
                tally.groups.iter().flat_map(|group| group.iter().rev().copied()).collect();
            for most in 0..=5 {
                let mut one = tally.order[..most].to_vec();
                let mut other = reversed[..most].to_vec();
                one.sort_unstable();
                other.sort_unstable();
                prop_assert_eq!(one != other, !tally.cut(most).tied.is_empty());
            }
        }

        #[test]
        fn division_is_the_squared_difference_over_all_pairs(ballots in ballots()) {
            let tally = Tally::of_ballots(5, &ballots);
            for (option, counted) in tally.options.iter().enumerate() {
                let mut pairs = 0;
                for (at, one) in ballots.iter().enumerate() {
                    for other in &ballots[..at] {
                        pairs += u64::from(one[option].abs_diff(other[option])).pow(2);
                    }
                }
                prop_assert_eq!(division(counted.spread.as_deref()), Some(pairs));
            }
        }
    }
}
