//! `groundswell archive`: puts a session away, or brings it back.

use super::folder::{self, Which};
use super::{Answer, Complaint};
use crate::app::filing::Filing;
use crate::app::setting::Setting;
use clap::Args;

/// Put a session away into the archive, with all its files; prints its path
///
/// It is no longer listed but with `list --archived`, and stays what it is.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Archive {
    #[command(flatten)]
    which: Which,
    /// Bring it back instead
    #[arg(long)]
    bring_back: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell archive garden
  groundswell list --archived
  groundswell archive garden --bring-back";

impl Archive {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let library = folder::library(setting);
        let filing = Filing::new(setting);
        let filed = match self.bring_back {
            true => filing.bring_back(&library.archive().find(&self.which.session)?)?,
            false => filing.archive(&library.find(&self.which.session)?)?,
        };
        Ok(folder::filed(filed))
    }
}
