//! Where a change says what is worth knowing while it is made.

use crate::app::session::context::Context;
use crate::error::{Error, Result};
use crate::output::Out;

/// Receives what is worth knowing about a change, as it becomes known.
pub trait Report {
    /// Something is not as it should be, and does not stand in the way.
    fn warning(&self, text: &str);

    /// What the change does to a source or an application.
    fn consequence(&self, consequence: &Consequence<'_>);

    /// One of several changes was refused in a dry run; a single one is the command's error.
    fn refused(&self, error: &Error);
}

/// What a change does to a source or an application, in a sentence.
pub struct Consequence<'a> {
    /// Name of the group.
    pub group: &'a str,
    /// The sentence.
    pub text: &'a str,
    /// Whether the group is deleted: then the sentence is shown with `-q` too.
    pub deletes: bool,
}

/// Reports on stderr.
pub struct Terminal<'a>(&'a Out);

impl<'a> Terminal<'a> {
    /// The stderr of this run.
    pub fn of(ctx: &'a Context) -> Result<Self> {
        Ok(Self(ctx.out()?))
    }
}

impl Report for Terminal<'_> {
    fn warning(&self, text: &str) {
        self.0.warn(text);
    }

    fn consequence(&self, consequence: &Consequence<'_>) {
        let text = format!("sync group `{}`: {}", consequence.group, consequence.text);
        if consequence.deletes {
            self.0.tell(&text);
        } else {
            self.0.news(&text);
        }
    }

    fn refused(&self, error: &Error) {
        self.0.error(error);
    }
}
