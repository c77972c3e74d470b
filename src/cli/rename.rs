//! `groundswell rename`: another title, and the name that goes with it.

use super::folder::{self, Which};
use super::new::title;
use super::{Answer, Complaint};
use crate::app::filing::Filing;
use crate::app::setting::Setting;
use crate::text::CleanText;
use clap::Args;

/// Give a session another title; its files get the name that goes with it. Prints the path
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rename {
    #[command(flatten)]
    which: Which,
    /// The new title
    #[arg(long, value_name = "TITLE", value_parser = title)]
    title: CleanText,
}

const EXAMPLES: &str = "\
Examples:
  groundswell rename garden --title \"Who owns social?\"
  groundswell rename ./plans/garden.ron --title Orchard";

impl Rename {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let path = folder::library(setting).find(&self.which.session)?;
        Ok(folder::filed(Filing::new(setting).rename(&path, &self.title)?))
    }
}
