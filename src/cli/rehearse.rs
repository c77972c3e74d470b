//! `groundswell rehearse`: a made-up group runs a workshop, before anyone is invited.

use super::folder::workshops;
use super::{Answer, Complaint, check};
use crate::app::setting::Setting;
use crate::rehearse::{MOST, Plan, Rehearsal, Timing};
use crate::room::Room;
use crate::store::fault::shown;
use crate::store::names::is_session;
use crate::store::{RealDisk, SaveJob, Store};
use crate::text::{CleanText, width};
use crate::workshop::Workshop;
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Run a workshop with a made-up group: how long each step takes, and what works badly
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Rehearse {
    /// The workshop: a name, the beginning of one, or a file
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    workshop: String,
    /// How many take part
    #[arg(long, value_name = "N", default_value_t = 8)]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=MOST as i64))]
    people: u8,
    /// Who they are and how they are today: the same number gives the same rehearsal
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Keep the finished session here
    #[arg(long, value_name = "FILE.ron")]
    out: Option<PathBuf>,
    /// An object, for other programs; times are in seconds
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  groundswell rehearse who-owns-social --people 12
  groundswell rehearse ./mine.ron --seed 7 --out sample.ron
  groundswell rehearse kick-off --json | jq '.steps[] | select(.taken > .planned) | .title'

The group is made up: it forecasts a room and promises nothing. It ends with 1 when the agenda lint
found something that is not accepted.";

impl Rehearse {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let workshop = workshops(setting).find(&self.workshop)?;
        let now = (setting.now)();
        let plan = Plan {
            workshop: workshop.clone(),
            people: self.people.into(),
            seed: self.seed,
            start: now,
            today: setting.reader().day_of(now),
        };
        let run = |plan: Plan| {
            plan.run().map_err(|refusal| {
                let name = &workshop.name;
                Complaint::new(format!(
                    "{name}: The rehearsal stopped in {refusal} `groundswell check {name}` may say why."
                ))
            })
        };
        // Once to know how long it takes, and again so that it ends now, and nothing of it lies ahead.
        let length = run(plan.clone())?.room.session().glance.changed.duration_since(now);
        let rehearsal = run(Plan { start: now - length, ..plan })?;
        let findings = check::of_workshop(&workshop);
        let found = findings.iter().any(check::Finding::is_open);
        let kept = self.out.as_deref().map(|path| keep(path, &rehearsal.room, now)).transpose()?;
        let answer = match self.json {
            true => Answer::json(&self.object(&workshop, &rehearsal, &findings)),
            false => {
                let mut text = self.told(&workshop, &rehearsal);
                text.extend(findings.iter().map(|finding| finding.told(setting, false)));
                Answer::text(text)
            }
        };
        let kept = kept.map(|path| format!("Kept: {}", shown(&path.to_string_lossy())));
        Ok(Answer { code: u8::from(found), ..answer }.with(self.wrong_size(&workshop)).with(kept))
    }

    fn wrong_size(&self, workshop: &Workshop) -> Option<String> {
        let (from, to) = (workshop.people.from, workshop.people.to);
        let title = &workshop.title;
        (!(from..=to).contains(&self.people.into()))
            .then(|| format!("note: “{title}” is written for {from} to {to} people."))
    }

    fn told(&self, workshop: &Workshop, rehearsal: &Rehearsal) -> String {
        let (title, people, seed) = (&workshop.title, self.people, self.seed);
        let people = if people == 1 { "one person".into() } else { format!("{people} people") };
        let (planned, taken) = rehearsal.seconds();
        let floor = rehearsal.steps.iter().map(|step| step.floor).sum();
        let all = Timing { title: CleanText::line("Together"), planned, floor, taken };
        let steps: Vec<&Timing> = rehearsal.steps.iter().chain([&all]).collect();
        let widest = steps.iter().map(|step| width(&step.title)).max().unwrap_or(0);
        let mut text = format!("{title}, rehearsed by {people}, seed {seed}\n\n");
        text.push_str(&format!("  {}   planned    floor     took\n", padded("Step", widest)));
        for step in steps {
            let times = [step.planned, step.floor, step.taken].map(clock);
            text.push_str(&format!(
                "  {}  {:>8} {:>8} {:>8}  {}\n",
                padded(&step.title, widest),
                times[0],
                times[1],
                times[2],
                late(step.taken - step.planned)
            ));
        }
        text
    }

    fn object(
        &self,
        workshop: &Workshop,
        rehearsal: &Rehearsal,
        findings: &[check::Finding],
    ) -> Value {
        let (planned, taken) = rehearsal.seconds();
        let step = |step: &Timing| {
            json!({
                "title": step.title.as_str(),
                "planned": step.planned,
                "floor": step.floor,
                "taken": step.taken,
            })
        };
        json!({
            "name": workshop.name.as_str(),
            "title": workshop.title.as_str(),
            "people": self.people,
            "seed": self.seed,
            "planned": planned,
            "taken": taken,
            "steps": rehearsal.steps.iter().map(step).collect::<Vec<_>>(),
            "findings": findings.iter().map(check::Finding::object).collect::<Vec<_>>(),
        })
    }
}

/// The finished session, with its history.
fn keep(path: &Path, room: &Room, now: jiff::Timestamp) -> Result<PathBuf, Complaint> {
    if !is_session(path) {
        return Err(Complaint::new(format!(
            "{}: A session file ends in .ron, such as sample.ron. Choose such a name.",
            shown(&path.to_string_lossy())
        )));
    }
    let mut room = room.clone();
    let events = room.take_unsaved();
    let job = SaveJob {
        session: Arc::new(room.session().clone()),
        sealed: room.sealed().clone(),
        events,
    };
    let keeper = Store::on(Arc::new(RealDisk))
        .create(path, job, now)
        .map_err(|error| Complaint::writing(error, "Choose another name with --out."))?;
    Ok(keeper.path().to_owned())
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Seconds as minutes: "6:05".
fn clock(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn late(seconds: i64) -> String {
    match seconds {
        0 => String::new(),
        1.. => format!("+{}", clock(seconds)),
        _ => format!("−{}", clock(-seconds)),
    }
}
