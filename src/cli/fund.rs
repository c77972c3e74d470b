//! `groundswell fund`: counts an election in Pabulib's format under a rule.

mod amounts;
mod object;
mod order;
mod page;
mod table;
mod tally;
mod why;

use self::order::Order;
use self::tally::Tally;
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::import::pabulib::{Kind, Pabulib};
use crate::methods::election::Measure;
use crate::store::fault::shown;
use crate::store::{Disk, RealDisk};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Count a participatory-budget election in Pabulib's format
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Fund {
    /// The election: a .pb file
    file: PathBuf,
    /// How the money is given away
    #[arg(long, value_enum, default_value_t)]
    rule: Rule,
    /// What a vote is worth; without this, cost, and cardinality for rankings
    #[arg(long, value_enum)]
    measure: Option<Worth>,
    /// What happens to money that Equal Shares leaves
    #[arg(long, value_enum, default_value_t)]
    completion: Completion,
    /// Which of equal projects goes first
    #[arg(long, value_enum, default_value_t)]
    ties: Order,
    /// An object, for other programs; amounts are decimal strings, prices exact fractions
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell fund assen.pb
  groundswell fund assen.pb --completion add1
  groundswell fund assen.pb --rule greedy
  groundswell fund assen.pb --json | jq -r '.winners[]'

Pabulib (pabulib.org) keeps the votes of many cities in this format.";

/// How the money is given away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Rule {
    /// Everybody has an equal share of the budget, and supporters pay together
    #[default]
    EqualShares,
    /// Most votes first, whatever fits
    Greedy,
    /// Everybody earns at the same speed, and supporters buy as soon as they can; approvals only
    Phragmen,
}

/// What a vote is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Worth {
    /// As much as the project costs: large and small compete as equals
    Cost,
    /// One, or its points: cheap projects go first
    Cardinality,
}

/// What happens to money that Equal Shares leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Completion {
    /// It stays
    #[default]
    None,
    /// All shares are raised, a unit of the currency at a time, while the budget holds
    Add1,
    /// The same, then most votes first with what is left
    Add1u,
}

/// What is counted, when all that was left open is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Choice {
    rule: Rule,
    /// None for a rule that knows no measure.
    measure: Option<Measure>,
    completion: Completion,
    order: Order,
}

impl Fund {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let file = read(&self.file)?;
        let choice = self.choice(file.kind)?;
        let notes = notes(&self.file, &file);
        let tally = Tally::of(file, choice);
        let answer = match self.json {
            true => Answer::json(&object::object(&tally)),
            false => Answer::text(page::page(&tally, setting)),
        };
        Ok(answer.with(notes))
    }

    /// Refuses pairs that make no sense, rather than to leave out half of what was said.
    fn choice(&self, kind: Kind) -> Result<Choice, Complaint> {
        let Fund { rule, completion, ties: order, .. } = *self;
        let no = |sentence: &str| Err(Complaint::new(sentence));
        if rule == Rule::Phragmen && kind != Kind::Approval {
            return no("Phragmén's rule counts approvals, and these ballots hold points or \
                       rankings. Take --rule equal-shares or --rule greedy.");
        }
        if rule == Rule::Phragmen && self.measure.is_some() {
            return no("Phragmén's rule knows no measure. Leave --measure out.");
        }
        if rule != Rule::EqualShares && completion != Completion::None {
            return no("Only Equal Shares leaves money that a completion spends. Leave \
                       --completion out, or take --rule equal-shares.");
        }
        let measure = match (self.measure, kind) {
            (Some(Worth::Cost), Kind::Ranking) => {
                return no("Ranks are counted as points, not as money. Take --measure \
                           cardinality, or leave it out.");
            }
            (None, Kind::Ranking) | (Some(Worth::Cardinality), _) => Measure::Cardinality,
            (None | Some(Worth::Cost), _) => Measure::Cost,
        };
        let measure = (rule != Rule::Phragmen).then_some(measure);
        Ok(Choice { rule, measure, completion, order })
    }
}

/// The largest cities need a tenth of this. What is larger is read no further than to say so.
const LARGEST: u64 = 1024 * 1024 * 1024;

fn read(path: &Path) -> Result<Pabulib, Complaint> {
    let bytes = RealDisk.read(path, LARGEST).map_err(|error| Complaint::reading(path, &error))?;
    if bytes.len() as u64 >= LARGEST {
        let file = shown(&path.to_string_lossy());
        return Err(Complaint::new(format!("{file}: The file is larger than 1 GB.")));
    }
    Pabulib::read(&bytes).map_err(|error| Complaint::import(path, &error))
}

fn notes(path: &Path, file: &Pabulib) -> Vec<String> {
    let path = shown(&path.to_string_lossy());
    file.notes.iter().map(|note| format!("note: {path}: {note}")).collect()
}
