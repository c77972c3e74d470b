//! Cards: the question that is asked of a function, and the lens that is dealt to a person, so that
//! ideas do not all come from one corner.

use super::{Id, Place, Session, shuffle};
use crate::workshop::Lens;

/// What a function is asked, by the words that its name may hold.
const QUESTIONS: &[(&[&str], &str)] = &[
    (
        &["service", "support", "care", "helpdesk"],
        "What are we asked again and again, and who could end that for good?",
    ),
    (
        &["marketing", "brand", "communication", "communications", "relations", "pr", "press"],
        "What would we say differently if we had to answer every reply to it?",
    ),
    (
        &["product", "development", "engineering", "design", "research", "innovation"],
        "What would we build first if those it is for sat at this table?",
    ),
    (
        &["hr", "people", "personnel", "human", "training", "learning"],
        "Who could do this well and has never been asked?",
    ),
    (
        &["it", "data", "security", "systems", "digital"],
        "What has to be true so that we can say yes without fear?",
    ),
    (
        &["legal", "compliance", "risk", "privacy", "audit"],
        "Which risk could we look after, instead of forbidding it?",
    ),
    (
        &["finance", "controlling", "accounting", "purchasing", "procurement"],
        "What do we pay for twice today, in two departments?",
    ),
    (
        &["sales", "account", "accounts", "partners", "retail"],
        "What did somebody tell us last week that nobody here has heard?",
    ),
    (
        &["logistics", "operations", "production", "supply", "manufacturing", "warehouse"],
        "Where does work wait for somebody, and for whom?",
    ),
    (
        &["quality", "safety", "maintenance", "facilities"],
        "What goes wrong first when nobody looks after it?",
    ),
    (
        &["management", "board", "executive", "strategy", "leadership"],
        "Which decision could we leave to this team from today on?",
    ),
];

/// Where a function's name says nothing to us.
const ANY: &str = "What do we see that nobody else in this room can see?";

/// The question of the first row of which a word stands in the function's name.
pub fn question(function: &str) -> &'static str {
    let function = function.to_lowercase();
    let words: Vec<&str> = function.split(|letter: char| !letter.is_alphanumeric()).collect();
    let asked = QUESTIONS.iter().find(|(known, _)| known.iter().any(|word| words.contains(word)));
    asked.map_or(ANY, |(_, question)| question)
}

impl Session {
    /// The lens that is dealt to somebody at a place: one each, in an order of their own every
    /// time, and round again when there are more people than lenses.
    pub fn lens_of(&self, place: &Place, person: &Id) -> Option<&Lens> {
        let seat = self.people.iter().position(|other| &other.id == person)?;
        let mut order: Vec<usize> = (0..self.lenses.len()).collect();
        shuffle::shuffle(&mut order, self.seed, &format!("lenses {place}"));
        let dealt = order.get(seat.checked_rem(order.len())?)?;
        self.lenses.get(*dealt)
    }

    /// How many ideas were seen through each lens.
    pub fn ideas_by_lens(&self) -> impl Iterator<Item = (&Lens, usize)> {
        let through = |lens: &Lens| self.ideas.iter().filter(|idea| idea.lens == lens.name).count();
        self.lenses.iter().map(move |lens| (lens, through(lens)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::room::Room;
    use crate::session::activities::gather::{cards_of, covered};
    use crate::session::ideas::Change;
    use crate::session::{Change as Any, Kind};
    use crate::testing::{activity, person, place, room_with_lenses, submit, text};
    use crate::workshop::{Do, Policy};

    fn room(lenses: &[&str]) -> Room {
        room_with_lenses(vec![activity(Do::Gather {}, Policy::Open)], lenses)
    }

    fn dealt(room: &Room) -> Vec<String> {
        let lens = |number| room.session().lens_of(&place("gather"), &person(number));
        (1..=4).filter_map(|number| Some(lens(number)?.name.to_string())).collect()
    }

    #[test]
    fn each_person_is_dealt_another_lens_until_they_go_round() {
        let all = dealt(&room(&["Partners", "Suppliers", "Fans", "Staff"]));
        let mut sorted = all.clone();
        sorted.sort();
        assert_eq!(sorted, ["Fans", "Partners", "Staff", "Suppliers"]);
        assert_ne!(all, ["Partners", "Suppliers", "Fans", "Staff"], "not always in that order");
        let two = dealt(&room(&["Partners", "Suppliers"]));
        assert_eq!((&two[0], &two[1]), (&two[2], &two[3]));
        assert_ne!(two[0], two[1]);
        assert_eq!(dealt(&room(&[])), [""; 0]);
    }

    #[test]
    fn whoever_writes_is_asked_for_their_function_and_through_their_lens() {
        let room = room(&["Partners"]);
        let cards = cards_of(room.session(), &place("gather"), &person(1));
        assert!(cards[0].starts_with("Service: What are we asked again"), "{cards:?}");
        assert_eq!(cards[1], "Partners: Who reaches further than we do?");
    }

    #[test]
    fn what_nobody_looked_at_is_said_once_the_room_says_what_came_through_which_lens() {
        let mut room = room(&["Partners", "Suppliers", "Fans"]);
        let add = Change::Add(["Bees", "Trees"].map(text).into());
        let seq = submit(&mut room, Any::Ideas(add)).expect("added");
        assert_eq!(covered(room.session()), None);
        let ids: Vec<Id> = (0..2).map(|at| Id::nth(Kind::Idea, seq, at)).collect();
        let through = |lens: &str| Any::Ideas(Change::Through(ids.clone(), text(lens)));
        submit(&mut room, through("partners")).expect("one of the lenses, whatever the case");
        let said = covered(room.session()).expect("two ideas came through one");
        assert_eq!(said, "Seen through Partners 2. Nothing yet through Suppliers and Fans.");
        assert!(submit(&mut room, through("Moon")).is_err());
        submit(&mut room, through("")).expect("taken away");
        assert_eq!(covered(room.session()), None);
    }

    #[test]
    fn a_function_is_known_by_whole_words_and_otherwise_asked_what_anyone_can_be() {
        assert!(question("Customer service").contains("again and again"));
        assert!(question("IT & Security").contains("say yes"));
        assert_eq!(question("Recruiting"), ANY, "“it” within a word is no IT");
        assert_eq!(question("Einkauf"), ANY);
        assert_eq!(question(""), ANY);
    }
}
