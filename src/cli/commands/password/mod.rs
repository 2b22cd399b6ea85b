//! `syncgroup password`

use clap::{Args, Subcommand};

use crate::api::Permission;
use crate::app::password::request;
use crate::app::session::context::Context;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};

mod rules;
mod set;
mod status;

/// Change a user's password on every source of a group
///
/// A password that is set on one source of a sync group changes on all of them.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox password rules --user Abby.Smith --source Snowflake
syncgroup -p sandbox password set --user Abby.Smith --group 'Head Office' --generate --yes")]
pub struct Password {
    #[command(subcommand)]
    command: PasswordCommand,
}

#[derive(Debug, Clone, Subcommand)]
enum PasswordCommand {
    Set(set::Set),
    Status(status::Status),
    Rules(rules::Rules),
}

impl Declaration for Password {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes {
        needed: &[
            Permission::ReadSources,
            Permission::ReadPasswordInfo,
            Permission::ChangePasswords,
        ],
        useful: &[Permission::ReadGroups, Permission::ReadPasswordChanges],
    };

    const GLOBALS: &'static [&'static str] = &["profile", "output", "dry_run", "yes"];

    fn columns(subcommands: &[&str]) -> &'static [&'static str] {
        match subcommands {
            ["rules"] => &rules::COLUMNS,
            _ => &request::COLUMNS,
        }
    }
}

impl Password {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        match self.command {
            PasswordCommand::Set(set) => set.run(ctx).await,
            PasswordCommand::Status(status) => status.run(ctx).await,
            PasswordCommand::Rules(rules) => rules.run(ctx).await,
        }
    }
}

/// How long a change is followed where nothing else was said.
const WAIT: &str = "2m";
