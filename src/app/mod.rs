//! Composition: the terminal, the one inbox of events, and how the program ends.

pub mod beginning;
pub mod desk;
pub mod filing;
pub mod front;
pub mod inbox;
mod keyboard;
pub mod panic;
pub mod paths;
pub mod run;
pub mod setting;
pub mod signals;
pub mod terminal;
