//! Programs of the machine that some tests drive: shells, a browser, man. `.ci/run` installs them all.

use std::path::PathBuf;

/// Set by CI: a tool that is missing is then a failure.
const REQUIRED: &str = "SYNCGROUP_REQUIRE_TOOLS";

/// Where the tool is. Without it the test that asks is skipped, by name, unless tools are required.
#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
pub fn tool(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|place| place.join(name)).find(|path| path.is_file());
    if found.is_none() {
        assert!(std::env::var_os(REQUIRED).is_none(), "{REQUIRED} is set, and `{name}` is missing");
        let thread = std::thread::current();
        eprintln!("skipped: {} needs `{name}`", thread.name().unwrap_or("a test"));
    }
    found
}
