use super::*;
use crate::error::Code;

fn url(text: &str) -> String {
    Address::Url(parse_base_url("base_url", text).unwrap()).to_string()
}

fn error(text: &str) -> String {
    let error = parse_base_url("base_url", text).unwrap_err();
    assert_eq!(error.code(), Code::Usage);
    error.to_text()
}

#[test]
fn slashes_and_versions_at_the_end_are_dropped() {
    for text in [
        "https://acme.api.identitynow.com",
        "https://acme.api.identitynow.com/",
        "https://acme.api.identitynow.com/v3",
        "https://acme.api.identitynow.com/v2026/",
        "https://ACME.api.identitynow.com/beta//",
        "  https://acme.api.identitynow.com:443/V1  ",
    ] {
        assert_eq!(url(text), "https://acme.api.identitynow.com", "{text}");
    }
}

#[test]
fn a_path_that_is_no_version_stays() {
    assert_eq!(url("https://gate.example.com/isc/v3/"), "https://gate.example.com/isc");
    assert_eq!(url("https://gate.example.com/vx"), "https://gate.example.com/vx");
}

#[test]
fn http_is_for_loopback() {
    for text in
        ["http://127.0.0.1:8080", "http://127.8.9.1", "http://[::1]:1", "http://localhost:9"]
    {
        assert_eq!(url(text), text);
        assert!(Address::Url(Url::parse(text).unwrap()).is_loopback());
    }
    for text in [
        "http://acme.api.identitynow.com",
        "http://127.0.0.1.nip.io",
        "http://localhost.example.com",
        "http://0.0.0.0",
        "http://[::ffff:127.0.0.1]",
        "http://10.0.0.1",
    ] {
        assert!(error(text).contains("must be https"), "{text}");
    }
    assert!(error("http://acme.api.identitynow.com").contains("hint: https://acme.api."));
    assert!(error("ftp://acme.example.com").contains("not `ftp`"));
}

#[test]
fn a_website_is_refused_with_the_api_as_hint() {
    assert_eq!(
        error("https://acme.identitynow.com/ui/a"),
        "error: `base_url` must be the tenant's API, and `acme.identitynow.com` is its website\n  hint: \
             https://acme.api.identitynow.com\n"
    );
    assert!(
        error("https://acme.identitynow-demo.com.").contains("//acme.api.identitynow-demo.com")
    );
    assert!(error("https://api.identitynow.com").contains("https://TENANT.api.identitynow.com"));
}

#[test]
fn every_known_website_is_refused_with_its_api() {
    for (website, api) in [
        ("acme.identitynow.com", "acme.api.identitynow.com"),
        ("ACME.IdentityNow.com.", "acme.api.identitynow.com"),
        ("acme.identitynow-demo.com", "acme.api.identitynow-demo.com"),
        ("acme.identitynowgov.com", "acme.api.identitynowgov.com"),
        ("acme.saas.sailpointfedramp.com", "acme.api.saas.sailpointfedramp.com"),
        ("acme.idn.sailpointfedramp.com", "acme.api.saas.sailpointfedramp.com"),
        ("acme.login.sailpoint.com", "acme.api.identitynow.com"),
        ("identitynow.com", "TENANT.api.identitynow.com"),
        ("saas.sailpointfedramp.com", "TENANT.api.saas.sailpointfedramp.com"),
        ("api.saas.sailpointfedramp.com", "TENANT.api.saas.sailpointfedramp.com"),
    ] {
        let text = error(&format!("https://{website}/ui/d/dashboard"));
        assert!(text.ends_with(&format!("hint: https://{api}\n")), "{website}: {text}");
        assert_eq!(
            url(&format!("https://{}", api.to_lowercase())),
            format!("https://{}", api.to_lowercase())
        );
    }
    let tenant = |text: &str| Address::Url(parse_tenant("tenant", text).unwrap()).to_string();
    assert_eq!(
        tenant("acme.idn.sailpointfedramp.com"),
        "https://acme.api.saas.sailpointfedramp.com"
    );
    assert_eq!(tenant("acme.login.sailpoint.com"), "https://acme.api.identitynow.com");
    assert!(
        error("http://acme.identitynow.com").contains("hint: https://acme.api.identitynow.com\n")
    );
    assert!(error("acme.identitynow.com").contains("hint: https://acme.api.identitynow.com\n"));
}

#[test]
fn credentials_queries_and_fragments_are_refused_and_not_repeated() {
    let text = error("https://me:hunter2@acme.api.identitynow.com");
    assert!(text.contains("user name") && !text.contains("hunter2"), "{text}");
    assert!(error("https://a.api.identitynow.com@evil.example").contains("user name"));
    assert!(error("https://acme.api.identitynow.com/?a=1").contains("query"));
    assert!(error("https://acme.api.identitynow.com/#x").contains("fragment"));
}

#[test]
fn an_address_without_a_scheme_is_shown_with_one() {
    assert!(error("acme.api.identitynow.com").contains("hint: https://acme.api.identitynow.com"));
    assert!(error("localhost:8080").contains("hint: http://localhost:8080"));
    assert!(error("me:hunter2@acme.example.com").contains("hint: https://acme.api."));
    assert!(error("").contains("scheme"));
    assert!(error("https://").contains("must be a URL"));
}

#[test]
fn a_tenant_is_a_name_or_a_name_with_its_domain() {
    let tenant = |text: &str| Address::Url(parse_tenant("tenant", text).unwrap()).to_string();
    assert_eq!(tenant("acme"), "https://acme.api.identitynow.com");
    assert_eq!(tenant("ACME"), "https://acme.api.identitynow.com");
    assert_eq!(tenant("acme.identitynow-demo.com"), "https://acme.api.identitynow-demo.com");
    assert_eq!(tenant("acme.api.identitynow.com"), "https://acme.api.identitynow.com");
    for text in ["", "https://acme", "a/b", "a..b", "-a", "a b", "a@b"] {
        let error = parse_tenant("tenant", text).unwrap_err();
        assert!(error.message().contains("must be the tenant's name"), "{text}");
    }
}

#[test]
fn the_host_is_named_with_an_unusual_port() {
    let host = |text: &str| Address::Url(Url::parse(text).unwrap()).host();
    assert_eq!(host("https://acme.api.identitynow.com/"), "acme.api.identitynow.com");
    assert_eq!(host("http://127.0.0.1:8080"), "127.0.0.1:8080");
    let sandbox = Address::Sandbox { name: "s".into(), database: "/d/s.db".into() };
    assert_eq!((sandbox.host().as_str(), sandbox.is_loopback()), ("embedded", true));
}
