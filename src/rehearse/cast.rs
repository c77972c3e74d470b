//! Who takes part in a rehearsal: names and functions from a list, and a character each.

use crate::session::people::Profile;
use crate::session::shuffle::Numbers;
use crate::text::CleanText;

/// Short names that anybody can read out.
const NAMES: [&str; 50] = [
    "Ada", "Bo", "Cem", "Dora", "Emil", "Fay", "Gus", "Hedi", "Ines", "Jo", "Kai", "Lea", "Max",
    "Nora", "Olaf", "Pia", "Quin", "Rosa", "Sam", "Tess", "Udo", "Vera", "Wim", "Xenia", "Yan",
    "Zoe", "Alba", "Bert", "Cleo", "Dina", "Enzo", "Fritz", "Gala", "Hugo", "Iris", "Jana", "Karl",
    "Lola", "Moritz", "Nele", "Otto", "Paul", "Rita", "Sven", "Tina", "Uwe", "Vito", "Wanda",
    "Yusuf", "Zita",
];

/// The functions that most organisations have.
const FUNCTIONS: [&str; 7] =
    ["Service", "Marketing", "IT", "Human resources", "Product", "Finance", "Legal"];

/// The most people there are names for.
pub(super) const MOST: usize = NAMES.len();

/// Somebody made up, as they are today.
#[derive(Clone, Debug)]
pub(super) struct Character {
    name: &'static str,
    function: &'static str,
    /// Whether they speak last in rounds.
    senior: bool,
    /// Whether they have done this before.
    champion: bool,
    /// How long they take to write or to decide, in percent of most people.
    pub(super) pace: i64,
    /// How many seconds they speak when they are asked.
    pub(super) voice: i64,
    /// How willingly they answer for something, in percent.
    pub(super) willing: usize,
    /// How hard they are to please, in percent.
    pub(super) critical: usize,
}

impl Character {
    /// As the list of people has them.
    pub(super) fn profile(&self) -> Profile {
        Profile {
            name: CleanText::line(self.name),
            function: CleanText::line(self.function),
            speaks_last: self.senior,
            champion: self.champion,
            ..Profile::default()
        }
    }
}

/// So many people, the same for the same seed; there are at most [`MOST`].
pub(super) fn of(people: usize, seed: u64) -> Vec<Character> {
    let mut numbers = Numbers::new(seed, "cast");
    let people = people.clamp(1, MOST);
    let character = |at: usize| {
        let mut between = |from: usize, to: usize| from + numbers.below(to - from + 1);
        Character {
            name: NAMES[at],
            function: FUNCTIONS[at % FUNCTIONS.len()],
            senior: at == 3,
            champion: at == 1,
            pace: between(70, 150) as i64,
            voice: between(6, 35) as i64,
            willing: between(30, 90),
            critical: between(0, 60),
        }
    };
    (0..people).map(character).collect()
}
