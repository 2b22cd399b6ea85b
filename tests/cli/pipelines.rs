//! The pipelines of `examples/ci` and the script of a promotion, run as they stand there.

use std::fmt::Write as _;

use serde_json::Value;

use crate::world::{GROUP, Run, Served, World, set_mode};

const GITHUB: &str = include_str!("../../examples/ci/github.yml");
const GITLAB: &str = include_str!("../../examples/ci/gitlab.yml");

const NEW: &str =
    "- {name: New, passwordPolicy: Strong, sources: [Free Source 00001, Free Source 00002]}\n";

/// A repository with the tenant's groups, and a tenant that is served to its pipelines.
fn repository() -> (World, Served) {
    let world = World::plain();
    world.run(&["sandbox", "reset", "--sources", "2", "-y", "-q"]).quietly();
    let export = world.sandbox(&["export"]).quietly().stdout;
    world.file("groups/all.yaml", export);
    // What the pipelines comment with: it keeps what it is called with.
    for command in ["gh", "curl"] {
        let path =
            world.file(&format!("bin/{command}"), "#!/bin/sh\necho \"$0 $*\" > called.txt\n");
        set_mode(path, 0o755);
    }
    let served = world.serve(&["--no-rate-limit"]);
    (world, served)
}

/// The shell commands of a GitHub job, step by step.
fn github(job: &str) -> Vec<String> {
    let pipeline: Value = serde_saphyr::from_str(GITHUB).unwrap();
    let steps = pipeline["jobs"][job]["steps"].as_array().unwrap();
    steps.iter().filter_map(|step| step["run"].as_str().map(str::to_owned)).collect()
}

/// The shell commands of a GitLab job, those before it first.
fn gitlab(job: &str) -> Vec<String> {
    let pipeline: Value = serde_saphyr::from_str(GITLAB).unwrap();
    let lines = |value: &Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
    };
    [lines(&pipeline["default"]["before_script"]), lines(&pipeline[job]["script"])].concat()
}

/// Runs the commands one after the other, as a runner does: the first that fails ends the job.
fn job(world: &World, served: &Served, commands: &[String]) -> Run {
    let mut script = String::from("PATH=$HOME/bin:$PATH\n");
    for (number, command) in commands.iter().enumerate() {
        let file = format!("step-{number}.sh");
        world.file(&file, command);
        writeln!(script, "bash -eo pipefail {file} || exit $?").unwrap();
    }
    let variables = [
        ("PULL_REQUEST", "7"),
        ("CI_API_V4_URL", "https://git.example.com/api/v4"),
        ("CI_PROJECT_ID", "1"),
        ("CI_MERGE_REQUEST_IID", "7"),
        ("GITLAB_TOKEN", "x"),
    ];
    let run = world.script(&script).on(served);
    variables.iter().fold(run, |run, (name, value)| run.env(name, value)).run()
}

fn a_pipeline_reviews_applies_and_sees_drift(commands: fn(&str) -> Vec<String>, comments: &str) {
    let (world, served) = repository();
    world.file("groups/new.yaml", NEW);
    job(&world, &served, &commands("review")).exits(0);
    let comment = std::fs::read_to_string(world.path("comment.md")).unwrap();
    assert!(comment.contains("```diff\n--- nothing\n+++ after/New\n"), "{comment}");
    assert!(comment.contains("> 1 to create; 2 unchanged"), "{comment}");
    let called = std::fs::read_to_string(world.path("called.txt")).unwrap();
    assert!(called.contains(comments) && called.contains("comment.md"), "{called}");
    job(&world, &served, &commands("drift")).exits(10);
    job(&world, &served, &commands("apply")).exits(0).says("created New (");
    job(&world, &served, &commands("drift")).exits(0);
    job(&world, &served, &commands("check"))
        .exits(0)
        .says("3 sync groups checked: 0 errors, 0 warnings\n");
    world.sandbox(&["update", GROUP, "--policy", "Basic"]).exits(0);
    job(&world, &served, &commands("drift")).exits(10).says("1 to update");
    world.file("groups/new.yaml", "- {nmae: New}\n");
    job(&world, &served, &commands("review")).exits(1);
}

#[test]
fn the_github_pipeline_reviews_applies_and_sees_drift() {
    a_pipeline_reviews_applies_and_sees_drift(github, "gh pr comment 7");
}

#[test]
fn the_gitlab_pipeline_reviews_applies_and_sees_drift() {
    a_pipeline_reviews_applies_and_sees_drift(gitlab, "merge_requests/7/notes");
}

#[test]
fn a_promotion_can_be_rehearsed() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/promotion");
    let run = World::plain().script(script).run().exits(0);
    assert!(run.stdout.ends_with("promoted\n"), "{}", run.stdout);
}
