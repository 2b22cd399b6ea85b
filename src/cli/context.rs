//! What a command receives: the chosen tenant, the client and the output, each built when it is first asked for.
//!
//! `--help`, `completions` and `sandbox` work with a broken profile because they never ask for it.

use std::cell::OnceCell;
use std::io::IsTerminal as _;
use std::sync::Arc;

use tokio::sync::OnceCell as AsyncOnceCell;

use super::globals::Globals;
use super::interrupt::{self, Interrupt};
use super::session::Session;
use super::view::Directory;
use crate::api::Client;
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::out::{self, Format, Out};
use crate::profile::{self, Env, Paths, Tenant, Vault};

/// What a command receives.
pub struct Context {
    /// The global options, as they were typed.
    pub globals: Globals,
    /// The environment of the process.
    pub env: Env,
    /// Where files live.
    pub paths: Paths,
    /// Whether Ctrl-C was pressed.
    pub interrupt: Interrupt,
    tenant: OnceCell<Tenant>,
    out: OnceCell<Arc<Out>>,
    session: AsyncOnceCell<Session>,
}

impl Context {
    /// Takes what was typed. Nothing is read yet.
    pub fn new(globals: Globals, env: Env) -> Self {
        let paths = Paths::from_env(&env);
        Self {
            globals,
            env,
            paths,
            interrupt: Interrupt::default(),
            tenant: OnceCell::new(),
            out: OnceCell::new(),
            session: AsyncOnceCell::new(),
        }
    }

    /// The chosen tenant. Notes on the choice are shown once.
    pub fn tenant(&self) -> Result<&Tenant> {
        if let Some(tenant) = self.tenant.get() {
            return Ok(tenant);
        }
        let (tenant, notes) = profile::choose(&self.env, &self.paths, &self.flags())?;
        let tenant = self.tenant.get_or_init(|| tenant);
        for note in notes {
            self.out()?.note(&note);
        }
        Ok(tenant)
    }

    /// The window to stdout and stderr. A format of the profile counts once the tenant is chosen.
    pub fn out(&self) -> Result<&Out> {
        if let Some(out) = self.out.get() {
            return Ok(out);
        }
        let settings = self.output_settings()?;
        Ok(self.out.get_or_init(|| Arc::new(Out::new(settings))))
    }

    /// The window, where somebody has opened it.
    pub fn opened_out(&self) -> Option<&Out> {
        self.out.get().map(AsRef::as_ref)
    }

    /// The same window, for those who outlive a borrow.
    pub fn shared_out(&self) -> Result<Arc<Out>> {
        self.out()?;
        Ok(Arc::clone(self.out.get().unwrap_or_else(|| unreachable!("it was made above"))))
    }

    /// Asks a question that is answered by yes or no. Ctrl-C ends the wait: the answer is read in a thread of its own.
    pub async fn ask(&self, question: String) -> Result<()> {
        let out = self.shared_out()?;
        let answer = tokio::task::spawn_blocking(move || out.ask(&question));
        tokio::select! {
            answer = answer => answer.map_err(anyhow::Error::from)?,
            () = self.interrupt.wait() => Err(interrupt::interrupted()),
        }
    }

    /// Where secrets are stored. A keyring is waited for only where somebody is there to unlock it.
    pub fn vault(&self) -> Vault {
        let attended = !self.globals.no_input && std::io::stdin().is_terminal();
        Vault::open(&self.env, &self.paths, attended)
    }

    /// Refuses an output that cannot be, before any request: an unknown format or column, or `--include` where the
    /// format has no place for it.
    pub fn check_output(&self, columns: &[&'static str]) -> Result<()> {
        self.tenant()?;
        let settings = self.out()?.settings();
        settings.check()?;
        settings.check_columns(columns)
    }

    /// The client of the chosen tenant; the embedded tenant is started when it is the chosen one.
    pub async fn client(&self) -> Result<&Client> {
        let session = self.session.get_or_try_init(|| async { Session::start(self) }).await?;
        Ok(&session.client)
    }

    /// The names that these groups refer to, where the output shows them; a note on what may not be read.
    pub async fn directory(&self, groups: &[SyncGroup]) -> Result<Directory> {
        let out = self.out()?;
        if !matches!(out.settings().format, Format::Table | Format::Csv) {
            return Ok(Directory::default());
        }
        let directory = Directory::of(self.client().await?, groups).await?;
        if let Some(note) = directory.note() {
            out.note(&note);
        }
        Ok(directory)
    }

    /// Refuses a write on a read-only profile; a dry run is allowed.
    pub fn check_writable(&self) -> Result<()> {
        let tenant = self.tenant()?;
        if tenant.read_only && !self.globals.dry_run {
            return Err(Error::new(
                Code::Credentials,
                format!("profile `{}` is read-only", tenant.name),
            )
            .kind("read_only")
            .hint("--dry-run shows what would be sent")
            .hint("remove `read_only = true` from the profile to allow writes"));
        }
        Ok(())
    }

    /// Refuses `--dry-run` for a command that changes nothing on a tenant and has nothing to show.
    pub fn refuse_dry_run(&self, command: &str) -> Result<()> {
        if self.globals.dry_run {
            return Err(Error::usage(format!("`{command}` has no dry run")));
        }
        Ok(())
    }

    /// The values of the command line that choose a tenant and its options.
    pub fn flags(&self) -> profile::Flags {
        let globals = self.globals.clone();
        profile::Flags {
            profile: globals.profile,
            output: globals.output,
            timeout: globals.timeout,
            retries: globals.retries,
            api_version: globals.api_version,
            proxy: globals.proxy,
            ca_file: globals.ca_file,
            no_token_cache: globals.no_token_cache,
            no_history: false,
        }
    }

    fn output_settings(&self) -> Result<out::Settings> {
        let globals = &self.globals;
        let profile = self.tenant.get().and_then(|tenant| tenant.options.output.value.clone());
        let owned = |name| self.env.var(name).map(str::to_owned);
        let format = globals
            .output
            .as_deref()
            .or_else(|| self.env.var("SYNCGROUP_OUTPUT"))
            .or(profile.as_deref());
        Ok(out::Settings {
            format: format.map_or(Ok(Format::Table), str::parse)?,
            columns: globals.columns.clone(),
            color: globals.color.as_deref().map_or(Ok(out::Color::Auto), str::parse)?,
            quiet: globals.quiet,
            yes: globals.yes,
            no_input: globals.no_input,
            include: globals.include,
            verbosity: globals.verbose,
            pager: self.pager(),
            environment: out::Environment {
                no_color: owned("NO_COLOR"),
                clicolor: owned("CLICOLOR"),
                clicolor_force: owned("CLICOLOR_FORCE"),
                term: owned("TERM"),
            },
        })
    }

    /// `SYNCGROUP_PAGER`, `PAGER` or `less`. `cat` and an empty `SYNCGROUP_PAGER` are none, and a dumb terminal has none.
    fn pager(&self) -> Option<String> {
        if self.env.var("TERM") == Some("dumb") || self.env.is_blank("SYNCGROUP_PAGER") {
            return None;
        }
        let own = if cfg!(windows) { None } else { Some("less -FRX") };
        let pager = self.env.var("SYNCGROUP_PAGER").or_else(|| self.env.var("PAGER")).or(own);
        pager.filter(|&pager| pager != "cat").map(str::to_owned)
    }
}
