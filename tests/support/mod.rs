//! What the end-to-end tests share.

#[cfg(unix)]
pub(crate) mod picture;
#[cfg(unix)]
pub(crate) mod pty;
