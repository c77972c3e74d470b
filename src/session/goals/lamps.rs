//! The five lamps of a goal: which burn, and what the dark ones ask.

use super::{Goal, HalfLit, Lamp, Shape};
use crate::session::block::Sign;
use crate::text::listed;
use std::collections::BTreeSet;

/// How a lamp burns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// `●`
    Lit,
    /// `◐` We do not know yet; somebody finds out by a date.
    Half,
    /// `○`
    Dark,
}

impl Light {
    /// Its sign.
    pub fn sign(self) -> Sign {
        match self {
            Light::Lit => Sign::Settled,
            Light::Half => Sign::Half,
            Light::Dark => Sign::Nobody,
        }
    }
}

/// Without so many functions a goal is one department's own.
const FUNCTIONS: usize = 3;

/// Openings that say what we do instead of what is different then. Words that are as often
/// nouns ("Posts are answered …") are left out: a lamp that is wrong teaches nobody.
const ACTIVITIES: [&str; 27] = [
    "launch",
    "create",
    "run",
    "set up",
    "implement",
    "publish",
    "start",
    "build",
    "organise",
    "organize",
    "introduce",
    "develop",
    "roll out",
    "establish",
    "produce",
    "deploy",
    "install",
    "prepare",
    "conduct",
    "define",
    "write",
    "make",
    "hold",
    "hire",
    "buy",
    "redesign",
    "kick off",
];

/// Words before the opening that change nothing: "We will launch …".
const FILLERS: [&str; 9] = ["we", "will", "to", "let's", "let", "us", "must", "should", "shall"];

/// Numbers that people write as words.
const COUNTS: [&str; 18] = [
    "none", "no", "nobody", "nothing", "never", "zero", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "half", "all",
];

impl Lamp {
    /// All five, in the order the screen shows them.
    pub const ALL: [Lamp; 5] =
        [Lamp::Outcome, Lamp::Number, Lamp::Date, Lamp::Harm, Lamp::Functions];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Lamp::Outcome => "outcome",
            Lamp::Number => "number",
            Lamp::Date => "date",
            Lamp::Harm => "harm",
            Lamp::Functions => "functions",
        }
    }
}

impl Goal {
    /// How a lamp burns.
    pub fn light(&self, lamp: Lamp) -> Light {
        match self.shape.asks(lamp) {
            None => Light::Lit,
            Some(_) if self.half(lamp).is_some() => Light::Half,
            Some(_) => Light::Dark,
        }
    }

    /// Who finds out what a lamp asks, and by when.
    pub fn half(&self, lamp: Lamp) -> Option<&HalfLit> {
        self.half.iter().find(|half| half.lamp == lamp)
    }

    /// How many lamps burn, at least half.
    pub fn lamps(&self) -> usize {
        Lamp::ALL.iter().filter(|lamp| self.light(**lamp) != Light::Dark).count()
    }

    /// The dark lamps, in their order.
    pub fn dark(&self) -> impl Iterator<Item = Lamp> + '_ {
        Lamp::ALL.into_iter().filter(|lamp| self.light(*lamp) == Light::Dark)
    }
}

impl Shape {
    /// What a lamp asks while this goal does not light it.
    pub fn asks(&self, lamp: Lamp) -> Option<String> {
        match lamp {
            Lamp::Outcome => self.asks_for_an_outcome(),
            Lamp::Number => self.asks_for_a_number(),
            Lamp::Date => self.by.is_none().then(|| "By when?".into()),
            Lamp::Harm => self
                .harm
                .is_empty()
                .then(|| "What would harm look like, and who would notice it?".into()),
            Lamp::Functions => self.asks_for_functions(),
        }
    }

    fn asks_for_an_outcome(&self) -> Option<String> {
        if self.outcome.is_empty() {
            return Some("What is different then, and for whom?".into());
        }
        if let Some(word) = activity_word(&self.outcome) {
            return Some(format!("“{word}” is what we do: so that what is different for whom?"));
        }
        let missing = self.better_off.is_empty();
        missing.then(|| "Who is better off: a customer, a colleague, a partner?".into())
    }

    fn asks_for_a_number(&self) -> Option<String> {
        let question = match (self.from.is_empty(), self.to.is_empty()) {
            (true, true) => "From which number today to which number?".into(),
            (true, false) => "What is the number today?".into(),
            (false, true) => "Which number do we aim at?".into(),
            (false, false) if !counts(&self.from) => format!("“{}” is no number yet.", self.from),
            (false, false) if !counts(&self.to) => format!("“{}” is no number yet.", self.to),
            (false, false) if self.from == self.to => "Nothing changes from today.".into(),
            (false, false) => return None,
        };
        Some(question)
    }

    fn asks_for_functions(&self) -> Option<String> {
        let different: BTreeSet<String> =
            self.needs.iter().map(|function| function.to_lowercase()).collect();
        match different.len() {
            0 => Some("Which functions are needed? Three or more.".into()),
            so_far if so_far < FUNCTIONS => {
                Some(format!("Who is needed besides {}? Three or more.", listed(&self.needs)))
            }
            _ => None,
        }
    }
}

/// The activity word a goal opens with, as it was written, if it does.
pub fn activity_word(outcome: &str) -> Option<&str> {
    let mut rest = outcome.trim_start();
    loop {
        let (word, after) = first_word(rest);
        if !FILLERS.contains(&bare(word).as_str()) {
            break;
        }
        rest = after;
    }
    let (first, after) = first_word(rest);
    let second = first_word(after).0;
    ACTIVITIES.iter().find_map(|activity| match activity.split_once(' ') {
        None => is_form_of(&bare(first), activity).then(|| trim(first)),
        Some((verb, particle)) => (is_form_of(&bare(first), verb) && bare(second) == particle)
            .then(|| trim(&rest[..rest.len() - after.len() + second.len()])),
    })
}

fn first_word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim_start())
}

fn trim(word: &str) -> &str {
    word.trim_matches(|char: char| !char.is_alphanumeric())
}

fn bare(word: &str) -> String {
    trim(word).to_lowercase()
}

/// The verb itself or its form in -ing: build, building; create, creating; run, running.
fn is_form_of(word: &str, verb: &str) -> bool {
    if word == verb {
        return true;
    }
    let Some(stem) = word.strip_suffix("ing") else { return false };
    let doubled = verb.chars().next_back().map(|last| format!("{verb}{last}"));
    stem == verb || verb.strip_suffix('e') == Some(stem) || doubled.as_deref() == Some(stem)
}

/// Whether a value says how many: digits, or a number as a word.
fn counts(value: &str) -> bool {
    value.chars().any(char::is_numeric)
        || value.split_whitespace().any(|word| COUNTS.contains(&bare(word).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Id, Kind};
    use crate::testing::{person, text, today};

    fn shape(outcome: &str) -> Shape {
        Shape { outcome: text(outcome), better_off: text("customers"), ..Shape::default() }
    }

    fn whole() -> Shape {
        Shape {
            from: text("26"),
            to: text("4"),
            by: Some(today()),
            harm: text("Replies sound canned; Service would notice"),
            needs: ["Service", "HR", "IT"].map(text).into(),
            ..shape("Customers are answered within half a day")
        }
    }

    fn goal(shape: Shape) -> Goal {
        Goal { id: Id::new(Kind::Goal, 1), shape, half: Vec::new(), idea: None, told: None }
    }

    #[test]
    fn a_goal_that_opens_with_an_activity_is_asked_what_for() {
        for (outcome, word) in [
            ("Launch a community", "Launch"),
            ("we will set up a hub", "set up"),
            ("Setting up a hub", "Setting up"),
            ("Running a campaign", "Running"),
            ("Creating content", "Creating"),
            ("To organise, together, a day", "organise"),
            ("“Build” trust", "Build"),
        ] {
            assert_eq!(activity_word(outcome), Some(word), "{outcome}");
        }
        let asks = shape("Launch a community").asks(Lamp::Outcome).expect("an activity");
        assert_eq!(asks, "“Launch” is what we do: so that what is different for whom?");
    }

    #[test]
    fn an_outcome_is_left_in_peace_even_when_it_holds_such_words() {
        for outcome in [
            "Customers are answered before they start to worry",
            "Posts by colleagues are read",
            "Startups find us",
            "Set meals are named on the page",
            "We are trusted",
            "",
            "to",
            "…",
        ] {
            assert_eq!(activity_word(outcome), None, "{outcome}");
        }
    }

    #[test]
    fn all_lamps_burn_for_a_whole_goal_and_none_for_an_empty_one() {
        assert_eq!(goal(whole()).lamps(), 5);
        assert_eq!(goal(Shape::default()).lamps(), 0);
        assert_eq!(goal(Shape::default()).dark().count(), 5);
    }

    #[test]
    fn each_lamp_asks_for_what_it_misses() {
        let asks = |change: &dyn Fn(&mut Shape), lamp| {
            let mut shape = whole();
            change(&mut shape);
            shape.asks(lamp).unwrap_or_default()
        };
        let none = text("");
        for (question, asked) in [
            ("better off", asks(&|it| it.better_off = none.clone(), Lamp::Outcome)),
            ("number today", asks(&|it| it.from = none.clone(), Lamp::Number)),
            ("aim at", asks(&|it| it.to = none.clone(), Lamp::Number)),
            ("“many” is no number", asks(&|it| it.to = text("many"), Lamp::Number)),
            ("“slow” is no number", asks(&|it| it.from = text("slow"), Lamp::Number)),
            ("Nothing changes", asks(&|it| it.to = text("26"), Lamp::Number)),
            ("By when", asks(&|it| it.by = None, Lamp::Date)),
            ("who would notice", asks(&|it| it.harm = none.clone(), Lamp::Harm)),
            ("besides Service and HR", asks(&|it| it.needs.truncate(2), Lamp::Functions)),
            ("Three or more", asks(&|it| it.needs.clear(), Lamp::Functions)),
        ] {
            assert!(asked.contains(question), "{question}: {asked}");
        }
    }

    #[test]
    fn one_function_named_three_times_is_one() {
        let needs = ["HR", "hr", "Hr"].map(text).into();
        assert!(Shape { needs, ..whole() }.asks(Lamp::Functions).is_some());
    }

    #[test]
    fn a_number_may_be_written_in_words() {
        let shape = Shape { from: text("none"), to: text("one a month"), ..whole() };
        assert_eq!(shape.asks(Lamp::Number), None);
    }

    #[test]
    fn a_lamp_is_half_lit_while_somebody_finds_out_and_lit_once_it_is_known() {
        let mut goal = goal(Shape { from: text(""), ..whole() });
        assert_eq!(goal.light(Lamp::Number), Light::Dark);
        goal.half.push(HalfLit { lamp: Lamp::Number, who: person(1), by: today() });
        assert_eq!(goal.light(Lamp::Number), Light::Half);
        assert_eq!(goal.lamps(), 5);
        goal.shape.from = text("26");
        assert_eq!(goal.light(Lamp::Number), Light::Lit);
    }
}
