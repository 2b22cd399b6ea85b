//! `syncgroup profile`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::app::session::context::Context;
use crate::app::session::stored_secret;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::profile::add::Add;
use crate::cli::commands::profile::edit::Edit;
use crate::cli::commands::profile::import::Import;
use crate::cli::commands::profile::rename::Rename;
use crate::cli::commands::profile::set::Set;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Code, Result};
use crate::output::{Column, Listing, Shape};
use crate::profile::{self, Config};

mod add;
mod edit;
pub mod import;
mod rename;
mod set;

/// Manage profiles: tenants and how to sign in to them
///
/// Profiles are in one TOML file, config.toml, which can be kept in git: it contains no
/// secret, unless the URL of a proxy in it has one.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86
syncgroup profile list")]
pub struct Profile {
    #[command(subcommand)]
    command: ProfileCommand,
}

#[derive(Debug, Clone, Subcommand)]
enum ProfileCommand {
    Add(Add),
    List(List),
    Show(Show),
    Use(Use),
    Set(Set),
    Rename(Rename),
    Edit(Edit),
    Remove(Remove),
    Import(Import),
}

/// List the profiles
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile list
syncgroup profile list -o json")]
struct List {
    #[command(flatten)]
    sorting: Sorting,
}

/// Show the settings of a profile, and where each one comes from
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox profile show")]
struct Show {
    /// Name of the profile, instead of the chosen one
    #[arg(value_name = "NAME", add = complete::profiles())]
    name: Option<String>,

    #[command(flatten)]
    sorting: Sorting,
}

/// Set the default profile
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86
syncgroup profile use test")]
struct Use {
    /// Name of the profile
    #[arg(value_name = "NAME", add = complete::profiles())]
    name: String,
}

/// Remove a profile
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86
syncgroup profile remove test --yes")]
struct Remove {
    /// Name of the profile
    #[arg(value_name = "NAME", add = complete::profiles())]
    name: String,
}

impl Declaration for Profile {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["profile", "output"];

    fn columns(subcommands: &[&str]) -> &'static [&'static str] {
        match subcommands {
            ["list"] => &COLUMNS,
            ["show"] => &SHOWN,
            ["import"] => &import::COLUMNS,
            _ => &[],
        }
    }
}

impl Profile {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        match self.command {
            ProfileCommand::Add(add) => add.run(ctx).await?,
            ProfileCommand::List(list) => list.run(ctx)?,
            ProfileCommand::Show(show) => show.run(ctx)?,
            ProfileCommand::Use(choice) => choice.run(ctx)?,
            ProfileCommand::Set(set) => set.run(ctx)?,
            ProfileCommand::Rename(rename) => rename.run(ctx).await?,
            ProfileCommand::Edit(edit) => edit.run(ctx).await?,
            ProfileCommand::Remove(remove) => remove.run(ctx).await?,
            ProfileCommand::Import(import) => import.run(ctx).await?,
        }
        Ok(Code::Done)
    }
}

impl List {
    fn run(self, ctx: &Context) -> Result<()> {
        let config = Config::load(&ctx.paths)?;
        let rows = profile::summaries(&config).into_iter().map(|summary| {
            json!({
                "name": summary.name,
                "address": summary.address,
                "clientId": summary.client_id,
                "readOnly": summary.read_only,
                "default": summary.default,
            })
        });
        let columns = vec![
            Column::field("name", "name").leading(),
            Column::field("address", "address"),
            Column::field("client", "clientId").id(),
            Column::new("notes", |row| notes(row).join(", ")),
        ];
        let listing =
            Listing::shaped(rows.collect(), Shape::Many).columns(columns).id_field("name");
        print(ctx, &self.sorting.listing(listing, &COLUMNS)?, &COLUMNS)
    }
}

/// Columns of `profile list`.
pub const COLUMNS: [&str; 4] = ["name", "address", "client", "notes"];

/// Columns of `profile show`.
pub const SHOWN: [&str; 3] = ["key", "value", "origin"];

fn notes(row: &Value) -> Vec<&'static str> {
    [("default", "default"), ("readOnly", "read-only")]
        .into_iter()
        .filter(|(key, _)| row[key] == true)
        .map(|(_, note)| note)
        .collect()
}

impl Show {
    fn run(self, ctx: &Context) -> Result<()> {
        let other;
        let tenant = match &self.name {
            None => ctx.tenant()?,
            Some(name) => {
                let flags = profile::Flags { profile: Some(name.clone()), ..ctx.flags() };
                other = profile::choose(&ctx.env, &ctx.paths, &flags)?.0;
                &other
            }
        };
        let (rows, warnings) = profile::show(tenant, &ctx.secret_store())?;
        for warning in warnings {
            ctx.out()?.warn(&warning);
        }
        let rows = rows
            .iter()
            .map(|row| json!({"key": row.key, "value": row.value, "origin": row.origin}));
        let columns = vec![
            Column::field("key", "key").wrapped().leading(),
            Column::field("value", "value").wrapped().major(),
            Column::field("origin", "origin"),
        ];
        let listing = Listing::shaped(rows.collect(), Shape::Many).columns(columns).id_field("key");
        print(ctx, &self.sorting.listing(listing, &SHOWN)?, &SHOWN)
    }
}

impl Use {
    fn run(self, ctx: &Context) -> Result<()> {
        ctx.refuse_dry_run("profile use")?;
        let file = profile::use_by_default(&ctx.paths, &self.name)?;
        ctx.out()?.news(&format!(
            "profile `{}` is the default now, in {}",
            self.name,
            file.display()
        ));
        Ok(())
    }
}

impl Remove {
    async fn run(self, ctx: &Context) -> Result<()> {
        ctx.refuse_dry_run("profile remove")?;
        profile::check_known(&ctx.paths, &self.name)?;
        let out = ctx.out()?;
        let question =
            format!("Remove profile `{}` from this machine? Its tenant is not touched.", self.name);
        ctx.ask(question).await?;
        // A profile that is wrong in some other way can be removed all the same; its tokens end by themselves.
        let flags = profile::Flags { profile: Some(self.name.clone()), ..ctx.flags() };
        let tenant = profile::choose(&ctx.env, &ctx.paths, &flags).ok();
        let was_default = profile::remove(&ctx.paths, &self.name)?;
        if let Some((tenant, _)) = &tenant {
            stored_secret::forget_tokens(ctx, tenant)?;
        }
        let forgotten = ctx.secret_store().forget(&self.name)?;
        for place in forgotten.places {
            out.news(&format!("removed the secret of `{}` ({place})", self.name));
        }
        for note in forgotten.notes {
            out.note(&note);
        }
        out.news(&format!("removed profile `{}`", self.name));
        if was_default {
            let line = out.command(&CommandLine::local("profile use NAME"));
            out.note(&format!("no default profile is set any more; to set one: {line}"));
        }
        Ok(())
    }
}

fn print(ctx: &Context, listing: &Listing<'_>, columns: &[&str]) -> Result<()> {
    let out = ctx.out()?;
    out.settings().check()?;
    out.settings().check_columns(columns)?;
    out.print(listing)
}
