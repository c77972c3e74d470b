//! What the end-to-end tests share.

#![allow(dead_code, reason = "what one test file uses, another may not")]

#[cfg(unix)]
pub(crate) mod garden;
#[cfg(unix)]
pub(crate) mod picture;
#[cfg(unix)]
pub(crate) mod pty;
