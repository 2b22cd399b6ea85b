//! The only module that writes to stdout and stderr, and that asks questions.
//!
//! stdout is the answer, in the format that was asked for; stderr is everything else. What came from a tenant is
//! cleaned of control characters before it reaches a terminal, and a reader that goes away early is no failure.
//!
//! Longer than most files here: one type with a short method for each kind of output; how each is made is in its own
//! file.

mod ascii;
mod ask;
mod choice;
mod color;
mod column;
mod csv;
mod diff;
mod echo;
mod exact;
mod format;
mod id;
mod jq;
mod json;
mod kept;
mod listener;
mod listing;
pub mod markdown;
mod pager;
mod program;
mod progress;
mod raw;
mod sanitize;
mod saved;
mod settings;
mod spinner;
mod spool;
mod stream;
mod table;
pub mod time;
mod yaml;

pub use ascii::line as ascii_line;
pub use ask::{Console, Terminal};
pub use column::Column;
pub use diff::{Change, Target, hunks};
pub use echo::TerminalSettings;
pub use exact::ExactNumbers;
pub use format::Format;
pub use kept::{Kept, Tenant};
pub use listener::Listener;
pub use listing::{Head, Listing, Reply, Shape};
pub use program::Lines;
pub use progress::{Progress, Reads};
pub use sanitize::plain_line;
pub use settings::{Color, Environment, Settings};
pub use spool::Spool;
pub use stream::{Stream, Streams};

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use color::Tint;
use saved::Saved;
use stream::StreamStyle;
use table::Rendered;

use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};

/// Where a command says what it has to say. Shared by reference, also between threads.
pub struct Out {
    settings: Settings,
    stdout: Mutex<Stream>,
    stderr: Mutex<Stream>,
    console: Mutex<Box<dyn Console>>,
    answer: StreamStyle,
    talk: StreamStyle,
    /// Whether stdout goes to a file.
    answers_a_file: bool,
    kept: Option<Mutex<Vec<Kept>>>,
    saved: Option<Saved>,
    listener: Option<Arc<dyn Listener>>,
}

impl Out {
    /// The streams of this process, or a file in place of stdout; looks once at which of them are terminals.
    pub fn new(settings: Settings) -> Self {
        let streams = Streams::standard();
        let Some(path) = settings.save.clone() else { return Self::with(settings, streams) };
        let saved = Saved::at(path);
        let streams = Streams { stdout: Stream::file(saved.clone()), ..streams };
        Self { saved: Some(saved), ..Self::with(settings, streams) }
    }

    /// Writes the file that stands in place of stdout, if there is one. A command that failed before it printed anything
    /// leaves an older file as it is.
    ///
    /// # Errors
    /// [`Code::Refused`] if the file cannot be written.
    pub fn finish(&self, succeeded: bool) -> Result<()> {
        self.saved.as_ref().map_or(Ok(()), |saved| saved.finish(succeeded))
    }

    /// Other streams than those of this process.
    pub fn with(settings: Settings, streams: Streams) -> Self {
        Self {
            answer: streams.stdout.face(&settings),
            talk: streams.stderr.face(&settings),
            answers_a_file: streams.stdout.is_file,
            stdout: Mutex::new(streams.stdout),
            stderr: Mutex::new(streams.stderr),
            console: Mutex::new(streams.console),
            settings,
            kept: None,
            saved: None,
            listener: None,
        }
    }

    /// Keeps what would go to stdout, for [`Out::take`], and says the rest on this process's stderr.
    pub fn keeping(settings: Settings) -> Self {
        Self { kept: Some(Mutex::default()), ..Self::new(settings) }
    }

    /// Keeps what would go to stdout, and tells a program the rest.
    pub fn to_program(settings: Settings, listener: Arc<dyn Listener>) -> Self {
        Self { listener: Some(listener), ..Self::keeping(settings) }
    }

    /// What was kept so far, in the order of printing.
    pub fn take(&self) -> Vec<Kept> {
        self.kept.as_ref().map(|kept| std::mem::take(&mut *lock(kept))).unwrap_or_default()
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
        if self.listener.is_some() {
            return;
        }
        let text = sanitize::message(text);
        let text = self.spoken(&text);
        self.write_talk(&format!("{}\n", text.trim_end_matches('\n')));
    }

    /// Says on stderr what only `-v` (level 1) or `-vv` (level 2) wants to know.
    pub fn trace(&self, level: u8, text: &str) {
        if self.settings.verbosity >= level {
            if let Some(listener) = &self.listener {
                return listener.trace(text);
            }
            let text = sanitize::message(text);
            let text = self.spoken(&text);
            self.write_talk(&format!(
                "{}\n",
                self.talk.paint(Tint::Faint, text.trim_end_matches('\n'))
            ));
        }
    }

    /// Shows an error on stderr: as text, or with `-o json` and `jsonl` as one JSON object on one line.
    pub fn error(&self, error: &Error) {
        if self.settings.format.is_json() {
            let spoken = self.settings.speaker.as_ref().map(|name| error.clone().about(name));
            let error = spoken.as_ref().unwrap_or(error);
            return self.write_talk(&format!(
                "{}\n",
                json::compact(&error.to_json(&self.settings.invocation))
            ));
        }
        let text = error.print(&self.settings.invocation);
        match text.strip_prefix("error: ") {
            Some(text) => self.label("error", Tint::Bad, text),
            None => self.tell(&text),
        }
    }

    /// A command as it is typed into the shell in use, for the tenant of this run.
    pub fn command(&self, line: &CommandLine) -> String {
        line.print(&self.settings.invocation)
    }

    /// Prints what a command found, on stdout in the format that was asked for.
    ///
    /// # Errors
    /// [`Code::Usage`] for a column that there is not, [`Code::Refused`] if stdout cannot be written to; a closed pipe
    /// is a success.
    pub fn print(&self, listing: &Listing<'_>) -> Result<()> {
        if let Some(kept) = &self.kept {
            let listing = Kept::listing(listing, &self.settings)?;
            lock(kept).push(listing);
            return Ok(());
        }
        if let Some(filter) = &self.settings.jq {
            return self.filter(filter, &json::render(listing));
        }
        let text = match self.settings.format {
            Format::Table | Format::Wide => {
                let columns = self.settings.choose(&listing.columns)?;
                return self.show(&table::render(listing, &columns, &self.settings, self.answer));
            }
            Format::Csv | Format::Tsv => {
                let columns = self.settings.choose(&listing.columns)?;
                csv::render(listing, &columns, &self.settings, self.answer)?
            }
            Format::Json => json::render(listing),
            Format::Jsonl => json::lines(listing),
            Format::Yaml => yaml::render(listing, self.answer)?,
            Format::Id => id::render(listing),
        };
        self.write_answer(&text)
    }

    /// Prints one object: in a table on a line for each of its columns, unless some were asked for, else as
    /// [`Out::print`] does.
    ///
    /// # Errors
    /// As [`Out::print`].
    pub fn print_one(&self, listing: Listing<'_>) -> Result<()> {
        if self.settings.format.is_table() && self.settings.columns.is_none() {
            return self.print(&listing.turned());
        }
        self.print(&listing)
    }

    /// Where a list can wait as the text of its pages; `None` where the output needs every object decoded.
    pub fn spool(&self) -> Option<Spool> {
        let whole = self.settings.include || self.settings.jq.is_some() || self.kept.is_some();
        if whole { None } else { Spool::new(self.settings.format) }
    }

    /// Prints a list that waited for its last page.
    ///
    /// # Errors
    /// [`Code::Refused`] if the list cannot be read back or stdout cannot be written to; a closed pipe is a success.
    pub fn pour(&self, spool: Spool) -> Result<()> {
        self.hush();
        spool.pour(&mut lock(&self.stdout)).map_err(|error| unwritten(&error))
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
        let pager = self.settings.pager.as_deref();
        let pager = pager.filter(|_| !self.settings.no_input && self.kept.is_none());
        match pager {
            Some(pager) if stdout.overflows(text) && pager::show(pager, text) => Ok(()),
            _ => {
                drop(stdout);
                self.write_answer(text)
            }
        }
    }

    /// Writes a text of our own, with its ANSI styles where stdout has colour and without them elsewhere.
    ///
    /// # Errors
    /// [`Code::Refused`] if stdout cannot be written to; a closed pipe is a success.
    pub fn styled(&self, text: &str) -> Result<()> {
        if self.answer.color {
            return self.page(text);
        }
        self.page(&anstream::adapter::strip_str(text).to_string())
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

    /// Prints the body of a reply that has no columns: as JSON where people read, and under its head.
    ///
    /// # Errors
    /// As [`Out::print`].
    pub fn document(&self, listing: &Listing<'_>) -> Result<()> {
        if !self.settings.format.is_table() {
            return self.print(listing);
        }
        let head = table::render(listing, &[], &self.settings, self.answer).text;
        let gap = if head.is_empty() { "" } else { "\n" };
        self.write_answer(&format!("{head}{gap}{}", self.answer.clean(&json::bare(listing))))
    }

    /// Refuses to print what cannot be had again where stdout reaches nobody.
    ///
    /// # Errors
    /// [`Code::Refused`] if stdout was closed when the program started.
    pub fn check_heard(&self, what: &str) -> Result<()> {
        if self.saved.is_some() || self.kept.is_some() || !lock(&self.stdout).is_lost {
            return Ok(());
        }
        let message = format!("{what} would be lost; nothing was sent");
        let error = Error::new(Code::Refused, message).kind(ErrorKind::LocalFailure).local();
        Err(error.cause("stdout is closed or discarded"))
    }

    /// Writes bytes to stdout as they are, save that a terminal gets no control characters.
    ///
    /// # Errors
    /// [`Code::Refused`] if stdout cannot be written to; a closed pipe is a success.
    pub fn bytes(&self, bytes: &[u8]) -> Result<()> {
        if self.answer.terminal || self.kept.is_some() {
            return self.text(&String::from_utf8_lossy(bytes));
        }
        lock(&self.stdout).write_bytes(bytes).map_err(|error| unwritten(&error))
    }

    /// Prints what several tenants gave, side by side: with a column for the tenant in `table` and `csv`, else as
    /// `[{"profile","result"|"error"}]`, in `jsonl` one such object for each object of a result.
    ///
    /// # Errors
    /// As [`Out::print`].
    pub fn side_by_side(&self, tenants: &[Tenant]) -> Result<()> {
        let text = match self.settings.format {
            Format::Table | Format::Wide => {
                return self.show(&kept::table(tenants, &self.settings, self.answer));
            }
            Format::Csv | Format::Tsv => kept::csv(tenants, &self.settings, self.answer)?,
            Format::Json => kept::json(tenants),
            Format::Jsonl => kept::jsonl(tenants),
            Format::Yaml => kept::yaml(tenants, self.answer)?,
            Format::Id => kept::ids(tenants),
        };
        match &self.settings.jq {
            Some(filter) => self.filter(filter, &text),
            None => self.write_answer(&text),
        }
    }

    /// A table, and which of the columns that were asked for it has no room for.
    fn show(&self, table: &Rendered) -> Result<()> {
        self.page(&table.text)?;
        if !table.left_out.is_empty() {
            let names: Vec<String> =
                table.left_out.iter().map(|name| format!("`{name}`")).collect();
            let names = names.join(", ");
            self.note(&format!("the terminal is too narrow for {names}; `-o wide` shows all"));
        }
        Ok(())
    }

    fn filter(&self, filter: &str, result: &str) -> Result<()> {
        if result.is_empty() {
            return Ok(());
        }
        jq::run(filter, result.as_bytes(), self.answer, |text| {
            self.write_answer(text)?;
            Ok(!lock(&self.stdout).is_closed())
        })
    }

    fn label(&self, label: &str, tint: Tint, text: &str) {
        if let Some(listener) = &self.listener {
            return listener.warning(text);
        }
        let label = self.talk.paint(tint, &format!("{label}:"));
        let text = sanitize::message(text);
        let text = self.spoken(&text);
        self.write_talk(&format!("{label} {}\n", text.trim_end_matches('\n')));
    }

    fn spoken<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.settings.speaker {
            Some(name) => format!("{}: {text}", sanitize::text(name)).into(),
            None => text.into(),
        }
    }

    fn write_answer(&self, text: &str) -> Result<()> {
        self.hush();
        if let Some(kept) = &self.kept {
            Kept::add_text(&mut lock(kept), text);
            return Ok(());
        }
        lock(&self.stdout).write(text).map_err(|error| unwritten(&error))
    }

    /// With stderr gone there is nobody left to tell, and the work is worth more than the talk.
    fn write_talk(&self, text: &str) {
        if self.listener.is_some() {
            return;
        }
        let _ = lock(&self.stderr).write(text);
    }
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::new(Code::Refused, "cannot write to stdout")
        .kind(ErrorKind::LocalFailure)
        .local()
        .cause(error.to_string())
}

/// A thread that panicked while it wrote leaves a stream that is as good as before.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
