//! `syncgroup powershell`, and what Windows PowerShell 5.1 can read of the modules.

use std::path::{Path, PathBuf};

#[cfg(not(windows))]
use crate::world::Invocation;
use crate::world::World;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The folder of modules in this home.
#[cfg(not(windows))]
fn modules(world: &World) -> PathBuf {
    world.path("data/powershell/Modules")
}

#[cfg(not(windows))]
fn command(world: &World, arguments: &[&str]) -> Invocation {
    let words = [&["powershell"], arguments].concat();
    world.command(&words).env("XDG_DATA_HOME", world.path("data"))
}

#[test]
#[cfg(not(windows))]
fn the_module_is_installed_and_removed() {
    let world = World::new();
    let installed = modules(&world).join("Syncgroup").join(VERSION);
    let run = command(&world, &["install"]).run().exits(0).without_answer();
    run.says(&format!("wrote module `Syncgroup` into `{}`", installed.display()));
    let read = |name: &str| std::fs::read_to_string(installed.join(name)).unwrap();
    assert!(read("Syncgroup.psd1").contains(&format!("ModuleVersion = '{VERSION}'")));
    assert!(read("Syncgroup.psm1").contains("function Get-PasswordSyncGroups"));
    // Once more is no error, and an earlier version goes with it.
    command(&world, &["install", "-q"]).run().quietly();
    let old = modules(&world).join("Syncgroup/0.0.1");
    std::fs::create_dir_all(&old).unwrap();
    std::fs::copy(installed.join("Syncgroup.psd1"), old.join("Syncgroup.psd1")).unwrap();
    command(&world, &["uninstall"]).run().exits(0).says("removed");
    assert!(!modules(&world).join("Syncgroup").exists());
    command(&world, &["uninstall"]).run().exits(0).says("the module is not installed");
}

#[test]
fn the_module_is_written_into_any_folder() {
    let world = World::new();
    world.run(&["powershell", "export", "a folder"]).exits(0).without_answer();
    assert!(
        world.path("a folder/Syncgroup").join(VERSION).join("Syncgroup.Format.ps1xml").exists()
    );
    world.run(&["powershell", "export", "b", "--dry-run"]).exits(2);
    assert!(!world.path("b").exists());
    world.file("file", "");
    world.run(&["powershell", "export", "file"]).exits(1).says("file");
}

#[test]
#[cfg(not(windows))]
fn a_module_with_the_same_commands_is_named_first() {
    let world = World::new();
    let vendor = world.path("all/PSSailpoint/2.1.21");
    std::fs::create_dir_all(&vendor).unwrap();
    let manifest = "@{ FunctionsToExport = @('Get-PasswordSyncGroups', 'Get-Sources') }";
    std::fs::write(vendor.join("PSSailpoint.psd1"), manifest).unwrap();
    let install = |options: &[&str], path: String| {
        command(&world, &[&["install"], options].concat()).env("PSModulePath", path).run()
    };
    let all = world.path("all").display().to_string();
    install(&[], all.clone())
        .exits(5)
        .says("`PSSailpoint` in `")
        .says("exports Get-PasswordSyncGroups, and a script that imports no module would get ours")
        .says("hint: syncgroup powershell install --force");
    assert!(!modules(&world).exists());
    let first = format!("{all}:{}", modules(&world).display());
    install(&["--force"], first)
        .exits(0)
        .says("warning: `PSSailpoint`")
        .says("`Import-Module Syncgroup`");
    assert!(modules(&world).join("Syncgroup").exists());
}

/// Every file of the modules.
fn module_files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("powershell");
    let mut files = Vec::new();
    for module in std::fs::read_dir(root).unwrap() {
        let entries = std::fs::read_dir(module.unwrap().path()).unwrap();
        files.extend(entries.map(|entry| entry.unwrap().path()));
    }
    assert!(files.len() >= 3);
    files
}

/// What Windows PowerShell 5.1 and the .NET Framework do not have, as it is written.
const ABSENT: &[&str] = &[
    // Syntax.
    "??",
    "?.",
    "?[",
    "&&",
    "||",
    " ? ",
    "clean {",
    "`u{",
    "`e[",
    // Parameters.
    "-AsHashtable",
    "-DateKind",
    "-Parallel",
    "-NoEnumerate",
    "-SkipHttpErrorCheck",
    "-EnumsAsStrings",
    "-AsArray",
    "-EscapeHandling",
    "utf8NoBOM",
    "utf8BOM",
    "-AsByteStream",
    // Variables and commands.
    "$IsWindows",
    "$IsLinux",
    "$IsMacOS",
    "$IsCoreCLR",
    "$PSStyle",
    "Get-Error",
    "Test-Json",
    "Join-String",
    "Remove-Alias",
    "ForEach-Object -P",
    // Members.
    ".ArgumentList",
    "StandardInputEncoding",
    "WaitForExitAsync",
    ".Kill($true",
    "[System.Text.Json",
    "[semver",
    "[System.IO.Path]::Join(",
    "[Environment]::ProcessPath",
    "::EndsInDirectorySeparator",
    "::HashData",
    "ConvertFromHexString",
    ".AsSpan(",
];

#[test]
fn windows_powershell_can_read_the_modules() {
    for path in module_files() {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = String::from_utf8(bytes).unwrap();
        for (number, line) in text.lines().enumerate() {
            assert!(line.is_ascii(), "{name}:{}: a byte that is not ASCII: {line}", number + 1);
            if line.trim_start().starts_with('#')
                || path.extension().is_none_or(|extension| extension != "psm1")
            {
                continue;
            }
            for absent in ABSENT {
                assert!(
                    !line.contains(absent),
                    "{name}:{}: 5.1 has no `{absent}`: {line}",
                    number + 1
                );
            }
        }
    }
}

/// Where a culture decides, every text begins with a control character, and a search takes many times as long.
#[test]
fn texts_are_searched_without_a_culture() {
    let search = regex::Regex::new(r"\.(StartsWith|EndsWith|IndexOf|LastIndexOf)\(").unwrap();
    for path in module_files() {
        let text = std::fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| search.is_match(line)) {
            let calls = search.find_iter(line).count();
            let exact = line.matches("rdinal").count() + line.matches("([char]").count();
            assert!(exact >= calls, "{}: {line}", path.display());
        }
    }
}
