//! Ctrl-C: nothing new is sent, what is in flight gets five seconds; a second one ends at once.

use std::future::Future;
use std::time::Duration;

use tokio::sync::watch;

use crate::error::{Code, Error, Result};

/// How long a write in flight may still take after the first Ctrl-C.
const GRACE: Duration = Duration::from_secs(5);

/// Whether Ctrl-C was pressed, for everyone who is about to send something.
#[derive(Debug, Clone)]
pub struct Interrupt(watch::Sender<bool>);

impl Default for Interrupt {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Interrupt {
    /// Whether it was pressed.
    pub fn pressed(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is pressed.
    pub async fn wait(&self) {
        // The sender lives as long as this value, so that the wait can only end with a press.
        let _ = self.0.subscribe().wait_for(|&pressed| pressed).await;
    }

    /// Runs the work; ends it five seconds after the first Ctrl-C, or at once at the second.
    pub async fn guard<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let mut work = std::pin::pin!(work);
        tokio::select! {
            result = &mut work => return result,
            () = pressed() => {}
        }
        self.0.send_replace(true);
        tokio::select! {
            result = &mut work => result,
            () = pressed() => Err(interrupted()),
            () = tokio::time::sleep(GRACE) => Err(interrupted()),
        }
    }
}

/// The error of everything that was not done because of Ctrl-C.
pub fn interrupted() -> Error {
    Error::new(Code::Interrupted, "interrupted")
}

/// Waits for Ctrl-C; for ever where the system has no such signal.
async fn pressed() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
