//! RON on disk: sessions are opened, kept and never lost.
//!
//! In reading order: [`disk`] is all that is asked of the system, [`atomic`] replaces a file whole,
//! [`frame`] is the text of a file and [`fault`] what can be wrong with it. [`names`], [`kinds`],
//! [`lock`], [`history`], [`sealed`], [`draft`] and [`backups`] are the files of a session.
//! [`keeper`] saves them in the right order, [`saver`] does so on a thread, [`carry`] moves or
//! deletes them together, and [`folder`] is where sessions lie. [`workshops`] are the
//! scripts that sessions are made from, and [`side_by_side`] reads much at once.

pub mod atomic;
pub mod backups;
pub mod carry;
pub mod disk;
pub mod draft;
pub mod fault;
pub mod folder;
pub mod frame;
pub mod history;
pub mod keeper;
pub mod kinds;
pub mod lock;
pub mod names;
mod open;
pub mod paper;
pub mod saver;
pub mod sealed;
pub mod side_by_side;
pub mod tour;
pub mod workshops;

#[cfg(test)]
pub(crate) mod memory;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

pub use carry::Claim;
pub use disk::{Disk, RealDisk};
pub use fault::{StoreError, Trouble};
pub use folder::{Library, Listed};
pub use keeper::{HistoryWaits, Keeper, SaveJob};
pub use kinds::{Draft, Summary};
pub use open::{Opened, Past, Standing, Store};
pub use saver::{SaveReport, Saver};
pub use workshops::Workshops;
