//! `groundswell themes`: the looks there are, and their files to begin one of one's own from.

use super::list::wide;
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::app::wardrobe::{Missing, Wardrobe};
use crate::export::plain;
use crate::session::block::{Block, Grid};
use crate::store::fault::shown;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

/// The themes of the screen
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Themes {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the themes there are; so does `groundswell themes` alone
    #[command(after_help = "Example:\n  groundswell themes list --json")]
    List {
        /// An array of objects, for other programs
        #[arg(long)]
        json: bool,
    },
    /// Print the file of a theme, to begin one of your own from
    #[command(after_help = "Example:\n  groundswell themes show dark > mine.ron")]
    Show {
        /// Its name
        name: String,
    },
}

const EXAMPLES: &str = "\
Examples:
  groundswell themes
  groundswell themes show dark > mine.ron

A theme of your own is a file NAME.ron in the folder that the list names. It says how each role of
the screen looks, or `based_on: \"dark\"` and only the roles that differ.";

impl Themes {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let wardrobe = Wardrobe::of(&setting.config);
        match &self.what {
            None | Some(What::List { json: false }) => Ok(list(&wardrobe, setting)),
            Some(What::List { json: true }) => {
                let objects = wardrobe.names().into_iter().map(|name| object(&wardrobe, &name));
                Ok(Answer::json(&objects.collect()))
            }
            Some(What::Show { name }) => wardrobe.source(name).map(Answer::text).map_err(told),
        }
    }
}

fn told(missing: Missing) -> Complaint {
    let (Missing::Unknown(why) | Missing::Broken(why)) = missing;
    Complaint::new(why)
}

fn list(wardrobe: &Wardrobe, setting: &Setting) -> Answer {
    let columns = ["Name", "From", "Reads"].map(str::to_owned).into();
    let rows = wardrobe.names().into_iter().map(|name| {
        let from = if wardrobe.is_own(&name) { "your own" } else { "built in" };
        let (hard, problem) = reads(wardrobe, &name);
        let reads = match (problem, hard.is_empty()) {
            (Some(why), _) => why,
            (None, true) => "well".to_owned(),
            (None, false) => format!("hard: {}", hard.join(", ")),
        };
        vec![shown(&name), from.to_owned(), reads]
    });
    let grid = Block::Grid(Grid { columns, rows: rows.collect() });
    let folder = shown(&wardrobe.folder().to_string_lossy());
    let where_ = Block::Text(format!("Your own lie in {folder}"));
    Answer::text(plain::render(&[grid, where_], wide(setting)))
}

/// The roles that are hard to read, with their contrast; and why the file cannot be read at all.
fn reads(wardrobe: &Wardrobe, name: &str) -> (Vec<String>, Option<String>) {
    match wardrobe.find(name) {
        Ok(theme) => {
            let hard = theme.hard_to_read().into_iter();
            let hard = hard.map(|(role, contrast)| format!("{} {contrast:.1}", role.name()));
            (hard.collect(), None)
        }
        Err(Missing::Unknown(why) | Missing::Broken(why)) => (Vec::new(), Some(why)),
    }
}

fn object(wardrobe: &Wardrobe, name: &str) -> Value {
    let (hard, problem) = reads(wardrobe, name);
    let mut object = json!({
        "name": name,
        "built_in": !wardrobe.is_own(name),
        "hard_to_read": hard,
    });
    if let (Some(problem), Some(object)) = (problem, object.as_object_mut()) {
        object.insert("problem".into(), problem.into());
    }
    object
}
