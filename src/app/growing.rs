//! Bars that were just revealed grow once, in 300 ms, and never where nothing may move.

use crate::session::Session;
use crate::ui::look::Look;
use jiff::{SignedDuration, Timestamp};
use std::borrow::Cow;
use std::time::Duration;

/// How long it takes.
const WHOLE: SignedDuration = SignedDuration::from_millis(300);

/// A picture about so often is enough for an eye.
const FRAME: Duration = Duration::from_millis(33);

/// What has been seen to be shown, and since when its bars grow.
#[derive(Debug, Default)]
pub struct Growing {
    shown: Option<usize>,
    since: Option<Timestamp>,
}

impl Growing {
    /// The session is this now. What is shown when it is seen first has grown long ago.
    pub fn notice(&mut self, session: &Session, now: Timestamp) {
        let shown = session.revealed();
        if self.shown.is_some_and(|before| before < shown) {
            self.since = Some(now);
        }
        self.shown = Some(shown);
    }

    /// How everything looks now: with bars as long as they have grown.
    pub fn look<'a>(&self, look: &'a Look, now: Timestamp) -> Cow<'a, Look> {
        match self.passed(now) {
            Some(passed) if !look.still => {
                let part = passed.as_millis().max(0).unsigned_abs();
                let whole = WHOLE.as_millis().unsigned_abs();
                Cow::Owned(look.clone().grown(
                    u64::try_from(part).unwrap_or_default(),
                    u64::try_from(whole).unwrap_or(1),
                ))
            }
            _ => Cow::Borrowed(look),
        }
    }

    /// How long until the next picture of it.
    pub fn deadline(&self, look: &Look, now: Timestamp) -> Option<Duration> {
        let left = WHOLE - self.passed(now).filter(|_| !look.still)?;
        Some(FRAME.min(Duration::try_from(left).unwrap_or_default()))
    }

    /// How long bars grow already, while they do.
    fn passed(&self, now: Timestamp) -> Option<SignedDuration> {
        let passed = now.duration_since(self.since?);
        (!passed.is_negative() && passed < WHOLE).then_some(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{Ballot, Content, Giver};
    use crate::testing::{activity, area, at, person, place, room_with};
    use crate::ui::look::tests::dark;
    use crate::workshop::{Do, Policy};

    fn room() -> Room {
        let mut room = room_with(vec![activity(Do::Care { supporters: 2 }, Policy::Hidden)]);
        let marks = [1, 2, 3].map(|at| (area(at), [2, 1]));
        let sheet = Content::Ballot(Ballot::of_pairs(marks));
        room.give(at(1), &place("care"), &Giver::Person(person(1)), sheet).expect("given");
        room
    }

    fn moving() -> Look {
        let mut look = dark();
        look.still = false;
        look
    }

    fn later(milliseconds: i64) -> Timestamp {
        at(10) + SignedDuration::from_millis(milliseconds)
    }

    #[test]
    fn what_is_revealed_grows_once_and_then_stands() {
        let (mut growing, mut room, look) = (Growing::default(), room(), moving());
        growing.notice(room.session(), at(9));
        assert_eq!(growing.deadline(&look, at(9)), None);
        room.reveal(at(10), &place("care")).expect("revealed");
        growing.notice(room.session(), at(10));
        assert_eq!(growing.look(&look, at(10)).growing(8, 8), (0, 2_400));
        assert_eq!(growing.look(&look, later(150)).growing(8, 8), (1_200, 2_400));
        assert_eq!(growing.deadline(&look, later(150)), Some(FRAME));
        assert_eq!(growing.deadline(&look, later(290)), Some(Duration::from_millis(10)));
        growing.notice(room.session(), later(200));
        assert_eq!(growing.look(&look, later(300)).growing(8, 8), (8, 8));
        assert_eq!(growing.deadline(&look, later(300)), None);
    }

    #[test]
    fn where_nothing_may_move_and_for_who_comes_later_all_stands_at_once() {
        let (mut growing, mut room) = (Growing::default(), room());
        let mut still = moving();
        still.still = true;
        growing.notice(room.session(), at(9));
        room.reveal(at(10), &place("care")).expect("revealed");
        let mut late = Growing::default();
        late.notice(room.session(), at(10));
        assert_eq!(late.deadline(&moving(), at(10)), None);
        growing.notice(room.session(), at(10));
        assert_eq!(growing.deadline(&still, at(10)), None);
        assert_eq!(growing.look(&still, at(10)).growing(8, 8), (8, 8));
    }
}
