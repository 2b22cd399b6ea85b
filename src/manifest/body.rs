//! Bodies of groups, from files, stdin and flags.

use std::collections::BTreeSet;
use std::io::{ErrorKind, IsTerminal as _};
use std::path::Path;
use std::sync::OnceLock;

use crate::document::{Node, NodeValue};
use crate::error::{Error, Location, Result};
use crate::manifest::fields::{Draft, Others};
use crate::manifest::keys::Field;
use crate::manifest::{Pointer, Spot, error, table};
use crate::model::Object;
use crate::suggest::nearest;
use crate::{document, file};

/// One group as it was written, and where.
#[derive(Debug, Clone)]
pub struct Body {
    /// The object under the keys of the API. Policy and sources are as they were written: names, IDs, or either with its
    /// prefix.
    pub object: Object,
    /// The password policy; none where the object has none.
    pub policy: Option<Pointer>,
    /// The sources, in the order of the text; none where the object has none.
    pub sources: Option<Vec<Pointer>>,
    /// File, or `stdin`, with the line and column of the object.
    pub place: Location,
    /// Keys that the API does not document, each with its place.
    pub unknown: Vec<(String, Location)>,
}

impl Body {
    /// A group of which nothing was written.
    pub fn empty() -> Self {
        Self {
            object: Object::new(),
            policy: None,
            sources: None,
            place: Location::file(""),
            unknown: Vec::new(),
        }
    }

    /// The body without the policy or the sources where an option takes their place: they need not be found.
    #[must_use]
    pub fn without(&self, policy: bool, sources: bool) -> Self {
        let mut body = self.clone();
        if policy {
            body.policy = None;
        }
        if sources {
            body.sources = None;
        }
        body
    }
}

/// What the `-f` options of one command gave.
#[derive(Debug)]
pub struct Bodies {
    /// The groups, in order.
    pub bodies: Vec<Body>,
    /// Whether the answer is an array: several files, several documents in one of them, or an array.
    pub many: bool,
}

/// Reads every file. `-` is stdin, once.
pub fn read_all(files: &[String]) -> Result<Bodies> {
    if files.iter().filter(|file| *file == "-").count() > 1 {
        return Err(Error::usage(
            "stdin can be read only once, and `-f -` was given more than once",
        ));
    }
    let files = expand(files)?;
    let mut bodies = Vec::new();
    let mut many = files.len() > 1;
    for file in &files {
        let (name, text) = read(file)?;
        let documents = table::documents(&text, &name)?;
        many |= documents.len() > 1;
        for document in documents {
            many |= matches!(document.value, NodeValue::Seq(_));
            bodies.extend(groups_of(document, &name)?);
        }
    }
    Ok(Bodies { bodies, many })
}

/// The files that patterns name, where no shell has done that: on Windows.
pub fn expand(files: &[String]) -> Result<Vec<String>> {
    if !cfg!(windows) {
        return Ok(files.to_vec());
    }
    let lists: Vec<Vec<String>> = files.iter().map(|file| matching(file)).collect::<Result<_>>()?;
    Ok(lists.concat())
}

/// The files that a pattern names, sorted. A file of exactly that name is meant first.
fn matching(file: &str) -> Result<Vec<String>> {
    let is_pattern = file != "-" && !file.starts_with('\0') && file.contains(['*', '?', '[']);
    if !is_pattern || Path::new(file).exists() {
        return Ok(vec![file.to_owned()]);
    }
    let options = glob::MatchOptions { case_sensitive: false, ..glob::MatchOptions::new() };
    let paths = glob::glob_with(file, options).map_err(|error| {
        Error::usage(format!("invalid file pattern `{file}`")).cause(error.to_string())
    })?;
    let found: Vec<String> =
        paths.flatten().map(|path| path.to_string_lossy().into_owned()).collect();
    if found.is_empty() {
        return Err(Error::usage(format!("no file matches `{file}`")));
    }
    Ok(found)
}

/// What [`read_all`] and [`read`] take for a body that was typed instead of its file. No argument of a process has a
/// NUL in it, so that no file is meant by this.
pub fn inline(text: &str) -> String {
    format!("\0{text}")
}

/// The text of a file or of stdin, with the name that messages use for it.
pub fn read(file: &str) -> Result<(String, String)> {
    if let Some(text) = file.strip_prefix('\0') {
        return Ok(("body".to_owned(), text.to_owned()));
    }
    let (name, bytes) = if file == "-" {
        ("stdin".to_owned(), read_stdin("a body")?)
    } else {
        (file.to_owned(), read_file(Path::new(file))?)
    };
    let text = document::decode(bytes).map_err(|error| error.at(name.as_str()))?;
    Ok((name, text))
}

/// stdin is there once, and a command for several tenants asks for it once a tenant.
static STDIN: OnceLock<Vec<u8>> = OnceLock::new();

/// All of stdin. A terminal is refused: nobody would know that the program waits for a body.
pub fn read_stdin(what: &str) -> Result<Vec<u8>> {
    if let Some(bytes) = STDIN.get() {
        return Ok(bytes.clone());
    }
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        return Err(Error::usage(format!("{what} is expected on stdin, and stdin is a terminal"))
            .hint("pipe it in, or name a file with `-f FILE`"));
    }
    let bytes = limited(stdin.lock(), "stdin")?;
    Ok(STDIN.get_or_init(|| bytes).clone())
}

fn read_file(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let failed = |error: std::io::Error| {
        Error::usage(format!("cannot read `{shown}`")).cause(error.to_string())
    };
    // Asked before it is opened: Windows opens no directory, and calls it "Access is denied".
    if path.is_dir() {
        return Err(Error::usage(format!("cannot read `{shown}`: it is a directory")));
    }
    limited(std::fs::File::open(path).map_err(failed)?, &shown.to_string())
}

fn limited(reader: impl std::io::Read, name: &str) -> Result<Vec<u8>> {
    file::read_at_most(reader, document::MAX_BYTES).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => {
            let size = document::MAX_BYTES / (1024 * 1024);
            Error::usage(format!("`{name}` is larger than {size} MiB, the most that is read"))
                .hint("split it into several files")
        }
        _ => Error::usage(format!("cannot read `{name}`")).cause(error.to_string()),
    })
}

/// The groups of one document: an object, or an array of them.
pub fn groups_of(node: Node, file: &str) -> Result<Vec<Body>> {
    match node.value {
        NodeValue::Seq(nodes) if nodes.is_empty() => {
            Err(Error::usage("the array is empty").at(node.place.within(file)))
        }
        NodeValue::Seq(nodes) => nodes.iter().map(|node| body_of(node, file)).collect(),
        _ => Ok(vec![body_of(&node, file)?]),
    }
}

/// One group: an object with the keys of the API or of a manifest.
///
/// # Errors
/// What is wrong with the object itself, all mistakes at once. Keys that mean nothing are left to who knows the tenant.
pub fn body_of(node: &Node, file: &str) -> Result<Body> {
    let place = node.place.within(file);
    let NodeValue::Map(entries) = &node.value else {
        let what = node.kind();
        return Err(
            Error::usage(format!("a sync group is an object, and this is {what}")).at(&place)
        );
    };
    let spot = Spot { file: file.into(), place: node.place };
    let mut draft = Draft::read(spot, entries, &Others::Keep);
    let mistakes = std::mem::take(&mut draft.mistakes);
    if !mistakes.is_empty() {
        return Err(error::error_of("the body", mistakes));
    }
    if let Some((spot, name)) = &draft.name {
        check_name(name).map_err(|error| error.at(spot))?;
    }
    let object = entries.iter().map(|(key, node)| (api_key(&key.text), node.to_value())).collect();
    let sources = draft.has(Field::Sources).then_some(draft.sources);
    let unknown = draft.unknown.into_iter().map(|(key, spot)| (key, Location::from(&spot)));
    Ok(Body { object, policy: draft.policy, sources, place, unknown: unknown.collect() })
}

/// The key of the API that says the same.
fn api_key(key: &str) -> String {
    match Field::of(key) {
        Some(field) => field.api_key().to_owned(),
        None => key.to_owned(),
    }
}

/// Refuses a name that nobody would see (exit 2): it is shown to end users.
pub fn check_name(name: &str) -> Result<()> {
    let unseen = |character: char| {
        character.is_whitespace()
            || character.is_control()
            || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    if name.chars().all(unseen) {
        return Err(Error::usage("the name of a sync group cannot be blank"));
    }
    Ok(())
}

/// The error of a key that neither a group nor the tenant's own objects have, which have `extra`.
pub fn unknown_key(key: &str, place: &Location, extra: &BTreeSet<&str>) -> Error {
    let error = Error::usage(format!("unknown key `{key}`")).at(place);
    let known = Field::ALL.map(Field::key);
    let near = nearest(key, known.into_iter().chain(extra.iter().copied()));
    let keys = || known.map(|key| format!("`{key}`")).join(", ");
    let hint = near.map_or_else(
        || format!("a sync group has {}", keys()),
        |near| format!("did you mean `{near}`?"),
    );
    let error = error.hint(hint);
    error.hint("--allow-unknown sends it anyway")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_names_files_and_a_file_of_that_very_name_comes_first() {
        let home = tempfile::tempdir().unwrap();
        let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
        for name in ["b.yaml", "a.yaml", "c.json", "d[1].yaml"] {
            std::fs::write(path(name), "").unwrap();
        }
        let names = ["a.yaml", "b.yaml", "d[1].yaml"].map(&path);
        assert_eq!(matching(&path("*.yaml")).unwrap(), names);
        assert_eq!(matching(&path("d[1].yaml")).unwrap(), [path("d[1].yaml")]);
        assert_eq!(matching(&path("[ab].yaml")).unwrap(), names[..2]);
        for plain in ["-", "no such file", "\0[1, 2]"] {
            assert_eq!(matching(plain).unwrap(), [plain]);
        }
        let error = matching(&path("*.csv")).unwrap_err();
        assert!(error.message().starts_with("no file matches `"), "{error}");
        assert!(matching("[").unwrap_err().message().starts_with("invalid file pattern `[`"));
    }
}
