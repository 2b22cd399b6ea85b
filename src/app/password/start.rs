//! Where a change of a password begins, and which sources it is meant for.

use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::mapping::Mapping;
use crate::app::lookup::names;
use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::readable;
use crate::app::password::info::Info;
use crate::app::session::context::Context;
use crate::error::{Code, Error, Result};
use crate::model::{Id, Source, SyncGroup};
use crate::rules::Reading;

/// The source that the change is sent to, and everything it is meant for.
pub struct Start {
    pub source: Source,
    pub info: Info,
    /// Names of the sources that share the password, this one among them.
    pub sources: Vec<String>,
    /// The group that they are in, if any.
    pub group: Option<SyncGroup>,
}

/// One source by ID or name.
pub async fn source(ctx: &Context, text: &str, matching: Match) -> Result<Source> {
    let client = ctx.client().await?;
    let ids = names::sources(ctx, &[Reference::parse(text)?], &[], matching).await?;
    let id = Id::new(&ids.concat()).map_err(Error::usage)?;
    let mut source = client.source(&id).await?.body;
    Mapping::of(ctx)?.name_sources(std::slice::from_mut(&mut source));
    Ok(source)
}

/// Begins on the source that was named, and looks for the group that takes the password further.
pub async fn on_source(ctx: &Context, user: &str, text: &str) -> Result<Start> {
    let source = source(ctx, text, Match::Exact).await?;
    let info = Info::of(ctx, user, &source).await?;
    if info.accounts().is_empty() {
        let name = source.name();
        let message = format!("user `{user}` has no account on source `{name}`");
        return Err(Error::new(Code::NotFound, message));
    }
    let group = match readable(Lookup::of(ctx).groups()).await? {
        Reading::Read(groups) => groups.iter().find(|group| group.has_source(source.id())).cloned(),
        Reading::Refused | Reading::Unasked => {
            ctx.out()?.note(
                "sync groups may not be read with these credentials; the password changes on every source of the group",
            );
            None
        }
    };
    let sources = match &group {
        Some(group) => named(&members(ctx, group).await?),
        None => vec![source.name().to_owned()],
    };
    Ok(Start { source, info, sources, group })
}

/// Begins on a member where the user has an account, the authentication sources first.
pub async fn in_group(ctx: &Context, user: &str, text: &str) -> Result<Start> {
    let references = [Reference::parse(text)?];
    let mut found = names::groups(ctx, &references, Match::Exact).await?;
    let group = found.pop().unwrap_or_else(|| unreachable!("one reference gives one result"))?.body;
    let members = members(ctx, &group).await?;
    let sources = named(&members);
    let mut unknown = Vec::new();
    for source in &members {
        match Info::of(ctx, user, source).await {
            Ok(info) if !info.accounts().is_empty() => {
                let source = source.clone();
                return Ok(Start { source, info, sources, group: Some(group) });
            }
            Ok(_) => {}
            Err(error) if error.code() == Code::NotFound => unknown.push(error),
            Err(error) => return Err(error),
        }
    }
    match unknown.pop() {
        Some(error) if unknown.len() + 1 == members.len() => Err(error),
        _ => Err(without_account(user, &group, &sources)),
    }
}

fn without_account(user: &str, group: &SyncGroup, sources: &[String]) -> Error {
    let name = group.name();
    let message = format!("user `{user}` has no account on any source of sync group `{name}`");
    Error::new(Code::NotFound, message).cause(format!("its sources are {}", list(sources)))
}

/// The sources of a group, the authentication sources first, else in the group's order.
async fn members(ctx: &Context, group: &SyncGroup) -> Result<Vec<Source>> {
    let ids: Vec<&str> = group.source_ids().collect();
    let found = Lookup::of(ctx).sources_by_id(&ids).await?;
    let by_id = |id: &&str| found.iter().find(|source| source.id() == *id).cloned();
    let mut members: Vec<Source> = ids.iter().filter_map(by_id).collect();
    members.sort_by_key(|source| !source.is_authentication_source());
    Ok(members)
}

fn named(sources: &[Source]) -> Vec<String> {
    sources.iter().map(|source| source.name().to_owned()).collect()
}

/// Names as they read in a sentence.
pub fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
