//! `syncgroup update`

mod edit;
mod several;
mod task;
mod wanted;

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueHint};

use crate::api::Reply;
use crate::app::change::Change;
use crate::app::change::perform::{Conflicts, Made, Options, Sent, perform};
use crate::app::change::report::Terminal;
use crate::app::lookup::find::Match;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::{group_fields, names};
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::error::{Code, ErrorKind, Result};
use crate::manifest::body;
use crate::model::SyncGroup;
use crate::output::{Head, Shape};

use task::Task;

/// Change sync groups
///
/// With -f, the file replaces the whole group, as the cmdlet Update-PasswordSyncGroup does. With the other options, the
/// group is read, those fields are changed, and the whole object is written back, including unknown fields. A group that
/// has changed since it was read is left alone (exit code 5).
///
/// Several groups are changed at the same time, with at most one question. Each succeeds or fails by itself; `undo`
/// reverts all of them. Nothing is sent unless all groups are found.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --add-source Salesforce -n
syncgroup -p sandbox update 'Password Sync Group 1' --name 'Corporate Password'
syncgroup -p sandbox get 'Corporate Password' -o json | syncgroup -p sandbox update 'Corporate Password' -f - --policy Basic
syncgroup -p sandbox list --policy Basic -o id | syncgroup -p sandbox update - --policy Strong
syncgroup -p sandbox list -o json | syncgroup -p sandbox update -f - --dry-run")]
pub struct Update {
    /// IDs or names of groups, or `-` for stdin
    ///
    /// Stdin has one per line, or what `list` prints.
    #[arg(value_name = "ID|NAME", required_unless_present = "file", add = complete::groups())]
    groups: Vec<String>,

    /// File with the whole group; `-` is stdin
    ///
    /// JSON, YAML or CSV. Without ID|NAME, it may contain several groups, each with its `id`.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Vec<String>,

    /// New name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// New password policy
    #[arg(long, value_name = "ID|NAME", add = complete::policies())]
    policy: Option<String>,

    /// Replace all sources; may be given several times
    #[arg(long, value_name = "ID|NAME", conflicts_with_all = ["add_source", "remove_source"], add = complete::sources())]
    source: Vec<String>,

    /// Add a source
    #[arg(long, value_name = "ID|NAME", add = complete::sources())]
    add_source: Vec<String>,

    /// Remove a source
    #[arg(long, value_name = "ID|NAME", add = complete::sources())]
    remove_source: Vec<String>,

    /// Send keys that neither the API nor the tenant knows
    #[arg(long, requires = "file", hide_short_help = true)]
    allow_unknown: bool,

    /// Edit it as YAML in $VISUAL, $EDITOR or vi
    #[arg(
        long,
        conflicts_with_all = ["file", "name", "policy", "source", "add_source", "remove_source"]
    )]
    edit: bool,

    /// Skip the prerequisite checks
    #[arg(long, hide_short_help = true)]
    no_check: bool,

    /// Overwrite a group that has changed since
    ///
    /// Also sends a body whose `id` is another group's.
    #[arg(long)]
    force: bool,

    /// Write the items that failed to this file, to run again
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, hide_short_help = true)]
    failed: Option<PathBuf>,
}

/// A group as it was read.
#[derive(Clone)]
struct Before {
    group: SyncGroup,
    head: Head,
}

impl From<Reply<SyncGroup>> for Before {
    fn from(reply: Reply<SyncGroup>) -> Self {
        Self { head: group_table::head(&reply), group: reply.body }
    }
}

impl Declaration for Update {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes::WRITES_GROUPS;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }
}

impl Update {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        self.name.as_deref().map_or(Ok(()), body::check_name)?;
        let task = Task::of(&self)?;
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        if !self.allow_unknown {
            group_fields::check_unknown(ctx, &task.bodies).await?;
        }
        if task.many { several::run(&self, ctx, &task).await } else { self.one(ctx, &task).await }
    }

    async fn one(&self, ctx: &Context, task: &Task) -> Result<Code> {
        let at = Instant::now();
        let mut found = names::groups(ctx, &task.references, Match::Exact).await?;
        let before = Before::from(found.remove(0)?);
        if self.edit {
            return edit::run(self, ctx, before).await;
        }
        let wanted = wanted::of(self, ctx, task, &[&before.group]).await?.remove(0)?;
        let made = self.make(ctx, &before, wanted, Some(at)).await;
        if let Err(error) = &made
            && self.failed.is_some()
            && !ctx.globals.dry_run
        {
            several::save(self, &[(before.group.id(), task.bodies.first(), error)])?;
        }
        made
    }

    /// What happens before changes are sent. `read_at` is when the only group was read; none where somebody has been at
    /// work on it since.
    fn options(&self, read_at: Option<Instant>) -> Options {
        let conflicts = if self.force { Conflicts::Ignore } else { Conflicts::Always { read_at } };
        Options { check: !self.no_check, conflicts, confirm_impact: true, ..Options::default() }
    }

    /// Makes one change, if nothing speaks against it.
    async fn make(
        &self,
        ctx: &Context,
        read: &Before,
        wanted: SyncGroup,
        read_at: Option<Instant>,
    ) -> Result<Code> {
        let change = Change::Update { before: read.group.clone(), wanted };
        let options = self.options(read_at);
        let performed = perform(ctx, &Terminal::of(ctx)?, vec![change.into()], options).await?;
        let (made, directory) = performed.single().map_err(|error| match error {
            error if error.is(ErrorKind::ChangedSince) => {
                error.hint("repeat it on the group as it is now, or --force")
            }
            error => error,
        })?;
        match made {
            Made::Shown => Ok(Code::Done),
            Made::Unchanged => {
                let name = read.group.name();
                ctx.out()?
                    .news(&format!("sync group `{name}` is already up to date; nothing was sent"));
                if ctx.globals.dry_run {
                    return Ok(Code::Done);
                }
                print(ctx, read.group.clone(), read.head.clone(), None).await
            }
            Made::Sent(Sent { reply, .. }) => {
                let head = group_table::head(&reply);
                print(ctx, reply.body.unwrap_or_default(), head, directory).await
            }
        }
    }
}

async fn print(
    ctx: &Context,
    group: SyncGroup,
    head: Head,
    directory: Option<Directory>,
) -> Result<Code> {
    let groups = vec![group];
    let directory = match directory {
        Some(directory) => directory,
        None => Directory::for_output(ctx, &groups).await?,
    };
    ctx.out()?.print(
        &group_table::listing(groups, Shape::One, &directory).reply(group_table::whole(ctx, head)),
    )?;
    Ok(Code::Done)
}
