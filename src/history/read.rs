//! From lines to records.

use std::collections::HashMap;

use crate::history::record::{End, Line, Outcome, Record};

/// The records of a file, in the order in which they began. Torn lines and lines of a later version are skipped; a
/// record without an end is unknown.
pub(super) fn records(bytes: &[u8]) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut places = HashMap::new();
    let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    for mut line in lines.filter_map(|line| serde_json::from_slice::<Line>(line).ok()) {
        if let Some(beginning) = line.begin.take() {
            places.insert(line.number, records.len());
            records.push(Record {
                number: line.number,
                at: line.at,
                ended: None,
                run: line.run.or(line.apply).unwrap_or(line.number),
                apply: line.apply,
                reset: false,
                settled: false,
                beginning,
                end: End::default(),
            });
        } else if let Some(tenant) = &line.reset {
            let gone = records.iter_mut().filter(|record| record.beginning.tenant == *tenant);
            gone.for_each(|record| record.reset = true);
        } else if let Some(&place) = places.get(&line.number) {
            complete(&mut records[place], line);
        }
    }
    records
}

/// The tenants that the lines are about; none where a whole line is something else.
pub(super) fn tenants(bytes: &[u8]) -> Option<Vec<String>> {
    let whole = bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let mut tenants = Vec::new();
    for line in bytes[..whole].split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let Ok(line) = serde_json::from_slice::<Line>(line) else {
            // What a killed process left of a line is no obstacle where there are others.
            continue;
        };
        tenants.extend(line.begin.map(|beginning| beginning.tenant).or(line.reset));
    }
    tenants.dedup();
    (!tenants.is_empty() || bytes.is_empty()).then_some(tenants)
}

/// Whoever sent the request knows best how it ended, also where it says so after somebody else had a look; unless it
/// does not know either.
fn complete(record: &mut Record, line: Line) {
    let known = record.end.outcome != Outcome::Unknown;
    let end = match (line.end, line.settle) {
        (Some(end), _) if record.settled && end.outcome == Outcome::Unknown => return,
        (Some(end), _) => {
            record.settled = false;
            end
        }
        (None, Some(_)) if known && !record.settled => return,
        (None, Some(end)) => {
            record.settled = true;
            let request_id = end.request_id.or(record.end.request_id.take());
            End { request_id, ..end }
        }
        (None, None) => return,
    };
    record.ended = Some(line.at);
    record.end = end;
}
