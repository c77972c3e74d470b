//! Objectives from a file or pasted lines: they become goals, or the list of what we have already.

use crate::import::Understood;
use crate::import::objectives::{self, ObjectiveRow};
use crate::session::{Change, Session};
use crate::text::{CleanText, width};
use crate::ui::action::Action;
use crate::ui::forms::import::{About, Listing, Way, counted};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::Column;

/// Objectives from a list.
pub(super) static OBJECTIVES: About = About {
    asks: "Which file holds the objectives?",
    note: "A CSV file with a column “objective”, and perhaps from, to, unit, by; or one a line. \
           You may paste them as well.",
    read,
};

fn read(bytes: &[u8], cx: &Cx<'_>) -> Result<Listing, String> {
    let understood = objectives::read(bytes, cx.reader).map_err(|error| error.to_string())?;
    let rows = &understood.rows;
    let known = |row: &ObjectiveRow| {
        let shape = row.shape();
        let lower = shape.outcome.to_lowercase();
        cx.session.goals.iter().any(|goal| goal.shape.outcome.to_lowercase() == lower)
    };
    let cells = |row: &ObjectiveRow| {
        let shape = row.shape();
        let by = row.by.map(|by| cx.reader.date(by)).unwrap_or_default();
        let texts = [shape.outcome.to_string(), shape.in_numbers(), by, shape.serves.to_string()];
        let role = if known(row) { Role::Dim } else { Role::Text };
        texts.map(|text| (text, role)).to_vec()
    };
    let mut cells: Vec<Vec<(String, Role)>> = rows.iter().map(cells).collect();
    let dates = cells.iter().map(|row| width(&row[2].0)).max().unwrap_or(0);
    let dates = u16::try_from(dates).unwrap_or(u16::MAX);
    let all = [
        Column::new("Goal", 16, 60, 3),
        Column::new("Number", 8, 26, 2),
        Column::new("By", dates, dates, 0),
        Column::new("Serves", 8, 30, 2),
    ];
    let told = |at: usize| at == 0 || cells.iter().any(|row| !row[at].0.is_empty());
    let kept: Vec<usize> = (0..all.len()).filter(|at| told(*at)).collect();
    for row in &mut cells {
        *row = kept.iter().map(|at| row[*at].clone()).collect();
    }
    let goals = objectives::made(rows, cx.session).ok_or("All of them are goals already.");
    let objectives =
        objectives::kept(rows, cx.session).ok_or("All of them are on the list of objectives.");
    Ok(Listing {
        title: format!("{} understood", counted(rows.len(), ["objective", "objectives"])),
        columns: kept.iter().map(|at| all[*at]).collect(),
        rows: cells,
        notes: notes(&understood, cx),
        ways: vec![
            Way { action: Action::Open, does: "as goals", change: goals.map(Change::Goals) },
            Way {
                action: Action::Verb('o'),
                does: "as objectives",
                change: objectives.map(Change::Goals),
            },
        ],
    })
}

/// What either key would do, and what the reading noted.
fn notes(understood: &Understood<ObjectiveRow>, cx: &Cx<'_>) -> Vec<String> {
    let (rows, session) = (&understood.rows, cx.session);
    let goals = objectives::goals_in(rows, session);
    let objectives = objectives::titles_in(rows, session);
    let (enter, keep) = (cx.key(Action::Open), cx.hint(Action::Verb('o'), "").key);
    let makes = match goals {
        0 => "All of them are goals already.".into(),
        goals => format!("{enter} makes {} of them.", counted(goals, ["goal", "goals"])),
    };
    let keeps = match objectives {
        0 => "All are kept as objectives already.".into(),
        kept => format!(
            "{keep} keeps {} that we have already, for goals to serve.",
            counted(kept, ["objective", "objectives"])
        ),
    };
    let mut notes = vec![format!("{makes} {keeps}")];
    notes.extend(too_many(session, goals));
    notes.extend(understood.notes.iter().cloned());
    notes
}

fn too_many(session: &Session, more: usize) -> Option<String> {
    let (count, most) = (session.goals.len() + more, session.most_goals());
    (count > most).then(|| format!("That would make {count} goals; {most} are meant here."))
}

/// What we have already, and what of it no goal serves yet; nothing without a list.
pub(super) fn in_words(session: &Session) -> Option<String> {
    let unserved: Vec<&CleanText> = session
        .objectives_served()
        .filter(|(_, goals)| goals.is_empty())
        .map(|(objective, _)| objective)
        .collect();
    let all = counted(session.objectives.len(), ["objective", "objectives"]);
    match (session.objectives.is_empty(), unserved.as_slice()) {
        (true, _) => None,
        (_, []) => Some(format!("{all} that we have already, each served by a goal.")),
        (_, [one]) => Some(format!("{all} that we have already; no goal serves “{one}” yet.")),
        (_, [one, more @ ..]) => Some(format!(
            "{all} that we have already; no goal serves “{one}” yet, nor {} more.",
            more.len()
        )),
    }
}
