//! From the text of a file to a script that can be run, or to all that is wrong with it.

use std::path::Path;

use super::{scan, words};
use crate::store::fault::{StoreError, Trouble};
use crate::store::frame;
use crate::text::CleanText;
use crate::workshop::{Do, FORMAT, Fault, Workshop};

/// The script in the bytes of a file.
///
/// # Errors
/// Why it cannot be run, with the place and what to do.
pub(super) fn read(file: &Path, bytes: &[u8]) -> Result<Workshop, StoreError> {
    let workshop = draft(file, bytes)?;
    match &workshop.faults()[..] {
        [] => Ok(workshop),
        faults => Err(does_not_fit(file, text(file, bytes)?, faults)),
    }
}

/// The script in the bytes of a file, whether or not it can be run.
///
/// # Errors
/// Why it cannot be read, with the place and what to do.
pub(super) fn draft(file: &Path, bytes: &[u8]) -> Result<Workshop, StoreError> {
    let text = text(file, bytes)?;
    frame::kind_of::<Workshop>(file, text).map_err(|error| another_kind(text, error))?;
    if let Some(newer) = frame::format_of::<Workshop>(text).filter(|format| *format > FORMAT) {
        return Err(StoreError::new(file, Trouble::Newer(newer, FORMAT)));
    }
    let read = frame::options().from_str::<Workshop>(text);
    Ok(tidy(read.map_err(|error| does_not_read(file, text, &error))?))
}

/// The bytes of a file as text.
///
/// # Errors
/// When it is none.
pub(super) fn text<'a>(file: &Path, bytes: &'a [u8]) -> Result<&'a str, StoreError> {
    frame::text_in(file, bytes).map_err(words::of_scripts)
}

/// A script whose name is not its file's.
pub(super) fn misnamed(file: &Path, bytes: &[u8], name: &str) -> StoreError {
    let shown = file.file_name().unwrap_or_default().to_string_lossy();
    let said = format!(
        "The name is “{name}”, but the file is called “{shown}”. Make them the same: in this \
         folder a workshop goes by its file."
    );
    let trouble = Trouble::Script(vec![said]);
    match text(file, bytes).map(|text| (text, scan::fields(text, "name"))) {
        // Seed areas have a name too, so the workshop's own is the first only in the usual order.
        Ok((text, places)) if !places.is_empty() => {
            StoreError::at(file, text, places[0].0, places[0].1, trouble)
        }
        _ => StoreError::new(file, trouble),
    }
}

fn another_kind(text: &str, error: StoreError) -> StoreError {
    let Trouble::WrongKind(found, _) = &error.trouble else { return error };
    let (line, column) = scan::beginning(text);
    let trouble = Trouble::Script(vec![words::of_another_kind(found)]);
    StoreError::at(&error.file, text, line, column, trouble)
}

fn does_not_read(file: &Path, text: &str, error: &ron::error::SpannedError) -> StoreError {
    let noticed = (error.span.start.line, error.span.start.col);
    let bracket = scan::lonely(text).map(words::of_brackets);
    // The parser notices a bracket that is left open only later, where something else is wrong.
    let (said, (line, column)) = bracket
        .filter(|(_, place)| words::is_about_brackets(&error.code) && *place <= noticed)
        .unwrap_or_else(|| (words::of(&error.code), noticed));
    StoreError::at(file, text, line, column, Trouble::Script(vec![said]))
}

/// All faults at once. The parser has forgotten the places, but each step has one field `id`.
fn does_not_fit(file: &Path, text: &str, faults: &[Fault]) -> StoreError {
    let ids = scan::fields(text, "id");
    let place_of = |fault: &Fault| fault.step.and_then(|step| ids.get(step).copied());
    if let [only] = faults {
        let trouble = Trouble::Script(vec![only.said.clone()]);
        return match place_of(only) {
            Some((line, column)) => StoreError::at(file, text, line, column, trouble),
            None => StoreError::new(file, trouble),
        };
    }
    let said = faults.iter().map(|fault| match place_of(fault) {
        Some((line, _)) => format!("line {line}: {}", fault.said),
        None => fault.said.clone(),
    });
    StoreError::new(file, Trouble::Script(said.collect()))
}

/// A script as it is meant: what is one line in the program is one line, and the indentation of
/// the file is not part of its texts.
fn tidy(mut workshop: Workshop) -> Workshop {
    for line in [&mut workshop.name, &mut workshop.title, &mut workshop.about] {
        *line = one_line(line);
    }
    for accepted in &mut workshop.accepts {
        accepted.code = one_line(&accepted.code);
        accepted.because = one_line(&accepted.because);
    }
    for lens in &mut workshop.lenses {
        lens.name = one_line(&lens.name);
        lens.asks = one_line(&lens.asks);
    }
    for area in &mut workshop.areas {
        area.name = one_line(&area.name);
        area.done = one_line(&area.done);
    }
    for step in &mut workshop.steps {
        step.id = one_line(&step.id);
        step.title = one_line(&step.title);
        step.prompt = several_lines(&step.prompt);
        step.notes = several_lines(&step.notes);
        for activity in &mut step.activities {
            activity.prompt = several_lines(&activity.prompt);
            activity.notes = several_lines(&activity.notes);
            tidy_settings(&mut activity.what);
        }
    }
    workshop
}

fn tidy_settings(what: &mut Do) {
    match what {
        Do::Welcome { sponsor, rule } => {
            *sponsor = one_line(sponsor);
            *rule = one_line(rule);
        }
        Do::Team { functions } => functions.iter_mut().for_each(|it| *it = one_line(it)),
        _ => {}
    }
}

fn one_line(text: &CleanText) -> CleanText {
    let words: Vec<&str> = text.split_whitespace().collect();
    CleanText::line(&words.join(" "))
}

/// The lines without the indentation they share, and without empty ones around them. The first
/// line begins behind the quote, so its own does not count.
fn several_lines(text: &CleanText) -> CleanText {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim();
    let rest: Vec<&str> = lines.map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let shared = rest.iter().filter(|line| !line.is_empty()).map(indent).min().unwrap_or(0);
    let rest = rest.iter().map(|line| line.get(shared..).unwrap_or_default());
    let lines: Vec<&str> = [first].into_iter().chain(rest).collect();
    CleanText::block(lines.join("\n").trim_matches('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> String {
        several_lines(&CleanText::block(text)).to_string()
    }

    #[test]
    fn the_indentation_of_the_file_is_not_part_of_a_text() {
        assert_eq!(lines("\n    Who?\n\n      - inner\n    Why?\n  "), "Who?\n\n  - inner\nWhy?");
        assert_eq!(lines("Who?\n    Why?"), "Who?\nWhy?");
        assert_eq!(lines("\n  "), "");
        assert_eq!(one_line(&CleanText::block("\n  two\n  lines\n")), "two lines");
    }

    #[test]
    fn a_tidy_text_stays_as_it_is() {
        let tidy = lines("\n    Who?\n\n      - inner\n    Why?\n  ");
        assert_eq!(lines(&tidy), tidy);
    }
}
