//! The prerequisites that a plan would break.

use std::collections::{BTreeSet, HashSet};

use crate::app::apply::difference::Difference;
use crate::app::check::exceptions::{Exceptions, Listed};
use crate::app::check::rule_facts;
use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::readable;
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{Source, SyncGroup};
use crate::rules::{self, Finding, Kind, Reading, TenantFacts};

/// Judges the tenant as it would be, and gives what the differences bring in, with everything that was read for it.
pub async fn introduced(
    ctx: &Context,
    survey: &Survey,
    differences: &[Difference],
    exceptions: Exceptions,
) -> Result<(TenantFacts, Vec<Finding>)> {
    if differences.is_empty() {
        return Ok((TenantFacts::new(), Vec::new()));
    }
    let known = known(ctx, survey, differences, exceptions).await?;
    let touched: Vec<SyncGroup> =
        differences.iter().filter_map(|difference| difference.before.clone()).collect();
    let known = known.with_groups(Reading::Read(survey.groups.to_vec()));
    let before = rules::check_all(&touched, &known);
    let after: Vec<SyncGroup> = differences.iter().enumerate().filter_map(end).collect();
    let gone: BTreeSet<&str> = touched.iter().map(SyncGroup::id).collect();
    let rest = survey.groups.iter().filter(|group| !gone.contains(group.id())).cloned();
    let known = known.with_groups(Reading::Read(after.iter().cloned().chain(rest).collect()));
    let findings = rules::introduced(&before, &rules::check_all(&after, &known));
    Ok((known, findings.into_iter().map(anonymous).collect()))
}

/// Everything that the prerequisites need. The policies of a source cost a request each, so they are asked for only
/// where a source joins a group and has any, or where the lists leave doubt.
async fn known(
    ctx: &Context,
    survey: &Survey,
    differences: &[Difference],
    exceptions: Exceptions,
) -> Result<TenantFacts> {
    let lookup = Lookup::of(ctx);
    let joining: BTreeSet<&str> = differences.iter().flat_map(Difference::joining).collect();
    let joining = survey.sources.iter().filter(|source| joining.contains(source.id()));
    let joining: Vec<&Source> = joining.collect();
    let ids: Vec<&str> = joining.iter().map(|source| source.id()).collect();
    let policies = Reading::Read(&*survey.policies);
    let listed = Listed::new(&policies, &ids);
    let (asked, unasked): (Vec<&Source>, Vec<&Source>) =
        joining.into_iter().partition(|source| match exceptions {
            Exceptions::AskAll => listed.has_any(source),
            Exceptions::AskInDoubt => listed.leaves_doubt(source.id(), Some(source)),
        });
    let ids: Vec<&str> = asked.into_iter().map(Source::id).collect();
    let (applications, assignments) =
        tokio::try_join!(readable(lookup.applications()), lookup.policies_of(&ids))?;
    let unverified = if exceptions == Exceptions::AskAll { 0 } else { unasked.len() };
    let known = listed
        .complete(TenantFacts::new(), &unasked)
        .with_unverified(unverified)
        .with_sources(Reading::Read(members(survey, differences)))
        .with_policies(Reading::Read(survey.policies.to_vec()))
        .with_applications(applications.map(|list| list.to_vec()));
    Ok(rule_facts::with_assignments(known, assignments))
}

/// The sources that are asked about when the differences are judged: those of the groups before and after.
fn members(survey: &Survey, differences: &[Difference]) -> Vec<Source> {
    let groups = differences.iter().flat_map(|each| each.before.iter().chain(&each.after));
    let members: HashSet<&str> = groups.flat_map(SyncGroup::source_ids).collect();
    survey.sources.iter().filter(|source| members.contains(source.id())).cloned().collect()
}

/// What a new group is called among others while it is judged: the tenant has no ID for it yet.
const NEW: &str = "new group ";

/// The group as a difference leaves it. A recreated one keeps its old ID here, and with it its old findings.
fn end((number, difference): (usize, &Difference)) -> Option<SyncGroup> {
    let mut object = difference.after.clone()?.into_object();
    let id = match &difference.before {
        Some(before) => before.id().to_owned(),
        None => format!("{NEW}{number}"),
    };
    object.insert("id".into(), id.into());
    Some(object.into())
}

fn anonymous(mut finding: Finding) -> Finding {
    if finding.object.kind == Kind::Group && finding.object.id.starts_with(NEW) {
        finding.object.id.clear();
    }
    finding
}
