//! A world of its own for every test: an empty home, a cleared environment, and tenants on ports of their own.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use serde_json::Value;

use crate::hints;

/// What happens at once has happened by then, on a busy machine too; what is waited for otherwise takes 30 seconds.
pub const SOON: Duration = Duration::from_secs(15);

/// The built binary.
pub const BINARY: &str = env!("CARGO_BIN_EXE_syncgroup");

/// No run takes longer, even on a machine with much else to do.
const LONGEST_RUN: Duration = Duration::from_secs(300);

/// The documentation's own group.
pub const GROUP: &str = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
/// IDs of the seeded groups, as `list -o id` prints them.
pub const SEEDED: &str =
    "6881f631-3bd5-4213-9c75-8e05cc3e35dd\n8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90\n";
/// The documentation's own password policy.
pub const POLICY: &str = "2c91808d744ba0ce01746f93b6204501";
/// The documentation's own sources: ActiveDirectory and GitHub.
pub const SOURCES: [&str; 2] =
    ["2c918084660f45d6016617daa9210584", "2c918084660f45d6016617daa9210500"];

/// What one run of the program gave.
#[derive(Debug)]
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
    /// The directory that it ran in, which a snapshot does not name.
    pub home: PathBuf,
}

impl Run {
    /// Checks the exit code; shows everything where it is another.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// Checks that the run succeeded and said nothing on stderr.
    #[track_caller]
    pub fn quietly(self) -> Self {
        let run = self.exits(0);
        assert_eq!(run.stderr, "", "stdout:\n{}", run.stdout);
        run
    }

    /// Checks that nothing was printed on stdout.
    #[track_caller]
    pub fn without_answer(self) -> Self {
        assert_eq!(self.stdout, "");
        self
    }

    /// Checks that stderr has the text.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "no `{text}` in stderr:\n{}\nstdout:\n{}",
            self.stderr,
            self.stdout
        );
        self
    }

    /// Checks that stderr does not have the text.
    #[track_caller]
    pub fn does_not_say(self, text: &str) -> Self {
        assert!(!self.stderr.contains(text), "`{text}` in stderr:\n{}", self.stderr);
        self
    }

    /// stdout as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in:\n{}\n{}", self.stdout, self.stderr))
    }

    /// The first line of stderr as JSON: an error object.
    #[track_caller]
    pub fn error(&self) -> Value {
        let line = self.stderr.lines().find(|line| line.starts_with('{')).unwrap_or_default();
        serde_json::from_str::<Value>(line)
            .unwrap_or_else(|error| panic!("{error} in:\n{}", self.stderr))["error"]
            .clone()
    }
}

/// Starts a program with the signals of a terminal as they are by default.
const WITH_SIGNALS: [&str; 2] = ["env", "--default-signal=INT,QUIT"];

/// Whether this process ignores Ctrl-C, as what a script runs in the background does, and programs can be started that
/// do not. Who starts a program passes on what is ignored.
fn ignores_signals() -> bool {
    static IGNORED: LazyLock<bool> = LazyLock::new(|| {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask =
            mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
        let [env, option] = WITH_SIGNALS;
        mask & 0b10 != 0
            && Command::new(env)
                .args([option, "true"])
                .status()
                .is_ok_and(|status| status.success())
    });
    *IGNORED
}

/// A program that hears Ctrl-C, however the tests were started.
pub fn start(program: &OsStr) -> Command {
    if !ignores_signals() {
        return Command::new(program);
    }
    let [env, option] = WITH_SIGNALS;
    let mut command = Command::new(env);
    command.arg(option).arg(program);
    command
}

/// An empty home.
pub struct World {
    home: tempfile::TempDir,
}

impl World {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    /// A home whose embedded tenant has the documentation's group alone.
    pub fn plain() -> Self {
        let world = Self::new();
        world.simplify("sandbox");
        world
    }

    /// Takes the second group out of an embedded tenant, and leaves no trace of it.
    pub fn simplify(&self, profile: &str) {
        let remove = ["remove", "Head Office", "-p", profile, "-y", "-q"];
        self.run(&[&remove[..], &["--no-history", "--no-token-cache"]].concat()).exits(0);
    }

    /// The home directory.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// A path inside the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    /// Writes a file into the home, and gives its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Writes the config file.
    pub fn config(&self, toml: &str) {
        self.file(".config/syncgroup/config.toml", toml);
    }

    /// The database file of the embedded tenant.
    pub fn database(&self) -> PathBuf {
        self.path(".local/share/syncgroup/sandbox/sandbox.db")
    }

    /// The program with these arguments, ready to be changed and run.
    pub fn command(&self, arguments: &[&str]) -> Invocation {
        let mut command = start(BINARY.as_ref());
        command.args(arguments);
        Invocation { command: self.surround(command), stdin: None }
    }

    /// A shell script that finds the program by its name.
    pub fn script(&self, script: &str) -> Invocation {
        let mut command = start("bash".as_ref());
        command.arg("-c").arg(script);
        Invocation { command: self.surround(command), stdin: None }
    }

    fn surround(&self, mut command: Command) -> Command {
        let bin = Path::new(BINARY).parent().unwrap();
        let path = std::env::join_paths(
            std::iter::once(bin.to_owned())
                .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        );
        command
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", path.unwrap())
            .env("LANG", "C.UTF-8")
            .env("SYNCGROUP_SHELL", "sh");
        if cfg!(windows) {
            self.surround_windows(&mut command);
        }
        command.current_dir(self.home());
        command
    }

    /// What programs on Windows cannot do without, and the same directories as elsewhere.
    fn surround_windows(&self, command: &mut Command) {
        let inherited =
            ["SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "WINEPREFIX"];
        for name in inherited {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.env("USERPROFILE", self.home());
        // The keyring is that of the user who runs the tests.
        command.env("SYNCGROUP_NO_KEYRING", "1");
        for (name, directory) in [
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"),
            ("XDG_CACHE_HOME", ".cache"),
        ] {
            command.env(name, self.path(directory));
        }
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.command(arguments).run()
    }

    /// Runs the program on the embedded tenant.
    pub fn sandbox(&self, arguments: &[&str]) -> Run {
        self.run(&[&["-p", "sandbox"], arguments].concat())
    }

    /// Runs the program on the embedded tenant, with something on stdin.
    pub fn sandbox_with(&self, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Run {
        self.command(&[&["-p", "sandbox"], arguments].concat()).stdin(stdin).run()
    }

    /// Serves the embedded tenant to others, on a port of its own.
    pub fn serve(&self, options: &[&str]) -> Served {
        let arguments = [&["sandbox", "serve", "--addr", "127.0.0.1:0"], options].concat();
        let mut child = self
            .command(&arguments)
            .command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut value = |name: &str| {
            let line = lines.next().unwrap().unwrap();
            line.strip_prefix(&format!("export {name}="))
                .unwrap_or_else(|| panic!("{line}"))
                .to_owned()
        };
        let (url, id, secret) =
            (value("SAIL_BASE_URL"), value("SAIL_CLIENT_ID"), value("SAIL_CLIENT_SECRET"));
        Served { child, url, id, secret }
    }
}

/// A run that is about to start.
pub struct Invocation {
    pub command: Command,
    stdin: Option<Vec<u8>>,
}

impl Invocation {
    /// Puts something on stdin. Without it, stdin is empty.
    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(bytes.as_ref().to_vec());
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Unsets a variable.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Points the run at a served tenant, as its three lines say.
    pub fn on(self, served: &Served) -> Self {
        self.env("SAIL_BASE_URL", &served.url)
            .env("SAIL_CLIENT_ID", &served.id)
            .env("SAIL_CLIENT_SECRET", &served.secret)
    }

    /// Runs it to its end; a run that hangs is killed, and fails.
    pub fn run(self) -> Run {
        self.finish(|bytes| String::from_utf8(bytes).unwrap())
    }

    /// The same where the output may not be UTF-8.
    pub fn run_lossily(self) -> Run {
        self.finish(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    fn finish(self, text: fn(Vec<u8>) -> String) -> Run {
        let home = self.command.get_current_dir().unwrap_or(Path::new(".")).to_owned();
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        let mut words =
            words.map(OsStr::to_string_lossy).skip_while(|word| WITH_SIGNALS.contains(&&**word));
        let ours = words.next().is_some_and(|program| program == BINARY);
        let arguments: Vec<String> = words.filter(|_| ours).map(Cow::into_owned).collect();
        let posix = self.command.get_envs().any(|(name, value)| {
            name == "SYNCGROUP_SHELL" && value.is_some_and(|value| value == "sh")
        });
        let mut command = assert_cmd::Command::from_std(self.command);
        let output =
            command.timeout(LONGEST_RUN).write_stdin(self.stdin.unwrap_or_default()).output();
        let output = output.unwrap();
        let stderr = text(output.stderr);
        if ours && posix {
            hints::check(&arguments, &stderr);
        }
        Run { stdout: text(output.stdout), stderr, code: output.status.code().unwrap_or(-1), home }
    }
}

/// An embedded tenant that is served to others. It ends with this value.
pub struct Served {
    child: Child,
    pub url: String,
    pub id: String,
    pub secret: String,
}

impl Served {
    /// Sends a signal, and waits for the exit code.
    #[cfg(unix)]
    pub fn end_with(mut self, signal: &str) -> Option<i32> {
        send(signal, &self.child);
        self.child.wait().unwrap().code()
    }

    /// One request of another client: status, headers in lower case, body.
    pub fn request(&self, head: &str, body: &str) -> (u16, String, String) {
        let mut stream =
            std::net::TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap();
        let length = body.len();
        let head = head.trim_end();
        write!(
            stream,
            "{head}\r\nHost: x\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        let (head, body) = reply.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, head.to_lowercase(), body.to_owned())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A body with two free sources of the embedded tenant.
pub fn body(name: &str, sources: &[&str]) -> String {
    serde_json::json!({"name": name, "passwordPolicyId": POLICY, "sourceIds": sources}).to_string()
}

/// Does the same with each value, several at the same time: most of what a test does is to wait for the program.
pub fn side_by_side<T: Sync, R: Send>(
    values: &[T],
    workers: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<R>>> = values.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..workers.min(values.len()) {
            scope.spawn(|| {
                while let Some((value, result)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|at| values.get(at).zip(results.get(at)))
                {
                    *result.lock().unwrap() = Some(work(value));
                }
            });
        }
    });
    results.into_iter().map(|result| result.into_inner().unwrap().unwrap()).collect()
}

/// Whether only its owner can read a file. On Windows the profile of a user is closed to others as a whole.
pub fn is_private(path: impl AsRef<Path>) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        path.as_ref().metadata().unwrap().permissions().mode().trailing_zeros() >= 6
    }
    #[cfg(not(unix))]
    path.as_ref().exists()
}

/// Sets the permissions of a file, where there are such.
pub fn set_mode(path: impl AsRef<Path>, mode: u32) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = (path, mode);
}

/// Sends a signal, such as `-INT`, to a program.
#[cfg(unix)]
pub fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").arg(signal).arg(child.id().to_string()).status();
    assert!(status.unwrap().success());
}
