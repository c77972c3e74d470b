//! What was written, read out one by one, each as large as the screen has room for; the wall shows
//! it, too.

use crate::room::Proposal;
use crate::session::activities::gather::aloud::{Change, beside, how_far};
use crate::session::{self, Id, Idea, activities};
use crate::ui::action::Action;
use crate::ui::screen::{Cx, Hint, Reply};
use crate::ui::theme::Role;
use crate::ui::widgets::lettering::Lettering;
use crate::ui::widgets::write;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Turns pages while this lies open; every other key passes.
pub fn turn(action: Action, open: &Idea, cx: &Cx<'_>) -> Reply {
    match action {
        Action::Open | Action::Right | Action::Down | Action::Mark | Action::Speaker => {
            let next = cx.session.next_in_turn(cx.place, &open.id).map(|next| next.id.clone());
            at(cx, Change::Heard(open.id.clone(), next))
        }
        Action::Left | Action::Up => back(open, cx),
        Action::Back => at(cx, Change::Stop),
        _ => Reply::Pass,
    }
}

/// This lies open now.
pub fn show(id: &Id, cx: &Cx<'_>) -> Reply {
    at(cx, Change::Aloud(id.clone()))
}

/// Nothing lies open any more.
pub fn stop(cx: &Cx<'_>) -> Reply {
    at(cx, Change::Stop)
}

/// The first that was not read, from here on and round again; else what is here.
pub fn first_from<'a>(here: Option<&Id>, cx: &Cx<'a>) -> Option<&'a Idea> {
    let turn = cx.session.in_turn(cx.place);
    let from = turn.iter().position(|idea| Some(&idea.id) == here).unwrap_or(0);
    let mut around = turn[from..].iter().chain(&turn[..from]);
    around.find(|idea| !idea.read).or(turn.get(from)).copied()
}

/// Paints it with how far we are above, and what is told of it below.
pub fn render(open: &Idea, told: &str, area: Rect, buffer: &mut Buffer, cx: &Cx<'_>) {
    let dim = cx.look.style(Role::Dim);
    let words = [how_far(cx.seen, cx.place, open), beside(cx.seen, open)];
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    write(buffer, area, (0, 0), &words.join(&format!("  {}  ", cx.look.signs.dot)), dim);
    let room = Rect {
        y: area.y + 2.min(area.height),
        height: area.height.saturating_sub(4),
        width: area.width.saturating_sub(1),
        ..area
    };
    let large = Lettering::largest(&open.text, room, cx.look);
    large.render(room, buffer, cx.look, Role::WallHeading);
    let below = 2 + large.height().min(room.height) + 1;
    write(buffer, area, (0, below), told, dim);
}

/// The keys that turn pages.
pub fn hints(open: &Idea, cx: &Cx<'_>) -> Vec<Hint> {
    let more = cx.session.next_in_turn(cx.place, &open.id).is_some();
    let on = if more { "next" } else { "read; the end" };
    vec![cx.hint(Action::Open, on), cx.hint(Action::Left, "back")]
}

/// To the one before, which is read already or left for later.
fn back(open: &Idea, cx: &Cx<'_>) -> Reply {
    let turn = cx.session.in_turn(cx.place);
    let here = turn.iter().position(|other| other.id == open.id).unwrap_or(0);
    match here.checked_sub(1) {
        Some(before) => show(&turn[before].id, cx),
        None => Reply::Tell("This is the first.".into()),
    }
}

fn at(cx: &Cx<'_>, change: Change) -> Reply {
    let change = session::Change::At(cx.place.clone(), activities::Change::Gather(change));
    Reply::Propose(Proposal::Change(change))
}
