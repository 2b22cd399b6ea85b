//! The tables of the tenant's file.

/// Marks a `SQLite` file as an embedded tenant ("sync").
pub(super) const APPLICATION_ID: i32 = 0x7379_6e63;
/// Number of this layout; a file of another is not touched.
pub(super) const FORMAT: i32 = 3;
/// The layout of version 0.1.0, to which [`ADDED`] is added when the file is opened.
pub(super) const FORMAT_0_1_0: i32 = 2;

/// Creates the tables of version 0.1.0. `seq` is the order of creation.
pub(super) const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE clients (
    role TEXT PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, secret TEXT NOT NULL, user_name TEXT, identity_id TEXT,
    authorities TEXT NOT NULL, scope TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE policies (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER,
    rules TEXT NOT NULL
);
CREATE TABLE sources (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL,
    type TEXT NOT NULL, connector TEXT NOT NULL, connector_name TEXT NOT NULL, connection_type TEXT NOT NULL,
    features TEXT NOT NULL, authoritative INTEGER NOT NULL, healthy INTEGER NOT NULL, status TEXT NOT NULL,
    owner_id TEXT NOT NULL, owner_name TEXT NOT NULL, category TEXT, created TEXT NOT NULL, modified TEXT NOT NULL
);
CREATE INDEX sources_name ON sources (name);
CREATE TABLE source_policies (
    source_id TEXT NOT NULL, policy_id TEXT NOT NULL, selectors TEXT, PRIMARY KEY (source_id, policy_id)
) WITHOUT ROWID;
CREATE INDEX policy_sources ON source_policies (policy_id);
CREATE TABLE apps (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, cloud_id TEXT NOT NULL, name TEXT NOT NULL,
    description TEXT NOT NULL, source_id TEXT, manages INTEGER NOT NULL, enabled INTEGER NOT NULL,
    owner_id TEXT NOT NULL, owner_name TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL
);
CREATE INDEX apps_source ON apps (source_id);
CREATE TABLE groups (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX groups_name ON groups (name);
CREATE INDEX groups_order ON groups (seq);
CREATE TABLE members (
    source_id TEXT NOT NULL, group_id TEXT NOT NULL, PRIMARY KEY (source_id, group_id)
) WITHOUT ROWID;
CREATE INDEX members_group ON members (group_id);
CREATE TABLE identities (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE COLLATE NOCASE);
CREATE TABLE accounts (
    seq INTEGER PRIMARY KEY, identity_id TEXT NOT NULL, source_id TEXT NOT NULL, native_id TEXT NOT NULL,
    name TEXT NOT NULL, refusal TEXT, salt BLOB, digest BLOB
);
CREATE INDEX accounts_owner ON accounts (identity_id, source_id);
CREATE TABLE password_changes (
    id TEXT PRIMARY KEY, ends INTEGER NOT NULL, sources TEXT NOT NULL, errors TEXT NOT NULL
) WITHOUT ROWID;
";

/// Creates the tables that version 0.1.0 did not have.
pub(super) const ADDED: &str = "
CREATE TABLE roles (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL,
    owner_id TEXT NOT NULL, owner_name TEXT NOT NULL, created TEXT NOT NULL, modified TEXT NOT NULL
);
CREATE TABLE personal_access_tokens (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, scope TEXT NOT NULL,
    owner_id TEXT NOT NULL, owner_name TEXT NOT NULL, created TEXT NOT NULL, last_used TEXT, expires TEXT
);
";

/// Empties every table but those of the clients, of their tokens and of the tenant itself.
pub(super) const CLEAR: &str = "
DELETE FROM policies; DELETE FROM sources; DELETE FROM source_policies; DELETE FROM apps; DELETE FROM groups;
DELETE FROM members; DELETE FROM identities; DELETE FROM accounts; DELETE FROM password_changes; DELETE FROM roles;
";
