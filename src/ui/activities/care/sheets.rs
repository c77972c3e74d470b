//! What the sheets of care ask, wherever they are typed: in their own step, in the break after it,
//! or where the names begin.

use crate::session::{Place, Session};
use crate::ui::forms::private::{Asked, Way};
use crate::ui::screen::Cx;

/// Above so many people the laptop does not go round: it would not fit the clock.
const PASSED_ROUND: usize = 5;

/// What private entry needs to know of the care at this place.
pub(in crate::ui::activities) fn asked(cx: &Cx<'_>, place: &Place) -> Asked {
    Asked::at(cx.session, place).expect("care asks for sheets")
}

/// The way in that fits the room.
pub(in crate::ui::activities) fn usual(cx: &Cx<'_>) -> Way {
    match (cx.session.voters().count(), cx.session.is_solo()) {
        (0, true) => Way::Voice,
        (_, true) => Way::Covers,
        (voters, false) if voters <= PASSED_ROUND => Way::Covers,
        _ => Way::Sheets,
    }
}

/// Whether nobody is awaited any more.
pub(in crate::ui::activities) fn everyone_is_in(session: &Session, place: &Place) -> bool {
    let who = session.who_is_in(place);
    who.count > 0 && who.of.is_none_or(|of| who.count >= of)
}
