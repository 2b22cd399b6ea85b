//! `syncgroup remove`

use std::path::PathBuf;

use clap::Args;
use serde_json::Value;

use crate::app::change::Change;
use crate::app::change::perform::{Made, Options, Planned, Question, perform};
use crate::app::change::report::Terminal;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::{names, targets};
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::app::view::group_table;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::output::{Head, Listing, Shape};

/// Delete sync groups
///
/// Shows what will happen to the sources, asks once, and deletes. The passwords of the sources become independent of
/// each other; the group's policy stays assigned to each source. Prints the deleted groups with -o json, jsonl, yaml or
/// id, and nothing otherwise. Nothing is deleted unless all groups are found; after that, each succeeds or fails by
/// itself. The cmdlet is Remove-PasswordSyncGroup.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox remove 'Password Sync Group 1' --dry-run
syncgroup -p sandbox remove 'Password Sync Group 1' --yes
syncgroup -p sandbox list --name 'Test*' -o jsonl | syncgroup -p sandbox remove - --yes")]
pub struct Remove {
    /// IDs or names of groups, or `-` for stdin
    ///
    /// Stdin has one per line, or what `list` prints.
    #[arg(required = true, value_name = "ID|NAME", add = complete::groups())]
    groups: Vec<String>,

    /// Treat a group that does not exist as success
    #[arg(long)]
    ignore_missing: bool,

    /// Write the items that failed to this file, to run again
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    failed: Option<PathBuf>,
}

impl Declaration for Remove {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes::WRITES_GROUPS;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }
}

impl Remove {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let targets = targets::read(&self.groups)?;
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        if targets.references.is_empty() {
            ctx.out()?.news("nothing to delete");
            return print(ctx, Vec::new(), Vec::new(), targets.many);
        }
        let groups = self.find(ctx, &targets.references).await?;
        if groups.is_empty() {
            return print(ctx, groups, Vec::new(), targets.many);
        }
        let changes = groups.iter().map(|before| Change::Delete { before: before.clone() });
        let question = Some(question(ctx, &groups)?);
        let options = Options { check: true, question, ..Options::default() };
        let planned = changes.map(Planned::from).collect();
        let performed = perform(ctx, &Terminal::of(ctx)?, planned, options).await?;
        if ctx.globals.dry_run {
            return Ok(items::code_of(&performed.results, Code::Refused));
        }
        self.report(ctx, &groups, performed.results, targets.many)
    }

    /// The groups as they are; nothing is deleted unless all were found.
    async fn find(&self, ctx: &Context, references: &[Reference]) -> Result<Vec<SyncGroup>> {
        let found = names::groups(ctx, references, Match::Exact).await?;
        if found.iter().any(Result::is_err) {
            let all: Vec<&str> = references.iter().map(Reference::as_str).collect();
            self.save_failed(&all)?;
        }
        let out = ctx.out()?;
        let code = items::code_of(&found, Code::Refused);
        let single = found.len() == 1;
        let (mut groups, mut failed) = (Vec::<SyncGroup>::new(), Vec::new());
        for result in found {
            match result {
                Ok(reply) if groups.iter().any(|group| group.id() == reply.body.id()) => {}
                Ok(reply) => groups.push(reply.body),
                Err(error) if self.is_fine(&error) => {
                    out.news(&format!("{}; nothing to delete", error.message()));
                }
                Err(error) if single => return Err(error),
                Err(error) => {
                    out.error(&error);
                    failed.push(error.code());
                }
            }
        }
        if failed.is_empty() {
            return Ok(groups);
        }
        let count = failed.len();
        let message = format!("{count} of the groups could not be read; nothing was deleted");
        let error = Error::new(code, message);
        let all_missing = failed.iter().all(|&code| code == Code::NotFound);
        Err(if all_missing { error.hint("--ignore-missing deletes the others") } else { error })
    }

    fn report(
        &self,
        ctx: &Context,
        groups: &[SyncGroup],
        results: Vec<Result<Made>>,
        many: bool,
    ) -> Result<Code> {
        let out = ctx.out()?;
        let mut code_source = Vec::new();
        let (mut removed, mut heads, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for (group, result) in groups.iter().zip(results) {
            match result {
                // Somebody else was faster between our look and our delete: gone is gone where that was asked for.
                Err(error) if self.is_fine(&error) => {
                    let name = format!("sync group `{}` ({})", group.name(), group.id());
                    out.news(&format!("{name} does not exist any more; nothing to delete"));
                    code_source.push(Ok(()));
                }
                Ok(made) => {
                    out.news(&format!("deleted sync group `{}` ({})", group.name(), group.id()));
                    if let Made::Sent(sent) = made {
                        heads.push(group_table::head(&sent.reply));
                    }
                    removed.push(group.clone());
                    code_source.push(Ok(()));
                }
                Err(error) => {
                    failed.push(group.id());
                    if !many {
                        self.save_failed(&failed)?;
                        return Err(error);
                    }
                    out.error(&error.clone().about(&format!("`{}`", group.name())));
                    code_source.push(Err(error));
                }
            }
        }
        let code = items::code_of(&code_source, Code::Refused);
        // What was deleted is reported even if the others cannot be saved.
        let saved = self.save_failed(&failed);
        if many {
            let (done, failed) = (removed.len(), failed.len());
            out.news(&format!("{done} deleted, {failed} failed"));
        }
        print(ctx, removed, heads, many)?;
        saved.map(|()| code)
    }

    /// Whether an error only says that a group does not exist, where that was asked for.
    fn is_fine(&self, error: &Error) -> bool {
        self.ignore_missing && error.code() == Code::NotFound
    }

    fn save_failed(&self, ids: &[&str]) -> Result<()> {
        items::save(self.failed.as_deref(), &items::lines(ids))
    }
}

/// One question for all, naming the tenant and every group.
fn question(ctx: &Context, groups: &[SyncGroup]) -> Result<Question> {
    let tenant = ctx.tenant()?;
    let what = match groups {
        [group] => format!("sync group `{}`", group.name()),
        many => format!("{} sync groups", many.len()),
    };
    let text = format!("Delete {what} on profile `{}` ({})?", tenant.name, tenant.address.host());
    Ok(Question { text, differences: false, notes: Vec::new() })
}

/// Nothing in a table: what is gone is no result. Programs get the groups as they were.
fn print(ctx: &Context, groups: Vec<SyncGroup>, heads: Vec<Head>, many: bool) -> Result<Code> {
    let out = ctx.out()?;
    let shape = if many { Shape::Many } else { Shape::One };
    let directory = Directory::default();
    let is_table = out.settings().format.has_columns();
    if is_table && !out.settings().include || !many && groups.is_empty() {
        return Ok(Code::Done);
    }
    // The response to a delete has no body: with the response itself there is none to show.
    let listing = if out.settings().include {
        Listing::shaped(groups.iter().map(|_| Value::Null).collect(), shape)
    } else {
        group_table::listing(groups, shape, &directory)
    };
    out.print(&listing.reply(group_table::each(ctx, heads)))?;
    Ok(Code::Done)
}
