//! `groundswell workshops`: the library of scripts.

use super::folder::{own_workshops, workshops};
use super::list::wide;
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::plain::{self, Manner};
use crate::session::block::{Block, Grid, Line, Sign};
use crate::store::fault::shown;
use crate::store::workshops::Listed;
use crate::store::{Disk, RealDisk, StoreError, paper};
use crate::workshop::{Step, Workshop};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

/// The library of workshops
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Workshops {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the workshops there are; so does `groundswell workshops` alone
    #[command(after_help = "Example:\n  groundswell workshops list --json")]
    List {
        /// An array of objects, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Print a workshop as its file has it, with comments: the example to start your own from
    #[command(after_help = "Examples:
  groundswell workshops show goals-names-pot
  groundswell workshops show goals-names-pot --agenda")]
    Show {
        /// Its name, the beginning of it, or a file
        name: String,
        /// What it is for, its agenda and its minutes instead
        #[arg(long)]
        agenda: bool,
    },
    /// Copy a workshop into your own folder, to make it yours; prints the path
    #[command(after_help = "Example:\n  groundswell workshops copy goals-names-pot")]
    Copy {
        /// Its name, or the beginning of it
        name: String,
    },
}

const EXAMPLES: &str = "\
Examples:
  groundswell workshops
  groundswell workshops show goals-names-pot
  groundswell workshops copy goals-names-pot";

impl Workshops {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        match &self.what {
            None | Some(What::List { json: false }) => Ok(list(setting)),
            Some(What::List { json: true }) => {
                Ok(Answer::json(&workshops(setting).list().iter().map(object).collect()))
            }
            Some(What::Show { name, agenda: true }) => agenda(setting, name),
            Some(What::Show { name, agenda: false }) => show(setting, name),
            Some(What::Copy { name }) => copy(setting, name),
        }
    }
}

/// Planned minutes for the fewest and for the most people a script is written for.
fn minutes(workshop: &Workshop, seconds: impl Fn(usize) -> i64) -> (i64, i64) {
    let minutes = |people: u16| (seconds(usize::from(people)) + 30) / 60;
    (minutes(workshop.people.from), minutes(workshop.people.to))
}

fn range((from, to): (i64, i64)) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

fn list(setting: &Setting) -> Answer {
    let listed = workshops(setting).list();
    let columns = ["Name", "Title", "People", "Minutes", "From"].map(str::to_owned).into();
    let rows = listed.iter().map(row).collect();
    Answer::text(plain::render(&[Block::Grid(Grid { columns, rows })], wide(setting)))
}

fn row(listed: &Listed) -> Vec<String> {
    let name = shown(&listed.name);
    let from = if listed.built_in { "built in" } else { "your own" };
    match &listed.workshop {
        Ok(workshop) => {
            let people = format!("{} to {}", workshop.people.from, workshop.people.to);
            let minutes = range(minutes(workshop, |people| workshop.seconds(people)));
            vec![name, workshop.title.to_string(), people, minutes, from.into()]
        }
        Err(error) => {
            let why = error.to_string();
            let why = format!("cannot be run: {}", why.lines().next().unwrap_or_default());
            vec![name, why, String::new(), String::new(), from.into()]
        }
    }
}

fn object(listed: &Listed) -> Value {
    let Listed { name, built_in, workshop } = listed;
    let workshop = match workshop {
        Ok(workshop) => workshop,
        Err(error) => {
            return json!({ "name": name, "built_in": built_in, "problem": error.to_string() });
        }
    };
    let (least, most) = minutes(workshop, |people| workshop.seconds(people));
    json!({
        "name": name,
        "title": workshop.title,
        "about": workshop.about.trim(),
        "people": { "from": workshop.people.from, "to": workshop.people.to },
        "minutes": { "from": least, "to": most },
        "built_in": built_in,
    })
}

fn show(setting: &Setting, name: &str) -> Result<Answer, Complaint> {
    let library = workshops(setting);
    library.find(name)?;
    Ok(Answer::text(library.source(name)?))
}

fn agenda(setting: &Setting, name: &str) -> Result<Answer, Complaint> {
    let workshop = workshops(setting).find(name)?;
    let (from, to) = (workshop.people.from, workshop.people.to);
    let total = range(minutes(&workshop, |people| workshop.seconds(people)));
    let mut blocks = vec![Block::heading(workshop.title.as_str())];
    blocks.extend(Block::from_markdown(&workshop.about));
    blocks.push(Block::Text(format!(
        "For {from} to {to} people, {total} minutes. Its name is {}.",
        workshop.name
    )));
    let columns = ["Step", "Minutes", "What the room does", "Question"].map(str::to_owned).into();
    let rows = workshop.steps.iter().map(|step| agenda_row(&workshop, step)).collect();
    blocks.push(Block::Grid(Grid { columns, rows }));
    if !workshop.areas.is_empty() {
        blocks.push(Block::heading("Areas it starts from"));
        let line = |name: &str, done: &str| Line::new(Sign::Item, name).with(done);
        let areas = workshop.areas.iter().map(|area| line(&area.name, &area.done));
        blocks.push(Block::Lines(areas.collect()));
    }
    let manner = Manner { columns: 100, ascii: !setting.look.signs.blocks };
    Ok(Answer::text(plain::render(&blocks, manner)))
}

fn agenda_row(workshop: &Workshop, step: &Step) -> Vec<String> {
    let activities: Vec<&str> =
        step.activities.iter().map(|activity| activity.what.name()).collect();
    let question = match Block::from_markdown(&step.prompt).into_iter().next() {
        Some(Block::Heading(words) | Block::Text(words)) => words,
        _ => String::new(),
    };
    let minutes = range(minutes(workshop, |people| step.minutes.seconds(people)));
    vec![step.title.to_string(), minutes, activities.join(", "), question]
}

fn copy(setting: &Setting, name: &str) -> Result<Answer, Complaint> {
    let library = workshops(setting);
    let workshop = library.find(name)?;
    let source = library.source(name)?;
    let folder = own_workshops(setting);
    let told = |error| StoreError::saving(&folder, &error);
    RealDisk.create_folder(&folder).map_err(told)?;
    let path = folder.join(format!("{}.ron", workshop.name));
    let instead = "It is yours already: edit it there, or move it away first.";
    paper::write(&RealDisk, &path, source.as_bytes(), false)
        .map_err(|error| Complaint::writing(error, instead))?;
    Ok(Answer::path(&path))
}
