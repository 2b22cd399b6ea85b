//! The tenant's state: one `SQLite` file that several processes may use at once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::file::{Damaged, connect, explain, is_corrupt, move_aside, prepare, reseed};
use super::secret::random;
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

impl Store {
    /// Opens the file. Where it is absent or empty it is made first and holds the documentation's examples, also if
    /// several processes do so at once.
    ///
    /// Fails where the file is damaged (see [`Store::is_damaged`]) and touches nothing then.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        Self::open_seeded(path, &Seed::default())
    }

    /// Like [`Store::open`], with other contents for a file that is absent or empty.
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

    /// Invalidates every token that was issued so far.
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

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::anyhow;

    use super::*;

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data").join("sandbox.db");
        (folder, path)
    }

    fn names(store: &Store) -> Vec<String> {
        let sql = "SELECT name FROM groups WHERE name <> 'Head Office' ORDER BY seq";
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
    fn concurrent_processes_seed_once_and_lose_no_write() {
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
    fn a_file_of_version_0_1_0_is_upgraded_and_keeps_what_it_holds() {
        let (folder, _) = place();
        let path = folder.path().join("old.db");
        let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/0.1.0/sandbox.db");
        fs::copy(old, &path).unwrap();
        let stores: Vec<_> = (0..4)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || Store::open(&path).unwrap())
            })
            .collect();
        let stores: Vec<_> = stores.into_iter().map(|store| store.join().unwrap()).collect();
        let mut groups = names(&stores[0]);
        groups.sort();
        assert_eq!(groups, ["Branch Offices", "Head Office 1"]);
        let count = |table: &str| -> i64 {
            let sql = format!("SELECT count(*) FROM {table}");
            let count: rusqlite::Result<_> =
                stores[0].read(|db| db.query_row(&sql, [], |row| row.get(0)));
            count.unwrap()
        };
        assert_eq!((count("roles"), count("personal_access_tokens")), (130, 3));
        Store::reset(&path, &Seed::default()).unwrap();
        assert_eq!(names(&stores[0]), ["Password Sync Group 1"]);
        assert_eq!((count("roles"), count("personal_access_tokens")), (130, 3));
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
        // Pages of sources are found by their number.
        let sql = "SELECT max(seq) = count(*) FROM sources";
        let numbered: rusqlite::Result<bool> =
            store.read(|db| db.query_row(sql, [], |row| row.get(0)));
        assert!(numbered.unwrap());
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
