//! Completion, asked as the scripts ask, and driven in real shells.

use std::io::Read as _;

#[cfg(unix)]
use crate::tools::tool;
use crate::world::{Run, World};

/// Reads the tenant's names beforehand, so that no test depends on how fast the machine is.
fn warmed() -> World {
    let world = World::plain();
    refresh(&world);
    world
}

fn refresh(world: &World) {
    world
        .command(&["--", "sandbox"])
        .env("SYNCGROUP_COMPLETE", "refresh")
        .run()
        .quietly()
        .without_answer();
}

/// What the script of fish would get for these words.
fn fish(world: &World, words: &[&str]) -> Vec<String> {
    let run = ask(world, "fish", &[&["syncgroup"], words].concat());
    run.stdout.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

fn ask(world: &World, shell: &str, words: &[&str]) -> Run {
    world.command(&[&["--"], words].concat()).env("SYNCGROUP_COMPLETE", shell).run().quietly()
}

#[test]
fn commands_options_profiles_and_columns_are_known_without_a_tenant() {
    let world = World::plain();
    world.config("[profiles.acme]\ntenant = \"acme\"\nclient_id = \"x\"\n");
    assert!(fish(&world, &[""]).contains(&"list".to_owned()));
    assert!(!fish(&world, &[""]).iter().any(|word| word.starts_with('-')));
    assert_eq!(fish(&world, &["profile", "re"]), ["rename", "remove"]);
    assert_eq!(fish(&world, &["list", "--if"]), Vec::<String>::new());
    assert_eq!(fish(&world, &["new", "--if"]), ["--if-missing"]);
    assert_eq!(fish(&world, &["-p", ""]), ["acme", "sandbox"]);
    assert_eq!(fish(&world, &["profile", "use", "a"]), ["acme"]);
    assert_eq!(fish(&world, &["list", "-o", "js"]), ["json", "jsonl"]);
    assert_eq!(fish(&world, &["list", "--columns", "id,na"]), ["id,name"]);
    assert_eq!(fish(&world, &["profile", "list", "--columns", "no"]), ["notes"]);
    assert_eq!(fish(&world, &["list", "--sort", "na"]), ["name"]);
    assert_eq!(fish(&world, &["list", "--sort", "-na"]), ["-name"]);
    assert_eq!(fish(&world, &["history", "--sort=-nu"]), ["--sort=-number"]);
    assert_eq!(fish(&world, &["sources", "--sort", "el"]), ["eligible"]);
    assert_eq!(fish(&world, &["sources", "get", "x", "--columns", "own"]), ["owner"]);
    assert_eq!(fish(&world, &["password", "rules", "--columns", "r"]), ["rule"]);
    assert_eq!(fish(&world, &["-p", "acme,"]), ["acme,sandbox"]);
    assert_eq!(fish(&world, &["-psandbox,a"]), ["-psandbox,acme"]);
    assert_eq!(fish(&world, &["--profile=sandbox,a"]), ["--profile=sandbox,acme"]);
    assert_eq!(fish(&world, &["profile", "use", "acme,"]), Vec::<String>::new());
    assert_eq!(fish(&world, &["help", "man"]), ["man", "manifest", "manifest-schema"]);
}

#[test]
fn names_of_one_source_or_policy_are_known() {
    let world = warmed();
    let typed = |words: &[&str]| fish(&world, &[&["-p", "sandbox"], words].concat());
    assert_eq!(typed(&["sources", "get", "Ora"]), ["Oracle Payroll"]);
    assert_eq!(typed(&["policies", "show", "Str"]), ["Strong"]);
}

#[test]
fn the_tenants_names_are_known() {
    let world = warmed();
    assert_eq!(fish(&world, &["-p", "sandbox", "get", "Pass"]), ["Password Sync Group 1"]);
    assert_eq!(fish(&world, &["get", "-p", "sandbox", ""]), ["Password Sync Group 1"]);
    assert_eq!(
        fish(&world, &["-o", "json", "-p", "sandbox", "get", "P"]),
        ["Password Sync Group 1"]
    );
    assert_eq!(fish(&world, &["-ojson", "-psandbox", "get", "P"]), ["Password Sync Group 1"]);
    assert_eq!(fish(&world, &["-p", "sandbox", "sources", "--columns", "id,na"]), ["id,name"]);
    assert_eq!(fish(&world, &["-psandbox", "list", "--source", "G"]), ["GitHub", "G Suite"]);
    assert_eq!(fish(&world, &["--profile=sandbox", "new", "--policy=S"]), ["--policy=Strong"]);
    assert_eq!(fish(&world, &["-p", "sandbox,x", "list", "--source", "Git"]), ["GitHub"]);
    for words in [&["export", "Pass"][..], &["graph", "Pass"], &["check", "Pass"]] {
        assert_eq!(fish(&world, &[&["-p", "sandbox"], words].concat()), ["Password Sync Group 1"]);
    }
    let password = |words: &[&str]| fish(&world, &[&["-p", "sandbox", "password"], words].concat());
    assert_eq!(password(&["set", "--group", "Pass"]), ["Password Sync Group 1"]);
    assert_eq!(password(&["set", "--source", "Git"]), ["GitHub"]);
    assert_eq!(password(&["rules", "--source", "Git"]), ["GitHub"]);
    assert_eq!(
        fish(&world, &["-p", "sandbox", "update", "x", "--remove-source", "Git"]),
        ["GitHub"]
    );
}

#[test]
fn both_names_of_what_a_profile_maps_are_known() {
    let world = World::new();
    let profile = "[profiles.test]\nsandbox = true\n";
    world.config(&format!(
        "{profile}[profiles.test.names.sources]\nCode = \"GitHub\"\n[profiles.test.names.policies]\nGood = \"Strong\"\n"
    ));
    let refresh = world.command(&["--", "test"]).env("SYNCGROUP_COMPLETE", "refresh");
    refresh.run().quietly();
    for (words, name) in [
        (["list", "--source", "Git"], "GitHub"),
        (["list", "--source", "Cod"], "Code"),
        (["update", "x", "--add-source=Cod"], "--add-source=Code"),
        (["list", "--policy", "Go"], "Good"),
        (["list", "--policy", "Str"], "Strong"),
    ] {
        assert_eq!(fish(&world, &[&["-p", "test"], &words[..]].concat()), [name]);
    }
}

#[test]
fn names_are_kept_for_their_owner_and_read_again_where_there_are_none() {
    let world = warmed();
    let names = world.path(".cache/syncgroup/names");
    let files = || std::fs::read_dir(&names).unwrap().map(|entry| entry.unwrap().path());
    let file = files().find(|path| path.extension().is_some_and(|is| is == "json")).unwrap();
    assert!(crate::world::is_private(&file));
    // A new group is there once the names are read again, and not before: no request is sent for each key press.
    world.sandbox(&["update", "Password Sync Group 1", "--name", "Renamed", "-q"]).exits(0);
    assert_eq!(fish(&world, &["-p", "sandbox", "get", ""]), ["Password Sync Group 1"]);
    refresh(&world);
    assert_eq!(fish(&world, &["-p", "sandbox", "get", ""]), ["Renamed"]);
}

#[test]
fn nothing_is_said_asked_or_written_where_something_is_wrong() {
    let world = World::new();
    world.config("this is no toml");
    let offered = fish(&world, &["get", ""]);
    assert!(!offered.is_empty() && offered.iter().all(|word| word.starts_with('-')), "{offered:?}");
    assert!(fish(&world, &["-p", ""]).contains(&"sandbox".to_owned()));
    assert_eq!(ask(&world, "no shell", &["syncgroup", "x"]).stdout, "");
    assert_eq!(ask(&world, "bash", &["only one word"]).stdout, "");
    let run = world
        .command(&["--", "syncgroup", "-p", "sandbox", "get", ""])
        .env("SYNCGROUP_COMPLETE", "zsh")
        .without("HOME")
        .without("USERPROFILE")
        .without("XDG_DATA_HOME")
        .without("XDG_STATE_HOME")
        .without("XDG_CACHE_HOME")
        .run()
        .quietly();
    assert!(!run.stdout.contains("Password Sync Group"), "{}", run.stdout);
    assert_eq!(std::fs::read_dir(world.home()).unwrap().count(), 1, "only the config is there");
}

#[test]
fn a_secret_behind_a_command_is_not_asked_for() {
    let world = World::plain();
    world.config(
        "[profiles.acme]\ntenant = \"acme\"\nclient_id = \"x\"\nclient_secret_command = [\"touch\", \"asked\"]\n",
    );
    fish(&world, &["-p", "acme", "get", ""]);
    world.command(&["--", "acme"]).env("SYNCGROUP_COMPLETE", "refresh").run().quietly();
    assert!(!world.path("asked").exists());
}

#[test]
fn a_tenant_that_does_not_answer_costs_less_than_a_moment() {
    let world = World::plain();
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    world.config(&format!("[profiles.slow]\nbase_url = \"{url}\"\nclient_id = \"x\"\n"));
    let run = world
        .command(&["--", "syncgroup", "-p", "slow", "get", "x"])
        .env("SYNCGROUP_COMPLETE", "fish")
        .env("SYNCGROUP_CLIENT_SECRET", "y")
        .run()
        .quietly();
    assert_eq!(run.stdout, "");
    // What reads the names in the background still waits for an answer: the prompt did not wait for its end.
    let (mut connection, _) = silent.accept().unwrap();
    connection.set_nonblocking(true).unwrap();
    let mut request = Vec::new();
    let ended = connection.read_to_end(&mut request).map_err(|error| error.kind());
    assert_eq!(ended, Err(std::io::ErrorKind::WouldBlock));
}

#[cfg(unix)]
#[test]
fn bash_completes_quotes_and_all() {
    let world = warmed();
    let complete = |line: &str, piece: &str| {
        let script = "source <(syncgroup completions bash --dynamic)\n\
                      COMP_LINE=$LINE COMP_POINT=${#LINE}\n_syncgroup syncgroup \"$PIECE\"\n\
                      printf '%s\\n' \"${COMPREPLY[@]}\"";
        world.script(script).env("LINE", line).env("PIECE", piece).run().quietly().stdout
    };
    assert_eq!(complete("syncgroup li", "li"), "list\n");
    assert_eq!(complete("syncgroup -p sandbox get Pas", "Pas"), "Password\\ Sync\\ Group\\ 1\n");
    assert_eq!(
        complete("syncgroup -p sandbox get Password\\ Sy", "Password\\ Sy"),
        "Password\\ Sync\\ Group\\ 1\n"
    );
    assert_eq!(
        complete("syncgroup -p sandbox get \"Password S", "Password S"),
        "Password Sync Group 1\n"
    );
    assert_eq!(complete("syncgroup -p sandbox list --source=Git", "Git"), "GitHub\n");
}

/// Types keys into an interactive shell on a terminal of its own, and gives what the screen got.
#[cfg(unix)]
fn typed(world: &World, shell: &str, keys: &str) -> String {
    let run = world
        .script("script -qec \"$SHELL_LINE\" /dev/null")
        .env("SHELL_LINE", shell)
        .env("TERM", "xterm")
        .env("PS1", "$ ")
        .stdin(keys)
        .run();
    run.stdout
}

#[cfg(unix)]
#[test]
fn a_key_press_in_bash_completes_a_name() {
    if tool("script").is_none() {
        return;
    }
    let world = warmed();
    world.file("rc", "source <(syncgroup completions bash --dynamic)\n");
    let keys = "syncgroup -p sandbox get --tree Pas\t > answer\nexit\n";
    let screen = typed(&world, "bash --noprofile --rcfile rc -i", keys);
    let answer = std::fs::read_to_string(world.path("answer")).unwrap_or_default();
    assert!(answer.starts_with("Password Sync Group 1  policy"), "{screen}");
}

#[cfg(unix)]
#[test]
fn a_key_press_in_zsh_completes_a_name() {
    if tool("zsh").is_none() || tool("script").is_none() {
        return;
    }
    let world = warmed();
    world.file(
        ".zshrc",
        "autoload -U compinit; compinit -u\nsource <(syncgroup completions zsh --dynamic)\n",
    );
    let keys = "syncgroup -p sandbox get --tree Pas\t > answer\nexit\n";
    let screen = typed(&world, "zsh -i", keys);
    let answer = std::fs::read_to_string(world.path("answer")).unwrap_or_default();
    assert!(answer.starts_with("Password Sync Group 1  policy"), "{screen}");
}

#[cfg(unix)]
#[test]
fn fish_completes_a_name_and_shows_what_options_mean() {
    if tool("fish").is_none() {
        return;
    }
    let world = warmed();
    let complete = |line: &str| {
        let script = "fish --no-config -c 'syncgroup completions fish --dynamic | source; complete -C $LINE'";
        world.script(script).env("LINE", line).run().exits(0).stdout
    };
    assert_eq!(complete("syncgroup -p sandbox get Pas"), "Password Sync Group 1\n");
    assert_eq!(complete("syncgroup -p sandbox get 'Password S"), "Password Sync Group 1\n");
    assert_eq!(complete("syncgroup li"), "list\tList sync groups\n");
    assert!(complete("syncgroup list --cou").starts_with("--count\tPrint the tenant's total"));
}
