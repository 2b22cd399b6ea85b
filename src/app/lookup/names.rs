//! Names to IDs, with the fewest requests that the API allows.

use std::collections::HashMap;

use crate::api::{Client, Listing, Range, Reply};
use crate::app::lookup::find::{GROUP, Kind, Match, POLICY, Reference, SOURCE, find};
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::model::{Id, PasswordPolicy, Source, SourceApp, SyncGroup};

/// The groups that were named, in order. IDs are asked for one by one; for names all groups are listed, once.
pub async fn groups(
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<Vec<Result<Reply<SyncGroup>>>> {
    Ok(groups_and_all(ctx, references, matching).await?.0)
}

/// The groups that were named, each found or not.
pub type Found = Vec<Result<Reply<SyncGroup>>>;

/// The same, with all groups where they had to be listed.
pub async fn groups_and_all(
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<(Found, Option<Vec<SyncGroup>>)> {
    let client = ctx.client().await?;
    let names = references.iter().any(|reference| matches!(reference, Reference::Name(_)));
    let all = if names { Some(all(ctx).await?) } else { None };
    let tenant = ctx.tenant()?.name.clone();
    let tenant = &tenant;
    let list = all.as_ref();
    let found = items::each(references, |reference| async move {
        match (reference, list) {
            (Reference::Name(name), Some(all)) => {
                let groups = &all.reply.body;
                let at = find(
                    name,
                    matching,
                    GROUP,
                    tenant,
                    groups.iter().map(|group| (group.id(), group.name())),
                )?;
                Ok(with(&all.reply, groups[at].clone()))
            }
            (Reference::Name(_), None) => unreachable!("names are listed above"),
            (Reference::Id(id), _) => {
                client.group(id).await.map_err(|error| missing(error, id, tenant))
            }
        }
    });
    let found = found.await;
    Ok((found, all.map(|all| all.reply.body)))
}

/// The position of the group that is meant, among all groups of the tenant.
pub fn place(
    groups: &[SyncGroup],
    reference: &Reference,
    matching: Match,
    tenant: &str,
) -> Result<usize> {
    let things = groups.iter().map(|group| (group.id(), group.name()));
    match reference {
        Reference::Name(name) => find(name, matching, GROUP, tenant, things),
        Reference::Id(id) => {
            groups.iter().position(|group| group.id() == id.as_str()).ok_or_else(|| {
                let message = format!("sync group `{id}` was not found in tenant `{tenant}`");
                Error::new(Code::NotFound, message).hint(CommandLine::of(GROUP.list))
            })
        }
    }
}

/// Every group of the tenant.
pub async fn all(ctx: &Context) -> Result<Listing<Vec<SyncGroup>>> {
    ctx.client().await?.groups(Range::ALL, false).await
}

/// The same reply around another body.
pub fn with<T, U>(reply: &Reply<T>, body: U) -> Reply<U> {
    Reply { body, status: reply.status, headers: reply.headers.clone() }
}

/// Values in one filter of a request: as many IDs as an address of 8 KiB has room for.
const FILTER_VALUES: usize = 100;

/// Above this many sources, all applications are fewer requests than those of each source.
const MANY_SOURCES: usize = 300;

/// The sources whose field has one of the values; several requests side by side where there are many values.
pub async fn filtered(client: &Client, field: &str, values: &[&str]) -> Result<Vec<Source>> {
    let chunks = values.chunks(FILTER_VALUES).map(|values| filter(field, values));
    let pages = items::each(chunks, |filter| async move { client.sources(Some(&filter)).await });
    let mut sources = Vec::new();
    for page in pages.await {
        sources.extend(page?.reply.body);
    }
    Ok(sources)
}

/// The sources that have one of the IDs or one of the names: one request where both fit into one.
async fn by_id_or_name(client: &Client, ids: &[&str], names: &[&str]) -> Result<Vec<Source>> {
    if ids.is_empty() || names.is_empty() || ids.len() + names.len() > FILTER_VALUES {
        let (mut by_id, by_name) =
            tokio::try_join!(filtered(client, "id", ids), filtered(client, "name", names))?;
        by_id.extend(by_name);
        return Ok(by_id);
    }
    let either = format!("{} or {}", filter("id", ids), filter("name", names));
    Ok(client.sources(Some(&either)).await?.reply.body)
}

/// The applications of sources, several requests side by side; where there are many sources, those of others too.
pub async fn applications(client: &Client, sources: &[&str]) -> Result<Vec<SourceApp>> {
    if sources.len() > MANY_SOURCES {
        return Ok(client.source_apps(None).await?.reply.body);
    }
    let chunks = sources.chunks(FILTER_VALUES).map(|ids| filter("accountSource.id", ids));
    let pages =
        items::each(chunks, |filter| async move { client.source_apps(Some(&filter)).await });
    let mut applications = Vec::new();
    for page in pages.await {
        applications.extend(page?.reply.body);
    }
    Ok(applications)
}

/// `name eq "x"`, or `name in ("x", "y")`.
fn filter(field: &str, values: &[&str]) -> String {
    let quoted = |value: &&str| format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
    match values {
        [one] => format!("{field} eq {}", quoted(one)),
        many => format!("{field} in ({})", many.iter().map(quoted).collect::<Vec<_>>().join(", ")),
    }
}

/// Says which group was not found, and how to see those there are.
pub fn missing(error: Error, id: &Id, tenant: &str) -> Error {
    if error.code() == Code::NotFound {
        error
            .reword(format!("sync group `{id}` was not found in tenant `{tenant}`"))
            .hint(CommandLine::of(GROUP.list))
    } else {
        error
    }
}

/// The ID behind one reference to a source or policy, for reading.
pub async fn reading(
    client: &Client,
    kind: Kind,
    reference: Option<&Reference>,
    ctx: &Context,
) -> Result<Option<String>> {
    let Some(reference) = reference else { return Ok(None) };
    let references = [reference.clone()];
    let ids = if kind.noun == SOURCE.noun {
        sources(client, ctx, &references, Match::Forgiving).await?
    } else {
        policies(client, ctx, &references, Match::Forgiving).await?
    };
    Ok(ids.into_iter().next())
}

/// The IDs behind references to sources, in order.
///
/// Exact names cost one filtered request; the whole list is read only to look further or to suggest a name.
pub async fn sources(
    client: &Client,
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<Vec<String>> {
    Ok(sources_and_more(client, ctx, references, &[], matching).await?.0)
}

/// The same, with every source that was read for it; those of the IDs in `more` come along where any are read.
pub async fn sources_and_more(
    client: &Client,
    ctx: &Context,
    references: &[Reference],
    more: &[&str],
    matching: Match,
) -> Result<(Vec<String>, Vec<Source>)> {
    let names: Vec<&str> = references.iter().filter_map(name_of).collect();
    let mut read = Vec::new();
    if !names.is_empty() {
        let ids = references.iter().filter(|reference| name_of(reference).is_none());
        let ids: Vec<&str> = ids.map(Reference::as_str).chain(more.iter().copied()).collect();
        read = by_id_or_name(client, &ids, &names).await?;
    }
    let mut known: HashMap<String, Vec<String>> = HashMap::new();
    for source in &read {
        known.entry(source.name().to_owned()).or_default().push(source.id().to_owned());
    }
    let tenant = &ctx.tenant()?.name;
    let mut all = None;
    let mut ids = Vec::with_capacity(references.len());
    for reference in references {
        let id = match reference {
            Reference::Id(id) => id.as_str().to_owned(),
            Reference::Name(name) => match known.get(name).map(Vec::as_slice) {
                Some([one]) => one.clone(),
                Some(many) => {
                    let pairs = many.iter().map(|id| (id.as_str(), name.as_str()));
                    many[find(name, matching, SOURCE, tenant, pairs)?].clone()
                }
                None => {
                    if all.is_none() {
                        all = Some(client.sources(None).await?.reply.body);
                    }
                    let sources = all.as_deref().unwrap_or_default();
                    let pairs = sources.iter().map(|source| (source.id(), source.name()));
                    sources[find(name, matching, SOURCE, tenant, pairs)?].id().to_owned()
                }
            },
        };
        ids.push(id);
    }
    Ok((ids, all.unwrap_or(read)))
}

/// The IDs behind references to policies, in order. The API has no filter for policies: names cost the list.
pub async fn policies(
    client: &Client,
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<Vec<String>> {
    Ok(policies_and_all(client, ctx, references, matching).await?.0)
}

/// The same, with all policies where they had to be listed.
pub async fn policies_and_all(
    client: &Client,
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<(Vec<String>, Option<Vec<PasswordPolicy>>)> {
    let named = references.iter().any(|reference| name_of(reference).is_some());
    let all = if named { client.policies().await?.reply.body } else { Vec::new() };
    let tenant = &ctx.tenant()?.name;
    let id_of = |reference: &Reference| match reference {
        Reference::Id(id) => Ok(id.as_str().to_owned()),
        Reference::Name(name) => {
            let pairs = all.iter().map(|policy| (policy.id(), policy.name()));
            Ok(all[find(name, matching, POLICY, tenant, pairs)?].id().to_owned())
        }
    };
    let ids = references.iter().map(id_of).collect::<Result<_>>()?;
    Ok((ids, named.then_some(all)))
}

fn name_of(reference: &Reference) -> Option<&str> {
    match reference {
        Reference::Name(name) => Some(name),
        Reference::Id(_) => None,
    }
}
