//! `groundswell new`: makes a session file without opening it, and prints its path.

use super::folder::{self, library, workshops};
use super::{Answer, Complaint};
use crate::app::beginning::begun;
use crate::app::setting::Setting;
use crate::import::{ImportError, Understood, asks, ideas, objectives, people};
use crate::money::Currency;
use crate::session::people::Profile;
use crate::session::{Change, Like, Session};
use crate::store::fault::shown;
use crate::store::names::is_session;
use crate::store::{Disk, RealDisk, Store};
use crate::text::CleanText;
use crate::ui::shell::new_session::Begin;
use crate::workshop::Workshop;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Make a session file without opening it, and print its path
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// The workshop to run: its name, or a file; needed unless --like says it
    #[arg(long, value_name = "NAME-OR-FILE", required_unless_present = "like")]
    workshop: Option<String>,
    /// What the session is called; the question it answers makes a good title
    #[arg(long, value_name = "TITLE", value_parser = title)]
    title: CleanText,
    /// Who is expected: a CSV file with a column `name`, and perhaps `function`, `present`,
    /// `voting`, `speaks_last` and `note`
    #[arg(long, value_name = "FILE.csv")]
    team: Option<PathBuf>,
    /// The objectives that the organisation has: a CSV file with a column `objective`, or one a line;
    /// each goal can then say which of them it serves
    #[arg(long, value_name = "FILE")]
    objectives: Option<PathBuf>,
    /// Ideas to begin with, for all to see: a list in Markdown, whose headings become groups
    #[arg(long, value_name = "FILE.md")]
    ideas: Option<PathBuf>,
    /// What areas ask of the pot: a CSV file with the columns `ask` and `target`, and perhaps `area`,
    /// `minimum`, `stretch`, `quantity`, `unit`, `recurring` and `category`
    #[arg(long, value_name = "FILE.csv")]
    asks: Option<PathBuf>,
    /// Begin from the people, the areas, the workshop and the currency of this session, as far as
    /// nothing else is said; nothing that anybody gave, decided or promised comes along
    #[arg(long, value_name = "SESSION")]
    like: Option<String>,
    /// The currency of the pot, such as EUR (which it is unless something else is said) or USD
    #[arg(long, value_name = "CODE", value_parser = currency)]
    currency: Option<Currency>,
    /// Where to make it; without this, in the sessions folder, named after its title
    #[arg(long, value_name = "FILE.ron")]
    out: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  groundswell new --workshop goals-names-pot --title \"Who owns social?\"
  groundswell new --workshop ./mine.ron --title \"Kick-off\" --team team.csv --currency USD
  groundswell new --workshop who-owns-social --title Spring --objectives okr.csv --ideas ideas.md
  groundswell new --like who-owns --title \"Who owns social, spring?\"
  groundswell \"$(groundswell new --workshop goals-names-pot --title Garden)\"";

impl New {
    pub(super) fn run(&self, setting: &Setting) -> Result<Answer, Complaint> {
        let like = self.like.as_deref().map(|like| like_of(like, setting)).transpose()?;
        let mut workshop = self.workshop(like.as_ref(), setting)?;
        let (people, mut notes) = match (&self.team, &like) {
            (Some(path), _) => team(path)?,
            (None, Some(like)) => (like.people.clone(), Vec::new()),
            (None, None) => Default::default(),
        };
        notes.extend(wrong_size(&workshop, &people));
        let currency = self.currency.or(like.as_ref().map(|like| like.currency));
        if let Some(like) = like {
            workshop.areas = like.areas;
        }
        let (title, currency) = (self.title.clone(), currency.unwrap_or_default());
        let (seeds, understood) = self.seeds(currency, setting)?;
        notes.extend(understood);
        let begin = Begin { workshop, title, currency, people, less: Vec::new() };
        let job = begun(begin, seeds, (setting.now)())?;
        let path = self.path(setting)?;
        let store = Store::on(Arc::new(RealDisk));
        let keeper = store
            .create(&path, job, (setting.now)())
            .map_err(|error| Complaint::writing(error, "Choose another name with --out."))?;
        Ok(Answer::path(keeper.path()).with(notes))
    }

    /// What the session begins with besides people, and what was understood of each list.
    fn seeds(
        &self,
        currency: Currency,
        setting: &Setting,
    ) -> Result<(Vec<Change>, Vec<String>), Complaint> {
        let (nothing, mut seeds, mut notes) = (Session::unbegun(), Vec::new(), Vec::new());
        if let Some(path) = &self.objectives {
            let reader = setting.reader();
            let list = understood(path, |bytes| objectives::read(bytes, &reader))?;
            let count = objectives::titles_in(&list.rows, &nothing);
            notes.extend(told(
                path,
                &counted(count, "objective that goals can serve"),
                &list.notes,
            ));
            seeds.extend(objectives::kept(&list.rows, &nothing).map(Change::Goals));
        }
        if let Some(path) = &self.ideas {
            let list = understood(path, ideas::read)?;
            notes.extend(told(path, &counted(list.rows.len(), "idea"), &list.notes));
            seeds.extend(ideas::brought(&list.rows, &nothing).map(Change::Ideas));
        }
        if let Some(path) = &self.asks {
            let list = understood(path, |bytes| asks::from_csv(bytes, &currency))?;
            notes.extend(told(path, &counted(list.rows.len(), "ask"), &list.notes));
            seeds.push(Change::Pot(asks::wanted(&list.rows)));
        }
        Ok((seeds, notes))
    }

    fn workshop(&self, like: Option<&Like>, setting: &Setting) -> Result<Workshop, Complaint> {
        if let Some(name) = &self.workshop {
            return Ok(workshops(setting).find(name)?);
        }
        let title = like.map(|like| like.workshop.clone()).unwrap_or_default();
        let listed = workshops(setting).list().into_iter().filter_map(|it| it.workshop.ok());
        listed.into_iter().find(|workshop| workshop.title == title).ok_or_else(|| {
            Complaint::new(format!(
                "There is no workshop “{title}” any more. Say with --workshop which one to run; \
                 `groundswell workshops` lists them."
            ))
        })
    }

    fn path(&self, setting: &Setting) -> Result<PathBuf, Complaint> {
        match &self.out {
            Some(path) if is_session(path) => Ok(path.clone()),
            Some(path) => Err(Complaint::new(format!(
                "{}: A session file ends in .ron, such as garden.ron. Choose such a name.",
                shown(&path.to_string_lossy())
            ))),
            None => {
                library(setting).prepare()?;
                Ok(library(setting).path_for(&self.title))
            }
        }
    }
}

/// What a session begins from that is to be like another.
fn like_of(session: &str, setting: &Setting) -> Result<Like, Complaint> {
    Ok(folder::look(setting, session)?.session.like())
}

/// A title that somebody typed.
pub(super) fn title(typed: &str) -> Result<CleanText, String> {
    let title = CleanText::line(typed);
    if title.is_empty() { Err("a session needs a title".into()) } else { Ok(title) }
}

fn currency(code: &str) -> Result<Currency, String> {
    Currency::from_code(code).ok_or_else(|| "write a code such as EUR or USD".into())
}

/// A list of people is a few kilobytes. What is larger is read no further than to say so.
const LARGEST: u64 = 8 * 1024 * 1024 + 1;

/// The people in a file, and what was guessed, ignored or looks odd in it.
fn team(path: &Path) -> Result<(Vec<Profile>, Vec<String>), Complaint> {
    let found = understood(path, people::from_csv)?;
    let notes = noted(path, &found.notes);
    Ok((found.rows.into_iter().map(Profile::from).collect(), notes))
}

fn understood<T>(
    path: &Path,
    read: impl Fn(&[u8]) -> Result<Understood<T>, ImportError>,
) -> Result<Understood<T>, Complaint> {
    let bytes = RealDisk.read(path, LARGEST).map_err(|error| Complaint::reading(path, &error))?;
    read(&bytes).map_err(|error| Complaint::import(path, &error))
}

fn noted(path: &Path, notes: &[String]) -> Vec<String> {
    let file = shown(&path.to_string_lossy());
    notes.iter().map(|note| format!("note: {file}: {note}")).collect()
}

/// How much was understood, then what was guessed, ignored or looks odd.
fn told(path: &Path, what: &str, notes: &[String]) -> Vec<String> {
    noted(path, &[&[format!("{what}.")], notes].concat())
}

/// "1 idea", "3 ideas", by the first word of the thing.
fn counted(count: usize, thing: &str) -> String {
    let (word, rest) = thing.split_once(' ').unwrap_or((thing, ""));
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural} {rest}").trim_end().to_owned()
}

fn wrong_size(workshop: &Workshop, people: &[Profile]) -> Option<String> {
    let present = people.iter().filter(|person| !person.absent).count();
    let fits = usize::from(workshop.people.from)..=usize::from(workshop.people.to);
    (!people.is_empty() && !fits.contains(&present)).then(|| {
        let (from, to) = (fits.start(), fits.end());
        let title = &workshop.title;
        let expected = match present {
            0 => "nobody is".to_owned(),
            1 => "one is".to_owned(),
            many => format!("{many} are"),
        };
        format!(
            "note: “{title}” is written for {from} to {to} people, and {expected} expected; its \
             first step can still change who is here."
        )
    })
}
