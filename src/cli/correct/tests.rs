//! What is typed, and the line to type instead.

use crate::command_line::Invocation;

use super::words::COMMANDS;
use super::*;

mod files;

fn answer(typed: &str) -> String {
    let words = shlex::split(typed).unwrap().into_iter().map(OsString::from);
    let words: Vec<OsString> = words.collect();
    let dash = single_dash(&words).and_then(|(_, _, line)| line);
    let line = dash.or_else(|| line(&words));
    let line = line.unwrap_or_else(|| panic!("no line to type for `{typed}`"));
    line.print(&Invocation::default())
}

#[test]
fn what_other_programs_call_it_is_answered_with_a_line_that_parses() {
    for (typed, expected) in [
        ("edit 'Head Office'", "update 'Head Office' --edit"),
        ("rename 'Head Office' HQ", "update 'Head Office' --name HQ"),
        ("-p prod plan -f g.yaml", "-p prod diff -f g.yaml"),
        ("config", "profile show"),
        ("auth", "login"),
        ("lsit", "list"),
        ("list --json", "list --output=json"),
        ("list --format json", "list --output json"),
        ("list --format=json", "list --output=json"),
        ("list --fromat json", "list --output json"),
        ("list --query '.[].id'", "list --jq '.[].id'"),
        ("apply -f g.yaml --auto-approve", "apply -f g.yaml --yes"),
        ("remove X --force", "remove X --yes"),
        ("remove X --whatif", "remove X --dry-run"),
        ("remove X --WhatIf", "remove X --dry-run"),
        ("new group.json", "new -f group.json"),
        ("diff groups.yaml", "diff -f groups.yaml"),
        ("new -name Z --policy P", "new --name Z --policy P"),
        ("list -limit 3", "list --limit 3"),
        ("new -n Z --policy P", "new --name Z --policy P"),
        ("-p prod list --limti 3 --jsno", "-p prod list --limit 3 --output=json"),
        ("list --all", "list"),
        ("profile lst", "profile list"),
        ("-p sandbox profile lst", "-p sandbox profile list"),
        ("sources 'G Suite'", "sources get 'G Suite'"),
        ("policies list -o json", "policies -o json"),
        ("sources describe GitHub", "sources get GitHub"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn every_command_of_the_table_is_one_of_ours_under_another_name() {
    for (word, right) in COMMANDS {
        assert!(Cli::command().find_subcommand(word).is_none(), "`{word}` is a command");
        let below = word.split_once(' ').and_then(|(first, below)| {
            Cli::command().find_subcommand(first)?.find_subcommand(below).cloned()
        });
        assert!(below.is_none(), "`{word}` is a command");
        let name = right.split(' ').next().unwrap();
        assert!(Cli::command().find_subcommand(name).is_some(), "`{right}`");
    }
}

#[test]
fn a_word_that_is_there_twice_is_corrected_where_it_is_wrong() {
    for (typed, expected) in [
        ("-p test test", "-p test doctor"),
        ("-p lst profile lst", "-p lst profile list"),
        ("-p ls profile ls", "-p ls profile list"),
        ("new syncgroup", "new --name syncgroup"),
        ("list syncgroup", "list"),
        ("-p prod new prod --policy P", "-p prod new --name prod --policy P"),
        ("new --policy Strong Strong", "new --policy 'Strong Strong'"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
    for typed in ["whoami", "login", "version", "profile use", "sandbox serve", "undo 3"] {
        let words = format!("syncgroup {typed} syncgroup syncgroup");
        let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        line(&words);
    }
}

#[test]
fn what_is_turned_off_stays_off_and_a_question_stays_one() {
    for (typed, expected) in [
        ("apply -f g.yaml -auto-approve=false", "apply -f g.yaml"),
        ("remove X --force=false", "remove X"),
        ("remove X '-Confirm:$true'", "remove X"),
        ("remove X --confirm=true", "remove X"),
        ("remove X '-Confirm:$false'", "remove X --yes"),
        ("remove X -Confirm", "remove X"),
        ("remove X --confirm", "remove X --yes"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn only_names_are_joined_and_fields_are_no_names() {
    for (typed, expected) in [
        ("list -o json 'Head*'", "list -o json --name 'Head*'"),
        ("list --sort name 'Head*'", "list --sort name --name 'Head*'"),
        ("new --name My New Group", "new --name 'My New Group'"),
        ("list --json id,name", "list --output=json"),
        ("list --json id name", "list --output=json"),
        ("list --json=id,name", "list --output=json"),
        ("get X --json id,name,members", "get X --output=json"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn a_list_with_blanks_is_one_value() {
    for (typed, expected) in [
        ("list --name Sales, EMEA", "list --name 'Sales, EMEA'"),
        ("list --columns name, policy", "list --columns name,policy"),
        ("list --columns name, policy, id -q", "list --columns name,policy,id -q"),
        ("list --columns name , policy", "list --columns name,policy"),
        ("list --columns name policy", "list --columns name,policy"),
        ("list --columns name 'Head*'", "list --columns name --name 'Head*'"),
        ("list --columns=name, policy", "list --columns name,policy"),
        ("list --columns=name, policy, id -q", "list --columns name,policy,id -q"),
        ("list --columns=name , policy", "list --columns name,policy"),
        ("list --columns=name policy", "list --columns name,policy"),
        ("new --source=A, B", "new --source A --source B"),
        ("list --deny weaker-policy, source-leaves", "list --deny weaker-policy,source-leaves"),
        ("check --deny weaker-policy, source-leaves", "check --deny weaker-policy,source-leaves"),
        ("update X --deny=warnings, source-leaves", "update X --deny warnings,source-leaves"),
        (
            "update --deny warnings, source-leaves, weaker-policy X",
            "update --deny warnings,source-leaves,weaker-policy X",
        ),
        ("new --source A, B, C", "new --source A --source B --source C"),
        ("-p test, prod list", "-p test,prod list"),
        ("list -p test, prod", "list -p test,prod"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn a_name_below_a_command_is_shown_and_is_no_slip_of_a_command() {
    for (typed, expected) in [
        ("sources --name Git", "sources get Git"),
        ("sources --id 2c91", "sources get 2c91"),
        ("sources Git", "sources get Git"),
        ("policies --name=Strong", "policies get Strong"),
        ("profile List", "profile list"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn what_is_not_understood_has_no_line() {
    for typed in [
        "s frobnicate",
        "s list --frobnicate",
        "s new --limit 3 --zzz",
        "s list --page 2",
        "s list -f x",
        "s list -f",
        "s history -f",
        "s get -f",
        "s list -f Cargo.toml",
        "s update X --set name=x",
    ] {
        let words: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
        assert!(line(&words).is_none(), "{typed}");
    }
}

#[test]
fn verbs_of_other_programs_are_understood_where_a_command_of_ours_means_the_same() {
    for (typed, expected) in [
        ("inspect 'Head Office'", "get 'Head Office'"),
        ("make --name X", "new --name X"),
        ("put -f g.json", "update -f g.json"),
        ("deploy -f g.yaml", "apply -f g.yaml"),
        ("backup", "export"),
        ("lint -f g.yaml", "check -f g.yaml"),
        ("what-if -f g.yaml", "diff -f g.yaml"),
        ("mv A 'B C'", "update A --name 'B C'"),
        ("audit", "history"),
        ("log show 1", "history show 1"),
        ("history list", "history"),
        ("history get 1", "history show 1"),
        ("history 1", "history show 1"),
        ("profile create x", "profile add x"),
        ("profile delete x", "profile remove x"),
        ("profile describe x", "profile show x"),
        ("profile switch x", "profile use x"),
        ("sandbox start", "sandbox serve"),
        ("scopes", "help scopes"),
        ("dot", "graph --format dot"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn nouns_before_verbs_and_commands_of_two_words_are_understood() {
    for (typed, expected) in [
        ("group list", "list"),
        ("groups", "list"),
        ("sync-group list", "list"),
        ("password-sync-groups", "list"),
        ("psg describe X", "get X"),
        ("group 'Head Office'", "get 'Head Office'"),
        ("-p test list-groups", "-p test list"),
        ("get-groups", "list"),
        ("delete-group X", "delete X"),
        ("list sources", "sources"),
        ("list groups", "list"),
        ("auth login", "login"),
        ("auth status", "whoami"),
        ("account show", "whoami"),
        ("config set output json", "profile set output json"),
        ("config use-context prod", "profile use prod"),
        ("config view", "profile show"),
        ("workspace select prod", "profile use prod"),
        ("tenant list", "profile list"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn options_of_other_programs_are_understood() {
    for (typed, expected) in [
        ("list -l", "list --output=wide"),
        ("list -L 3", "list --limit 3"),
        ("list --per-page 5", "list --limit 5"),
        ("list -n 5", "list --limit 5"),
        ("history -n 5", "history --limit 5"),
        ("history --tail 5", "history --limit 5"),
        ("list --tenant acme", "list --profile acme"),
        ("list --only-show-errors", "list --quiet"),
        ("list -d", "list -vv"),
        ("list '-?'", "list --help"),
        ("export --out g.yaml", "export --save g.yaml"),
        ("export --format=g.yaml", "export --save=g.yaml"),
        ("get --name 'Head Office'", "get 'Head Office'"),
        ("remove --id X", "remove X"),
        ("remove X -f", "remove X --yes"),
        ("remove X -Force", "remove X --yes"),
        ("remove X '-Confirm:$false'", "remove X --yes"),
        ("remove X -Confirm", "remove X"),
        ("remove X --confirm=false", "remove X --yes"),
        ("remove X --dry-run=client", "remove X --dry-run"),
        ("remove X --dry-run=none", "remove X"),
        ("remove X --preview", "remove X --dry-run"),
        ("update X --add S", "update X --add-source S"),
        ("update X --add-sources A,B --yes", "update X --add-source A --add-source B --yes"),
        ("update X --sources=A,B", "update X --source A --source B"),
        ("update X --password-policy P", "update X --policy P"),
        ("completions pwsh", "completions powershell"),
        ("completions bsh", "completions bash"),
        ("completions --shell zsh", "completions zsh"),
        ("api /v3/sources", "api GET /v3/sources"),
        ("api -X GET /v3/sources", "api GET /v3/sources"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn values_without_their_option_or_their_quotes_are_understood() {
    for (typed, expected) in [
        ("new 'My Group' --policy P", "new --name 'My Group' --policy P"),
        ("new My Big Group --policy P", "new --name 'My Big Group' --policy P"),
        ("new --name My Big Group --policy P", "new --name 'My Big Group' --policy P"),
        ("new --policy P --source G Suite", "new --policy P --source 'G Suite'"),
        ("list 'Head*'", "list --name 'Head*'"),
        ("login acme", "login --tenant acme"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn where_something_is_missing_the_help_of_what_was_meant_is_named() {
    for (typed, expected) in [
        ("passwd", "password set --help"),
        ("password reset --user x", "password set --help"),
        ("tree", "get --help"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn a_value_behind_its_letter_is_no_option() {
    for typed in ["s list -plan", "s -pprod list", "s list -ojson", "s list --sort -name"] {
        let words: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
        assert!(single_dash(&words).is_none(), "{typed}");
    }
}
