//! Fields that may hold something else than the API documents.

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess};

use super::Object;

/// A value of the documented kind, or nothing where another stands.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Lenient<T> {
    Fits(T),
    Not(IgnoredAny),
}

impl<T> Lenient<T> {
    pub(super) fn fits(self) -> Option<T> {
        match self {
            Self::Fits(value) => Some(value),
            Self::Not(IgnoredAny) => None,
        }
    }
}

/// The value of the key that was just read.
pub(super) fn value<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
) -> Result<Option<T>, A::Error> {
    Ok(map.next_value::<Lenient<T>>()?.fits())
}

/// The items of the key that was just read; those of another kind are left out.
pub(super) fn items<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
) -> Result<impl Iterator<Item = T>, A::Error> {
    let items: Option<Vec<Lenient<T>>> = value(map)?;
    Ok(items.into_iter().flatten().filter_map(Lenient::fits))
}

/// A thing out of an object that was read as a whole. Whatever the object holds, there is one.
pub(super) fn of<T: DeserializeOwned + Default>(object: &Object) -> T {
    T::deserialize(object).unwrap_or_default()
}

/// Reads a thing from an object field by field, forgets the fields that nobody asks for, and takes the last of two
/// fields with one key. `Key` has a variant for each field, and `Other`.
macro_rules! from_object {
    ($name:ident by $key:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut map: A,
                    ) -> Result<$name, A::Error> {
                        let mut thing = $name::default();
                        while let Some(key) = map.next_key::<$key>()? {
                            thing.take(key, &mut map)?;
                        }
                        Ok(thing)
                    }
                }

                deserializer.deserialize_map(Fields)
            }
        }
    };
}
pub(super) use from_object;
