//! The history: every change that this tool made, before and after.
//!
//! [`Journal`] is the file: a line before a request is sent, a line after it was answered. What follows from its
//! [`Record`]s alone is pure: [`inverse`] says what undoes a change, [`unchanged_since`] whether the group is still as the
//! change left it. What needs the tenant as well is decided in `app::change`.

mod chain;
mod file;
mod filter;
mod instant;
mod read;
mod record;
mod since;
mod unchanged;
mod undo;

use std::path::PathBuf;

use jiff::Timestamp;

pub use filter::Filter;
pub use record::{Action, Beginning, Call, End, Outcome, PasswordChange, Record, Run, Settlement};
pub use since::parse_since;
pub use unchanged::{ChangedSince, Since, unchanged_since};
pub use undo::{Inverse, find, inverse, latest_undoable, losses, records_of_apply};

use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use file::File;
use record::Line;

/// The history of one machine's user, over all tenants.
pub struct Journal {
    file: File,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

/// A change that has begun and not ended.
#[derive(Debug)]
#[must_use]
pub struct Ticket {
    number: u64,
    apply: Option<u64>,
}

impl Ticket {
    /// The number of the record.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The number of the run that the change is part of: for the others of the same run.
    pub const fn apply(&self) -> Option<u64> {
        self.apply
    }
}

impl Journal {
    /// The history in a directory. Nothing is read or written yet; the first record makes what is missing.
    pub fn at(directory: impl Into<PathBuf>) -> Self {
        Self { file: File::new(&directory.into()), clock: Box::new(Timestamp::now) }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Records a change, before its request is sent. A directory that refuses the record is exit 2.
    pub fn begin(&self, beginning: Beginning) -> Result<Ticket> {
        let now = (self.clock)();
        let append = self.file.append(|last| {
            // The number comes from a file that anybody may have edited.
            let number = last.saturating_add(1);
            let apply = beginning.run.map(|run| run.number(number));
            let line = Line { apply, begin: Some(beginning), ..Line::new(number, now) };
            (line, Ticket { number, apply })
        });
        append.map_err(|error| {
            Error::usage("the change cannot be recorded, so it is not made")
                .cause(self.file.complaint(&error))
                .hint("repeat the command with `--no-history` to write without a record")
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

fn absent(number: u64) -> Error {
    Error::new(Code::NotFound, format!("the history has no change {number}"))
        .hint(CommandLine::of("history"))
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
