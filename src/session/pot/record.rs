//! What is said of the pot, on the wall and in the record: a ledger that adds up, each ask with
//! its grant and what it lacks in words, strings beside.

use super::sums::{Things, listed, total};
use super::{Ask, Firmness, Kind, Offer, Pledge};
use crate::money::Money;
use crate::reader::Reader;
use crate::session::Session;
use crate::session::activities::pot::{bills_as_granted, who_pays_what};
use crate::session::block::{Bar, Block, Grid, Ledger, Line, Sign};
use crate::text::CleanText;

pub(super) fn blocks(session: &Session, reader: &Reader) -> Vec<Block> {
    let pot = &session.pot;
    if pot.pledges.is_empty() && pot.asks.is_empty() {
        return Vec::new();
    }
    let period =
        if pot.months == 1 { "one month".into() } else { format!("{} months", pot.months) };
    let mut blocks = vec![Block::text(format!(
        "The pot is for {period}. A pledge counts once it was read out; hope stands beside."
    ))];
    blocks.extend(put_in(session, reader));
    if !pot.asks.is_empty() {
        blocks.push(Block::heading("What it is for"));
        blocks.push(Block::Ledger(spent(session, reader)));
        blocks.push(Block::Grid(asked(session, reader)));
        blocks.extend(lines(worth(session, reader)));
        blocks.extend(who_pays(session, reader));
    }
    blocks
}

/// What asks would be worth, as those who ask see it: beside the cost, never mixed with it.
fn worth(session: &Session, reader: &Reader) -> Vec<Line> {
    let money = |amount| reader.money(session.currency, amount);
    let line = |ask: &Ask| {
        let worth = ask.need.worth?;
        let monthly = money(worth.monthly()?);
        let said = format!("{} would be worth {monthly} a month", session.called(ask));
        Some(Line::item(said).with(format!("{} × {}", worth.times, money(worth.each))))
    };
    session.pot.asks.iter().filter_map(line).collect()
}

/// Who pays how much for what, as it is granted.
fn who_pays(session: &Session, reader: &Reader) -> Vec<Block> {
    let asks = session.pot.asks.iter().enumerate().filter(|(_, ask)| !ask.granted.is_zero());
    let asks: Vec<(String, usize)> = asks.map(|(at, ask)| (session.called(ask), at)).collect();
    let Some(bills) = bills_as_granted(session).filter(|_| !asks.is_empty()) else {
        return Vec::new();
    };
    let payers = payers(session, &bills);
    let grants: Vec<Money> = session.pot.asks.iter().map(|ask| ask.granted).collect();
    let money = |amount| reader.money(session.currency, amount);
    let grid = who_pays_what(&asks, &payers, &grants, money);
    vec![Block::heading("Who pays for it"), Block::Grid(grid)]
}

/// Who pays how much of each ask, one amount an ask; nobody who pays nothing.
fn payers(session: &Session, bills: &[Vec<Money>]) -> Vec<(CleanText, Vec<Money>)> {
    let mut payers: Vec<(CleanText, Vec<Money>)> = Vec::new();
    for (at, fund) in session.funds().into_iter().enumerate() {
        let paid = bills.iter().map(|row| row[at]);
        match payers.iter_mut().find(|(payer, _)| *payer == fund.payer) {
            Some((_, sums)) => sums.iter_mut().zip(paid).for_each(|(sum, bill)| sum.0 += bill.0),
            None => payers.push((fund.payer, paid.collect())),
        }
    }
    payers.retain(|(_, paid)| paid.iter().any(|bill| !bill.is_zero()));
    payers
}

/// What each payer pays of each ask that was granted something: the ask's title, payer, amount.
pub(in crate::session) fn bills(session: &Session) -> Vec<(String, CleanText, Money)> {
    let Some(bills) = bills_as_granted(session) else { return Vec::new() };
    let payers = payers(session, &bills);
    let of = |(at, ask): (usize, &Ask)| {
        let title = ask.need.title.to_string();
        let paid = payers.iter().map(move |(payer, paid)| (title.clone(), payer.clone(), paid[at]));
        paid.filter(|(.., amount)| !amount.is_zero()).collect::<Vec<_>>()
    };
    session.pot.asks.iter().enumerate().flat_map(of).collect()
}

fn lines(lines: Vec<Line>) -> Option<Block> {
    (!lines.is_empty()).then_some(Block::Lines(lines))
}

fn put_in(session: &Session, reader: &Reader) -> Vec<Block> {
    if session.pot.pledges.is_empty() {
        return vec![Block::text("Nothing was put in.")];
    }
    let mut blocks = vec![Block::heading("What is in it"), Block::Ledger(income(session, reader))];
    blocks.push(Block::Bars(session.pot_bars(reader)));
    blocks.extend(lines(beside(session, reader)));
    blocks
}

fn income(session: &Session, reader: &Reader) -> Ledger {
    let money = |amount| reader.money(session.currency, amount);
    let pot = &session.pot;
    let counted: Vec<&Pledge> =
        pot.pledges.iter().filter(|it| it.counts() && !it.offer.money().is_zero()).collect();
    let row = |pledge: &&Pledge| {
        let mut label = vec![pledge.offer.source.to_string()];
        label.push(pledge.offer.firmness.name().into());
        label.extend(session.conditions(&pledge.offer, reader));
        (label.join(" · "), money(pledge.offer.money()))
    };
    let total = ("In the pot".into(), money(pot.purse().money()));
    let rows = counted.iter().map(row).collect();
    let amounts = counted.iter().map(|pledge| pledge.offer.money());
    Ledger { rows, total: Some(total), ..Ledger::default() }.drawn(amounts)
}

/// Everything that is no money of the pot: hours and things, hopes, and what was not read out.
fn beside(session: &Session, reader: &Reader) -> Vec<Line> {
    let counted_money = |pledge: &&Pledge| !pledge.offer.money().is_zero() && pledge.counts();
    let pledges = session.pot.pledges.iter().filter(|pledge| !counted_money(pledge));
    pledges
        .map(|pledge| {
            let what = pledge.offer.kind.words(|amount| reader.money(session.currency, amount));
            let mut aside = session.conditions(&pledge.offer, reader);
            aside.insert(0, standing(session, pledge));
            let text = format!("{what} from {}", pledge.offer.source);
            Line::item(text).with(aside.join(" · "))
        })
        .collect()
}

fn standing(session: &Session, pledge: &Pledge) -> String {
    match session.pot.matched_to(pledge) {
        Some(ask) => format!("matched to {}", session.called(ask)),
        None if !pledge.read => "not read out, not counted".into(),
        None if pledge.offer.firmness == Firmness::Hope => "hope".into(),
        None => "not matched to an ask".into(),
    }
}

fn spent(session: &Session, reader: &Reader) -> Ledger {
    let money = |amount| reader.money(session.currency, amount);
    let pot = &session.pot;
    let granted = || pot.asks.iter().filter(|ask| !ask.granted.is_zero());
    let label = |ask: &Ask| format!("{}: {}", session.area_of(ask), ask.need.title);
    let mut rows: Vec<(String, String)> =
        granted().map(|ask| (label(ask), money(ask.granted))).collect();
    rows.push((session.reserve_label(), money(pot.left())));
    let total = ("The pot".into(), money(pot.purse().money()));
    let amounts = granted().map(|ask| ask.granted).chain([pot.left()]);
    Ledger { rows, total: Some(total), ..Ledger::default() }.drawn(amounts)
}

fn asked(session: &Session, reader: &Reader) -> Grid {
    let money = |amount| reader.money(session.currency, amount);
    let row = |ask: &Ask| {
        let need = &ask.need;
        let amounts = [ask.granted, need.minimum, need.target, need.stretch].map(money);
        let mut row = vec![session.area_of(ask).to_owned(), need.title.to_string()];
        row.extend(amounts);
        row.push(session.how_far(ask, reader));
        row
    };
    let columns = ["Area", "Ask", "Granted", "Minimum", "Target", "Stretch", "How far it goes"];
    Grid {
        columns: columns.map(String::from).into(),
        rows: session.pot.asks.iter().map(row).collect(),
    }
}

impl Session {
    /// The sign of an ask: met, held, or nothing yet.
    pub fn ask_sign(&self, ask: &Ask) -> Sign {
        match ask.is_met() {
            true if self.is_held(ask) => Sign::Half,
            true => Sign::Settled,
            false => Sign::Nobody,
        }
    }

    /// Each ask with the sign of what the pot covers so far, in the order of the list: `●` its
    /// minimum, `◐` a part of it, `○` nothing yet. Red areas wait for an owner.
    pub fn coverage(&self) -> Vec<(&Ask, Sign)> {
        let money = self.pot.purse().money();
        let covered = self.covered_by(money);
        let taken = covered.iter().filter(|ask| ask.granted.is_zero());
        let taken = total(taken.map(|ask| ask.need.minimum));
        let mut rest = self.pot.left() > taken;
        let mut sign = |ask: &Ask| {
            let waits = self.is_open_to_money(ask) && ask.need.minimum > Money::ZERO;
            match () {
                () if ask.is_met() || covered.iter().any(|other| other.id == ask.id) => {
                    Sign::Settled
                }
                () if waits && std::mem::take(&mut rest) => Sign::Half,
                () => Sign::Nobody,
            }
        };
        self.pot.asks.iter().map(|ask| (ask, sign(ask))).collect()
    }

    /// How far its grant goes: to its minimum, its target, its stretch, and what is missing.
    pub fn how_far(&self, ask: &Ask, reader: &Reader) -> String {
        let missing = |level: Money| {
            let missing = level.checked_sub(ask.granted).unwrap_or_default();
            reader.money(self.currency, missing)
        };
        let need = &ask.need;
        match () {
            () if self.is_held(ask) => format!("held: nobody answers for {}", self.area_of(ask)),
            () if !need.wants_money() => self.matched_words(ask, reader),
            () if ask.granted.is_zero() && need.minimum.is_zero() => {
                format!("nothing; its target is {}", missing(need.target))
            }
            () if ask.granted.is_zero() => {
                format!("nothing; its minimum is {}", missing(need.minimum))
            }
            () if ask.granted < need.target => {
                format!("{} below its target", missing(need.target))
            }
            () if ask.granted == need.target => "reaches its target".into(),
            () if ask.granted < need.stretch => "above its target".into(),
            () => "reaches its stretch".into(),
        }
    }

    /// How far a grant goes, short enough to stand beside a bar.
    pub fn how_far_in_short(&self, ask: &Ask, reader: &Reader) -> String {
        let need = &ask.need;
        let missing = |level: Money| {
            let missing = level.checked_sub(ask.granted).unwrap_or_default();
            reader.money(self.currency, missing)
        };
        match () {
            () if self.is_held(ask) => "held".into(),
            () if need.wants_money() && !self.is_open_to_money(ask) => "no owner".into(),
            () if !need.wants_money() && ask.is_met() => "matched".into(),
            () if !need.wants_money() => "not matched".into(),
            () if ask.granted < need.minimum => format!("lacks {}", missing(need.minimum)),
            () if ask.granted < need.target => format!("{} to go", missing(need.target)),
            () if ask.granted == need.target => "target".into(),
            () if ask.granted == need.stretch => "stretch".into(),
            () => "above target".into(),
        }
    }

    /// What is matched to an ask by hand, in words.
    pub fn matched_words(&self, ask: &Ask, reader: &Reader) -> String {
        let words = |pledge: &Pledge| {
            let what = pledge.offer.kind.words(|amount| reader.money(self.currency, amount));
            format!("{what} from {}", pledge.offer.source)
        };
        let pledges = ask.matched.iter().filter_map(|id| self.pledge(id));
        let words: Vec<String> = pledges.map(words).collect();
        listed(&words).unwrap_or_else(|| "nothing is matched yet".into())
    }

    /// "The reserve", with the name of whoever looks after it.
    pub fn reserve_label(&self) -> String {
        match &self.pot.reserve {
            Some(owner) => format!("The reserve, {} looks after it", self.name_of(owner)),
            None => "The reserve, nobody looks after it yet".into(),
        }
    }

    /// What was read out, as bars: firm, likely and hoped money on one scale, then hours, tools
    /// and people. What nobody pledged has no bar; what is pledged has one from the beginning, so
    /// that nothing jumps while the pot fills.
    pub fn pot_bars(&self, reader: &Reader) -> Vec<Bar> {
        let purse = self.pot.purse();
        let mut bars = self.money_bars(reader);
        let all = self.all_things();
        let mut things = |label: &str, value: u64, most: u64, number: String| {
            if most > 0 {
                bars.push(Bar { label: label.into(), value, most, number, aside: String::new() });
            }
        };
        let Things { hours, tools, people } = purse.things;
        things("Hours", hours, all.hours, format!("{hours} a month"));
        let [have_tools, have_people] = [tools, people].map(|many| many as u64);
        things("Tools", have_tools, all.tools as u64, tools.to_string());
        things("People", have_people, all.people as u64, people.to_string());
        bars
    }

    /// The money in the pot for large letters, which have no sign for most currencies: the bars
    /// beside it have the sign.
    pub fn pot_digits(&self, reader: &Reader) -> String {
        let money = reader.money(self.currency, self.pot.purse().money());
        if money.chars().all(|letter| matches!(letter, ' '..='ÿ')) {
            return money;
        }
        money.replace(&self.currency.symbol(), "").trim().to_owned()
    }

    fn money_bars(&self, reader: &Reader) -> Vec<Bar> {
        let purse = self.pot.purse();
        let pledges = || self.pot.pledges.iter().map(|pledge| &pledge.offer);
        let pledged = total(pledges().map(Offer::money));
        let minimums = total(self.pot.asks.iter().map(|ask| ask.need.minimum));
        let most = u64::try_from(pledged.max(minimums).0).unwrap_or_default().max(1);
        let parts = [
            (Firmness::Firm, "Firm", purse.firm, ""),
            (Firmness::Likely, "Likely", purse.likely, ""),
            (Firmness::Hope, "Hope", purse.hope, "beside the pot"),
        ];
        let some = |firmness| {
            pledges().any(|offer| offer.firmness == firmness && !offer.money().is_zero())
        };
        parts
            .into_iter()
            .filter(|(firmness, ..)| some(*firmness))
            .map(|(_, label, amount, aside)| Bar {
                label: label.into(),
                value: u64::try_from(amount.0).unwrap_or_default(),
                most,
                number: reader.money(self.currency, amount),
                aside: aside.into(),
            })
            .collect()
    }

    /// Hours and things that are more than hopes, whether read out or not.
    fn all_things(&self) -> Things {
        let mut things = Things::default();
        let offers = self.pot.pledges.iter().map(|pledge| &pledge.offer);
        for offer in offers.filter(|offer| offer.firmness != Firmness::Hope) {
            match offer.kind {
                Kind::Money(_) => {}
                Kind::Hours(hours) => things.hours += u64::from(hours),
                Kind::Tool(_) => things.tools += 1,
                Kind::Person(_) => things.people += 1,
            }
        }
        things
    }
}

impl Session {
    /// The strings of an offer, its dates and who must approve it, each in a few words.
    pub fn conditions(&self, offer: &Offer, reader: &Reader) -> Vec<String> {
        let mut words = Vec::new();
        words.extend(self.only_for(offer));
        words.extend((!offer.strings.is_empty()).then(|| offer.strings.to_string()));
        words.extend(offer.from.map(|from| format!("from {}", reader.date(from))));
        words.extend(offer.until.map(|until| format!("until {}", reader.date(until))));
        let approver = &offer.approver;
        words.extend((!approver.is_empty()).then(|| format!("to be approved by {approver}")));
        words
    }
}
