//! One write from start to end: conflict check, dry run, record, send, settlement.

pub mod conflict;
pub mod editor;
pub mod raw_request;
pub mod record;
pub mod send;
pub mod settle;
