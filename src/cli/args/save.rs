//! Where the output of a command goes, if not to stdout.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// What commands take whose output usually goes to a file.
#[derive(Debug, Clone, Default, Args)]
pub struct Save {
    /// Write the output to this file instead of stdout
    ///
    /// Always UTF-8, unlike `>` in Windows PowerShell.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub save: Option<PathBuf>,
}
