//! Applications: what users see, backed by the accounts of a source.

use serde_json::Value;

use super::thing;

thing! {
    /// An application of a source.
    SourceApp
}

impl SourceApp {
    /// ID of the source whose accounts the application uses.
    pub fn source_id(&self) -> Option<&str> {
        self.account_source()?.get("id")?.as_str()
    }

    /// Whether the application takes part in password management.
    pub fn manages_passwords(&self) -> bool {
        let flag = self.account_source().and_then(|source| source.get("useForPasswordManagement"));
        flag.and_then(Value::as_bool).unwrap_or_default()
    }

    fn account_source(&self) -> Option<&Value> {
        self.0.get("accountSource")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_application_may_have_no_source() {
        let app: SourceApp =
            serde_json::from_value(json!({"name": "Gmail", "accountSource": null})).unwrap();
        assert_eq!((app.name(), app.source_id(), app.manages_passwords()), ("Gmail", None, false));
    }
}
