//! The count of a vote, with the names of what was voted on, and the line below what is kept.

use super::{Round, Talk, Vote, kind, state};
use crate::methods::prioritize::{Cut, Paper, RunOff, Standing, Tally, VoteKind};
use crate::reader::Reader;
use crate::session::activities::choices::{self, Choice};
use crate::session::private::Giver;
use crate::session::{Ballot, Id, Place, Session};
use crate::text::{ordinal, shorten};
use crate::workshop::Do;
use crate::workshop::activity::Over;
use num_rational::Ratio;

/// A vote as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What stood on the ballot, in list order: what the places of the tally are places in.
    pub choices: Vec<Choice>,
    /// The count, after every run-off.
    pub tally: Tally,
    /// How many ballots; not known where hands were counted or the room had one voice.
    pub ballots: Option<usize>,
    /// How many of them a solo planner cast for others.
    pub assumed: usize,
    /// What each had in the vote before this one, in list order; none for what was not on it.
    pub before: Option<Vec<Option<Had>>>,
    /// Where the line is, if there is one.
    pub line: Option<Line>,
    /// The talk that these ballots came after.
    pub talked: Option<Talk>,
}

/// What something had: so many dots, a mean, a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Had {
    /// Dots or approvals.
    Dots(u32),
    /// The mean of its scores; none where nobody gave one.
    Mean(Option<Ratio<u64>>),
    /// Its place among the others.
    Place(usize),
}

/// How many are kept, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// So many.
    pub most: usize,
    /// Why so many.
    pub why: Why,
}

/// Why a line is where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The room said so.
    Chosen,
    /// So many goals are made of them next.
    Goals,
    /// There is a natural break.
    Break,
}

impl Had {
    /// "4", "3.1", "2nd"; a dash where there was nothing.
    pub fn written(&self, reader: &Reader) -> String {
        match self {
            Had::Dots(dots) => dots.to_string(),
            Had::Mean(Some(mean)) => reader.decimal(*mean),
            Had::Mean(None) => "–".into(),
            Had::Place(place) => ordinal(*place),
        }
    }
}

impl Count {
    /// What an option is called.
    pub fn label(&self, option: usize) -> &str {
        &self.choices[option].label
    }

    /// What an option is called within a sentence: in quotes, and not longer than one can hear.
    pub fn quoted(&self, option: usize) -> String {
        format!("“{}”", shorten(self.label(option), 44))
    }

    /// The rank as it is shown: "2", or "2=" where several share it; none of what is not rated.
    pub fn rank(&self, option: usize) -> String {
        if !self.tally.items[option].standing.is_rated() {
            return "–".into();
        }
        let shared = self.tally.tie_of(option).is_some();
        format!("{}{}", self.tally.rank(option), if shared { "=" } else { "" })
    }

    /// What an option has now.
    pub fn has(&self, option: usize) -> Had {
        let standing = &self.tally.items[option].standing;
        match standing {
            Standing::Dots { dots, .. } => Had::Dots(*dots),
            Standing::Score { .. } => Had::Mean(standing.mean()),
            Standing::Ranked { .. } => Had::Place(self.tally.rank(option)),
        }
    }

    /// How long its bar is, and how long a full one would be. Of rankings it is how many it stands
    /// above or beside.
    pub fn bar(&self, option: usize) -> (u64, u64) {
        let long = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        match self.has(option) {
            Had::Dots(dots) => {
                let most = self.tally.items.iter().map(|it| it.standing.dots()).max();
                (dots.into(), u64::from(most.unwrap_or(0)).max(1))
            }
            // Hundredths: a bar is drawn in eighths of a cell, and decides nothing.
            Had::Mean(mean) => (mean.map_or(0, |mean| (mean * 100).to_integer()), 500),
            Had::Place(place) => {
                let all = self.choices.len();
                (long((all + 1).saturating_sub(place)), long(all.max(1)))
            }
        }
    }

    /// The best so many, where there is a line; none where it keeps everything.
    pub fn cut(&self) -> Option<Cut> {
        let line = self.line.filter(|line| line.most < self.choices.len())?;
        Some(self.tally.cut(line.most))
    }

    /// The equals that the line goes through, if it goes through any.
    pub fn to_run_off(&self) -> Option<Vec<Id>> {
        let mut tied = self.cut()?.tied;
        tied.sort_unstable();
        let ids = tied.into_iter().map(|option| self.choices[option].id.clone());
        Some(ids.collect::<Vec<Id>>()).filter(|ids| !ids.is_empty())
    }
}

/// The count of the vote at a place; none before it is shown, nor while a run-off is open.
pub fn count(session: &Session, place: &Place) -> Option<Count> {
    if state(session, place)?.is_shown() { result(session, place) } else { None }
}

/// The last count of the vote at a place, also while a run-off is open.
pub fn result(session: &Session, place: &Place) -> Option<Count> {
    let vote = state(session, place)?;
    let kind = kind(session, place);
    let rounds = vote.counted();
    let (first, run_offs) = rounds.split_first()?;
    let choices = choices::named(session, place, &first.on);
    let at = |id: &Id| first.on.iter().position(|on| on == id);
    let run_off = |round: &Round| RunOff {
        among: round.on.iter().filter_map(at).collect(),
        tally: tally(kind, round),
    };
    let tally = run_offs.iter().map(run_off).fold(tally(kind, first), Tally::after);
    let singly = !first.one_voice && first.hands.is_empty();
    let assumed = first.papers().filter(|(from, _)| matches!(from, Some(Giver::Hat(_)))).count();
    Some(Count {
        ballots: singly.then_some(first.ballots.len()),
        assumed,
        before: before(vote, kind, &choices),
        line: line(session, place, vote, &tally),
        talked: vote.talked.clone(),
        choices,
        tally,
    })
}

fn tally(kind: VoteKind, round: &Round) -> Tally {
    if !round.hands.is_empty() {
        let of = |id: &Id| {
            let of_it = round.hands.iter().filter(|(on, _)| on == id);
            of_it.map(|(_, hands)| u32::from(*hands)).sum()
        };
        let totals: Vec<u32> = round.on.iter().map(of).collect();
        return kind.of_totals(&totals);
    }
    let paper = |ballot: &Ballot| round.on.iter().map(|id| ballot.answer(id)).collect();
    let papers: Vec<Paper> = round.papers().map(|(_, ballot)| paper(ballot)).collect();
    let tally = kind.count(round.on.len(), &papers);
    if round.one_voice { tally.of_one_voice() } else { tally }
}

fn before(vote: &Vote, kind: VoteKind, choices: &[Choice]) -> Option<Vec<Option<Had>>> {
    fn find(list: &[(Id, u32)], id: &Id) -> Option<u32> {
        list.iter().find(|(on, _)| on == id).map(|(_, number)| *number)
    }
    let earlier = vote.earlier.last()?;
    let answers = vote.answers.last();
    let had = |choice: &Choice| {
        let number = find(earlier, &choice.id)?;
        Some(match kind {
            VoteKind::Dots | VoteKind::Approval => Had::Dots(number),
            VoteKind::Score => {
                let of = answers.and_then(|answers| find(answers, &choice.id)).unwrap_or(0);
                Had::Mean((of > 0).then(|| Ratio::new(number.into(), of.into())))
            }
            VoteKind::Ranked => Had::Place(usize::try_from(number).unwrap_or(usize::MAX)),
        })
    };
    Some(choices.iter().map(had).collect())
}

/// How many are kept: as the room said; else what goals are made of next; else down to a natural
/// break. None where all would be kept anyway.
fn line(session: &Session, place: &Place, vote: &Vote, tally: &Tally) -> Option<Line> {
    let all = tally.order.len();
    let chosen = vote.keep.map(|most| Line { most: most.into(), why: Why::Chosen });
    let goals = || {
        let most = goals_after(session, place)?;
        Some(Line { most: most.into(), why: Why::Goals })
    };
    let gap = || {
        let gap = tally.natural_break()?;
        Some(Line { most: gap.above, why: Why::Break })
    };
    let proposed = || goals().or_else(gap).filter(|line| line.most < all);
    chosen.map(|line| Line { most: line.most.min(all), ..line }).or_else(proposed)
}

/// How many goals are made next of the ideas that are voted on here.
fn goals_after(session: &Session, place: &Place) -> Option<u8> {
    if choices::over(session, place) != Some(&Over::Ideas) {
        return None;
    }
    let places = session.places();
    let later = places.iter().skip_while(|other| *other != place).skip(1);
    later.filter_map(|place| session.activity(place)).find_map(|activity| match activity.what {
        Do::Goals { most } => Some(most),
        _ => None,
    })
}
