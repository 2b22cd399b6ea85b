//! Long tables on a terminal, read page by page.

use std::io::Write as _;
use std::process::Stdio;

use crate::program;

/// The exit code of a shell that did not find the program, or could not start it.
const NOT_FOUND: [i32; 2] = [126, 127];

/// The options of `less` whose user has none: end where all fits on the screen, show colours, leave the text on the screen.
const LESS: &str = "FRX";

/// Shows the text in the pager, a command line with options such as `less -FRX`, and waits until it is left. False where the pager cannot be had, and nothing was shown.
pub(super) fn show(pager: &str, text: &str) -> bool {
    let mut command = program::of_line(pager, &[]);
    if std::env::var_os("LESS").is_none_or(|options| options.is_empty()) {
        command.env("LESS", LESS);
    }
    let shown = program::run_in_foreground(command.stdin(Stdio::piped()), |child| {
        if let Some(mut stdin) = child.stdin.take() {
            // A pager that is left early reads no more; that is its user's choice.
            let _ = stdin.write_all(text.as_bytes());
        }
    });
    shown.is_ok_and(|status| !status.code().is_some_and(|code| NOT_FOUND.contains(&code)))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn leaving_early_is_no_failure_and_a_missing_pager_is_told() {
        assert!(show("cat > /dev/null", "a\nb\n"));
        assert!(show("true", &"a line\n".repeat(100_000)));
        assert!(show("exit 2", "a\n"));
        assert!(!show("no-such-pager -R 2> /dev/null", "a\n"));
    }
}
