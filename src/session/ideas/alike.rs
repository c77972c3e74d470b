//! Ideas that look like one another: a suggestion with its reason, never a decision.
//!
//! Two ideas are alike when most of their words are the same: upper and lower case, accents,
//! endings of the plural and little words aside, and words that one slip of the hand keeps apart.
//! It is word counting, not meaning: quick, explainable, and wrong in ways that a room sees at
//! once.

mod spelling;

use super::Idea;
use crate::session::Session;
use crate::session::Shared;
use crate::session::id::Id;
use spelling::Near;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Words too common to say what an idea is about, in the languages rooms have used so far, without
/// their accents.
const LITTLE: &[&str] = &[
    "a", "about", "all", "an", "and", "are", "as", "at", "be", "by", "can", "do", "every", "for",
    "from", "get", "have", "how", "in", "is", "it", "its", "more", "must", "of", "on", "one", "or",
    "our", "should", "so", "that", "the", "their", "them", "there", "they", "this", "to", "us",
    "we", "what", "when", "who", "will", "with", "you", "your", // English
    "alle", "auf", "aus", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einen", "fur",
    "im", "ist", "mehr", "mit", "nicht", "und", "uns", "unser", "unsere", "von", "wir",
    "zu", // German
];

/// More pairs than this are not counted: nobody goes through them, and in a list of near copies
/// every idea looks like every other.
pub const COUNTED: usize = 100;

/// So few letters may be the same by chance.
const SHORT: usize = 5;

/// What a list of ideas looks like among itself, worked out once for texts that stay as they are.
/// Ideas are named by their places in the list.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    lexicon: Lexicon,
    apart: HashSet<(usize, usize)>,
    pairs: Vec<(usize, usize)>,
}

impl Likeness {
    /// The likeness of the ideas of a session, but for those that the room said are not the same.
    pub fn of(session: &Session) -> Likeness {
        Likeness::among(&session.ideas, &session.apart)
    }

    /// The likeness of these ideas, but for the pairs that are kept apart.
    pub fn among(ideas: &[Shared<Idea>], apart: &[(Id, Id)]) -> Likeness {
        let places: HashMap<&Id, usize> = match apart {
            [] => HashMap::new(),
            _ => ideas.iter().map(|idea| &idea.id).zip(0..).collect(),
        };
        let place = |(one, other): &(Id, Id)| {
            let (one, other) = (*places.get(one)?, *places.get(other)?);
            Some((one.min(other), one.max(other)))
        };
        let apart: HashSet<(usize, usize)> = apart.iter().filter_map(place).collect();
        let texts: Vec<&str> = ideas.iter().map(|idea| idea.text.as_str()).collect();
        let lexicon = Lexicon::of(&texts);
        let pairs = lexicon.pairs(COUNTED, |pair| apart.contains(&pair)).into_iter().collect();
        Likeness { lexicon, apart, pairs }
    }

    /// The likeness of texts that come from several lists, but for the pairs of which is said that
    /// they are not asked for.
    pub fn across(texts: &[&str], not_asked: impl Fn((usize, usize)) -> bool) -> Likeness {
        let lexicon = Lexicon::of(texts);
        let pairs = lexicon.pairs(COUNTED, not_asked).into_iter().collect();
        Likeness { lexicon, apart: HashSet::new(), pairs }
    }

    /// The pairs that look alike, in list order, up to [`COUNTED`] of them.
    pub fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// The first other idea that the idea at a place looks like, by its place, and why.
    pub fn partner(&self, place: usize) -> Option<(usize, String)> {
        let others = (0..self.lexicon.ideas.len()).filter(|other| *other != place);
        let mut others =
            others.filter(|other| !self.apart.contains(&(place.min(*other), place.max(*other))));
        others.find_map(|other| Some((other, self.reason(place, other)?)))
    }

    /// Why two ideas are alike, in words: "the same words", or "3 of 4 words: answer, customers,
    /// day".
    pub fn reason(&self, one: usize, other: usize) -> Option<String> {
        self.lexicon.reason(one, other)
    }
}

/// The telling words of a list of ideas, each as its number in alphabetical order: comparing
/// numbers is what makes a long list quick.
#[derive(Clone, Debug, Default)]
struct Lexicon {
    /// The words as somebody wrote them.
    words: Vec<String>,
    /// Words that are spelled almost alike.
    near: Near,
    /// The telling words of each idea, by their families of almost the same spelling.
    ideas: Vec<Vec<Said>>,
    /// All letters of each idea, as a number; those that are too few have none.
    letters: Vec<Option<usize>>,
}

/// A word that an idea says: its family, and the word itself.
type Said = (usize, usize);

impl Lexicon {
    fn of(texts: &[&str]) -> Lexicon {
        let mut spellings = Spellings::default();
        let told: Vec<Vec<usize>> = texts.iter().map(|text| spellings.in_text(text)).collect();
        let mut words: BTreeMap<&str, &str> = BTreeMap::new();
        for Spelling { key, written, .. } in spellings.telling() {
            let known = words.entry(key).or_insert(written);
            *known = (*known).min(written);
        }
        let keys: Vec<&str> = words.keys().copied().collect();
        let near = Near::among(&keys);
        let number: HashMap<&str, usize> = keys.iter().copied().zip(0..).collect();
        let numbers: Vec<Option<usize>> =
            spellings.all.iter().map(|it| number.get(it.key.as_str()).copied()).collect();
        let said = |told: &Vec<usize>| {
            let words = told.iter().filter_map(|spelling| numbers[*spelling]);
            let mut said: Vec<Said> = words.map(|word| (near.family(word), word)).collect();
            said.sort_unstable();
            said.dedup_by_key(|(family, _)| *family);
            said
        };
        Lexicon {
            ideas: told.iter().map(said).collect(),
            letters: numbered(told.iter().map(|told| spellings.letters_of(told))),
            words: words.into_values().map(str::to_owned).collect(),
            near,
        }
    }

    /// So many pairs that look alike, in list order when they are all.
    fn pairs(
        &self,
        most: usize,
        is_apart: impl Fn((usize, usize)) -> bool,
    ) -> BTreeSet<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for places in self.places_of_letters().into_iter().chain(self.places_of_rare_words()) {
            for (index, first) in places.iter().enumerate() {
                for second in &places[index + 1..] {
                    if pairs.len() >= most {
                        return pairs;
                    }
                    let pair = (*first, *second);
                    if self.are_alike(*first, *second) && !is_apart(pair) {
                        pairs.insert(pair);
                    }
                }
            }
        }
        pairs
    }

    /// The ideas that have all their letters in common.
    fn places_of_letters(&self) -> Vec<Vec<usize>> {
        let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, letters) in self.letters.iter().enumerate() {
            letters.iter().for_each(|letters| places.entry(*letters).or_default().push(place));
        }
        places.into_values().filter(|places| places.len() > 1).collect()
    }

    /// For every telling word, the ideas it may find a pair for. Two sets that share three words in
    /// five must share one of the rarest of each, so only those are looked up: quick even when one
    /// word is in every idea.
    fn places_of_rare_words(&self) -> Vec<Vec<usize>> {
        let mut times = vec![0_usize; self.words.len()];
        self.ideas.iter().flatten().for_each(|(family, _)| times[*family] += 1);
        let mut places = vec![Vec::new(); self.words.len()];
        for (place, said) in self.ideas.iter().enumerate() {
            let mut rarest: Vec<usize> = said.iter().map(|(family, _)| *family).collect();
            rarest.sort_by_key(|family| (times[*family], *family));
            let enough = (said.len() + 1).saturating_sub((said.len() * 3).div_ceil(5));
            rarest.into_iter().take(enough).for_each(|family| places[family].push(place));
        }
        places
    }

    fn are_alike(&self, one: usize, other: usize) -> bool {
        self.shared(one, other).is_some() || self.have_the_same_letters(one, other)
    }

    fn have_the_same_letters(&self, one: usize, other: usize) -> bool {
        self.letters[one].is_some() && self.letters[one] == self.letters[other]
    }

    /// How many words two ideas share, when that makes them alike: at least three in five of all
    /// their words, and two words at the least, unless nothing else is said.
    fn shared(&self, one: usize, other: usize) -> Option<usize> {
        let (says, too) = (&self.ideas[one], &self.ideas[other]);
        if says.is_empty() || too.is_empty() {
            return None;
        }
        let shared = self.in_both(one, other).count();
        let all = says.len() + too.len() - shared;
        (shared == all || (shared >= 2 && shared * 5 >= all * 3)).then_some(shared)
    }

    /// Why two ideas are alike, if they are.
    fn reason(&self, one: usize, other: usize) -> Option<String> {
        let Some(shared) = self.shared(one, other) else {
            let same = self.have_the_same_letters(one, other);
            return same.then(|| "the same letters".into());
        };
        let all = self.ideas[one].len() + self.ideas[other].len() - shared;
        let both: Vec<(usize, usize)> = self.in_both(one, other).collect();
        let slips = both.iter().filter(|(word, too)| word != too);
        let slips = slips
            .map(|(word, too)| format!("“{}” is almost “{}”", self.words[*word], self.words[*too]));
        let slips: Vec<String> = slips.collect();
        if shared == all {
            let same = slips.is_empty().then(|| "the same words".to_owned());
            return Some(same.unwrap_or_else(|| slips.join(", ")));
        }
        let same = both.iter().filter(|(word, too)| word == too);
        let same: Vec<&str> = same.map(|(word, _)| self.words[*word].as_str()).collect();
        let same = (!same.is_empty()).then(|| same.join(", "));
        let words: Vec<String> = same.into_iter().chain(slips).collect();
        Some(format!("{shared} of {all} words: {}", words.join(", ")))
    }

    /// The words that two ideas have in common, each as the one and as the other has it.
    fn in_both(&self, one: usize, other: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut other = self.ideas[other].iter().peekable();
        self.ideas[one].iter().filter_map(move |(family, word)| {
            while other.next_if(|(too, _)| too < family).is_some() {}
            let (_, too) = other.peek().filter(|(too, _)| too == family)?;
            self.near.are_alike(*word, *too).then_some((*word, *too))
        })
    }
}

/// A number for each text, the same for the same; none for a short one.
fn numbered(texts: impl Iterator<Item = String>) -> Vec<Option<usize>> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let number = |text: String| {
        let next = known.len();
        (text.chars().count() >= SHORT).then(|| *known.entry(text).or_insert(next))
    };
    texts.map(number).collect()
}

/// Every word as somebody spelled it, looked at once: long lists say the same words again and again.
#[derive(Default)]
struct Spellings<'a> {
    known: HashMap<&'a str, usize>,
    all: Vec<Spelling>,
}

/// One way in which a word stands in a text.
struct Spelling {
    /// As it is compared.
    key: String,
    /// In lower case.
    written: String,
    /// Its letters, as they count among all letters of a text.
    letters: String,
    /// Whether it says what an idea is about.
    tells: bool,
}

impl<'a> Spellings<'a> {
    /// The words of a text, by their places in `all`, in the order in which they stand there.
    fn in_text(&mut self, text: &'a str) -> Vec<usize> {
        let mut place = |word: &'a str| {
            *self.known.entry(word).or_insert_with(|| {
                let (key, letters) = (spelling::key(word), spelling::plain(word));
                let tells = !LITTLE.contains(&key.as_str());
                self.all.push(Spelling { key, written: word.to_lowercase(), letters, tells });
                self.all.len() - 1
            })
        };
        spelling::words(text).map(&mut place).collect()
    }

    fn telling(&self) -> impl Iterator<Item = &Spelling> {
        self.all.iter().filter(|spelling| spelling.tells)
    }

    /// All letters of a text that has these words, without what stands between them.
    fn letters_of(&self, told: &[usize]) -> String {
        spelling::singular(told.iter().map(|word| self.all[*word].letters.as_str()).collect())
    }
}

#[cfg(test)]
mod tests;
