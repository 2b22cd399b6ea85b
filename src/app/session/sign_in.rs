//! Tries a client's secret, and says as whom it signs in.

use crate::api::TokenKind;
use crate::app::session::connect;
use crate::app::session::context::Context;
use crate::error::{Error, Result};
use crate::profile::{Secret, SecretSource, Tenant};

/// The secret that stdin has.
pub async fn secret_from_stdin(ctx: &Context) -> Result<Secret> {
    ctx.unless_interrupted(read_stdin).await
}

fn read_stdin() -> Result<Secret> {
    Secret::read(std::io::stdin().lock())
        .map_err(|error| Error::usage("cannot read the secret from stdin").cause(error.to_string()))
}

/// Signs in with the secret and says as whom.
pub async fn try_secret(ctx: &Context, tenant: &Tenant, secret: &Secret) -> Result<()> {
    let info = connect::with_secret(ctx, tenant, secret)?.token_info().await?;
    let (out, host) = (ctx.out()?, tenant.address.host());
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

/// Warns of variables that keep the stored secret from being used.
pub fn warn_of_variables(ctx: &Context, tenant: &Tenant) -> Result<()> {
    let out = ctx.out()?;
    if let SecretSource::Variable(name, _) = &tenant.secret {
        out.warn(&format!("`{name}` is set, and is used instead of the stored secret"));
    }
    if tenant.access_token.is_some() {
        out.warn("`SYNCGROUP_ACCESS_TOKEN` is set, and is used instead of a token of this client");
    }
    Ok(())
}
