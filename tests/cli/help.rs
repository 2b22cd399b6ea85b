//! What is derived from the program: completions, help, exit codes.

use clap_complete::Shell;

use crate::world::World;

const SHELLS: [(Shell, &str, &str); 5] = [
    (Shell::Bash, "bash", "syncgroup.bash"),
    (Shell::Zsh, "zsh", "_syncgroup"),
    (Shell::Fish, "fish", "syncgroup.fish"),
    (Shell::PowerShell, "powershell", "_syncgroup.ps1"),
    (Shell::Elvish, "elvish", "syncgroup.elv"),
];

/// Set this variable to write the files anew instead of comparing them.
const WRITE: &str = "SYNCGROUP_WRITE_DERIVED";

#[test]
fn the_committed_completions_are_what_the_program_generates() {
    for (shell, _, file) in SHELLS {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("completions").join(file);
        let script = syncgroup::internals::script(shell);
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(&path, &script).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == script,
            "completions/{file} is old: {WRITE}=1 cargo test --test cli help"
        );
    }
}

#[test]
fn completions_need_no_home_and_no_valid_config() {
    let world = World::new();
    world.config("this is no toml");
    for (shell, word, _) in SHELLS {
        let run = world.run(&["completions", word]).quietly();
        assert_eq!(run.stdout, syncgroup::internals::script(shell));
        let run = world.command(&["completions", word]).without("HOME").run().quietly();
        assert_eq!(run.stdout, syncgroup::internals::script(shell));
    }
}

#[test]
fn help_goes_to_stdout_and_works_with_a_broken_config() {
    let world = World::new();
    world.config("this is no toml");
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["help"],
        &["new", "--help"],
        &["sandbox", "serve", "-h"],
        &["--version"],
    ] {
        let run = world.run(arguments).quietly();
        assert!(!run.stdout.is_empty() && !run.stdout.contains('\u{1b}'), "{arguments:?}");
    }
}

#[test]
fn no_command_is_a_usage_error_with_the_short_help() {
    let world = World::new();
    let help = world.run(&["-h"]).quietly().stdout;
    for arguments in [&[][..], &["-q"], &["-p", "sandbox"]] {
        let run = world.run(arguments).exits(2).without_answer();
        assert_eq!(run.stderr, help, "{arguments:?}");
    }
    assert!(help.lines().count() <= 24 && help.contains("syncgroup --help"), "{help}");
    let run = world.run(&["-o", "json"]).exits(2).without_answer();
    assert_eq!(run.error()["message"], "no command was given");
}

/// The words of every command that is shown.
fn every_command() -> Vec<Vec<String>> {
    fn collect(command: &clap::Command, path: &[String], all: &mut Vec<Vec<String>>) {
        for each in command.get_subcommands().filter(|each| !each.is_hide_set()) {
            let path = [path, &[each.get_name().to_owned()]].concat();
            all.push(path.clone());
            collect(each, &path, all);
        }
    }
    let mut all = Vec::new();
    collect(&<syncgroup::internals::Cli as clap::CommandFactory>::command(), &[], &mut all);
    all
}

#[test]
fn the_short_help_of_every_command_fits_a_screen_of_24_lines() {
    let world = World::new();
    let long: Vec<String> = every_command()
        .iter()
        .filter_map(|path| {
            let words: Vec<&str> = path.iter().map(String::as_str).chain(["-h"]).collect();
            let help = world.command(&words).env("COLUMNS", "80").run().quietly().stdout;
            (help.lines().count() > 24).then_some(help)
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_help_of_a_command_shows_the_global_options_that_matter_to_it() {
    let world = World::new();
    let help = |words: &[&str]| world.run(&[words, &["--help"]].concat()).quietly().stdout;
    let (list, remove, profile) = (help(&["list"]), help(&["remove"]), help(&["completions"]));
    assert!(list.contains("--output") && list.contains("--jq"), "{list}");
    assert!(remove.contains("--dry-run") && remove.contains("--yes"), "{remove}");
    for (help, other) in [(list, "--yes"), (remove, "--retries"), (profile, "--profile")] {
        assert!(!help.contains(other), "{help}");
    }
    let all = world.run(&["help", "options"]).quietly().stdout;
    for option in ["--yes", "--retries", "--profile", "--no-history"] {
        assert!(all.contains(option), "{all}");
    }
    assert!(help(&["get"]).contains("help options"), "the way to the others");
}

#[test]
fn an_example_is_never_broken_inside_a_command() {
    let world = World::new();
    for width in ["40", "80", "120"] {
        let help = |command| {
            world.command(&[command, "--help"]).env("COLUMNS", width).run().quietly().stdout
        };
        let update = help("update");
        for shown in [
            "  syncgroup -p sandbox update 'Password Sync Group 1' --add-source Salesforce -n\n",
            "  syncgroup -p sandbox get 'Corporate Password' -o json |\n    syncgroup -p sandbox update",
        ] {
            assert!(update.contains(shown), "{update}");
        }
        let new = help("new");
        assert!(cfg!(windows) || new.contains(" \\\n      --source 'G Suite'"), "{new}");
    }
}

#[test]
fn the_help_of_the_program_groups_its_commands_within_45_lines() {
    let help = World::new().run(&["--help"]).quietly().stdout;
    assert!(help.lines().count() < 45, "{help}");
    let groups: Vec<&str> =
        help.lines().skip(3).filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    assert_eq!(
        groups[..5],
        ["Sync groups", "Groups as code", "Safety", "Sources, policies, passwords", "Setup"]
    );
}

#[test]
fn the_help_of_diff_says_at_once_what_10_means() {
    let help = World::new().run(&["diff", "--help"]).quietly().stdout;
    assert!(help.lines().next().unwrap().contains("10 means"), "{help}");
}

#[test]
fn a_command_is_also_called_what_other_programs_call_it() {
    let world = World::plain();
    let name = "Password Sync Group 1";
    world.sandbox(&["show", name, "-o", "id"]).quietly();
    assert_eq!(
        world.sandbox(&["ls", "-o", "csv"]).quietly().stdout,
        world.sandbox(&["list", "-o", "csv"]).quietly().stdout
    );
    let create = ["create", "--name", "B", "--policy", "Strong"];
    let sources = ["--source", "Salesforce", "--source", "G Suite", "--no-check", "-n"];
    world.sandbox(&[&create[..], &sources].concat()).exits(0);
    world.sandbox(&["rm", name, "-n"]).exits(0);
    world.sandbox(&["delete", name, "-y"]).exits(0);
    let help = world.run(&["--help"]).quietly().stdout;
    for alias in ["create", "show", "ls", "rm, delete"] {
        assert!(help.contains(&format!("(also: {alias})")), "{help}");
    }
    assert!(world.run(&["rm", "--help"]).quietly().stdout.contains("Also spelled: rm, delete"));
    world.run(&["help", "rm"]).quietly();
}

#[test]
fn a_command_of_commands_names_its_own_help() {
    let run = World::plain().run(&["profile"]);
    let run = run.exits(2).without_answer();
    assert_eq!(
        run.stderr,
        "error: `profile` needs a subcommand\n  hint: syncgroup profile --help\n"
    );
}

#[test]
fn a_word_too_many_for_help_is_the_one_that_is_named() {
    let world = World::new();
    for (words, error, hints) in [
        (
            &["exit-codes", "config"][..],
            "unexpected word `config` after the topic `exit-codes`",
            &["syncgroup help exit-codes", "syncgroup help config"][..],
        ),
        (
            &["config", "nonsense"],
            "unexpected word `nonsense` after the topic `config`",
            &["syncgroup help config"],
        ),
        (&["list", "config"], "`list` has no subcommand `config`", &["syncgroup help list"]),
        (
            &["profile", "exprot"],
            "`profile` has no subcommand `exprot`",
            &["syncgroup help profile"],
        ),
        (
            &["profile", "lst"],
            "`profile` has no subcommand `lst`",
            &["syncgroup help profile list"],
        ),
    ] {
        let run = world.run(&[&["help"], words].concat()).exits(2).without_answer();
        let hints: Vec<String> = hints.iter().map(|hint| format!("  hint: {hint}\n")).collect();
        assert_eq!(run.stderr, format!("error: {error}\n{}", hints.concat()));
        for hint in run.stderr.lines().filter_map(|line| line.split_once("hint: syncgroup ")) {
            world.run(&hint.1.split(' ').collect::<Vec<_>>()).quietly();
        }
    }
}

#[test]
fn the_formats_of_a_command_are_those_of_its_help_and_of_its_errors() {
    let world = World::plain();
    for (command, formats, hint) in [
        ("diff", "table, wide, json, jsonl, yaml or markdown", "did you mean `markdown`?"),
        ("check", "csv, tsv, id, github or junit", "--save FILE writes to a file"),
        ("export", "yaml or json", "--save FILE writes to a file"),
        ("apply", "table, wide, json, jsonl or yaml", "> FILE writes to a file"),
    ] {
        let help = world.run(&[command, "--help"]).quietly().stdout;
        assert!(help.contains(formats), "no `{formats}` in:\n{help}");
        let typed = if command == "diff" { "md" } else { "x.md" };
        let run = world.sandbox(&[command, "-o", typed]).exits(2).without_answer();
        let quoted = formats.replace(" or ", ", ").replace(", ", "`, `");
        let last = format!("{quoted}`\n  hint: {hint}\n");
        run.says(&format!("error: there is no format `{typed}`, only `")).says(&last);
    }
}

#[test]
fn clap_mistakes_have_the_shape_of_every_other_error() {
    let world = World::new();
    world
        .run(&["list", "--limmit", "1"])
        .exits(2)
        .without_answer()
        .says("error: unexpected argument '--limmit'");
    let run = world.run(&["list", "--limit", "-1", "-o", "json"]).exits(2).without_answer();
    assert_eq!(run.error()["code"], "usage");
    assert_eq!(run.error()["status"], serde_json::Value::Null);
    let run = world.run(&["get", "-ojson"]).exits(2).without_answer();
    assert!(run.error()["message"].as_str().unwrap().contains("required"), "{}", run.stderr);
}

#[test]
fn usage_is_typed_with_the_name_of_the_command_whatever_the_file_is_called() {
    let world = World::new();
    let copy = world.path("sg-1.exe");
    // A file that was just written cannot be run while another test is starting a program.
    if std::fs::hard_link(crate::world::BINARY, &copy).is_err() {
        std::fs::copy(crate::world::BINARY, &copy).unwrap();
    }
    for (arguments, usage) in [
        (&["get", "--help"][..], "Usage: syncgroup get "),
        (&["get"], "usage: syncgroup get "),
        (&["--help"], "Usage: syncgroup "),
    ] {
        let output = std::process::Command::new(&copy).args(arguments).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(!text.contains("sg-1"), "{arguments:?}: {text}");
        assert!(text.contains(usage), "{arguments:?}: {text}");
    }
}

#[test]
fn what_other_programs_call_it_ends_with_the_line_to_type() {
    let world = World::plain();
    world.file("group.json", "{}");
    for (arguments, line) in [
        (&["edit", "Head Office"][..], "syncgroup -p sandbox update 'Head Office' --edit"),
        (&["rename", "A", "B C"], "syncgroup -p sandbox update A --name 'B C'"),
        (&["list", "--json"], "syncgroup -p sandbox list --output=json"),
        (&["list", "--fromat", "csv"], "syncgroup -p sandbox list --output csv"),
        (&["remove", "A", "--force"], "syncgroup -p sandbox remove A --yes"),
        (&["plan", "-f", "g.yaml"], "syncgroup -p sandbox diff -f g.yaml"),
        (&["new", "group.json"], "syncgroup -p sandbox new -f group.json"),
        (&["check", "group.json"], "syncgroup -p sandbox check -f group.json"),
        (&["new", "-name", "Z"], "syncgroup -p sandbox new --name Z"),
        (&["remove", "A", "-WhatIf"], "syncgroup -p sandbox remove A --dry-run"),
        (&["new", "--name", "My", "Group"], "syncgroup -p sandbox new --name 'My Group'"),
        (&["group", "list"], "syncgroup -p sandbox list"),
        (&["api", "/v3/sources"], "syncgroup -p sandbox api GET /v3/sources"),
        (&["frobnicate"], "syncgroup --help"),
        (&["password", "frobnicate"], "syncgroup password --help"),
        (&["sandbox", "serve", "--port", "80"], "syncgroup sandbox serve --help"),
        (&["list", "--page", "2"], "syncgroup list --help"),
        (&["graph", "-o", "dot"], "syncgroup -p sandbox graph --format dot > groups.dot"),
        (&["graph", "-o", "svg"], "syncgroup -p sandbox graph --format html > groups.html"),
        (&["list", "-o", "yml"], "did you mean `yaml`?"),
        (&["list", "-o", "groups.csv"], "--save FILE writes to a file"),
    ] {
        let run = world.sandbox(arguments).exits(2).without_answer();
        assert!(run.stderr.ends_with(&format!("hint: {line}\n")), "{}", run.stderr);
    }
    world.run(&["help", "exit"]).exits(2).says("did you mean `exit-codes`?");
    let run = world.sandbox(&["diff", "g.yaml", "-o", "json"]).exits(2).without_answer();
    assert_eq!(run.error()["hints"][0], "syncgroup -p sandbox diff -f g.yaml -o json");
    world.sandbox(&["list", "--sort", "-policy", "-q"]).quietly();
    let run = world.command(&["plan", "-f", "g.yaml"]).env("SYNCGROUP_PROFILE", "sandbox").run();
    run.exits(2).says("hint: syncgroup -p sandbox diff -f g.yaml");
}
