//! `groundswell wall`: the second screen, which follows a session live.

use super::folder::library;
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::app::watching::Wanted;
use crate::app::{linear, terminal, wall};
use crate::store::Trouble;
use clap::Args;

/// Show a session on a second screen, live and read-only
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Wall {
    /// A path, or the beginning of a name in the sessions folder, which need not be there yet;
    /// without one the session that is being worked on
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    session: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell wall                  the session that is being worked on
  groundswell wall who-owns
  groundswell wall ./garden.ron --theme dark
  groundswell wall --theme auto     as this terminal's background is
  groundswell wall --linear         each page in words, as it comes

It shows what the room may see, within a tenth of a second of every change, and nothing of who
is slow or how late it is. Before there is a session it waits for one. It takes no lock and writes
nothing; q leaves it. Begin it in a window on the projector, with large letters.";

impl Wall {
    /// Shows the wall; it returns when the wall is left.
    pub(super) fn run(&self, setting: Setting, linear: bool) -> Result<Answer, Complaint> {
        if !linear {
            terminal::ensure_terminal().map_err(Complaint::new)?;
        }
        let wanted = match &self.session {
            None => Wanted::AtWork,
            Some(name) => {
                // One that is not there yet is waited for; one that cannot be meant is not.
                let found = library(&setting).find(name);
                if let Err(error) = found
                    && matches!(error.trouble, Trouble::Ambiguous(_) | Trouble::NoPermission)
                {
                    return Err(error.into());
                }
                Wanted::Named(name.clone())
            }
        };
        // The room reads the wall, so what is wrong with a person's own files is told afterwards.
        let notes: Vec<String> = setting.notes.iter().map(|note| format!("note: {note}")).collect();
        let code = match linear {
            true => linear::wall::run(wanted, &setting),
            false => wall::run(wanted, setting),
        };
        let code = code.map_err(|error| Complaint::new(format!("{error:#}")))?;
        Ok(Answer { code, ..Answer::default() }.with(notes))
    }
}
