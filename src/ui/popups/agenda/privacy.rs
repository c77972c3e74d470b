//! Who sees what is given in a step: each of its private activities with what it may promise now.

use crate::room::Proposal;
use crate::session::activities::State;
use crate::session::{Change, Place, Session, StepRun, agenda};
use crate::text::CleanText;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::screen::{Cx, Input, Reply};
use crate::workshop::Policy;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Where there is nothing to choose.
pub(super) const NOTHING: &str = "Nothing is given privately in this step.";

/// The open choice.
pub(super) struct Asking {
    step: CleanText,
    choose: Choose<(usize, Policy)>,
}

impl Asking {
    /// The choice for a step; none where nothing is given privately.
    pub(super) fn of(step: &StepRun) -> Option<Asking> {
        let private = step.states.iter().any(|state| state.given().is_some());
        let choose = Choose::new("Who sees what is given?", Vec::new());
        private.then(|| Asking { step: step.id().clone(), choose })
    }

    /// Takes a key; nothing when the choice is closed.
    pub(super) fn update(&mut self, input: &Input, session: &Session) -> Option<Reply> {
        self.choose.refresh(choices(session, &self.step));
        match self.choose.update(input) {
            Chosen::Closed => None,
            Chosen::Going | Chosen::Other(_) => Some(Reply::Done),
            Chosen::One((index, policy)) => {
                let change = agenda::Change::Privacy(Place::new(&self.step, index), policy);
                Some(Reply::Propose(Proposal::Change(Change::Agenda(change))))
            }
        }
    }

    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let mut choose = self.choose.clone();
        choose.refresh(choices(cx.session, &self.step));
        choose.render(area, buffer, cx.look)
    }
}

/// What stands now, and what it may become: never looser than what was given was promised.
fn choices(session: &Session, step: &str) -> Vec<Choice<(usize, Policy)>> {
    let Some(run) = session.steps.iter().find(|run| run.id().as_str() == step) else {
        return Vec::new();
    };
    let private = |(_, state): &(usize, &State)| state.given().is_some();
    let places = run.states.iter().enumerate().filter(private).map(|(index, _)| index);
    places.flat_map(|index| choices_at(session, step, index)).collect()
}

fn choices_at(session: &Session, step: &str, index: usize) -> Vec<Choice<(usize, Policy)>> {
    let place = Place::new(step, index);
    let Some(activity) = session.activity(&place) else { return Vec::new() };
    let may_be = |policy: &Policy| agenda::check_privacy(session, &place, *policy).is_ok();
    let choice = |policy: Policy| Choice {
        id: (index, policy),
        label: CleanText::line(&format!("{}: {}", activity.what.name(), policy.name())),
        aside: if policy == activity.privacy { "as it is".into() } else { means(policy).into() },
    };
    // What stands comes first, so that Enter alone changes nothing.
    let others = Policy::ALL.into_iter().filter(|policy| *policy != activity.privacy);
    [activity.privacy].into_iter().chain(others.filter(may_be)).map(choice).collect()
}

/// What a policy means, short enough to stand beside it.
fn means(policy: Policy) -> &'static str {
    match policy {
        Policy::Open => "by name, at once",
        Policy::Hidden => "shown together; the file keeps names",
        Policy::Anonymous => "shown together; no name is kept",
    }
}
