//! The layers of `docs/architecture.md`: a module imports only from layers below its own, and modules of one layer do not
//! know each other.

use std::path::{Path, PathBuf};

/// From top to bottom; modules of one line do not import each other.
const LAYERS: [&[&str]; 9] = [
    &["cli"],
    &["app/apply", "app/batch", "app/password"],
    &["app/change"],
    &["app/check", "app/view"],
    &["app/lookup"],
    &["app/session"],
    &["manifest", "plan", "rules", "history", "profile", "api", "sandbox", "powershell"],
    &["document", "output", "model"],
    &["error", "file", "suggest", "crypto", "command_line", "number", "program"],
];

/// Tools may use each other: an error names a command, a file fails with an error.
const TOOLS: usize = LAYERS.len() - 1;

/// The layer and the name of a module, by its path below `src`.
fn layer(path: &str) -> Option<(usize, &'static str)> {
    LAYERS.iter().enumerate().find_map(|(layer, modules)| {
        let known = |module: &&&str| {
            path.strip_prefix(**module).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        modules.iter().find(known).map(|module| (layer, *module))
    })
}

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a text names by `crate::…`, as paths below `src`.
fn named(text: &str) -> Vec<String> {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let path = |rest: &str| -> String {
        let end = rest.find(|letter| !word(letter)).unwrap_or(rest.len());
        let first = &rest[..end];
        let below = rest[end..].strip_prefix("::").unwrap_or_default();
        let second = &below[..below.find(|letter| !word(letter)).unwrap_or(below.len())];
        if first == "app" { format!("app/{second}") } else { first.to_owned() }
    };
    text.match_indices("crate::").map(|(at, found)| path(&text[at + found.len()..])).collect()
}

#[test]
fn imports_point_downwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut wrong = Vec::new();
    for file in &files {
        let path = file.strip_prefix(&root).unwrap().with_extension("");
        let path = path.to_str().unwrap().replace('\\', "/");
        let Some((here, own)) = layer(&path) else {
            assert!(matches!(path.as_str(), "lib" | "main" | "app/mod"), "{path} has no layer");
            continue;
        };
        let text = std::fs::read_to_string(file).unwrap();
        for module in named(&text) {
            // A name of this crate's root, such as a macro.
            let Some((there, name)) = layer(&module) else { continue };
            let tools = here == TOOLS && there == TOOLS;
            if name != own && there <= here && !tools {
                wrong.push(format!("{path} imports {name}"));
            }
        }
    }
    assert!(files.len() > 200, "the files of this crate");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_command_line_knows_the_parser_of_arguments() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files.iter().filter(|file| !file.starts_with(root.join("cli"))) {
        let text = std::fs::read_to_string(file).unwrap();
        assert!(!text.contains("clap"), "{} names clap", file.display());
    }
}

#[test]
fn no_command_imports_another() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/commands");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files {
        let path = file.strip_prefix(&root).unwrap().with_extension("");
        let own = path.iter().next().unwrap().to_str().unwrap().to_owned();
        if own == "mod" {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for rest in text.split("crate::cli::commands::").skip(1) {
            let word = |letter: char| letter.is_alphanumeric() || letter == '_';
            let other = &rest[..rest.find(|letter| !word(letter)).unwrap_or(rest.len())];
            if other.is_empty() {
                // What all commands share: `crate::cli::commands::{Access, Declaration}`.
                continue;
            }
            assert_eq!(other, own, "{} imports `{other}`", file.display());
        }
    }
}

#[test]
fn a_long_file_gives_its_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut top = text.lines().take_while(|line| line.starts_with("//!"));
        if text.lines().count() > 350 {
            assert!(top.any(|line| line.contains("Longer than most files")), "{}", file.display());
        }
    }
}
