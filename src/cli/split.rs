//! `groundswell split`: break-out tables, a session file each.

use super::folder::{self, Which};
use super::{Answer, Complaint};
use crate::app::filing::Filing;
use crate::app::filing::splitting::Wish;
use crate::app::setting::Setting;
use crate::session::tables::MOST;
use crate::text::CleanText;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Split a session into break-out tables, a session of its own for each; prints their paths
///
/// Each table gets its goals, its areas, its people and the steps that are still to come. People
/// are dealt so that each table mixes the functions; whoever would rather sit elsewhere is added
/// there by name. Nothing private goes along. `groundswell merge` brings the tables back.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Split {
    #[command(flatten)]
    which: Which,
    /// How many tables; goals and areas are dealt in turn
    #[arg(long, value_name = "N", conflicts_with = "by")]
    #[arg(value_parser = clap::value_parser!(u8).range(2..=i64::from(MOST)))]
    tables: Option<u8>,
    /// One table for each goal: what is done without --tables
    #[arg(long, value_enum)]
    by: Option<By>,
    /// The steps that the tables run, by name; without this, all from the present one on
    #[arg(long, value_name = "STEP,…", value_delimiter = ',', value_parser = step)]
    steps: Vec<CleanText>,
    /// The folder to make them in; without this, the one of the session
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// By what a session is split.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// One table for each goal.
    Goal,
}

const EXAMPLES: &str = "\
Examples:
  groundswell split who-owns                            one table for each goal
  groundswell split who-owns --tables 3 --steps goals,roles
  groundswell split who-owns --out /media/stick         to carry to other laptops
  groundswell merge who-owns who-owns-table-*.ron       brings them back

The session notes that its tables are out; undo takes that back as long as none came back.";

impl Split {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let path = folder::library(setting).find(&self.which.session)?;
        let wish = Wish { tables: self.tables, steps: self.steps.clone(), to: self.out.clone() };
        let split = Filing::new(setting).split(&path, &wish)?;
        let notes = split.notes.iter().map(|note| format!("note: {note}"));
        Ok(Answer::paths(&split.paths).with(notes))
    }
}

fn step(typed: &str) -> Result<CleanText, String> {
    let step = CleanText::line(typed);
    if step.is_empty() { Err("name a step".into()) } else { Ok(step) }
}
