//! Secrets planted in every input, and looked for in everything that comes out; texts that a tenant or a proxy sends.

use std::path::Path;

use serde_json::json;

use crate::scripted::{Act, Scripted, Seen, group, surroundings};
use crate::world::{GROUP, POLICY, Run, SOURCES, World, body};

/// Files that are there to hold a secret, or that the test wrote.
const HOLDERS: [&str; 6] =
    ["secrets.json", "secret.txt", "command.txt", "config.yaml", "config.json", "config.toml"];

/// Every secret that is planted. The characters are those that JSON, URLs and shells write in other ways.
const CANARIES: [&str; 9] = [
    "c4nary\"variable/1 é",
    "c4nary-file-2+x",
    "c4nary-command-3&x",
    "c4nary-stdin-4%x",
    "c4nary-yaml-5",
    "c4nary-json-6",
    "c4nary-proxy-7",
    "c4nary-body-8",
    "c4nary-token-9",
];

/// The part that all of them share, in no matter which encoding.
const MARK: &str = "c4nary";

fn assert_clean(run: &Run, what: &str) {
    for text in [&run.stdout, &run.stderr] {
        assert!(!text.contains(MARK), "{what}:\n{}\n{}", run.stdout, run.stderr);
    }
}

/// Nothing below the directory has a secret, besides what is there to hold one.
fn assert_clean_files(dir: &Path) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            assert_clean_files(&path);
        } else if !HOLDERS.contains(&name.as_str()) {
            let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
            assert!(!text.contains(MARK), "{}: {text}", path.display());
            assert!(!name.contains(MARK), "{name}");
        }
    }
}

/// A tenant that echoes what it is sent: in a refusal, in headers, and in JSON within a string.
fn echoing(seen: &Seen, _: usize) -> Act {
    let echo = json!({
        "detailCode": format!("400.1 {}", seen.body), "trackingId": format!("t {}", seen.body),
        "messages": [{"locale": "en-US", "localeOrigin": "DEFAULT", "text": format!("cannot read {}", seen.body)}],
        "causes": [seen.body],
    });
    match seen.target() {
        "POST /oauth/token" if seen.body.contains("client_id=refused") => {
            let description = format!("bad request: {}", seen.body);
            Act::json(401, json!({"error": "invalid_client", "error_description": description}))
        }
        "POST /oauth/token" => {
            Act::json(200, json!({"access_token": "fetched-token", "expires_in": 750}))
        }
        target if target.starts_with("GET /v3/password-sync-groups") => {
            Act::json(200, json!([group("g1", "N")])).with("x-total-count", "1")
        }
        _ => Act::json(400, echo).with("x-echo", "password=c4nary-body-8"),
    }
}

#[test]
fn planted_secrets_come_out_nowhere() {
    let world = World::new();
    let tenant = Scripted::serve(echoing);
    let temporary = world.path("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let secret_file = world.file("secret.txt", CANARIES[1]);
    let printed = world.file("command.txt", CANARIES[2]);
    let print = if cfg!(windows) { "'cmd', '/c', 'type'" } else { "'cat'" };
    world.file(
        ".sailpoint/config.yaml",
        format!(
            "activeenvironment: acme\nauthtype: pat\nenvironments:\n  acme:\n    baseurl: {}\n    pat:\n      clientid: c\n      clientsecret: {}\n",
            tenant.url, CANARIES[4]
        ),
    );
    world.file(
        "config.json",
        json!({"ClientId": "c", "ClientSecret": CANARIES[5], "BaseURL": tenant.url}).to_string(),
    );
    let url = &tenant.url;
    world.config(&format!(
        "[profiles.variable]\nbase_url = \"{url}\"\nclient_id = \"c\"\n\
         [profiles.file]\nbase_url = \"{url}\"\nclient_id = \"c\"\nclient_secret_file = '{secret_file}'\n\
         [profiles.command]\nbase_url = \"{url}\"\nclient_id = \"c\"\nclient_secret_command = [{print}, '{printed}']\n\
         [profiles.stdin]\nbase_url = \"{url}\"\nclient_id = \"c\"\n\
         [profiles.refused]\nbase_url = \"{url}\"\nclient_id = \"refused\"\n"
    ));
    let run = |arguments: &[&str], stdin: &str| {
        let mut command = world
            .command(&[arguments, &["-vv", "--retries", "0"]].concat())
            .env("TMPDIR", &temporary)
            .env("HTTPS_PROXY", "http://me:c4nary-proxy-7@127.0.0.1:9")
            .stdin(stdin);
        if arguments.contains(&"variable") || arguments.contains(&"refused") {
            command = command.env("SYNCGROUP_CLIENT_SECRET", CANARIES[0]);
        }
        let run = command.run();
        assert_clean(&run, &arguments.join(" "));
        assert_clean_files(world.home());
        run
    };
    run(&["login", "-p", "stdin", "--secret-stdin"], CANARIES[3]).exits(0);
    for profile in ["variable", "file", "command", "stdin"] {
        run(&["list", "-p", profile, "-o", "json", "-i"], "").exits(0);
        run(&["doctor", "-p", profile], "");
        run(&["profile", "show", "-p", profile, "-o", "json"], "").exits(0);
    }
    run(&["list", "-p", "refused"], "").exits(4).says("[redacted]");
    run(&["profile", "import", "-y"], "").exits(0);
    for proxy in [
        "me:c4nary-proxy-7@127.0.0.1:9",
        "//me:c4nary-proxy-7@127.0.0.1:9",
        "http:me:c4nary-proxy-7@127.0.0.1:9",
        "http://c4nary-proxy-7@127.0.0.1:9",
        "socks5h://me:c4nary-proxy-7@127.0.0.1:9",
        "ftp://me:c4nary-proxy-7@127.0.0.1:9",
    ] {
        for flag in [vec!["--proxy", proxy], vec![&*format!("--proxy={proxy}")]] {
            run(
                &[&["new", "-p", "file", "-f", "-", "--no-check"], &flag[..]].concat(),
                &body("N", &SOURCES),
            );
            run(&[&["profile", "show", "-p", "file"], &flag[..]].concat(), "");
            run(&[&["list", "-p", "sandbox"], &flag[..]].concat(), "");
        }
    }
    for sent in [
        r#"[{"op":"replace","path":"/connectorAttributes/password","value":"c4nary-body-8"}]"#,
        r#"{"key":"password","value":"c4nary-body-8"}"#,
        r#"{"passwords":["c4nary-body-8"],"newPassword2":"c4nary-body-8","pwd":"c4nary-body-8"}"#,
        r#"{"passphrase":"c4nary-body-8","a":{"secretAccessKey":"c4nary-body-8"}}"#,
        r#"{"a":"{\"password\":\"c4nary-body-8\"}","b":"x?client_secret=c4nary-body-8"}"#,
    ] {
        for arguments in [
            vec!["api", "PATCH", "sources/x", "-f", "-"],
            vec!["api", "POST", "x?client_secret=c4nary-body-8&a=b", "-f", "-"],
        ] {
            run(&[&arguments[..], &["-p", "file"]].concat(), sent).exits(1);
            run(&[&arguments[..], &["-p", "file", "-o", "json"]].concat(), sent).exits(1);
        }
        run(&["api", "POST", "x", "-f", sent, "-p", "file"], "").exits(1);
    }
    run(&["history", "-p", "file", "-o", "json"], "").exits(0);
    run(&["history", "-p", "file", "show", "latest"], "");
}

#[test]
fn a_given_token_is_kept_nowhere() {
    let world = World::new();
    let tenant = Scripted::serve(echoing);
    world.config(&format!("[profiles.p]\nbase_url = \"{}\"\nclient_id = \"c\"\n", tenant.url));
    let run = world
        .command(&["-p", "p", "list", "-vv", "-o", "json"])
        .env("SYNCGROUP_ACCESS_TOKEN", CANARIES[8])
        .run()
        .exits(0);
    assert_clean(&run, "list");
    assert_clean_files(world.home());
}

#[cfg(target_os = "linux")]
#[test]
fn no_secret_is_in_the_process_list() {
    let world = World::new();
    let tenant = Scripted::serve(|seen, _| match seen.target() {
        "POST /oauth/token" => Act::json(200, json!({"access_token": "c4nary", "expires_in": 750})),
        _ => Act::Silence,
    });
    let mut command = world.command(&["list", "--timeout", "20", "-o", "json"]).at(&tenant).command;
    let command = command.env("SAIL_CLIENT_SECRET", CANARIES[0]).stdin(std::process::Stdio::null());
    let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
    let begun = std::time::Instant::now();
    while tenant.seen().len() < 2 && begun.elapsed().as_secs() < 20 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let mut lines = String::new();
    for entry in std::fs::read_dir("/proc").unwrap().flatten() {
        if let Ok(bytes) = std::fs::read(entry.path().join("cmdline")) {
            lines.push_str(&String::from_utf8_lossy(&bytes).replace('\0', " "));
            lines.push('\n');
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    assert!(lines.contains("list --timeout 20"), "{lines}");
    assert!(!lines.contains(MARK), "{lines}");
}

#[test]
fn the_history_keeps_a_group_whole_whatever_its_fields_are_called() {
    let world = World::new();
    let id = "6881f6313bd542139c758e05cc3e35dd";
    let stored = |name: &str| {
        json!({"id": id, "name": name, "passwordPolicyId": POLICY, "sourceIds": SOURCES,
               "clientSecret": "kept", "note": "password=kept", "token": ["kept"]})
    };
    let before = stored("N");
    let after = stored("Other");
    let path = format!("/v3/password-sync-groups/{id}");
    let tenant = Scripted::tenant(move |seen, _| match seen.target().split_once(' ') {
        Some(("PUT", _)) => Act::json(200, &after),
        Some(("GET", target)) if target == path => Act::json(200, &before),
        _ => surroundings(seen),
    });
    let update = ["update", id, "--name", "Other", "--no-check", "-y"];
    world.command(&update).at(&tenant).run().exits(0);
    let history = world.command(&["history", "-o", "json"]).at(&tenant).run().exits(0).json();
    for state in ["before", "after"] {
        let group = &history[0][state];
        assert_eq!(group["clientSecret"], "kept", "{history}");
        assert_eq!(group["note"], "password=kept", "{history}");
        assert_eq!(group["token"], json!(["kept"]), "{history}");
    }
}

const FORGED: &str = "x\r\n  hint: rm -rf /\n::error::forged\u{1b}[31m\u{9b}2J\u{202e}";

fn forging() -> Scripted {
    Scripted::tenant(|_, _| {
        Act::json(
            400,
            json!({"detailCode": FORGED, "trackingId": FORGED,
                "messages": [{"locale": "en-US", "localeOrigin": "DEFAULT", "text": FORGED}]}),
        )
        .with("slpt-request-id", "r\u{9b}2J")
    })
}

#[test]
fn a_tenant_forges_neither_a_hint_nor_a_workflow_command() {
    let world = World::new();
    for arguments in [vec!["list"], vec!["list", "-vv"], vec!["get", GROUP, "-v"]] {
        let run = world.command(&arguments).at(&forging()).run().exits(1);
        assert!(!run.stderr.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\r']), "{:?}", run.stderr);
        for line in run.stderr.lines().map(str::trim_start) {
            assert!(!line.starts_with("::") && !line.starts_with("hint: rm"), "{}", run.stderr);
        }
    }
}

#[test]
fn header_values_are_one_line_each() {
    let tenant = Scripted::tenant(|_, _| {
        Act::json(200, json!([group("g1", "N")]))
            .with("x-total-count", "1")
            .with("x-note", "a\u{9b}2J\u{202e}b")
    });
    let run = World::new().command(&["list", "-i"]).at(&tenant).run().exits(0);
    assert!(!run.stdout.contains(['\u{9b}', '\u{202e}']), "{:?}", run.stdout);
}

#[test]
fn reports_for_build_servers_have_no_control_characters() {
    let world = World::new();
    let tenant = Scripted::tenant(|seen, _| match seen.target() {
        "GET /v3/password-sync-groups" => {
            let mut group = group("g1", "N\u{1b}[31m\u{202e}\r\n::error::forged");
            group["sourceIds"] = json!(["s1"]);
            Act::json(200, json!([group])).with("x-total-count", "1")
        }
        _ => Act::json(200, json!([])),
    });
    for report in ["github", "junit"] {
        let run = world.command(&["check", "-o", report]).at(&tenant).run();
        assert!(run.stdout.contains("forged"), "{}\n{}", run.stdout, run.stderr);
        assert!(!run.stdout.contains(['\u{1b}', '\u{202e}', '\r']), "{:?}", run.stdout);
        assert!(
            !run.stdout.lines().any(|line| line.starts_with("::error::forged")),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn a_block_page_is_not_a_wrong_secret() {
    const PAGE: &str = "<html><head><title>Access &amp; Web\n Policy</title></head></html>";
    let world = World::new();
    for (act, words) in [
        (Act::new(403, PAGE).with("content-type", "text/html"), "Access & Web Policy"),
        (Act::new(401, PAGE).with("content-type", "text/html"), "Access & Web Policy"),
        (Act::new(400, PAGE), "Access & Web Policy"),
        (Act::new(200, PAGE).with("content-type", "text/html"), "Access & Web Policy"),
        (Act::new(302, "").with("location", "http://portal.example/login"), "portal.example"),
        (Act::new(403, ""), "is empty"),
        (Act::new(401, "denied"), "not the tenant's"),
    ] {
        let tenant = Scripted::serve(move |_, _| act.clone());
        let run = world.command(&["list", "--retries", "0"]).at(&tenant).run().exits(1);
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert!(run.stderr.contains("proxy"), "{}", run.stderr);
        assert!(
            !run.stderr.contains("credentials") && !run.stderr.contains("secret"),
            "{}",
            run.stderr
        );
    }
    let tenant = Scripted::tenant(|_, _| Act::new(403, PAGE).with("content-type", "text/html"));
    let run = world.command(&["list", "--retries", "0"]).at(&tenant).run().exits(1);
    assert!(run.stderr.contains("Access & Web Policy"), "{}", run.stderr);
}

/// A run that reaches its tenant through this proxy.
fn through(world: &World, proxy: &str) -> Run {
    world.config("[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\n");
    world
        .command(&["-p", "p", "list", "--retries", "0"])
        .env("SYNCGROUP_CLIENT_SECRET", "5ecre7")
        .env("HTTPS_PROXY", proxy)
        .run()
}

#[test]
fn a_proxy_that_offers_only_ntlm_is_not_met_with_a_password_in_a_url() {
    let world = World::new();
    let proxy = Scripted::serve(|_, _| {
        Act::new(407, "").with("Proxy-Authenticate", "NTLM").with("Proxy-Authenticate", "Negotiate")
    });
    let run = through(&world, &proxy.url).exits(2).says("NTLM and Negotiate").says("HTTPS_PROXY");
    assert!(!run.stderr.contains("PASSWORD@"), "{}", run.stderr);
    let proxy =
        Scripted::serve(|_, _| Act::new(407, "").with("Proxy-Authenticate", "Basic realm=\"x\""));
    through(&world, &proxy.url).exits(2).says("USER:PASSWORD@HOST:PORT");
}

#[test]
fn a_tunnel_that_a_proxy_refuses_is_named_with_its_page() {
    let proxy = Scripted::serve(|_, _| {
        Act::new(403, "<title>Blocked by policy</title>").with("content-type", "text/html")
    });
    through(&World::new(), &proxy.url)
        .exits(1)
        .says("HTTPS_PROXY")
        .says("403 Forbidden")
        .says("Blocked by policy");
}

#[test]
fn read_only_can_be_added_by_the_environment_and_not_lifted() {
    let world = World::plain();
    let new = body("N", &["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"]);
    let run = |profile: &str, value: &str, more: &[&str]| {
        let command = [&["-p", profile, "new", "-f", "-"], more].concat();
        world.command(&command).env("SYNCGROUP_READ_ONLY", value).stdin(&new).run()
    };
    for value in ["1", "true"] {
        run("sandbox", value, &[]).exits(4).says("read-only").says("unset SYNCGROUP_READ_ONLY");
        run("sandbox", value, &["-n"]).exits(0);
    }
    run("sandbox", "maybe", &[]).exits(2).says("SYNCGROUP_READ_ONLY");
    world.config("[profiles.p]\nsandbox = true\nread_only = true\n");
    run("p", "0", &[]).exits(4).says("remove `read_only = true`");
    run("sandbox", "0", &[]).exits(0);
}

#[test]
fn mapped_names_and_denied_consequences_are_shown_with_their_lines() {
    let world = World::new();
    world.config(
        "[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\ndeny = [\"weaker-policy\"]\n\n[profiles.p.names.sources]\n\"Active Directory\" = \"AD (SB)\"\n",
    );
    let show = world.run(&["profile", "show", "-p", "p"]).exits(0).stdout;
    assert!(show.contains("weaker-policy") && show.contains("config.toml:4"), "{show}");
    assert!(
        show.contains("Active Directory = AD (SB)") && show.contains("config.toml:7"),
        "{show}"
    );
    world.config(
        "[profiles.p]\ntenant = \"acme\"\n[profiles.p.names.sources]\nA = \"x\"\nB = \"x\"\n",
    );
    world.run(&["list", "-p", "p"]).exits(2).says("config.toml:5:1").says("same target `x`");
}
