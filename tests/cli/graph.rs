//! `syncgroup graph`, and `get --tree`

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::world::{GROUP, World};

/// Names that a page could take for its own.
const HOSTILE: [&str; 3] = [
    "<script>document.title='pwned'</script>",
    "\"'><img src=x onerror=\"document.title='pwned'\">",
    "👩‍💻 שלום עולם \u{202e}gpj.exe",
];

#[test]
fn a_tree_shows_what_hangs_on_a_group() {
    let expected = "\
Password Sync Group 1  policy: Strong
├─ ActiveDirectory  healthy
│  ├─ VPN
│  └─ Windows Login
└─ GitHub  healthy
   └─ GitHub
";
    let world = World::new();
    assert_eq!(world.sandbox(&["get", "--tree", GROUP]).quietly().stdout, expected);
    let one = world.sandbox(&["get", "--tree", GROUP, "-o", "json"]).quietly().json();
    assert_eq!(one["policy"]["name"], "Strong");
    assert_eq!(one["sources"][0]["applications"], json!(["VPN", "Windows Login"]));
    let both = world.sandbox(&["get", "--tree", GROUP, "no such group", "-o", "json"]).exits(3);
    assert_eq!(both.json().as_array().map(Vec::len), Some(1));
    world.sandbox(&["get", "--tree", "no such group"]).exits(3).without_answer();
    for option in [&["-i"][..], &["--columns", "id"], &["-o", "csv"]] {
        world.sandbox(&[&["get", "--tree", GROUP], option].concat()).exits(2).without_answer();
    }
}

#[test]
fn a_picture_is_drawn_in_every_language() {
    let world = World::new();
    let draw =
        |arguments: &[&str]| world.sandbox(&[&["graph"], arguments].concat()).quietly().stdout;
    assert!(draw(&[]).contains("g0 --> g0s0[\"ActiveDirectory<br/>healthy\"]:::source"));
    assert!(draw(&["--format", "dot", GROUP]).contains("g0 -> g0s1"));
    assert!(draw(&["--format", "html"]).contains("<bdi>Password Sync Group 1</bdi>"));
    world.sandbox(&["graph", "-o", "json"]).exits(2).without_answer().says("get --tree -o json");
    world
        .sandbox(&["graph", "-o", "html"])
        .exits(2)
        .says("graph --format html")
        .does_not_say("--tree");
    world.sandbox(&["graph", "no such group"]).exits(3).without_answer();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "0"]).exits(0);
    assert_eq!(draw(&["--format", "dot"]).matches("->").count(), 0);
    assert!(draw(&["--format", "html"]).contains("0 groups"));
}

fn drawn(world: &World) -> PathBuf {
    let page = world.path("groups.html");
    std::fs::write(&page, world.sandbox(&["graph", "--format", "html"]).quietly().stdout).unwrap();
    page
}

/// Three groups with hostile names.
fn hostile() -> World {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "0", "--sources", "6"]).exits(0);
    let group = |(at, name): (usize, &&str)| {
        let source = |half: usize| format!("Free Source {:05}", at * 2 + half);
        json!({"name": name, "passwordPolicy": "Strong", "sources": [source(1), source(2)]})
    };
    let manifest: Value = HOSTILE.iter().enumerate().map(group).collect();
    world.sandbox_with(&["apply", "-f", "-", "-y", "-q"], manifest.to_string()).exits(0);
    world
}

/// The names of the groups that can be seen.
const SHOWN: &str = "[...document.querySelectorAll('.group')].filter((group) => group.checkVisibility())\
                     .map((group) => group.querySelector('h2').textContent)";
/// What has the focus: its ID, else its text.
const FOCUS: &str =
    "document.activeElement.id || document.activeElement.querySelector('h2')?.textContent || ''";
/// What the page counts.
const COUNT: &str = "document.getElementById('count').textContent";
/// How many groups are unfolded.
const UNFOLDED: &str = "document.querySelectorAll('details[open]').length";

#[test]
fn a_browser_shows_hostile_names_as_text() {
    let world = hostile();
    let Some(mut browser) = Browser::start(&world) else { return };
    browser.visit(&drawn(&world), "");
    // Sorted by the tenant, and without what would turn the text around.
    let names = [HOSTILE[1].to_owned(), HOSTILE[0].to_owned(), HOSTILE[2].replace('\u{202e}', " ")];
    let shown = browser.value(SHOWN);
    let mut sorted: Vec<&str> =
        shown.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(sorted, names);
    assert_eq!(browser.value("document.title"), "Sync groups of sandbox");
    assert_eq!(browser.value("document.querySelectorAll('img, .group script').length"), 0);
    assert_eq!(browser.value(COUNT), "3 groups");
    let told = browser.told();
    let says = |role: &str, name: &str| {
        assert!(
            told.iter().any(|node| node == &(role.into(), name.into())),
            "no {role} `{name}`: {told:#?}"
        );
    };
    for name in &names {
        says("heading", &name.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    says("searchbox", "Search /");
    says("button", "Unfold all");
    assert!(browser.requests.iter().all(|url| url.starts_with("file:") || url == "about:blank"));
}

#[test]
fn a_page_is_worked_by_keys() {
    let world = hostile();
    let Some(mut browser) = Browser::start(&world) else { return };
    let page = drawn(&world);
    browser.visit(&page, "");
    let names: Vec<String> = serde_json::from_value(browser.value(SHOWN)).unwrap();
    for stop in ["search", "open", "close", &names[0], &names[1]] {
        browser.press("Tab");
        assert_eq!(browser.value(FOCUS), stop);
    }
    assert_eq!(browser.value(UNFOLDED), 3);
    browser.press("Enter");
    assert_eq!(browser.value(UNFOLDED), 2, "Enter folds what has the focus");
    browser.press("ArrowDown");
    assert_eq!(browser.value(FOCUS), names[2].as_str());
    browser.press("ArrowDown");
    assert_eq!(browser.value(FOCUS), names[2].as_str(), "it is the last one");
    browser.press("/");
    assert_eq!((browser.value(FOCUS), browser.value("search.value")), ("search".into(), "".into()));
    "onerror".chars().for_each(|key| browser.press(&key.to_string()));
    assert_eq!(
        (browser.value(SHOWN), browser.value(COUNT)),
        (json!([HOSTILE[1]]), "1 of 3 groups".into())
    );
    assert_eq!(browser.value("location.hash"), "#q=onerror");
    browser.press("Enter");
    assert_eq!(browser.value(FOCUS), HOSTILE[1]);
    browser.press("ArrowUp");
    assert_eq!(browser.value(FOCUS), "search");
    browser.press("Escape");
    assert_eq!(
        (browser.value(COUNT), browser.value("search.value")),
        ("3 groups".into(), "".into())
    );
    // A link to what was searched.
    browser.visit(&page, "#q=%D7%A9%D7%9C%D7%95%D7%9D");
    assert_eq!(browser.value(COUNT), "1 of 3 groups");
}

/// The lowest contrast between a text of the header or the first groups and what is behind it, as WCAG reckons it.
const CONTRAST: &str = "(() => {
  const light = (color) => color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    const color = getComputedStyle(node).backgroundColor;
    return color === 'rgba(0, 0, 0, 0)' ? ground(node.parentElement) : color;
  };
  return Math.min(...[...document.body.querySelectorAll('h1, label, #count, button, h2, .policy, .box *, .none, .apps li')].slice(0, 60).map((node) => {
    const [low, high] = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }));
})()";

#[test]
fn a_browser_searches_a_thousand_groups_by_day_and_by_night() {
    let world = World::new();
    let Some(mut browser) = Browser::start(&world) else { return };
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "1000"]).exits(0);
    let page = drawn(&world);
    assert!(page.metadata().unwrap().len() < 2_000_000);
    browser.visit(&page, "#q=test%20group%200004");
    assert_eq!(browser.value(COUNT), "11 of 1000 groups");
    assert_eq!(browser.value(&format!("{SHOWN}[10]")), "Test Group 00049");
    browser.press("/");
    browser.press("Escape");
    assert_eq!(browser.value(COUNT), "1000 groups");
    assert_eq!(browser.value(UNFOLDED), 0);
    let mut grounds = Vec::new();
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        grounds.push(browser.value("getComputedStyle(document.body).backgroundColor"));
        let contrast = browser.value(CONTRAST).as_f64().unwrap();
        assert!(contrast >= 4.5, "{scheme}: {contrast}");
    }
    assert_ne!(grounds[0], grounds[1]);
    browser.value("document.getElementById('open').click()");
    assert_eq!(browser.value(UNFOLDED), 1000);
}
