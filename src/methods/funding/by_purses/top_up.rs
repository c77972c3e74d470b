//! What supporters put on top of what they bought, with what they have left.
//!
//! Everybody offers what they have left to what they want and what is funded, in proportion to
//! their points; a wish takes what it has room for, the same part of each offer; again, until
//! nobody has both money and a wish with room. What somebody has left is counted in whole
//! millionths of a cent: as fractions it would double in length each time a wish is full.

use super::Market;
use super::ledger::Ledger;
use crate::methods::funding::Verdict;
use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// So many parts are a cent.
pub(super) const PARTS: i128 = 1_000_000;

/// What was put on top, and what is left then, in parts of a cent.
pub(super) struct ToppedUp {
    /// What each kind of money has added to each wish.
    pub(super) added: Vec<Vec<i128>>,
    /// What each group of voters has left, together.
    left: Vec<i128>,
}

impl ToppedUp {
    /// What the supporters of a wish have left together that may pay for it.
    pub(super) fn left_for(&self, market: &Market<'_>, wish: usize) -> i128 {
        let voters = market.voters.iter().zip(&self.left);
        voters.filter(|(voter, _)| voter.points[wish] > 0).map(|(_, left)| left).sum()
    }
}

/// Everybody puts on top what they have left.
pub(super) fn top_up(market: &Market<'_>, ledger: &Ledger, verdicts: &[Verdict]) -> ToppedUp {
    let mut added = vec![vec![0; market.kinds.len()]; verdicts.len()];
    let mut room = room(market, verdicts);
    let mut left: Vec<i128> = ledger.left.iter().map(|left| in_parts(left, &ledger.over)).collect();
    loop {
        let offers = offers(market, &left, &room);
        if offers.iter().flatten().all(|offer| *offer == 0) {
            return ToppedUp { added, left };
        }
        for wish in (0..room.len()).filter(|wish| room[*wish] > 0).collect::<Vec<_>>() {
            let offered: Vec<i128> = offers.iter().map(|row| row[wish]).collect();
            for (at, taken) in takes(&offered, room[wish]).into_iter().enumerate() {
                left[at] -= taken;
                room[wish] -= taken;
                added[wish][market.voters[at].kind] += taken;
            }
        }
    }
}

fn in_parts(left: &BigInt, over: &BigInt) -> i128 {
    (left * BigInt::from(PARTS) / over).to_i128().unwrap_or_default()
}

/// How much more each wish can take: those that are bought, or that any amount helps.
fn room(market: &Market<'_>, verdicts: &[Verdict]) -> Vec<i128> {
    let room = |(wish, verdict): (usize, &Verdict)| {
        let of = &market.case.wishes[wish];
        let has = match verdict {
            Verdict::Bought { level, .. } => of.at(*level).0,
            Verdict::Lacks { .. } if of.minimum.is_zero() => 0,
            _ => return 0,
        };
        i128::from(of.stretch.0 - has) * PARTS
    };
    verdicts.iter().enumerate().map(room).collect()
}

/// What each group of voters offers to each wish that has room.
fn offers(market: &Market<'_>, left: &[i128], room: &[i128]) -> Vec<Vec<i128>> {
    let row = |(at, left): (usize, &i128)| {
        let points = &market.voters[at].points;
        let open = |wish: usize| if room[wish] > 0 { i128::from(points[wish]) } else { 0 };
        let all: i128 = (0..room.len()).map(open).sum();
        let point = left / all.max(1);
        (0..room.len()).map(|wish| point * open(wish)).collect()
    };
    left.iter().enumerate().map(row).collect()
}

/// What is taken of each offer where there is so much room: the same part, and the parts that are
/// lost by rounding from the first.
fn takes(offers: &[i128], room: i128) -> Vec<i128> {
    let offered: i128 = offers.iter().sum();
    if offered <= room {
        return offers.to_vec();
    }
    let part = |offer: &i128| (BigInt::from(*offer) * room / offered).to_i128().unwrap_or_default();
    let mut taken: Vec<i128> = offers.iter().map(part).collect();
    let mut missing = room - taken.iter().sum::<i128>();
    for (taken, offer) in taken.iter_mut().zip(offers) {
        let more = missing.min(1).min(offer - *taken);
        *taken += more;
        missing -= more;
    }
    taken
}
