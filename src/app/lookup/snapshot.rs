//! All groups, sources and policies of a tenant, read side by side.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::app::lookup::mapping::Mapping;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::cache::List;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{PasswordPolicy, Source, SyncGroup};

/// All groups, sources and policies of a tenant.
pub struct Survey {
    /// Every group, in the tenant's order.
    pub groups: List<SyncGroup>,
    /// Every source.
    pub sources: List<Source>,
    /// Every password policy.
    pub policies: List<PasswordPolicy>,
    directory: OnceLock<Directory>,
}

impl Survey {
    /// Reads all three lists, side by side. Who may not read one of them cannot compare (exit 4).
    pub async fn of(ctx: &Context) -> Result<Self> {
        let lookup = Lookup::of(ctx);
        // Boxed, so that everything that compares stays small.
        let lists =
            Box::pin(async { tokio::join!(lookup.groups(), lookup.sources(), lookup.policies()) });
        let (groups, sources, policies) = lists.await;
        let (groups, sources, policies) = (groups?, sources?, policies?);
        Mapping::of(ctx)?.check(&sources, &policies)?;
        Ok(Self { groups, sources, policies, directory: OnceLock::new() })
    }

    /// What messages call policies and sources: the name, with the ID where the name is not unique.
    pub fn directory(&self) -> &Directory {
        self.directory.get_or_init(|| {
            Directory::new(
                labels(self.policies.iter().map(|it| (it.id().into(), it.name().into()))),
                labels(self.sources.iter().map(|it| (it.id().into(), it.name().into()))),
            )
            .with_labels(self.mapped().collect())
        })
    }
}

impl Survey {
    /// How messages put what the tenant calls otherwise than manifests do, by ID.
    fn mapped(&self) -> impl Iterator<Item = (String, String)> {
        let sources = self.sources.iter().filter(|source| source.is_mapped());
        let sources = sources.map(|source| (source.id(), source.label()));
        let policies = self.policies.iter().filter(|policy| policy.is_mapped());
        let policies = policies.map(|policy| (policy.id(), policy.label()));
        sources.chain(policies).map(|(id, label)| (id.to_owned(), label.to_owned()))
    }
}

/// The names by ID; those that are there more than once have their IDs with them.
fn labels(things: impl Iterator<Item = (Arc<str>, Arc<str>)>) -> HashMap<Arc<str>, Arc<str>> {
    let mut labels: HashMap<Arc<str>, Arc<str>> = things.collect();
    let mut seen = HashSet::with_capacity(labels.len());
    let twice = labels.values().filter(|name| !seen.insert(&***name));
    let twice: HashSet<Arc<str>> = twice.cloned().collect();
    for (id, name) in &mut labels {
        if name.is_empty() {
            *name = Arc::clone(id);
        } else if twice.contains(&**name) {
            *name = format!("{name} ({id})").into();
        }
    }
    labels
}
