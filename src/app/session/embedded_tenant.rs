//! The embedded tenant of this run: a thread that serves it on a loopback port.

use std::path::Path;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;

use crate::api::Credentials;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::profile::{Address, SANDBOX};
use crate::sandbox::{self, Options, Seed, Store};

/// A running embedded tenant. Dropping it stops the tenant.
pub struct Embedded {
    /// Where it listens.
    pub url: Url,
    client_id: String,
    secret: zeroize::Zeroizing<String>,
    _stop: oneshot::Sender<()>,
}

impl Embedded {
    /// Starts the tenant of this name on a free loopback port, in a thread of its own: the client speaks real HTTP to
    /// it, and neither blocks the other.
    pub fn start(address: &Address) -> Result<Self> {
        let store = open(address)?;
        let (client_id, secret) = store.credentials()?;
        let failed = |error: std::io::Error| {
            anyhow::Error::from(error).context("cannot start the embedded tenant")
        };
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let (stop, stopped) = oneshot::channel::<()>();
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        std::thread::Builder::new()
            .name("embedded tenant".into())
            .spawn(move || {
                runtime.block_on(async move {
                    let shutdown = async { stopped.await.unwrap_or_default() };
                    if let Ok(listener) = TcpListener::from_std(listener) {
                        // The client sees a failure of the tenant as a broken connection, and says so.
                        let _ = sandbox::serve(listener, store, Options::default(), shutdown).await;
                    }
                });
            })
            .map_err(failed)?;
        let url = Url::parse(&format!("http://127.0.0.1:{port}")).map_err(anyhow::Error::from)?;
        Ok(Self { url, client_id, secret: secret.into(), _stop: stop })
    }

    /// The built-in client, which carries a user.
    pub fn credentials(&self) -> Credentials {
        let secret = self.secret.clone();
        Credentials::Client {
            id: self.client_id.clone(),
            secret: Box::new(move || Ok(secret.clone())),
            renewal: CommandLine::of("sandbox reset").into(),
        }
    }
}

/// Opens, and seeds where it is new, the database of an embedded tenant.
pub fn open(address: &Address) -> Result<Store> {
    let (name, database) = place(address)?;
    let seed = Seed { ids: salt(name), ..Seed::default() };
    Store::open_seeded(database, &seed).map_err(|error| damaged(error, name))
}

/// The salt that gives each embedded tenant its own IDs, derived from its name; the built-in one has the documentation's.
pub fn salt(name: &str) -> Option<u64> {
    // FNV-1a: the same name gives the same IDs on every machine and in every version.
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    (name != SANDBOX).then(|| name.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
}

/// Name and database file of an embedded tenant; another tenant has none (exit 2).
pub fn place(address: &Address) -> Result<(&str, &Path)> {
    match address {
        Address::Sandbox { name, database } => Ok((name, database)),
        Address::Url(url) => Err(Error::usage(format!("`{url}` is not an embedded tenant"))
            .hint(CommandLine::local("-p sandbox sandbox reset"))),
    }
}

fn damaged(error: anyhow::Error, name: &str) -> Error {
    if Store::is_damaged(&error) {
        return Error::usage(format!("the database of the embedded tenant `{name}` is damaged"))
            .cause(format!("{error:#}"))
            .hint(CommandLine::local("-p").word(name.to_string()).and("sandbox reset"));
    }
    error.into()
}
