//! A few questions that belong together, asked one after the other: a goal, an ask, a promise.

use super::asker::{Cx, Question, Reply};
use crate::room::Proposal;
use crate::text::CleanText;

type Check = fn(&CleanText, &Cx<'_>) -> Result<(), String>;
type Build = dyn Fn(&[CleanText], &Cx<'_>) -> Result<Reply, Unfit>;

/// Which answer does not fit, counted from 0, and why.
pub(super) type Unfit = (usize, String);

/// The questions, and what was answered so far.
pub(super) struct Form {
    fields: Vec<Field>,
    said: Vec<CleanText>,
    build: Box<Build>,
}

/// One question of them.
pub(super) struct Field {
    asks: String,
    proposed: CleanText,
    needed: bool,
    check: Option<Check>,
}

impl Field {
    /// A question that wants an answer.
    pub(super) fn needed(asks: impl Into<String>) -> Field {
        let asks = asks.into();
        Field { asks, proposed: CleanText::default(), needed: true, check: None }
    }

    /// A question that may stay without one.
    pub(super) fn open(asks: impl Into<String>) -> Field {
        Field { needed: false, ..Field::needed(asks) }
    }

    /// What an empty line says.
    pub(super) fn proposing(mut self, words: &str) -> Field {
        self.proposed = CleanText::line(words);
        self
    }

    /// What is asked of an answer at once.
    pub(super) fn checked(mut self, check: Check) -> Field {
        self.check = Some(check);
        self
    }

    /// A day to come.
    pub(super) fn day(self) -> Field {
        self.checked(|typed, cx| cx.reader.day_to_come(typed).map(drop))
    }

    /// An amount of money, nothing more said.
    pub(super) fn money(self) -> Field {
        self.checked(|typed, cx| cx.session.currency.parse(typed).map(drop))
    }

    fn question(&self) -> String {
        match (self.proposed.as_str(), self.needed) {
            ("", true) => self.asks.clone(),
            ("", false) => format!("{} An empty line leaves it open.", self.asks),
            (words, true) => format!("{} An empty line says: {words}", self.asks),
            (words, false) => format!("{} An empty line says: {words} (- says nothing)", self.asks),
        }
    }
}

impl Form {
    /// These questions; `build` says what their answers come to.
    pub(super) fn asking(
        fields: Vec<Field>,
        build: impl Fn(&[CleanText], &Cx<'_>) -> Result<Reply, Unfit> + 'static,
    ) -> Reply {
        Reply::Ask(Box::new(Form { fields, said: Vec::new(), build: Box::new(build) }))
    }

    /// Asks whether something unusual is meant.
    pub(super) fn sure(sentence: &str, proposals: Vec<Proposal>) -> Reply {
        Form::sure_that(sentence, move || Reply::Does(proposals.clone()))
    }

    /// Asks whether it is meant; `then` is what comes of a yes.
    pub(super) fn sure_that(sentence: &str, then: impl Fn() -> Reply + 'static) -> Reply {
        let field = Field::needed(format!("{sentence} yes or no.")).checked(|typed, _| {
            yes_or_no(typed).map(drop).ok_or_else(|| "Say yes or no.".to_owned())
        });
        Form::asking(vec![field], move |said, _| {
            Ok(match yes_or_no(&said[0]) {
                Some(true) => then(),
                _ => Reply::Tell("It stays as it was.".into()),
            })
        })
    }

    /// The question that is open.
    pub(super) fn question(&self) -> Question {
        Question::of(self.fields.get(self.said.len()).map_or_else(String::new, Field::question))
    }

    /// A line that is not empty.
    pub(super) fn answer(&mut self, line: &CleanText, cx: &Cx<'_>) -> Reply {
        let field = &self.fields[self.said.len()];
        if !field.needed && *line == "-" {
            return self.say(CleanText::default(), cx);
        }
        if let Some(Err(sentence)) = field.check.map(|check| check(line, cx)) {
            return Reply::Tell(sentence);
        }
        self.say(line.clone(), cx)
    }

    /// An empty line: what is proposed, or nothing.
    pub(super) fn empty(&mut self, cx: &Cx<'_>) -> Reply {
        let field = &self.fields[self.said.len()];
        match field.proposed.clone() {
            words if !words.is_empty() => self.answer(&words, cx),
            _ if field.needed => {
                Reply::Tell("This one wants an answer; /cancel leaves all of it.".into())
            }
            nothing => self.say(nothing, cx),
        }
    }

    fn say(&mut self, words: CleanText, cx: &Cx<'_>) -> Reply {
        self.said.push(words);
        if self.said.len() < self.fields.len() {
            return Reply::Done;
        }
        match (self.build)(&self.said, cx) {
            Ok(reply) => reply,
            Err((at, sentence)) => {
                self.back_to(at);
                Reply::Tell(sentence)
            }
        }
    }

    /// Asks again from there on, and proposes what was said.
    fn back_to(&mut self, at: usize) {
        for (field, said) in self.fields.iter_mut().zip(&self.said).skip(at + 1) {
            field.proposed = said.clone();
        }
        self.said.truncate(at);
    }

    /// What it came to was refused: all is asked again, and what was said is proposed.
    pub(super) fn refused(&mut self) {
        for (field, said) in self.fields.iter_mut().zip(&self.said) {
            field.proposed = said.clone();
        }
        self.said.clear();
    }

    /// Whether every question is answered.
    pub(super) fn is_full(&self) -> bool {
        self.said.len() == self.fields.len()
    }
}

/// What was said, where it is yes or no.
pub(super) fn yes_or_no(typed: &str) -> Option<bool> {
    match typed.trim_end_matches('.').to_lowercase().as_str() {
        "yes" | "y" => Some(true),
        "no" | "n" => Some(false),
        _ => None,
    }
}
