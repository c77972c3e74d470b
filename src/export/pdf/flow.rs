//! From top to bottom, from page to page: slabs are laid onto sheets.

use super::paper::{ABOVE, Ink, Paper, SIDE};
use super::setting::Set;
use super::tree::Node;
use std::rc::Rc;

/// What stands across the text from left to right and is never parted by a page's end.
#[derive(Clone, Default)]
pub(super) struct Slab {
    pub(super) height: f32,
    /// The air above it; none at the top of a sheet.
    pub(super) air: f32,
    /// Whether it stays with what follows.
    pub(super) keeps: bool,
    pub(super) starts: Starts,
    /// What is drawn, from its upper left.
    pub(super) marks: Vec<Mark>,
    /// What stands above it again where it is the first on a sheet: the heads of columns.
    pub(super) again: Option<Rc<Slab>>,
    /// The part of the record that it belongs to.
    pub(super) part: &'static str,
    /// What the outline says of it.
    pub(super) entry: Option<Entry>,
}

/// Where a slab may begin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Starts {
    #[default]
    Anywhere,
    /// On a new sheet.
    Sheet,
    /// On a new sheet where less than this is left.
    Room(f32),
}

/// An entry of the outline, and how deep it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) level: u8,
    pub(super) title: String,
}

/// Something drawn.
#[derive(Clone)]
pub(super) struct Mark {
    pub(super) at: (f32, f32),
    pub(super) what: Drawn,
    /// What it belongs to; nothing, when it only pleases the eye.
    pub(super) node: Option<Node>,
}

/// What can be drawn.
#[derive(Clone)]
pub(super) enum Drawn {
    /// A line of words, from its baseline.
    Words(Set),
    /// So wide, so high.
    Block(f32, f32, Ink),
    /// To this place, so thick, perhaps in dots.
    Stroke((f32, f32), f32, Ink, bool),
    /// A disc around the place, with this inside and this around.
    Disc(f32, Ink, Ink),
}

/// One sheet, all marks from its upper left.
#[derive(Clone, Default)]
pub(super) struct Sheet {
    pub(super) marks: Vec<Mark>,
    /// The part of the record that its first slab belongs to.
    pub(super) part: &'static str,
}

/// An entry of the outline with its sheet and its height there.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) entry: Entry,
    pub(super) sheet: usize,
    pub(super) y: f32,
}

/// All sheets, at least one.
pub(super) fn sheets(slabs: &[Slab], paper: Paper) -> (Vec<Sheet>, Vec<Found>) {
    let mut pile = Pile { paper, sheets: vec![Sheet::default()], y: 0.0, found: Vec::new() };
    let together: Vec<f32> = (0..slabs.len()).map(|at| together(&slabs[at..])).collect();
    for (slab, together) in slabs.iter().zip(together) {
        pile.lay(slab, together);
    }
    (pile.sheets, pile.found)
}

/// How high a slab is with all that it stays with, without the air above it.
fn together(slabs: &[Slab]) -> f32 {
    let mut height = slabs[0].height;
    for pair in slabs.windows(2).take_while(|pair| pair[0].keeps) {
        height += pair[1].air + pair[1].height;
    }
    height
}

struct Pile {
    paper: Paper,
    sheets: Vec<Sheet>,
    /// How far down the last sheet is covered.
    y: f32,
    found: Vec<Found>,
}

impl Pile {
    fn lay(&mut self, slab: &Slab, together: f32) {
        let depth = self.paper.depth();
        let left = depth - self.y - slab.air;
        let again = slab.again.as_ref().map_or(0.0, |heads| heads.height);
        // What fits on no sheet begins where it stands.
        let wanted = if together + again <= depth { together } else { slab.height };
        let must = match slab.starts {
            Starts::Anywhere => false,
            Starts::Sheet => true,
            Starts::Room(least) => left < least,
        };
        if self.y > 0.0 && (must || wanted > left) {
            self.sheets.push(Sheet::default());
            self.y = 0.0;
            if let Some(heads) = &slab.again {
                self.draw(heads, slab.part);
            }
        }
        if self.y > 0.0 {
            self.y += slab.air;
        }
        self.draw(slab, slab.part);
    }

    fn draw(&mut self, slab: &Slab, part: &'static str) {
        let y = ABOVE + self.y;
        if let Some(entry) = slab.entry.clone() {
            self.found.push(Found { entry, sheet: self.sheets.len() - 1, y });
        }
        let sheet = self.sheets.last_mut().expect("there is always one");
        if self.y == 0.0 {
            sheet.part = part;
        }
        sheet.marks.extend(slab.marks.iter().cloned().map(|mark| mark.moved(SIDE, y)));
        self.y += slab.height;
    }
}

impl Mark {
    pub(super) fn moved(self, x: f32, y: f32) -> Mark {
        Mark { at: (self.at.0 + x, self.at.1 + y), ..self }
    }

    /// What it covers of its sheet: left, top, right, foot.
    pub(super) fn covers(&self) -> [f32; 4] {
        let (x, y) = self.at;
        match &self.what {
            Drawn::Words(set) => {
                let top = y - set.baseline;
                [x, top, x + set.width, top + set.leading]
            }
            Drawn::Block(wide, high, _) => [x, y, x + wide, y + high],
            Drawn::Stroke((across, down), ..) => [x, y, x + across, y + down],
            Drawn::Disc(radius, ..) => [x - radius, y - radius, x + radius, y + radius],
        }
    }

    /// The same without meaning.
    pub(super) fn for_the_eye(self) -> Mark {
        Mark { node: None, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: Paper = Paper { width: 300.0, height: 248.0 };

    fn slab(height: f32, keeps: bool) -> Slab {
        let mark = Mark { at: (0.0, 0.0), what: Drawn::Block(height, 1.0, Ink::Black), node: None };
        Slab { height, keeps, air: 10.0, marks: vec![mark], ..Slab::default() }
    }

    /// The heights of what was laid, sheet by sheet.
    fn laid(slabs: &[Slab]) -> Vec<Vec<f32>> {
        let height = |mark: &Mark| match mark.what {
            Drawn::Block(height, ..) => height,
            _ => 0.0,
        };
        let (sheets, _) = sheets(slabs, PAPER);
        sheets.iter().map(|sheet| sheet.marks.iter().map(height).collect()).collect()
    }

    #[test]
    fn a_heading_goes_with_what_follows() {
        assert_eq!(PAPER.depth(), 100.0);
        let told = laid(&[slab(50.0, false), slab(20.0, true), slab(30.0, false)]);
        assert_eq!(told, [vec![50.0], vec![20.0, 30.0]]);
        let told = laid(&[slab(40.0, false), slab(20.0, true), slab(20.0, false)]);
        assert_eq!(told, [[40.0, 20.0, 20.0]]);
    }

    #[test]
    fn what_no_sheet_can_hold_together_is_parted_and_nothing_is_lost() {
        let told =
            laid(&[slab(60.0, true), slab(60.0, true), slab(300.0, false), slab(5.0, false)]);
        assert_eq!(told.concat(), [60.0, 60.0, 300.0, 5.0]);
        assert_eq!(laid(&[]), [Vec::<f32>::new()]);
    }

    #[test]
    fn the_heads_of_columns_stand_again_on_the_next_sheet() {
        let heads = Rc::new(slab(7.0, true));
        let row = |height| Slab { again: Some(heads.clone()), ..slab(height, false) };
        let told = laid(&[(*heads).clone(), row(40.0), row(45.0), row(25.0)]);
        assert_eq!(told, [vec![7.0, 40.0], vec![7.0, 45.0, 25.0]]);
    }

    #[test]
    fn a_part_begins_a_sheet_where_it_must_or_where_too_little_is_left() {
        let starts = |starts| Slab { starts, ..slab(10.0, false) };
        assert_eq!(laid(&[slab(10.0, false), starts(Starts::Sheet)]).len(), 2);
        assert_eq!(laid(&[slab(10.0, false), starts(Starts::Room(80.0))]).len(), 1);
        assert_eq!(laid(&[slab(10.0, false), starts(Starts::Room(81.0))]).len(), 2);
    }
}
