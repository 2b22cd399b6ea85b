//! How much is asked about a whole tenant.

use clap::Args;

use crate::app::check::exceptions::Exceptions;

/// What `check` and `diff` take.
#[derive(Debug, Clone, Copy, Args)]
pub struct Depth {
    /// Ask each source for policy exceptions: one request for every source
    ///
    /// By default, only sources whose policies are unclear from the lists of the tenant are asked. The result says
    /// how many were not.
    #[arg(long)]
    thorough: bool,
}

impl Depth {
    /// Which sources are asked.
    pub const fn exceptions(self) -> Exceptions {
        if self.thorough { Exceptions::AskAll } else { Exceptions::AskInDoubt }
    }
}
