//! How far something reaches: inside the organisation, outside, or both. What starts inside meets
//! its kinks and barriers early, so a plan that is all outside is pointed out.

use serde::{Deserialize, Serialize};

/// How far a goal or an area reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Nobody said.
    #[default]
    NotSaid,
    /// Colleagues alone will notice.
    Inside,
    /// Customers, partners, the public.
    Outside,
    /// Both.
    Both,
}

impl Reach {
    /// What somebody who types it is asked.
    pub const ASKED: &str = "How far does it reach: inside, outside or both?";

    /// All of them, in the order a form offers them.
    pub const ALL: [Reach; 4] = [Reach::NotSaid, Reach::Inside, Reach::Outside, Reach::Both];

    /// The word people say.
    pub fn name(self) -> &'static str {
        match self {
            Reach::NotSaid => "not said",
            Reach::Inside => "inside",
            Reach::Outside => "outside",
            Reach::Both => "inside and outside",
        }
    }

    /// The one that is meant by what somebody typed; none where it is none of them.
    pub fn meant(typed: &str) -> Option<Reach> {
        match typed.trim().to_lowercase().as_str() {
            "" => Some(Reach::NotSaid),
            "both" => Some(Reach::Both),
            typed => Reach::ALL.into_iter().find(|reach| reach.name() == typed),
        }
    }

    /// Serde's question whether it may be left out of the file.
    pub(super) fn is_not_said(&self) -> bool {
        *self == Reach::NotSaid
    }
}
