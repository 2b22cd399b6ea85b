//! The history: every change that this tool made, before and after.
//!
//! [`Journal`] is the file: a line before a request is sent, a line after it was answered. What follows from its
//! [`Record`]s alone is pure: [`inverse`] says what undoes a change, [`unchanged_since`] whether the group is still as the
//! change left it. What needs the tenant as well is decided in `app::change`.

mod changed_since;
mod file;
mod filter;
mod read;
mod record;
mod record_links;
mod time_argument;
mod timestamp_format;
mod undo;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use changed_since::{ChangedSince, Since, unchanged_since};
pub use filter::Filter;
pub use record::{
    Action, Beginning, Call, End, Outcome, PasswordChange, Record, Run, Settlement, Undoes,
};
pub use record_links::undone_by;
pub use time_argument::parse_since;
pub use undo::{
    Inverse, cannot_be_undone, find, inverse, latest_undoable, losses, place_in_command,
    records_of_command, same_change,
};

use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Hint, Result};
use file::File;
use record::Line;

/// The history of one machine's user, over all tenants.
pub struct Journal {
    file: File,
    /// What to do where it cannot be written to.
    remedy: Option<Hint>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

/// A change that has begun and not ended.
#[derive(Debug)]
#[must_use]
pub struct Ticket {
    number: u64,
    run: u64,
}

impl Ticket {
    /// The number of the record.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The number of the run that the change is part of: for the others of the same run.
    pub const fn run(&self) -> u64 {
        self.run
    }
}

impl Journal {
    /// The history in a directory. Nothing is read or written yet; the first record makes what is missing.
    pub fn at(directory: impl Into<PathBuf>) -> Self {
        let remedy = "repeat the command with `--no-history` to write without a record";
        Self { remedy: Some(remedy.into()), ..Self::of(File::new(&directory.into())) }
    }

    /// A record of changes in a file of its own.
    pub fn in_file(path: impl Into<PathBuf>) -> Self {
        Self::of(File::named(path.into()))
    }

    fn of(file: File) -> Self {
        Self { file, remedy: None, clock: Box::new(Timestamp::now) }
    }

    /// The same with what to do where it cannot be written to.
    #[must_use]
    pub fn with_remedy(self, remedy: Hint) -> Self {
        Self { remedy: Some(remedy), ..self }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Refuses a file that is something else, or a record of another tenant (exit 2). One that is empty or does not exist
    /// yet is fine.
    pub fn check_tenant(&self, tenant: &str) -> Result<()> {
        let file = self.path().display();
        let refused = |why: String| Error::usage(format!("`{file}` {why}"));
        if crate::file::is_pipe(self.path()) {
            return Err(refused("is a pipe; a record must be a regular file".to_owned()));
        }
        let bytes = self.file.read().map_err(|error| {
            refused("cannot be read as a record of changes".to_owned()).cause(error.to_string())
        })?;
        let Some(tenants) = read::tenants(&bytes) else {
            return Err(refused("is not a record of changes".to_owned()));
        };
        match tenants.iter().find(|other| *other != tenant) {
            Some(other) => {
                let (other, tenant) = (shown_tenant(other), shown_tenant(tenant));
                Err(refused(format!("is a record of tenant `{other}`, not of `{tenant}`")))
            }
            None => Ok(()),
        }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Records a change, before its request is sent. A directory that refuses the record is exit 2.
    pub fn begin(&self, beginning: Beginning) -> Result<Ticket> {
        self.begin_at(beginning, (self.clock)())
    }

    /// The same at a given time.
    pub fn begin_at(&self, beginning: Beginning, now: Timestamp) -> Result<Ticket> {
        let append = self.file.append(|last| {
            // The number comes from a file that anybody may have edited.
            let number = last.saturating_add(1);
            let run = beginning.run.unwrap_or(Run::First).number(number);
            let apply = beginning.is_step.then_some(run);
            let begin = Some(beginning);
            let line = Line { run: Some(run), apply, begin, ..Line::new(number, now) };
            (line, Ticket { number, run })
        });
        append.map_err(|error| {
            let error = Error::usage("the change cannot be recorded, so it is not made")
                .cause(self.file.complaint(&error));
            self.remedy.clone().into_iter().fold(error, Error::hint)
        })
    }

    /// Records how a change ended.
    #[expect(clippy::needless_pass_by_value, reason = "a change ends once")]
    pub fn end(&self, ticket: Ticket, end: End) -> Result<()> {
        let line = Line { end: Some(end), ..Line::new(ticket.number, (self.clock)()) };
        self.complete(line)
    }

    /// Records what a look at the tenant told about a change whose end was never written. What is still unknown is not
    /// worth a line.
    pub fn settle(&self, number: u64, settlement: Settlement) -> Result<()> {
        let Some(end) = settlement.into_end() else { return Ok(()) };
        self.complete(Line { settle: Some(end), ..Line::new(number, (self.clock)()) })
    }

    /// Records that a tenant was reset. Where nothing is recorded of it that is not worth a line.
    pub fn reset(&self, tenant: &str) -> Result<()> {
        let filter = Filter { tenant: Some(tenant.to_owned()), ..Filter::default() };
        if self.records(&filter)?.is_empty() {
            return Ok(());
        }
        let reset = Some(tenant.to_owned());
        let append =
            self.file.append(|last| (Line { reset, ..Line::new(last, (self.clock)()) }, ()));
        append.map_err(|error| {
            Error::new(Code::Refused, "the reset cannot be recorded")
                .kind(ErrorKind::History)
                .cause(self.file.complaint(&error))
        })
    }

    fn complete(&self, line: Line) -> Result<()> {
        let number = line.number;
        self.file.append(|_| (line, ())).map_err(|error| {
            let message = format!("how change {number} ended cannot be recorded");
            Error::new(Code::Refused, message)
                .kind(ErrorKind::History)
                .cause(self.file.complaint(&error))
        })
    }

    /// The records that match, in the order of their numbers.
    pub fn records(&self, filter: &Filter) -> Result<Vec<Record>> {
        let bytes = self.file.read().map_err(|error| {
            Error::usage("the history cannot be read").cause(self.file.complaint(&error))
        })?;
        Ok(filter.apply(read::records(&bytes)))
    }

    /// The record of a number.
    pub fn record(&self, number: u64) -> Result<Record> {
        let records = self.records(&Filter::default())?;
        records.into_iter().find(|record| record.number == number).ok_or_else(|| absent(number))
    }
}

/// Why a history may lack what somebody looks for.
pub const MADE_HERE: &str = "changes are recorded on the machine that made them";

/// How messages name a tenant of the history: an embedded one by its profile, others by their address.
pub fn shown_tenant(tenant: &str) -> &str {
    tenant.strip_prefix("sandbox:").unwrap_or(tenant)
}

/// The error for a number that no record has.
pub fn absent(number: u64) -> Error {
    Error::new(Code::NotFound, format!("the history has no change {number}"))
        .cause(MADE_HERE)
        .hint(CommandLine::of("history"))
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
