//! What to do when time runs short: up to three cuts, each worded as a choice, of which the
//! facilitator takes one.
//!
//! Minutes come off the open steps first, then off those in which people give privately, and off
//! the decision, the promises and the parking lot last of all. No step falls below its floor, and
//! only what a session can do without is left out. While goals are being made, or will be, one of
//! three may wait, and of two when nothing else is enough.

use crate::reader::Reader;
use crate::session::clock::full_minute;
use crate::session::cut::{Cut, Hold, Later, Less, minutes};
use crate::session::goals::Goal;
use crate::session::{Session, StepRun};
use crate::text::{CleanText, in_words, listed, ordinal_in_words};
use crate::workshop::Do;
use jiff::{SignedDuration, Timestamp};

/// Fewer minutes in hand than this are not worth telling the room another end.
const IN_HAND: i64 = 2;

/// The ways out, and what none of them touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replan {
    /// At most three, the gentlest first; the last one tells the room another end.
    pub offers: Vec<Offer>,
    /// "Decide and Promise untouched", or nothing.
    pub untouched: String,
}

/// One way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What the facilitator chooses: "take 2 minutes off each of the next three".
    pub words: String,
    /// What happens then.
    pub cut: Cut,
}

impl Replan {
    /// The ways out at this moment: none while the session is on time.
    pub fn of(session: &Session, reader: &Reader, now: Timestamp) -> Replan {
        let late = session.behind(now).unwrap_or(0);
        let plan = Plan::of(session, now);
        let cuts = match late {
            1.. => plan.ways_out(late),
            _ if late <= -IN_HAND => vec![plan.as_it_is()],
            _ => Vec::new(),
        };
        let untouched = if late > 0 { plan.untouched(&cuts) } else { String::new() };
        let offer = |cut: Cut| Offer { words: plan.words(&cut, reader), cut };
        Replan { offers: cuts.into_iter().map(offer).collect(), untouched }
    }

    /// The offer that this digit takes, from 1.
    pub fn offer(&self, digit: u8) -> Option<&Offer> {
        self.offers.get(usize::from(digit).checked_sub(1)?)
    }
}

/// What is left of the agenda, in minutes.
struct Plan<'a> {
    told: Timestamp,
    expected: Timestamp,
    here: Option<Ahead<'a>>,
    later: Vec<Ahead<'a>>,
    goals: Goals<'a>,
}

/// The goals that may still change, the last of which can wait.
#[derive(Default)]
struct Goals<'a> {
    count: usize,
    last: Option<&'a Goal>,
    /// The step in which they are made.
    step: Option<&'a CleanText>,
}

impl<'a> Goals<'a> {
    /// Nothing can wait once the goals are made, nor while people vote on it.
    fn of(session: &'a Session) -> Goals<'a> {
        let makes = |step: &&StepRun| {
            let mut activities = step.script.activities.iter();
            !step.skipped && activities.any(|it| matches!(it.what, Do::Goals { .. }))
        };
        let here = std::iter::once(session.here());
        let step = here.chain(session.later_steps()).find(makes).map(StepRun::id);
        let last = session.goals.last().filter(|goal| !session.is_on_a_sealed_sheet(&goal.id));
        match (step, last) {
            (Some(_), Some(_)) => Goals { count: session.goals.len(), last, step },
            _ => Goals::default(),
        }
    }
}

/// A step that can still be cut.
struct Ahead<'a> {
    step: &'a StepRun,
    seconds: i64,
    slack: i64,
    hold: Hold,
}

impl<'a> Ahead<'a> {
    /// A step of which so many seconds are still to come.
    fn of(step: &'a StepRun, people: usize, seconds: i64) -> Ahead<'a> {
        let slack = (step.planned(people) - step.floor()).min(seconds).max(0) / 60;
        Ahead { step, seconds, slack, hold: step.hold() }
    }
}

impl<'a> Plan<'a> {
    fn of(session: &'a Session, now: Timestamp) -> Plan<'a> {
        let people = session.people_expected();
        let ahead = |step: &'a StepRun, seconds| Ahead::of(step, people, seconds);
        let left = session.left_here(now);
        let expected = session.expected_end(now);
        Plan {
            goals: Goals::of(session),
            told: session.clock.told.unwrap_or(expected),
            expected,
            here: (left > 0).then(|| ahead(session.here(), left)),
            later: session
                .later_steps()
                .filter(|step| !step.skipped)
                .map(|step| ahead(step, step.planned(people)))
                .collect(),
        }
    }

    /// What can be done about so many minutes: fewer for the steps ahead, a goal or a step less, or
    /// another end.
    fn ways_out(&self, late: i64) -> Vec<Cut> {
        let trimmed = self.trimmed(late);
        let enough = trimmed.as_ref().is_some_and(|cut| cut.end == self.told);
        let less = self.parked(late, enough).or_else(|| self.shortened(late));
        [trimmed, less, Some(self.as_it_is())].into_iter().flatten().collect()
    }

    /// The last of three goals or more waits, or of two when that has to be: what it would have
    /// taken of the time for goals is won, and the steps ahead give the rest.
    fn parked(&self, late: i64, enough: bool) -> Option<Cut> {
        let Goals { count, last: Some(last), step } = &self.goals else { return None };
        if *count < 2 || (*count == 2 && enough) {
            return None;
        }
        let mut ahead = self.here.iter().chain(&self.later);
        let step = ahead.find(|it| Some(it.step.id()) == *step);
        let share = |it: &Ahead<'_>| {
            let goals = i64::try_from(*count).unwrap_or(i64::MAX);
            (it.seconds / 60 / goals).min(it.slack).min(late)
        };
        let won = step.map_or(0, share);
        let mut less = self.less_after(late - won, step.filter(|_| won > 0).map(|it| (it, won)));
        less.retain(|less| less.minutes > 0);
        if less.is_empty() {
            return None;
        }
        let later = Later { goal: last.id.clone(), outcome: last.shape.outcome.clone() };
        Some(Cut { park: vec![later], ..self.cut(less, None) })
    }

    /// The same end, with minutes off the steps ahead; a later one when they have not that many.
    fn trimmed(&self, late: i64) -> Option<Cut> {
        let less = self.less(late, None);
        (!less.is_empty()).then(|| self.cut(less, None))
    }

    /// One step left out: the shortest that is enough, or the longest, with minutes off the rest.
    /// Nobody gives up eight minutes to win one.
    fn shortened(&self, late: i64) -> Option<Cut> {
        let loose = || self.later.iter().filter(|it| it.hold == Hold::Loose && it.seconds >= 60);
        let enough = loose().filter(|it| it.seconds / 60 >= late).min_by_key(|it| it.seconds);
        let gone = enough.or_else(|| loose().max_by_key(|it| it.seconds))?;
        let won = gone.seconds / 60;
        (won <= 2 * late).then(|| self.cut(self.less(late - won, Some(gone)), Some(gone)))
    }

    /// Nothing but another end.
    fn as_it_is(&self) -> Cut {
        let end = full_minute(self.expected);
        Cut { less: Vec::new(), skip: Vec::new(), park: Vec::new(), end }
    }

    /// So many minutes off the steps ahead, without the one that is gone.
    fn less(&self, minutes: i64, gone: Option<&Ahead<'_>>) -> Vec<Less> {
        let stays = |it: &&Ahead<'_>| gone.is_none_or(|gone| gone.step.id() != it.step.id());
        let ahead: Vec<&Ahead<'_>> = self.here.iter().chain(&self.later).filter(stays).collect();
        off(minutes, &ahead)
    }

    /// So many minutes off the steps ahead, besides those that one of them gives alone.
    fn less_after(&self, minutes: i64, first: Option<(&Ahead<'_>, i64)>) -> Vec<Less> {
        let given = |it: &Ahead<'_>| match first {
            Some((step, won)) if step.step.id() == it.step.id() => won,
            _ => 0,
        };
        let rest: Vec<Ahead<'_>> = (self.here.iter().chain(&self.later))
            .map(|it| Ahead { slack: if given(it) > 0 { 0 } else { it.slack }, ..*it })
            .collect();
        let more = off(minutes, &rest.iter().collect::<Vec<_>>());
        let of = |it: &Ahead<'_>| {
            let more = more.iter().find(|less| &less.step == it.step.id());
            let minutes = given(it) + more.map_or(0, |less| i64::from(less.minutes));
            Less { step: it.step.id().clone(), minutes: u16::try_from(minutes).unwrap_or(0) }
        };
        rest.iter().map(of).collect()
    }

    /// The end that was told if that wins enough, else the one that comes out.
    fn cut(&self, less: Vec<Less>, gone: Option<&Ahead<'_>>) -> Cut {
        let trimmed: i64 = less.iter().map(|it| i64::from(it.minutes) * 60).sum();
        let won = trimmed + gone.map_or(0, |gone| gone.seconds);
        let comes_out = self.expected.checked_sub(SignedDuration::from_secs(won));
        let comes_out = comes_out.unwrap_or(self.expected);
        let is_kept = comes_out.as_second() - self.told.as_second() < 60;
        let end = if is_kept { self.told } else { full_minute(comes_out) };
        let skip = gone.iter().map(|gone| gone.step.id().clone()).collect();
        Cut { less, skip, park: Vec::new(), end }
    }

    fn words(&self, cut: &Cut, reader: &Reader) -> String {
        let mut words: Vec<String> = Vec::new();
        if !cut.park.is_empty() {
            words.push(format!("park the {} goal", ordinal_in_words(self.goals.count)));
        }
        words.extend(cut.skip.iter().map(|step| format!("skip {}", self.title(step))));
        // That a goal which waits takes no time goes without saying.
        let mut cut = cut.clone();
        if !cut.park.is_empty() {
            cut.less.retain(|less| Some(&less.step) != self.goals.step);
        }
        if !cut.less.is_empty() {
            words.push(format!("take {}", self.off(&cut)));
        }
        if words.is_empty() || cut.end != self.told {
            words.push(format!("end {}", reader.time(cut.end)));
        }
        words.join(", ")
    }

    /// "2 minutes off each of the next three", or by name.
    fn off(&self, cut: &Cut) -> String {
        let next = self.later.iter().map(|it| it.step.id());
        let next: Vec<&CleanText> = next.filter(|id| !cut.skip.contains(id)).collect();
        let are_next = cut.less.iter().zip(&next).all(|(less, id)| less.step == **id);
        let alike = cut.less.windows(2).all(|two| two[0].minutes == two[1].minutes);
        match (cut.less.as_slice(), are_next && alike) {
            ([first, _, ..], true) => {
                let count = in_words(cut.less.len());
                format!("{} off each of the next {count}", minutes(first.minutes))
            }
            _ => {
                Cut { skip: Vec::new(), park: Vec::new(), ..cut.clone() }.words(|id| self.title(id))
            }
        }
    }

    fn title(&self, id: &CleanText) -> &str {
        let mut steps = self.here.iter().chain(&self.later).map(|it| it.step);
        steps.find(|step| step.id() == id).map_or("", |step| &step.script.title)
    }

    fn untouched(&self, cuts: &[Cut]) -> String {
        let is_cut = |id| cuts.iter().any(|cut| cut.less.iter().any(|less| &less.step == id));
        let kept = self.later.iter().filter(|it| it.hold == Hold::Kept && !is_cut(it.step.id()));
        let titles: Vec<&str> = kept.map(|it| &*it.step.script.title).collect();
        if titles.is_empty() { String::new() } else { format!("{} untouched", listed(&titles)) }
    }
}

/// An agenda that has not begun, for so many people, so many minutes shorter; or as short as its
/// floors allow.
pub fn shorter(steps: &[StepRun], people: usize, minutes: i64) -> Vec<Less> {
    let ahead = |step| Ahead::of(step, people, StepRun::planned(step, people));
    let ahead: Vec<Ahead<'_>> = steps.iter().map(ahead).collect();
    off(minutes, &ahead.iter().collect::<Vec<_>>())
}

/// So many minutes off these steps: what has least to lose first, and each step of a kind the
/// same.
fn off(minutes: i64, ahead: &[&Ahead<'_>]) -> Vec<Less> {
    let mut off = vec![0; ahead.len()];
    let mut wanted = minutes;
    for kind in [Hold::Trimmed, Hold::Private, Hold::Kept] {
        let is_of = |it: &Ahead<'_>| it.hold.max(Hold::Trimmed) == kind;
        let slack = ahead.iter().map(|it| if is_of(it) { it.slack } else { 0 });
        let slack: Vec<i64> = slack.collect();
        for (off, more) in off.iter_mut().zip(spread(wanted, &slack)) {
            *off += more;
            wanted -= more;
        }
    }
    let less = |(it, off): (&&Ahead<'_>, i64)| {
        let minutes = u16::try_from(off).ok().filter(|off| *off > 0)?;
        Some(Less { step: it.step.id().clone(), minutes })
    };
    ahead.iter().zip(off).filter_map(less).collect()
}

/// So many minutes over steps that can spare these: the fewest from each that are enough, and
/// nothing from the last ones where the first are enough. Everything where nothing is enough.
fn spread(wanted: i64, slack: &[i64]) -> Vec<i64> {
    let most = slack.iter().copied().max().unwrap_or(0);
    let at = |most: i64| slack.iter().map(move |slack| (*slack).min(most));
    let each = (0..=most).find(|each| at(*each).sum::<i64>() >= wanted).unwrap_or(most);
    let mut off: Vec<i64> = at(each).collect();
    let mut over = off.iter().sum::<i64>() - wanted;
    for off in off.iter_mut().rev() {
        if *off <= over {
            over -= std::mem::take(off);
        }
    }
    off
}

#[cfg(test)]
mod tests;
