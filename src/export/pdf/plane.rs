//! A plane with things on it: each a letter at its place, with a cross as long as its disagreement.

use super::blocks::Setter;
use super::flow::{Drawn, Mark, Slab};
use super::paper::{Ink, Style, Weight};
use super::setting::Paragraph;
use super::tree::Node;
use crate::export::draw::one_line;
use crate::session::block::{Along, Plane, Spot};
use krilla::tagging::Tag;

/// The part in which things stand.
#[derive(Clone, Copy)]
struct Field {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

/// The widest and highest field there is.
const FIELD: (f32, f32) = (330.0, 230.0);
/// The room of the words beside the upward axis.
const WORDS: f32 = 70.0;
/// How large the disc of a letter is.
const DISC: f32 = 7.5;

impl Field {
    fn x(self, along: u16) -> f32 {
        self.left + self.width * f32::from(along) / f32::from(Along::WHOLE)
    }

    fn y(self, along: u16) -> f32 {
        self.top + self.height * (1.0 - f32::from(along) / f32::from(Along::WHOLE))
    }
}

impl Field {
    /// What a disc and the two strokes of a cross cover: left, top, right, foot.
    fn covered(self, spot: &Spot) -> Vec<[f32; 4]> {
        let Some([up, across]) = spot.at else { return Vec::new() };
        let (x, y) = (self.x(across.at), self.y(up.at));
        vec![
            [x - DISC, y - DISC, x + DISC, y + DISC],
            [self.x(across.from), y, self.x(across.to), y],
            [x, self.y(up.to), x, self.y(up.from)],
        ]
    }
}

impl Setter<'_> {
    /// The drawing alone; the table below it says the same to whoever cannot see it.
    pub(super) fn plane(&mut self, plane: &Plane, air: f32) {
        let told = plane.lines().iter().map(|line| one_line(&line.text)).collect::<Vec<_>>();
        let [up, across] = &plane.names;
        let told = format!("Drawn on two axes, {up} and {across}. {}", told.join(". "));
        let told = told.chars().take(super::LONGEST_TOLD).collect();
        let node = self.tree.add(None, Tag::Figure(Some(told)));
        let mut sketch = Sketch { setter: self, node, marks: Vec::new() };
        let field = sketch.axes(plane);
        sketch.quarters(plane, field);
        for spot in &plane.spots {
            sketch.cross(spot, field);
        }
        sketch.letters(plane, field);
        let (marks, height) = (sketch.marks, field.top + field.height + 34.0);
        self.push(Slab { height, air, marks, keeps: true, ..Slab::default() });
    }
}

struct Sketch<'a, 'b> {
    setter: &'a Setter<'b>,
    node: Node,
    marks: Vec<Mark>,
}

impl Sketch<'_, '_> {
    fn axes(&mut self, plane: &Plane) -> Field {
        let [[low, high], [near, far]] = &plane.ends;
        let words =
            [low, high].map(|word| self.width(word, Style::SMALL)).into_iter().fold(0.0, f32::max);
        let left = words.min(WORDS) + 22.0;
        let field = Field { left, top: 22.0, width: FIELD.0, height: FIELD.1 };
        let (foot, right) = (field.top + field.height, field.left + field.width);
        self.stroke((left, field.top), (0.0, field.height), 0.8, Ink::Dim, false);
        self.stroke((left, foot), (field.width, 0.0), 0.8, Ink::Dim, false);
        let middle = Along::WHOLE / 2;
        self.stroke((field.x(middle), field.top), (0.0, field.height), 0.6, Ink::Hair, true);
        self.stroke((left, field.y(middle)), (field.width, 0.0), 0.6, Ink::Hair, true);
        let steps = u16::from(plane.points.saturating_sub(1).max(1));
        for point in 0..=steps {
            let along = u32::from(point) * u32::from(Along::WHOLE) / u32::from(steps);
            let along = u16::try_from(along).unwrap_or(Along::WHOLE);
            let (x, y) = (field.x(along), field.y(along));
            self.stroke((left - 4.0, y), (4.0, 0.0), 0.8, Ink::Dim, false);
            self.stroke((x, foot), (0.0, 4.0), 0.8, Ink::Dim, false);
            let number = (point + 1).to_string();
            self.words(&number, Style::SMALL, (left - 10.0, y + 2.8), 0.5);
            self.words(&number, Style::SMALL, (x, foot + 13.5), 0.5);
        }
        for (word, y) in [(high, field.top), (low, foot)] {
            self.words(word, Style::SMALL, (left - 18.0, y + 2.8), 1.0);
        }
        let bold = Style::SMALL.bold().with(Ink::Black);
        let [up, across] = &plane.names;
        self.words(up, bold, (left - 4.0, 8.0), 0.0);
        self.words(near, Style::SMALL, (left - 3.0, foot + 27.0), 0.0);
        self.words(across, bold, (left + field.width / 2.0, foot + 27.0), 0.5);
        self.words(far, Style::SMALL, (right + 3.0, foot + 27.0), 1.0);
        field
    }

    /// What the quarters are called, each in its corner or as near to it as nothing stands.
    fn quarters(&mut self, plane: &Plane, field: Field) {
        let (right, foot) = (field.left + field.width, field.top + field.height);
        let taken: Vec<[f32; 4]> =
            plane.spots.iter().flat_map(|spot| field.covered(spot)).collect();
        for (at, words) in plane.quarters.iter().enumerate() {
            let (is_left, is_above) = (at % 2 == 0, at < 2);
            let wide = self.width(words, Style::SMALL);
            let x = if is_left { field.left + 8.0 } else { right - 4.0 - wide };
            let is_free = |y: &f32| {
                let meets = |[left, top, right, foot]: &[f32; 4]| {
                    x < *right && *left < x + wide && y - 8.0 < *foot && *top < y + 3.0
                };
                !taken.iter().any(meets)
            };
            let rows = (0..7_u8).map(|row| 11.0 * f32::from(row));
            let mut rows =
                rows.map(|y| if is_above { field.top + 12.0 + y } else { foot - 8.0 - y });
            if let Some(y) = rows.find(is_free) {
                self.words(words, Style::SMALL, (x, y), 0.0);
            }
        }
    }

    /// How far the answers reach.
    fn cross(&mut self, spot: &Spot, field: Field) {
        let Some([up, across]) = spot.at else { return };
        let (x, y) = (field.x(across.at), field.y(up.at));
        let (from, to) = (field.x(across.from), field.x(across.to));
        let (low, high) = (field.y(up.from), field.y(up.to));
        self.stroke((from, y), (to - from, 0.0), 1.0, Ink::Accent, false);
        self.stroke((x, high), (0.0, low - high), 1.0, Ink::Accent, false);
    }

    /// Each letter at its place, or beside those that are there already.
    fn letters(&mut self, plane: &Plane, field: Field) {
        let mut taken: Vec<(f32, f32)> = Vec::new();
        for spot in &plane.spots {
            let Some([up, across]) = spot.at else { continue };
            let (mut x, y) = (field.x(across.at), field.y(up.at));
            while taken.iter().any(|it| (it.0 - x).hypot(it.1 - y) < 2.0 * DISC) {
                x += 2.0 * DISC + 1.0;
            }
            taken.push((x, y));
            let (inside, ink) = match spot.taken {
                true => (Ink::Accent, Ink::White),
                false => (Ink::White, Ink::Black),
            };
            self.add((x, y), Drawn::Disc(DISC, inside, Ink::Accent));
            let style = Style { weight: Weight::Bold, ink, ..Style::SMALL };
            self.words(&spot.letter, style, (x, y + 2.8), 0.5);
        }
    }

    fn width(&self, words: &str, style: Style) -> f32 {
        Paragraph::new(self.setter.faces, &[(&one_line(words), style)]).widest()
    }

    /// Words on one line, of which this share stands to the left of the place.
    fn words(&mut self, words: &str, style: Style, (x, y): (f32, f32), share: f32) {
        let words = one_line(words);
        let lines = Paragraph::new(self.setter.faces, &[(&words, style)]).lines(f32::MAX / 2.0);
        for set in lines.into_iter().take(1) {
            let x = (x - set.width * share).max(0.0);
            self.add((x, y), Drawn::Words(set));
        }
    }

    fn stroke(&mut self, at: (f32, f32), to: (f32, f32), thick: f32, ink: Ink, dotted: bool) {
        self.add(at, Drawn::Stroke(to, thick, ink, dotted));
    }

    fn add(&mut self, at: (f32, f32), what: Drawn) {
        self.marks.push(Mark { at, what, node: Some(self.node) });
    }
}
