//! The transcript of `docs/first-ten-minutes.md`: from nothing to the first change, in a terminal.

use regex::Regex;

use crate::terminal::Terminal;
use crate::world::World;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/first-ten-minutes.md");

/// What is typed, with the questions that it is answered to.
const SESSION: [&str; 8] = [
    "syncgroup list",
    "syncgroup -p acme login",
    "syncgroup whoami --jq '.user, .levels[0], .personalAccessToken.name'",
    "syncgroup list",
    "syncgroup sources --eligible --columns name,policy,applications",
    "syncgroup update 'Head Office' --add-source Salesforce --dry-run",
    "syncgroup update 'Head Office' --add-source Salesforce",
    "syncgroup undo",
];

/// The session as it is shown, without what differs from run to run; none where there is no terminal.
fn session() -> Option<String> {
    let (world, tenant) = (World::new(), World::new());
    let served = tenant.serve(&[]);
    let shown_and_run = SESSION.map(|line| {
        let quoted = line.replace('\'', "'\\''");
        format!("echo '$ {quoted}'; {line}")
    });
    let script = format!("stty cols 100 rows 40; {}", shown_and_run.join("; "));
    let mut terminal = Terminal::start(&world, &script, |invocation| invocation)?;
    terminal.wait_for("pages): ");
    terminal.press(&format!("{}/v3\n", served.url));
    terminal.wait_for("Client ID: ");
    terminal.press(&format!("{}\n", served.id));
    terminal.wait_for("(hidden): ");
    terminal.wait_until_hidden();
    terminal.press(&format!("{}\n", served.secret));
    terminal.wait_for("$ syncgroup undo\r\n");
    terminal.wait_for("[y/N] ");
    terminal.press("y\n");
    let shown = terminal.finish().replace('\r', "");
    assert!(!shown.contains(&served.secret), "{shown}");
    let (_, shown) = shown.split_once('\n').unwrap();
    let shown = shown
        .replace(&served.url, "http://127.0.0.1:8080")
        .replace(served.url.trim_start_matches("http://"), "127.0.0.1:8080")
        .replace(world.home().to_str().unwrap(), "~");
    let times = Regex::new(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?( \(in [^)]*\))?").unwrap();
    let lines = times.replace_all(&shown, "[..]").into_owned();
    let lines: Vec<&str> = lines.lines().map(str::trim_end).collect();
    Some(lines.join("\n") + "\n")
}

#[test]
fn the_first_ten_minutes_are_as_the_page_shows_them() {
    let Some(shown) = session() else { return };
    let page = std::fs::read_to_string(PAGE).unwrap().replace('\r', "");
    let (before, rest) = page.split_once("```console not run: ").unwrap();
    let (why, rest) = rest.split_once('\n').unwrap();
    let (block, after) = rest.split_once("```\n").unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}```console not run: {why}\n{shown}```\n{after}");
        std::fs::write(PAGE, page).unwrap();
        return;
    }
    assert_eq!(block, shown, "UPDATE_DOCS=1 cargo test --test cli first_minutes");
}
