//! Texts in UTF-8 and UTF-16, with and without a byte order mark, with lines that end as on Windows.

use crate::scripted::{Act, Scripted};
use crate::world::{SEEDED, World, body};

/// The text as different programs write it.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let windows = text.replace('\n', "\r\n");
    let marked = format!("\u{feff}{windows}");
    let wide = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    };
    vec![
        windows.clone().into(),
        marked.clone().into(),
        wide(&marked, u16::to_le_bytes),
        wide(&marked, u16::to_be_bytes),
        wide(&windows, u16::to_le_bytes),
        wide(&windows, u16::to_be_bytes),
    ]
}

#[test]
fn bodies_manifests_and_lists_are_read_in_every_form() {
    for (number, list) in forms(SEEDED).into_iter().enumerate() {
        let world = World::new();
        let run = world.sandbox_with(&["get", "-", "-o", "id"], list).exits(0);
        assert_eq!(run.stdout, SEEDED, "{number}");
        let group = forms(&body("Ünï", &crate::world::SOURCES)).swap_remove(number);
        world.sandbox_with(&["new", "-f", "-", "--no-check", "--dry-run"], group).exits(0);
        let manifest = world.sandbox(&["export"]).exits(0).stdout;
        let file = world.file("groups.yaml", forms(&manifest).swap_remove(number));
        world.sandbox(&["diff", "-f", &file, "--exit-code"]).exits(0);
    }
}

#[test]
fn secrets_are_read_in_every_form() {
    let world = World::new();
    let served = world.serve(&[]);
    let profile = |rest: &str| {
        format!(
            "[profiles.p]\nbase_url = \"{}\"\nclient_id = \"{}\"\n{rest}",
            served.url, served.id
        )
    };
    for (number, secret) in forms(&format!("{}\n", served.secret)).into_iter().enumerate() {
        let file = world.file("secret", &secret);
        for rest in [
            format!("client_secret_file = \"{file}\"\n"),
            format!("client_secret_command = [\"cat\", \"{file}\"]\n"),
        ] {
            world.config(&profile(&rest));
            let run = world.run(&["-p", "p", "--no-token-cache", "list", "-o", "id"]).exits(0);
            assert_eq!(run.stdout, SEEDED, "{number}: {rest}");
        }
        world.config(&profile(""));
        world.command(&["-p", "p", "login", "--secret-stdin"]).stdin(&secret).run().exits(0);
        world.run(&["-p", "p", "list"]).exits(0);
    }
}

#[test]
fn a_config_file_keeps_its_line_ends_and_its_encoding() {
    let text = "# mine\n[profiles.a]\ntenant = \"acme\"\n\n# the end\n";
    for before in forms(text) {
        let world = World::new();
        world.file(".config/syncgroup/config.toml", &before);
        world.run(&["profile", "add", "b", "--tenant", "beta"]).exits(0);
        let after = std::fs::read(world.path(".config/syncgroup/config.toml")).unwrap();
        let kept = before.len() - before.len() % 2;
        assert_eq!(after[..kept / 2], before[..kept / 2]);
        let added = "[profiles.b]\ntenant = \"beta\"\n";
        let added = forms(added).into_iter().any(|added| {
            let bare = added.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&added);
            after.windows(bare.len()).any(|window| window == bare)
        });
        let marked = after.starts_with(b"\xff\xfe") || after.starts_with(b"\xfe\xff");
        assert!(added || marked, "{}", String::from_utf8_lossy(&after));
        world.run(&["profile", "remove", "b", "-y"]).exits(0);
        let again = std::fs::read(world.path(".config/syncgroup/config.toml")).unwrap();
        assert_eq!(again, before);
    }
}

#[test]
fn settings_of_the_official_tools_are_read_in_every_form_and_never_end_the_import() {
    let yaml = "environments:\n  acme:\n    baseurl: https://acme.api.identitynow.com\n";
    let json = "{\"CLIENTID\": \"c\", \"baseurl\": \"https://beta.api.identitynow.com\"}\n";
    for number in 0..forms(yaml).len() {
        let world = World::new();
        world.file(".sailpoint/config.yaml", forms(yaml).swap_remove(number));
        world.file("config.json", forms(json).swap_remove(number));
        let run = world.run(&["profile", "import", "-y"]).exits(0);
        assert!(run.stderr.contains("acme") && run.stderr.contains("beta"), "{}", run.stderr);
    }
    let world = World::new();
    world.file(".sailpoint/config.yaml", yaml);
    world.file("config.json/file", "");
    world
        .run(&["profile", "import", "-y"])
        .exits(0)
        .says("warning: `")
        .says("config.json` is left out");
    let world = World::new();
    world.file(".sailpoint/config.yaml", "environments: [\n");
    world.file("config.json", json);
    world.run(&["profile", "import", "-y"]).exits(0).says("config.yaml` is left out").says("beta");
    let tab = "environments:\n  acme:\n    pat: x\n\tbaseurl: https://acme.api.identitynow.com\n";
    world.file(".sailpoint/config.yaml", tab);
    world.run(&["profile", "import", "-y"]).says("line 4, column 1 is a tab");
}

#[test]
fn a_reply_may_begin_with_a_byte_order_mark() {
    let world = World::new();
    let tenant = Scripted::serve(|seen, _| match seen.target() {
        "POST /oauth/token" => {
            Act::json(200, "\u{feff}{\"access_token\":\"t\",\"expires_in\":750}")
        }
        _ => Act::json(200, "\u{feff}[{\"id\":\"g1\",\"name\":\"N\"}]").with("x-total-count", "1"),
    });
    let run = world.command(&["list", "-o", "id"]).at(&tenant).run().exits(0);
    assert_eq!(run.stdout, "g1\n");
}

#[test]
fn what_list_prints_is_taken_back() {
    let world = World::new();
    for format in ["id", "json", "jsonl", "yaml", "csv"] {
        let list = world.sandbox(&["list", "-o", format]).exits(0).stdout;
        let run = world.sandbox_with(&["get", "-", "-o", "id"], &list).exits(0);
        assert_eq!(run.stdout, SEEDED, "{format}");
        world.sandbox_with(&["remove", "-", "-y", "--dry-run"], &list).exits(0);
    }
    let names = world.sandbox(&["list", "-o", "csv", "--columns", "name"]).exits(0).stdout;
    assert_eq!(world.sandbox_with(&["get", "-", "-o", "id"], names).exits(0).stdout, SEEDED);
    let lines = "  Head Office \t\r\nname: Password Sync Group 1\n";
    world.sandbox_with(&["get", "-"], lines).exits(0);
}

#[test]
fn a_table_or_a_list_without_ids_and_names_is_refused_before_anything_is_sent() {
    let world = World::new();
    let table = world.sandbox(&["list"]).exits(0).stdout;
    let policies = world.sandbox(&["list", "-o", "csv", "--columns", "policy"]).exits(0).stdout;
    for list in [table.as_str(), &policies, "- passwordPolicyId: x\n"] {
        for command in [&["get", "-"][..], &["remove", "-", "-y"]] {
            let run = world.sandbox_with(command, list).exits(2).without_answer();
            run.says("stdin").says("list -o id");
        }
    }
    assert_eq!(world.sandbox(&["list", "-o", "id"]).stdout, SEEDED);
}

#[test]
fn spans_are_friendly() {
    let world = World::new();
    world.sandbox(&["history", "--since", "1.5h"]).exits(0);
    world.sandbox(&["history", "--since", "1w 2d"]).exits(0);
    world.sandbox(&["history", "--since", "2y"]).exits(2);
    world.sandbox(&["password", "status", "x", "--wait", "1m30s"]).exits(3);
}
