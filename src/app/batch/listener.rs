//! What the commands would say on stderr, as events.

use serde_json::Value;

use crate::app::batch::event;
use crate::app::change::deny;
use crate::app::change::report::{Detail, Report};
use crate::app::check::warnings::Warning;
use crate::error::Error;
use crate::output::Listener;
use crate::rules::impact::Impact;

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

    fn impact(&self, warnings: &[Warning], impact: &Impact, _: Detail) {
        for warning in warnings {
            event::warning(&warning.text);
        }
        for consequence in &impact.consequences {
            if let Ok(Value::Object(keys)) = serde_json::to_value(consequence) {
                event::say("consequence", keys);
            }
        }
        if impact.policies_unknown {
            event::warning(deny::UNKNOWN);
        }
    }

    fn refused(&self, error: &Error) {
        event::warning(&error.to_string());
    }
}
