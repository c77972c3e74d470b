//! The interactive screens, one for each activity, under the same file names as the activities of
//! a session.

pub mod page;
pub mod pot;
pub mod roles;

use crate::ui::screen::Screen;
use crate::workshop::Do;

/// The screen of an activity.
pub fn screen_for(what: &Do) -> Box<dyn Screen> {
    match what {
        Do::Pot { .. } => Box::<pot::Pot>::default(),
        Do::Roles { .. } => Box::<roles::Roles>::default(),
        Do::Welcome { .. }
        | Do::Team { .. }
        | Do::Round {}
        | Do::Gather {}
        | Do::Vote { .. }
        | Do::Goals { .. }
        | Do::Decide {}
        | Do::Promise { .. }
        | Do::Close { .. }
        | Do::Break {} => Box::<page::PageScreen>::default(),
    }
}
