//! Blocks become slabs, and each says in the tree what it is.

use super::face::Faces;
use super::flow::{Drawn, Entry, Mark, Slab, Starts};
use super::paper::{Ink, PROSE, Paper, Style};
use super::rows::{Cell, row};
use super::setting::Paragraph;
use super::table;
use super::tree::{Node, Tree};
use crate::export::draw::{UNICODE, one_line};
use crate::session::block::{Block, Line, Section, Sign};
use crate::session::report::{Chapters, Part, Report};
use crate::text::clean_block;
use krilla::tagging::{ListNumbering, Tag};
use std::num::NonZeroU16;

/// The record as slabs, and its tree, while both grow.
pub(super) struct Setter<'a> {
    pub(super) faces: &'a Faces,
    pub(super) paper: Paper,
    pub(super) tree: Tree,
    pub(super) slabs: Vec<Slab>,
    /// How running text looks here.
    text: Style,
    part: &'static str,
    starts: Starts,
    /// How deep headings of blocks stand.
    depth: u16,
    after: After,
}

/// What stands above, which decides how much air there is below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Heading,
    Block,
}

/// The room of a sign before a line.
const SIGN: f32 = 15.0;
/// The least that stands between a text and what is beside it.
const GAP: f32 = 16.0;

impl<'a> Setter<'a> {
    pub(super) fn new(faces: &'a Faces, paper: Paper) -> Setter<'a> {
        Setter {
            faces,
            paper,
            tree: Tree::default(),
            slabs: Vec::new(),
            text: Style::TEXT,
            part: "",
            starts: Starts::Anywhere,
            depth: 2,
            after: After::Block,
        }
    }

    /// What stands above all else: whence it comes, what it is called, how far it can be trusted
    /// and whom to ask.
    pub(super) fn head(&mut self, report: &Report) {
        self.prose(&report.held, Style::TEXT.dim(), 0.0);
        self.heading(1, &super::title(report), Style::TITLE, 4.0, Some(0));
        let below = [report.standing.as_str(), &report.ask].join("\n");
        self.prose(below.trim(), Style::TEXT.dim(), 5.0);
        let to = (self.paper.measure(), 0.0);
        let mark =
            Mark { at: (0.0, 0.0), what: Drawn::Stroke(to, 1.4, Ink::Accent, false), node: None };
        self.push(Slab { height: 1.0, air: 14.0, marks: vec![mark], ..Slab::default() });
    }

    /// A part of the record. The executive page stands alone below the head.
    pub(super) fn part(&mut self, chapters: &Chapters) {
        let is_page = chapters.part == Part::Page;
        self.part = chapters.part.title();
        self.starts = match chapters.part {
            Part::Page => Starts::Anywhere,
            Part::Minutes | Part::Roles | Part::Budget | Part::Making => Starts::Sheet,
            Part::Goals | Part::Promises | Part::Gaps => Starts::Room(self.paper.depth() / 3.0),
        };
        if !is_page {
            self.heading(2, self.part, Style::PART, 34.0, Some(0));
        }
        for section in &chapters.sections {
            self.text = if is_page { Style::LARGE } else { Style::TEXT };
            self.section(section, if is_page { 2 } else { 3 });
        }
    }

    fn section(&mut self, section: &Section, level: u16) {
        self.depth = level + 1;
        match section.title == self.part {
            // A part that is one chapter needs no second heading with the same words.
            true => self.depth = level,
            false => {
                let entry = u8::try_from(level - 2).unwrap_or(1);
                let air = if self.after == After::Heading { 10.0 } else { 24.0 };
                self.heading(level, &section.title, Style::SECTION, air, Some(entry));
            }
        }
        section.blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        let air = self.air();
        match block {
            Block::Heading(words) => {
                let air = if self.after == After::Heading { 8.0 } else { 14.0 };
                return self.heading(self.depth, words, Style::HEADING, air, None);
            }
            Block::Text(words) => self.prose(words, self.text, air),
            Block::Lines(lines) => self.lines(lines, air),
            Block::Bars(bars) => table::of_bars(bars).set(self, air),
            Block::Trends(trends) => table::of_trends(trends).set(self, air),
            Block::Grid(grid) => table::of_grid(grid).set(self, air),
            Block::Ledger(ledger) => table::of_ledger(ledger).set(self, air),
            Block::Plane(plane) => {
                self.plane(plane, air);
                table::of_grid(&plane.grid()).set(self, 12.0);
            }
            Block::Digits(words) => self.prose(words, Style::DIGITS, air),
        }
        self.after = After::Block;
    }

    fn air(&self) -> f32 {
        match self.after {
            After::Heading => 4.0,
            After::Block => 9.0,
        }
    }

    pub(super) fn push(&mut self, slab: Slab) {
        let starts = std::mem::take(&mut self.starts);
        self.slabs.push(Slab { part: self.part, starts, ..slab });
    }

    /// A heading, which goes with what follows, and its entry in the outline at this depth.
    fn heading(&mut self, level: u16, words: &str, style: Style, air: f32, entry: Option<u8>) {
        let words = one_line(words);
        if words.is_empty() {
            return;
        }
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let node = self.tree.add(None, Tag::Hn(level, Some(words.clone())));
        let first = self.slabs.len();
        self.paragraph(&words, style, self.paper.measure(), node, air);
        self.slabs[first..].iter_mut().for_each(|slab| slab.keeps = true);
        let entry = entry.map(|level| Entry { level, title: words });
        self.slabs[first..].iter_mut().take(1).for_each(|slab| slab.entry = entry.clone());
        self.after = After::Heading;
    }

    /// Paragraphs of prose; a line of the text stays a line.
    fn prose(&mut self, words: &str, style: Style, air: f32) {
        let text = clean_block(words);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
        let mut air = air;
        for lines in paragraphs {
            let node = self.tree.add(None, Tag::P);
            let text = lines.join("\n");
            self.paragraph(&text, style, PROSE.max(style.size * 16.0), node, air);
            // What announces something goes with it.
            if let Some(last) = self.slabs.last_mut().filter(|_| text.ends_with(':')) {
                last.keeps = true;
            }
            air = style.leading / 2.0;
        }
    }

    /// A paragraph; no page begins or ends with a single line of it.
    fn paragraph(&mut self, text: &str, style: Style, measure: f32, node: Node, air: f32) {
        let measure = measure.min(self.paper.measure());
        let lines = Paragraph::new(self.faces, &[(text, style)]).lines(measure);
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let air = if at == 0 { air } else { 0.0 };
            let keeps = at + 1 < count && (at == 0 || at + 2 == count);
            let height = line.leading;
            let place = (line.indent(measure), line.baseline);
            let mark = Mark { at: place, what: Drawn::Words(line), node: Some(node) };
            self.push(Slab { height, air, keeps, marks: vec![mark], ..Slab::default() });
        }
    }

    /// A list: the sign, the text, and what stands beside it in a column of its own, or behind the
    /// text where that would leave too little room.
    fn lines(&mut self, lines: &[Line], air: f32) {
        let lines: Vec<Line> = lines
            .iter()
            .map(cleaned)
            .filter(|it| !it.text.is_empty() || !it.aside.is_empty())
            .collect();
        let signed = lines.iter().any(|line| line.sign != Sign::None);
        let numbering = if signed { ListNumbering::Disc } else { ListNumbering::None };
        let list = (!lines.is_empty()).then(|| self.tree.add(None, Tag::L(numbering)));
        let indent = if signed { SIGN } else { 0.0 };
        let room = self.paper.measure() - indent;
        let beside = self.beside(&lines, room);
        let (count, between) = (lines.len(), self.text.leading * 0.28);
        for (at, line) in lines.iter().enumerate() {
            let item = self.tree.add(list, Tag::LI);
            let mut cells = Vec::new();
            if signed {
                cells.extend(self.sign(line.sign, item));
            }
            let body = Some(self.tree.add(Some(item), Tag::LBody));
            let (text, dim) = (self.text, self.text.dim());
            let (words, aside) = (line.text.as_str(), line.aside.as_str());
            let cell = |x, width, spans: &[_]| {
                Cell::words(x, width, body, Paragraph::new(self.faces, spans).lines(width))
            };
            match beside {
                Some((width, x)) => {
                    cells.push(cell(indent, width, &[(words, text)]));
                    if !aside.is_empty() {
                        cells.push(cell(indent + x, room - x, &[(aside, dim)]));
                    }
                }
                None if aside.is_empty() => cells.push(cell(indent, room, &[(words, text)])),
                None => cells.push(cell(
                    indent,
                    room,
                    &[(words, text), ("\u{2003}", dim), (aside, dim)],
                )),
            }
            let air = if at == 0 { air } else { between };
            // No page begins or ends with a single line of a list.
            let keeps = at + 1 < count && (at == 0 || at + 2 == count);
            for slab in row(cells, 0.0, air, self.paper) {
                self.push(Slab { keeps, ..slab });
            }
        }
    }

    /// How wide the texts of a list are, and where what is beside them begins; nothing where that
    /// is too long to stand in a column.
    fn beside(&self, lines: &[Line], room: f32) -> Option<(f32, f32)> {
        let widest = |words: fn(&Line) -> &str, style| {
            let wide = |line| Paragraph::new(self.faces, &[(words(line), style)]).widest();
            lines.iter().map(wide).fold(0.0, f32::max)
        };
        let aside = widest(|line| &line.aside, self.text.dim());
        if aside > room * 0.36 {
            return None;
        }
        let left = if aside > 0.0 { room - aside - GAP } else { room };
        let text = widest(|line| &line.text, self.text).min(left);
        Some((text, text + GAP))
    }

    fn sign(&mut self, sign: Sign, item: Node) -> Option<Cell> {
        let (ink, word) = match sign {
            Sign::Settled => (Ink::Accent, "settled"),
            Sign::Half => (Ink::Accent, "partly"),
            Sign::Nobody => (Ink::Black, "not yet"),
            Sign::LeftOpen => (Ink::Black, "left open"),
            Sign::Item => (Ink::Dim, ""),
            Sign::None => return None,
        };
        let mut tag: krilla::tagging::TagKind = Tag::Lbl.into();
        if !word.is_empty() {
            tag.set_alt_text(Some(word.to_owned()));
        }
        let node = self.tree.add(Some(item), tag);
        let style = self.text.with(ink);
        let lines = Paragraph::new(self.faces, &[(UNICODE.sign(sign), style)]).lines(SIGN);
        Some(Cell::words(0.0, SIGN, Some(node), lines))
    }
}

fn cleaned(line: &Line) -> Line {
    Line { sign: line.sign, text: one_line(&line.text), aside: one_line(&line.aside) }
}
