use std::fs;

use super::super::tests::Home;
use super::*;

fn acme(client_id: &str) -> NewProfile {
    NewProfile {
        tenant: Some("acme".into()),
        client_id: Some(client_id.into()),
        ..Default::default()
    }
}

fn text(home: &Home) -> String {
    fs::read_to_string(home.config()).unwrap()
}

#[test]
fn the_first_profile_makes_the_file() {
    let home = Home::empty();
    assert_eq!(add(&home.paths(), "prod", &acme("c"), true).unwrap(), home.config());
    assert_eq!(
        text(&home),
        "default_profile = \"prod\"\n\n[profiles.prod]\ntenant = \"acme\"\nclient_id = \"c\"\n"
    );
    assert_eq!(home.tenant("prod").client_id.as_deref(), Some("c"));
}

#[test]
fn every_value_is_written_and_read_again() {
    let home = Home::empty();
    let profile = NewProfile {
        base_url: Some("https://acme.api.identitynow.com".into()),
        client_id: Some("c".into()),
        client_secret_command: Some(vec!["pass".into(), "a\"b".into()]),
        read_only: true,
        output: Some("json".into()),
        timeout: Some("2.5".into()),
        retries: Some("5".into()),
        pace: Some("20/0.5".into()),
        api_version: Some("v2025".into()),
        proxy: Some("http://p:1".into()),
        ca_file: Some("ca.pem".into()),
        ..Default::default()
    };
    add(&home.paths(), "größe 1", &profile, false).unwrap();
    let tenant = home.tenant("größe 1");
    assert!(tenant.read_only && tenant.options.proxy.value.is_some());
    assert_eq!(tenant.options.timeout.value.as_secs_f64().to_string(), "2.5");
    assert_eq!(tenant.options.retries.value, 5);
    assert_eq!(tenant.options.api_version.value.as_str(), "v2025");
    let stage = NewProfile { sandbox: true, ..Default::default() };
    add(&home.paths(), "try", &stage, false).unwrap();
    assert!(text(&home).ends_with("\n\n[profiles.try]\nsandbox = true\n"), "{}", text(&home));
}

const COMMENTED: &str = r#"# mine

default_profile = "a" # for now

# about a
[profiles.a] # x
tenant = "a" # y
# the end
"#;

#[test]
fn comments_stay() {
    let home = Home::new(COMMENTED);
    add(&home.paths(), "b", &acme("c"), true).unwrap();
    let added = "\n[profiles.b]\ntenant = \"acme\"\nclient_id = \"c\"\n";
    let before = COMMENTED.replace("= \"a\" # for", "= \"b\" # for");
    assert_eq!(text(&home), format!("{before}{added}"));
    assert!(!remove(&home.paths(), "a").unwrap());
    let kept = "# mine\n\ndefault_profile = \"b\" # for now\n# the end\n";
    assert_eq!(text(&home), format!("{kept}{added}"));
    assert!(remove(&home.paths(), "b").unwrap());
    assert_eq!(text(&home), "# mine\n\n# the end\n");
}

#[test]
fn a_default_goes_on_top_below_the_files_own_comment() {
    let home = Home::new("# mine\n\n# about a\n[profiles.a]\ntenant = \"a\"\n");
    use_by_default(&home.paths(), "a").unwrap();
    assert_eq!(
        text(&home),
        "# mine\n\ndefault_profile = \"a\"\n\n# about a\n[profiles.a]\ntenant = \"a\"\n"
    );
    use_by_default(&home.paths(), "sandbox").unwrap();
    assert!(text(&home).contains("default_profile = \"sandbox\"\n"));
}

#[test]
fn removing_the_first_profile_keeps_what_is_above_its_comment() {
    let home = Home::new(
        "# mine\n\n# about a\n[profiles.a]\ntenant = \"a\"\n\n# about b\n[profiles.b]\ntenant = \"b\"\n",
    );
    remove(&home.paths(), "a").unwrap();
    assert_eq!(text(&home), "# mine\n\n# about b\n[profiles.b]\ntenant = \"b\"\n");
    let home = Home::new("[profiles.a]\ntenant = \"a\"\n\n[profiles.b]\ntenant = \"b\"\n");
    remove(&home.paths(), "a").unwrap();
    assert_eq!(text(&home), "[profiles.b]\ntenant = \"b\"\n");
    remove(&home.paths(), "b").unwrap();
    assert_eq!(text(&home), "");
}

#[test]
fn other_ways_to_write_tables_are_edited_too() {
    for before in [
        "profiles = { a = { tenant = \"a\" } }\n",
        "profiles.a.tenant = \"a\"\n",
        "[profiles]\na = { tenant = \"a\" }\n",
        "[profiles]\na.tenant = \"a\"\n",
    ] {
        let home = Home::new(before);
        add(&home.paths(), "b", &acme("c"), true).unwrap();
        assert_eq!(home.tenant("b").client_id.as_deref(), Some("c"), "{before}");
        assert_eq!(home.tenant("a").name, "a");
        remove(&home.paths(), "a").unwrap();
        assert!(home.choose(Some("a"), &[]).is_err());
        assert!(remove(&home.paths(), "b").unwrap(), "{before}");
    }
}

#[test]
fn a_profile_that_would_be_refused_is_not_written() {
    let home = Home::empty();
    let website =
        NewProfile { base_url: Some("https://acme.identitynow.com".into()), ..Default::default() };
    let error = add(&home.paths(), "a", &website, false).unwrap_err();
    assert!(error.message().starts_with("`base_url` must be the tenant's API"), "{error}");
    assert_eq!(error.hint_texts(), ["https://acme.api.identitynow.com"]);
    let nothing = add(&home.paths(), "a", &NewProfile::default(), false).unwrap_err();
    assert_eq!(nothing.message(), "profile `a` has no address");
    let late = NewProfile { timeout: Some("late".into()), ..acme("c") };
    let error = add(&home.paths(), "a", &late, false).unwrap_err();
    assert!(error.message().starts_with("`timeout` must be a number"), "{error}");
    assert!(add(&home.paths(), "sandbox", &acme("c"), false).is_err());
    assert!(!home.config().exists());
    add(&home.paths(), "a", &acme("c"), false).unwrap();
    let again = add(&home.paths(), "a", &acme("d"), true).unwrap_err();
    assert!(again.message().contains("already exists"));
    assert!(text(&home).contains("\"c\"") && !text(&home).contains("default_profile"));
}

#[test]
fn names_that_are_not_there_are_met_with_those_that_are() {
    let home = Home::new("[profiles.prod]\ntenant = \"a\"\n");
    for error in [
        remove(&home.paths(), "prd").unwrap_err(),
        use_by_default(&home.paths(), "Prod").unwrap_err(),
    ] {
        assert_eq!(error.hint_texts(), ["did you mean `prod`?"]);
    }
    assert!(remove(&home.paths(), "sandbox").is_err());
    assert!(use_by_default(&Paths::default(), "prod").is_err());
}

#[test]
fn a_broken_file_is_left_alone_and_a_wrong_profile_can_be_removed() {
    let home = Home::new("x = [");
    let error = add(&home.paths(), "a", &acme("c"), false).unwrap_err();
    assert!(error.to_string().contains("config.toml:1:"), "{error}");
    assert_eq!(text(&home), "x = [");
    let home = Home::new("[profiles.a]\ntenannt = 1\n");
    remove(&home.paths(), "a").unwrap();
    assert_eq!(text(&home), "");
    let home = Home::new("profiles = 1\n");
    assert!(add(&home.paths(), "a", &acme("c"), false).is_err());
}

#[test]
fn edits_at_once_all_arrive() {
    let home = Home::empty();
    let paths = home.paths();
    std::thread::scope(|scope| {
        for number in 0..10 {
            let paths = &paths;
            scope.spawn(move || {
                add(paths, &format!("p{number}"), &acme("c"), false).unwrap();
            });
        }
    });
    assert_eq!(Config::load(&paths).unwrap().profiles().len(), 10);
}
