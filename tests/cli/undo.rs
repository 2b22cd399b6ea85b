//! `syncgroup undo`: whole commands, and what the history says of them.

use serde_json::{Value, json};

use crate::world::{GROUP, World, side_by_side};

const NAME: &str = "Password Sync Group 1";

/// A tenant with free sources.
fn world() -> World {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--sources", "8"]).exits(0);
    world
}

/// Every group by name, with its policy and its members.
fn state(world: &World) -> Vec<(String, String, Vec<String>)> {
    let groups = world.sandbox(&["list", "-o", "json"]).exits(0).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let of = |group: &Value| {
        let members = group["sourceIds"].as_array().unwrap().iter().map(text);
        let mut members: Vec<String> = members.collect();
        members.sort();
        (text(&group["name"]), text(&group["passwordPolicyId"]), members)
    };
    let mut state: Vec<_> = groups.as_array().unwrap().iter().map(of).collect();
    state.sort();
    state
}

fn history(world: &World) -> Value {
    world.sandbox(&["history", "-o", "json"]).exits(0).json()
}

/// Creates groups of two free sources each in one command.
fn create(world: &World, names: &[&str]) {
    world.sandbox(&["new", "-f", &bodies(world, names), "--no-check"]).exits(0);
}

/// A file with bodies of groups of two free sources each.
fn bodies(world: &World, names: &[&str]) -> String {
    let sources = world.sandbox(&["sources", "-o", "json"]).exits(0).json();
    let taken: Vec<String> = state(world).into_iter().flat_map(|group| group.2).collect();
    let is_free = |source: &&Value| {
        let text = |key: &str| source[key].as_str().unwrap().to_owned();
        text("name").starts_with("Free Source") && !taken.contains(&text("id"))
    };
    let free: Vec<&Value> = sources.as_array().unwrap().iter().filter(is_free).collect();
    let policy = world.sandbox(&["policies", "-o", "json"]).exits(0).json()[0]["id"].clone();
    let bodies = names.iter().zip(free.chunks(2)).map(|(name, pair)| {
        json!({"name": name, "passwordPolicyId": policy, "sourceIds": [pair[0]["id"], pair[1]["id"]]})
    });
    world.file("new.json", Value::Array(bodies.collect()).to_string())
}

#[test]
fn formats_of_groups_are_for_the_undo_of_a_single_change_and_a_plan_says_so() {
    let world = world();
    create(&world, &["A", "B"]);
    for format in ["csv", "tsv", "id"] {
        let refused = world.sandbox(&["undo", "-n", "-o", format]).exits(2);
        assert!(refused.stderr.contains("several changes, an `apply`"), "{}", refused.stderr);
    }
    world.sandbox(&["update", "A", "--name", "B2", "-y"]).exits(0);
    let undone = world.sandbox(&["undo", "-y", "-o", "csv"]).exits(0);
    assert!(undone.stdout.lines().nth(1).is_some_and(|row| row.contains(",A,")));
}

#[test]
fn undo_takes_back_all_changes_of_the_last_command() {
    let world = world();
    let before = state(&world);
    create(&world, &["A", "B", "C"]);
    assert_eq!(state(&world).len(), before.len() + 3);
    let run = world.sandbox(&["undo", "-n"]).exits(0).says("3 to delete");
    run.says("3 of 3 changes").says("new -f");
    world.sandbox(&["undo", "-y"]).exits(0).says("3 deleted");
    assert_eq!(state(&world), before);
    world.sandbox(&["undo", "-y"]).exits(3).without_answer().says("no change to undo");
    // An undo is a command, too.
    world.sandbox(&["undo", "--command", "5", "-y"]).exits(0).says("3 created");
    assert_eq!(state(&world).len(), before.len() + 3);
}

#[test]
fn removed_groups_come_back_together() {
    let world = world();
    create(&world, &["A", "B"]);
    let before = state(&world);
    world.sandbox(&["remove", "A", "B", "-y"]).exits(0);
    world.sandbox(&["undo", "-y"]).exits(0).says("2 created").says("new one");
    assert_eq!(state(&world), before);
    // What was recreated is followed to its new ID.
    world.sandbox(&["undo", "-y"]).exits(0).says("2 deleted");
}

#[test]
fn an_apply_that_moved_a_source_is_taken_back_as_a_whole() {
    let world = world();
    create(&world, &["A"]);
    let before = state(&world);
    let manifest = world.sandbox(&["export"]).exits(0).stdout;
    let moved = manifest
        .replace("- Free Source 00001", "- Free Source 00003")
        .replace("- GitHub", "- GitHub\n  - Free Source 00001");
    assert_ne!(moved, manifest);
    let file = world.file("groups.yaml", &moved);
    world.sandbox(&["apply", "-f", &file, "-y"]).exits(0);
    assert_ne!(state(&world), before);
    let run = world.sandbox(&["undo", "3", "-n", "--no-check"]);
    run.exits(0).says("change 3 (step 2 of 2 in apply 2)").says("undo --command 2");
    world.sandbox(&["undo", "-y"]).exits(0).says("undo of apply 2 (2 of 2 changes)");
    assert_eq!(state(&world), before);
}

#[test]
fn the_last_change_of_a_group_is_undone_by_its_name() {
    let world = world();
    let before = state(&world);
    create(&world, &["A", "B"]);
    world.sandbox(&["update", "A", "--name", "A2"]).exits(0);
    world.sandbox(&["update", "B", "--name", "B2"]).exits(0);
    world.sandbox(&["undo", "name:A2", "-y"]).exits(0).says("change 3 is undone by change 5");
    world.sandbox(&["undo", "B", "-y"]).exits(0).says("change 4 is undone");
    world.sandbox(&["undo", "name:B", "-y"]).exits(0).says("step 2 of 2 in command 1");
    // The rest of the command is what is left of it.
    world.sandbox(&["undo", "-y"]).exits(0).says("change 1");
    assert_eq!(state(&world), before);
    let run = world.sandbox(&["undo", "name:A", "-y"]).exits(3).without_answer();
    run.says("no change of sync group `A`").says("on the machine that made them");
}

#[test]
fn any_change_of_a_command_names_it_and_apply_means_the_same() {
    let world = world();
    let before = state(&world);
    create(&world, &["A", "B"]);
    world.sandbox(&["update", GROUP, "--name", "Later"]).exits(0);
    world.sandbox(&["undo", "--command", "2", "-y"]).exits(0).says("2 deleted");
    let run = world.sandbox(&["undo", "--apply", "1", "-y"]).exits(2).without_answer();
    run.says("nothing of run 1 is left");
    world.sandbox(&["undo", "--apply", "3", "-y"]).exits(0);
    assert_eq!(state(&world), before);
    let run = world.sandbox(&["undo", "--command", "99", "-y"]).exits(3).without_answer();
    run.says("on the machine that made them");
}

#[test]
fn the_history_is_newest_first_and_says_what_was_undone() {
    let world = world();
    world.sandbox(&["history"]).exits(0).says("on the machine that made them");
    create(&world, &["A", "B"]);
    world.sandbox(&["update", GROUP, "--name", "Later"]).exits(0);
    world.sandbox(&["undo", "-y"]).exits(0);
    let records = history(&world);
    let of = |key: &str| -> Vec<Value> {
        records.as_array().unwrap().iter().map(|record| record[key].clone()).collect()
    };
    assert_eq!(of("number"), [4, 3, 2, 1]);
    assert_eq!(of("run"), [4, 3, 1, 1]);
    assert_eq!(of("undoneBy"), [json!(null), json!(4), json!(null), json!(null)]);
    let run = world.sandbox(&["history", "--limit", "2", "-o", "id"]).quietly();
    assert_eq!(run.stdout, "4\n3\n");
    assert!(world.sandbox(&["history"]).quietly().stdout.contains("by 4"));
    let run = world.sandbox(&["history", "show", "latest"]).quietly();
    assert!(run.stdout.contains("change     4"), "{}", run.stdout);
    world.sandbox(&["history", "show", "last"]).exits(2);
    world.sandbox(&["sandbox", "reset", "-y"]).exits(0);
    let run = world.sandbox(&["history", "show", "1"]).quietly();
    assert!(run.stdout.contains("tenant was reset"), "{}", run.stdout);
    world.sandbox(&["undo", "-y"]).exits(3).without_answer();
    let run = world.sandbox(&["undo", "1", "-y"]).exits(2).without_answer();
    run.says("made before the tenant was reset");
}

#[test]
fn records_without_a_run_are_one_command_each() {
    let world = world();
    let before = state(&world).len();
    create(&world, &["A", "B"]);
    let path = world.path(".local/state/syncgroup/history.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("\"run\":1,", "")).unwrap();
    assert_eq!(history(&world)[0]["run"], 2);
    world.sandbox(&["undo", "-y"]).exits(0);
    assert_eq!(state(&world).len(), before + 1);
}

#[test]
fn a_password_is_named_as_what_cannot_be_undone() {
    let world = world();
    world.sandbox(&["update", GROUP, "--name", "Earlier"]).exits(0);
    let path = world.path(".local/state/syncgroup/history.jsonl");
    let text = std::fs::read_to_string(&path).unwrap();
    let password = json!({"n": 2, "run": 1, "at": "2026-01-01T00:00:00.000Z", "begin": {
        "tenant": "sandbox:sandbox", "command": "syncgroup", "action": "password",
        "password": {"user": "jane", "sources": ["GitHub"]}}});
    let end = json!({"n": 2, "at": "2026-01-01T00:00:00.000Z", "end": {"outcome": "done"}});
    std::fs::write(&path, format!("{text}{password}\n{end}\n")).unwrap();
    let run = world.sandbox(&["undo", "-y"]).exits(0).says("change 2 cannot be undone");
    run.says("change 1 is undone by change 3");
    world.sandbox(&["undo", "-y"]).exits(2).without_answer().says("password change");
    assert!(state(&world).iter().any(|group| group.0 == NAME));
}

/// The path of a record in a directory of its own, as an option.
fn record_option(world: &World) -> String {
    world.path("record.jsonl").to_str().unwrap().to_owned()
}

/// Forgets the history of this machine, as on another one.
fn on_another_machine(world: &World) {
    let _ = std::fs::remove_file(world.path(".local/state/syncgroup/history.jsonl"));
}

#[test]
fn a_record_undoes_a_command_on_another_machine() {
    let world = world();
    let before = state(&world);
    let record = record_option(&world);
    let manifest = world.sandbox(&["export"]).exits(0).stdout;
    let more = format!(
        "{manifest}- name: Made\n  passwordPolicy: Strong\n  sources: [Free Source 00001, Free Source 00002]\n"
    )
    .replace("name: Password Sync Group 1", "name: Renamed\n  id: ID")
    .replace("id: ID", &format!("id: {GROUP}"));
    let file = world.file("groups.yaml", &more);
    let run = world.sandbox(&["apply", "-f", &file, "-y", "--record", &record]).exits(0);
    run.says("undo --from").says("record.jsonl");
    assert!(crate::world::is_private(std::path::Path::new(&record)));
    let text = std::fs::read_to_string(&record).unwrap();
    assert_eq!(text.lines().count(), 4);
    on_another_machine(&world);
    world.sandbox(&["undo", "-y"]).exits(3).says("on the machine that made them");
    world.sandbox(&["undo", "--from", &record, "-n"]).exits(0).says("1 to delete");
    let run = world.sandbox(&["undo", "--from", &record, "-y"]).exits(0);
    run.says("undone: 1 updated, 1 deleted");
    assert_eq!(state(&world), before);
    // What is undone is skipped and named, with and without a history that says so.
    world.sandbox(&["undo", "--from", &record, "-y"]).exits(0).says("is undone already");
    on_another_machine(&world);
    let run = world.sandbox(&["undo", "--from", &record, "-y"]).exits(0);
    run.says("change 1 is undone already").says("change 2 is undone already");
    assert_eq!(state(&world), before);
    // An undo of what is recorded elsewhere is not the last command.
    world.sandbox(&["undo", "-y"]).exits(3);
}

#[test]
fn half_of_a_recorded_command_is_finished() {
    let world = world();
    create(&world, &["A", "B"]);
    let before = state(&world);
    let record = record_option(&world);
    world.sandbox(&["remove", "A", "B", "-y", "--record", &record]).exits(0);
    world.sandbox(&["undo", "name:A", "-y"]).exits(0);
    on_another_machine(&world);
    let run = world.sandbox(&["undo", "--from", &record, "-y"]).exits(0);
    run.says("is undone already").says("undone: 1 created");
    assert_eq!(state(&world), before);
}

#[test]
fn the_history_of_the_same_machine_knows_what_a_record_undid() {
    let world = world();
    let record = record_option(&world);
    world.sandbox(&["update", GROUP, "--name", "New", "--record", &record]).exits(0);
    world.sandbox(&["undo", "--from", &record, "-y"]).exits(0);
    assert_eq!(history(&world)[1]["undoneBy"], 2);
    world.sandbox(&["undo", "-y"]).exits(3);
    // The record keeps the undo, too, where it is to.
    world.sandbox(&["update", GROUP, "--name", "New", "--record", &record]).exits(0);
    world.sandbox(&["undo", "-y", "--record", &record]).exits(0);
    assert!(std::fs::read_to_string(&record).unwrap().contains("\"undoes\":2"));
}

#[test]
fn a_record_is_of_one_tenant_and_of_nothing_else() {
    let world = world();
    let other = world.file("other.txt", "notes\n");
    let update = ["update", GROUP, "--name", "New", "--record"];
    let run = world.sandbox(&[&update[..], &[&other]].concat()).exits(2).without_answer();
    run.says("is not a record of changes");
    assert_eq!(std::fs::read_to_string(&other).unwrap(), "notes\n");
    let record = record_option(&world);
    world.sandbox(&[&update[..], &[&record]].concat()).exits(0);
    let text = std::fs::read_to_string(&record).unwrap();
    let foreign = world.file("foreign.jsonl", text.replace("sandbox:sandbox", "sandbox:x"));
    let run = world.sandbox(&[&update[..], &[&foreign]].concat()).exits(2).without_answer();
    run.says("is a record of tenant `x`, not of `sandbox`");
    world.sandbox(&["undo", "--from", &foreign, "-y"]).exits(2).without_answer();
    world.sandbox(&["undo", "--from", &other, "-y"]).exits(2).without_answer();
    world.sandbox(&["undo", "--from", "nowhere.jsonl", "-y"]).exits(2).without_answer();
    let run = world.command(&["-p", "sandbox", "update", GROUP, "--name", "Newer"]);
    run.env("SYNCGROUP_RECORD", &record).run().exits(0);
    assert_eq!(std::fs::read_to_string(&record).unwrap().lines().count(), 4);
}

#[test]
fn a_plan_that_is_done_in_part_is_finished() {
    let world = world();
    let manifest = world.sandbox(&["export"]).exits(0).stdout;
    let group = |name: &str, first: usize| {
        format!(
            "- name: {name}\n  passwordPolicy: Strong\n  sources: [Free Source 0000{first}, Free Source 0000{}]\n",
            first + 1
        )
    };
    let file = world.file("groups.yaml", &(manifest + &group("One", 1) + &group("Two", 3)));
    let plan = world.path("plan.json").to_str().unwrap().to_owned();
    world.sandbox(&["diff", "-f", &file, "--save", &plan]);
    // The first step, as an interrupted run would have left it, and a group that has nothing to do with the plan.
    let new = ["new", "--name", "One", "--policy", "Strong", "--source", "Free Source 00001"];
    world.sandbox(&[&new[..], &["--source", "Free Source 00002"]].concat()).exits(0);
    let new = ["new", "--name", "Other", "--policy", "Strong", "--source", "Free Source 00005"];
    world.sandbox(&[&new[..], &["--source", "Free Source 00006"]].concat()).exits(0);
    let run = world.sandbox(&["apply", &plan, "-y"]).exits(0);
    run.says("1 of 2 steps of the plan are done already").says("applied: 1 created");
    world.sandbox(&["apply", &plan, "-y"]).exits(0).says("nothing to change");
    // What shares a source with a step makes the plan stale.
    world.sandbox(&["remove", "Two", "-y"]).exits(0);
    world.sandbox(&["update", "Other", "--add-source", "Free Source 00003"]).exits(0);
    world.sandbox(&["apply", &plan, "-y"]).exits(5).without_answer().says("`Other`");
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// One command that writes, chosen by the dice; none where there is nothing to write.
fn something(world: &World, dice: &mut Dice, round: usize) -> Option<Vec<String>> {
    let names: Vec<String> = state(world).into_iter().map(|(name, ..)| name).collect();
    let any =
        |dice: &mut Dice| names[usize::try_from(dice.roll(names.len() as u64)).unwrap()].clone();
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    match dice.roll(4) {
        0 if names.len() < 3 => {
            let file = bodies(world, &[&format!("One {round}"), &format!("Two {round}")]);
            words(&["new", "-f", &file, "--no-check"])
        }
        1 if names.len() > 3 => words(&["remove", "-y", &names[0], &names[1]]),
        2 if !names.is_empty() => {
            words(&["update", &any(dice), "--name", &format!("Renamed {round}")])
        }
        3 if names.len() > 1 => {
            // Two groups exchange their names: more than one step for one of them.
            let manifest = world.sandbox(&["export", "--ids"]).exits(0).stdout;
            let (one, two) = (format!("name: {}\n", names[0]), format!("name: {}\n", names[1]));
            let swapped =
                manifest.replace(&one, "name: ?\n").replace(&two, &one).replace("name: ?\n", &two);
            words(&["apply", "-f", &world.file("swapped.yaml", &swapped), "-y"])
        }
        _ => None,
    }
}

/// Runs one command that writes; whether there was anything to write.
fn write_something(world: &World, dice: &mut Dice, round: usize) -> bool {
    let Some(command) = something(world, dice, round) else { return false };
    world.sandbox(&command.iter().map(String::as_str).collect::<Vec<_>>()).exits(0);
    true
}

#[test]
fn any_command_is_taken_back_and_all_of_them_one_by_one() {
    let world = world();
    let mut dice = Dice(17);
    let mut states = vec![state(&world)];
    for round in 0..16 {
        let seed = dice.0;
        if !write_something(&world, &mut dice, round) {
            continue;
        }
        world.sandbox(&["undo", "-y"]).exits(0);
        assert_eq!(&state(&world), states.last().unwrap(), "round {round}");
        assert!(write_something(&world, &mut Dice(seed), round));
        states.push(state(&world));
    }
    assert!(states.len() > 5, "{}", states.len());
    while states.len() > 1 {
        assert_eq!(&state(&world), states.last().unwrap());
        states.pop();
        world.sandbox(&["undo", "-y"]).exits(0);
    }
    assert_eq!(state(&world), states[0]);
    world.sandbox(&["undo", "-y"]).exits(3).without_answer();
}

/// The tenant answers some requests with an error, loses some answers, and drops some connections; the same command is
/// repeated until nothing is left to undo.
#[test]
fn an_undo_that_a_fault_interrupts_is_finished_by_the_same_command() {
    let rounds = side_by_side(&[3_u64, 5, 8], 3, |&seed| {
        let world = world();
        let faults = ["--fault", "503:0.08", "--fault", "reset:0.08", "--fault", "drop:0.06"];
        let seed_text = seed.to_string();
        let served =
            world.serve(&[&["--no-rate-limit", "--seed", &seed_text][..], &faults].concat());
        let run = |arguments: &[&str], retries: &str| {
            let options = ["--retries", retries, "-q"];
            world.command(&[arguments, &options].concat()).on(&served).run()
        };
        let mut dice = Dice(seed);
        let mut interrupted = 0;
        for round in 0..7 {
            let before = state(&world);
            let Some(command) = something(&world, &mut dice, round) else { continue };
            run(&command.iter().map(String::as_str).collect::<Vec<_>>(), "4");
            let latest = run(&["history", "--limit", "1", "-o", "json"], "0").json();
            if latest.as_array().unwrap().is_empty() || state(&world) == before {
                continue;
            }
            let number = latest[0]["number"].to_string();
            let undo = ["undo", "--command", &number, "-y"];
            for attempt in 0.. {
                assert!(attempt < 60, "it is never finished:\n{}", run(&undo, "6").stderr);
                let done = run(&undo, "1");
                let nothing_left = done.stderr.contains("is left to be undone");
                if done.code == 0 || nothing_left {
                    break;
                }
                interrupted += 1;
            }
            assert_eq!(state(&world), before, "seed {seed}, round {round}: {command:?}");
        }
        interrupted
    });
    assert!(rounds.iter().sum::<i32>() > 0, "no fault struck: {rounds:?}");
}
