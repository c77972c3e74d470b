//! What the room sees of a session, as blocks: where we are, the question, what there is to see.

use crate::reader::Reader;
use crate::session::block::{Block, Page};
use crate::session::{Place, Seen, StepRun, activities};

/// The title, and which step this is of how many.
pub fn head(seen: &Seen, step: &StepRun) -> Vec<Block> {
    let state = if seen.finished.is_some() { ". The session is finished." } else { "" };
    vec![Block::Text(format!("{}\n{}{state}", seen.title, step_in_words(seen, step)))]
}

/// "Step 2 of 8: Goals".
pub fn step_in_words(seen: &Seen, step: &StepRun) -> String {
    let mut open = seen.steps.iter().filter(|step| !step.skipped);
    let title = &step.script.title;
    match open.position(|other| other.id() == step.id()) {
        Some(index) => {
            let of = seen.steps.iter().filter(|step| !step.skipped).count();
            format!("Step {} of {of}: {title}", index + 1)
        }
        None => format!("{title}, skipped"),
    }
}

/// The question at a place, what there is to see, and who will see what is given.
pub fn page(seen: &Seen, place: &Place, reader: &Reader) -> Vec<Block> {
    let Page { prompt, blocks, privacy, .. } = activities::page(seen, place, reader);
    prompt.into_iter().chain(blocks).chain(privacy.map(Block::text)).collect()
}
