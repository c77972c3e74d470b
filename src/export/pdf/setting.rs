//! Words in lines: where a line may end, how wide it is, and which way it is read.

use super::face::{Faces, Run};
use super::paper::Style;
use std::rc::Rc;
use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

/// Words in one style.
pub(super) type Span<'a> = (&'a str, Style);

/// What is broken into lines. Words stay whole where a line is long enough for them.
pub(super) struct Paragraph<'a> {
    faces: &'a Faces,
    atoms: Vec<Atom>,
    /// Whether it is read from the right.
    to_left: bool,
}

/// Letters in one style and one direction, without a place to break inside.
#[derive(Clone)]
struct Atom {
    text: String,
    style: Style,
    level: Level,
    width: f32,
    /// Without the spaces at its end.
    bare: f32,
    ends: Ends,
}

/// Whether a line may end behind an atom.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Not,
    May,
    Must,
}

/// One line as it is drawn.
#[derive(Clone)]
pub(super) struct Set {
    pub(super) pieces: Vec<Piece>,
    /// Without the spaces at its end.
    pub(super) width: f32,
    pub(super) leading: f32,
    pub(super) baseline: f32,
    /// Whether it begins at the right.
    pub(super) to_left: bool,
}

/// Letters of a line in one style.
#[derive(Clone)]
pub(super) struct Piece {
    /// From the left of the line.
    pub(super) x: f32,
    pub(super) style: Style,
    pub(super) runs: Rc<[Run]>,
}

impl<'a> Paragraph<'a> {
    pub(super) fn new(faces: &'a Faces, spans: &[Span]) -> Paragraph<'a> {
        let text: String = spans.iter().map(|(words, _)| *words).collect();
        let bidi = BidiInfo::new(&text, None);
        let to_left = bidi.paragraphs.first().is_some_and(|it| it.level.is_rtl());
        let mut paragraph = Paragraph { faces, atoms: Vec::new(), to_left };
        let mut breaks = linebreaks(&text).peekable();
        let (mut start, mut end) = (0, 0);
        for (words, style) in spans {
            end += words.len();
            while start < end {
                let (at, kind) = breaks.peek().copied().unwrap_or((end, BreakOpportunity::Allowed));
                let stop = at.min(end);
                let ends = match kind {
                    BreakOpportunity::Mandatory if at == stop => Ends::Must,
                    BreakOpportunity::Allowed if at == stop => Ends::May,
                    _ => Ends::Not,
                };
                paragraph.word(&text[start..stop], *style, &bidi.levels[start..stop], ends);
                start = stop;
                if at <= stop {
                    breaks.next();
                }
            }
        }
        paragraph
    }

    /// A word whose parts are read in different directions is several atoms.
    fn word(&mut self, word: &str, style: Style, levels: &[Level], ends: Ends) {
        let mut from = 0;
        for (at, _) in word.char_indices().skip(1).chain([(word.len(), ' ')]) {
            let is_last = at == word.len();
            if is_last || levels[at] != levels[from] {
                let ends = if is_last { ends } else { Ends::Not };
                let text = word[from..at].replace(['\n', '\r'], "");
                let atom = self.atom(text, style, levels[from], ends);
                self.atoms.push(atom);
                from = at;
            }
        }
    }

    fn atom(&self, text: String, style: Style, level: Level, ends: Ends) -> Atom {
        let width = |text: &str| {
            let runs = self.faces.runs(text, style.weight, level.is_rtl());
            runs.iter().map(|run| run.width).sum::<f32>() * style.size
        };
        let (whole, trimmed) = (width(&text), text.trim_end());
        let bare = if trimmed.len() == text.len() { whole } else { width(trimmed) };
        Atom { text, style, level, width: whole, bare, ends }
    }

    /// How wide its widest word is.
    pub(super) fn narrowest(&self) -> f32 {
        self.words().map(bare).fold(0.0, f32::max)
    }

    /// How wide it is on one line.
    pub(super) fn widest(&self) -> f32 {
        let mut widest: f32 = 0.0;
        for line in self.atoms.split_inclusive(|atom| atom.ends == Ends::Must) {
            widest = widest.max(bare(line));
        }
        widest
    }

    fn words(&self) -> impl Iterator<Item = &[Atom]> {
        self.atoms.split_inclusive(|atom| atom.ends != Ends::Not)
    }

    /// The lines, none wider than this unless a single letter is.
    pub(super) fn lines(&self, measure: f32) -> Vec<Set> {
        // Widths are sums of many small numbers, so what fits exactly may seem not to.
        let measure = measure + 0.01;
        let mut lines = Vec::new();
        let (mut line, mut x): (Vec<Atom>, f32) = (Vec::new(), 0.0);
        for word in self.words() {
            if x + bare(word) > measure && !line.is_empty() {
                lines.push(self.set(&std::mem::take(&mut line)));
                x = 0.0;
            }
            let parts =
                if bare(word) > measure { self.parts(word, measure) } else { vec![word.to_vec()] };
            for (at, part) in parts.into_iter().enumerate() {
                if at > 0 {
                    lines.push(self.set(&std::mem::take(&mut line)));
                    x = 0.0;
                }
                x += part.iter().map(|atom| atom.width).sum::<f32>();
                line.extend(part);
            }
            if line.last().is_some_and(|atom| atom.ends == Ends::Must) {
                lines.push(self.set(&std::mem::take(&mut line)));
                x = 0.0;
            }
        }
        if !line.is_empty() {
            lines.push(self.set(&line));
        }
        lines
    }

    /// A word that is too long, cut between letters.
    fn parts(&self, word: &[Atom], measure: f32) -> Vec<Vec<Atom>> {
        let mut parts: Vec<Vec<Atom>> = vec![Vec::new()];
        let mut x = 0.0;
        for atom in word {
            let mut text = String::new();
            let of = |text: &mut String, ends| {
                self.atom(std::mem::take(text), atom.style, atom.level, ends)
            };
            for letter in atom.text.graphemes(true) {
                let wide = self.atom(letter.to_owned(), atom.style, atom.level, Ends::Not).bare;
                if x + wide > measure && x > 0.0 {
                    let part = of(&mut text, Ends::Not);
                    parts.last_mut().expect("there is one").push(part);
                    parts.push(Vec::new());
                    x = 0.0;
                }
                x += wide;
                text.push_str(letter);
            }
            let part = of(&mut text, atom.ends);
            parts.last_mut().expect("there is one").push(part);
        }
        parts
    }

    /// Atoms as they are seen from left to right.
    fn set(&self, atoms: &[Atom]) -> Set {
        let levels: Vec<Level> = atoms.iter().map(|atom| atom.level).collect();
        let tallest = atoms
            .iter()
            .map(|atom| atom.style)
            .max_by(|one, other| one.leading.total_cmp(&other.leading));
        let (leading, baseline) = tallest.map_or((0.0, 0.0), |it| (it.leading, it.baseline()));
        let width = bare(atoms);
        let (mut x, mut pieces) = (0.0, Vec::new());
        for at in BidiInfo::reorder_visual(&levels) {
            let Atom { text, style, level, width, .. } = &atoms[at];
            let runs = self.faces.runs(text, style.weight, level.is_rtl());
            pieces.push(Piece { x, style: *style, runs });
            x += width;
        }
        Set { pieces, width, leading, baseline, to_left: self.to_left }
    }
}

fn bare(atoms: &[Atom]) -> f32 {
    let Some((last, before)) = atoms.split_last() else { return 0.0 };
    before.iter().map(|atom| atom.width).sum::<f32>() + last.bare
}

impl Set {
    /// From the left of the room it has to its own left.
    pub(super) fn indent(&self, measure: f32) -> f32 {
        if self.to_left { (measure - self.width).max(0.0) } else { 0.0 }
    }

    /// What it says, as it is seen from left to right.
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.pieces.iter().flat_map(|piece| &*piece.runs).map(|run| &*run.text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, measure: f32) -> Vec<String> {
        let faces = Faces::new();
        let set = Paragraph::new(&faces, &[(text, Style::TEXT)]).lines(measure);
        assert!(set.iter().all(|line| line.width <= measure + 0.1), "{text}");
        set.iter().map(Set::text).collect()
    }

    #[test]
    fn lines_end_between_words_and_keep_every_letter() {
        let text = "Who answers for the marketplace-thing, and until when?";
        let told = lines(text, 90.0);
        assert!(told.len() > 2, "{told:?}");
        assert_eq!(told.concat(), text);
        assert!(told[..told.len() - 1].iter().all(|line| line.ends_with([' ', '-'])), "{told:?}");
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_and_keeps_every_letter() {
        let long = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenantrag".repeat(3);
        let told = lines(&format!("Ein {long} liegt vor"), 120.0);
        assert_eq!(told.concat(), format!("Ein {long} liegt vor"));
        assert_eq!(told[0], "Ein ");
    }

    #[test]
    fn a_line_ends_where_the_text_says_so() {
        assert_eq!(lines("one\ntwo", 300.0), ["one", "two"]);
        assert_eq!(lines("", 300.0), Vec::<String>::new());
        assert_eq!(lines("山田山田", 22.0), ["山田", "山田"]);
    }

    #[test]
    fn words_from_the_right_stand_in_the_order_in_which_they_are_read() {
        assert_eq!(lines("שלום עולם 12", 300.0), ["12 עולם שלום"]);
        assert_eq!(lines("Say שלום עולם now", 300.0), ["Say עולם שלום now"]);
        let faces = Faces::new();
        let set = Paragraph::new(&faces, &[("שלום", Style::TEXT)]).lines(100.0);
        assert!(set[0].to_left && set[0].indent(100.0) > 50.0);
    }
}
