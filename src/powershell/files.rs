//! The files of the modules: written into a folder, and taken away again.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::file::{self, Purpose, failure};

/// The version of the modules, which is that of the program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A module with its files.
#[derive(Debug)]
pub struct Module {
    pub name: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! module {
    ($name:literal: $($file:literal),+) => {
        Module {
            name: $name,
            files: &[$(($file, include_str!(concat!("../../powershell/", $name, "/", $file)))),+],
        }
    };
}

impl Module {
    /// The modules of this program.
    pub const ALL: [Self; 2] = [
        module!("Syncgroup": "Syncgroup.psd1", "Syncgroup.psm1", "Syncgroup.Format.ps1xml"),
        module!("Syncgroup.Compat": "Syncgroup.Compat.psd1", "Syncgroup.Compat.psm1"),
    ];

    /// The commands that the module exports, as its manifest names them.
    pub fn commands(&self) -> Vec<&'static str> {
        let manifest = self.files[0].1;
        let from = manifest.find("FunctionsToExport").unwrap_or_default();
        let list = &manifest[from..];
        let list = &list[..list.find(')').unwrap_or(list.len())];
        list.split('\'').skip(1).step_by(2).collect()
    }

    /// Where its files are below a folder of modules.
    fn directory(&self, modules: &Path) -> PathBuf {
        modules.join(self.name).join(VERSION)
    }
}

/// Writes a module into its version folder below a folder of modules, and gives that.
pub fn write(module: &Module, modules: &Path) -> Result<PathBuf> {
    let directory = module.directory(modules);
    std::fs::create_dir_all(&directory)
        .map_err(|error| failure(format!("cannot make `{}`", directory.display()), &error))?;
    for (name, text) in module.files {
        file::replace(&directory.join(name), text.as_bytes(), Purpose::Output)?;
    }
    Ok(directory)
}

/// The version folders of a module below a folder of modules that this program has written, whatever their version.
pub fn installed(module: &Module, modules: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(modules.join(module.name)).into_iter().flatten().flatten();
    let manifest = module.files[0].0;
    let is_ours = |directory: &PathBuf| {
        std::fs::read_to_string(directory.join(manifest))
            .is_ok_and(|text| text.contains(module.guid()))
    };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_ours).collect();
    found.sort();
    found
}

impl Module {
    /// What tells the module from others of its name.
    fn guid(&self) -> &'static str {
        let manifest = self.files[0].1;
        manifest
            .split("GUID = '")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap_or(self.name)
    }
}

/// Takes the files of a module out of a version folder, and the folders that are empty then.
pub fn remove(module: &Module, directory: &Path) -> Result<()> {
    for (name, _) in module.files {
        let path = directory.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failure(format!("cannot remove `{}`", path.display()), &error));
            }
            _ => {}
        }
    }
    for folder in [Some(directory), directory.parent()].into_iter().flatten() {
        // One that has something else in it stays.
        if std::fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_have_the_version_of_the_program_and_files_are_ascii() {
        for module in Module::ALL {
            let version = format!("ModuleVersion = '{VERSION}'");
            assert!(module.files[0].1.contains(&version), "{}", module.name);
            assert_eq!(module.guid().len(), 36, "{}", module.name);
            assert!(module.files.iter().all(|(_, text)| text.is_ascii()), "{}", module.name);
        }
        assert!(Module::ALL[0].commands().contains(&"Get-PasswordSyncGroups"));
    }

    #[test]
    fn only_its_own_files_are_removed() {
        let home = tempfile::tempdir().unwrap();
        let module = &Module::ALL[0];
        let directory = write(module, home.path()).unwrap();
        let other = home.path().join("Syncgroup/9.9.9");
        std::fs::create_dir_all(&other).unwrap();
        std::fs::write(other.join("Syncgroup.psd1"), "@{ GUID = 'another' }").unwrap();
        assert_eq!(installed(module, home.path()), std::slice::from_ref(&directory));
        std::fs::write(directory.join("notes.txt"), "mine").unwrap();
        remove(module, &directory).unwrap();
        assert!(directory.join("notes.txt").exists() && other.exists());
        assert!(installed(module, home.path()).is_empty());
    }
}
