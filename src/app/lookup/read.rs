//! What a command reads of the tenant, each thing once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::api::{Client, Listing, Range};
use crate::app::lookup::fewest::{WORTH_COUNTING, list_is_shorter};
use crate::app::lookup::mapping::Mapping;
use crate::app::lookup::reading::readable;
use crate::app::session::cache::{Cache, List};
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::error::Result;
use crate::model::{Id, PasswordPolicy, PolicyAssignment, Source, SourceApp, SyncGroup};
use crate::rules::Reading;

/// The policies assigned to sources, by the source's ID.
pub type Assignments = BTreeMap<String, Reading<Vec<PolicyAssignment>>>;

/// Reads the tenant, and remembers what it has read for the rest of the run.
pub struct Lookup<'a> {
    ctx: &'a Context,
    cache: Arc<Cache>,
}

/// Values in one filter of a request: as many IDs as an address of 8 KiB has room for.
pub const FILTER_VALUES: usize = 100;

/// Up to so many filters, the question how many sources there are in all is not worth a request.
const FEW_FILTERS: usize = 3;

/// Above this many sources, all applications are fewer requests than those of each source.
const MANY_SOURCES: usize = 300;

impl<'a> Lookup<'a> {
    /// Everything that the run has read already counts.
    pub fn of(ctx: &'a Context) -> Self {
        Self { ctx, cache: Arc::clone(&ctx.cache) }
    }

    /// Reads everything anew: for a look at what somebody else may have changed meanwhile.
    pub fn fresh(ctx: &'a Context) -> Self {
        Self { ctx, cache: Arc::default() }
    }

    /// The client of the run.
    pub async fn client(&self) -> Result<&'a Client> {
        self.ctx.client().await
    }

    /// Every group of the tenant.
    pub async fn groups(&self) -> Result<List<SyncGroup>> {
        let client = self.client().await?;
        self.cache.groups.get(client.groups(Range::ALL)).await
    }

    /// Every group, where they have been read.
    pub fn read_groups(&self) -> Option<List<SyncGroup>> {
        self.cache.groups.read()
    }

    /// Every group, where reading them takes fewer requests than so many for single ones.
    pub async fn groups_instead_of(&self, requests: usize) -> Result<Option<List<SyncGroup>>> {
        if let Some(read) = self.read_groups() {
            return Ok(Some(read));
        }
        if requests < WORTH_COUNTING {
            return Ok(None);
        }
        let Reading::Read(total) = readable(self.client().await?.count_groups()).await? else {
            return Ok(None);
        };
        let shorter = list_is_shorter(total, requests as u64);
        if shorter { self.groups().await.map(Some) } else { Ok(None) }
    }

    /// Every password policy.
    pub async fn policies(&self) -> Result<List<PasswordPolicy>> {
        let (client, mapping) = (self.client().await?, Mapping::of(self.ctx)?);
        let named = async {
            let mut list = Box::pin(client.policies()).await?;
            mapping.name_policies(&mut list.reply.body);
            Ok(list)
        };
        self.cache.policies.get(named).await
    }

    /// Every password policy, where they have been read.
    pub fn read_policies(&self) -> Option<List<PasswordPolicy>> {
        self.cache.policies.read()
    }

    /// Every source.
    pub async fn sources(&self) -> Result<List<Source>> {
        self.cache.sources.get(self.named_sources(None)).await
    }

    /// Sources under the names that manifests have.
    async fn named_sources(&self, filter: Option<&str>) -> Result<Listing<Vec<Source>>> {
        let mut list = Box::pin(self.client().await?.sources(filter)).await?;
        Mapping::of(self.ctx)?.name_sources(&mut list.reply.body);
        Ok(list)
    }

    /// Every source, where they have been read.
    pub fn read_sources(&self) -> Option<List<Source>> {
        self.cache.sources.read()
    }

    /// Every application.
    pub async fn applications(&self) -> Result<List<SourceApp>> {
        let client = self.client().await?;
        self.cache.applications.get(client.source_apps(None)).await
    }

    /// The sources of these IDs that exist, in this order.
    pub async fn sources_by_id(&self, ids: &[&str]) -> Result<Vec<Source>> {
        if let Some(all) = self.sources_instead_of(ids.len()).await? {
            let wanted: HashSet<&str> = ids.iter().copied().collect();
            let wanted = all.iter().filter(|source| wanted.contains(source.id()));
            let by_id: HashMap<&str, &Source> =
                wanted.map(|source| (source.id(), source)).collect();
            return Ok(ids.iter().filter_map(|id| by_id.get(id).copied().cloned()).collect());
        }
        let mut known = self.cache.source.lock().await;
        let unknown: Vec<&str> =
            ids.iter().copied().filter(|id| !known.contains_key(*id)).collect();
        let chunks = unknown.chunks(FILTER_VALUES).map(|values| filter("id", values));
        let found = bodies(chunks, |filter| async move { self.named_sources(Some(&filter)).await });
        let found = found.await?;
        known.extend(unknown.iter().map(|id| ((*id).to_owned(), None)));
        known.extend(found.into_iter().map(|source| (source.id().to_owned(), Some(source))));
        Ok(ids.iter().filter_map(|id| known.get(*id)?.clone()).collect())
    }

    /// Every source, where they have been read or where that takes fewer requests than filters with so many IDs.
    async fn sources_instead_of(&self, ids: usize) -> Result<Option<List<Source>>> {
        if let Some(read) = self.read_sources() {
            return Ok(Some(read));
        }
        let requests = ids.div_ceil(FILTER_VALUES);
        if requests <= FEW_FILTERS {
            return Ok(None);
        }
        let total = self.client().await?.count_sources().await?;
        let shorter = list_is_shorter(total, requests as u64);
        if shorter { self.sources().await.map(Some) } else { Ok(None) }
    }

    /// The sources that the tenant calls by these names; those of the IDs come along in the same request, where both fit
    /// into one.
    pub async fn sources_by_name(&self, names: &[&str], ids: &[&str]) -> Result<Vec<Source>> {
        if let Some(all) = self.cache.sources.read() {
            let found = all.iter().filter(|source| names.contains(&source.own_name()));
            return Ok(found.cloned().collect());
        }
        let mut by_id = self.cache.source.lock().await;
        let mut by_name = self.cache.sources_named.lock().await;
        let ids: Vec<&str> = ids.iter().copied().filter(|id| !by_id.contains_key(*id)).collect();
        let asked: Vec<&str> =
            names.iter().copied().filter(|name| !by_name.contains_key(*name)).collect();
        let both = !ids.is_empty() && ids.len() + asked.len() <= FILTER_VALUES;
        let filters = if both && !asked.is_empty() {
            vec![format!("{} or {}", filter("id", &ids), filter("name", &asked))]
        } else {
            let of_ids = ids.chunks(FILTER_VALUES).map(|ids| filter("id", ids));
            of_ids.chain(asked.chunks(FILTER_VALUES).map(|names| filter("name", names))).collect()
        };
        let found =
            bodies(filters, |filter| async move { self.named_sources(Some(&filter)).await });
        let found = found.await?;
        by_id.extend(ids.iter().map(|id| ((*id).to_owned(), None)));
        by_name.extend(asked.iter().map(|name| ((*name).to_owned(), Vec::new())));
        for source in found {
            if let Some(same_name) = by_name.get_mut(source.own_name()) {
                same_name.push(source.clone());
            }
            by_id.insert(source.id().to_owned(), Some(source));
        }
        Ok(names.iter().filter_map(|name| by_name.get(*name)).flatten().cloned().collect())
    }

    /// The name of a source in messages, where it has been read; else its ID.
    pub fn source_name(&self, id: &str) -> String {
        let of = |source: &Source| source.label().to_owned();
        let all = self.cache.sources.read();
        let listed = || all?.iter().find(|source| source.id() == id).map(of);
        let single = || self.cache.source.try_lock().ok()?.get(id)?.as_ref().map(of);
        single().or_else(listed).filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned())
    }

    /// The applications of sources, several requests side by side; where there are many sources, those of others too.
    pub async fn applications_of(&self, sources: &[&str]) -> Result<Vec<SourceApp>> {
        let mut known = self.cache.applications_of.lock().await;
        let unknown: Vec<&str> =
            sources.iter().copied().filter(|id| !known.contains_key(*id)).collect();
        if self.cache.applications.read().is_some() || unknown.len() > MANY_SOURCES {
            return Ok(self.applications().await?.to_vec());
        }
        let client = self.client().await?;
        let chunks = unknown.chunks(FILTER_VALUES).map(|ids| filter("accountSource.id", ids));
        let found = bodies(chunks, |filter| async move { client.source_apps(Some(&filter)).await });
        let found = found.await?;
        known.extend(unknown.iter().map(|id| ((*id).to_owned(), Vec::new())));
        for application in found {
            if let Some(id) = application.source_id() {
                known.entry(id.to_owned()).or_default().push(application);
            }
        }
        Ok(sources.iter().filter_map(|id| known.get(*id)).flatten().cloned().collect())
    }

    /// The policies of each source, one request each. Not every path style publishes them, and a caller may not be
    /// allowed to read them: both are "cannot be read" (`Refused`), not "has none".
    pub async fn policies_of(&self, sources: &[&str]) -> Result<Assignments> {
        let (client, mapping) = (self.client().await?, Mapping::of(self.ctx)?);
        let mut known = self.cache.policies_of.lock().await;
        let unknown = sources.iter().filter(|id| !known.contains_key(**id));
        let unknown = unknown.filter_map(|id| Id::new(id).ok());
        let unknown: Vec<Id> = unknown.collect();
        let expected = client.expect(unknown.len());
        let expected = &expected;
        let readings = items::each(unknown, |id| async move {
            let reply = async { Ok(client.source_policies(&id).await?.body) };
            let read = match readable(reply).await {
                Err(error) if matches!(error.status(), Some(400 | 404)) => None,
                other => other?.into_read(),
            };
            expected.advance();
            let read = read.map(|mut assignments| {
                mapping.label_assignments(&mut assignments);
                assignments
            });
            Ok((id.as_str().to_owned(), read))
        });
        for reading in readings.await {
            let (id, read) = reading?;
            known.insert(id, read);
        }
        let of = |id: &&str| {
            let read = known.get(*id)?.clone();
            Some(((*id).to_owned(), read.map_or(Reading::Refused, Reading::Read)))
        };
        Ok(sources.iter().filter_map(of).collect())
    }
}

/// The objects of several lists, which are asked for side by side.
async fn bodies<T, F>(
    filters: impl IntoIterator<Item = String>,
    ask: impl Fn(String) -> F,
) -> Result<Vec<T>>
where
    F: Future<Output = Result<Listing<Vec<T>>>>,
{
    let mut things = Vec::new();
    for page in items::each(filters, ask).await {
        things.extend(page?.reply.body);
    }
    Ok(things)
}

/// `name eq "x"`, or `name in ("x", "y")`.
fn filter(field: &str, values: &[&str]) -> String {
    let quoted = |value: &&str| format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    match values {
        [one] => format!("{field} eq {}", quoted(one)),
        many => format!("{field} in ({})", many.iter().map(quoted).collect::<Vec<_>>().join(", ")),
    }
}
