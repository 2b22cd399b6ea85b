//! Whether a source can join a group now.

use super::finding::{Finding, Rule, has_errors};
use super::source;
use crate::model::Source;
use crate::rules::tenant_facts::TenantFacts;

/// Why a source cannot join a group now: the errors. Warnings among the findings (it is not healthy, something could
/// not be read) do not keep it out.
pub fn eligibility(candidate: &Source, known: &TenantFacts) -> Vec<Finding> {
    let mut findings = source::judge(candidate, known);
    findings.extend(already_in_group(candidate, known));
    findings.extend(unreadable_groups(known));
    findings
}

/// Whether a source with these findings of [`eligibility`] can join a group.
pub fn can_join(findings: &[Finding]) -> bool {
    !has_errors(findings)
}

fn already_in_group(candidate: &Source, known: &TenantFacts) -> Option<Finding> {
    let holders = known.other_groups.holding(candidate.id(), None);
    let object = source::subject(candidate);
    let message = format!("source {object} is already in group {}", holders.names());
    let remedy = "take it out of that group first";
    (!holders.is_empty()).then(|| Finding::new(Rule::AlreadyInGroup, object, message, remedy))
}

/// The warning that nobody knows the other groups.
pub(super) fn unreadable_groups(known: &TenantFacts) -> Option<Finding> {
    let unjudged = "so it is unknown whether a name or a source is in use";
    (*known.groups() == super::Reading::Refused)
        .then(|| source::unreadable("sync groups", unjudged))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::Reading;
    use crate::rules::testing::{World, source};

    fn judge(id: &str, more: &Value, world: World) -> (Vec<&'static str>, bool) {
        let findings = eligibility(&source(id, "Name", more), &world.known());
        (findings.iter().map(|finding| finding.rule.word()).collect(), can_join(&findings))
    }

    #[test]
    fn a_free_source_of_the_right_kind_can_join() {
        assert_eq!(judge("gs", &json!({}), World::good()), (vec![], true));
    }

    #[test]
    fn a_member_of_a_group_cannot_join_another() {
        assert_eq!(judge("gh", &json!({}), World::good()), (vec!["already-in-group"], false));
    }

    #[test]
    fn every_reason_is_given() {
        let more =
            json!({"connectionType": "file", "features": ["AUTHENTICATE"], "healthy": false});
        let mut world = World::good();
        let exception = json!([{"policyId": "p", "selectors": [1]}]);
        world.assignments.push(("x", Reading::Read(exception)));
        let reasons = vec![
            "not-direct-connect",
            "no-password-feature",
            "no-application",
            "policy-exception",
            "source-unhealthy",
        ];
        assert_eq!(judge("x", &more, world), (reasons, false));
    }

    #[test]
    fn warnings_do_not_keep_a_source_out() {
        let mut world = World::good();
        world.groups = Reading::Refused;
        let reasons = vec!["source-unhealthy", "unreadable"];
        assert_eq!(judge("gs", &json!({"healthy": false}), world), (reasons, true));
    }
}
