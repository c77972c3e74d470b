//! stub
use super::{Disk, StoreError};
use crate::workshop::Workshop;
use std::path::PathBuf;
use std::sync::Arc;
/// l
pub struct Listed {
    /// n
    pub name: String,
    /// b
    pub built_in: bool,
    /// w
    pub workshop: Result<Workshop, StoreError>,
}
/// w
pub struct Workshops {}
impl Workshops {
    /// i
    pub fn in_folder(_d: Arc<dyn Disk>, _f: Option<PathBuf>) -> Workshops {
        Workshops {}
    }
    /// l
    pub fn list(&self) -> Vec<Listed> {
        Vec::new()
    }
}
