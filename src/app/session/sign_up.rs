//! A tenant that this machine does not know yet: asked for, tried, and only then written down.

use std::sync::Arc;

use crate::app::session::connect;
use crate::app::session::context::Context;
use crate::app::session::sign_in::{secret_from_stdin, try_secret, warn_of_variables};
use crate::app::session::stored_secret::store;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::profile::{self, Config, Flags, NewProfile, SANDBOX, Secret, Tenant, TypedAddress};

/// What the tenant is asked for by.
const TENANT: &str = "Tenant (its name, or the address of any of its pages)";

/// What is known of the new profile before anything is asked.
pub struct SignUp {
    /// Its name; without one it is called as the tenant is.
    pub name: Option<String>,
    /// The tenant, in any form.
    pub address: Option<String>,
    /// What else was given by options.
    pub profile: NewProfile,
    /// The secret comes from stdin.
    pub secret_stdin: bool,
    /// The sign-in is tried.
    pub verify: bool,
    /// The profile becomes the default, whether or not it is the first.
    pub default: bool,
    /// What is said where nobody can be asked.
    pub unattended: Error,
}

impl SignUp {
    /// Asks for what is missing, signs in, and writes secret and profile. Nothing is written where any of it fails.
    pub async fn run(mut self, ctx: &Context) -> Result<()> {
        let config = self.check(ctx)?;
        let address = self.address(ctx).await?;
        let name = self.name(ctx, &config, &address).await?;
        self.profile.base_url = Some(address.url.as_str().trim_end_matches('/').to_owned());
        if self.profile.client_id.is_none() {
            explain_tokens(ctx, &address)?;
            self.profile.client_id = Some(self.attended(ask_client_id(ctx).await)?);
        }
        let tenant = self.preview(ctx, &name)?;
        let secret = self.secret(ctx, &tenant).await?;
        if self.verify {
            self.sign_in(ctx, &tenant, secret.as_ref()).await.map_err(left_nothing)?;
        }
        let first = config.profiles().is_empty() && config.default_profile.is_none();
        let default = self.default || first;
        self.write(ctx, &tenant, secret, default).await?;
        announce(ctx, &tenant, default)
    }

    /// What can be known to fail is not asked for.
    fn check(&self, ctx: &Context) -> Result<Config> {
        let config = Config::load(&ctx.paths)?;
        if ctx.paths.config_file().is_none() {
            return Err(Error::usage("the environment names no directory for the config file")
                .hint("SYNCGROUP_CONFIG_DIR=/some/directory syncgroup …"));
        }
        if let Some(name) = &self.name {
            profile::check_name(name)?;
            if config.profile(name).is_some() {
                return Err(exists(name));
            }
        }
        Ok(config)
    }

    /// The tenant that was named, or is asked for until somebody answers there.
    async fn address(&self, ctx: &Context) -> Result<TypedAddress> {
        let out = ctx.out()?;
        if let Some(text) = &self.address {
            let address = TypedAddress::read(text)?;
            out.news(&address.explanation());
            return Ok(address);
        }
        loop {
            let text = self.attended(ctx.ask_text(TENANT.to_owned()).await)?;
            let failed = match TypedAddress::read(&text) {
                Ok(address) => {
                    out.news(&address.explanation());
                    match self.probe(ctx, &address).await {
                        Ok(()) => return Ok(address),
                        Err(error) if error.word() == "dns" => error,
                        Err(error) => return Err(left_nothing(error)),
                    }
                }
                Err(error) => error,
            };
            for line in failed.print(&out.settings().invocation).lines() {
                out.tell(line);
            }
        }
    }

    /// The answer to a question, or what is said where there is nobody to ask.
    fn attended<T>(&self, answer: Result<T>) -> Result<T> {
        answer.map_err(|error| match error.code() {
            Code::Usage => self.unattended.clone(),
            _ => error,
        })
    }

    async fn probe(&self, ctx: &Context, address: &TypedAddress) -> Result<()> {
        let profile =
            NewProfile { base_url: Some(address.url.to_string()), ..self.profile.clone() };
        let tenant = profile::preview(&ctx.env, &ctx.paths, &ctx.flags(), "new", &profile)?;
        connect::probe(ctx, &tenant).await
    }

    /// The name that was given, or that of the tenant; asked for where that is taken.
    async fn name(&self, ctx: &Context, config: &Config, address: &TypedAddress) -> Result<String> {
        if let Some(name) = &self.name {
            return Ok(name.clone());
        }
        let mut name = address.profile_name.clone();
        while config.profile(&name).is_some() || name.is_empty() || name == SANDBOX {
            let taken = exists(&name);
            ctx.out()?.news(&format!("profile `{name}` already exists"));
            name = ctx
                .ask_text("Name of the new profile".to_owned())
                .await
                .map_err(|error| if error.code() == Code::Usage { taken } else { error })?;
        }
        profile::check_name(&name)?;
        Ok(name)
    }

    /// The tenant as it will be chosen. A token of the trial is not kept: it may be all that is left of it.
    fn preview(&self, ctx: &Context, name: &str) -> Result<Arc<Tenant>> {
        let flags = Flags { no_token_cache: true, ..ctx.flags() };
        profile::preview(&ctx.env, &ctx.paths, &flags, name, &self.profile).map(Arc::new)
    }

    /// The secret to be stored; none where the profile says where it is.
    async fn secret(&self, ctx: &Context, tenant: &Tenant) -> Result<Option<Secret>> {
        let elsewhere = &self.profile;
        if elsewhere.client_secret_file.is_some() || elsewhere.client_secret_command.is_some() {
            return Ok(None);
        }
        let secret = if self.secret_stdin {
            secret_from_stdin(ctx).await?
        } else {
            let question = format!("Secret of client `{}` (hidden)", profile::client_id(tenant)?);
            let answer = self.attended(ctx.ask_secret(question).await)?;
            Secret::new(answer.trim().to_owned())
        };
        if secret.is_empty() { Err(Error::usage("the secret is empty")) } else { Ok(Some(secret)) }
    }

    async fn sign_in(
        &self,
        ctx: &Context,
        tenant: &Arc<Tenant>,
        own: Option<&Secret>,
    ) -> Result<()> {
        if let Some(secret) = own {
            return try_secret(ctx, tenant, secret).await;
        }
        let (owner, store) = (Arc::clone(tenant), ctx.secret_store());
        let found = ctx.unless_interrupted(move || profile::client_secret(&owner, &store)).await?;
        try_secret(ctx, tenant, &found.0).await
    }

    /// The secret goes first: a profile is only there once it can be used.
    async fn write(
        &self,
        ctx: &Context,
        tenant: &Arc<Tenant>,
        secret: Option<Secret>,
        default: bool,
    ) -> Result<()> {
        if let Some(secret) = secret {
            store(ctx, tenant, secret).await?;
        }
        let added = profile::add(&ctx.paths, &tenant.name, &self.profile, default);
        let file = added.inspect_err(|_| drop(ctx.secret_store().forget(&tenant.name)))?;
        let what = if default { "default profile" } else { "profile" };
        ctx.out()?.news(&format!("added {what} `{}` to {}", tenant.name, file.display()));
        Ok(())
    }
}

/// Where the ID and the secret come from.
fn explain_tokens(ctx: &Context, address: &TypedAddress) -> Result<()> {
    let page = address.token_page().map_or_else(
        || " Preferences > Personal Access Tokens in the tenant's web interface.".to_owned(),
        |page| format!("\n  {page}"),
    );
    ctx.out()?.news(&format!(
        "You sign in with a personal access token. To create one, choose New Token at{page}\n\
         The client ID and the secret are shown only once."
    ));
    Ok(())
}

async fn ask_client_id(ctx: &Context) -> Result<String> {
    loop {
        let id = ctx.ask_text("Client ID".to_owned()).await?;
        match id.trim_matches(['"', '\'']) {
            "" => ctx.out()?.tell("the client ID has 32 digits and letters"),
            id if id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                ctx.out()?
                    .tell("that looks like the secret; the client ID is the shorter of the two");
            }
            id => return Ok(id.to_owned()),
        }
    }
}

fn announce(ctx: &Context, tenant: &Tenant, default: bool) -> Result<()> {
    let out = ctx.out()?;
    warn_of_variables(ctx, tenant)?;
    let line = |words: &str| {
        let words = words.split_ascii_whitespace();
        if default {
            out.command(&CommandLine::without_tenant(words))
        } else {
            out.command(&CommandLine::on(&tenant.name, words))
        }
    };
    out.news(&format!("next: {}", line("list")));
    Ok(())
}

fn exists(name: &str) -> Error {
    Error::usage(format!("profile `{name}` already exists"))
        .hint(CommandLine::on(name, ["login"]))
        .hint(CommandLine::local("profile remove").word(name))
}

fn left_nothing(error: Error) -> Error {
    error.cause("nothing was stored")
}
