//! For whoever leads: what to print, how paper comes in, and the notes of each step. Nothing of it
//! is for the wall.

use super::agenda::Times;
use super::{Cut, Paper, Part};
use crate::session::block::{Block, Grid, Line};
use crate::session::private::Marking;
use crate::session::{Place, Session, activities};
use crate::text::capital;
use crate::workshop::{Do, Policy};

/// How sheets of paper become rows. The keys are those of the footer where it matters.
const ENTERING: [&str; 8] = [
    "Collect the sheets face down. One scribe types them, and nobody looks on.",
    "With one display the projector is blanked first, and b says so; nothing private opens before.",
    "In the step, i opens the rows (a where ideas or causes are written). Type a sheet from its top to its \
     bottom: what stands beside a letter goes into the column of that letter.",
    "A full row goes in by itself, Enter puts in a shorter one, and the next name comes.",
    "Enter on an empty row passes somebody over; Up and Down go to any name. Whoever is typed \
     again before the reveal replaces what they gave.",
    "Backspace takes back key by key, also into the row before.",
    "Where nobody's name is kept, rows have none, Enter puts each in, and nothing takes it out \
     again. Shuffle the sheets before they are typed.",
    "Esc closes the rows; r, and r again, reveals. Then tear the sheets up: what was promised \
     holds for paper, too.",
];

pub(super) fn paper(session: &Session, times: &Times, papers: &[Paper]) -> Paper {
    let mut parts = vec![
        heading("To print"),
        Part::Says(Block::Grid(to_print(papers))),
        heading("How paper comes in"),
        Part::Says(Block::Lines(ENTERING.into_iter().map(Line::item).collect())),
    ];
    let rows = rows(session);
    if !rows.is_empty() {
        let columns = ["Step", "What is typed"].map(str::to_owned).into();
        parts.push(Part::Says(Block::Grid(Grid { columns, rows })));
    }
    parts.extend(notes(session, times));
    let about = "Not for the wall.";
    Paper::whole("leading", "For whoever leads", session, about, parts)
}

fn heading(words: &str) -> Part {
    Part::Says(Block::heading(words))
}

fn to_print(papers: &[Paper]) -> Grid {
    let row = |paper: &Paper| {
        let sheets = match paper.cut {
            _ if paper.waits => "–".to_owned(),
            Cut::Whole => "1".to_owned(),
            Cut::Across | Cut::InTwo => paper.sheets.len().to_string(),
        };
        vec![paper.title.clone(), sheets, paper.about.clone()]
    };
    let columns = ["Paper", "Sheets", "What is done with it"].map(str::to_owned).into();
    Grid { columns, rows: papers.iter().map(row).collect() }
}

/// What is typed in each step that takes paper or hands.
fn rows(session: &Session) -> Vec<Vec<String>> {
    let row = |place: &Place| {
        let title = &session.step(place)?.script.title;
        let typed = typed(session, place)?;
        Some(vec![title.to_string(), typed])
    };
    session.places().iter().filter_map(row).collect()
}

fn typed(session: &Session, place: &Place) -> Option<String> {
    let policy = session.policy(place);
    match session.activity(place)?.what {
        Do::Gather {} | Do::Foresee { .. } => {
            let [one, _] = activities::gather::called(session, place);
            return Some(format!("Each {one} as a line; an empty line ends the sheet."));
        }
        Do::Decide {} => {
            return Some("y, then all hands in one line, as they are called: 5 5 4 3 2.".into());
        }
        _ if policy.is_open() => return None,
        _ => {}
    }
    let pairs = activities::questions(session, place).join("”, then “");
    let marks = match activities::marking(session, place)? {
        Marking::Dots { .. } => {
            "One letter for each dot (A A C), then Enter; or how many on each: 2 0 1 0."
        }
        Marking::Approvals { .. } => "The letters that are ticked (A C D), then Enter.",
        Marking::Points { .. } => {
            "The points on each, 3 10 0 7; Space ends a 1 that is no 10. Empty is 0."
        }
        Marking::Scores { .. } => "The number on each, 3 – 5 0; - where – is ringed or nothing.",
        Marking::Ranks => "The letters, the best first, = between equals (C A=B), then Enter.",
        Marking::Names { .. } => {
            "The names in one line, Ben, Chi, Zoe (Legal); a beginning does for whoever is here."
        }
        Marking::Levels { .. } => "The digit on each, 2 1 – 0; - where nothing is ringed.",
        Marking::Pairs { .. } => {
            &format!("Two digits on each, 3 1 2 2: “{pairs}”; - where nothing is ringed.")
        }
    };
    let care = matches!(session.activity(place)?.what, Do::Care { .. });
    let care = care || matches!(session.activity(place)?.what, Do::Network { .. });
    let named = if care && policy == Policy::Hidden { " y takes the ticks, by name." } else { "" };
    let told = matches!(session.activity(place)?.what, Do::Assess { .. })
        && !activities::assess::apart(session, place).is_empty();
    let nobody = match policy {
        Policy::Anonymous if told => " Without names, function by function: sort them by the tick.",
        Policy::Anonymous => " Without names.",
        _ => "",
    };
    Some(format!("{marks}{named}{nobody}"))
}

/// The notes of the script: on a screen that the room sees they cannot be read.
fn notes(session: &Session, times: &Times) -> Vec<Part> {
    let mut parts = Vec::new();
    for slot in &times.steps {
        let step = &session.steps[slot.step].script;
        let of_step = (!step.notes.is_empty()).then(|| step.notes.to_string());
        let of_activities = step.activities.iter().filter(|it| !it.notes.is_empty());
        let of_activities =
            of_activities.map(|it| format!("{}:\n{}", capital(it.what.name()), it.notes));
        let said: Vec<String> = of_step.into_iter().chain(of_activities).collect();
        if !said.is_empty() {
            let (from, to, floor) = (&slot.from, &slot.to, slot.floor);
            let title = format!("{}, {from} to {to}, at least {floor} minutes", step.title);
            parts.push(Part::Says(Block::Heading(title)));
            parts.extend(said.into_iter().map(|words| Part::Says(Block::Text(words))));
        }
    }
    parts
}
