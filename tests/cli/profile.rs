//! `syncgroup profile`

use snapbox::str;

use crate::world::World;

fn config(world: &World) -> String {
    std::fs::read_to_string(world.path(".config/syncgroup/config.toml")).unwrap()
}

#[test]
fn profiles_are_added_listed_chosen_and_removed_and_comments_stay() {
    let world = World::new();
    world.config(
        "# our tenants\n[profiles.test] # rehearsals\ntenant = \"acme-test\"\nclient_id = \"1\"\n",
    );
    let add = [
        "profile",
        "add",
        "prod",
        "--tenant",
        "acme",
        "--client-id",
        "abc",
        "--read-only",
        "--default",
    ];
    world.run(&add).shows(str![[r#"
exit code 0
--- stderr
added profile `prod` to [HOME]/.config/syncgroup/config.toml

"#]]);
    world.run(&add).shows(str![[r#"
exit code 2
--- stderr
error: profile `prod` already exists
  hint: syncgroup profile remove prod

"#]]);
    let run = world.run(&["profile", "list", "-o", "json"]).quietly();
    let names: Vec<_> =
        run.json().as_array().unwrap().iter().map(|profile| profile["name"].clone()).collect();
    assert_eq!(names, ["test", "prod", "sandbox"]);
    assert_eq!(run.json()[1]["address"], "https://acme.api.identitynow.com");
    assert_eq!(run.json()[1]["default"], true);
    let table = world.run(&["profile", "list"]).quietly().stdout;
    assert!(table.contains("default, read-only"), "{table}");
    world.run(&["profile", "use", "test"]).exits(0);
    assert!(
        config(&world).starts_with("# our tenants\n") || config(&world).contains("# our tenants"),
        "{}",
        config(&world)
    );
    assert!(config(&world).contains("# rehearsals"));
    world.run(&["profile", "use", "tset"]).shows(str![[r#"
exit code 2
--- stderr
error: profile `tset` does not exist
  hint: did you mean `test`?

"#]]);
    world.run(&["profile", "remove", "test", "--no-input"]).shows(str![[r#"
exit code 2
--- stderr
error: `--no-input` forbids the question: Remove profile `test` from this machine? Its tenant is not touched.
  hint: --yes

"#]]);
    // Without a terminal, a question would be another error.
    let unknown = world.run(&["profile", "remove", "tset"]).exits(2);
    unknown.says("error: profile `tset` does not exist\n  hint: did you mean `test`?");
    for words in [&["remove", "sandbox"][..], &["rename", "sandbox", "other"]] {
        let run = world.run(&[&["profile"], words].concat()).exits(2);
        run.says("error: profile `sandbox` is built in: it cannot be renamed or removed\n");
    }
    world.run(&["profile", "remove", "test", "-y"]).shows(str![[r#"
exit code 0
--- stderr
removed profile `test`
note: no default profile is set any more; to set one: syncgroup profile use NAME

"#]]);
    assert!(!config(&world).contains("acme-test"));
}

#[test]
fn show_says_where_each_value_came_from_and_never_a_secret() {
    let world = World::new();
    world.config("default_profile = \"p\"\n[profiles.p]\ntenant = \"acme\"\nclient_id = \"abc\"\ntimeout = 5\n");
    let run = world
        .command(&["profile", "show", "-o", "json", "--retries", "7"])
        .env("SYNCGROUP_CLIENT_SECRET", "hush-hush")
        .env("SYNCGROUP_API_VERSION", "v2025")
        .run()
        .exits(0);
    assert!(!run.stdout.contains("hush") && !run.stderr.contains("hush"));
    let origin = |key: &str| {
        let row =
            run.json().as_array().unwrap().iter().find(|row| row["key"] == key).cloned().unwrap();
        (row["value"].to_string(), row["origin"].as_str().unwrap().to_owned())
    };
    assert!(origin("timeout").1.contains("config.toml"), "{:?}", origin("timeout"));
    assert!(origin("retries").1.contains("--retries"), "{:?}", origin("retries"));
    assert!(
        origin("api_version").1.contains("SYNCGROUP_API_VERSION"),
        "{:?}",
        origin("api_version")
    );
    let table = world.run(&["profile", "show", "sandbox"]).exits(0).stdout;
    assert!(table.contains("embedded") || table.contains("sandbox"), "{table}");
}

#[test]
fn addresses_are_checked_when_they_are_written() {
    let world = World::new();
    for (url, words) in [
        ("https://acme.identitynow.com", "acme.api.identitynow.com"),
        ("http://acme.api.identitynow.com", "https"),
        ("ftp://x", "https"),
        ("not a url", "base-url"),
    ] {
        let run = world.run(&["profile", "add", "p", "--base-url", url]).exits(2).without_answer();
        drop(run.says(if words == "base-url" { "" } else { words }));
    }
    world.run(&["profile", "add", "sandbox", "--tenant", "x"]).exits(2);
    world.run(&["profile", "add", "p"]).shows(str![[r#"
exit code 2
--- stderr
error: a profile needs the tenant's address
  hint: syncgroup profile add p --tenant acme --client-id ID
  hint: syncgroup profile add p --base-url https://acme.api.identitynow.com --client-id ID

"#]]);
    assert!(!world.path(".config").exists());
}

#[test]
fn a_tenant_is_added_by_the_address_that_the_browser_shows() {
    let world = World::new();
    let page = "https://acme.identitynow.com/ui/d/dashboard?x=1";
    let add = world.run(&["profile", "add", "p", "--tenant", page, "--client-id", "1"]).exits(0);
    add.says(
        "acme.identitynow.com is the tenant's website; its API is https://acme.api.identitynow.com",
    );
    let config = std::fs::read_to_string(world.path(".config/syncgroup/config.toml")).unwrap();
    assert!(config.contains("base_url = \"https://acme.api.identitynow.com\"\n"), "{config}");
    let add = ["profile", "add", "q", "--tenant", "https://me:hunter2@acme.identitynow.com"];
    world.run(&add).exits(2).without_answer().does_not_say("hunter2");
}

#[test]
fn a_config_file_that_does_not_parse_names_the_line_and_harms_nothing_else() {
    let world = World::new();
    world.config("default_profile = \"p\"\n[profiles.p\n");
    world.run(&["list"]).shows(str![[r#"
exit code 2
--- stderr
error: [HOME]/.config/syncgroup/config.toml:2:12: unclosed table, expected `]`

"#]]);
    world.run(&["profile", "list"]).shows(str![[r#"
exit code 2
--- stderr
error: [HOME]/.config/syncgroup/config.toml:2:12: unclosed table, expected `]`

"#]]);
    world.sandbox(&["list"]).quietly();
    world.config("[profiles.p]\ntenant = \"a\"\nclient_idd = \"x\"\n");
    world.run(&["-p", "p", "list"]).shows(str![[r#"
exit code 2
--- stderr
error: [HOME]/.config/syncgroup/config.toml:3:1: unknown key `client_idd` in profile `p`
  hint: did you mean `client_id`?

"#]]);
    world.config("[profiles.p]\ntenant = \"a\"\nclient_secret = \"hush\"\n");
    world.run(&["-p", "p", "list"]).shows(str![[r#"
exit code 2
--- stderr
error: [HOME]/.config/syncgroup/config.toml:3:1: `client_secret` does not belong in this file, which holds no secrets
  hint: syncgroup login -p p

"#]]);
}

#[test]
fn a_dry_run_is_refused_where_it_has_nothing_to_show() {
    let world = World::new();
    for command in [
        &["profile", "use", "sandbox"][..],
        &["profile", "remove", "x"],
        &["profile", "add", "x", "--tenant", "y"],
    ] {
        world.run(&[command, &["-n"]].concat()).exits(2).without_answer().says("dry run");
    }
}
