//! What floats over a step: asked for from anywhere, closed with Esc, never losing text.

pub mod agenda;
pub mod check;
pub mod clock;
pub mod conflicts;
pub mod displays;
pub mod export;
pub mod forget;
pub mod help;
pub mod history;
pub mod notice;
pub mod palette;
pub mod park;
pub mod people;
pub mod prompt;
pub mod search;
pub mod split;
pub mod tables;
pub mod themes;

use crate::text::CleanText;
use crate::ui::screen::{Cx, Hint, Input, Reply};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What a popup makes of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Floating {
    /// It stays open.
    Stays(Reply),
    /// It closes.
    Closes(Reply),
    /// It closes, and the shell does this.
    Then(palette::Command),
}

/// Something that floats.
pub trait Popup {
    /// Takes a key or pasted text.
    fn update(&mut self, input: &Input, cx: &Cx<'_>) -> Floating;

    /// What it proposed was accepted; answers whether it closes now.
    fn accepted(&mut self, entry: u64, cx: &Cx<'_>) -> bool {
        let _ = (entry, cx);
        false
    }

    /// The names of the files that it asked for.
    fn files_named(&mut self, files: Vec<CleanText>) {
        let _ = files;
    }

    /// Whether a field is open in it, where every key types, the one for help too.
    fn is_typing(&self) -> bool {
        false
    }

    /// What is being typed in it and is to be kept in case the program ends.
    fn open_text(&self) -> Option<CleanText> {
        None
    }

    /// Paints itself onto the screen.
    fn render(&self, screen: Rect, buffer: &mut Buffer, cx: &Cx<'_>) -> Option<Position>;

    /// The keys that work in it.
    fn hints(&self, cx: &Cx<'_>) -> Vec<Hint>;
}

#[cfg(test)]
mod tests;
