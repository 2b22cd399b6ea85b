//! The PowerShell module in a real PowerShell, where there is one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::world::{BINARY, GROUP, Invocation, World};

/// Names the `pwsh` that the tests use. Without it the one on PATH is used.
const PWSH: &str = "SYNCGROUP_PWSH";

/// Names the file of PSSailpoint's module.
const PSSAILPOINT: &str = "SYNCGROUP_PSSAILPOINT";
/// Names the file of the published examples of the five cmdlets.
const EXAMPLES: &str = "SYNCGROUP_CMDLET_EXAMPLES";

/// The file that a variable names.
fn named(variable: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(variable).filter(|path| !path.is_empty())?);
    assert!(path.is_file(), "{variable} names no file: {}", path.display());
    Some(path)
}

#[allow(clippy::print_stderr, reason = "a test that is skipped says so")]
fn skip(what: &str) {
    let thread = std::thread::current();
    eprintln!("skipped: {} needs `{what}`", thread.name().unwrap_or("a test"));
}

/// A file that `.ci/run` alone has; without it the test that asks is skipped, by name.
fn file_of(variable: &str) -> Option<PathBuf> {
    let path = named(variable);
    if path.is_none() {
        skip(variable);
    }
    path
}

/// A PowerShell; without one the test that asks is skipped, by name.
pub fn pwsh() -> Option<PathBuf> {
    if let Some(path) = named(PWSH) {
        return Some(path);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|place| place.join(format!("pwsh{}", std::env::consts::EXE_SUFFIX)))
        .find(|path| path.is_file());
    if found.is_none() {
        skip("pwsh");
    }
    found
}

pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// PowerShell in this home, with the program of this build.
fn powershell(world: &World, pwsh: &Path, arguments: &[&str]) -> Invocation {
    let mut run = world.command(&[]);
    let mut command = Command::new(pwsh);
    command.arg("-NoProfile").args(arguments).current_dir(world.home()).env_clear();
    for (name, value) in run.command.get_envs() {
        command.env(name, value.map_or_else(OsString::new, OsString::from));
    }
    command
        .env("SYNCGROUP_EXE", BINARY)
        .env("NO_COLOR", "1")
        .env("POWERSHELL_TELEMETRY_OPTOUT", "1");
    command.env("POWERSHELL_UPDATECHECK", "Off").env_remove("SYNCGROUP_SHELL");
    // Where PowerShell on Windows looks for Pester.
    for name in ["ProgramFiles", "ProgramData", "windir"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    run.command = command;
    run
}

/// Runs a file of Pester tests; its failures are what it prints.
fn pester(world: &World, pwsh: &Path, name: &str) -> Invocation {
    let script = root("tests/powershell/Run.ps1");
    powershell(world, pwsh, &["-NonInteractive", "-File", &script.to_string_lossy(), name])
}

#[test]
fn objects_and_errors() {
    let Some(pwsh) = pwsh() else { return };
    pester(&World::new(), &pwsh, "Objects").run().exits(0);
}

#[test]
fn changes_and_questions() {
    let Some(pwsh) = pwsh() else { return };
    pester(&World::new(), &pwsh, "Changes").run().exits(0);
}

#[test]
fn sessions_progress_and_completion() {
    let Some(pwsh) = pwsh() else { return };
    pester(&World::new(), &pwsh, "Session").run().exits(0);
}

#[test]
#[cfg(feature = "sandbox")]
fn scripts_for_pssailpoint_and_sessions() {
    let Some(pwsh) = pwsh() else { return };
    let (world, tenant) = (World::new(), World::new());
    let served = tenant.serve(&[]);
    pester(&world, &pwsh, "Compat").on(&served).run().exits(0);
}

/// Runs lines with the module loaded.
fn script(world: &World, pwsh: &Path, options: &[&str], lines: &str) -> Invocation {
    let module = root("powershell/Syncgroup/Syncgroup.psd1");
    let text = format!("Import-Module '{}'; {lines}", module.display());
    powershell(world, pwsh, &[options, &["-Command", &text]].concat())
}

#[test]
fn a_removal_is_never_answered_by_a_pipe() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::new();
    let remove = format!("Remove-PasswordSyncGroup {GROUP} -Profile sandbox; 'after'");
    for (options, stdin) in [(&[][..], ""), (&[], "\n\n\n"), (&["-NonInteractive"], "")] {
        let run = script(&world, &pwsh, options, &remove).stdin(stdin).run();
        assert!(run.stderr.contains("nothing was done"), "{options:?}: {run:?}");
    }
    world.sandbox(&["get", GROUP]).exits(0);
}

#[test]
#[cfg(unix)]
fn ctrl_c_leaves_no_process_and_the_history_is_right() {
    use std::os::unix::process::CommandExt as _;
    use std::process::Stdio;
    let Some(pwsh) = pwsh() else { return };
    for (line, written) in [
        ("Get-PasswordSyncGroups".to_owned(), false),
        (format!("Remove-PasswordSyncGroup {GROUP} -Confirm:$false"), true),
    ] {
        let (world, tenant) = (World::new(), World::new());
        let served = tenant.serve(&["--latency", "700ms"]);
        let lines = format!("'begin'; {line}; 'end'");
        let mut run = script(&world, &pwsh, &[], &lines).on(&served);
        let mut child = run
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let mut stdout = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        std::io::BufRead::read_line(&mut stdout, &mut line).unwrap();
        assert_eq!(line, "begin\n");
        std::thread::sleep(std::time::Duration::from_secs(1));
        let group = format!("-{}", child.id());
        assert!(Command::new("kill").args(["-INT", "--", &group]).status().unwrap().success());
        child.wait().unwrap();
        let rest = std::io::read_to_string(stdout).unwrap();
        assert!(!rest.contains("end"), "{rest}");
        let left = Command::new("pgrep").args(["-g", &child.id().to_string()]).output();
        assert!(left.is_err() || left.unwrap().stdout.is_empty(), "a process is left");
        let history = world.command(&["history", "-o", "json"]).on(&served).run().exits(0).json();
        let open = history.as_array().unwrap().iter().filter(|each| each["outcome"] == "unknown");
        assert_eq!(open.count(), 0, "{history}");
        if !written {
            assert!(history.as_array().unwrap().is_empty(), "{history}");
        }
    }
}

#[test]
fn the_program_is_completed_without_a_profile() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::new();
    // A key press does not wait for names that were not read yet; a later one has them.
    let complete = "function Complete($line) { foreach ($try in 1..100) { \
        $found = (TabExpansion2 $line $line.Length).CompletionMatches; \
        if ($found) { return $found | ForEach-Object { \"$($_.CompletionText)|$($_.ToolTip)\" } }; \
        Start-Sleep -Milliseconds 100 } }; ";
    let lines = "Invoke-Expression (& syncgroup completions powershell | Out-String); \
        Complete 'syncgroup lis'; Complete 'syncgroup Get-PasswordSyncGroups -L'; \
        Complete 'syncgroup -p sandbox get Head'; \
        Complete 'Get-PasswordSyncGroup -Profile sandbox -Id Head'; \
        Complete 'Get-PasswordSyncGroups -Profile sandbox -Policy Str'; \
        Complete 'Get-SyncgroupSource -Profile sand'";
    let lines = format!("{complete}{lines}");
    let run = script(&world, &pwsh, &["-NonInteractive"], &lines).run().exits(0);
    assert_eq!(
        run.stdout.lines().collect::<Vec<_>>(),
        [
            "list|List sync groups",
            "-Limit|At most so many groups",
            "'Head Office'|'Head Office'",
            "'Head Office'|'Head Office'",
            "Strong|Strong",
            "sandbox|sandbox",
        ]
    );
}

/// What scripts print with the module of PSSailpoint and with ours, where they differ.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    // An empty answer is nothing, and not an empty text.
    ("05-create.ps1", "2\n\n", "2\n"),
    // Objects instead of ordered hashtables.
    ("10-update.ps1", "OrderedHashtable", "PSCustomObject"),
];

#[test]
#[cfg(feature = "sandbox")]
fn idioms_print_the_same_as_with_pssailpoint() {
    let Some(vendor) = file_of(PSSAILPOINT) else { return };
    let Some(pwsh) = pwsh() else { return };
    let (world, tenant) = (World::new(), World::new());
    let served = tenant.serve(&["--no-rate-limit"]);
    let compat = root("powershell/Syncgroup.Compat/Syncgroup.Compat.psd1");
    let run = |modules: &str| {
        let scripts = root("tests/powershell/idioms");
        let lines = format!(
            "{modules}; foreach ($script in Get-ChildItem '{}/*.ps1' | Sort-Object Name) {{ \
             \"# $($script.Name)\"; . $script.FullName }}",
            scripts.display()
        );
        let lines = ["-NonInteractive", "-Command", &lines];
        let run = powershell(&world, &pwsh, &lines).on(&served).run();
        assert!(run.stderr.is_empty(), "{run:?}");
        run.stdout
    };
    let theirs = run(&format!("Import-Module '{}'", vendor.display()));
    let ours = run(&format!(
        "Import-Module '{}'; Import-Module '{}' 6> $null",
        vendor.display(),
        compat.display()
    ));
    let mut expected = theirs.clone();
    for (script, before, after) in DIFFERENCES {
        let at = expected.find(&format!("# {script}")).unwrap();
        let difference = expected[at..].replacen(before, after, 1);
        assert_ne!(expected[at..], difference, "{script} does not print {before}:\n{theirs}");
        expected.truncate(at);
        expected += &difference;
    }
    assert_eq!(ours, expected);
}

/// Times and IDs that differ from run to run, as dots.
fn without_chance(text: &str) -> String {
    let made = regex::Regex::new(r#""2[0-9]{3}-[0-9-]+T[0-9:.]+Z"|"id":"[0-9a-f-]{36}""#).unwrap();
    made.replace_all(text, "..").into_owned()
}

#[test]
#[cfg(feature = "sandbox")]
fn the_published_examples_print_the_same_as_with_pssailpoint() {
    let (Some(vendor), Some(examples)) = (file_of(PSSAILPOINT), file_of(EXAMPLES)) else { return };
    let Some(pwsh) = pwsh() else { return };
    let (world, tenant) = (World::new(), World::new());
    let served = tenant.serve(&["--no-rate-limit"]);
    let compat = root("powershell/Syncgroup.Compat/Syncgroup.Compat.psd1");
    let run = |commands: &str| {
        tenant.sandbox(&["sandbox", "reset", "-y"]).exits(0);
        let lines = format!(
            "Import-Module '{}'; Set-DefaultConfiguration -MaximumRetryCount 0 -RetryIntervalSeconds 1; {commands}; \
             . '{}' 6>&1 | ForEach-Object {{ if ($_ -is [Management.Automation.InformationRecord]) {{ \"host: $_\" }} \
             else {{ ConvertTo-Json $_ -Compress -Depth 9 }} }}",
            vendor.display(),
            examples.display()
        );
        let run =
            powershell(&world, &pwsh, &["-NonInteractive", "-Command", &lines]).on(&served).run();
        assert!(run.stderr.is_empty(), "{run:?}");
        without_chance(&run.stdout)
    };
    // This generation of PSSailpoint has other names than the examples.
    let theirs = run(
        "foreach ($name in 'New-PasswordSyncGroup', 'Get-PasswordSyncGroup', 'Get-PasswordSyncGroups', \
        'Update-PasswordSyncGroup', 'Remove-PasswordSyncGroup') \
        { Set-Item \"function:$name\" ([scriptblock]::Create(\"${name}V1 @args\")) }",
    );
    let ours = run(&format!("Import-Module '{}' 6> $null", compat.display()));
    // Two lists, what was read, updated and created: an example that failed would print `host:`.
    assert_eq!(theirs.lines().filter(|line| line.starts_with('{')).count(), 7, "{theirs}");
    // An empty answer is nothing, and not an empty text.
    assert_eq!(ours, theirs.replacen("\n\"\"\n", "\n", 1));
    assert_ne!(ours, theirs);
}
