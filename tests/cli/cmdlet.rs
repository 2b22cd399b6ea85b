//! The cmdlets' own spelling, through a real shell: what it swallows is a part of the matter.

use crate::world::{GROUP, POLICY, Run, SOURCES, World};

/// A line as a script has it, with the program in front.
fn line(world: &World, line: &str) -> Run {
    if cfg!(unix) {
        return world.script(&format!("syncgroup -p sandbox {line}")).run();
    }
    let words = shlex::split(line).unwrap();
    world.sandbox(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_hint_names_the_profile_however_it_was_typed() {
    let world = World::new();
    for profile in [&["-p", "sandbox"][..], &["-psandbox"], &["-qp", "sandbox"], &["-vpsandbox"]] {
        let run = world.run(&[profile, &["Get-Sources"]].concat()).exits(2);
        run.says("hint: syncgroup -p sandbox sources\n");
        let run = world.run(&[profile, &["lst"]].concat()).exits(2);
        run.says(&format!("hint: syncgroup {} list\n", profile.join(" ")));
    }
    let by_variable = world.command(&["--all-profiles", "lst"]).env("SYNCGROUP_PROFILE", "sandbox");
    by_variable.run().exits(2).says("hint: syncgroup --all-profiles list\n");
    let line = ["Update-PasswordSyncGroup", "-passwordsyncgroup", "x.json", "-Nonsense"];
    world.run(&line).exits(2).does_not_say("-p asswordsyncgroup");
}

#[test]
fn every_cmdlet_does_what_its_command_does() {
    let world = World::new();
    let same = |cmdlet: &str, ours: &[&str]| {
        let (one, other) = (line(&world, cmdlet).exits(0), world.sandbox(ours).exits(0));
        assert_eq!((one.stdout, one.stderr), (other.stdout, other.stderr), "{cmdlet}");
    };
    same("Get-PasswordSyncGroups -Limit 10 -Count '$true'", &["list", "--limit", "10", "--count"]);
    same("get-passwordsyncgroupsv1 -offset 1 -limit:5", &["list", "--offset", "1", "--limit", "5"]);
    same(&format!("Get-PasswordSyncGroup -Id {GROUP} -o json"), &["get", GROUP, "-o", "json"]);
    world.file(
        "body.json",
        format!(
            r#"{{"name":"Renamed","passwordPolicyId":"{POLICY}","sourceIds":["{}","{}"]}}"#,
            SOURCES[0], SOURCES[1]
        ),
    );
    let update = format!(
        "Update-PasswordSyncGroup -Id {GROUP} -PasswordSyncGroup body.json -WithHttpInfo -o json"
    );
    let reply = line(&world, &update).exits(0).json();
    assert_eq!(
        (&reply["StatusCode"], &reply["Response"]["name"]),
        (&200.into(), &"Renamed".into())
    );
    line(&world, &format!("Remove-PasswordSyncGroup -Id {GROUP} -Confirm:false")).exits(0);
    line(&world, &format!("Get-PasswordSyncGroup -Id {GROUP}")).exits(3).without_answer();
}

#[cfg(unix)]
#[test]
fn a_body_is_a_path_stdin_or_json_itself() {
    let world = World::new();
    let body = |name: &str| {
        format!(
            r#"{{"name":"{name}","passwordPolicyId":"{POLICY}","sourceIds":["{}","{}"]}}"#,
            SOURCES[0], SOURCES[1]
        )
    };
    let preview = "New-PasswordSyncGroup -WhatIf -o json -PasswordSyncGroup";
    let name = |run: Run| run.exits(0).json()["requests"][0]["body"]["name"].clone();
    world.file("b.json", body("by path"));
    assert_eq!(name(line(&world, &format!("{preview} b.json"))), "by path");
    assert_eq!(name(line(&world, &format!("{preview} '{}'", body("inline")))), "inline");
    let piped = format!("printf '%s' '{}' | syncgroup -p sandbox {preview} -", body("piped"));
    assert_eq!(name(world.script(&piped).run()), "piped");
    line(&world, &format!("{preview} '{{\"name\": 1}}'")).exits(2).says("`name` must be a text");
}

#[cfg(unix)]
#[test]
fn what_the_shell_swallows_is_named_and_nothing_is_deleted() {
    let world = World::new();
    let remove = format!("Remove-PasswordSyncGroup -Id {GROUP}");
    for swallowed in ["-Confirm:$false", "\"-Confirm:$false\""] {
        line(&world, &format!("{remove} {swallowed}"))
            .exits(2)
            .without_answer()
            .says("your shell expanded `$false` to nothing; quote it")
            .says("'-Confirm:$false'");
    }
    line(&world, &remove).exits(2).says("--yes");
    line(&world, &format!("{remove} -WhatIf")).exits(0);
    line(&world, &format!("{remove} '-WhatIf:$false'")).exits(2).says("--yes");
    line(&world, "Get-PasswordSyncGroups -o id")
        .exits(0)
        .stdout
        .contains(GROUP)
        .then_some(())
        .unwrap();
    line(&world, &format!("{remove} '-Confirm:$false'")).exits(0);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_mapped_is_named_as_json_where_that_was_asked_for() {
    let world = World::new();
    for (cmdlet, hint) in [
        ("Initialize-PasswordSyncGroup -Name x", "syncgroup new --template > group.json"),
        ("ConvertFrom-JsonToPasswordSyncGroup '{}'", "syncgroup -p sandbox check -f group.json"),
        ("Get-PasswordSyncGroups -Verbose", "-v shows each request"),
    ] {
        let run = line(&world, &format!("{cmdlet} -o json")).exits(2).without_answer();
        assert_eq!(run.error()["hints"][0], hint);
    }
}

#[test]
fn a_cmdlets_parameter_behind_our_command_is_told_in_our_spelling() {
    let world = World::new();
    let run = world.sandbox(&["list", "-Limit", "1"]).exits(2).without_answer();
    assert_eq!(
        run.stderr,
        "error: `-Limit` needs two dashes\n  hint: syncgroup -p sandbox list --limit 1\n"
    );
    let run = world.sandbox(&["get", "-Id", "x"]).exits(2);
    run.says("an ID or a name stands without an option").does_not_say("as a value");
    let run = line(&world, "Get-PasswordSyncGroups -Limit many").exits(2).says("'many'");
    run.does_not_say("is the cmdlets'");
    line(&world, "Get-PasswordSyncGroups -Limits 1").exits(2).says("did you mean `-Limit`?");
    line(&world, "Get-PasswordSyncGrups").exits(2).says("did you mean `Get-PasswordSyncGroups`?");
}

#[test]
fn the_name_of_a_module_generation_asks_in_its_path_style() {
    let world = World::new();
    for (name, path) in [
        ("Get-PasswordSyncGroupsV1", "/password-sync-groups/v1?"),
        ("Get-V2024PasswordSyncGroups", "/v2024/password-sync-groups?"),
        ("Get-BetaPasswordSyncGroups", "/beta/password-sync-groups?"),
        ("Get-PasswordSyncGroups", "/v3/password-sync-groups?"),
    ] {
        world.sandbox(&[name, "1", "0", "$true", "-o", "id", "-v"]).exits(0).says(path);
    }
    world.sandbox(&["--api-version", "beta", "list"]).exits(2).says("must be one of v3");
    world
        .sandbox(&["Get-BetaPasswordSyncGroups", "--api-version", "v2025", "-o", "id", "-v"])
        .exits(0)
        .says("/v2025/password-sync-groups?");
    let none = "00000000-0000-4000-8000-000000000000";
    world.sandbox(&["Get-PasswordSyncGroup", none]).exits(3);
}
