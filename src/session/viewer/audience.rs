//! For whom a paper is: how much of what the room saw others are told.
//!
//! It is taken out of the data, before anything is put into words. What people wrote stays as they
//! wrote it, and may name somebody: [`still_named`] says whom.

use super::Seen;
use crate::session::activities::State;
use crate::session::areas::{Accountable, Answer};
use crate::session::pot::Kind;
use crate::session::{Person, Session};
use crate::text::CleanText;

/// Who reads a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Those who were there: all that the room saw.
    #[default]
    Room,
    /// Colleagues who were not: what came of it and who took it on, but not who said, voted or
    /// wrote what.
    Team,
    /// Anybody: what came of it, with functions instead of people.
    Public,
}

impl Audience {
    /// All of them, from those who are told most.
    pub const ALL: [Audience; 3] = [Audience::Room, Audience::Team, Audience::Public];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Audience::Room => "room",
            Audience::Team => "team",
            Audience::Public => "public",
        }
    }

    /// Who that is, and what they are told.
    pub fn about(self) -> &'static str {
        match self {
            Audience::Room => "those who were there: all that the wall showed",
            Audience::Team => "colleagues who were not: not who said, voted or wrote what",
            Audience::Public => "anybody: the plan, with functions instead of people",
        }
    }

    /// The audience of this name.
    pub fn named(name: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|audience| audience.name() == name)
    }
}

impl Seen {
    /// The same without what this audience is not told.
    pub(in crate::session) fn for_audience(mut self, audience: Audience) -> Seen {
        if audience >= Audience::Team {
            self.forget_who_said_what();
        }
        if audience == Audience::Public {
            self.forget_how_it_came_about();
            self.session.forget_people();
        }
        self
    }

    fn forget_who_said_what(&mut self) {
        for (_, mapped) in &mut self.mapped {
            mapped.forget_people();
        }
        let session = &mut self.session;
        for state in session.steps.iter_mut().flat_map(|step| &mut step.states) {
            state.forget_names();
            match state {
                State::Round(round) => *round = Default::default(),
                State::Network(network) => network.named.clear(),
                _ => {}
            }
        }
        let signed = session.ideas.iter_mut().filter(|idea| idea.is_signed());
        signed.for_each(|idea| idea.forget_every_name());
        let kept = |it: &&mut crate::session::Objection| !it.is_dissent();
        session.objections.iter_mut().filter(kept).for_each(|it| it.from = None);
    }

    fn forget_how_it_came_about(&mut self) {
        self.counts.clear();
        self.assessed.clear();
        self.mapped.clear();
        let session = &mut self.session;
        for step in &mut session.steps {
            step.states = step.script.activities.iter().map(|it| State::of(&it.what)).collect();
        }
        session.goals.iter_mut().for_each(|goal| goal.idea = None);
        session.ideas.clear();
        session.apart.clear();
        session.objections.clear();
        session.promises.clear();
        session.parked.clear();
        session.tables.clear();
        session.agreements.iter_mut().for_each(|agreement| agreement.guards = None);
    }
}

/// Those of these names that stand, as whole words, in what was written.
pub(in crate::session) fn still_named(names: &[CleanText], written: &str) -> Vec<String> {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let stands = |name: &&CleanText| {
        written.match_indices(name.as_str()).any(|(at, found)| {
            let (before, after) = (&written[..at], &written[at + found.len()..]);
            !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
        })
    };
    names.iter().filter(|name| !name.is_empty()).filter(stands).map(CleanText::to_string).collect()
}

impl Session {
    /// Functions instead of people, and nothing of what is between them.
    fn forget_people(&mut self) {
        self.people.iter_mut().for_each(called_by_function);
        let functions: Vec<_> =
            self.people.iter().map(|it| (it.id.clone(), it.name.clone())).collect();
        let once = |ids: &mut Vec<crate::session::Id>| {
            let mut told: Vec<&CleanText> = Vec::new();
            ids.retain(|id| {
                let name = functions.iter().find(|(of, _)| of == id).map(|(_, name)| name);
                let new = name.is_some_and(|name| !told.contains(&name));
                told.extend(name);
                new
            });
        };
        for area in &mut self.areas {
            area.not_me.clear();
            for ids in [&mut area.doing, &mut area.consulted, &mut area.informed] {
                once(ids);
            }
            if let Some(Accountable { answer, may_spend, comes_off, .. }) = &mut area.accountable {
                (*may_spend, *comes_off) = (None, CleanText::default());
                if let Answer::YesIf { condition, .. } = answer {
                    *condition = CleanText::line("one thing is settled");
                }
            }
        }
        for pledge in &mut self.pot.pledges {
            let offer = &mut pledge.offer;
            offer.source = match offer.function.is_empty() {
                true => CleanText::line("the team"),
                false => offer.function.clone(),
            };
            offer.strings = CleanText::default();
            offer.approver = CleanText::default();
            if let Kind::Person(_) = offer.kind {
                offer.kind = Kind::Person(CleanText::line("a colleague"));
            }
        }
    }
}

fn called_by_function(person: &mut Person) {
    person.name = match person.function.is_empty() {
        true => CleanText::line("a colleague"),
        false => person.function.clone(),
    };
    person.function = CleanText::default();
    person.champion = false;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::report::{Report, Wish};
    use crate::testing::reader;

    /// The tour in full, for this audience.
    fn told(audience: Audience) -> (Report, String) {
        let session = crate::store::tour::session().expect("it is built in");
        let wish = Wish { audience, ..Wish::default() };
        let report = Report::wished(&wish, &session, &reader());
        let words = format!("{report:?}");
        (report, words)
    }

    #[test]
    fn the_team_is_not_told_who_said_or_wrote_what() {
        let (_, room) = told(Audience::Room);
        let (team, words) = told(Audience::Team);
        let said = "I post alone at night and guess what Service would say.";
        assert!(room.contains(said) && !words.contains(said), "a round is told");
        let rows = |name: &str| {
            team.tables.iter().find(|table| table.name == name).map(|it| it.rows.len())
        };
        assert_eq!((rows("rounds"), rows("ballots")), (Some(0), Some(0)));
        // What came of it, and who took it on, is for colleagues as well.
        assert!(words.contains("answer in public until eight") && words.contains("Farid"));
    }

    #[test]
    fn the_public_is_told_functions_and_no_name_but_those_that_people_wrote() {
        let (public, words) = told(Audience::Public);
        let session = crate::store::tour::session().expect("it is built in");
        let still: Vec<&str> = public.still_named.iter().map(String::as_str).collect();
        let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let whole = words.replace(&format!("{:?}", public.still_named), "");
        for person in &session.people {
            let stands = whole.match_indices(&*person.name).any(|(at, name)| {
                let before = whole[..at].chars().next_back();
                let after = whole[at + name.len()..].chars().next();
                !is_letter(before) && !is_letter(after)
            });
            assert_eq!(stands, still.contains(&&*person.name), "{}", person.name);
        }
        assert!(still.contains(&"Dirk"), "a decision names him: {still:?}");
        for kept in ["Whoever sees it fail", "Production", "€24,500"] {
            assert!(words.contains(kept), "{kept} is missing");
        }
        for gone in
            ["My drivers will answer", "two posts a week", "by Dirk, on his own", "Selling boxes"]
        {
            assert!(!words.contains(gone), "{gone} is told");
        }
        assert!(public.slips.is_empty() && public.dates.iter().all(|it| it.kind != "promise"));
    }

    #[test]
    fn every_audience_is_told_no_more_than_the_one_before() {
        let sizes = Audience::ALL.map(|audience| {
            let (report, _) = told(audience);
            let rows: usize = report.tables.iter().map(|table| table.rows.len()).sum();
            (report.parts.len(), rows, report.dates.len())
        });
        assert!(sizes[0] >= sizes[1] && sizes[1] >= sizes[2], "{sizes:?}");
        assert_eq!(Audience::ALL.map(|it| Audience::named(it.name())), Audience::ALL.map(Some));
    }

    #[test]
    fn a_name_is_found_as_a_whole_word() {
        let names = ["Ana", "Jo Ann", ""].map(CleanText::line);
        assert_eq!(still_named(&names, "Banana and Anastasia"), Vec::<String>::new());
        assert_eq!(still_named(&names, "(Ana), Jo Anne"), ["Ana"]);
        assert_eq!(still_named(&names, "ask Jo Ann."), ["Jo Ann"]);
    }
}
