//! What happens by itself: a picture of a running clock changes each full second, and a bell rings
//! once when the time of a step is up.

use crate::session::Session;
use crate::text::CleanText;
use jiff::Timestamp;
use std::time::Duration;

/// How long until the picture of a session changes by itself: to the next full second while its
/// clock runs, or a break, a silence or a talk is counted down, otherwise for ever.
pub fn until_next(session: &Session, now: Timestamp) -> Option<Duration> {
    let here = &session.at;
    let counted = [session.break_until(here), session.silence_at(here), session.talk_until(here)];
    let pausing = counted.into_iter().flatten().any(|until| until > now);
    (session.clock_runs() || pausing).then(|| {
        let into = u64::try_from(now.subsec_nanosecond()).unwrap_or(0);
        Duration::from_nanos(1_000_000_000 - into.min(999_999_999))
    })
}

/// The ears for the end of a step's time, for the bell and for whoever else is told. They hear it when
/// the time has run out before them, and not because somebody comes to a step that was over long ago.
#[derive(Debug, Default)]
pub struct Bell {
    counting: Option<CleanText>,
}

impl Bell {
    /// Whether the time of the step is up right now.
    pub fn time_is_up(&mut self, session: &Session, now: Timestamp) -> bool {
        if !session.clock_runs() {
            return false;
        }
        let here = session.here().id();
        if session.left_here(now) > 0 {
            self.counting = Some(here.clone());
            return false;
        }
        self.counting.take().is_some_and(|step| step == *here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::{Author, Change, agenda, clock};
    use crate::testing::{activity, at, place, room_with, text};
    use crate::workshop::{Do, Policy};

    fn submit(room: &mut Room, seconds: i64, change: Change) {
        room.submit(at(seconds), Author::Facilitator, change).expect("accepted");
    }

    fn running(bell: bool) -> Room {
        let steps = [Do::Round {}, Do::Break {}].map(|what| activity(what, Policy::Open));
        let mut room = room_with(steps.into());
        submit(&mut room, 0, Change::Clock(clock::Change::Start));
        submit(&mut room, 0, Change::Clock(clock::Change::Bell(bell)));
        room
    }

    fn rung(bell: &mut Bell, room: &Room, seconds: std::ops::Range<i64>) -> Vec<i64> {
        let rings = |second: &i64| {
            bell.time_is_up(room.session(), at(*second)) && room.session().clock.bell
        };
        seconds.filter(rings).collect()
    }

    #[test]
    fn it_rings_once_when_the_time_is_up_and_again_when_more_was_given() {
        let (mut bell, mut room) = (Bell::default(), running(true));
        assert_eq!(rung(&mut bell, &room, 290..400), [300]);
        submit(&mut room, 400, Change::Agenda(agenda::Change::Minutes(text("round"), 3)));
        assert_eq!(rung(&mut bell, &room, 400..600), [480]);
    }

    #[test]
    fn it_is_silent_unless_it_is_wanted_and_for_what_was_over_before() {
        assert_eq!(rung(&mut Bell::default(), &running(false), 0..400), [0_i64; 0]);
        let (mut bell, mut room) = (Bell::default(), running(true));
        assert_eq!(rung(&mut bell, &room, 301..310), [0_i64; 0]);
        bell.time_is_up(room.session(), at(10));
        submit(&mut room, 20, Change::Agenda(agenda::Change::Minutes(text("break"), -5)));
        submit(&mut room, 20, Change::Agenda(agenda::Change::GoTo(place("break"))));
        assert_eq!(rung(&mut bell, &room, 20..40), [0_i64; 0]);
    }

    #[test]
    fn only_a_running_clock_changes_the_picture() {
        let mut room = running(false);
        let now = Timestamp::from_millisecond(at(1).as_millisecond() + 250).expect("a time");
        assert_eq!(until_next(room.session(), now), Some(Duration::from_millis(750)));
        submit(&mut room, 1, Change::Clock(clock::Change::Pause));
        assert_eq!(until_next(room.session(), now), None);
    }
}
