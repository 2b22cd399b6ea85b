//! `syncgroup version`

use clap::Args;
use serde_json::{Value, json};

use crate::app::session::context::Context;
use crate::error::Result;
use crate::output::{Column, Listing};
use crate::profile::KEYRING;

/// Show version, commit, system and features of this program
///
/// What a bug report should begin with.
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup version
syncgroup version -o json")]
pub struct Version {}

/// The commit, where whoever built the program said it.
const COMMIT: Option<&str> = option_env!("SYNCGROUP_COMMIT");

/// What can be left out of a build, and whether this one has it.
const FEATURES: [(&str, bool); 2] = [("keyring", KEYRING), ("sandbox", cfg!(feature = "sandbox"))];

impl Version {
    pub fn run(ctx: &Context) -> Result<()> {
        let out = ctx.out()?;
        out.settings().check()?;
        let columns = ["version", "commit", "os", "arch", "features"];
        out.settings().check_columns(&columns)?;
        let columns = columns.map(|name| Column::field(name, name)).into();
        out.print(&Listing::one(facts()).columns(columns).id_field("version"))
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
