//! Which groups of a list are meant.

use glob::Pattern;

use crate::app::lookup::find::{POLICY, Reference, SOURCE};
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::error::{Error, Result};
use crate::model::SyncGroup;

/// What a group must be like, every name already an ID.
#[derive(Debug, Default)]
pub struct Filter {
    pub name: Option<Pattern>,
    pub source: Option<String>,
    pub policy: Option<String>,
}

impl Filter {
    /// Looks up what the filters name.
    pub async fn resolve(
        ctx: &Context,
        name: Option<Pattern>,
        source: Option<&Reference>,
        policy: Option<&Reference>,
    ) -> Result<Self> {
        let (source, policy) = tokio::try_join!(
            names::reading(ctx, SOURCE, source),
            names::reading(ctx, POLICY, policy),
        )?;
        Ok(Self { name, source, policy })
    }

    /// Whether the group is like that.
    pub fn admits(&self, group: &SyncGroup) -> bool {
        let options = glob::MatchOptions { case_sensitive: false, ..glob::MatchOptions::new() };
        let named = |pattern: &Pattern| pattern.matches_with(group.name(), options);
        self.name.as_ref().is_none_or(named)
            && self.source.as_ref().is_none_or(|source| group.has_source(source))
            && self.policy.as_ref().is_none_or(|policy| group.policy_id() == policy)
    }
}

/// A glob as shells know it: `*`, `?` and `[…]`.
pub fn pattern(glob: &str) -> Result<Pattern> {
    Pattern::new(glob).map_err(|error| {
        Error::usage(format!("invalid glob `{glob}`: {} at character {}", error.msg, error.pos + 1))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_filter_must_admit_a_group() {
        let group = |name: &str, sources: &[&str]| -> SyncGroup {
            serde_json::from_value(json!({"name": name, "sourceIds": sources})).unwrap()
        };
        let groups = [group("beta", &["a", "b"]), group("Alpha", &["c"]), group("alpha", &[])];
        let count = |name: Option<&str>, source: Option<&str>| {
            let name = name.map(|name| pattern(name).unwrap());
            let filter = Filter { name, source: source.map(str::to_owned), policy: None };
            groups.iter().filter(|group| filter.admits(group)).count()
        };
        assert_eq!(count(None, None), 3);
        assert_eq!(count(Some("*lpha"), None), 2);
        assert_eq!(count(Some("ALPHA"), None), 2);
        assert_eq!(count(Some("*lpha"), Some("c")), 1);
        assert!(pattern("[a").unwrap_err().message().contains("character"));
    }
}
