//! Bulk work runs at the tenant's limit without being refused.

use std::time::{Duration, Instant};

use crate::world::World;

#[test]
fn two_hundred_writes_meet_no_rate_limit() {
    const WRITES: usize = 200;
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "-q", "--groups", "200"]).quietly();
    let ids = world.sandbox(&["list", "-o", "id"]).quietly().stdout;
    let served = world.serve(&["--rate-limit", "100/0.5"]);
    let start = Instant::now();
    let run = world
        .command(&["remove", "-", "-y", "-v", "-o", "id", "--pace", "100/0.5"])
        .on(&served)
        .stdin(ids)
        .run()
        .exits(0);
    let took = start.elapsed();
    assert_eq!(run.stdout.lines().count(), WRITES);
    let requests = run.stderr.lines().filter(|line| line.contains("ms attempt ")).count();
    let deletes = run.stderr.lines().filter(|line| line.starts_with("DELETE ")).count();
    assert!(requests > WRITES && deletes == WRITES, "{requests} {deletes}");
    assert!(!run.stderr.contains(" 429 "), "{}", run.stderr);
    let windows = u32::try_from(requests.div_ceil(100) - 1).unwrap();
    assert!(took >= Duration::from_millis(500) * windows, "{took:?}");
}

#[test]
fn the_pace_is_an_option_like_the_others() {
    let world = World::new();
    world.run(&["profile", "add", "p", "--tenant", "acme", "--pace", "20/1"]).exits(0);
    let row = |run: crate::world::Run| {
        let rows = run.exits(0).json();
        let row = rows.as_array().unwrap().iter().find(|row| row["key"] == "pace").unwrap().clone();
        (row["value"].clone(), row["origin"].as_str().unwrap().to_owned())
    };
    let show = ["-p", "p", "profile", "show", "-o", "json"];
    let (value, origin) = row(world.run(&show));
    assert!(value == "20/1" && origin.ends_with("config.toml:3"), "{value} {origin}");
    let run = world.command(&show).env("SYNCGROUP_PACE", "none").run();
    assert_eq!(row(run), (serde_json::Value::Null, "SYNCGROUP_PACE".to_owned()));
    world.run(&["-p", "p", "list", "--pace", "0/1"]).exits(2).says("`--pace` must be");
}
