//! `groundswell export`: the record of a session, in a format, at any second.

use super::folder::{self, Looked};
use super::{Answer, Complaint};
use crate::app::printing::write_record;
use crate::app::setting::Setting;
use crate::export::{self, FORMATS, Format, Rendered, csv};
use crate::session::report::{Part, Report, Wish};
use crate::session::viewer::Audience;
use crate::store::fault::shown;
use crate::store::{StoreError, Trouble};
use crate::text::listed;
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
    /// For whom it is: how much of what the room saw they are told
    #[arg(long = "for", value_name = "AUDIENCE", default_value = "room", value_parser = audiences())]
    audience: String,
    /// These parts alone, of formats that are read: page, minutes, goals, roles, …
    #[arg(long, value_name = "PART", value_delimiter = ',', value_parser = parts())]
    part: Vec<String>,
    /// Of csv, this table alone, as one file
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
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
  groundswell export who-owns --to all --out ./papers
  groundswell export who-owns --to md --part page --for public
  groundswell export who-owns --to csv --table promises --out -
  groundswell export ./garden.ron --to md --out ~/wiki/garden.md --force
  groundswell export who-do-we-ask --to md --third-parties";

/// What to do when there is such a file.
const INSTEAD: &str = "Replace it with --force, or choose another name with --out.";

/// What stands for every format.
const ALL: &str = "all";

impl Export {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let Looked { path, session, note } = folder::look(setting, &self.session)?;
        let audience = Audience::named(&self.audience).expect("clap takes only audiences");
        let wish = Wish { audience, third_parties: self.third_parties };
        let reader = setting.reader();
        let mut report = Report::wished(&wish, &session, &reader);
        let notes = [note, still_named(&report)].into_iter().flatten();
        if !self.part.is_empty() {
            let wanted: Vec<Part> = self.part.iter().filter_map(|it| Part::named(it)).collect();
            report = report.only(&wanted);
        }
        let Some(format) = export::named(&self.to) else {
            return Ok(self.all(&path, |format| (format.render)(&report, &reader))?.with(notes));
        };
        let rendered = match &self.table {
            Some(table) => one_table(table, format, &report)?,
            None => (format.render)(&report, &reader),
        };
        if self.out.as_deref() != Some(Path::new("-")) {
            let out = self.out(&path, format);
            let out = match &self.table {
                Some(table) if self.out.is_none() => {
                    let stem = Path::new(path.file_name().unwrap_or_default()).with_extension("");
                    PathBuf::from(format!("{}-{table}.csv", stem.display()))
                }
                _ => out,
            };
            self.write(&out, &rendered)?;
            return Ok(Answer::path(&out).with(notes));
        }
        match rendered {
            Rendered::File(out) => Ok(Answer { out, ..Answer::default() }.with(notes)),
            Rendered::Folder(_) => Err(Complaint::new(format!(
                "{} is several files, and standard output is one. Name a folder with --out.",
                format.name
            ))),
        }
    }

    /// Every format, into a folder.
    fn all(
        &self,
        session: &Path,
        render: impl Fn(&Format) -> Rendered,
    ) -> Result<Answer, Complaint> {
        let folder = match self.out.as_deref() {
            Some(folder) if folder != Path::new("-") => folder,
            _ => {
                return Err(Complaint::new(
                    "All formats are several files. Name a folder with --out.".to_owned(),
                ));
            }
        };
        if !folder.is_dir() {
            self.write(folder, &Rendered::Folder(Vec::new()))?;
        }
        let outs = FORMATS.iter().map(|format| folder.join(named_after(session, format)));
        if let Some(there) = outs.into_iter().find(|out| !self.force && out.exists()) {
            let error = StoreError::new(&there, Trouble::Exists);
            return Err(Complaint::printing(&error, INSTEAD));
        }
        let mut answer = Answer::default();
        for format in FORMATS {
            let out = folder.join(named_after(session, format));
            self.write(&out, &render(format))?;
            answer.out.extend(Answer::path(&out).out);
        }
        Ok(answer)
    }

    /// A folder is where the file goes, under its own name.
    fn out(&self, session: &Path, format: &Format) -> PathBuf {
        let name = named_after(session, format);
        match &self.out {
            None => name,
            Some(folder) if folder.is_dir() && !format.is_folder() => folder.join(name),
            Some(path) => path.clone(),
        }
    }

    fn write(&self, out: &Path, rendered: &Rendered) -> Result<(), Complaint> {
        let file = shown(&out.to_string_lossy());
        if std::fs::metadata(out).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            // To replace a device or a pipe would be to destroy it.
            return Err(Complaint::new(format!(
                "{file}: This is no file that can be replaced. Use --out - and send it there."
            )));
        }
        write_record(rendered, out, self.force)
            .map(|_| ())
            .map_err(|error| Complaint::printing(&error, INSTEAD))
    }
}

/// A session's name is safe as a file name, and so is what comes of it.
fn named_after(session: &Path, format: &Format) -> PathBuf {
    let name = Path::new(session.file_name().unwrap_or_default());
    match format.is_folder() {
        true => PathBuf::from(format!("{}-{}", name.with_extension("").display(), format.name)),
        false => name.with_extension(format.ending),
    }
}

fn one_table(name: &str, format: &Format, report: &Report) -> Result<Rendered, Complaint> {
    if format.name != "csv" {
        return Err(Complaint::new(
            "Only csv has tables that stand alone: use --to csv.".to_owned(),
        ));
    }
    let Some(table) = report.tables.iter().find(|table| table.name == name) else {
        let names: Vec<&str> = report.tables.iter().map(|table| table.name).collect();
        return Err(Complaint::new(format!(
            "There is no table “{}”. There are {}.",
            shown(name),
            listed(&names)
        )));
    };
    Ok(Rendered::File(csv::one(table, report.currency)))
}

/// What somebody wrote is not rewritten; whoever passes it on must know whom it names.
fn still_named(report: &Report) -> Option<String> {
    let names = &report.still_named;
    (!names.is_empty()).then(|| {
        format!(
            "People's own words still name {}. Read it before you pass it on.",
            listed(names.as_slice())
        )
    })
}

fn formats() -> Vec<PossibleValue> {
    let each = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    each.chain([PossibleValue::new(ALL).help("every format, into the folder of --out")]).collect()
}

fn audiences() -> Vec<PossibleValue> {
    Audience::ALL.map(|it| PossibleValue::new(it.name()).help(it.about())).into()
}

fn parts() -> Vec<PossibleValue> {
    Part::ALL.map(|part| PossibleValue::new(part.name()).help(part.title())).into()
}
