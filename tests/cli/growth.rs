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
fn requests_grow_with_pages_and_checks_with_members() {
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
        let run = world.sandbox(&["check", "-v"]).exits(0);
        let chunks = (2 * groups).div_ceil(100);
        let applications = if 2 * groups > 300 { 1 } else { chunks };
        // Whether a policy exists is what the list of policies says: one request, however many groups.
        let expected = Asked([pages.0, chunks, 1, applications, 2 * groups]);
        assert_eq!(asked(&run.stderr), expected, "groups: {groups}");
    }
}
