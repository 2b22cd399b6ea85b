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
fn no_command_is_a_usage_error_with_the_way_out() {
    World::new().run(&[]).exits(2).without_answer().says("syncgroup --help");
}

#[test]
fn a_command_of_commands_names_its_own_help() {
    let run = World::plain().run(&["profile"]);
    let run = run.exits(2).without_answer();
    assert_eq!(
        run.stderr,
        "error: `profile` wants a command behind it\n  hint: syncgroup profile --help\n"
    );
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
