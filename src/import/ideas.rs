//! Ideas from a list in Markdown: items of any kind and depth, headings as groups.

use super::lines::{one_kind_of_line_break, without_bullet};
use super::{ImportError, Understood, decode, lines};
use crate::session::Session;
use crate::session::ideas::Change;
use crate::text::{CleanText, clean_line};
use std::collections::HashSet;

/// An idea as a list states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdeaRow {
    /// The idea.
    pub text: CleanText,
    /// The heading above it; empty when there is none.
    pub group: CleanText,
}

/// Reads ideas from the bytes of a file.
pub fn read(bytes: &[u8]) -> Result<Understood<IdeaRow>, ImportError> {
    let (text, note) = decode::text(bytes)?;
    let mut understood = from_text(&text)?;
    understood.notes.splice(0..0, note);
    Ok(understood)
}

/// Reads ideas from text: every item of its lists is one, also below another. Where there is no list,
/// each line is an idea.
pub fn from_text(text: &str) -> Result<Understood<IdeaRow>, ImportError> {
    let text = one_kind_of_line_break(text);
    let mut list = List::default();
    text.lines().for_each(|line| list.take(line));
    let mut understood = match list.rows.is_empty() {
        true => Understood { rows: list.loose_lines(&text), notes: Vec::new() },
        false => list.understood(),
    };
    understood.rows.retain(|row| !row.text.is_empty());
    match understood.rows.is_empty() {
        true => Err(ImportError::whole(
            "No idea was found. Write one a line, with “- ” before it; a heading names a group.",
        )),
        false => Ok(understood),
    }
}

/// A list as far as it was read.
#[derive(Default)]
struct List {
    rows: Vec<IdeaRow>,
    group: CleanText,
    groups: Vec<CleanText>,
    /// The fence that closes the code which lies open.
    fence: Option<String>,
    /// The last line belongs to an item, so that a line below it may go on with it.
    goes_on: bool,
    nested: usize,
    unused: usize,
}

impl List {
    fn take(&mut self, line: &str) {
        let trimmed = line.trim();
        if self.in_code(trimmed) {
            self.unused += usize::from(!trimmed.is_empty());
            return;
        }
        let indented = line.starts_with([' ', '\t']);
        if let (false, Some(heading)) = (indented, heading(trimmed)) {
            self.group = plain(heading);
            self.groups.push(self.group.clone());
            self.goes_on = false;
        } else if let Some(item) = item(trimmed) {
            self.nested += usize::from(indented && !self.rows.is_empty());
            self.rows.push(IdeaRow { text: plain(item), group: self.group.clone() });
            self.goes_on = true;
        } else if trimmed.is_empty() || is_rule(trimmed) {
            self.goes_on = false;
        } else if let (true, Some(last)) = (self.goes_on, self.rows.last_mut()) {
            last.text = CleanText::line(&format!("{} {}", last.text, plain(trimmed)));
        } else {
            self.unused += 1;
        }
    }

    /// Whether a line is code, or opens or closes some.
    fn in_code(&mut self, line: &str) -> bool {
        let fence = ["```", "~~~"].into_iter().find(|fence| line.starts_with(fence));
        match (&self.fence, fence) {
            (Some(open), Some(fence)) if open == fence => self.fence = None,
            (Some(_), _) => {}
            (None, Some(fence)) => self.fence = Some(fence.into()),
            (None, None) => return false,
        }
        true
    }

    /// Text without any list: each of its lines, with the headings as groups.
    fn loose_lines(&self, text: &str) -> Vec<IdeaRow> {
        let mut group = CleanText::default();
        let mut rows = Vec::new();
        for line in text.lines().map(str::trim) {
            match heading(line) {
                Some(heading) => group = plain(heading),
                None => {
                    let ideas = lines::items(line).into_iter();
                    rows.extend(ideas.map(|text| IdeaRow { text, group: group.clone() }));
                }
            }
        }
        rows
    }

    fn understood(mut self) -> Understood<IdeaRow> {
        let mut notes = Vec::new();
        if let ([title], true) =
            (self.groups.as_slice(), self.rows.iter().all(|row| !row.group.is_empty()))
        {
            notes.push(format!("“{title}” stands above all of them, so it is no group."));
            self.rows.iter_mut().for_each(|row| row.group = CleanText::default());
        }
        notes.extend(match self.nested {
            0 => None,
            1 => Some("One stands below another, and is an idea of its own.".into()),
            many => Some(format!("{many} stand below another, and are ideas of their own.")),
        });
        notes.extend(match self.unused {
            0 => None,
            1 => Some("One line is no item of a list, and is not used.".into()),
            many => Some(format!("{many} lines are no items of a list, and are not used.")),
        });
        Understood { rows: self.rows, notes }
    }
}

/// What a heading says: `## Service` and `## Service ##`.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let depth = line.len() - rest.len();
    let words = rest.strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim();
    ((1..=6).contains(&depth) && !words.is_empty()).then_some(words)
}

/// A rule of stars, dashes or underscores.
fn is_rule(line: &str) -> bool {
    let marks = |mark: char| line.chars().all(|sign| sign == mark || sign == ' ');
    line.len() > 2 && (marks('-') || marks('*') || marks('_'))
}

/// What an item says, if the line is one.
fn item(line: &str) -> Option<&str> {
    if is_rule(line) {
        return None;
    }
    let item = without_bullet(line);
    (item.len() < line.len() && !item.is_empty()).then_some(item)
}

/// The words without the marks of Markdown: `**bold**`, `` `code` `` and `[a link](address)`.
fn plain(text: &str) -> CleanText {
    let text = without_links(&clean_line(text));
    CleanText::line(&["**", "__", "`"].iter().fold(text, |text, mark| without_pairs(&text, mark)))
}

fn without_pairs(text: &str, mark: &str) -> String {
    let pairs = text.matches(mark).count() / 2;
    text.replacen(mark, "", pairs * 2)
}

fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(opens) = rest.find('[') {
        let link = rest[opens..].find("](").and_then(|turns| {
            let closes = rest[opens + turns..].find(')')?;
            Some((opens + turns, opens + turns + closes))
        });
        let Some((turns, closes)) = link else { break };
        plain.push_str(&rest[..opens]);
        plain.push_str(&rest[opens + 1..turns]);
        rest = &rest[closes + 1..];
    }
    plain + rest
}

/// The change that brings these ideas in, but those that are there already; `None` when all are.
pub fn brought(rows: &[IdeaRow], session: &Session) -> Option<Change> {
    let mut known: HashSet<String> =
        session.ideas.iter().map(|idea| idea.text.to_lowercase()).collect();
    let new: Vec<(CleanText, CleanText)> = rows
        .iter()
        .filter(|row| known.insert(row.text.to_lowercase()))
        .map(|row| (row.text.clone(), row.group.clone()))
        .collect();
    (!new.is_empty()).then_some(Change::Bring(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let rows = from_text(text).unwrap().rows.into_iter();
        rows.map(|row| format!("{}|{}", row.group, row.text)).collect()
    }

    #[test]
    fn items_of_every_kind_are_ideas_and_headings_are_groups() {
        let text = "# Ideas\n\nSome words first.\n\n## Service\n- Answer **within** a day\n  * by [name](https://example.org)\n\
                    1. Call back\n\n## Product ##\n+ [ ] Ship `less`\n---\n```\n- no idea\n```\n";
        let expected = [
            "Service|Answer within a day",
            "Service|by name",
            "Service|Call back",
            "Product|Ship less",
        ];
        assert_eq!(rows(text), expected);
        assert_eq!(
            from_text(text).unwrap().notes,
            [
                "One stands below another, and is an idea of its own.",
                "4 lines are no items of a list, and are not used.",
            ],
        );
    }

    #[test]
    fn an_item_goes_on_in_the_next_line() {
        assert_eq!(
            rows("- Answer\n  within a day\n\nlater\n- Call\n"),
            ["|Answer within a day", "|Call"]
        );
    }

    #[test]
    fn one_heading_above_all_is_a_title_and_no_group() {
        let list = from_text("# Our ideas\n- One\n- Two\n").unwrap();
        assert!(list.rows.iter().all(|row| row.group.is_empty()));
        assert_eq!(list.notes, ["“Our ideas” stands above all of them, so it is no group."]);
    }

    #[test]
    fn text_without_a_list_has_an_idea_a_line() {
        assert_eq!(rows("One\n\nTwo, and more\n"), ["|One", "|Two, and more"]);
        assert_eq!(rows("## Service\nOne\n"), ["Service|One"]);
        assert!(from_text(" \n# Alone\n").unwrap_err().message.contains("No idea"));
        assert!(read(b"PK\x03\x04\0").unwrap_err().message.contains("not a text file"));
    }

    #[test]
    fn hostile_marks_only_lose_themselves() {
        assert_eq!(
            rows("- [x](\n- **\n- a \u{1b}]0;oops\u{7}b [c](d"),
            ["|[x](", "|**", "|a b [c](d"]
        );
    }
}
