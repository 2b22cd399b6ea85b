//! How cost grows: pages decoded, pages copied, and the table, at growing sizes. Time for each group should stay level.
//!
//! `cargo bench --bench growth`

#![allow(clippy::print_stdout, reason = "it is a program of its own, for people")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use syncgroup::api::Pages as _;
use syncgroup::model::SyncGroup;
use syncgroup::out::{Column, Format, Listing, Out, Settings, Spool, Stream, Streams, Terminal};

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const PAGE: usize = 250;

/// Does its work on so many groups, prepared beforehand.
type Work = fn(&[Value], &[Vec<u8>]);

fn main() {
    println!("| what | groups | ms | ns a group |\n|---|--:|--:|--:|");
    let works: [(&str, Work); 4] = [
        ("pages decoded", decode),
        ("pages copied as jsonl", |_, pages| copy(Format::Jsonl, pages)),
        ("pages copied as json", |_, pages| copy(Format::Json, pages)),
        ("table", table),
    ];
    for (name, work) in works {
        for size in SIZES {
            let groups: Vec<Value> = (0..size).map(group).collect();
            let pages: Vec<Vec<u8>> =
                groups.chunks(PAGE).map(|page| json!(page).to_string().into_bytes()).collect();
            let best = best(|| work(&groups, &pages));
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

fn decode(_: &[Value], pages: &[Vec<u8>]) {
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

fn table(groups: &[Value], _: &[Vec<u8>]) {
    let columns = ["id", "name", "passwordPolicyId", "sourceIds"];
    let columns = columns.map(|name| Column::field(name, name)).into();
    let listing = Listing::many(groups.to_vec()).columns(columns);
    window(Format::Table).print(&listing).expect("a sink takes everything");
}

fn window(format: Format) -> Out {
    let sink = || Stream::new(std::io::sink());
    let streams = Streams { stdout: sink(), stderr: sink(), console: Box::new(Terminal) };
    Out::with(Settings { format, ..Settings::default() }, streams)
}
