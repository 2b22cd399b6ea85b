//! `syncgroup sandbox`

use std::net::SocketAddr;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use crate::app::session::context::Context;
use crate::app::session::embedded_tenant;
use crate::cli::args::duration;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::command_line::CommandLine;
use crate::command_line::Shell;
use crate::error::{Code, Error, Result};
use crate::model::RateLimit;
use crate::profile::{self, Tenant};
use crate::sandbox::{self, Fault, Options, Paging, Seed, Store, TotalCount};

/// Serve the embedded tenant to other clients, or reset it
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox list
syncgroup sandbox reset --yes --groups 100")]
pub struct Sandbox {
    #[command(subcommand)]
    command: SandboxCommand,
}

#[derive(Debug, Clone, Subcommand)]
enum SandboxCommand {
    Serve(Serve),
    Reset(Reset),
}

/// Serve the embedded tenant to other clients until Ctrl-C
///
/// Prints the three lines that set the `SAIL_*` variables for a client.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup sandbox serve
syncgroup sandbox serve --addr 127.0.0.1:0 --latency 50ms --fault 429:0.1")]
struct Serve {
    /// Address to listen on
    ///
    /// Must be a loopback address; port 0 chooses a free port.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    addr: SocketAddr,

    /// Rate limit per client and API version
    #[arg(
        long,
        value_name = "N/SECONDS",
        default_value = "100/10",
        conflicts_with = "no_rate_limit"
    )]
    rate_limit: RateLimit,

    /// Do not limit requests
    #[arg(long)]
    no_rate_limit: bool,

    /// Accept what the documentation does not forbid
    ///
    /// Blank and duplicate names, and a source in several groups.
    #[arg(long)]
    lenient: bool,

    /// Delay each reply, as in 50ms
    #[arg(long, value_name = "TIME", value_parser = duration::parse)]
    latency: Option<Duration>,

    /// Fail a share of the requests, as in 429:0.1
    ///
    /// WHAT is an HTTP status, `reset`, `drop` or `cut`; SHARE is between 0 and 1.
    #[arg(long, value_name = "WHAT:SHARE")]
    fault: Vec<Fault>,

    /// Send at most N objects per page
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    page_cap: Option<u32>,

    /// Leave X-Total-Count out of replies
    #[arg(long)]
    omit_total_count: bool,

    /// Add N to X-Total-Count
    ///
    /// For example, -1 makes the total too small.
    #[arg(
        long,
        value_name = "N",
        allow_negative_numbers = true,
        conflicts_with = "omit_total_count"
    )]
    total_count_offset: Option<i64>,

    /// Lifetime of an access token, as in 5s
    #[arg(long, value_name = "TIME", value_parser = duration::parse)]
    token_life: Option<Duration>,

    /// Shell to print the lines for [default: SYNCGROUP_SHELL, else the shell in use]
    #[arg(long, value_name = "SHELL", value_enum, hide_short_help = true)]
    shell: Option<ShellName>,

    /// Credentials to print
    ///
    /// A PAT of an admin, an API client without a user, or a PAT that can only read sources.
    #[arg(
        long = "as",
        value_name = "CLIENT",
        value_enum,
        default_value_t = Client::Pat,
        hide_short_help = true
    )]
    client: Client,

    /// Duration of a password change per source [default: 150ms]
    #[arg(long, value_name = "TIME", value_parser = duration::parse)]
    password_delay: Option<Duration>,

    /// Seed for random faults
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
}

/// A shell that lines are printed for.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ShellName {
    Sh,
    #[value(name = "powershell")]
    PowerShell,
    Cmd,
}

impl From<ShellName> for Shell {
    fn from(name: ShellName) -> Self {
        match name {
            ShellName::Sh => Self::Posix,
            ShellName::PowerShell => Self::PowerShell,
            ShellName::Cmd => Self::Cmd,
        }
    }
}

/// The clients that the embedded tenant knows.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Client {
    Pat,
    Application,
    Limited,
}

impl Client {
    /// ID and secret.
    fn credentials(self, store: &Store) -> Result<(String, String)> {
        Ok(match self {
            Self::Pat => store.credentials(),
            Self::Application => store.application_credentials(),
            Self::Limited => store.limited_credentials(),
        }?)
    }
}

/// Reset the embedded tenant; everything in it is lost
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup sandbox reset --yes
syncgroup sandbox reset --yes --groups 1000 --sources 20")]
struct Reset {
    /// Create N groups of two sources each instead of the documentation's examples
    #[arg(long, value_name = "N")]
    groups: Option<u32>,

    /// Add M sources that can join a group
    #[arg(long, value_name = "M")]
    sources: Option<u32>,

    /// Append this to the names of sources and policies, to try a tenant with other names
    #[arg(long, value_name = "TEXT")]
    name_suffix: Option<String>,
}

impl Declaration for Sandbox {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["profile", "yes"];
}

impl Sandbox {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        match self.command {
            SandboxCommand::Serve(serve) => serve.run(ctx).await,
            SandboxCommand::Reset(reset) => reset.run(ctx).await,
        }
    }
}

impl Serve {
    async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("sandbox serve")?;
        if !self.addr.ip().is_loopback() {
            return Err(Error::usage(format!("`{}` is not a loopback address", self.addr))
                .hint(CommandLine::of("sandbox serve --addr 127.0.0.1:8080")));
        }
        let store = on_tenant(ctx, |tenant| embedded_tenant::open(&tenant.address))?;
        let (client_id, secret) = self.client.credentials(&store)?;
        let listener = tokio::net::TcpListener::bind(self.addr).await.map_err(|error| {
            Error::usage(format!("cannot listen on `{}`", self.addr))
                .cause(error.to_string())
                .hint("--addr 127.0.0.1:0 takes a free port")
        })?;
        let addr = listener.local_addr().map_err(anyhow::Error::from)?;
        ctx.interrupt.expect();
        let interrupt = ctx.interrupt.clone();
        let stop = async move { interrupt.wait().await };
        let shell = self.shell.map_or_else(|| ctx.invocation().shell, Shell::from);
        let url = format!("http://{addr}");
        let lines = [
            shell.set_variable("SAIL_BASE_URL", &url),
            shell.set_variable("SAIL_CLIENT_ID", &client_id),
            shell.set_variable("SAIL_CLIENT_SECRET", &secret),
        ];
        let out = ctx.out()?;
        out.text(&format!("{}\n", lines.join("\n")))?;
        out.news(&format!("the embedded tenant listens on http://{addr}; Ctrl-C ends it"));
        sandbox::serve(listener, store, self.options(), stop).await?;
        Ok(Code::Done)
    }

    fn options(self) -> Options {
        let defaults = Options::default();
        Options {
            rate_limit: (!self.no_rate_limit).then_some(self.rate_limit),
            lenient: self.lenient,
            latency: self.latency.unwrap_or(defaults.latency),
            faults: self.fault,
            paging: Paging {
                cap: self.page_cap,
                total: match self.total_count_offset {
                    _ if self.omit_total_count => TotalCount::Omitted,
                    Some(offset) => TotalCount::Off(offset),
                    None => TotalCount::Exact,
                },
            },
            token_life: self.token_life.unwrap_or(defaults.token_life),
            password_delay: self.password_delay.unwrap_or(defaults.password_delay),
            seed: self.seed,
        }
    }
}

impl Reset {
    async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("sandbox reset")?;
        let address =
            on_tenant(ctx, |tenant| tenant.check_writable(None).map(|()| tenant.address.clone()))?;
        let (name, path) = embedded_tenant::place(&address)?;
        let out = ctx.out()?;
        if path.exists() {
            ctx.ask(format!("Reset the embedded tenant `{name}`? All its groups are lost."))
                .await?;
        }
        let ids = embedded_tenant::salt(name);
        let Self { groups, sources, name_suffix } = self;
        let seed = Seed { groups, sources, ids, name_suffix };
        if let Some(aside) = Store::reset(path, &seed)? {
            out.warn(&format!("the damaged database was kept as `{}`", aside.display()));
        }
        out.news(&format!("the embedded tenant `{name}` was reset"));
        if let Some(journal) = ctx.recorded_changes()?
            && let Err(error) = journal.reset(&address.identity())
        {
            out.warn(error.message());
        }
        Ok(Code::Done)
    }
}

/// Asks the embedded tenant that is meant: that of `-p`, else the built-in one, whatever the default profile is.
fn on_tenant<T>(ctx: &Context, ask: impl FnOnce(&Tenant) -> Result<T>) -> Result<T> {
    if ctx.globals.profile.is_some() {
        return ask(ctx.tenant()?);
    }
    let flags = profile::Flags { profile: Some(profile::SANDBOX.into()), ..ctx.flags() };
    ask(&profile::choose(&ctx.env, &ctx.paths, &flags)?.0)
}
