//! `[profiles.NAME.names.sources]` and `.policies`: the names that a manifest has for things that this tenant calls by
//! another name.

use std::collections::{BTreeMap, HashMap};

use super::value_origin::{Origin, Setting};
use crate::error::{Error, Result};
use crate::profile::toml_section::Section;

/// The mapped names of a profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappedNames {
    /// Of sources.
    pub sources: NameMap,
    /// Of password policies.
    pub policies: NameMap,
}

/// From the common name, which the manifest has, to the tenant's own, with the line that says so. No two common names
/// stand for one of the tenant's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameMap {
    mapped: BTreeMap<String, Setting<String>>,
    /// The common names by the tenant's own.
    common: HashMap<String, String>,
}

impl NameMap {
    /// Whether no name is mapped.
    pub fn is_empty(&self) -> bool {
        self.mapped.is_empty()
    }

    /// What the tenant calls the thing of this common name, with the line that says so.
    pub fn target(&self, common: &str) -> Option<&Setting<String>> {
        self.mapped.get(common)
    }

    /// The common name of what the tenant calls so.
    pub fn common(&self, own: &str) -> Option<&str> {
        self.common.get(own).map(String::as_str)
    }

    /// Every common name with the tenant's, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.mapped.iter().map(|(common, setting)| (common.as_str(), setting))
    }
}

/// The `names` of a profile's table.
pub(super) fn read(profile: &Section) -> Result<MappedNames> {
    let Some(names) = profile.below("names")? else { return Ok(MappedNames::default()) };
    names.check_keys("`names`", &["sources", "policies"], |_| None)?;
    let map = |key| match names.below(key)? {
        Some(section) => read_map(&section),
        None => Ok(NameMap::default()),
    };
    Ok(MappedNames { sources: map("sources")?, policies: map("policies")? })
}

fn read_map(section: &Section) -> Result<NameMap> {
    let mut mapped = BTreeMap::<String, Setting<String>>::new();
    let mut by_target = HashMap::<String, String>::new();
    for common in section.keys() {
        let Some(setting) = section.string(common)? else { continue };
        let refuse = |problem: String| Err(Error::usage(problem).at(section.place_of(common)));
        if common.trim().is_empty() || setting.value.trim().is_empty() {
            return refuse("a name must not be empty".to_owned());
        }
        let taken = by_target.get(&setting.value).and_then(|other| mapped.get_key_value(other));
        if let Some((other, first)) = taken {
            let line = match &first.origin {
                Origin::File { line, .. } => format!(" (line {line})"),
                _ => String::new(),
            };
            return refuse(format!(
                "`{}` and `{}`{line} have the same target `{}`",
                common.escape_debug(),
                other.escape_debug(),
                setting.value.escape_debug()
            ));
        }
        by_target.insert(setting.value.clone(), common.to_owned());
        mapped.insert(common.to_owned(), setting);
    }
    Ok(NameMap { mapped, common: by_target })
}
