//! `groundswell show`: title and step, then what the wall would show, as plain text.

use super::folder::{self, Looked};
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::plain::{self, Manner};
use crate::export::spoken;
use crate::linear::page;
use crate::reader::Reader;
use crate::session::block::Block;
use crate::session::{Seen, Session, StepRun, Viewer};
use crate::store::fault::shown;
use clap::Args;

/// Show a session as plain text: title and step, then what the wall would show
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Show {
    /// A path, or the beginning of a name in the sessions folder
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    session: String,
    /// Another step than the present one, by its id
    #[arg(long, value_name = "ID")]
    step: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell show who-owns
  groundswell show who-owns --step goals
  groundswell show ./garden.ron --ascii
  groundswell show who-owns --linear   for a screen reader";

impl Show {
    pub(super) fn run(&self, setting: &Setting, linear: bool) -> Result<Answer, Complaint> {
        let Looked { session, note, .. } = folder::look(setting, &self.session)?;
        let manner = Manner { ascii: !setting.look.signs.blocks, ..Manner::default() };
        let blocks = blocks_of(&session, self.step.as_deref(), &setting.reader())?;
        let text = match linear {
            true => spoken::render(&blocks),
            false => plain::render(&blocks, manner),
        };
        Ok(Answer::text(text).with(note))
    }
}

/// What the room sees of a session, now or at a step.
fn blocks_of(
    session: &Session,
    step: Option<&str>,
    reader: &Reader,
) -> Result<Vec<Block>, Complaint> {
    let seen = session.seen_by(Viewer::Room);
    let (step, places) = match step {
        None => (seen.here(), vec![seen.at.clone()]),
        Some(id) => {
            let step = find(&seen, id)?;
            (step, step.places().collect())
        }
    };
    let mut blocks = page::head(&seen, step);
    for place in &places {
        blocks.extend(page::page(&seen, place, reader));
    }
    Ok(blocks)
}

/// The same as plain text.
#[cfg(test)]
pub(crate) fn text_of(
    session: &Session,
    step: Option<&str>,
    reader: &Reader,
    manner: Manner,
) -> Result<String, Complaint> {
    Ok(plain::render(&blocks_of(session, step, reader)?, manner))
}

fn find<'a>(seen: &'a Seen, id: &str) -> Result<&'a StepRun, Complaint> {
    seen.steps.iter().find(|step| step.id() == id).ok_or_else(|| {
        let ids: Vec<&str> = seen.steps.iter().map(|step| step.id().as_str()).collect();
        let (id, ids) = (shown(id), ids.join(", "));
        Complaint::new(format!("There is no step “{id}” in this session. Its steps are: {ids}."))
    })
}
