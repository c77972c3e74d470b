//! How well a few typed letters fit a phrase: all of them must occur in it, in order, and they fit
//! the better the more of them begin words or stand together.

/// A letter that begins a word.
const BEGINS: u32 = 8;
/// A letter right behind the one before.
const TOGETHER: u32 = 7;
/// Any letter.
const SOMEWHERE: u32 = 1;

/// How well the letters fit; nothing when they do not. Case and blanks in what was typed mean
/// nothing, so that "gp" and "go po" both find "go to Pot".
pub fn fit(phrase: &str, typed: &str) -> Option<u32> {
    let phrase: Vec<char> = phrase.chars().flat_map(char::to_lowercase).collect();
    let typed = typed.chars().flat_map(char::to_lowercase).filter(|letter| !letter.is_whitespace());
    // The best fit of the letters so far that ends at each place of the phrase.
    let mut best: Option<Vec<Option<u32>>> = None;
    for letter in typed {
        let place =
            |at: usize| (phrase[at] == letter).then(|| ending(&phrase, best.as_deref(), at));
        best = Some((0..phrase.len()).map(|at| place(at).flatten()).collect());
    }
    match best {
        None => Some(0),
        Some(best) => best.into_iter().flatten().max(),
    }
}

/// The best fit with one more letter, at this place.
fn ending(phrase: &[char], before: Option<&[Option<u32>]>, at: usize) -> Option<u32> {
    let begins = at == 0 || !phrase[at - 1].is_alphanumeric();
    let own = if begins { BEGINS } else { SOMEWHERE };
    let Some(before) = before else { return Some(own) };
    let apart = before[..at].iter().flatten().max().map(|best| best + own);
    let together =
        at.checked_sub(1).and_then(|last| before[last]).map(|best| best + TOGETHER.max(own));
    apart.max(together)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'a>(typed: &str, phrases: &[&'a str]) -> Option<&'a str> {
        let fits = phrases.iter().filter_map(|phrase| Some((fit(phrase, typed)?, *phrase)));
        fits.max_by_key(|(fit, _)| *fit).map(|(_, phrase)| phrase)
    }

    #[test]
    fn beginnings_of_words_fit_best_and_then_what_stands_together() {
        let phrases = [
            "go to Pot",
            "park an idea",
            "the clock: start, pause",
            "export",
            "check in: the session that goes on from this one",
            "history",
        ];
        for (typed, found) in [
            ("gp", "go to Pot"),
            ("go pot", "go to Pot"),
            ("idea", "park an idea"),
            ("PAI", "park an idea"),
            ("hist", "history"),
            ("exp", "export"),
            ("clo", "the clock: start, pause"),
        ] {
            assert_eq!(best(typed, &phrases), Some(found), "{typed}");
        }
    }

    #[test]
    fn every_letter_must_be_there_in_order() {
        assert_eq!(fit("export", "xe"), None);
        assert_eq!(fit("export", "exports"), None);
        assert_eq!(fit("", "a"), None);
        assert_eq!((fit("export", ""), fit("", " ")), (Some(0), Some(0)));
        assert!(fit("İstanbul 山田", "山").is_some());
    }
}
