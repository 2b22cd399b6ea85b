//! `-p NAME` and nothing else: whatever the environment says, no other tenant hears of the command.

use std::net::TcpListener;
use std::process::Stdio;

use crate::redaction::commands;
use crate::world::{GROUP, World, body};

/// How a command is called that needs more than its name.
const CALLS: [(&str, &[&str]); 18] = [
    ("get", &["get", GROUP]),
    ("new", &["new", "-f", "-"]),
    ("update", &["update", GROUP, "--name", "Here"]),
    ("remove", &["remove", GROUP, "-y"]),
    ("profile", &["profile", "show"]),
    ("login", &["login", "--secret-stdin"]),
    ("logout", &["logout"]),
    ("completions", &["completions", "bash"]),
    ("diff", &["diff", "-f", "-"]),
    ("apply", &["apply", "-f", "-", "-y"]),
    ("undo", &["undo", "-y"]),
    ("sources", &["sources", "--why"]),
    ("password", &["password", "rules", "--user", "Abby.Smith", "--source", "Entra ID"]),
    ("batch", &["batch"]),
    ("move", &["move", "GitHub", "--to", "Head Office", "-y"]),
    ("api", &["api", "GET", "password-sync-groups"]),
    ("powershell", &["powershell", "export", "modules"]),
    ("man", &["man", "man-pages"]),
];

#[test]
fn nothing_reaches_the_tenant_of_the_variables_when_a_profile_is_named() {
    let world = World::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let other = format!("http://{}", listener.local_addr().unwrap());
    let sources = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    for name in commands(&world) {
        if matches!(name.as_str(), "help" | "sandbox") {
            continue;
        }
        let call = CALLS.iter().find(|(command, _)| *command == name);
        let arguments = call.map_or(vec![name.as_str()], |(_, arguments)| arguments.to_vec());
        let run = world
            .command(&[&["-p", "sandbox"], &arguments[..]].concat())
            .env("SAIL_BASE_URL", &other)
            .env("SAIL_CLIENT_ID", "other")
            .env("SAIL_CLIENT_SECRET", "other-secret")
            .stdin(body("N", &sources))
            .run();
        assert!(call.is_some() || run.code != 2, "`{name}` needs more than its name: {run:?}");
        assert!(listener.accept().is_err(), "`{name}` reached the other tenant");
    }
    let mut serve = world.command(&["-p", "sandbox", "sandbox", "serve", "--addr", "127.0.0.1:0"]);
    serve = serve
        .env("SAIL_BASE_URL", &other)
        .env("SAIL_CLIENT_ID", "o")
        .env("SAIL_CLIENT_SECRET", "s");
    let mut child = serve.command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(
        &mut std::io::BufReader::new(child.stdout.take().unwrap()),
        &mut line,
    )
    .unwrap();
    assert!(line.starts_with("export SAIL_BASE_URL=") && !line.contains(&other));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(listener.accept().is_err());
}
