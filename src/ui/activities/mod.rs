//! The interactive screens, one for each activity, under the same file names as the activities of
//! a session.

pub mod gather;
pub mod goals;
pub mod page;
pub mod pot;
pub mod roles;
pub mod round;
pub mod vote;

use crate::ui::screen::Screen;
use crate::workshop::Do;

/// The screen of an activity.
pub fn screen_for(what: &Do) -> Box<dyn Screen> {
    match what {
        Do::Gather {} => Box::<gather::GatherScreen>::default(),
        Do::Goals { .. } => Box::<goals::GoalsScreen>::default(),
        Do::Pot { .. } => Box::<pot::PotScreen>::default(),
        Do::Roles { .. } => Box::<roles::RolesScreen>::default(),
        Do::Round {} => Box::<round::RoundScreen>::default(),
        Do::Vote { .. } => Box::<vote::VoteScreen>::default(),
        Do::Welcome { .. }
        | Do::Team { .. }
        | Do::Decide {}
        | Do::Promise { .. }
        | Do::Close { .. }
        | Do::Break {} => Box::<page::PageScreen>::default(),
    }
}
