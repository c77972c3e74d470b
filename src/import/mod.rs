//! Bytes and pasted text in, values out, with what was understood.

pub mod lines;
