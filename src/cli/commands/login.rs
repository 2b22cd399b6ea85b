//! `syncgroup login` and `syncgroup logout`

use std::io::Read as _;

use clap::Args;

use crate::api::TokenKind;
use crate::app::session::connect;
use crate::app::session::context::Context;
use crate::app::session::stored_secret::{forget_tokens, store};
use crate::cli::commands::{Access, Declaration};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::profile::{self, Secret, SecretSource, Tenant};

/// Store the client secret of a profile
///
/// In the keyring of the operating system where this build has one and it answers, else in a file that only its owner
/// can read; says which. The secret is asked for, hidden, and tried: one that the tenant refuses is not stored. It
/// belongs to a personal access token (PAT) or to an API client; there is no login by browser.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86015d28455b4b232a
syncgroup -p test login")]
pub struct Login {
    /// Read the secret from stdin: syncgroup login --secret-stdin < secret.txt
    #[arg(long)]
    secret_stdin: bool,

    /// Store the secret without trying it
    #[arg(long)]
    no_verify: bool,
}

/// Forget the stored secret of a profile, and its tokens
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86015d28455b4b232a
syncgroup -p test logout")]
pub struct Logout {}

impl Declaration for Login {
    const ACCESS: Access = Access::Local;
}

impl Login {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("login")?;
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
        for (name, what) in overruled(&tenant) {
            ctx.out()?.warn(&format!("`{name}` is set, and {what}"));
        }
        Ok(Code::Done)
    }

    async fn secret(&self, ctx: &Context, tenant: &Tenant) -> Result<Secret> {
        if self.secret_stdin {
            return ctx.unless_interrupted(from_stdin).await;
        }
        let client = profile::client_id(tenant)?;
        let question = format!(
            "Secret of client `{client}` for profile `{}` ({})",
            tenant.name,
            tenant.address.host()
        );
        let secret = ctx.ask_secret(question).await.map_err(|error| match error.code() {
            Code::Usage => {
                error.hint(CommandLine::local("login --secret-stdin").input_from("secret.txt"))
            }
            _ => error,
        })?;
        Ok(Secret::new(secret.to_string()))
    }
}

fn from_stdin() -> Result<Secret> {
    let mut bytes = Vec::new();
    let unreadable = |cause: String| Error::usage("cannot read the secret from stdin").cause(cause);
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    Secret::from_bytes(bytes).ok_or_else(|| unreadable("it is not UTF-8 or UTF-16 text".to_owned()))
}

/// Signs in with the secret and says as whom. A tenant that cannot be reached now is no reason to throw it away.
async fn verify(ctx: &Context, tenant: &Tenant, secret: &Secret) -> Result<()> {
    let out = ctx.out()?;
    let host = tenant.address.host();
    let info = match connect::with_secret(ctx, secret)?.token_info().await {
        Ok(info) => info,
        Err(error) if error.code() == Code::TryAgain => {
            out.warn(&format!("the secret could not be tried: {}", error.message()));
            return Ok(());
        }
        Err(error) => return Err(error.cause("nothing was stored")),
    };
    match info.kind {
        TokenKind::User(name) => out.news(&format!("signed in to {host} as `{name}`")),
        TokenKind::Application => {
            out.news(&format!("signed in to {host}"));
            out.note("the client belongs to no user: it can read sync groups, and not change them");
        }
        TokenKind::Opaque => out.news(&format!("signed in to {host}")),
    }
    Ok(())
}

/// Variables that keep the stored secret from being used.
fn overruled(tenant: &Tenant) -> Vec<(&'static str, &'static str)> {
    let mut names = Vec::new();
    if let SecretSource::Variable(name, _) = &tenant.secret {
        names.push((*name, "is used instead of the stored secret"));
    }
    if tenant.access_token.is_some() {
        names.push(("SYNCGROUP_ACCESS_TOKEN", "is used instead of a token of this client"));
    }
    names
}

impl Declaration for Logout {
    const ACCESS: Access = Access::Local;
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
            out.news(&format!("forgot the secret of profile `{}` ({place})", tenant.name));
        }
        for note in &forgotten.notes {
            out.note(note);
        }
        match (forgotten.places.is_empty(), tokens) {
            (true, 0) => out.news(&format!("nothing is stored for profile `{}`", tenant.name)),
            (_, 0) => {}
            (_, 1) => out.news("forgot its token"),
            (_, tokens) => out.news(&format!("forgot its {tokens} tokens")),
        }
        Ok(Code::Done)
    }
}
