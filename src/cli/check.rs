//! `groundswell check`: what a plan still lacks, and what works badly in an agenda.

use super::folder::{self, Either, Looked};
use super::{Answer, Complaint};
use crate::app::setting::Setting;
use crate::session::block::Sign;
use crate::session::{Session, Viewer, check};
use crate::store::fault::shown;
use crate::store::workshops::Workshops;
use crate::text::wrap;
use crate::ui::blocks::sign;
use crate::workshop::{Workshop, lint};
use clap::Args;
use serde_json::{Value, json};

/// Check sessions for gaps in the plan, and workshops for what works badly in a room
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Check {
    /// Sessions and workshops: paths, or beginnings of names
    #[arg(value_name = "FILE", required = true)]
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    files: Vec<String>,
    /// An array of objects, for other programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell check who-owns
  groundswell check goals-names-pot ./mine.ron
  groundswell check who-owns --json | jq -r '.[] | select(.accepted | not) | .code'

Each finding has a code, a reason and a way out. A workshop may accept one, with a reason. It ends
with 0 when nothing was found that is not accepted, with 1 when something was, and with 2 when a
file cannot be read.";

/// The columns that a line takes.
const COLUMNS: usize = 80;

/// What was found in one file.
struct Checked {
    file: String,
    kind: &'static str,
    title: String,
    findings: Vec<Finding>,
}

/// A finding of either kind.
pub(super) struct Finding {
    code: &'static str,
    place: String,
    reason: String,
    way_out: String,
    accepted: Option<String>,
    ahead: bool,
}

impl Check {
    pub(super) fn run(&self, setting: &Setting, linear: bool) -> Answer {
        let (mut checked, mut notes, mut code) = (Vec::new(), Vec::new(), 0);
        for file in &self.files {
            match look(file, setting) {
                Ok((found, note)) => {
                    checked.push(found);
                    notes.extend(note);
                }
                Err(complaint) => {
                    let refused = Answer::from(complaint);
                    notes.extend(refused.notes);
                    code = refused.code;
                }
            }
        }
        let found = checked.iter().any(|checked| checked.open() > 0);
        let answer = match self.json {
            true => Answer::json(&checked.iter().flat_map(Checked::objects).collect()),
            false => Answer::text(
                checked
                    .iter()
                    .map(|checked| checked.told(setting, linear))
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
        };
        Answer { code: code.max(u8::from(found)), ..answer }.with(notes)
    }
}

/// What is found in a file, and what a person should know of it.
fn look(file: &str, setting: &Setting) -> Result<(Checked, Option<String>), Complaint> {
    let (kind, title, findings, note) = match folder::either(setting, file, Workshops::draft)? {
        Either::Session(looked) => {
            let Looked { session, note, .. } = *looked;
            let findings = of_session(&session, setting);
            ("session", session.title.to_string(), findings, note)
        }
        Either::Workshop(workshop) => {
            ("workshop", workshop.title.to_string(), of_workshop(&workshop), None)
        }
    };
    Ok((Checked { file: file.to_owned(), kind, title, findings }, note))
}

/// What the room may hear; what is still to come stands at the end.
fn of_session(session: &Session, setting: &Setting) -> Vec<Finding> {
    let seen = session.seen_by(Viewer::Room);
    let finding = |found: check::Finding| {
        let step = found.place.map(|place| place.step().to_owned());
        Finding {
            code: found.code,
            place: found.id.map(|id| id.to_string()).or(step).unwrap_or_default(),
            reason: found.reason,
            way_out: found.way_out,
            accepted: None,
            ahead: found.ahead,
        }
    };
    let mut findings: Vec<Finding> =
        seen.check(&setting.reader()).into_iter().map(finding).collect();
    findings.sort_by_key(|finding| finding.ahead);
    findings
}

pub(super) fn of_workshop(workshop: &Workshop) -> Vec<Finding> {
    let finding = |found: lint::Finding| Finding {
        code: found.code,
        place: found.step.map(|step| step.to_string()).unwrap_or_default(),
        reason: found.reason,
        way_out: found.way_out,
        accepted: found.accepted.map(|because| because.to_string()),
        ahead: false,
    };
    workshop.lint().into_iter().map(finding).collect()
}

impl Checked {
    /// How many findings nobody has accepted.
    fn open(&self) -> usize {
        self.findings.iter().filter(|finding| finding.accepted.is_none()).count()
    }

    fn objects(&self) -> impl Iterator<Item = Value> {
        self.findings.iter().map(|finding| {
            let mut object = finding.object();
            object["file"] = json!(self.file);
            object["kind"] = json!(self.kind);
            object
        })
    }

    fn told(&self, setting: &Setting, linear: bool) -> String {
        let mut text = self.head();
        let first_ahead = self.findings.iter().position(|finding| finding.ahead);
        for (at, finding) in self.findings.iter().enumerate() {
            if first_ahead == Some(at) {
                text.push_str("\n  Still to come:\n");
            }
            text.push_str(&finding.told(setting, linear));
        }
        text
    }

    fn head(&self) -> String {
        let open = self.open();
        let accepted = self.findings.len() - open;
        let found = match open {
            0 => "nothing to mend".to_owned(),
            1 => "1 finding".to_owned(),
            open => format!("{open} findings"),
        };
        let accepted = if accepted > 0 { format!(", {accepted} accepted") } else { String::new() };
        let (file, kind, title) = (shown(&self.file), self.kind, &self.title);
        format!("{file}: {kind} “{title}”, {found}{accepted}\n")
    }
}

impl Finding {
    /// Whether nobody has accepted it.
    pub(super) fn is_open(&self) -> bool {
        self.accepted.is_none()
    }

    pub(super) fn object(&self) -> Value {
        json!({
            "code": self.code,
            "place": self.place,
            "reason": self.reason,
            "way_out": self.way_out,
            "accepted": self.accepted,
        })
    }

    pub(super) fn told(&self, setting: &Setting, linear: bool) -> String {
        let (drawn, _) = sign(
            match self.accepted {
                Some(_) => Sign::LeftOpen,
                None => Sign::Nobody,
            },
            &setting.look,
        );
        let drawn = if linear { String::new() } else { format!("{drawn} ") };
        let place = if self.place.is_empty() { String::new() } else { format!(", {}", self.place) };
        let mut text = format!("\n  {drawn}{}{place}\n", self.code);
        let accepted = self.accepted.as_ref().map(|because| format!("Accepted: {because}"));
        for words in [Some(&self.reason), accepted.as_ref().or(Some(&self.way_out))] {
            for line in words.into_iter().flat_map(|words| wrap(words, COLUMNS - 4)) {
                text.push_str(&format!("    {line}\n"));
            }
        }
        text
    }
}
