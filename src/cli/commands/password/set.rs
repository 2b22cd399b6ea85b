//! `syncgroup password set`

use std::time::Duration;

use clap::Args;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::app::change::record::{failed, outcome};
use crate::app::change::report::Terminal;
use crate::app::change::{dry_run, perform};
use crate::app::password::record;
use crate::app::password::request;
use crate::app::password::request::Request;
use crate::app::password::start;
use crate::app::password::start::{Start, list};
use crate::app::password::{account, follow, secret};
use crate::app::session::context::Context;
use crate::cli::args::duration;
use crate::cli::commands::password::{rules, status};
use crate::cli::complete;
use crate::crypto::PublicKey;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::history::{End, Outcome};
use crate::model::{Id, Object};
use crate::output::Format;

/// Set a user's password on every source of a group
///
/// Asks for the password twice, without showing it, unless --password-stdin or --generate is given. Checks it against the
/// tenant's rules, encrypts it with the tenant's key, sends it once, and waits until it is changed on every source. A
/// password is never read from an argument or the environment, and never recorded. The change cannot be undone.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox password set --user Abby.Smith --group 'Head Office' --generate --yes
echo 'Correct-Horse-42' | syncgroup -p sandbox password set --user Abby.Smith --source Snowflake --password-stdin --yes")]
pub struct Set {
    /// The user's login name
    #[arg(long, value_name = "LOGIN")]
    user: String,

    /// ID or name of the group
    ///
    /// The change starts on the authentication source if the user has an account there.
    #[arg(
        long,
        value_name = "GROUP",
        required_unless_present = "source",
        conflicts_with = "source", add = complete::groups())]
    group: Option<String>,

    /// ID or name of a source
    ///
    /// The password changes on the other sources of its group, too.
    #[arg(long, value_name = "SOURCE", add = complete::sources())]
    source: Option<String>,

    /// ID of the account, if the user has several on the source
    #[arg(long, value_name = "ID")]
    account: Option<String>,

    /// Read the password from stdin: one line
    #[arg(long)]
    password_stdin: bool,

    /// Generate a password that meets the rules
    ///
    /// It is printed once, to stdout.
    #[arg(long, conflicts_with = "password_stdin")]
    generate: bool,

    /// How long to wait for the change to finish, as in 30s
    #[arg(long, value_name = "TIME", default_value = crate::cli::commands::password::WAIT, value_parser = duration::parse)]
    wait: Duration,

    /// Print the ID of the request and do not wait
    #[arg(long, conflicts_with = "wait")]
    no_wait: bool,
}

const NO_ID: &str = "the tenant accepted the change, but sent no ID to track it by";

/// Everything that is known before the password.
struct Plan {
    start: Start,
    account: String,
}

impl Set {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&request::COLUMNS)?;
        ctx.check_writable()?;
        if self.generate {
            ctx.out()?.check_heard("the generated password")?;
        }
        let typed = if self.password_stdin { Some(secret::from_stdin(ctx).await?) } else { None };
        let plan = self.plan(ctx).await?;
        if ctx.globals.dry_run {
            self.check(&plan, typed.as_ref())?;
            return plan.show(ctx).await;
        }
        self.announce(ctx, &plan)?;
        if self.generate {
            ctx.ask(self.question(ctx)?).await?;
        }
        let password = self.password(ctx, &plan, typed).await?;
        let body = plan.body(&password)?;
        let generated = self.generate.then_some(password);
        self.send(ctx, &plan, &body, generated).await
    }

    async fn plan(&self, ctx: &Context) -> Result<Plan> {
        let start = match (&self.group, &self.source) {
            (Some(group), _) => start::in_group(ctx, &self.user, group).await?,
            (None, source) => {
                start::on_source(ctx, &self.user, source.as_deref().unwrap_or_default()).await?
            }
        };
        let (source, named) = (start.source.name(), self.account.as_deref());
        let account = account::choose(ctx, &start.info, &self.user, source, named).await?;
        Ok(Plan { start, account })
    }

    /// Says whose password changes where, and on which tenant, before it is asked for.
    fn announce(&self, ctx: &Context, plan: &Plan) -> Result<()> {
        let tenant = ctx.tenant()?;
        let group = plan.start.group.as_ref();
        let group = group.map(|group| format!(" of sync group `{}`", group.name()));
        ctx.out()?.news(&format!(
            "password of `{}` on {}{}, profile `{}` ({})",
            self.user,
            list(&plan.start.sources),
            group.unwrap_or_default(),
            tenant.name,
            tenant.address.host(),
        ));
        rules::announce(ctx, &plan.start.info.rules())
    }

    /// The question before a change that cannot be undone.
    fn question(&self, ctx: &Context) -> Result<String> {
        let tenant = ctx.tenant()?;
        Ok(format!(
            "Set a generated password for `{}` on profile `{}` ({})? It cannot be undone.",
            self.user,
            tenant.name,
            tenant.address.host()
        ))
    }

    async fn password(
        &self,
        ctx: &Context,
        plan: &Plan,
        typed: Option<Zeroizing<String>>,
    ) -> Result<Zeroizing<String>> {
        let password = match typed {
            Some(typed) => typed,
            None if self.generate => secret::generate(&plan.start.info, &self.names(plan))?,
            None => {
                let check = |password: &Zeroizing<String>| self.check(plan, Some(password));
                return secret::from_terminal(ctx, &self.user, check).await;
            }
        };
        self.check(plan, Some(&password))?;
        Ok(password)
    }

    /// Whether the tenant would be asked at all.
    fn check(&self, plan: &Plan, password: Option<&Zeroizing<String>>) -> Result<()> {
        let (info, names) = (&plan.start.info, self.names(plan));
        match password {
            Some(password) => {
                secret::check(password, info, &names, plan.start.source.name())?;
                plan.body(password).map(|_| ())
            }
            None if self.generate => secret::generate(info, &names).map(|_| ()),
            None => Ok(()),
        }
    }

    fn names<'a>(&'a self, plan: &'a Plan) -> Vec<&'a str> {
        plan.start.info.names(&self.user, &plan.account)
    }

    /// Sends the change, once, and follows it.
    async fn send(
        &self,
        ctx: &Context,
        plan: &Plan,
        body: &Object,
        generated: Option<Zeroizing<String>>,
    ) -> Result<Code> {
        let Start { sources, group, .. } = &plan.start;
        let beginning = || record::beginning(ctx, &self.user, sources, group.as_ref());
        let send = async |_| self.send_and_follow(ctx, plan, body, generated.as_ref()).await;
        let report = Terminal::of(ctx)?;
        let ((request, told), _) = perform::recorded(ctx, &report, beginning, send).await?;
        told?;
        self.report(ctx, request, sources, generated.is_some()).await
    }

    /// A generated password is printed as soon as it may be in force, whatever follows: whether that worked is part of
    /// the result.
    async fn send_and_follow(
        &self,
        ctx: &Context,
        plan: &Plan,
        body: &Object,
        generated: Option<&Zeroizing<String>>,
    ) -> (Result<(Request, Result<()>)>, End) {
        let client = match ctx.client().await {
            Ok(client) => client,
            Err(error) => return refused(error),
        };
        let what = format!("start the password change of `{}`", self.user);
        let reply = ctx.interrupt.note(what, client.set_password(body)).await;
        let unknown = reply.as_ref().is_err_and(|error| outcome(error) == Outcome::Unknown);
        let told = match generated {
            Some(password) if reply.is_ok() || unknown => {
                secret::print_alone(ctx, password, &self.user, unknown)
            }
            _ => Ok(()),
        };
        let request = match reply {
            Ok(reply) => Request::new(reply),
            Err(error) if unknown => return refused(self.uncertain(&error)),
            Err(error) => return refused(error),
        };
        let id = request.id().and_then(|id| Id::new(id).ok());
        let ended = self.follow(ctx, request, id.as_ref(), &plan.start.sources).await;
        let end = record::end(id.as_ref(), &ended);
        (ended.map(|request| (request, told)), end)
    }

    async fn follow(
        &self,
        ctx: &Context,
        request: Request,
        id: Option<&Id>,
        sources: &[String],
    ) -> Result<Request> {
        if request.is_over() || self.no_wait {
            return Ok(request);
        }
        let Some(id) = id else {
            return Err(Error::new(Code::Refused, NO_ID).kind(ErrorKind::OutcomeUnknown));
        };
        ctx.out()?.news(&format!("password change `{id}`: in progress on {}", list(sources)));
        follow::follow(ctx, id, self.wait).await
    }

    async fn report(
        &self,
        ctx: &Context,
        request: Request,
        meant: &[String],
        generated: bool,
    ) -> Result<Code> {
        let out = ctx.out()?;
        let named = status::sources(ctx, &request).await?;
        let sources = if named.is_empty() { meant } else { &named };
        match request.state() {
            "FINISHED" => out.news(&format!(
                "the password of `{}` is changed on {}",
                self.user,
                list(sources)
            )),
            "FAILED" if generated => return Err(request.failure(sources)),
            "FAILED" => {}
            _ => return hand_over(ctx, request, sources, generated),
        }
        if generated { Ok(Code::Done) } else { status::report(ctx, request, sources) }
    }

    fn uncertain(&self, error: &Error) -> Error {
        let message = format!(
            "it is not known whether the password of `{}` was changed: {}",
            self.user,
            error.message()
        );
        Error::new(Code::Refused, message)
            .kind(ErrorKind::OutcomeUnknown)
            .hint("setting the same password again is safe")
    }
}

impl Plan {
    /// `{identityId, encryptedPassword, publicKeyId, accountId, sourceId}`.
    fn body(&self, password: &str) -> Result<Object> {
        let key = PublicKey::from_base64(self.start.info.required("publicKey")?)?;
        self.fields(key.encrypt(password)?)
    }

    fn fields(&self, encrypted: String) -> Result<Object> {
        let info = &self.start.info;
        let mut body = Object::new();
        body.insert("identityId".into(), info.required("identityId")?.into());
        body.insert("encryptedPassword".into(), encrypted.into());
        body.insert("publicKeyId".into(), info.required("publicKeyId")?.into());
        body.insert("accountId".into(), self.account.as_str().into());
        body.insert("sourceId".into(), self.start.source.id().into());
        Ok(body)
    }

    /// What would be sent. A dry run asks for no password.
    async fn show(&self, ctx: &Context) -> Result<Code> {
        rules::announce(ctx, &self.start.info.rules())?;
        let path = ctx.client().await?.set_password_path();
        let body = Value::Object(self.fields("[redacted]".to_owned())?);
        ctx.out()?.news(&format!("would change the password on {}", list(&self.start.sources)));
        dry_run::show_request(ctx, "POST", &path, &body)?;
        Ok(Code::Done)
    }
}

/// The tenant did not take the request, or nobody knows.
fn refused<T>(error: Error) -> (Result<T>, End) {
    let end = failed(outcome(&error), &error);
    (Err(error), end)
}

/// Prints the ID of a change that nobody waits for: alone on stdout, where no generated password is.
fn hand_over(ctx: &Context, request: Request, sources: &[String], generated: bool) -> Result<Code> {
    let out = ctx.out()?;
    let id = Id::new(request.id().unwrap_or_default())
        .map_err(|_| Error::new(Code::Refused, NO_ID).kind(ErrorKind::UnexpectedAnswer))?;
    if generated {
        out.tell(&format!("password change `{id}` is under way"));
    }
    out.news(&format!("how it ends: {}", follow::continuation(ctx, &id)));
    match out.settings().format {
        _ if generated => Ok(()),
        Format::Table | Format::Wide | Format::Csv | Format::Tsv | Format::Id => {
            out.text(&format!("{id}\n"))
        }
        Format::Json | Format::Jsonl | Format::Yaml => request.print(ctx, sources),
    }?;
    Ok(Code::Done)
}
