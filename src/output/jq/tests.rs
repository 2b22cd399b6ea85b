//! `--jq`.

use super::*;

const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

fn filtered(filter: &str, json: &str) -> String {
    let mut all = String::new();
    run(filter, json.as_bytes(), PIPE, |text| {
        all += text;
        Ok(true)
    })
    .unwrap();
    all
}

#[test]
fn texts_are_raw_and_all_else_is_json_one_a_line() {
    let json = r#"[{"id":"1","name":"a \"b\"\nc","n":1.5},{"id":"2","name":"ü","n":null}]"#;
    assert_eq!(filtered(".[].id", json), "1\n2\n");
    assert_eq!(filtered(".[0].name", json), "a \"b\"\nc\n");
    assert_eq!(filtered("map(.n)", json), "[1.5,null]\n");
    assert_eq!(filtered(".[1]", json), "{\"id\":\"2\",\"name\":\"ü\",\"n\":null}\n");
    assert_eq!(filtered("empty", json), "");
    assert_eq!(filtered("length, (.[] | .id)", json), "2\n1\n2\n");
}

#[test]
fn a_filter_may_be_nested_deeply_and_too_deeply_is_told() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    check(&nested(MAX_DEPTH)).unwrap();
    assert_eq!(filtered(&format!("{} | length", nested(MAX_DEPTH)), "null"), "1\n");
    assert_eq!(filtered(&nested(MAX_DEPTH), "null"), format!("{}\n", nested(MAX_DEPTH)));
    for open in ["[", "(", "{a:"] {
        let error = check(&open.repeat(100_000)).unwrap_err();
        assert_eq!(error.code(), crate::error::Code::Usage);
        assert!(error.message().ends_with("it is nested more than 1000 levels deep"), "{error}");
    }
}

#[test]
fn the_standard_library_is_there() {
    for (filter, expected) in [
        ("map(select(.name | test(\"^b\"))) | length", "1\n"),
        ("group_by(.p) | map({key: .[0].p, value: length}) | from_entries", "{\"x\":2}\n"),
        ("[.[].name] | join(\",\")", "a,b\n"),
        (".[] | \"\\(.name) \\(.p)\"", "a x\nb x\n"),
        ("[.[].name] | @json", "[\"a\",\"b\"]\n"),
        ("sort_by(.name) | reverse | .[0].name | ascii_upcase", "B\n"),
        ("\"2023-03-16T04:00:00Z\" | fromdate", "1678939200\n"),
        (
            "paths(type == \"string\") | tojson",
            "[0,\"name\"]\n[0,\"p\"]\n[1,\"name\"]\n[1,\"p\"]\n",
        ),
    ] {
        let json = r#"[{"name":"a","p":"x"},{"name":"b","p":"x"}]"#;
        assert_eq!(filtered(filter, json), expected, "{filter}");
    }
}

#[test]
fn order_of_keys_and_digits_of_numbers_survive() {
    let json = r#"{"z":1,"a":12345678901234567890123,"m":1.10,"b":1e400}"#;
    assert_eq!(filtered(".", json), json.to_owned() + "\n");
}

#[test]
fn a_mistake_is_pointed_at() {
    let shown = |filter: &str| check(filter).unwrap_err().to_text();
    for (filter, place) in [
        (".[] | .name |", "line 1, column 14: expected term, and here it ends"),
        (".[] | nmae", "line 1, column 7: there is no filter `nmae/0`"),
        (".[\n] | map(.a", "line 2, column 8: `(` is never closed"),
        ("", "line 1, column 1: expected term, and here it ends"),
        (".a & .b", "line 1, column 4: expected token, found `&`"),
        ("$x", "line 1, column 1: there is no variable `$x`"),
        ("include \"x\"; .", "modules cannot be loaded here"),
        (".a )", "column 4"),
        ("\"a", "column 1: `\"` is never closed"),
    ] {
        let text = shown(filter);
        assert!(text.contains(place), "{filter}: {text}");
    }
    assert_eq!(
        shown(".[] | nmae"),
        "error: `--jq`, line 1, column 7: there is no filter `nmae/0`\n  cause: .[] | nmae\n               ^\n"
    );
}

#[test]
fn a_filter_reaches_nothing_but_the_result() {
    for filter in ["env", "$ENV", "input", "inputs", "stderr", "halt", "halt_error"] {
        assert_eq!(check(filter).unwrap_err().word(), "jq", "{filter}");
    }
}

#[test]
fn what_came_before_a_failure_is_written() {
    let mut all = String::new();
    let error = run(".[] | .a", br#"[{"a":1},2]"#, PIPE, |text| {
        all += text;
        Ok(true)
    })
    .unwrap_err();
    assert_eq!(all, "1\n");
    assert!(error.message().starts_with("the `--jq` filter cannot take this result: "));
    assert_eq!(error.code(), crate::error::Code::Usage);
}

#[test]
fn a_failure_shows_little_of_the_value_and_how_to_access_elements() {
    let long = format!("[{}1]", "{\"name\":\"Head Office\"},".repeat(500));
    let error = run(".name", long.as_bytes(), PIPE, |_| Ok(true)).unwrap_err();
    assert!(error.message().chars().count() < 260, "{error}");
    assert!(error.hint_texts()[0].contains("`.[] | .name`"), "{error}");
}

#[test]
fn a_filter_for_each_element_is_offered_where_it_gives_something() {
    let json = r#"[{"name":"A","owner":{"id":"1"}}]"#;
    let hints = |filter: &str, json: &str| {
        let error = run(filter, json.as_bytes(), PIPE, |_| Ok(true)).unwrap_err();
        error.hint_texts()
    };
    for filter in [
        ".owner.id",
        ".name, .owner",
        ".name | length",
        ".name | select(test(\"^A\"))",
        "\"\\(.name) \\(.owner[\"id\"])\"",
        "{name, id: .owner.id}",
    ] {
        let hint = hints(filter, json).concat();
        assert!(hint.ends_with(&format!("as in `.[] | {filter}`")), "{filter}: {hint}");
    }
    for filter in [".[].name.foo.bar", ".[0].name.x", ".[].name.x", ".nmae", ".nmae.x"] {
        assert!(hints(filter, json).is_empty(), "{filter}: {:?}", hints(filter, json));
    }
    assert!(!hints(".name", "[]").is_empty());
}

#[test]
fn an_error_waits_for_no_filter_without_an_end() {
    let json = br#"[{"name":"A"}]"#;
    for filter in [
        ".name | until(false; .)",
        ".name | [repeat(.)]",
        ".name | [range(infinite)] | length",
        ".name | [recurse(.)]",
        "def f: f; .name | f",
        ".name | map(until(false; .))",
        "[.name, until(.name; .)]",
    ] {
        let error = run(filter, json, PIPE, |_| Ok(true)).unwrap_err();
        assert!(error.hint_texts().is_empty(), "{filter}: {error}");
    }
}

#[test]
fn rows_are_written_as_csv_and_tsv() {
    let json = r#"[["a \"b\"",1,null,true],["x\ty","",2.50]]"#;
    assert_eq!(filtered(".[] | @csv", json), "\"a \"\"b\"\"\",1,,true\n\"x\ty\",\"\",2.50\n");
    assert_eq!(filtered(".[] | @tsv", json), "a \"b\"\t1\t\ttrue\nx\\ty\t\t2.50\n");
}

#[test]
fn a_filter_without_an_end_ends_with_its_reader() {
    let mut pieces = 0;
    run("repeat(.)", b"1", PIPE, |text| {
        assert!(text.len() < 2 * CHUNK);
        pieces += 1;
        Ok(pieces < 3)
    })
    .unwrap();
    assert_eq!(pieces, 3);
}

#[test]
fn a_terminal_is_not_steered() {
    let terminal = StreamStyle { terminal: true, ..PIPE };
    let mut all = String::new();
    run(".[]", br#"["a\u001b[2J", ["\u202e"]]"#, terminal, |text| {
        all += text;
        Ok(true)
    })
    .unwrap();
    assert_eq!(all, "a[2J\n[\"\\u202e\"]\n");
}
