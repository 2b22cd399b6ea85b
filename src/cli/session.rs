//! One run's connection to the chosen tenant.

use std::sync::Arc;

use url::Url;

use super::context::Context;
use crate::api::{Client, Credentials, Proxies, Settings, Trace, Version};
use crate::error::{Error, Result};
use crate::out::Out;
use crate::profile::{self, Address, SecretSource, Tenant};

/// The client, and the embedded tenant behind it where that is the chosen one.
pub struct Session {
    /// The client of the chosen tenant.
    pub client: Client,
    #[cfg(feature = "sandbox")]
    _embedded: Option<super::embedded::Embedded>,
}

impl Session {
    /// Starts the embedded tenant where it is the chosen one, and prepares the client. Nothing is sent yet.
    pub fn start(ctx: &Context) -> Result<Self> {
        let tenant = ctx.tenant()?;
        match &tenant.address {
            Address::Url(url) => {
                let settings = settings(ctx, tenant, url.clone(), credentials(ctx, tenant)?)?;
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
        let embedded = super::embedded::Embedded::start(&tenant.address)?;
        let mut settings = settings(ctx, tenant, embedded.url.clone(), embedded.credentials())?;
        settings.pace = None;
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

/// Everything that the client needs to know, from options and environment.
fn settings(
    ctx: &Context,
    tenant: &Tenant,
    base: Url,
    credentials: Credentials,
) -> Result<Settings> {
    let options = &tenant.options;
    let proxy = options.proxy.value.as_ref().map(profile::Proxy::expose);
    let chosen = proxy.map(|url| (options.proxy.origin.to_string(), url.to_string()));
    let chosen = chosen.as_ref().map(|(origin, url)| (origin.as_str(), url.as_str()));
    let out = ctx.shared_out()?;
    Ok(Settings {
        version: options.api_version.value.as_str().parse::<Version>()?,
        timeout: options.timeout.value,
        retries: options.retries.value,
        proxies: Proxies::new(chosen, |_| None)?,
        ca_file: options.ca_file.value.clone(),
        cache: ctx.paths.cache.clone().filter(|_| !options.no_token_cache.value),
        verbosity: out.settings().verbosity,
        trace: Arc::new(Teller(out)),
        ..Settings::new(base, credentials)
    })
}

/// What the tenant is signed in with. The secret is looked up when a token must be fetched, and not before.
fn credentials(ctx: &Context, tenant: &Tenant) -> Result<Credentials> {
    if let Some(token) = &tenant.access_token {
        return Ok(Credentials::Token(token.expose().to_owned().into()));
    }
    let out = ctx.shared_out()?;
    let vault = ctx.vault();
    let found = profile::credentials(tenant, &vault);
    let (profile::Credentials::Client { id, secret }, warnings) = found? else {
        return Err(Error::usage(format!(
            "profile `{}` has no client to sign in with",
            tenant.name
        )));
    };
    debug_assert!(!matches!(tenant.secret, SecretSource::Embedded));
    for warning in warnings {
        out.warn(&warning);
    }
    let secret = zeroize::Zeroizing::new(secret.expose().to_owned());
    Ok(Credentials::Client { id, secret: Box::new(move || Ok(secret.clone())) })
}

/// Hands what the wire tells to stderr.
struct Teller(Arc<Out>);

impl Trace for Teller {
    fn line(&self, text: &str) {
        self.0.trace(1, text);
    }

    fn warn(&self, text: &str) {
        self.0.warn(text);
    }
}
