//! Typefaces: letters become glyphs, and nothing vanishes.
//!
//! Most is set in IBM Plex Sans, which has Latin, Greek and Cyrillic and figures of one width. What it
//! lacks comes from DejaVu Sans, in one weight: Hebrew, Arabic, Armenian, Georgian, signs and a few
//! faces. What both lack is a box with the number of the character in it, and whoever copies or
//! listens gets the character.

use super::paper::Weight;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Script, ShapePlan, UnicodeBuffer, shape_with_plan};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use unicode_segmentation::UnicodeSegmentation;

/// Letters that are drawn at one go. All lengths are in parts of the size they are set in.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// What it says, in the order it is read.
    pub(super) text: String,
    pub(super) width: f32,
    pub(super) shape: Shape,
}

/// How letters are drawn.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Glyphs(Which, Vec<KrillaGlyph>),
    /// No typeface has it: a box with the number of this character.
    Box(char),
}

/// A typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Plain,
    Bold,
    /// For what the others lack.
    Rest,
}

/// All typefaces, and the words that were set before.
pub(super) struct Faces {
    plain: Face,
    bold: Face,
    rest: Face,
    known: RefCell<HashMap<Known, Rc<[Run]>>>,
}

/// How heavy a word is, whether it is read from the right, and its letters.
type Known = (Weight, bool, String);

struct Face {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    /// How much larger its letters must be to look as large as those beside them.
    factor: f32,
    plans: RefCell<Vec<Plan>>,
}

struct Plan {
    to_left: bool,
    script: Script,
    plan: Rc<ShapePlan>,
}

const PLAIN: &[u8] = include_bytes!("../../../assets/fonts/IBMPlexSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/IBMPlexSans-SemiBold.ttf");
const REST: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSans-part.ttf");

impl Faces {
    pub(super) fn new() -> Faces {
        let [plain, bold] = [PLAIN, BOLD].map(|bytes| Face::new(bytes, 1.0));
        Faces { plain, bold, rest: Face::new(REST, 0.93), known: RefCell::default() }
    }

    pub(super) fn font(&self, which: Which) -> (Font, f32) {
        let face = self.face(which);
        (face.font.clone(), face.factor)
    }

    fn face(&self, which: Which) -> &Face {
        match which {
            Which::Plain => &self.plain,
            Which::Bold => &self.bold,
            Which::Rest => &self.rest,
        }
    }

    /// The text in one direction, from left to right as it is seen.
    pub(super) fn runs(&self, text: &str, weight: Weight, to_left: bool) -> Rc<[Run]> {
        let key = (weight, to_left, text.to_owned());
        if let Some(runs) = self.known.borrow().get(&key) {
            return runs.clone();
        }
        let runs: Rc<[Run]> = self.shaped(text, weight, to_left).into();
        self.known.borrow_mut().insert(key, runs.clone());
        runs
    }

    fn shaped(&self, text: &str, weight: Weight, to_left: bool) -> Vec<Run> {
        let mut parts: Vec<(Option<Which>, String)> = Vec::new();
        for letter in text.graphemes(true) {
            let which = self.which(letter, weight);
            match parts.last_mut() {
                Some((last, part)) if *last == which && which.is_some() => part.push_str(letter),
                _ => parts.push((which, letter.to_owned())),
            }
        }
        if to_left {
            parts.reverse();
        }
        let run = |(which, part): (Option<Which>, String)| match which {
            Some(which) => self.face(which).run(which, part, to_left),
            None => boxed(part),
        };
        parts.into_iter().map(run).collect()
    }

    fn which(&self, letter: &str, weight: Weight) -> Option<Which> {
        let own = match weight {
            Weight::Plain => Which::Plain,
            Weight::Bold => Which::Bold,
        };
        [own, Which::Rest].into_iter().find(|which| self.face(*which).has(letter))
    }
}

impl Face {
    fn new(bytes: &'static [u8], factor: f32) -> Face {
        let font = Font::new(bytes.into(), 0).expect("a typeface of ours can be read");
        let shaper = rustybuzz::Face::from_slice(bytes, 0).expect("a typeface of ours can be read");
        Face { font, shaper, factor, plans: RefCell::default() }
    }

    /// Whether it can draw the whole of a letter with all its marks.
    fn has(&self, letter: &str) -> bool {
        let has =
            |c: char| is_unseen(c) || (!is_private(c) && self.shaper.glyph_index(c).is_some());
        letter.chars().all(has)
    }

    fn run(&self, which: Which, text: String, to_left: bool) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        buffer.guess_segment_properties();
        let direction = if to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        buffer.set_direction(direction);
        let plan = self.plan(buffer.script(), to_left);
        let shaped = shape_with_plan(&self.shaper, &plan, buffer);
        let (places, infos) = (shaped.glyph_positions(), shaped.glyph_infos());
        if infos.iter().any(|info| info.glyph_id == 0) {
            return boxed(text);
        }
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let end = |start: usize| {
            let next = starts.partition_point(|other| *other <= start);
            starts.get(next).copied().unwrap_or(text.len())
        };
        let em = self.font.units_per_em();
        let part = |units: i32| units as f32 / em;
        let glyph = |(place, info): (&rustybuzz::GlyphPosition, &rustybuzz::GlyphInfo)| {
            let start = info.cluster as usize;
            KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                part(place.x_advance),
                part(place.x_offset),
                part(place.y_offset),
                part(place.y_advance),
                start..end(start),
                None,
            )
        };
        let glyphs: Vec<KrillaGlyph> = places.iter().zip(infos).map(glyph).collect();
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * self.factor;
        Run { text, width, shape: Shape::Glyphs(which, glyphs) }
    }

    /// A plan takes longer to make than a word to set.
    fn plan(&self, script: Script, to_left: bool) -> Rc<ShapePlan> {
        let mut plans = self.plans.borrow_mut();
        if let Some(known) = plans.iter().find(|it| (it.script, it.to_left) == (script, to_left)) {
            return known.plan.clone();
        }
        let direction = if to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        let plan = Rc::new(ShapePlan::new(&self.shaper, direction, Some(script), None, &[]));
        plans.push(Plan { to_left, script, plan: plan.clone() });
        plan
    }
}

/// How wide a box is.
pub(super) const BOX: f32 = 0.86;

fn boxed(text: String) -> Run {
    let first = text.chars().next().unwrap_or(' ');
    Run { text, width: BOX + 0.1, shape: Shape::Box(first) }
}

/// Joiners, selectors and marks of direction, which change their neighbours and are not seen.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
        || c.is_control()
}

/// What each typeface draws differently, and nobody can copy.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn which(text: &str) -> Vec<Option<Which>> {
        let runs = Faces::new().runs(text, Weight::Bold, false);
        let which = |run: &Run| match run.shape {
            Shape::Glyphs(which, _) => Some(which),
            Shape::Box(_) => None,
        };
        runs.iter().map(which).collect()
    }

    #[test]
    fn each_letter_comes_from_a_face_that_has_it_or_is_a_box() {
        for words in ["Grüße, €9,600 → 12½ ✓", "Ελληνικά", "Українська"]
        {
            assert_eq!(which(words), [Some(Which::Bold)], "{words}");
        }
        for words in ["●◐○✕", "שלום", "مرحبا", "☀"] {
            assert_eq!(which(words), [Some(Which::Rest)], "{words}");
        }
        assert_eq!(which("a山b"), [Some(Which::Bold), None, Some(Which::Bold)]);
        // A family is one letter, and a letter of nobody's is nobody's here as well.
        assert_eq!(which("👩‍💻\u{e000}"), [None, None]);
    }

    #[test]
    fn figures_are_all_equally_wide() {
        let faces = Faces::new();
        let width = |text: &str| faces.runs(text, Weight::Plain, false)[0].width;
        assert!("023456789".chars().all(|figure| width(&figure.to_string()) == width("1")));
    }

    #[test]
    fn what_is_read_from_the_right_is_drawn_from_the_left() {
        let runs = Faces::new().runs("א山", Weight::Plain, true);
        assert_eq!(runs.iter().map(|run| &*run.text).collect::<Vec<_>>(), ["山", "א"]);
    }
}
