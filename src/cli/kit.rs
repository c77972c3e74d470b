//! `groundswell kit`: everything to print before a session.

use super::folder::{self, Either, Looked};
use super::{Answer, Complaint};
use crate::app::beginning::begun;
use crate::app::printing::print_kit;
use crate::app::setting::Setting;
use crate::money::Currency;
use crate::session::Session;
use crate::session::kit::{MOST, Wish};
use crate::store::names::Files;
use crate::store::workshops::Workshops;
use crate::ui::shell::new_session::Begin;
use crate::workshop::Workshop;
use clap::Args;
use jiff::civil::Time;
use std::path::{Path, PathBuf};

/// Make all that is printed before: ballots, cards, slips, the agenda with its times
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Kit {
    /// A session or a workshop: a path, or the beginning of a name
    #[arg(value_name = "SESSION-OR-WORKSHOP")]
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    what: String,
    /// The folder to write to; without this, here, named after the session
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// For how many people, where more are expected than are on the list; 8 where there is none
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST as i64))]
    people: Option<u16>,
    /// When it starts, such as 9:30; without this as its clock says, else counted from the start
    #[arg(long, value_name = "TIME", value_parser = time)]
    start: Option<Time>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell kit who-owns --start 9:30
  groundswell kit who-owns --out ~/print --force
  groundswell kit goals-names-pot --people 12

It writes kit.html, to be opened and printed with any browser, and each paper as plain text.
What somebody gave is on none of them.";

impl Kit {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let (name, Looked { session, note, path }) = self.find(setting)?;
        // What begins with a workshop here is kept nowhere.
        let script = path.as_os_str().is_empty();
        let wish = Wish { people: self.people.map(usize::from), start: self.start, script };
        let folder = self.out.clone().unwrap_or_else(|| format!("{name}-kit").into());
        if folder == Path::new("-") {
            return Err(Complaint::new("A kit is several files: name a folder with --out."));
        }
        let instead = "Replace it with --force, or choose another folder with --out.";
        let paths = print_kit(&session, wish, &folder, self.force, setting)
            .map_err(|error| Complaint::printing(&error, instead))?;
        Ok(Answer::paths(&paths).with(note))
    }

    /// The session that is meant, or one that begins with the workshop that is; and what its papers
    /// are called after.
    fn find(&self, setting: &Setting) -> Result<(String, Looked), Complaint> {
        let workshop = match folder::either(setting, &self.what, Workshops::find)? {
            Either::Session(looked) => return Ok((Files::of(&looked.path).stem(), *looked)),
            Either::Workshop(workshop) => workshop,
        };
        let name = workshop.name.to_string();
        let session = begin(workshop, setting)?;
        Ok((name, Looked { path: PathBuf::new(), session, note: None }))
    }
}

/// A session of this workshop as it begins, which nobody keeps.
fn begin(workshop: Workshop, setting: &Setting) -> Result<Session, Complaint> {
    let title = workshop.title.clone();
    let (currency, people, less) = (Currency::default(), Vec::new(), Vec::new());
    let job =
        begun(Begin { workshop, title, currency, people, less }, Vec::new(), (setting.now)())?;
    Ok((*job.session).clone())
}

fn time(typed: &str) -> Result<Time, String> {
    Time::strptime("%H:%M", typed.trim()).map_err(|_| "write a time such as 9:30 or 14:00".into())
}
