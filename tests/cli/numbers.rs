//! Numbers of the tenant's objects, digit for digit.

use crate::scripted::{Act, CREATE, GROUPS, Scripted, surroundings};
use crate::world::{POLICY, SOURCES, World};

const ID: &str = "6881f6313bd542139c758e05cc3e35dd";

/// Numbers that no type of the machine holds, or that it would write otherwise.
const NUMBERS: &str = r#"{"big":12345678901234567890123,"next":18446744073709551616,"price":1.10,"huge":1e400,"tiny":-2.50E-7}"#;

fn group(name: &str) -> String {
    let [one, two] = SOURCES;
    format!(
        r#"{{"id":"{ID}","name":"{name}","passwordPolicyId":"{POLICY}","sourceIds":["{one}","{two}"],"modified":null,"extra":{NUMBERS}}}"#
    )
}

fn tenant() -> Scripted {
    Scripted::tenant(|seen, _| {
        let one = |text: String| Act::json(200, text);
        match seen.line.split(' ').next() {
            Some("PUT") => one(group("Group 9")),
            _ if seen.target() == GROUPS => {
                one(format!("[{}]", group("Group 1"))).with("x-total-count", "1")
            }
            _ if seen.target() == CREATE => one(group("Group 2")),
            _ if seen.line.contains(ID) => one(group("Group 1")),
            _ if seen.target() == "GET /v3/sources" => {
                one(format!(r#"[{{"id":"{}","name":"A","extra":{NUMBERS}}}]"#, SOURCES[0]))
                    .with("x-total-count", "1")
            }
            _ => surroundings(seen),
        }
    })
}

#[test]
fn every_output_shows_the_digits_that_were_sent() {
    let (world, tenant) = (World::new(), tenant());
    let compact = |text: &str| text.split_whitespace().collect::<String>();
    for command in [&["get", ID][..], &["list"], &["list", "--name", "*"]] {
        let run = |more: &[&str]| {
            world.command(&[command, more].concat()).at(&tenant).run().quietly().stdout
        };
        for format in ["json", "jsonl"] {
            let text = compact(&run(&["-o", format]));
            assert!(text.contains(NUMBERS), "{command:?} {format}: {text}");
        }
        for filter in [".", ".. | objects | .extra? // empty"] {
            let text = compact(&run(&["--jq", filter]));
            assert!(text.contains(NUMBERS), "{command:?} {filter}: {text}");
        }
        let text = run(&["-o", "yaml"]);
        for line in [
            "big: 12345678901234567890123\n",
            "next: 18446744073709551616\n",
            "price: 1.10\n",
            "huge: 1e400\n",
            "tiny: -2.50E-7\n",
        ] {
            assert!(text.contains(line), "{command:?}: {text}");
        }
        run(&["-o", "csv"]);
        run(&[]);
    }
    let text = world.command(&["export"]).at(&tenant).run().exits(0).stdout;
    assert!(text.contains("price: 1.10\n") && text.contains("huge: 1e400\n"), "{text}");
}

#[test]
fn an_update_sends_the_digits_back() {
    let world = World::new();
    let (json, yaml) = {
        let tenant = tenant();
        let get = |format: &str| {
            let run = world.command(&["get", ID, "-o", format]).at(&tenant).run();
            run.quietly().stdout.replace("Group 1", "Group 9")
        };
        (get("json"), get("yaml"))
    };
    let json = world.file("group.json", json);
    let yaml = world.file("group.yaml", yaml);
    for arguments in [
        &["update", ID, "--name", "Group 9"][..],
        &["update", ID, "-f", &json, "--allow-unknown"],
        &["update", ID, "-f", &yaml, "--allow-unknown"],
    ] {
        let tenant = tenant();
        world.command(&[arguments, &["-y"]].concat()).at(&tenant).run().exits(0);
        let sent = tenant.seen().into_iter().find(|seen| seen.line.starts_with("PUT")).unwrap();
        assert!(sent.body.contains(NUMBERS), "{arguments:?}: {}", sent.body);
        assert!(sent.body.contains("Group 9"), "{}", sent.body);
    }
}

#[test]
fn what_is_put_into_an_answer_keeps_its_digits() {
    let (world, tenant) = (World::new(), tenant());
    let one = format!("[profiles.one]\nbase_url = \"{}\"\nclient_id = \"c\"\n", tenant.url);
    world.config(&format!("{one}{}", one.replace("one", "two")));
    let shown = |arguments: &[&str], stdin: &str| {
        let command = world.command(arguments).env("SYNCGROUP_CLIENT_SECRET", "s").stdin(stdin);
        let run = command.run();
        let text = run.stdout.split_whitespace().collect::<String>();
        assert!(text.contains(NUMBERS), "{arguments:?}: {text} {}", run.stderr);
    };
    shown(&["-p", "one", "sources", "-o", "json"], "");
    shown(&["-p", "one", "update", ID, "--name", "Group 9", "-n", "-o", "json"], "");
    shown(&["-p", "one", "update", ID, "--name", "Group 9", "-o", "json"], "");
    shown(&["-p", "one", "history", "-o", "json"], "");
    let requests = format!("{{\"id\":1,\"do\":\"get\",\"ref\":\"{ID}\"}}\n{{\"do\":\"end\"}}\n");
    shown(&["-p", "one", "batch"], &requests);
}

#[test]
fn several_tenants_keep_their_digits() {
    let (world, tenant) = (World::new(), tenant());
    let one = format!("[profiles.one]\nbase_url = \"{}\"\nclient_id = \"c\"\n", tenant.url);
    let secret = world.file("secret", "s");
    let one = format!("{one}client_secret_file = {secret:?}\n");
    world.config(&format!("{one}{}", one.replace(".one]", ".two]")));
    for arguments in [&["list"][..], &["sources"], &["get", ID]] {
        let arguments = [&["-p", "one,two", "-o", "json"], arguments].concat();
        let text = world.run(&arguments).stdout.split_whitespace().collect::<String>();
        assert_eq!(text.matches(NUMBERS).count(), 2, "{arguments:?}: {text}");
    }
}
