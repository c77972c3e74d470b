//! Who and what is chosen from a list that floats: the owner of the reserve, who answers for an
//! area, what is matched to an ask.

use super::{Answer, Did, Opened, propose};
use crate::room::Proposal;
use crate::session::areas::{self, Answer as Says};
use crate::session::pot::{Ask, Change, Kind, Pledge};
use crate::session::{Change as Any, Id, Session};
use crate::text::CleanText;
use crate::ui::action::Action;
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::screen::{Cx, Hint, Input, Reply};
use crate::ui::widgets::popup::Popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Something chosen from a list that floats.
pub(super) struct Choosing<K> {
    choose: Choose<K>,
    takes: fn(&Choosing<K>, &K, &Cx<'_>) -> Reply,
    about: Option<Id>,
    before: Option<K>,
}

impl<K: Clone + PartialEq> Opened for Choosing<K> {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Answer {
        match self.choose.update(input) {
            Chosen::Going => Answer::Stays(Reply::Done),
            Chosen::Closed => Answer::Closes(Reply::Done),
            Chosen::Other(_) => Answer::Stays(Reply::Tell("That is not on the list.".into())),
            Chosen::One(one) => {
                let reply = (self.takes)(self, &one, cx);
                self.before = Some(one);
                Answer::Stays(reply)
            }
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let height = self.choose.height().min(area.height.saturating_sub(4)).max(4);
        let popup = Popup { title: self.choose.title(), width: 60, height };
        let mut cursor = None;
        popup.render(area, buffer, cx.look, |area, buffer| {
            cursor = self.choose.render(area, buffer, cx.look);
        });
        cursor
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        vec![cx.hint(Action::Open, "choose"), cx.hint(Action::Back, "leave it")]
    }
}

fn people(session: &Session) -> Vec<Choice> {
    let load = |id: &Id| match session.load(id) {
        0 => String::new(),
        1 => "answers for one area".into(),
        many => format!("answers for {many} areas"),
    };
    let choice = |person: &crate::session::Person| Choice {
        id: person.id.clone(),
        label: person.name.clone(),
        aside: load(&person.id),
    };
    session.present().map(choice).collect()
}

/// Who looks after what is left.
pub(super) fn reserve(cx: &Cx<'_>) -> Choosing<Option<Id>> {
    let choice =
        |choice: Choice| Choice { id: Some(choice.id), label: choice.label, aside: choice.aside };
    let mut choices: Vec<Choice<Option<Id>>> = people(cx.session).into_iter().map(choice).collect();
    let nobody = CleanText::line("nobody yet");
    choices.push(Choice { id: None, label: nobody, aside: String::new() });
    Choosing {
        choose: Choose::new("Who looks after the reserve?", choices),
        takes: |_, owner, _| propose(Change::Reserve(owner.clone())),
        about: None,
        before: None,
    }
}

/// Who answers for the area of an ask, without whom it gets no money.
pub(super) fn who_answers(ask: &Ask, cx: &Cx<'_>) -> Did {
    if cx.session.is_open_to_money(ask) {
        let owner = cx.session.area(&ask.area).and_then(|area| area.accountable.as_ref());
        let name = owner.map_or("Somebody", |owner| cx.session.name_of(&owner.who));
        return Did::Says(Reply::Tell(format!("{name} answers for it.")));
    }
    let title = format!("Who answers for {}?", cx.session.area_of(ask));
    Did::Opens(Box::new(Choosing {
        choose: Choose::new(title, people(cx.session)),
        takes: says_yes,
        about: Some(ask.area.clone()),
        before: None,
    }))
}

/// Somebody says yes; the same choice again, after a refusal, is the second yes.
fn says_yes(choosing: &Choosing<Id>, who: &Id, _: &Cx<'_>) -> Reply {
    let Some(area) = choosing.about.clone() else { return Reply::Done };
    let second_yes = choosing.before.as_ref() == Some(who);
    let change = areas::Change::Answer { area, who: who.clone(), answer: Says::Yes, second_yes };
    Reply::Propose(Proposal::Change(Any::Areas(change)))
}

/// Hours, tools and people that the room may build on.
pub(super) fn things(session: &Session) -> impl Iterator<Item = &Pledge> {
    let thing = |pledge: &&Pledge| pledge.counts() && !matches!(pledge.offer.kind, Kind::Money(_));
    session.pot.pledges.iter().filter(thing)
}

/// What is matched to an ask by hand.
pub(super) fn matching(ask: &Ask, cx: &Cx<'_>) -> Did {
    let choice = |pledge: &Pledge| {
        let to = cx.session.pot.matched_to(pledge);
        Choice {
            id: pledge.id.clone(),
            label: CleanText::line(&thing_words(pledge, cx)),
            aside: to.map_or(String::new(), |to| format!("for {}", cx.session.called(to))),
        }
    };
    let choices: Vec<Choice> = things(cx.session).map(choice).collect();
    if choices.is_empty() {
        let sentence = "No hours, tools or people were read into the pot yet.";
        return Did::Says(Reply::Tell(sentence.into()));
    }
    let title = format!("What is for {}?", cx.session.called(ask));
    Did::Opens(Box::new(Choosing {
        choose: Choose::new(title, choices),
        takes: matches,
        about: Some(ask.id.clone()),
        before: None,
    }))
}

/// "6 hours a month from HR".
pub(super) fn thing_words(pledge: &Pledge, cx: &Cx<'_>) -> String {
    let what = pledge.offer.kind.words(|amount| cx.reader.money(cx.session.currency, amount));
    format!("{what} from {}", pledge.offer.source)
}

fn matches(choosing: &Choosing<Id>, pledge: &Id, cx: &Cx<'_>) -> Reply {
    let Some(ask) = choosing.about.clone() else { return Reply::Done };
    let now = cx.session.ask(&ask).is_some_and(|ask| ask.matched.contains(pledge));
    propose(Change::Match { ask, pledge: pledge.clone(), matched: !now })
}
