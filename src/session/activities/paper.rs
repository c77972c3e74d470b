//! What stands on a sheet, on paper as on the screen: the things in their order, how they are
//! marked, and who will see it.

use super::{State, assess, care, gather, matrix, pot, promise, vote};
use crate::session::block::{Block, Grid, Line, Sign};
use crate::session::change::{Outcome, refuse};
use crate::session::private::{Marking, letter};
use crate::session::{Id, Place, Session, StepRun};
use crate::workshop::{Do, Policy};
use std::collections::HashMap;

/// What paper adds to every promise.
pub const SCRIBE: &str = "The scribe sees your sheet.";

/// What is told where ideas are written on paper: they are typed without names.
pub const IDEAS_ON_PAPER: &str = "No name is kept. The scribe sees your sheet.";

/// What marks are put on at a place, in the order of the wall, and what each is called.
pub fn things(session: &Session, place: &Place) -> Vec<(Id, String)> {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Vote { .. }) => {
            let choices = vote::on_the_ballot(session, place);
            choices.into_iter().map(|choice| (choice.id, choice.label)).collect()
        }
        Some(Do::Matrix { .. }) => {
            let placed = matrix::placed(session, place).into_iter();
            placed.map(|choice| (choice.id, choice.label)).collect()
        }
        Some(Do::Assess { .. }) => {
            let texts = assess::texts(session, place);
            let order = assess::order(session, place).into_iter();
            order.map(|at| (assess::id_of(at), texts[at].to_string())).collect()
        }
        Some(Do::Care { .. }) => {
            session.areas.iter().map(|area| (area.id.clone(), area.name.to_string())).collect()
        }
        Some(Do::Network { .. }) => {
            session.people.iter().map(|one| (one.id.clone(), one.name.to_string())).collect()
        }
        Some(Do::Pot { .. }) => {
            let asks = session.pot.asks.iter().filter(|ask| ask.need.wants_money());
            let label = |ask| format!("{}: {}", session.area_of(ask), ask.need.title);
            asks.map(|ask| (ask.id.clone(), label(ask))).collect()
        }
        _ => Vec::new(),
    }
}

impl Session {
    /// What stands on sheets that are sealed now, and what it is called.
    fn on_sealed_sheets(&self) -> impl Iterator<Item = (Place, Vec<(Id, String)>)> + '_ {
        let places = self.steps.iter().flat_map(StepRun::places);
        let sealed = places.filter(|place| {
            let given = self.state(place).and_then(State::given);
            !self.policy(place).is_open()
                && given.is_some_and(|given| given.count() > 0 && !given.revealed)
        });
        sealed.map(|place| (place.clone(), things(self, &place)))
    }

    /// Whether somebody has marked this on a sheet that is not shown yet.
    pub fn is_on_a_sealed_sheet(&self, id: &Id) -> bool {
        self.on_sealed_sheets().any(|(_, things)| things.iter().any(|(other, _)| other == id))
    }

    /// Whether everything on a sealed sheet is called the same afterwards, and nothing that is voted
    /// on has gone: nobody's marks must come to stand beside something that they never read.
    pub(crate) fn check_sheets_stand(&self, after: &Session) -> Outcome {
        let same = self.ideas == after.ideas && self.goals == after.goals;
        if same && self.areas == after.areas && self.pot.asks == after.pot.asks {
            return Ok(());
        }
        let still: Vec<(Place, Vec<(Id, String)>)> = after.on_sealed_sheets().collect();
        for (place, things) in self.on_sealed_sheets() {
            let Some((_, now)) = still.iter().find(|(other, _)| *other == place) else { continue };
            let now: HashMap<&Id, &String> = now.iter().map(|(id, words)| (id, words)).collect();
            let voted = matches!(self.state(&place), Some(State::Vote(_)));
            let is_as_before = |(id, words): &&(Id, String)| match now.get(id) {
                Some(now) => *now == words,
                None => !voted,
            };
            if let Some((_, words)) = things.iter().find(|thing| !is_as_before(thing)) {
                return refuse(format!(
                    "“{words}” is on sheets that are sealed; it stays so until the reveal."
                ));
            }
        }
        Ok(())
    }
}

/// How they are marked; none where no marks are given.
pub fn marking(session: &Session, place: &Place) -> Option<Marking> {
    match session.activity(place)?.what {
        Do::Matrix { points, .. } => Some(matrix::marking(points)),
        Do::Vote { .. } => Some(vote::marking(session, place)),
        Do::Assess { .. } => Some(assess::MARKING),
        Do::Care { .. } => Some(care::MARKING),
        Do::Network { most, outside } => Some(Marking::Names { most, outside }),
        Do::Pot { .. } => Some(Marking::Points { most: pot::MOST_POINTS }),
        _ => None,
    }
}

/// What is asked of each thing, where that is two questions; nothing where it is one.
pub fn questions(session: &Session, place: &Place) -> Vec<String> {
    match session.activity(place).map(|activity| &activity.what) {
        Some(Do::Care { .. }) => care::QUESTIONS.map(str::to_owned).into(),
        Some(Do::Matrix { up, across, .. }) => {
            [up, across].map(|axis| axis.name.to_string()).into()
        }
        _ => Vec::new(),
    }
}

/// Who will see what is written on a sheet that is printed now. Whether functions decide over
/// their own money is chosen in the room, so both is said until then.
pub fn promise_on_paper(session: &Session, place: &Place) -> String {
    if session.state(place).is_some_and(|state| state.written().is_some()) {
        return match session.policy(place) {
            Policy::Open => session.activity(place).map_or("", gather::promise).into(),
            Policy::Hidden | Policy::Anonymous => IDEAS_ON_PAPER.into(),
        };
    }
    let said = match session.state(place) {
        Some(State::Pot(pot)) if pot.rule.is_none() && session.policy(place) == Policy::Hidden => {
            "The room sees totals; where each function decides over its own money, also what each \
             pays. The file keeps your name."
        }
        _ => promise(session, place),
    };
    format!("{said} {SCRIBE}")
}

/// The most lines that the back row reads.
const LINES: usize = 9;

/// Things with their letters, as they stand on the wall; beside each other when there are more than
/// lines.
pub(super) fn lettered(labels: impl Iterator<Item = String>) -> Block {
    let named: Vec<String> =
        labels.enumerate().map(|(at, label)| format!("{}  {label}", letter(at))).collect();
    if named.len() <= LINES {
        let line = |words: String| Line::new(Sign::None, words);
        return Block::Lines(named.into_iter().map(line).collect());
    }
    let columns = named.len().div_ceil(LINES);
    let height = named.len().div_ceil(columns);
    let cell =
        |column: usize, row: usize| named.get(column * height + row).cloned().unwrap_or_default();
    let row = |row: usize| (0..columns).map(|column| cell(column, row)).collect();
    let rows = (0..height).map(row).collect();
    Block::Grid(Grid { columns: vec![String::new(); columns], rows })
}
