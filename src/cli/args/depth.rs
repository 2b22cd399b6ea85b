//! How much is asked about a whole tenant.

use clap::Args;

use crate::app::check::exceptions::Exceptions;

/// What `check` and `diff` take.
#[derive(Debug, Clone, Copy, Args)]
pub struct Depth {
    /// Ask each source for policy exceptions: one request for every source
    ///
    /// Without it the lists of the tenant decide, and only sources about which they leave doubt are asked; how many were
    /// not is part of the result.
    #[arg(long)]
    thorough: bool,
}

impl Depth {
    /// Which sources are asked.
    pub const fn exceptions(self) -> Exceptions {
        if self.thorough { Exceptions::AskAll } else { Exceptions::AskInDoubt }
    }
}
