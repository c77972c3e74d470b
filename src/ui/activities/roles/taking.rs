//! Who does the work, who is asked before, who is told after: a list in which Enter puts somebody
//! in or out.

use super::propose;
use crate::session::areas::{Change, Part};
use crate::session::{Area, Id};
use crate::text::CleanText;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::screen::{Cx, Input, Reply};
use crate::ui::widgets::popup::Popup;
use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open list of one part of one area.
pub(super) struct Taking {
    area: Id,
    part: Part,
    choose: Choose<Party>,
    typed: bool,
}

/// Somebody on the list, or a department and others outside the room.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Party {
    Person(Id),
    Outside(CleanText),
}

impl Taking {
    pub(super) fn new(area: &Area, part: Part, cx: &Cx<'_>) -> Taking {
        let choose = Choose::new(title(area, part), choices(area, part, cx));
        Taking { area: area.id.clone(), part, choose, typed: false }
    }

    /// Takes a key or pasted text; nothing when the list is to be closed.
    pub(super) fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Option<Reply> {
        if !matches!(input, Input::Key(key, _) if matches!(key.code, KeyCode::Up | KeyCode::Down)) {
            self.typed |= !matches!(input, Input::Key(key, _) if key.code == KeyCode::Enter);
        }
        match self.choose.update(input) {
            Chosen::Going => Some(Reply::Done),
            Chosen::Closed => None,
            Chosen::One(party) => Some(self.toggle(party, cx)),
            Chosen::Other(name) => Some(self.named(&name, cx)),
        }
    }

    fn toggle(&self, party: Party, cx: &Cx<'_>) -> Reply {
        let (area, part) = (self.area.clone(), self.part);
        let takes = !cx.session.area(&area).is_some_and(|area| takes_part(area, part, &party));
        propose(match party {
            Party::Person(who) => Change::Part { area, who, part, takes },
            Party::Outside(name) => Change::Outside { area, name, part, takes },
        })
    }

    /// A name that is on no list: somebody outside the room, who can be asked and told.
    fn named(&self, name: &CleanText, cx: &Cx<'_>) -> Reply {
        let person =
            cx.session.people.iter().find(|it| it.name.to_lowercase() == name.to_lowercase());
        match person {
            Some(person) => self.toggle(Party::Person(person.id.clone()), cx),
            None => self.toggle(Party::Outside(name.clone()), cx),
        }
    }

    /// Somebody is in or out: the list shows it, and waits for the next name.
    pub(super) fn accepted(&mut self, cx: &Cx<'_>) {
        let Some(area) = cx.session.area(&self.area) else { return };
        let choices = choices(area, self.part, cx);
        if std::mem::take(&mut self.typed) {
            self.choose = Choose::new(title(area, self.part), choices);
        } else {
            self.choose.refresh(choices);
        }
    }

    pub(super) fn render(
        &self,
        screen: Rect,
        buffer: &mut Buffer,
        cx: &Cx<'_>,
    ) -> Option<Position> {
        let height = self.choose.height().max(4);
        let popup = Popup { title: self.choose.title(), width: 66, height };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            cursor = self.choose.render(area, buffer, cx.look);
        });
        cursor
    }
}

fn title(area: &Area, part: Part) -> String {
    let question = match part {
        Part::Doing => "who does the work?",
        Part::Consulted => "who is asked before?",
        Part::Informed => "who is told after?",
    };
    format!("{}: {question}", area.name)
}

fn takes_part(area: &Area, part: Part, party: &Party) -> bool {
    match party {
        Party::Person(who) => area.people(part).contains(who),
        Party::Outside(name) => {
            let same = |other: &CleanText| other.to_lowercase() == name.to_lowercase();
            area.outsiders(part).any(same)
        }
    }
}

/// People first, then departments and whoever was named before. Whoever answers for an area is
/// not asked or told besides.
fn choices(area: &Area, part: Part, cx: &Cx<'_>) -> Vec<Choice<Party>> {
    let session = cx.session;
    let mark = |party: &Party| if takes_part(area, part, party) { cx.look.signs.mark } else { " " };
    let choice = |id: Party, label: CleanText, aside: &str| {
        let aside = format!("{} {aside}", mark(&id));
        Choice { id, label, aside }
    };
    let people = session
        .people
        .iter()
        .filter(|person| part == Part::Doing || area.owner() != Some(&person.id));
    let mut choices: Vec<Choice<Party>> = people
        .map(|person| {
            let away = if person.present { "" } else { ", not here" };
            let aside = format!("{}{away}", person.function);
            choice(Party::Person(person.id.clone()), person.name.clone(), &aside)
        })
        .collect();
    if part != Part::Doing {
        let known = session.functions().into_iter();
        let mut names: Vec<&CleanText> = known.chain(area.outsiders(part)).collect();
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.to_lowercase()));
        let outside = |name: &CleanText| choice(Party::Outside(name.clone()), name.clone(), "");
        choices.extend(names.into_iter().map(outside));
    }
    choices
}
