//! The interactive screens, one for each activity, under the same file names as the activities of
//! a session.

pub mod close;
pub mod decide;
pub mod page;

use crate::ui::screen::Screen;
use crate::workshop::Do;

/// The screen of an activity.
pub fn screen_for(what: &Do) -> Box<dyn Screen> {
    match what {
        Do::Close { .. } => Box::<close::CloseScreen>::default(),
        Do::Decide {} => Box::<decide::DecideScreen>::default(),
        Do::Welcome { .. }
        | Do::Team { .. }
        | Do::Round {}
        | Do::Gather {}
        | Do::Vote { .. }
        | Do::Goals { .. }
        | Do::Roles { .. }
        | Do::Pot { .. }
        | Do::Promise { .. }
        | Do::Break {} => Box::<page::PageScreen>::default(),
    }
}
