//! Whether a pot read from a file makes sense: what its rules promise must hold after a hand edit
//! as well.

use super::rules::check_countable;
use super::{Kind, Pot};
use crate::money::Money;
use crate::session::Session;
use crate::session::sound::Fault;

impl Session {
    /// Checks the references, the ranges and the sums of the pot.
    pub(in crate::session) fn check_pot(&self) -> Result<(), Fault> {
        if self.pot.months == 0 {
            return Err(Fault("`pot.months` is 0; a pot is for one at least".into()));
        }
        self.check_pledges()?;
        self.check_asks()?;
        if let Some((area, _)) = self.pot.spent.iter().find(|(id, _)| self.area(id).is_none()) {
            return Err(dangling(area, "area"));
        }
        if self.pot.spent.iter().any(|(_, spent)| *spent < Money::ZERO) {
            return Err(Fault("less than nothing is in `pot.spent`".into()));
        }
        self.check_sums()?;
        let most = self.pot.asks.iter().max_by_key(|ask| ask.granted);
        let most = most.map(|ask| format!("; most of it for “{}”", ask.id)).unwrap_or_default();
        if self.pot.granted() > self.pot.purse().money() {
            return Err(Fault(format!("more money is granted than was read into the pot{most}")));
        }
        if self.who_pays().is_none() {
            return Err(Fault(format!("more money is granted than its strings allow{most}")));
        }
        Ok(())
    }

    /// Where the sums are too large, the largest amount is most likely where a digit is too many.
    fn check_sums(&self) -> Result<(), Fault> {
        check_countable(&self.pot).map_err(|refusal| {
            let pledged = || self.pot.pledges.iter().map(|it| (it.offer.money(), &it.id));
            let asked = self.pot.asks.iter().map(|it| (it.need.stretch, &it.id));
            let most = match Money::sum(pledged().map(|(money, _)| money)) {
                None => pledged().max(),
                Some(_) => asked.max(),
            };
            let most = most.map(|(_, id)| format!(" The most is in “{id}”.")).unwrap_or_default();
            Fault(format!("in the pot: {refusal}{most}"))
        })
    }

    fn check_pledges(&self) -> Result<(), Fault> {
        for pledge in &self.pot.pledges {
            let name = &pledge.id;
            pledge.offer.check().map_err(|no| Fault(format!("the pledge “{name}”: {no}")))?;
            if let Some(area) = pledge.offer.only_for.iter().find(|id| self.area(id).is_none()) {
                return Err(dangling(area, "area"));
            }
        }
        match &self.pot.latest {
            Some(id) if self.pledge(id).is_none() => Err(dangling(id, "pledge")),
            _ => Ok(()),
        }
    }

    fn check_asks(&self) -> Result<(), Fault> {
        for ask in &self.pot.asks {
            let name = &ask.id;
            if self.area(&ask.area).is_none() {
                return Err(dangling(&ask.area, "area"));
            }
            ask.need.check().map_err(|no| Fault(format!("the ask “{name}”: {no}")))?;
            if ask.granted < Money::ZERO || !ask.need.takes(ask.granted) {
                return Err(Fault(format!(
                    "the ask “{name}” is granted less than its minimum or more than its stretch"
                )));
            }
            ask.matched.iter().try_for_each(|id| check_match(&self.pot, id))?;
        }
        Ok(())
    }
}

fn check_match(pot: &Pot, id: &crate::session::Id) -> Result<(), Fault> {
    let Some(pledge) = pot.pledges.iter().find(|pledge| &pledge.id == id) else {
        return Err(dangling(id, "pledge"));
    };
    if matches!(pledge.offer.kind, Kind::Money(_)) || !pledge.counts() {
        return Err(Fault(format!(
            "the pledge “{id}” is matched, but is money, a hope, or was not read out"
        )));
    }
    let times = pot.asks.iter().flat_map(|ask| &ask.matched).filter(|other| *other == id).count();
    if times > 1 { Err(Fault(format!("the pledge “{id}” is matched twice"))) } else { Ok(()) }
}

fn dangling(id: &crate::session::Id, what: &str) -> Fault {
    Fault(format!("“{id}” is named in the pot, but no {what} is called so"))
}
