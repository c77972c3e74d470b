//! `groundswell delete`: a session and all that belongs to it, for good.

use super::folder::{self, Which};
use super::{Answer, Complaint};
use crate::app::filing::Filing;
use crate::app::setting::Setting;
use crate::store::fault::shown;
use clap::Args;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Delete a session for good: its history, its earlier copies, and what is sealed in it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Delete {
    #[command(flatten)]
    which: Which,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell delete garden
  groundswell delete garden --yes
  groundswell archive garden        puts it away instead";

impl Delete {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let path = folder::library(setting).find(&self.which.session)?;
        if !self.yes && !is_sure(&path)? {
            return Ok(Answer::default().with(["Nothing was deleted.".to_owned()]));
        }
        Filing::new(setting).delete(&path)?;
        Ok(Answer::default())
    }
}

/// Asks on the terminal; where there is none, nobody can be asked.
fn is_sure(path: &Path) -> Result<bool, Complaint> {
    let file = shown(&path.to_string_lossy());
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Complaint::new(format!(
            "{file}: Deleting cannot be taken back, and there is no terminal to ask on. Say --yes, \
             or put it away with `groundswell archive`."
        )));
    }
    let asked = write!(io::stderr(), "Delete {file} for good, with its history and copies? [y/N] ");
    let mut answer = String::new();
    let told = |error: io::Error| Complaint::new(format!("Nobody can be asked: {error}."));
    asked.and_then(|()| io::stderr().flush()).map_err(told)?;
    io::stdin().read_line(&mut answer).map_err(told)?;
    Ok(["y", "yes"].contains(&&*answer.trim().to_lowercase()))
}
