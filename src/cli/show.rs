//! `groundswell show`: title and step, then what the wall would show, as plain text.

use super::folder::{self, Looked};
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::plain::{self, Manner};
use crate::reader::Reader;
use crate::session::block::{Block, Page};
use crate::session::{Place, Seen, Session, StepRun, Viewer, activities};
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
  groundswell show ./garden.ron --ascii";

impl Show {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let Looked { session, note, .. } = folder::look(setting, &self.session)?;
        let manner = Manner { ascii: !setting.look.signs.blocks, ..Manner::default() };
        let text = text_of(&session, self.step.as_deref(), &setting.reader(), manner)?;
        Ok(Answer::text(text).with(note))
    }
}

/// What the room sees of a session, now or at a step.
pub(crate) fn text_of(
    session: &Session,
    step: Option<&str>,
    reader: &Reader,
    manner: Manner,
) -> Result<String, Complaint> {
    let seen = session.seen_by(Viewer::Room);
    let (step, places) = match step {
        None => (seen.here(), vec![seen.at.clone()]),
        Some(id) => {
            let step = find(&seen, id)?;
            (step, step.places().collect())
        }
    };
    let mut blocks = head(&seen, step);
    for place in &places {
        blocks.extend(page(&seen, place, reader));
    }
    Ok(plain::render(&blocks, manner))
}

fn find<'a>(seen: &'a Seen, id: &str) -> Result<&'a StepRun, Complaint> {
    seen.steps.iter().find(|step| step.id() == id).ok_or_else(|| {
        let ids: Vec<&str> = seen.steps.iter().map(|step| step.id().as_str()).collect();
        let (id, ids) = (shown(id), ids.join(", "));
        Complaint::new(format!("There is no step “{id}” in this session. Its steps are: {ids}."))
    })
}

fn head(seen: &Seen, step: &StepRun) -> Vec<Block> {
    let open: Vec<&StepRun> = seen.steps.iter().filter(|step| !step.skipped).collect();
    let title = &step.script.title;
    let place = match open.iter().position(|other| other.id() == step.id()) {
        Some(index) => format!("Step {} of {}: {title}", index + 1, open.len()),
        None => format!("{title}, skipped"),
    };
    let state = if seen.finished.is_some() { ". The session is finished." } else { "" };
    vec![Block::Text(format!("{}\n{place}{state}", seen.title))]
}

fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Page { prompt, blocks, privacy, .. } = activities::page(seen, place, reader);
    prompt.into_iter().chain(blocks).chain(privacy.map(Block::text)).collect()
}
