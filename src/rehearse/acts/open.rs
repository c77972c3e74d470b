//! What is done for all to see.

use super::{Acting, lines};
use crate::methods::funding::Rule;
use crate::money::Money;
use crate::session::activities::decide::{self, rule_in_words};
use crate::session::activities::pot::{Change as Count, Part, Taken, counted};
use crate::session::activities::promise::Change as Reading;
use crate::session::activities::{self as all, r#break, review, round};
use crate::session::areas::{Answer, Change as Areas, NotMe};
use crate::session::decisions::{Change as Note, Fate, ParkedFate};
use crate::session::goals::{Change as Goals, Shape};
use crate::session::pot::{Change as Pot, Firmness, Kind as Pledged, Need, Offer};
use crate::session::promises::{Change as Promises, Vow};
use crate::session::{Change, Id, Kind, Outcome, Place};
use crate::text::CleanText;
use crate::workshop::Matter;
use std::collections::BTreeSet;

fn text(words: &str) -> CleanText {
    CleanText::line(words)
}

impl Acting {
    pub(super) fn welcome(&mut self) -> Outcome {
        self.takes(60);
        Ok(())
    }

    /// Names are read out, and somebody asks what is not for today.
    pub(super) fn team(&mut self) -> Outcome {
        let people = i64::try_from(self.people.len()).unwrap_or(0);
        self.takes(10 + 4 * people);
        let parked = text(self.one_of(&lines::PARKED));
        self.does(Change::Decisions(Note::Park(parked))).map(drop)
    }

    /// Everybody speaks in turn, or passes.
    pub(super) fn round(&mut self) -> Outcome {
        self.here(all::Change::Round(round::Change::Next))?;
        while let Some(who) = self.speaker() {
            let at = self.session().people.iter().position(|person| person.id == who);
            let voice = at.map_or(10, |at| self.people[at].voice);
            let change = if self.chance(8) {
                round::Change::Pass(who)
            } else {
                self.takes(voice);
                let said = text(self.one_of(&lines::SAID));
                self.here(all::Change::Round(round::Change::Said(who, said)))?;
                round::Change::Next
            };
            self.here(all::Change::Round(change))?;
        }
        Ok(())
    }

    fn speaker(&self) -> Option<Id> {
        match self.session().state(&self.session().at) {
            Some(all::State::Round(round)) => round.now.clone(),
            _ => None,
        }
    }

    /// The first ideas become goals, each with a number, a date and who notices harm.
    pub(super) fn goals(&mut self, most: usize) -> Outcome {
        let ideas: Vec<(Id, CleanText)> =
            self.session().ideas.iter().map(|idea| (idea.id.clone(), idea.text.clone())).collect();
        let many = 1 + self.any(most.min(ideas.len().max(1)));
        let functions: BTreeSet<CleanText> =
            self.session().present().map(|person| person.function.clone()).collect();
        let needs: Vec<CleanText> = functions.into_iter().take(3).collect();
        for (idea, outcome) in ideas.into_iter().take(many) {
            self.takes(210);
            let from = 20 + self.any(60);
            let shape = Shape {
                outcome,
                from: text(&from.to_string()),
                to: text(&(from / 4).to_string()),
                unit: text("hours"),
                by: Some(self.day(180)),
                harm: text("Answers get shorter; whoever reads them sees it"),
                needs: needs.clone(),
                better_off: text("customers"),
                ..Shape::default()
            };
            self.does(Change::Goals(Goals::Add(shape, Some(idea))))?;
        }
        Ok(())
    }

    /// Area by area somebody is asked, until one says yes or nobody is left to ask.
    pub(super) fn roles(&mut self) -> Outcome {
        self.show_who_cares()?;
        if self.session().areas.is_empty() {
            let names = ["Asking those it is for", "Making it", "Telling everyone"].map(text);
            self.does(Change::Areas(Areas::Add(names.into())))?;
        }
        let goal = self.session().goals.first().map(|goal| goal.id.clone());
        let areas: Vec<Id> = self.session().areas.iter().map(|area| area.id.clone()).collect();
        for area in areas {
            self.takes(20);
            if let Some(goal) = &goal {
                let serves = vec![goal.clone()];
                self.does(Change::Areas(Areas::Serves(area.clone(), serves)))?;
            }
            self.somebody_answers_for(&area)?;
        }
        Ok(())
    }

    fn somebody_answers_for(&mut self, area: &Id) -> Outcome {
        let mut people = self.present();
        for asked in 0..people.len().min(4) {
            self.takes(15);
            let at = self.any(people.len());
            let (who, character) = people.swap_remove(at);
            let second_yes = self.session().asks_second_yes(area, &who).is_some();
            let willing = if second_yes { character.willing / 4 } else { character.willing };
            if !self.chance(willing) {
                let not_me = NotMe { who, advises: asked == 0 };
                self.does(Change::Areas(Areas::NotMe(area.clone(), not_me)))?;
                continue;
            }
            let answer = match self.chance(20) {
                true => Answer::YesIf {
                    condition: text("I get half a day a week for it"),
                    by: self.day(14),
                },
                false => Answer::Yes,
            };
            let area = area.clone();
            return self
                .does(Change::Areas(Areas::Answer { area, who, answer, second_yes }))
                .map(drop);
        }
        let until = Some(self.day(21));
        self.does(Change::Areas(Areas::LeaveOpen(area.clone(), until))).map(drop)
    }

    /// Each function puts something in, areas ask, and the pot is shared by points.
    pub(super) fn pot(&mut self, place: &Place) -> Outcome {
        self.pledges()?;
        self.here(all::Change::Pot(Count::Part(Part::Asks)))?;
        self.asks()?;
        if self.session().pot.asks.is_empty() || self.session().pot.purse().money().is_zero() {
            return Ok(());
        }
        self.here(all::Change::Pot(Count::Part(Part::Points)))?;
        self.takes(60);
        self.here(all::Change::Pot(Count::Rule(Rule::EqualShares)))?;
        self.points(place)?;
        self.here(all::Change::Pot(Count::Part(Part::Grants)))?;
        if let Some(count) = counted(self.session(), place) {
            let taken = Taken { rule: count.rule, count };
            self.here(all::Change::Pot(Count::Take(Box::new(taken))))?;
        }
        let keeper = self.present().first().map(|(who, _)| who.clone());
        self.takes(30);
        self.does(Change::Pot(Pot::Reserve(keeper))).map(drop)
    }

    fn pledges(&mut self) -> Outcome {
        let functions: BTreeSet<CleanText> =
            self.session().present().map(|person| person.function.clone()).collect();
        for function in functions {
            self.takes(12);
            let kind = match self.any(4) {
                0 => Pledged::Hours(2 + self.any(30) as u32),
                1 => Pledged::Tool(text("seats that we have already")),
                _ => Pledged::Money(Money(50_000 * (1 + self.any(20) as i64))),
            };
            let firmness = match self.any(5) {
                0 => Firmness::Hope,
                1 | 2 => Firmness::Likely,
                _ => Firmness::Firm,
            };
            let offer =
                Offer { function: function.clone(), firmness, ..Offer::firm(function, kind) };
            let seq = self.does(Change::Pot(Pot::Pledge(vec![offer])))?;
            self.does(Change::Pot(Pot::Read(Id::nth(Kind::Pledge, seq, 0), true)))?;
        }
        Ok(())
    }

    fn asks(&mut self) -> Outcome {
        let areas: Vec<Id> = self.session().areas.iter().map(|area| area.id.clone()).collect();
        for (area, (title, euros)) in areas.into_iter().zip(lines::ASKS) {
            self.takes(12);
            let minimum = Money(euros * 50);
            let (target, stretch) = (Money(euros * 100), Money(euros * 130));
            let need = Need { title: text(title), minimum, target, stretch, ..Need::default() };
            self.does(Change::Pot(Pot::Ask(vec![(area, need)])))?;
        }
        Ok(())
    }

    /// Hands are counted; whoever is hard to please is heard, and what they say is met or stands.
    pub(super) fn decide(&mut self, place: &Place) -> Outcome {
        self.takes(75);
        let mut hands = [0_u16; 6];
        let mut low = None;
        for (who, character) in self.present() {
            let critical = self.chance(character.critical / 2);
            let fingers = if critical { 2 } else { 3 + self.any(3) };
            hands[fingers] += 1;
            low = low.or(critical.then_some(who));
        }
        self.here(all::Change::Decide(decide::Change::Tally(hands)))?;
        if let Some(who) = low {
            self.takes(60);
            let words = text(self.one_of(&lines::OBJECTIONS));
            let seq =
                self.does(Change::Decisions(Note::Object { text: words, from: Some(who) }))?;
            let fate = match self.chance(60) {
                true => Fate::Met(text("The date moves by two weeks.")),
                false => Fate::Dissent,
            };
            self.does(Change::Decisions(Note::Settle(Id::new(Kind::Objection, seq), fate)))?;
        }
        let decision = Note::Decide {
            what: text("We do it as it stands on this page."),
            rule: text(&rule_in_words(self.session(), place)),
            tally: decide::counts(self.session(), place).and_then(|it| it.tally),
            review: Some(self.day(90)),
            reopen: text("a goal moves away from us two months in a row"),
        };
        self.does(Change::Decisions(decision)).map(drop)
    }

    /// Everybody writes a promise, and all are read out.
    pub(super) fn promise(&mut self) -> Outcome {
        self.takes(self.slowest(90));
        let people = self.present();
        for (at, (who, _)) in people.iter().enumerate() {
            let checks = people.get((at + 1) % people.len()).map(|(other, _)| other.clone());
            let draft = Vow::draft(self.session(), who, self.today);
            let will = match draft.will.is_empty() {
                true => text("write down how it is today, and show it around"),
                false => draft.will.clone(),
            };
            let vow = Vow {
                when: text("I am back at my desk"),
                will,
                by: self.day(21),
                first_step: text(self.one_of(&lines::FIRST)),
                first_by: Some(self.day(5)),
                checks: checks.filter(|other| other != who),
                place: 1 + self.any(5) as u8,
                ..draft
            };
            let make = Promises::Make { who: who.clone(), vow, second_yes: false };
            self.does(Change::Promises(make))?;
        }
        let Some(first) = self.session().promises_in_turn().first().map(|it| it.id.clone()) else {
            return Ok(());
        };
        self.here(all::Change::Promise(Reading::Aloud(first)))?;
        while self.session().read_aloud(&self.session().at).is_some() {
            self.takes(12);
            self.here(all::Change::Promise(Reading::Heard))?;
        }
        Ok(())
    }

    /// Part by part; without a session before it there is little to look back on but the thanks.
    pub(super) fn review(&mut self, parts: &[Matter]) -> Outcome {
        for part in parts {
            self.here(all::Change::Review(review::Change::Part(*part)))?;
            self.takes(60);
        }
        let people = self.present();
        let (who, _) = people[self.any(people.len())].clone();
        let words = text("answered for us on a Saturday");
        self.here(all::Change::Review(review::Change::Thank { who, words }))
    }

    /// Each parked item gets a name and a date, or is dropped; then the next date.
    pub(super) fn close(&mut self) -> Outcome {
        let waiting = self.session().parked.iter();
        let waiting = waiting.filter(|item| item.fate == ParkedFate::Waiting);
        let waiting: Vec<Id> = waiting.map(|item| item.id.clone()).collect();
        for item in waiting {
            self.takes(20);
            let people = self.present();
            let (who, _) = people[self.any(people.len())].clone();
            let fate = match self.chance(60) {
                true => ParkedFate::Taken { who, by: self.day(30) },
                false => ParkedFate::Dropped,
            };
            self.does(Change::Decisions(Note::Unpark(item, fate)))?;
        }
        self.takes(30);
        let days = decide::days_until_next(self.session());
        let date = Some(self.day(days.into()));
        self.does(Change::NextDate(date)).map(drop)
    }

    /// They come back a little late.
    pub(super) fn pause(&mut self, place: &Place) -> Outcome {
        let until = self.session().break_proposed(place, self.now);
        self.here(all::Change::Break(r#break::Change::Until(until)))?;
        self.now = until;
        let late = 10 + self.any(60) as i64;
        self.takes(late);
        Ok(())
    }
}
