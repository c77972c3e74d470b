//! The parts of a report: what one kind of reader asks for. Each can stand alone as a paper.

use crate::session::block::Section;

/// A part of a report, by whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What somebody with one minute reads: a sponsor.
    Page,
    /// What happened and what follows: those who were here, and those who were not.
    Minutes,
    /// The goals.
    Goals,
    /// Who answers for what.
    Roles,
    /// What is in the pot, and what it is for: finance.
    Budget,
    /// Who promised what.
    Promises,
    /// What the plan lacks.
    Gaps,
    /// How each choice was made, and how close it was.
    Making,
}

/// One part with its chapters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapters {
    /// Which part.
    pub part: Part,
    /// Its chapters, in reading order; none is empty. The first holds what must be read.
    pub sections: Vec<Section>,
}

impl Part {
    /// All parts, in reading order.
    pub const ALL: [Part; 8] = [
        Part::Page,
        Part::Minutes,
        Part::Goals,
        Part::Roles,
        Part::Budget,
        Part::Promises,
        Part::Gaps,
        Part::Making,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Part::Page => "page",
            Part::Minutes => "minutes",
            Part::Goals => "goals",
            Part::Roles => "roles",
            Part::Budget => "budget",
            Part::Promises => "promises",
            Part::Gaps => "gaps",
            Part::Making => "making",
        }
    }

    /// Its title on paper.
    pub fn title(self) -> &'static str {
        match self {
            Part::Page => "Executive page",
            Part::Minutes => "Minutes",
            Part::Goals => "Goals",
            Part::Roles => "Roles",
            Part::Budget => "Budget",
            Part::Promises => "Promises",
            Part::Gaps => "What is missing",
            Part::Making => "How it came about",
        }
    }

    /// The part of this name.
    pub fn named(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }
}
