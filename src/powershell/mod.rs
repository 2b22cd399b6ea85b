//! The PowerShell modules that this program holds, the places where PowerShell looks for modules, and others there that
//! have commands of the same names.

mod files;
mod others;
mod places;

pub use files::{Module, installed, remove, write};
pub use others::{Other, find};
pub use places::{Edition, Place, own, search_path};
