//! The tenant's state: one `SQLite` file that several processes may use at once.

use std::fs::{DirBuilder, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, anyhow};
use aws_lc_rs::rand;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior,
    params,
};

use super::ids::hex;
use super::schema::{APPLICATION_ID, CLEAR, FORMAT, TABLES};
use super::seed::Seed;

/// The tenant's file, open. Clones share its connections.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    path: PathBuf,
    /// Connections that nobody reads with at the moment.
    readers: Mutex<Vec<Connection>>,
    /// Writers of one process queue here, which is fairer than `SQLite`'s waiting for a lock.
    writer: Mutex<Connection>,
}

/// The file is no tenant's, or no longer whole.
#[derive(Debug)]
struct Damaged {
    path: PathBuf,
    reason: String,
}

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the sandbox database `{}` is damaged: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for Damaged {}

/// How long to wait for other processes that hold the file.
const PATIENCE: Duration = Duration::from_secs(60);
/// Files up to this size are checked whole when they are opened, which takes less than a millisecond.
const CHECKED: u64 = 1 << 20;
const MAGIC: &[u8] = b"SQLite format 3\0";

impl Store {
    /// Opens the file. Where it is absent or empty it is made first and holds the documentation's own world, also if
    /// several processes do so at once.
    ///
    /// Fails where the file is damaged (see [`Store::is_damaged`]) and touches nothing then.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        Self::open_seeded(path, &Seed::default())
    }

    /// Like [`Store::open`], with a world of another kind for a file that is absent or empty.
    pub fn open_seeded(path: &Path, seed: &Seed) -> anyhow::Result<Self> {
        let writer = prepare(path, seed).map_err(|error| explain(path, error))?;
        let inner =
            Inner { path: path.to_owned(), readers: Mutex::default(), writer: Mutex::new(writer) };
        Ok(Self(Arc::new(inner)))
    }

    /// Seeds the tenant anew in one transaction, also while others have it open. Credentials, tokens and the salt of
    /// its IDs stay as they are (the salt unless `seed` has one).
    ///
    /// A damaged file is moved aside; its new path is what this returns.
    pub fn reset(path: &Path, seed: &Seed) -> anyhow::Result<Option<PathBuf>> {
        match reseed(path, seed).map_err(|error| explain(path, error)) {
            Ok(()) => Ok(None),
            Err(error) if Self::is_damaged(&error) => {
                let aside = move_aside(path)?;
                reseed(path, seed)?;
                Ok(Some(aside))
            }
            Err(error) => Err(error),
        }
    }

    /// Whether an error means that the file is damaged, or is not a tenant's at all.
    pub fn is_damaged(error: &anyhow::Error) -> bool {
        error.chain().any(|cause| {
            cause.is::<Damaged>() || cause.downcast_ref::<rusqlite::Error>().is_some_and(is_corrupt)
        })
    }

    /// Client ID and secret of the built-in personal access token: an admin of the tenant who may do everything.
    pub fn credentials(&self) -> anyhow::Result<(String, String)> {
        self.client("admin")
    }

    /// Client ID and secret of an application without a user: it may read and not write.
    pub fn application_credentials(&self) -> anyhow::Result<(String, String)> {
        self.client("application")
    }

    /// Client ID and secret of a personal access token whose user may see sources and nothing else.
    pub fn limited_credentials(&self) -> anyhow::Result<(String, String)> {
        self.client("limited")
    }

    fn client(&self, role: &str) -> anyhow::Result<(String, String)> {
        let sql = "SELECT client_id, secret FROM clients WHERE role = ?";
        let found = self.read(|db| db.query_row(sql, [role], |row| Ok((row.get(0)?, row.get(1)?))));
        found.map_err(|error: rusqlite::Error| explain(&self.0.path, error.into()))
    }

    /// Makes every token worthless that was given out so far.
    pub fn revoke_tokens(&self) -> anyhow::Result<()> {
        let key = random()?;
        self.write(|db| {
            db.execute("UPDATE meta SET value = ? WHERE key = 'token_key'", [key.as_slice()])?;
            Ok(())
        })
    }

    /// Reads with one view of the state.
    pub(super) fn read<T, E>(&self, read: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E>
    where
        E: From<rusqlite::Error>,
    {
        let idle = lock(&self.0.readers).pop();
        let connection = idle.map_or_else(|| connect(&self.0.path), Ok)?;
        let transaction = connection.unchecked_transaction()?;
        let result = read(&transaction);
        transaction.finish()?;
        lock(&self.0.readers).push(connection);
        result
    }

    /// Changes the state: all of it, or nothing where `write` fails.
    pub(super) fn write<T, E>(
        &self,
        write: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E>
    where
        E: From<rusqlite::Error>,
    {
        let mut connection = lock(&self.0.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = write(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(connection)
}

fn prepare(path: &Path, seed: &Seed) -> anyhow::Result<Connection> {
    make_file(path)?;
    check_magic(path)?;
    let mut connection = connect(path)?;
    if format(&connection)? == 0 {
        refuse_foreign(&connection, path)?;
        initialise(&mut connection, seed)?;
    }
    check(&connection, path)?;
    Ok(connection)
}

/// Makes an empty file that only its owner can read, where there is none.
fn make_file(path: &Path) -> anyhow::Result<()> {
    let place = || format!("cannot make the sandbox database `{}`", path.display());
    if path.exists() {
        return Ok(());
    }
    let mut folder = DirBuilder::new();
    let mut file = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        folder.mode(0o700);
        file.mode(0o600);
    }
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        folder.recursive(true).create(parent).with_context(place)?;
    }
    file.write(true).create(true).truncate(false).open(path).with_context(place)?;
    Ok(())
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

/// A tenant's tables and its format arrive together, so that tables without a format are somebody else's.
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
    let deadline = Instant::now() + PATIENCE;
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
        FORMAT => {}
        other => {
            return Err(damaged(
                path,
                &format!("its format is {other}, this program knows {FORMAT}"),
            ));
        }
    }
    if std::fs::metadata(path).is_ok_and(|file| file.len() > CHECKED) {
        return Ok(());
    }
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict == "ok" { Ok(()) } else { Err(damaged(path, &verdict)) }
}

fn reseed(path: &Path, seed: &Seed) -> anyhow::Result<()> {
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
    let kept = transaction
        .query_row("SELECT value FROM meta WHERE key = 'salt'", [], |row| row.get::<_, i64>(0))
        .optional()?;
    // A large world does not fit into the default cache; pages would be written several times.
    transaction.pragma_update(None, "cache_size", -256 * 1024)?;
    let ids = seed.ids.or(kept.map(i64::cast_unsigned));
    if let Some(salt) = ids {
        let sql = "INSERT OR REPLACE INTO meta VALUES ('salt', ?)";
        transaction.execute(sql, params![salt.cast_signed()])?;
    }
    Seed { ids, ..seed.clone() }.fill(transaction)?;
    transaction.pragma_update(None, "cache_size", -2 * 1024)?;
    Ok(())
}

fn move_aside(path: &Path) -> anyhow::Result<PathBuf> {
    let beside = |suffix: &str| PathBuf::from(format!("{}{suffix}", path.display()));
    let free = (1..=9999)
        .map(|number| beside(&format!(".damaged-{number}")))
        .find(|aside| !aside.exists());
    let aside = free.ok_or_else(|| anyhow!("no name is free"))?;
    std::fs::rename(path, &aside)
        .with_context(|| format!("cannot move `{}` to `{}`", path.display(), aside.display()))?;
    for log in ["-wal", "-shm"] {
        // Most of the time there is none.
        let _ = std::fs::rename(beside(log), format!("{}{log}", aside.display()));
    }
    Ok(aside)
}

/// 32 random bytes.
pub(super) fn random() -> anyhow::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).map_err(|_| anyhow!("the system has no random numbers"))?;
    Ok(bytes)
}

/// A new secret: 64 hexadecimal digits.
pub(super) fn secret() -> anyhow::Result<String> {
    Ok(hex(&random()?))
}

/// Whether `SQLite` says that the file is no database or a broken one.
pub(super) fn is_corrupt(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

fn damaged(path: &Path, reason: &str) -> anyhow::Error {
    Damaged { path: path.to_owned(), reason: reason.to_owned() }.into()
}

fn explain(path: &Path, error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<rusqlite::Error>() {
        Some(cause) if is_corrupt(cause) => damaged(path, &cause.to_string()),
        Some(_) => error.context(format!("cannot use the sandbox database `{}`", path.display())),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data").join("sandbox.db");
        (folder, path)
    }

    fn names(store: &Store) -> Vec<String> {
        let sql = "SELECT name FROM groups ORDER BY seq";
        let names: rusqlite::Result<_> =
            store.read(|db| db.prepare(sql)?.query_map([], |row| row.get(0))?.collect());
        names.unwrap()
    }

    fn add(store: &Store, name: &str) {
        let sql = "INSERT INTO groups (id, name, body) VALUES (?1, ?1, '{}')";
        let added: rusqlite::Result<usize> = store.write(|db| db.execute(sql, [name]));
        added.unwrap();
    }

    #[test]
    fn what_one_store_writes_another_reads() {
        let (_folder, path) = place();
        let (one, two) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
        add(&one, "new");
        assert_eq!(names(&two), ["Password Sync Group 1", "new"]);
        assert_eq!(one.credentials().unwrap(), two.credentials().unwrap());
        let (id, secret) = one.credentials().unwrap();
        assert_eq!((id.len(), secret.len()), (32, 64));
    }

    #[test]
    fn many_at_once_seed_one_world_and_lose_no_write() {
        let (_folder, path) = place();
        let threads: Vec<_> = (0..8)
            .map(|number| {
                let path = path.clone();
                std::thread::spawn(move || {
                    let store = Store::open(&path).unwrap();
                    add(&store, &number.to_string());
                    store.credentials().unwrap()
                })
            })
            .collect();
        let credentials: Vec<_> =
            threads.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert!(credentials.windows(2).all(|pair| pair[0] == pair[1]));
        assert_eq!(names(&Store::open(&path).unwrap()).len(), 9);
    }

    #[test]
    fn an_empty_file_is_seeded() {
        let (folder, _) = place();
        let path = folder.path().join("empty.db");
        fs::write(&path, "").unwrap();
        assert_eq!(names(&Store::open(&path).unwrap()).len(), 1);
    }

    #[test]
    fn a_damaged_file_is_named_and_left_alone() {
        let (folder, whole) = place();
        drop(Store::open(&whole).unwrap());
        let whole = fs::read(&whole).unwrap();
        let mut holed = whole.clone();
        holed[4096..].fill(0x5a);
        for (number, bytes) in
            [b"short".to_vec(), vec![b'x'; 9000], holed, whole[..whole.len() / 2].to_vec()]
                .iter()
                .enumerate()
        {
            let path = folder.path().join(number.to_string());
            fs::write(&path, bytes).unwrap();
            let error = Store::open(&path).map(|_| ()).unwrap_err();
            assert!(Store::is_damaged(&error), "{number}: {error:#}");
            assert!(format!("{error:#}").contains("is damaged"), "{number}: {error:#}");
            assert_eq!(fs::read(&path).unwrap(), *bytes, "{number}");
        }
    }

    #[test]
    fn another_programs_database_is_left_alone() {
        let (folder, _) = place();
        let path = folder.path().join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        let before = fs::read(&path).unwrap();
        let error = Store::open(&path).map(|_| ()).unwrap_err();
        assert!(Store::is_damaged(&error), "{error:#}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_reset_seeds_anew_under_open_stores_and_keeps_the_credentials() {
        let (_folder, path) = place();
        let store = Store::open(&path).unwrap();
        let before = store.credentials().unwrap();
        add(&store, "gone");
        assert_eq!(
            Store::reset(&path, &Seed { groups: Some(3), ..Seed::default() }).unwrap(),
            None
        );
        assert_eq!(
            names(&store),
            ["Password Sync Group 1", "Test Group 00001", "Test Group 00002"]
        );
        assert_eq!(store.credentials().unwrap(), before);
    }

    #[test]
    fn a_reset_makes_what_is_absent_and_keeps_the_salt() {
        let (_folder, path) = place();
        Store::reset(&path, &Seed { ids: Some(u64::MAX), ..Seed::default() }).unwrap();
        let id = |path: &Path| -> String {
            let store = Store::open(path).unwrap();
            let id: rusqlite::Result<String> =
                store.read(|db| db.query_row("SELECT id FROM groups", [], |row| row.get(0)));
            id.unwrap()
        };
        let first = id(&path);
        Store::reset(&path, &Seed::default()).unwrap();
        assert_eq!(id(&path), first);
    }

    #[test]
    fn a_reset_moves_a_damaged_file_aside() {
        let (folder, _) = place();
        let path = folder.path().join("s.db");
        for number in 1..=2 {
            fs::write(&path, "no database at all").unwrap();
            let aside = Store::reset(&path, &Seed::default()).unwrap().unwrap();
            assert_eq!(aside, folder.path().join(format!("s.db.damaged-{number}")));
            assert_eq!(fs::read(aside).unwrap(), b"no database at all");
            assert_eq!(names(&Store::open(&path).unwrap()).len(), 1);
            fs::remove_file(&path).unwrap();
        }
    }

    #[test]
    fn a_failed_write_leaves_nothing() {
        let (_folder, path) = place();
        let store = Store::open(&path).unwrap();
        let failed: anyhow::Result<()> = store.write(|db| {
            db.execute("DELETE FROM groups", [])?;
            Err(anyhow!("no"))
        });
        assert!(failed.is_err());
        assert_eq!(names(&store).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path) = place();
        let _store = Store::open(&path).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        for log in ["-wal", "-shm"] {
            assert_eq!(mode(&PathBuf::from(format!("{}{log}", path.display()))), 0o600);
        }
    }

    #[test]
    fn a_place_that_cannot_be_used_is_an_error_and_no_damage() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_owned(), PathBuf::from("/dev/null/x/y.db")] {
            let error = Store::open(&path).map(|_| ()).unwrap_err();
            assert!(!Store::is_damaged(&error), "{error:#}");
        }
    }
}
