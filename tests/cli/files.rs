//! Files that are written: pipes and devices stay what they are, and a failure leaves what was there. Files that are read
//! have an end.

use std::fs;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::Command;

use crate::world::World;

const MANIFEST: &str = "- name: New\n  passwordPolicy: Strong\n  sources: [ServiceNow, G Suite]\n";

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Runs a script where it may mount what it likes; `None` where this machine does not let us.
fn with_mounts(world: &World, script: &str) -> Option<crate::world::Run> {
    let mut mount = Command::new("unshare");
    mount.args(["-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
    let allowed = mount.output().is_ok_and(|output| output.status.success());
    if !allowed {
        return None;
    }
    let script = script.replace('\'', r"'\''");
    Some(world.script(&format!("unshare -m bash -ec '{script}'")).run())
}

#[test]
fn a_plan_is_written_to_a_pipe_that_stays_one() {
    let world = World::new();
    world.file("groups.yaml", MANIFEST);
    let script = "mkfifo pipe; timeout 60 cat pipe > copy & syncgroup -p sandbox diff -f groups.yaml --save pipe -q > shown && wait \
                  && test -p pipe";
    world.script(script).run().exits(0);
    let copy = fs::read_to_string(world.path("copy")).unwrap();
    assert!(copy.contains("\"state\""), "{copy}");
    assert!(world.path("pipe").symlink_metadata().unwrap().file_type().is_fifo());
}

#[test]
fn what_failed_goes_to_an_open_file_of_the_shell() {
    let world = World::new();
    let run =
        world.script("syncgroup -p sandbox get nothing --failed /dev/stderr -q 2> log; cat log");
    let run = run.run();
    assert!(run.stdout.contains("error: ") && run.stdout.contains("nothing\n"), "{}", run.stdout);
    let script = "syncgroup -p sandbox get none --failed >(cat > copy) -q; sleep 0.3; cat copy";
    assert_eq!(world.script(script).run().stdout, "none\n");
}

#[test]
fn a_device_is_not_replaced() {
    let world = World::new();
    world.file("groups.yaml", MANIFEST);
    let node = world.path("null");
    // Only root may make a device.
    let made = Command::new("mknod").arg(&node).args(["c", "1", "3"]).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let node_text = node.to_str().unwrap();
    world.sandbox(&["diff", "-f", "groups.yaml", "--save", node_text]).exits(0);
    world.sandbox(&["get", "nothing", "--failed", node_text]).exits(3);
    assert!(fs::metadata(&node).unwrap().file_type().is_char_device());
    world.sandbox(&["get", "nothing", "--failed", "/dev/full"]).exits(1).says("No space left");
}

#[test]
fn a_saved_file_keeps_its_mode_and_owner_and_its_link() {
    let world = World::new();
    world.file("groups.yaml", MANIFEST);
    let plan = world.file("real/plan.json", "old");
    fs::set_permissions(&plan, fs::Permissions::from_mode(0o664)).unwrap();
    let owned = std::os::unix::fs::chown(&plan, Some(1234), Some(1234)).is_ok();
    std::os::unix::fs::symlink("real/plan.json", world.path("plan.json")).unwrap();
    world.sandbox(&["diff", "-f", "groups.yaml", "--save", "plan.json"]).exits(0);
    assert!(world.path("plan.json").symlink_metadata().unwrap().is_symlink());
    assert_eq!(mode(Path::new(&plan)), 0o664);
    assert!(!owned || fs::metadata(&plan).unwrap().uid() == 1234);
    assert!(fs::read_to_string(&plan).unwrap().contains("\"state\""));
    assert_eq!(fs::read_dir(world.path("real")).unwrap().count(), 1);
}

#[test]
fn a_mounted_file_is_written_in_place() {
    let world = World::new();
    world.config("# mine\n");
    let script = "cd .config/syncgroup; mount --bind config.toml config.toml; mount -o bind . .; \
        mount -o remount,ro,bind .; mount --bind config.toml config.toml; mount -o remount,rw,bind config.toml; \
        syncgroup profile add a --tenant acme --client-id x; cat config.toml; ls -A";
    let Some(run) = with_mounts(&world, script) else { return };
    let run = run.exits(0);
    assert!(
        run.stdout.contains("# mine\n") && run.stdout.contains("[profiles.a]"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.ends_with("\nconfig.toml\n"), "{}", run.stdout);
    let script = "cd .config/syncgroup; mount --bind config.toml config.toml; syncgroup profile add b --tenant acme; \
        cat config.toml";
    let run = with_mounts(&world, script).unwrap().exits(0);
    assert!(run.stdout.contains("[profiles.b]"), "{}", run.stdout);
}

#[test]
fn a_file_system_that_is_full_or_read_only_is_an_error_and_the_old_content_stays() {
    let world = World::new();
    world.file("groups.yaml", MANIFEST);
    let full = "mkdir m; mount -t tmpfs -o size=64k tmpfs m; echo old > m/plan; cat /dev/zero > m/zero || true; \
        syncgroup -p sandbox diff -f groups.yaml --save m/plan || echo exit $?; cat m/plan; ls -A m";
    let Some(run) = with_mounts(&world, full) else { return };
    let run = run.exits(0).says("cannot write `m/plan`").says("No space left on device");
    assert!(run.stdout.ends_with("exit 1\nold\nplan\nzero\n"), "{}", run.stdout);
    let read_only = "mount -t tmpfs tmpfs m; echo old > m/plan; mount -o remount,ro m; \
        syncgroup -p sandbox diff -f groups.yaml --save m/plan || echo exit $?; cat m/plan";
    let run = with_mounts(&world, read_only).unwrap().exits(0).says("Read-only file system");
    assert!(run.stdout.ends_with("exit 1\nold\n"), "{}", run.stdout);
}

#[test]
fn an_embedded_tenant_that_was_closed_is_read_on_a_read_only_file_system() {
    let world = World::new();
    world.sandbox(&["list"]).exits(0);
    let script = "mount --bind $HOME $HOME; mount -o remount,ro,bind $HOME; cd $HOME; \
        syncgroup -p sandbox list -o id; syncgroup -p sandbox new --no-history --name x --policy Strong --source ServiceNow --source \"G Suite\" || \
        echo exit $?";
    let Some(run) = with_mounts(&world, script) else { return };
    let run = run.exits(0);
    assert_eq!(run.stdout, format!("{}exit 1\n", crate::world::SEEDED), "{}", run.stderr);
    assert!(run.stderr.contains("read-only") || run.stderr.contains("readonly"), "{}", run.stderr);
}

#[test]
fn what_has_no_end_is_not_read_for_ever() {
    let world = World::new();
    let secret = "client_secret_command = [\"cat\", \"/dev/zero\"]";
    let tenant = "tenant = \"acme\"\nclient_id = \"c\"\n";
    world.config(&format!("[profiles.q]\n{tenant}[profiles.p]\n{tenant}{secret}\n"));
    for file in ["endless/config.toml", ".sailpoint/config.yaml"] {
        let path = world.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    }
    let update = "syncgroup -p sandbox update 'Head Office'";
    for (command, code, size) in [
        (&*format!("{update} --name HO --record /dev/full"), 2, 64),
        (&format!("EDITOR='ln -sf /dev/zero' {update} --edit"), 2, 64),
        (&format!("{update} -f /dev/zero"), 2, 64),
        ("syncgroup -p sandbox undo --from /dev/zero", 2, 64),
        ("syncgroup -p sandbox get - < /dev/zero", 2, 64),
        ("syncgroup -p sandbox apply /dev/zero", 2, 64),
        ("syncgroup -p q login --secret-stdin < /dev/zero", 2, 1),
        ("syncgroup -p p list", 4, 1),
        ("SYNCGROUP_CLIENT_SECRET=s syncgroup -p p list --ca-file /dev/zero", 2, 64),
        ("SSL_CERT_FILE=/dev/zero SYNCGROUP_CLIENT_SECRET=s syncgroup -p p list", 2, 64),
        ("SYNCGROUP_CONFIG_DIR=endless syncgroup profile list", 2, 64),
        ("syncgroup profile import", 0, 64),
    ] {
        let run = world.script(&format!("ulimit -v 2000000; {command}")).run();
        assert_eq!(run.code, code, "{command}: {run:?}");
        run.says(&format!("is larger than {size} MiB, the most that is read"));
    }
    let run = world.script(&format!("{update} --name HO --record >(cat)")).run().exits(2);
    run.says("is a pipe; a record must be a regular file");
}
