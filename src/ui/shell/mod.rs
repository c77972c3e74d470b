//! The frame around a step: the console, the wall, and the start screen.

pub mod console;
pub mod frame;
pub mod new_session;
pub mod start;
pub mod wall;
