//! One run's connection to the chosen tenant.

use std::sync::Arc;

use url::Url;
use zeroize::Zeroizing;

use crate::api::{Client, Credentials, Proxies, Settings, Trace};
use crate::app::session::context::Context;
use crate::error::{Error, Result};
use crate::output::Out;
use crate::profile::{self, Address, Secret, Tenant};

/// The client, and the embedded tenant behind it where that is the chosen one.
pub struct Session {
    /// The client of the chosen tenant.
    pub client: Client,
    #[cfg(feature = "sandbox")]
    _embedded: Option<crate::app::session::embedded_tenant::Embedded>,
}

impl Session {
    /// Starts the embedded tenant where it is the chosen one, and prepares the client. Nothing is sent yet.
    pub fn start(ctx: &Context) -> Result<Self> {
        let tenant = &ctx.shared_tenant()?;
        match &tenant.address {
            Address::Url(url) => {
                let settings = Settings {
                    address_hint: tenant.address_hint(),
                    ..settings(ctx, tenant, url.clone(), credentials(ctx, tenant)?)?
                };
                Ok(Self {
                    client: Client::new(settings)?,
                    #[cfg(feature = "sandbox")]
                    _embedded: None,
                })
            }
            Address::Sandbox { name, .. } => Self::embedded(ctx, tenant, name),
        }
    }

    #[cfg(feature = "sandbox")]
    fn embedded(ctx: &Context, tenant: &Tenant, name: &str) -> Result<Self> {
        let embedded = crate::app::session::embedded_tenant::Embedded::start(&tenant.address)?;
        let mut settings = settings(ctx, tenant, embedded.url.clone(), embedded.credentials())?;
        settings.rate_limit = None;
        settings.cache_key_name = Some(name.to_owned());
        Ok(Self { client: Client::new(settings)?, _embedded: Some(embedded) })
    }

    #[cfg(not(feature = "sandbox"))]
    fn embedded(_: &Context, _: &Tenant, name: &str) -> Result<Self> {
        Err(Error::usage(format!(
            "this build has no embedded tenant, which profile `{name}` needs"
        ))
        .hint("cargo install --path . --features sandbox"))
    }
}

/// A client of a tenant that signs in with this secret, wherever another one may be.
pub fn with_secret(ctx: &Context, tenant: &Tenant, secret: &Secret) -> Result<Client> {
    let Address::Url(url) = &tenant.address else {
        return Err(Error::usage(format!("profile `{}` needs no secret", tenant.name)));
    };
    let id = profile::client_id(tenant)?.to_owned();
    let secret = Zeroizing::new(secret.expose().to_owned());
    let credentials = Credentials::Client {
        id,
        secret: Box::new(move || Ok(secret.clone())),
        renewal: profile::login(&tenant.name).into(),
    };
    Client::new(settings(ctx, tenant, url.clone(), credentials)?)
}

/// Whether somebody answers at the address of a tenant. What they say does not matter, and nobody signs in.
pub async fn probe(ctx: &Context, tenant: &Tenant) -> Result<()> {
    let Address::Url(url) = &tenant.address else { return Ok(()) };
    let nobody = Credentials::Token(Zeroizing::default());
    let settings = Settings { retries: 0, ..settings(ctx, tenant, url.clone(), nobody)? };
    match Client::new(settings)?.oauth_info().await {
        Err(error) if matches!(error.word(), "dns" | "connection" | "proxy" | "tls") => Err(error),
        _ => Ok(()),
    }
}

/// Everything that the client needs to know, from options and environment.
fn settings(
    ctx: &Context,
    tenant: &Tenant,
    base: Url,
    credentials: Credentials,
) -> Result<Settings> {
    let options = &tenant.options;
    let proxy = options.proxy.value.as_ref().map(profile::Proxy::expose).cloned();
    let out = ctx.shared_out()?;
    Ok(Settings {
        version: options.api_version.value,
        timeout: options.timeout.value,
        retries: options.retries.value,
        proxies: proxy.map_or_else(Proxies::default, |proxy| {
            Proxies::through(options.proxy.origin.to_string(), proxy)
        }),
        rate_limit: options.pace.value,
        ca_file: options.ca_file.value.clone(),
        cancel: Some(ctx.interrupt.watch()),
        cache: ctx.paths.cache.clone().filter(|_| !options.no_token_cache.value),
        verbosity: out.settings().verbosity,
        trace: Arc::new(TraceToOutput(out)),
        ..Settings::new(base, credentials)
    })
}

/// What the tenant is signed in with. The secret is looked up when a token is needed, and not before: a keyring, a
/// command or a file that is not there is nothing to a command that sends nothing.
fn credentials(ctx: &Context, tenant: &Arc<Tenant>) -> Result<Credentials> {
    if let Some(token) = &tenant.access_token {
        return Ok(Credentials::Token(token.expose().to_owned().into()));
    }
    let id = profile::client_id(tenant)?.to_owned();
    let renewal = profile::renewal(tenant);
    let (tenant, store, out) = (Arc::clone(tenant), ctx.secret_store(), ctx.shared_out()?);
    let secret = move || {
        let (secret, warnings) = profile::client_secret(&tenant, &store)?;
        for warning in warnings {
            out.warn(&warning);
        }
        Ok(Zeroizing::new(secret.expose().to_owned()))
    };
    Ok(Credentials::Client { id, secret: Box::new(secret), renewal })
}

/// Hands what the wire tells to stderr.
struct TraceToOutput(Arc<Out>);

impl Trace for TraceToOutput {
    fn line(&self, text: &str) {
        self.0.trace(1, text);
    }

    fn news(&self, text: &str) {
        self.0.news(text);
    }

    fn warn(&self, text: &str) {
        self.0.warn(text);
    }
}
