//! Requests of another program, answered by events: which may run side by side, what they share, what came of each.
//!
//! [`serve`] takes the lines of requests as they come and answers them in their order. A request is read in `request`,
//! waits in `order`, runs in `read`, `write` or `undo` with the same pieces as the commands, and says what there is to
//! say through `event`.

mod api;
mod error_event;
mod event;
mod evidence;
mod get;
mod listener;
mod memory;
mod operation;
mod order;
mod outbox;
mod read;
mod request;
mod run;
mod schema;
mod serve;
mod undo;
mod write;

pub use listener::Events;
pub use operation::PROTOCOL;
pub use schema::schema;
pub use serve::{End, Input, Line, Serving, ready, serve};
