//! The list of the team: who, from where, here or invited, and what is to be known of them.

use crate::session::{Hat, Id, Person, Session};
use crate::ui::look::Look;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row};

/// The columns, from left to right.
pub(super) const COLUMNS: [Column<'static>; 4] = [
    Column { heading: "", min: 1, max: 1, share: 0, numbers: false },
    Column { heading: "Name", min: 12, max: 28, share: 2, numbers: false },
    Column { heading: "Function", min: 14, max: 24, share: 2, numbers: false },
    Column { heading: "", min: 11, max: 52, share: 5, numbers: false },
];

/// Everybody on the list: people, then the hats of somebody who plans alone.
pub(super) fn items(session: &Session) -> Vec<Id> {
    let people = session.people.iter().map(|person| person.id.clone());
    people.chain(session.hats.iter().map(|hat| hat.id.clone())).collect()
}

/// The row of a person or hat.
pub(super) fn row<'a>(id: &Id, cx: &Cx<'a>) -> Row<'a> {
    if let Some(person) = cx.seen.person(id) {
        return of_person(person, cx.look);
    }
    match cx.seen.hats.iter().find(|hat| &hat.id == id) {
        Some(hat) => of_hat(hat, cx.look),
        None => Row::new(),
    }
}

/// Here and voting is what people are; only what is otherwise has words.
fn of_person<'a>(person: &'a Person, look: &Look) -> Row<'a> {
    let (sign, role) = match person.present {
        true => (look.signs.settled, Role::Good),
        false => (look.signs.nobody, Role::Dim),
    };
    Row::new()
        .toned(sign, role)
        .cell(&*person.name)
        .cell(&*person.function)
        .toned(remarks(person, look), Role::Dim)
        .dim(!person.present)
}

fn remarks(person: &Person, look: &Look) -> String {
    let remarks = [
        (!person.present, "invited"),
        (!person.voting, "no vote"),
        (person.speaks_last, "speaks last"),
        (person.champion, "has done this"),
        (!person.note.is_empty(), &*person.note),
    ];
    let said: Vec<&str> =
        remarks.into_iter().filter_map(|(applies, words)| applies.then_some(words)).collect();
    said.join(&format!(" {} ", look.signs.dot))
}

fn of_hat<'a>(hat: &'a Hat, look: &Look) -> Row<'a> {
    Row::new()
        .toned(look.signs.partly, Role::Dim)
        .cell(&*hat.name)
        .toned("a hat", Role::Dim)
        .toned("votes, assumed", Role::Dim)
}
