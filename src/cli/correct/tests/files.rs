//! `-f` of other programs, and files without it.

use super::*;

#[test]
fn an_option_for_files_is_answered_with_what_the_command_has_for_them() {
    for (typed, expected) in [
        ("get -f ids.txt", "get - < ids.txt"),
        ("get --file ids.json -o json", "get - -o json < ids.json"),
        ("get --filename=ids.csv", "get - < ids.csv"),
        ("remove -f ids.txt", "remove - < ids.txt"),
        ("get -f -", "get -"),
        ("get --file=- -o json", "get - -o json"),
        ("remove -f -", "remove -"),
        ("remove --filename -", "remove -"),
        ("remove -f 'Head Office'", "remove --yes 'Head Office'"),
        ("remove X -F", "remove X --yes"),
        ("profile remove x -f", "profile remove x --yes"),
        ("export -f groups.yaml", "export --save groups.yaml"),
        ("export -f json", "export --output json"),
        ("graph -f dot", "graph --format dot"),
        ("graph -f groups.html", "graph --save groups.html"),
        ("list -f json", "list --output json"),
        ("list -f nosuch.csv", "list --save nosuch.csv"),
        ("undo -f changes.jsonl", "undo --from changes.jsonl"),
        ("powershell install -f", "powershell install --force"),
        ("import groups.json", "apply -f groups.json"),
        ("restore groups.yaml --dry-run", "apply -f groups.yaml --dry-run"),
        ("restore --dry-run groups.yaml", "apply --dry-run -f groups.yaml"),
        ("restore -f groups.yaml", "apply -f groups.yaml"),
        ("restore groups.txt", "apply -f groups.txt"),
        ("restore Cargo.lock", "apply -f Cargo.lock"),
        ("aply plan.json", "apply plan.json"),
        ("list --force", "list"),
    ] {
        assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
    }
}

#[test]
fn stdin_lists_the_groups_alone() {
    for typed in [
        "get -f a.txt Name",
        "get -f a.txt -f b.txt",
        "get -f - Name",
        "get - --file a.txt",
        "remove -f a.txt x",
        "remove - Name --force",
        "remove X -f -",
        "undo -f -",
        "profile remove x -f -",
    ] {
        let words = format!("syncgroup {typed}");
        let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        assert!(line(&words).is_none(), "{typed}");
    }
}
