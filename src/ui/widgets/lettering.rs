//! Words in letters that the back row reads: the question on the wall, and what is read aloud.

use crate::text::{width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::Role;
use crate::ui::widgets::digits::has_glyph;
use crate::ui::widgets::{letters, write};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

/// A question of more lines than these is read faster in smaller letters.
const LINES: usize = 3;

/// How large letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Face {
    /// Sixteen columns wide and eight rows high.
    Huge,
    /// Eight columns wide and four rows high.
    Block,
    /// Four columns wide and four rows high.
    Tall,
    /// Three columns wide and three rows high.
    Small,
    /// As everything else.
    Plain,
}

impl Face {
    /// What a question may be written in, the largest first.
    pub(in crate::ui) const HEADINGS: [Face; 4] =
        [Face::Block, Face::Tall, Face::Small, Face::Plain];

    /// What one thing to read from the back row may be written in, the largest first.
    pub(in crate::ui) const DIGITS: [Face; 4] = [Face::Huge, Face::Block, Face::Tall, Face::Small];

    fn columns(self) -> u16 {
        match self {
            Face::Huge => 16,
            Face::Block => 8,
            Face::Tall => 4,
            Face::Small => letters::TIMES,
            Face::Plain => 1,
        }
    }

    /// The rows of one line.
    pub(in crate::ui) fn rows(self) -> u16 {
        match self {
            Face::Huge => 8,
            Face::Block | Face::Tall => 4,
            Face::Small => letters::TIMES,
            Face::Plain => 1,
        }
    }
}

/// Words in letters of some size, broken into lines.
pub(in crate::ui) struct Lettering {
    face: Face,
    lines: Vec<String>,
}

impl Lettering {
    /// The words in this face; nothing when they have a letter that it has not, a word that is
    /// wider than the room, or too many lines.
    pub(in crate::ui) fn of(words: &str, face: Face, room: u16, look: &Look) -> Option<Lettering> {
        Lettering::of_lines(words, face, (room, LINES), look)
    }

    /// The words as large as an area has room for, in as many lines as they take; at last as text.
    pub(in crate::ui) fn largest(words: &str, area: Rect, look: &Look) -> Lettering {
        let faces = Face::HEADINGS.iter();
        let all = |face: &Face| Lettering::of_lines(words, *face, (area.width, usize::MAX), look);
        let fits = faces.filter_map(all).find(|lettering| lettering.height() <= area.height);
        fits.unwrap_or_else(|| Lettering::plain(words, area.width))
    }

    /// The words in this face, in at most so many lines of so many columns.
    pub(in crate::ui) fn of_lines(
        words: &str,
        face: Face,
        (room, most): (u16, usize),
        look: &Look,
    ) -> Option<Lettering> {
        if face == Face::Plain {
            return Some(Lettering::plain(words, room));
        }
        if words.is_empty() {
            return None;
        }
        let words = if face == Face::Small { words.to_owned() } else { simplified(words) };
        let columns = usize::from(room / face.columns());
        let broken = words.split_whitespace().any(|word| width(word) > columns);
        if !look.signs.blocks || columns == 0 || broken || !can_be_drawn(&words, face) {
            return None;
        }
        let lines = wrap(&words, columns);
        (lines.len() <= most).then_some(Lettering { face, lines })
    }

    /// The words as text, which is always possible.
    pub(in crate::ui) fn plain(words: &str, room: u16) -> Lettering {
        let lines =
            if words.is_empty() { Vec::new() } else { wrap(words, usize::from(room.clamp(1, 72))) };
        Lettering { face: Face::Plain, lines }
    }

    /// The largest of these faces in which the words have a single line of room.
    pub(in crate::ui) fn in_a_line(
        words: &str,
        faces: &[Face],
        room: u16,
        look: &Look,
    ) -> Option<Lettering> {
        let mut faces = faces.iter().filter_map(|face| Lettering::of(words, *face, room, look));
        faces.find(|lettering| lettering.lines.len() == 1)
    }

    /// Whether it is drawn, and no longer text.
    pub(in crate::ui) fn is_drawn(&self) -> bool {
        self.face != Face::Plain
    }

    /// The rows it takes.
    pub(in crate::ui) fn height(&self) -> u16 {
        let lines = u16::try_from(self.lines.len()).unwrap_or(u16::MAX / 8);
        lines.saturating_mul(self.face.rows())
    }

    /// The columns of its longest line.
    pub(in crate::ui) fn width(&self) -> u16 {
        let longest = self.lines.iter().map(|line| width(line)).max().unwrap_or(0);
        u16::try_from(longest).unwrap_or(u16::MAX / 8).saturating_mul(self.face.columns())
    }

    /// Paints it from the upper left corner of an area.
    pub(in crate::ui) fn render(&self, area: Rect, buffer: &mut Buffer, look: &Look, role: Role) {
        let area = area.intersection(buffer.area);
        let style = look.style(role);
        for (line, at) in self.lines.iter().zip((0..).step_by(usize::from(self.face.rows()))) {
            let y = area.y.saturating_add(at);
            if y.saturating_add(self.face.rows()) > area.bottom() {
                return;
            }
            let row = Rect { y, height: self.face.rows(), ..area };
            match self.face {
                Face::Huge => huge(line, row, buffer, style),
                Face::Block => block(line, PixelSize::HalfHeight, row, buffer, style),
                Face::Tall => block(line, PixelSize::Quadrant, row, buffer, style),
                Face::Small => small(line, row, buffer, style),
                Face::Plain => drop(write(buffer, row, (0, 0), line, look.bold(role))),
            }
        }
    }
}

fn block(line: &str, size: PixelSize, area: Rect, buffer: &mut Buffer, style: Style) {
    let lines = vec![line.to_owned().into()];
    BigText::builder().pixel_size(size).style(style).lines(lines).build().render(area, buffer);
}

/// Block letters with each cell twice as wide and high.
fn huge(line: &str, area: Rect, buffer: &mut Buffer, style: Style) {
    let sheet = Rect::new(0, 0, area.width / 2, Face::Block.rows());
    let mut letters = Buffer::empty(sheet);
    block(line, PixelSize::HalfHeight, sheet, &mut letters, style);
    for place in sheet.positions() {
        let [upper, lower] = match letters[place].symbol() {
            "█" => [true, true],
            "▀" => [true, false],
            "▄" => [false, true],
            _ => [false, false],
        };
        for (row, set) in [(0, upper), (1, lower)] {
            let words = if set { "██" } else { "" };
            write(buffer, area, (place.x * 2, place.y * 2 + row), words, style);
        }
    }
}

fn small(line: &str, area: Rect, buffer: &mut Buffer, style: Style) {
    let wide = u16::try_from(width(line)).unwrap_or(u16::MAX / 8);
    let sheet = Rect::new(0, 0, wide, 1);
    let mut letters = Buffer::empty(sheet);
    write(&mut letters, sheet, (0, 0), line, style);
    letters::grow(&letters, 1, letters::TIMES, area, buffer);
}

fn can_be_drawn(words: &str, face: Face) -> bool {
    match face {
        Face::Huge | Face::Block | Face::Tall => {
            words.chars().all(|letter| letter == '\n' || has_glyph(letter))
        }
        Face::Small => {
            let line = words.replace('\n', " ");
            let sheet = Rect::new(0, 0, u16::try_from(width(&line)).unwrap_or(u16::MAX), 1);
            let mut letters = Buffer::empty(sheet);
            write(&mut letters, sheet, (0, 0), &line, Style::new());
            letters::can_grow(&letters)
        }
        Face::Plain => true,
    }
}

/// The same with marks that block letters have.
fn simplified(words: &str) -> String {
    let mut simple = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '“' | '”' | '„' => simple.push('"'),
            '‘' | '’' => simple.push('\''),
            '–' | '—' => simple.push('-'),
            '…' => simple.push_str("..."),
            other => simple.push(other),
        }
    }
    simple
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::tests::{ascii, dark};
    use crate::ui::widgets::stage::{TEXTS, at_every_size};

    #[test]
    fn a_word_is_never_broken_and_three_lines_are_enough() {
        let of = |words, face, room| Lettering::of(words, face, room, &dark());
        assert!(of("Who wants responsibility?", Face::Tall, 60).is_some());
        assert!(of("Who wants responsibility?", Face::Tall, 56).is_none());
        assert!(of("one two three four", Face::Tall, 20).is_none());
        assert_eq!(
            of("When …, I will", Face::Tall, 80).map(|it| it.lines.concat()).as_deref(),
            Some("When ..., I will")
        );
    }

    #[test]
    fn what_cannot_be_drawn_large_is_written() {
        for face in [Face::Block, Face::Tall, Face::Small] {
            assert!(Lettering::of("山田", face, 100, &dark()).is_none());
            assert!(Lettering::of("Who?", face, 100, &ascii()).is_none());
        }
        assert!(Lettering::of("山田", Face::Plain, 100, &dark()).is_some());
    }

    #[test]
    fn it_draws_at_every_size() {
        for face in [Face::HEADINGS, Face::DIGITS].concat() {
            for text in TEXTS {
                at_every_size(|area, buffer| {
                    if let Some(lettering) = Lettering::of(text, face, area.width, &dark()) {
                        lettering.render(area, buffer, &dark(), Role::WallHeading);
                    }
                });
            }
        }
    }
}
