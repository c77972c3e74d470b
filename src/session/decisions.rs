//! What was decided, what was objected, what was agreed, and what was parked for later.

mod record;
mod rules;

pub use record::what_became;
pub(super) use record::{agreements, parking_lot, section};
pub(super) use rules::{apply, check, check_here, forget_names};

use super::Session;
use super::id::{Id, Place};
use crate::methods::fist::Fist;
use crate::text::CleanText;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One decision, with what makes it one: the rule, the tally, when it is looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The name that never changes.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// Where on the agenda.
    pub place: Place,
    /// What was decided.
    pub what: CleanText,
    /// By which rule.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub rule: CleanText,
    /// The fist of five, when one was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tally: Option<Tally>,
    /// When it is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Date>,
    /// What would reopen it before.
    #[serde(default, skip_serializing_if = "CleanText::is_empty")]
    pub reopen: CleanText,
}

/// One count of a fist of five. Who voted then is part of it, since people come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// How many showed 0, 1, 2, 3, 4, 5 fingers.
    pub fingers: [u16; 6],
    /// How many might have shown a hand.
    pub voters: u16,
}

/// An objection is a thing of its own: met, or recorded as dissent with consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// The name that never changes.
    pub id: Id,
    /// Where on the agenda it was heard.
    pub place: Place,
    /// Who objects, if they want to be named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Id>,
    /// The objection, or what would make it a three.
    pub text: CleanText,
    /// What became of it.
    #[serde(default)]
    pub fate: Fate,
}

/// What became of an objection.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// Not yet met.
    #[default]
    Open,
    /// Met, by this change of the plan.
    Met(CleanText),
    /// Stands in the record as dissent; whoever objected agrees that it stands there.
    Dissent,
}

/// A working agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The name that never changes.
    pub id: Id,
    /// What was agreed.
    pub text: CleanText,
    /// What it guards against, where it is a safeguard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guards: Option<Guard>,
}

/// What a safeguard is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// The cause of failure that was foreseen.
    pub cause: Id,
    /// What is seen first when it comes.
    pub sign: CleanText,
    /// Who watches for that sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Id>,
}

/// An item of the parking lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parked {
    /// The name that never changes.
    pub id: Id,
    /// What was parked.
    pub text: CleanText,
    /// What became of it.
    #[serde(default)]
    pub fate: ParkedFate,
}

/// What became of a parked item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParkedFate {
    /// Still there.
    #[default]
    Waiting,
    /// Somebody takes it up by a date.
    Taken {
        /// Who.
        who: Id,
        /// By when.
        by: Date,
    },
    /// Dropped on purpose.
    Dropped,
}

/// What can happen to decisions, objections, agreements and the parking lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Something is parked for later.
    Park(CleanText),
    /// Several things are parked at once, as they were pasted; what waits there already is not
    /// parked twice.
    ParkAll(Vec<CleanText>),
    /// A parked item is worded otherwise.
    EditParked(Id, CleanText),
    /// What becomes of a parked item.
    Unpark(Id, ParkedFate),
    /// A parked item goes away.
    DeleteParked(Id),
    /// Something was decided.
    Decide {
        /// What.
        what: CleanText,
        /// By which rule.
        rule: CleanText,
        /// The fist of five, if counted.
        tally: Option<Tally>,
        /// When it is looked at again.
        review: Option<Date>,
        /// What would reopen it.
        reopen: CleanText,
    },
    /// A decision is worded otherwise; its tally stays.
    EditDecision {
        /// Which.
        decision: Id,
        /// What.
        what: CleanText,
        /// By which rule.
        rule: CleanText,
        /// When it is looked at again.
        review: Option<Date>,
        /// What would reopen it.
        reopen: CleanText,
    },
    /// A decision goes away.
    DeleteDecision(Id),
    /// Somebody objects.
    Object {
        /// What, or what would make it a three.
        text: CleanText,
        /// Who, if they want to be named.
        from: Option<Id>,
    },
    /// An objection is worded otherwise.
    EditObjection(Id, CleanText, Option<Id>),
    /// What becomes of an objection.
    Settle(Id, Fate),
    /// An objection goes away.
    DeleteObjection(Id),
    /// Something is agreed about how we work.
    Agree(CleanText),
    /// An agreement is worded otherwise.
    EditAgreement(Id, CleanText),
    /// An agreement goes away.
    DeleteAgreement(Id),
}

impl Change {
    /// What happened, in a few words.
    pub fn words(&self) -> String {
        match self {
            Change::Park(text) => format!("parked “{text}”"),
            Change::ParkAll(texts) => format!("parked {} things", texts.len()),
            Change::EditParked(..) => "worded a parked item otherwise".into(),
            Change::Unpark(_, ParkedFate::Dropped) => "dropped a parked item".into(),
            Change::Unpark(_, ParkedFate::Taken { .. }) => "somebody takes up a parked item".into(),
            Change::Unpark(_, ParkedFate::Waiting) => "parked an item again".into(),
            Change::DeleteParked(_) => "deleted a parked item".into(),
            Change::Decide { what, .. } => format!("noted the decision “{what}”"),
            Change::EditDecision { .. } => "worded a decision otherwise".into(),
            Change::DeleteDecision(_) => "deleted a decision".into(),
            Change::Object { .. } => "noted an objection".into(),
            Change::EditObjection(..) => "worded an objection otherwise".into(),
            Change::Settle(_, Fate::Met(_)) => "met an objection".into(),
            Change::Settle(_, Fate::Dissent) => "recorded dissent".into(),
            Change::Settle(_, Fate::Open) => "opened an objection again".into(),
            Change::DeleteObjection(_) => "deleted an objection".into(),
            Change::Agree(text) => format!("noted the agreement “{text}”"),
            Change::EditAgreement(..) => "worded an agreement otherwise".into(),
            Change::DeleteAgreement(_) => "deleted an agreement".into(),
        }
    }
}

impl Tally {
    /// How many hands there are.
    pub fn hands(&self) -> u32 {
        self.fingers.into_iter().map(u32::from).sum()
    }

    /// Whether nobody showed two hands.
    pub fn adds_up(&self) -> bool {
        self.hands() <= u32::from(self.voters)
    }

    /// The count as the method understands it.
    pub fn fist(&self) -> Fist {
        Fist::new(self.fingers, self.voters)
    }
}

impl Objection {
    /// Whether it stands in the record as dissent.
    pub fn is_dissent(&self) -> bool {
        self.fate == Fate::Dissent
    }

    /// Whether it is neither met nor in the record as dissent.
    pub fn is_open(&self) -> bool {
        self.fate == Fate::Open
    }

    /// The name of whoever objects, empty when nobody is named; a hat's is marked as assumed.
    pub fn named(&self, session: &Session) -> String {
        let Some(from) = &self.from else { return String::new() };
        let hat = session.hats.iter().find(|hat| &hat.id == from);
        hat.map_or_else(|| session.name_of(from).into(), |hat| format!("{} (assumed)", hat.name))
    }
}

impl Agreement {
    /// Who watches for which sign, where it is a safeguard: "Ana watches: no answer in a day".
    pub fn watched(&self, session: &Session) -> String {
        let Some(Guard { sign, who, .. }) = &self.guards else { return String::new() };
        let who = who.as_ref().map_or("nobody", |who| session.name_of(who));
        format!("{who} watches: {sign}")
    }
}

impl Parked {
    /// Whether nobody has taken it up or dropped it yet.
    pub fn is_waiting(&self) -> bool {
        self.fate == ParkedFate::Waiting
    }
}

impl Session {
    /// What was decided at a place of the agenda, oldest first.
    pub fn decisions_at(&self, place: &Place) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(move |decision| &decision.place == place)
    }

    /// What was objected at a place of the agenda, in the order in which it was heard.
    pub fn objections_at(&self, place: &Place) -> impl Iterator<Item = &Objection> {
        self.objections.iter().filter(move |objection| &objection.place == place)
    }

    /// The dissent in the record, in the order in which it was heard. The lowest hands are heard
    /// first, so the first is the strongest.
    pub fn dissent(&self) -> impl Iterator<Item = &Objection> {
        self.objections.iter().filter(|objection| objection.is_dissent())
    }

    /// Those parked items that nobody has taken up or dropped yet.
    pub fn waiting(&self) -> impl Iterator<Item = &Parked> {
        self.parked.iter().filter(|parked| parked.is_waiting())
    }
}
