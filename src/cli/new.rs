//! `groundswell new`: makes a session file without opening it, and prints its path.

use super::folder::{library, workshops};
use super::{Answer, Complaint};
use crate::app::beginning::begun;
use crate::app::setting::Setting;
use crate::import::people;
use crate::money::Currency;
use crate::session::people::Profile;
use crate::store::fault::shown;
use crate::store::names::is_session;
use crate::store::{Disk, RealDisk, Store};
use crate::text::CleanText;
use crate::ui::shell::new_session::Begin;
use crate::workshop::Workshop;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Make a session file without opening it, and print its path
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// The workshop to run: its name, or a file
    #[arg(long, value_name = "NAME-OR-FILE")]
    workshop: String,
    /// What the session is called; the question it answers makes a good title
    #[arg(long, value_name = "TITLE", value_parser = title)]
    title: CleanText,
    /// Who is expected: a CSV file with a column `name`, and perhaps `function`, `present`,
    /// `voting`, `speaks_last` and `note`
    #[arg(long, value_name = "FILE.csv")]
    team: Option<PathBuf>,
    /// The currency of the pot, such as EUR or USD
    #[arg(long, value_name = "CODE", default_value_t, value_parser = currency)]
    currency: Currency,
    /// Where to make it; without this, in the sessions folder, named after its title
    #[arg(long, value_name = "FILE.ron")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell new --workshop goals-names-pot --title \"Who owns social?\"
  groundswell new --workshop ./mine.ron --title \"Kick-off\" --team team.csv --currency USD
  groundswell \"$(groundswell new --workshop goals-names-pot --title Garden)\"";

impl New {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let workshop = workshops(setting).find(&self.workshop)?;
        let (people, mut notes) = match &self.team {
            Some(path) => team(path)?,
            None => Default::default(),
        };
        notes.extend(wrong_size(&workshop, &people));
        let (title, currency) = (self.title.clone(), self.currency);
        let job =
            begun(Begin { workshop, title, currency, people, less: Vec::new() }, (setting.now)())?;
        let path = self.path(setting)?;
        let store = Store::on(Arc::new(RealDisk));
        let keeper = store
            .create(&path, job, (setting.now)())
            .map_err(|error| Complaint::writing(error, "Choose another name with --out."))?;
        Ok(Answer::path(keeper.path()).with(notes))
    }

    fn path(&self, setting: &Setting) -> Result<PathBuf, Complaint> {
        match &self.out {
            Some(path) if is_session(path) => Ok(path.clone()),
            Some(path) => Err(Complaint::new(format!(
                "{}: A session file ends in .ron, such as garden.ron. Choose such a name.",
                shown(&path.to_string_lossy())
            ))),
            None => {
                library(setting).prepare()?;
                Ok(library(setting).path_for(&self.title))
            }
        }
    }
}

fn title(typed: &str) -> Result<CleanText, String> {
    let title = CleanText::line(typed);
    if title.is_empty() { Err("a session needs a title".into()) } else { Ok(title) }
}

fn currency(code: &str) -> Result<Currency, String> {
    Currency::from_code(code).ok_or_else(|| "write a code such as EUR or USD".into())
}

/// A list of people is a few kilobytes. What is larger is read no further than to say so.
const LARGEST: u64 = 8 * 1024 * 1024 + 1;

/// The people in a file, and what was guessed, ignored or looks odd in it.
fn team(path: &Path) -> Result<(Vec<Profile>, Vec<String>), Complaint> {
    let bytes = RealDisk.read(path, LARGEST).map_err(|error| Complaint::reading(path, &error))?;
    let found = people::from_csv(&bytes).map_err(|error| Complaint::import(path, &error))?;
    let file = shown(&path.to_string_lossy());
    let notes = found.notes.iter().map(|note| format!("note: {file}: {note}"));
    Ok((found.rows.into_iter().map(Profile::from).collect(), notes.collect()))
}

fn wrong_size(workshop: &Workshop, people: &[Profile]) -> Option<String> {
    let present = people.iter().filter(|person| !person.absent).count();
    let fits = usize::from(workshop.people.from)..=usize::from(workshop.people.to);
    (!people.is_empty() && !fits.contains(&present)).then(|| {
        let (from, to) = (fits.start(), fits.end());
        let title = &workshop.title;
        format!("note: “{title}” is written for {from} to {to} people; {present} are expected.")
    })
}
