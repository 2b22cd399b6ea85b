//! The names behind the IDs of policies and sources.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use serde_json::Value;

use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::{Unread, readable};
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{PasswordPolicy, Source, SyncGroup};
use crate::rules::TenantFacts;

/// Names of policies and sources by their IDs, as far as the caller may read them.
#[derive(Debug, Default)]
pub struct Directory {
    policies: HashMap<Arc<str>, Arc<str>>,
    sources: HashMap<Arc<str>, Arc<str>>,
    /// How messages put policies and sources that the tenant calls otherwise than manifests do, by their IDs.
    labels: HashMap<String, String>,
    /// What the caller may not read: a note for the user.
    unread: Unread,
    /// The names of policies and of sources that several of them have.
    shared: OnceLock<[HashSet<Arc<str>>; 2]>,
}

impl Directory {
    /// The name of the policy, or its ID where the name is not known.
    pub fn policy<'a>(&'a self, id: &'a str) -> &'a str {
        self.policies.get(id).map_or(id, |name| &**name)
    }

    /// The name of the source, or its ID where the name is not known.
    pub fn source<'a>(&'a self, id: &'a str) -> &'a str {
        self.sources.get(id).map_or(id, |name| &**name)
    }

    /// The name of the policy in messages.
    pub fn policy_label<'a>(&'a self, id: &'a str) -> &'a str {
        self.labels.get(id).map_or_else(|| self.policy(id), String::as_str)
    }

    /// The name of the source in messages.
    pub fn source_label<'a>(&'a self, id: &'a str) -> &'a str {
        self.labels.get(id).map_or_else(|| self.source(id), String::as_str)
    }

    /// The same names, with other ones for messages.
    #[must_use]
    pub fn with_labels(mut self, labels: HashMap<String, String>) -> Self {
        self.labels = labels;
        self
    }

    fn add_source(&mut self, source: &Source) {
        self.sources.insert(source.id().into(), source.name().into());
        if source.is_mapped() {
            self.labels.insert(source.id().to_owned(), source.label().to_owned());
        }
    }

    fn add_policy(&mut self, policy: &PasswordPolicy) {
        self.policies.insert(policy.id().into(), policy.name().into());
        if policy.is_mapped() {
            self.labels.insert(policy.id().to_owned(), policy.label().to_owned());
        }
    }

    /// The name of the policy, where it is known and means no other one.
    pub fn unique_policy(&self, id: &str) -> Option<&str> {
        let name = self.policies.get(id)?;
        (!self.shared()[0].contains(name)).then_some(name)
    }

    /// The name of the source, where it is known and means no other one.
    pub fn unique_source(&self, id: &str) -> Option<&str> {
        let name = self.sources.get(id)?;
        (!self.shared()[1].contains(name)).then_some(name)
    }

    /// Whether the name of the policy is also that of another one.
    pub fn is_shared_policy(&self, id: &str) -> bool {
        self.policies.get(id).is_some_and(|name| self.shared()[0].contains(name))
    }

    /// Whether the name of the source is also that of another one.
    pub fn is_shared_source(&self, id: &str) -> bool {
        self.sources.get(id).is_some_and(|name| self.shared()[1].contains(name))
    }

    fn shared(&self) -> &[HashSet<Arc<str>>; 2] {
        self.shared.get_or_init(|| [&self.policies, &self.sources].map(shared_names))
    }

    /// Takes names by ID, of policies and of sources.
    pub fn new(
        policies: HashMap<Arc<str>, Arc<str>>,
        sources: HashMap<Arc<str>, Arc<str>>,
    ) -> Self {
        Self { policies, sources, ..Self::default() }
    }

    /// The names that these groups refer to, as far as they are among what is known already.
    pub fn of_known(groups: &[&SyncGroup], known: &TenantFacts) -> Self {
        let mut directory = Self::default();
        for group in groups {
            let policy = group.policy_id();
            if let Some(policy) = known.policy(policy).present() {
                directory.add_policy(policy);
            } else {
                directory.policies.insert(policy.into(), known.policy_name(policy).into());
            }
            for source in group.source_ids().filter_map(|id| known.source(id).present()) {
                directory.add_source(source);
            }
        }
        directory
    }

    /// One sentence on what could not be read, if anything.
    pub fn note(&self) -> Option<String> {
        Some(format!("{}; IDs are shown instead", self.unread.note()?))
    }

    /// The group with `passwordPolicyName` and `sourceNames`, null where a name is not known.
    pub fn resolve(&self, group: SyncGroup) -> SyncGroup {
        let name = |names: &HashMap<Arc<str>, Arc<str>>, id: &str| {
            names.get(id).map_or(Value::Null, |name| (**name).into())
        };
        let policy = name(&self.policies, group.policy_id());
        let sources = group.source_ids().map(|id| name(&self.sources, id)).collect();
        let mut object = group.into_object();
        object.insert("passwordPolicyName".into(), policy);
        object.insert("sourceNames".into(), Value::Array(sources));
        SyncGroup::new(object)
    }

    /// Asks for the names that these groups refer to, policies and sources side by side.
    ///
    /// A refusal (403) leaves IDs; every other failure is one of the command.
    pub async fn of(ctx: &Context, groups: &[SyncGroup]) -> Result<Self> {
        if groups.is_empty() {
            return Ok(Self::default());
        }
        let lookup = Lookup::of(ctx);
        let ids: BTreeSet<&str> = groups.iter().flat_map(SyncGroup::source_ids).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let (policies, sources) =
            tokio::try_join!(readable(lookup.policies()), readable(lookup.sources_by_id(&ids)))?;
        let mut directory = Self::default();
        for policy in
            directory.unread.take(policies, "password policies").iter().flat_map(|list| list.iter())
        {
            directory.add_policy(policy);
        }
        for source in directory.unread.take(sources, "sources").into_iter().flatten() {
            directory.add_source(&source);
        }
        Ok(directory)
    }

    /// The names of all policies and sources.
    pub async fn of_tenant(ctx: &Context) -> Result<Self> {
        let lookup = Lookup::of(ctx);
        let (policies, sources) = tokio::try_join!(lookup.policies(), lookup.sources())?;
        let mut directory = Self::default();
        policies.iter().for_each(|policy| directory.add_policy(policy));
        sources.iter().for_each(|source| directory.add_source(source));
        Ok(directory)
    }

    /// The names for the output; with `resolve` also in the groups themselves.
    pub async fn resolving(
        ctx: &Context,
        groups: Vec<SyncGroup>,
        resolve: bool,
    ) -> Result<(Vec<SyncGroup>, Self)> {
        if !resolve {
            let directory = Self::for_output(ctx, &groups).await?;
            return Ok((groups, directory));
        }
        let directory = Self::of(ctx, &groups).await?;
        if let Some(note) = directory.note() {
            ctx.out()?.note(&note);
        }
        Ok((groups.into_iter().map(|group| directory.resolve(group)).collect(), directory))
    }

    /// The same where the output shows names, with a note on what may not be read.
    pub async fn for_output(ctx: &Context, groups: &[SyncGroup]) -> Result<Self> {
        let out = ctx.out()?;
        if !out.settings().format.has_columns() {
            return Ok(Self::default());
        }
        let directory = Self::of(ctx, groups).await?;
        if let Some(note) = directory.note() {
            out.note(&note);
        }
        Ok(directory)
    }
}

/// The names that more than one ID has.
fn shared_names(names: &HashMap<Arc<str>, Arc<str>>) -> HashSet<Arc<str>> {
    let mut seen = HashSet::new();
    names.values().filter(|name| !seen.insert(&***name)).cloned().collect()
}
