//! Stands in for programs that tests need and that not every system has: an editor, and somebody who presses Ctrl-C.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

use std::fs;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match &words[..] {
        ["replace", old, new, file] => replace(old, new, file),
        #[cfg(windows)]
        ["interrupt", program, arguments @ ..] => return interrupt(program, arguments),
        _ => return ExitCode::FAILURE,
    }
    ExitCode::SUCCESS
}

/// Edits a file as an editor does that has it for itself while it saves.
fn replace(old: &str, new: &str, file: &str) {
    use std::io::Write as _;
    let text = fs::read_to_string(file).unwrap();
    let mut options = fs::OpenOptions::new();
    options.write(true).truncate(true);
    #[cfg(windows)]
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    options.open(file).unwrap().write_all(text.replace(old, new).as_bytes()).unwrap();
}

/// Starts a program, presses Ctrl-C in its console once stdin ends, and ends as it does.
#[cfg(windows)]
fn interrupt(program: &str, arguments: &[&str]) -> ExitCode {
    use std::io::Read as _;

    use send_ctrlc::Interruptible as _;

    // The one who presses the key hears it too, and goes on.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let _heard = runtime.block_on(async { tokio::signal::windows::ctrl_c() }).unwrap();
    let mut command = std::process::Command::new(program);
    let mut child = command.args(arguments).stdin(std::process::Stdio::null()).spawn().unwrap();
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    Console.interrupt().unwrap();
    let code = child.wait().unwrap().code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Every process of this console, as Ctrl-C on its keyboard reaches them.
#[cfg(windows)]
struct Console;

#[cfg(windows)]
impl send_ctrlc::Interruptible for Console {
    fn pid(&mut self) -> std::io::Result<Option<u32>> {
        Ok(Some(0))
    }
}
