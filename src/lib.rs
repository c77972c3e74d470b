//! Groundswell walks a cross-functional team, in one terminal, from "who owns this?" to a plan
//! that everyone owns.

pub mod app;
pub mod cli;
pub mod export;
pub mod import;
pub mod linear;
pub mod locale;
pub mod methods;
pub mod money;
pub mod portfolio;
pub mod reader;
pub mod rehearse;
pub mod room;
pub mod session;
pub mod store;
pub mod text;
pub mod ui;
pub mod when;
pub mod workshop;

#[cfg(test)]
mod privacy;
#[cfg(test)]
pub(crate) mod testing;
