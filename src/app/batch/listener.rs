//! What the commands would say on stderr, as events.

use crate::app::batch::event;
use crate::app::change::report::{Consequence, Report};
use crate::error::Error;
use crate::output::Listener;

/// Turns what is said into events of the request that runs.
#[derive(Debug, Clone, Copy)]
pub struct Events;

impl Listener for Events {
    fn warning(&self, text: &str) {
        event::warning(text);
    }

    fn trace(&self, text: &str) {
        event::say("request", event::keys([("message", text.into())]));
    }
}

impl Report for Events {
    fn warning(&self, text: &str) {
        event::warning(text);
    }

    fn consequence(&self, consequence: &Consequence<'_>) {
        let Consequence { group, text, .. } = consequence;
        let keys = [("group", (*group).into()), ("message", (*text).into())];
        event::say("consequence", event::keys(keys));
    }

    fn refused(&self, error: &Error) {
        event::warning(&error.to_string());
    }
}
