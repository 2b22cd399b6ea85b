//! What becomes of explanations on narrow terminals.

use super::*;

#[test]
fn explanations_are_broken_over_lines() {
    let columns =
        vec![Column::field("rule", "rule"), Column::field("message", "message").wrapped()];
    let message = "source `HR Extract` is not direct-connect; it is one of many";
    let listing =
        Listing::many(vec![json!({"rule": "direct", "message": message})]).columns(columns);
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    let text = render(&listing, &all, &Settings::default(), terminal(40)).text;
    assert!(text.lines().all(|line| line.width() <= 40), "{text}");
    let words: Vec<&str> = text.split_whitespace().collect();
    assert_eq!(words[2..], [&["direct"], &message.split(' ').collect::<Vec<_>>()[..]].concat());
}

#[test]
fn an_id_within_an_explanation_is_not_broken() {
    let columns = vec![
        Column::field("key", "key").wrapped().leading(),
        Column::field("value", "value").wrapped().major(),
        Column::field("origin", "origin"),
    ];
    let row = json!({"key": "client_id", "value": UUID, "origin": "/home/somebody/config.toml:4"});
    let listing = Listing::many(vec![row]).columns(columns);
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    for width in 10..100 {
        let text = render(&listing, &all, &Settings::default(), terminal(width)).text;
        assert!(text.contains(UUID), "{width}\n{text}");
        let most = usize::from(width).max(UUID.len() + INDENT.len());
        assert!(text.lines().all(|line| line.width() <= most), "{width}\n{text}");
    }
    let text = render(&listing, &all, &Settings::default(), terminal(40)).text;
    assert_eq!(text, format!("KEY        VALUE\nclient_id\n  {UUID}\n"));
}

/// The table of `check`, on a terminal so wide.
fn findings(message: &str, remedy: &str, settings: &Settings, width: u16) -> String {
    let columns = vec![
        Column::field("severity", "severity").leading(),
        Column::field("group", "group").major(),
        Column::field("message", "message").wrapped().major(),
        Column::field("remedy", "remedy").wrapped().major(),
    ];
    let row = json!({"severity": "error", "group": "Sales", "message": message, "remedy": remedy});
    let listing = Listing::many(vec![row]).columns(columns);
    let all = settings.choose(&listing.columns).unwrap();
    render(&listing, &all, settings, terminal(width)).text
}

#[test]
fn explanations_without_room_beside_the_others_stand_below() {
    let (message, remedy) = ("`HR Extract` is not direct-connect", "remove it from the group");
    let show = |width| findings(message, remedy, &Settings::default(), width);
    assert_eq!(
        show(40),
        "SEVERITY  GROUP\n\
         error     Sales\n  \
           message: `HR Extract` is not\n  \
           direct-connect\n  \
           remedy: remove it from the group\n"
    );
    assert_eq!(
        show(70),
        "SEVERITY  GROUP  MESSAGE                      REMEDY\n\
         error     Sales  `HR Extract` is not          remove it from the group\n                 \
                          direct-connect\n"
    );
    assert!(findings(message, "", &Settings::default(), 40).ends_with("direct-connect\n"));
    // A single one needs no name, and what was asked for is never missed for it.
    let text = findings(message, remedy, &asking(&["severity", "group", "remedy"]), 30);
    assert_eq!(text, "SEVERITY  GROUP\nerror     Sales\n  remove it from the group\n");
    let text = findings(message, remedy, &asking(&["message", "remedy"]), 30);
    assert_eq!(text, "MESSAGE\n`HR Extract` is not\ndirect-connect\n  remove it from the group\n");
}

#[test]
fn a_word_that_is_to_be_copied_is_not_broken_for_lack_of_room_beside_others() {
    let path = "/home/somebody/.config/syncgroup/config.toml";
    let text = findings(&format!("see {path}"), "fix it", &Settings::default(), 80);
    assert_eq!(
        text,
        format!(
            "SEVERITY  GROUP  MESSAGE                                           REMEDY\n\
             error     Sales  see {path}  fix it\n"
        )
    );
    let text = findings(&format!("see {path}"), "fix it", &Settings::default(), 60);
    assert!(text.ends_with(&format!("fix it\n  message: see {path}\n")), "{text}");
}

#[test]
fn a_name_is_not_cut_for_a_word_that_is_broken_anyway() {
    let columns =
        vec![Column::field("name", "name").leading(), Column::field("why", "why").wrapped()];
    let why = "not healthy (`SOURCE_STATE_ERROR_SOURCE`)";
    let listing =
        Listing::many(vec![json!({"name": "Corporate Directory", "why": why})]).columns(columns);
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    let text = render(&listing, &all, &Settings::default(), terminal(42)).text;
    assert!(text.contains("\nCorporate Directory\n"), "{text}");
}
