//! `syncgroup export`

use std::collections::BTreeSet;

use clap::Args;

use crate::api::Permission;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::names;
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::error::{Code, Error, Result};
use crate::manifest::{self, Style, Tenant};
use crate::model::SyncGroup;
use crate::output::Format;
use crate::rules::{self, TenantFacts};

/// Write the tenant's groups as a manifest
///
/// `diff` and `apply` read manifests: the groups as YAML, or as JSON with -o json. Sources and password policies are
/// written by name, so that the file fits other tenants, or by ID if a name is not unique. Two exports of the same tenant
/// are identical.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox export > groups.yaml
syncgroup -p sandbox export -o json 'Password Sync Group 1'")]
pub struct Export {
    /// IDs or names of the groups to write, instead of all
    #[arg(value_name = "GROUP", add = complete::groups())]
    groups: Vec<String>,

    /// Write IDs instead of names, and the groups' own IDs
    #[arg(long)]
    ids: bool,

    #[command(flatten)]
    pub save: Save,
}

impl Declaration for Export {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadGroups, Permission::ReadSources, Permission::ReadPolicies],
        useful: &[],
    };

    const GLOBALS: &'static [&'static str] = &["profile", "output"];
    const FORMATS: &'static [&'static str] = &["yaml", "json"];

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Export {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("export")?;
        let style = style(ctx)?;
        let references: Vec<Reference> =
            self.groups.iter().map(|text| Reference::parse(text)).collect::<Result<_>>()?;
        let survey = Survey::of(ctx).await?;
        let chosen = choose(ctx, &survey.groups, &references)?;
        for finding in chosen.iter().flat_map(|group| rules::check(group, &TenantFacts::new())) {
            let message =
                format!("{}; it can stay as it is, a change must mend it", finding.message);
            ctx.out()?.warn(&message);
        }
        let Survey { groups, sources, policies, .. } = &survey;
        let text = manifest::write(chosen, Tenant { groups, sources, policies }, style, self.ids)?;
        ctx.out()?.text(&text)?;
        Ok(Code::Done)
    }
}

/// YAML, unless JSON is asked for; another format than these on the command line is refused.
fn style(ctx: &Context) -> Result<Style> {
    ctx.check_output(&[])?;
    let settings = ctx.out()?.settings();
    if settings.include {
        return Err(Error::usage("`--include` shows one reply, and this command has many"));
    }
    match settings.format {
        Format::Json => Ok(Style::Json),
        Format::Yaml => Ok(Style::Yaml),
        _ if ctx.globals.output.is_none() => Ok(Style::Yaml),
        format => Err(Error::usage(format!("a manifest is YAML or JSON, not `{format}`"))
            .hint("--output yaml")
            .hint("--output json")),
    }
}

/// The groups that were named, or all.
fn choose<'a>(
    ctx: &Context,
    groups: &'a [SyncGroup],
    references: &[Reference],
) -> Result<Vec<&'a SyncGroup>> {
    if references.is_empty() {
        return Ok(groups.iter().collect());
    }
    let tenant = &ctx.tenant()?.name;
    let mut places = BTreeSet::new();
    for reference in references {
        places.insert(names::place(groups, reference, Match::Forgiving, tenant)?);
    }
    Ok(places.into_iter().map(|place| &groups[place]).collect())
}
