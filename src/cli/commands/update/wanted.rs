//! The groups as an update wants them: bodies, or the groups as they are, with the options over them.

use crate::app::change::replacement::{self, Checks, Replacement};
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::group_fields;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::cli::commands::update::Update;
use crate::cli::commands::update::task::Task;
use crate::error::{Code, Error, Result};
use crate::manifest::body::Body;
use crate::model::SyncGroup;

/// How many groups a message names.
const NAMED: usize = 3;

/// The whole objects to write, one for each group. A body that was read before somebody changed its group is an error of
/// that group (exit 5); what is wrong with a body itself is one of the command.
pub(super) async fn of(
    update: &Update,
    ctx: &Context,
    task: &Task,
    befores: &[&SyncGroup],
) -> Result<Vec<Result<SyncGroup>>> {
    let fields = Fields::resolve(update, ctx, befores).await?;
    let bases = bases(ctx, &fields, task, befores).await?;
    fields.tell_members(ctx, &bases)?;
    let mut all = Vec::with_capacity(bases.len());
    for (at, (base, &before)) in bases.into_iter().zip(befores).enumerate() {
        let Some(body) = task.bodies.get(at) else {
            all.push(Ok(fields.put_into(base)));
            continue;
        };
        let read = fields.left_out(base.clone(), before);
        let wanted = fields.put_into(base);
        let replacement = Replacement { body, read: &read, wanted: &wanted, before };
        let checks = Checks { group: task.references[at].as_str(), force: update.force };
        all.push(match replacement::check(ctx, replacement, checks).await {
            Ok(()) => Ok(replacement::with_timestamps_of(wanted, before)),
            Err(error) if error.code() == Code::Conflict => Err(error),
            Err(error) => return Err(error),
        });
    }
    Ok(all)
}

/// What the options are put into: the bodies with IDs for what they name, or the groups as they are.
async fn bases(
    ctx: &Context,
    fields: &Fields<'_>,
    task: &Task,
    befores: &[&SyncGroup],
) -> Result<Vec<SyncGroup>> {
    if task.bodies.is_empty() {
        return Ok(befores.iter().map(|&before| before.clone()).collect());
    }
    // A body's own ID, if any, is checked against the group's and then not needed: the path names it.
    let (policy, sources) = (fields.policy.is_some(), !fields.set.is_empty());
    let bodies: Vec<Body> = task.bodies.iter().map(|body| body.without(policy, sources)).collect();
    let ids = |group: &'_ &SyncGroup| -> Vec<String> {
        group.source_ids().chain([group.policy_id()]).map(str::to_owned).collect()
    };
    let known: Vec<String> = befores.iter().flat_map(ids).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    group_fields::groups(ctx, &bodies, &known, group_fields::Absent::Refuse).await
}

/// The field options, with IDs for what they name.
struct Fields<'a> {
    name: Option<&'a str>,
    policy: Option<String>,
    /// Takes the place of all sources; empty where it does not.
    set: Vec<String>,
    added: Vec<String>,
    removed: Vec<String>,
}

impl<'a> Fields<'a> {
    async fn resolve(update: &'a Update, ctx: &Context, befores: &[&SyncGroup]) -> Result<Self> {
        let parse = |texts: &[String]| {
            texts.iter().map(|text| Reference::parse(text)).collect::<Result<Vec<_>>>()
        };
        let policy = update.policy.as_deref().map(Reference::parse).transpose()?;
        let (set, added, removed) =
            (parse(&update.source)?, parse(&update.add_source)?, parse(&update.remove_source)?);
        let all: Vec<Reference> = [&set[..], &added, &removed].concat();
        let mut members: Vec<&str> = befores.iter().flat_map(|group| group.source_ids()).collect();
        members.sort_unstable();
        members.dedup();
        let ids = group_fields::resolve(ctx, policy.as_ref(), &all, &members, Match::Exact).await?;
        let mut sources = ids.sources.into_iter();
        let mut take = |count: usize| sources.by_ref().take(count).collect::<Vec<_>>();
        let fields = Self {
            name: update.name.as_deref(),
            policy: ids.policy,
            set: group_fields::distinct(take(set.len())),
            added: take(added.len()),
            removed: take(removed.len()),
        };
        fields.check(ctx)?;
        Ok(fields)
    }

    /// Refuses to add and to remove the same source.
    fn check(&self, ctx: &Context) -> Result<()> {
        let Some(both) = self.added.iter().find(|id| self.removed.contains(id)) else {
            return Ok(());
        };
        let name = Lookup::of(ctx).source_name(both);
        let message = format!("source `{name}` is to be both added and removed");
        Err(Error::usage(message).hint("use either `--add-source` or `--remove-source` for it"))
    }

    /// The group of a body as it was read, where options say nothing else: what they replace is taken as it is now, since
    /// it need not be known, and does not matter.
    fn left_out(&self, mut read: SyncGroup, before: &SyncGroup) -> SyncGroup {
        if self.policy.is_some() {
            read.set_policy_id(before.policy_id());
        }
        if !self.set.is_empty() {
            read.set_source_ids(before.source_ids().map(str::to_owned));
        }
        read
    }

    fn put_into(&self, mut group: SyncGroup) -> SyncGroup {
        if let Some(name) = self.name {
            group.set_name(name);
        }
        if let Some(policy) = &self.policy {
            group.set_policy_id(policy);
        }
        if !self.set.is_empty() {
            group.set_source_ids(self.set.iter().cloned());
        } else if !(self.added.is_empty() && self.removed.is_empty()) {
            let members = self.members(&group);
            group.set_source_ids(members);
        }
        group
    }

    /// The members with some added and some taken out.
    fn members(&self, group: &SyncGroup) -> Vec<String> {
        let stays = |id: &&str| !self.removed.iter().any(|removed| removed == id);
        let mut members: Vec<String> =
            group.source_ids().filter(stays).map(str::to_owned).collect();
        for id in &self.added {
            if !members.contains(id) {
                members.push(id.clone());
            }
        }
        members
    }

    /// Says which sources are members already, or cannot be taken out.
    fn tell_members(&self, ctx: &Context, groups: &[SyncGroup]) -> Result<()> {
        let (out, lookup) = (ctx.out()?, Lookup::of(ctx));
        for id in &self.removed {
            if let Some(list) = listed(groups, |group| !group.has_source(id)) {
                let name = lookup.source_name(id);
                out.warn(&format!("source `{name}` is not a member of {list}"));
            }
        }
        for id in &self.added {
            if let Some(list) = listed(groups, |group| group.has_source(id)) {
                let name = lookup.source_name(id);
                out.note(&format!("source `{name}` is a member of {list} already"));
            }
        }
        Ok(())
    }
}

/// The names of those groups, as many as there is room for; none where there are none.
fn listed(groups: &[SyncGroup], wanted: impl Fn(&SyncGroup) -> bool) -> Option<String> {
    let names: Vec<String> = groups
        .iter()
        .filter(|group| wanted(group))
        .map(|group| format!("`{}`", group.name()))
        .collect();
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        _ if names.is_empty() => None,
        0 => Some(shown),
        more => Some(format!("{shown} and {more} more")),
    }
}
