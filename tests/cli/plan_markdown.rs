//! `diff -o markdown`: a plan as the comment of a pull request.

use crate::world::World;

fn markdown(world: &World, manifest: &str, more: &[&str]) -> String {
    world.file("groups.yaml", manifest);
    world
        .sandbox(&[&["diff", "-f", "groups.yaml", "-o", "markdown"], more].concat())
        .exits(0)
        .stdout
}

#[test]
fn a_group_is_created_in_words_and_its_diff_is_a_block() {
    let text = markdown(
        &World::new(),
        "- {name: Finance, policy: Basic, sources: [Salesforce, ServiceNow]}\n",
        &[],
    );
    let expected = "\
### Sync groups of `sandbox`: 1 to create

Tenant `embedded`

#### Notes

```text
the manifest does not mention 2 groups, which are left alone: `Password Sync Group 1`, `Head Office`
```

#### create sync group `Finance`

```diff
@@ -0,0 +1,5 @@
+name: Finance
+passwordPolicy: Basic
+sources:
+- Salesforce
+- ServiceNow
```

```text
`Salesforce` joins and gets policy `Basic`
`ServiceNow` joins and gets policy `Basic`
```
";
    assert_eq!(text, expected);
}

#[test]
fn what_needs_a_look_comes_first() {
    let manifest = "- {name: Head Office, policy: Basic, sources: [Entra ID, SAP ERP]}\n";
    let text = markdown(&World::new(), manifest, &["--prune", "-q"]);
    let lines = "#### Look at this first\n\n```text\nsync group `Password Sync Group 1` is deleted\nweaker policy: \
                 Strong → Basic: 1 group, 2 sources (";
    assert!(text.contains(lines), "{text}");
    assert!(text.contains("1 source leaves its group: `Snowflake` from `Head Office`\n"), "{text}");
    assert!(text.contains("\n#### delete sync group `Password Sync Group 1`\n"), "{text}");
    let broken = "- {name: Finance, policy: Basic, sources: [Salesforce, HR Extract]}\n";
    let text = markdown(&World::new(), broken, &[]);
    assert!(
        text.contains("#### `apply` refuses this plan\n\n```text\nsync group `Finance`: source")
    );
}

#[test]
fn names_neither_end_a_block_nor_notify_anybody() {
    let name = "```\\n@everyone | <!-- `x`";
    let manifest =
        format!("- {{name: \"{name}\", policy: Basic, sources: [Salesforce, ServiceNow]}}\n");
    let text = markdown(&World::new(), &manifest, &[]);
    assert!(
        text.contains("\n#### create sync group ```` ``` @everyone | <!-- `x` ````\n"),
        "{text}"
    );
    // Outside of blocks, the name stands in the title alone.
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            Some(open) if line == open => fence = None,
            None if ticks >= 3 => fence = Some(&line[..ticks]),
            None => assert!(!line.contains("@everyone") || line.starts_with("#### "), "{text}"),
            Some(_) => {}
        }
    }
    assert_eq!(fence, None, "{text}");
}

#[test]
fn a_long_plan_is_cut_and_says_what_is_left_out() {
    let world = World::new();
    world.run(&["sandbox", "reset", "--sources", "1000", "-y", "-q"]).quietly();
    let group = |number: usize| {
        let (one, two) = (2 * number + 1, 2 * number + 2);
        format!(
            "- {{name: Group {number}, policy: Basic, sources: [Free Source {one:05}, Free Source {two:05}]}}\n"
        )
    };
    let manifest: String = (0..500).map(group).collect();
    let text = markdown(&world, &manifest, &[]);
    assert!(text.chars().count() < 61_000, "{}", text.chars().count());
    assert!(text.starts_with("### Sync groups of `sandbox`: 500 to create\n"), "{text}");
    let last = text.lines().last().unwrap();
    assert!(last.contains(" more groups are not shown here.**"), "{last}");
}

#[test]
fn it_is_about_one_tenant_and_has_no_json() {
    let world = World::new();
    world.file("groups.yaml", "[]\n");
    let diff = ["diff", "-f", "groups.yaml", "-o", "markdown"];
    world.sandbox(&[&diff[..], &["--jq", "."]].concat()).exits(2).says("`--jq` filters JSON");
    world.config("[profiles.a]\nsandbox = true\n[profiles.b]\nsandbox = true\n");
    world.run(&[&diff[..], &["-p", "a,b"]].concat()).exits(2).says("several profiles are named");
    world.sandbox(&["list", "-o", "markdown"]).exits(2);
    let run = world.sandbox(&[&diff[..], &["--exit-code"]].concat()).exits(0);
    assert!(run.stdout.starts_with("### Sync groups of `sandbox`: nothing to change\n"));
}
