//! Paint and keys: what is drawn on the terminal, and what the keys mean there.

pub mod action;
pub mod forms;
pub mod key;
pub mod keymap;
pub mod look;
pub mod screen;
pub mod theme;
pub mod widgets;
