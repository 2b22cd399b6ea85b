//! Where files live. Told by the environment alone: without it nothing is known, and nothing is written.

use std::path::{Path, PathBuf};

use super::env::Env;

/// What names a place for data to a system that names none by itself.
pub const DATA_VARIABLE: &str = if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_DATA_HOME" };

/// Why there is no directory for the history.
pub const NO_STATE: &str = if cfg!(windows) {
    "none of `LOCALAPPDATA`, `USERPROFILE` and `XDG_STATE_HOME` is set to an absolute path"
} else {
    "neither `HOME` nor `XDG_STATE_HOME` is set to an absolute path"
};

/// The program's own directories. `None` where the environment names none; none of them need exist.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    /// The user's home, for `~/`.
    pub home: Option<PathBuf>,
    /// What the user writes: `config.toml`. May live in git.
    pub config: Option<PathBuf>,
    /// What must not be lost: stored secrets, the embedded tenants.
    pub data: Option<PathBuf>,
    /// What belongs to this machine and is not shared with others: the history, locks.
    pub state: Option<PathBuf>,
    /// What can be had again: tokens.
    pub cache: Option<PathBuf>,
}

/// The name of the program's directory inside each place.
const NAME: &str = "syncgroup";

impl Paths {
    /// Reads `SYNCGROUP_CONFIG_DIR`, `XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_STATE_HOME` and `XDG_CACHE_HOME`, and
    /// where those are not set the platform's own places: of a user with `HOME`, on Windows those that `APPDATA` and
    /// `LOCALAPPDATA` name, or of a user with `USERPROFILE`.
    pub fn from_env(env: &Env) -> Self {
        let home = absolute(env, if cfg!(windows) { "USERPROFILE" } else { "HOME" });
        let place = |xdg: &str, place: Place| {
            absolute(env, xdg)
                .map(|base| base.join(NAME))
                .or_else(|| place.of_platform(env, home.as_deref()))
        };
        let config =
            env.path("SYNCGROUP_CONFIG_DIR").or_else(|| place("XDG_CONFIG_HOME", Place::Config));
        Self {
            config,
            data: place("XDG_DATA_HOME", Place::Data),
            state: place("XDG_STATE_HOME", Place::State),
            cache: place("XDG_CACHE_HOME", Place::Cache),
            home,
        }
    }

    /// The one file with the profiles.
    pub fn config_file(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|directory| directory.join("config.toml"))
    }

    /// The file that keeps secrets where no keyring does.
    pub fn secrets_file(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|directory| directory.join("secrets.json"))
    }

    /// The database of an embedded tenant.
    pub fn sandbox_database(&self, name: &str) -> Option<PathBuf> {
        self.data.as_ref().map(|directory| directory.join("sandbox").join(format!("{name}.db")))
    }

    /// The lock that edits of the config file take in turn. Not beside the file, which may be in git.
    pub(super) fn config_lock(&self) -> Option<PathBuf> {
        self.state.as_ref().or(self.config.as_ref()).map(|directory| directory.join("config.lock"))
    }
}

/// A directory that a variable names. The XDG specification ignores relative ones.
fn absolute(env: &Env, name: &str) -> Option<PathBuf> {
    env.path(name).filter(|path| path.is_absolute())
}

/// A kind of place.
#[derive(Debug, Clone, Copy)]
enum Place {
    Config,
    Data,
    State,
    Cache,
}

impl Place {
    /// The program's directory, where Windows has such places. What may be deleted to free space, what is to be backed up
    /// and the history are three directories: whoever clears one of them keeps the others.
    #[cfg(windows)]
    fn of_platform(self, env: &Env, home: Option<&Path>) -> Option<PathBuf> {
        let application_data = |variable, folder: &str| {
            let usual = || Some(home?.join("AppData").join(folder));
            absolute(env, variable).or_else(usual).map(|base| base.join(NAME))
        };
        let local = |folder: &str| Some(application_data("LOCALAPPDATA", "Local")?.join(folder));
        match self {
            Self::Config => application_data("APPDATA", "Roaming"),
            Self::Data => local("data"),
            Self::State => local("state"),
            Self::Cache => local("cache"),
        }
    }

    /// The program's directory, where macOS has such places.
    #[cfg(target_os = "macos")]
    fn of_platform(self, _: &Env, home: Option<&Path>) -> Option<PathBuf> {
        let library = home?.join("Library");
        let base = match self {
            Self::Config | Self::Data | Self::State => library.join("Application Support"),
            Self::Cache => library.join("Caches"),
        };
        Some(base.join(NAME))
    }

    /// The program's directory, where the XDG specification has such places.
    #[cfg(not(any(windows, target_os = "macos")))]
    fn of_platform(self, _: &Env, home: Option<&Path>) -> Option<PathBuf> {
        let base = home?.join(match self {
            Self::Config => ".config",
            Self::Data => ".local/share",
            Self::State => ".local/state",
            Self::Cache => ".cache",
        });
        Some(base.join(NAME))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_home_and_xdg_nothing_is_known() {
        assert_eq!(Paths::from_env(&Env::default()), Paths::default());
        assert_eq!(Paths::from_env(&Env::from_pairs([("HOME", "")])), Paths::default());
        assert_eq!(Paths::default().config_file(), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn home_gives_every_place() {
        let paths = Paths::from_env(&Env::from_pairs([("HOME", "/h")]));
        assert_eq!(paths.config_file().unwrap(), Path::new("/h/.config/syncgroup/config.toml"));
        assert_eq!(paths.data.as_deref(), Some(Path::new("/h/.local/share/syncgroup")));
        assert_eq!(paths.state.as_deref(), Some(Path::new("/h/.local/state/syncgroup")));
        assert_eq!(paths.cache.as_deref(), Some(Path::new("/h/.cache/syncgroup")));
        assert_eq!(
            paths.sandbox_database("stage").unwrap(),
            Path::new("/h/.local/share/syncgroup/sandbox/stage.db")
        );
    }

    #[cfg(windows)]
    #[test]
    fn what_may_be_deleted_and_what_may_not_are_directories_of_their_own() {
        let home = ("USERPROFILE", r"C:\Users\a");
        let paths = Paths::from_env(&Env::from_pairs([home]));
        let local = Path::new(r"C:\Users\a\AppData\Local\syncgroup");
        assert_eq!(
            paths.config.as_deref(),
            Some(Path::new(r"C:\Users\a\AppData\Roaming\syncgroup"))
        );
        assert_eq!(paths.data, Some(local.join("data")));
        assert_eq!(paths.state, Some(local.join("state")));
        assert_eq!(paths.cache, Some(local.join("cache")));
        let paths = Paths::from_env(&Env::from_pairs([home, ("LOCALAPPDATA", r"D:\L")]));
        assert_eq!(paths.cache.as_deref(), Some(Path::new(r"D:\L\syncgroup\cache")));
        // A service may have these without a profile of its own.
        let paths = Paths::from_env(&Env::from_pairs([("LOCALAPPDATA", r"D:\L")]));
        assert_eq!(paths.state.as_deref(), Some(Path::new(r"D:\L\syncgroup\state")));
        assert_eq!(paths.config, None);
    }

    #[cfg(unix)]
    #[test]
    fn xdg_wins_over_home_and_needs_none() {
        let env = Env::from_pairs([("XDG_CONFIG_HOME", "/c"), ("XDG_DATA_HOME", "/d")]);
        let paths = Paths::from_env(&env);
        assert_eq!(paths.config.as_deref(), Some(Path::new("/c/syncgroup")));
        assert_eq!(paths.secrets_file().unwrap(), Path::new("/d/syncgroup/secrets.json"));
        assert_eq!((paths.state, paths.cache), (None, None));
    }

    #[cfg(unix)]
    #[test]
    fn relative_places_are_ignored() {
        let env = Env::from_pairs([("XDG_CONFIG_HOME", "c"), ("HOME", "h")]);
        assert_eq!(Paths::from_env(&env), Paths::default());
    }

    #[test]
    fn the_config_directory_can_be_named_outright() {
        let env = Env::from_pairs([("SYNCGROUP_CONFIG_DIR", "conf"), ("XDG_CONFIG_HOME", "/c")]);
        let paths = Paths::from_env(&env);
        assert_eq!(paths.config_file().unwrap(), Path::new("conf").join("config.toml"));
        assert_eq!(paths.config_lock().unwrap(), Path::new("conf").join("config.lock"));
    }
}
