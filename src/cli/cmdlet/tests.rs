use clap::CommandFactory as _;

use super::*;
use crate::cli::Cli;

/// The arguments behind the program's name.
fn line(arguments: &[&str]) -> Result<Vec<String>> {
    let all: Vec<OsString> =
        std::iter::once(&"syncgroup").chain(arguments).map(OsString::from).collect();
    let text = |word: &OsString| word.to_str().unwrap().replace('\0', "<inline>");
    translate(&crate::cli::parse::globals(), &all).map(|all| all[1..].iter().map(text).collect())
}

fn becomes(arguments: &[&str], expected: &[&str]) {
    assert_eq!(line(arguments).unwrap(), expected, "{arguments:?}");
}

fn refused(arguments: &[&str]) -> String {
    let error = line(arguments).unwrap_err();
    assert_eq!(error.code(), crate::error::Code::Usage);
    error.to_text()
}

#[test]
fn the_five_are_found_in_any_case_and_with_the_suffix() {
    for (name, command) in [
        ("New-PasswordSyncGroup", "new"),
        ("get-passwordsyncgroup", "get"),
        ("GET-PASSWORDSYNCGROUPS", "list"),
    ] {
        becomes(&[name], &[command]);
    }
}

#[test]
fn the_name_of_a_module_generation_chooses_its_path_style() {
    for (name, style, command) in [
        ("Update-PasswordSyncGroupV1", "v1", "update"),
        ("remove-passwordsyncgroupv1", "v1", "remove"),
        ("Get-PasswordSyncGroupsV1", "v1", "list"),
        ("Get-V2024PasswordSyncGroups", "v2024", "list"),
        ("New-V2025PasswordSyncGroup", "v2025", "new"),
        ("get-v2026passwordsyncgroup", "v2026", "get"),
        ("Get-BetaPasswordSyncGroups", "<inline>beta", "list"),
    ] {
        becomes(&[name], &[&format!("--api-version={style}"), command]);
        becomes(&["--api-version", "v3", name], &["--api-version", "v3", command]);
        becomes(&[name, "--api-version=v3"], &[command, "--api-version=v3"]);
    }
}

#[test]
fn parameters_may_stand_in_their_positions() {
    becomes(&["Get-PasswordSyncGroup", "x"], &["get", "x"]);
    becomes(
        &["Get-PasswordSyncGroups", "10", "0", "$true"],
        &["list", "--limit=10", "--offset=0", "--count"],
    );
    becomes(
        &["Get-PasswordSyncGroups", "-Offset", "5", "10"],
        &["list", "--offset=5", "--limit=10"],
    );
    becomes(&["Update-PasswordSyncGroup", "x", "body.json"], &["update", "x", "--file=body.json"]);
    becomes(
        &["Update-PasswordSyncGroup", "-Id", "x", "body.json"],
        &["update", "x", "--file=body.json"],
    );
    becomes(&["New-PasswordSyncGroup", "body.json"], &["new", "--file=body.json"]);
    becomes(
        &["Get-PasswordSyncGroups", "-o", "id", "--name", "T*", "7"],
        &["list", "-o", "id", "--name", "T*", "--limit=7"],
    );
    assert!(refused(&["Get-PasswordSyncGroups", "1", "2", "maybe"]).contains("true or false"));
}

#[test]
fn the_contracts_own_lines() {
    becomes(
        &["Get-PasswordSyncGroups", "-Limit", "10", "-Count", "$true"],
        &["list", "--limit=10", "--count"],
    );
    becomes(
        &[
            "Update-PasswordSyncGroup",
            "-Id",
            "x",
            "-PasswordSyncGroup",
            "body.json",
            "-WithHttpInfo",
        ],
        &["update", "x", "--file=body.json", "--include"],
    );
    becomes(&["Remove-PasswordSyncGroup", "-Id", "x", "-Confirm:false"], &["remove", "x", "--yes"]);
    becomes(&["Remove-PasswordSyncGroup", "-Id", "x", "-WhatIf"], &["remove", "x", "--dry-run"]);
    becomes(&["Remove-PasswordSyncGroup", "-Id", "x"], &["remove", "x"]);
}

#[test]
fn only_the_commands_place_counts() {
    for arguments in [
        &["list", "--name", "Get-PasswordSyncGroups"][..],
        &["get", "Get-PasswordSyncGroup", "-Id"],
        &["-p", "Get-PasswordSyncGroups", "list"],
        &["--columns", "New-PasswordSyncGroup", "list"],
        &["-qp", "Get-PasswordSyncGroups", "list"],
        &["--", "Get-PasswordSyncGroups"],
        &["-q"],
        &[],
    ] {
        becomes(arguments, arguments);
    }
}

#[test]
fn global_options_may_stand_before_it_and_ours_behind() {
    becomes(
        &[
            "-p",
            "sandbox",
            "-vv",
            "--output=json",
            "-ojson",
            "-qp",
            "x",
            "Get-PasswordSyncGroups",
            "-o",
            "id",
        ],
        &["-p", "sandbox", "-vv", "--output=json", "-ojson", "-qp", "x", "list", "-o", "id"],
    );
    becomes(
        &["Get-PasswordSyncGroup", "x", "-q", "-ojson", "--retries", "1", "-vv"],
        &["get", "x", "-q", "-ojson", "--retries", "1", "-vv"],
    );
}

#[test]
fn parameters_are_taken_in_any_case_but_not_abbreviated() {
    becomes(
        &["Get-PasswordSyncGroups", "-limit", "1", "-OFFSET", "2"],
        &["list", "--limit=1", "--offset=2"],
    );
    assert!(refused(&["Get-PasswordSyncGroups", "-Lim", "1"]).contains("did you mean `-Limit`?"));
    becomes(&["Get-PasswordSyncGroups", "-Limit:5", "-Count:$false"], &["list", "--limit=5"]);
    becomes(&["Get-PasswordSyncGroups", "--limit", "1"], &["list", "--limit", "1"]);
}

#[test]
fn the_next_argument_is_taken_verbatim() {
    becomes(&["Get-PasswordSyncGroup", "-Id", "-Count"], &["get", "id:-Count"]);
    becomes(&["Get-PasswordSyncGroup", "-Id", "-"], &["get", "id:-"]);
    becomes(&["Get-PasswordSyncGroups", "-Limit", "-1"], &["list", "--limit=-1"]);
    becomes(&["New-PasswordSyncGroup", "-PasswordSyncGroup", "-"], &["new", "--file=-"]);
    becomes(
        &["New-PasswordSyncGroup", "-PasswordSyncGroup", "-x.json"],
        &["new", "--file=-x.json"],
    );
    becomes(&["Get-PasswordSyncGroup", "-Id:a:b"], &["get", "a:b"]);
    becomes(&["Get-PasswordSyncGroup", "--", "-Id"], &["get", "--", "-Id"]);
}

#[test]
fn a_body_may_be_json_itself() {
    becomes(
        &["New-PasswordSyncGroup", "-PasswordSyncGroup", " {\"name\":\"a\"}"],
        &["new", "--file=<inline> {\"name\":\"a\"}"],
    );
    becomes(&["New-PasswordSyncGroup", "-PasswordSyncGroup:[]"], &["new", "--file=<inline>[]"]);
}

#[test]
fn truth_has_six_words_and_a_bare_switch_is_true() {
    for (word, expected) in [
        ("true", true),
        ("$True", true),
        ("1", true),
        ("FALSE", false),
        ("$false", false),
        ("0", false),
    ] {
        let list: &[&str] = if expected { &["list", "--count"] } else { &["list"] };
        becomes(&["Get-PasswordSyncGroups", "-Count", word], list);
        becomes(&["Get-PasswordSyncGroups", &format!("-Count:{word}")], list);
    }
    becomes(&["Get-PasswordSyncGroups", "-Count"], &["list", "--count"]);
    becomes(
        &["Get-PasswordSyncGroups", "-Count", "-Limit", "1"],
        &["list", "--count", "--limit=1"],
    );
    becomes(&["Get-PasswordSyncGroup", "-WithHttpInfo", "x"], &["get", "--include", "x"]);
    assert!(refused(&["Get-PasswordSyncGroups", "-Count:maybe"]).contains("`maybe`"));
}

#[test]
fn what_a_shell_swallowed_is_named() {
    for arguments in [
        &["Remove-PasswordSyncGroup", "-Id", "x", "-Confirm:"][..],
        &["Get-PasswordSyncGroups", "-Count:"],
    ] {
        assert!(refused(arguments).contains("your shell expanded `$false` to nothing; quote it"));
    }
    assert!(refused(&["Get-PasswordSyncGroup", "-Id:"]).contains("expanded a variable to nothing"));
    assert!(refused(&["Get-PasswordSyncGroup", "-Id"]).contains("`-Id` needs a value"));
    assert!(refused(&["Get-PasswordSyncGroup", "-Id", "a", "-id", "b"]).contains("more than once"));
}

#[test]
fn what_cannot_be_mapped_is_named_with_our_spelling() {
    for (arguments, words) in [
        (&["Get-PasswordSyncGroups", "-Verbose"][..], "hint: -v shows"),
        (&["Get-PasswordSyncGroups", "-debug"], "hint: -vv"),
        (&["Get-PasswordSyncGroup", "-ErrorAction", "Stop"], "exit code"),
        (
            &["Get-PasswordSyncGroup", "-ErrorAction:Stop"],
            "`-ErrorAction` is a common parameter of PowerShell",
        ),
        (&["Get-PasswordSyncGroup", "-OutBuffer", "1"], "`-OutBuffer`"),
        (&["Get-PasswordSyncGroup", "-Limit", "1"], "no parameter `-Limit`, only `-Id`"),
        (&["New-PasswordSyncGroup", "-Id", "x"], "no parameter `-Id`"),
        (&["New-PasswordSyncGroup", "-Confirm"], "`new` does not ask"),
        (&["Initialize-PasswordSyncGroup", "-Name", "x"], "syncgroup new --template"),
        (&["convertfrom-jsontopasswordsyncgroupv1"], "syncgroup check -f"),
        (&["Get-V2031PasswordSyncGroup"], "hint: syncgroup Get-PasswordSyncGroup\n"),
        (&["Get-PasswordSyncGrups"], "did you mean `Get-PasswordSyncGroups`?"),
        (&["set-passwordsyncgroup"], "did you mean `Update-PasswordSyncGroup`?"),
        (&["Get-Sources"], "hint: syncgroup sources"),
        (&["Get-IdentityProfiles"], "syncgroup api METHOD PATH"),
        (&["Get-PasswordSyncGroups", "-Filters", "x"], "hint: --name GLOB"),
        (&["Get-PasswordSyncGroups", "-sorters", "x"], "hint: --sort COLUMN"),
        (&["Get-PasswordSyncGroups", "-Limits", "1"], "did you mean `-Limit`?"),
        (&["Get-PasswordSyncGroups", "-Count", "yes"], "`-Count` is true or false, and not `yes`"),
        (&["Update-PasswordSyncGroup", "-Id", "x", "-Name", "y"], "hint: --name NAME"),
        (&["Remove-PasswordSyncGroup", "x", "-Force"], "hint: -Confirm:false, or --yes"),
        (&["New-PasswordSyncGroup", "-Zzz"], "hint: syncgroup new --help"),
    ] {
        let text = refused(arguments);
        assert!(text.contains(words), "{arguments:?}: {text}");
    }
    becomes(&["Remove-PasswordSyncGroup", "x", "-Confirm"], &["remove", "x"]);
}

#[test]
fn a_word_with_a_dash_is_no_cmdlet_by_that_alone() {
    becomes(&["list-groups"], &["list-groups"]);
    becomes(&["-"], &["-"]);
}

#[test]
fn a_parameter_behind_our_command_is_told_in_our_spelling() {
    let told = |arguments: &[&str]| ours(&arguments.iter().map(OsString::from).collect::<Vec<_>>());
    for (arguments, spelling) in [
        (&["list", "-Limit", "1"][..], "`-Limit` is the cmdlets'; here: --limit"),
        (
            &["get", "-Id:x"],
            "`-Id` is the cmdlets'; here: an ID or a name stands without an option",
        ),
        (
            &["new", "-PasswordSyncGroup", "x"],
            "`-PasswordSyncGroup` is the cmdlets'; here: --file FILE",
        ),
    ] {
        assert_eq!(told(arguments).as_deref(), Some(spelling));
    }
    assert_eq!(told(&["list", "-limit", "--limt"]), None);
}

#[test]
fn every_parameter_leads_to_an_option_that_there_is() {
    for cmdlet in &CMDLETS {
        let command = Cli::command();
        let command = command.find_subcommand(cmdlet.command).unwrap().clone();
        let globals = Cli::command();
        let known = |option: &str| {
            let mut all = command.get_arguments().chain(globals.get_arguments());
            all.any(|arg| arg.get_long() == option.strip_prefix("--"))
        };
        for (name, meaning) in cmdlet.parameters {
            let option = match meaning {
                Target => continue,
                Value(option) | Switch(option) => option,
                Body => "--file",
                Confirm { .. } => "--yes",
            };
            assert!(known(option), "{name} of {}", cmdlet.name);
        }
    }
}
