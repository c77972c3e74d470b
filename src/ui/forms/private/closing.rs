//! How private input ends: it is revealed with two presses, or thrown away with two.

use crate::room::Proposal;
use crate::session::{Change, Place, Session, activities};
use crate::text::capital;
use crate::ui::action::Action;
use crate::ui::forms::arm::{Arm, Pressed};
use crate::ui::screen::{Cx, Reply};

/// The first press says who is in, the second reveals. Where nothing is sealed one press closes,
/// for that can be undone. `what` is one thing that is given: "sheet".
pub fn reveal(
    arm: &mut Arm,
    place: &Place,
    what: &str,
    close: activities::Change,
    cx: &Cx<'_>,
) -> Reply {
    let who = cx.session.who_is_in(place);
    if who.count == 0 {
        return Reply::Tell(format!("No {what} is in yet, so there is nothing to reveal."));
    }
    if cx.session.policy(place).is_open() {
        return Reply::Propose(Proposal::Change(Change::At(place.clone(), close)));
    }
    match arm.press(Action::Reveal) {
        Pressed::Armed => {
            let key = cx.keymap.key_for(Action::Reveal).unwrap_or("r");
            Reply::Tell(format!("{}; {key} again reveals.", who.words()))
        }
        Pressed::Fired => Reply::Propose(Proposal::Reveal(place.clone())),
    }
}

/// The first press says how much is in, the second throws it away to begin again.
pub fn start_over(arm: &mut Arm, again: Action, what: &str, cx: &Cx<'_>) -> Reply {
    let count = cx.session.who_is_in(cx.place).count;
    let key = cx.hint(again, "").key;
    match (count, arm.press(again)) {
        (0, _) => Reply::Tell(format!("No {what} is in yet; there is nothing to start over.")),
        (1, Pressed::Armed) => Reply::Tell(capital(&format!(
            "one {what} is in; {key} again throws it away and starts over."
        ))),
        (count, Pressed::Armed) => Reply::Tell(format!(
            "{count} {what}s are in; {key} again throws them away and starts over."
        )),
        (_, Pressed::Fired) => Reply::Propose(Proposal::Reopen(cx.place.clone())),
    }
}

/// Whether nobody is awaited any more.
pub fn everyone_is_in(session: &Session, place: &Place) -> bool {
    let who = session.who_is_in(place);
    who.count > 0 && who.of.is_none_or(|of| who.count >= of)
}
