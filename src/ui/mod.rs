//! Paint and keys: what is drawn on the terminal, and what the keys mean there.

pub mod look;
pub mod theme;
