//! Where the text of a field and its cursor stand in cells: scrolled sideways, or wrapped.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::width;

/// The part of a line that is seen in so many cells, and the cell of the cursor.
///
/// The text moves by half a window at a time, so that it stands still while one types.
pub(super) fn window(line: &str, cursor: usize, cells: u16) -> (String, u16) {
    let room = usize::from(cells);
    let at = cells_before(line, cursor);
    let offset = match room / 2 {
        0 => at,
        _ if at < room => 0,
        half => (at / half - 1) * half,
    };
    let mut seen = String::new();
    let mut begins = 0;
    for piece in line.graphemes(true) {
        let ends = begins + width(piece);
        if begins >= offset && ends <= offset + room {
            seen.push_str(piece);
        } else if ends > offset && begins < offset {
            // Half of a wide character is out of sight: its other half stays blank.
            seen.push_str(&" ".repeat(ends - offset));
        }
        begins = ends;
    }
    (seen, narrow(at - offset))
}

/// The rows of wrapped lines that are seen, and the cell of the cursor among them.
pub(super) fn page(
    lines: &[String],
    cursor: (usize, usize),
    (cells, height): (u16, u16),
) -> (Vec<String>, (u16, u16)) {
    let mut rows = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (number, line) in lines.iter().enumerate() {
        let wrapped = wrapped(line, cells);
        if number == cursor.0 {
            let within = wrapped.iter().rposition(|(start, _)| *start <= cursor.1).unwrap_or(0);
            let (start, text) = &wrapped[within];
            (x, y) = (cells_before(text, cursor.1.saturating_sub(*start)), rows.len() + within);
        }
        rows.extend(wrapped.into_iter().map(|(_, text)| text));
    }
    let height = usize::from(height);
    let top = (y + 1).saturating_sub(height.max(1));
    let seen = rows.into_iter().skip(top).take(height).collect();
    (seen, (narrow(x), narrow(y - top)))
}

/// How many rows the lines take.
pub(super) fn height(lines: &[String], cells: u16) -> u16 {
    narrow(lines.iter().map(|line| wrapped(line, cells).len()).sum())
}

/// The rows of one line, each with the character it begins with. Nothing is left out, so that
/// the cursor has a place everywhere; the last column is for the cursor and hanging blanks.
fn wrapped(line: &str, cells: u16) -> Vec<(usize, String)> {
    let room = usize::from(cells).saturating_sub(1).max(1);
    let mut rows = Vec::new();
    let (mut row, mut start, mut word, mut columns) = (String::new(), 0, 0, 0);
    for piece in line.graphemes(true) {
        if !row.is_empty() && columns + width(piece) > room && piece != " " {
            let rest = row.split_off(if word > 0 { word } else { row.len() });
            let characters = row.chars().count();
            rows.push((start, std::mem::replace(&mut row, rest)));
            (start, word, columns) = (start + characters, 0, width_of(&row));
        }
        row.push_str(piece);
        columns += width(piece);
        if piece == " " {
            word = row.len();
        }
    }
    rows.push((start, row));
    rows
}

/// The cells that drawing takes for the first so many characters.
fn cells_before(line: &str, characters: usize) -> usize {
    let end = line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    width_of(&line[..end])
}

/// The terminal is given one character at a time, so their widths are summed one at a time.
fn width_of(text: &str) -> usize {
    text.graphemes(true).map(width).sum()
}

fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_character_cut_by_the_window_leaves_a_blank() {
        let (seen, cursor) = window("a山田太郎", 5, 4);
        assert_eq!((seen.as_str(), cursor), (" 郎", 3));
    }

    #[test]
    fn wrapping_keeps_every_character_and_breaks_long_words() {
        let line = "one  two threefourfive ";
        let rows = wrapped(line, 7);
        let texts: Vec<&str> = rows.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["one  ", "two ", "threef", "ourfiv", "e "]);
        assert_eq!(texts.concat(), line);
        assert_eq!(rows[2].0, 9);
    }

    #[test]
    fn the_row_with_the_cursor_is_always_seen() {
        let lines: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        let (seen, cursor) = page(&lines, (12, 2), (10, 4));
        assert_eq!((seen[3].as_str(), cursor), ("12", (2, 3)));
    }
}
