//! What a tenant has, read side by side: groups, sources and policies, and what the prerequisites need besides.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use crate::app::apply::difference::Difference;
use crate::app::check::rule_facts;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::view::group_table::Directory;
use crate::error::Result;
use crate::model::{PasswordPolicy, Source, SyncGroup};
use crate::rules::{self, Finding, Kind, Known, Reading};

/// All groups, sources and policies of a tenant.
pub struct Survey {
    /// Every group, in the tenant's order.
    pub groups: Vec<SyncGroup>,
    /// Every source.
    pub sources: Vec<Source>,
    /// Every password policy.
    pub policies: Vec<PasswordPolicy>,
    directory: OnceLock<Directory>,
}

impl Survey {
    /// Reads all three lists, side by side. Who may not read one of them cannot compare (exit 4).
    pub async fn of(ctx: &Context) -> Result<Self> {
        let client = ctx.client().await?;
        let (groups, sources, policies) =
            tokio::join!(names::all(ctx), client.sources(None), client.policies());
        let (groups, sources, policies) =
            (groups?.reply.body, sources?.reply.body, policies?.reply.body);
        Ok(Self { groups, sources, policies, directory: OnceLock::new() })
    }

    /// What messages call policies and sources: the name, with the ID where the name is not unique.
    pub fn directory(&self) -> &Directory {
        self.directory.get_or_init(|| {
            Directory::new(
                labels(self.policies.iter().map(|policy| (policy.id(), policy.name()))),
                labels(self.sources.iter().map(|source| (source.id(), source.name()))),
            )
        })
    }

    /// Judges the tenant as it would be, and gives what the differences bring in, with everything that was read for it.
    pub async fn judge(
        &self,
        ctx: &Context,
        differences: &[Difference],
    ) -> Result<(Known, Vec<Finding>)> {
        if differences.is_empty() {
            return Ok((Known::new(), Vec::new()));
        }
        let known = self.known(ctx, differences).await?;
        let touched: Vec<SyncGroup> =
            differences.iter().filter_map(|difference| difference.before.clone()).collect();
        let known = known.with_groups(Reading::Read(self.groups.clone()));
        let before = rules::check_all(&touched, &known);
        let after: Vec<SyncGroup> = differences.iter().enumerate().filter_map(end).collect();
        let gone: BTreeSet<&str> = touched.iter().map(SyncGroup::id).collect();
        let rest = self.groups.iter().filter(|group| !gone.contains(group.id())).cloned();
        let known = known.with_groups(Reading::Read(after.iter().cloned().chain(rest).collect()));
        let findings = rules::introduced(&before, &rules::check_all(&after, &known));
        Ok((known, findings.into_iter().map(anonymous).collect()))
    }

    /// Everything that the prerequisites need. The policies of a source cost a request each, so they are asked for only
    /// where a source joins a group and has any.
    async fn known(&self, ctx: &Context, differences: &[Difference]) -> Result<Known> {
        let client = ctx.client().await?;
        let joining: BTreeSet<&str> = differences.iter().flat_map(Difference::joining).collect();
        let asked: Vec<&str> = self
            .sources
            .iter()
            .filter(|source| joining.contains(source.id()) && source.policies().next().is_some())
            .map(Source::id)
            .collect();
        let (applications, assignments) = tokio::join!(
            rule_facts::readable(async { Ok(client.source_apps(None).await?.reply.body) }),
            rule_facts::assignments(client, asked.iter().copied()),
        );
        let known = Known::new()
            .with_sources(Reading::Read(self.members(differences)))
            .with_policies(Reading::Read(self.policies.clone()))
            .with_applications(applications?);
        Ok(rule_facts::with_assignments(known, assignments?))
    }

    /// The sources that are asked about when the differences are judged: those of the groups before and after.
    fn members(&self, differences: &[Difference]) -> Vec<Source> {
        let groups = differences.iter().flat_map(|each| each.before.iter().chain(&each.after));
        let members: HashSet<&str> = groups.flat_map(SyncGroup::source_ids).collect();
        self.sources.iter().filter(|source| members.contains(source.id())).cloned().collect()
    }
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

/// The names by ID; those that are there more than once have their IDs with them.
fn labels<'a>(things: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> HashMap<String, String> {
    let mut count = HashMap::<&str, usize>::new();
    for (_, name) in things.clone() {
        *count.entry(name).or_default() += 1;
    }
    let label = |(id, name): (&str, &str)| match (name, count[name]) {
        ("", _) => (id.to_owned(), id.to_owned()),
        (_, 1) => (id.to_owned(), name.to_owned()),
        _ => (id.to_owned(), format!("{name} ({id})")),
    };
    things.map(label).collect()
}
