//! `syncgroup graph`, and `get --tree`

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::tools::tool;
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
    world.sandbox(&["graph", "no such group"]).exits(3).without_answer();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "0"]).exits(0);
    assert_eq!(draw(&["--format", "dot"]).matches("->").count(), 0);
    assert!(draw(&["--format", "html"]).contains("0 groups"));
}

/// What a browser makes of the page: its document, after the script has run.
fn browse(browser: &Path, page: &Path, hash: &str, home: &Path) -> String {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--timeout=20000"])
        .arg(format!("--user-data-dir={}", home.join("browser").display()))
        .arg(format!("file://{}{hash}", page.display()))
        .env("HOME", home)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The content of the elements that the browser still shows.
fn shown(document: &str) -> usize {
    document.matches("<li class=\"group\">").count()
}

fn drawn(world: &World) -> std::path::PathBuf {
    let page = world.path("groups.html");
    std::fs::write(&page, world.sandbox(&["graph", "--format", "html"]).quietly().stdout).unwrap();
    page
}

#[test]
fn a_browser_shows_hostile_names_as_text() {
    let Some(browser) = tool("chromium") else { return };
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "0", "--sources", "6"]).exits(0);
    let bodies: Vec<Value> = HOSTILE
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let source = |half: usize| format!("Free Source {:05}", at * 2 + half);
            json!({"name": name, "passwordPolicyId": crate::world::POLICY, "sources": [source(1), source(2)]})
        })
        .collect();
    for body in &bodies {
        let text = |key: &str| body[key].as_str().unwrap().to_owned();
        let source = |at: usize| body["sources"][at].as_str().unwrap().to_owned();
        let arguments = [
            "new",
            "-q",
            "--name",
            &text("name"),
            "--policy",
            "Strong",
            "--source",
            &source(0),
            "--source",
            &source(1),
        ];
        world.sandbox(&arguments).exits(0);
    }
    let page = drawn(&world);
    let document = browse(&browser, &page, "", world.home());
    assert_eq!(shown(&document), 3, "{document}");
    assert!(
        document.contains("<title>Sync groups of sandbox</title>") && !document.contains("<img")
    );
    assert_eq!(document.matches("<script").count(), 1);
    assert!(document.contains(">3 groups</span>") && document.contains("👩‍💻 שלום עולם"));
    // The script ran: it has taken the tools out of hiding. And it searches what a link says.
    assert!(!document.contains("<span class=\"tools\" role=\"search\" hidden"), "{document}");
    let found = browse(&browser, &page, "#q=%D7%A9%D7%9C%D7%95%D7%9D", world.home());
    assert_eq!((shown(&found), found.contains(">1 of 3 groups</span>")), (1, true), "{found}");
}

#[test]
fn a_browser_searches_a_thousand_groups() {
    let Some(browser) = tool("chromium") else { return };
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "1000"]).exits(0);
    let page = drawn(&world);
    assert!(page.metadata().unwrap().len() < 2_000_000);
    let found = browse(&browser, &page, "#q=test%20group%200004", world.home());
    let told =
        found.split(" of 1000 groups</span>").next().and_then(|text| text.rsplit('>').next());
    assert_eq!(told, Some(shown(&found).to_string().as_str()));
    assert!((10..20).contains(&shown(&found)), "{}", shown(&found));
}
