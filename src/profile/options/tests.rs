use super::*;
use crate::error::Code;

fn acme() -> Address {
    Address::Url(url::Url::parse("https://acme.api.identitynow.com").unwrap())
}

fn resolve(flags: &Flags, env: &[(&str, &str)], profile: ProfileOptions) -> Result<Options> {
    let env = Env::from_pairs(env.iter().copied());
    Options::resolve(flags, &env, &Paths::default(), profile, &acme())
}

fn at_line<T>(value: T) -> Setting<T> {
    Setting::new(value, Origin::File { path: "/c/config.toml".into(), line: 7 })
}

#[test]
fn defaults_apply_where_nobody_says_anything() {
    let options = resolve(&Flags::default(), &[], ProfileOptions::default()).unwrap();
    assert_eq!(options.timeout, Setting::new(Duration::from_secs(30), Origin::Default));
    assert_eq!(options.retries.value, 3);
    assert_eq!(options.pace.value, Some(RateLimit::DOCUMENTED));
    assert_eq!(options.api_version.value.as_str(), "v3");
    assert_eq!(options.output.value, None);
    assert!(options.proxy.value.is_none() && options.ca_file.value.is_none());
    assert!(!options.no_token_cache.value && !options.no_history.value);
}

#[test]
fn each_option_takes_the_nearest_origin_by_itself() {
    let profile = ProfileOptions {
        timeout: Some(at_line(Duration::from_secs(5))),
        retries: Some(at_line(1)),
        output: Some(at_line("csv".to_owned())),
        ..Default::default()
    };
    let flags = Flags { timeout: Some("2.5".into()), ..Default::default() };
    let env = [("SYNCGROUP_TIMEOUT", "9"), ("SYNCGROUP_RETRIES", "7")];
    let options = resolve(&flags, &env, profile).unwrap();
    assert_eq!(options.timeout.value, Duration::from_millis(2500));
    assert_eq!(options.timeout.origin.to_string(), "--timeout");
    assert_eq!(options.retries, Setting::new(7, Origin::Variable("SYNCGROUP_RETRIES")));
    assert_eq!(options.output.value.as_deref(), Some("csv"));
    assert_eq!(options.output.origin.to_string(), "/c/config.toml:7");
}

#[test]
fn values_that_make_no_sense_name_their_flag_or_variable() {
    for text in ["0", "-1", "nan", "inf", "1e300", "1e-12", "soon", "", "86401"] {
        let flags = Flags { timeout: Some(text.into()), ..Default::default() };
        let error = resolve(&flags, &[], ProfileOptions::default()).err().unwrap();
        assert_eq!(error.code(), Code::Usage);
        assert!(error.message().starts_with("`--timeout` must be a number"), "{text}");
    }
    for (name, value) in [
        ("SYNCGROUP_RETRIES", "-1"),
        ("SYNCGROUP_PACE", "fast"),
        ("SYNCGROUP_API_VERSION", "beta"),
        ("SYNCGROUP_OUTPUT", "tabel"),
        ("SYNCGROUP_PROXY", "ftp://p"),
        ("SYNCGROUP_NO_HISTORY", "perhaps"),
    ] {
        let error = resolve(&Flags::default(), &[(name, value)], ProfileOptions::default());
        let message = error.err().unwrap().to_string();
        assert!(message.starts_with(&format!("`{name}` must be")), "{message}");
    }
}

#[test]
fn a_flag_may_know_formats_that_others_do_not() {
    let flags = Flags { output: Some("junit".into()), ..Default::default() };
    let options = resolve(&flags, &[], ProfileOptions::default()).unwrap();
    assert_eq!(options.output.value.as_deref(), Some("junit"));
}

#[test]
fn loopback_never_goes_through_a_proxy() {
    let flags = Flags { proxy: Some("http://p:1".into()), ..Default::default() };
    let env = Env::from_pairs([("HTTPS_PROXY", "http://p:1")]);
    for flags in [flags, Flags::default()] {
        for text in ["http://127.0.0.1:8080", "https://localhost"] {
            let address = Address::Url(url::Url::parse(text).unwrap());
            let profile = ProfileOptions::default();
            let options =
                Options::resolve(&flags, &env, &Paths::default(), profile, &address).unwrap();
            assert!(options.proxy.value.is_none());
            assert_eq!(options.proxy.origin, Origin::Loopback);
        }
    }
}

#[test]
fn an_explicit_proxy_wins_over_the_environments() {
    let env = [("HTTPS_PROXY", "http://everyone:1"), ("NO_PROXY", "*")];
    let flags = Flags { proxy: Some("mine:2".into()), ..Default::default() };
    let options = resolve(&flags, &env, ProfileOptions::default()).unwrap();
    assert_eq!(options.proxy.value.unwrap().to_string(), "http://mine:2");
    let flags = Flags { proxy: Some("none".into()), ..Default::default() };
    let options = resolve(&flags, &env[..1], ProfileOptions::default()).unwrap();
    assert!(options.proxy.value.is_none());
    assert_eq!(options.proxy.origin, Origin::Flag("--proxy"));
}

#[test]
fn a_path_starts_where_it_was_written() {
    let options = |flags: &Flags, home: Option<&str>, path: &str| {
        let paths = Paths { home: home.map(PathBuf::from), ..Default::default() };
        let profile = ProfileOptions { ca_file: Some(at_line(path.into())), ..Default::default() };
        let options = Options::resolve(flags, &Env::default(), &paths, profile, &acme())?;
        Ok::<_, Error>(options.ca_file.value.unwrap())
    };
    let none = Flags::default();
    assert_eq!(options(&none, None, "ca.pem").unwrap(), Path::new("/c/ca.pem"));
    assert_eq!(options(&none, Some("/h"), "~/ca.pem").unwrap(), Path::new("/h/ca.pem"));
    assert_eq!(options(&none, None, "/etc/ca.pem").unwrap(), Path::new("/etc/ca.pem"));
    let error = options(&none, None, "~/ca.pem").unwrap_err();
    assert!(error.to_string().starts_with("/c/config.toml:7: `~/ca.pem`"), "{error}");
    let flags = Flags { ca_file: Some("ca.pem".into()), ..Default::default() };
    assert_eq!(options(&flags, None, "x").unwrap(), Path::new("ca.pem"));
}

#[test]
fn switches_go_either_way_from_the_environment() {
    let profile = || ProfileOptions { no_history: Some(at_line(true)), ..Default::default() };
    let off = [("SYNCGROUP_NO_HISTORY", "false")];
    assert!(!resolve(&Flags::default(), &off, profile()).unwrap().no_history.value);
    assert!(resolve(&Flags::default(), &[], profile()).unwrap().no_history.value);
    let flags = Flags { no_history: true, ..Default::default() };
    assert!(resolve(&flags, &off, profile()).unwrap().no_history.value);
}
