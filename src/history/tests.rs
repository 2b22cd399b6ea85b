//! The file: numbers, processes, torn lines, permissions, size.

use std::fs;
use std::io::Write as _;

use serde_json::json;

use crate::history::testing::{TENANT, TestHistory, begin, done, group, journal, updating};
use crate::history::*;

#[test]
fn a_change_is_recorded_before_and_completed_after() {
    let history = TestHistory::new();
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "b"]));
    let beginning = Beginning { os_user: Some("ann".into()), ..updating(&old, &new) };
    let ticket = history.journal.begin(beginning.clone()).unwrap();
    let unknown = history.journal.record(1).unwrap();
    assert_eq!((unknown.end.outcome, unknown.ended), (Outcome::Unknown, None));
    history.journal.end(ticket, End { request_id: Some("r".into()), ..done(Some(&new)) }).unwrap();
    let record = history.journal.record(1).unwrap();
    assert_eq!((record.number, &record.beginning), (1, &beginning));
    assert_eq!((record.group_id(), record.group_name()), (Some("g"), Some("New")));
    assert_eq!(
        serde_json::to_value(&record).unwrap(),
        json!({
            "number": 1, "at": "2026-01-01T00:00:00.000Z", "ended": "2026-01-01T00:00:01.000Z",
            "run": 1, "apply": null, "reset": false, "settled": false, "tenant": TENANT, "osUser": "ann", "command": "syncgroup …",
            "action": "update", "before": old, "wanted": new, "outcome": "done", "after": new, "requestId": "r",
        })
    );
}

#[test]
fn an_empty_history_needs_no_directory_and_makes_none() {
    let history = TestHistory::new();
    assert!(history.all().is_empty() && !history.path().parent().unwrap().exists());
    let error = history.journal.record(3).unwrap_err();
    assert_eq!((error.code(), error.message()), (Code::NotFound, "the history has no change 3"));
}

#[test]
fn many_threads_get_numbers_without_gaps() {
    let history = TestHistory::new();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                // Each thread has a handle of its own, as a process would.
                let journal = journal(&history.directory);
                for _ in 0..25 {
                    let ticket = journal.begin(begin(Action::Create)).unwrap();
                    journal.end(ticket, done(None)).unwrap();
                }
            });
        }
    });
    let records = history.all();
    let numbers: Vec<_> = records.iter().map(|record| record.number).collect();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
    assert!(records.iter().all(Record::is_done));
}

/// The process of the next test: writes until it is killed.
#[test]
#[ignore = "writes for ever, in the directory of the test that starts it"]
fn writer() {
    let Some(directory) = std::env::var_os("JOURNAL_WRITER") else { return };
    let journal = Journal::at(directory);
    loop {
        let ticket = journal.begin(begin(Action::Create)).unwrap();
        journal.end(ticket, done(Some(&group("g", "One", &["a", "b"])))).unwrap();
    }
}

#[test]
fn processes_that_are_killed_at_any_moment_leave_a_history_without_gaps() {
    let history = TestHistory::new();
    let start = || {
        std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "history::tests::writer", "--ignored"])
            .env("JOURNAL_WRITER", history.path().parent().unwrap())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    for round in 1..=4 {
        let mut writers = [start(), start(), start()];
        while history.all().len() < round * 40 {
            std::thread::yield_now();
        }
        for writer in &mut writers {
            writer.kill().unwrap();
            writer.wait().unwrap();
        }
    }
    let records = history.all();
    let numbers: Vec<_> = records.iter().map(|record| record.number).collect();
    assert_eq!(numbers, (1..=records.len() as u64).collect::<Vec<_>>());
    let unknown = records.iter().filter(|record| !record.is_done()).count();
    assert!(unknown <= 12, "{unknown}");
}

#[test]
fn a_line_torn_anywhere_costs_only_itself() {
    let history = TestHistory::new();
    history.create(&group("g", "One", &["a", "b"]));
    let whole = fs::read(history.path()).unwrap();
    let first = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    for length in 0..whole.len() {
        fs::write(history.path(), &whole[..length]).unwrap();
        let before = history.all().len() as u64;
        assert_eq!(before, u64::from(length >= first - 1), "{length}");
        let number = history.create(&group("h", "Two", &["c", "d"]));
        let records = history.all();
        assert_eq!(number, before + 1, "{length}");
        assert_eq!(records.len() as u64, number, "{length}");
        assert_eq!(records.last().unwrap().group_name(), Some("Two"), "{length}");
    }
}

#[test]
fn a_write_that_fails_in_the_middle_leaves_no_trace_in_what_follows() {
    let history = TestHistory::new();
    history.create(&group("g", "One", &["a", "b"]));
    let mut file = fs::OpenOptions::new().append(true).open(history.path()).unwrap();
    file.write_all(b"\xff\xfe{\"n\":7,\"begin\":").unwrap();
    assert_eq!(history.create(&group("h", "Two", &["a", "b"])), 2);
    assert_eq!(history.all().len(), 2);
}

#[test]
fn lines_of_a_later_version_keep_their_numbers() {
    let history = TestHistory::new();
    history.create(&group("g", "One", &["a", "b"]));
    let mut file = fs::OpenOptions::new().append(true).open(history.path()).unwrap();
    file.write_all(b"{\"n\":2,\"at\":\"?\",\"begin\":{\"action\":\"merge\"}}\n{\"n\":2,\"x\":1}\n")
        .unwrap();
    assert_eq!(history.create(&group("h", "Two", &["a", "b"])), 3);
    assert_eq!(history.all().iter().map(|record| record.number).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn the_last_number_is_found_behind_many_and_long_ends() {
    let history = TestHistory::new();
    let sources: Vec<_> = (0..2000).map(|number| format!("{number:032}")).collect();
    let sources: Vec<_> = sources.iter().map(String::as_str).collect();
    let large = group("g", "Large", &sources);
    let tickets: Vec<_> =
        (0..5).map(|_| history.journal.begin(begin(Action::Create)).unwrap()).collect();
    for ticket in tickets {
        history.journal.end(ticket, done(Some(&large))).unwrap();
    }
    assert_eq!(history.create(&large), 6);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let history = TestHistory::new();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    history.create(&group("g", "One", &["a", "b"]));
    assert_eq!((mode(&history.path()), mode(history.path().parent().unwrap())), (0o600, 0o700));
    fs::set_permissions(history.path(), fs::Permissions::from_mode(0o644)).unwrap();
    history.create(&group("h", "Two", &["a", "b"]));
    assert_eq!(mode(&history.path()), 0o600);
}

fn refuses(history: &TestHistory) {
    let error = history.journal.begin(begin(Action::Create)).unwrap_err();
    assert_eq!(error.code(), Code::Usage);
    let text = error.to_text();
    assert!(text.contains("history.jsonl") && text.contains("--no-history"), "{text}");
}

#[test]
fn a_directory_that_refuses_the_record_refuses_the_change() {
    let history = TestHistory::new();
    fs::write(history.directory.path().join("state"), "").unwrap();
    refuses(&history);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_refuses_the_change() {
    let history = TestHistory::new();
    fs::create_dir(history.directory.path().join("state")).unwrap();
    std::os::unix::fs::symlink("/dev/full", history.path()).unwrap();
    refuses(&history);
}

#[test]
fn a_run_has_the_number_of_its_first_record() {
    let history = TestHistory::new();
    history.create(&group("g", "One", &["a", "b"]));
    let run = |run| Beginning { run: Some(run), is_step: true, ..begin(Action::Create) };
    let first = history.journal.begin(run(Run::First)).unwrap();
    assert_eq!((first.number(), first.run()), (2, 2));
    let second = history.journal.begin(run(Run::Of(2))).unwrap();
    assert_eq!((second.number(), second.run()), (3, 2));
    let applies: Vec<_> = history.all().iter().map(|record| record.apply).collect();
    assert_eq!(applies, [None, Some(2), Some(2)]);
}

#[test]
fn a_password_change_is_recorded_with_user_and_sources() {
    let history = TestHistory::new();
    let change = PasswordChange { user: "Abby.Smith".into(), sources: vec!["GitHub".into()] };
    let beginning = Beginning { password: Some(change.clone()), ..begin(Action::Password) };
    let end = End { outcome: Outcome::Failed, message: Some("no".into()), ..End::default() };
    let number = history.write(beginning, end.clone());
    let record = history.journal.record(number).unwrap();
    assert_eq!((record.beginning.password.as_ref(), &record.end), (Some(&change), &end));
}

#[test]
fn a_settlement_counts_until_the_sender_itself_says_how_it_ended() {
    let history = TestHistory::new();
    let one = group("g", "One", &["a", "b"]);
    let ticket = history.journal.begin(begin(Action::Create)).unwrap();
    history.journal.settle(1, Settlement::StillUnknown).unwrap();
    assert_eq!(history.all()[0].end.outcome, Outcome::Unknown);
    history.journal.settle(1, Settlement::Happened(Some(one.clone()))).unwrap();
    let settled = history.journal.record(1).unwrap();
    assert!(settled.settled && settled.is_done() && settled.end.after == Some(one));
    let refused = End { outcome: Outcome::Refused, ..End::default() };
    history.journal.end(ticket, refused.clone()).unwrap();
    history.journal.settle(1, Settlement::Happened(None)).unwrap();
    let record = history.journal.record(1).unwrap();
    assert_eq!((record.settled, record.end), (false, refused));
}

#[test]
fn a_sender_that_does_not_know_leaves_it_to_a_look_at_the_tenant() {
    let history = TestHistory::new();
    let unknown = End { request_id: Some("r".into()), ..End::default() };
    history.write(begin(Action::Delete), unknown.clone());
    history.journal.settle(1, Settlement::Happened(None)).unwrap();
    let record = history.journal.record(1).unwrap();
    assert_eq!(
        (record.settled, record.is_done(), record.end.request_id.as_deref()),
        (true, true, Some("r"))
    );
}

#[test]
fn filters_follow_a_group_through_names_and_ids() {
    let history = TestHistory::new();
    let old = group("g", "Old", &["a", "b"]);
    let new = group("g", "New", &["a", "b"]);
    history.create(&old);
    history.create(&group("h", "Other", &["c", "d"]));
    history.update(&old, &new);
    let deleted = history.delete(&new);
    let again = group("g2", "New", &["a", "b"]);
    let recreation = Beginning {
        wanted: Some(again.clone()),
        undoes: Some(deleted),
        recreates: Some("g".into()),
        ..begin(Action::Create)
    };
    history.write(recreation, done(Some(&again)));
    for word in ["Old", "New", "g", "g2"] {
        let filter = Filter { group: Some(word.into()), ..Filter::default() };
        let numbers: Vec<_> =
            history.journal.records(&filter).unwrap().iter().map(|record| record.number).collect();
        assert_eq!(numbers, [1, 3, 4, 5], "{word}");
    }
    let filter = Filter { since: Some(history.all()[3].at), ..Filter::default() };
    assert_eq!(history.journal.records(&filter).unwrap().len(), 2);
    let filter = Filter { tenant: Some("sandbox".into()), ..Filter::default() };
    assert!(history.journal.records(&filter).unwrap().is_empty());
}

#[test]
fn a_hundred_thousand_lines_do_not_slow_an_append() {
    let history = TestHistory::new();
    history.create(&group("g", "One", &["a", "b"]));
    let lines = fs::read_to_string(history.path()).unwrap();
    let (head, tail) = lines.split_once("\"n\":1,").unwrap();
    let (middle, tail) = tail.split_once("\"n\":1,").unwrap();
    let many: Vec<_> =
        (1..=50_000).map(|n| format!("{head}\"n\":{n},{middle}\"n\":{n},{tail}")).collect();
    fs::write(history.path(), many.concat()).unwrap();
    let start = std::time::Instant::now();
    for number in 1..=100 {
        assert_eq!(history.create(&group("h", "Two", &["a", "b"])), 50_000 + number);
    }
    // Reading everything each time would take minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
