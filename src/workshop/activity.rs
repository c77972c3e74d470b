//! One activity of a step as the script writes it: what the room does, its own prompt, privacy and
//! settings.

use super::assess::{Phase, Poles, Statement};
use super::matrix::Axis;
pub use super::over::Over;
pub use crate::methods::prioritize::VoteKind;
use crate::text::CleanText;
use serde::{Deserialize, Serialize};

/// One thing the room does within a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Which activity, with its settings.
    #[serde(rename = "do")]
    pub what: Do,
    /// Its own question; without one the step's prompt stands.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub prompt: CleanText,
    /// The facilitator's notes for this activity; never on the wall.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub notes: CleanText,
    /// Who sees what is given here, and when.
    #[serde(default, skip_serializing_if = "Policy::is_open")]
    pub privacy: Policy,
    /// Whether names stand on the wall beside what a hidden step revealed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub names_on_wall: bool,
}

/// Who sees what people give: the table "Privacy" of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Policy {
    /// By name, at once, everywhere.
    #[default]
    Open,
    /// Sealed until the reveal; then the room sees contents without names, the file keeps them.
    Hidden,
    /// Sealed until the reveal; then totals, and no name anywhere.
    Anonymous,
}

impl Policy {
    /// True for [`Policy::Open`].
    pub fn is_open(&self) -> bool {
        *self == Policy::Open
    }

    /// All of them, the loosest first.
    pub const ALL: [Policy; 3] = [Policy::Open, Policy::Hidden, Policy::Anonymous];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Policy::Open => "open",
            Policy::Hidden => "hidden",
            Policy::Anonymous => "anonymous",
        }
    }

    /// What people are told where they give, in true words.
    pub fn promise(self) -> &'static str {
        match self {
            Policy::Open => "Everyone sees this, with your name.",
            Policy::Hidden => "The room sees totals. The file keeps your name.",
            Policy::Anonymous => {
                "Nobody can join this to you, except where everyone answers alike."
            }
        }
    }
}

/// The closed list of activities, each with its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Do {
    /// Reads why we are here, the sponsor's sentence, the decision rule, the end time.
    Welcome {
        /// What the sponsor wants said, in a sentence.
        #[serde(default, skip_serializing_if = "CleanText::is_empty")]
        sponsor: CleanText,
        /// How this meeting decides.
        #[serde(default, skip_serializing_if = "CleanText::is_empty")]
        rule: CleanText,
    },
    /// Says who is here.
    Team {
        /// Functions that should be in the room; a missing one is pointed out.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        functions: Vec<CleanText>,
    },
    /// Everyone answers one question in turn.
    Round {},
    /// Writes ideas in silence, then reads each one.
    Gather {},
    /// Chooses among things: by dots, approvals, scores or rankings.
    Vote {
        /// What is voted on.
        over: Over,
        /// How a ballot is marked; the room may choose between dots and approvals.
        #[serde(default, skip_serializing_if = "VoteKind::is_dots")]
        kind: VoteKind,
        /// Dots each; without a number round(√N), at least 2 and at most 5. Approvals each;
        /// without a number as many as there are things.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        dots: Option<u8>,
        /// The most dots of one person on one thing.
        #[serde(default = "two")]
        cap: u8,
    },
    /// Places options on two axes, privately.
    Matrix {
        /// What is placed.
        over: Over,
        /// The axis that is drawn upward, and asked first.
        #[serde(default = "Axis::impact")]
        up: Axis,
        /// The axis that is drawn across.
        #[serde(default = "Axis::effort")]
        across: Axis,
        /// How many points each axis has, counted from 1.
        #[serde(default = "five")]
        points: u8,
    },
    /// Says privately of each statement whether it is true here, partly, or not here.
    Assess {
        /// What is rated.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        statements: Vec<Statement>,
        /// The phases that the statements belong to, the first one first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        phases: Vec<Phase>,
        /// Two ends between which one also says where we are, and where we should be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        poles: Option<Poles>,
    },
    /// Says privately, for each area, how much one cares and how well one can.
    Care {
        /// The most people that are proposed to help in one area.
        #[serde(default = "two")]
        supporters: u8,
    },
    /// Shapes the best ideas into goals.
    Goals {
        /// The most goals this workshop wants.
        #[serde(default = "three")]
        most: u8,
    },
    /// Gives each area exactly one accountable person.
    Roles {
        /// Above so many areas for one person a second yes is asked.
        #[serde(default = "two")]
        load: u8,
    },
    /// Pledges, asks, allocates.
    Pot {
        /// The period the pot is for.
        #[serde(default = "twelve")]
        months: u8,
    },
    /// Says whom they really ask.
    Network {
        /// How many names one gives at most.
        #[serde(default = "five")]
        most: u8,
        /// Whether people who are not on the list may be named, too.
        #[serde(default = "yes", skip_serializing_if = "is_yes")]
        outside: bool,
    },
    /// "It is one year later and this failed: why?" Causes, and a safeguard for the worst of them.
    Foresee {
        /// How many causes get a warning sign and a safeguard.
        #[serde(default = "two")]
        top: u8,
        /// For whom a chair is kept empty; somebody writes for it, too.
        #[serde(default = "the_customer")]
        chair: CleanText,
    },
    /// Fist of five on the plan, objections, dissent, review date.
    Decide {},
    /// "When …, I will …, by …".
    Promise {
        /// The first step is within so many days.
        #[serde(default = "seven")]
        first_step: u8,
        /// Above so many open promises for one person a second yes is asked.
        #[serde(default = "five")]
        most: u8,
    },
    /// Goes through what became of a plan since the last time.
    Review {
        /// What is looked at, in this order.
        #[serde(default = "everything", skip_serializing_if = "is_everything")]
        parts: Vec<Matter>,
    },
    /// Empties the parking lot, sets the next date.
    Close {
        /// Days until the check-in that is proposed.
        #[serde(default = "thirty")]
        next: u8,
    },
    /// Counts down.
    Break {},
}

/// What a review looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matter {
    /// What became of each goal: its number, and how confident the team is.
    Goals,
    /// Which promises were kept, slipped, or are dropped.
    Promises,
    /// What was planned from the pot, and what is spent.
    Pot,
    /// Who left, who is new, and who helped outside their function.
    People,
}

impl Matter {
    /// All of them: the team answers for its goals before any person does for a promise.
    pub const ALL: [Matter; 4] = [Matter::Goals, Matter::Promises, Matter::Pot, Matter::People];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Matter::Goals => "goals",
            Matter::Promises => "promises",
            Matter::Pot => "pot",
            Matter::People => "people",
        }
    }
}

impl Do {
    /// The activity's word, as products and people say it.
    pub fn name(&self) -> &'static str {
        match self {
            Do::Welcome { .. } => "welcome",
            Do::Team { .. } => "team",
            Do::Round {} => "round",
            Do::Gather {} => "gather",
            Do::Vote { .. } => "vote",
            Do::Matrix { .. } => "matrix",
            Do::Assess { .. } => "assess",
            Do::Care { .. } => "care",
            Do::Goals { .. } => "goals",
            Do::Roles { .. } => "roles",
            Do::Pot { .. } => "pot",
            Do::Network { .. } => "network",
            Do::Foresee { .. } => "foresee",
            Do::Decide {} => "decide",
            Do::Promise { .. } => "promise",
            Do::Review { .. } => "review",
            Do::Close { .. } => "close",
            Do::Break {} => "break",
        }
    }

    /// What people choose among here, or place on two axes; none where they do neither.
    pub fn over(&self) -> Option<&Over> {
        match self {
            Do::Vote { over, .. } | Do::Matrix { over, .. } => Some(over),
            _ => None,
        }
    }
}

fn two() -> u8 {
    2
}
fn three() -> u8 {
    3
}
fn five() -> u8 {
    5
}
fn seven() -> u8 {
    7
}
fn twelve() -> u8 {
    12
}
fn thirty() -> u8 {
    30
}
fn yes() -> bool {
    true
}
fn is_yes(setting: &bool) -> bool {
    *setting
}
fn everything() -> Vec<Matter> {
    Matter::ALL.into()
}
fn is_everything(parts: &Vec<Matter>) -> bool {
    *parts == Matter::ALL
}
fn the_customer() -> CleanText {
    CleanText::line("the customer")
}
