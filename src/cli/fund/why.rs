//! Why a project is funded, or not: a sentence or two on each.

use super::Rule;
use super::amounts::Amounts;
use super::tally::{Tally, Tie};
use crate::import::pabulib::Kind;
use crate::methods::equal_shares::{Outcome, Shortfall};
use crate::money::grouped;
use crate::store::fault::shown;
use num_bigint::BigInt;
use num_rational::BigRational;

/// Tells of the projects of a tally.
pub(super) struct Teller<'a> {
    tally: &'a Tally,
    amounts: Amounts,
    shortfalls: Vec<Option<Shortfall>>,
    /// What there was when a project had its turn, by its place in the list; at the end, where a
    /// rule has no turns.
    left: Vec<i64>,
}

impl<'a> Teller<'a> {
    pub(super) fn of(tally: &'a Tally, amounts: Amounts) -> Teller<'a> {
        let shares = tally.result.shares.as_ref();
        let shortfalls = shares.map(|outcome| outcome.shortfalls(&tally.election));
        let mut left = vec![tally.file.budget - tally.cost(); tally.file.projects.len()];
        let mut now = tally.file.budget;
        for &project in &tally.result.turns {
            left[project] = now;
            let cost = tally.file.projects[project].cost;
            now -= if tally.result.winners.contains(&project) { cost } else { 0 };
        }
        Teller { tally, amounts, shortfalls: shortfalls.unwrap_or_default(), left }
    }

    /// Why the project at this place of the order of selection is funded.
    pub(super) fn why(&self, place: usize) -> String {
        let Some(place) = place.checked_sub(self.tally.free.len()) else {
            return "It costs nothing, and somebody wants it.".into();
        };
        let project = self.tally.result.winners[place];
        let how = match (&self.tally.result.shares, self.tally.choice.rule) {
            (Some(outcome), _) if place < outcome.rounds.len() => self.bought(outcome, place),
            (Some(_), _) => "Added by votes: it fits in what the shares left.".into(),
            (None, Rule::Phragmen) => format!("{} had earned its cost.", self.people(project)),
            (None, _) => {
                let left = self.left[project] - self.tally.file.projects[project].cost;
                format!("It fits, and {} are left.", self.amounts.shown(left))
            }
        };
        match self.tally.result.ties.iter().find(|tie| tie.projects[0] == project) {
            Some(tie) => format!("{how} {}", self.tie(tie)),
            None => how,
        }
    }

    /// Why a project is not funded.
    pub(super) fn why_not(&self, project: usize) -> String {
        let cost = self.tally.file.projects[project].cost;
        let left = self.left[project];
        match self.shortfalls.get(project) {
            _ if self.tally.support[project].people == 0 => match self.tally.file.kind {
                Kind::Approval => "Nobody voted for it.".into(),
                Kind::Points => "Nobody gave it a point.".into(),
                Kind::Ranking => "Nobody ranked it above another.".into(),
            },
            _ if cost > self.tally.file.budget => "It costs more than the whole budget.".into(),
            Some(Some(shortfall)) => self.lacks(project, shortfall),
            _ if cost <= left => {
                "It would fit, but the rule ends at the first project that does not.".into()
            }
            _ if self.tally.result.turns.is_empty() => {
                format!("It costs more than the {} that are left.", self.amounts.shown(left))
            }
            _ => format!("When it had its turn, {} were left.", self.amounts.shown(left)),
        }
    }

    fn bought(&self, outcome: &Outcome, round: usize) -> String {
        let project = outcome.rounds[round].project;
        let price = self.tally.price(outcome, project, &outcome.rounds[round].rho);
        let support = self.tally.support[project];
        let points = BigRational::new(support.points.into(), self.tally.point());
        let cost = BigRational::from(BigInt::from(self.tally.file.projects[project].cost));
        let each = self.amounts.rounded(&price);
        let pay = match (self.tally.file.kind, support.people) {
            (Kind::Approval, 1) => format!("pays {each}"),
            (Kind::Approval, _) => format!("pay {each} each"),
            (Kind::Points | Kind::Ranking, 1) => format!("pays {each} a point"),
            (Kind::Points | Kind::Ranking, _) => format!("pay {each} a point"),
        };
        let people = self.people(project);
        let or_less = if &price * points == cost { "" } else { ", or what they still have" };
        let next = outcome.rounds[round].next.as_ref().map(|next| {
            let each = self.amounts.rounded(&self.tally.price(outcome, next.project, &next.rho));
            format!(" {} would have been next, at {each}.", self.id(next.project))
        });
        format!("{people} {pay}{or_less}.{}", next.unwrap_or_default())
    }

    fn lacks(&self, project: usize, shortfall: &Shortfall) -> String {
        let cost = BigRational::from(BigInt::from(self.tally.file.projects[project].cost));
        let people = self.people(project);
        let left = self.amounts.rounded(&shortfall.left);
        let missing = self.amounts.rounded(&(cost - &shortfall.left));
        let outcome = self.tally.result.shares.as_ref();
        let until = shortfall.until.and_then(|round| outcome?.rounds.get(round));
        let until = match until {
            Some(round) => format!("they had enough until {} was bought", self.id(round.project)),
            None => "they never had enough".to_owned(),
        };
        let raised = outcome.is_some_and(|outcome| outcome.raise.used > 0);
        let shares = if raised { " of their raised shares" } else { "" };
        let have = match self.tally.support[project].people {
            1 => format!("has {left} left"),
            _ => format!("have {left} left together"),
        };
        format!("{people} {have}{shares}. It lacks {missing}; {until}.")
    }

    fn tie(&self, tie: &Tie) -> String {
        let others: Vec<String> = tie.projects[1..].iter().map(|&other| self.id(other)).collect();
        format!("Equal to {}; it {}.", listed(&others), self.tally.why_first(tie).words())
    }

    fn people(&self, project: usize) -> String {
        match self.tally.support[project].people {
            1 => "Its 1 supporter".into(),
            many => format!("Its {} supporters", grouped(many, self.amounts.marks().group)),
        }
    }

    /// The id of a project, made safe to show.
    pub(super) fn id(&self, project: usize) -> String {
        shown(&self.tally.file.projects[project].id)
    }
}

/// "2, 5 and 9"; of many only the first.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] if words.len() <= 6 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} others", words[..5].join(", "), words.len() - 5),
    }
}
