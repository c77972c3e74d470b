//! The vote at the console: what is on the ballot and who is in, the ways in, the reveal, and the
//! count with what to do next.

mod board;
mod hands;
mod result;
#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities::vote::{self, Change as VoteChange, Choice, Count};
use crate::session::activities::{self, State};
use crate::session::{Change, Id};
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::forms::private::{Asked, PrivateEntry, Thing, Way};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use hands::{Counted, Hands};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Above so many people the laptop does not go round: it would not fit the clock.
const PASSED_ROUND: usize = 5;

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
const HANDS: Action = Action::Verb('f');
const AGAIN: Action = Action::Verb('v');

/// The screen of a vote.
#[derive(Default)]
pub struct VoteScreen {
    entry: PrivateEntry,
    hands: Option<Hands>,
    reveal: Arm,
    again: Arm,
    cursor: Cursor<Id>,
}

impl Screen for VoteScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.reveal.unless(input.action());
        self.again.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &asked(cx), cx);
        }
        if self.hands.is_some() {
            return self.count_hands(input, cx);
        }
        match (input.action(), vote::count(cx.session, cx.place)) {
            (Some(action), Some(count)) => self.after(action, &count, cx),
            (Some(action), None) => self.before(action, cx),
            (None, _) => Reply::Pass,
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        if self.hands.as_ref().is_some_and(Hands::is_proposed) {
            self.hands = None;
        }
        self.entry.accepted(&asked(cx));
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &asked(cx), cx);
        }
        if let Some(hands) = &self.hands {
            return hands.render(area, buffer, cx);
        }
        match vote::count(cx.seen, cx.place) {
            Some(count) => result::render(&count, &self.cursor, area, buffer, cx),
            None => board::render(&asked(cx), &self.cursor, area, buffer, cx),
        }
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&asked(cx), cx);
        }
        if self.hands.is_some() {
            return hands::hints(cx);
        }
        match vote::count(cx.session, cx.place) {
            Some(_) => after_hints(cx),
            None => before_hints(cx),
        }
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl VoteScreen {
    fn before(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let way = match action {
            Action::Open => usual(cx),
            SHEETS => Some(Way::Sheets),
            COVERS => Some(Way::Covers),
            VOICE => Some(Way::Voice),
            HANDS => None,
            Action::Reveal => return self.reveal(cx),
            AGAIN => return self.clear(cx),
            _ => return self.moved(action, vote::on_the_ballot(cx.session, cx.place)),
        };
        match way {
            Some(way) => self.entry.open(way, &asked(cx), cx),
            None => self.open_hands(cx),
        }
    }

    fn after(&mut self, action: Action, count: &Count, cx: &Cx<'_>) -> Reply {
        match action {
            AGAIN => self.again(cx),
            HANDS if count.ballots.is_none() => self.open_hands(cx),
            Action::Reveal => Reply::Tell("This is the count; v votes again.".into()),
            _ => {
                let choice = |option: &usize| count.choices[*option].clone();
                self.moved(action, count.tally.order.iter().map(choice).collect())
            }
        }
    }

    fn moved(&mut self, action: Action, choices: Vec<Choice>) -> Reply {
        let ids: Vec<Id> = choices.into_iter().map(|choice| choice.id).collect();
        if self.cursor.act(action, &ids, 8) { Reply::Done } else { Reply::Pass }
    }

    /// An open vote is closed with one press, for that can be undone; what is sealed takes two.
    fn reveal(&mut self, cx: &Cx<'_>) -> Reply {
        let who = cx.session.who_is_in(cx.place);
        if who.count == 0 {
            return Reply::Tell("Nobody has voted yet, so there is nothing to reveal.".into());
        }
        if cx.session.policy(cx.place).is_open() {
            return propose(cx, VoteChange::Close);
        }
        match self.reveal.press(Action::Reveal) {
            Pressed::Armed => {
                let key = cx.keymap.key_for(Action::Reveal).unwrap_or("r");
                Reply::Tell(format!("{}; {key} again reveals.", who.words()))
            }
            Pressed::Fired => Reply::Propose(Proposal::Reveal(cx.place.clone())),
        }
    }

    fn again(&mut self, cx: &Cx<'_>) -> Reply {
        match self.again.press(AGAIN) {
            Pressed::Armed => Reply::Tell(
                "The ballots go, their totals stay beside the next; v again votes again.".into(),
            ),
            Pressed::Fired => Reply::Propose(Proposal::Reopen(cx.place.clone())),
        }
    }

    fn clear(&mut self, cx: &Cx<'_>) -> Reply {
        let count = cx.session.who_is_in(cx.place).count;
        match (count, self.again.press(AGAIN)) {
            (0, _) => Reply::Tell("Nobody has voted yet; there is nothing to start over.".into()),
            (1, Pressed::Armed) => {
                Reply::Tell("One ballot is in; v again throws it away and starts over.".into())
            }
            (count, Pressed::Armed) => Reply::Tell(format!(
                "{count} ballots are in; v again throws them away and starts over."
            )),
            (_, Pressed::Fired) => Reply::Propose(Proposal::Reopen(cx.place.clone())),
        }
    }

    fn open_hands(&mut self, cx: &Cx<'_>) -> Reply {
        if !cx.session.policy(cx.place).is_open() {
            return Reply::Tell(
                "Hands show who wants what, and this vote is private; i types sheets.".into(),
            );
        }
        let choices = vote::on_the_ballot(cx.session, cx.place);
        if choices.is_empty() {
            return Reply::Tell("There is nothing to vote on yet.".into());
        }
        let counted = match cx.session.state(cx.place) {
            Some(State::Vote(vote)) => vote.hands.as_slice(),
            _ => &[],
        };
        self.hands = Some(Hands::new(choices, counted));
        Reply::Done
    }

    fn count_hands(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(hands) = &mut self.hands else { return Reply::Pass };
        match hands.update(input) {
            Counted::Going => Reply::Done,
            Counted::NotMine => Reply::Pass,
            Counted::Tell(sentence) => Reply::Tell(sentence),
            Counted::All(hands) => propose(cx, VoteChange::Hands(hands)),
            Counted::Closed => {
                self.hands = None;
                Reply::Done
            }
        }
    }
}

/// What private entry needs to know of this vote.
fn asked(cx: &Cx<'_>) -> Asked {
    let choices = vote::on_the_ballot(cx.session, cx.place);
    let things = choices.into_iter().map(|it| Thing { id: it.id, label: it.label }).collect();
    Asked {
        cast: Some(|giver, ballot| activities::Change::Vote(VoteChange::Cast(giver, ballot))),
        ..Asked::of(cx, things, vote::marking(cx.session, cx.place))
    }
}

/// The way in that fits the room; none where hands are counted.
fn usual(cx: &Cx<'_>) -> Option<Way> {
    let solo = cx.session.is_solo();
    match cx.session.voters().count() {
        0 if solo => Some(Way::Voice),
        _ if solo => Some(Way::Covers),
        _ if cx.session.policy(cx.place).is_open() => None,
        voters if voters <= PASSED_ROUND => Some(Way::Covers),
        _ => Some(Way::Sheets),
    }
}

fn before_hints(cx: &Cx<'_>) -> Vec<Hint> {
    let usual = usual(cx);
    let solo = cx.session.is_solo();
    let open = cx.session.policy(cx.place).is_open();
    let ways = [
        (Some(Way::Sheets), SHEETS, "type sheets", !solo),
        (Some(Way::Covers), COVERS, if solo { "vote" } else { "pass the laptop" }, true),
        (Some(Way::Voice), VOICE, "one voice", true),
        (None, HANDS, "count hands", open),
    ];
    let mut hints = Vec::new();
    for (.., does, _) in ways.iter().filter(|(way, ..)| *way == usual) {
        hints.push(cx.hint(Action::Open, *does));
    }
    hints.push(cx.hint(Action::Reveal, if open { "close and count" } else { "reveal" }));
    for (way, action, does, offered) in ways {
        if offered && way != usual {
            hints.push(cx.hint(action, does));
        }
    }
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}

fn after_hints(cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = vec![
        cx.hint(Action::NextStep, "go on"),
        cx.hint(AGAIN, "vote again"),
        cx.hint(Action::Down, "why each is there"),
        cx.hint(Action::Park, "note a decision"),
    ];
    if cx.session.policy(cx.place).is_open() {
        hints.push(cx.hint(HANDS, "count hands again"));
    }
    hints
}

fn propose(cx: &Cx<'_>, change: VoteChange) -> Reply {
    let change = activities::Change::Vote(change);
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}
