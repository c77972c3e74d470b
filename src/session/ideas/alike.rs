//! Ideas that look like one another: a suggestion with its reason, never a decision.
//!
//! Two ideas are alike when most of their words are the same, upper and lower case, endings of the
//! plural and little words aside. It is word counting, not meaning: quick, explainable, and wrong
//! in ways that a room sees at once.

use super::Idea;
use crate::session::id::Id;
use std::collections::{BTreeMap, BTreeSet};

/// Two ideas that look alike, in list order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The earlier one.
    pub first: Id,
    /// The later one.
    pub second: Id,
    /// Why, in words: "the same words", or "3 of 4 words: answer, customers, day".
    pub reason: String,
}

/// Words too common to say what an idea is about, in the languages rooms have used so far.
const LITTLE: &[&str] = &[
    "a", "about", "all", "an", "and", "are", "as", "at", "be", "by", "can", "do", "every", "for",
    "from", "get", "have", "how", "in", "is", "it", "its", "more", "must", "of", "on", "one", "or",
    "our", "should", "so", "that", "the", "their", "them", "there", "they", "this", "to", "us",
    "we", "what", "when", "who", "will", "with", "you", "your", // English
    "alle", "auf", "aus", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einen", "für",
    "im", "ist", "mehr", "mit", "nicht", "und", "uns", "unser", "unsere", "von", "wir",
    "zu", // German
];

/// More pairs than this are not counted: nobody reads the number, and in a list of near copies
/// every idea looks like every other.
pub const COUNTED: usize = 100;

/// All pairs that look alike, in list order.
pub fn alike(ideas: &[Idea]) -> Vec<Alike> {
    let lexicon = Lexicon::of(ideas);
    let alike = |(first, second): (usize, usize)| {
        let reason = lexicon.reason(first, second)?;
        let (first, second) = (ideas[first].id.clone(), ideas[second].id.clone());
        Some(Alike { first, second, reason })
    };
    lexicon.pairs(usize::MAX).into_iter().filter_map(alike).collect()
}

/// The first other idea that looks like this one, and why.
pub fn alike_to<'a>(ideas: &'a [Idea], id: &Id) -> Option<(&'a Idea, String)> {
    let place = ideas.iter().position(|idea| &idea.id == id)?;
    let (other, reason) = Lexicon::of(ideas).partner(place)?;
    Some((&ideas[other], reason))
}

/// What a list of ideas looks like among itself, worked out once for texts that stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    lexicon: Lexicon,
    pairs: usize,
}

impl Likeness {
    /// The likeness of these ideas.
    pub fn of(ideas: &[Idea]) -> Likeness {
        let lexicon = Lexicon::of(ideas);
        let pairs = lexicon.pairs(COUNTED).len();
        Likeness { lexicon, pairs }
    }

    /// How many pairs look alike, counted up to [`COUNTED`].
    pub fn pairs(&self) -> usize {
        self.pairs
    }

    /// The first other idea that the idea at a place looks like, by its place, and why.
    pub fn partner(&self, place: usize) -> Option<(usize, String)> {
        self.lexicon.partner(place)
    }
}

/// The telling words of a list of ideas, each as its number in alphabetical order: comparing
/// numbers is what makes a long list quick.
#[derive(Clone, Debug, Default)]
struct Lexicon {
    words: Vec<String>,
    ideas: Vec<Vec<usize>>,
}

impl Lexicon {
    fn of(ideas: &[Idea]) -> Lexicon {
        let told: Vec<BTreeSet<String>> =
            ideas.iter().map(|idea| telling_words(&idea.text)).collect();
        let words: BTreeSet<&String> = told.iter().flatten().collect();
        let number: BTreeMap<&String, usize> = words.iter().copied().zip(0..).collect();
        let ideas = told.iter().map(|told| told.iter().map(|word| number[word]).collect());
        Lexicon { ideas: ideas.collect(), words: words.into_iter().cloned().collect() }
    }

    fn partner(&self, place: usize) -> Option<(usize, String)> {
        let mut others = (0..self.ideas.len()).filter(|other| *other != place);
        others.find_map(|other| Some((other, self.reason(place, other)?)))
    }

    /// So many pairs that look alike, in list order when they are all.
    fn pairs(&self, most: usize) -> BTreeSet<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for places in self.places_of_rare_words() {
            for (index, first) in places.iter().enumerate() {
                for second in &places[index + 1..] {
                    if pairs.len() >= most {
                        return pairs;
                    }
                    if self.shared(*first, *second).is_some() {
                        pairs.insert((*first, *second));
                    }
                }
            }
        }
        pairs
    }

    /// For every telling word, the ideas it may find a pair for. Two sets that share three words in
    /// five must share one of the rarest of each, so only those are looked up: quick even when one
    /// word is in every idea.
    fn places_of_rare_words(&self) -> Vec<Vec<usize>> {
        let mut times = vec![0_usize; self.words.len()];
        self.ideas.iter().flatten().for_each(|word| times[*word] += 1);
        let mut places = vec![Vec::new(); self.words.len()];
        for (place, words) in self.ideas.iter().enumerate() {
            let mut rarest = words.clone();
            rarest.sort_by_key(|word| (times[*word], *word));
            let enough = (words.len() + 1).saturating_sub((words.len() * 3).div_ceil(5));
            rarest.into_iter().take(enough).for_each(|word| places[word].push(place));
        }
        places
    }

    /// How many words two ideas share, when that makes them alike: at least three in five of all
    /// their words, and two words at the least, unless nothing else is said.
    fn shared(&self, one: usize, other: usize) -> Option<usize> {
        let (one, other) = (&self.ideas[one], &self.ideas[other]);
        if one.is_empty() || other.is_empty() {
            return None;
        }
        let shared = in_both(one, other).count();
        let all = one.len() + other.len() - shared;
        (shared == all || (shared >= 2 && shared * 5 >= all * 3)).then_some(shared)
    }

    /// Why two ideas are alike, if they are.
    fn reason(&self, one: usize, other: usize) -> Option<String> {
        let shared = self.shared(one, other)?;
        let all = self.ideas[one].len() + self.ideas[other].len() - shared;
        if shared == all {
            return Some("the same words".into());
        }
        let words = in_both(&self.ideas[one], &self.ideas[other]);
        let words: Vec<&str> = words.map(|word| self.words[word].as_str()).collect();
        Some(format!("{shared} of {all} words: {}", words.join(", ")))
    }
}

/// What two sorted lists have in common.
fn in_both<'a>(one: &'a [usize], other: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
    let mut other = other.iter().copied().peekable();
    one.iter().copied().filter(move |word| {
        while other.next_if(|it| it < word).is_some() {}
        other.peek() == Some(word)
    })
}

fn telling_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.filter(|word| !LITTLE.contains(&word.as_str())).map(singular).collect()
}

/// Enough to see that a story and stories are one thing; made for comparing, not for reading.
fn singular(word: String) -> String {
    if word.chars().count() < 4 || word.ends_with("ss") {
        return word;
    }
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Kind;
    use crate::testing::text;

    fn ideas(texts: &[&str]) -> Vec<Idea> {
        let idea = |(place, words): (usize, &&str)| Idea::new(id(place + 1), text(words));
        texts.iter().enumerate().map(idea).collect()
    }

    fn id(place: usize) -> Id {
        Id::nth(Kind::Idea, 3, place - 1)
    }

    fn told(texts: &[&str]) -> Vec<String> {
        let told = |pair: Alike| format!("{} {} {}", pair.first, pair.second, pair.reason);
        alike(&ideas(texts)).into_iter().map(told).collect()
    }

    #[test]
    fn case_order_plurals_and_little_words_do_not_tell_two_ideas_apart() {
        let pairs = told(&["Answer the customers!", "A bus", "customer: ANSWER", "The buses"]);
        assert_eq!(pairs, ["i3.1 i3.3 the same words"]);
        assert_eq!(told(&["One story a month", "Stories, every month"]).len(), 1);
    }

    #[test]
    fn the_reason_names_the_words_and_how_many() {
        let pairs = told(&["First answer within one day", "First answer within a working day"]);
        assert_eq!(pairs, ["i3.1 i3.2 4 of 5 words: answer, day, first, within"]);
    }

    #[test]
    fn one_word_in_common_is_not_alike_and_neither_is_nothing() {
        assert!(told(&["Answer faster", "Answer kindly", "", "the", "…", "of the"]).is_empty());
        assert!(
            told(&["Weekly digest for sales", "Weekly digest, read by all, kept by legal"])
                .is_empty()
        );
    }

    #[test]
    fn words_of_other_scripts_count_too() {
        assert_eq!(told(&["Ответить клиенту", "клиенту ответить"]).len(), 1);
    }

    #[test]
    fn looking_up_rare_words_finds_what_comparing_all_pairs_finds() {
        let words = ["answer", "day", "digest", "legal", "story", "tool", "week"];
        let sentence = |number: usize| {
            let chosen = words.iter().enumerate().filter(|(bit, _)| number >> bit & 1 == 1);
            chosen.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
        };
        let sentences: Vec<String> = (0..128).map(sentence).collect();
        let ideas = ideas(&sentences.iter().map(String::as_str).collect::<Vec<_>>());
        let quick: BTreeSet<(Id, Id)> =
            alike(&ideas).into_iter().map(|pair| (pair.first, pair.second)).collect();
        let mut slow = BTreeSet::new();
        for (place, one) in ideas.iter().enumerate() {
            for other in &ideas[place + 1..] {
                let (one_says, other_says) = (telling_words(&one.text), telling_words(&other.text));
                let shared = one_says.intersection(&other_says).count();
                let all = one_says.union(&other_says).count();
                let all_is_shared = shared == all && shared > 0;
                if all_is_shared || (shared >= 2 && shared * 5 >= all * 3) {
                    slow.insert((one.id.clone(), other.id.clone()));
                }
            }
        }
        assert_eq!(quick, slow);
    }

    #[test]
    fn one_idea_finds_its_like() {
        let ideas = ideas(&["Weekly digest", "Answer within a day", "A digest each week, weekly"]);
        assert_eq!(alike_to(&ideas, &id(2)), None);
        assert_eq!(alike_to(&ideas, &id(9)), None);
        let ideas = self::ideas(&["Weekly digest", "Nothing", "digest (weekly)"]);
        let (other, reason) = alike_to(&ideas, &id(3)).expect("the first");
        assert_eq!((&other.id, reason.as_str()), (&id(1), "the same words"));
    }

    #[test]
    fn likeness_counts_the_same_pairs_and_finds_the_same_partners() {
        let ideas = ideas(&["Answer within a day", "Within one day, answer", "Bees", "A bee"]);
        let likeness = Likeness::of(&ideas);
        assert_eq!(likeness.pairs(), alike(&ideas).len());
        for (place, idea) in ideas.iter().enumerate() {
            let partner = likeness.partner(place).map(|(other, _)| &ideas[other].id);
            assert_eq!(partner, alike_to(&ideas, &idea.id).map(|(other, _)| &other.id));
        }
    }

    #[test]
    fn a_list_of_near_copies_is_not_counted_to_its_end() {
        let texts: Vec<String> =
            (0..60).map(|n| format!("people wait too long, case {n}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(Likeness::of(&ideas(&texts)).pairs(), COUNTED);
    }
}
