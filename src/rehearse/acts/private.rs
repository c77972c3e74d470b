//! What is written and marked privately.

use super::{Acting, lines};
use crate::session::activities::foresee::Safeguard;
use crate::session::activities::{self as all, assess, care, foresee, matrix, network, pot, vote};
use crate::session::decisions::Guard;
use crate::session::ideas::Change as Ideas;
use crate::session::private::{Asked, Marking, Thing};
use crate::session::{Ballot, Change, Content, Giver, Id, Outcome, Place};
use crate::text::CleanText;
use crate::workshop::Do;

impl Acting {
    /// Everybody writes two or three ideas; all are shown, and each is read out.
    pub(super) fn gather(&mut self, place: &Place) -> Outcome {
        let before = self.session().ideas.len();
        self.takes(self.slowest(120));
        self.write(place, |acting| {
            let (whom, what) = (acting.one_of(&lines::WHOM), acting.one_of(&lines::DIFFERENT));
            format!("{whom} {what}")
        })?;
        let new: Vec<Id> = self.session().ideas[before..].iter().map(|it| it.id.clone()).collect();
        for id in new {
            self.takes(5);
            self.does(Change::Ideas(Ideas::Read(id, true)))?;
        }
        self.merge_doubles()
    }

    /// Those that say the very same become one.
    fn merge_doubles(&mut self) -> Outcome {
        let ideas = &self.session().ideas;
        let mut doubles: Vec<Vec<Id>> = Vec::new();
        for (at, idea) in ideas.iter().enumerate() {
            let seen_before = ideas[..at].iter().any(|other| other.text == idea.text);
            let same = ideas[at..].iter().filter(|other| other.text == idea.text);
            let same: Vec<Id> = same.map(|it| it.id.clone()).collect();
            if !seen_before && same.len() > 1 {
                doubles.push(same);
            }
        }
        for same in doubles {
            let words = self.session().idea(&same[0]).map(|idea| idea.text.clone());
            let words = words.unwrap_or_default();
            // Where the room has voted on one of them they stay two.
            let merged = self.does(Change::Ideas(Ideas::Merge(same, words)));
            self.takes(if merged.is_ok() { 5 } else { 0 });
        }
        Ok(())
    }

    /// Lines of everybody, sealed where the step says so.
    fn write(&mut self, place: &Place, line: impl Fn(&mut Acting) -> String) -> Outcome {
        let sealed = all::gather::is_sealed(self.session(), place);
        let failed = matches!(self.what(place), Some(Do::Foresee { .. }));
        for (id, _) in self.present() {
            let many = 1 + self.any(3);
            let texts: Vec<CleanText> = (0..many).map(|_| CleanText::line(&line(self))).collect();
            if sealed {
                let now = self.now;
                self.room.give(now, place, &Giver::Person(id), Content::Ideas(texts))?;
            } else if failed {
                self.here(all::Change::Foresee(foresee::Change::Add(texts)))?;
            } else {
                self.does(Change::Ideas(Ideas::Add(texts)))?;
            }
        }
        self.takes(self.typed(6));
        if sealed {
            self.room.reveal(self.now, place)?;
        }
        Ok(())
    }

    /// Everybody marks a ballot, and what was divided most is talked about.
    pub(super) fn vote(&mut self, place: &Place) -> Outcome {
        if all::vote::on_the_ballot(self.session(), place).len() < 2 {
            return Ok(());
        }
        self.ballots(place, 25, all::Change::Vote(vote::Change::Close))?;
        self.takes(60);
        Ok(())
    }

    /// Everybody says where we are, and the room agrees on what comes next.
    pub(super) fn assess(&mut self, place: &Place) -> Outcome {
        self.ballots(place, 20, all::Change::Assess(assess::Change::Close))?;
        self.takes(120);
        let (_, phases) = assess::asked(self.session(), place);
        if phases.is_empty() {
            return Ok(());
        }
        let next = u8::try_from(2.min(phases.len())).unwrap_or(1);
        self.here(all::Change::Assess(assess::Change::Next(Some(next))))
    }

    /// Everybody says where each option stands, and the room goes on with the first three.
    pub(super) fn matrix(&mut self, place: &Place) -> Outcome {
        self.ballots(place, 25, all::Change::Matrix(matrix::Change::Close))?;
        self.takes(90);
        let first = all::things(self.session(), place).into_iter().map(|(id, _)| id).take(3);
        let taken = first.collect();
        self.here(all::Change::Matrix(matrix::Change::Take(taken)))
    }

    /// Everybody says whom they ask.
    pub(super) fn network(&mut self, place: &Place) -> Outcome {
        self.ballots(place, 40, all::Change::Network(network::Change::Close))?;
        self.takes(120);
        Ok(())
    }

    /// Everybody says what they care for; it is shown where names are given.
    pub(super) fn care(&mut self, place: &Place) -> Outcome {
        self.takes(60);
        self.sheets(place, 20)?;
        if self.session().policy(place).is_open() {
            self.here(all::Change::Care(care::Change::Close))?;
        }
        Ok(())
    }

    /// What `care` sealed is shown.
    pub(super) fn show_who_cares(&mut self) -> Outcome {
        let sealed = self.session().places().into_iter().filter(|place| {
            let given = self.session().state(place).and_then(all::State::given);
            let waits = given.is_some_and(|given| given.count() > 0 && !given.revealed);
            waits && matches!(self.what(place), Some(Do::Care { .. }))
        });
        for place in sealed.collect::<Vec<_>>() {
            self.room.reveal(self.now, &place)?;
            self.takes(30);
        }
        Ok(())
    }

    /// Points for each ask, and the count by the rule that was read aloud.
    pub(super) fn points(&mut self, place: &Place) -> Outcome {
        self.ballots(place, 30, all::Change::Pot(pot::Change::Close))
    }

    /// Causes of failure, the worst of them, and a safeguard against each.
    pub(super) fn foresee(&mut self, place: &Place, top: usize) -> Outcome {
        self.takes(self.slowest(75));
        self.write(place, |acting| acting.one_of(&lines::CAUSES).to_owned())?;
        let causes: Vec<Id> =
            self.session().written_at(place).iter().map(|cause| cause.id.clone()).collect();
        self.takes(5 * i64::try_from(causes.len()).unwrap_or(0));
        for cause in causes.into_iter().take(top) {
            self.here(all::Change::Foresee(foresee::Change::Choose(cause.clone(), true)))?;
            self.takes(45);
            let sign = CleanText::line(self.one_of(&lines::SIGNS));
            let agreed = |text: &str| self.session().agreements.iter().any(|it| it.text == text);
            let text = lines::SAFEGUARDS.into_iter().find(|text| !agreed(text));
            let Some(text) = text.map(CleanText::line) else { break };
            let present = self.present();
            let who = Some(present[self.any(present.len())].0.clone());
            let safeguard = Safeguard { against: Guard { cause, sign, who }, text };
            self.here(all::Change::Foresee(foresee::Change::Guard(safeguard)))?;
        }
        Ok(())
    }

    /// Ballots of everybody, and then the count.
    fn ballots(&mut self, place: &Place, seconds: i64, closes: all::Change) -> Outcome {
        self.sheets(place, seconds)?;
        match self.session().policy(place).is_open() {
            true => self.here(closes),
            false => self.room.reveal(self.now, place).map(drop),
        }
    }

    /// A ballot of everybody who is asked.
    fn sheets(&mut self, place: &Place, seconds: i64) -> Outcome {
        let Some(asked) = Asked::at(self.session(), place) else { return Ok(()) };
        self.takes(self.slowest(seconds + 3 * i64::try_from(asked.things.len()).unwrap_or(0)));
        for awaited in &asked.givers {
            let giver = awaited.giver.clone();
            // Nobody asks themselves.
            let others = asked.things.iter().filter(|thing| Some(&thing.id) != giver.id());
            let ballot = self.ballot(asked.marking, &others.cloned().collect::<Vec<_>>());
            match (asked.policy.is_open(), asked.cast) {
                (true, Some(cast)) => self.here(cast(giver, ballot))?,
                _ => {
                    let content = Content::Ballot(ballot);
                    self.room.give(self.now, place, &giver, content).map(drop)?;
                }
            }
        }
        self.takes(self.typed(12));
        Ok(())
    }

    /// A ballot as somebody might mark it.
    fn ballot(&mut self, marking: Marking, things: &[Thing]) -> Ballot {
        let ids: Vec<Id> = things.iter().map(|thing| thing.id.clone()).collect();
        let some = |acting: &mut Acting, most: u8| acting.any(usize::from(most) + 1) as u8;
        match marking {
            Marking::Dots { all, cap } => {
                let mut dots = vec![0_u8; ids.len()];
                let room = ids.len().saturating_mul(cap.into());
                for _ in 0..usize::from(all).min(room) {
                    let mut at = self.any(ids.len());
                    while dots[at] >= cap {
                        at = (at + 1) % ids.len();
                    }
                    dots[at] += 1;
                }
                Ballot::of(ids.into_iter().zip(dots))
            }
            Marking::Approvals { all } => {
                let mut left = all.map_or(ids.len(), usize::from);
                let mut marks = Vec::new();
                for id in ids {
                    let marked = left > 0 && self.chance(40);
                    left -= usize::from(marked);
                    marks.push((id, u8::from(marked)));
                }
                Ballot::of(marks)
            }
            Marking::Points { most } => {
                Ballot::of(ids.into_iter().map(|id| (id, some(self, most))))
            }
            Marking::Scores { most } => {
                Ballot::of_answers(ids.into_iter().map(|id| (id, some(self, most))))
            }
            Marking::Ranks => {
                Ballot::of((1..).zip(ids).map(|(at, id)| (id, at)).take(usize::from(u8::MAX)))
            }
            Marking::Pairs { least, most } => {
                let answer = |acting: &mut Acting| least + some(acting, most - least);
                let pair = |id| (id, [answer(self), answer(self)]);
                Ballot::of_pairs(ids.into_iter().map(pair))
            }
            Marking::Names { most, .. } => {
                let many = 1 + self.any(most.into());
                let names = (0..many.min(ids.len())).map(|_| ids[self.any(ids.len())].clone());
                Ballot::of_names(names.collect::<Vec<_>>(), [])
            }
            Marking::Levels { .. } => {
                Ballot::of_answers(ids.into_iter().map(|id| (id, some(self, 2))))
            }
        }
    }
}
