//! What a dry run has read, and whether it is still so when the write is to be sent.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::app::change::{Change, conflict};
use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::readable;
use crate::app::session::context::Context;
use crate::app::view::group_diff;
use crate::command_line::{CommandLine, reference};
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::{GroupDiff, Object, PolicyAssignment, SyncGroup};
use crate::rules::Reading;

/// A dry run that can still be carried out.
pub struct DryRun {
    pub operation: &'static str,
    /// The group or the change as the request named it.
    pub subject: String,
    /// What was read for each of its changes.
    pub read: Vec<Evidence>,
}

/// What one change depends on.
pub struct Evidence {
    before: Option<SyncGroup>,
    wanted: Option<SyncGroup>,
    /// Policies, sources and names by what they are called in a message.
    facts: BTreeMap<String, Value>,
}

impl DryRun {
    /// Refuses changes (`changed_since`) that are not those of the dry run, or that depend on anything that is no longer
    /// as the dry run read it.
    pub async fn compare(&self, ctx: &Context, now: &[Evidence]) -> Result<()> {
        if self.read.len() != now.len() {
            return Err(Error::new(Code::Conflict, "the history has changed since the dry run")
                .kind(ErrorKind::ChangedSince)
                .hint(CommandLine::of("history")));
        }
        for (read, now) in self.read.iter().zip(now) {
            read.compare(ctx, now).await?;
        }
        Ok(())
    }

    /// The error where a group is gone.
    pub fn gone(&self, error: Error) -> Error {
        if error.code() != Code::NotFound {
            return error;
        }
        let before = self.read.iter().find_map(|read| read.before.as_ref());
        let name = before.map_or(self.subject.as_str(), SyncGroup::name);
        changed(name).cause("it does not exist any more").hint(CommandLine::of("list"))
    }
}

impl Evidence {
    /// Reads what a change depends on.
    pub async fn of(ctx: &Context, change: &Change) -> Result<Self> {
        Ok(Self {
            before: change.before().cloned(),
            wanted: change.wanted().cloned(),
            facts: facts(ctx, change).await?,
        })
    }

    /// Refuses a change (`changed_since`) of which anything is no longer as the dry run read it.
    async fn compare(&self, ctx: &Context, now: &Self) -> Result<()> {
        let mut causes = Vec::new();
        if let (Some(before), Some(now)) = (&self.before, &now.before) {
            causes.extend(self.of_group(ctx, before, now).await);
        }
        let settings =
            |group: &Option<SyncGroup>| group.as_ref().map(SyncGroup::without_tenant_fields);
        if causes.is_empty() && settings(&self.wanted) != settings(&now.wanted) {
            causes.push("the group that is wanted is not the one of the dry run".to_owned());
        }
        let names: BTreeSet<&String> = self.facts.keys().chain(now.facts.keys()).collect();
        for name in names {
            if self.facts.get(name) != now.facts.get(name) {
                causes.push(format!("{name} has changed"));
            }
        }
        if causes.is_empty() {
            return Ok(());
        }
        let group = self.before.as_ref().or(self.wanted.as_ref());
        let error = changed(group.map_or("", SyncGroup::name));
        let error = causes.into_iter().fold(error, Error::cause);
        Err(match &now.before {
            Some(now) => {
                error.hint(CommandLine::of("get").reference(&reference(now.name(), now.id())))
            }
            None => error,
        })
    }

    async fn of_group(&self, ctx: &Context, before: &SyncGroup, now: &SyncGroup) -> Vec<String> {
        if before.id() != now.id() {
            return vec![format!(
                "`{}` is another group now: its ID was `{}` and is `{}`",
                now.name(),
                before.id(),
                now.id()
            )];
        }
        let diff = GroupDiff::of_states(before, now);
        let directory = conflict::names(ctx, &[before, now]).await;
        let mut causes = group_diff::sentences(&diff, &directory);
        if causes.is_empty() && before != now {
            causes.push("fields that this program does not know have changed".to_owned());
        }
        causes
    }
}

fn changed(name: &str) -> Error {
    let message = format!("sync group `{name}` has changed since the dry run");
    Error::new(Code::Conflict, message).kind(ErrorKind::ChangedSince)
}

/// The sources of the groups with the policies assigned to them, the rules of these policies, and other groups of the
/// name.
async fn facts(ctx: &Context, change: &Change) -> Result<BTreeMap<String, Value>> {
    let lookup = Lookup::of(ctx);
    let members: BTreeSet<&str> = change.groups().flat_map(SyncGroup::source_ids).collect();
    let members: Vec<&str> = members.into_iter().collect();
    let renamed = change
        .wanted()
        .filter(|wanted| change.before().is_none_or(|before| before.name() != wanted.name()));
    let (sources, assignments, policies, groups) = tokio::try_join!(
        readable(lookup.sources_by_id(&members)),
        lookup.policies_of(&members),
        readable(lookup.policies()),
        async {
            match renamed {
                Some(_) => readable(lookup.groups()).await,
                None => Ok(Reading::Unasked),
            }
        },
    )?;
    let mut facts = BTreeMap::new();
    let mut involved: BTreeSet<String> =
        change.groups().map(|group| group.policy_id().to_owned()).collect();
    for (id, reading) in &assignments {
        let ids = reading.as_read().into_iter().flatten().map(PolicyAssignment::policy_id);
        let ids: Vec<String> = ids.map(str::to_owned).collect();
        facts.insert(format!("the policy of source `{}`", lookup.source_name(id)), json!(ids));
        involved.extend(ids);
    }
    for source in sources.as_read().into_iter().flatten() {
        let ids: Vec<&str> = source.policies().map(|(id, _)| id).collect();
        involved.extend(ids.iter().map(|id| (*id).to_owned()));
        let state = json!([source.id(), source.name(), ids]);
        facts.insert(format!("source `{}`", source.name()), state);
    }
    let policies = policies.as_read().map(|list| list.iter()).into_iter().flatten();
    for policy in policies.filter(|policy| involved.contains(policy.id())) {
        let rules = rules(policy.object());
        facts.insert(format!("password policy `{}`", policy.name()), rules);
    }
    if let (Some(wanted), Some(groups)) = (renamed, groups.as_read()) {
        let same = groups.iter().filter(|group| group.name() == wanted.name());
        let ids: Vec<&str> = same.map(SyncGroup::id).collect();
        facts.insert(format!("who has the name `{}`", wanted.name()), json!(ids));
    }
    Ok(facts)
}

/// A policy without what changes as sources join and leave.
fn rules(policy: &Object) -> Value {
    let mut rules = policy.clone();
    for key in ["sourceIds", "dateCreated", "lastUpdated"] {
        rules.shift_remove(key);
    }
    Value::Object(rules)
}
