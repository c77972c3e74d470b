//! `groundswell list`: sessions, newest first.

use super::folder::library;
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::plain::{self, Manner};
use crate::session::block::{Block, Grid};
use crate::store::fault::shown;
use crate::store::{Listed, Summary};
use crate::when;
use clap::Args;
use serde_json::{Value, json};

/// List sessions, newest first
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct List {
    /// Those that were put away
    #[arg(long)]
    archived: bool,
    /// An array of objects, for other programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell list
  groundswell list --json | jq -r '.[] | select(.finished) | .name'
  groundswell list --archived
  groundswell list --data-dir ./plans";

impl List {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let library = library(setting);
        let listed = if self.archived { library.archive().list()? } else { library.list()? };
        if self.json {
            return Ok(Answer::json(&listed.iter().map(object).collect()));
        }
        if listed.is_empty() {
            let nothing = if self.archived { NONE_AWAY.into() } else { nothing(setting) };
            return Ok(Answer::default().with([nothing]));
        }
        let columns = ["Name", "Title", "Where", "Changed", "Next check-in"];
        let grid = Grid {
            columns: columns.map(str::to_owned).into(),
            rows: listed.iter().map(|listed| row(listed, setting)).collect(),
        };
        Ok(Answer::text(plain::render(&[Block::Grid(grid)], wide(setting))))
    }
}

/// A line stays a line, so that other programs can read the list; terminals wrap it themselves.
pub(super) fn wide(setting: &Setting) -> Manner {
    Manner { columns: 1_000, ascii: !setting.look.signs.blocks }
}

const NONE_AWAY: &str = "Nothing is in the archive. `groundswell archive` puts a session there.";

fn nothing(setting: &Setting) -> String {
    let folder = shown(&setting.folder.to_string_lossy());
    format!("No sessions lie in {folder} yet. `groundswell` begins one; so does `groundswell new`.")
}

fn row(listed: &Listed, setting: &Setting) -> Vec<String> {
    let name = shown(&listed.name);
    match &listed.summary {
        Ok(summary) => {
            let glance = &summary.glance;
            let next = glance.next.map(|date| setting.reader().date(date)).unwrap_or_default();
            let changed = when::ago(glance.changed, (setting.now)());
            vec![name, summary.title.to_string(), place(summary), changed, next]
        }
        Err(error) => {
            let why = error.to_string();
            let why = why.lines().next().unwrap_or_default().to_owned();
            vec![
                name,
                format!("cannot be read: {why}"),
                String::new(),
                String::new(),
                String::new(),
            ]
        }
    }
}

fn place(summary: &Summary) -> String {
    let glance = &summary.glance;
    match glance.finished {
        true => "finished".into(),
        false => format!("step {} of {}, {}", glance.number, glance.of, glance.step),
    }
}

fn object(listed: &Listed) -> Value {
    let (name, path) = (&listed.name, listed.path.to_string_lossy());
    match &listed.summary {
        Ok(Summary { title, revision, glance, .. }) => json!({
            "name": name,
            "title": title,
            "path": path,
            "workshop": glance.workshop,
            "step": glance.step,
            "number": glance.number,
            "of": glance.of,
            "people": glance.people,
            "finished": glance.finished,
            "next": glance.next,
            "changed": glance.changed,
            "revision": revision,
        }),
        Err(error) => json!({ "name": name, "path": path, "problem": error.to_string() }),
    }
}
