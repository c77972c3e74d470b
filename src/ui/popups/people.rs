//! Somebody arrives or leaves, at any moment: Enter on a name lets them, a new name joins.

use super::{Floating, Popup};
use crate::room::Proposal;
use crate::session::{Change, Session, people};
use crate::ui::action::Action;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The open list.
pub struct People {
    choose: Choose,
}

impl People {
    /// Everybody, with whether they are here.
    pub fn new(session: &Session) -> People {
        People { choose: Choose::new("Who arrives or leaves?", choices(session)) }
    }
}

fn choices(session: &Session) -> Vec<Choice> {
    let aside = |present| if present { "here" } else { "not here" };
    let choice = |person: &crate::session::Person| Choice {
        id: person.id.clone(),
        label: person.name.clone(),
        aside: aside(person.present).into(),
    };
    session.people.iter().map(choice).collect()
}

impl Popup for People {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating {
        let propose =
            |change| Floating::Stays(Reply::Propose(Proposal::Change(Change::People(change))));
        match self.choose.update(input) {
            Chosen::Going => Floating::Stays(Reply::Done),
            Chosen::Closed => Floating::Closes(Reply::Done),
            Chosen::One(id) => match cx.session.person(&id).is_some_and(|person| person.present) {
                true => propose(people::Change::Leave(id)),
                false => propose(people::Change::Arrive(id)),
            },
            Chosen::Other(name) => {
                let profile = people::Profile { name, ..people::Profile::default() };
                propose(people::Change::Add(vec![profile]))
            }
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) -> bool {
        self.choose = Choose::new("Who arrives or leaves?", choices(cx.session));
        false
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let height = self.choose.height().min(screen.height.saturating_sub(6)).max(4);
        let popup = popup::Popup { title: self.choose.title(), width: 52, height };
        let mut cursor = None;
        popup.render(screen, buffer, cx.look, |area, buffer| {
            cursor = self.choose.render(area, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![
            cx.hint(Action::Open, "arrives or leaves; a new name joins"),
            cx.hint(Action::Back, "close"),
        ]
    }
}
