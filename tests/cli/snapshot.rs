//! Snapshots of whole outputs.
//!
//! [`Run::shows`] compares stdout, stderr and the exit code together with the text in the test. After an intended change
//! of the output, update all of these texts with one command and review what it changed as a diff:
//!
//! ```text
//! SNAPSHOTS=overwrite cargo test --test cli
//! git diff tests
//! ```
//!
//! `[..]` in an expected text stands for anything within a line, `...` on a line of its own for any number of lines. What
//! differs from run to run is replaced before the comparison, see [`redact`].

use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use jiff::{Timestamp, ToSpan as _};
use regex::{Captures, Regex};
use snapbox::{Assert, IntoData};

use crate::world::{Run, SEEDED};

impl Run {
    /// Checks the exit code and the whole of stdout and stderr.
    #[track_caller]
    pub fn shows(self, expected: impl IntoData) -> Self {
        check(self.transcript(), expected);
        self
    }

    /// The exit code, stdout and stderr as a snapshot has them; an output that is empty is left out.
    pub fn transcript(&self) -> String {
        let mut text = format!("exit code {}\n", self.code);
        for (name, output) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !output.is_empty() {
                write!(text, "--- {name}\n{output}").unwrap();
            }
            if !output.is_empty() && !output.ends_with('\n') {
                text.push_str("\n(no newline at the end)\n");
            }
        }
        redact(&text, &self.home)
    }
}

/// Compares a text with its snapshot, or updates the snapshot where `SNAPSHOTS=overwrite` asks for it.
#[track_caller]
pub fn check(actual: String, expected: impl IntoData) {
    Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .normalize_paths(false)
        .eq(actual, expected);
}

/// Replaces what differs from run to run: the home directory, ports, times of today, durations, the version of the
/// program, and the IDs that a tenant has made up. The same ID gets the same number everywhere in the text, the IDs of
/// the seeded objects stay.
pub fn redact(text: &str, home: &Path) -> String {
    static PORT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(127\.0\.0\.1|localhost|\[::1\]):[0-9]+").unwrap());
    static DURATION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?-u:\b)[0-9]+(\.[0-9]+)? ms(?-u:\b)").unwrap());
    let text = if home.as_os_str().is_empty() {
        text.to_owned()
    } else {
        text.replace(&*home.to_string_lossy(), "[HOME]")
    };
    let text = if cfg!(windows) { from_windows(&text) } else { text };
    let text = text.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    let text = PORT.replace_all(&text, "$1:[PORT]");
    let text = DURATION.replace_all(&text, "[DURATION]");
    number_ids(&replace_times(&text))
}

/// Paths and messages of Windows in the spelling that the snapshots have.
fn from_windows(text: &str) -> String {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"'(\[HOME\][\w./-]*)'").unwrap());
    static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[HOME\][\w.\\/-]*").unwrap());
    static MISSING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[^\n:]+\(os error 2\)").unwrap());
    let text = PATH.replace_all(text, |found: &Captures| found[0].replace('\\', "/"));
    let text = QUOTED.replace_all(&text, "$1");
    MISSING.replace_all(&text, " No such file or directory (os error 2)").into_owned()
}

/// Times that are less than two days old; the seeded ones are years old.
fn replace_times(text: &str) -> String {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b)([0-9]{4}-[0-9]{2}-[0-9]{2})([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2}| UTC)?)?").unwrap()
    });
    let now = Timestamp::now();
    let recent = [-48.hours(), -24.hours(), 0.hours(), 24.hours()]
        .map(|span| (now + span).strftime("%Y-%m-%d").to_string());
    let replaced = TIME.replace_all(text, |found: &Captures| {
        if !recent.iter().any(|date| *date == found[1]) {
            return found[0].to_owned();
        }
        if found.get(2).is_some() { "[TIME]" } else { "[DATE]" }.to_owned()
    });
    replaced.into_owned()
}

fn number_ids(text: &str) -> String {
    static ID: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?-u:\b)([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?-u:\b)",
        )
        .unwrap()
    });
    let mut known: Vec<String> = Vec::new();
    let numbered = ID.replace_all(text, |found: &Captures| {
        let id = &found[0];
        if id.starts_with("2c91") || id.starts_with("00000000") || SEEDED.contains(id) {
            return id.to_owned();
        }
        let number = known.iter().position(|each| each == id).unwrap_or_else(|| {
            known.push(id.to_owned());
            known.len() - 1
        });
        format!("[ID{}]", number + 1)
    });
    numbered.into_owned()
}

#[test]
fn what_differs_from_run_to_run_is_replaced() {
    let text = format!(
        "/tmp/h/groups.json at http://127.0.0.1:40123, {}, 2023-03-16T04:00:00Z, 12 ms\n\
         a1b2c3d4-0000-4000-8000-0123456789ab 0123456789abcdef0123456789abcdef a1b2c3d4-0000-4000-8000-0123456789ab\n\
         {SEEDED}",
        Timestamp::now()
    );
    let expected = format!(
        "[HOME]/groups.json at http://127.0.0.1:[PORT], [TIME], 2023-03-16T04:00:00Z, [DURATION]\n\
         [ID1] [ID2] [ID1]\n{SEEDED}"
    );
    assert_eq!(redact(&text, Path::new("/tmp/h")), expected);
}
