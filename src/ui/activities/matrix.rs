//! The matrix at the console: what is placed and whose sheets are in, the ways in, the reveal, the
//! options on their two axes, and what the room goes on with.

mod result;
#[cfg(test)]
mod tests;

use crate::room::Proposal;
use crate::session::activities;
use crate::session::activities::choices::{self, Choice};
use crate::session::activities::matrix::{self, Change as MatrixChange, Counted};
use crate::session::{Change, Id, Session};
use crate::text::capital;
use crate::ui::action::Action;
use crate::ui::forms::arm::Arm;
use crate::ui::forms::board::{self, Board};
use crate::ui::forms::private::{self, Asked, PrivateEntry, Way};
use crate::ui::screen::{Cx, Hint, Input, Reply, Screen};
use crate::ui::widgets::rows::Cursor;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const SHEETS: Action = Action::Verb('i');
const COVERS: Action = Action::Verb('c');
const VOICE: Action = Action::Verb('o');
const AGAIN: Action = Action::Verb('v');
/// After the reveal, when nobody types sheets any more.
const BEST: Action = Action::Verb('f');

/// The screen of a matrix.
#[derive(Default)]
pub struct MatrixScreen {
    entry: PrivateEntry,
    reveal: Arm,
    again: Arm,
    cursor: Cursor<Id>,
}

impl Screen for MatrixScreen {
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Reply {
        self.reveal.unless(input.action());
        self.again.unless(input.action());
        if self.entry.is_open() {
            return self.entry.update(input, &asked(cx), cx);
        }
        let Some(action) = input.action() else { return Reply::Pass };
        match matrix::counted(cx.session, cx.place) {
            Some(counted) => self.after(action, &counted, cx),
            None => self.before(action, cx),
        }
    }

    fn accepted(&mut self, _entry: u64, cx: &Cx<'_>) {
        self.entry.accepted(&asked(cx));
    }

    fn show(&mut self, thing: &Id, cx: &Cx<'_>) -> Reply {
        let option = choices::option_of(cx.session, thing);
        self.cursor.find(&ids(cx.session, cx), |id| id == thing || id == option);
        Reply::Done
    }

    fn render(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        if self.entry.is_open() {
            return self.entry.render(area, buffer, &asked(cx), cx);
        }
        match matrix::counted(cx.seen, cx.place) {
            Some(counted) => result::render(&counted, &self.cursor, area, buffer, cx),
            None => self.render_board(area, buffer, cx),
        }
        None
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint> {
        if self.entry.is_open() {
            return self.entry.hints(&asked(cx), cx);
        }
        match matrix::counted(cx.session, cx.place) {
            Some(counted) => after_hints(&counted, cx),
            None => before_hints(cx),
        }
    }

    fn is_private(&self) -> bool {
        self.entry.is_private()
    }
}

impl MatrixScreen {
    fn before(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        let way = match action {
            Action::Open => Way::usual(cx.session),
            SHEETS => Way::Sheets,
            COVERS => Way::Covers,
            VOICE => Way::Voice,
            Action::Reveal => {
                let close = activities::Change::Matrix(MatrixChange::Close);
                return private::reveal(&mut self.reveal, cx.place, "sheet", close, cx);
            }
            AGAIN => return private::start_over(&mut self.again, AGAIN, "sheet", cx),
            _ => return self.moved(action, cx),
        };
        self.entry.open(way, &asked(cx), cx)
    }

    fn after(&mut self, action: Action, counted: &Counted, cx: &Cx<'_>) -> Reply {
        match action {
            Action::Open | Action::Mark => self.take(cx),
            BEST => take_the_best(counted, cx),
            Action::Reveal => {
                Reply::Tell("This is where they stand; Enter says what you go on with.".into())
            }
            AGAIN => Reply::Tell(
                "This was shown, and the room cannot un-see it; repeat the step to ask again."
                    .into(),
            ),
            _ => self.moved(action, cx),
        }
    }

    fn moved(&mut self, action: Action, cx: &Cx<'_>) -> Reply {
        if self.cursor.act(action, &ids(cx.session, cx), 8) { Reply::Done } else { Reply::Pass }
    }

    /// The room goes on with the option at the cursor, or not after all.
    fn take(&self, cx: &Cx<'_>) -> Reply {
        let ids = ids(cx.session, cx);
        let Some(id) = self.cursor.item(&ids) else { return Reply::Pass };
        let mut taken = taken(cx.session, cx).to_vec();
        match taken.iter().position(|other| other == id) {
            Some(at) => drop(taken.remove(at)),
            None => taken.push(id.clone()),
        }
        propose(cx, taken)
    }

    fn render_board(&self, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
        let asked = asked(cx);
        let ideas = |choice: Choice| match choice.ideas {
            1 => String::new(),
            ideas => format!("{ideas} ideas"),
        };
        let empty = format!(
            "There is nothing to place yet. Gather ideas, write goals or name areas first; {} goes \
             to any step.",
            cx.key(Action::GoTo)
        );
        let board = Board {
            asides: matrix::placed(cx.seen, cx.place).into_iter().map(ideas).collect(),
            limits: capital(&asked.words()),
            besides: format!(
                "{}. {}",
                capital(&matrix::scale(cx.seen, cx.place)),
                matrix::on_paper()
            ),
            empty: &empty,
            asked: &asked,
        };
        board::render(&board, &self.cursor, area, buffer, cx);
    }
}

fn take_the_best(counted: &Counted, cx: &Cx<'_>) -> Reply {
    let best = matrix::best(cx.session, cx.place, counted);
    match best.is_empty() {
        true => Reply::Tell("No option is a quick win; Enter takes the one at the cursor.".into()),
        false => propose(cx, best),
    }
}

/// What private entry needs to know of this matrix.
fn asked(cx: &Cx<'_>) -> Asked {
    Asked::at(cx.session, cx.place).expect("a matrix asks for sheets")
}

fn ids(session: &Session, cx: &Cx<'_>) -> Vec<Id> {
    matrix::placed(session, cx.place).into_iter().map(|choice| choice.id).collect()
}

fn taken<'a>(session: &'a Session, cx: &Cx<'_>) -> &'a [Id] {
    matrix::state(session, cx.place).map_or(&[], |matrix| &matrix.taken)
}

fn propose(cx: &Cx<'_>, taken: Vec<Id>) -> Reply {
    let change = activities::Change::Matrix(MatrixChange::Take(taken));
    Reply::Propose(Proposal::Change(Change::At(cx.place.clone(), change)))
}

fn before_hints(cx: &Cx<'_>) -> Vec<Hint> {
    if asked(cx).things.is_empty() {
        return vec![cx.hint(Action::GoTo, "go to another step")];
    }
    let (usual, solo) = (Way::usual(cx.session), cx.session.is_solo());
    let open = cx.session.policy(cx.place).is_open();
    let ways = [
        (Way::Sheets, SHEETS, "type sheets", !solo),
        (Way::Covers, COVERS, if solo { "answer" } else { "pass the laptop" }, true),
        (Way::Voice, VOICE, "one voice", true),
    ];
    let first = ways.iter().filter(|(way, ..)| *way == usual);
    let mut hints: Vec<Hint> = first.map(|(_, _, does, _)| cx.hint(Action::Open, *does)).collect();
    let reveal = cx.hint(Action::Reveal, if open { "close and count" } else { "reveal" });
    let everyone = private::everyone_is_in(cx.session, cx.place);
    hints.insert(if everyone { 0 } else { hints.len() }, reveal);
    let others = ways.into_iter().filter(|(way, _, _, offered)| *way != usual && *offered);
    hints.extend(others.map(|(_, action, does, _)| cx.hint(action, does)));
    hints.push(cx.hint(AGAIN, "start over"));
    hints
}

fn after_hints(counted: &Counted, cx: &Cx<'_>) -> Vec<Hint> {
    let mut hints = vec![
        cx.hint(Action::Down, "each"),
        cx.hint(Action::Open, "go on with it"),
        cx.hint(Action::NextStep, "next step"),
    ];
    let best = matrix::best(cx.session, cx.place, counted);
    let all = taken(cx.session, cx) == best;
    let best = (!best.is_empty() && !all).then(|| cx.hint(BEST, "with quick wins"));
    hints.splice(2..2, best);
    hints
}
