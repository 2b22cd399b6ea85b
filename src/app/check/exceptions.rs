//! Which sources are asked for their policies: what only these requests tell are policy exceptions.
//!
//! That a source has an exception only alongside another policy is documented nowhere. So what was not asked is counted.

use std::collections::HashSet;

use crate::model::{PasswordPolicy, PolicyAssignment, Source};
use crate::rules::{Reading, TenantFacts};

/// Which of the sources that a judgement depends on are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exceptions {
    /// Every one.
    AskAll,
    /// Those about which the lists of the tenant leave doubt.
    AskInDoubt,
}

/// The policies of sources as the lists of the tenant tell them.
pub struct Listed<'a> {
    /// Sources with one policy each, by their IDs.
    by_source: Vec<(&'a str, &'a PasswordPolicy)>,
    /// Whether the list of policies could be read.
    complete: bool,
}

impl<'a> Listed<'a> {
    /// What the list of policies says of these sources.
    pub fn new(policies: &'a Reading<impl AsRef<[PasswordPolicy]>>, sources: &[&str]) -> Self {
        let wanted: HashSet<&str> = sources.iter().copied().collect();
        let policies_of = |policy: &'a PasswordPolicy| {
            policy.source_ids().filter(|id| wanted.contains(id)).map(move |id| (id, policy))
        };
        let all = policies.as_read().into_iter().flat_map(AsRef::as_ref);
        let mut by_source: Vec<(&str, &PasswordPolicy)> = all.flat_map(policies_of).collect();
        by_source.sort_by_key(|&(id, _)| id);
        Self { by_source, complete: policies.as_read().is_some() }
    }

    /// Whether only the source itself can say whether it has an exception: it may be in several policies, in none while
    /// it says otherwise, or nobody knows in which. `source` is `None` where it could not be read.
    pub fn leaves_doubt(&self, id: &str, source: Option<&Source>) -> bool {
        let listed = self.of(id);
        let own = source.into_iter().flat_map(Source::policies).map(|(policy, _)| policy);
        let mut all = listed.iter().map(|(_, policy)| policy.id()).chain(own);
        let first = all.next();
        !self.complete
            || all.any(|id| Some(id) != first)
            || listed.is_empty() && (source.is_none() || first.is_some())
    }

    /// Whether the source has a policy at all.
    pub fn has_any(&self, source: &Source) -> bool {
        !self.of(source.id()).is_empty() || source.policies().next().is_some()
    }

    /// Adds the policies that only the list tells of.
    pub fn complete(&self, known: TenantFacts, sources: &[&Source]) -> TenantFacts {
        sources.iter().fold(known, |known, source| {
            let own: HashSet<&str> = source.policies().map(|(policy, _)| policy).collect();
            let listed = self.of(source.id()).iter();
            let listed =
                listed.map(|(_, policy)| policy).filter(|policy| !own.contains(policy.id()));
            let assignments: Vec<PolicyAssignment> =
                listed.map(|policy| PolicyAssignment::listed(policy.id(), policy.name())).collect();
            if assignments.is_empty() {
                known
            } else {
                known.with_assignments(source.id(), Reading::Read(assignments))
            }
        })
    }

    fn of(&self, id: &str) -> &[(&'a str, &'a PasswordPolicy)] {
        let start = self.by_source.partition_point(|&(source, _)| source < id);
        let count = self.by_source[start..].partition_point(|&(source, _)| source == id);
        &self.by_source[start..start + count]
    }
}

/// What was not asked, in words; `None` where everything was.
pub fn unverified(sources: usize) -> Option<String> {
    match sources {
        0 => None,
        1 => Some("1 source was not asked for policy exceptions".to_owned()),
        many => Some(format!("{many} sources were not asked for policy exceptions")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn policies(lists: &[(&str, &[&str])]) -> Reading<Vec<PasswordPolicy>> {
        let policy = |(id, sources): &(&str, &[&str])| {
            serde_json::from_value(json!({"id": id, "name": id, "sourceIds": sources})).unwrap()
        };
        Reading::Read(lists.iter().map(policy).collect())
    }

    fn source(policies: &Value) -> Source {
        let source = json!({"id": "s", "name": "S", "passwordPolicies": policies});
        serde_json::from_value(source).unwrap()
    }

    type Lists = &'static [(&'static str, &'static [&'static str])];

    #[test]
    fn several_policies_and_contradictions_leave_doubt() {
        let (null, p, q) = (json!(null), json!([{"id": "p"}]), json!([{"id": "q"}]));
        let table: [(Lists, &Value, bool); 8] = [
            (&[("p", &["s"])], &null, false),
            (&[("p", &["s"])], &p, false),
            (&[("p", &["s"])], &q, true),
            (&[("p", &["s"]), ("q", &["s"])], &null, true),
            (&[("p", &["s"]), ("q", &["t"])], &p, false),
            (&[("p", &["t"])], &null, false),
            (&[("p", &["t"])], &p, true),
            (&[], &null, false),
        ];
        for (lists, own, doubt) in table {
            let policies = policies(lists);
            let listed = Listed::new(&policies, &["s"]);
            assert_eq!(listed.leaves_doubt("s", Some(&source(own))), doubt, "{lists:?} {own}");
        }
    }

    #[test]
    fn what_cannot_be_read_leaves_doubt() {
        let refused: Reading<Vec<PasswordPolicy>> = Reading::Refused;
        assert!(Listed::new(&refused, &["s"]).leaves_doubt("s", Some(&source(&json!(null)))));
        let policies = policies(&[("p", &["s"])]);
        let listed = Listed::new(&policies, &["s", "t"]);
        assert!(!listed.leaves_doubt("s", None));
        assert!(listed.leaves_doubt("t", None));
    }

    #[test]
    fn the_list_completes_what_a_source_does_not_say() {
        let policies = policies(&[("p", &["s"])]);
        let listed = Listed::new(&policies, &["s"]);
        let of = |own: Value| {
            let source = source(&own);
            listed.complete(TenantFacts::new(), &[&source]).assignments("s").clone()
        };
        assert_eq!(of(json!(null)), Reading::Read(vec![PolicyAssignment::listed("p", "p")]));
        assert_eq!(of(json!([{"id": "p", "name": "p"}])), Reading::Unasked);
    }
}
