//! Names to IDs, with the fewest requests that the API allows.

use std::collections::HashMap;

use crate::api::Reply;
use crate::app::lookup::find::{GROUP, Kind, Match, POLICY, Reference, SOURCE, find, not_found};
use crate::app::lookup::mapping::Mapping;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::model::{Id, SyncGroup};

/// The groups that were named, in order, each found or not. IDs are asked for one by one, unless all groups take fewer
/// requests; for names all groups are listed, once.
pub async fn groups(
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<Vec<Result<Reply<SyncGroup>>>> {
    let lookup = Lookup::of(ctx);
    let client = lookup.client().await?;
    let named = references.iter().any(|reference| name_of(reference).is_some());
    let all = if named {
        Some(lookup.groups().await?)
    } else if ctx.globals.include {
        // Each response is shown.
        lookup.read_groups()
    } else {
        lookup.groups_instead_of(references.len()).await?
    };
    let tenant = &ctx.tenant()?.name;
    let all = all.as_ref();
    let ids = all.into_iter().flat_map(|all| all.iter().map(SyncGroup::id).enumerate());
    let by_id: HashMap<&str, usize> = ids.map(|(at, id)| (id, at)).collect();
    let by_id = &by_id;
    let unquoted = all.and_then(|all| unquoted(references, all.iter().map(SyncGroup::name)));
    let unquoted = unquoted.as_deref();
    let found = items::each(references, |reference| async move {
        if let Some(all) = all {
            let at = match reference {
                Reference::Name(_) => Some(place(all, reference, matching, tenant).map_err(
                    |error| match unquoted {
                        Some(name) => error.hint(format!("quote a name with spaces: \"{name}\"")),
                        None => error,
                    },
                )?),
                // The list may be older than the group.
                Reference::Id(id) => by_id.get(id.as_str()).copied(),
            };
            if let Some(at) = at {
                return Ok(with(all.reply(), all[at].clone()));
            }
        }
        let id = Id::new(reference.as_str()).map_err(Error::usage)?;
        client.group(&id).await.map_err(|error| missing(error, GROUP, &id, tenant))
    });
    Ok(found.await)
}

/// The name that all words together are, where it was typed without quotes.
fn unquoted<'a>(
    references: &[Reference],
    mut names: impl Iterator<Item = &'a str>,
) -> Option<String> {
    let words: Option<Vec<&str>> = references.iter().map(name_of).collect();
    let joined = words.filter(|words| words.len() > 1)?.join(" ").to_lowercase();
    names.find(|name| name.to_lowercase() == joined).map(str::to_owned)
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

/// The same reply around another body.
pub fn with<T, U>(reply: &Reply<T>, body: U) -> Reply<U> {
    Reply { body, status: reply.status, headers: reply.headers.clone() }
}

/// Says what was not found, and how to see those there are.
pub fn missing(error: Error, kind: Kind, id: &Id, tenant: &str) -> Error {
    if error.code() == Code::NotFound {
        error
            .reword(format!("{} `{id}` was not found in tenant `{tenant}`", kind.noun))
            .hint(CommandLine::of(kind.list))
    } else {
        error
    }
}

/// The ID of the one source or policy that was named, for reading.
pub async fn one(ctx: &Context, kind: Kind, name: &str) -> Result<Id> {
    let reference = Reference::parse(name)?;
    let id = reading(ctx, kind, Some(&reference)).await?.unwrap_or_default();
    Id::new(&id).map_err(Error::usage)
}

/// The ID behind one reference to a source or policy, for reading.
pub async fn reading(
    ctx: &Context,
    kind: Kind,
    reference: Option<&Reference>,
) -> Result<Option<String>> {
    let Some(reference) = reference else { return Ok(None) };
    let references = [reference.clone()];
    let ids = if kind.noun == SOURCE.noun {
        sources(ctx, &references, &[], Match::Forgiving).await?
    } else {
        policies(ctx, &references, Match::Forgiving).await?
    };
    Ok(ids.into_iter().next())
}

/// The IDs behind references to sources, in order; the sources of the IDs in `members` are read along where any are.
///
/// Exact names cost one filtered request; the whole list is read only to look further or to suggest a name.
pub async fn sources(
    ctx: &Context,
    references: &[Reference],
    members: &[&str],
    matching: Match,
) -> Result<Vec<String>> {
    each_source(ctx, references, members, matching).await?.into_iter().collect()
}

/// As [`sources`], each found or not.
pub async fn each_source(
    ctx: &Context,
    references: &[Reference],
    members: &[&str],
    matching: Match,
) -> Result<Vec<Result<String>>> {
    let (lookup, mapping) = (Lookup::of(ctx), Mapping::of(ctx)?);
    let names: Vec<&str> = references.iter().filter_map(name_of).collect();
    let mut names: Vec<&str> = names.into_iter().map(|name| mapping.own(SOURCE, name)).collect();
    names.sort_unstable();
    names.dedup();
    let mut known: HashMap<String, Vec<String>> = HashMap::new();
    if !names.is_empty() {
        let ids = references.iter().filter(|reference| name_of(reference).is_none());
        let ids: Vec<&str> = ids.map(Reference::as_str).chain(members.iter().copied()).collect();
        for source in lookup.sources_by_name(&names, &ids).await? {
            known.entry(source.own_name().to_owned()).or_default().push(source.id().to_owned());
        }
    }
    let tenant = &ctx.tenant()?.name;
    let lost = |reference: &Reference| {
        name_of(reference).is_some_and(|name| !known.contains_key(mapping.own(SOURCE, name)))
    };
    let all = if references.iter().any(lost) { Some(lookup.sources().await?) } else { None };
    let id = |reference: &Reference| match reference {
        Reference::Id(id) => Ok(id.as_str().to_owned()),
        Reference::Name(name) => match known.get(mapping.own(SOURCE, name)).map(Vec::as_slice) {
            Some([one]) => Ok(one.clone()),
            Some(several) => {
                let pairs = several.iter().map(|id| (id.as_str(), name.as_str()));
                Ok(several[find(name, matching, SOURCE, tenant, pairs)?].clone())
            }
            None => {
                let all = all.as_deref().unwrap_or_default();
                let things = all.iter().map(|source| Names {
                    id: source.id(),
                    own: source.own_name(),
                    common: source.name(),
                });
                let at = find_either(mapping, SOURCE, name, matching, tenant, &things)?;
                Ok(all[at].id().to_owned())
            }
        },
    };
    Ok(references.iter().map(id).collect())
}

/// The IDs behind references to policies, in order. The API has no filter for policies: names cost the list.
pub async fn policies(
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<Vec<String>> {
    each_policy(ctx, references, matching).await?.into_iter().collect()
}

/// As [`policies`], each found or not.
pub async fn each_policy(
    ctx: &Context,
    references: &[Reference],
    matching: Match,
) -> Result<Vec<Result<String>>> {
    let (tenant, mapping) = (&ctx.tenant()?.name, Mapping::of(ctx)?);
    let named = references.iter().any(|reference| name_of(reference).is_some());
    let all = if named { Some(Lookup::of(ctx).policies().await?) } else { None };
    let all = all.as_deref().unwrap_or_default();
    let id = |reference: &Reference| match reference {
        Reference::Id(id) => Ok(id.as_str().to_owned()),
        Reference::Name(name) => {
            let things = all.iter().map(|policy| Names {
                id: policy.id(),
                own: policy.own_name(),
                common: policy.name(),
            });
            let at = find_either(mapping, POLICY, name, matching, tenant, &things)?;
            Ok(all[at].id().to_owned())
        }
    };
    Ok(references.iter().map(id).collect())
}

/// A source or a policy by the name that the tenant has for it and by the one that manifests have.
struct Names<'a> {
    id: &'a str,
    own: &'a str,
    common: &'a str,
}

/// The position of the one thing of this name, which may be either. A name that the profile maps means its target and
/// nothing else.
fn find_either<'a>(
    mapping: Mapping<'_>,
    kind: Kind,
    name: &str,
    matching: Match,
    tenant: &str,
    things: &(impl Iterator<Item = Names<'a>> + Clone),
) -> Result<usize> {
    let own = things.clone().map(|thing| (thing.id, thing.own));
    if let Some(missing) = mapping.missing(kind, name) {
        let found = find(mapping.own(kind, name), Match::Exact, kind, tenant, own);
        return found.map_err(|error| if error.code() == Code::NotFound { missing } else { error });
    }
    match find(name, matching, kind, tenant, own.clone()) {
        Err(error) if error.code() == Code::NotFound => {}
        found => return found,
    }
    let common = things.clone().map(|thing| (thing.id, thing.common));
    let names = own.chain(common.clone()).map(|(_, name)| name);
    find(name, matching, kind, tenant, common).map_err(|error| match error.code() {
        Code::NotFound => not_found(name, kind, tenant, names),
        _ => error,
    })
}

fn name_of(reference: &Reference) -> Option<&str> {
    match reference {
        Reference::Name(name) => Some(name),
        Reference::Id(_) => None,
    }
}
