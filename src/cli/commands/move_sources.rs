//! `syncgroup move`

use clap::Args;

use crate::api::Reply;
use crate::app::change::move_sources;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::group_fields;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::names;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::command_line::{CommandLine, reference};
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::output::Shape;

/// Move sources from one group to another
///
/// The sources leave their group, join the other one and get its policy. If they cannot join it, the first group is
/// restored. `undo` reverts the whole move.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox move Snowflake --to 'Password Sync Group 1' --dry-run
syncgroup -p sandbox move Snowflake --to 'Password Sync Group 1'")]
pub struct Move {
    /// IDs or names of sources
    #[arg(required = true, value_name = "SOURCE", add = complete::sources())]
    sources: Vec<String>,

    /// ID or name of the group to join
    #[arg(long, value_name = "GROUP", add = complete::groups())]
    to: String,

    /// ID or name of the group to leave, if the sources are in several
    #[arg(long, value_name = "GROUP", add = complete::groups())]
    from: Option<String>,

    /// Skip the prerequisite checks
    #[arg(long)]
    no_check: bool,
}

impl Declaration for Move {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes::WRITES_GROUPS;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }
}

impl Move {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let parse = |text: &String| Reference::parse(text);
        let sources: Vec<Reference> = self.sources.iter().map(parse).collect::<Result<_>>()?;
        let to = Reference::parse(&self.to)?;
        let from = self.from.as_ref().map(parse).transpose()?;
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        let all = Lookup::of(ctx).groups().await?;
        let to = group(ctx, to).await?;
        let from = match from {
            Some(from) => Some(group(ctx, from).await?.body),
            None => None,
        };
        if from.as_ref().is_some_and(|from| from.id() == to.body.id()) {
            return Err(Error::usage("`--from` and `--to` name the same group"));
        }
        let ids = names::sources(ctx, &sources, &[], Match::Exact).await?;
        let ids = group_fields::distinct(ids);
        // Messages name the sources.
        let shown: Vec<&str> = ids.iter().map(String::as_str).collect();
        let _ = Lookup::of(ctx).sources_by_id(&shown).await;
        let Some((from, sources)) = origin(ctx, &all, from.as_ref(), &to.body, ids)? else {
            let name = to.body.name();
            ctx.out()?.news(&format!("already in sync group `{name}`; nothing was sent"));
            return if ctx.globals.dry_run {
                Ok(Code::Done)
            } else {
                print(ctx, vec![to], None).await
            };
        };
        let plan = move_sources::Move { from, to: to.body, sources, check: !self.no_check };
        match plan.make(ctx).await? {
            Some((groups, directory)) => print(ctx, groups, directory).await,
            None => Ok(Code::Done),
        }
    }
}

async fn group(ctx: &Context, named: Reference) -> Result<Reply<SyncGroup>> {
    names::groups(ctx, &[named], Match::Exact).await?.remove(0)
}

/// The one group that the sources leave, and those that do; none where all have joined already.
fn origin(
    ctx: &Context,
    groups: &[SyncGroup],
    from: Option<&SyncGroup>,
    to: &SyncGroup,
    ids: Vec<String>,
) -> Result<Option<(SyncGroup, Vec<String>)>> {
    let lookup = Lookup::of(ctx);
    let mut origin = from.cloned();
    let mut leaving = Vec::new();
    for id in ids {
        let name = lookup.source_name(&id);
        let mut homes =
            groups.iter().filter(|group| group.id() != to.id() && group.has_source(&id));
        let found = match from {
            Some(from) => from.has_source(&id).then_some(from),
            None => homes.next(),
        };
        let Some(found) = found else {
            if to.has_source(&id) {
                continue;
            }
            return Err(nowhere(&name, &id, from, homes.next(), to));
        };
        let second = if from.is_none() { homes.next() } else { None };
        let first = origin.get_or_insert_with(|| found.clone());
        let other = second.or_else(|| (first.id() != found.id()).then_some(found));
        if let Some(other) = other {
            // A source that is in both groups can leave either.
            let of_first = if leaving.is_empty() { vec![id.clone()] } else { leaving };
            return Err(several_groups(ctx, (first, &of_first), (other, &[id]), to));
        }
        leaving.push(id);
    }
    Ok(origin.filter(|_| !leaving.is_empty()).map(|origin| (origin, leaving)))
}

/// The error of sources that are in several groups, here with the sources of each.
fn several_groups(
    ctx: &Context,
    first: (&SyncGroup, &[String]),
    other: (&SyncGroup, &[String]),
    to: &SyncGroup,
) -> Error {
    let (one, two) = (first.0.name(), other.0.name());
    let error = Error::usage(format!("the sources are in several groups: `{one}` and `{two}`"))
        .cause("a move takes sources out of one group");
    let lookup = Lookup::of(ctx);
    let line = |(from, ids): (&SyncGroup, &[String])| {
        let line = CommandLine::of("move");
        let line =
            ids.iter().fold(line, |line, id| line.word(reference(&lookup.source_name(id), id)));
        line.and("--to")
            .word(reference(to.name(), to.id()))
            .and("--from")
            .word(reference(from.name(), from.id()))
    };
    error
        .hint(line(first))
        .hint(line(other))
        .explained("to make all changes at once", CommandLine::of("apply -f groups.yaml"))
}

/// The error of a source that cannot leave.
fn nowhere(
    name: &str,
    id: &str,
    from: Option<&SyncGroup>,
    home: Option<&SyncGroup>,
    to: &SyncGroup,
) -> Error {
    let (source, target) = (reference(name, id), reference(to.name(), to.id()));
    match (from, home) {
        (Some(from), Some(home)) => {
            let message = format!("source `{name}` is not in sync group `{}`", from.name());
            Error::usage(message).cause(format!("it is in `{}`", home.name())).hint(
                CommandLine::of("move")
                    .word(source)
                    .and("--to")
                    .word(target)
                    .and("--from")
                    .word(reference(home.name(), home.id())),
            )
        }
        _ => {
            Error::usage(format!("source `{name}` is in no sync group, so there is none to leave"))
                .hint(CommandLine::of("update").word(target).and("--add-source").word(source))
        }
    }
}

async fn print(
    ctx: &Context,
    replies: Vec<Reply<SyncGroup>>,
    directory: Option<Directory>,
) -> Result<Code> {
    let heads = replies.iter().map(group_table::head).collect();
    let groups: Vec<SyncGroup> = replies.into_iter().map(|reply| reply.body).collect();
    let directory = match directory {
        Some(directory) => directory,
        None => Directory::for_output(ctx, &groups).await?,
    };
    let listing = group_table::listing(groups, Shape::Many, &directory);
    ctx.out()?.print(&listing.reply(group_table::each(ctx, heads)))?;
    Ok(Code::Done)
}
