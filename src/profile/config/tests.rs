use super::*;

fn parse(text: &str) -> Result<Config> {
    Config::parse(Path::new("config.toml"), text)
}

fn error(text: &str) -> String {
    parse(text).err().unwrap().to_text()
}

#[test]
fn a_windows_path_in_double_quotes_is_pointed_out() {
    for value in [r"C:\Users\a\secret", r"\\server\share", r"C:\x"] {
        let text = format!("[profiles.p]\ntenant = \"t\"\nclient_secret_file = \"{value}\"\n");
        let said = error(&text);
        assert!(said.contains("config.toml:3:"), "{said}");
        assert!(
            said.contains(&format!("write a Windows path in single quotes: '{value}'")),
            "{said}"
        );
    }
    assert!(!error("[profiles.p]\ntenant = \"t").contains("single quotes"));
}

#[test]
fn the_example_of_the_documentation_is_read() {
    let config = parse(
        r#"
default_profile = "prod"

[profiles.prod]
base_url  = "https://acme.api.identitynow.com"   # or: tenant = "acme"
client_id = "2c91…"
client_secret_command = ["pass", "show", "sailpoint/prod"]
output    = "table"
read_only = true        # refuse every write on this tenant
timeout = 30
retries = 0
pace = "20/0.5"
api_version = "v2025"
proxy = "http://proxy:8080"
ca_file = "ca.pem"
no_token_cache = true
no_history = false

[profiles."Stage 2"]
tenant = "acme"

[profiles.try]
sandbox = true
"#,
    )
    .unwrap();
    assert_eq!(config.default_profile.as_ref().unwrap().value, "prod");
    let prod = config.profile("prod").unwrap();
    assert_eq!(prod.client_id.as_ref().unwrap().origin.to_string(), "config.toml:6");
    assert_eq!(prod.options.timeout.as_ref().unwrap().value.as_secs(), 30);
    assert!(matches!(&prod.secret, ProfileSecret::Command(words) if words.value.len() == 3));
    assert_eq!(config.profile("try").unwrap().address.value, Location::Sandbox);
    let names: Vec<&str> = config.profiles().iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["prod", "Stage 2", "try"]);
}

#[test]
fn inline_and_dotted_tables_are_tables_too() {
    let config = parse("profiles.a.tenant = \"x\"\nprofiles.b = { tenant = \"y\" }\n").unwrap();
    assert_eq!(config.profiles().len(), 2);
    assert_eq!(config.profile("a").unwrap().address.origin.to_string(), "config.toml:1");
    assert!(parse("").unwrap().profiles().is_empty());
    assert!(parse("\u{feff}default_profile = \"a\"\r\n").is_ok());
}

#[test]
fn a_syntax_error_has_its_place_and_does_not_repeat_the_line() {
    let text = error("[profiles.a]\ntenant = \"x\"\nclient_secret = hunter2\n");
    assert!(text.starts_with("error: config.toml:3:17: "), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
    assert!(error("a = [").starts_with("error: config.toml:1:"));
    assert!(error("[profiles.a]\n[profiles.a]\n").starts_with("error: config.toml:2:"));
}

#[test]
fn an_unknown_key_is_met_with_the_nearest_one() {
    assert_eq!(
        error("[profiles.a]\ntenant = \"x\"\nbase-url = 1\n"),
        "error: config.toml:3:1: unknown key `base-url` in profile `a`\n  hint: did you mean `base_url`?\n"
    );
    assert_eq!(
        error("zzz = 1"),
        "error: config.toml:1:1: unknown key `zzz` in the config file\n  hint: known keys: default_profile, \
             profiles\n"
    );
    assert!(error("[profile.a]\ntenant = \"x\"").contains("did you mean `profiles`?"));
}

#[test]
fn a_secret_in_the_file_is_refused_and_not_repeated() {
    let text = error("[profiles.'a b']\nclient_secret = \"hunter2\"\n");
    assert_eq!(
        text,
        "error: config.toml:2:1: `client_secret` does not belong in this file, which holds no secrets\n  hint: \
             syncgroup login -p 'a b'\n"
    );
}

#[test]
fn a_wrong_type_says_the_right_one() {
    for (line, says) in [
        ("client_id = 7", "`client_id` must be a string"),
        ("read_only = \"yes\"", "`read_only` must be `true` or `false`"),
        ("timeout = \"30\"", "`timeout` must be a number of seconds"),
        ("timeout = 0", "`timeout` must be a number of seconds"),
        ("timeout = inf", "`timeout` must be a number of seconds"),
        ("retries = -1", "`retries` must be a whole number"),
        ("retries = 1.5", "`retries` must be a whole number"),
        ("pace = \"0/1\"", "`pace` must be requests/seconds such as `100/10`"),
        ("api_version = \"beta\"", "`api_version` must be one of v3, v2024, v2025, v2026, v1"),
        ("output = \"tabel\"", "`output` must be one of table"),
        ("proxy = \"ftp://u:hunter2@x\"", "`proxy` must be a URL"),
        ("client_secret_command = \"pass show\"", "`client_secret_command` must be an array"),
        ("client_secret_command = []", "`client_secret_command` must be an array"),
        ("client_secret_command = [\"\"]", "`client_secret_command` must be an array"),
        ("deny = \"warnings\"", "`deny` must be an array of strings"),
        (
            "deny = [\"warnings\", \"weaker-polcy\"]",
            "`deny` must be one of weaker-policy, source-leaves, warnings, not `weaker-polcy`; did you mean `weaker-policy`?",
        ),
        ("names = 1", "`names` must be a table"),
        ("client_secret_file = \"\"", "`client_secret_file` is empty"),
    ] {
        let text = error(&format!("[profiles.a]\ntenant = \"x\"\n{line}\n"));
        assert!(text.starts_with(&format!("error: config.toml:3:1: {says}")), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
    }
    assert!(error("profiles = 3").contains("`profiles` must be a table"));
    assert!(error("[profiles]\na = 3").contains("config.toml:2:1: `a` must be a table"));
    assert!(error("[[profiles]]\n").contains("must be a table"));
    assert!(error("default_profile = 3").contains("must be a string"));
}

#[test]
fn names_are_mapped_one_to_one() {
    let head = "[profiles.a]\ntenant = \"x\"\ndeny = [\"warnings\", \"source-leaves\"]\n";
    let text = format!(
        "{head}[profiles.a.names.sources]\n\"Active Directory\" = \"AD (SB)\"\nHR = \"HR 2\"\n[profiles.a.names.policies]\nStrong = \"AD (SB)\"\n"
    );
    let config = parse(&text).unwrap();
    let profile = config.profile("a").unwrap();
    let names = &profile.names;
    let listed: Vec<String> = names
        .sources
        .iter()
        .map(|(common, target)| format!("{common} = {} {}", target.value, target.origin))
        .collect();
    assert_eq!(listed, ["Active Directory = AD (SB) config.toml:5", "HR = HR 2 config.toml:6"]);
    assert_eq!(names.policies.iter().count(), 1);
    let deny = &profile.deny.as_ref().unwrap().value;
    assert_eq!(deny.iter().copied().collect::<Vec<_>>(), [Deny::SourceLeaves, Deny::Warnings]);

    let same = error(&format!("{head}[profiles.a.names.sources]\nA = \"x\"\nB = \"x\"\n"));
    assert!(
        same.starts_with("error: config.toml:6:1: `B` and `A` (line 5) have the same target `x`"),
        "{same}"
    );
    let empty = error(&format!("{head}names.policies.A = \" \"\n"));
    assert!(empty.starts_with("error: config.toml:4:16: a name must not be empty"), "{empty}");
    let unknown = error(&format!("{head}names.source.A = \"b\"\n"));
    assert!(
        unknown.contains("unknown key `source` in `names`")
            && unknown.contains("did you mean `sources`?"),
        "{unknown}"
    );
    assert!(error(&format!("{head}names.sources.A = 1\n")).contains("`A` must be a string"));
}

#[test]
fn a_profile_has_one_address() {
    let both = error("[profiles.a]\ntenant = \"x\"\nbase_url = \"https://x.example.com\"\n");
    assert!(both.contains("config.toml:2:1: profile `a` has both `tenant` and `base_url`"));
    let rivals = error("[profiles.a]\ntenant = \"x\"\nsandbox = true\n");
    assert!(rivals.contains("config.toml:3:1: profile `a` has `sandbox` and `tenant`"));
    let none = error("\n[profiles.a]\nsandbox = false\n");
    assert!(none.contains("config.toml:2:11: profile `a` has no address"), "{none}");
    let website = error("[profiles.a]\nbase_url = \"https://acme.identitynow.com\"\n");
    assert!(website.contains("config.toml:2:1: `base_url` must be the tenant's API"));
    assert!(website.contains("hint: https://acme.api.identitynow.com"));
}

#[test]
fn a_secret_has_one_place() {
    let text = "[profiles.a]\ntenant = \"x\"\nclient_secret_file = \"f\"\nclient_secret_command = [\"c\"]\n";
    assert!(error(text).contains("config.toml:4:1: `client_secret_file` and"));
}

#[test]
fn reserved_names_are_refused_where_they_stand() {
    assert!(error("[profiles.sandbox]\n").contains("config.toml:1:11: profile name `sandbox`"));
    assert!(error("[profiles.'a,b']\n").contains("config.toml:1:11: profile name `a,b` has"));
}

#[test]
fn a_file_that_can_not_be_read_is_no_absent_one() {
    let directory = tempfile::tempdir().unwrap();
    let paths = Paths { config: Some(directory.path().into()), ..Default::default() };
    assert!(Config::load(&paths).unwrap().profiles().is_empty());
    let file = paths.config_file().unwrap();
    std::fs::write(&file, b"# ok\nx = \"\xff\"\n").unwrap();
    let error = Config::load(&paths).err().unwrap().to_text();
    assert!(error.contains("config.toml: not a text in UTF-8: byte 0xff at offset 10"), "{error}");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    assert!(Config::load(&paths).err().unwrap().message().contains("cannot read"));
}
