//! A small kind of file for the tests of the parts that do not care what is in a file.

use serde::{Deserialize, Serialize};

use super::frame::Document;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) format: u32,
    pub(crate) title: String,
    pub(crate) revision: u64,
    pub(crate) glance: Brief,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ideas: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Brief {
    pub(crate) step: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

impl Document for Plan {
    const NAME: &'static str = "Plan";
    const ABOUT: &'static str = "A plan for tests.";
    const FORMAT: u32 = 1;

    fn check(&self) -> Result<(), String> {
        let twice =
            self.ideas.iter().enumerate().find(|(place, idea)| self.ideas[..*place].contains(idea));
        twice.map_or(Ok(()), |(_, idea)| Err(format!("“{idea}” is there twice")))
    }
}

pub(crate) fn plan() -> Plan {
    Plan {
        format: 1,
        title: "Garden".into(),
        revision: 7,
        glance: Brief { step: "gather".into(), next: Some("soon".into()) },
        ideas: vec!["Plant bees".into(), "Dig (a pond)".into()],
    }
}

/// A line of a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    revision: u64,
    event: Event,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Event {
    Did(Entry),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    seq: u64,
    words: String,
}

impl Step {
    pub(crate) fn nth(revision: u64) -> Step {
        let words = format!("step {revision}\n");
        Step { revision, event: Event::Did(Entry { seq: revision, words }) }
    }
}

impl super::history::Line for Step {
    fn revision(&self) -> u64 {
        self.revision
    }
}
