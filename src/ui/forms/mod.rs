//! The few shapes that interactive screens are composed of. When two screens begin to look alike
//! in code, the form is missing here.

pub mod aloud;
pub mod arm;
pub mod board;
pub mod choose;
pub mod fuzzy;
pub mod hands;
pub mod import;
pub mod lines;
pub mod private;
pub mod sheet;
pub mod writing;
