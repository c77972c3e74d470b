//! Words found anywhere in a session, as far as somebody may see it. What is sealed is in no
//! session, and what is for the facilitator alone is not searched.

use super::activities::{gather, review};
use super::id::{Id, Kind, Place};
use super::pot::Kind as Pledged;
use super::viewer::Seen;
use crate::text::{CleanText, shorten};
use crate::workshop::Do;
use crate::workshop::activity::{Matter, Over};

/// What can be found, in the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A question of the agenda.
    Step,
    /// An idea.
    Idea,
    /// An option that the script lists.
    Choice,
    /// A goal.
    Goal,
    /// An area.
    Area,
    /// A person.
    Person,
    /// A promise.
    Promise,
    /// A decision.
    Decision,
    /// An objection.
    Objection,
    /// A working agreement.
    Agreement,
    /// A cause of failure that was foreseen.
    Cause,
    /// Something parked.
    Parked,
    /// An ask of the pot.
    Ask,
    /// A pledge to the pot.
    Pledge,
}

/// A name takes so many columns at most where something else is meant.
const NAME: usize = 24;

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub sort: Sort,
    /// Which one; a question has no name of its own.
    pub id: Option<Id>,
    /// What it says.
    pub text: CleanText,
    /// Where it can be seen, when any step of the agenda shows it.
    pub place: Option<Place>,
}

impl Sort {
    /// The word for several of them.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Step => "Questions",
            Sort::Idea => "Ideas",
            Sort::Choice => "Options",
            Sort::Goal => "Goals",
            Sort::Area => "Areas",
            Sort::Person => "People",
            Sort::Promise => "Promises",
            Sort::Decision => "Decisions",
            Sort::Objection => "Objections",
            Sort::Agreement => "Agreements",
            Sort::Cause => "Causes",
            Sort::Parked => "Parked",
            Sort::Ask => "Asks",
            Sort::Pledge => "Pledges",
        }
    }

    /// Whether such things stand on the screen of a step that is for something else.
    fn is_seen_in(self, what: &Do) -> bool {
        match (self, what) {
            (Sort::Area, Do::Care { .. }) => true,
            (Sort::Goal, Do::Review { parts }) => parts.contains(&Matter::Goals),
            (Sort::Promise, Do::Review { parts }) => parts.contains(&Matter::Promises),
            (Sort::Person, Do::Review { parts }) => parts.contains(&Matter::People),
            (Sort::Idea, what) => what.over() == Some(&Over::Ideas),
            (Sort::Goal, what) => what.over() == Some(&Over::Goals),
            (Sort::Area, what) => what.over() == Some(&Over::Areas),
            _ => false,
        }
    }

    /// Whether a step that does this shows such things.
    fn is_shown_by(self, what: &Do) -> bool {
        match self {
            Sort::Idea => matches!(what, Do::Gather {}),
            Sort::Goal => matches!(what, Do::Goals { .. }),
            Sort::Area => matches!(what, Do::Roles { .. }),
            Sort::Person => matches!(what, Do::Team { .. }),
            Sort::Promise => matches!(what, Do::Promise { .. }),
            Sort::Decision | Sort::Objection => matches!(what, Do::Decide {}),
            Sort::Cause => matches!(what, Do::Foresee { .. }),
            Sort::Agreement | Sort::Parked => matches!(what, Do::Close { .. }),
            Sort::Ask | Sort::Pledge => matches!(what, Do::Pot { .. }),
            Sort::Step | Sort::Choice => false,
        }
    }
}

impl Seen {
    /// Everything in which all these words occur, in any case and as parts of others, too.
    /// Nothing without words.
    pub fn find(&self, words: &str) -> Vec<Found> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut search = Search { seen: self, words, found: Vec::new() };
        search.agenda();
        search.ideas();
        search.options();
        search.plan();
        search.record();
        search.pot();
        search.found
    }

    /// The step that is for such things: the present one, or the first.
    pub(super) fn home_of(&self, sort: Sort) -> Option<Place> {
        let is_for = |place: &&Place| {
            self.activity(place).is_some_and(|activity| sort.is_shown_by(&activity.what))
        };
        [&self.at].into_iter().chain(&self.places()).find(is_for).cloned()
    }

    /// The step in which a check-in looks at such things.
    pub(super) fn reviewed_at(&self, sort: Sort) -> Option<Place> {
        let matter = match sort {
            Sort::Goal => Matter::Goals,
            Sort::Promise => Matter::Promises,
            Sort::Ask | Sort::Pledge => Matter::Pot,
            Sort::Area | Sort::Person => Matter::People,
            _ => return None,
        };
        self.places().into_iter().find(|place| review::parts(self, place).contains(&matter))
    }

    /// Where such things are seen: here, or at the first step that is for them.
    fn shows(&self, sort: Sort) -> Option<Place> {
        let here = self.activity(&self.at).is_some_and(|it| sort.is_seen_in(&it.what));
        let shows = |place: &&Place| {
            let activity = self.activity(place);
            activity.is_some_and(|it| sort.is_shown_by(&it.what)) && !gather::is_sealed(self, place)
        };
        let places = self.places();
        let here = here.then_some(&self.at);
        let beside =
            |place: &&Place| self.activity(place).is_some_and(|it| sort.is_seen_in(&it.what));
        let home = || [&self.at].into_iter().chain(&places).find(shows);
        here.or_else(home).or_else(|| places.iter().find(beside)).cloned()
    }
}

/// A search on its way.
struct Search<'a> {
    seen: &'a Seen,
    words: Vec<String>,
    found: Vec<Found>,
}

impl Search<'_> {
    fn agenda(&mut self) {
        for step in &self.seen.steps {
            for (place, activity) in step.places().zip(&step.script.activities) {
                let question = match activity.prompt.as_str() {
                    "" => &step.script.prompt,
                    _ => &activity.prompt,
                };
                let first = CleanText::line(question.lines().next().unwrap_or_default());
                let place = Some(place);
                self.thing(Sort::Step, None, &place, &[&first, &step.script.title, question]);
            }
        }
    }

    /// What the scripts list stands in the step that asks about it.
    fn options(&mut self) {
        for place in self.seen.places() {
            let over = self.seen.activity(&place).and_then(|activity| activity.what.over());
            let Some(Over::These(options)) = over else { continue };
            for (at, option) in (1..).zip(options) {
                let id = Id::new(Kind::Choice, at);
                self.thing(Sort::Choice, Some(&id), &Some(place.clone()), &[option]);
            }
        }
    }

    fn ideas(&mut self) {
        let place = self.seen.shows(Sort::Idea).or_else(|| self.seen.shows(Sort::Goal));
        for idea in &self.seen.ideas {
            let parts = idea.merged.iter().map(|part| &part.text);
            let texts: Vec<&CleanText> =
                [&idea.text, &idea.group].into_iter().chain(parts).collect();
            self.thing(Sort::Idea, Some(&idea.id), &place, &texts);
        }
    }

    fn plan(&mut self) {
        let seen = self.seen;
        let place = seen.shows(Sort::Goal);
        for goal in &seen.goals {
            let shape = &goal.shape;
            let mut texts = vec![&shape.outcome, &shape.harm, &shape.better_off];
            texts.extend(&shape.needs);
            self.thing(Sort::Goal, Some(&goal.id), &place, &texts);
        }
        let place = seen.shows(Sort::Area);
        for area in &seen.areas {
            self.thing(
                Sort::Area,
                Some(&area.id),
                &place,
                &[&area.name, &area.done, &area.replaces],
            );
        }
        let place = seen.shows(Sort::Person);
        for person in &seen.people {
            self.thing(Sort::Person, Some(&person.id), &place, &[&person.name, &person.function]);
        }
        let place = seen.shows(Sort::Promise);
        for promise in &seen.promises {
            let vow = &promise.vow;
            let said = CleanText::line(&format!("{}: {}", seen.name_of(&promise.who), vow.will));
            let texts = [&said, &vow.when, &vow.first_step, &vow.comes_off];
            self.thing(Sort::Promise, Some(&promise.id), &place, &texts);
        }
    }

    fn record(&mut self) {
        let seen = self.seen;
        let there = |place: &Place| seen.state(place).map(|_| place.clone());
        for decision in &seen.decisions {
            let texts = [&decision.what, &decision.rule, &decision.reopen];
            self.thing(Sort::Decision, Some(&decision.id), &there(&decision.place), &texts);
        }
        for objection in &seen.objections {
            let place = there(&objection.place);
            self.thing(Sort::Objection, Some(&objection.id), &place, &[&objection.text]);
        }
        let place = seen.shows(Sort::Agreement);
        for agreement in &seen.agreements {
            self.thing(Sort::Agreement, Some(&agreement.id), &place, &[&agreement.text]);
        }
        for (place, state) in seen.steps.iter().flat_map(|step| step.places().zip(&step.states)) {
            for cause in state.causes() {
                self.thing(Sort::Cause, Some(&cause.id), &Some(place.clone()), &[&cause.text]);
            }
        }
        let place = seen.shows(Sort::Parked);
        for parked in &seen.parked {
            self.thing(Sort::Parked, Some(&parked.id), &place, &[&parked.text]);
        }
    }

    fn pot(&mut self) {
        let place = self.seen.shows(Sort::Ask);
        for ask in &self.seen.pot.asks {
            self.thing(Sort::Ask, Some(&ask.id), &place, &[&ask.need.title, &ask.need.category]);
        }
        for pledge in &self.seen.pot.pledges {
            let offer = &pledge.offer;
            let mut texts = vec![&offer.source, &offer.function, &offer.strings];
            if let Pledged::Tool(name) | Pledged::Person(name) = &offer.kind {
                texts.push(name);
            }
            self.thing(Sort::Pledge, Some(&pledge.id), &place, &texts);
        }
    }

    /// A thing is found when each word is in one of its texts; the first of them names it, and
    /// the one that is meant stands behind the name.
    fn thing(&mut self, sort: Sort, id: Option<&Id>, place: &Option<Place>, texts: &[&CleanText]) {
        let lower: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
        let holds = |text: &String, word: &String| text.contains(word.as_str());
        if !self.words.iter().all(|word| lower.iter().any(|text| holds(text, word))) {
            return;
        }
        let meant = lower.iter().position(|text| self.words.iter().any(|word| holds(text, word)));
        let text = match meant {
            None | Some(0) => texts[0].clone(),
            Some(other) => {
                let name = shorten(texts[0], NAME);
                CleanText::line(&format!("{name} ({})", texts[other]))
            }
        };
        self.found.push(Found { sort, id: id.cloned(), text, place: place.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::people::Change as People;
    use crate::session::{Change, Content, Giver, Viewer, decisions, goals, ideas};
    use crate::testing::{activity, at, person, place, room_with, submit, text};
    use crate::workshop::Policy;

    fn room() -> Room {
        room_with(vec![
            activity(Do::Team { functions: Vec::new() }, Policy::Open),
            activity(Do::Gather {}, Policy::Hidden),
            activity(Do::Goals { most: 3 }, Policy::Open),
            activity(Do::Roles { load: 2 }, Policy::Open),
            activity(Do::Close { next: 30 }, Policy::Open),
        ])
    }

    fn found(room: &Room, words: &str) -> Vec<(Sort, String)> {
        let found = room.session().seen_by(Viewer::Room).find(words);
        found.into_iter().map(|found| (found.sort, found.text.to_string())).collect()
    }

    fn give(room: &mut Room, idea: &str) {
        let content = Content::Ideas(vec![text(idea)]);
        room.give(at(5), &place("gather"), &Giver::Person(person(1)), content).expect("given");
    }

    #[test]
    fn words_are_found_in_every_kind_of_thing_and_lead_to_where_it_is_seen() {
        let mut room = room();
        give(&mut room, "Answer CRISIS calls first");
        room.reveal(at(6), &place("gather")).expect("shown");
        let shape =
            goals::Shape { outcome: text("Every crisis is answered"), ..Default::default() };
        submit(&mut room, Change::Goals(goals::Change::Add(shape, None))).expect("a goal");
        let park = decisions::Change::Park(text("Who pays in a crisis?"));
        submit(&mut room, Change::Decisions(park)).expect("parked");
        let seen = room.session().seen_by(Viewer::Room);
        let places: Vec<(Sort, Option<Place>)> =
            seen.find("cris").into_iter().map(|found| (found.sort, found.place)).collect();
        assert_eq!(
            places,
            [
                (Sort::Idea, Some(place("gather"))),
                (Sort::Goal, Some(place("goals"))),
                (Sort::Area, Some(place("roles"))),
                (Sort::Parked, Some(place("close"))),
            ]
        );
        assert_eq!(found(&room, "crisis pays"), [(Sort::Parked, "Who pays in a crisis?".into())]);
        assert_eq!(found(&room, "Service"), [(Sort::Person, "Ana (Service)".into())]);
        assert_eq!(found(&room, " "), []);
    }

    #[test]
    fn what_is_sealed_or_for_the_facilitator_alone_is_not_found() {
        let mut room = room();
        give(&mut room, "a marked xyzzy");
        let mut secret = room.session().people[0].profile();
        secret.note = text("xyzzy");
        submit(&mut room, Change::People(People::Edit(person(1), secret))).expect("a note");
        for viewer in [Viewer::Room, Viewer::Facilitator] {
            assert_eq!(room.session().seen_by(viewer).find("xyzzy"), []);
        }
        assert_eq!(room.session().seen_by(Viewer::Facilitator).find("Say little"), [], "notes");
    }

    #[test]
    fn an_idea_is_found_by_what_was_merged_into_it_and_without_its_giver() {
        let mut room = room();
        give(&mut room, "Plant bees");
        give(&mut room, "Keep hives");
        room.reveal(at(6), &place("gather")).expect("shown");
        let ids: Vec<Id> = room.session().ideas.iter().map(|idea| idea.id.clone()).collect();
        submit(&mut room, Change::Ideas(ideas::Change::Merge(ids, text("Pollinate"))))
            .expect("one");
        assert_eq!(found(&room, "hives"), [(Sort::Idea, "Pollinate (Keep hives)".into())]);
        let ana: Vec<Sort> = found(&room, "Ana").into_iter().map(|(sort, _)| sort).collect();
        assert_eq!(ana, [Sort::Person]);
    }
}
