//! The list of promises: everybody who is here in list order, one row a promise.

use crate::session::{Id, Person, Promise, Session};
use crate::text::width;
use crate::ui::screen::Cx;
use crate::ui::theme::Role;
use crate::ui::widgets::rows::{Column, Row};

/// The columns, from left to right; a date has all of its cells, next year's too.
pub(super) fn columns(items: &[Item], cx: &Cx<'_>) -> [Column<'static>; 4] {
    let promises = items.iter().filter_map(|item| match item {
        Item::Promise(id) => cx.seen.promise(id),
        Item::Person(_) => None,
    });
    let longest = promises.map(|promise| width(&cx.reader.date(promise.vow.by))).max();
    let date = longest.and_then(|cells| u16::try_from(cells).ok()).unwrap_or(0).clamp(10, 16);
    [
        Column::new("Who", 10, 22, 1),
        Column::new("I will", 16, 60, 4),
        Column::new("By", date, date, 0),
        Column::new("Checks", 6, 16, 1),
    ]
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Somebody who has not promised anything.
    Person(Id),
    /// A promise.
    Promise(Id),
}

/// The rows: those present, and those who promised before they left.
pub(super) fn items(session: &Session) -> Vec<Item> {
    session.people.iter().flat_map(|person| of_person(session, person)).collect()
}

fn of_person(session: &Session, person: &Person) -> Vec<Item> {
    let made: Vec<Item> =
        session.promises_of(&person.id).map(|made| Item::Promise(made.id.clone())).collect();
    if made.is_empty() && person.present { vec![Item::Person(person.id.clone())] } else { made }
}

/// The person a row belongs to.
pub(super) fn owner<'a>(item: &'a Item, session: &'a Session) -> Option<&'a Id> {
    match item {
        Item::Person(id) => Some(id),
        Item::Promise(id) => session.promise(id).map(|promise| &promise.who),
    }
}

/// The row of an item; `draft` when something unfinished waits for this person.
pub(super) fn row<'a>(item: &Item, draft: bool, cx: &Cx<'a>) -> Row<'a> {
    match item {
        Item::Person(id) => nobody_yet(id, draft, cx),
        Item::Promise(id) => match cx.seen.promise(id) {
            Some(promise) => promised(promise, draft, cx),
            None => Row::new(),
        },
    }
}

/// Who has not promised yet is seen by the facilitator; the room sees an empty line.
fn nobody_yet<'a>(who: &Id, draft: bool, cx: &Cx<'a>) -> Row<'a> {
    let name = cx.seen.person(who).map_or("", |person| person.name.as_str());
    let (words, role) = match (draft, cx.may_be_private()) {
        (true, _) => ("a draft waits", Role::Warn),
        (false, true) => ("nothing yet", Role::Dim),
        (false, false) => ("", Role::Dim),
    };
    Row::new().cell(name).toned(words, role).cell("").cell("")
}

fn promised<'a>(promise: &'a Promise, draft: bool, cx: &Cx<'a>) -> Row<'a> {
    let vow = &promise.vow;
    let here = cx.seen.person(&promise.who).is_some_and(|person| person.present);
    let checks = vow.checks.as_ref().map_or(cx.look.signs.dash, |who| cx.seen.name_of(who));
    let checked = if vow.checks.is_some() { Role::Text } else { Role::Dim };
    Row::new()
        .cell(name(promise, draft, cx))
        .cell(vow.will.as_str())
        .cell(cx.reader.date(vow.by))
        .toned(checks, checked)
        .marked(promise.read)
        .dim(!here)
}

/// The name stands once, beside the first promise, with how many there are.
fn name(promise: &Promise, draft: bool, cx: &Cx<'_>) -> String {
    let mut all = cx.seen.promises_of(&promise.who);
    if all.next().map(|first| &first.id) != Some(&promise.id) {
        return String::new();
    }
    let count = all.count() + 1;
    let name = cx.seen.name_of(&promise.who);
    let more = if count > 1 { format!(" {} {count}", cx.look.signs.dot) } else { String::new() };
    let draft = if draft { format!(" {}", cx.look.signs.ellipsis) } else { String::new() };
    format!("{name}{more}{draft}")
}
