//! The pipelines of `examples/ci` and the script of a promotion. A small runner carries out the steps of a job as they
//! stand there: in an empty machine, with the secret of the job's environment, and with artifacts between jobs.

use std::path::PathBuf;

use serde_json::Value;

use crate::world::{GROUP, Run, Served, World, set_mode};

const GITHUB: &str = include_str!("../../examples/ci/github.yml");
const GITLAB: &str = include_str!("../../examples/ci/gitlab.yml");

const NEW: &str =
    "- {name: New, passwordPolicy: Strong, sources: [Free Source 00001, Free Source 00002]}\n";

/// Answers `gh` and `curl` give: a comment that is there is found, and what is sent is kept.
const FORGE: &str = r#"#!/bin/sh
case "$*" in
  *POST*) echo created >> "$COMMENTS.log"; cp comment.md "$COMMENTS" ;;
  *PATCH*|*PUT*) echo edited >> "$COMMENTS.log"; cp comment.md "$COMMENTS" ;;
  *PRIVATE-TOKEN*) if [ -e "$COMMENTS" ]; then echo '[{"id":7,"body":"MARKER"}]' | sed "s/MARKER/$(head -n 1 "$COMMENTS")/"; else echo '[]'; fi ;;
  *) if [ -e "$COMMENTS" ]; then echo 7; fi ;;
esac
"#;

/// A tenant with the clients of its two profiles.
struct Tenant {
    world: World,
    served: Served,
    reader: (String, String),
}

fn tenant(name: &str) -> Tenant {
    let world = World::plain();
    let other_names: &[&str] =
        if name == "staging" { &["--name-suffix", " (Staging)"] } else { &[] };
    let reset = ["sandbox", "reset", "--sources", "6", "-y", "-q"];
    world.run(&[&reset[..], other_names].concat()).quietly();
    let reader = world.serve(&["--as", "application"]);
    let reader = (reader.id.clone(), reader.secret.clone());
    let served = world.serve(&["--no-rate-limit"]);
    Tenant { world, served, reader }
}

/// The example's config file, with the addresses and clients of the served tenants, and with every name mapped that
/// `staging` has otherwise: the example shows one source and one policy.
fn config(tenants: &[(&str, Tenant); 3]) -> String {
    let mut config = include_str!("../../examples/ci/config.toml").to_owned();
    for ((_, tenant), (name, host, writer, reader)) in tenants.iter().zip([
        ("test", "acme-test", 1, 2),
        ("staging", "acme-staging", 3, 4),
        ("prod", "acme", 5, 6),
    ]) {
        let address = format!("base_url = \"{}\"", tenant.served.url);
        config = config.replace(&format!("tenant = \"{host}\""), &address);
        config = config.replace(&format!("{writer:032}"), &tenant.served.id);
        config = config.replace(&format!("{reader:032}"), &tenant.reader.0);
        assert!(config.contains(&address), "{name}: {config}");
    }
    for (kind, example) in [("sources", "GitHub"), ("policies", "Strong")] {
        let line = |name: &str| format!("\"{name}\" = \"{name} (Staging)\"\n");
        assert_eq!(config.matches(&line(example)).count(), 2, "{config}");
        let names = tenants[0].1.world.sandbox(&[kind, "--jq", ".[].name"]).exits(0).stdout;
        config = config.replace(&line(example), &names.lines().map(line).collect::<String>());
    }
    config
}

#[derive(Clone, Copy)]
enum Forge {
    Github,
    Gitlab,
}

/// A repository, its three tenants, and what its pipelines leave behind.
struct Pipelines {
    forge: Forge,
    workflow: Value,
    repository: World,
    kept: World,
    tenants: [(&'static str, Tenant); 3],
}

impl Pipelines {
    fn new(forge: Forge) -> Self {
        let text = match forge {
            Forge::Github => GITHUB,
            Forge::Gitlab => GITLAB,
        };
        let tenants = ["test", "staging", "prod"].map(|name| (name, tenant(name)));
        let repository = World::new();
        let export = tenants[0].1.world.sandbox(&["export"]).quietly().stdout;
        repository.file("groups/all.yaml", export);
        repository.file("syncgroup/config.toml", config(&tenants));
        let kept = World::new();
        for command in ["gh", "curl"] {
            set_mode(kept.file(&format!("bin/{command}"), FORGE), 0o755);
        }
        kept.file("artifacts/.keep", "");
        Self { forge, workflow: serde_saphyr::from_str(text).unwrap(), repository, kept, tenants }
    }

    fn tenant(&self, name: &str) -> &Tenant {
        &self.tenants.iter().find(|(tenant, _)| *tenant == name).unwrap().1
    }

    fn comment(&self, tenant: &str) -> PathBuf {
        self.kept.path(&format!("comment-{tenant}"))
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.kept.path(name)).unwrap_or_default()
    }

    /// Runs a job for a tenant to its end.
    fn job(&self, job: &str, tenant: &str) -> Run {
        let machine = World::new();
        let copy = format!("cp -r '{}'/. .", self.repository.home().display());
        machine.script(&copy).run().exits(0);
        let (steps, environment) = match self.forge {
            Forge::Github => self.github(job, tenant),
            Forge::Gitlab => self.gitlab(job, tenant),
        };
        let secret = match environment.strip_suffix("-read") {
            Some(name) => self.tenant(name).reader.1.clone(),
            None if environment.is_empty() => String::new(),
            None => self.tenant(&environment).served.secret.clone(),
        };
        let artifacts = self.kept.path("artifacts");
        let mut whole =
            Run { stdout: String::new(), stderr: String::new(), code: 0, home: artifacts.clone() };
        for (always, script) in steps {
            if whole.code != 0 && !always {
                continue;
            }
            machine.file("step.sh", script.replace("@SECRET@", &secret));
            let path =
                format!("{}:{}", self.kept.path("bin").display(), std::env::var("PATH").unwrap());
            let binary = PathBuf::from(crate::world::BINARY);
            let path = format!("{}:{path}", binary.parent().unwrap().display());
            let run = machine
                .script("bash --noprofile --norc -eo pipefail step.sh")
                .env("PATH", path)
                .env("ARTIFACTS", &artifacts)
                .env("COMMENTS", self.comment(tenant))
                .env("TENANT", tenant)
                .env("SYNCGROUP_CONFIG_DIR", "syncgroup")
                .env("GITHUB_STEP_SUMMARY", self.kept.path("summary.md"))
                .env("GITHUB_OUTPUT", self.kept.path("output"))
                .env("GITHUB_SERVER_URL", "https://git.example.com")
                .env("GITHUB_REPOSITORY", "acme/groups")
                .env("GITHUB_RUN_ID", "42")
                .env("CI_JOB_URL", "https://git.example.com/acme/groups/-/jobs/42")
                .env("CARGO_INSTALL_ROOT", machine.path(".syncgroup"))
                .env("CI_API_V4_URL", "https://git.example.com/api/v4")
                .env("CI_PROJECT_ID", "1")
                .env("CI_MERGE_REQUEST_IID", "7")
                .env("GITLAB_TOKEN", "x")
                .run();
            whole.stdout += &run.stdout;
            whole.stderr += &run.stderr;
            if whole.code == 0 {
                whole.code = run.code;
            }
        }
        whole
    }

    /// The steps of a GitHub job as scripts, each with whether it runs after a failure, and the job's environment.
    fn github(&self, job: &str, tenant: &str) -> (Vec<(bool, String)>, String) {
        let job = &self.workflow["jobs"][job];
        let filled = |text: &str| {
            let table = [
                ("matrix.tenant", tenant),
                ("secrets.SYNCGROUP_CLIENT_SECRET", "@SECRET@"),
                ("github.token", "x"),
                ("github.event.pull_request.number", "7"),
            ];
            let text = table.iter().fold(text.to_owned(), |text, (name, value)| {
                text.replace(&format!("${{{{ {name} }}}}"), value)
            });
            assert!(!text.contains("${{"), "{text}");
            text
        };
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let steps = job["steps"].as_array().unwrap().iter().filter_map(|step| {
            let always = step["if"] == "always()";
            let with = |key: &str| filled(&word(&step["with"][key]));
            let script = match step["uses"].as_str().unwrap_or_default().split('@').next().unwrap() {
                "" => {
                    let env = step["env"].as_object().into_iter().flatten();
                    let set = env.map(|(name, value)| format!("export {name}='{}'\n", filled(&word(value))));
                    set.collect::<String>() + &filled(&word(&step["run"]))
                }
                "actions/upload-artifact" => format!(
                    "mkdir -p \"$ARTIFACTS/{name}\"\ncp {} \"$ARTIFACTS/{name}\" 2> /dev/null || true",
                    with("path").replace('\n', " "),
                    name = with("name"),
                ),
                "actions/download-artifact" if step["with"]["name"].is_string() => {
                    format!("cp -r \"$ARTIFACTS/{}\"/. .", with("name"))
                }
                "actions/download-artifact" => format!("cp -r \"$ARTIFACTS\"/{} .", with("pattern")),
                "actions/checkout" | "actions/cache" => return None,
                other => panic!("{other}"),
            };
            Some((always, script))
        });
        (steps.collect(), filled(&word(&job["environment"])))
    }

    /// A GitLab job as one script and the one that keeps its artifacts, and the job's environment.
    fn gitlab(&self, job: &str, tenant: &str) -> (Vec<(bool, String)>, String) {
        let (job, default) = (&self.workflow[job], &self.workflow["default"]);
        let lines = |value: &Value| -> Vec<String> {
            value.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
        };
        let mut script = vec!["cp -r \"$ARTIFACTS\"/. .".to_owned()];
        script.push("export SYNCGROUP_CLIENT_SECRET=@SECRET@".to_owned());
        script.extend(lines(&default["before_script"]));
        script.extend(lines(&job["script"]));
        let mut steps = vec![(false, script.join("\n"))];
        if let Some(artifacts) = job["artifacts"].as_object() {
            assert_eq!(artifacts["when"], "always");
            let paths = lines(&artifacts["paths"]).join(" ");
            steps.push((true, format!("cp {paths} \"$ARTIFACTS\" 2> /dev/null || true")));
        }
        let environment = job["environment"]["name"].as_str().or(job["environment"].as_str());
        (steps, environment.unwrap().replace("$TENANT", tenant))
    }

    /// The record that an apply kept.
    fn record(&self, tenant: &str) -> String {
        match self.forge {
            Forge::Github => self.read(&format!("artifacts/applied-{tenant}/record.jsonl")),
            Forge::Gitlab => self.read(&format!("artifacts/record-{tenant}.jsonl")),
        }
    }
}

fn from_branch_to_undo(forge: Forge) {
    let pipelines = Pipelines::new(forge);
    let names = |tenant: &str| {
        let list = ["list", "--jq", ".[].name"];
        pipelines.tenant(tenant).world.sandbox(&list).exits(0).stdout
    };
    pipelines.repository.file("groups/new.yaml", NEW);
    // The pull request: the comment is written once, then edited.
    pipelines.job("review", "test").exits(0);
    pipelines.job("review", "test").exits(0);
    pipelines.job("review", "staging").exits(0);
    pipelines.job("review", "prod").exits(0);
    let comment = pipelines.read("comment-test");
    assert!(
        comment.starts_with("<!-- syncgroup test -->\n### Sync groups of `test-read`: 1 to create")
    );
    assert!(comment.contains("\n#### create sync group `New`\n"), "{comment}");
    assert_eq!(pipelines.read("comment-test.log"), "created\nedited\n");
    assert!(
        comment.contains("\n[Log and complete plan](https://git.example.com/acme/groups/"),
        "{comment}"
    );
    assert_eq!(pipelines.read("comment-prod.log"), "created\n");
    // The names of the manifest stand beside those of the tenant.
    let comment = pipelines.read("comment-staging");
    let mapped = "+- Free Source 00001 (Free Source 00001 (Staging) in staging-read)\n";
    assert!(comment.contains(mapped), "{comment}");
    // Merged: it is planned, approved, applied.
    pipelines.job("drift", "test").exits(10);
    pipelines.job("plan", "test").exits(0);
    pipelines.job("plan", "staging").exits(0);
    pipelines.job("plan", "prod").exits(0);
    if matches!(forge, Forge::Github) {
        pipelines.job("changes", "test").exits(0);
        assert_eq!(pipelines.read("output"), "tenants=[\"prod\",\"staging\",\"test\"]\n");
        assert!(pipelines.read("summary.md").contains("create sync group `New`"));
    }
    pipelines.job("apply", "test").exits(0).says("created New (");
    pipelines.job("drift", "test").exits(0);
    pipelines.job("apply", "staging").exits(0).says("created New (");
    pipelines.job("drift", "staging").exits(0);
    // A group that was made by hand since the plan stays, and the plan still applies.
    let by_hand = ["new", "--name", "By hand", "--policy", "Strong"];
    let sources = ["--source", "Free Source 00003", "--source", "Free Source 00004", "-q"];
    pipelines.tenant("prod").world.sandbox(&[&by_hand[..], &sources].concat()).exits(0);
    pipelines.job("apply", "prod").exits(0).says("created New (");
    assert!(names("prod").contains("By hand\n") && names("prod").contains("New\n"));
    // A change by hand is drift.
    pipelines.tenant("test").world.sandbox(&["update", GROUP, "--policy", "Basic"]).exits(0);
    pipelines.job("drift", "test").exits(10);
    // Any machine can undo the apply from its record.
    let elsewhere = World::new();
    elsewhere.file("record.jsonl", pipelines.record("prod"));
    let config =
        std::fs::read_to_string(pipelines.repository.path("syncgroup/config.toml")).unwrap();
    elsewhere.file("syncgroup/config.toml", config);
    let undo = elsewhere.command(&["-p", "prod", "undo", "--from", "record.jsonl", "--yes"]);
    let secret = &pipelines.tenant("prod").served.secret;
    let undo = undo.env("SYNCGROUP_CONFIG_DIR", "syncgroup").env("SYNCGROUP_CLIENT_SECRET", secret);
    undo.run().exits(0);
    assert!(names("prod").contains("By hand\n") && !names("prod").contains("New\n"));
    // A manifest with a mistake is red, and the comment says so.
    pipelines.repository.file("groups/new.yaml", "- {nmae: New}\n");
    assert_ne!(pipelines.job("review", "test").code, 0);
    assert!(pipelines.read("comment-test").contains("no plan"));
}

#[test]
fn github_goes_from_a_branch_to_an_undo() {
    from_branch_to_undo(Forge::Github);
}

#[test]
fn gitlab_goes_from_a_branch_to_an_undo() {
    if crate::tools::tool("python3").is_some() {
        from_branch_to_undo(Forge::Gitlab);
    }
}

#[test]
fn a_plan_that_others_have_overtaken_is_not_applied() {
    for forge in [Forge::Github, Forge::Gitlab] {
        let mut pipelines = Pipelines::new(forge);
        pipelines.repository.file("groups/new.yaml", NEW);
        pipelines.job("plan", "test").exits(0);
        let world = &pipelines.tenant("test").world;
        let by_hand = |name: &str, sources: [&str; 2]| {
            let new = ["new", "-q", "--name", name, "--policy", "Strong"];
            let members = ["--source", sources[0], "--source", sources[1]];
            world.sandbox(&[&new[..], &members].concat()).exits(0);
        };
        // Another group has one of its sources now.
        by_hand("Taken", ["Free Source 00002", "Free Source 00003"]);
        pipelines.job("apply", "test").exits(5);
        world.sandbox(&["remove", "Taken", "-y", "-q"]).exits(0);
        // Another group has its name.
        by_hand("New", ["Free Source 00003", "Free Source 00004"]);
        pipelines.job("apply", "test").exits(5);
        assert_eq!(
            world.sandbox(&["list", "--name", "New", "-o", "id"]).exits(0).stdout.lines().count(),
            1
        );
        world.sandbox(&["remove", "New", "-y", "-q"]).exits(0);
        // With --prune, a group that was made by hand is not deleted unseen.
        let workflow = match forge {
            Forge::Github => GITHUB,
            Forge::Gitlab => GITLAB,
        };
        let pruning = workflow.replace("diff -f groups --save", "diff -f groups --prune --save");
        assert_ne!(pruning, workflow);
        pipelines.workflow = serde_saphyr::from_str(&pruning).unwrap();
        pipelines.job("plan", "test").exits(0);
        let world = &pipelines.tenant("test").world;
        let members = ["--source", "Free Source 00003", "--source", "Free Source 00004"];
        let new = ["new", "-q", "--name", "By hand", "--policy", "Strong"];
        world.sandbox(&[&new[..], &members].concat()).exits(0);
        pipelines.job("apply", "test").exits(5).says("sync group `By hand`");
        let list = world.sandbox(&["list", "--jq", ".[].name"]).exits(0).stdout;
        assert!(list.contains("By hand\n") && !list.contains("New\n"), "{list}");
    }
}

#[test]
fn the_client_that_reviews_cannot_write() {
    let pipelines = Pipelines::new(Forge::Github);
    let tenant = pipelines.tenant("test");
    let machine = World::new();
    machine.config(&format!(
        "[profiles.open]\nbase_url = \"{}\"\nclient_id = \"{}\"\n",
        tenant.served.url, tenant.reader.0
    ));
    let remove = machine.command(&["-p", "open", "remove", GROUP, "--yes"]);
    remove.env("SYNCGROUP_CLIENT_SECRET", &tenant.reader.1).run().exits(4);
}

#[test]
fn secrets_that_write_are_in_the_apply_job_alone() {
    let workflow: Value = serde_saphyr::from_str(GITHUB).unwrap();
    for (name, job) in workflow["jobs"].as_object().unwrap() {
        let environment = job["environment"].as_str().unwrap_or("-read");
        assert_eq!(environment.ends_with("-read"), name != "apply", "{name}");
    }
    assert!(!GITHUB.contains("groups --prune") && !GITLAB.contains("groups --prune"));
}

#[test]
fn a_promotion_can_be_rehearsed() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/promotion");
    let run = World::plain().script(script).run().exits(0);
    assert!(run.stdout.ends_with("promoted\n"), "{}", run.stdout);
}
