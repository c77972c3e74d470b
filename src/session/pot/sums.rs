//! What the pot adds up to: what is in it, what is granted, how far it goes.

use super::{Ask, Firmness, Kind, Pledge, Pot};
use crate::money::Money;
use crate::session::Session;

/// What was read out, added up. Hope stands beside; hours, tools and people are never money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    /// Firm money.
    pub firm: Money,
    /// Likely money.
    pub likely: Money,
    /// Money that is only hoped for: never in the pot.
    pub hope: Money,
    /// Hours, tools and people that are firm or likely.
    pub things: Things,
    /// Those that are only hoped for.
    pub hoped: Things,
}

/// Hours a month, and how many tools and people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Things {
    /// Hours a month.
    pub hours: u64,
    /// Tools.
    pub tools: usize,
    /// People, for some of their time.
    pub people: usize,
}

impl Purse {
    /// The money in the pot: firm and likely.
    pub fn money(&self) -> Money {
        total([self.firm, self.likely])
    }

    fn take(&mut self, pledge: &Pledge) {
        let firmness = pledge.offer.firmness;
        let purse = match firmness {
            Firmness::Firm => &mut self.firm,
            Firmness::Likely => &mut self.likely,
            Firmness::Hope => &mut self.hope,
        };
        *purse = total([*purse, pledge.offer.money()]);
        let hope = firmness == Firmness::Hope;
        let things = if hope { &mut self.hoped } else { &mut self.things };
        match pledge.offer.kind {
            Kind::Money(_) => {}
            Kind::Hours(hours) => things.hours += u64::from(hours),
            Kind::Tool(_) => things.tools += 1,
            Kind::Person(_) => things.people += 1,
        }
    }
}

impl Things {
    /// "6 hours a month", "2 tools", "1 person": only what there is.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        match self.hours {
            0 => {}
            1 => words.push("1 hour a month".into()),
            hours => words.push(format!("{hours} hours a month")),
        }
        match self.tools {
            0 => {}
            1 => words.push("1 tool".into()),
            tools => words.push(format!("{tools} tools")),
        }
        match self.people {
            0 => {}
            1 => words.push("1 person".into()),
            people => words.push(format!("{people} people")),
        }
        words
    }
}

impl Pot {
    /// What was read out so far.
    pub fn purse(&self) -> Purse {
        purse_of(self.pledges.iter())
    }

    /// All that is granted.
    pub fn granted(&self) -> Money {
        total(self.asks.iter().map(|ask| ask.granted))
    }

    /// What is in the pot and granted to nothing: the reserve.
    pub fn left(&self) -> Money {
        let left = self.purse().money().checked_sub(self.granted());
        left.unwrap_or_default()
    }

    /// What is granted beyond what is in the pot, since a pledge shrank or went.
    pub fn over(&self) -> Money {
        let over = self.granted().checked_sub(self.purse().money());
        over.unwrap_or_default().max(Money::ZERO)
    }

    /// The pledges that nobody has read out yet, in their order.
    pub fn unread(&self) -> impl Iterator<Item = &Pledge> {
        self.pledges.iter().filter(|pledge| !pledge.read)
    }

    /// The ask a pledge is matched to.
    pub fn matched_to(&self, pledge: &Pledge) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.matched.contains(&pledge.id))
    }
}

impl Session {
    /// Whether money may go to this ask: somebody answers for its area.
    pub fn is_open_to_money(&self, ask: &Ask) -> bool {
        self.area(&ask.area).is_some_and(|area| !area.is_red())
    }

    /// Whether a grant waits for an owner: nobody answers for its area any more.
    pub fn is_held(&self, ask: &Ask) -> bool {
        !ask.granted.is_zero() && !self.is_open_to_money(ask)
    }

    /// The name of the area an ask is for.
    pub fn area_of(&self, ask: &Ask) -> &str {
        self.area(&ask.area).map_or("an area that is gone", |area| &area.name)
    }

    /// What the room calls an ask: its area, where that asks for one thing only.
    pub fn called(&self, ask: &Ask) -> String {
        let asks = self.pot.asks.iter().filter(|other| other.area == ask.area).count();
        if asks == 1 { self.area_of(ask).to_owned() } else { format!("“{}”", ask.need.title) }
    }

    /// The asks whose minimum the money covers, filled in the order of the list: an ask that is
    /// covered stays so while the pot grows. What is granted to something else is spent.
    pub fn covered_by(&self, money: Money) -> Vec<&Ask> {
        let mut left = money.checked_sub(self.pot.granted()).unwrap_or_default();
        let asks = self.pot.asks.iter().filter(|ask| self.is_open_to_money(ask));
        asks.filter(|ask| ask.need.minimum > Money::ZERO)
            .take_while(|ask| {
                if ask.granted.is_zero() {
                    left = left.checked_sub(ask.need.minimum).unwrap_or(Money(-1));
                }
                left >= Money::ZERO
            })
            .collect()
    }

    /// What the pledge read last has brought, in one line: "€500 and 6 hours a month from HR:
    /// Listening reaches its minimum." All that its source has put in so far is named.
    pub fn what_the_latest_brought(&self, money: impl Fn(Money) -> String) -> Option<String> {
        let latest = self.pledge(self.pot.latest.as_ref()?).filter(|pledge| pledge.read)?;
        let source = &latest.offer.source;
        if latest.offer.firmness == Firmness::Hope {
            let what = latest.offer.kind.words(money);
            return Some(format!("{what} from {source}, perhaps: it stands beside the pot."));
        }
        let words = match latest.offer.kind {
            Kind::Money(_) | Kind::Hours(_) => self.brought_by(source, money),
            Kind::Tool(_) | Kind::Person(_) => latest.offer.kind.words(money),
        };
        let reached = self.reached_by(latest);
        Some(match listed(&reached) {
            None => format!("{words} from {source}."),
            Some(names) if reached.len() == 1 => {
                format!("{words} from {source}: {names} reaches its minimum.")
            }
            Some(names) => format!("{words} from {source}: {names} reach their minimum."),
        })
    }

    fn brought_by(&self, source: &str, money: impl Fn(Money) -> String) -> String {
        let same = |pledge: &&Pledge| {
            pledge.counts() && pledge.offer.source.to_lowercase() == source.to_lowercase()
        };
        let purse = purse_of(self.pot.pledges.iter().filter(same));
        let mut words = Things { hours: purse.things.hours, ..Things::default() }.words();
        if !purse.money().is_zero() {
            words.insert(0, money(purse.money()));
        }
        listed(&words).unwrap_or_default()
    }

    fn reached_by(&self, latest: &Pledge) -> Vec<String> {
        let now = self.pot.purse().money();
        let before = now.checked_sub(latest.offer.money()).unwrap_or_default();
        let already = self.covered_by(before).len();
        self.covered_by(now).into_iter().skip(already).map(|ask| self.called(ask)).collect()
    }
}

/// "Ana", "Ana and Ben", "Ana, Ben and Chi".
pub(in crate::session) fn listed(words: &[String]) -> Option<String> {
    match words {
        [] => None,
        [one] => Some(one.clone()),
        [many @ .., last] => Some(format!("{} and {last}", many.join(", "))),
    }
}

fn purse_of<'a>(pledges: impl Iterator<Item = &'a Pledge>) -> Purse {
    let mut purse = Purse::default();
    pledges.filter(|pledge| pledge.read).for_each(|pledge| purse.take(pledge));
    purse
}

/// All of them together. Sums beyond what can be counted are refused before they get here.
pub(super) fn total(amounts: impl IntoIterator<Item = Money>) -> Money {
    Money::sum(amounts).unwrap_or(Money(i64::MAX))
}
