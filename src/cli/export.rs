//! `groundswell export`: the record of a session, in a format, at any second.

use super::folder::{self, Looked};
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::export::{self, FORMATS, Format};
use crate::session::report::{Naming, Report};
use crate::store::fault::shown;
use crate::store::{RealDisk, paper};
use clap::Args;
use clap::builder::PossibleValue;
use std::path::{Path, PathBuf};

/// Write the record of a session, at any second of it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Export {
    /// A path, or the beginning of a name in the sessions folder
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    session: String,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    to: String,
    /// Where to write it, or - for standard output; without this, here, named after the session
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Replace a file that is there already
    #[arg(long)]
    force: bool,
    /// Also name people who were not in the room, where the room said whom it asks
    #[arg(long)]
    third_parties: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell export who-owns --to md
  groundswell export who-owns --to md --out - | less
  groundswell export ./garden.ron --to md --out ~/wiki/garden.md --force
  groundswell export who-do-we-ask --to md --third-parties";

impl Export {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let Looked { path, session, note } = folder::look(setting, &self.session)?;
        let format = export::named(&self.to).expect("clap takes only names of formats");
        let reader = setting.reader();
        let naming = if self.third_parties { Naming::Outsiders } else { Naming::Room };
        let bytes = (format.render)(&Report::naming(naming, &session, &reader), &reader);
        if self.out.as_deref() == Some(Path::new("-")) {
            return Ok(Answer { out: bytes, ..Answer::default() }.with(note));
        }
        let out = self.out(&path, format);
        self.write(&out, &bytes)?;
        Ok(Answer::path(&out).with(note))
    }

    /// A folder is where the file goes, under its own name.
    fn out(&self, session: &Path, format: &Format) -> PathBuf {
        let name = Path::new(session.file_name().unwrap_or_default()).with_extension(format.ending);
        match &self.out {
            None => name,
            Some(folder) if folder.is_dir() => folder.join(name),
            Some(path) => path.clone(),
        }
    }

    fn write(&self, out: &Path, bytes: &[u8]) -> Result<(), Complaint> {
        let file = shown(&out.to_string_lossy());
        if std::fs::metadata(out).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            // To replace a device or a pipe would be to destroy it.
            return Err(Complaint::new(format!(
                "{file}: This is no file that can be replaced. Use --out - and send it there."
            )));
        }
        let instead = "Replace it with --force, or choose another name with --out.";
        paper::write(&RealDisk, out, bytes, self.force)
            .map_err(|error| Complaint::printing(&error, instead))
    }
}

fn formats() -> Vec<PossibleValue> {
    FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)).collect()
}
