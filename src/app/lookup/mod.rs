//! Names and IDs of groups, sources and policies, and what the run has already read.

pub mod fewest;
pub mod find;
pub mod group_fields;
pub mod group_filter;
pub mod mapping;
pub mod name_table;
pub mod names;
pub mod read;
pub mod reading;
pub mod snapshot;
pub mod stdin_list;
pub mod targets;
