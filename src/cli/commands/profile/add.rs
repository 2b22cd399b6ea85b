//! `syncgroup profile add`

use clap::{Args, ValueHint};

use crate::app::session::context::Context;
use crate::app::session::sign_up::SignUp;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::profile::{self, NewProfile, TypedAddress};

/// Add a profile
///
/// Without a tenant, asks for what is missing and signs in before it writes anything, like `login`.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86015d28455b4b232a
syncgroup profile add prod --base-url https://acme.api.identitynow.com --client-id 2c9180835d191a86015d28455b4b232b --read-only")]
pub struct Add {
    /// Name of the profile, for -p
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Address of the tenant's API
    ///
    /// Such as https://acme.api.identitynow.com.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, conflicts_with = "tenant")]
    base_url: Option<String>,

    /// Short name of the tenant, such as acme
    ///
    /// It stands for the address https://acme.api.identitynow.com. A page's URL works, too.
    #[arg(long, value_name = "TENANT")]
    tenant: Option<String>,

    /// Add another embedded tenant
    ///
    /// It has its own data: the same names, but different IDs.
    #[cfg(feature = "sandbox")]
    #[arg(long, requires = "name", conflicts_with_all = ["base_url", "tenant", "client_id", "client_secret_file"])]
    sandbox: bool,

    /// ID of the PAT or of the API client
    #[arg(long, value_name = "ID")]
    client_id: Option<String>,

    /// File that holds the client's secret
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    client_secret_file: Option<String>,

    /// Program that prints the client's secret, with its arguments; must be the last option, and runs without a shell
    #[arg(
        long,
        value_name = "ARGV",
        num_args = 1..,
        hide_short_help = true,
        allow_hyphen_values = true,
        conflicts_with = "client_secret_file"
    )]
    client_secret_command: Option<Vec<String>>,

    /// Refuse every write on this tenant
    #[arg(long)]
    read_only: bool,

    /// Make it the default profile
    #[arg(long)]
    default: bool,
}

impl Add {
    pub async fn run(self, ctx: &Context) -> Result<()> {
        ctx.refuse_dry_run("profile add")?;
        let (name, default) = (self.name.clone(), self.default);
        let mut profile = self.profile(ctx);
        let complete = profile.base_url.is_some() || profile.tenant.is_some() || profile.sandbox;
        let Some(name) = name.clone().filter(|_| complete) else {
            let address = profile.base_url.take().or(profile.tenant.take());
            let unattended = incomplete(name.as_deref());
            let (secret_stdin, verify) = (false, true);
            let sign_up =
                SignUp { name, address, profile, secret_stdin, verify, default, unattended };
            return sign_up.run(ctx).await;
        };
        if let Some(page) = profile.tenant.take_if(|text| text.contains(['/', ':'])) {
            let address = TypedAddress::read(&page)?;
            ctx.out()?.news(&address.explanation());
            profile.base_url = Some(address.url.as_str().trim_end_matches('/').to_owned());
        }
        let file = profile::add(&ctx.paths, &name, &profile, default)?;
        ctx.out()?.news(&format!("added profile `{name}` to {}", file.display()));
        Ok(())
    }

    /// What the options say.
    fn profile(self, ctx: &Context) -> NewProfile {
        let globals = &ctx.globals;
        #[cfg(feature = "sandbox")]
        let sandbox = self.sandbox;
        #[cfg(not(feature = "sandbox"))]
        let sandbox = false;
        NewProfile {
            sandbox,
            base_url: self.base_url,
            tenant: self.tenant,
            client_id: self.client_id,
            client_secret_file: self.client_secret_file,
            client_secret_command: self.client_secret_command,
            read_only: self.read_only,
            output: globals.output.clone(),
            pace: globals.pace.clone(),
            api_version: globals.api_version.clone(),
            proxy: globals.proxy.clone(),
            ca_file: globals.ca_file.as_ref().map(|path| path.display().to_string()),
            ..NewProfile::default()
        }
    }
}

/// What a profile needs where nobody can be asked.
fn incomplete(name: Option<&str>) -> Error {
    let add = |options| CommandLine::local("profile add").word(name.unwrap_or("NAME")).and(options);
    let what = if name.is_some() { "the tenant's address" } else { "a name and an address" };
    Error::usage(format!("a profile needs {what}"))
        .hint(add("--tenant acme --client-id ID"))
        .hint(add("--base-url https://acme.api.identitynow.com --client-id ID"))
}
