//! Names and IDs of groups, sources and policies, and what the run has already read.

pub mod find;
pub mod group_fields;
pub mod names;
pub mod snapshot;
pub mod stdin_list;
pub mod targets;
