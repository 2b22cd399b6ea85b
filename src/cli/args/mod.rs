//! Arguments that several commands share.

pub mod depth;
pub mod duration;
pub mod manifest;
pub mod save;
pub mod sort;
