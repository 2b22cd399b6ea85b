//! How groups are shown: the table, the difference of two states and the graph of groups, sources and applications.

pub mod graph;
pub mod group_diff;
pub mod group_lines;
pub mod group_table;
