//! Things placed on two axes: drawn as a plane where there is room, and otherwise told as a list.

use super::{Grid, Line};
use crate::text::capital;

/// Things placed on two axes, of which the first goes upward and the second to the right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plane {
    /// What the axes measure.
    pub names: [String; 2],
    /// What the ends of each axis are called, the lower one first.
    pub ends: [[String; 2]; 2],
    /// The points of both scales, counted from 1.
    pub points: u8,
    /// What the quarters are called: above left and right, then below left and right.
    pub quarters: [String; 4],
    /// What is placed, in list order.
    pub spots: Vec<Spot>,
}

/// One thing on a plane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Its letter.
    pub letter: String,
    /// What it is called.
    pub label: String,
    /// Where it stands on each axis; none where nobody placed it.
    pub at: Option<[Along; 2]>,
    /// Where it stands on each axis, as people read it: "4.2".
    pub mean: [String; 2],
    /// How far the answers reach on each axis: "3.4–4.8"; empty where they do not differ.
    pub reach: [String; 2],
    /// How many placed it: "12", or "3 of 12".
    pub number: String,
    /// What that means: "quick win".
    pub reading: String,
    /// Whether the room goes on with it.
    pub taken: bool,
}

/// A place along an axis with how far it reaches to both sides, in parts of [`Along::WHOLE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Along {
    /// Where it begins.
    pub from: u16,
    /// Where the thing stands.
    pub at: u16,
    /// Where it ends.
    pub to: u16,
}

impl Along {
    /// The length of an axis.
    pub const WHOLE: u16 = 10_000;
}

impl Spot {
    /// "4.2 (3.4–4.8)", or a dash where nobody placed it.
    pub fn said(&self, axis: usize) -> String {
        match (self.at, self.reach[axis].as_str()) {
            (None, _) => "–".into(),
            (_, "") => self.mean[axis].clone(),
            (_, reach) => format!("{} ({reach})", self.mean[axis]),
        }
    }
}

impl Plane {
    /// The same as a table.
    pub fn grid(&self) -> Grid {
        let [up, across] = &self.names;
        let columns = ["", "Option", &capital(up), &capital(across), "Placed by", ""];
        let row = |spot: &Spot| {
            let taken = if spot.taken { "we go on with it" } else { "" };
            let reading = [spot.reading.as_str(), taken].map(str::to_owned).into_iter();
            let reading = reading.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
            let (letter, label) = (spot.letter.clone(), spot.label.clone());
            vec![letter, label, spot.said(0), spot.said(1), spot.number.clone(), reading]
        };
        Grid {
            columns: columns.map(str::to_owned).into(),
            rows: self.spots.iter().map(row).collect(),
        }
    }

    /// The same as lines: "A  Weekly digest: impact 4.2 (3.4–4.8), effort 2.1 (1.5–2.6)".
    pub fn lines(&self) -> Vec<Line> {
        let [up, across] = &self.names;
        let line = |spot: &Spot| {
            let Spot { letter, label, reading, .. } = spot;
            let place = match spot.at {
                None => "placed by nobody".into(),
                Some(_) => format!("{up} {}, {across} {}", spot.said(0), spot.said(1)),
            };
            let taken = if spot.taken { "we go on with it" } else { "" };
            let asides = [reading.as_str(), taken].into_iter().filter(|words| !words.is_empty());
            let aside = asides.collect::<Vec<_>>().join("; ");
            Line::item(format!("{letter}  {label}: {place}")).with(aside)
        };
        self.spots.iter().map(line).collect()
    }
}
