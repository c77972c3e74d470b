//! People from a list: what was understood is shown before it is taken.

use crate::import::bringing::Bringing;
use crate::import::people::{from_csv, from_lines};
use crate::session::Change;
use crate::session::people::{self, Profile};
use crate::ui::action::Action;
use crate::ui::forms::import::{About, Listing, Way, counted};
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::Column;

/// People from a file.
pub(super) static FILE: About = About {
    asks: "Which CSV file holds the people?",
    note: "name, function, present, voting; or one person a line. You may paste it as well.",
    read: |bytes, cx| {
        let list = from_csv(bytes).or_else(|error| {
            let lines = std::str::from_utf8(bytes).ok().map(from_lines);
            lines.and_then(Result::ok).ok_or(error)
        });
        Ok(listing(Bringing::new(list.map_err(|error| error.to_string())?, cx.session)))
    },
};

/// People that were pasted.
pub(super) static PASTED: About = About {
    read: |bytes, cx: &Cx<'_>| {
        let list =
            from_lines(&String::from_utf8_lossy(bytes)).map_err(|error| error.to_string())?;
        Ok(listing(Bringing::new(list, cx.session)))
    },
    ..FILE
};

fn listing(Bringing { people, understood }: Bringing) -> Listing {
    let marks = |person: &Profile| {
        let marks = [(person.absent, "invited"), (person.without_vote, "no vote")];
        let marks = marks.into_iter().filter_map(|(is_so, word)| is_so.then_some(word));
        marks.collect::<Vec<_>>().join(", ")
    };
    let cells = |person: &Profile| {
        vec![
            (person.name.to_string(), Role::Text),
            (person.function.to_string(), Role::Dim),
            (marks(person), Role::Dim),
        ]
    };
    let nobody = "Everybody of that list is here already.";
    let add = || Change::People(people::Change::Add(people.clone()));
    Listing {
        title: format!("{} understood", counted(people.len(), ["person", "people"])),
        columns: vec![
            Column::new("Name", 12, 30, 3),
            Column::new("Function", 8, 24, 2),
            Column::new("", 0, 16, 1),
        ],
        rows: people.iter().map(cells).collect(),
        notes: vec![understood],
        ways: vec![Way {
            action: Action::Open,
            does: "add them",
            change: (!people.is_empty()).then(add).ok_or(nobody),
        }],
    }
}
