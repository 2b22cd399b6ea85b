//! Other modules that export commands of the same names: PowerShell takes one of them without a word.

use std::path::{Path, PathBuf};

use crate::file;

/// Larger files are not read: a manifest is a list of names.
const LARGEST: usize = 16 << 20;

/// A module that exports some of the commands.
#[derive(Debug, PartialEq, Eq)]
pub struct Other {
    pub name: String,
    pub directory: PathBuf,
    pub commands: Vec<String>,
    /// Whether its folder is searched before the user's own, where `before` is.
    pub comes_first: bool,
}

/// The modules below `folders`, in their order, that export any of the commands. Those named in `own` are not meant.
pub fn find(folders: &[PathBuf], own: &[&str], commands: &[&str], place: &Path) -> Vec<Other> {
    let at = folders.iter().position(|folder| folder == place).unwrap_or(folders.len());
    let mut found = Vec::new();
    for (index, folder) in folders.iter().enumerate() {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut modules: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        modules.sort();
        for module in modules {
            let Some(name) = module.file_name().and_then(|name| name.to_str()) else { continue };
            if own.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                continue;
            }
            let versions = std::fs::read_dir(&module).into_iter().flatten().flatten();
            let mut directories: Vec<PathBuf> =
                versions.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
            directories.sort();
            directories.insert(0, module.clone());
            for directory in directories {
                let commands = exported(&directory, name, commands);
                if !commands.is_empty() {
                    let name = name.to_owned();
                    found.push(Other { name, directory, commands, comes_first: index < at });
                }
            }
        }
    }
    found
}

/// Those of the commands that the module in a folder exports.
fn exported(directory: &Path, name: &str, commands: &[&str]) -> Vec<String> {
    let read = |extension: &str| {
        let path = directory.join(format!("{name}.{extension}"));
        let bytes = file::read(&path, LARGEST).ok()?;
        Some(String::from_utf8_lossy(&bytes).to_ascii_lowercase())
    };
    let manifest = read("psd1");
    let named = |text: &str| {
        let has = |command: &&&str| names(text, &command.to_ascii_lowercase());
        commands.iter().filter(has).map(|command| (*command).to_owned()).collect()
    };
    match manifest {
        Some(manifest) if !exports_all(&manifest) => named(&manifest),
        Some(_) => named(&read("psm1").unwrap_or_default()),
        None => read("psm1").map(|text| named(&text)).unwrap_or_default(),
    }
}

/// Whether a manifest exports whatever the module defines.
fn exports_all(manifest: &str) -> bool {
    let Some(at) = manifest.find("functionstoexport") else { return true };
    let rest = manifest[at + "functionstoexport".len()..].trim_start_matches([' ', '\t', '=']);
    let rest = rest.trim_start_matches("@(").trim_start();
    rest.starts_with("'*'") || rest.starts_with("\"*\"")
}

/// Whether the text has the name as a whole word.
fn names(text: &str, command: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
    text.match_indices(command).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + command.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_in_manifests_and_scripts_count() {
        let home = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = home.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("a/Vendor/2.1/Vendor.psd1", "FunctionsToExport = 'get-group', 'Get-GroupsV1'");
        write("a/Script/Script.psm1", "function Get-Groups { }");
        write("b/All/All.psd1", "@{ FunctionsToExport = @('*') }");
        write("b/All/All.psm1", "function New-Group { }");
        write("b/None/None.psd1", "FunctionsToExport = @('Get-Other') # not New-Group1");
        write("b/Ours/Ours.psd1", "FunctionsToExport = 'Get-Group'");
        let folders = ["a", "b"].map(|name| home.path().join(name));
        let commands = ["Get-Group", "Get-Groups", "New-Group"];
        let found = find(&folders, &["ours"], &commands, &folders[1]);
        let seen: Vec<(&str, Vec<&str>, bool)> = found
            .iter()
            .map(|other| {
                let commands = other.commands.iter().map(String::as_str).collect();
                (other.name.as_str(), commands, other.comes_first)
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("Script", vec!["Get-Groups"], true),
                ("Vendor", vec!["Get-Group"], true),
                ("All", vec!["New-Group"], false),
            ]
        );
    }
}
