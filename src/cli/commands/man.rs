//! `syncgroup man`

use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory as _, ValueHint};
use clap_mangen::Man as Page;
use clap_mangen::roff::{Roff, roman};

use crate::app::session::context::Context;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::{Cli, examples};
use crate::error::{Code, Error, Result};
use crate::file::{self, Purpose};

/// Write the manual pages into a directory
///
/// One page for the program and one for each command, in section 1. Below a directory of MANPATH, the subdirectory
/// man1 is where `man` looks for them.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup man man1
syncgroup man ~/.local/share/man/man1")]
pub struct Man {
    /// Directory to write to; created if it does not exist
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    directory: PathBuf,
}

impl Declaration for Man {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;
}

impl Man {
    #[expect(clippy::unused_async, reason = "every command is run the same way")]
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("man")?;
        let failed = |path: &Path, error: std::io::Error| {
            Error::new(Code::Refused, format!("cannot write `{}`", path.display()))
                .cause(error.to_string())
        };
        std::fs::create_dir_all(&self.directory).map_err(|error| failed(&self.directory, error))?;
        let pages = pages()?;
        for (name, text) in &pages {
            let path = self.directory.join(name);
            file::write(&path, text, Purpose::Output).map_err(|error| failed(&path, error))?;
        }
        let (count, directory) = (pages.len(), self.directory.display());
        ctx.out()?.news(&format!("wrote {count} pages into `{directory}`"));
        Ok(Code::Done)
    }
}

/// File names and texts of all pages.
fn pages() -> Result<Vec<(String, Vec<u8>)>> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let mut pages = Vec::new();
    collect(&root, &mut pages)?;
    Ok(pages)
}

fn collect(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<()> {
    pages.push(page(command)?);
    for each in command.get_subcommands().filter(|each| !each.is_hide_set()) {
        collect(each, pages)?;
    }
    Ok(())
}

fn page(command: &Command) -> Result<(String, Vec<u8>)> {
    let examples = examples::examples(command);
    let source = concat!("syncgroup ", env!("CARGO_PKG_VERSION"));
    let page = Page::new(command.clone().before_long_help(None)).source(source).manual("syncgroup");
    let mut text = Vec::new();
    let write = |text: &mut Vec<u8>| -> std::io::Result<()> {
        page.render_title(text)?;
        page.render_name_section(text)?;
        page.render_synopsis_section(text)?;
        if let Some(examples) = &examples {
            example_section(examples).to_writer(text)?;
        }
        page.render_description_section(text)?;
        if command.has_subcommands() {
            page.render_subcommands_section(text)?;
        }
        if command.get_arguments().next().is_some() {
            page.render_options_section(text)?;
        }
        exit_section().to_writer(text)?;
        see_also(command).to_writer(text)
    };
    write(&mut text).map_err(anyhow::Error::from)?;
    Ok((page.get_filename(), text))
}

/// Commands to type, as they are.
fn example_section(examples: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]).control("nf", []).control("RS", ["4"]);
    for line in examples.lines() {
        roff.text([roman(line)]);
    }
    roff.control("RE", []).control("fi", []);
    roff
}

fn exit_section() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in Code::ALL {
        roff.control("TP", ["5"]).text([roman(code.number().to_string())]).text([roman(*meaning)]);
    }
    roff
}

/// The page above this one.
fn see_also(command: &Command) -> Roff {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let mut roff = Roff::new();
    if let Some((above, _)) = name.rsplit_once('-').filter(|_| name != "syncgroup") {
        roff.control("SH", ["SEE ALSO"]).text([roman(format!("{above}(1)"))]);
    }
    roff
}
