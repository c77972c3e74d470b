//! What has been given and not yet revealed. It lives outside the session that is drawn, exported
//! and kept in history, so that no screen can show it by mistake.

use crate::session::{Content, Contents, Gift, Giver, Place};
use crate::workshop::Policy;
use serde::{Deserialize, Serialize};

/// Everything that is sealed, by place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// One for each place at which something is sealed.
    pub places: Vec<SealedPlace>,
}

/// What is sealed at one place. The gifts are sorted, and without givers when anonymous: their
/// order tells nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedPlace {
    /// Where.
    pub place: Place,
    /// What was given.
    pub gifts: Vec<Gift>,
}

impl Sealed {
    /// True when nothing is sealed.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// What is sealed at a place, as a reveal would carry it in.
    pub fn at(&self, place: &Place) -> Contents {
        let sealed = self.places.iter().find(|sealed| &sealed.place == place);
        Contents(sealed.map(|sealed| sealed.gifts.clone()).unwrap_or_default())
    }

    /// What this giver gave in a hidden step, to be changed before the reveal.
    pub fn of(&self, place: &Place, giver: &Giver) -> Option<&Content> {
        let sealed = self.places.iter().find(|sealed| &sealed.place == place)?;
        let own = |gift: &&Gift| gift.from.as_ref() == Some(giver) && *giver != Giver::Sheet;
        sealed.gifts.iter().find(own).map(|gift| &gift.content)
    }

    /// Seals a gift. In a hidden step a named giver's ballot replaces the one before, and ideas
    /// are added to theirs.
    pub(super) fn give(&mut self, place: &Place, giver: &Giver, content: Content, policy: Policy) {
        let mut gifts = self.at(place).0;
        let gift = Gift { from: Some(giver.clone()), content };
        let named = !matches!(giver, Giver::Sheet) && policy != Policy::Anonymous;
        let earlier = gifts.iter_mut().find(|other| named && other.from == gift.from);
        match (earlier, gift.content) {
            (Some(Gift { content: Content::Ideas(ideas), .. }), Content::Ideas(more)) => {
                ideas.extend(more);
            }
            (Some(earlier), content) => earlier.content = content,
            (None, content) => gifts.push(Gift { from: gift.from, content }),
        }
        let gifts = Contents::sealed_under(policy, gifts).0;
        self.forget(place);
        self.places.push(SealedPlace { place: place.clone(), gifts });
        self.places.sort_by(|one, other| one.place.cmp(&other.place));
    }

    /// From now on nobody's name is kept at this place, not with what was given before either; what
    /// of it is kept without the name is asked.
    pub(super) fn forget_givers(
        &mut self,
        place: &Place,
        kept: impl Fn(&Giver, Content) -> Content,
    ) {
        for sealed in self.places.iter_mut().filter(|sealed| &sealed.place == place) {
            let gifts = std::mem::take(&mut sealed.gifts).into_iter();
            let nameless = gifts.map(|Gift { from, content }| match from {
                Some(from) => Gift { from: None, content: kept(&from, content) },
                None => Gift { from, content },
            });
            sealed.gifts = Contents::sealed_under(Policy::Anonymous, nameless).0;
        }
    }

    /// Nothing is sealed at this place any more.
    pub(super) fn forget(&mut self, place: &Place) {
        self.places.retain(|sealed| &sealed.place != place);
    }
}
