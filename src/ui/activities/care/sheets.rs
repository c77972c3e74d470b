//! What the sheets of care ask, wherever they are typed: in their own step, in the break after it,
//! or where the names begin.

use crate::session::Place;
use crate::ui::forms::private::Asked;
use crate::ui::screen::Cx;

/// What private entry needs to know of the care at this place.
pub(in crate::ui::activities) fn asked(cx: &Cx<'_>, place: &Place) -> Asked {
    Asked::at(cx.session, place).expect("care asks for sheets")
}
