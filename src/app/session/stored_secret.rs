//! The secret of a profile that is stored, and the tokens that were got with it.

use std::sync::Arc;

use crate::api;
use crate::app::session::context::Context;
use crate::error::{Code, Error, Result};
use crate::profile::{self, Secret, Tenant};

/// Stores the secret of a profile, and says where.
pub async fn store(ctx: &Context, tenant: &Arc<Tenant>, secret: Secret) -> Result<()> {
    let (store, owner) = (ctx.secret_store(), Arc::clone(tenant));
    let (place, notes) = ctx.unless_interrupted(move || store.store(&owner, &secret)).await?;
    let out = ctx.out()?;
    for note in notes {
        out.note(&note);
    }
    out.news(&format!("stored the secret of profile `{}` ({place})", tenant.name));
    Ok(())
}

/// Removes the cached tokens of the tenant's client, and says how many there were.
pub fn forget_tokens(ctx: &Context, tenant: &Tenant) -> Result<usize> {
    let profile::Address::Url(url) = &tenant.address else { return Ok(0) };
    let (Some(dir), Some(client)) = (&ctx.paths.cache, &tenant.client_id) else { return Ok(0) };
    let forgotten = api::forget_tokens(dir, url.as_str(), client);
    forgotten.map_err(|error| {
        Error::new(Code::Refused, format!("tokens in `{}` can't be removed", dir.display()))
            .cause(error.to_string())
    })
}
