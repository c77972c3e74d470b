//! The network at the console: whose names are in, the ways in, who may be named, the reveal; then
//! who is asked most, which function asks which, and where it hangs on one person.

mod result;
#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities;
use crate::session::activities::network::{self, Change as NetworkChange, Mapped, Network, Part};
use crate::session::{Change, Id, Person, Session, decisions};
use crate::text::{CleanText, capital, in_words};
use crate::ui::action::Action;
use crate::ui::forms::arm::Arm;
use crate::ui::forms::board::{self, Board};
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::forms::private::{self, Asked, Marking, PrivateEntry, Way};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const AGAIN: Action = Action::Verb('v');
const NAMED: Action = Action::Verb('y');

/// The screen of a network.
#[derive(Default)]
pub struct NetworkScreen {
    entry: PrivateEntry,
    open: Open,
    reveal: Arm,
    again: Arm,
    /// The line about a person on whom it hangs.
    cursor: Cursor<usize>,
}

/// What is open over the board or the result.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    /// Who may be named.
    Naming(Choose),
    /// Who learns what one person alone knows of these two functions.
    Learning([CleanText; 2], Choose),
}

impl Screen for NetworkScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.reveal.unless(input.action());
        self.again.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &asked(cx), cx);
        }
        match (&self.open, input.action()) {
            (Open::Nothing, Some(action)) => match shown(cx.session, cx) {
                Some(network) => self.after(action, network, cx),
                None => self.before(action, cx),
            },
            _ => self.update_open(input, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        self.entry.accepted(&asked(cx));
        match &mut self.open {
            Open::Naming(choose) => choose.refresh(who_may_be_named(cx)),
            Open::Nothing | Open::Learning(..) => self.open = Open::Nothing,
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &asked(cx), cx);
        }
        match (shown(cx.seen, cx), cx.seen.mapped(cx.place)) {
            (Some(network), Some(mapped)) => {
                let cursor = self.cursor.row(&rows(mapped, cx));
                result::render(network, mapped, cursor, area, buffer, cx);
            }
            _ => render_board(area, buffer, cx),
        }
        match &self.open {
            Open::Naming(choose) | Open::Learning(_, choose) => {
                choose.render_over(area, buffer, cx.look)
            }
            Open::Nothing => None,
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&asked(cx), cx);
        }
        match &self.open {
            Open::Naming(_) => {
                vec![cx.hint(Action::Open, "may be named, or not"), cx.hint(Action::Back, "done")]
            }
            Open::Learning(..) => {
                vec![cx.hint(Action::Open, "agree on it"), cx.hint(Action::Back, "close")]
            }
            Open::Nothing if shown(cx.session, cx).is_some() => self.after_hints(cx),
            Open::Nothing => before_hints(cx),
        }
    }

    fn asks_itself(&self, cx: &Cx<'_>) -> bool {
        !self.entry.is_open() && network::title(cx.seen, cx.place).is_some()
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl NetworkScreen {
    fn before(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open => self.entry.open(Way::usual(cx.session), &asked(cx), cx),
            SHEETS => self.entry.open(Way::Sheets, &asked(cx), cx),
            COVERS => self.entry.open(Way::Covers, &asked(cx), cx),
            NAMED => self.name(cx),
            Action::Reveal => {
                let close = activities::Change::Network(NetworkChange::Close);
                private::reveal(&mut self.reveal, cx.place, "sheet", close, cx)
            }
            AGAIN => private::start_over(&mut self.again, AGAIN, "sheet", cx),
            _ => Reply::Pass,
        }
    }

    fn after(&mut self, action: Action, network: &Network, cx: &Cx<'_>) -> Reply {
        let Some(mapped) = cx.seen.mapped(cx.place) else { return Reply::Pass };
        match action {
            Action::NextPane => propose(cx, NetworkChange::Show(network.part.next())),
            Action::PrevPane => propose(cx, NetworkChange::Show(network.part.next().next())),
            // On a narrow screen these lines may not be there to be seen.
            Action::Open if network.part != Part::Bridges => {
                propose(cx, NetworkChange::Show(Part::Bridges))
            }
            Action::Open => self.learn(mapped, cx),
            Action::Delete => self.unlearn(mapped, cx),
            NAMED => self.name(cx),
            Action::Reveal => Reply::Tell(
                "This is whom you ask; Tab turns to its next part, here and on the wall.".into(),
            ),
            AGAIN => Reply::Tell(
                "This was shown, and the room cannot un-see it; repeat the step to ask again."
                    .into(),
            ),
            _ if self.cursor.act(action, &rows(mapped, cx), 8) => Reply::Done,
            _ => Reply::Pass,
        }
    }

    /// The functions that meet in one person, at the cursor.
    fn here(&self, mapped: &Mapped, cx: &Cx<'_>) -> Option<[CleanText; 2]> {
        let row = self.cursor.row(&rows(mapped, cx))?;
        network::reached(cx.seen, cx.place, mapped, usize::MAX).swap_remove(row).between
    }

    fn learn(&mut self, mapped: &Mapped, cx: &Cx<'_>) -> Reply {
        let Some(between) = self.here(mapped, cx) else {
            return Reply::Tell("Nothing is to be agreed about this line; ] goes on.".into());
        };
        // Whoever belongs to one of the two functions comes first.
        let belongs = |person: &&Person| !between.contains(&person.function);
        let mut people: Vec<&Person> = cx.session.present().collect();
        people.sort_by_key(belongs);
        let choice = |person: &Person| Choice {
            id: person.id.clone(),
            label: person.name.clone(),
            aside: person.function.to_string(),
        };
        let title = format!("Who learns what links {} and {}?", between[0], between[1]);
        let choices = people.into_iter().map(choice).collect();
        self.open = Open::Learning(between, Choose::new(title, choices));
        Reply::Done
    }

    fn unlearn(&mut self, mapped: &Mapped, cx: &Cx<'_>) -> Reply {
        let second = self.here(mapped, cx);
        match second.and_then(|between| cx.session.agreed(cx.place, &between).cloned()) {
            Some(second) => Reply::Propose(Proposal::Change(Change::Decisions(
                decisions::Change::DeleteAgreement(second.agreement),
            ))),
            None => Reply::Tell("Nothing is agreed about this line.".into()),
        }
    }

    /// Who may be named is asked one by one, before anybody knows of whom it will be told.
    fn name(&mut self, cx: &Cx<'_>) -> Reply {
        if cx.session.policy(cx.place).is_open() {
            return Reply::Tell("Everyone who is here is named in this step already.".into());
        }
        let title = "Who agrees to be named?";
        self.open = Open::Naming(Choose::new(title, who_may_be_named(cx)));
        Reply::Done
    }

    fn update_open(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let chosen = match &mut self.open {
            Open::Nothing => return Reply::Pass,
            Open::Naming(choose) | Open::Learning(_, choose) => choose.update(input),
        };
        match (chosen, &self.open) {
            (Chosen::One(who), Open::Naming(_)) => {
                let may = !is_named(&who, cx);
                propose(cx, NetworkChange::Named(who, may))
            }
            (Chosen::One(who), Open::Learning(between, _)) => {
                propose(cx, NetworkChange::Learns { between: between.clone(), who })
            }
            (Chosen::Closed, _) => {
                self.open = Open::Nothing;
                Reply::Done
            }
            _ => Reply::Done,
        }
    }

    fn after_hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        let mut hints = vec![
            cx.hint(Action::NextPane, "next part"),
            cx.hint(Action::NextStep, "go on"),
            cx.hint(Action::Down, "each line"),
            cx.hint(NAMED, "who may be named"),
        ];
        let Some(mapped) = cx.seen.mapped(cx.place) else { return hints };
        if shown(cx.seen, cx).is_some_and(|network| network.part != Part::Bridges) {
            hints.insert(1, cx.hint(Action::Open, "where it hangs on one"));
            return hints;
        }
        if let Some(between) = self.here(mapped, cx) {
            hints.insert(0, cx.hint(Action::Open, "who learns it"));
            if cx.session.agreed(cx.place, &between).is_some() {
                hints.insert(3, cx.hint(Action::Delete, "not after all"));
            }
        }
        hints
    }
}

/// What private entry needs to know of this network.
fn asked(cx: &Cx<'_>) -> Asked {
    Asked::at(cx.session, cx.place).expect("a network asks for names")
}

fn shown<'a>(session: &'a Session, cx: &Cx<'_>) -> Option<&'a Network> {
    network::state(session, cx.place).filter(|network| network.is_shown())
}

fn rows(mapped: &Mapped, cx: &Cx<'_>) -> Vec<usize> {
    (0..network::reached(cx.seen, cx.place, mapped, usize::MAX).len()).collect()
}

fn is_named(who: &Id, cx: &Cx<'_>) -> bool {
    network::state(cx.session, cx.place).is_some_and(|network| network.named.contains(who))
}

/// Everyone on the list, with a mark for those who may be named.
fn who_may_be_named(cx: &Cx<'_>) -> Vec<Choice> {
    let choice = |person: &Person| {
        let mark = if is_named(&person.id, cx) { cx.look.signs.mark } else { " " };
        let aside = format!("{mark} {}", person.function);
        Choice { id: person.id.clone(), label: person.name.clone(), aside }
    };
    cx.session.people.iter().map(choice).collect()
}

fn propose(cx: &Cx<'_>, change: NetworkChange) -> Reply {
    let change = activities::Change::Network(change);
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}

fn render_board(area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let asked = asked(cx);
    let named = network::state(cx.seen, cx.place).map_or(0, |network| network.named.len());
    let named = match named {
        0 => "Nobody has agreed to be named yet.".to_owned(),
        1 => "One of you agrees to be named.".to_owned(),
        several => format!("{} of you agree to be named.", capital(&in_words(several))),
    };
    let whom = match asked.marking {
        Marking::Names { outside: false, .. } => "people on the list",
        _ => "people here or elsewhere",
    };
    let board = Board {
        asides: Vec::new(),
        limits: format!("{}: {whom}.", capital(&asked.marking.words())),
        besides: named,
        empty: "",
        asked: &asked,
    };
    board::render(&board, &Cursor::default(), area, buffer, cx);
}

fn before_hints(cx: &Cx<'_>) -> Vec<Hint> {
    let (usual, solo) = (Way::usual(cx.session), cx.session.is_solo());
    let ways = [
        (Way::Sheets, SHEETS, "type sheets", !solo),
        (Way::Covers, COVERS, if solo { "write names" } else { "pass the laptop" }, true),
    ];
    let first = ways.iter().filter(|(way, ..)| *way == usual);
    let mut hints: Vec<Hint> = first.map(|(_, _, does, _)| cx.hint(Action::Open, *does)).collect();
    let open = cx.session.policy(cx.place).is_open();
    let reveal = cx.hint(Action::Reveal, if open { "close and show" } else { "reveal" });
    let everyone = private::everyone_is_in(cx.session, cx.place);
    hints.insert(if everyone { 0 } else { hints.len() }, reveal);
    if !open {
        hints.push(cx.hint(NAMED, "who may be named"));
    }
    let others = ways.into_iter().filter(|(way, _, _, offered)| *way != usual && *offered);
    hints.extend(others.map(|(_, action, does, _)| cx.hint(action, does)));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}
