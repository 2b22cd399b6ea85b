//! Every block of the README is run as it stands there, top to bottom, in one empty home.
//!
//! A ```console block has commands behind `$ ` and below each what it prints, stdout and stderr together; `[..]` stands
//! for what differs from run to run (IDs, times). A ```sh block is a script that must succeed.
//!
//! `UPDATE_DOCS=1 cargo test --test cli readme` writes what the commands print now into the page; `[..]` stays where it
//! still stands for what differs.

use std::fmt::Write as _;

use crate::world::World;

const README: &str = include_str!("../../README.md");

/// A fenced block: its language, its lines, and the line of the README where it begins.
struct Block<'a> {
    language: &'a str,
    lines: Vec<&'a str>,
    at: usize,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (at, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(language) if !open => {
                blocks.push(Block { language: language.trim(), lines: Vec::new(), at: at + 1 });
                open = true;
            }
            Some(_) => open = false,
            None if open => blocks.last_mut().unwrap().lines.push(line),
            None => {}
        }
    }
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

#[test]
fn every_block_runs_as_it_stands_there() {
    run("README.md", README);
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
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::write(path, page).unwrap();
}

/// Runs every block of a page, top to bottom, in one empty home.
pub fn run(name: &str, text: &str) {
    let world = World::new();
    let mut failures = String::new();
    let mut outputs = Vec::new();
    for block in blocks(text) {
        match block.language {
            "console" => {
                for (command, expected) in commands(&block) {
                    let run = world.script(&format!("{{ {command}\n}} 2>&1")).run();
                    let now = updated(&expected, &run.stdout);
                    outputs.push((command.clone(), expected.clone(), now));
                    if !matches(&expected, &run.stdout) {
                        let at = block.at;
                        write!(
                            failures,
                            "{name}:{at}: {command}\nexpected:\n{expected}\ngot:\n{}\n",
                            run.stdout
                        )
                        .unwrap();
                    }
                }
            }
            "sh" => {
                let script = block.lines.join("\n");
                let run = world.script(&format!("set -euo pipefail\n{script}")).run();
                if run.code != 0 {
                    let at = block.at;
                    write!(
                        failures,
                        "{name}:{at}: exit {}\n{}{}\n",
                        run.code, run.stdout, run.stderr
                    )
                    .unwrap();
                }
            }
            // What sets a machine up (a toolchain, a build) is run by CI itself, and files are data for other blocks.
            "text" | "toml" | "yaml" | "json" | "bash" => {}
            other => panic!("{name}:{}: a block of language `{other}`", block.at),
        }
    }
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return update(name, text, &outputs);
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_set_up_is_two_commands() {
    let set_up: Vec<_> =
        blocks(README).into_iter().filter(|block| block.language == "bash").collect();
    let lines: Vec<&str> = set_up.iter().flat_map(|block| block.lines.iter().copied()).collect();
    assert_eq!(lines, ["cargo run -- -p sandbox list", "cargo test"]);
    assert!(
        include_str!("../../.ci/run").contains("cargo test"),
        "CI runs the README's own test command"
    );
}

#[test]
fn a_link_into_the_page_has_its_section() {
    let plain = |title: &str| {
        let kept = title.chars().filter(|&c| c.is_alphanumeric() || c == ' ' || c == '-');
        kept.collect::<String>().to_lowercase().replace(' ', "-")
    };
    let titles = README.lines().filter_map(|line| line.strip_prefix("## "));
    let sections: Vec<String> = titles.map(plain).collect();
    let links: Vec<&str> =
        README.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 10, "the list of tasks");
    for link in links {
        assert!(sections.iter().any(|section| section == link), "README.md has no section {link}");
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
fn the_exit_codes_are_those_of_the_program() {
    for (code, meaning) in syncgroup::internals::Code::ALL {
        let row = format!("| {} | {meaning} |", code.number());
        assert!(README.contains(&row), "README.md lacks: {row}");
    }
}
