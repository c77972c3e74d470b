//! What the sheets come to: where each function stands, where people and functions differ. Counted
//! from the whole session before the sheets are taken out of it, so that nobody who looks needs one.

use super::{ANSWERS, Hands, SMALLER, asked, id_of, poles, state};
use crate::methods::assessment::{self, Assessment, Standing, Statement};
use crate::methods::likert::{Answers, Shape};
use crate::session::private::{Ballot, Giver};
use crate::session::{Id, Place, Session};
use crate::text::CleanText;
use crate::workshop::Policy;
use num_rational::BigRational;

/// The points of the scale that the methods count by.
const POINTS: u8 = 3;

/// What an assessment came to. It holds totals of functions and no sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// The functions, in the order of the list, those that are told together last; nothing where
    /// functions are not known.
    pub groups: Vec<Group>,
    /// Where the room stands, everyone counted once; none when nobody answered.
    pub room: Option<Standing>,
    /// What each statement came to, in the order of the script; those about the poles come last.
    pub statements: Vec<Statement>,
    /// How it was answered.
    pub how: How,
}

/// How a room answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By so many sheets, of which so many are assumed for others.
    Sheets(usize, usize),
    /// With one voice.
    Voice,
    /// By hands that were counted.
    Hands,
}

/// A function, or those that are told together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// How many of it answered.
    pub people: usize,
    /// Where it stands.
    pub standing: Standing,
    /// How it answered each statement, in the same order.
    pub said: Vec<Answers>,
}

/// What the assessment at a place came to; none before it is shown.
pub fn assessed(session: &Session, place: &Place) -> Option<Assessed> {
    let assess = state(session, place).filter(|assess| assess.is_shown())?;
    let phases = phases_of(session, place);
    if !assess.hands.is_empty() {
        return Some(of_hands(&assess.hands, phases));
    }
    let sheets: Vec<_> = assess.sheets().filter(|(_, sheet)| !sheet.marks.is_empty()).collect();
    let voice = sheets.iter().any(|(from, _)| *from == Some(&Giver::Voice));
    let function = |(from, sheet): &(Option<&Giver>, &Ballot)| match from {
        Some(Giver::Person(id)) => session.person(id).map(|person| person.function.clone()),
        _ => sheet.of.clone(),
    };
    let names = names(session, sheets.iter().map(&function));
    let place_of = |function: Option<CleanText>| {
        let function = function.unwrap_or_default();
        names.iter().position(|name| *name == function).unwrap_or(0)
    };
    let count = phases.len();
    let people = sheets.iter().map(|one| sheet_of(place_of(function(one)), one.1, count));
    let assessment = Assessment { points: POINTS, people: people.collect(), phases };
    let assumed = sheets.iter().filter(|(from, _)| matches!(from, Some(Giver::Hat(_)))).count();
    let told = names.len() > 1 || names.first().is_some_and(|name| !name.is_empty());
    let groups = names.iter().enumerate().filter(|_| told && !voice && assumed == 0);
    let nameless = session.policy(place) == Policy::Anonymous;
    Some(Assessed {
        groups: groups.filter_map(|(at, name)| group(&assessment, at, name, nameless)).collect(),
        room: assessment.standing_of_all(),
        statements: assessment.statements(),
        how: if voice { How::Voice } else { How::Sheets(assess.given.count(), assumed) },
    })
}

/// The phase of each statement, from zero; those about the poles have none.
fn phases_of(session: &Session, place: &Place) -> Vec<Option<usize>> {
    let statements = asked(session, place).0.iter();
    let phases = statements.map(|statement| Some(usize::from(statement.phase.saturating_sub(1))));
    let poles = if poles(session, place).is_some() { 2 } else { 0 };
    phases.chain(std::iter::repeat_n(None, poles)).collect()
}

/// The functions of these sheets in the order of the list; those without one come last.
fn names(session: &Session, said: impl Iterator<Item = Option<CleanText>>) -> Vec<CleanText> {
    let order = session.functions();
    let mut names: Vec<CleanText> = said.map(Option::unwrap_or_default).collect();
    let place = |name: &CleanText| order.iter().position(|other| *other == name);
    names.sort_by_key(|name| (name.is_empty(), place(name).unwrap_or(usize::MAX), name.clone()));
    names.dedup();
    names
}

fn sheet_of(function: usize, sheet: &Ballot, statements: usize) -> assessment::Sheet {
    let answer = |at: usize| sheet.answer(&id_of(at)).map(|answer| answer + 1);
    assessment::Sheet { function, answers: (0..statements).map(answer).collect() }
}

fn group(all: &Assessment, at: usize, name: &CleanText, nameless: bool) -> Option<Group> {
    let people: Vec<assessment::Sheet> =
        all.people.iter().filter(|sheet| sheet.function == at).cloned().collect();
    let own = Assessment { people, ..all.clone() };
    let name = match (name.is_empty(), nameless) {
        (false, _) => name.to_string(),
        (true, true) => SMALLER.to_owned(),
        (true, false) => "no function said".to_owned(),
    };
    Some(Group {
        name,
        people: own.people.len(),
        standing: all.standing_of(at)?,
        said: own.statements().into_iter().map(|statement| statement.answers).collect(),
    })
}

/// Whether those who answered do not stand close together.
pub(super) fn is_divided(answers: &Answers) -> bool {
    !matches!(answers.shape(), Shape::Together | Shape::TooFew)
}

/// Hands are counted for each statement alone, so each hand counts once.
fn of_hands(hands: &[(Id, Hands)], phases: Vec<Option<usize>>) -> Assessed {
    let mut people = Vec::new();
    for at in 0..phases.len() {
        let raised = hands.iter().find(|(id, _)| *id == id_of(at)).map_or([0; 3], |(_, it)| *it);
        for (answer, count) in (1..).zip(raised) {
            let mut answers = vec![None; phases.len()];
            answers[at] = Some(answer);
            let one = assessment::Sheet { function: 0, answers };
            people.extend(std::iter::repeat_n(one, count.into()));
        }
    }
    let assessment = Assessment { points: POINTS, phases, people };
    Assessed {
        groups: Vec::new(),
        room: assessment.standing_of_all(),
        statements: assessment.statements(),
        how: How::Hands,
    }
}

impl Group {
    /// How many answers of each kind it gave in all, the lowest first.
    pub fn answers(&self) -> [u32; 3] {
        [0, 1, 2].map(|at| self.said.iter().map(|answers| answers.counts()[at]).sum())
    }

    /// On how many statements its own people do not stand close together.
    pub fn divided(&self) -> usize {
        self.said.iter().filter(|answers| is_divided(answers)).count()
    }

    /// "2/0/1": how many said of a statement that it is true here, partly, and not here.
    pub fn spread(&self, statement: usize) -> String {
        let counts = self.said[statement].counts().iter().rev();
        counts.map(u32::to_string).collect::<Vec<_>>().join("/")
    }
}

impl Assessed {
    /// The statement on which people disagree most, if they stand apart on any.
    pub fn most_divided(&self) -> Option<usize> {
        let first = *assessment::most_disagreed(&self.statements).first()?;
        is_divided(&self.statements[first].answers).then_some(first)
    }

    /// The statement on which functions differ most, with those that say it least and most; none
    /// where no two are told, or they do not differ.
    pub fn widest_gap(&self) -> Option<(usize, &Group, &Group)> {
        if self.groups.len() < 2 {
            return None;
        }
        let at = assessment::widest_gap(&self.statements)?;
        let (low, high) = self.statements[at].ends()?;
        Some((at, self.groups.get(low)?, self.groups.get(high)?))
    }

    /// The statements of the first phase that still hold, in the order of the script.
    pub fn holding_back(&self) -> &[usize] {
        self.room.as_ref().map_or(&[], |room| &room.holding_back)
    }

    /// The mean answer of a function to a statement, as the nearest answer.
    pub fn said_by(&self, statement: usize, group: usize) -> Option<&'static str> {
        let mean = self.statements[statement].functions.get(group)?.as_ref()?;
        let halves = |count: i32| BigRational::new(count.into(), 2.into());
        Some(match mean {
            low if *low < halves(3) => ANSWERS[0],
            high if *high > halves(5) => ANSWERS[2],
            _ => ANSWERS[1],
        })
    }
}
