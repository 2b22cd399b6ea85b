use crate::error::Code;
use crate::history::testing::{TENANT, TestHistory, begin, done, group, modified, updating};
use crate::history::undo::*;
use crate::history::{Beginning, End, Run, unchanged_since};

/// Takes change `number` back as a command would, on a tenant that gives a recreated group the ID `new_id`.
fn undo(history: &TestHistory, number: u64, new_id: &str) -> (u64, Inverse) {
    let records = history.all();
    let inverse = inverse(find(&records, TENANT, number).unwrap(), &records).unwrap();
    let undoing = |action| Beginning { undoes: Some(number), ..begin(action) };
    let own = match inverse.clone() {
        Inverse::Delete { group, .. } => {
            let beginning = Beginning { before: Some(group), ..undoing(Action::Delete) };
            history.write(beginning, done(None))
        }
        Inverse::Update { from, to, .. } => {
            let beginning = Beginning { undoes: Some(number), ..updating(&from, &to) };
            history.write(beginning, done(Some(&modified(&to, "2026-02-02T00:00:00Z"))))
        }
        Inverse::Create { old_id, group } => {
            let after = with_id(&group, new_id);
            let beginning = Beginning {
                wanted: Some(group),
                recreates: Some(old_id),
                ..undoing(Action::Create)
            };
            history.write(beginning, done(Some(&after)))
        }
    };
    (own, inverse)
}

fn message(history: &TestHistory, number: u64) -> String {
    let records = history.all();
    let error = inverse(find(&records, TENANT, number).unwrap(), &records).unwrap_err();
    assert_eq!(error.code(), Code::Usage);
    error.to_text()
}

#[test]
fn each_change_has_its_inverse() {
    let history = TestHistory::new();
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "c"]));
    let (create, update, delete) =
        (history.create(&old), history.update(&old, &new), history.delete(&new));
    let records = history.all();
    let of = |number| inverse(find(&records, TENANT, number).unwrap(), &records).unwrap();
    assert_eq!(of(create), Inverse::Delete { id: "g".into(), group: old.clone() });
    let to = with_id(&old, "g");
    assert_eq!(
        to.object().keys().collect::<Vec<_>>(),
        ["id", "name", "passwordPolicyId", "sourceIds"]
    );
    assert_eq!(of(update), Inverse::Update { id: "g".into(), from: new.clone(), to });
    let group = new.without_tenant_fields();
    assert_eq!(of(delete), Inverse::Create { old_id: "g".into(), group });
}

#[test]
fn what_cannot_be_undone_says_why() {
    let history = TestHistory::new();
    let end = |outcome| End { outcome, ..End::default() };
    for (action, outcome, reason) in [
        (Action::Password, Outcome::Done, "it is a password change"),
        (Action::Password, Outcome::Unknown, "it is a password change"),
        (Action::Request, Outcome::Done, "it is a request of `syncgroup api`"),
        (Action::Update, Outcome::Refused, "it changed nothing"),
        (Action::Update, Outcome::Failed, "it changed nothing"),
        (Action::Update, Outcome::Unknown, "it has no known end"),
        (Action::Update, Outcome::Done, "it does not say what the group was like"),
    ] {
        let number = history.write(begin(action), end(outcome));
        let text = message(&history, number);
        assert!(text.contains(&format!("change {number} cannot be undone: {reason}")), "{text}");
    }
}

#[test]
fn without_a_number_the_latest_change_that_is_neither_an_undo_nor_undone() {
    let history = TestHistory::new();
    let latest =
        |history: &TestHistory| latest_undoable(&history.all(), TENANT).map(|record| record.number);
    assert_eq!(latest(&history), None);
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "b"]));
    let (create, update) = (history.create(&old), history.update(&old, &new));
    let elsewhere = Beginning { tenant: "sandbox".into(), ..updating(&old, &new) };
    history.write(elsewhere, done(Some(&new)));
    history.write(updating(&new, &old), End { outcome: Outcome::Refused, ..End::default() });
    assert_eq!(latest(&history), Some(update));
    let (first, _) = undo(&history, update, "");
    assert_eq!(latest(&history), Some(create));
    let (second, _) = undo(&history, first, "");
    assert_eq!(latest(&history), Some(update));
    assert!(message(&history, first).contains(&format!("undone by change {second}")));
    undo(&history, update, "");
    assert_eq!(latest(&history), Some(create));
}

#[test]
fn an_unknown_change_is_the_latest_one_and_an_unknown_undo_bars_another() {
    let history = TestHistory::new();
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "b"]));
    let update = history.update(&old, &new);
    let beginning = Beginning { undoes: Some(update), ..updating(&new, &old) };
    let lost = history.write(beginning, End::default());
    assert_eq!(latest_undoable(&history.all(), TENANT).unwrap().number, update);
    let text = message(&history, update);
    assert!(text.contains(&format!("may have been undone by change {lost}")), "{text}");
    assert!(text.contains(&format!("hint: syncgroup history show {lost}")), "{text}");
}

#[test]
fn a_recreated_group_is_followed_by_older_and_later_undos() {
    let history = TestHistory::new();
    let (old, new) = (group("a", "Old", &["x", "y"]), group("a", "New", &["x", "y"]));
    let (create, update, delete) =
        (history.create(&old), history.update(&old, &new), history.delete(&new));
    let (recreated, _) = undo(&history, delete, "b");
    let (deleted_again, inverse) = undo(&history, recreated, "");
    assert!(matches!(inverse, Inverse::Delete { id, .. } if id == "b"));
    let (_, inverse) = undo(&history, deleted_again, "c");
    assert!(matches!(inverse, Inverse::Create { old_id, .. } if old_id == "b"));
    assert_eq!(current_id(&history.all(), TENANT, create, "a"), "c");
    let (back, inverse) = undo(&history, update, "");
    let Inverse::Update { id, to, .. } = inverse else { panic!("{inverse:?}") };
    assert_eq!((id.as_str(), to.id(), to.name()), ("c", "c", "Old"));
    let records = history.all();
    let present = find(&records, TENANT, back).unwrap().end.after.clone().unwrap();
    unchanged_since(find(&records, TENANT, create).unwrap(), &records, Some(&present)).unwrap();
    let (_, inverse) = undo(&history, create, "");
    assert!(matches!(inverse, Inverse::Delete { id, .. } if id == "c"));
}

#[test]
fn a_run_that_deletes_and_creates_goes_back_from_the_end() {
    let history = TestHistory::new();
    let (old, new) = (group("a", "One", &["x", "y"]), group("b", "One", &["x", "z"]));
    let deletion =
        Beginning { before: Some(old.clone()), run: Some(Run::First), ..begin(Action::Delete) };
    let run = history.write(deletion, done(None));
    let (wanted, recreates) = (Some(new.without_tenant_fields()), Some("a".into()));
    let creation =
        Beginning { wanted, recreates, run: Some(Run::Of(run)), ..begin(Action::Create) };
    history.write(creation, done(Some(&new)));
    let failed = Beginning { run: Some(Run::Of(run)), ..begin(Action::Create) };
    history.write(failed, End { outcome: Outcome::Refused, ..End::default() });
    let records = history.all();
    let order: Vec<_> =
        records_of_command(&records, TENANT, run).iter().map(|r| r.number).collect();
    assert_eq!(order, [2, 1]);
    let inverses: Vec<_> = order.iter().map(|&number| undo(&history, number, "c").1).collect();
    assert!(matches!(&inverses[0], Inverse::Delete { id, .. } if id == "b"));
    assert!(matches!(&inverses[1], Inverse::Create { old_id, .. } if old_id == "b"));
    assert_eq!(current_id(&history.all(), TENANT, run, "a"), "c");
    assert!(records_of_command(&history.all(), TENANT, run).is_empty());
}

#[test]
fn only_records_of_the_tenant_are_seen() {
    let history = TestHistory::new();
    let one = group("g", "One", &["a", "b"]);
    let elsewhere = Beginning {
        tenant: "https://test".into(),
        profile: Some("test".into()),
        ..begin(Action::Create)
    };
    history.write(elsewhere, done(Some(&one)));
    let records = history.all();
    let text = find(&records, TENANT, 1).unwrap_err().to_text();
    assert!(text.contains("made on tenant `https://test`"), "{text}");
    assert!(text.contains("hint: syncgroup -p test undo 1"), "{text}");
    assert_eq!(find(&records, TENANT, 2).unwrap_err().code(), Code::NotFound);
}

#[test]
fn what_does_not_come_back_is_said() {
    let one = group("g", "One", &["a", "b"]);
    let lost = losses(&Inverse::Create { old_id: "g".into(), group: one.clone() });
    assert_eq!(lost.len(), 3);
    assert!(lost[0].contains("the old ID `g`"));
    assert_eq!(losses(&Inverse::Delete { id: "g".into(), group: one.clone() }).len(), 2);
    let to = |name, sources: &[&str]| Inverse::Update {
        id: "g".into(),
        from: one.clone(),
        to: group("g", name, sources),
    };
    assert_eq!(losses(&to("Two", &["b", "a"])).len(), 0);
    assert_eq!(losses(&to("One", &["b", "c"])).len(), 2);
}
