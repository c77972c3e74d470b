//! The agenda: go to any step, add, move, skip or repeat one, give it more minutes.

mod privacy;

use super::{Floating, Popup};
use crate::room::Proposal;
use crate::session::{Change, Place, Session, StepRun, agenda};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::look::Look;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::popup;
use crate::ui::widgets::rows::{Column, Cursor, Row, Rows};
use crate::workshop::{Activity, Do, Matter, Minutes, Over, Policy, Step, VoteKind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open agenda.
pub struct Agenda {
    cursor: Cursor<CleanText>,
    adding: Option<Choose<usize>>,
    /// Who sees what is given in the step of this id.
    asking: Option<privacy::Asking>,
}

impl Agenda {
    /// The agenda with the cursor on the present step.
    pub fn new(session: &Session) -> Agenda {
        let mut cursor = Cursor::default();
        cursor.place(session.step_index(session.at.step()).unwrap_or(0), &ids(session));
        Agenda { cursor, adding: None, asking: None }
    }

    fn chosen<'a>(&self, session: &'a Session) -> Option<(usize, &'a StepRun)> {
        let row = self.cursor.row(&ids(session))?;
        Some((row, session.steps.get(row)?))
    }

    fn add(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let Some(choose) = &mut self.adding else { return Floating::Stays(Reply::Done) };
        let kind = match choose.update(input) {
            Chosen::Going | Chosen::Other(_) => return Floating::Stays(Reply::Done),
            Chosen::Closed => {
                self.adding = None;
                return Floating::Stays(Reply::Done);
            }
            Chosen::One(kind) => kind,
        };
        self.adding = None;
        let after = self.chosen(cx.session).map(|(_, step)| step.id().clone());
        let step = Box::new(new_step(cx.session, &KINDS[kind]));
        propose(agenda::Change::Add { after, step })
    }
}

fn ids(session: &Session) -> Vec<CleanText> {
    session.steps.iter().map(|step| step.id().clone()).collect()
}

fn propose(change: agenda::Change) -> Floating {
    Floating::Stays(Reply::Propose(Proposal::Change(Change::Agenda(change))))
}

/// What a step added on the spot can be, with its question and minutes.
struct NewStep {
    title: &'static str,
    prompt: &'static str,
    minutes: u16,
    privacy: Policy,
    what: fn() -> Do,
}

const KINDS: [NewStep; 11] = [
    NewStep {
        title: "Break",
        prompt: "A short break",
        minutes: 10,
        privacy: Policy::Open,
        what: || Do::Break {},
    },
    NewStep {
        title: "Round",
        prompt: "In one sentence each: where are you now?",
        minutes: 6,
        privacy: Policy::Open,
        what: || Do::Round {},
    },
    NewStep {
        title: "Ideas",
        prompt: "What comes to mind? Write first, talk later.",
        minutes: 8,
        privacy: Policy::Hidden,
        what: || Do::Gather {},
    },
    NewStep {
        title: "Vote",
        prompt: "Which of these matter most?",
        minutes: 6,
        privacy: Policy::Hidden,
        what: || Do::Vote { over: Over::Ideas, kind: VoteKind::Dots, dots: None, cap: 2 },
    },
    NewStep {
        title: "Goals",
        prompt: "What is different then, and for whom?",
        minutes: 15,
        privacy: Policy::Open,
        what: || Do::Goals { most: 3 },
    },
    NewStep {
        title: "Care",
        prompt: "For each area: do you care, and can you?",
        minutes: 8,
        privacy: Policy::Hidden,
        what: || Do::Care { supporters: 2 },
    },
    NewStep {
        title: "Roles",
        prompt: "One person answers for each area. Who wants it?",
        minutes: 15,
        privacy: Policy::Open,
        what: || Do::Roles { load: 2 },
    },
    NewStep {
        title: "Failed",
        prompt: "It is one year later and this failed. Why?",
        minutes: 8,
        privacy: Policy::Hidden,
        what: || Do::Foresee { top: 2, chair: CleanText::line("the customer") },
    },
    NewStep {
        title: "Decide",
        prompt: "Can you live with this? Fist of five.",
        minutes: 6,
        privacy: Policy::Open,
        what: || Do::Decide {},
    },
    NewStep {
        title: "Promise",
        prompt: "When …, I will …, by …",
        minutes: 8,
        privacy: Policy::Open,
        what: || Do::Promise { first_step: 7, most: 5 },
    },
    NewStep {
        title: "Review",
        prompt: "What became of the plan?",
        minutes: 10,
        privacy: Policy::Open,
        what: || Do::Review { parts: Matter::ALL.into() },
    },
];

fn new_step(session: &Session, kind: &NewStep) -> Step {
    let name = kind.title.to_lowercase();
    let free = |id: &String| session.step_index(id).is_none();
    let numbered = (2..).map(|round| format!("{name}-{round}"));
    let id = std::iter::once(name.clone()).chain(numbered).find(free);
    Step {
        id: CleanText::line(&id.expect("there is always a free number")),
        title: CleanText::line(kind.title),
        prompt: CleanText::line(kind.prompt),
        notes: CleanText::default(),
        minutes: Minutes { base: kind.minutes, per_person: 0 },
        floor: kind.minutes / 2,
        activities: vec![Activity {
            what: (kind.what)(),
            prompt: CleanText::default(),
            notes: CleanText::default(),
            privacy: kind.privacy,
            names_on_wall: false,
        }],
    }
}

impl Popup for Agenda {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        if self.adding.is_some() {
            return self.add(input, cx);
        }
        if let Some(asking) = &mut self.asking {
            return match asking.update(input, cx.session) {
                Some(reply) => Floating::Stays(reply),
                None => {
                    self.asking = None;
                    Floating::Stays(Reply::Done)
                }
            };
        }
        let Some(action) = input.action() else { return Floating::Stays(Reply::Done) };
        if self.cursor.act(action, &ids(cx.session), 8) {
            return Floating::Stays(Reply::Done);
        }
        let Some((row, step)) = self.chosen(cx.session) else {
            return Floating::Closes(Reply::Done);
        };
        let id = step.id().clone();
        match action {
            Action::Open => {
                let go = agenda::Change::GoTo(Place::new(&id, 0));
                Floating::Closes(Reply::Propose(Proposal::Change(Change::Agenda(go))))
            }
            Action::Add => {
                let choice = |(index, kind): (usize, &NewStep)| Choice {
                    id: index,
                    label: CleanText::line(kind.title),
                    aside: format!("{} min", kind.minutes),
                };
                let choices = KINDS.iter().enumerate().map(choice).collect();
                self.adding = Some(Choose::new("Which step comes next?", choices));
                Floating::Stays(Reply::Done)
            }
            Action::Left => propose(agenda::Change::Move(id, row.saturating_sub(1))),
            Action::Right => propose(agenda::Change::Move(id, row + 1)),
            Action::Mark => propose(agenda::Change::Skip(id, !step.skipped)),
            Action::Verb('c') => propose(agenda::Change::Repeat(id)),
            Action::Verb('v') => match privacy::Asking::of(step) {
                Some(asking) => {
                    self.asking = Some(asking);
                    Floating::Stays(Reply::Done)
                }
                None => Floating::Stays(Reply::Tell(privacy::NOTHING.into())),
            },
            Action::More => propose(agenda::Change::Minutes(id, 1)),
            Action::Less => propose(agenda::Change::Minutes(id, -1)),
            Action::Undo => Floating::Stays(Reply::Undo),
            Action::Redo => Floating::Stays(Reply::Redo),
            Action::Back | Action::GoTo => Floating::Closes(Reply::Done),
            _ => Floating::Stays(Reply::Done),
        }
    }

    fn is_typing(&self) -> bool {
        self.adding.is_some() || self.asking.is_some()
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let steps = &cx.seen.steps;
        let height = u16::try_from(steps.len() + 1).unwrap_or(u16::MAX);
        let popup = popup::Popup { title: "Agenda", width: 56, height: height.max(10) };
        let people = cx.session.people_expected();
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            if let Some(choose) = &self.adding {
                cursor = choose.render(area, buffer, cx.look);
                return;
            }
            if let Some(asking) = &self.asking {
                cursor = asking.render(area, buffer, cx);
                return;
            }
            Rows {
                columns: &COLUMNS,
                count: steps.len(),
                row: |at: usize| row(&steps[at], people, cx),
                cursor: self.cursor.row(&ids(cx.session)),
                marks: false,
                empty: &format!("The agenda is empty; {} adds a step.", cx.key(Action::Add)),
            }
            .render(area, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.is_typing() {
            return vec![cx.hint(Action::Open, "take it"), cx.hint(Action::Back, "back")];
        }
        vec![
            cx.hint(Action::Open, "go"),
            cx.hint(Action::Add, "add"),
            cx.hint(Action::Mark, "skip"),
            cx.hint(Action::Verb('c'), "repeat"),
            cx.hint(Action::Right, "later"),
            cx.hint(Action::Left, "sooner"),
            cx.hint(Action::More, "a minute more"),
            cx.hint(Action::Verb('v'), "who sees it"),
            cx.hint(Action::Back, "close"),
        ]
    }
}

const COLUMNS: [Column<'static>; 4] = [
    Column { heading: "", min: 1, max: 1, share: 0, numbers: false },
    Column { heading: "Step", min: 10, max: 40, share: 1, numbers: false },
    Column { heading: "planned", min: 8, max: 8, share: 0, numbers: true },
    Column { heading: "taken", min: 8, max: 8, share: 0, numbers: true },
];

/// What a step took says how late we are, which is not for the room.
fn row<'a>(step: &'a StepRun, people: usize, cx: &Cx<'a>) -> Row<'a> {
    let (sign, role) = standing(step, &cx.seen.at, cx.look);
    let taken = if cx.may_be_private() { step.taken.div_ceil(60) } else { 0 };
    let taken = if taken > 0 { format!("{taken} min") } else { String::new() };
    let planned = match step.skipped {
        true => "skipped".to_owned(),
        false => format!("{} min", (step.planned(people) + 59) / 60),
    };
    Row::new()
        .toned(sign, role)
        .cell(&*step.script.title)
        .cell(planned)
        .cell(taken)
        .dim(step.skipped)
}

/// The sign of a step in the agenda: behind us, here, ahead, passed over.
pub fn standing(step: &StepRun, at: &Place, look: &Look) -> (&'static str, Role) {
    if step.skipped {
        (look.signs.left_open, Role::Dim)
    } else if &**step.id() == at.step() {
        (look.signs.partly, Role::Accent)
    } else if step.left {
        (look.signs.settled, Role::Good)
    } else {
        (look.signs.nobody, Role::Dim)
    }
}
