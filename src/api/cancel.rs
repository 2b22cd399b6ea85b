//! Being told to stop: nothing new is sent, reads are dropped at once, a write under way gets a little time.

use std::future::{Future, pending};
use std::time::Duration;

use super::failure::Failure;
use super::request::{Request, Response};
use super::transport::Transport;
use crate::error::{Code, Error, ErrorKind};

impl Transport {
    /// Does something that may be left, unless the client is told to stop: `None` then.
    pub(crate) async fn unless_cancelled<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            _ = self.cancellation() => None,
            done = work => Some(done),
        }
    }

    /// Completes an attempt: a read ends with the order to stop, a write some seconds later.
    pub(crate) async fn complete(
        &self,
        request: &Request,
        exchange: impl Future<Output = Result<Response, Failure>>,
    ) -> Result<Response, Failure> {
        if !request.changes_something() {
            return self.unless_cancelled(exchange).await.unwrap_or_else(|| Err(not_sent()));
        }
        let patience = async {
            tokio::time::sleep(self.cancellation().await).await;
        };
        tokio::select! {
            outcome = exchange => outcome,
            () = patience => Err(Failure::left(interrupted(request, true))),
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

/// A request that was not sent, or whose response changes nothing.
pub(crate) fn not_sent() -> Failure {
    Failure::own(Error::new(Code::Interrupted, "interrupted"))
}

/// What a request ends with that may (`perhaps`) or may not have been carried out.
pub(crate) fn interrupted(request: &Request, perhaps: bool) -> Error {
    if !perhaps {
        return Error::new(Code::Interrupted, "interrupted");
    }
    let message = format!("interrupted, and whether `{}` took effect is unknown", request.line());
    Error::new(Code::Interrupted, message).kind(ErrorKind::OutcomeUnknown)
}
