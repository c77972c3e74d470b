//! `groundswell portfolio`: all sessions of a folder as one.

mod object;

use super::folder::{self, library};
use super::{Answer, Complaint};
use crate::app::printing::write_record;
use crate::app::setting::Setting;
use crate::export::{self, FORMATS, Format, Rendered, plain};
use crate::portfolio::Portfolio as Sessions;
use crate::session::block::Block;
use crate::session::report::{Report, Shows};
use crate::store::fault::shown;
use crate::store::{Library, RealDisk};
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Show all sessions as one: pots, people who answer for much, orphan areas, what looks alike, phases over time
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Portfolio {
    /// The folder the sessions lie in; without this, the sessions folder
    dir: Option<PathBuf>,
    /// An object, for other programs; amounts are in minor units, such as cents
    #[arg(long, conflicts_with = "to")]
    json: bool,
    /// As a document of this format, on standard output unless --out says where
    #[arg(long, value_name = "FORMAT")]
    #[arg(value_parser = PossibleValuesParser::new(formats()))]
    to: Option<String>,
    /// Where to write it
    #[arg(long, value_name = "PATH", requires = "to")]
    out: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long, requires = "out")]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell portfolio
  groundswell portfolio ./plans --to md > portfolio.md
  groundswell portfolio ./plans --to xlsx --out portfolio.xlsx
  groundswell portfolio --json | jq -r '.people[] | select(.over) | .name'

What was put away is left out, and so is a session that a check-in goes on from. People, functions and areas are the same when their names are,
whatever the case; amounts of different currencies are never added.";

impl Portfolio {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let mut sessions = Sessions::default();
        let read = folder::each(&self.sessions(setting)?, |lying| {
            if !lying.followed && lying.table_of.is_none() {
                sessions.take(lying.name, lying.seen);
            }
        })?;
        let left_out = read.left_out;
        if self.json || self.to.as_deref() == Some("json") {
            let answer = Answer::json(&object::object(&sessions, left_out)).with(read.notes);
            return match &self.out {
                None => Ok(answer),
                Some(path) => {
                    self.write(&Rendered::File(answer.out), path)?;
                    Ok(Answer::path(path))
                }
            };
        }
        if sessions.sessions().is_empty() {
            let nothing = "There is no session to be read here. `groundswell list` shows those in \
                           the sessions folder; `groundswell portfolio DIR` reads another one.";
            return Ok(Answer::default().with(read.notes).with([nothing.into()]));
        }
        let reader = setting.reader();
        let report = sessions.report(&reader, left_out);
        let format = self.to.as_deref().and_then(export::named);
        let rendered = format.map(|format| (format.render)(&report, &reader));
        if let (Some(rendered), Some(path)) = (&rendered, &self.out) {
            self.write(rendered, path)?;
            return Ok(Answer::path(path).with(read.notes));
        }
        let out = match rendered {
            Some(Rendered::Folder(_)) => {
                return Err(Complaint::new(
                    "This format is several files, and standard output is one. Name a folder with \
                     --out."
                        .to_owned(),
                ));
            }
            Some(Rendered::File(bytes)) => bytes,
            None => {
                let manner = folder::roomy(setting);
                plain::render(&blocks(report, manner.ascii), manner).into_bytes()
            }
        };
        Ok(Answer { out, ..Answer::default() }.with(read.notes))
    }

    fn write(&self, rendered: &Rendered, path: &Path) -> Result<(), Complaint> {
        let instead = "Replace it with --force, or choose another name with --out.";
        write_record(rendered, path, self.force)
            .map(|_| ())
            .map_err(|error| Complaint::printing(&error, instead))
    }

    fn sessions(&self, setting: &Setting) -> Result<Library, Complaint> {
        let Some(dir) = self.dir.as_deref() else { return Ok(library(setting)) };
        if !Path::is_dir(dir) {
            return Err(Complaint::new(format!(
                "{}: There is no such folder. Name the one in which the sessions lie.",
                shown(&dir.to_string_lossy())
            )));
        }
        Ok(Library::new(Arc::new(RealDisk), dir))
    }
}

/// Those that write what a portfolio has: chapters and tables.
fn formats() -> Vec<&'static str> {
    let has = |format: &&Format| matches!(format.shows, Shows::Parts | Shows::Tables);
    FORMATS.iter().filter(has).map(|format| format.name).collect()
}

/// The report for a terminal, its chapters underlined.
fn blocks(report: Report, ascii: bool) -> Vec<Block> {
    let head = format!("{}\n{}\n{}", report.title, report.held, report.standing);
    let rule = if ascii { "-" } else { "─" };
    let sections = report.parts.into_iter().flat_map(|it| it.sections).flat_map(|section| {
        let rule = rule.repeat(section.title.chars().count());
        [vec![Block::Text(format!("{}\n{rule}", section.title))], section.blocks].concat()
    });
    [Block::Text(head)].into_iter().chain(sections).collect()
}
