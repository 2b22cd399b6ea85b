//! How groups are shown: the table, the difference of two states, the graph of groups, sources and applications, and times.

pub mod graph;
pub mod group_diff;
pub mod group_table;
pub mod time;
