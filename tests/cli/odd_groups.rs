//! Groups that a tenant holds although no change could bring them about, and names that are hard to tell apart.

use serde_json::{Value, json};

use crate::scripted::{Act, Scripted, surroundings};
use crate::world::{GROUP, POLICY, Run, SOURCES, World};

/// A tenant whose groups lack sources or a policy, beside one that is whole.
fn tenant() -> Scripted {
    Scripted::tenant(|seen, _| match seen.target().rsplit('/').next().unwrap_or_default() {
        "password-sync-groups" => Act::list([
            json!({"id": "g1", "name": "Null", "passwordPolicyId": POLICY, "sourceIds": null}),
            json!({"id": "g2", "name": "Empty", "passwordPolicyId": POLICY, "sourceIds": []}),
            json!({"id": "g3", "name": "Lawless", "passwordPolicyId": null, "sourceIds": ["x"]}),
            json!({"id": "g4", "name": "Whole", "passwordPolicyId": POLICY, "sourceIds": SOURCES}),
        ]),
        "sources" => Act::list(
            ["x", SOURCES[0], SOURCES[1]].map(|id| json!({"id": id, "name": format!("S{id}")})),
        ),
        "password-policies" => Act::list([
            json!({"id": POLICY, "name": "Strong"}),
            json!({"id": "basic", "name": "Basic"}),
        ]),
        _ => surroundings(seen),
    })
}

fn diff(world: &World, tenant: &Scripted, manifest: &str) -> Run {
    let file = world.file("groups.yaml", manifest);
    world.command(&["diff", "-f", &file, "--exit-code"]).at(tenant).run()
}

#[test]
fn an_export_names_odd_groups_and_differs_from_nothing() {
    let (world, tenant) = (World::new(), tenant());
    for format in ["yaml", "json"] {
        let run = world.command(&["export", "-o", format]).at(&tenant).run().exits(0);
        let manifest = run.stdout.clone();
        run.says("warning: group `Null` has no source")
            .says("warning: group `Empty` has no source")
            .says("warning: group `Lawless` has one source")
            .says("warning: group `Lawless` has no password policy")
            .does_not_say("`Whole`");
        diff(&world, &tenant, &manifest).exits(0).without_answer();
    }
}

#[test]
fn odd_groups_do_not_stand_in_the_way_of_the_others() {
    let (world, tenant) = (World::new(), tenant());
    let export = world.command(&["export"]).at(&tenant).run().exits(0).stdout;
    let whole = export.rfind("name: Whole").unwrap();
    let changed = export[..whole].to_owned()
        + &export[whole..].replace("passwordPolicy: Strong", "passwordPolicy: Basic");
    let run = diff(&world, &tenant, &changed).exits(10);
    assert!(run.stdout.contains("+passwordPolicy: Basic"), "{}", run.stdout);
    assert!(!run.stdout.contains("Lawless"), "{}", run.stdout);
}

#[test]
fn a_change_of_an_odd_group_must_mend_it() {
    let (world, tenant) = (World::new(), tenant());
    let export = world.command(&["export", "--ids"]).at(&tenant).run().exits(0).stdout;
    let renamed = export.replace("name: Empty", "name: Renamed");
    diff(&world, &tenant, &renamed).exits(2).says("no source in `sourceIds`");
    let renamed = export.replace("name: Lawless", "name: Renamed");
    diff(&world, &tenant, &renamed).exits(2).says("group `Renamed` has no `passwordPolicy`");
}

#[test]
fn a_blank_name_is_refused_before_anything_is_sent() {
    let (world, tenant) = (World::new(), tenant());
    let body = |name: &str| {
        json!({"name": name, "passwordPolicyId": POLICY, "sourceIds": SOURCES}).to_string()
    };
    for blank in ["", " ", "\t", "\u{a0}", "\u{200b}"] {
        let options = ["--policy", POLICY, "--source", SOURCES[0], "--source", SOURCES[1]];
        let new = [&["new", "--name", blank][..], &options].concat();
        let bodies = ["new", "-f", "-"];
        let update = ["update", "g4", "--name", blank];
        let updated = ["update", "g4", "-f", "-"];
        let manifest = ["apply", "-f", "-", "-y"];
        for arguments in [&new[..], &bodies, &update, &updated, &manifest] {
            let run = world.command(arguments).stdin(body(blank)).at(&tenant).run().exits(2);
            drop(run.without_answer().says("blank"));
        }
    }
    let sent = tenant.seen();
    assert!(sent.iter().all(|seen| seen.line.starts_with("GET ") || seen.line.contains("oauth")));
}

#[test]
fn new_warns_of_a_name_that_looks_like_an_existing_one() {
    let free = ["--policy", "Strong", "--source", "G Suite", "--source", "ServiceNow", "-n"];
    let world = World::new();
    world.sandbox(&["update", GROUP, "--name", "Caf\u{e9} 1"]).exits(0);
    for name in ["Cafe\u{301} 1", "caf\u{e9} 1", "Caf\u{e9}\u{a0}1", "Caf\u{e9} 1 "] {
        let run = world.sandbox(&[&["new", "--name", name][..], &free].concat()).exits(0);
        drop(run.says("warning: there is a sync group named `Caf\u{e9} 1`").says(GROUP));
    }
    let run = world.sandbox(&[&["new", "--name", "Cafe 1"][..], &free].concat()).exits(0);
    drop(run.does_not_say("there is a sync group named"));
    world.sandbox(&["get", "Cafe\u{301} 1"]).exits(3).says("did you mean `Caf\u{e9} 1`?");
}

#[test]
fn a_suggestion_never_does_something_else() {
    let world = World::new();
    for (arguments, wrong) in [
        (&["plan"][..], "man"),
        (&["import"], "export"),
        (&["list", "--query", "x"], "quiet"),
        (&["help", "plan"], "man"),
    ] {
        let run = world.run(arguments).exits(2);
        assert!(!run.stderr.contains(&format!("`{wrong}`")), "{}", run.stderr);
        assert!(!run.stderr.contains(&format!("'{wrong}'")), "{}", run.stderr);
        drop(run.does_not_say("did you mean").does_not_say("similar"));
    }
    // Nor does the usage name an option that nobody typed.
    world.run(&["diff", "--no-check"]).exits(2).says("hint: syncgroup diff --help\n");
    world.run(&["lsit"]).exits(2).says("  hint: syncgroup list\n");
    world.run(&["list", "--limt", "3"]).exits(2).says("  hint: syncgroup list --limit 3\n");
    world.sandbox(&["list", "--sort", "nm"]).exits(2).says("did you mean `name`?");
    world.sandbox(&["list", "--columns", "nm"]).exits(2).says("did you mean `name`?");
    world.sandbox(&["list", "-o", "jsno"]).exits(2).says("did you mean `json`?");
}

#[test]
fn list_resolves_names_as_get_does() {
    let world = World::plain();
    let list = world.sandbox(&["list", "--resolve", "-o", "json"]).quietly().json();
    let get: Value = world.sandbox(&["get", GROUP, "--resolve", "-o", "json"]).quietly().json();
    assert_eq!(list[0], get);
    assert_eq!(list[0]["passwordPolicyName"], "Strong");
    assert_eq!(list[0]["sourceNames"], json!(["ActiveDirectory", "GitHub"]));
}
