use std::fs;

use super::super::tests::Home;
use super::*;

const FILE: &str = "# ours\ndefault_profile = \"prod\" # daily\n\n# production\n[profiles.prod] # careful\ntenant = \"acme\" # the tenant\nclient_id = \"c\"\n# seconds\ntimeout = 5 # enough\n\n# rehearsals\n[profiles.test]\ntenant = \"acme-test\"\n";

fn text(home: &Home) -> String {
    fs::read_to_string(home.config()).unwrap()
}

fn key(text: &str) -> ProfileKey {
    ProfileKey::read(text).unwrap()
}

fn change(home: &Home, name: &str, words: &[&str]) -> Result<Edited> {
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    set(&home.paths(), "prod", &key(name), Some(&words))
}

#[test]
fn a_value_changes_where_it_stands_and_everything_else_stays() {
    let home = Home::new(FILE);
    assert!(change(&home, "timeout", &["2.5"]).unwrap().changed);
    assert_eq!(text(&home), FILE.replace("timeout = 5", "timeout = 2.5"));
    assert!(!change(&home, "timeout", &["2.5"]).unwrap().changed);
    set(&home.paths(), "prod", &key("timeout"), None).unwrap();
    change(&home, "read-only", &["yes"]).unwrap();
    let expected = FILE.replace("# seconds\ntimeout = 5 # enough\n", "read_only = true\n");
    assert_eq!(text(&home), expected);
}

#[test]
fn line_ends_stay() {
    let home = Home::new(&FILE.replace('\n', "\r\n"));
    change(&home, "timeout", &["9"]).unwrap();
    rename(&home.paths(), "prod", "live").unwrap();
    let expected = FILE.replace("timeout = 5", "timeout = 9").replace(".prod]", ".live]");
    assert_eq!(text(&home), expected.replace("\"prod\"", "\"live\"").replace('\n', "\r\n"));
}

#[test]
fn every_key_can_be_set_and_removed() {
    for (name, words) in [
        ("base_url", &["https://acme.api.identitynow.com"][..]),
        ("tenant", &["other"]),
        ("client_id", &["x"]),
        ("client_secret_file", &["~/s"]),
        ("client_secret_command", &["pass", "show", "-x"]),
        ("read_only", &["false"]),
        ("deny", &["weaker-policy,warnings"]),
        ("names.sources.AD.corp", &["Active Directory"]),
        ("names.policies.Strong", &["Starke Regeln"]),
        ("output", &["json"]),
        ("timeout", &["30"]),
        ("retries", &["0"]),
        ("pace", &["10/1"]),
        ("api_version", &["v2025"]),
        ("proxy", &["none"]),
        ("ca_file", &["ca.pem"]),
        ("no_token_cache", &["true"]),
        ("no_history", &["true"]),
    ] {
        let home = Home::new(FILE);
        change(&home, name, words).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_ne!(text(&home), FILE, "{name}");
        home.tenant("prod");
        let address = matches!(name, "base_url" | "tenant");
        let removed = set(&home.paths(), "prod", &key(name), None);
        assert_eq!(removed.is_err(), address, "{name}");
    }
    assert!(super::KEYS.iter().all(|name| *name == "names" || ProfileKey::read(name).is_ok()));
}

#[test]
fn a_key_takes_the_place_of_its_rivals() {
    let home = Home::new(FILE);
    let edited = change(&home, "base_url", &["https://a.api.identitynow.com"]).unwrap();
    assert_eq!(edited.replaced, ["tenant"]);
    assert_eq!(home.tenant("prod").address.to_string(), "https://a.api.identitynow.com");
    change(&home, "client_secret_file", &["s"]).unwrap();
    let edited = change(&home, "client_secret_command", &["a", "b"]).unwrap();
    assert_eq!(edited.replaced, ["client_secret_file"]);
}

#[test]
fn what_would_be_refused_is_not_written() {
    let home = Home::new(FILE);
    for (name, words, problem) in [
        ("timeout", &["late"][..], "`timeout` must be a number"),
        ("retries", &["-1"], "`retries` must be a whole number"),
        ("read_only", &["maybe"], "`read_only` must be `true` or `false`"),
        ("deny", &["weak-policy"], "`deny` must be one of"),
        ("base_url", &["https://acme.identitynow.com/ui"], "`base_url` must be the tenant's API"),
        ("output", &["xml"], "`output` must be one of"),
        ("client_id", &["a", "b"], "`client_id` takes one value"),
    ] {
        let error = change(&home, name, words).unwrap_err();
        assert!(error.message().starts_with(problem), "{error}");
    }
    assert_eq!(text(&home), FILE);
    assert!(
        set(&home.paths(), "prdo", &key("output"), None).unwrap_err().to_text().contains("`prod`")
    );
}

#[test]
fn an_unknown_key_is_met_with_the_nearest() {
    let hints = |name: &str| ProfileKey::read(name).unwrap_err().hint_texts().join(" ");
    assert_eq!(hints("timeot"), "did you mean `timeout`?");
    assert_eq!(hints("read-onyl"), "did you mean `read_only`?");
    assert_eq!(hints("timeout.x"), "did you mean `timeout`?");
    assert!(hints("zzz").starts_with("known keys: base_url"));
    assert!(hints("names.source.x").contains("names.sources.NAME"));
    assert_eq!(hints("client_secret"), "syncgroup login");
}

#[test]
fn a_profile_is_renamed_in_its_place_however_it_is_written() {
    let home = Home::new(FILE);
    rename(&home.paths(), "prod", "live one").unwrap();
    let expected = FILE.replace(".prod]", ".\"live one\"]").replace("\"prod\"", "\"live one\"");
    assert_eq!(text(&home), expected);
    for before in [
        "profiles = { a = { tenant = \"a\" }, z = { tenant = \"z\" } }\n",
        "profiles.a.tenant = \"a\" # why\nprofiles.z.tenant = \"z\"\n",
        "[profiles]\na = { tenant = \"a\" } # why\nz.tenant = \"z\"\n",
        "[profiles.a]\ntenant = \"a\"\n[profiles.a.names.sources]\nx = \"y\"\n[profiles.z]\ntenant = \"z\"\n",
    ] {
        let home = Home::new(before);
        rename(&home.paths(), "a", "b").unwrap();
        let after = before.replace("a = {", "b = {").replace("profiles.a", "profiles.b");
        assert_eq!(text(&home), after);
    }
    for (old, new) in [("prod", "test"), ("nobody", "x"), ("test", "sandbox"), ("test", "a/b")] {
        assert!(rename(&Home::new(FILE).paths(), old, new).is_err(), "{old} {new}");
    }
    let embedded = Home::new("[profiles.e]\nsandbox = true\n");
    assert!(rename(&embedded.paths(), "e", "f").unwrap_err().message().contains("embedded"));
}

#[test]
fn a_name_is_read_with_the_quotes_of_the_file_and_without() {
    let name = |text: &str| key(&format!("names.sources.{text}")).name();
    for (text, expected) in [
        ("Active Directory", "Active Directory"),
        ("\"Active Directory\"", "Active Directory"),
        ("'Active Directory'", "Active Directory"),
        ("\"the \\\"old\\\" AD\"", "the \"old\" AD"),
        ("\"a.b\"", "a.b"),
        ("a \"b\"", "a \"b\""),
        ("\"a\" and \"b\"", "\"a\" and \"b\""),
        ("\"", "\""),
    ] {
        assert_eq!(name(text), format!("names.sources.{expected}"));
    }
}
