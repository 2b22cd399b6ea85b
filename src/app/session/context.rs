//! What a command receives: the chosen tenant, the client and the output, each built when it is first asked for.
//!
//! `--help`, `completions` and `sandbox` work with a broken profile because they never ask for it.
//!
//! Longer than most files here: one type, most of whose methods are two or three lines.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::OnceCell as AsyncOnceCell;
use zeroize::Zeroizing;

use crate::api::Client;
use crate::app::session::cache::Cache;
use crate::app::session::connect::Session;
use crate::app::session::interrupt::{Interrupt, interrupted};
use crate::app::session::options::GlobalOptions;
use crate::command_line::{Invocation, Shell};
use crate::error::{Error, Hint, Result};
use crate::history::Journal;
use crate::model::ApiVersion;
use crate::output;
use crate::output::{Format, Out, Reads, TerminalSettings};
use crate::profile::{self, Deny, Env, Paths, SecretStore, Tenant};

/// What a command receives.
pub struct Context {
    /// The global options, as they were typed.
    pub globals: GlobalOptions,
    /// The environment of the process.
    pub env: Env,
    /// Where files live.
    pub paths: Paths,
    /// Whether Ctrl-C was pressed.
    pub interrupt: Interrupt,
    /// What was read of the tenant.
    pub cache: Arc<Cache>,
    tenant: OnceCell<Arc<Tenant>>,
    out: OnceCell<Arc<Out>>,
    session: Arc<AsyncOnceCell<Session>>,
    /// The path style of this command alone, where it has one.
    version: Option<ApiVersion>,
    versioned: OnceCell<Client>,
    journal: OnceCell<Option<Arc<Journal>>>,
    record: OnceCell<Option<Arc<Journal>>>,
    /// The number of this command's run in the history, once a change is recorded.
    pub run: Cell<Option<u64>>,
    /// The same in the file of `--record`.
    pub run_in_record: Cell<Option<u64>>,
    /// The command that the history names, where it is not the one that was typed.
    pub command: Option<String>,
    /// How many requests others have sent through the same client before.
    sent_before: u64,
}

/// What one of several commands that share a connection has for itself.
pub struct Share {
    /// Its options.
    pub globals: GlobalOptions,
    /// Its path style, where it has one.
    pub version: Option<ApiVersion>,
    /// What was read of the tenant so far.
    pub cache: Arc<Cache>,
    /// Its output.
    pub out: Arc<Out>,
    /// The command that the history names.
    pub command: String,
    /// The numbers of its run in the history and in the file of `--record`, where it goes on with one.
    pub runs: (Option<u64>, Option<u64>),
}

impl Context {
    /// Takes what was typed. Nothing is read yet.
    pub fn new(globals: GlobalOptions, env: Env, interrupt: Interrupt) -> Self {
        let paths = Paths::from_env(&env);
        Self {
            globals,
            env,
            paths,
            interrupt,
            cache: Arc::default(),
            tenant: OnceCell::new(),
            out: OnceCell::new(),
            session: Arc::default(),
            version: None,
            versioned: OnceCell::new(),
            journal: OnceCell::new(),
            record: OnceCell::new(),
            run: Cell::new(None),
            run_in_record: Cell::new(None),
            command: None,
            sent_before: 0,
        }
    }

    /// A context of one of several commands on the same tenant, over the same connection and into the same history.
    pub async fn share(&self, share: Share) -> Result<Self> {
        let tenant = self.shared_tenant()?;
        let (journal, record) = (self.shared_journal()?, self.shared_record()?);
        let sent_before = self.client().await?.counters().requests;
        let Share { globals, version, cache, out, command, runs } = share;
        Ok(Self {
            cache,
            tenant: OnceCell::from(tenant),
            out: OnceCell::from(out),
            session: Arc::clone(&self.session),
            version,
            journal: OnceCell::from(journal),
            record: OnceCell::from(record),
            run: Cell::new(runs.0),
            run_in_record: Cell::new(runs.1),
            command: Some(command),
            sent_before,
            ..Self::new(globals, self.env.clone(), self.interrupt.clone())
        })
    }

    /// A context whose output is another one, of a command that has one for programs.
    #[must_use]
    pub fn with_output(self, out: Out) -> Self {
        Self { out: OnceCell::from(Arc::new(out)), ..self }
    }

    /// A context of another tenant, with the same interrupt. What its command prints is kept; its talk begins with
    /// the profile's name.
    pub fn of_tenant(&self, profile: &str, settings: &output::Settings) -> Self {
        let globals = GlobalOptions {
            profile: Some(profile.to_owned()),
            all_profiles: false,
            save: None,
            ..self.globals.clone()
        };
        let settings = output::Settings {
            jq: None,
            save: None,
            speaker: Some(profile.to_owned()),
            invocation: Invocation {
                shell: settings.invocation.shell,
                tenant: vec!["-p".to_owned(), profile.to_owned()],
            },
            ..settings.clone()
        };
        Self {
            out: OnceCell::from(Arc::new(Out::keeping(settings))),
            ..Self::new(globals, self.env.clone(), self.interrupt.clone())
        }
    }

    /// The chosen tenant. Notes on the choice are shown once.
    pub fn tenant(&self) -> Result<&Tenant> {
        if let Some(tenant) = self.tenant.get() {
            return Ok(tenant);
        }
        let (tenant, notes) = profile::choose(&self.env, &self.paths, &self.flags())?;
        let tenant = self.tenant.get_or_init(|| Arc::new(tenant));
        for note in notes {
            self.out()?.note(&note);
        }
        Ok(tenant)
    }

    /// The same tenant, for those who outlive a borrow.
    pub fn shared_tenant(&self) -> Result<Arc<Tenant>> {
        self.tenant()?;
        Ok(Arc::clone(self.tenant.get().unwrap_or_else(|| unreachable!("it was chosen above"))))
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
        let answer = self.unless_interrupted(move || out.ask(&question)).await;
        if self.interrupt.pressed() && std::io::stderr().is_terminal() {
            // The question is a line without an end.
            self.out()?.tell("");
        }
        answer
    }

    /// Asks for a text; blanks around it do not count, and it may be empty.
    pub async fn ask_text(&self, question: String) -> Result<String> {
        let out = self.shared_out()?;
        let answer = self.unless_interrupted(move || out.ask_text(&question)).await;
        if self.interrupt.pressed() && std::io::stderr().is_terminal() {
            self.out()?.tell("");
        }
        answer
    }

    /// Does what may wait for somebody: an answer, a keyring, a command. Ctrl-C ends the wait.
    pub async fn unless_interrupted<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        tokio::select! {
            done = tokio::task::spawn_blocking(work) => done.map_err(anyhow::Error::from)?,
            () = self.interrupt.wait() => Err(interrupted()),
        }
    }

    /// Asks for a secret, which is not shown while it is typed. Whoever hides it reads Ctrl-C as a character, gives the
    /// terminal back and only then is interrupted; after another signal the question is left where it is.
    pub async fn ask_secret(&self, question: String) -> Result<Zeroizing<String>> {
        let out = self.shared_out()?;
        let settings = TerminalSettings::now();
        let mut answer = tokio::task::spawn_blocking(move || out.ask_secret(&question));
        tokio::select! {
            biased;
            answer = &mut answer => answer.map_err(anyhow::Error::from)?,
            () = self.interrupt.wait() => {
                if tokio::time::timeout(Duration::from_millis(200), answer).await.is_err() {
                    settings.restore();
                }
                Err(interrupted())
            }
        }
    }

    /// Where secrets are stored. A keyring is waited for only where somebody is there to unlock it.
    pub fn secret_store(&self) -> SecretStore {
        let terminal = std::io::stdin().is_terminal() || std::io::stderr().is_terminal();
        let attended = !self.globals.no_input && terminal;
        SecretStore::open(&self.env, &self.paths, attended)
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
        Ok(match self.version {
            Some(version) => self.versioned.get_or_init(|| session.client.with_version(version)),
            None => &session.client,
        })
    }

    /// What holds the requests up, as far as it is known: empty, or the tenant's rate limit.
    pub fn waits_for(&self) -> &'static str {
        let held = self.session.get().is_some_and(|session| session.client.waits_for_rate_limit());
        if held { "the tenant's rate limit" } else { "" }
    }

    /// How far large reads have come.
    pub fn reading(&self) -> Option<Reads> {
        let client = &self.session.get()?.client;
        let (done, total) = client.expected();
        let at_least = client.least_time(total.saturating_sub(done));
        Some(Reads { done, total, at_least })
    }

    /// How many requests this command has sent.
    pub async fn requests_sent(&self) -> Result<u64> {
        Ok(self.client().await?.counters().requests.saturating_sub(self.sent_before))
    }

    /// Where changes are recorded; nowhere with `--no-history`, or where no directory is known, which is warned of
    /// once.
    pub fn journal(&self) -> Result<Option<&Journal>> {
        self.shared_journal()?;
        Ok(self.journal.get().and_then(Option::as_deref))
    }

    fn shared_journal(&self) -> Result<Option<Arc<Journal>>> {
        if let Some(journal) = self.journal.get() {
            return Ok(journal.clone());
        }
        let wanted = !self.tenant()?.options.no_history.value;
        if wanted && self.paths.state.is_none() {
            let why = profile::NO_STATE;
            self.out()?.warn(&format!("{why}: nothing is recorded, and writes can't be undone"));
        }
        let directory = self.paths.state.clone().filter(|_| wanted);
        let journal = directory.map(|directory| Arc::new(Journal::at(directory)));
        Ok(self.journal.get_or_init(|| journal).clone())
    }

    /// The file of `--record` or `SYNCGROUP_RECORD`, where changes are recorded besides. A record of another tenant, or
    /// another file, is exit 2.
    pub fn record(&self) -> Result<Option<&Journal>> {
        self.shared_record()?;
        Ok(self.record.get().and_then(Option::as_deref))
    }

    fn shared_record(&self) -> Result<Option<Arc<Journal>>> {
        if let Some(record) = self.record.get() {
            return Ok(record.clone());
        }
        let named = self.globals.record.clone();
        let variable = self.env.var("SYNCGROUP_RECORD").filter(|path| !path.is_empty());
        let remedy = match named {
            Some(_) => Hint::from("name another file, or leave out --record"),
            None => Hint::Unset(vec!["SYNCGROUP_RECORD"]),
        };
        let file = named.or_else(|| variable.map(PathBuf::from));
        let record = file.map(|file| Journal::in_file(file).with_remedy(remedy));
        if let Some(record) = &record {
            record.check_tenant(&self.tenant()?.address.identity())?;
        }
        Ok(self.record.get_or_init(|| record.map(Arc::new)).clone())
    }

    /// Where changes are recorded, whether or not this command would record any.
    pub fn recorded_changes(&self) -> Result<Option<Journal>> {
        let directory = self.paths.state.clone();
        if directory.is_none() {
            self.out()?.warn(&format!("{}: there is no history", profile::NO_STATE));
        }
        Ok(directory.map(Journal::at))
    }

    /// Refuses a write on a read-only profile; a dry run is allowed.
    pub fn check_writable(&self) -> Result<()> {
        self.record()?;
        match self.tenant()? {
            _ if self.globals.dry_run => Ok(()),
            tenant => tenant.check_writable(Some("--dry-run shows what would be sent")),
        }
    }

    /// The kinds of consequences that are refused: those of the profile, and those of `--deny`.
    pub fn denied(&self) -> Result<BTreeSet<Deny>> {
        let of_profile = &self.tenant()?.deny.value;
        Ok(of_profile.union(&self.globals.deny).copied().collect())
    }

    /// Whether somebody types at a terminal: no script, no pipe, no cmdlet's spelling, nothing that forbids questions.
    pub fn is_interactive(&self) -> bool {
        let terminals = std::io::stdin().is_terminal()
            && std::io::stdout().is_terminal()
            && std::io::stderr().is_terminal();
        terminals && !self.globals.yes && !self.globals.no_input && !self.globals.cmdlet
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
            pace: globals.pace,
            api_version: globals.api_version,
            proxy: globals.proxy,
            ca_file: globals.ca_file,
            no_token_cache: globals.no_token_cache,
            no_history: globals.no_history,
        }
    }

    fn output_settings(&self) -> Result<output::Settings> {
        let globals = &self.globals;
        let profile = self.tenant.get().and_then(|tenant| tenant.options.output.value.clone());
        let owned = |name| self.env.var(name).map(str::to_owned);
        if let (Some(format), Some(_)) = (&globals.output, &globals.jq)
            && format != "json"
        {
            return Err(Error::usage(format!("`--jq` filters JSON, and the format is `{format}`"))
                .hint("leave out --output"));
        }
        let json = globals.jq.as_ref().map(|_| "json");
        let format = globals
            .output
            .as_deref()
            .or(json)
            .or_else(|| self.env.var("SYNCGROUP_OUTPUT"))
            .or(profile.as_deref());
        let settings = output::Settings {
            format: format.map_or(Ok(Format::Table), str::parse)?,
            columns: globals.columns.clone(),
            no_headers: globals.no_headers,
            color: globals.color.as_deref().map_or(Ok(output::Color::Auto), str::parse)?,
            quiet: globals.quiet,
            yes: globals.yes,
            no_input: globals.no_input,
            include: globals.include,
            jq: globals.jq.clone(),
            save: globals.save.clone(),
            verbosity: globals.verbose,
            pager: self.pager(),
            environment: output::Environment {
                no_color: owned("NO_COLOR"),
                clicolor: owned("CLICOLOR"),
                clicolor_force: owned("CLICOLOR_FORCE"),
                term: owned("TERM"),
            },
            invocation: self.invocation(),
            ..output::Settings::default()
        };
        settings.check_filter()?;
        Ok(settings)
    }

    /// What a printed command has to repeat so that it asks the same tenant in the same shell. A default profile and
    /// the `SAIL_*` variables choose it without a word.
    pub fn invocation(&self) -> Invocation {
        let named = self.globals.profile.as_deref().or_else(|| self.env.var("SYNCGROUP_PROFILE"));
        let tenant = named.map(|name| vec!["-p".to_owned(), name.to_owned()]);
        Invocation {
            shell: Shell::detect(|name| self.env.var(name)),
            tenant: tenant.unwrap_or_default(),
        }
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
