//! `syncgroup remove`

use clap::Args;

use super::context::Context;
use super::reference::{Match, Reference};
use super::view::Directory;
use super::write::{self, Change};
use super::{bulk, names, targets, view};
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::out::{Format, Head, Shape};

/// Delete groups
///
/// Says what will happen to the sources, asks once, deletes. The passwords of the sources become independent of each
/// other; the group's policy stays assigned to each. Prints nothing, or with -o json, jsonl, yaml or id the groups as
/// they were. The cmdlet is Remove-PasswordSyncGroup.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox remove 'Password Sync Group 1' --dry-run
syncgroup -p sandbox remove 'Password Sync Group 1' --yes
syncgroup -p sandbox list --name 'Test*' -o jsonl | syncgroup -p sandbox remove - --yes")]
pub struct Remove {
    /// IDs or names of groups, or `-`: one a line on stdin, or the objects that `list` prints
    #[arg(required = true, value_name = "ID|NAME")]
    groups: Vec<String>,

    /// Let a group that is not there be a success
    #[arg(long)]
    ignore_missing: bool,
}

impl Remove {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let targets = targets::read(&self.groups)?;
        ctx.check_output(&view::COLUMNS)?;
        ctx.check_writable()?;
        if targets.references.is_empty() {
            ctx.out()?.news("nothing to delete");
            return print(ctx, Vec::new(), Vec::new(), targets.many);
        }
        let groups = self.find(ctx, &targets.references).await?;
        if groups.is_empty() {
            return print(ctx, groups, Vec::new(), targets.many);
        }
        let changes: Vec<Change> =
            groups.iter().map(|before| Change::Delete { before: before.clone() }).collect();
        if ctx.globals.dry_run {
            let directory = ctx.directory(&groups).await?;
            write::show(ctx, &changes, &directory).await?;
            return Ok(Code::Done);
        }
        let directory = Directory::of(ctx.client().await?, &groups).await?;
        ask(ctx, &groups, &directory).await?;
        let results = bulk::each(&changes, |change| write::send(ctx, change)).await;
        self.report(ctx, groups, results, targets.many)
    }

    /// The groups as they are; nothing is deleted unless all were found.
    async fn find(&self, ctx: &Context, references: &[Reference]) -> Result<Vec<SyncGroup>> {
        let found = names::groups(ctx, references, Match::Exact).await?;
        let out = ctx.out()?;
        let code = bulk::code_of(&found, Code::Refused);
        let single = found.len() == 1;
        let (mut groups, mut failed): (Vec<SyncGroup>, usize) = (Vec::new(), 0);
        for result in found {
            match result {
                Ok(reply) if groups.iter().any(|group| group.id() == reply.body.id()) => {}
                Ok(reply) => groups.push(reply.body),
                Err(error) if error.code() == Code::NotFound && self.ignore_missing => {
                    out.news(&format!("{}; nothing to delete", error.message()));
                }
                Err(error) if single => return Err(error),
                Err(error) => {
                    out.error(&error);
                    failed += 1;
                }
            }
        }
        if failed > 0 {
            return Err(Error::new(
                code,
                format!("{failed} of the groups could not be read; nothing was deleted"),
            )
            .hint("--ignore-missing deletes the others"));
        }
        Ok(groups)
    }

    fn report(
        &self,
        ctx: &Context,
        groups: Vec<SyncGroup>,
        results: Vec<Result<crate::api::Reply<Option<SyncGroup>>>>,
        many: bool,
    ) -> Result<Code> {
        let out = ctx.out()?;
        // Somebody else was faster between our look and our delete: gone is gone where that was asked for.
        let gone = |result: Result<_>| match result {
            Err(error) if Error::code(&error) == Code::NotFound && self.ignore_missing => None,
            other => Some(other),
        };
        let mut code_source = Vec::new();
        let (mut removed, mut heads) = (Vec::new(), Vec::new());
        for (group, result) in groups.into_iter().zip(results) {
            match gone(result) {
                None => code_source.push(Ok(())),
                Some(Ok(reply)) => {
                    out.news(&format!("deleted sync group `{}` ({})", group.name(), group.id()));
                    heads.push(view::head(&reply));
                    removed.push(group);
                    code_source.push(Ok(()));
                }
                Some(Err(error)) if many => {
                    out.error(&error);
                    code_source.push(Err(error));
                }
                Some(Err(error)) => return Err(error),
            }
        }
        let code = bulk::code_of(&code_source, Code::Refused);
        print(ctx, removed, heads, many)?;
        Ok(code)
    }
}

/// One question for all, naming the tenant and every group.
async fn ask(ctx: &Context, groups: &[SyncGroup], directory: &Directory) -> Result<()> {
    let tenant = ctx.tenant()?;
    let out = ctx.out()?;
    for group in groups {
        let sources: Vec<String> =
            group.source_ids().map(|id| format!("`{}`", directory.source(id))).collect();
        out.tell(&format!(
            "sync group `{}`: the passwords of {} and of their applications become independent of each other; policy \
             `{}` stays assigned to each source (to change it afterwards, edit the source)",
            group.name(),
            sources.join(", "),
            directory.policy(group.policy_id()),
        ));
    }
    let what = match groups {
        [group] => format!("sync group `{}`", group.name()),
        many => format!("{} sync groups", many.len()),
    };
    ctx.ask(format!("Delete {what} on profile `{}` ({})?", tenant.name, tenant.address.host()))
        .await
}

/// Nothing in a table: what is gone is no result. Programs get the groups as they were.
fn print(ctx: &Context, groups: Vec<SyncGroup>, heads: Vec<Head>, many: bool) -> Result<Code> {
    let out = ctx.out()?;
    let shape = if many { Shape::Many } else { Shape::One };
    let directory = Directory::default();
    if !matches!(out.settings().format, Format::Table | Format::Csv) && (many || !groups.is_empty())
    {
        out.print(&view::listing(groups, shape, &directory).reply(view::each(ctx, heads)))?;
    }
    Ok(Code::Done)
}
