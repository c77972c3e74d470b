//! The attack: no input breaks the program, and no text of people or files commands a terminal.
//!
//! `driver` feeds changed bytes to every `target`; `corrupt` breaks each name and number of a whole
//! session in turn; `nasty` puts hostile text into every field and looks at all that comes out.

mod commands;
mod corrupt;
mod disk;
mod driver;
mod keys;
mod literals;
mod made;
mod nasty;
mod seat;
mod seeds;
mod target;
mod told;
mod words;
