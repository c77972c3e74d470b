//! `groundswell merge`: break-out tables come back.

use super::folder::{self, Which, look_at};
use super::{Answer, Complaint};
use crate::app::filing::merging::Merged;
use crate::app::filing::{Filing, Refused};
use crate::app::setting::Setting;
use crate::session::tables::{Conflict, Take};
use crate::text::CleanText;
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

/// Bring break-out tables back into their session, and say what came from where
///
/// What only a table changed comes in, what only the session changed stays. Where both changed the
/// same thing differently it is asked, and what was chosen stands in the record. Merging a table
/// twice changes nothing; once it has gone on, what is new comes. Its file is never written.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Merge {
    #[command(flatten)]
    which: Which,
    /// The tables: paths, or beginnings of names
    #[arg(value_name = "FILE", required = true)]
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    files: Vec<String>,
    /// Where two decided differently: 1 what stands in the session, 2 what comes, or leave it open
    #[arg(long, value_enum, value_name = "1|2|open")]
    take: Option<Taken>,
    /// Where two decided differently: what this table says, whenever it is one of them
    #[arg(long, value_name = "FILE")]
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    prefer: Option<String>,
}

/// What is taken without asking.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Taken {
    /// What stands in the session.
    #[value(name = "1")]
    Here,
    /// What comes.
    #[value(name = "2")]
    There,
    /// Neither: as it was before the split, and parked.
    Open,
}

const EXAMPLES: &str = "\
Examples:
  groundswell merge who-owns who-owns-table-1 who-owns-table-2
  groundswell merge who-owns /media/stick/*.ron
  groundswell merge who-owns table-1.ron table-2.ron --prefer table-2.ron
  groundswell merge who-owns table-2.ron --take open

All of the tables come in, or none. Without a terminal to ask on, and without --take or --prefer for
it, a difference ends it with 2, and nothing was changed. In the app, undo takes a table out again.";

impl Merge {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let library = folder::library(setting);
        let path = library.find(&self.which.session)?;
        let files: Result<Vec<PathBuf>, _> =
            self.files.iter().map(|file| library.find(file)).collect();
        let preferred = match &self.prefer {
            Some(file) => Some(look_at(library.find(file)?)?.session.id),
            None => None,
        };
        let mut choose = |conflict: &Conflict| match self.chosen(conflict, preferred.as_ref()) {
            None if can_ask() => ask(conflict).map(Some),
            chosen => Ok(chosen),
        };
        let merged = Filing::new(setting).merge(&path, &files?, &mut choose)?;
        told(merged)
    }

    fn chosen(&self, conflict: &Conflict, preferred: Option<&CleanText>) -> Option<Take> {
        if preferred.is_some() && conflict.there.table.as_ref() == preferred {
            return Some(Take::There);
        }
        if preferred.is_some() && conflict.here.table.as_ref() == preferred {
            return Some(Take::Here);
        }
        self.take.map(|taken| match taken {
            Taken::Here => Take::Here,
            Taken::There => Take::There,
            Taken::Open => Take::Open,
        })
    }
}

fn told(merged: Merged) -> Result<Answer, Complaint> {
    let Merged { told, notes, open } = merged;
    if !open.is_empty() {
        let open: Vec<String> = open.iter().map(|it| format!("\n  {}", it.told())).collect();
        return Err(Complaint::new(format!(
            "Two decided differently, and there is no terminal to ask on. Nothing was changed.{}\n\
             Say --take 1 (what stands in the session), --take 2 (what comes), --take open, or \
             --prefer FILE.",
            open.concat()
        )));
    }
    let lines: String = told.iter().map(|line| format!("{line}\n")).collect();
    Ok(Answer::text(lines).with(notes.iter().map(|note| format!("note: {note}"))))
}

fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks until somebody answers; whoever ends the input changes nothing.
fn ask(conflict: &Conflict) -> Result<Take, Refused> {
    let told = |error: io::Error| Refused::Session(format!("Nobody can be asked: {error}."));
    let Conflict { question, here, there, .. } = conflict;
    let mut err = io::stderr();
    let page = format!(
        "{question}\n  1  {} says {}\n  2  {} says {}\n",
        here.by, here.says, there.by, there.says
    );
    err.write_all(page.as_bytes()).map_err(told)?;
    loop {
        err.write_all(b"1, 2 or leave it open (o)? ").and_then(|()| err.flush()).map_err(told)?;
        let mut answer = String::new();
        if io::stdin().read_line(&mut answer).map_err(told)? == 0 {
            return Err(Refused::Session("Nobody has chosen, so nothing was changed.".into()));
        }
        match answer.trim().to_lowercase().as_str() {
            "1" => return Ok(Take::Here),
            "2" => return Ok(Take::There),
            "o" | "open" => return Ok(Take::Open),
            _ => {}
        }
    }
}
