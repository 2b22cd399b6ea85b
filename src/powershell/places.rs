//! Where PowerShell looks for modules.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A kind of PowerShell, with folders of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// PowerShell 7 and later.
    Core,
    /// Windows PowerShell 5.1.
    Desktop,
}

/// A user's own folder of modules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub edition: Edition,
    pub modules: PathBuf,
}

/// The user's own folders of modules; none where the environment names no home.
#[cfg(windows)]
pub fn own(_: &dyn Fn(&str) -> Option<PathBuf>) -> Vec<Place> {
    // Documents may be anywhere, in a synchronised folder too.
    let Some(documents) = dirs::document_dir() else { return Vec::new() };
    let place =
        |edition, folder: &str| Place { edition, modules: documents.join(folder).join("Modules") };
    vec![place(Edition::Core, "PowerShell"), place(Edition::Desktop, "WindowsPowerShell")]
}

/// The user's own folders of modules; none where the environment names no home.
#[cfg(not(windows))]
pub fn own(variable: &dyn Fn(&str) -> Option<PathBuf>) -> Vec<Place> {
    let absolute = |name: &str| variable(name).filter(|path| path.is_absolute());
    let data = absolute("XDG_DATA_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local").join("share")));
    data.map(|data| Place {
        edition: Edition::Core,
        modules: data.join("powershell").join("Modules"),
    })
    .into_iter()
    .collect()
}

/// The folders that are searched for modules, in their order, as far as the environment tells: `PSModulePath`, which
/// PowerShell hands to the programs that it starts, and the user's own.
pub fn search_path(path: Option<&OsStr>, own: &[Place]) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = own.iter().map(|place| place.modules.clone()).collect();
    if let Some(path) = path {
        let listed: Vec<PathBuf> =
            std::env::split_paths(path).filter(|folder| folder.is_absolute()).collect();
        folders.retain(|folder| !listed.contains(folder));
        folders.extend(listed);
    } else {
        folders.extend(of_system().into_iter().map(Path::to_path_buf));
    }
    folders
}

/// The folders of all users where nothing else is set.
fn of_system() -> Vec<&'static Path> {
    let folders: &[&str] = if cfg!(windows) {
        &[r"C:\Program Files\PowerShell\Modules", r"C:\Program Files\WindowsPowerShell\Modules"]
    } else {
        &["/usr/local/share/powershell/Modules"]
    };
    folders.iter().map(Path::new).collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn modules_are_in_the_data_folder() {
        let env = |pairs: &'static [(&str, &str)]| {
            move |name: &str| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value))
            }
        };
        let modules = |pairs| own(&env(pairs)).into_iter().map(|place| place.modules).next();
        assert_eq!(
            modules(&[("HOME", "/home/a"), ("XDG_DATA_HOME", "/d")]),
            Some("/d/powershell/Modules".into())
        );
        assert_eq!(
            modules(&[("HOME", "/home/a"), ("XDG_DATA_HOME", "d")]),
            Some("/home/a/.local/share/powershell/Modules".into())
        );
        assert_eq!(modules(&[]), None);
    }

    #[test]
    fn every_folder_is_searched_once_in_the_order_of_the_path() {
        let own = [Place { edition: Edition::Core, modules: "/own".into() }];
        assert_eq!(
            search_path(Some(OsStr::new("/a:/own::b:/c")), &own),
            ["/a", "/own", "/c"].map(PathBuf::from)
        );
        assert_eq!(search_path(Some(OsStr::new("/a")), &own), ["/own", "/a"].map(PathBuf::from));
    }
}
