//! How things and people are named in a line: by a letter, a number, a name or its beginning.

use crate::export::spoken::{hanging, item};
use crate::session::private::letter;
use crate::session::{Id, Session};
use crate::text::CleanText;

/// The thing a letter or number means, of so many.
pub(super) fn lettered(typed: &str, things: usize) -> Option<usize> {
    let typed = typed.trim().trim_end_matches(['.', ':', ')']).to_uppercase();
    (0..things).find(|place| letter(*place) == typed)
}

/// The thing a letter means, or a sentence which letters there are.
pub(super) fn thing(typed: &str, things: usize) -> Result<usize, String> {
    lettered(typed, things).ok_or_else(|| match things {
        0 => "There is nothing on the list yet.".to_owned(),
        _ => format!("Which one? Say its letter, {}.", letters(things)),
    })
}

/// "A", or "A to G".
pub(super) fn letters(things: usize) -> String {
    match things {
        0 | 1 => letter(0),
        more => format!("{} to {}", letter(0), letter(more - 1)),
    }
}

/// The thing a line begins with, and the rest of the line: "B Ana" or "B: Ana".
pub(super) fn thing_and_rest(line: &str, things: usize) -> Result<(usize, CleanText), String> {
    let (first, rest) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
    Ok((thing(first, things)?, CleanText::line(rest)))
}

/// A list in which each thing has its letter.
pub(super) fn with_letters(labels: impl IntoIterator<Item = String>) -> String {
    let line = |(place, label): (usize, String)| hanging(&format!("{}: ", letter(place)), &label);
    labels.into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// A list in which each thing has its number, from 1.
pub(super) fn with_numbers(labels: impl IntoIterator<Item = String>) -> String {
    let line = |(at, label): (usize, String)| hanging(&format!("{}: ", at + 1), &label);
    labels.into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

/// A list of things that are named.
pub(super) fn with_bullets(labels: impl IntoIterator<Item = String>) -> String {
    labels.into_iter().map(|label| item(&label)).collect::<Vec<_>>().join("\n")
}

/// The person that is meant.
pub(super) fn person(session: &Session, typed: &str) -> Result<Id, String> {
    let id = session.somebody(typed)?;
    match session.person(&id) {
        Some(_) => Ok(id),
        None => Err(format!("“{typed}” is a hat, and nobody in the room.")),
    }
}

/// The one person who may say yes: by the whole name, or by the first one.
pub(super) fn one_name(session: &Session, typed: &str) -> Result<Id, String> {
    let refusal = match session.one_name(typed) {
        Ok(id) => return Ok(id),
        Err(refusal) => refusal,
    };
    let first = format!("{} ", typed.trim().to_lowercase());
    let mut called =
        session.present().filter(|person| person.name.to_lowercase().starts_with(&first));
    match (called.next(), called.next()) {
        (Some(person), None) => Ok(person.id.clone()),
        _ => Err(refusal.to_string()),
    }
}

/// Several names in a line: "Ana, Ben and Chi".
pub(super) fn several(typed: &str) -> Vec<CleanText> {
    let typed = typed.replace(" and ", ",").replace(';', ",");
    typed.split(',').map(CleanText::line).filter(|name| !name.is_empty()).collect()
}

/// What was understood of a list: the first of it, how many there are, and what was noted.
pub(super) fn understood(
    one: &str,
    labels: impl ExactSizeIterator<Item = String>,
    notes: &[String],
) -> String {
    const FIRST: usize = 12;
    let count = labels.len();
    let first = with_numbers(labels.take(FIRST));
    let more = match count.saturating_sub(FIRST) {
        0 => String::new(),
        more => format!("\nand {more} more"),
    };
    let things = if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    let notes: String = notes.iter().map(|note| format!(" {note}")).collect();
    format!("{first}{more}\n{things} understood.{notes}")
}
