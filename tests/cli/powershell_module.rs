//! The PowerShell module in a real PowerShell, where there is one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
#[cfg(unix)]
use std::{
    sync::{Mutex, mpsc},
    time::{Duration, Instant},
};

#[cfg(unix)]
use crate::scripted::{Act, Scripted, group, surroundings};
#[cfg(unix)]
use crate::tools::tool;
use crate::world::{BINARY, GROUP, Invocation, World, start};

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
    let mut command = start(pwsh.as_os_str());
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

/// A tenant that says when a list of groups or a delete has arrived. The list is never answered, and the delete only
/// when that is said.
#[cfg(unix)]
fn in_flight() -> (Scripted, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (arrived, arrivals) = mpsc::channel();
    let (answer, answers) = mpsc::channel();
    let (arrived, answers) = (Mutex::new(arrived), Mutex::new(answers));
    let tenant = Scripted::tenant(move |seen, _| match seen.target().split_once(" /") {
        Some(("GET", "v3/password-sync-groups")) => {
            arrived.lock().unwrap().send(()).unwrap();
            Act::Silence
        }
        Some(("GET", path)) if path.ends_with(GROUP) => Act::json(200, group(GROUP, "Head")),
        Some(("DELETE", _)) => {
            arrived.lock().unwrap().send(()).unwrap();
            answers.lock().unwrap().recv().unwrap();
            Act::new(204, "")
        }
        _ => surroundings(seen),
    });
    (tenant, arrivals, answer)
}

/// The living processes of a process group, a line each. Who ended and was not collected yet does not live.
#[cfg(unix)]
fn living(group: u32) -> Vec<String> {
    let ps = Command::new("ps").args(["-A", "-o", "pgid=,stat=,args="]).output().unwrap();
    let lines = String::from_utf8_lossy(&ps.stdout).into_owned();
    let alive = |line: &&str| {
        let mut words = line.split_whitespace();
        words.next() == Some(&group.to_string()) && !words.next().unwrap().starts_with('Z')
    };
    lines.lines().filter(alive).map(str::to_owned).collect()
}

#[test]
#[cfg(unix)]
fn ctrl_c_leaves_no_process_and_the_history_is_right() {
    use std::os::unix::process::CommandExt as _;
    use std::process::Stdio;
    let (Some(pwsh), Some(_)) = (pwsh(), tool("ps")) else { return };
    for (line, written) in [
        ("Get-PasswordSyncGroups".to_owned(), false),
        (format!("Remove-PasswordSyncGroup {GROUP} -Confirm:$false"), true),
    ] {
        let world = World::plain();
        let (tenant, arrivals, answer) = in_flight();
        let mut run = script(&world, &pwsh, &[], &format!("'begin'; {line}; 'end'")).at(&tenant);
        let child = run.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = child.process_group(0).spawn().unwrap();
        let group = child.id();
        arrivals.recv_timeout(Duration::from_secs(60)).unwrap();
        let signal = Command::new("kill").args(["-INT", "--", &format!("-{group}")]).status();
        assert!(signal.unwrap().success());
        answer.send(()).unwrap();
        let output = child.wait_with_output().unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.starts_with("begin") && !shown.contains("end"), "{output:?}");
        // A program whose parent has ended may be on its way out for a moment.
        let deadline = Instant::now() + Duration::from_secs(20);
        while !living(group).is_empty() {
            assert!(Instant::now() < deadline, "a process is left: {:?}", living(group));
        }
        let history = world.command(&["history", "-o", "json"]).at(&tenant).run().exits(0).json();
        let outcomes: Vec<_> =
            history.as_array().unwrap().iter().map(|entry| &entry["outcome"]).collect();
        if written {
            assert!(outcomes.len() == 1 && outcomes[0] != "unknown", "{history}");
        } else {
            assert!(outcomes.is_empty(), "{history}");
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
