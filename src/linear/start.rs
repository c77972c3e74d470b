//! Before there is a session: which one, or a new one: its workshop, its title, its people.

use super::names;
use crate::import::people::from_lines;
use crate::money::Currency;
use crate::session::people::Profile;
use crate::text::CleanText;
use crate::workshop::Workshop;

/// A session that lies in the folder, as it is told.
#[derive(Clone, Debug)]
pub struct Known {
    /// "Garden; step 2 of 8, Goals; changed an hour ago".
    pub told: String,
}

/// The questions before a session, and what was answered so far.
pub struct Start {
    known: Vec<Known>,
    workshops: Vec<Workshop>,
    stage: Stage,
}

enum Stage {
    Which,
    Workshop,
    Title(usize),
    Currency(usize, CleanText),
    People(usize, CleanText, Currency, Vec<Profile>),
}

/// What a line came to.
pub enum Came {
    /// A sentence, perhaps none, and the next question.
    Asks(String),
    /// The session in this row of the list is opened.
    Open(usize),
    /// A new session begins.
    Begin(Box<New>),
    /// Nothing is wanted.
    Leave,
}

/// What a new session begins with.
pub struct New {
    /// Its workshop.
    pub workshop: Workshop,
    /// Its title.
    pub title: CleanText,
    /// The currency of its pot.
    pub currency: Currency,
    /// Its people.
    pub people: Vec<Profile>,
}

impl Start {
    /// The questions over these sessions and scripts.
    pub fn new(known: Vec<Known>, workshops: Vec<Workshop>) -> Start {
        Start { known, workshops, stage: Stage::Which }
    }

    /// What is told first.
    pub fn opening(&self) -> String {
        let known = names::with_numbers(self.known.iter().map(|known| known.told.clone()));
        match known.is_empty() {
            true => "Groundswell. There is no session yet.".to_owned(),
            false => format!("Groundswell. The sessions, newest first:\n{known}"),
        }
    }

    /// What is asked now.
    pub fn question(&self) -> String {
        match &self.stage {
            Stage::Which if self.known.is_empty() => "new begins one; an empty line leaves.".into(),
            Stage::Which => {
                "Which one? Its number, or new for a new one; an empty line leaves.".into()
            }
            Stage::Workshop => "Which workshop? Its number; an empty line goes back.".into(),
            Stage::Title(_) => {
                "What is it about? The title; the question it answers makes a good one.".into()
            }
            Stage::Currency(..) => {
                "The currency of the pot, such as USD? An empty line says EUR.".into()
            }
            Stage::People(.., people) => match people.len() {
                0 => "Who is here? One a line: name, function. An empty line begins.".into(),
                1 => "1 person. One more, or an empty line begins.".into(),
                many => format!("{many} people. One more, or an empty line begins."),
            },
        }
    }

    /// Takes a line as it was typed.
    pub fn take(&mut self, line: &str) -> Came {
        let line = CleanText::line(line);
        if matches!(line.as_str(), "/quit" | "quit") {
            return Came::Leave;
        }
        match &mut self.stage {
            Stage::Which => self.which(&line),
            Stage::Workshop => self.workshop(&line),
            Stage::Title(_) if line.is_empty() => Came::Asks("A session needs a title.".into()),
            Stage::Title(workshop) => {
                self.stage = Stage::Currency(*workshop, line);
                Came::Asks(String::new())
            }
            Stage::Currency(workshop, title) => {
                let code = if line.is_empty() { "EUR" } else { line.as_str() };
                let Some(currency) = Currency::from_code(code) else {
                    return Came::Asks("Write a code such as EUR or USD.".into());
                };
                self.stage = Stage::People(*workshop, title.clone(), currency, Vec::new());
                Came::Asks(String::new())
            }
            Stage::People(workshop, title, currency, people) if line.is_empty() => {
                Came::Begin(Box::new(New {
                    workshop: self.workshops[*workshop].clone(),
                    title: title.clone(),
                    currency: *currency,
                    people: std::mem::take(people),
                }))
            }
            Stage::People(.., people) => match from_lines(&line) {
                Ok(list) => {
                    people.extend(list.rows.into_iter().map(Profile::from));
                    Came::Asks(list.notes.join(" "))
                }
                Err(error) => Came::Asks(error.to_string()),
            },
        }
    }

    /// A new session could not be made; its people are asked for again.
    pub fn refused(&mut self) {
        self.stage = Stage::Which;
    }

    fn which(&mut self, line: &CleanText) -> Came {
        if line.is_empty() {
            return Came::Leave;
        }
        if matches!(line.to_lowercase().as_str(), "new" | "/new" | "n") {
            self.stage = Stage::Workshop;
            let told = |workshop: &Workshop| format!("{}. {}", workshop.title, workshop.about);
            return Came::Asks(names::with_numbers(self.workshops.iter().map(told)));
        }
        match number(line, self.known.len()) {
            Some(at) => Came::Open(at),
            None => Came::Asks("There is no such number in the list.".into()),
        }
    }

    fn workshop(&mut self, line: &CleanText) -> Came {
        if line.is_empty() {
            self.stage = Stage::Which;
            return Came::Asks(self.opening());
        }
        match number(line, self.workshops.len()).or_else(|| self.named(line)) {
            Some(at) => {
                self.stage = Stage::Title(at);
                Came::Asks(String::new())
            }
            None => Came::Asks("There is no such workshop in the list.".into()),
        }
    }

    fn named(&self, line: &str) -> Option<usize> {
        let line = line.to_lowercase();
        self.workshops.iter().position(|it| *it.name == *line || it.title.to_lowercase() == line)
    }
}

fn number(typed: &str, things: usize) -> Option<usize> {
    let at = typed.trim().trim_end_matches('.').parse::<usize>().ok()?.checked_sub(1)?;
    (at < things).then_some(at).or_else(|| names::lettered(typed, things))
}
