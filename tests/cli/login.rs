//! The first sign-in: a tenant that no profile describes yet.

use std::fs;

use crate::scripted::{Act, Scripted};
use crate::terminal::Terminal;
use crate::world::{GROUP, Served, World};

fn config(world: &World) -> String {
    fs::read_to_string(world.path(".config/syncgroup/config.toml")).unwrap()
}

/// Whether anything was written that a later run would find.
fn is_untouched(world: &World) -> bool {
    let places = [".config", ".local/share/syncgroup/secrets.json", ".cache", ".local/state"];
    !places.iter().any(|place| world.path(place).exists())
}

/// Runs a command in a terminal and answers its questions; what was shown, and none where there is no terminal.
fn in_terminal(world: &World, command: &str, answers: &[(&str, &str)]) -> Option<String> {
    let script = format!("syncgroup {command}; echo code=$?");
    let mut terminal = Terminal::start(world, &script, |invocation| invocation)?;
    for (question, answer) in answers {
        terminal.wait_for(question);
        if question.contains("hidden") {
            terminal.wait_until_hidden();
        }
        terminal.press(answer);
    }
    Some(terminal.finish())
}

fn line(text: &str) -> String {
    format!("{text}\n")
}

#[test]
fn a_first_login_asks_tries_and_becomes_the_default() {
    let world = World::plain();
    let served = world.serve(&[]);
    let answers = [
        (
            "pages): ",
            line(&format!("{}/v3/sources?limit=5", served.url.replace("127.0.0.1", "localhost"))),
        ),
        ("Client ID: ", line(&served.id)),
        ("(hidden): ", line(&served.secret)),
    ];
    let answers = answers.each_ref().map(|(question, answer)| (*question, answer.as_str()));
    let Some(shown) = in_terminal(&world, "login", &answers) else { return };
    assert!(shown.contains("code=0") && !shown.contains(&served.secret), "{shown}");
    for text in [
        "the tenant's API is http://localhost:",
        "New Token at Preferences > Personal Access Tokens",
        "as `sandbox.admin`",
        "added default profile `localhost` to",
        "next: syncgroup list",
    ] {
        assert!(shown.contains(text), "no `{text}` in:\n{shown}");
    }
    assert!(config(&world).starts_with("default_profile = \"localhost\""), "{}", config(&world));
    assert_eq!(world.run(&["list", "-o", "id"]).quietly().stdout, format!("{GROUP}\n"));
}

#[test]
fn an_answer_that_is_none_is_asked_for_again_and_a_refused_sign_in_leaves_nothing() {
    let world = World::new();
    let served = world.serve(&[]);
    let (url, secret, id) = (line(&served.url), line(&served.secret), line(&served.id));
    let answers = [
        ("pages): ", "a b\n"),
        ("neither a tenant's name nor an address", "https://identitynow.com/ui\n"),
        ("`identitynow.com` names no tenant", url.as_str()),
        ("Client ID: ", secret.as_str()),
        ("looks like the secret", id.as_str()),
        ("(hidden): ", "wrong\n"),
    ];
    let Some(shown) = in_terminal(&world, "-p new login", &answers) else { return };
    assert!(shown.contains("code=4") && shown.contains("nothing was stored"), "{shown}");
    assert!(shown.contains("syncgroup login -p new"), "{shown}");
    assert!(is_untouched(&world));
}

#[test]
fn an_address_where_nobody_answers_ends_the_questions() {
    let world = World::new();
    let answers = [("pages): ", "http://127.0.0.1:1\n")];
    let Some(shown) = in_terminal(&world, "login", &answers) else { return };
    assert!(shown.contains("code=6") && !shown.contains("Client ID"), "{shown}");
    assert!(is_untouched(&world));
}

#[test]
fn an_interrupted_login_leaves_nothing() {
    let world = World::new();
    let served = world.serve(&[]);
    let (url, id) = (line(&served.url), line(&served.id));
    for answers in [
        &[("pages): ", "\u{3}")][..],
        &[("pages): ", url.as_str()), ("Client ID: ", "\u{3}")],
        &[("pages): ", url.as_str()), ("Client ID: ", id.as_str()), ("(hidden): ", "\u{3}")],
        &[("pages): ", "\u{4}")],
    ] {
        let Some(shown) = in_terminal(&world, "login", answers) else { return };
        assert!(shown.contains("code=130"), "{shown}");
        assert!(is_untouched(&world));
    }
}

#[test]
fn profile_add_without_options_asks_the_same() {
    let world = World::plain();
    let served = world.serve(&[]);
    world.config("[profiles.old]\ntenant = \"acme\"\n");
    let (url, id, secret) = (line(&served.url), line(&served.id), line(&served.secret));
    let answers =
        [("pages): ", url.as_str()), ("Client ID: ", id.as_str()), ("(hidden): ", secret.as_str())];
    let add = "profile add 'my new' --read-only -o json";
    let Some(shown) = in_terminal(&world, add, &answers) else { return };
    assert!(shown.contains("code=0"), "{shown}");
    assert!(shown.contains("next: syncgroup -p 'my new' list"), "{shown}");
    assert!(!config(&world).contains("default_profile") && config(&world).contains("read_only"));
    world.run(&["-p", "my new", "list", "-o", "id"]).exits(0);
    let Some(shown) = in_terminal(&world, "profile add old", &[]) else { return };
    assert!(shown.contains("code=2") && shown.contains("`old` already exists"), "{shown}");
    let again =
        [&answers[..1], &[("Name of the new profile: ", "third\n")], &answers[1..]].concat();
    for _ in 0..2 {
        world.config(&format!(
            "{}[profiles.\"127.0.0.1\"]\ntenant = \"x\"\n",
            "[profiles.old]\ntenant = \"acme\"\n"
        ));
        let shown = in_terminal(&world, "profile add", &again).unwrap();
        assert!(shown.contains("added profile `third` to"), "{shown}");
    }
}

#[test]
fn without_a_terminal_options_take_the_place_of_questions() {
    let world = World::plain();
    let served = world.serve(&[]);
    world.run(&["login"]).exits(2).without_answer().says(
        "error: without a terminal, a new profile needs options\n  hint: syncgroup login --tenant acme --client-id ID --secret-stdin < secret.txt\n",
    );
    let named = world.run(&["-p", "prod", "login", "--no-input"]).exits(2);
    named.says("hint: syncgroup -p prod login --tenant acme --client-id ID --secret-stdin");
    world.run(&["login", "--tenant", "acme"]).exits(2).says("--client-id ID --secret-stdin");
    world.run(&["profile", "add"]).exits(2).says("profile add NAME --tenant acme --client-id ID");
    assert!(is_untouched(&world));

    let login = |more: &[&str], secret: &str| {
        let options =
            ["login", "--tenant", &served.url, "--client-id", &served.id, "--secret-stdin"];
        world.command(&[&options, more].concat()).stdin(secret).run()
    };
    login(&["-p", "prod"], "wrong").exits(4).says("nothing was stored");
    assert!(is_untouched(&world));
    login(&["-p", "prod"], &served.secret).exits(0).says("added default profile `prod` to");
    login(&["-p", "prod"], &served.secret).exits(2).says("hint: syncgroup -p prod login");
    login(&["-p", "test"], &format!("{}\r\n", served.secret)).exits(0).says("-p test list");
    assert!(config(&world).starts_with("default_profile = \"prod\""), "{}", config(&world));
    world.run(&["list", "-o", "id"]).quietly();
    world.run(&["-p", "test", "list", "-o", "id"]).quietly();
    login(&["-p", "sandbox"], &served.secret).exits(2).says("built-in");
    login(&["-n"], &served.secret).exits(2).says("has no dry run");
}

#[test]
fn an_address_from_the_browser_is_translated_and_a_mistyped_profile_is_not_created() {
    let world = World::new();
    let page = "https://acme.identitynow-demo.com/ui/a/admin?x=1#y";
    let options = ["login", "--tenant", page, "--client-id", "c", "--secret-stdin", "--no-verify"];
    let login = world.command(&options).stdin("s").run().exits(0);
    login.says(
        "acme.identitynow-demo.com is the tenant's website; its API is https://acme.api.identitynow-demo.com",
    );
    assert!(config(&world).contains("[profiles.acme]"), "{}", config(&world));
    world.run(&["-p", "acm", "login"]).exits(2).says("did you mean `acme`?");
    let secret = ["login", "-p", "b", "--tenant", "https://me:hunter2@acme.identitynow.com"];
    world.run(&[&secret[..], &["--client-id", "c"]].concat()).exits(2).does_not_say("hunter2");
}

#[test]
fn a_profile_that_cannot_be_written_leaves_no_secret() {
    let world = World::plain();
    let tenant = Scripted::serve(|seen, _| match seen.target() {
        "POST /oauth/token" => {
            Act::json(200, serde_json::json!({"access_token": "t", "expires_in": 750}))
        }
        _ => Act::json(404, "{}"),
    });
    let taken = world.file("taken", "");
    let options = ["login", "--tenant", &tenant.url, "--client-id", "c", "--secret-stdin"];
    let login = world.command(&options).stdin("s").env("SYNCGROUP_CONFIG_DIR", &taken).run();
    assert_ne!(login.code, 0, "{}", login.stderr);
    let secrets = world.path(".local/share/syncgroup/secrets.json");
    assert!(fs::read_to_string(secrets).map_or(true, |text| !text.contains("\"s\"")));
}

#[test]
fn a_served_tenant_without_a_profile_is_no_reason_to_ask() {
    let world = World::new();
    let served: Served = world.serve(&[]);
    world.command(&["login"]).on(&served).run().exits(2).says("SAIL_*");
}
