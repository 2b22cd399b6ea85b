//! What commands about a whole tenant ask for as it grows: pages, and never a request more for what is not there.

use crate::world::World;

/// Requests by what they ask for: groups, sources, password policies, applications, the policies of one source.
#[derive(Debug, PartialEq)]
struct Asked([usize; 5]);

fn asked(stderr: &str) -> Asked {
    let paths: Vec<&str> = stderr
        .lines()
        .filter(|line| line.contains("ms attempt "))
        .filter_map(|line| {
            line.split_once("127.0.0.1:")?.1.split_once('/')?.1.split(['?', ' ']).next()
        })
        .collect();
    let count = |path: &str| paths.iter().filter(|each| each.ends_with(path)).count();
    Asked([
        count("/password-sync-groups"),
        count("/sources"),
        count("v3/password-policies"),
        count("/source-apps/all"),
        paths.iter().filter(|path| path.contains("/sources/")).count(),
    ])
}

/// A tenant of so many groups of two sources each, and of so many free ones.
fn tenant(groups: usize, free: usize) -> World {
    let world = World::plain();
    let (groups, free) = (groups.to_string(), free.to_string());
    let reset = ["sandbox", "reset", "--groups", &groups, "--sources", &free, "-y", "-q"];
    world.run(&reset).quietly();
    world
}

/// Sources of the documentation's own world that are in none of the groups; its group has two of them.
const OTHERS: usize = 12;

#[test]
fn requests_grow_with_pages() {
    for (groups, free) in [(100, 0), (600, 300)] {
        let world = tenant(groups, free);
        let pages = (groups.div_ceil(250), (2 * groups + OTHERS + free).div_ceil(250));
        let run = world.sandbox(&["export", "-v"]).exits(0);
        assert_eq!(asked(&run.stderr), Asked([pages.0, pages.1, 1, 0, 0]), "{}", run.stderr);
        let manifest = run.stdout;
        let run = world.sandbox_with(&["diff", "-f", "-", "-v"], &manifest).exits(0);
        assert_eq!(asked(&run.stderr), Asked([pages.0, pages.1, 1, 0, 0]), "{}", run.stderr);
        let edited = manifest.replacen("passwordPolicy: Strong", "passwordPolicy: Basic", 1);
        let run = world.sandbox_with(&["diff", "-f", "-", "-v"], edited).exits(0);
        assert_eq!(asked(&run.stderr), Asked([pages.0, pages.1, 1, 1, 0]), "{}", run.stderr);
        let chunks = (2 * groups).div_ceil(100);
        // Where all sources are fewer requests than filters for the members, one more asks how many there are.
        let sources = if chunks > 3 { 1 + pages.1 } else { chunks };
        let applications = if 2 * groups > 300 { 1 } else { chunks };
        let run = world.sandbox(&["check", "-v"]).exits(0);
        let expected = Asked([pages.0, sources, 1, applications, 0]);
        assert_eq!(asked(&run.stderr), expected, "groups: {groups}");
        run.says(&format!("{} sources were not asked for policy exceptions", 2 * groups));
    }
}

#[test]
fn a_thorough_check_asks_each_member() {
    let world = tenant(20, 0);
    let run = world.sandbox(&["check", "--thorough", "-v"]).exits(0);
    assert_eq!(asked(&run.stderr), Asked([1, 1, 1, 1, 40]), "{}", run.stderr);
    run.says("20 sync groups checked: 0 errors, 0 warnings\n");
}

#[test]
fn many_ids_are_read_from_one_list_where_that_is_fewer_requests() {
    let world = tenant(150, 0);
    let ids = world.sandbox(&["list", "-o", "id"]).quietly().stdout;
    let of = |count: usize| -> String {
        ids.lines().take(count).fold(String::new(), |all, id| all + id + "\n")
    };
    // Below fifty each is asked for by itself; above, one more request asks how many groups there are.
    for (count, groups) in [(49, 0), (50, 2), (150, 2)] {
        let run = world.sandbox_with(&["get", "-", "-v", "-o", "id"], of(count)).exits(0);
        assert_eq!(run.stdout, of(count));
        assert_eq!(asked(&run.stderr).0[0], groups, "{}", run.stderr);
        let single =
            run.stderr.lines().filter(|line| line.contains("/password-sync-groups/")).count();
        assert_eq!(single, if groups == 0 { count } else { 0 });
    }
    let missing = of(149) + "2c918084660f45d6016617daa9219999\n";
    let run = world.sandbox_with(&["get", "-", "-v", "-o", "id"], missing).exits(3);
    assert_eq!(run.stdout.lines().count(), 149);
    assert_eq!(asked(&run.stderr).0[0], 2);
    run.says("`2c918084660f45d6016617daa9219999` was not found");
    let run = world.sandbox_with(&["remove", "-", "-y", "-v", "-o", "id"], ids.clone()).exits(0);
    assert_eq!(run.stdout, ids);
    assert_eq!(asked(&run.stderr).0[0], 2, "{}", run.stderr);
}
