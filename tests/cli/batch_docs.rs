//! What `docs/batch.md` names, the schema beside it, and the example client.

use std::path::Path;

use serde_json::Value;

use crate::tools::tool;
use crate::world::World;

const PAGE: &str = include_str!("../../docs/batch.md");

#[test]
fn the_committed_schema_is_what_the_program_generates() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/batch.schema.json");
    let schema = syncgroup::internals::batch_schema();
    if std::env::var_os("SYNCGROUP_WRITE_DERIVED").is_some() {
        std::fs::write(&path, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert!(
        committed == schema,
        "docs/reference/batch.schema.json is old: SYNCGROUP_WRITE_DERIVED=1 cargo test --test cli batch_docs"
    );
}

#[test]
fn the_page_names_every_operation_key_and_event() {
    let schema: Value = serde_json::from_str(&syncgroup::internals::batch_schema()).unwrap();
    let names = |kind: &str, key: &str| -> Vec<String> {
        let shapes = schema["$defs"][kind]["oneOf"].as_array().unwrap();
        let names = shapes.iter().map(|shape| &shape["properties"][key]["const"]);
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let requests = schema["$defs"]["request"]["oneOf"].as_array().unwrap().iter();
    let keys = requests.flat_map(|shape| shape["properties"].as_object().unwrap().keys().cloned());
    for name in names("request", "do").into_iter().chain(names("event", "event")).chain(keys) {
        assert!(PAGE.contains(&format!("`{name}`")), "docs/batch.md lacks `{name}`");
    }
}

#[test]
fn the_example_removes_what_matches() {
    let Some(python) = tool("python3") else { return };
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/batch.py");
    let (python, example) = (python.display(), example.display());
    let world = World::new();
    let run = |arguments: &str, tenant: &str| {
        let command = world.script(&format!("'{python}' '{example}' {arguments}"));
        command.env("SYNCGROUP_ARGS", tenant).run()
    };
    let asked = run("'Head*'", "-p sandbox");
    assert_ne!(asked.code, 0, "nobody answered");
    let groups = || world.sandbox(&["list", "-o", "id"]).exits(0).stdout.lines().count();
    assert_eq!(groups(), 2);
    let removed = run("'Head*' --yes", "-p sandbox").quietly();
    assert!(removed.stdout.starts_with("remove Head Office\n"), "{}", removed.stdout);
    assert!(
        removed.stdout.contains("become independent") && removed.stdout.ends_with("  removed\n")
    );
    assert_eq!(groups(), 1);
    run("'Head*'", "-p nosuch").exits(2).says("profile `nosuch` does not exist");
}
