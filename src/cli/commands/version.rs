//! `syncgroup version`

use clap::Args;
use serde_json::{Value, json};

use crate::app::session::context::Context;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};
use crate::output::{Column, Listing};
use crate::profile::KEYRING;

/// Show version, commit, system and features of this program
///
/// Include the output in bug reports.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup version
syncgroup version -o json")]
pub struct Version {}

/// The commit, where whoever built the program said it.
const COMMIT: Option<&str> = option_env!("SYNCGROUP_COMMIT");

/// What can be left out of a build, and whether this one has it.
const FEATURES: [(&str, bool); 2] = [("keyring", KEYRING), ("sandbox", cfg!(feature = "sandbox"))];

const COLUMNS: [&str; 5] = ["version", "commit", "os", "arch", "features"];

impl Declaration for Version {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["output"];

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &COLUMNS
    }
}

impl Version {
    #[expect(clippy::unused_async, reason = "every command is run the same way")]
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let Self {} = self;
        let out = ctx.out()?;
        out.settings().check()?;
        out.settings().check_columns(&COLUMNS)?;
        let columns = COLUMNS.map(|name| Column::field(name, name)).into();
        out.print(&Listing::one(facts()).columns(columns).id_field("version"))?;
        Ok(Code::Done)
    }
}

fn facts() -> Value {
    let features: Vec<&str> =
        FEATURES.into_iter().filter(|&(_, has)| has).map(|(name, _)| name).collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "commit": COMMIT.filter(|commit| !commit.is_empty()),
        "os": std::env::consts::OS,
        "arch": std::env::consts::ARCH,
        "features": features,
    })
}
