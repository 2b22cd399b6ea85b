//! Being told to stop: nothing new is sent, reads are dropped at once, a write under way gets a little time.

use std::future::{Future, pending};
use std::time::Duration;

use super::call::{Answer, Call};
use super::failure::Failure;
use super::wire::Wire;
use crate::error::{Code, Error, ErrorKind};

impl Wire {
    /// Does something that may be left, unless the client is told to stop: `None` then.
    pub(crate) async fn unless_cancelled<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            _ = self.cancellation() => None,
            done = work => Some(done),
        }
    }

    /// Sees an exchange to its end: a read ends with the order to stop, a write some seconds later.
    pub(crate) async fn see_through(
        &self,
        call: &Call,
        exchange: impl Future<Output = Result<Answer, Failure>>,
    ) -> Result<Answer, Failure> {
        if !call.changes_something() {
            return self.unless_cancelled(exchange).await.unwrap_or_else(|| Err(not_sent()));
        }
        let patience = async {
            tokio::time::sleep(self.cancellation().await).await;
        };
        tokio::select! {
            outcome = exchange => outcome,
            () = patience => Err(Failure::left(interrupted(call, true))),
        }
    }

    /// Waits for the order to stop, which says how long a write under way may still take; for ever where nobody can give
    /// it.
    async fn cancellation(&self) -> Duration {
        let Some(cancel) = &self.settings.cancel else { return pending().await };
        match cancel.clone().wait_for(Option::is_some).await.as_deref() {
            Ok(&Some(grace)) => grace,
            _ => pending().await,
        }
    }
}

/// A request that was not sent, or whose answer changes nothing.
pub(crate) fn not_sent() -> Failure {
    Failure::own(Error::new(Code::Interrupted, "interrupted"))
}

/// What a call ends with that may (`perhaps`) or may not have been carried out.
pub(crate) fn interrupted(call: &Call, perhaps: bool) -> Error {
    if !perhaps {
        return Error::new(Code::Interrupted, "interrupted");
    }
    let message = format!("interrupted, and whether `{}` took effect is unknown", call.line());
    Error::new(Code::Interrupted, message).kind(ErrorKind::OutcomeUnknown)
}
