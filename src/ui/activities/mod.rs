//! The interactive screens, one for each activity, under the same file names as the activities of
//! a session.

pub mod assess;
pub mod r#break;
pub mod care;
pub mod close;
pub mod decide;
pub mod foresee;
pub mod gather;
pub mod goals;
pub mod matrix;
pub mod network;
pub mod page;
pub mod pot;
pub mod promise;
pub mod review;
pub mod roles;
pub mod round;
pub mod team;
pub mod vote;
pub mod welcome;

use crate::ui::screen::Screen;
use crate::workshop::Do;

/// The screen of an activity.
pub fn screen_for(what: &Do) -> Box<dyn Screen> {
    match what {
        Do::Welcome { .. } => Box::<welcome::WelcomeScreen>::default(),
        Do::Team { .. } => Box::<team::TeamScreen>::default(),
        Do::Round {} => Box::<round::RoundScreen>::default(),
        Do::Gather {} => Box::<gather::GatherScreen>::default(),
        Do::Vote { .. } => Box::<vote::VoteScreen>::default(),
        Do::Matrix { .. } => Box::<matrix::MatrixScreen>::default(),
        Do::Assess { .. } => Box::<assess::AssessScreen>::default(),
        Do::Care { .. } => Box::<care::CareScreen>::default(),
        Do::Goals { .. } => Box::<goals::GoalsScreen>::default(),
        Do::Roles { .. } => Box::<roles::RolesScreen>::default(),
        Do::Pot { .. } => Box::<pot::PotScreen>::default(),
        Do::Network { .. } => Box::<network::NetworkScreen>::default(),
        Do::Foresee { .. } => Box::<foresee::ForeseeScreen>::default(),
        Do::Decide {} => Box::<decide::DecideScreen>::default(),
        Do::Promise { .. } => Box::<promise::PromiseScreen>::default(),
        Do::Review { .. } => Box::<review::ReviewScreen>::default(),
        Do::Close { .. } => Box::<close::CloseScreen>::default(),
        Do::Break {} => Box::<r#break::BreakScreen>::default(),
    }
}
