//! A sync group that could be created now, as an example of a body.

use crate::app::check::rule_facts::{self, TenantLists};
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{PasswordPolicy, Source, SyncGroup};
use crate::rules;

/// How many sources are tried in pairs: each costs a request.
const CANDIDATES: usize = 6;

/// A group of two sources that can join one, with a policy of the tenant, that the rules let pass; `None` where the
/// tenant has no such sources.
pub async fn example_group(ctx: &Context) -> Result<Option<SyncGroup>> {
    let lookup = Lookup::of(ctx);
    let (sources, policies) = tokio::try_join!(lookup.sources(), lookup.policies())?;
    let facts = TenantLists::read(ctx).await?.facts();
    let can_join = |source: &&Source| rules::can_join(&rules::eligibility(source, &facts));
    let candidates: Vec<&str> =
        sources.iter().filter(can_join).map(Source::id).take(CANDIDATES).collect();
    for (at, one) in candidates.iter().enumerate() {
        for other in &candidates[at + 1..] {
            for policy in policies.iter() {
                let group = group(policy, [one, other]);
                let facts = rule_facts::known(ctx, &[&group], true).await?;
                if !rules::has_errors(&rules::check(&group, &facts)) {
                    return Ok(Some(group));
                }
            }
        }
    }
    Ok(None)
}

fn group(policy: &PasswordPolicy, sources: [&str; 2]) -> SyncGroup {
    let mut group = SyncGroup::default();
    group.set_name("New Sync Group");
    group.set_policy_id(policy.id());
    group.set_source_ids(sources);
    group
}
