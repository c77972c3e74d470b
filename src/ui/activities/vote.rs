//! The vote at the console: what is on the ballot and who is in, the ways in, the reveal, the
//! count with its line, the run-off among equals, and the talk about what divides most.

mod hints;
mod result;
mod talk;
#[cfg(test)]
mod tests;

use crate::methods::prioritize::VoteKind;
use crate::room::Proposal;
use crate::session::activities::choices::{self, Choice};
use crate::session::activities::vote::{self, Change as VoteChange, Count, Talk, Vote};
use crate::session::activities::{self, State};
use crate::session::private::letter;
use crate::session::{Change, Id, Session};
use crate::text::capital;
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::forms::board::{self, Board};
use crate::ui::forms::hands::{self, Counted, Hands};
use crate::ui::forms::private::{self, Asked, PrivateEntry, Way};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use jiff::SignedDuration;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
const HANDS: Action = Action::Verb('f');
const AGAIN: Action = Action::Verb('v');
/// Dots or approvals, before anyone has voted.
const KIND: Action = Action::Verb('z');
/// After the count, when nobody types ballots any more.
const TALK: Action = Action::Verb('c');
const RUN_OFF: Action = Action::Verb('o');

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
        let Some(action) = input.action() else { return Reply::Pass };
        match (vote::count(cx.session, cx.place), talking(cx.session, cx)) {
            (Some(_), Some(talk)) => self.in_talk(action, talk, cx),
            (Some(count), None) => self.after(action, &count, cx),
            (None, _) => self.before(action, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        if self.hands.as_ref().is_some_and(Hands::is_proposed) {
            self.hands = None;
        }
        self.entry.accepted(&asked(cx));
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        let on_it: Vec<Id> = match vote::count(cx.session, cx.place) {
            Some(count) => in_order(&count),
            None => ids(vote::on_the_ballot(cx.session, cx.place)),
        };
        let option = choices::option_of(cx.session, thing);
        self.cursor.find(&on_it, |id| id == thing || id == option);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &asked(cx), cx);
        }
        if let Some(hands) = &self.hands {
            return hands.render(area, buffer, cx);
        }
        match (vote::count(cx.seen, cx.place), talking(cx.seen, cx)) {
            (Some(count), Some(talk)) => talk::render(&count, talk, area, buffer, cx),
            (Some(count), None) => result::render(&count, &self.cursor, area, buffer, cx),
            (None, _) => render_board(&self.cursor, area, buffer, cx),
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
        match (vote::count(cx.session, cx.place), talking(cx.session, cx)) {
            (Some(_), Some(talk)) => talk::hints(talk, cx),
            (Some(count), None) => hints::after(&count, cx),
            (None, _) => hints::before(cx),
        }
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl VoteScreen {
    fn before(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let way = match action {
            Action::Open => hints::usual(cx),
            SHEETS => Some(Way::Sheets),
            COVERS => Some(Way::Covers),
            VOICE => Some(Way::Voice),
            HANDS => None,
            Action::Reveal => {
                let close = activities::Change::Vote(VoteChange::Close);
                return private::reveal(&mut self.reveal, cx.place, "ballot", close, cx);
            }
            AGAIN => return self.clear(cx),
            KIND => return change_kind(cx),
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
            TALK => begin_talk(count, cx),
            RUN_OFF => self.run_off(count, cx),
            Action::Open => propose(cx, VoteChange::Keep(small(self.row(count) + 1))),
            Action::More | Action::Less => draw_line(action, count, cx),
            Action::Reveal => Reply::Tell("This is the count; v votes again.".into()),
            _ => {
                let choice = |option: &usize| count.choices[*option].clone();
                self.moved(action, count.tally.order.iter().map(choice).collect())
            }
        }
    }

    /// The row of the cursor in the order of the count.
    fn row(&self, count: &Count) -> usize {
        self.cursor.row(&in_order(count)).unwrap_or(0)
    }

    /// Among the equals that the line goes through; else among those at the cursor.
    fn run_off(&self, count: &Count, cx: &Cx<'_>) -> Reply {
        let here = count.tally.order.get(self.row(count));
        let at_cursor = || {
            let mut group = here.and_then(|option| count.tally.tie_of(*option))?.clone();
            group.sort_unstable();
            Some(group.into_iter().map(|option| count.choices[option].id.clone()).collect())
        };
        match count.to_run_off().or_else(at_cursor) {
            Some(among) => propose(cx, VoteChange::RunOff(among)),
            None => Reply::Tell("Nothing is tied here, so nothing needs a run-off.".into()),
        }
    }

    fn in_talk(&mut self, action: Action, talk: &Talk, cx: &Cx<'_>) -> Reply {
        let later = |minutes| {
            let until = talk.until.max(cx.now).checked_add(SignedDuration::from_mins(minutes));
            let until = until.unwrap_or(talk.until);
            propose(cx, VoteChange::Talk(talk.about.clone(), until))
        };
        match action {
            Action::Open | Action::Back | TALK => propose(cx, VoteChange::EndTalk),
            Action::More => later(1),
            Action::Less => later(-1),
            AGAIN => self.again(cx),
            _ => Reply::Pass,
        }
    }

    fn moved(&mut self, action: Action, choices: Vec<Choice>) -> Reply {
        if self.cursor.act(action, &ids(choices), 8) { Reply::Done } else { Reply::Pass }
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
        let empty = cx.session.who_is_in(cx.place).count == 0;
        if !empty || !state(cx.session, cx).is_some_and(Vote::is_run_off) {
            return private::start_over(&mut self.again, AGAIN, "ballot", cx);
        }
        match self.again.press(AGAIN) {
            Pressed::Armed => {
                Reply::Tell("v again gives up the run-off and goes back to the count.".into())
            }
            Pressed::Fired => propose(cx, VoteChange::GiveUp),
        }
    }

    fn open_hands(&mut self, cx: &Cx<'_>) -> Reply {
        if !cx.session.policy(cx.place).is_open() {
            return Reply::Tell(
                "Hands show who wants what, and this vote is private; i types sheets.".into(),
            );
        }
        let choices = vote::on_the_ballot(cx.session, cx.place);
        if !vote::kind(cx.session, cx.place).takes_hands() {
            return Reply::Tell("Hands show no scores and no order; i types sheets.".into());
        }
        if choices.is_empty() {
            return Reply::Tell("There is nothing to vote on yet.".into());
        }
        let counted = match cx.session.state(cx.place) {
            Some(State::Vote(vote)) => vote.hands.as_slice(),
            _ => &[],
        };
        let before = |id: &Id| counted.iter().find(|(on, _)| on == id).map(|(_, hands)| *hands);
        let row = |(at, choice): (usize, &Choice)| {
            (format!("{}  {}", letter(at), choice.label), before(&choice.id))
        };
        let rows = choices.iter().enumerate().map(row).collect();
        let marking = vote::marking(cx.session, cx.place);
        let voters = u32::try_from(cx.session.voters().count()).unwrap_or(u32::MAX);
        let most = marking.in_all().map(|each| each.saturating_mul(voters));
        self.hands = Some(Hands::new(rows, marking, most));
        Reply::Done
    }

    fn count_hands(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        let Some(hands) = &mut self.hands else { return Reply::Pass };
        match hands.update(input) {
            Counted::Going => Reply::Done,
            Counted::NotMine => Reply::Pass,
            Counted::Tell(sentence) => Reply::Tell(sentence),
            Counted::All(hands) => {
                let ids = vote::on_the_ballot(cx.session, cx.place).into_iter().map(|it| it.id);
                propose(cx, VoteChange::Hands(ids.zip(hands).collect()))
            }
            Counted::Closed => {
                self.hands = None;
                Reply::Done
            }
        }
    }
}

fn ids(choices: Vec<Choice>) -> Vec<Id> {
    choices.into_iter().map(|choice| choice.id).collect()
}

/// What was voted on, the best first.
fn in_order(count: &Count) -> Vec<Id> {
    count.tally.order.iter().map(|option| count.choices[*option].id.clone()).collect()
}

/// What waits for ballots, and how many ideas each option is.
fn render_board(cursor: &Cursor<Id>, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let asked = asked(cx);
    let run_off = state(cx.session, cx).is_some_and(Vote::is_run_off);
    let ideas = |choice: Choice| match choice.ideas {
        1 => String::new(),
        ideas => format!("{ideas} ideas"),
    };
    let empty = format!(
        "There is nothing to vote on yet. Gather ideas, write goals or name areas first; {} goes to \
         any step.",
        cx.key(Action::GoTo)
    );
    let board = Board {
        asides: vote::on_the_ballot(cx.seen, cx.place).into_iter().map(ideas).collect(),
        limits: match run_off {
            true => format!("A run-off among {}: {}", asked.things.len(), asked.marking.words()),
            false => capital(&asked.marking.words()),
        },
        besides: vote::on_paper(cx.seen, cx.place).unwrap_or_default(),
        empty: &empty,
        asked: &asked,
    };
    board::render(&board, cursor, area, buffer, cx);
}

/// What private entry needs to know of this vote.
fn asked(cx: &Cx<'_>) -> Asked {
    Asked::at(cx.session, cx.place).expect("a vote asks for ballots")
}

fn state<'a>(session: &'a Session, cx: &Cx<'_>) -> Option<&'a Vote> {
    match session.state(cx.place) {
        Some(State::Vote(vote)) => Some(vote),
        _ => None,
    }
}

fn talking<'a>(session: &'a Session, cx: &Cx<'_>) -> Option<&'a Talk> {
    state(session, cx)?.talking()
}

/// Two minutes about what divides most, from now.
fn begin_talk(count: &Count, cx: &Cx<'_>) -> Reply {
    let Some(option) = count.tally.most_divided() else {
        let words = match count.ballots {
            None => "What divides the room is not known: it was counted together.",
            Some(_) => "Nobody differs, so there is nothing to talk over.",
        };
        return Reply::Tell(words.into());
    };
    let until = cx.now.checked_add(vote::TALK).unwrap_or(cx.now);
    propose(cx, VoteChange::Talk(count.choices[option].id.clone(), until))
}

fn draw_line(action: Action, count: &Count, cx: &Cx<'_>) -> Reply {
    let most = count.line.map_or(0, |line| line.most);
    let most = if action == Action::More { most + 1 } else { most.saturating_sub(1) };
    propose(cx, VoteChange::Keep(small(most.min(count.choices.len()))))
}

fn change_kind(cx: &Cx<'_>) -> Reply {
    let kind = match vote::kind(cx.session, cx.place) {
        VoteKind::Dots => VoteKind::Approval,
        _ => VoteKind::Dots,
    };
    propose(cx, VoteChange::Kind(kind))
}

fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn propose(cx: &Cx<'_>, change: VoteChange) -> Reply {
    let change = activities::Change::Vote(change);
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}
