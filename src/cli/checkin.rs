//! `groundswell checkin`: makes the follow-up of a session, and prints its path.

use super::folder::{self, Which, workshops};
use super::new::title;
use super::{Answer, Complaint};
use crate::app::filing::Filing;
use crate::app::filing::checking_in::Wish;
use crate::app::setting::Setting;
use crate::store::fault::shown;
use crate::store::names::is_session;
use crate::text::CleanText;
use clap::Args;
use std::path::PathBuf;

/// Make the check-in of a session: a session of its own that goes on from it; prints its path
///
/// People, goals, areas with their names, the pot, agreements, what is parked and the promises that
/// still bind come along, and what every session of the line came to. The session itself is only
/// read. Who is not there any more, and who is new, is said in the check-in.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Checkin {
    #[command(flatten)]
    which: Which,
    /// How many days after the plan; without this the next one: 30, 60, 90, and then every 90
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3660))]
    days: Option<u16>,
    /// The workshop to run; without this `check-in`, and from day 90 on `day-90`, in which everything
    /// is assessed again
    #[arg(long, value_name = "NAME-OR-FILE")]
    workshop: Option<String>,
    /// Its title; without this that of the plan, with the day
    #[arg(long, value_name = "TITLE", value_parser = title)]
    title: Option<CleanText>,
    /// Where to make it; without this beside the session, under a free name
    #[arg(long, value_name = "FILE.ron")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell checkin who-owns                      the one that comes next
  groundswell checkin who-owns --days 90            with the whole assessment again
  groundswell \"$(groundswell checkin who-owns)\"     make it and begin
  groundswell due                                   which check-ins are due

Nothing is replaced: made twice it is made under another name.";

impl Checkin {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        if let Some(out) = self.out.as_deref().filter(|out| !is_session(out)) {
            return Err(Complaint::new(format!(
                "{}: A session file ends in .ron, such as garden.ron. Choose such a name.",
                shown(&out.to_string_lossy())
            )));
        }
        let path = folder::library(setting).find(&self.which.session)?;
        let wish = Wish {
            days: self.days,
            workshop: self.workshop.clone(),
            title: self.title.clone(),
            to: self.out.clone(),
        };
        Ok(folder::filed(&Filing::new(setting).check_in(&path, &wish, &workshops(setting))?))
    }
}
