//! Links between the pages: every file and every section that is linked to is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::page;

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "md")
}

/// Every Markdown file of the repository.
pub fn files() -> Vec<String> {
    fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap_or_default().to_owned();
            let skipped = ["target", ".git", "node_modules"].contains(&name.as_str());
            if path.is_dir() && !skipped {
                collect(&path, files);
            } else if is_page(&name) {
                files.push(path);
            }
        }
    }
    let root = page::path("");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let name =
        |path: &PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    let mut names: Vec<String> = files.iter().map(name).collect();
    names.sort();
    names
}

/// The lines of a page outside its blocks.
fn prose(text: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let outside = text.lines().enumerate().filter(|(_, line)| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    outside.map(|(at, line)| (at + 1, line)).collect()
}

/// The anchors of a page, made from its titles as GitHub and GitLab make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut anchors = BTreeSet::new();
    for (_, line) in prose(text) {
        let title = line.trim_start_matches('#');
        if title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let kept = title.trim().chars().filter(|&c| c.is_alphanumeric() || " -_".contains(c));
        let plain = kept.collect::<String>().to_lowercase().replace(' ', "-");
        let count = counts.entry(plain.clone()).or_default();
        anchors.insert(if *count == 0 { plain.clone() } else { format!("{plain}-{count}") });
        *count += 1;
    }
    anchors
}

/// Where the links of a line lead to.
fn targets(line: &str) -> Vec<String> {
    static INLINE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\]\(<?([^)\s>]+)").unwrap());
    static DEFINED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\[[^\]]+\]: <?([^\s>]+)").unwrap());
    // What stands between backticks is no link.
    let plain: String = line.split('`').step_by(2).collect::<Vec<_>>().join("x");
    let found = INLINE.captures_iter(&plain).chain(DEFINED.captures_iter(&plain));
    found.map(|link| link[1].to_owned()).collect()
}

/// The file that a link of a page names: relative to the page, and as a path of the repository.
fn resolve(from: &str, file: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{from}: {file} leaves the repository"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_to_a_file_and_a_section_that_exist() {
    let mut broken = Vec::new();
    for from in files() {
        let text = page::read(&from);
        for (at, line) in prose(&text) {
            for target in targets(line) {
                if target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                let (file, anchor) = target.split_once('#').unwrap_or((&target, ""));
                let file = if file.is_empty() { from.clone() } else { resolve(&from, file) };
                let there = page::path(&file).exists();
                if !there || (!anchor.is_empty() && !anchors(&page::read(&file)).contains(anchor)) {
                    broken.push(format!("{from}:{at}: {target}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

/// Assumptions and promises name the tests that hold the program to them.
#[test]
fn every_test_that_a_page_names_exists() {
    let test = regex::Regex::new(r"(?-u:\b)([a-z_]+(?:::[a-z_]+)*)::([a-z_]*)").unwrap();
    let mut missing = Vec::new();
    for page in ["docs/assumptions.md", "SECURITY.md"] {
        let page_text = page::read(page);
        let named: Vec<_> = test.captures_iter(&page_text).collect();
        assert!(named.len() > 5, "{page} names its tests");
        for name in named {
            let module = name[1].replace("::", "/");
            let files = [format!("tests/cli/{module}.rs"), format!("tests/cli/{module}/mod.rs")];
            let file = files.iter().find(|file| page::path(file).exists());
            let function = format!("fn {}", &name[2]);
            if !file.is_some_and(|file| page::read(file).contains(&function)) {
                missing.push(format!("{page}: {}", &name[0]));
            }
        }
    }
    assert!(missing.is_empty(), "tests that do not exist: {missing:?}");
}

#[test]
fn every_page_can_be_reached_from_the_readme() {
    let mut reached = BTreeSet::from(["README.md".to_owned()]);
    let mut open = vec!["README.md".to_owned()];
    while let Some(from) = open.pop() {
        let text = page::read(&from);
        for target in prose(&text).into_iter().flat_map(|(_, line)| targets(line)) {
            let file = target.split('#').next().unwrap_or_default();
            if !is_page(file) || file.contains("://") {
                continue;
            }
            let file = resolve(&from, file);
            if reached.insert(file.clone()) {
                open.push(file);
            }
        }
    }
    let lost: Vec<String> = files()
        .into_iter()
        .filter(|file| file.starts_with("docs/") || !file.contains('/'))
        .filter(|file| !reached.contains(file))
        .collect();
    assert!(lost.is_empty(), "no link leads to {lost:?}");
}

#[test]
fn anchors_and_targets_are_those_that_a_reader_clicks() {
    let text = "# Sign in\n## What `--prune` does\n```sh\n# none\n```\n## Sign in\n";
    let anchors = anchors(text);
    assert_eq!(
        anchors.into_iter().collect::<Vec<_>>(),
        ["sign-in", "sign-in-1", "what---prune-does"]
    );
    assert_eq!(targets("[a](b.md#c) `[no](x)` [d](<e.md>)"), ["b.md#c", "e.md"]);
    assert_eq!(resolve("docs/a.md", "../examples/b.yml"), "examples/b.yml");
}
