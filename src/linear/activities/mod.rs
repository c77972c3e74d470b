//! One asker an activity.

mod areas;
mod assess;
mod r#break;
mod care;
mod close;
mod decide;
mod foresee;
mod gather;
mod goals;
mod matrix;
mod network;
mod pot;
mod promise;
mod review;
mod roles;
mod round;
mod team;
mod vote;
mod welcome;

use super::asker::{Asker, Cx};
use crate::workshop::Do;

/// The asker of the activity that is asked about.
pub(super) fn asker_of(cx: &Cx<'_>) -> Box<dyn Asker> {
    let Some(activity) = cx.session.activity(cx.place) else { return Box::new(welcome::Welcome) };
    match activity.what {
        Do::Welcome { .. } => Box::new(welcome::Welcome),
        Do::Team { .. } => Box::new(team::Team),
        Do::Round {} => Box::new(round::Round),
        Do::Gather {} => Box::new(gather::Gather::default()),
        Do::Vote { .. } => Box::new(vote::Vote::default()),
        Do::Matrix { .. } => Box::new(matrix::Matrix::default()),
        Do::Assess { .. } => Box::new(assess::Assess::default()),
        Do::Care { .. } => Box::new(care::Care::default()),
        Do::Goals { .. } => Box::new(goals::Goals),
        Do::Roles { .. } => Box::new(roles::Roles::default()),
        Do::Pot { .. } => Box::new(pot::Pot::default()),
        Do::Network { .. } => Box::new(network::Network::default()),
        Do::Foresee { .. } => Box::new(foresee::Foresee::default()),
        Do::Decide {} => Box::new(decide::Decide),
        Do::Promise { .. } => Box::new(promise::Promises::default()),
        Do::Review { .. } => Box::new(review::Review::default()),
        Do::Close { .. } => Box::new(close::Close::default()),
        Do::Break {} => Box::new(r#break::Break::default()),
    }
}
