//! Writes `assets/tour.ron`, the finished sample session: `cargo run --example make_tour`.
//!
//! The script submits real changes through a room, minute by minute, so that the file is what the
//! program itself would have saved. A test holds the committed file to the script.

mod script;

use std::path::Path;

use groundswell::store::{RealDisk, atomic, frame};

fn main() -> anyhow::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/tour.ron");
    let text = frame::written(&file, &script::session())?;
    atomic::replace(&RealDisk, &file, text.as_bytes())?;
    Ok(())
}
