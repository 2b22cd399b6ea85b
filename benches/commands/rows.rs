//! What is measured.

use std::fs;
use std::path::Path;

use crate::Options;
use crate::measure::{Contestant, Tenant, measure, own};
use crate::table::Entry;

const GROUP: &str = "00000000000000000000000000000000";

/// A row of the table: the same work, done by several.
pub struct Row {
    pub name: &'static str,
    task: Task,
    groups: usize,
    /// Milliseconds that each request waits for its answer.
    latency: u64,
    /// One run for so many of the quick rows.
    share: usize,
}

#[derive(Clone, Copy)]
enum Task {
    Start(&'static [&'static str]),
    Get {
        cached: bool,
    },
    GetByName,
    List,
    New,
    Update,
    /// A manifest of so many groups that the tenant does not have.
    Apply(usize),
    /// A manifest of all groups of the tenant.
    Check,
    Tls,
}

pub fn all() -> Vec<Row> {
    let row = |name, task, groups, latency, share| Row { name, task, groups, latency, share };
    let start = |name, words| row(name, Task::Start(words), 0, 0, 1);
    let mut rows = vec![
        start("--version", &["--version"]),
        start("--help", &["--help"]),
        start("completions", &["completions", "bash"]),
        row("get, token fetched", Task::Get { cached: false }, 50, 0, 1),
        row("get, token cached", Task::Get { cached: true }, 50, 0, 1),
        row("get over TLS", Task::Tls, 50, 0, 1),
        row("get by name of 1,000", Task::GetByName, 1_000, 0, 1),
        row("list 50", Task::List, 50, 0, 1),
        row("list 10,000", Task::List, 10_000, 0, 1),
        row("list 100,000", Task::List, 100_000, 0, 3),
        row("list 100,000, +50 ms", Task::List, 100_000, 50, 20),
        row("apply 1,000 steps", Task::Apply(1_000), 0, 0, 4),
        row("new", Task::New, 50, 0, 1),
        row("update", Task::Update, 50, 0, 1),
        row("apply 100 groups", Task::Apply(100), 0, 0, 1),
        row("check -f, 600 groups", Task::Check, 600, 0, 1),
    ];
    let far = |[near, far]: [&'static str; 2], task, groups, share| {
        [row(near, task, groups, 50, share), row(far, task, groups, 150, share)]
    };
    let get = Task::Get { cached: true };
    rows.extend(far(["get, token cached, +50 ms", "get, token cached, +150 ms"], get, 50, 2));
    rows.extend(far(["list 50, +50 ms", "list 50, +150 ms"], Task::List, 50, 2));
    rows.extend(far(["list 10,000, +50 ms", "list 10,000, +150 ms"], Task::List, 10_000, 5));
    rows.extend(far(["new, +50 ms", "new, +150 ms"], Task::New, 50, 2));
    rows.extend(far(["update, +50 ms", "update, +150 ms"], Task::Update, 50, 2));
    let apply = Task::Apply(100);
    rows.extend(far(["apply 100 groups, +50 ms", "apply 100 groups, +150 ms"], apply, 0, 4));
    let check = ["check -f, 600 groups, +50 ms", "check -f, 600 groups, +150 ms"];
    rows.extend(far(check, Task::Check, 600, 4));
    rows
}

impl Row {
    /// Runs the row's contestants in turn.
    pub fn run(&self, options: &Options) -> Result<Vec<Entry>, String> {
        let home = tempfile::tempdir().map_err(|error| error.to_string())?;
        let home = home.path();
        match self.task {
            Task::Apply(groups) => write_manifest(options, home, groups, "Group")?,
            Task::Check => write_manifest(options, home, self.groups, "Password Sync Group")?,
            _ => {}
        }
        let tenant = match self.task {
            Task::Start(_) => None,
            Task::Tls => Some(certified_tenant(self.groups, home)),
            _ => Some(Tenant::start(self.groups, 2_000, self.latency, None)),
        };
        let base = tenant.as_ref().map_or_else(String::new, |tenant| {
            let scheme = if let Task::Tls = self.task { "https" } else { "http" };
            format!("{scheme}://127.0.0.1:{}", tenant.port)
        });
        configure(home, &base);
        let contestants = self.contestants(&base, options, home);
        let runs = (options.runs / self.share).max(1);
        let costs = measure(&contestants, runs, home, tenant.as_ref())?;
        let entries = contestants.iter().zip(costs);
        Ok(entries.map(|(who, costs)| Entry { label: who.label, costs }).collect())
    }

    fn contestants(&self, base: &str, options: &Options, home: &Path) -> Vec<Contestant> {
        let groups = format!("{base}/v3/password-sync-groups");
        let address = base.split("//").last().unwrap_or_default();
        let floor = |words: &[&str]| {
            Contestant::new(
                "floor",
                [&[own().as_str(), "floor"], words].concat().into_iter().map(str::to_owned),
            )
        };
        let curl = |url: &str| {
            Contestant::new("curl, no token", ["curl", "-s", "-H", "authorization: Bearer x", url])
        };
        let ours = |words: &[&str]| {
            let binary = options.binary.to_str().unwrap_or_default();
            Contestant::new("syncgroup", [&[binary], words].concat().into_iter().map(str::to_owned))
        };
        match self.task {
            Task::Start(words) => {
                vec![Contestant::new("hello world", [own().as_str(), "hello"]), ours(words)]
            }
            Task::Get { cached } => {
                let get = ours(&["get", GROUP, "-o", "json"]);
                let get = if cached { get } else { get.fresh() };
                vec![floor(&["get", address]), curl(&format!("{groups}/{GROUP}")), get]
            }
            Task::Tls => {
                let url = format!("{groups}/{GROUP}");
                let file = |name: &str| home.join(name).display().to_string();
                let authorities = ["curl", "-s", "--cacert", &file("authorities.pem"), &url];
                let get = ["get", GROUP, "-o", "json", "--ca-file", &file("tenant.pem")];
                vec![Contestant::new("curl, no token", authorities), ours(&get)]
            }
            Task::GetByName => {
                vec![
                    floor(&["list", address, "4"]),
                    ours(&["get", "Password Sync Group 777", "-o", "json"]),
                ]
            }
            Task::List => {
                let pages = self.groups.div_ceil(250).max(1);
                let last = (pages - 1) * 250;
                let urls = format!("{groups}?limit=250&offset=[0-{last}:250]");
                vec![
                    floor(&["list", address, &pages.to_string()]),
                    curl(if pages > 1 { &urls } else { &groups }),
                    ours(&["list", "-o", "jsonl"]).fresh(),
                ]
            }
            Task::New => {
                let new = ["new", "--name", "Sales", "--policy", "Strong", "-q"];
                let members = ["--source", "Source 1998", "--source", "Source 1999"];
                vec![ours(&[&new[..], &members].concat())]
            }
            Task::Update => {
                let update = ["update", "Password Sync Group 7", "-q"];
                vec![ours(&[&update[..], &["--add-source", "Source 1999"]].concat())]
            }
            Task::Apply(_) => vec![ours(&["apply", "-f", &manifest(home), "-y", "-q"])],
            Task::Check => vec![ours(&["check", "-f", &manifest(home), "-q"])],
        }
    }
}

fn configure(home: &Path, base: &str) {
    let dir = home.join(".config/syncgroup");
    fs::create_dir_all(&dir).expect("a directory");
    let config = format!(
        "default_profile = \"bench\"\n[profiles.bench]\nbase_url = \"{base}\"\nclient_id = \"bench\"\n"
    );
    fs::write(dir.join("config.toml"), config).expect("a config file");
}

/// A tenant over TLS, and the system's authorities with its certificate: what `--ca-file` is to the one, this is to curl.
fn certified_tenant(groups: usize, home: &Path) -> Tenant {
    let certificate = home.join("tenant.pem");
    let tenant = Tenant::start(groups, 0, 0, Some(&certificate));
    let own = fs::read_to_string(&certificate).expect("the tenant's certificate");
    let system = fs::read_to_string("/etc/ssl/certs/ca-certificates.crt").unwrap_or_default();
    fs::write(home.join("authorities.pem"), system + &own).expect("a file of authorities");
    tenant
}

fn manifest(home: &Path) -> String {
    home.join("groups.yaml").display().to_string()
}

/// Groups of two sources each, called by a word and their number.
fn write_manifest(options: &Options, home: &Path, groups: usize, word: &str) -> Result<(), String> {
    let help = std::process::Command::new(&options.binary).args(["apply", "--help"]).output();
    if !help.is_ok_and(|output| output.status.success()) {
        return Err("this build has no `apply`".into());
    }
    let group = |number: usize| {
        format!(
            "- name: {word} {number}\n  passwordPolicy: Strong\n  sources: [Source {}, Source {}]\n",
            2 * number,
            2 * number + 1
        )
    };
    let groups: String = (0..groups).map(group).collect();
    fs::write(manifest(home), groups).map_err(|error| error.to_string())
}
