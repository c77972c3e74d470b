//! The sample session as it happened: at Alder Foods, which sends fresh food in boxes, questions in
//! public go unanswered, and eleven people from six functions ask for two hours who owns social.

mod care;
mod failed;
mod goals;
mod names;
mod open;
mod play;
mod pot;
mod rest;
mod whereabouts;

use groundswell::session::Session;
use play::Play;

/// The session after its last minute.
pub(crate) fn session() -> Session {
    let mut play = Play::begin(open::beginning());
    open::play(&mut play);
    whereabouts::play(&mut play);
    goals::play(&mut play);
    care::play(&mut play);
    names::play(&mut play);
    pot::play(&mut play);
    failed::play(&mut play);
    rest::play(&mut play);
    play.end()
}
