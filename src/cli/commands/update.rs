//! `syncgroup update`
//!
//! Longer than most files here: all forms of an update share what guards them.

use std::time::Instant;

use clap::{Args, ValueHint};

use crate::app::change::Change;
use crate::app::change::editor::{Edited, EditedText};
use crate::app::change::perform::{Conflicts, Made, Options, Sent, perform};
use crate::app::change::replacement::{self, Checks};
use crate::app::change::report::Terminal;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::lookup::{group_fields, names};
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::commands::{Access, Declaration};
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::manifest::body;
use crate::manifest::body::Body;
use crate::model::SyncGroup;
use crate::output::{Head, Shape};

/// Change a group
///
/// With -f the body replaces the whole group, as the cmdlet Update-PasswordSyncGroup does. Without it the group is
/// read, the fields are changed, and the whole object is written back, fields that nobody knows included. A group
/// that has changed since it was read is left alone (exit 5).
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --add-source Salesforce --dry-run
syncgroup -p sandbox update 'Password Sync Group 1' --name 'Corporate Password'
syncgroup -p sandbox get 'Corporate Password' -o json | syncgroup -p sandbox update 'Corporate Password' -f - --policy Basic")]
pub struct Update {
    /// ID or name of the group
    #[arg(value_name = "ID|NAME", add = complete::groups())]
    group: String,

    /// JSON, YAML or CSV file with the whole group; `-` is stdin
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<String>,

    /// New name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// New password policy
    #[arg(long, value_name = "ID|NAME", add = complete::policies())]
    policy: Option<String>,

    /// Replace all sources; give it once for each
    #[arg(long, value_name = "ID|NAME", conflicts_with_all = ["add_source", "remove_source"], add = complete::sources())]
    source: Vec<String>,

    /// Add a source
    #[arg(long, value_name = "ID|NAME", add = complete::sources())]
    add_source: Vec<String>,

    /// Take a source out
    #[arg(long, value_name = "ID|NAME", add = complete::sources())]
    remove_source: Vec<String>,

    /// Send keys that neither the API nor the tenant knows
    #[arg(long, requires = "file")]
    allow_unknown: bool,

    /// Open the group as YAML in $VISUAL or $EDITOR
    #[arg(
        long,
        conflicts_with_all = ["file", "name", "policy", "source", "add_source", "remove_source"]
    )]
    edit: bool,

    /// Skip the prerequisite checks
    #[arg(long)]
    no_check: bool,

    /// Overwrite a group that has changed since, or send another group's body
    #[arg(long)]
    force: bool,
}

/// The group as it was read.
struct Before {
    group: SyncGroup,
    head: Head,
    /// When that was; none where somebody has been at work on it since.
    at: Option<Instant>,
}

impl Declaration for Update {
    const ACCESS: Access = Access::Writes;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }
}

impl Update {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let reference = Reference::parse(&self.group)?;
        self.name.as_deref().map_or(Ok(()), body::check_name)?;
        let body = self.file.as_deref().map(one_body).transpose()?;
        if body.is_none() && self.has_no_field() && !self.edit {
            return Err(Error::usage("nothing says what to change")
                .hint(CommandLine::of("update").word(&self.group).and("--name NAME"))
                .hint(
                    CommandLine::of("get").word(&self.group).and("-o json").output_to("group.json"),
                )
                .hint(CommandLine::of("update").word(&self.group).and("-f group.json")));
        }
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        if let Some(body) = body.as_ref().filter(|_| !self.allow_unknown) {
            group_fields::check_unknown(ctx, std::slice::from_ref(body)).await?;
        }
        let at = Instant::now();
        let references = std::slice::from_ref(&reference);
        let mut found = names::groups(ctx, references, Match::Exact).await?;
        let read = found.remove(0)?;
        let before = Before { head: group_table::head(&read), group: read.body, at: Some(at) };
        if self.edit {
            return self.edit(ctx, Before { at: None, ..before }).await;
        }
        let wanted = self.wanted(ctx, body.as_ref(), &before.group).await?;
        let wanted = match &body {
            Some(body) => {
                let checks = Checks { group: &self.group, force: self.force };
                replacement::check(ctx, body, &wanted, &before.group, checks).await?;
                replacement::with_timestamps_of(wanted, &before.group)
            }
            None => wanted,
        };
        self.make(ctx, &before, wanted).await
    }

    /// The group in an editor, as often as it takes.
    async fn edit(&self, ctx: &Context, before: Before) -> Result<Code> {
        let mut text = EditedText::of(ctx, &before.group).await?;
        loop {
            let changed = match text.open(ctx).await? {
                Edited::Unchanged => {
                    ctx.out()?.news("the text was not changed; nothing was sent");
                    return print(ctx, before.group, before.head, None).await;
                }
                Edited::Group(wanted) => self.make(ctx, &before, wanted).await,
                Edited::ManifestError(error) => Err(error),
            };
            match changed {
                Err(error) => text.keep_or_reopen(ctx, error).await?,
                done => return done,
            }
        }
    }

    /// Makes the change, if nothing speaks against it.
    async fn make(&self, ctx: &Context, read: &Before, wanted: SyncGroup) -> Result<Code> {
        let change = Change::Update { before: read.group.clone(), wanted };
        let conflicts =
            if self.force { Conflicts::Ignore } else { Conflicts::Always { read_at: read.at } };
        let options = Options {
            check: !self.no_check,
            conflicts,
            confirm_impact: true,
            ..Options::default()
        };
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

    fn has_no_field(&self) -> bool {
        self.name.is_none()
            && self.policy.is_none()
            && self.source.is_empty()
            && self.add_source.is_empty()
            && self.remove_source.is_empty()
    }

    /// The whole object to write: the body, or the group as it is, with the options over it.
    async fn wanted(
        &self,
        ctx: &Context,
        body: Option<&Body>,
        before: &SyncGroup,
    ) -> Result<SyncGroup> {
        let parse = |texts: &[String]| {
            texts.iter().map(|text| Reference::parse(text)).collect::<Result<Vec<_>>>()
        };
        let policy = self.policy.as_deref().map(Reference::parse).transpose()?;
        let (set, added, removed) =
            (parse(&self.source)?, parse(&self.add_source)?, parse(&self.remove_source)?);
        let all: Vec<Reference> = [&set[..], &added, &removed].concat();
        let members: Vec<&str> = before.source_ids().collect();
        let ids = group_fields::resolve(ctx, policy.as_ref(), &all, &members, Match::Exact).await?;
        let (set, rest) = ids.sources.split_at(set.len());
        let (added, removed) = rest.split_at(added.len());

        let mut wanted = match body {
            // The body's own ID, if any, is checked against the group's and then not needed: the path names it.
            Some(body) => {
                let body = body.without(ids.policy.is_some(), !set.is_empty());
                let known: Vec<&str> =
                    members.iter().copied().chain([before.policy_id()]).collect();
                group_fields::groups(ctx, &[body], &known, group_fields::Absent::Refuse)
                    .await?
                    .remove(0)
            }
            None => before.clone(),
        };
        if let Some(name) = &self.name {
            wanted.set_name(name);
        }
        if let Some(policy) = &ids.policy {
            wanted.set_policy_id(policy);
        }
        if !set.is_empty() {
            wanted.set_source_ids(set.iter().cloned());
        } else if !(added.is_empty() && removed.is_empty()) {
            let members = changed_members(ctx, &wanted, added, removed)?;
            wanted.set_source_ids(members);
        }
        Ok(wanted)
    }
}

/// The members with some added and some taken out.
fn changed_members(
    ctx: &Context,
    group: &SyncGroup,
    added: &[String],
    removed: &[String],
) -> Result<Vec<String>> {
    let out = ctx.out()?;
    let lookup = Lookup::of(ctx);
    let name = |id: &str| lookup.source_name(id);
    for id in removed.iter().filter(|id| !group.has_source(id)) {
        out.warn(&format!("source `{}` is not a member of `{}`", name(id), group.name()));
    }
    for id in added.iter().filter(|id| group.has_source(id)) {
        out.note(&format!("source `{}` is a member of `{}` already", name(id), group.name()));
    }
    let mut members: Vec<String> = group
        .source_ids()
        .filter(|id| !removed.iter().any(|other| other == id))
        .map(str::to_owned)
        .collect();
    for id in added {
        if !members.contains(id) {
            members.push(id.clone());
        }
    }
    Ok(members)
}

/// A full replacement is one object.
fn one_body(file: &str) -> Result<Body> {
    let mut bodies = body::read_all(&[file.to_owned()])?;
    if bodies.many {
        return Err(Error::usage(format!(
            "`{file}`: an update takes one object, and this is an array"
        )));
    }
    Ok(bodies.bodies.remove(0))
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
