//! No secret in any output of any command, however much is shown.

use crate::world::{GROUP, World, body};

/// What is run, with its stdin, of commands that need more than their name, and of those that can be told to show more.
const COMMANDS: [(&[&str], &str); 24] = [
    (&["get", GROUP, "-i", "-o", "json"], ""),
    (&["update", GROUP, "--name", "Other"], ""),
    (&["update", GROUP, "--name", "Yet another", "-n"], ""),
    (&["remove", GROUP, "-n"], ""),
    (&["remove", GROUP, "-y"], ""),
    (&["get", GROUP], ""),
    (&["profile", "show"], ""),
    (&["profile", "show", "-o", "json"], ""),
    (&["profile", "list"], ""),
    (&["profile", "import", "-n"], ""),
    (&["whoami"], ""),
    (&["whoami", "-o", "json"], ""),
    (&["doctor"], ""),
    (&["doctor", "-o", "json"], ""),
    (&["diff", "-f", "-"], "[]"),
    (&["apply", "-f", "-", "-y"], "[]"),
    (&["undo", "-y"], ""),
    (&["sources", "--why"], ""),
    (&["password", "rules", "--user", "Abby.Smith", "--source", "Entra ID"], ""),
    (&["move", "GitHub", "--to", "Head Office", "-y"], ""),
    (&["batch"], "{\"id\":1,\"do\":\"list\",\"include\":true}\n{\"do\":\"end\"}\n"),
    (&["api", "GET", "password-sync-groups", "-i"], ""),
    (&["version"], ""),
    (&["logout"], ""),
];

/// Commands that have no secret to tell, or whose purpose is to tell the embedded tenant's own.
const SILENT: [&str; 5] = ["completions", "sandbox", "help", "man", "powershell"];

/// Commands that are run first of all.
const FIRST: [&str; 2] = ["login", "new"];

#[test]
fn no_command_shows_a_secret() {
    let world = World::new();
    let served = world.serve(&[]);
    world.config(&format!(
        "[profiles.p]\nbase_url = \"{}\"\nclient_id = \"{}\"\nproxy = \"http://me:hunter2hunter2@proxy:1\"\n",
        served.url, served.id
    ));
    let mut secrets = vec![served.secret.clone(), "hunter2hunter2".to_owned(), "eyJ".to_owned()];
    let mut check = |arguments: &[&str], stdin: &str| {
        let run = world.command(&[&["-p", "p", "-vv"], arguments].concat()).stdin(stdin).run();
        secrets.extend(cached_tokens(&world));
        for secret in &secrets {
            assert!(!run.stdout.contains(secret), "{arguments:?}: {}", run.stdout);
            assert!(!run.stderr.contains(secret), "{arguments:?}: {}", run.stderr);
        }
        run
    };
    let login = check(&["login", "--secret-stdin"], &served.secret).exits(0);
    assert!(login.stderr.contains("client_secret=[redacted]"), "{}", login.stderr);
    assert!(login.stderr.contains("\"access_token\":\"[redacted]\""), "{}", login.stderr);
    let sources = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    let new = check(&["new", "-f", "-"], &body("N", &sources)).exits(0);
    assert!(new.stderr.contains("> authorization: [redacted]"), "{}", new.stderr);
    let mut others = commands(&World::new());
    let named = |name: &str| COMMANDS.iter().any(|(arguments, _)| arguments[0] == name);
    others.retain(|name| !named(name) && ![&SILENT[..], &FIRST].concat().contains(&name.as_str()));
    for name in others {
        let run = check(&[&name], "");
        assert!(run.code != 2, "`{name}` needs more than its name: {run:?}");
    }
    for (arguments, stdin) in COMMANDS {
        check(arguments, stdin);
    }
    assert!(secrets.len() > 3, "a token was looked for as well");
}

fn cached_tokens(world: &World) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(world.path(".cache/syncgroup")) else { return Vec::new() };
    let texts = entries.filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok());
    let token = |text: String| {
        let entry: serde_json::Value = serde_json::from_str(&text).ok()?;
        Some(entry["access_token"].as_str()?.to_owned())
    };
    texts.filter_map(token).collect()
}

/// The commands that the help names.
pub fn commands(world: &World) -> Vec<String> {
    let help = world.run(&["--help"]).exits(0).stdout;
    let help = plain(&help);
    let (_, list) = help.split_once("<COMMAND>\n\n").unwrap();
    // Commands are indented below the heading of their group.
    let lines = list.lines().take_while(|line| !line.is_empty());
    let lines = lines.filter(|line| line.starts_with(' '));
    let first = lines.filter_map(|line| line.split_whitespace().next());
    first
        .map(|word| word.trim_end_matches(',').to_owned())
        .filter(|word| !word.starts_with('-'))
        .collect()
}

/// Without the colours of the help.
fn plain(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}
