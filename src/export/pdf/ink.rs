//! From sheets to bytes: everything is drawn, and what was drawn is hung into the tree.

use super::face::{BOX, Faces, Run, Shape};
use super::flow::{Drawn, Found, Mark, Sheet};
use super::paper::{FOOT, HEAD, Ink, Paper, SIDE, Style, Weight};
use super::setting::{Paragraph, Piece, Set};
use super::tree::Tree;
use crate::session::report::Report;
use jiff::civil;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, Configuration, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::error::KrillaError;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, SpanTag, TagKind};
use krilla::{Document, SerializeSettings};

/// What is written.
pub(super) struct Book<'a> {
    pub(super) faces: &'a Faces,
    pub(super) paper: Paper,
    pub(super) report: &'a Report,
    /// When it was made, as far as readers are told.
    pub(super) at: civil::DateTime,
    pub(super) sheets: &'a [Sheet],
    pub(super) found: &'a [Found],
}

impl Book<'_> {
    /// The file. It keeps to the standards for archives (PDF/A-2a) and for people who listen
    /// (PDF/UA-1).
    pub(super) fn written(&self, tree: Tree) -> Result<Vec<u8>, KrillaError> {
        let mut document = Document::new_with(SerializeSettings {
            configuration: standards(),
            ..SerializeSettings::default()
        });
        let mut tree = tree;
        for (number, sheet) in self.sheets.iter().enumerate() {
            let size = PageSettings::from_wh(self.paper.width, self.paper.height);
            let mut page = document.start_page_with(size.expect("paper has a size"));
            let mut pen = Pen { surface: page.surface(), faces: self.faces };
            self.furniture(number, sheet, &mut pen);
            for mark in &sheet.marks {
                pen.mark(mark, &mut tree);
                if let Some(node) = mark.node {
                    around(tree.tag(node), number, mark);
                }
            }
            pen.surface.finish();
        }
        document.set_metadata(self.metadata());
        document.set_outline(outline(self.found));
        document.set_tag_tree(tree.grown());
        document.finish()
    }

    fn metadata(&self) -> Metadata {
        let at = self.at;
        let part = |number: i8| u8::try_from(number).unwrap_or(0);
        let date = DateTime::new(u16::try_from(at.year()).unwrap_or(0))
            .month(part(at.month()))
            .day(part(at.day()))
            .hour(part(at.hour()))
            .minute(part(at.minute()))
            .second(part(at.second()))
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        Metadata::new()
            .title(super::title(self.report))
            .description(super::named(&self.report.held))
            .language("en".into())
            .creator("Groundswell".into())
            .creation_date(date)
    }

    /// The running head, where the title does not stand itself, and the foot.
    fn furniture(&self, number: usize, sheet: &Sheet, pen: &mut Pen) {
        let measure = self.paper.measure();
        let right = |y| Place { x: SIDE + measure, y, flush: true };
        let left = |y| Place { x: SIDE, y, flush: false };
        if number > 0 {
            pen.furnish(ArtifactType::Header, |pen| {
                pen.short(&super::title(self.report), measure * 0.7, left(HEAD));
                pen.short(sheet.part, measure * 0.28, right(HEAD));
                let to = (SIDE + measure, HEAD + 7.0);
                pen.stroke((SIDE, HEAD + 7.0), to, 0.5, Ink::Hair, false);
            });
        }
        let y = self.paper.height - FOOT;
        pen.furnish(ArtifactType::Footer, |pen| {
            pen.short(&self.report.standing, measure * 0.8, left(y));
            let words = format!("page {} of {}", number + 1, self.sheets.len());
            pen.short(&words, measure * 0.2, right(y));
        });
    }
}

/// A drawing knows which part of the page it covers.
fn around(tag: &mut TagKind, page_idx: usize, mark: &Mark) {
    let TagKind::Figure(figure) = tag else { return };
    let known = figure.bbox().map(|it| it.rect);
    let [left, top, right, bottom] = mark.covers();
    let rect = Rect::from_ltrb(
        known.map_or(left, |it| it.left().min(left)),
        known.map_or(top, |it| it.top().min(top)),
        known.map_or(right, |it| it.right().max(right)),
        known.map_or(bottom, |it| it.bottom().max(bottom)),
    );
    figure.set_bbox(rect.map(|rect| BBox::new(page_idx, rect)));
}

fn standards() -> Configuration {
    ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .expect("both are of one time")
}

fn outline(found: &[Found]) -> Outline {
    let mut outline = Outline::new();
    let mut rest = found;
    while let Some((first, after)) = rest.split_first() {
        let below = after.iter().take_while(|it| it.entry.level > first.entry.level).count();
        let mut node = entry(first);
        after[..below].iter().for_each(|it| node.push_child(entry(it)));
        outline.push_child(node);
        rest = &after[below..];
    }
    outline
}

fn entry(found: &Found) -> OutlineNode {
    // A little higher, so that the heading is not at the edge of the window.
    let place = Point::from_xy(0.0, (found.y - 24.0).max(0.0));
    OutlineNode::new(super::named(&found.entry.title), XyzDestination::new(found.sheet, place))
}

/// Where words begin, or where they end.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    flush: bool,
}

struct Pen<'a, 'b> {
    surface: Surface<'a>,
    faces: &'b Faces,
}

impl Pen<'_, '_> {
    fn furnish(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    /// Words on one line, with an end that is left out where there is no room.
    fn short(&mut self, words: &str, room: f32, place: Place) {
        let set = short(self.faces, words, room);
        let Some(set) = set else { return };
        let x = if place.flush { place.x - set.width } else { place.x };
        for (piece, run, from) in runs(&set) {
            self.run(run, piece, (x + from, place.y));
        }
    }

    fn mark(&mut self, mark: &Mark, tree: &mut Tree) {
        let Some(node) = mark.node else {
            return self.furnish(ArtifactType::Layout, |pen| pen.drawn(mark));
        };
        let Drawn::Words(set) = &mark.what else {
            let leaf = self.surface.start_tagged(ContentTag::Other);
            tree.drawn(node, leaf);
            self.drawn(mark);
            return self.surface.end_tagged();
        };
        if set.pieces.is_empty() {
            let leaf = self.surface.start_tagged(ContentTag::Other);
            tree.drawn(node, leaf);
            self.surface.end_tagged();
        }
        // A box says itself what it stands for, so it is a leaf of its own.
        let mut boxed = None;
        for (piece, run, x) in runs(set) {
            let is_box = matches!(run.shape, Shape::Box(_));
            if boxed.is_none() || is_box || boxed == Some(true) {
                if boxed.is_some() {
                    self.surface.end_tagged();
                }
                let says = is_box.then_some(&*run.text);
                let span = SpanTag::empty().with_actual_text(says);
                tree.drawn(node, self.surface.start_tagged(ContentTag::Span(span)));
                boxed = Some(is_box);
            }
            self.run(run, piece, (mark.at.0 + x, mark.at.1));
        }
        if boxed.is_some() {
            self.surface.end_tagged();
        }
    }

    fn drawn(&mut self, mark: &Mark) {
        let (x, y) = mark.at;
        match &mark.what {
            Drawn::Words(set) => {
                for (piece, run, from) in runs(set) {
                    self.run(run, piece, (x + from, y));
                }
            }
            Drawn::Block(width, height, ink) => {
                let mut path = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(x, y, *width, *height) {
                    path.push_rect(rect);
                }
                self.fill(path.finish(), *ink);
            }
            Drawn::Stroke((across, down), thick, ink, dotted) => {
                self.stroke((x, y), (x + across, y + down), *thick, *ink, *dotted);
            }
            Drawn::Disc(radius, inside, around) => {
                self.fill(disc(x, y, *radius), *inside);
                self.line(disc(x, y, *radius), 0.9, *around, false);
            }
        }
    }

    fn run(&mut self, run: &Run, piece: &Piece, at: (f32, f32)) {
        match &run.shape {
            Shape::Glyphs(..) => self.glyphs(run, piece.style, at, false),
            Shape::Box(letter) => self.boxed(*letter, piece.style, at),
        }
    }

    /// Letters as text, or as shapes that nobody reads.
    fn glyphs(&mut self, run: &Run, style: Style, (x, y): (f32, f32), as_shapes: bool) {
        let Shape::Glyphs(which, glyphs) = &run.shape else { return };
        let (font, factor) = self.faces.font(*which);
        let (at, size) = (Point::from_xy(x, y), style.size * factor);
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(style.ink)));
        self.surface.draw_glyphs(at, glyphs, font, &run.text, size, as_shapes);
    }

    /// The number of a character in a box, as in "5C71", in two rows. Readers take what a span
    /// really says for its letters, so there is one: a space.
    fn boxed(&mut self, letter: char, style: Style, (x, y): (f32, f32)) {
        let size = style.size;
        let (left, top) = (x + 0.05 * size, y - 0.76 * size);
        let (wide, high) = (BOX * size, 0.92 * size);
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(left, top, wide, high) {
            path.push_rect(rect);
        }
        self.line(path.finish(), size * 0.05, style.ink, false);
        let number = format!("{:04X}", u32::from(letter));
        let (above, below) = number.split_at(number.len().div_ceil(2));
        let small = Style { size: size * if above.len() > 2 { 0.38 } else { 0.44 }, ..style };
        for (digits, baseline) in [(above, 0.42), (below, 0.83)] {
            for run in &*self.faces.runs(digits, Weight::Plain, false) {
                let from = left + (wide - run.width * small.size) / 2.0;
                self.glyphs(run, small, (from, top + baseline * size), true);
            }
        }
        for space in &*self.faces.runs(" ", Weight::Plain, false) {
            self.glyphs(space, style, (x, y), false);
        }
    }

    fn stroke(&mut self, from: (f32, f32), to: (f32, f32), thick: f32, ink: Ink, dotted: bool) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        self.line(path.finish(), thick, ink, dotted);
    }

    fn line(&mut self, path: Option<Path>, width: f32, ink: Ink, dotted: bool) {
        let Some(path) = path else { return };
        let dash = dotted.then(|| StrokeDash { array: vec![1.5, 3.0], offset: 0.0 });
        self.surface.set_fill(None);
        let paint = fill(ink).paint;
        self.surface.set_stroke(Some(Stroke { paint, width, dash, ..Stroke::default() }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
    }

    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        let Some(path) = path else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(ink)));
        self.surface.draw_path(&path);
    }
}

/// The runs of a line, each with its style and its place from the left.
fn runs(set: &Set) -> impl Iterator<Item = (&Piece, &Run, f32)> {
    set.pieces.iter().flat_map(|piece| {
        let mut x = piece.x;
        piece.runs.iter().map(move |run| {
            let from = x;
            x += run.width * piece.style.size;
            (piece, run, from)
        })
    })
}

fn short(faces: &Faces, words: &str, room: f32) -> Option<Set> {
    let set = |words: &str| {
        let lines = Paragraph::new(faces, &[(words, Style::SMALL)]).lines(f32::MAX / 2.0);
        lines.into_iter().next()
    };
    let whole = set(words)?;
    if whole.width <= room {
        return Some(whole);
    }
    let lines = Paragraph::new(faces, &[(words, Style::SMALL)]).lines(room - 8.0);
    let first: String =
        lines.first()?.pieces.iter().flat_map(|it| &*it.runs).map(|it| &*it.text).collect();
    set(&format!("{}…", first.trim_end_matches([' ', ',', '.'])))
}

fn fill(ink: Ink) -> Fill {
    let [red, green, blue] = ink.colour();
    let paint = rgb::Color::new(red, green, blue).into();
    Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// A circle of four curves.
fn disc(x: f32, y: f32, r: f32) -> Option<Path> {
    let k = r * 0.5523;
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.close();
    path.finish()
}
