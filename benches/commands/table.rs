//! The table: medians, the middle half, and how often the floor's cost that is.

use crate::measure::Cost;

/// A contestant's place in a row.
pub struct Entry {
    pub label: &'static str,
    pub costs: Vec<Cost>,
}

pub fn print_head() {
    println!(
        "| what | who | wall, ms | middle half | × | CPU, ms | × | memory, MiB | requests | connections |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
}

/// One line a contestant; the ratios are to the first.
pub fn print(name: &str, entries: &[Entry]) {
    let Some(first) = entries.first() else { return };
    for entry in entries {
        let (wall, cpu) = (walls(entry), cpus(entry));
        let last = entry.costs[entry.costs.len() - 1];
        let memory = numbers(entry, |cost| {
            f64::from(u32::try_from(cost.memory >> 10).unwrap_or(u32::MAX)) / 1024.0
        });
        println!(
            "| {name} | {} | {} | {}–{} | {:.2} | {} | {:.2} | {:.1} | {} | {} |",
            entry.label,
            shown(median(&wall)),
            shown(wall[wall.len() / 4]),
            shown(wall[wall.len() * 3 / 4]),
            median(&wall) / median(&walls(first)),
            shown(median(&cpu)),
            median(&cpu) / median(&cpus(first)),
            median(&memory),
            last.requests,
            last.connections,
        );
    }
}

fn walls(entry: &Entry) -> Vec<f64> {
    numbers(entry, |cost| cost.wall.as_secs_f64() * 1e3)
}

fn cpus(entry: &Entry) -> Vec<f64> {
    numbers(entry, |cost| cost.cpu.as_secs_f64() * 1e3)
}

/// Sorted.
fn numbers(entry: &Entry, of: impl Fn(&Cost) -> f64) -> Vec<f64> {
    let mut numbers: Vec<f64> = entry.costs.iter().map(of).collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn median(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

/// Three digits are all that means something.
fn shown(number: f64) -> String {
    match number {
        100.0.. => format!("{number:.0}"),
        10.0.. => format!("{number:.1}"),
        _ => format!("{number:.2}"),
    }
}
