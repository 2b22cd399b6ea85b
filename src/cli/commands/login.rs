//! `syncgroup login` and `syncgroup logout`

use clap::Args;

use crate::app::session::context::Context;
use crate::app::session::sign_in::{secret_from_stdin, try_secret, warn_of_variables};
use crate::app::session::sign_up::SignUp;
use crate::app::session::stored_secret::{forget_tokens, store};
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::profile::{self, Absent, NewProfile, Secret, Tenant};

/// Sign in: create the profile if needed, store the secret
///
/// Without a profile, asks for the tenant, the client ID and the secret of a personal access token (PAT), signs in, and
/// then writes the profile; the first one becomes the default. With a profile, asks for its secret only. A secret that
/// the tenant refuses is not stored. It is stored in the keyring of the operating system if there is one, or else in a
/// file that only you can read. There is no sign-in with a browser.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86
syncgroup -p test login")]
pub struct Login {
    /// Tenant of a new profile: its name, or the address of its API or of any of its pages
    #[arg(long, value_name = "TENANT")]
    tenant: Option<String>,

    /// Client ID of a new profile
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,

    /// Read the secret from stdin: syncgroup login --secret-stdin < secret.txt
    #[arg(long)]
    secret_stdin: bool,

    /// Store the secret without trying it
    #[arg(long)]
    no_verify: bool,
}

/// Sign out: remove the stored secret and the tokens of a profile
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86
syncgroup -p test logout")]
pub struct Logout {}

impl Declaration for Login {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["profile"];
}

impl Login {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("login")?;
        match self.new_profile(ctx)? {
            Some(Absent::Named(name)) => self.sign_up(ctx, Some(name)).await?,
            Some(Absent::Any) => self.sign_up(ctx, None).await?,
            None => self.renew(ctx).await?,
        }
        Ok(Code::Done)
    }

    /// The profile that is to be created, if one is.
    fn new_profile(&self, ctx: &Context) -> Result<Option<Absent>> {
        if self.tenant.is_none() && self.client_id.is_none() {
            return profile::absent(&ctx.env, &ctx.paths, &ctx.flags());
        }
        let named = ctx.globals.profile.as_deref().or_else(|| ctx.env.var("SYNCGROUP_PROFILE"));
        Ok(Some(named.map_or(Absent::Any, |name| Absent::Named(name.to_owned()))))
    }

    async fn sign_up(self, ctx: &Context, name: Option<String>) -> Result<()> {
        let unattended = Error::usage("without a terminal, a new profile needs options")
            .hint(with_options(name.as_deref()));
        let sign_up = SignUp {
            name,
            address: self.tenant,
            profile: NewProfile { client_id: self.client_id, ..NewProfile::default() },
            secret_stdin: self.secret_stdin,
            verify: !self.no_verify,
            default: false,
            unattended,
        };
        sign_up.run(ctx).await
    }

    async fn renew(self, ctx: &Context) -> Result<()> {
        let tenant = ctx.shared_tenant()?;
        profile::check_storable(&tenant)?;
        let secret = self.secret(ctx, &tenant).await?;
        if secret.is_empty() {
            return Err(Error::usage("the secret is empty"));
        }
        forget_tokens(ctx, &tenant)?;
        if !self.no_verify {
            verify(ctx, &tenant, &secret).await?;
        }
        store(ctx, &tenant, secret).await?;
        warn_of_variables(ctx, &tenant)
    }

    async fn secret(&self, ctx: &Context, tenant: &Tenant) -> Result<Secret> {
        if self.secret_stdin {
            return secret_from_stdin(ctx).await;
        }
        let client = profile::client_id(tenant)?;
        let question = format!(
            "Secret of client `{client}` for profile `{}` ({})",
            tenant.name,
            tenant.address.host()
        );
        let secret = ctx.ask_secret(question).await.map_err(|error| match error.code() {
            Code::Usage => {
                error.hint(CommandLine::of("login --secret-stdin").input_from("secret.txt"))
            }
            _ => error,
        })?;
        Ok(Secret::new(secret.to_string()))
    }
}

/// What does the same without a terminal.
fn with_options(name: Option<&str>) -> CommandLine {
    let line = match name {
        Some(name) => CommandLine::on(name, ["login"]),
        None => CommandLine::local("login"),
    };
    line.and("--tenant acme --client-id ID --secret-stdin").input_from("secret.txt")
}

/// A tenant that cannot be reached now is no reason to throw the secret away: its profile was there before.
async fn verify(ctx: &Context, tenant: &Tenant, secret: &Secret) -> Result<()> {
    match try_secret(ctx, tenant, secret).await {
        Err(error) if error.code() == Code::TryAgain => {
            ctx.out()?.warn(&format!("the secret could not be tried: {}", error.message()));
            Ok(())
        }
        result => result.map_err(|error| error.cause("nothing was stored")),
    }
}

impl Declaration for Logout {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["profile"];
}

impl Logout {
    #[expect(clippy::unused_async, reason = "every command is run the same way")]
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let Self {} = self;
        ctx.refuse_dry_run("logout")?;
        let tenant = ctx.tenant()?;
        profile::check_storable(tenant)?;
        let forgotten = ctx.secret_store().forget(&tenant.name)?;
        let tokens = forget_tokens(ctx, tenant)?;
        let out = ctx.out()?;
        for place in &forgotten.places {
            out.news(&format!("removed the secret of profile `{}` ({place})", tenant.name));
        }
        for note in &forgotten.notes {
            out.note(note);
        }
        match (forgotten.places.is_empty(), tokens) {
            (true, 0) => out.news(&format!("nothing is stored for profile `{}`", tenant.name)),
            (_, 0) => {}
            (_, 1) => out.news("removed its token"),
            (_, tokens) => out.news(&format!("removed its {tokens} tokens")),
        }
        Ok(Code::Done)
    }
}
