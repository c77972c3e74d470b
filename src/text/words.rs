//! Lists and small numbers as people say them.

/// "Ana", "Ana and Ben", "Ana, Ben and Chi".
pub fn listed(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "no", "one", "two" … "twelve", and from there on figures.
pub fn in_words(count: usize) -> String {
    const WORDS: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// The same words at the beginning of a sentence.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "1st", "2nd", "3rd", "11th".
pub fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// "first", "third", "11th": in words up to ten.
pub fn ordinal_in_words(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    let word = number.checked_sub(1).and_then(|place| WORDS.get(place));
    word.map_or_else(|| ordinal(number), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_say_them() {
        assert_eq!(listed(&["Ana"; 0]), "");
        assert_eq!(listed(&["Ana", "Ben"]), "Ana and Ben");
        assert_eq!(listed(&["Ana", "Ben", "Chi"]), "Ana, Ben and Chi");
    }

    #[test]
    fn places_are_counted_as_people_say_them() {
        let said = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal).join(" ");
        assert_eq!(said, "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
        assert_eq!([1, 3, 10, 11].map(ordinal_in_words).join(" "), "first third tenth 11th");
    }

    #[test]
    fn small_numbers_are_words() {
        assert_eq!([0, 2, 12, 13].map(in_words), ["no", "two", "twelve", "13"]);
        assert_eq!(capital("two"), "Two");
        assert_eq!(capital(""), "");
    }
}
