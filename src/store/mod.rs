//! RON on disk: sessions are opened, kept and never lost.

pub mod atomic;
pub mod backups;
pub mod disk;
pub mod fault;
pub mod frame;
pub mod history;
pub mod lock;
#[cfg(test)]
pub(crate) mod memory;
pub mod names;
#[cfg(test)]
pub(crate) mod sample;
pub mod sealed;
