//! The choice of a tenant, over a config file on disk.

use std::path::Path;
use std::time::Duration;

use super::*;
use crate::command_line::{Invocation, Shell};
use crate::error::{Code, Error, Result};

/// A home directory of its own, with a config file in it.
pub(super) struct Home {
    directory: tempfile::TempDir,
}

impl Home {
    pub(super) fn new(config: &str) -> Self {
        let home = Self { directory: tempfile::tempdir().unwrap() };
        std::fs::create_dir_all(home.path().join("config")).unwrap();
        std::fs::write(home.config(), config).unwrap();
        home
    }

    pub(super) fn empty() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    pub(super) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(super) fn config(&self) -> std::path::PathBuf {
        self.path().join("config").join("config.toml")
    }

    pub(super) fn paths(&self) -> Paths {
        Paths {
            home: Some(self.path().into()),
            config: Some(self.path().join("config")),
            data: Some(self.path().join("data")),
            state: Some(self.path().join("state")),
            cache: Some(self.path().join("cache")),
        }
    }

    pub(super) fn choose(
        &self,
        profile: Option<&str>,
        env: &[(&str, &str)],
    ) -> Result<(Tenant, Vec<String>)> {
        let flags = Flags { profile: profile.map(str::to_owned), ..Default::default() };
        choose(&Env::from_pairs(env.iter().copied()), &self.paths(), &flags)
    }

    pub(super) fn tenant(&self, profile: &str) -> Tenant {
        self.choose(Some(profile), &[]).map_err(|error| error.to_text()).unwrap().0
    }
}

const TWO: &str = r#"default_profile = "prod"

[profiles.prod]
tenant = "acme"
client_id = "p1"

[profiles.stage]
base_url = "https://acme-sb.api.identitynow.com/v3/"
client_id = "s1"
read_only = true
timeout = 2.5
"#;

const SAIL_ALL: [(&str, &str); 3] = [
    ("SAIL_BASE_URL", "https://other.api.identitynow.com/"),
    ("SAIL_CLIENT_ID", "e1"),
    ("SAIL_CLIENT_SECRET", "hunter2\n"),
];

fn failure(result: Result<(Tenant, Vec<String>)>) -> Error {
    let error = result.err().unwrap();
    assert_eq!(error.code(), Code::Usage);
    error
}

#[test]
fn a_flag_wins_over_everything() {
    let home = Home::new(TWO);
    let env = [SAIL_ALL[0], SAIL_ALL[1], SAIL_ALL[2], ("SYNCGROUP_PROFILE", "prod")];
    let (tenant, notes) = home.choose(Some("stage"), &env).unwrap();
    assert_eq!((tenant.name.as_str(), tenant.choice), ("stage", Choice::Flag));
    assert_eq!(tenant.address.to_string(), "https://acme-sb.api.identitynow.com");
    assert_eq!(tenant.client_id.as_deref(), Some("s1"));
    assert!(tenant.read_only && matches!(tenant.secret, SecretSource::Stored));
    assert_eq!(tenant.options.timeout.value, Duration::from_millis(2500));
    assert_eq!(
        notes,
        [
            "`SAIL_BASE_URL`, `SAIL_CLIENT_ID` and `SAIL_CLIENT_SECRET` are ignored: profile `stage` was chosen"
        ]
    );
}

#[test]
fn a_wrong_address_is_corrected_where_it_is_written() {
    let home = Home::new(TWO);
    for (profile, key, line) in [("prod", "tenant", 4), ("stage", "base_url", 8)] {
        let hint = home.tenant(profile).address_hint().unwrap().print(&Invocation::default());
        let file = home.path().join("config").join("config.toml");
        let place = format!("check `{key}` of profile `{profile}`, {}:{line}", file.display());
        assert_eq!(hint, format!("{place}: syncgroup profile edit"));
    }
    let (tenant, _) = home.choose(None, &SAIL_ALL).unwrap();
    let hint = tenant.address_hint().unwrap().print(&Invocation::default());
    assert!(
        hint.starts_with("check the variable `SAIL_BASE_URL`: export SAIL_BASE_URL="),
        "{hint}"
    );
}

#[test]
fn the_variable_comes_next_then_sail_then_the_default() {
    let home = Home::new(TWO);
    let (tenant, notes) =
        home.choose(None, &[("SYNCGROUP_PROFILE", "stage"), SAIL_ALL[1]]).unwrap();
    assert_eq!((tenant.name.as_str(), tenant.choice), ("stage", Choice::Variable));
    assert_eq!(notes, ["`SAIL_CLIENT_ID` is ignored: profile `stage` was chosen"]);

    let (tenant, notes) = home.choose(None, &SAIL_ALL).unwrap();
    assert_eq!((tenant.name.as_str(), tenant.choice), ("environment", Choice::Environment));
    assert_eq!(tenant.address.to_string(), "https://other.api.identitynow.com");
    assert_eq!(tenant.client_id.as_deref(), Some("e1"));
    let SecretSource::Variable("SAIL_CLIENT_SECRET", secret) = &tenant.secret else { panic!() };
    assert_eq!(secret.expose(), "hunter2");
    assert!(notes.is_empty() && !tenant.read_only);

    let (tenant, notes) = home.choose(None, &[("SYNCGROUP_PROFILE", "")]).unwrap();
    assert_eq!((tenant.name.as_str(), tenant.choice), ("prod", Choice::Default));
    assert!(notes.is_empty());
}

#[test]
fn some_of_the_three_variables_are_an_error_that_names_the_others() {
    let home = Home::new(TWO);
    for (missing, (name, _)) in SAIL_ALL.into_iter().enumerate() {
        let set: Vec<_> = SAIL_ALL
            .into_iter()
            .enumerate()
            .filter(|(i, _)| *i != missing)
            .map(|(_, v)| v)
            .collect();
        let error = failure(home.choose(None, &set));
        assert!(error.message().starts_with(&format!("`{name}` is not set")));
    }
    let error = failure(home.choose(None, &SAIL_ALL[..1]));
    assert_eq!(
        error.message(),
        "`SAIL_CLIENT_ID` and `SAIL_CLIENT_SECRET` are not set, and `SAIL_BASE_URL` is: the three belong together"
    );
    assert_eq!(error.hint_texts()[0], "export SAIL_CLIENT_ID=… SAIL_CLIENT_SECRET=…");
    assert!(home.choose(Some("prod"), &SAIL_ALL[..1]).is_ok());
}

#[test]
fn the_variables_address_is_checked_like_any_other() {
    let env = [("SAIL_BASE_URL", "https://acme.identitynow.com"), SAIL_ALL[1], SAIL_ALL[2]];
    let error = failure(Home::empty().choose(None, &env));
    assert!(error.message().starts_with("`SAIL_BASE_URL` must be the tenant's API"));
    let env = [("SAIL_BASE_URL", "http://acme.api.identitynow.com"), SAIL_ALL[1], SAIL_ALL[2]];
    assert!(failure(Home::empty().choose(None, &env)).message().contains("must be https"));
}

#[test]
fn nothing_configured_says_every_way_out_and_never_takes_the_sandbox() {
    let error = failure(Home::empty().choose(None, &[]));
    assert_eq!(error.message(), "no tenant is chosen");
    assert!(error.hint_texts()[0] == "syncgroup login");
    assert!(error.hint_texts()[1].starts_with("syncgroup profile add"));
    assert!(error.hint_texts()[2].contains("SAIL_BASE_URL"));
    let hints = error.hint_texts();
    let typed = Invocation { shell: Shell::PowerShell, tenant: Vec::new() };
    let set = error.hints()[2].print(&typed);
    assert!(set.starts_with("$env:SAIL_BASE_URL = 'https://acme.api.identitynow.com'; "), "{set}");
    let sandbox = hints.get(3).map(String::as_str);
    assert_eq!(sandbox, cfg!(feature = "sandbox").then_some("syncgroup -p sandbox list"));
    let error = failure(Home::new("[profiles.a]\ntenant = \"a\"\n").choose(None, &[]));
    assert_eq!(error.hint_texts()[0], "syncgroup profile use a");
    assert!(choose(&Env::default(), &Paths::default(), &Flags::default()).is_err());
}

#[test]
fn an_unknown_profile_is_met_with_those_there_are() {
    let home = Home::new(TWO);
    let error = failure(home.choose(Some("Prod"), &[]));
    assert_eq!(error.message(), "profile `Prod` does not exist");
    assert_eq!(error.hint_texts()[0], "did you mean `prod`?");
    assert!(error.hint_texts()[1].starts_with("profiles: prod, stage"));
    let error = failure(home.choose(None, &[("SYNCGROUP_PROFILE", "xx")]));
    assert!(error.message().contains("`SYNCGROUP_PROFILE`"), "{error}");
    let home = Home::new("default_profile = \"gone\"\n");
    let error = failure(home.choose(None, &[]));
    assert!(
        error.to_string().contains("config.toml:1: profile `gone`, which `default_profile` names")
    );
    let error = failure(home.choose(Some(""), &SAIL_ALL));
    assert!(error.message().contains("empty"), "{error}");
}

#[cfg(feature = "sandbox")]
#[test]
fn the_sandbox_needs_no_file_and_minds_no_broken_one() {
    for home in [Home::empty(), Home::new("this is [not toml")] {
        let (tenant, _) = home.choose(Some("sandbox"), &[]).unwrap();
        let database = home.path().join("data/sandbox/sandbox.db");
        assert_eq!(tenant.address, Address::Sandbox { name: "sandbox".into(), database });
        assert!(matches!(tenant.secret, SecretSource::Embedded));
        assert!(home.choose(None, &SAIL_ALL).is_ok());
    }
    let home = Home::new("default_profile = \"sandbox\"");
    assert_eq!(home.choose(None, &[]).unwrap().0.choice, Choice::Default);
}

#[cfg(feature = "sandbox")]
#[test]
fn the_sandbox_needs_a_directory() {
    let flags = Flags { profile: Some("sandbox".into()), ..Default::default() };
    let error = failure(choose(&Env::default(), &Paths::default(), &flags));
    assert!(error.message().contains("names no directory"), "{error}");
}

#[cfg(feature = "sandbox")]
#[test]
fn secrets_of_the_environment_do_not_reach_an_embedded_tenant() {
    let home = Home::new("[profiles.try]\nsandbox = true\nread_only = true\n");
    let env = [("SYNCGROUP_ACCESS_TOKEN", "t"), ("SYNCGROUP_CLIENT_SECRET", "s")];
    for name in ["sandbox", "try"] {
        let (tenant, _) = home.choose(Some(name), &env).unwrap();
        assert!(tenant.access_token.is_none());
        assert!(matches!(tenant.secret, SecretSource::Embedded));
    }
    let Address::Sandbox { database, .. } = home.tenant("try").address else { panic!() };
    assert_eq!(database, home.path().join("data/sandbox/try.db"));
}

#[test]
fn the_variable_supplies_a_profiles_secret_and_a_token() {
    let home = Home::new(TWO);
    let env = [("SYNCGROUP_ACCESS_TOKEN", "t\n"), ("SYNCGROUP_CLIENT_SECRET", "s")];
    let (tenant, _) = home.choose(Some("prod"), &env).unwrap();
    let SecretSource::Variable("SYNCGROUP_CLIENT_SECRET", secret) = &tenant.secret else {
        panic!()
    };
    assert_eq!(secret.expose(), "s");
    assert_eq!(tenant.access_token.unwrap().expose(), "t");
}

#[test]
fn a_profiles_secret_does_not_go_to_the_tenant_of_the_variables() {
    let env = [SAIL_ALL[0], SAIL_ALL[1], SAIL_ALL[2], ("SYNCGROUP_CLIENT_SECRET", "s")];
    let (tenant, notes) = Home::empty().choose(None, &env).unwrap();
    let SecretSource::Variable("SAIL_CLIENT_SECRET", secret) = &tenant.secret else { panic!() };
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(notes.len(), 1);
    assert!(notes[0].starts_with("`SYNCGROUP_CLIENT_SECRET` is ignored"));
}

#[test]
fn files_and_programs_of_a_profile_start_at_the_config_file() {
    let home = Home::new(
        r#"
[profiles.f]
tenant = "a"
client_secret_file = "secret.txt"
[profiles.h]
tenant = "a"
client_secret_file = "~/secret.txt"
[profiles.c]
tenant = "a"
client_secret_command = ["bin/show", "bin/arg"]
[profiles.p]
tenant = "a"
client_secret_command = ["pass", "show"]
"#,
    );
    let SecretSource::File(file, _) = home.tenant("f").secret else { panic!() };
    assert_eq!(file, home.path().join("config/secret.txt"));
    let SecretSource::File(file, _) = home.tenant("h").secret else { panic!() };
    assert_eq!(file, home.path().join("secret.txt"));
    let SecretSource::Command(words, _) = home.tenant("c").secret else { panic!() };
    assert_eq!(Path::new(&words[0]), home.path().join("config/bin/show"));
    assert_eq!(words[1], "bin/arg");
    let SecretSource::Command(words, _) = home.tenant("p").secret else { panic!() };
    assert_eq!(words, ["pass", "show"]);
}

#[cfg(not(feature = "sandbox"))]
#[test]
fn a_build_without_the_embedded_tenant_says_so() {
    let error = failure(Home::empty().choose(Some("sandbox"), &[]));
    assert!(error.message().contains("which this build leaves out"), "{error}");
    let error = failure(Home::empty().choose(Some("prod"), &[]));
    assert_eq!(error.hint_texts(), ["syncgroup profile add prod --tenant acme --client-id ID"]);
}
