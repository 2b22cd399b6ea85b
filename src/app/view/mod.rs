//! How groups are shown: the table, and the graph of groups, sources and applications.

pub mod graph;
pub mod group_table;
