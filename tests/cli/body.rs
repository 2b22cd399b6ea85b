//! Bad input: one clear error, exit 2, nothing sent.

use snapbox::str;

use crate::world::{GROUP, World, body};

#[track_caller]
fn refuses(world: &World, content: impl AsRef<[u8]>, words: &[&str]) {
    let mut run = world
        .sandbox_with(&["new", "-f", "-", "-v"], content)
        .exits(2)
        .without_answer()
        .does_not_say("POST /v3");
    for word in words {
        run = run.says(word);
    }
}

#[test]
fn syntax_errors_name_line_and_column() {
    let world = World::new();
    refuses(&world, "{\n  \"name\": \"x\"\n  \"y\": 1}", &["stdin:3:3"]);
    refuses(&world, "name: x\n  bad: [", &["stdin:2:"]);
    let file = world.file("group.json", "{\"name\": }");
    world.sandbox(&["new", "-f", &file]).exits(2).without_answer().says(&format!("{file}:1:10"));
    let file = world.file("group.yaml", "name: 'x\n");
    world.sandbox(&["new", "-f", &file]).exits(2).without_answer().says(&format!("{file}:"));
}

#[test]
fn an_unknown_key_names_its_place_and_the_nearest_known_one() {
    let world = World::new();
    refuses(
        &world,
        "name: x\nsourceIDs: []\n",
        &["stdin:2:1: unknown key `sourceIDs`", "did you mean `sourceIds`?"],
    );
    refuses(
        &world,
        "{\"nmae\": \"x\"}",
        &["stdin:1:2: unknown key `nmae`", "did you mean `name`?"],
    );
    refuses(&world, "[{\"name\": \"x\"},\n {\"zzz\": 1}]", &["stdin:2:3: unknown key `zzz`"]);
}

#[test]
fn a_key_twice_is_an_error() {
    refuses(&World::new(), "{\"name\": \"a\", \"name\": \"b\"}", &["name", "stdin:1:"]);
}

#[test]
fn what_is_no_object_or_array_of_objects_is_refused() {
    let world = World::new();
    for content in ["7", "\"text\"", "true", "[1]", "[[]]", "[]"] {
        refuses(&world, content, &["stdin:1:"]);
    }
}

#[test]
fn wrong_types_are_named() {
    let world = World::new();
    refuses(&world, "{\"name\": 7}", &["`name` must be a text", "stdin:1:10"]);
    refuses(&world, "{\"sourceIds\": \"a\"}", &["`sourceIds` must be a list of texts"]);
    refuses(&world, "{\"sourceIds\": [1]}", &["an element of `sourceIds` must be a text"]);
}

#[test]
fn empty_and_binary_input_is_refused() {
    let world = World::new();
    for content in [&b""[..], b"  \n", b"# only a comment\n"] {
        refuses(&world, content, &["stdin", "empty"]);
    }
    refuses(&world, b"\x00\x01\x02\xff\xfe", &["stdin"]);
    refuses(&world, b"\x89PNG\r\n\x1a\n\x00\x00", &["stdin"]);
}

#[test]
fn a_body_of_a_hundred_megabytes_is_refused_before_it_is_parsed() {
    let world = World::new();
    let file = world.path("large.json");
    std::fs::File::create(&file).unwrap().set_len(100 << 20).unwrap();
    world.sandbox(&["new", "-f", file.to_str().unwrap()]).shows(str![[r#"
exit code 2
--- stderr
error: `[HOME]/large.json` is larger than 64 MiB, the most that is read
  hint: split it into several files

"#]]);
}

#[test]
fn utf16_and_a_byte_order_mark_are_read() {
    let world = World::new();
    let text =
        body("Über", &["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"]);
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(
        world.sandbox_with(&["new", "-f", "-", "-n", "-ojson"], utf16).exits(0).json()["requests"]
            [0]["body"]["name"],
        "Über"
    );
    let marked = format!("\u{feff}{}", text.replace(',', ",\r\n"));
    world.sandbox_with(&["new", "-f", "-", "-n"], marked).exits(0);
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let world = World::new();
    world.sandbox(&["new", "-f", "absent.json"]).shows(str![[r#"
exit code 2
--- stderr
error: cannot read `absent.json`
  cause: No such file or directory (os error 2)

"#]]);
    world.sandbox(&["new", "-f", "."]).shows(str![[r#"
exit code 2
--- stderr
error: cannot read `.`: it is a directory

"#]]);
    world.sandbox(&["update", GROUP, "-f", "."]).shows(str![[r#"
exit code 2
--- stderr
error: cannot read `.`: it is a directory

"#]]);
}

#[test]
fn stdin_is_one_body() {
    World::new().sandbox(&["new", "-f", "-", "-f", "-"]).shows(str![[r#"
exit code 2
--- stderr
error: stdin can be read only once, and `-f -` was given more than once

"#]]);
    World::new().sandbox(&["get", "-", GROUP]).shows(str![[r#"
exit code 2
--- stderr
error: `-` reads the groups from stdin and stands alone

"#]]);
}

#[test]
fn nothing_to_create_names_the_ways() {
    World::new().sandbox(&["new"]).shows(str![[r#"
exit code 2
--- stderr
error: nothing says which group to create
  hint: syncgroup new --template > group.json
  hint: syncgroup -p sandbox new --name NAME --policy POLICY --source SOURCE --source SOURCE

"#]]);
    World::new().sandbox(&["new", "--name", "x"]).shows(str![[r#"
exit code 2
--- stderr
error: a new sync group needs `passwordPolicyId`, `sourceIds`
  hint: add --policy POLICY --source SOURCE

"#]]);
}

const STRONG: &str = "2c91808d744ba0ce01746f93b6204501";

/// The bodies that a dry run of `new` would send.
fn sent(world: &World, content: &str) -> serde_json::Value {
    let run = world.sandbox_with(&["new", "-f", "-", "-n", "-o", "json", "--no-check"], content);
    let mut bodies: Vec<_> = run.exits(0).json()["requests"].as_array().unwrap().clone();
    bodies.iter_mut().map(|request| request["body"].take()).collect()
}

#[test]
fn every_key_of_a_body_takes_names_and_ids() {
    let world = World::new();
    let expected = sent(
        &world,
        "name: A\npolicy: Strong\nsources: [G Suite, ServiceNow]\nid: x\ncreated: y\n",
    );
    assert!(expected[0]["sourceIds"][1].as_str().unwrap().len() == 32, "{expected}");
    assert_eq!(expected[0]["passwordPolicyId"], STRONG);
    for body in [
        "name: A\npasswordPolicyId: Strong\nsourceIds: [G Suite, 'name:ServiceNow']\n".to_owned(),
        format!("name: A\npasswordPolicy: id:{STRONG}\nsources: ['name:G Suite', ServiceNow]\n"),
        "name,policy,sources\nA,Strong,G Suite;ServiceNow\n".to_owned(),
        "name;passwordPolicyId;source;source\r\nA;Strong;G Suite;ServiceNow\r\n".to_owned(),
    ] {
        assert_eq!(sent(&world, &body), expected, "{body}");
    }
}

#[test]
fn a_name_in_a_body_that_leads_nowhere_has_its_place() {
    let world = World::new();
    let body = "name: A\npolicy: strong\nsources: [G Suite, ServiceNow]\n";
    let run = world.sandbox_with(&["new", "-f", "-"], body).exits(3);
    drop(run.says("stdin:2:9: password policy `strong`").says("did you mean `Strong`?"));
    let body = "name,policy,sources\nA,Strong,G Suite;ServiceNo\nB,Wek,G Suite;ServiceNow\n";
    let run = world.sandbox_with(&["new", "-f", "-"], body).exits(3).says("stdin:2:10: ");
    drop(run.says("stdin:3:3: ").says("2 names"));
}

#[test]
fn what_a_list_prints_as_csv_can_be_sent_again() {
    let world = World::new();
    let list = world.sandbox(&["list", "-o", "csv"]).exits(0).stdout;
    let expected = world.sandbox(&["list", "-o", "json"]).exits(0).json();
    let sent = sent(&world, &list);
    assert_eq!(sent.as_array().unwrap().len(), expected.as_array().unwrap().len());
    for (sent, group) in sent.as_array().unwrap().iter().zip(expected.as_array().unwrap()) {
        for key in ["name", "passwordPolicyId", "sourceIds"] {
            assert_eq!(sent[key], group[key], "{list}");
        }
    }
}

#[test]
fn a_list_as_tsv_is_read_by_every_command_that_takes_groups() {
    let world = World::new();
    for name in ["a\tb", "a,b;c|d", "\"quoted\"", "=1+1", "line\nbreak", " padded"] {
        let new = ["new", "--name", name, "--policy", "Basic", "--source", "Salesforce"];
        world.sandbox(&[&new[..], &["--source", "G Suite", "--no-check"]].concat()).exits(0);
        let list = world.sandbox(&["list", "-o", "tsv"]).exits(0).stdout;
        assert!(list.starts_with("id\tname\tpolicy\tsources\n"), "{list}");
        let get = world.sandbox_with(&["get", "-", "-o", "json"], &list).exits(0);
        let names: Vec<serde_json::Value> =
            get.json().as_array().unwrap().iter().map(|group| group["name"].clone()).collect();
        assert!(names.contains(&serde_json::Value::from(name)), "{name:?}: {names:?}");
        let diff = world.sandbox_with(&["diff", "-f", "-", "--exit-code"], &list);
        diff.exits(0).says("nothing to change");
        let again = ["new", "-f", "-", "--no-check", "-n", "-o", "json"];
        let again = world.sandbox_with(&again, &list).exits(0).json();
        let sent: Vec<&serde_json::Value> = again["requests"]
            .as_array()
            .unwrap()
            .iter()
            .map(|request| &request["body"]["name"])
            .collect();
        assert!(sent.contains(&&serde_json::Value::from(name)), "{name:?}: {sent:?}");
        world.sandbox(&["remove", &format!("name:{name}"), "-y", "-q"]).exits(0);
    }
}
