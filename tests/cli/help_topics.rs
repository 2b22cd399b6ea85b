//! Help that teaches: every command opens with examples, every example runs, every topic is complete.

use std::collections::BTreeSet;
#[cfg(unix)]
use std::fmt::Write as _;
use std::path::Path;

use clap::{Command, CommandFactory as _};
use syncgroup::internals::Cli;

#[cfg(unix)]
use crate::world::Run;
use crate::world::World;

/// Commands without examples, or whose examples no test can run to their end, and why.
const EXEMPT: [(&str, &str); 2] = [
    ("login", "it asks for a secret of a tenant that is not there"),
    ("sandbox serve", "it runs until Ctrl-C"),
];

/// Every command of the program with its path.
fn commands() -> Vec<(String, Command)> {
    fn collect(command: &Command, path: &str, all: &mut Vec<(String, Command)>) {
        all.push((path.to_owned(), command.clone()));
        for each in command.get_subcommands().filter(|each| !each.is_hide_set()) {
            collect(each, format!("{path} {}", each.get_name()).trim_start(), all);
        }
    }
    let mut all = Vec::new();
    collect(&Cli::command(), "", &mut all);
    all
}

#[cfg(unix)]
fn exempt(path: &str) -> bool {
    EXEMPT.iter().any(|(exempt, _)| *exempt == path)
}

#[cfg(unix)]
#[test]
fn every_example_of_every_help_runs_as_it_stands_there() {
    let commands = commands();
    let commands: Vec<_> = commands.iter().filter(|(path, _)| !exempt(path)).collect();
    let failures = crate::world::side_by_side(&commands, 4, |(path, command)| {
        let mut failures = String::new();
        let Some(examples) = command.get_before_long_help() else {
            return format!("`{path}` has no examples\n");
        };
        let world = World::new();
        for example in examples.to_string().lines() {
            let run = world.script(&format!("set -euo pipefail\n{example}")).run();
            if run.code != 0 {
                let Run { code, stdout, stderr, .. } = run;
                writeln!(failures, "{example}\n  exit {code}\n{stdout}{stderr}").unwrap();
            }
        }
        failures
    });
    assert!(failures.iter().all(String::is_empty), "{}", failures.concat());
}

#[test]
fn what_is_exempt_is_there_and_every_help_opens_with_its_examples() {
    let world = World::new();
    let commands = commands();
    for (path, _) in EXEMPT {
        assert!(commands.iter().any(|(each, _)| each == path), "`{path}` is no command");
    }
    for (path, command) in commands.iter().filter(|(_, each)| each.get_before_long_help().is_some())
    {
        let words: Vec<&str> = path.split_whitespace().chain(["--help"]).collect();
        let run = world.run(&words).quietly();
        let about = command.get_about().unwrap().to_string();
        if !path.is_empty() {
            let start = format!("{about}\n\nExamples:\n  ");
            assert!(run.stdout.starts_with(&start), "{}", run.stdout);
        }
        assert!(!run.stdout.contains("\n\n\n"), "{}", run.stdout);
    }
}

#[test]
fn help_of_a_command_is_its_own_help() {
    let world = World::new();
    for words in [&[][..], &["new"], &["profile", "add"]] {
        let own = world.run(&[words, &["--help"]].concat()).quietly().stdout;
        assert_eq!(world.run(&[&["help"], words].concat()).quietly().stdout, own);
    }
    world.run(&["help", "updat"]).exits(2).without_answer().says("did you mean `update`?");
    world.run(&["help", "profile", "exit-codes"]).exits(2).without_answer();
}

#[test]
fn topics_need_no_home_and_no_valid_config() {
    let world = World::new();
    world.config("this is no toml");
    let run = world.command(&["help", "exit-codes"]).without("HOME").run().quietly();
    for (code, meaning) in syncgroup::internals::Code::ALL {
        assert!(
            run.stdout.contains(&format!("{:>3}  {meaning}\n", code.number())),
            "{}",
            run.stdout
        );
    }
    for topic in ["environment", "output", "config", "manifest", "automation", "scopes"] {
        let text = world.run(&["help", topic]).quietly().stdout;
        assert!(text.lines().count() > 15, "{topic}");
        assert!(text.lines().all(|line| line.chars().count() <= 90), "{topic}");
    }
    let schema = world.run(&["help", "manifest-schema"]).quietly();
    assert_eq!(schema.stdout, syncgroup::internals::schema());
}

#[test]
fn the_topic_on_output_describes_every_format() {
    let world = World::new();
    let help = world.run(&["--help"]).quietly().stdout;
    let line = help.lines().find(|line| line.contains("--output FORMAT")).unwrap();
    let formats = line.split("FORMAT").nth(1).unwrap().replace(" or ", ", ");
    let topic = world.run(&["help", "output"]).quietly().stdout;
    let described: Vec<_> = topic.lines().filter_map(|it| it.split_whitespace().next()).collect();
    for format in formats.split(',').map(str::trim) {
        assert!(described.contains(&format), "{format}:\n{topic}");
    }
}

#[test]
fn the_help_names_every_topic() {
    let text = World::new().run(&["help", "help"]).quietly().stdout;
    for topic in ["exit-codes", "environment", "output", "config", "manifest", "automation"] {
        assert!(text.contains(topic), "{topic}");
    }
}

/// Every Rust file of the program below a directory, without its tests.
fn sources(directory: &Path, text: &mut String) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let aside = path.file_stem().is_some_and(|name| name == "tests");
        if path.is_dir() && !aside {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !aside {
            let code = std::fs::read_to_string(&path).unwrap();
            *text += code.split("\nmod tests {").next().unwrap();
        }
    }
}

/// The words between quotes that look like variables of the environment.
fn quoted_names(code: &str) -> BTreeSet<String> {
    let shape = |word: &str| {
        let known = ["SYNCGROUP_", "SAIL_", "XDG_"].iter().any(|prefix| word.starts_with(prefix));
        known
            && word.len() > 5
            && !word.ends_with('_')
            && word.chars().all(|each| each.is_ascii_uppercase() || each == '_')
    };
    code.split('"').filter(|word| shape(word)).map(str::to_owned).collect()
}

#[test]
fn the_environment_topic_names_exactly_the_variables_that_are_read() {
    let mut code = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut code);
    let mut read = quoted_names(&code);
    // It is read when the program is built.
    assert!(read.remove("SYNCGROUP_COMMIT"));
    let text = World::new().run(&["help", "environment"]).quietly().stdout;
    let named: BTreeSet<String> = text
        .split(|each: char| !(each.is_ascii_uppercase() || each == '_'))
        .filter(|word| ["SYNCGROUP_", "SAIL_", "XDG_"].iter().any(|own| word.starts_with(own)))
        .filter(|word| !word.ends_with('_'))
        .map(str::to_owned)
        .collect();
    assert_eq!(named, read);
    for other in [
        "HOME",
        "PAGER",
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "TERM",
        "NO_PROXY",
        "HTTPS_PROXY",
    ] {
        assert!(code.contains(&format!("\"{other}\"")) && text.contains(other), "{other}");
    }
    // A library reads them.
    assert!(text.contains("SSL_CERT_FILE") && text.contains("SSL_CERT_DIR"), "{text}");
}

#[test]
fn the_config_topic_names_every_key() {
    let text = World::new().run(&["help", "config"]).quietly().stdout;
    for key in syncgroup::internals::KEYS {
        assert!(text.contains(&format!("\n  {key} ")), "{key}");
    }
}

#[test]
fn the_version_is_also_an_object() {
    let world = World::new();
    world.config("this is no toml");
    let run = world.run(&["version", "-o", "json"]).quietly();
    let json = run.json();
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        (json["os"].as_str(), json["arch"].as_str()),
        (Some(std::env::consts::OS), Some(std::env::consts::ARCH))
    );
    assert_eq!(json["commit"], serde_json::json!(option_env!("SYNCGROUP_COMMIT")));
    assert!(json["features"].as_array().unwrap().contains(&"sandbox".into()));
    assert!(world.run(&["version"]).quietly().stdout.starts_with("VERSION  COMMIT"));
}
