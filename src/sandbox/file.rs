//! The tenant's database file: creating, seeding, checking and upgrading it, and moving a damaged one aside.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior,
    params,
};

use super::ids::Ids;
use super::schema::{ADDED, APPLICATION_ID, CLEAR, FORMAT, FORMAT_0_1_0, TABLES};
use super::secret::random;
use super::seed::Seed;
use super::{personal_access_tokens, roles};
use crate::file;

/// How long to wait for other processes that hold the file.
const LOCK_TIMEOUT: Duration = Duration::from_secs(60);
/// Files up to this size are checked whole when they are opened, which takes less than a millisecond.
const CHECKED_SIZE: u64 = 1 << 20;
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The file is not the database of an embedded tenant, or it is damaged.
#[derive(Debug)]
pub(super) struct Damaged {
    path: PathBuf,
    reason: String,
}

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the database of the embedded tenant `{}` is damaged: {}",
            self.path.display(),
            self.reason
        )
    }
}

impl std::error::Error for Damaged {}

/// Opens a file that is there.
pub(super) fn connect(path: &Path) -> rusqlite::Result<Connection> {
    // A connection is one thread's at a time, and needs no locks of its own around each column that is read.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    if is_unreadable_without_log(&connection) && is_closed_cleanly(path) {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        return configured(Connection::open_with_flags(immutable(path), flags)?);
    }
    configured(connection)
}

/// Whether the file can't be read since `SQLite` can't make its log beside it, as on a read-only file system.
fn is_unreadable_without_log(connection: &Connection) -> bool {
    let read = format(connection);
    let code = read.as_ref().err().and_then(rusqlite::Error::sqlite_error_code);
    matches!(code, Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Whether everything that was written is in the file itself, and nothing in a log beside it.
fn is_closed_cleanly(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).map_or(true, |log| log.len() == 0)
}

/// The address by which `SQLite` opens a file that nobody can change: it needs neither log nor locks.
fn immutable(path: &Path) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'.');
    let path = path.as_os_str().as_encoded_bytes();
    let path = percent_encode(path, KEPT).to_string();
    // A path of Windows begins with its drive, and its backslashes are not understood here.
    let path = if cfg!(windows) { format!("/{}", path.replace("%5C", "/")) } else { path };
    format!("file:{path}?immutable=1")
}

fn configured(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(LOCK_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // Else most statements that come out of the cache are planned anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// Opens a file, makes and seeds it first where it is absent or empty, and checks it.
pub(super) fn prepare(path: &Path, seed: &Seed) -> anyhow::Result<Connection> {
    make_file(path)?;
    check_magic(path)?;
    let mut connection = connect(path)?;
    if format(&connection)? == 0 {
        refuse_foreign(&connection, path)?;
        initialise(&mut connection, seed)?;
    }
    check(&connection, path)?;
    if format(&connection)? == FORMAT_0_1_0 {
        upgrade(&mut connection)?;
    }
    Ok(connection)
}

/// Adds to a file of version 0.1.0 what has been new since then. What it holds stays.
fn upgrade(connection: &mut Connection) -> anyhow::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have been first.
    if format(&transaction)? == FORMAT_0_1_0 {
        transaction.execute_batch(ADDED)?;
        let ids = Ids { salt: salt(&transaction)? };
        personal_access_tokens::seed(&transaction, ids)?;
        roles::seed(&transaction, ids)?;
        transaction.pragma_update(None, "user_version", FORMAT)?;
    }
    transaction.commit()?;
    Ok(())
}

/// The salt of the tenant's IDs.
fn salt(connection: &Connection) -> rusqlite::Result<Option<u64>> {
    let sql = "SELECT value FROM meta WHERE key = 'salt'";
    let salt = connection.query_row(sql, [], |row| row.get::<_, i64>(0)).optional()?;
    Ok(salt.map(i64::cast_unsigned))
}

/// Makes an empty file that only its owner can read, where there is none.
fn make_file(path: &Path) -> anyhow::Result<()> {
    let place =
        || format!("cannot create the database of the embedded tenant `{}`", path.display());
    if path.exists() {
        return Ok(());
    }
    file::create_private(path).map(|_| ()).with_context(place)
}

/// `SQLite` takes a short file for an empty database and would write over it.
fn check_magic(path: &Path) -> anyhow::Result<()> {
    use std::io::Read as _;
    let mut start = Vec::new();
    let file =
        std::fs::File::open(path).with_context(|| format!("cannot open `{}`", path.display()))?;
    file.take(MAGIC.len() as u64)
        .read_to_end(&mut start)
        .with_context(|| format!("cannot read `{}`", path.display()))?;
    if start.is_empty() || start == MAGIC {
        return Ok(());
    }
    Err(damaged(path, "it is not a SQLite database"))
}

fn format(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// A tenant's tables and its format arrive together, so that tables without a format are another program's.
fn refuse_foreign(connection: &Connection, path: &Path) -> anyhow::Result<()> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && format(connection)? == 0 {
        return Err(damaged(path, "it belongs to another program"));
    }
    Ok(())
}

fn initialise(connection: &mut Connection, seed: &Seed) -> anyhow::Result<()> {
    write_ahead(connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if format(&transaction)? == 0 {
        transaction.execute_batch(TABLES)?;
        transaction.execute_batch(ADDED)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", FORMAT)?;
        let sql = "INSERT INTO meta VALUES ('token_key', ?)";
        transaction.execute(sql, [random()?.as_slice()])?;
        fill(&transaction, seed)?;
    }
    transaction.commit()?;
    tidy(connection);
    Ok(())
}

/// Turns the write-ahead log on. `SQLite` does not wait for a lock here, so that this does.
fn write_ahead(connection: &Connection) -> anyhow::Result<()> {
    let deadline = Instant::now() + LOCK_TIMEOUT;
    loop {
        let result =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0));
        match result.as_ref().map(String::as_str) {
            Ok("wal") => return Ok(()),
            Err(error) if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) => result?,
            _ if Instant::now() > deadline => {
                return Err(anyhow!("another process keeps it locked"));
            }
            _ => String::new(),
        };
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Brings a large log back into the file. Others may be in the way, then it happens another time.
fn tidy(connection: &Connection) {
    let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
}

fn check(connection: &Connection, path: &Path) -> anyhow::Result<()> {
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(damaged(path, "it belongs to another program"));
    }
    match format(connection)? {
        FORMAT | FORMAT_0_1_0 => {}
        other => {
            return Err(damaged(
                path,
                &format!("its format is {other}, this program knows {FORMAT}"),
            ));
        }
    }
    if std::fs::metadata(path).is_ok_and(|file| file.len() > CHECKED_SIZE) {
        return Ok(());
    }
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(damaged(path, &verdict)) }
}

/// Replaces everything that the file holds in one transaction.
pub(super) fn reseed(path: &Path, seed: &Seed) -> anyhow::Result<()> {
    let fresh = std::fs::metadata(path).map_or(true, |file| file.len() == 0);
    let mut connection = prepare(path, seed)?;
    if fresh {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(CLEAR)?;
    fill(&transaction, seed)?;
    transaction.commit()?;
    tidy(&connection);
    Ok(())
}

/// Fills empty tables; keeps the clients and the salt that are there.
fn fill(transaction: &Transaction, seed: &Seed) -> anyhow::Result<()> {
    // A large seed does not fit into the default cache; pages would be written several times.
    transaction.pragma_update(None, "cache_size", -256 * 1024)?;
    let ids = seed.ids.or(salt(transaction)?);
    if let Some(salt) = ids {
        let sql = "INSERT OR REPLACE INTO meta VALUES ('salt', ?)";
        transaction.execute(sql, params![salt.cast_signed()])?;
    }
    Seed { ids, ..seed.clone() }.fill(transaction)?;
    transaction.pragma_update(None, "cache_size", -2 * 1024)?;
    Ok(())
}

/// Gives the file another name and says which.
pub(super) fn move_aside(path: &Path) -> anyhow::Result<PathBuf> {
    let free = (1..=9999)
        .map(|number| beside(path, &format!(".damaged-{number}")))
        .find(|aside| !aside.exists());
    let aside = free.ok_or_else(|| anyhow!("no name is free"))?;
    std::fs::rename(path, &aside)
        .with_context(|| format!("cannot move `{}` to `{}`", path.display(), aside.display()))?;
    for log in ["-wal", "-shm"] {
        // Most of the time there is none.
        let _ = std::fs::rename(beside(path, log), beside(&aside, log));
    }
    Ok(aside)
}

/// The path with something at its end.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Whether `SQLite` reports that the file is not a database, or a corrupt one.
pub(super) fn is_corrupt(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

fn damaged(path: &Path, reason: &str) -> anyhow::Error {
    Damaged { path: path.to_owned(), reason: reason.to_owned() }.into()
}

/// Says of an error of the database which file it is about, and whether that is damaged.
pub(super) fn explain(path: &Path, error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<rusqlite::Error>() {
        Some(cause) if is_corrupt(cause) => damaged(path, &cause.to_string()),
        Some(_) => error.context(format!(
            "cannot use the database of the embedded tenant `{}`",
            path.display()
        )),
        None => error,
    }
}
