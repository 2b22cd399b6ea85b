//! Applications: what users see, backed by the accounts of a source.

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess};

use super::lenient::{self, from_object};

/// An application of a source. Only what is asked for here is kept of the API's object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SourceApp {
    id: Box<str>,
    name: Box<str>,
    source: Option<Account>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Key {
    Id,
    Name,
    AccountSource,
    #[serde(other)]
    Other,
}

/// The source whose accounts an application uses.
#[derive(Debug, Clone, PartialEq, Default)]
struct Account {
    id: Option<Box<str>>,
    manages_passwords: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum AccountKey {
    Id,
    UseForPasswordManagement,
    #[serde(other)]
    Other,
}

from_object!(SourceApp by Key);
from_object!(Account by AccountKey);

impl SourceApp {
    /// The application's ID; empty where it has none.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The application's name; empty where it has none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// ID of the source whose accounts the application uses.
    pub fn source_id(&self) -> Option<&str> {
        self.source.as_ref()?.id.as_deref()
    }

    /// Whether the application takes part in password management.
    pub fn manages_passwords(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.manages_passwords)
    }

    fn take<'de, A: MapAccess<'de>>(&mut self, key: Key, map: &mut A) -> Result<(), A::Error> {
        match key {
            Key::Id => self.id = lenient::value(map)?.unwrap_or_default(),
            Key::Name => self.name = lenient::value(map)?.unwrap_or_default(),
            Key::AccountSource => self.source = lenient::value(map)?,
            Key::Other => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

impl Account {
    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: AccountKey,
        map: &mut A,
    ) -> Result<(), A::Error> {
        match key {
            AccountKey::Id => self.id = lenient::value(map)?,
            AccountKey::UseForPasswordManagement => {
                self.manages_passwords = lenient::value(map)?.unwrap_or_default();
            }
            AccountKey::Other => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn app(value: Value) -> SourceApp {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn an_application_may_have_no_source() {
        let app = app(json!({"name": "Gmail", "accountSource": null}));
        assert_eq!((app.name(), app.source_id(), app.manages_passwords()), ("Gmail", None, false));
    }

    #[test]
    fn the_source_says_whether_passwords_are_managed() {
        let source = json!({"id": "s", "useForPasswordManagement": true, "passwordPolicies": []});
        let app = app(json!({"id": "a", "name": "Gmail", "accountSource": source}));
        assert_eq!((app.id(), app.source_id(), app.manages_passwords()), ("a", Some("s"), true));
    }
}
