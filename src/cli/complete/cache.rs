//! The names of a tenant, kept for a minute, so that no key press waits for a tenant.
//!
//! Where they are older, a process of its own reads them anew. It gets a moment to be done; if it takes longer, the
//! older names serve this time and its names the next.

use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use aws_lc_rs::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::{REFRESH, VARIABLE};
use crate::api::Range;
use crate::app::session::options::GlobalOptions;
use crate::cli::{Context, Interrupt};
use crate::error::Result;
use crate::file::{self, Purpose};
use crate::profile::{self, Env, Flags, NameMap, Paths, SecretSource, Tenant};

/// Names are taken as they are for so long.
const FRESH: Duration = Duration::from_secs(60);

/// Older ones are better than none for so long.
const USABLE: Duration = Duration::from_secs(24 * 60 * 60);

/// A key press waits no longer.
const MOMENT: Duration = Duration::from_millis(180);

/// How long the other process may take for one request.
const TIMEOUT: &str = "10";

/// What the names of a tenant are.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Names {
    pub(super) groups: Vec<Thing>,
    pub(super) policies: Vec<Thing>,
    pub(super) sources: Vec<Thing>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Thing {
    pub(super) id: String,
    pub(super) name: String,
}

/// The names of the chosen tenant, as far as they can be had in a moment.
pub(super) fn names(env: &Env, profile: Option<&str>) -> Option<Names> {
    let paths = Paths::from_env(env);
    let flags = Flags { profile: profile.map(str::to_owned), ..Flags::default() };
    let (tenant, _) = profile::choose(env, &paths, &flags).ok()?;
    let file = place(&paths, &tenant)?;
    if !younger(&file, FRESH)
        && asks_nobody(&tenant)
        && let Ok(child) = start(profile)
    {
        wait(child);
    }
    let mut names = younger(&file, USABLE).then(|| read(&file)).flatten()?;
    add_mapped(&mut names.sources, &tenant.names.sources);
    add_mapped(&mut names.policies, &tenant.names.policies);
    Some(names)
}

/// Adds the names that manifests have beside the tenant's own.
fn add_mapped(things: &mut Vec<Thing>, names: &NameMap) {
    let common = |thing: &Thing| {
        let name = names.common(&thing.name)?.to_owned();
        Some(Thing { id: thing.id.clone(), name })
    };
    let mapped: Vec<Thing> = things.iter().filter_map(common).collect();
    things.extend(mapped);
}

/// The file of a tenant's names; none where nothing may be written.
fn place(paths: &Paths, tenant: &Tenant) -> Option<PathBuf> {
    let client = tenant.client_id.as_deref().unwrap_or_default();
    let key = digest(&SHA256, format!("{}\n{client}", tenant.address).as_bytes());
    let name = key.as_ref()[..8].iter().fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    });
    Some(paths.cache.as_ref()?.join("names").join(name + ".json"))
}

fn younger(file: &Path, age: Duration) -> bool {
    let modified = file.metadata().and_then(|metadata| metadata.modified());
    modified.is_ok_and(|modified| modified.elapsed().unwrap_or_default() < age)
}

fn read(file: &Path) -> Option<Names> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

/// A command that hands out a secret may want a passphrase first, and nobody is asked while a key is pressed.
const fn asks_nobody(tenant: &Tenant) -> bool {
    tenant.access_token.is_some() || !matches!(tenant.secret, SecretSource::Command(..))
}

fn start(profile: Option<&str>) -> std::io::Result<Child> {
    keep_streams();
    Command::new(std::env::current_exe()?)
        .env(VARIABLE, REFRESH)
        .arg("--")
        .args(profile)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// Keeps the streams of this process from the one that is about to start: the shell waits until nobody has the end of its
/// pipe any more. Elsewhere than on Windows a process gets the streams that it is given and no others.
#[cfg(windows)]
fn keep_streams() {
    use filedescriptor::{FileDescriptor, StdioDescriptor};
    // A copy is not inherited, and takes the place of the stream that was.
    drop(FileDescriptor::redirect_stdio(&std::io::stdout(), StdioDescriptor::Stdout));
    drop(FileDescriptor::redirect_stdio(&std::io::stderr(), StdioDescriptor::Stderr));
    drop(FileDescriptor::redirect_stdio(&std::io::stdin(), StdioDescriptor::Stdin));
}

#[cfg(not(windows))]
const fn keep_streams() {}

fn wait(mut child: Child) {
    let start = Instant::now();
    while start.elapsed() < MOMENT && matches!(child.try_wait(), Ok(None)) {
        std::thread::sleep(Duration::from_millis(4));
    }
}

/// Reads the names anew and leaves them for later. Whatever fails leaves those that are there.
pub(super) fn refresh(profile: Option<String>, env: Env) {
    let globals = GlobalOptions {
        profile,
        no_input: true,
        quiet: true,
        timeout: Some(TIMEOUT.to_owned()),
        retries: Some("0".to_owned()),
        ..GlobalOptions::default()
    };
    let ctx = Context::new(globals, env, Interrupt::default());
    let Ok(tenant) = ctx.tenant() else { return };
    let Some(file) = place(&ctx.paths, tenant).filter(|_| asks_nobody(tenant)) else { return };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return;
    };
    let Some(Ok(_lock)) = alone(&file) else { return };
    let old = read(&file).unwrap_or_default();
    if let Ok(names) = runtime.block_on(fetch(&ctx, old)) {
        let _ = leave(&file, &names);
    }
}

/// The right to refresh; none where another process has it.
fn alone(path: &Path) -> Option<std::io::Result<File>> {
    let lock = file::create_private(&path.with_extension("lock")).ok()?;
    Some(lock.try_lock().map(|()| lock).map_err(std::io::Error::from))
}

/// Keeps the names for later, for their owner alone.
fn leave(path: &Path, names: &Names) -> std::io::Result<()> {
    file::write(path, &serde_json::to_vec(names)?, Purpose::Cache)
}

/// All names, side by side; what may not be read stays as it was.
async fn fetch(ctx: &Context, old: Names) -> Result<Names> {
    let client = ctx.client().await?;
    let (groups, policies, sources) =
        tokio::join!(client.groups(Range::ALL), client.policies(), client.sources(None));
    let thing = |id: &str, name: &str| Thing { id: id.to_owned(), name: name.to_owned() };
    Ok(Names {
        groups: groups.map_or(old.groups, |list| {
            list.reply.body.iter().map(|each| thing(each.id(), each.name())).collect()
        }),
        policies: policies.map_or(old.policies, |list| {
            list.reply.body.iter().map(|each| thing(each.id(), each.name())).collect()
        }),
        sources: sources.map_or(old.sources, |list| {
            list.reply.body.iter().map(|each| thing(each.id(), each.name())).collect()
        }),
    })
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn names_are_left_for_their_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a/names.json");
        let lock = alone(&file).unwrap().unwrap();
        assert!(alone(&file).unwrap().is_err(), "one at a time");
        let names =
            Names { groups: vec![Thing { id: "1".into(), name: "x".into() }], ..Names::default() };
        leave(&file, &names).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(file.parent().unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(read(&file), Some(names));
        assert!(younger(&file, FRESH) && !younger(&file, Duration::ZERO));
        drop(lock);
    }

    #[test]
    fn without_a_home_there_is_no_place_and_no_process() {
        assert_eq!(names(&Env::default(), Some("sandbox")), None);
    }
}
