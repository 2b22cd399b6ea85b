//! One run of a command, and many runs of several in turn.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

use crate::floor::Line;

/// A program with its arguments, and what it is called in the table.
pub struct Contestant {
    pub label: &'static str,
    pub arguments: Vec<String>,
    /// Runs without what earlier runs left in the cache.
    pub fresh: bool,
}

impl Contestant {
    pub fn new<S: Into<String>>(
        label: &'static str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Self {
        Self { label, arguments: arguments.into_iter().map(Into::into).collect(), fresh: false }
    }

    pub fn fresh(self) -> Self {
        Self { fresh: true, ..self }
    }
}

/// What one run took.
#[derive(Clone, Copy)]
pub struct Cost {
    pub wall: Duration,
    /// User and system time.
    pub cpu: Duration,
    /// The most memory at any time, in bytes. The starting process counts up to its `exec`.
    pub memory: u64,
    pub requests: u64,
    pub connections: u64,
}

/// A tenant in a process of its own.
pub struct Tenant {
    process: Child,
    pub port: u16,
}

impl Tenant {
    pub fn start(groups: usize, sources: usize, latency: u64, tls: Option<&Path>) -> Self {
        let numbers = [groups.to_string(), sources.to_string(), latency.to_string()];
        let mut process = Command::new(own())
            .arg("tenant")
            .args(numbers)
            .args(tls)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the tenant starts");
        let mut port = String::new();
        let stdout = process.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut port).expect("the tenant says its port");
        Self { process, port: port.trim().parse().expect("a port") }
    }

    /// Requests and connections so far.
    fn counts(&self) -> (u64, u64) {
        let mut line = Line::connect(&format!("127.0.0.1:{}", self.port)).expect("the tenant");
        let text = line.request("GET /counts", "").expect("the counts");
        let text = String::from_utf8_lossy(&text).into_owned();
        let mut numbers = text.split(' ').map(|number| number.parse().expect("a number"));
        (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default())
    }
}

impl Drop for Tenant {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// This very program.
pub fn own() -> String {
    let path = std::env::current_exe().expect("a path");
    path.to_str().expect("a path that is text").to_owned()
}

/// Runs each contestant in turn, so often; a first round is not counted.
pub fn measure(
    contestants: &[Contestant],
    runs: usize,
    home: &Path,
    tenant: Option<&Tenant>,
) -> Result<Vec<Vec<Cost>>, String> {
    let mut costs = vec![Vec::with_capacity(runs); contestants.len()];
    for round in 0..=runs {
        for (contestant, costs) in contestants.iter().zip(&mut costs) {
            if contestant.fresh {
                let _ = std::fs::remove_dir_all(home.join(".cache"));
            }
            let before = tenant.map(Tenant::counts);
            let mut cost = run(contestant, home)?;
            if let (Some(tenant), Some((requests, connections))) = (tenant, before) {
                let after = tenant.counts();
                cost.requests = after.0 - requests;
                cost.connections = after.1 - connections;
            }
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    Ok(costs)
}

fn run(contestant: &Contestant, home: &Path) -> Result<Cost, String> {
    let (program, arguments) = contestant.arguments.split_first().ok_or("no command")?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("SYNCGROUP_CLIENT_SECRET", "bench-secret")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("`{program}`: {error}"))?;
    let used = child.wait4().map_err(|error| error.to_string())?;
    let wall = start.elapsed();
    if !used.status.success() {
        let output = child.stderr.take().map(std::io::read_to_string);
        let words = output.and_then(Result::ok).unwrap_or_default();
        return Err(format!("`{program} {}`: {words}", arguments.join(" ")));
    }
    let cpu = used.rusage.utime + used.rusage.stime;
    Ok(Cost { wall, cpu, memory: used.rusage.maxrss, requests: 0, connections: 0 })
}
