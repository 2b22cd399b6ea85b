//! The echo of the terminal, which a question for a secret turns off.

#[cfg(unix)]
use std::fs::File;

#[cfg(unix)]
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// The settings of the terminal as they were before a question that hides its answer: whoever leaves the question where
/// it is must give them back.
pub struct TerminalSettings {
    #[cfg(unix)]
    saved: Option<(File, Termios)>,
}

impl TerminalSettings {
    /// Takes note of the settings; nothing where there is no terminal. The console of Windows has no such settings.
    pub fn now() -> Self {
        Self {
            #[cfg(unix)]
            saved: File::open("/dev/tty").ok().and_then(|terminal| {
                let settings = tcgetattr(&terminal).ok()?;
                Some((terminal, settings))
            }),
        }
    }

    /// Makes the terminal as it was.
    pub fn restore(&self) {
        #[cfg(unix)]
        if let Some((terminal, settings)) = &self.saved {
            // A terminal that is gone needs none.
            let _ = tcsetattr(terminal, OptionalActions::Now, settings);
        }
    }
}
