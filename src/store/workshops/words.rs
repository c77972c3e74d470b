//! What is wrong in a script, in sentences: the parser's errors, brackets, and what the disk says.

use ron::Error as Said;

use super::scan::{Letter, Lonely, partner};
use crate::store::fault::{StoreError, Trouble};
use crate::text::shorten;

/// An error of the parser as a sentence that says what was expected and what to do.
pub(super) fn of(error: &Said) -> String {
    match error {
        Said::NoSuchStructField { expected, found, outer } => {
            let within = inside(outer.as_deref(), Which::Any);
            format!("There is no field `{found}`{within}. {}", instead(found, expected))
        }
        Said::NoSuchEnumVariant { expected, found, outer } => {
            let within = inside(outer.as_deref(), Which::Any);
            format!("There is no `{found}`{within}. {}", instead(found, expected))
        }
        Said::MissingStructField { field, outer } => {
            let within = inside(outer.as_deref(), Which::This);
            format!("The field `{field}` is missing{within}, which ends here. Add it.")
        }
        Said::DuplicateStructField { field, outer } => {
            let within = inside(outer.as_deref(), Which::This);
            format!("The field `{field}` is there twice{within}. Keep one of them.")
        }
        Said::ExpectedDifferentStructName { found, .. } => of_another_kind(found),
        Said::ExpectedString => "A text in \"quotes\" was expected here.".into(),
        Said::ExpectedInteger | Said::InvalidIntegerDigit { .. } => {
            "A whole number was expected here, like 5.".into()
        }
        Said::IntegerOutOfBounds => "This number is too large here, or below zero.".into(),
        Said::ExpectedBoolean => "`true` or `false` was expected here.".into(),
        Said::ExpectedArray => "A list was expected here: put it into [ and ].".into(),
        Said::ExpectedComma => "A comma is missing before this, or a quote (\") above it.".into(),
        Said::ExpectedMapColon => {
            "A colon was expected here, between a field and its value.".into()
        }
        Said::ExpectedIdentifier => "A word was expected here: a field, or one of a choice.".into(),
        Said::ExpectedStructLike | Said::ExpectedNamedStructLike(_) => {
            "An opening ( was expected here: fields stand in ( and ), even where there are none."
                .into()
        }
        Said::TrailingCharacters => {
            "The workshop has ended before this. Take out what follows, or the bracket that closes \
             too early."
                .into()
        }
        other => format!("This cannot be read: {other}."),
    }
}

/// Whether a bracket or quote without a partner may be what is behind this error.
pub(super) fn is_about_brackets(error: &Said) -> bool {
    matches!(
        error,
        Said::Eof
            | Said::ExpectedComma
            | Said::ExpectedIdentifier
            | Said::ExpectedMapColon
            | Said::ExpectedArrayEnd
            | Said::ExpectedStructLikeEnd
            | Said::ExpectedStringEnd
            | Said::TrailingCharacters
    )
}

/// A bracket or quote without a partner, and its place.
pub(super) fn of_brackets(lonely: Lonely) -> (String, (usize, usize)) {
    let place = |letter: Letter| (letter.line, letter.column);
    match lonely {
        Lonely::Open(open, Some(close)) => {
            let (what, needed, found) = (open.what, partner(open.what), close.what);
            let line = close.line;
            let said = format!(
                "This {what} is not closed: a {needed} was expected before the {found} in line \
                 {line}."
            );
            (said, place(open))
        }
        Lonely::Open(open, None) => {
            let (what, needed) = (open.what, partner(open.what));
            let said = format!(
                "This {what} is not closed: the file ends before its {needed}. Add it where it \
                 belongs."
            );
            (said, place(open))
        }
        Lonely::Close(close) => {
            let what = close.what;
            let said = format!(
                "This {what} closes nothing. Take it out, or add what should open before it."
            );
            (said, place(close))
        }
        Lonely::Quote(quote) => {
            ("The text that begins here has no closing quote (\"). Add it.".into(), place(quote))
        }
    }
}

/// A file that begins like none of ours.
pub(super) fn of_another_kind(found: &str) -> String {
    let found = shorten(found, 40);
    format!("This is no workshop: it begins with `{found}`, where `Workshop(` was expected.")
}

/// What the store says about session files, in words that fit scripts.
pub(super) fn of_scripts(error: StoreError) -> StoreError {
    let said = match error.trouble {
        Trouble::NotFound => {
            "There is no such file. `groundswell workshops` lists the workshops there are."
        }
        Trouble::IsFolder => "This is a folder; name a workshop's file in it.",
        Trouble::Empty => {
            "The file is empty. `groundswell workshops show goals-names-pot` prints one to start \
             from."
        }
        Trouble::NotText => {
            "From here on the file is not text (UTF-8). Save it again as UTF-8 in your editor."
        }
        _ => return error,
    };
    StoreError { trouble: Trouble::Script(vec![said.into()]), ..error }
}

/// Which of several things is meant.
#[derive(Clone, Copy)]
enum Which {
    Any,
    This,
}

/// Where a field or a word does not fit, in the words of the format.
fn inside(outer: Option<&str>, which: Which) -> String {
    let one = |noun: &str| match which {
        Which::This => format!(" in this {noun}"),
        Which::Any if noun.starts_with('a') => format!(" in an {noun}"),
        Which::Any => format!(" in a {noun}"),
    };
    match outer {
        None => String::new(),
        Some("Workshop") => one("workshop"),
        Some("Step") => one("step"),
        Some("Activity") => one("activity"),
        Some("SeedArea") => one("area"),
        Some("Accepted") => one("accepted finding"),
        Some("Minutes") => " in `minutes`".into(),
        Some("Size") => " in `people`".into(),
        Some("Do") => " among the activities".into(),
        Some("Policy") => " among the ways of privacy".into(),
        Some("Over") => " among the things to choose from".into(),
        Some("Axis") => one("axis"),
        Some("Matter") => " among the parts of a review".into(),
        Some("VoteKind") => " among the kinds of ballot".into(),
        Some(other) => format!(" in {other}"),
    }
}

/// What may stand there, and what was probably meant.
fn instead(found: &str, expected: &[&str]) -> String {
    let close = expected.iter().map(|known| (distance(found, known), known)).min();
    let all = expected.join(", ");
    match (close, expected) {
        (_, []) => "It takes no fields.".into(),
        (Some((away, known)), _) if away <= known.len() / 3 + 1 => {
            format!("Did you mean `{known}`? There are: {all}.")
        }
        _ => format!("There are: {all}."),
    }
}

/// How many letters must be added, dropped or changed to make one word the other; case is no
/// difference.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (down, letter) in one.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = down + 1;
        for (across, known) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *known);
            diagonal = row[across + 1];
            row[across + 1] = changed.min(diagonal + 1).min(row[across] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_almost_right_is_guessed() {
        assert_eq!(distance("promt", "prompt"), 1);
        assert_eq!(distance("hidden", "Hidden"), 0);
        assert_eq!(distance("", "abc"), 3);
        let known = ["Open", "Hidden", "Anonymous"];
        assert!(instead("hiden", &known).starts_with("Did you mean `Hidden`?"));
        assert!(instead("sealed", &known).starts_with("There are:"));
        assert_eq!(instead("x", &[]), "It takes no fields.");
    }
}
