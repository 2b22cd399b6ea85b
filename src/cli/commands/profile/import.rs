//! `syncgroup profile import`

use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use crate::app::session::context::Context;
use crate::app::session::stored_secret;
use crate::cli::args::sort::Sorting;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::output::{Column, Listing};
use crate::profile::{self, Config, Flags, Importable, SANDBOX};

/// Add the environments of the official tools as profiles
///
/// Reads ~/.sailpoint/config.yaml and ./config.json, and the secrets from these files or from the keyring. The files
/// are not changed. Shows what will be added, and asks.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile import --dry-run
syncgroup profile import --yes")]
pub struct Import {
    /// Import only these environments
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    #[command(flatten)]
    sorting: Sorting,
}

impl Import {
    pub async fn run(self, ctx: &Context) -> Result<()> {
        self.sorting.column(&COLUMNS)?;
        let found = self.found(ctx).await?;
        let out = ctx.out()?;
        out.settings().check()?;
        out.settings().check_columns(&COLUMNS)?;
        if found.is_empty() {
            out.news("nothing to import");
        } else if ctx.globals.dry_run {
            out.news("would be added:");
        } else {
            announce(ctx, &found)?;
            let file = ctx.paths.config_file().unwrap_or_default();
            let question = format!("Add {} to {}?", plural(found.len()), file.display());
            ctx.ask(question).await?;
            for profile in &found {
                add(ctx, profile).await?;
            }
        }
        out.print(&self.sorting.listing(listing(&found), &COLUMNS)?)
    }

    /// What can be added: neither there yet nor left out by name.
    async fn found(&self, ctx: &Context) -> Result<Vec<Importable>> {
        let (paths, store) = (ctx.paths.clone(), ctx.secret_store());
        let directory = std::env::current_dir().map_err(anyhow::Error::from)?;
        let found = ctx
            .unless_interrupted(move || Ok(profile::importable(&paths, &directory, &store)))
            .await;
        let (mut found, warnings) = found?;
        let out = ctx.out()?;
        for warning in warnings {
            out.warn(&warning);
        }
        self.check_names(&found)?;
        let config = Config::load(&ctx.paths)?;
        found.retain(|profile| {
            let wanted = self.names.is_empty() || self.names.contains(&profile.name);
            let there = config.profile(&profile.name).is_some() || profile.name == SANDBOX;
            if wanted && there {
                out.note(&format!("profile `{}` already exists and is kept", profile.name));
            }
            wanted && !there
        });
        Ok(found)
    }

    fn check_names(&self, found: &[Importable]) -> Result<()> {
        let known = |name: &&String| found.iter().any(|profile| profile.name == **name);
        let Some(unknown) = self.names.iter().find(|name| !known(name)) else { return Ok(()) };
        let names: Vec<&str> = found.iter().map(|profile| profile.name.as_str()).collect();
        let error = Error::usage(format!("the official tools have no environment `{unknown}`"));
        Err(match names[..] {
            [] => error,
            _ => error.hint(format!("they have: {}", names.join(", "))),
        })
    }
}

pub const COLUMNS: [&str; 5] = ["name", "address", "client", "secret", "file"];

/// What will be added, before the question.
fn announce(ctx: &Context, found: &[Importable]) -> Result<()> {
    let out = ctx.out()?;
    for profile in found {
        let client = profile.client_id.as_deref().unwrap_or("none");
        let secret = if profile.secret.is_some() { "with" } else { "without" };
        out.news(&format!(
            "{}: {}, client {client}, {secret} its secret, from {}",
            profile.name,
            profile.base_url,
            profile.file.display()
        ));
    }
    Ok(())
}

async fn add(ctx: &Context, profile: &Importable) -> Result<()> {
    profile::add(&ctx.paths, &profile.name, &profile.profile(), false)?;
    let out = ctx.out()?;
    out.news(&format!("added profile `{}`", profile.name));
    if profile.active {
        let line = CommandLine::local("profile use").word(&profile.name);
        out.news(&format!(
            "the official tools use it now; to do the same here: {}",
            out.command(&line)
        ));
    }
    let Some(secret) = profile.secret.as_ref().filter(|_| profile.client_id.is_some()) else {
        let line = CommandLine::local("login -p").word(&profile.name);
        out.news(&format!("its secret is still missing: {}", out.command(&line)));
        return Ok(());
    };
    let flags = Flags { profile: Some(profile.name.clone()), ..ctx.flags() };
    let tenant = Arc::new(profile::choose(&ctx.env, &ctx.paths, &flags)?.0);
    stored_secret::store(ctx, &tenant, secret.duplicate()).await
}

fn listing(found: &[Importable]) -> Listing<'static> {
    let row = |profile: &Importable| {
        json!({
            "name": profile.name,
            "address": profile.base_url,
            "clientId": profile.client_id,
            "secret": profile.secret.is_some(),
            "file": profile.file.display().to_string(),
        })
    };
    let found_or_not = |row: &Value| if row["secret"] == true { "found" } else { "missing" };
    let [name, address, client, secret, file] = COLUMNS;
    Listing::many(found.iter().map(row).collect())
        .columns(vec![
            Column::field(name, "name").leading(),
            Column::field(address, "address"),
            Column::field(client, "clientId").id(),
            Column::new(secret, move |row| found_or_not(row).to_owned()),
            Column::field(file, "file").minor(),
        ])
        .id_field("name")
}

fn plural(count: usize) -> String {
    if count == 1 { "1 profile".to_owned() } else { format!("{count} profiles") }
}
