//! Ideas from a Markdown list: what was understood is shown before it is taken.

use crate::import::ideas::{self, IdeaRow};
use crate::session::Change;
use crate::ui::action::Action;
use crate::ui::forms::import::{About, Listing, Way, counted};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::Column;
use std::collections::HashSet;

/// Ideas from a list.
pub(super) static IDEAS: About = About {
    asks: "Which file holds the ideas?",
    note: "A list in Markdown, or one idea a line; headings become groups. You may paste it as well.",
    read,
};

fn read(bytes: &[u8], cx: &Cx<'_>) -> Result<Listing, String> {
    let understood = ideas::read(bytes).map_err(|error| error.to_string())?;
    let rows = &understood.rows;
    let known: HashSet<String> =
        cx.session.ideas.iter().map(|idea| idea.text.to_lowercase()).collect();
    let is_there = |row: &IdeaRow| known.contains(&row.text.to_lowercase());
    let grouped = rows.iter().any(|row| !row.group.is_empty());
    let cells = |row: &IdeaRow| {
        let role = if is_there(row) { Role::Dim } else { Role::Text };
        let group = grouped.then(|| (row.group.to_string(), Role::Dim));
        group.into_iter().chain([(row.text.to_string(), role)]).collect()
    };
    let group = grouped.then(|| Column::new("Group", 8, 24, 1));
    let column = Column::new(if grouped { "Idea" } else { "" }, 20, 80, 3);
    let twice = rows.iter().filter(|row| is_there(row)).count();
    let mut notes = understood.notes.clone();
    if twice > 0 {
        let are = if twice == 1 { "one is" } else { "some are" };
        notes.insert(0, format!("Of these {are} there already, and not taken again: {twice}."));
    }
    let brought = ideas::brought(rows, cx.session).ok_or("All of them are there already.");
    Ok(Listing {
        title: format!("{} understood", counted(rows.len(), ["idea", "ideas"])),
        columns: group.into_iter().chain([column]).collect(),
        rows: rows.iter().map(cells).collect(),
        notes,
        ways: vec![Way {
            action: Action::Open,
            does: "take them",
            change: brought.map(Change::Ideas),
        }],
    })
}

/// Whether a text is more than plain lines: then it is shown before it is taken.
pub(super) fn says_more(text: &str) -> bool {
    let more = |list: crate::import::Understood<IdeaRow>| {
        !list.notes.is_empty() || list.rows.iter().any(|row| !row.group.is_empty())
    };
    ideas::from_text(text).is_ok_and(more)
}
