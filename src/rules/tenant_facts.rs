//! What is known of a tenant when a group is judged.

use std::collections::HashMap;

use crate::model::{PasswordPolicy, PolicyAssignment, Source, SourceApp, SyncGroup};
use crate::rules::other_groups::OtherGroups;

/// The outcome of asking the tenant for something.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reading<T> {
    /// Nobody asked: what depends on it is not judged, and nothing is said.
    #[default]
    Unasked,
    /// It cannot be read, such as with a 403: what depends on it is not judged, with one warning.
    Refused,
    /// What the tenant sent.
    Read(T),
}

impl<T> Reading<T> {
    /// The same outcome with what was read turned into something else.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Self::Unasked => Reading::Unasked,
            Self::Refused => Reading::Refused,
            Self::Read(value) => Reading::Read(change(value)),
        }
    }

    /// The same outcome by reference.
    pub const fn as_ref(&self) -> Reading<&T> {
        match self {
            Self::Unasked => Reading::Unasked,
            Self::Refused => Reading::Refused,
            Self::Read(value) => Reading::Read(value),
        }
    }

    /// What was read, taken out.
    pub fn into_read(self) -> Option<T> {
        if let Self::Read(value) = self { Some(value) } else { None }
    }

    /// What was read.
    pub const fn as_read(&self) -> Option<&T> {
        if let Self::Read(value) = self { Some(value) } else { None }
    }
}

/// The outcome of a look-up by ID among what is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Found<'a, T> {
    /// The object.
    Present(&'a T),
    /// The tenant has no such object.
    Absent,
    /// Nobody asked, or the caller may not read it.
    Unknown,
}

impl<'a, T> Found<'a, T> {
    /// The object, where it is known.
    pub const fn present(self) -> Option<&'a T> {
        if let Self::Present(object) = self { Some(object) } else { None }
    }
}

/// Objects, and what it means when one is not among them.
#[derive(Debug)]
struct Objects<T> {
    /// By ID. Of two with one ID the last counts.
    list: Vec<T>,
    id: fn(&T) -> &str,
    rest: Reading<()>,
}

impl<T> Objects<T> {
    const fn by(id: fn(&T) -> &str) -> Self {
        Self { list: Vec::new(), id, rest: Reading::Unasked }
    }

    fn fill(&mut self, reading: Reading<Vec<T>>) {
        let id = self.id;
        self.rest = reading.map(|mut objects| {
            self.list.append(&mut objects);
            self.list.sort_by(|one, other| id(one).cmp(id(other)));
        });
    }

    fn get(&self, id: &str) -> Option<&T> {
        let end = self.list.partition_point(|object| (self.id)(object) <= id);
        self.list[..end].last().filter(|object| (self.id)(object) == id)
    }

    fn find(&self, id: &str) -> Found<'_, T> {
        match (self.get(id), &self.rest) {
            (Some(object), _) => Found::Present(object),
            (None, Reading::Read(())) => Found::Absent,
            (None, _) => Found::Unknown,
        }
    }

    fn refuses(&self, id: &str) -> bool {
        self.rest == Reading::Refused && self.get(id).is_none()
    }
}

/// What is known of a tenant. Each part may be read, refused, or not asked for.
#[derive(Debug)]
pub struct TenantFacts {
    sources: Objects<Source>,
    policies: Objects<PasswordPolicy>,
    /// Names of policies that sources refer to. That a source refers to a policy does not mean that it exists.
    policy_names: HashMap<String, String>,
    applications: Reading<HashMap<String, Vec<SourceApp>>>,
    assignments: HashMap<String, Reading<Vec<PolicyAssignment>>>,
    unverified: usize,
    groups: Reading<Vec<SyncGroup>>,
    pub(crate) other_groups: OtherGroups,
}

impl Default for TenantFacts {
    fn default() -> Self {
        Self {
            sources: Objects::by(Source::id),
            policies: Objects::by(PasswordPolicy::id),
            policy_names: HashMap::new(),
            applications: Reading::Unasked,
            assignments: HashMap::new(),
            unverified: 0,
            groups: Reading::Unasked,
            other_groups: OtherGroups::default(),
        }
    }
}

impl TenantFacts {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sources: all of the tenant, or all that exist of those that were asked for. One that is not among them
    /// does not exist.
    #[must_use]
    pub fn with_sources(mut self, sources: Reading<Vec<Source>>) -> Self {
        let references = sources.as_read().into_iter().flatten().flat_map(Source::policies);
        let new: HashMap<&str, &str> = references.collect();
        self.policy_names.extend(new.iter().map(|(id, name)| ((*id).into(), (*name).into())));
        self.sources.fill(sources);
        self
    }

    /// The password policies, in the same way as [`Self::with_sources`].
    #[must_use]
    pub fn with_policies(mut self, policies: Reading<Vec<PasswordPolicy>>) -> Self {
        self.policies.fill(policies);
        self
    }

    /// The applications of all sources.
    #[must_use]
    pub fn with_applications(mut self, applications: Reading<Vec<SourceApp>>) -> Self {
        self.applications = applications.map(|applications| {
            let mut by_source = HashMap::<String, Vec<SourceApp>>::new();
            for app in applications {
                if let Some(source) = app.source_id().map(str::to_owned) {
                    by_source.entry(source).or_default().push(app);
                }
            }
            by_source
        });
        self
    }

    /// All groups of the tenant, the judged ones among them.
    #[must_use]
    pub fn with_groups(mut self, groups: Reading<Vec<SyncGroup>>) -> Self {
        self.other_groups = OtherGroups::new(groups.as_read().into_iter().flatten());
        self.groups = groups;
        self
    }

    /// The same tenant once groups are as others want them, by their IDs: what several changes share is told beforehand.
    #[must_use]
    pub fn once_updated(mut self, wanted: &HashMap<&str, &SyncGroup>) -> Self {
        let groups = std::mem::take(&mut self.groups).map(|groups| {
            let now = |group: SyncGroup| match wanted.get(group.id()) {
                Some(&wanted) => wanted.clone().with_id(group.id()),
                None => group,
            };
            groups.into_iter().map(now).collect()
        });
        self.with_groups(groups)
    }

    /// The policies that are assigned to one source (`GET /sources/{id}/password-policies`).
    #[must_use]
    pub fn with_assignments(mut self, source_id: &str, of: Reading<Vec<PolicyAssignment>>) -> Self {
        for assignment in of.as_read().into_iter().flatten() {
            let (id, name) = (assignment.policy_id(), assignment.policy_name());
            self.policy_names.insert(id.to_owned(), name.to_owned());
        }
        self.assignments.insert(source_id.to_owned(), of);
        self
    }

    /// So many sources were not asked for their policies, since the lists leave no doubt: that these have no policy
    /// exception is an assumption.
    #[must_use]
    pub const fn with_unverified(mut self, sources: usize) -> Self {
        self.unverified = sources;
        self
    }

    /// How many sources were not asked for their policies.
    pub const fn unverified(&self) -> usize {
        self.unverified
    }

    /// Looks a source up.
    pub fn source(&self, id: &str) -> Found<'_, Source> {
        self.sources.find(id)
    }

    /// Looks a password policy up.
    pub fn policy(&self, id: &str) -> Found<'_, PasswordPolicy> {
        self.policies.find(id)
    }

    /// The applications of a source; `None` where they are not known.
    pub fn applications(&self, source_id: &str) -> Option<&[SourceApp]> {
        Some(self.applications.as_read()?.get(source_id).map_or(&[], Vec::as_slice))
    }

    /// The policies assigned to a source, exceptions included.
    pub fn assignments(&self, source_id: &str) -> &Reading<Vec<PolicyAssignment>> {
        self.assignments.get(source_id).unwrap_or(&Reading::Unasked)
    }

    /// All groups of the tenant.
    pub const fn groups(&self) -> &Reading<Vec<SyncGroup>> {
        &self.groups
    }

    /// The source's name in messages; its ID where the name is not known.
    pub fn source_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.source(id).present().map(Source::label).filter(|name| !name.is_empty()).unwrap_or(id)
    }

    /// The policy's name in messages; its ID where the name is not known.
    pub fn policy_name<'a>(&'a self, id: &'a str) -> &'a str {
        let policy = self.policy(id).present().map(PasswordPolicy::label);
        let name = policy.or_else(|| self.policy_names.get(id).map(String::as_str));
        name.filter(|name| !name.is_empty()).unwrap_or(id)
    }

    pub(crate) fn refuses_source(&self, id: &str) -> bool {
        self.sources.refuses(id)
    }

    pub(crate) fn refuses_policy(&self, id: &str) -> bool {
        self.policies.refuses(id)
    }

    pub(crate) fn refuses_applications(&self) -> bool {
        self.applications == Reading::Refused
    }
}
