//! Composition: the terminal, the one inbox of events, and how the program ends.

pub mod inbox;
mod keyboard;
pub mod panic;
pub mod signals;
pub mod terminal;
