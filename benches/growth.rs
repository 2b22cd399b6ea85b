//! How cost grows: pages decoded and copied, the table, and the planner, at growing sizes. Time for each group should
//! stay level.
//!
//! `cargo bench --bench growth`

#![allow(clippy::print_stdout, reason = "it is a program of its own, for people")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use syncgroup::internals::{
    Column, Desired, Format, Listing, Out, Pages as _, PlanSettings, Present, Settings, Spool,
    Stream, Streams, SyncGroup, Terminal, plan,
};

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const PAGE: usize = 250;

/// What is measured, prepared beforehand.
type Work = Box<dyn FnMut()>;

/// Prepares the work on so many groups.
type Prepare = fn(usize) -> Work;

fn main() {
    println!("| what | groups | ms | ns a group |\n|---|--:|--:|--:|");
    let works: [(&str, Prepare); 6] = [
        ("pages decoded", |size| on_pages(size, decode)),
        ("pages copied as jsonl", |size| on_pages(size, |pages| copy(Format::Jsonl, pages))),
        ("pages copied as json", |size| on_pages(size, |pages| copy(Format::Json, pages))),
        ("table", table),
        ("plan, one group in ten changed", |size| planner(size, false)),
        ("plan, every source one group on", |size| planner(size, true)),
    ];
    for (name, work) in works {
        for size in SIZES {
            let best = best(work(size));
            let each = best.as_nanos() / size as u128;
            println!("| {name} | {size} | {:.3} | {each} |", best.as_secs_f64() * 1e3);
        }
    }
}

/// The least time of several runs, at least half a second of them.
fn best(mut work: impl FnMut()) -> Duration {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    while begin.elapsed() < Duration::from_millis(500) {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
    }
    best
}

fn group(number: usize) -> Value {
    json!({
        "id": format!("{number:032x}"),
        "name": format!("Password Sync Group {number}"),
        "passwordPolicyId": format!("{:032x}", 1),
        "sourceIds": [format!("{:032x}", 2 * number), format!("{:032x}", 2 * number + 1)],
        "created": "2023-03-16T04:00:00Z",
        "modified": null,
    })
}

fn on_pages(size: usize, work: fn(&[Vec<u8>])) -> Work {
    let groups: Vec<Value> = (0..size).map(group).collect();
    let pages: Vec<Vec<u8>> =
        groups.chunks(PAGE).map(|page| json!(page).to_string().into_bytes()).collect();
    Box::new(move || work(&pages))
}

fn decode(pages: &[Vec<u8>]) {
    let mut groups: Vec<SyncGroup> = Vec::new();
    for page in pages {
        groups.page(page).expect("a page of groups");
    }
    black_box(groups);
}

fn copy(format: Format, pages: &[Vec<u8>]) {
    let mut spool = Spool::new(format).expect("a format that is copied");
    for page in pages {
        spool.add(page).expect("a page of groups");
    }
    window(format).pour(spool).expect("a sink takes everything");
}

fn table(size: usize) -> Work {
    let groups: Vec<Value> = (0..size).map(group).collect();
    let columns = ["id", "name", "passwordPolicyId", "sourceIds"];
    Box::new(move || {
        let columns = columns.map(|name| Column::field(name, name)).into();
        let listing = Listing::many(groups.clone()).columns(columns);
        window(Format::Table).print(&listing).expect("a sink takes everything");
    })
}

/// Three sources a group. Where all move on, each group waits for the next, all the way round.
fn planner(size: usize, all: bool) -> Work {
    let settings = |index: usize, policy: &'static str, first: usize| PlanSettings {
        name: format!("Password Sync Group {index}").into(),
        policy: policy.into(),
        sources: [first, 3 * index + 1, 3 * index + 2]
            .map(|source| source.to_string().into())
            .into(),
    };
    let present = |index: usize| Present {
        id: index.to_string().into(),
        settings: settings(index, "Strong", 3 * index),
    };
    let desired = |index: usize| {
        let policy = if index.is_multiple_of(10) { "Basic" } else { "Strong" };
        let first = if all { 3 * ((index + 1) % size) } else { 3 * index };
        Desired { id: None, settings: settings(index, policy, first), differs: false }
    };
    let tenant: Vec<Present> = (0..size).map(present).collect();
    let manifest: Vec<Desired> = (0..size).map(desired).collect();
    Box::new(move || {
        black_box(plan(&tenant, &manifest, &[]).expect("a plan"));
    })
}

fn window(format: Format) -> Out {
    let sink = || Stream::new(std::io::sink());
    let streams = Streams { stdout: sink(), stderr: sink(), console: Box::new(Terminal) };
    Out::with(Settings { format, ..Settings::default() }, streams)
}
