//! `docs/reference`: what the program says of itself, as pages.
//!
//! `SYNCGROUP_WRITE_DERIVED=1 cargo test --test cli docs::reference` writes them anew.

use std::fmt::Write as _;

use clap::{Command, CommandFactory as _};
use syncgroup::internals::Cli;

use super::page;
use crate::world::World;

/// Topics of the help that are pages of their own: the file, the title, the topic.
const TOPICS: [(&str, &str, &str); 6] = [
    ("exit-codes.md", "Exit codes", "exit-codes"),
    ("environment.md", "Environment", "environment"),
    ("config.md", "Config file", "config"),
    ("output.md", "Output", "output"),
    ("manifest.md", "Manifest", "manifest"),
    ("automation.md", "Automation", "automation"),
];

fn block(text: &str) -> String {
    format!("```text\n{}\n```\n", text.trim_end())
}

/// Every command that the help shows, with its path, in the order of the help.
fn commands(command: &Command, path: &str, all: &mut Vec<String>) {
    for each in command.get_subcommands().filter(|each| !each.is_hide_set()) {
        let path = format!("{path} {}", each.get_name()).trim_start().to_owned();
        all.push(path.clone());
        commands(each, &path, all);
    }
}

fn of_commands(world: &World) -> String {
    let mut paths = Vec::new();
    commands(&Cli::command(), "", &mut paths);
    let mut text =
        "# Commands\n\nThe help of every command, as `syncgroup COMMAND --help` prints it.\n"
            .to_owned();
    write!(text, "\n{}", block(&world.run(&["--help"]).quietly().stdout)).unwrap();
    for path in paths {
        let words: Vec<&str> = path.split(' ').chain(["--help"]).collect();
        let help = world.run(&words).quietly().stdout;
        write!(text, "\n## syncgroup {path}\n\n{}", block(&help)).unwrap();
    }
    text
}

#[test]
fn the_committed_pages_are_what_the_program_says() {
    let world = World::new();
    let mut pages = vec![
        ("commands.md", of_commands(&world)),
        ("manifest.schema.json", syncgroup::internals::schema()),
    ];
    for (file, title, topic) in TOPICS {
        let text = world.run(&["help", topic]).quietly().stdout;
        pages.push((
            file,
            format!("# {title}\n\n`syncgroup help {topic}` prints this.\n\n{}", block(&text)),
        ));
    }
    let mut links = String::new();
    for file in pages.iter().map(|(file, _)| *file).chain(["batch.schema.json"]) {
        writeln!(links, "- [{file}]({file})").unwrap();
    }
    pages.push((
        "README.md",
        format!(
            "# Reference\n\nGenerated from the program, and compared with it by a test.\n\n{links}"
        ),
    ));
    for (file, text) in pages {
        let name = format!("docs/reference/{file}");
        if std::env::var_os("SYNCGROUP_WRITE_DERIVED").is_some() {
            std::fs::write(page::path(&name), &text).unwrap();
        }
        let committed = std::fs::read_to_string(page::path(&name)).unwrap_or_default();
        assert!(
            committed.replace('\r', "") == text,
            "{name} is old: SYNCGROUP_WRITE_DERIVED=1 cargo test --test cli docs::reference"
        );
    }
}
