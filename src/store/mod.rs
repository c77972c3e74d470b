//! RON on disk: sessions are opened, kept and never lost.

pub mod atomic;
pub mod disk;
#[cfg(test)]
pub(crate) mod memory;
