//! `syncgroup graph`

use clap::{Args, ValueEnum};

use crate::api::Permission;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::names;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::view::graph;
use crate::app::view::graph::read;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};

/// Draw groups, sources, applications and policies
///
/// Draws all groups of the tenant if none is named. `html` is one file for any browser, with search and a light and a dark
/// theme; it needs no network. `mermaid` is for Markdown, `dot` for Graphviz.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox graph
syncgroup -p sandbox graph --format html > groups.html
syncgroup -p sandbox graph --format dot 'Password Sync Group 1'")]
pub struct Graph {
    /// IDs or names of groups
    #[arg(value_name = "ID|NAME", add = complete::groups())]
    groups: Vec<String>,

    /// Format of the graph
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    #[command(flatten)]
    pub save: Save,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Mermaid,
    Dot,
    Html,
}

impl Declaration for Graph {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadGroups],
        useful: &[Permission::ReadSources, Permission::ReadPolicies, Permission::ReadApps],
    };

    const GLOBALS: &'static [&'static str] = &["profile"];
    const FORMATS: &'static [&'static str] = &[];

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Graph {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if let Some(format) = &ctx.globals.output {
            let pictures = Format::value_variants().iter().filter_map(Format::to_possible_value);
            let names: Vec<String> =
                pictures.map(|picture| picture.get_name().to_owned()).collect();
            let picture = names.iter().find(|name| *name == format).map_or("html", String::as_str);
            let line = CommandLine::of("graph --format").word(picture);
            let error = Error::usage(format!("a picture has no format `{format}`"))
                .hint(line.output_to(format!("groups.{picture}")));
            if matches!(format.as_str(), "json" | "jsonl" | "yaml") {
                let tree = CommandLine::of("get --tree -o").word(format).word("NAME…");
                return Err(error.hint(tree));
            }
            return Err(error);
        }
        let groups = if self.groups.is_empty() {
            Lookup::of(ctx).groups().await?.to_vec()
        } else {
            let references = self
                .groups
                .iter()
                .map(|group| Reference::parse(group))
                .collect::<Result<Vec<_>>>()?;
            let found = names::groups(ctx, &references, Match::Forgiving).await?;
            found.into_iter().map(|reply| Ok(reply?.body)).collect::<Result<_>>()?
        };
        let picture = read::draw(ctx, &groups).await?;
        let text = match self.format {
            Format::Mermaid => graph::mermaid(&picture),
            Format::Dot => graph::dot(&picture),
            Format::Html => graph::html(&picture),
        };
        ctx.out()?.text(&text)?;
        Ok(Code::Done)
    }
}
