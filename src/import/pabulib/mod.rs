//! Elections in Pabulib's format (`.pb`, pabulib.org/format): a budget, projects with costs, and
//! what people voted, as files are found in the wild.
//!
//! Read in one go, since a city's file has a hundred thousand ballots: nothing is copied but the
//! names of projects, and ballots that are alike are counted together while they are read.

mod ballots;
mod columns;
mod decimal;
mod ids;
mod meta;
mod projects;
mod quick;
mod rows;
mod votes;

#[cfg(test)]
mod tests;

use self::ballots::Ballots;
use self::decimal::Decimal;
use self::ids::Ids;
use self::meta::Meta;
use self::projects::Listed;
use self::rows::Rows;
use self::votes::Votes;
use super::{ImportError, decode};
use crate::methods::election::Mark;
use crate::text::{CleanText, clean_line, shorten};

/// An election as a file holds it.
pub struct Pabulib {
    /// What the file calls itself.
    pub title: CleanText,
    /// The currency as the file writes it, or nothing.
    pub currency: CleanText,
    /// How people voted.
    pub kind: Kind,
    /// The budget, in units of 10^-`places` of the currency.
    pub budget: i64,
    /// How many decimal places of the currency the budget and the costs need.
    pub places: u32,
    /// The projects by id, by code point: the order that breaks ties where no other is agreed on.
    pub projects: Vec<Project>,
    /// How many ballots there are, empty ones included.
    pub voters: u32,
    /// How many decimal places the points need; points are counted in units of 10^-this.
    pub point_places: u32,
    /// Sentences on what was guessed or looks odd.
    pub notes: Vec<String>,
    ballots: Ballots,
}

/// What can be funded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Project {
    /// Its id, exactly as in the file: to be compared, not to be shown.
    pub id: String,
    /// Its name, or nothing.
    pub name: CleanText,
    /// Its cost in the units of the budget; may be zero.
    pub cost: i64,
}

/// What a ballot says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Which projects, all alike: 1 point each. `approval` and `choose-1`.
    Approval,
    /// Points for projects: `cumulative` and `scoring`.
    Points,
    /// An order of projects, the best first: as many points as others stand below. `ordinal`.
    Ranking,
}

impl Pabulib {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// What is wrong, with line and column.
    pub fn read(bytes: &[u8]) -> Result<Pabulib, ImportError> {
        let (text, note) = decode::as_written(bytes).ok_or_else(|| {
            ImportError::whole("This is not a text file. A .pb file of Pabulib was expected.")
        })?;
        let mut rows = Rows::of(&text);
        let meta = Meta::read(&mut rows)?;
        let listed = projects::read(&mut rows)?;
        let ids = Ids::of(listed.iter().map(|project| project.id.as_str()));
        let votes = votes::read(&rows, meta.kind, &ids)?;
        let (places, budget, costs) = amounts(&rows, &meta, &listed)?;
        let notes = note.into_iter().chain(oddities(&meta, listed.len(), &votes)).collect();
        let project = |(Listed { id, name, .. }, cost)| Project { id, name, cost };
        Ok(Pabulib {
            title: meta.title,
            currency: meta.currency,
            kind: meta.kind,
            budget,
            places,
            projects: listed.into_iter().zip(costs).map(project).collect(),
            voters: votes.voters,
            point_places: votes.places,
            notes,
            ballots: votes.ballots,
        })
    }

    /// Each different ballot with the number of people who cast it. Its marks stand in the order
    /// of the projects, and none of them is zero.
    pub fn ballots(&self) -> impl Iterator<Item = (u32, &[Mark])> {
        self.ballots.iter()
    }
}

impl Kind {
    fn named(vote_type: &str) -> Option<Kind> {
        match vote_type.to_ascii_lowercase().as_str() {
            "approval" | "choose-1" => Some(Kind::Approval),
            "cumulative" | "scoring" => Some(Kind::Points),
            "ordinal" => Some(Kind::Ranking),
            _ => None,
        }
    }
}

/// One scale for the budget and all costs, and both in its units.
fn amounts(
    rows: &Rows<'_>,
    meta: &Meta,
    listed: &[Listed],
) -> Result<(u32, i64, Vec<i64>), ImportError> {
    let (budget, budget_at) = meta.budget;
    let all = || listed.iter().map(|project| project.cost).chain([budget]);
    let places = all().map(Decimal::places).max().unwrap_or_default();
    let mut sum = 0_i64;
    let mut scaled = |amount: Decimal, at: usize| {
        let units = amount.at(places);
        let more = units.and_then(|units| sum.checked_add(units));
        sum = more.ok_or_else(|| {
            let said = "With this amount the sum is more than can be counted exactly.";
            rows.error(at, said)
        })?;
        Ok(units.unwrap_or_default())
    };
    let budget = scaled(budget, budget_at)?;
    let costs = listed.iter().map(|project| scaled(project.cost, project.cost_at));
    Ok((places, budget, costs.collect::<Result<_, _>>()?))
}

/// Where the file says one thing and holds another, or what was read in one way of several.
fn oddities(meta: &Meta, projects: usize, votes: &Votes) -> Vec<String> {
    let mut notes = Vec::new();
    let voters = u64::from(votes.voters);
    if let Some(said) = meta.projects.filter(|said| *said != projects as u64) {
        notes.push(format!("META says {said} projects, but {projects} stand in the file."));
    }
    if let Some(said) = meta.votes.filter(|said| *said != voters) {
        notes.push(format!("META says {said} votes, but {voters} stand in the file."));
    }
    let on = match votes.doubled {
        0 => return notes,
        1 => "On 1 ballot a project stands".to_owned(),
        many => format!("On {many} ballots a project stands"),
    };
    notes.push(match meta.kind {
        Kind::Approval => format!("{on} twice; it counts once."),
        Kind::Points => format!("{on} twice; its last points count."),
        Kind::Ranking => format!("{on} twice; its first place counts."),
    });
    notes
}

/// What a file says, quoted in a sentence.
fn quoted(text: &str) -> String {
    format!("“{}”", shorten(&clean_line(text), 40))
}
