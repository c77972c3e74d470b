//! Before there is a session: which one, or a new one: its workshop, its title, its people.

use super::names;
use crate::import::people::from_lines;
use crate::money::Currency;
use crate::session::followup::SOON;
use crate::session::people::Profile;
use crate::text::{CleanText, capital};
use crate::workshop::Workshop;

/// A session that lies in the folder, as it is told.
#[derive(Clone, Debug)]
pub struct Known {
    /// "Garden; step 2 of 8, Goals; changed an hour ago".
    pub told: String,
    /// Whether it is finished, so that a check-in can go on from it.
    pub finished: bool,
    /// In how many days its check-in is due, where nobody has made it: and that in words, such as
    /// "the 30-day check-in of “Garden” is due on Thu 3 Dec".
    pub check_in: Option<(i32, String)>,
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
    /// The check-in of the session in this row is made, unless it was, and opened.
    CheckIn(usize),
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
            false => {
                let due = self.due().and_then(|at| self.known[at].check_in.as_ref());
                let due = due.map(|(_, words)| format!("\n\n{}: checkin.", capital(words)));
                format!(
                    "Groundswell. The sessions, newest first:\n{known}{}",
                    due.unwrap_or_default()
                )
            }
        }
    }

    /// The session whose check-in is due, or soon will be: the earliest of them.
    fn due(&self) -> Option<usize> {
        let days = |known: &Known| known.check_in.as_ref().map(|(days, _)| *days);
        let soon = self.known.iter().enumerate().filter_map(|(at, it)| Some((days(it)?, at)));
        soon.filter(|(days, _)| *days <= SOON).min().map(|(_, at)| at)
    }

    /// What is asked now.
    pub fn question(&self) -> String {
        match &self.stage {
            Stage::Which if self.known.is_empty() => "new begins one; an empty line leaves.".into(),
            Stage::Which if self.known.iter().any(|known| known.finished) => {
                "Which one? Its number, new for a new one, or checkin and the number of a finished \
                 one for its check-in; an empty line leaves."
                    .into()
            }
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
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if matches!(&*word.to_lowercase(), "checkin" | "/checkin" | "check-in") {
            return self.check_in(rest);
        }
        match number(line, self.known.len()) {
            Some(at) => Came::Open(at),
            None => Came::Asks("There is no such number in the list.".into()),
        }
    }

    fn check_in(&self, rest: &str) -> Came {
        let at = match rest.trim() {
            "" => self.due(),
            typed => number(typed, self.known.len()),
        };
        match at.map(|at| (at, &self.known[at])) {
            Some((at, known)) if known.finished => Came::CheckIn(at),
            Some(_) => Came::Asks(
                "It is not finished yet; a check-in goes on from what was closed.".into(),
            ),
            None if rest.is_empty() => Came::Asks(
                "No check-in is due this week. Say checkin and the number of a finished session."
                    .into(),
            ),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn start(due: &[(bool, Option<i32>)]) -> Start {
        let known = due.iter().enumerate().map(|(at, (finished, days))| Known {
            told: format!("Session {at}"),
            finished: *finished,
            check_in: days.map(|days| (days, format!("the 30-day check-in of {at} is due"))),
        });
        Start::new(known.collect(), Vec::new())
    }

    fn came(start: &mut Start, line: &str) -> String {
        match start.take(line) {
            Came::Asks(said) => said,
            Came::CheckIn(at) => format!("check-in {at}"),
            Came::Open(at) => format!("open {at}"),
            Came::Begin(_) | Came::Leave => "else".into(),
        }
    }

    #[test]
    fn the_check_in_that_is_due_first_is_offered_and_made_by_one_word() {
        let mut begin =
            start(&[(false, None), (true, Some(3)), (true, Some(-2)), (true, Some(30))]);
        assert!(begin.opening().ends_with("The 30-day check-in of 2 is due: checkin."));
        assert!(begin.question().contains("checkin and the number"));
        assert_eq!(came(&mut begin, "checkin"), "check-in 2");
        assert_eq!(came(&mut begin, "checkin 4"), "check-in 3");
        assert!(came(&mut begin, "checkin 1").starts_with("It is not finished yet"));
        assert!(came(&mut begin, "checkin 9").starts_with("There is no such number"));
        assert_eq!(came(&mut begin, "2"), "open 1");
    }

    #[test]
    fn where_none_is_due_soon_none_is_offered() {
        let mut begin = start(&[(true, Some(8)), (true, None)]);
        assert!(!begin.opening().contains("check-in"));
        assert!(came(&mut begin, "checkin").starts_with("No check-in is due this week"));
        assert!(!start(&[(false, None)]).question().contains("checkin"));
    }
}
