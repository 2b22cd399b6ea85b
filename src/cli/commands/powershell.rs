//! `syncgroup powershell`

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueHint};

use crate::app::session::context::Context;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::powershell::{self, Edition, Module, Other, Place};

/// Install the PowerShell module
///
/// The module Syncgroup has the five cmdlets with objects, -WhatIf and -Confirm, for PowerShell 7 and Windows
/// PowerShell 5.1. See docs/powershell.md.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup powershell install
syncgroup powershell export modules")]
pub struct Powershell {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Clone, Subcommand)]
enum Action {
    Install(Install),
    Export(Export),
    Uninstall(Uninstall),
}

/// Install the module where PowerShell looks for it
///
/// Installs into the user's module folders: on Windows those of PowerShell 7 and Windows PowerShell 5.1 below Documents,
/// elsewhere the one below $XDG_DATA_HOME or ~/.local/share. If other modules have commands with the same names, lists
/// them and stops, unless --force is given.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup powershell install
syncgroup powershell install --force")]
struct Install {
    /// Install even if other modules have commands with the same names
    #[arg(long)]
    force: bool,
}

/// Write the module into a folder
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup powershell export modules
syncgroup powershell export '/usr/local/share/powershell/Modules'")]
struct Export {
    /// Folder to write to; created if it does not exist
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    directory: PathBuf,
}

/// Remove the module that was installed
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup powershell install
syncgroup powershell uninstall")]
struct Uninstall {}

impl Declaration for Powershell {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;
}

impl Powershell {
    #[expect(clippy::unused_async, reason = "every command is run the same way")]
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("powershell")?;
        match self.action {
            Action::Install(install) => install.run(ctx),
            Action::Export(export) => {
                write_all(ctx, &export.directory)?;
                Ok(Code::Done)
            }
            Action::Uninstall(_) => uninstall(ctx),
        }
    }
}

fn places(ctx: &Context) -> Result<Vec<Place>> {
    let places = powershell::own(&|name| ctx.env.path(name));
    if places.is_empty() {
        return Err(Error::usage("no folder for PowerShell modules is known: `HOME` is not set")
            .hint(CommandLine::local("powershell export").word("DIR")));
    }
    Ok(places)
}

impl Install {
    fn run(&self, ctx: &Context) -> Result<Code> {
        let places = places(ctx)?;
        let others = others(ctx, &places);
        if !others.is_empty() && !self.force {
            return Err(conflict(&others));
        }
        let out = ctx.out()?;
        for other in &others {
            out.warn(&effect(other));
        }
        for place in &places {
            write_all(ctx, &place.modules)?;
        }
        if places.iter().any(|place| place.edition == Edition::Desktop) {
            out.note(
                "Windows PowerShell 5.1 loads modules only where its execution policy allows scripts: \
                 Set-ExecutionPolicy -Scope CurrentUser RemoteSigned",
            );
        }
        Ok(Code::Done)
    }
}

/// Modules of others on the path that have any of the commands.
fn others(ctx: &Context, places: &[Place]) -> Vec<Other> {
    let folders = powershell::search_path(
        ctx.env.path("PSModulePath").as_deref().map(Path::as_os_str),
        places,
    );
    let own: Vec<&str> = Module::ALL.iter().map(|module| module.name).collect();
    let commands = Module::ALL[0].commands();
    let place = places.first().map(|place| place.modules.clone()).unwrap_or_default();
    powershell::find(&folders, &own, &commands, &place)
}

fn conflict(others: &[Other]) -> Error {
    let names = match others {
        [_] => "another module has commands of the same names",
        _ => "other modules have commands of the same names",
    };
    let error = others
        .iter()
        .fold(Error::new(Code::Conflict, names), |error, other| error.cause(effect(other)));
    error.hint(CommandLine::local("powershell install --force"))
}

/// What a module means for scripts that use commands of its names.
fn effect(other: &Other) -> String {
    let name = &other.name;
    let taken = if other.comes_first {
        "which a script gets that imports no module; `Import-Module Syncgroup` makes it ours"
            .to_owned()
    } else {
        format!(
            "and a script that imports no module would get ours; `Import-Module {name}` keeps it"
        )
    };
    format!(
        "`{name}` in `{}` exports {}, {taken}",
        other.directory.display(),
        other.commands.join(", ")
    )
}

fn write_all(ctx: &Context, modules: &Path) -> Result<()> {
    for module in &Module::ALL {
        let directory = powershell::write(module, modules)?;
        let text = format!("wrote module `{}` into `{}`", module.name, directory.display());
        ctx.out()?.news(&text);
    }
    Ok(())
}

fn uninstall(ctx: &Context) -> Result<Code> {
    let out = ctx.out()?;
    let mut none = true;
    for place in places(ctx)? {
        for module in &Module::ALL {
            for directory in powershell::installed(module, &place.modules) {
                powershell::remove(module, &directory)?;
                out.news(&format!("removed `{}`", directory.display()));
                none = false;
            }
        }
    }
    if none {
        out.news("the module is not installed");
    }
    Ok(Code::Done)
}
