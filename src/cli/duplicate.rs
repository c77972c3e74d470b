//! `groundswell duplicate`: another session that is as this one is now.

use super::folder::{self, Which};
use super::new::title;
use super::{Answer, Complaint};
use crate::app::filing::{Filing, copy_of};
use crate::app::setting::Setting;
use crate::store::{RealDisk, Store};
use crate::text::CleanText;
use clap::Args;
use std::sync::Arc;

/// Make another session that is as this one is now; prints its path
///
/// Its history comes along. What is sealed does not: whoever gave there is asked again.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Duplicate {
    #[command(flatten)]
    which: Which,
    /// Its title; without this, that of the original with “copy” behind it
    #[arg(long, value_name = "TITLE", value_parser = title)]
    title: Option<CleanText>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell duplicate garden
  groundswell duplicate garden --title \"Garden, what if\"
  groundswell new --like garden --title \"Garden, autumn\"    the same people, nothing else";

impl Duplicate {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let path = folder::library(setting).find(&self.which.session)?;
        let title = match &self.title {
            Some(title) => title.clone(),
            None => copy_of(&Store::on(Arc::new(RealDisk)).past(&path)?.session.title),
        };
        Ok(folder::filed(Filing::new(setting).copy(&path, &title, None)?))
    }
}
