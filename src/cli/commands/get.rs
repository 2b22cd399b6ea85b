//! `syncgroup get`

use std::path::PathBuf;

use clap::Args;

use crate::api::{Permission, Reply};
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::{names, targets};
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::app::view::graph;
use crate::app::view::graph::read;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::output::{Listing, Shape};

/// Show sync groups by ID or name
///
/// Groups that are found are printed even if others are missing (exit code 3). The cmdlet is Get-PasswordSyncGroup.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox get 'Password Sync Group 1'
syncgroup -p sandbox get 6881f631-3bd5-4213-9c75-8e05cc3e35dd -o json
syncgroup -p sandbox get --tree 'Password Sync Group 1'
syncgroup -p sandbox list -o id | syncgroup -p sandbox get - -o yaml")]
pub struct Get {
    /// IDs or names of groups, or `-` for stdin
    ///
    /// Stdin has one per line, or what `list` prints.
    #[arg(required = true, value_name = "ID|NAME", add = complete::groups())]
    groups: Vec<String>,

    /// Show sources with their health and applications below each group
    #[arg(long)]
    tree: bool,

    /// Add passwordPolicyName and sourceNames to JSON and YAML
    #[arg(long)]
    resolve: bool,

    /// Write the items that failed to this file, to run again
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    failed: Option<PathBuf>,

    #[command(flatten)]
    pub save: Save,
}

impl Declaration for Get {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadGroups],
        useful: &[Permission::ReadSources, Permission::ReadPolicies],
    };
    const SEVERAL_PROFILES: bool = true;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }

    fn check_several(&self) -> Result<()> {
        match self.failed {
            Some(_) => {
                Err(Error::usage("`--failed` is for one tenant, and several profiles are named")
                    .hint("leave out --failed"))
            }
            None => Ok(()),
        }
    }

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Get {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&group_table::COLUMNS)?;
        if self.tree {
            check_tree(ctx)?;
        }
        let targets = targets::read(&self.groups)?;
        let found =
            names::groups(ctx, &targets.references, crate::app::lookup::find::Match::Forgiving)
                .await?;
        let code = items::code_of(&found, Code::NotFound);
        let failed: Vec<&str> = targets
            .references
            .iter()
            .zip(&found)
            .filter(|(_, result)| result.is_err())
            .map(|(reference, _)| reference.as_str())
            .collect();
        items::save(self.failed.as_deref(), &items::lines(&failed))?;
        let failed = failed.len();
        if self.tree {
            return tree(ctx, found, targets.many).await.map(|()| code);
        }
        if !targets.many {
            let one = found
                .into_iter()
                .next()
                .unwrap_or_else(|| unreachable!("one argument gives one result"))?;
            let head = group_table::head(&one);
            let groups = vec![one.body];
            let (groups, names) = Directory::resolving(ctx, groups, self.resolve).await?;
            let listing = group_table::listing(groups, Shape::One, &names);
            ctx.out()?.print(&listing.reply(group_table::whole(ctx, head)))?;
            return Ok(code);
        }
        let mut groups = Vec::with_capacity(found.len());
        let mut heads = Vec::with_capacity(found.len());
        for result in found {
            match result {
                Ok(reply) => {
                    heads.push(group_table::head(&reply));
                    groups.push(reply.body);
                }
                Err(error) => ctx.out()?.error(&error),
            }
        }
        let total = groups.len();
        let (groups, names) = Directory::resolving(ctx, groups, self.resolve).await?;
        let listing = group_table::listing(groups, Shape::Many, &names);
        ctx.out()?.print(&listing.reply(group_table::each(ctx, heads)))?;
        if failed > 0 {
            ctx.out()?.news(&format!("{total} found, {failed} failed"));
        }
        Ok(code)
    }
}

/// Refuses what a tree has no place for.
fn check_tree(ctx: &Context) -> Result<()> {
    let settings = ctx.out()?.settings();
    if ctx.globals.include || settings.columns.is_some() || settings.format.delimiter().is_some() {
        return Err(Error::usage("`--tree` has no columns, no status and no headers")
            .hint(CommandLine::of("get --tree -o json NAME")));
    }
    Ok(())
}

/// The groups as trees; for programs, the same objects within each other.
async fn tree(ctx: &Context, found: Vec<Result<Reply<SyncGroup>>>, many: bool) -> Result<()> {
    let out = ctx.out()?;
    let mut groups = Vec::with_capacity(found.len());
    for result in found {
        match result {
            Ok(reply) => groups.push(reply.body),
            Err(error) if many => out.error(&error),
            Err(error) => return Err(error),
        }
    }
    let picture = read::draw(ctx, &groups).await?;
    if out.settings().format.is_table() {
        return out.page(&graph::tree(&picture));
    }
    let rows: std::result::Result<_, _> = picture.groups.iter().map(serde_json::to_value).collect();
    let shape = if many { Shape::Many } else { Shape::One };
    out.print(&Listing::shaped(rows.map_err(anyhow::Error::from)?, shape))
}
