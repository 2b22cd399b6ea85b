//! The names that a profile maps: what is read of the tenant goes by the names that manifests have, and what is typed
//! may be either.

use std::collections::HashSet;

use crate::app::lookup::find::{Kind, POLICY, SOURCE};
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::model::{MappedName, PasswordPolicy, PolicyAssignment, Source};
use crate::profile::{MappedNames, NameMap};

/// The mapped names of the chosen profile.
#[derive(Clone, Copy)]
pub struct Mapping<'a> {
    names: &'a MappedNames,
    profile: &'a str,
}

impl<'a> Mapping<'a> {
    /// The mapping of the run's profile.
    pub fn of(ctx: &'a Context) -> Result<Self> {
        let tenant = ctx.tenant()?;
        Ok(Self::new(&tenant.names, &tenant.name))
    }

    /// These names of the profile of this name.
    pub const fn new(names: &'a MappedNames, profile: &'a str) -> Self {
        Self { names, profile }
    }

    /// Gives sources the names that manifests have.
    pub fn name_sources(self, sources: &mut [Source]) {
        if self.names.sources.is_empty() && self.names.policies.is_empty() {
            return;
        }
        for source in sources {
            if let Some(mapped) = self.mapped(&self.names.sources, source.own_name()) {
                source.map_name(mapped);
            }
            source.label_policies(|name| self.policy_label(name));
        }
    }

    /// Gives policies the names that manifests have.
    pub fn name_policies(self, policies: &mut [PasswordPolicy]) {
        for policy in policies {
            if let Some(mapped) = self.mapped(&self.names.policies, policy.own_name()) {
                policy.map_name(mapped);
            }
        }
    }

    /// Gives the policies that sources have the names of messages.
    pub fn label_assignments(self, assignments: &mut [PolicyAssignment]) {
        for assignment in assignments {
            assignment.label_policy(|name| self.policy_label(name));
        }
    }

    /// What the tenant calls what was typed.
    pub fn own<'n>(self, kind: Kind, typed: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.of_kind(kind).target(typed).map_or(typed, |own| &own.value)
    }

    /// The error of a name that is mapped to something that the tenant does not have (exit 2, with its line).
    pub fn missing(self, kind: Kind, typed: &str) -> Option<Error> {
        let own = self.of_kind(kind).target(typed)?;
        let message = format!(
            "`{typed}` is mapped to {} `{}`, which tenant `{}` does not have",
            kind.noun, own.value, self.profile
        );
        Some(own.place(Error::usage(message)).hint(CommandLine::of(kind.list)))
    }

    /// Refuses a mapping to something that the tenant does not have, where all of it was read.
    pub fn check(self, sources: &[Source], policies: &[PasswordPolicy]) -> Result<()> {
        let refuse = |kind, names: &HashSet<&str>| {
            let mut lost =
                self.of_kind(kind).iter().filter(|(_, own)| !names.contains(&*own.value));
            let lost = lost.find_map(|(common, _)| self.missing(kind, common));
            lost.map_or(Ok(()), Err)
        };
        let mapped = sources.iter().filter(|source| source.is_mapped());
        refuse(SOURCE, &mapped.map(Source::own_name).collect())?;
        let mapped = policies.iter().filter(|policy| policy.is_mapped());
        refuse(POLICY, &mapped.map(PasswordPolicy::own_name).collect())
    }

    fn of_kind(self, kind: Kind) -> &'a NameMap {
        if kind.noun == SOURCE.noun { &self.names.sources } else { &self.names.policies }
    }

    fn policy_label(self, own: &str) -> Option<String> {
        Some(self.mapped(&self.names.policies, own)?.label)
    }

    fn mapped(self, names: &NameMap, own: &str) -> Option<MappedName> {
        let common = names.common(own)?.to_owned();
        let label = format!("{common} ({own} in {})", self.profile);
        Some(MappedName { common, label })
    }
}
