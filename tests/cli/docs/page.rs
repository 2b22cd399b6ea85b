//! Runs the blocks of a page of the documentation, top to bottom, in one empty home.
//!
//! A `console` block has commands behind `$ ` and below each what it prints, stdout and stderr together; `[..]` stands for
//! what differs from run to run (IDs, times). A `sh` block is a script that must succeed; one in a comment
//! (`<!-- sh` … `-->`) prepares what the reader has anyway. `json`, `yaml` and `toml` must be readable. A block of commands
//! that no test can run says why behind its language (`sh not run: …`), and the test names it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::world::World;

/// Where a page is.
pub fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The text of a page, as on a system whose lines end with a line feed.
pub fn read(name: &str) -> String {
    let text = std::fs::read_to_string(path(name));
    text.unwrap_or_else(|error| panic!("{name}: {error}")).replace('\r', "")
}

/// A fenced block: what stands behind the fence, its lines, and the line of the page where it begins.
pub struct Block<'a> {
    info: &'a str,
    pub lines: Vec<&'a str>,
    at: usize,
}

impl Block<'_> {
    pub fn language(&self) -> &str {
        self.info.split(' ').next().unwrap_or_default()
    }

    /// Why no test can run it.
    pub fn not_run(&self) -> Option<&str> {
        self.info.split_once(" not run: ").map(|(_, why)| why)
    }
}

/// The blocks of a page, those in comments too.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut end = None;
    for (at, line) in text.lines().enumerate() {
        match end {
            Some(close) if line == close => end = None,
            Some(_) => blocks.last_mut().unwrap().lines.push(line),
            None => {
                // A block of Markdown has blocks of its own, and more backticks around it.
                let ticks = line.len() - line.trim_start_matches('`').len();
                let fence = (ticks >= 3).then(|| (&line[ticks..], &line[..ticks]));
                let comment = line.strip_prefix("<!-- sh").map(|_| ("sh", "-->"));
                let Some((info, close)) = fence.or(comment) else { continue };
                blocks.push(Block { info, lines: Vec::new(), at: at + 1 });
                end = Some(close);
            }
        }
    }
    assert!(end.is_none(), "a block is not closed");
    blocks
}

/// The commands of a console block, each with what it is to print.
fn commands(block: &Block) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in &block.lines {
        match line.strip_prefix("$ ") {
            Some(command) => commands.push((command.to_owned(), String::new())),
            None if commands.last().is_some_and(|(command, _)| command.ends_with('\\')) => {
                let (command, _) = commands.last_mut().unwrap();
                write!(command, "\n{line}").unwrap();
            }
            None => {
                let (_, expected) =
                    commands.last_mut().expect("a console block begins with a command");
                writeln!(expected, "{}", line.trim_end()).unwrap();
            }
        }
    }
    commands
}

/// Whether the text is as expected, `[..]` standing for anything within a line.
fn matches(expected: &str, text: &str) -> bool {
    let same = |(expected, line): (&str, &str)| {
        let mut rest = line;
        let mut parts = expected.split("[..]");
        let Some(stripped) = rest.strip_prefix(parts.next().unwrap_or_default()) else {
            return false;
        };
        rest = stripped;
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
        for part in middle {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    };
    let trimmed: Vec<&str> = text.lines().map(str::trim_end).collect();
    expected.lines().count() == trimmed.len() && expected.lines().zip(trimmed).all(same)
}

/// What is to be written for a command: its output now, with the wildcards of the lines that still match.
fn updated(expected: &str, now: &str) -> String {
    let mut rest: Vec<&str> = expected.lines().collect();
    let mut text = String::new();
    for line in now.lines().map(str::trim_end) {
        match rest.iter().position(|&known| matches(known, line)) {
            Some(at) => {
                writeln!(text, "{}", rest[at]).unwrap();
                rest.drain(..=at);
            }
            None => writeln!(text, "{line}").unwrap(),
        }
    }
    text
}

/// Writes what commands print now into a page; `outputs` has a command, and before and after, in the page's order.
fn update(name: &str, text: &str, outputs: &[(String, String, String)]) {
    let (mut page, mut rest) = (String::new(), text);
    for (command, expected, now) in outputs {
        let command = format!("$ {command}\n");
        let at = rest.find(&command).unwrap() + command.len();
        page.push_str(&rest[..at]);
        page.push_str(now);
        rest = rest[at..].strip_prefix(expected.as_str()).unwrap();
    }
    page.push_str(rest);
    std::fs::write(path(name), page).unwrap();
}

/// What a data block is not, if anything.
fn fault_in_data(language: &str, text: &str) -> Option<String> {
    match language {
        "json" => serde_json::from_str::<serde_json::Value>(text).err().map(|it| it.to_string()),
        "yaml" => serde_saphyr::from_str::<serde_json::Value>(text).err().map(|it| it.to_string()),
        "toml" => text.parse::<toml_edit::DocumentMut>().err().map(|it| it.to_string()),
        "text" | "diff" | "markdown" => None,
        _ => Some("a language that no test knows; mark it `not run: REASON`".to_owned()),
    }
}

/// Runs every block of a page, and panics with all that is not as it stands there.
#[allow(clippy::print_stderr, reason = "a block that is not run is named")]
pub fn run(name: &str) {
    let text = read(name);
    let world = World::new();
    let script =
        |script: &str| world.script(script).env("REPOSITORY", env!("CARGO_MANIFEST_DIR")).run();
    let updating = std::env::var_os("UPDATE_DOCS").is_some();
    let mut failures = String::new();
    let mut outputs = Vec::new();
    for block in blocks(&text) {
        let at = block.at;
        if let Some(why) = block.not_run() {
            eprintln!("not run: {name}:{at} ({}): {why}", block.language());
            continue;
        }
        match block.language() {
            "console" => {
                for (command, expected) in commands(&block) {
                    let got = script(&format!("{{ {command}\n}} 2>&1")).stdout;
                    if !updating && !matches(&expected, &got) {
                        let what = format!("expected:\n{expected}\ngot:\n{got}");
                        writeln!(failures, "{name}:{at}: {command}\n{what}").unwrap();
                    }
                    let now = updated(&expected, &got);
                    outputs.push((command, expected, now));
                }
            }
            "sh" => {
                let run = script(&format!("set -euo pipefail\n{}", block.lines.join("\n")));
                if run.code != 0 {
                    let (code, said) = (run.code, run.stdout + &run.stderr);
                    writeln!(failures, "{name}:{at}: exit {code}\n{said}").unwrap();
                }
            }
            language => {
                if let Some(fault) = fault_in_data(language, &block.lines.join("\n")) {
                    writeln!(failures, "{name}:{at}: {language}: {fault}").unwrap();
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    if updating {
        update(name, &text, &outputs);
    }
}

#[test]
fn wildcards_match_within_a_line_only() {
    assert!(matches("a [..] c\n", "a b c\n"));
    assert!(matches("a [..] c [..]\n", "a b c d\n"));
    assert!(!matches("a [..] c\n", "a b d\n"));
    assert!(!matches("a\n", "a\nb\n"));
    assert!(matches("", ""));
}

#[test]
fn blocks_know_their_language_and_why_they_are_not_run() {
    let text = "```sh not run: needs Windows\na\n```\n<!-- sh\nb\n-->\n<!-- a remark -->\n";
    let blocks = blocks(text);
    let seen: Vec<_> = blocks.iter().map(|it| (it.language(), it.not_run(), it.at)).collect();
    assert_eq!(seen, [("sh", Some("needs Windows"), 1), ("sh", None, 4)]);
    assert_eq!(blocks[1].lines, ["b"]);
}
