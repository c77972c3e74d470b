//! The assessment at the console: what is asked and whose sheets are in, the ways in, the reveal,
//! where everybody stands, and the phase that the room goes for next.

mod result;
#[cfg(test)]
mod tests;

use crate::methods::assessment::Standing;
use crate::room::Proposal;
use crate::session::activities::assess::{self, ANSWERS, Assess, Change as AssessChange, SMALLER};
use crate::session::activities::{self, State};
use crate::session::private::letter;
use crate::session::{Change, Id, Session};
use crate::text::{CleanText, capital};
use crate::ui::action::Action;
use crate::ui::forms::arm::Arm;
use crate::ui::forms::board::{self, Board};
use crate::ui::forms::choose::{Choice, Choose, Chosen};
use crate::ui::forms::hands::{self, Counted, Hands};
use crate::ui::forms::private::{self, Asked, PrivateEntry, Way};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use crate::workshop::Policy;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
const HANDS: Action = Action::Verb('f');
const AGAIN: Action = Action::Verb('v');

const EMPTY: &str = "The script of this step has no statement to assess; ] goes on.";

/// The screen of an assessment.
#[derive(Default)]
pub struct AssessScreen {
    entry: PrivateEntry,
    /// The function whose sheets are typed, where they have no name.
    typing: Option<CleanText>,
    open: Open,
    reveal: Arm,
    again: Arm,
    /// The statements are read one by one.
    reading: bool,
    cursor: Cursor<Id>,
}

/// What is open over the board.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    Hands(Hands),
    /// Whose sheets are typed.
    Whose(Choose<Option<CleanText>>),
    /// Which phase comes next; none leaves it open.
    Next(Choose<Option<u8>>),
}

impl Screen for AssessScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.reveal.unless(input.action());
        self.again.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &self.asked(cx), cx);
        }
        match (&self.open, input.action()) {
            (Open::Nothing, Some(action)) => match shown(cx.session, cx) {
                Some(_) => self.after(action, cx),
                None => self.before(action, cx),
            },
            _ => self.update_open(input, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        self.reading = false;
        let asked = self.asked(cx);
        self.entry.accepted(&asked);
        match &self.open {
            Open::Hands(hands) if !hands.is_proposed() => {}
            _ => self.open = Open::Nothing,
        }
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &self.asked(cx), cx);
        }
        if let Open::Hands(hands) = &self.open {
            return hands.render(area, buffer, cx);
        }
        match (shown(cx.seen, cx), cx.seen.assessed(cx.place)) {
            (Some(assess), Some(assessed)) => {
                let cursor = self.cursor.row(&ids(cx.seen, cx));
                result::render(assess, assessed, cursor, self.reading, area, buffer, cx);
            }
            _ => self.render_board(area, buffer, cx),
        }
        match &self.open {
            Open::Whose(choose) => choose.render_over(area, buffer, cx.look),
            Open::Next(choose) => choose.render_over(area, buffer, cx.look),
            Open::Nothing | Open::Hands(_) => None,
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&self.asked(cx), cx);
        }
        match &self.open {
            Open::Hands(_) => hands::hints(cx),
            Open::Whose(_) => choosing(cx, "type these"),
            Open::Next(_) => choosing(cx, "agree on it"),
            Open::Nothing if shown(cx.session, cx).is_some() => after_hints(self.reading, cx),
            Open::Nothing => before_hints(cx),
        }
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl AssessScreen {
    fn before(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open => match usual(cx) {
                Some(way) => self.enter(way, cx),
                None => self.open_hands(cx),
            },
            SHEETS => self.enter(Way::Sheets, cx),
            COVERS => self.enter(Way::Covers, cx),
            VOICE => self.enter(Way::Voice, cx),
            HANDS => self.open_hands(cx),
            Action::Reveal => {
                let close = activities::Change::Assess(AssessChange::Close);
                private::reveal(&mut self.reveal, cx.place, "sheet", close, cx)
            }
            AGAIN => private::start_over(&mut self.again, AGAIN, "sheet", cx),
            _ => self.moved(action, cx),
        }
    }

    fn after(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Back if self.reading => {
                self.reading = false;
                Reply::Done
            }
            Action::Open => self.choose_next(cx),
            HANDS if counted_hands(cx) => self.open_hands(cx),
            Action::Reveal => {
                Reply::Tell("This is where we are; Enter agrees what is next.".into())
            }
            AGAIN => Reply::Tell(
                "This was shown, and the room cannot un-see it; repeat the step to ask again."
                    .into(),
            ),
            _ => self.moved(action, cx),
        }
    }

    fn moved(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if !self.cursor.act(action, &ids(cx.session, cx), 8) {
            return Reply::Pass;
        }
        self.reading = true;
        Reply::Done
    }

    /// Sheets without names are typed function by function, where functions are told apart.
    fn enter(&mut self, way: Way, cx: &Cx<'_>) -> Reply {
        self.typing = None;
        let apart = assess::apart(cx.session, cx.place);
        let asks = way == Way::Sheets
            && cx.session.policy(cx.place) == Policy::Anonymous
            && cx.may_be_private()
            && !apart.is_empty();
        if !asks {
            return self.entry.open(way, &self.asked(cx), cx);
        }
        let one = |id: Option<CleanText>| {
            let label = id.clone().unwrap_or_else(|| CleanText::line(SMALLER));
            Choice { id, label, aside: String::new() }
        };
        let choices = apart.into_iter().map(Some).chain([None]).map(one).collect();
        self.open = Open::Whose(Choose::new("Whose sheets do you type now?", choices));
        Reply::Done
    }

    fn choose_next(&mut self, cx: &Cx<'_>) -> Reply {
        let phases = assess::asked(cx.session, cx.place).1;
        if phases.is_empty() {
            return Reply::Tell("There are no phases here to go on to; ] goes on.".into());
        }
        let last = phases.len() - 1;
        let room = cx.seen.assessed(cx.place).and_then(|it| it.room.as_ref());
        let proposed = room.map_or(0, |room: &Standing| (room.phase + 1).min(last));
        let others = (0..=last).filter(|at| *at != proposed);
        let choice = |at: usize| Choice {
            id: Some(u8::try_from(at + 1).unwrap_or(u8::MAX)),
            // With its number, as it stands on the strip: one digit finds it.
            label: CleanText::line(&format!("{}  {}", at + 1, phases[at].name)),
            aside: phases[at].question.to_string(),
        };
        let mut choices: Vec<_> = [proposed].into_iter().chain(others).map(choice).collect();
        if shown(cx.session, cx).is_some_and(|assess| assess.next.is_some()) {
            let label = CleanText::line("none yet");
            choices.push(Choice { id: None, label, aside: String::new() });
        }
        self.open = Open::Next(Choose::new("Which phase do we go for next?", choices));
        Reply::Done
    }

    fn open_hands(&mut self, cx: &Cx<'_>) -> Reply {
        if !cx.session.policy(cx.place).is_open() {
            return Reply::Tell(
                "Hands show who says what, and this step is private; i types sheets.".into(),
            );
        }
        let things = self.asked(cx).things;
        if things.is_empty() {
            return Reply::Tell(EMPTY.into());
        }
        let counted = match cx.session.state(cx.place) {
            Some(State::Assess(assess)) => assess.hands.as_slice(),
            _ => &[],
        };
        let rows = things.iter().enumerate().flat_map(|(at, thing)| {
            let before = counted.iter().find(|(id, _)| *id == thing.id).map(|(_, hands)| *hands);
            ANSWERS.iter().enumerate().rev().map(move |(answer, name)| {
                let row = match answer {
                    2 => format!("{}  {name:<9}  {}", letter(at), thing.label),
                    _ => format!("{}  {name}", " ".repeat(letter(at).len())),
                };
                (row, before.map(|hands| hands[answer]))
            })
        });
        let voters = u32::try_from(cx.session.voters().count()).unwrap_or(u32::MAX);
        let all = u32::try_from(things.len()).unwrap_or(u32::MAX).saturating_mul(voters);
        let most = Some(all).filter(|all| *all > 0);
        self.open = Open::Hands(Hands::new(rows.collect(), assess::MARKING, most));
        Reply::Done
    }

    fn update_open(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        match &mut self.open {
            Open::Nothing => return Reply::Pass,
            Open::Hands(hands) => match hands.update(input) {
                Counted::Going => return Reply::Done,
                Counted::NotMine => return Reply::Pass,
                Counted::Tell(sentence) => return Reply::Tell(sentence),
                Counted::All(hands) => return propose(cx, of_hands(&hands, cx)),
                Counted::Closed => {}
            },
            Open::Whose(choose) => match choose.update(input) {
                Chosen::Going | Chosen::Other(_) => return Reply::Done,
                Chosen::One(whose) => {
                    self.open = Open::Nothing;
                    self.typing = whose;
                    return self.entry.open(Way::Sheets, &self.asked(cx), cx);
                }
                Chosen::Closed => {}
            },
            Open::Next(choose) => match choose.update(input) {
                Chosen::Going | Chosen::Other(_) => return Reply::Done,
                Chosen::One(phase) => return propose(cx, AssessChange::Next(phase)),
                Chosen::Closed => {}
            },
        }
        self.open = Open::Nothing;
        Reply::Done
    }

    /// What private entry needs to know of this assessment.
    fn asked(&self, cx: &Cx<'_>) -> Asked {
        let asked = Asked::at(cx.session, cx.place).expect("an assessment asks for sheets");
        Asked { of: self.typing.clone(), ..asked }
    }

    fn render_board(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let asked = self.asked(cx);
        let functions = assess::by_function(cx.seen, cx.place).unwrap_or_default();
        let board = Board {
            asides: Vec::new(),
            limits: capital(&asked.marking.words()),
            besides: format!("{functions} {}", assess::on_paper()),
            empty: EMPTY,
            asked: &asked,
        };
        board::render(&board, &self.cursor, area, buffer, cx);
    }
}

/// The way in that fits the room; none where hands are counted.
fn usual(cx: &Cx<'_>) -> Option<Way> {
    let hands = cx.session.policy(cx.place).is_open() && !cx.session.is_solo();
    Some(Way::usual(cx.session)).filter(|_| !hands)
}

fn shown<'a>(session: &'a Session, cx: &Cx<'_>) -> Option<&'a Assess> {
    assess::state(session, cx.place).filter(|assess| assess.is_shown())
}

fn counted_hands(cx: &Cx<'_>) -> bool {
    shown(cx.session, cx).is_some_and(|assess| !assess.hands.is_empty())
}

fn ids(session: &Session, cx: &Cx<'_>) -> Vec<Id> {
    assess::order(session, cx.place).into_iter().map(assess::id_of).collect()
}

/// The numbers of the rows, three for each statement, the highest answer first.
fn of_hands(hands: &[u16], cx: &Cx<'_>) -> AssessChange {
    let three = hands.chunks(ANSWERS.len());
    let three = three.map(|hands| [2, 1, 0].map(|at| hands.get(at).copied().unwrap_or(0)));
    AssessChange::Hands(ids(cx.session, cx).into_iter().zip(three).collect())
}

fn propose(cx: &Cx<'_>, change: AssessChange) -> Reply {
    let change = activities::Change::Assess(change);
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}

fn choosing(cx: &Cx<'_>, does: &str) -> Vec<Hint> {
    vec![cx.hint(Action::Open, does), cx.hint(Action::Back, "close")]
}

fn before_hints(cx: &Cx<'_>) -> Vec<Hint> {
    if assess::asked(cx.session, cx.place).0.is_empty() {
        return vec![cx.hint(Action::NextStep, "go on")];
    }
    let (usual, solo) = (usual(cx), cx.session.is_solo());
    let open = cx.session.policy(cx.place).is_open();
    let ways = [
        (Some(Way::Sheets), SHEETS, "type sheets", !solo),
        (Some(Way::Covers), COVERS, if solo { "answer" } else { "pass the laptop" }, true),
        (None, HANDS, "count hands", open),
        (Some(Way::Voice), VOICE, "one voice", true),
    ];
    let first = ways.iter().filter(|(way, ..)| *way == usual);
    let mut hints: Vec<Hint> = first.map(|(_, _, does, _)| cx.hint(Action::Open, *does)).collect();
    let reveal = cx.hint(Action::Reveal, if open { "close and count" } else { "reveal" });
    let everyone = private::everyone_is_in(cx.session, cx.place);
    hints.insert(if everyone { 0 } else { hints.len() }, reveal);
    let others = ways.into_iter().filter(|(way, _, _, offered)| *way != usual && *offered);
    hints.extend(others.map(|(_, action, does, _)| cx.hint(action, does)));
    hints.push(cx.hint(Action::Down, "each statement"));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}

fn after_hints(reading: bool, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints =
        vec![cx.hint(Action::NextStep, "go on"), cx.hint(Action::Down, "each statement")];
    let phased = !assess::asked(cx.session, cx.place).1.is_empty();
    let agreed = shown(cx.session, cx).is_some_and(|assess| assess.next.is_some());
    if phased {
        hints.insert(usize::from(agreed), cx.hint(Action::Open, "next phase"));
    }
    hints.extend(reading.then(|| cx.hint(Action::Back, "what divides us")));
    hints.extend(counted_hands(cx).then(|| cx.hint(HANDS, "count hands again")));
    hints
}
