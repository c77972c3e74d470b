//! A session as a dialogue in lines: it is told what the room sees and asked one question at a
//! time; a line is an answer, an empty line goes on, and a line that begins with `/` is a command.
//!
//! Pure: lines in, text and proposals out. Whoever runs it (`app/linear.rs`) reads the lines, hands
//! proposals to the room, and says with [`Dialogue::accepted`] or [`Dialogue::refused`] what came of
//! them. Read `asker.rs` first, then any file of `activities`: one asker an activity.
//!
//! A private answer never shows in what is told: whatever is wrong with it, and whatever is right,
//! the words are the same, and they were fixed before it was typed.

mod activities;
mod arm;
mod asker;
mod ballots;
mod commands;
mod dialogue;
mod form;
mod names;
pub mod page;
pub mod start;
mod tables;
#[cfg(test)]
mod tests;
mod writing;

pub use asker::{Cx, Question};
pub use commands::COMMANDS;
pub use dialogue::{Dialogue, Step, Then};
