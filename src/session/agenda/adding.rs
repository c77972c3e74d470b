//! Steps that can be added to an agenda on the spot.

use crate::session::Session;
use crate::text::CleanText;
use crate::workshop::{Activity, Axis, Do, Matter, Minutes, Over, Policy, Step, VoteKind};

/// What a step added on the spot can be, with its question and minutes.
pub struct NewStep {
    /// Its title.
    pub title: &'static str,
    prompt: &'static str,
    /// The minutes planned for it.
    pub minutes: u16,
    privacy: Policy,
    what: fn() -> Do,
}

/// All of them, in the order in which they are offered.
pub const NEW_STEPS: [NewStep; 13] = [
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
        title: "Matrix",
        prompt: "How much would each change, and how much work is it?",
        minutes: 8,
        privacy: Policy::Hidden,
        what: || Do::Matrix {
            over: Over::Ideas,
            up: Axis::of("impact"),
            across: Axis::of("effort"),
            points: 5,
        },
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
        title: "Network",
        prompt: "Whom do you really ask when you are stuck?",
        minutes: 12,
        privacy: Policy::Hidden,
        what: || Do::Network { most: 5, outside: true },
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

impl NewStep {
    /// Such a step, under a name that is free.
    pub fn step(&self, session: &Session) -> Step {
        let name = self.title.to_lowercase();
        let free = |id: &String| session.step_index(id).is_none();
        let numbered = (2..).map(|round| format!("{name}-{round}"));
        let id = std::iter::once(name.clone()).chain(numbered).find(free);
        Step {
            id: CleanText::line(&id.expect("there is always a free number")),
            title: CleanText::line(self.title),
            prompt: CleanText::line(self.prompt),
            notes: CleanText::default(),
            minutes: Minutes { base: self.minutes, per_person: 0 },
            floor: self.minutes / 2,
            activities: vec![Activity {
                what: (self.what)(),
                prompt: CleanText::default(),
                notes: CleanText::default(),
                privacy: self.privacy,
                names_on_wall: false,
            }],
        }
    }
}
