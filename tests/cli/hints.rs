//! Every hint of every run can be pasted: it is read by the program itself, and asks the tenant that was asked.

use std::ffi::OsString;

/// Commands that ask no tenant and concern no profile but the one that they name.
const LOCAL: [&str; 12] = [
    "help",
    "completions",
    "man",
    "version",
    "powershell",
    "profile add",
    "profile edit",
    "profile import",
    "profile list",
    "profile remove",
    "profile rename",
    "profile use",
];

/// Checks the hints on stderr, as text or as a JSON error, of a run with these arguments in a POSIX shell.
pub fn check(arguments: &[String], stderr: &str) {
    for hint in hints(stderr) {
        // The usage of a command has placeholders in it.
        if hint.starts_with("usage: ") {
            continue;
        }
        let Some(at) = hint.find("syncgroup ").filter(|&at| at == 0 || hint[..at].ends_with(": "))
        else {
            continue;
        };
        let line = &hint[at..];
        let words = shlex::split(line).unwrap_or_else(|| panic!("not a command line: {line}"));
        let words: Vec<String> = words
            .into_iter()
            .take_while(|word| !matches!(word.as_str(), ">" | "<" | "|"))
            .collect();
        let typed: Vec<OsString> = words.iter().map(OsString::from).collect();
        if let Err(error) = syncgroup::internals::read_arguments(&typed) {
            panic!("the hint `{line}` is not a command: {error}");
        }
        if let Some(profile) = profile(arguments) {
            let command = words[1..].join(" ");
            let local = LOCAL.iter().any(|local| command.starts_with(local))
                || words.iter().any(|word| word == "--help" || word == "--template");
            let names = words.iter().any(|word| word == "-p");
            assert!(local || names, "the hint `{line}` does not name profile `{profile}`");
        }
    }
}

/// The profile that the arguments name, if it is one.
fn profile(arguments: &[String]) -> Option<&str> {
    let at = arguments.iter().position(|word| word == "-p" || word == "--profile")?;
    arguments.get(at + 1).map(String::as_str).filter(|name| !name.contains(','))
}

fn hints(stderr: &str) -> Vec<String> {
    let mut hints = Vec::new();
    for line in stderr.lines() {
        if let Some((_, hint)) = line.split_once("hint: ") {
            hints.push(hint.to_owned());
        } else if line.starts_with('{')
            && let Ok(error) = serde_json::from_str::<serde_json::Value>(line)
        {
            let all = error["error"]["hints"].as_array().cloned().unwrap_or_default();
            hints.extend(all.iter().filter_map(|hint| hint.as_str().map(str::to_owned)));
        }
    }
    hints
}
