//! Programs that have the terminal to themselves while they run: a pager, an editor. Ctrl-C is a key for them, and who
//! started them waits.

use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a program has the terminal. Signals are one thing of the whole process, and so is this.
static LENT: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back, however the program ended.
struct Lent;

impl Drop for Lent {
    fn drop(&mut self) {
        LENT.store(false, Ordering::Relaxed);
    }
}

/// Starts the program, feeds it, and waits until it is left.
pub(crate) fn run_in_foreground(
    command: &mut Command,
    feed: impl FnOnce(&mut Child),
) -> io::Result<ExitStatus> {
    let _lent = Lent;
    LENT.store(true, Ordering::Relaxed);
    let mut child = command.spawn()?;
    feed(&mut child);
    child.wait()
}

/// Whether Ctrl-C is pressed for another program now.
pub(crate) fn is_lent() -> bool {
    LENT.load(Ordering::Relaxed)
}

/// Whether Ctrl-C ended a program, which did not fail by itself.
pub(crate) fn was_interrupted(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;

        const SIGINT: i32 = 2;
        // A shell between us and the program ends with 128 more.
        status.signal() == Some(SIGINT) || status.code() == Some(128 + SIGINT)
    }
    #[cfg(not(unix))]
    {
        const CONTROL_C_EXIT: u32 = 0xC000_013A;
        status.code() == Some(CONTROL_C_EXIT.cast_signed())
    }
}
