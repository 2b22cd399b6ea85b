//! The `syncgroup` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    syncgroup::main(&std::env::args_os().collect::<Vec<_>>())
}
