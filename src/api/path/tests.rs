use super::*;

fn url(route: &Route) -> String {
    let base = Url::parse("https://acme.api.identitynow.com").unwrap();
    route.url(&base).unwrap().to_string().replace("https://acme.api.identitynow.com", "")
}

#[test]
fn each_style_has_its_version_in_its_own_place() {
    let path = |version| url(&Route::new(version, "sources", &["x", "password-policies"]));
    let source = |version| url(&Route::new(version, "sources", &["x"]));
    assert_eq!(
        (source(ApiVersion::V3), source(ApiVersion::V1)),
        ("/v3/sources/x".into(), "/sources/v1/x".into())
    );
    for version in [ApiVersion::V3, ApiVersion::V2024, ApiVersion::V2025] {
        assert_eq!(path(version), "/v2025/sources/x/password-policies");
    }
    assert_eq!(path(ApiVersion::V2026), "/v2026/sources/x/password-policies");
    assert_eq!(path(ApiVersion::V1), "/sources/v1/x/password-policies");
    assert_eq!(url(&Route::oauth("info")), "/oauth/info");
}

#[test]
fn segments_are_told_without_the_version() {
    let segments = |path: &str| Route::typed(ApiVersion::V1, path).unwrap().segments();
    for path in ["/v3/sources/a%2Fb", "sources/v1/a%2Fb/", "/sources/a%2Fb?x=y"] {
        assert_eq!(segments(path), ["sources", "a/b"], "{path}");
    }
    assert_eq!(segments("/v3/sources/v3"), ["sources", "v3"]);
    assert_eq!(segments("/oauth/info"), ["oauth", "info"]);
}

#[test]
fn applications_come_from_v2025_where_v3_has_none() {
    let path = |version| url(&Route::new(version, "source-apps", &["all"]));
    assert_eq!(path(ApiVersion::V3), "/v2025/source-apps/all");
    assert_eq!(path(ApiVersion::V2024), "/v2024/source-apps/all");
    assert_eq!(path(ApiVersion::V1), "/source-apps/v1/all");
}

#[test]
fn an_id_is_one_segment_whatever_is_in_it() {
    for (id, segment) in [
        ("a/../b", "a%2F..%2Fb"),
        ("../sources", "..%2Fsources"),
        ("%2e%2e/x", "%252e%252e%2Fx"),
        ("a?b#c", "a%3Fb%23c"),
        ("né x\\y", "n%C3%A9%20x%5Cy"),
        ("...", "..."),
    ] {
        let route = Route::new(ApiVersion::V3, "password-sync-groups", &[id]);
        assert_eq!(url(&route), format!("/v3/password-sync-groups/{segment}"));
    }
}

#[test]
fn a_filter_is_encoded() {
    let route = Route::new(ApiVersion::V3, "sources", &[])
        .with("limit", "5")
        .with("filters", r#"name eq "a&b+c""#);
    assert_eq!(url(&route), "/v3/sources?limit=5&filters=name%20eq%20%22a%26b%2Bc%22");
}

#[test]
fn experimental_is_asked_for_where_it_must_be() {
    let experimental = |version, resource| Route::new(version, resource, &[]).is_experimental();
    assert!(!experimental(ApiVersion::V3, "password-policies"));
    assert!(experimental(ApiVersion::V3, "source-apps"));
    assert!(experimental(ApiVersion::V2024, "password-policies"));
    assert!(experimental(ApiVersion::V1, "password-policies"));
    assert!(!experimental(ApiVersion::V1, "sources"));
}

#[test]
fn a_typed_path_gets_a_version_only_where_it_has_none() {
    let typed = |version, text| {
        let route = Route::typed(version, text).unwrap();
        (url(&route), route.resource().to_owned(), route.version().map(str::to_owned))
    };
    let v3 = |path: &str, resource: &str, version: Option<&str>| {
        (path.to_owned(), resource.to_owned(), version.map(str::to_owned))
    };
    assert_eq!(
        typed(ApiVersion::V3, "/beta/sources?limit=1"),
        v3("/beta/sources?limit=1", "sources", Some("beta"))
    );
    assert_eq!(typed(ApiVersion::V3, "sources/v1/x"), v3("/sources/v1/x", "sources", Some("v1")));
    assert_eq!(typed(ApiVersion::V3, "sources/x"), v3("/v3/sources/x", "sources", Some("v3")));
    assert_eq!(typed(ApiVersion::V1, "/sources/x"), v3("/sources/v1/x", "sources", Some("v1")));
    assert_eq!(typed(ApiVersion::V3, "/oauth/info"), v3("/oauth/info", "oauth", None));
}

#[test]
fn a_typed_path_stays_on_the_tenant() {
    for text in [
        "https://evil.example/v3/sources",
        "//evil.example/v3",
        "/v3/../oauth/token",
        "/v3/%2e%2E/x",
        "/v3/.%2e",
        "/v3\\..\\x",
        "/v3/.\t./x",
        "/v3/a#b",
        "",
        "/",
        "?limit=1",
    ] {
        assert!(Route::typed(ApiVersion::V3, text).is_err(), "{text}");
    }
}
