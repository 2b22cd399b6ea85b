//! One write from start to end: [`perform`](perform::perform) is the only way to change a sync group.

pub mod change;
pub mod conflict;
pub mod dry_run;
pub mod editor;
pub mod perform;
pub mod raw_request;
pub mod record;
pub mod report;
mod send;
pub mod settle;
mod settlement;
pub mod undo;
