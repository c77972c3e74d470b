//! Composition: the terminal, the one inbox of events, and how the program ends.

pub mod beginning;
pub mod config;
pub mod desk;
mod echo;
pub mod filing;
pub mod follow;
pub mod front;
pub mod growing;
pub mod inbox;
mod keyboard;
pub mod linear;
mod naming;
pub mod panic;
pub mod paths;
pub mod printing;
pub mod run;
mod savers;
pub mod seconds;
pub mod setting;
pub mod sieve;
pub mod signals;
pub mod terminal;
pub mod wall;
pub mod wardrobe;
pub mod watching;
