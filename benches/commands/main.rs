//! Whole commands of the release build, beside `curl` and a floor of bare sockets, as one Markdown table.
//!
//! `cargo bench --bench commands [-- [ROW…] [--runs N] [--binary PATH]]`: rows whose name contains one of the words. The
//! same program is the tenant (`tenant`), the floor (`floor`) and a hello-world (`hello`), each in a process of its own.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is a program of its own, for people"
)]

mod floor;
mod measure;
mod rows;
mod table;
mod tenant;

use std::path::PathBuf;

/// What was typed.
struct Options {
    words: Vec<String>,
    /// How often each command runs; the rows that take long run less often.
    runs: usize,
    binary: PathBuf,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["hello"] => println!("hello"),
        ["floor", rest @ ..] => floor::main(rest).expect("the tenant answers"),
        ["tenant", rest @ ..] => tenant::main(rest),
        _ => bench(&options(&arguments)),
    }
}

fn options(arguments: &[String]) -> Options {
    let mut options =
        Options { words: Vec::new(), runs: 21, binary: env!("CARGO_BIN_EXE_syncgroup").into() };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            // cargo says so to every benchmark.
            "--bench" | "--" => {}
            "--runs" => {
                let runs = arguments.next().and_then(|runs| runs.parse().ok());
                options.runs = runs.expect("--runs takes a number");
            }
            "--binary" => options.binary = arguments.next().expect("--binary takes a path").into(),
            word => options.words.push(word.to_owned()),
        }
    }
    options
}

fn bench(options: &Options) {
    let rows = rows::all().into_iter().filter(|row| {
        options.words.is_empty() || options.words.iter().any(|word| row.name.contains(word))
    });
    table::print_head();
    for row in rows {
        match row.run(options) {
            Ok(lines) => table::print(row.name, &lines),
            Err(why) => eprintln!("{}: left out: {why}", row.name),
        }
    }
}
