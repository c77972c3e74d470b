//! Groundswell walks a cross-functional team, in one terminal, from "who owns this?" to a plan
//! that everyone owns.

pub mod import;
pub mod locale;
pub mod money;
pub mod text;
pub mod when;
