//! `groundswell history`: what happened in a session, entry by entry, newest first.

use super::folder::{self, Which};
use super::list::wide;
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::plain;
use crate::room::{Room, Sealed};
use crate::session::block::{Block, Grid};
use crate::session::{Entry, Session};
use crate::store::{Past, RealDisk, Store};
use clap::Args;
use serde_json::{Value, json};
use std::sync::Arc;

/// List what happened in a session, newest first; `restore` goes back to any of it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct History {
    #[command(flatten)]
    which: Which,
    /// An array of objects, for other programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell history who-owns
  groundswell history who-owns --json | jq '.[] | select(.taken_back)'
  groundswell restore who-owns --at 42";

impl History {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let path = folder::library(setting).find(&self.which.session)?;
        let Past { session, events, whole, note } = Store::on(Arc::new(RealDisk)).past(&path)?;
        let events = if whole { events } else { Vec::new() };
        let (room, outside) = Room::resume(session, events, Sealed::default());
        let notes = note.into_iter().chain(outside.map(str::to_owned));
        let notes = notes.map(|note| format!("note: {note}"));
        let session = room.session();
        let entries = room.entries().iter().rev();
        if self.json {
            return Ok(
                Answer::json(&entries.map(|entry| object(entry, session)).collect()).with(notes)
            );
        }
        if room.entries().is_empty() {
            let nothing = "No history lies beside this session, so there is nothing to go back to.";
            return Ok(Answer::default().with(notes.chain([nothing.to_owned()])));
        }
        let columns = ["Entry", "When", "What happened", ""].map(str::to_owned).into();
        let rows = entries.map(|entry| row(entry, session, setting)).collect();
        let grid = Block::Grid(Grid { columns, rows });
        Ok(Answer::text(plain::render(&[grid], wide(setting))).with(notes))
    }
}

fn row(entry: &Entry, session: &Session, setting: &Setting) -> Vec<String> {
    let reader = setting.reader();
    let when = format!("{} {}", reader.date(reader.day_of(entry.at)), reader.time(entry.at));
    let fate = if entry.undone { "taken back" } else { "" };
    vec![entry.seq.to_string(), when, session.words_of(&entry.change), fate.into()]
}

fn object(entry: &Entry, session: &Session) -> Value {
    json!({
        "entry": entry.seq,
        "at": entry.at,
        "title": session.words_of(&entry.change),
        "taken_back": entry.undone,
    })
}
