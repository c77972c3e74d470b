//! What two tables decided differently, and what is chosen then.

use crate::session::goals::Lamp;
use crate::session::id::Id;
use crate::text::{CleanText, capital};
use serde::{Deserialize, Serialize};

/// What is asked of which thing; of the plan as a whole where no thing is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct On {
    /// The thing, by its name here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thing: Option<Id>,
    /// What of it.
    pub asks: Asks,
}

/// What can be decided differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// Whether it stays at all.
    Stays,
    /// How it is worded.
    Wording,
    /// The function of a person.
    Function,
    /// The group of an idea.
    Group,
    /// The lens of an idea.
    Lens,
    /// The numbers of a goal.
    Numbers,
    /// The date of a goal.
    Date,
    /// What harm of a goal would look like.
    Harm,
    /// Who is better off by a goal.
    BetterOff,
    /// How far it reaches.
    Reach,
    /// Which objective a goal serves.
    Serves,
    /// Who finds out about a lamp of a goal.
    FindsOut(Lamp),
    /// How a goal stands by now.
    Told,
    /// How anyone can tell that an area is looked after.
    Done,
    /// What an area replaces.
    Replaces,
    /// Who answers for an area.
    Owner,
    /// In which way somebody takes part in an area.
    Part(Id),
    /// What is pledged.
    Pledge,
    /// What is asked of the pot.
    Need,
    /// What an ask is granted.
    Grant,
    /// What a promise says.
    Vow,
    /// What became of it.
    Fate,
    /// The period of the pot.
    Months,
    /// Who looks after the reserve.
    Reserve,
    /// When the team meets again.
    NextDate,
    /// What doing nothing would cost.
    DoingNothing,
}

/// What is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Take {
    /// What stands here already.
    Here,
    /// What comes.
    There,
    /// Neither: it is as it was when the session was split, and it is parked.
    Open,
}

/// One of the two that say something different.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// "table 1", or "the session".
    pub by: String,
    /// The own name of that table's session.
    pub table: Option<CleanText>,
    /// What it says.
    pub says: String,
}

/// Something that two decided differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Of what.
    pub on: On,
    /// "Who answers for “Listening”?"
    pub question: String,
    /// What stands here.
    pub here: Side,
    /// What comes.
    pub there: Side,
}

impl Asks {
    /// The question, about a thing that is called so.
    pub(super) fn question(&self, of: &str, name: impl Fn(&Id) -> String) -> String {
        match self {
            Asks::Stays => format!("Does “{of}” stay?"),
            Asks::Wording => format!("How is “{of}” worded?"),
            Asks::Function => format!("Which function does {of} have?"),
            Asks::Group => format!("In which group is “{of}”?"),
            Asks::Lens => format!("Through which lens came “{of}”?"),
            Asks::Numbers => format!("Which numbers has “{of}”?"),
            Asks::Date => format!("By when is “{of}” reached?"),
            Asks::Harm => format!("What would harm of “{of}” look like?"),
            Asks::BetterOff => format!("Who is better off by “{of}”?"),
            Asks::Reach => format!("How far does “{of}” reach?"),
            Asks::Serves => format!("Which objective does “{of}” serve?"),
            Asks::FindsOut(lamp) => format!("Who finds out the {} of “{of}”?", lamp.name()),
            Asks::Told => format!("How does “{of}” stand?"),
            Asks::Done => format!("How can anyone tell that “{of}” is done?"),
            Asks::Replaces => format!("What does “{of}” replace?"),
            Asks::Owner => format!("Who answers for “{of}”?"),
            Asks::Part(who) => format!("How does {} take part in “{of}”?", name(who)),
            Asks::Pledge => format!("What is pledged by “{of}”?"),
            Asks::Need => format!("What is asked for “{of}”?"),
            Asks::Grant => format!("How much is granted to “{of}”?"),
            Asks::Vow => format!("What does the promise “{of}” say?"),
            Asks::Fate => format!("What became of “{of}”?"),
            Asks::Months => "For how many months is the pot?".into(),
            Asks::Reserve => "Who looks after the reserve?".into(),
            Asks::NextDate => "When does the team meet again?".into(),
            Asks::DoingNothing => "What would doing nothing cost?".into(),
        }
    }
}

impl Conflict {
    /// "Who answers for “Listening”? Table 1 says Ana, table 2 says Ben."
    pub fn told(&self) -> String {
        let Conflict { question, here, there, .. } = self;
        let (first, says) = (capital(&here.by), &here.says);
        format!("{question} {first} says {says}, {} says {}.", there.by, there.says)
    }

    /// What was chosen, as the record keeps it.
    pub fn decided(&self, take: Take) -> String {
        let chosen = match take {
            Take::Here => &self.here.says,
            Take::There => &self.there.says,
            Take::Open => "left open",
        };
        format!("{} {}", self.question, capital(chosen))
    }

    /// Who said what, as the record keeps it.
    pub(super) fn who_said_what(&self) -> String {
        let Conflict { here, there, .. } = self;
        format!("{} said {}, {} said {}", capital(&here.by), here.says, there.by, there.says)
    }
}
