//! `syncgroup profile set`

use clap::Args;

use crate::app::session::context::Context;
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::profile::{self, Config, ProfileKey};

/// Set or remove a value of the profile
///
/// The keys are those of `syncgroup help config`; `names.sources.NAME` and `names.policies.NAME` map names. Invalid
/// values are refused, and comments are kept. Of keys that exclude each other, such as `tenant` and `base_url`, the new one
/// replaces the old one.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86015d28455b4b232a
syncgroup -p test profile set timeout 60
syncgroup -p test profile set read_only true
syncgroup -p test profile set deny weaker-policy source-leaves
syncgroup -p test profile set timeout --unset")]
pub struct Set {
    /// The key
    #[arg(value_name = "KEY", add = complete::profile_keys())]
    key: String,

    /// The value; several for `deny` and `client_secret_command`, after `--` if one begins with a dash
    #[arg(
        value_name = "VALUE",
        required_unless_present = "unset",
        allow_negative_numbers = true,
        num_args = 1..
    )]
    value: Vec<String>,

    /// Remove the key, so that the default applies
    #[arg(long, conflicts_with = "value")]
    unset: bool,
}

impl Set {
    pub fn run(self, ctx: &Context) -> Result<()> {
        ctx.refuse_dry_run("profile set")?;
        let name = chosen(ctx)?;
        let key = ProfileKey::read(&self.key)?;
        let words = (!self.unset).then_some(self.value.as_slice());
        let edited = profile::set(&ctx.paths, &name, &key, words)?;
        let (out, shown) = (ctx.out()?, key.name());
        if !edited.changed {
            out.news(&format!("`{shown}` of profile `{name}` is unchanged"));
            return Ok(());
        }
        for rival in edited.replaced {
            out.news(&format!("removed `{rival}` of profile `{name}`"));
        }
        let what = if self.unset { "removed" } else { "set" };
        out.news(&format!("{what} `{shown}` of profile `{name}` in {}", edited.file.display()));
        if key.identifies_client() {
            let line = out.command(&CommandLine::on(&name, ["login"]));
            out.note(&format!("a stored secret is for another client now; to store one: {line}"));
        }
        Ok(())
    }
}

/// The profile that is edited: `-p`, else `SYNCGROUP_PROFILE`, else the default. It may be wrong, and edited for that.
fn chosen(ctx: &Context) -> Result<String> {
    let named = ctx.globals.profile.as_deref().or_else(|| ctx.env.var("SYNCGROUP_PROFILE"));
    let name = match named {
        Some(name) => Some(name.to_owned()),
        None => Config::load(&ctx.paths)?.default_profile.map(|setting| setting.value),
    };
    let name = name.ok_or_else(|| {
        Error::usage("no profile is chosen")
            .hint(CommandLine::local("profile set KEY VALUE -p NAME"))
            .hint(CommandLine::local("profile list"))
    })?;
    if name == profile::SANDBOX {
        return Err(Error::usage("profile `sandbox` is built in, and has nothing to set")
            .hint(CommandLine::local("profile add NAME --sandbox")));
    }
    Ok(name)
}
