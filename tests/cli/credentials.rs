//! `login`, `logout`, secrets and tokens.

use std::fs;
use std::path::PathBuf;

use crate::scripted::SECRET;
#[cfg(unix)]
use crate::scripted::{Act, Scripted, TOKEN, group};
use crate::world::{GROUP, Served, World, body, is_private, set_mode};

fn profile(world: &World, served: &Served) {
    world.config(&format!(
        "[profiles.p]\nbase_url = \"{}\"\nclient_id = \"{}\"\n",
        served.url, served.id
    ));
}

fn tokens(world: &World) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(world.path(".cache/syncgroup")) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect()
}

#[test]
fn a_secret_is_tried_stored_used_and_forgotten() {
    let world = World::plain();
    let served = world.serve(&[]);
    profile(&world, &served);
    world.run(&["-p", "p", "list"]).exits(4).without_answer().says("syncgroup login -p p");
    let hint = "hint: syncgroup -p p login --secret-stdin < secret.txt\n";
    world.run(&["-p", "p", "login"]).exits(2).without_answer().says(hint);

    let login = world
        .command(&["-p", "p", "login", "--secret-stdin"])
        .stdin(format!("{}\n", served.secret));
    let login =
        login.run().exits(0).without_answer().says("as `sandbox.admin`").says("secrets.json");
    assert!(!login.stderr.contains(&served.secret));
    let file = world.path(".local/share/syncgroup/secrets.json");
    assert!(is_private(&file));
    let [token] = &tokens(&world)[..] else { panic!("{:?}", tokens(&world)) };
    assert!(is_private(token));
    assert_eq!(world.run(&["-p", "p", "list", "-o", "id"]).quietly().stdout, format!("{GROUP}\n"));

    if cfg!(unix) {
        set_mode(&file, 0o644);
        world.run(&["-p", "p", "list", "-o", "id"]).exits(0).says("chmod 600 ");
    }

    world
        .run(&["-p", "p", "logout"])
        .exits(0)
        .without_answer()
        .says("removed the secret")
        .says("removed its token");
    assert!(tokens(&world).is_empty());
    world.run(&["-p", "p", "list"]).exits(4);
    world.run(&["-p", "p", "logout"]).exits(0).says("nothing is stored");
}

#[test]
fn a_secret_that_is_refused_is_not_stored_and_one_that_cannot_be_tried_is() {
    let world = World::plain();
    let served = world.serve(&[]);
    profile(&world, &served);
    let login = |more: &[&str]| {
        world
            .command(&[&["-p", "p", "login", "--secret-stdin", "--retries", "0"], more].concat())
            .stdin("wrong")
            .run()
    };
    login(&[]).exits(4).says("Bad client credentials").says("nothing was stored");
    assert!(!world.path(".local/share/syncgroup/secrets.json").exists());
    login(&["--no-verify"]).exits(0).says("stored the secret");
    world.run(&["-p", "p", "list"]).exits(4).says("Bad client credentials");
    drop(served);
    login(&[]).exits(0).says("could not be tried").says("stored the secret");
}

#[test]
fn a_secret_needs_a_profile_that_stores_one_and_somebody_to_ask() {
    let world = World::plain();
    let served = world.serve(&[]);
    profile(&world, &served);
    world.run(&["-p", "p", "login"]).exits(2).says("--secret-stdin");
    world.run(&["-p", "p", "login", "--no-input"]).exits(2).says("--secret-stdin");
    world.run(&["-p", "sandbox", "login"]).exits(2).says("needs no secret");
    world
        .command(&["login", "--secret-stdin"])
        .on(&served)
        .stdin("x")
        .run()
        .exits(2)
        .says("SAIL_*");
    world.command(&["-p", "p", "login", "--secret-stdin"]).stdin("\n").run().exits(2).says("empty");
    for command in ["login", "logout"] {
        world.run(&["-p", "p", command, "-n"]).exits(2).says("has no dry run");
    }
}

#[cfg(unix)]
#[test]
fn a_secret_comes_from_a_file_a_command_or_a_variable() {
    let world = World::plain();
    let served = world.serve(&[]);
    let file = world.file("secret", &served.secret);
    set_mode(&file, 0o600);
    let add = |name: &str, more: &[&str]| {
        let arguments =
            ["profile", "add", name, "--base-url", &served.url, "--client-id", &served.id];
        world.run(&[&arguments, more].concat()).exits(0);
    };
    add("file", &["--client-secret-file", &file]);
    add("command", &["--client-secret-command", "cat", "--", &file]);
    add("variable", &[]);
    for name in ["file", "command"] {
        assert_eq!(
            world.run(&["-p", name, "list", "-o", "id"]).quietly().stdout.lines().count(),
            1
        );
        world.run(&["-p", name, "login", "--secret-stdin"]).exits(2).says("client_secret_");
    }
    let run = world.command(&["-p", "variable", "list", "-o", "id"]);
    run.env("SYNCGROUP_CLIENT_SECRET", &served.secret).run().quietly();
}

#[test]
fn a_wrong_secret_does_not_profit_from_a_cached_token() {
    let world = World::plain();
    let served = world.serve(&[]);
    world.command(&["list"]).on(&served).run().exits(0);
    world.command(&["list"]).on(&served).env("SAIL_CLIENT_SECRET", "wrong").run().exits(4);
    assert_eq!(tokens(&world).len(), 1);
    let world = World::plain();
    world.command(&["list", "--no-token-cache"]).on(&served).run().exits(0);
    assert!(tokens(&world).is_empty());
}

#[cfg(unix)]
#[test]
fn ten_processes_at_once_fetch_one_token() {
    let world = World::plain();
    let tenant = Scripted::tenant(|_, _| Act::list([group("g1", "N")]));
    let script = "for i in 1 2 3 4 5 6 7 8 9 10; do syncgroup list -o id & done; wait";
    let run = world.script(script).at(&tenant).run().quietly();
    assert_eq!((run.stdout.lines().count(), tenant.count(TOKEN)), (10, 1));
}

#[test]
fn a_secret_is_looked_up_only_when_something_is_sent() {
    let world = World::plain();
    world.config(
        "[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\nclient_secret_command = [\"no-such-program-x\"]\n",
    );
    world.run(&["-p", "p", "profile", "show"]).exits(0);
    world.run(&["-p", "p", "list", "--columns", "nmae"]).exits(2).does_not_say("no-such-program-x");
    world.run(&["-p", "p", "list"]).exits(4).says("`no-such-program-x` gave no client secret");
}

#[test]
fn a_write_with_an_application_token_is_refused_before_it_is_sent() {
    let world = World::plain();
    let served = world.serve(&["--as", "application"]);
    let sources = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    world.command(&["get", GROUP, "-o", "json"]).on(&served).run().quietly();
    for arguments in
        [&["new", "-f", "-"][..], &["update", GROUP, "--name", "x"], &["remove", GROUP, "-y"]]
    {
        let run = world
            .command(&[arguments, &["-v"]].concat())
            .on(&served)
            .stdin(body("N", &sources))
            .run();
        let run = run.exits(4).without_answer().says("belongs to no user").says("SAIL_CLIENT_ID=…");
        let wrote = ["POST /v3/password-sync", "PUT ", "DELETE "];
        let sent = run.stderr.lines().any(|line| wrote.iter().any(|write| line.contains(write)));
        assert!(!sent, "{}", run.stderr);
    }
}

#[test]
fn environments_of_the_official_tools_become_profiles() {
    let world = World::plain();
    let served = world.serve(&[]);
    let yaml = format!(
        "activeenvironment: acme\nenvironments:\n  acme:\n    baseurl: {}\n    pat:\n      clientid: {}\n      clientsecret: {}\n  demo:\n    baseurl: https://demo.api.identitynow.com\n",
        served.url, served.id, served.secret
    );
    world.file(".sailpoint/config.yaml", &yaml);
    let json = r#"{"ClientId":"x","ClientSecret":"y-secret","BaseURL":"https://other.api.identitynow.com"}"#;
    world.file("config.json", json);

    let dry = world.run(&["profile", "import", "-n", "-o", "json"]).exits(0).says("would be added");
    let names = |value: serde_json::Value| -> Vec<String> {
        let rows = value.as_array().unwrap().iter();
        rows.map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(dry.json()), ["acme", "demo", "other"]);
    assert!(!world.path(".config/syncgroup").exists() && !dry.stdout.contains("y-secret"));

    world.run(&["profile", "import"]).exits(2).says("--yes");
    let run = world.run(&["profile", "import", "-y", "-o", "json", "acme", "demo"]).exits(0);
    assert_eq!(names(run.json()), ["acme", "demo"]);
    assert!(run.stderr.contains("added profile `acme`") && !run.stderr.contains(&served.secret));
    assert_eq!(world.run(&["-p", "acme", "list", "-o", "id"]).quietly().stdout.lines().count(), 1);
    world.run(&["profile", "import", "-y", "acme"]).exits(0).says("already exists and is kept");
    world.run(&["profile", "import", "acmee"]).exits(2).says("acme, demo, other");
    assert_eq!(fs::read_to_string(world.path(".sailpoint/config.yaml")).unwrap(), yaml);
    assert_eq!(fs::read_to_string(world.path("config.json")).unwrap(), json);
}

#[test]
fn a_profile_that_is_removed_leaves_no_secret_and_no_token() {
    let world = World::plain();
    let served = world.serve(&[]);
    profile(&world, &served);
    let login = world.command(&["-p", "p", "login", "--secret-stdin"]);
    login.stdin(&served.secret).run().exits(0);
    world.run(&["profile", "remove", "p", "-y"]).exits(0).says("removed the secret");
    assert!(tokens(&world).is_empty());
    let left = fs::read_to_string(world.path(".local/share/syncgroup/secrets.json")).unwrap();
    assert!(!left.contains(&served.secret) && !left.contains(SECRET));
}

#[test]
fn the_hint_at_a_wrong_secret_says_where_it_is() {
    let world = World::plain();
    let served = world.serve(&[]);
    let secret = world.file("secret", "wrong");
    let config = |place: &str| {
        world.config(&format!(
            "[profiles.acme]\nbase_url = \"{}\"\nclient_id = \"{}\"\n{place}\n",
            served.url, served.id
        ));
    };
    let run = world.command(&["list"]).on(&served).env("SAIL_CLIENT_SECRET", "wrong").run();
    run.exits(4).says("export SAIL_CLIENT_ID=… SAIL_CLIENT_SECRET=…").does_not_say("login");
    config("");
    let list = ["-p", "acme", "list"];
    let run = world.command(&list).env("SYNCGROUP_CLIENT_SECRET", "wrong").run();
    run.exits(4).says("then: export SYNCGROUP_CLIENT_SECRET=…").does_not_say("login");
    let doctor = world.command(&["-p", "acme", "doctor"]).env("SYNCGROUP_CLIENT_SECRET", "wrong");
    let shown = doctor.run().exits(4).stdout;
    assert!(shown.contains("export SYNCGROUP_CLIENT_SECRET=…"), "{shown}");
    let login = world.command(&["-p", "acme", "login", "--secret-stdin"]).stdin("wrong").run();
    login.exits(4).says("then: syncgroup login -p acme");
    config(&format!("client_secret_file = '{secret}'"));
    world.run(&list).exits(4).says(&format!("write the secret to `{secret}`"));
    // On Windows `echo` is no program.
    if cfg!(unix) {
        config("client_secret_command = [\"echo\", \"wrong\"]");
        world.run(&list).exits(4).says("store the secret where `echo` finds it");
    }
}
