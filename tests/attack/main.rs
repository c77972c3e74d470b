//! The attack: no input breaks the program, and no text of people or files commands a terminal.
//!
//! `driver` feeds changed bytes to every `target`, and values that were changed by `reshape` or, in a
//! `history`, event by event. `corrupt` breaks each name and number of a whole session in turn.
//! `nasty` puts hostile text into every field and looks at what is shown, `exported` and `packed` at
//! what is written for other programs, `wide` at letters without end. `files` are none, or never end.

mod commands;
mod corrupt;
mod disk;
mod driver;
mod exported;
#[cfg(unix)]
mod files;
mod history;
mod keys;
mod literals;
mod made;
mod nasty;
#[cfg(all(feature = "pdf", feature = "xlsx"))]
mod packed;
mod reshape;
mod seat;
mod seeds;
mod talk;
mod target;
mod told;
mod wide;
mod words;
mod xml;
