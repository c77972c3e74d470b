//! The sample session as it happened: Alder Foods sends fresh food in boxes, too many of them
//! arrive broken, late or nearly spoilt, and eleven people from six functions spend 100 minutes
//! on it.

mod care;
mod goals;
mod names;
mod open;
mod play;
mod pot;
mod rest;

use groundswell::session::Session;
use play::Play;

/// The session after its last minute.
pub(crate) fn session() -> Session {
    let mut play = Play::begin(open::beginning());
    open::play(&mut play);
    goals::play(&mut play);
    care::play(&mut play);
    names::play(&mut play);
    pot::play(&mut play);
    rest::play(&mut play);
    play.end()
}
