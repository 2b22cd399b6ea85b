//! `syncgroup man`

use std::process::Command;

use crate::tools::tool;
use crate::world::World;

#[test]
fn a_page_for_every_command_is_written() {
    let world = World::new();
    world.config("this is no toml");
    world.run(&["man", "pages"]).exits(0).without_answer().says("pages into `pages`");
    let read = |name: &str| std::fs::read_to_string(world.path("pages").join(name)).unwrap();
    for page in ["syncgroup.1", "syncgroup-list.1", "syncgroup-profile-add.1", "syncgroup-man.1"] {
        let text = read(page);
        assert!(text.contains(".SH EXAMPLES") && text.contains(".SH \"EXIT STATUS\""), "{text}");
    }
    world.run(&["man", "pages", "--dry-run"]).exits(2);
    world.file("a-file", "");
    world.run(&["man", "a-file"]).exits(1).says("a-file");
}

#[test]
fn man_shows_the_pages_without_a_warning() {
    if tool("man").is_none() {
        return;
    }
    let world = World::new();
    world.run(&["man", "pages", "-q"]).quietly();
    for (page, words) in [
        (
            "syncgroup.1",
            &["NAME", "EXAMPLES", "syncgroup -p sandbox list", "EXIT STATUS", "syncgroup-list(1)"]
                [..],
        ),
        (
            "syncgroup-new.1",
            &["--source 'G Suite'", "--if-missing", "SEE ALSO", "--dry-run", "130"],
        ),
        ("syncgroup-profile-add.1", &["--base-url", "syncgroup-profile(1)"]),
    ] {
        let shown = Command::new("man")
            .args(["--warnings", "-E", "UTF-8", "-l"])
            .arg(world.path("pages").join(page))
            .env("MANWIDTH", "80")
            .env("MANPAGER", "cat")
            .output()
            .unwrap();
        let (text, noise) =
            (String::from_utf8(shown.stdout).unwrap(), String::from_utf8(shown.stderr).unwrap());
        assert!(shown.status.success() && noise.is_empty(), "{page}: {noise}");
        for word in words {
            assert!(text.contains(word), "no `{word}` in {page}:\n{text}");
        }
    }
}
