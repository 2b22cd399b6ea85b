//! What one source must be like, whichever group it is in.

use super::finding::{Finding, Kind, Rule, Subject};
use crate::model::{PolicyAssignment, Source};
use crate::rules::tenant_facts::{Reading, TenantFacts};

/// Why the caller could not read something, and the way out.
const ASK: &str = "use a token of a user with the level ORG_ADMIN";

/// Judges a source by itself: everything that does not depend on the group.
pub(super) fn judge(source: &Source, known: &TenantFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(not_direct_connect(source));
    findings.extend(no_password_feature(source));
    findings.extend(no_application(source, known));
    findings.extend(policy_exception(subject(source), known));
    findings.extend(unhealthy(source));
    findings
}

/// The source as the object of a finding.
pub(super) fn subject(source: &Source) -> Subject {
    Subject::new(Kind::Source, source.name(), source.id())
}

/// The warning that a collection of the tenant could not be read.
pub(super) fn unreadable(what: &str, unjudged: &str) -> Finding {
    let object = Subject::new(Kind::Tenant, what, "");
    let message = format!("the tenant's {what} could not be read (403), {unjudged}");
    Finding::new(Rule::Unreadable, object, message, ASK)
}

fn not_direct_connect(source: &Source) -> Option<Finding> {
    let object = subject(source);
    let message = format!("source {object} is not direct-connect");
    (!source.is_direct_connect())
        .then(|| Finding::new(Rule::NotDirectConnect, object, message, "take it out").or_eligible())
}

fn no_password_feature(source: &Source) -> Option<Finding> {
    let object = subject(source);
    let message = format!(
        "source {object} is not configured for password management (no feature `PASSWORD`)"
    );
    let remedy = "configure it for password management in the tenant, or take it out";
    (!source.manages_passwords())
        .then(|| Finding::new(Rule::NoPasswordFeature, object, message, remedy))
}

fn no_application(source: &Source, known: &TenantFacts) -> Option<Finding> {
    if !source.is_authentication_source() {
        return None;
    }
    if known.refuses_applications() {
        return Some(unreadable_applications());
    }
    let object = subject(source);
    let message = format!("authentication source {object} has no application");
    let remedy = "add an application to it in the tenant, or take it out";
    known
        .applications(source.id())?
        .is_empty()
        .then(|| Finding::new(Rule::NoApplication, object, message, remedy))
}

/// The warning that nobody knows which applications there are.
pub(super) fn unreadable_applications() -> Finding {
    unreadable(
        "applications",
        "so it is unknown whether each authentication source has at least one",
    )
}

/// Judges the policies of a source, which may be known where the source itself is not.
pub(super) fn policy_exception(object: Subject, known: &TenantFacts) -> Option<Finding> {
    match known.assignments(&object.id) {
        Reading::Unasked => None,
        Reading::Refused => Some(unreadable_assignments()),
        Reading::Read(assignments) => exceptions(object, assignments),
    }
}

/// One warning for all sources: whoever may not read the policies of one may not read those of the others.
fn unreadable_assignments() -> Finding {
    let object = Subject::new(Kind::Tenant, "policies of sources", "");
    let message = "the policies of sources cannot be read, so it is not known whether a source has a policy exception";
    Finding::new(Rule::Unreadable, object, message.to_owned(), ASK)
}

fn exceptions(object: Subject, assignments: &[PolicyAssignment]) -> Option<Finding> {
    let exceptions: Vec<_> = assignments
        .iter()
        .filter(|assignment| assignment.is_exception())
        .map(|assignment| match assignment.policy_name() {
            "" => format!("`{}`", assignment.policy_id()),
            name => format!("`{name}`"),
        })
        .collect();
    let list = exceptions.join(", ");
    let message =
        format!("source {object} has a policy exception: {list} holds for some identities only");
    let remedy = "remove the exception from the source in the tenant, or take the source out";
    (!exceptions.is_empty())
        .then(|| Finding::new(Rule::PolicyException, object, message, remedy).about(list))
}

fn unhealthy(source: &Source) -> Option<Finding> {
    let object = subject(source);
    let status = source.status().map(|status| format!(" (`{status}`)")).unwrap_or_default();
    let message = format!("source {object} is not healthy{status}");
    let remedy = "repair its connection in the tenant, a password change does not reach it before";
    (source.healthy() == Some(false))
        .then(|| Finding::new(Rule::SourceUnhealthy, object, message, remedy))
}
