//! One file per command: its help, its arguments, what it declares about itself, and what it calls.
//!
//! A new command is a file here, and its line in the table at the end.

pub mod api;
pub mod apply;
pub mod batch;
pub mod check;
pub mod completions;
pub mod diff;
pub mod doctor;
pub mod export;
pub mod get;
pub mod graph;
pub mod help;
pub mod history;
pub mod list;
pub mod login;
pub mod man;
pub mod move_sources;
pub mod new;
pub mod password;
pub mod policies;
pub mod powershell;
pub mod profile;
pub mod remove;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod sources;
pub mod undo;
pub mod update;
pub mod version;
pub mod whoami;

use clap::{Args, Subcommand};

use crate::api::Permission;
use crate::app::session::context::Context;
use crate::cli::args::save::Save;
use crate::error::{Code, Result};
use crate::output::Format;

/// What a command does to the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It only reads, and never asks: a spinner may be shown beside it.
    Reads,
    /// It may change the tenant.
    Writes,
    /// It is about this machine, or prints as it goes.
    Local,
}

/// What a command asks of the tenant's permissions; `help scopes` lists it.
#[derive(Debug, Clone, Copy)]
pub struct Scopes {
    /// Without these it fails.
    pub needed: &'static [Permission],
    /// Without these it knows less: names, prerequisites, what a change does.
    pub useful: &'static [Permission],
}

impl Scopes {
    /// It asks nothing of the tenant, or what is asked is the user's choice.
    pub const NONE: Self = Self { needed: &[], useful: &[] };

    /// It writes groups, and says what that does to sources and applications.
    pub const WRITES_GROUPS: Self = Self {
        needed: &[Permission::WriteGroups],
        useful: &[Permission::ReadSources, Permission::ReadPolicies, Permission::ReadApps],
    };
}

/// What a command declares about itself, besides its help and its arguments.
pub trait Declaration: Args + Clone {
    /// What it does to the tenant.
    const ACCESS: Access;

    /// What it asks of the tenant's permissions.
    const SCOPES: Scopes;

    /// Whether it may run for several profiles at once.
    const SEVERAL_PROFILES: bool = false;

    /// The global options that its help shows, by the names of their fields; `help options` has all of them.
    const GLOBALS: &'static [&'static str] = match Self::ACCESS {
        Access::Reads => &["profile", "output", "columns", "jq"],
        Access::Writes => &["profile", "output", "dry_run", "yes", "deny"],
        Access::Local => &[],
    };

    /// The words that `--output` takes, for its help and its completion; none where it takes no format.
    const FORMATS: &'static [&'static str] = &Format::WORDS;

    /// The columns of its table, for `--columns` and their completion; of a subcommand where one is named.
    fn columns(_subcommands: &[&str]) -> &'static [&'static str] {
        &[]
    }

    /// Refuses options that have room for one profile only.
    fn check_several(&self) -> Result<()> {
        Ok(())
    }

    /// The option that sends its output to a file, where it has one.
    fn save(&mut self) -> Option<&mut Save> {
        None
    }
}

/// Declares the commands: the enum that clap reads, and each one for itself, so that a start need not build all.
macro_rules! commands {
    ($($heading:literal {
        $($(#[$only:meta])? $word:literal $(| $alias:literal)* => $module:ident::$name:ident,)*
    })*) => {
        /// The commands, in the order of the help.
        #[derive(Debug, Clone, Subcommand)]
        pub enum Command {
            $($(
                $(#[$only])?
                #[command(visible_aliases = Vec::<&'static str>::from([$($alias),*]))]
                $name($module::$name),
            )*)*
        }

        /// The names of the commands below the headings of the help.
        pub const GROUPS: &[(&str, &[&str])] =
            &[$(($heading, &[$($(#[$only])? $word,)*]),)*];

        impl Command {
            /// The command of this name, as clap sees it.
            pub fn named(name: &str) -> Option<clap::Command> {
                match name {
                    $($($(#[$only])? $word $(| $alias)* => {
                        let command = clap::Command::new($word);
                        let command =
                            command.visible_aliases(Vec::<&'static str>::from([$($alias),*]));
                        Some($module::$name::augment_args(command))
                    })*)*
                    _ => None,
                }
            }

            /// The columns of the command of this name, or of its subcommand.
            pub fn columns(name: &str, subcommands: &[&str]) -> &'static [&'static str] {
                match name {
                    $($($(#[$only])? $word $(| $alias)* => {
                        $module::$name::columns(subcommands)
                    })*)*
                    _ => &[],
                }
            }

            /// The global options that the help of the command of this name shows.
            pub fn globals(name: &str) -> &'static [&'static str] {
                match name {
                    $($($(#[$only])? $word => $module::$name::GLOBALS,)*)*
                    _ => &[],
                }
            }

            /// The words that `--output` of the command of this name takes.
            pub fn formats(name: &str) -> &'static [&'static str] {
                match name {
                    $($($(#[$only])? $word $(| $alias)* => $module::$name::FORMATS,)*)*
                    _ => &Format::WORDS,
                }
            }

            /// The words that its `--output` takes.
            pub const fn own_formats(&self) -> &'static [&'static str] {
                match self {
                    $($($(#[$only])? Self::$name(_) => $module::$name::FORMATS,)*)*
                }
            }

            /// Every command with what it asks of the tenant's permissions, in the order of the help.
            pub const SCOPES: &[(&str, Scopes)] = &[
                $($($(#[$only])? ($word, $module::$name::SCOPES),)*)*
            ];

            /// What it does to the tenant.
            pub const fn access(&self) -> Access {
                match self {
                    $($($(#[$only])? Self::$name(_) => $module::$name::ACCESS,)*)*
                }
            }

            /// Whether it may run for several profiles at once.
            pub const fn takes_several_profiles(&self) -> bool {
                match self {
                    $($($(#[$only])? Self::$name(_) => $module::$name::SEVERAL_PROFILES,)*)*
                }
            }

            /// Refuses options that have room for one profile only.
            pub fn check_several(&self) -> Result<()> {
                match self {
                    $($($(#[$only])? Self::$name(command) => command.check_several(),)*)*
                }
            }

            /// The option that sends its output to a file, where it has one.
            pub fn save(&mut self) -> Option<&mut Save> {
                match self {
                    $($($(#[$only])? Self::$name(command) => command.save(),)*)*
                }
            }

            /// Runs it for the tenant of this context.
            pub async fn run(self, ctx: &Context) -> Result<Code> {
                match self {
                    $($($(#[$only])? Self::$name(command) => command.run(ctx).await,)*)*
                }
            }
        }
    };
}

commands! {
    "Sync groups" {
        "new" | "create" => new::New,
        "get" | "show" => get::Get,
        "list" | "ls" => list::List,
        "update" => update::Update,
        "remove" | "rm" | "delete" => remove::Remove,
        "move" => move_sources::Move,
    }
    "Groups as code" {
        "export" => export::Export,
        "diff" => diff::Diff,
        "apply" => apply::Apply,
    }
    "Safety" {
        "check" => check::Check,
        "history" => history::History,
        "undo" => undo::Undo,
    }
    "Sources, policies, passwords" {
        "sources" => sources::Sources,
        "policies" => policies::Policies,
        "password" => password::Password,
        "graph" => graph::Graph,
    }
    "Setup" {
        "profile" => profile::Profile,
        "login" => login::Login,
        "logout" => login::Logout,
        "whoami" => whoami::Whoami,
        "doctor" => doctor::Doctor,
        #[cfg(feature = "sandbox")]
        "sandbox" => sandbox::Sandbox,
        "api" => api::Api,
        "batch" => batch::Batch,
        "powershell" => powershell::Powershell,
        "completions" => completions::Completions,
        "man" => man::Man,
        "version" => version::Version,
        "help" => help::Help,
    }
}
