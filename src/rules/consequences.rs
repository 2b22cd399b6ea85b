//! What a write does to sources and applications: one consequence for each source and effect, by name.

use std::collections::HashSet;

use serde::Serialize;

use super::policy::present_policies;
use super::weaker::loosened;
use crate::model::SyncGroup;
use crate::rules::tenant_facts::{Found, TenantFacts};

/// What happens to a source, or to the group itself. The words are stable, and more may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// End users see another name of the group; there is no source.
    Renamed,
    /// The source becomes a member.
    SourceJoins,
    /// The group's policy is assigned to the source, which is a member already or joins.
    GetsPolicy,
    /// A policy that the source has now is stricter in some rule than the one that it gets.
    WeakerPolicy,
    /// The source is no member any more, of a group that stays.
    SourceLeaves,
    /// The passwords of the source are changed by themselves from now on.
    BecomesIndependent,
    /// The source keeps the policy of the group that it leaves, or that is deleted.
    KeepsPolicy,
}

/// A group, source or policy, as messages name it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Named {
    pub id: String,
    pub name: String,
}

/// One thing that a change does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Consequence {
    pub kind: Effect,
    /// The group, by the name that it has afterwards.
    pub group: Named,
    /// The source; none where it is about the group.
    pub source: Option<Named>,
    /// The policy that the source gets or keeps.
    pub policy: Option<Named>,
    /// The policies that the source has now and that are replaced.
    pub instead_of: Vec<Named>,
    /// In which rules the policy is weaker than the replaced one, in words.
    pub weaker_in: Vec<String>,
    /// Names of the applications that become independent with their source.
    pub applications: Vec<String>,
    /// The group that the source joins by the same command, where it leaves another one for it.
    pub moves_to: Option<Named>,
    /// The consequence as a sentence.
    pub message: String,
}

/// What one change does, and whether all of it could be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consequences {
    pub list: Vec<Consequence>,
    /// Whether a policy that is replaced, or the one that replaces it, could not be read.
    pub policies_unknown: bool,
}

/// What a change does: a group as it is, if it exists, becomes another, if it is not deleted. A change of nothing has no
/// consequences.
pub fn of_change(
    before: Option<&SyncGroup>,
    after: Option<&SyncGroup>,
    known: &TenantFacts,
) -> Consequences {
    let Some(group) = after.or(before) else { return Consequences::default() };
    let id = before.map_or("", SyncGroup::id);
    let group = Named { id: id.to_owned(), name: group.name().to_owned() };
    let mut observer = Observer { known, group, found: Consequences::default() };
    match (before, after) {
        (None, Some(after)) => members(after).for_each(|id| observer.joins(id, after)),
        (Some(before), Some(after)) => observer.update(before, after),
        (Some(before), None) => members(before).for_each(|id| observer.is_freed(id, before)),
        (None, None) => {}
    }
    observer.found
}

fn members(group: &SyncGroup) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    group.source_ids().filter(move |id| seen.insert(*id))
}

/// Collects what happens to the sources of one group.
struct Observer<'a> {
    known: &'a TenantFacts,
    group: Named,
    found: Consequences,
}

impl Observer<'_> {
    fn update(&mut self, before: &SyncGroup, after: &SyncGroup) {
        let (old, new) = (before.name(), after.name());
        if old != new {
            let message = format!("end users see the name `{new}` instead of `{old}`");
            self.add(Effect::Renamed, None, message);
        }
        let stays = |id: &&str| before.has_source(id);
        if before.policy_id() != after.policy_id() && !after.policy_id().is_empty() {
            members(after).filter(stays).for_each(|id| self.gets_policy(id, after, Some(before)));
        }
        members(after).filter(|id| !stays(id)).for_each(|id| self.joins(id, after));
        for id in members(before).filter(|id| !after.has_source(id)) {
            let keeps = match before.policy_id() {
                "" => String::new(),
                policy => format!(", it keeps policy `{}`", self.known.policy_name(policy)),
            };
            let (name, also) = (self.known.source_name(id), self.also(id));
            let message = format!("`{name}` leaves: its passwords become independent{also}{keeps}");
            self.add(Effect::SourceLeaves, Some(id), message);
            self.is_freed(id, before);
        }
    }

    fn add(&mut self, kind: Effect, source: Option<&str>, message: String) -> &mut Consequence {
        self.found.list.push(Consequence {
            kind,
            group: self.group.clone(),
            source: source.map(|id| named(id, self.known.source_name(id))),
            policy: None,
            instead_of: Vec::new(),
            weaker_in: Vec::new(),
            applications: Vec::new(),
            moves_to: None,
            message,
        });
        let last = self.found.list.len() - 1;
        &mut self.found.list[last]
    }

    fn joins(&mut self, id: &str, group: &SyncGroup) {
        let message = format!("`{}` joins", self.known.source_name(id));
        self.add(Effect::SourceJoins, Some(id), message);
        if !group.policy_id().is_empty() {
            self.gets_policy(id, group, None);
        }
    }

    /// The source gets the group's policy. `before` is the group as it was, where the source is a member already.
    fn gets_policy(&mut self, id: &str, group: &SyncGroup, before: Option<&SyncGroup>) {
        let known = self.known;
        let policy = self.policy(group.policy_id());
        let replaced = self.replaced(id, group, before);
        let instead = match replaced.as_slice() {
            [] => String::new(),
            list => {
                let names = list.iter().map(|policy| quoted(&policy.name)).collect::<Vec<_>>();
                format!(" instead of {}", names.join(", "))
            }
        };
        let (name, joins) =
            (known.source_name(id), if before.is_some() { "" } else { "joins and " });
        let message = format!("`{name}` {joins}gets policy `{}`{instead}", policy.name);
        let gets = self.add(Effect::GetsPolicy, Some(id), message);
        (gets.policy, gets.instead_of) = (Some(policy.clone()), replaced.clone());
        for old in replaced {
            self.compare(id, &old, &policy);
        }
    }

    /// The policies that a source has now and loses.
    fn replaced(&mut self, id: &str, group: &SyncGroup, before: Option<&SyncGroup>) -> Vec<Named> {
        let known = self.known;
        let own = match known.source(id) {
            Found::Present(source) => present_policies(source, known),
            _ => Vec::new(),
        };
        let now = match (known.source(id), before) {
            // A member has the group's policy, whether or not the source says so.
            (_, Some(before)) if own.is_empty() && !before.policy_id().is_empty() => {
                vec![before.policy_id()]
            }
            (Found::Present(_), _) => own,
            (Found::Absent, _) => Vec::new(),
            (Found::Unknown, _) => {
                self.found.policies_unknown = true;
                Vec::new()
            }
        };
        let others = now.into_iter().filter(|policy| *policy != group.policy_id());
        others.map(|policy| self.policy(policy)).collect()
    }

    fn compare(&mut self, id: &str, old: &Named, new: &Named) {
        let known = self.known;
        let weaker_in = match (known.policy(&old.id), known.policy(&new.id)) {
            (Found::Present(old), Found::Present(new)) => loosened(old, new),
            (Found::Unknown, _) | (_, Found::Unknown) => {
                self.found.policies_unknown = true;
                return;
            }
            // What does not exist has no rules to compare.
            _ => return,
        };
        if weaker_in.is_empty() {
            return;
        }
        let message = format!(
            "policy `{}` of `{}` is weaker than `{}`: {}",
            new.name,
            known.source_name(id),
            old.name,
            weaker_in.join(", ")
        );
        let weaker = self.add(Effect::WeakerPolicy, Some(id), message);
        weaker.policy = Some(new.clone());
        weaker.instead_of = vec![old.clone()];
        weaker.weaker_in = weaker_in;
    }

    /// The source is in the group no more, or the group is gone.
    fn is_freed(&mut self, id: &str, before: &SyncGroup) {
        let known = self.known;
        let name = known.source_name(id);
        let also = self.also(id);
        let message = format!("the passwords of `{name}` become independent{also}");
        let applications = self.applications(id);
        self.add(Effect::BecomesIndependent, Some(id), message).applications = applications;
        if !before.policy_id().is_empty() {
            let policy = self.policy(before.policy_id());
            let message = format!(
                "`{name}` keeps policy `{}`; to change it afterwards, edit the source",
                policy.name
            );
            self.add(Effect::KeepsPolicy, Some(id), message).policy = Some(policy);
        }
    }

    fn applications(&self, source: &str) -> Vec<String> {
        let list = self.known.applications(source).unwrap_or_default().iter();
        list.map(|application| application.name().to_owned()).collect()
    }

    /// The applications of a source, as an addition to a sentence.
    fn also(&self, source: &str) -> String {
        let names: Vec<String> =
            self.applications(source).iter().map(|name| quoted(name)).collect();
        match names.as_slice() {
            [] if self.known.refuses_applications() => {
                ", also in its applications (403: unknown which)".to_owned()
            }
            [] => String::new(),
            [one] => format!(", also in application {one}"),
            many => format!(", also in applications {}", and(many)),
        }
    }

    fn policy(&self, id: &str) -> Named {
        named(id, self.known.policy_name(id))
    }
}

fn named(id: &str, name: &str) -> Named {
    Named { id: id.to_owned(), name: name.to_owned() }
}

pub(super) fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// "a", "a and b", "a, b and c".
pub(super) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests;
