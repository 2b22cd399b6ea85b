//! One write from start to end: [`perform`](perform::perform) is the only way to change a sync group.

pub mod conflict;
pub mod deny;
pub mod dry_run;
pub mod editor;
mod group_change;
pub mod independence;
pub mod move_sources;
pub mod perform;
pub mod raw_request;
pub mod record;
pub mod replacement;
pub mod report;
mod send;
pub mod settle;
mod settlement;
pub mod undo;

pub use group_change::{Change, valid_id};
