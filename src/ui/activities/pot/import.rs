//! Asks from a CSV file or pasted lines: what was understood is shown before it is taken.

use super::layout::amounts;
use super::need::area_named;
use super::{Answer, Opened};
use crate::import::Understood;
use crate::import::asks::{AskRow, from_csv, wanted};
use crate::session::{Ask, Change, Session};
use crate::ui::action::Action;
use crate::ui::forms::import::{About, Came, Import, Listing, Way, counted};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::rows::Column;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Asks from a list.
pub(super) static ASKS: About = About {
    asks: "Which CSV file?",
    note: "or paste the lines: area, ask, minimum, target, stretch, …",
    read,
};

fn read(bytes: &[u8], cx: &Cx<'_>) -> Result<Listing, String> {
    let understood = from_csv(bytes, &cx.session.currency).map_err(|error| error.to_string())?;
    let money = |amount| cx.reader.money(cx.session.currency, amount);
    let rows = &understood.rows;
    let row = |row: &AskRow| {
        let known = area_named(cx.session, &row.area).is_some();
        let area = if known { Role::Text } else { Role::Warn };
        let amounts = [row.minimum, row.target, row.stretch].map(|it| (money(it), Role::Text));
        let words = [(row.area.to_string(), area), (row.title.to_string(), Role::Text)];
        words.into_iter().chain(amounts).collect()
    };
    Ok(Listing {
        title: format!("{} understood", counted(rows.len(), ["ask", "asks"])),
        columns: vec![
            Column::new("Area", 8, 22, 1),
            Column::new("Ask", 10, 40, 2),
            amounts("Minimum", rows.iter().map(|row| row.minimum), cx),
            amounts("Target", rows.iter().map(|row| row.target), cx),
            amounts("Stretch", rows.iter().map(|row| row.stretch), cx),
        ],
        rows: rows.iter().map(row).collect(),
        notes: notes(&understood, cx.session),
        ways: vec![Way {
            action: Action::Open,
            does: "take them",
            change: Ok(Change::Pot(wanted(rows))),
        }],
    })
}

/// What taking it would do, and what the reading noted.
fn notes(understood: &Understood<AskRow>, session: &Session) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in understood.rows.iter().filter(|row| area_named(session, &row.area).is_none()) {
        if !row.area.is_empty()
            && !names.iter().any(|name| name.to_lowercase() == row.area.to_lowercase())
        {
            names.push(row.area.to_string());
        }
    }
    let twice = understood.rows.iter().filter(|row| is_there(session, row)).count();
    let mut notes = understood.notes.clone();
    if !names.is_empty() {
        notes.insert(0, format!("New areas, nobody answers for them yet: {}.", names.join(", ")));
    }
    if twice > 0 {
        notes.insert(
            0,
            format!("{twice} of them are on the list already, and would stand there twice."),
        );
    }
    notes
}

fn is_there(session: &Session, row: &AskRow) -> bool {
    let area = area_named(session, &row.area);
    let same = |ask: &Ask| Some(&ask.area) == area.as_ref() && ask.need.title == row.title;
    session.pot.asks.iter().any(same)
}

impl Opened for Import {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match self.update(input, cx) {
            Came::Stays(reply) => Answer::Stays(reply),
            Came::Closes => Answer::Closes(Reply::Done),
        }
    }

    fn file_read(&mut self, bytes: Result<Vec<u8>, String>, cx: &Cx<'_>) -> Reply {
        self.file_read(bytes, cx)
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        self.render(area, buffer, cx)
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        self.hints(cx)
    }
}
