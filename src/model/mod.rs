//! The things of the tenant: sync groups, sources, password policies and applications; its path styles and its rate limit.
//!
//! Groups and policies are the JSON objects that the API sent, with readers for the fields that matter here; a group as its
//! text until somebody asks for the object. Fields that
//! nobody knew when this was written, and the difference between null and absent, survive a read-change-write unharmed.
//! What is never written, and there can be hundreds of thousands of it, keeps only the fields that are asked for.

mod api_version;
mod app;
mod group;
mod group_diff;
mod group_text;
mod id;
mod lenient;
mod mapped;
mod policy;
mod rate_limit;
mod source;
mod span;
mod timestamp;

pub use api_version::ApiVersion;
pub use app::SourceApp;
pub use group::{KNOWN_FIELDS, SyncGroup, TENANT_FIELDS};
pub use group_diff::{FieldDiff, GroupDiff};
pub use id::{Id, looks_like_id};
pub use mapped::MappedName;
pub use policy::{PasswordPolicy, PolicyAssignment};
pub use rate_limit::{RateLimit, seconds};
pub use source::{Source, SourceObject};
pub use span::parse_span;
pub use timestamp::{TIMESTAMP_FORMS, same_timestamp, timestamp};

/// The API's own JSON object, its keys in the order in which they were sent.
pub type Object = serde_json::Map<String, serde_json::Value>;

/// Defines a thing that is a JSON object of the API, with its ID and name. Clones share the object until one of them is
/// changed.
macro_rules! thing {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct $name(std::sync::Arc<super::Object>);

        impl $name {
            /// Wraps the object as it is.
            pub fn new(object: super::Object) -> Self {
                Self(std::sync::Arc::new(object))
            }

            /// The object's ID; empty where it has none.
            pub fn id(&self) -> &str {
                super::text(&self.0, "id").unwrap_or_default()
            }

            /// The object's name; empty where it has none.
            pub fn name(&self) -> &str {
                super::text(&self.0, "name").unwrap_or_default()
            }

            /// The API's own object.
            pub fn object(&self) -> &super::Object {
                &self.0
            }

            /// The API's own object, taken out.
            pub fn into_object(self) -> super::Object {
                std::sync::Arc::unwrap_or_clone(self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let text = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
                match crate::number::value(text.get()).map_err(D::Error::custom)? {
                    serde_json::Value::Object(object) => Ok(Self::new(object)),
                    _ => Err(D::Error::custom("not an object")),
                }
            }
        }
    };
}
use thing;

/// A string field.
fn text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str()
}

/// The strings of an array field; none where it is absent, null or something else.
fn texts<'a>(object: &'a Object, key: &str) -> impl Iterator<Item = &'a str> {
    object
        .get(key)
        .and_then(|value| value.as_array())
        .into_iter()
        .flatten()
        .filter_map(|v| v.as_str())
}
