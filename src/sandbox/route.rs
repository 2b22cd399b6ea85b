//! From a path to what it names, in every style of the API's addresses.

use hyper::Method;
use percent_encoding::percent_decode_str;

/// Where a path carries the version, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    V3,
    V2024,
    V2025,
    V2026,
    Beta,
    /// The current style: the version follows the first segment.
    V1,
}

impl Style {
    const PREFIXES: [(&str, Self); 5] = [
        ("v3", Self::V3),
        ("v2024", Self::V2024),
        ("v2025", Self::V2025),
        ("v2026", Self::V2026),
        ("beta", Self::Beta),
    ];

    /// Whether this version has the resource: v3 has no applications, and the policies of a source are published from
    /// v2025 on and in v1.
    fn publishes(self, resource: &Resource) -> bool {
        match resource {
            Resource::Apps | Resource::AllApps => self != Self::V3,
            Resource::SourcePolicies(_) => !matches!(self, Self::V3 | Self::Beta | Self::V2024),
            _ => true,
        }
    }

    /// Whether password policies and applications ask for `X-SailPoint-Experimental` here.
    pub(super) fn is_experimental(self) -> bool {
        !matches!(self, Self::V3 | Self::Beta)
    }
}

/// What a path names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Resource {
    Groups,
    Group(String),
    Policies,
    Policy(String),
    Sources,
    Source(String),
    SourcePolicies(String),
    Apps,
    AllApps,
    Roles,
    Role(String),
    PersonalAccessTokens,
    PasswordInfo,
    SetPassword,
    PasswordChange(String),
}

impl Resource {
    /// The methods that it takes.
    pub(super) fn methods(&self) -> &'static str {
        match self {
            Self::Groups | Self::Policies => "GET, POST",
            Self::Group(_) | Self::Policy(_) => "GET, PUT, DELETE",
            Self::PasswordInfo | Self::SetPassword => "POST",
            _ => "GET",
        }
    }

    /// Whether it takes this one.
    pub(super) fn takes(&self, method: &Method) -> bool {
        self.methods().split(", ").any(|name| name == method.as_str())
    }
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    Token,
    Info,
    Api(Style, Resource),
}

/// Finds what a path leads to; `None` for an address that the tenant does not have.
pub(super) fn resolve(path: &str) -> Option<Route> {
    let decoded =
        path.strip_prefix('/')?.split('/').map(|part| percent_decode_str(part).decode_utf8());
    let segments: Vec<String> = decoded
        .map(|part| part.map(std::borrow::Cow::into_owned))
        .collect::<Result<_, _>>()
        .ok()?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["oauth", "token"] => Some(Route::Token),
        ["oauth", "info"] => Some(Route::Info),
        [service, "v1", rest @ ..] => Some(Route::Api(Style::V1, resource(service, rest)?)),
        [version, service, rest @ ..] => {
            let (_, style) = Style::PREFIXES.into_iter().find(|(name, _)| name == version)?;
            let resource = resource(service, rest)?;
            style.publishes(&resource).then_some(Route::Api(style, resource))
        }
        _ => None,
    }
}

fn resource(service: &str, rest: &[&str]) -> Option<Resource> {
    if rest.iter().any(|segment| segment.is_empty()) {
        return None;
    }
    match (service, rest) {
        ("password-sync-groups", []) => Some(Resource::Groups),
        ("password-sync-groups", [id]) => Some(Resource::Group((*id).to_owned())),
        ("password-policies", []) => Some(Resource::Policies),
        ("password-policies", [id]) => Some(Resource::Policy((*id).to_owned())),
        ("sources", []) => Some(Resource::Sources),
        ("sources", [id]) => Some(Resource::Source((*id).to_owned())),
        ("sources", [id, "password-policies"]) => Some(Resource::SourcePolicies((*id).to_owned())),
        ("source-apps", []) => Some(Resource::Apps),
        ("source-apps", ["all"]) => Some(Resource::AllApps),
        ("roles", []) => Some(Resource::Roles),
        ("roles", [id]) => Some(Resource::Role((*id).to_owned())),
        ("personal-access-tokens", []) => Some(Resource::PersonalAccessTokens),
        ("query-password-info", []) => Some(Resource::PasswordInfo),
        ("set-password", []) => Some(Resource::SetPassword),
        ("password-change-status", [id]) => Some(Resource::PasswordChange((*id).to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_leads_to_the_same_things() {
        for (version, style) in Style::PREFIXES {
            let api = |resource| Some(Route::Api(style, resource));
            let at = |rest: &str| resolve(&format!("/{version}/{rest}"));
            assert_eq!(at("password-sync-groups"), api(Resource::Groups));
            assert_eq!(at("sources/a%20b"), api(Resource::Source("a b".into())));
            assert_eq!(at("source-apps/all").is_some(), style != Style::V3);
            let published = matches!(style, Style::V2025 | Style::V2026);
            assert_eq!(at("sources/a/password-policies").is_some(), published, "{version}");
        }
        let v1 = |resource| Some(Route::Api(Style::V1, resource));
        assert_eq!(resolve("/password-sync-groups/v1/x"), v1(Resource::Group("x".into())));
        assert_eq!(resolve("/source-apps/v1/all"), v1(Resource::AllApps));
        assert_eq!(resolve("/sources/v1"), v1(Resource::Sources));
        let policies = Resource::SourcePolicies("a b".into());
        assert_eq!(resolve("/sources/v1/a%20b/password-policies"), v1(policies));
        assert_eq!(resolve("/oauth/info"), Some(Route::Info));
    }

    #[test]
    fn other_addresses_lead_nowhere() {
        for path in [
            "",
            "/",
            "/v3",
            "/v4/sources",
            "/v3/password-sync-groups/",
            "/v3/password-sync-groups/a/b",
            "/v3/nothing",
            "/V3/sources",
            "/v3//sources",
            "/v3/sources/%ff",
            "/v1/sources",
            "/sources/v3",
            "/oauth/token/",
        ] {
            assert_eq!(resolve(path), None, "{path}");
        }
    }

    #[test]
    fn an_encoded_slash_stays_inside_its_segment() {
        let id = Resource::Group("../sources".into());
        assert_eq!(
            resolve("/v3/password-sync-groups/..%2Fsources"),
            Some(Route::Api(Style::V3, id))
        );
    }

    #[test]
    fn methods_are_told_apart() {
        assert!(Resource::Groups.takes(&Method::POST) && !Resource::Groups.takes(&Method::PUT));
        assert!(Resource::Group(String::new()).takes(&Method::DELETE));
        assert!(!Resource::Sources.takes(&Method::POST));
    }
}
