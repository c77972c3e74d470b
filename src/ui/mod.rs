//! Paint and keys: what is drawn on the terminal, and what the keys mean there.

pub mod action;
pub mod activities;
pub mod blocks;
pub mod forms;
pub mod key;
pub mod keymap;
pub mod look;
pub mod popups;
pub mod screen;
pub mod shell;

#[cfg(test)]
pub(crate) mod stage;
pub mod theme;
pub mod trace;
#[cfg(test)]
pub(crate) mod typist;
#[cfg(test)]
mod whole_check_in;
#[cfg(test)]
mod whole_library;
#[cfg(test)]
mod whole_session;
pub mod widgets;
