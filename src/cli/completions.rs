//! `syncgroup completions`

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::Cli;
use super::context::Context;
use crate::error::Result;

/// Print the completion script of a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell to complete in
    shell: Shell,
}

impl Completions {
    pub fn run(self, ctx: &Context) -> Result<()> {
        ctx.out()?.text(&script(self.shell))
    }
}

/// The script that `completions/` holds too.
pub fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "syncgroup", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
