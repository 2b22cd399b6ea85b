use crate::error::Code;
use crate::history::testing::{Attic, TENANT, begin, done, group, modified, updating};
use crate::history::undo::*;
use crate::history::{Beginning, End, Run, unchanged_since};

/// Takes change `number` back as a command would, on a tenant that gives a recreated group the ID `new_id`.
fn undo(attic: &Attic, number: u64, new_id: &str) -> (u64, Inverse) {
    let records = attic.all();
    let inverse = inverse(find(&records, TENANT, number).unwrap(), &records).unwrap();
    let undoing = |action| Beginning { undoes: Some(number), ..begin(action) };
    let own = match inverse.clone() {
        Inverse::Delete { group, .. } => {
            let beginning = Beginning { before: Some(group), ..undoing(Action::Delete) };
            attic.write(beginning, done(None))
        }
        Inverse::Update { from, to, .. } => {
            let beginning = Beginning { undoes: Some(number), ..updating(&from, &to) };
            attic.write(beginning, done(Some(&modified(&to, "2026-02-02T00:00:00Z"))))
        }
        Inverse::Create { old_id, group } => {
            let after = with_id(&group, new_id);
            let beginning = Beginning {
                wanted: Some(group),
                recreates: Some(old_id),
                ..undoing(Action::Create)
            };
            attic.write(beginning, done(Some(&after)))
        }
    };
    (own, inverse)
}

fn message(attic: &Attic, number: u64) -> String {
    let records = attic.all();
    let error = inverse(find(&records, TENANT, number).unwrap(), &records).unwrap_err();
    assert_eq!(error.code(), Code::Usage);
    error.to_text()
}

#[test]
fn each_change_has_its_inverse() {
    let attic = Attic::new();
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "c"]));
    let (create, update, delete) =
        (attic.create(&old), attic.update(&old, &new), attic.delete(&new));
    let records = attic.all();
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
    let attic = Attic::new();
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
        let number = attic.write(begin(action), end(outcome));
        let text = message(&attic, number);
        assert!(text.contains(&format!("change {number} cannot be undone: {reason}")), "{text}");
    }
}

#[test]
fn without_a_number_the_latest_change_that_is_neither_an_undo_nor_undone() {
    let attic = Attic::new();
    let latest = |attic: &Attic| latest_undoable(&attic.all(), TENANT).map(|record| record.number);
    assert_eq!(latest(&attic), None);
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "b"]));
    let (create, update) = (attic.create(&old), attic.update(&old, &new));
    let elsewhere = Beginning { tenant: "sandbox".into(), ..updating(&old, &new) };
    attic.write(elsewhere, done(Some(&new)));
    attic.write(updating(&new, &old), End { outcome: Outcome::Refused, ..End::default() });
    assert_eq!(latest(&attic), Some(update));
    let (first, _) = undo(&attic, update, "");
    assert_eq!(latest(&attic), Some(create));
    let (second, _) = undo(&attic, first, "");
    assert_eq!(latest(&attic), Some(update));
    assert!(message(&attic, first).contains(&format!("undone by change {second}")));
    undo(&attic, update, "");
    assert_eq!(latest(&attic), Some(create));
}

#[test]
fn an_unknown_change_is_the_latest_one_and_an_unknown_undo_bars_another() {
    let attic = Attic::new();
    let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "b"]));
    let update = attic.update(&old, &new);
    let beginning = Beginning { undoes: Some(update), ..updating(&new, &old) };
    let lost = attic.write(beginning, End::default());
    assert_eq!(latest_undoable(&attic.all(), TENANT).unwrap().number, update);
    let text = message(&attic, update);
    assert!(text.contains(&format!("may have been undone by change {lost}")), "{text}");
    assert!(text.contains(&format!("hint: syncgroup history show {lost}")), "{text}");
}

#[test]
fn a_recreated_group_is_followed_by_older_and_later_undos() {
    let attic = Attic::new();
    let (old, new) = (group("a", "Old", &["x", "y"]), group("a", "New", &["x", "y"]));
    let (create, update, delete) =
        (attic.create(&old), attic.update(&old, &new), attic.delete(&new));
    let (recreated, _) = undo(&attic, delete, "b");
    let (deleted_again, inverse) = undo(&attic, recreated, "");
    assert!(matches!(inverse, Inverse::Delete { id, .. } if id == "b"));
    let (_, inverse) = undo(&attic, deleted_again, "c");
    assert!(matches!(inverse, Inverse::Create { old_id, .. } if old_id == "b"));
    assert_eq!(current_id(&attic.all(), TENANT, create, "a"), "c");
    let (back, inverse) = undo(&attic, update, "");
    let Inverse::Update { id, to, .. } = inverse else { panic!("{inverse:?}") };
    assert_eq!((id.as_str(), to.id(), to.name()), ("c", "c", "Old"));
    let records = attic.all();
    let present = find(&records, TENANT, back).unwrap().end.after.clone().unwrap();
    unchanged_since(find(&records, TENANT, create).unwrap(), &records, Some(&present)).unwrap();
    let (_, inverse) = undo(&attic, create, "");
    assert!(matches!(inverse, Inverse::Delete { id, .. } if id == "c"));
}

#[test]
fn a_run_that_deletes_and_creates_goes_back_from_the_end() {
    let attic = Attic::new();
    let (old, new) = (group("a", "One", &["x", "y"]), group("b", "One", &["x", "z"]));
    let deletion =
        Beginning { before: Some(old.clone()), run: Some(Run::First), ..begin(Action::Delete) };
    let run = attic.write(deletion, done(None));
    let (wanted, recreates) = (Some(new.without_tenant_fields()), Some("a".into()));
    let creation =
        Beginning { wanted, recreates, run: Some(Run::Of(run)), ..begin(Action::Create) };
    attic.write(creation, done(Some(&new)));
    let failed = Beginning { run: Some(Run::Of(run)), ..begin(Action::Create) };
    attic.write(failed, End { outcome: Outcome::Refused, ..End::default() });
    let records = attic.all();
    let order: Vec<_> =
        records_of_command(&records, TENANT, run).iter().map(|r| r.number).collect();
    assert_eq!(order, [2, 1]);
    let inverses: Vec<_> = order.iter().map(|&number| undo(&attic, number, "c").1).collect();
    assert!(matches!(&inverses[0], Inverse::Delete { id, .. } if id == "b"));
    assert!(matches!(&inverses[1], Inverse::Create { old_id, .. } if old_id == "b"));
    assert_eq!(current_id(&attic.all(), TENANT, run, "a"), "c");
    assert!(records_of_command(&attic.all(), TENANT, run).is_empty());
}

#[test]
fn only_records_of_the_tenant_are_seen() {
    let attic = Attic::new();
    let one = group("g", "One", &["a", "b"]);
    let elsewhere = Beginning {
        tenant: "https://test".into(),
        profile: Some("test".into()),
        ..begin(Action::Create)
    };
    attic.write(elsewhere, done(Some(&one)));
    let records = attic.all();
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
