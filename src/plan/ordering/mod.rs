//! The order of writes in a cyclic component: which groups are written in between, and which are recreated.

pub mod component;
pub mod cycle;
mod euler_circuit;
mod exact;
mod feedback_vertex_set;
mod greedy;
mod progress;
mod temporary_names;
