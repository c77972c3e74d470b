//! Pledges and asks, as they are compared when a table comes back.

use super::super::carried::Carried;
use super::super::conflict::Asks;
use super::super::telling::Sort;
use super::super::weighing::{Three, Weighing};
use super::{Thing, amount, flag, set};
use crate::money::Money;
use crate::session::Session;
use crate::session::id::Id;
use crate::session::pot::{Ask, Firmness, Need, Offer, Pledge};

impl Thing for Pledge {
    fn among(carried: &Carried) -> &[Pledge] {
        &carried.pledges
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.offer.source.to_string()
    }
    fn is_like(&self, other: &Pledge) -> bool {
        free(self) == free(other)
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Pledges);
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Pledge>, session: &Session) {
        let put = |it: &mut Pledge, offer: Offer| {
            let only_for = std::mem::take(&mut it.offer.only_for);
            it.offer = Offer { only_for, ..offer };
        };
        let say = |offer: &Offer| {
            let perhaps = if offer.firmness == Firmness::Firm { "" } else { offer.firmness.name() };
            let what = offer.kind.words(|money| amount(session.currency, money));
            format!("{perhaps} {what}").trim().to_owned()
        };
        let mut changed = w.field(Asks::Pledge, &mut three, session, free, put, say);
        take!(w, three, session, Asks::Stays, read, flag);
        let Three { was, here, there } = three;
        changed |= set(&was.offer.only_for, &mut here.offer.only_for, &there.offer.only_for);
        if changed {
            w.count(Sort::Pledges);
        }
    }
}

/// What is pledged, whatever it is for.
fn free(pledge: &Pledge) -> Offer {
    Offer { only_for: Vec::new(), ..pledge.offer.clone() }
}

impl Thing for Ask {
    fn among(carried: &Carried) -> &[Ask] {
        &carried.asks
    }
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }
    fn called(&self, _: &Session) -> String {
        self.need.title.to_string()
    }
    fn is_like(&self, other: &Ask) -> bool {
        self.need == other.need && self.granted == other.granted
    }
    fn count(&self, weighing: &mut Weighing<'_>) {
        weighing.count(Sort::Asks);
        if !self.granted.is_zero() {
            weighing.count(Sort::Grants);
            weighing.raised.push((self.id.clone(), Money::ZERO));
        }
    }
    fn weigh(&self, w: &mut Weighing<'_>, mut three: Three<'_, Ask>, session: &Session) {
        let need = |it: &Ask| (it.area.clone(), it.need.clone());
        let say = |(_, need): &(Id, Need)| {
            let money = |value| amount(session.currency, value);
            format!("“{}”, {} to {}", need.title, money(need.minimum), money(need.stretch))
        };
        let put = |it: &mut Ask, (area, need)| (it.area, it.need) = (area, need);
        if w.field(Asks::Need, &mut three, session, need, put, say) {
            w.count(Sort::Asks);
        }
        let before = three.here.granted;
        let say = |money: &Money| amount(session.currency, *money);
        if take!(w, three, session, Asks::Grant, granted, say) {
            w.count(Sort::Grants);
            w.raised.push((three.here.id.clone(), before));
        }
        let Three { was, here, there } = three;
        if set(&was.matched, &mut here.matched, &there.matched) {
            w.count(Sort::Grants);
        }
    }
}
