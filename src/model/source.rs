//! Sources: the systems whose accounts have the passwords.

use serde_json::Value;

use super::{text, texts, thing};

thing! {
    /// A source, such as a directory or an application with accounts of its own.
    Source
}

impl Source {
    /// Type of system, such as `Active Directory - Direct`.
    pub fn kind(&self) -> &str {
        text(&self.0, "type").unwrap_or_default()
    }

    /// Whether the tenant talks to the source itself, rather than reading files from it.
    pub fn is_direct_connect(&self) -> bool {
        text(&self.0, "connectionType") == Some("direct")
    }

    /// Whether the tenant may change passwords on the source (feature `PASSWORD`).
    pub fn manages_passwords(&self) -> bool {
        self.has_feature("PASSWORD")
    }

    /// Whether users sign in through the source (feature `AUTHENTICATE`).
    pub fn is_authentication_source(&self) -> bool {
        self.has_feature("AUTHENTICATE")
    }

    /// Whether the last health check went well; `None` where the tenant does not say.
    pub fn healthy(&self) -> Option<bool> {
        self.0.get("healthy").and_then(Value::as_bool)
    }

    /// Why the source is or is not healthy, such as `SOURCE_STATE_HEALTHY`.
    pub fn status(&self) -> Option<&str> {
        text(&self.0, "status")
    }

    /// IDs and names of the policies assigned to the source.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        let policies = self.0.get("passwordPolicies").and_then(Value::as_array);
        policies.into_iter().flatten().filter_map(|policy| {
            Some((
                policy.get("id")?.as_str()?,
                policy.get("name").and_then(Value::as_str).unwrap_or_default(),
            ))
        })
    }

    fn has_feature(&self, feature: &str) -> bool {
        texts(&self.0, "features").any(|each| each == feature)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn source(value: Value) -> Source {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn features_and_connection_type_decide() {
        let ad = source(
            json!({"connectionType": "direct", "features": ["PASSWORD", "AUTHENTICATE", "NEW"]}),
        );
        assert!(ad.is_direct_connect() && ad.manages_passwords() && ad.is_authentication_source());
        let file = source(json!({"connectionType": "file", "features": null}));
        assert!(
            !file.is_direct_connect()
                && !file.manages_passwords()
                && !file.is_authentication_source()
        );
    }

    #[test]
    fn policies_may_be_null() {
        assert_eq!(source(json!({"passwordPolicies": null})).policies().count(), 0);
        let with =
            source(json!({"passwordPolicies": [{"id": "p", "name": "Strong"}, {"id": "q"}, 7]}));
        assert_eq!(with.policies().collect::<Vec<_>>(), [("p", "Strong"), ("q", "")]);
    }
}
