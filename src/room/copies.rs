//! Copies of a session along its way, so that folding can begin at one of them: close together near
//! the present, and farther apart the longer ago, so that they stay few.

use crate::session::Session;

/// The copies, oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Copies(Vec<Copy>);

/// The session after the first so many entries.
#[derive(Clone, Debug)]
struct Copy {
    after: usize,
    session: Session,
}

/// Copies are about so many entries apart; in tests fewer, so that short stories meet them too.
const CLOSE: usize = if cfg!(test) { 4 } else { 128 };

impl Copies {
    /// The session at the last copy, and after how many entries that is.
    pub(super) fn last(&self) -> Option<(usize, &Session)> {
        self.0.last().map(|copy| (copy.after, &copy.session))
    }

    /// Keeps the session as it is after so many entries.
    pub(super) fn keep(&mut self, after: usize, session: Session) {
        self.0.push(Copy { after, session });
    }

    /// Adds later copies.
    pub(super) fn append(&mut self, mut later: Copies) {
        self.0.append(&mut later.0);
    }

    /// Takes out those that lie behind an entry, since it is about to change.
    pub(super) fn take_after(&mut self, place: usize) -> Copies {
        let kept = self.0.partition_point(|copy| copy.after <= place);
        Copies(self.0.split_off(kept))
    }

    /// Drops those that lie closer together than they need to, seen from the present.
    pub(super) fn thin_out(&mut self, present: usize) {
        let mut at = 1;
        while at + 1 < self.0.len() {
            let around = self.0[at + 1].after - self.0[at - 1].after;
            if around <= apart(self.0[at].after, present) {
                self.0.remove(at);
            } else {
                at += 1;
            }
        }
    }
}

/// How many entries may lie between a copy after so many entries and the next, seen from the
/// present: a quarter of the way there, so that some thirty copies reach through fifty thousand.
pub(super) fn apart(after: usize, present: usize) -> usize {
    CLOSE.max(present.saturating_sub(after) / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_copies_reach_far_back_and_many_stand_near_the_present() {
        let mut copies = Copies::default();
        for after in 0..50_000 {
            if after - copies.last().map_or(0, |(last, _)| last) >= apart(after, after) {
                copies.keep(after, Session::unbegun());
                copies.thin_out(after);
            }
        }
        let places: Vec<usize> = copies.0.iter().map(|copy| copy.after).collect();
        assert!(places.len() < 60, "{places:?}");
        for two in places.windows(2) {
            assert!(two[1] - two[0] <= apart(two[0], 50_000) + CLOSE, "{places:?}");
        }
        assert!(50_000 - places[places.len() - 1] <= CLOSE);
    }
}
