//! A card for each function in the room: one question that only they can answer, and room for what
//! they can put in.

use super::{Cut, Paper, Part, Sheet, Who};
use crate::session::block::Block;
use crate::session::viewer::Seen;
use crate::text::CleanText;
use crate::workshop::Do;

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

/// A card for each function of those who are here; none where nobody said one.
pub(super) fn paper(seen: &Seen) -> Option<Paper> {
    let here = |function: &&CleanText| seen.present().any(|it| it.function == **function);
    let pot = seen.steps.iter().flat_map(|step| &step.script.activities);
    let pot = pot.clone().any(|activity| matches!(activity.what, Do::Pot { .. }));
    let sheets: Vec<Sheet> =
        seen.functions().into_iter().filter(here).map(|it| card(seen, it, pot)).collect();
    (!sheets.is_empty()).then(|| Paper {
        name: "functions".into(),
        title: "Function cards".into(),
        about: "Cut apart; one for each function, in front of whoever speaks for it.".into(),
        cut: Cut::InTwo,
        sheets,
        ..Paper::default()
    })
}

fn card(seen: &Seen, function: &CleanText, pot: bool) -> Sheet {
    let names = seen.present().filter(|person| person.function == *function);
    let names: Vec<&str> = names.map(|person| person.name.as_str()).collect();
    let mut parts = vec![
        Part::Says(Block::Text(names.join(", "))),
        Part::Says(Block::Heading(question(function).into())),
        Part::Write(String::new(), 2),
    ];
    if pot {
        parts.extend([
            Part::Write("We can put in: money, hours, a tool, a person".into(), 2),
            Part::Write("From when to when, with which strings".into(), 1),
            Part::Write("Firm, likely or a hope; whose yes it takes".into(), 1),
        ]);
    }
    Sheet { head: "Function card".into(), who: Who::Named(function.to_string()), parts }
}

/// The question of the first row of which a word stands in the function's name.
fn question(function: &str) -> &'static str {
    let function = function.to_lowercase();
    let words: Vec<&str> = function.split(|letter: char| !letter.is_alphanumeric()).collect();
    let asked = QUESTIONS.iter().find(|(known, _)| known.iter().any(|word| words.contains(word)));
    asked.map_or(ANY, |(_, question)| question)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_is_known_by_whole_words_and_otherwise_asked_what_anyone_can_be() {
        assert!(question("Customer service").contains("again and again"));
        assert!(question("IT & Security").contains("say yes"));
        assert_eq!(question("Recruiting"), ANY, "“it” within a word is no IT");
        assert_eq!(question("Einkauf"), ANY);
        assert_eq!(question(""), ANY);
    }
}
