//! The window: the only room that writes to stdout and stderr, and that asks questions.
//!
//! stdout is the answer, in the format that was asked for; stderr is everything else. What came from a tenant is
//! cleaned of control characters before it reaches a terminal, and a reader that goes away early is no failure.

mod ask;
mod color;
mod csv;
mod diff;
mod id;
mod json;
mod listing;
mod pager;
mod sanitize;
mod settings;
mod spinner;
mod stream;
mod table;
mod yaml;

pub use ask::{Console, Terminal};
pub use diff::{Change, Target};
pub use listing::{Column, Head, Listing, Reply, Shape};
pub use settings::{Color, Environment, Format, Settings};
pub use stream::{Stream, Streams};

use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};

use color::Tint;
use stream::Face;

use crate::error::{Code, Error, Result};

/// Where a command says what it has to say. Shared by reference, also between threads.
pub struct Out {
    settings: Settings,
    stdout: Mutex<Stream>,
    stderr: Mutex<Stream>,
    console: Mutex<Box<dyn Console>>,
    spinning: AtomicBool,
    answer: Face,
    talk: Face,
}

impl Out {
    /// The streams of this process; looks once at which of them are terminals.
    pub fn new(settings: Settings) -> Self {
        Self::with(settings, Streams::standard())
    }

    /// Other streams than those of this process.
    pub fn with(settings: Settings, streams: Streams) -> Self {
        Self {
            answer: streams.stdout.face(&settings),
            talk: streams.stderr.face(&settings),
            stdout: Mutex::new(streams.stdout),
            stderr: Mutex::new(streams.stderr),
            console: Mutex::new(streams.console),
            spinning: AtomicBool::new(false),
            settings,
        }
    }

    /// What the user asked for.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Says what happened, on stderr. `-q` silences it.
    pub fn news(&self, text: &str) {
        if !self.settings.quiet {
            self.tell(text);
        }
    }

    /// Says what else is worth knowing: `note: …` on stderr. `-q` silences it.
    pub fn note(&self, text: &str) {
        if !self.settings.quiet {
            self.label("note", Tint::Faint, text);
        }
    }

    /// Warns: `warning: …` on stderr, also with `-q`.
    pub fn warn(&self, text: &str) {
        self.label("warning", Tint::Warning, text);
    }

    /// Says on stderr what was asked for, such as the number of `--count`, also with `-q`.
    pub fn tell(&self, text: &str) {
        let text = self.talk.clean(text);
        self.write_talk(&format!("{}\n", text.trim_end_matches('\n')));
    }

    /// Says on stderr what only `-v` (level 1) or `-vv` (level 2) wants to know.
    pub fn trace(&self, level: u8, text: &str) {
        if self.settings.verbosity >= level {
            let text = self.talk.clean(text);
            self.write_talk(&format!(
                "{}\n",
                self.talk.paint(Tint::Faint, text.trim_end_matches('\n'))
            ));
        }
    }

    /// Shows an error on stderr: as text, or with `-o json` and `jsonl` as one JSON object on one line.
    pub fn error(&self, error: &Error) {
        if matches!(self.settings.format, Format::Json | Format::Jsonl) {
            return self.write_talk(&format!("{}\n", json::compact(&error.to_json())));
        }
        let text = error.to_text();
        match text.strip_prefix("error: ") {
            Some(text) => self.label("error", Tint::Bad, text),
            None => self.tell(&text),
        }
    }

    /// Prints what a command found, on stdout in the format that was asked for.
    ///
    /// # Errors
    /// [`Code::Usage`] for a column that there is not, [`Code::Refused`] if stdout cannot be written to; a closed pipe
    /// is a success.
    pub fn print(&self, listing: &Listing<'_>) -> Result<()> {
        let text = match self.settings.format {
            Format::Table => {
                let columns = self.settings.choose(&listing.columns)?;
                return self.page(&table::render(listing, &columns, self.answer));
            }
            Format::Csv => {
                csv::render(listing, &self.settings.choose(&listing.columns)?, self.answer)?
            }
            Format::Json => json::render(listing),
            Format::Jsonl => json::lines(listing),
            Format::Yaml => yaml::render(listing, self.answer)?,
            Format::Id => id::render(listing),
        };
        self.write_answer(&text)
    }

    /// Writes a text to stdout as it is, save that a terminal gets no control characters.
    ///
    /// # Errors
    /// [`Code::Refused`] if stdout cannot be written to; a closed pipe is a success.
    pub fn text(&self, text: &str) -> Result<()> {
        self.write_answer(&self.answer.clean(text))
    }

    /// Writes a text of this program to stdout, through the pager where it is longer than the screen.
    ///
    /// # Errors
    /// [`Code::Refused`] if stdout cannot be written to; a pager that is left early is a success.
    pub fn page(&self, text: &str) -> Result<()> {
        self.hush();
        let stdout = lock(&self.stdout);
        let pager = self.settings.pager.as_deref().filter(|_| !self.settings.no_input);
        match pager {
            Some(pager) if stdout.overflows(text) && pager::show(pager, text) => Ok(()),
            _ => {
                drop(stdout);
                self.write_answer(text)
            }
        }
    }

    /// Shows the difference of two texts, nothing if there is none.
    ///
    /// # Errors
    /// [`Code::Refused`] if stdout cannot be written to; stderr never fails.
    pub fn diff(&self, change: &Change<'_>, target: Target) -> Result<()> {
        match target {
            Target::Stdout => self.write_answer(&diff::render(change, self.answer)),
            Target::Stderr => {
                self.write_talk(&diff::render(change, self.talk));
                Ok(())
            }
        }
    }

    fn label(&self, label: &str, tint: Tint, text: &str) {
        let label = self.talk.paint(tint, &format!("{label}:"));
        let text = self.talk.clean(text);
        self.write_talk(&format!("{label} {}\n", text.trim_end_matches('\n')));
    }

    fn write_answer(&self, text: &str) -> Result<()> {
        self.hush();
        lock(&self.stdout).write(text).map_err(|error| {
            Error::new(Code::Refused, "cannot write to stdout").cause(error.to_string())
        })
    }

    /// With stderr gone there is nobody left to tell, and the work is worth more than the talk.
    fn write_talk(&self, text: &str) {
        self.hush();
        let _ = lock(&self.stderr).write(text);
    }
}

/// A thread that panicked while it wrote leaves a stream that is as good as before.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
