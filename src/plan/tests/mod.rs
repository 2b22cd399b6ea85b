//! The planner against a strict model of the tenant, and against an exhaustive search.

mod cases;
mod exhaustive;
mod growth;
mod properties;
mod scene;
mod tenant;
