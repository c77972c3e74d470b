//! The tour: a finished sample session that comes with the program, to look around in.

use std::path::Path;

use super::fault::StoreError;
use super::frame;
use crate::session::Session;

/// The file as the program itself would have saved it; `examples/make_tour` writes it.
const TEXT: &str = include_str!("../../assets/tour.ron");

/// The sample session.
///
/// # Errors
/// None that a test would let through: it reads the file that is built in.
pub fn session() -> Result<Session, StoreError> {
    frame::parse(Path::new("tour.ron"), TEXT.as_bytes()).map(|reading| reading.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::frame::Condition;

    #[test]
    fn the_tour_opens_sound() {
        let reading = frame::parse::<Session>(Path::new("tour.ron"), TEXT.as_bytes()).unwrap();
        assert_eq!(reading.condition, Condition::Sound);
    }
}
