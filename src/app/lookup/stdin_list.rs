//! A list of groups on stdin: IDs or names, one a line, or what `list` prints in any format that is for programs.

use crate::app::lookup::find::Reference;
use crate::command_line::CommandLine;
use crate::document::{self, Node, NodeValue, Syntax};
use crate::error::{Error, Location, Result};
use crate::model::KNOWN_FIELDS;

/// Names of the columns of a group, in the order of the table.
pub const COLUMNS: [&str; 7] =
    ["id", "name", "policy", "sources", "created", "modified", "members"];

const STDIN: &str = "stdin";

/// What is in no text.
const NO_DELIMITER: u8 = 0;

/// The groups that a text lists.
pub fn read(text: &str) -> Result<Vec<Reference>> {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default().trim_end();
    if is_json(start) {
        return objects(document_of(text, Syntax::Json)?);
    }
    if let Some(delimiter) = delimiter_of(first) {
        return rows(start, text.lines().count() - start.lines().count(), delimiter);
    }
    if is_table_header(first) {
        return Err(no_group(&format!("`{first}` is the header of a table")).at(STDIN));
    }
    if let Some(nodes) = yaml(text)? {
        return objects(nodes);
    }
    lines(text)
}

/// A name may begin with a bracket, as in `[Prod] Sales`.
fn is_json(start: &str) -> bool {
    let mut rest = start.chars();
    let Some('[' | '{') = rest.next() else { return false };
    matches!(rest.as_str().trim_start().chars().next(), Some('[' | '{' | '"' | ']' | '}') | None)
}

fn document_of(text: &str, syntax: Syntax) -> Result<Vec<Node>> {
    document::parse_all(text, STDIN, syntax)
}

/// The documents of a text that is a list of objects, or one object, in YAML; `None` where it is none of ours.
fn yaml(text: &str) -> Result<Option<Vec<Node>>> {
    let is_content = |line: &&str| !matches!(line.trim(), "" | "---") && !line.starts_with('#');
    let first = text.lines().find(is_content).unwrap_or_default();
    let (key, is_item) = match (key_of(first), first.strip_prefix("- ").and_then(key_of)) {
        (_, Some(key)) => (key, true),
        (Some(key), _) => (key, false),
        _ => return Ok(None),
    };
    let is_ours = KNOWN_FIELDS.contains(&key);
    let nodes = match document_of(text, Syntax::Yaml) {
        Ok(nodes) => nodes,
        Err(error) if is_item && is_ours => return Err(error),
        Err(_) => return Ok(None),
    };
    let objects: Vec<&Node> =
        nodes.iter().flat_map(|node| node.items().unwrap_or(std::slice::from_ref(node))).collect();
    let are_groups = objects.iter().all(|object| named(object).is_some());
    if is_item {
        return Ok((are_groups || is_ours).then_some(nodes));
    }
    let is_manifest = nodes.iter().any(|node| node.child("groups").is_some());
    // One line such as `name: Sales` is a reference like any other.
    let are_whole = objects.iter().all(|object| object.entries().is_some_and(|all| all.len() > 1));
    Ok((is_manifest || are_groups && are_whole).then_some(nodes))
}

/// The key at the start of a line of YAML.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_word && (rest.is_empty() || rest.starts_with(' '))).then_some(key)
}

fn objects(nodes: Vec<Node>) -> Result<Vec<Reference>> {
    let mut references = Vec::new();
    for node in nodes {
        match node.value {
            NodeValue::Seq(items) => {
                for item in &items {
                    references.push(reference_of(item)?);
                }
            }
            _ => references.push(reference_of(&node)?),
        }
    }
    Ok(references)
}

fn reference_of(node: &Node) -> Result<Reference> {
    let parsed = match (node.text(), named(node)) {
        (Some(text), _) => Reference::parse(text.trim()),
        (_, Some(reference)) => reference,
        _ => Err(no_group("an object has no `id` and no `name`")),
    };
    parsed.map_err(|error| error.at(node.place.within(STDIN)))
}

/// The group of an object, by its `id`, else by its `name`; `None` where it has neither.
fn named(object: &Node) -> Option<Result<Reference>> {
    let text = |key: &str| object.child(key).and_then(Node::text);
    reference(text("id"), text("name"))
}

/// Blanks around a name are part of it: the group of the name without them is another one.
fn reference(id: Option<&str>, name: Option<&str>) -> Option<Result<Reference>> {
    let filled =
        |text: Option<&str>| text.filter(|text| !text.trim().is_empty()).map(str::to_owned);
    match (filled(id), filled(name)) {
        (Some(id), _) => Some(Reference::parse(&format!("id:{}", id.trim()))),
        (_, Some(name)) => Some(Reference::parse(&format!("name:{name}"))),
        _ => None,
    }
}

/// What separates the cells of a table for programs, where the line is the header of one.
///
/// The header of one column does not tell, and nothing separates its cells: a comma there is part of a name, or quoted.
fn delimiter_of(first: &str) -> Option<u8> {
    [NO_DELIMITER, b',', b'\t', b';'].into_iter().find(|&delimiter| {
        let cells = header(first, delimiter);
        let has_group = cells.iter().any(|cell| cell == "id" || cell == "name");
        let all_known = cells.iter().all(|cell| COLUMNS.contains(&cell.as_str()));
        !cells.is_empty() && (has_group || all_known)
    })
}

fn header(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = reader(line, delimiter);
    reader.headers().map(|cells| cells.iter().map(str::to_owned).collect()).unwrap_or_default()
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes())
}

/// The rows of CSV or TSV, after `skipped` blank lines.
fn rows(text: &str, skipped: usize, delimiter: u8) -> Result<Vec<Reference>> {
    let first = text.lines().next().unwrap_or_default();
    let header = header(first, delimiter);
    let column = |name: &str| header.iter().position(|cell| cell == name);
    let (id, name) = (column("id"), column("name"));
    if id.is_none() && name.is_none() {
        return Err(no_group(&format!("`{first}` has no column `id` or `name`")).at(STDIN));
    }
    let mut references = Vec::new();
    for row in reader(text, delimiter).records() {
        let row = row.map_err(|error| Error::usage(error.to_string()).at(STDIN))?;
        let line = row.position().map_or(1, csv::Position::line);
        let line = skipped + usize::try_from(line).unwrap_or(usize::MAX - skipped);
        let cell = |column: Option<usize>| column.and_then(|column| row.get(column));
        let parsed = if row.iter().skip(header.len()).any(|cell| !cell.trim().is_empty()) {
            Err(split(row.len(), header.len()))
        } else {
            reference(cell(id), cell(name))
                .unwrap_or_else(|| Err(Error::usage("the row has no `id` and no `name`")))
        };
        references.push(parsed.map_err(|error| error.at(Location::line(STDIN, line)))?);
    }
    Ok(references)
}

/// The error of a row with more cells than columns: what is in the column of the name may be the start of one.
fn split(cells: usize, columns: usize) -> Error {
    Error::usage(format!("the row has {cells} cells, but the header has {columns}"))
        .hint("put cells that contain the separator in quotes")
}

/// Whether the line is the header of a table as `list` shows it to people, with any of its columns.
fn is_table_header(first: &str) -> bool {
    let mut cells = first.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some()
        && cells.all(|cell| COLUMNS.iter().any(|column| column.to_uppercase() == cell))
}

fn no_group(problem: &str) -> Error {
    Error::usage(format!("{problem}: the list needs an ID or a name for each group"))
        .hint(CommandLine::of("list -o id"))
}

/// One ID or name a line, with or without its prefix. Blanks around it are no part of it.
fn lines(text: &str) -> Result<Vec<Reference>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            let line = line.trim();
            let prefix = ["id:", "name:"].into_iter().find(|prefix| line.starts_with(prefix));
            let (prefix, rest) = line.split_at(prefix.map_or(0, str::len));
            Reference::parse(&format!("{prefix}{}", rest.trim_start()))
                .map_err(|error| error.at(Location::line(STDIN, at + 1)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let name = |reference: &Reference| match reference {
            Reference::Id(id) => format!("id:{id}"),
            Reference::Name(name) => name.clone(),
        };
        read(text).unwrap().iter().map(name).collect()
    }

    fn error(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn lines_are_ids_or_names_without_the_blanks_around_them() {
        let id = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
        assert_eq!(names("one\n\n  two \r\n"), ["one", "two"]);
        assert_eq!(
            names(&format!("{id}\nname: a b \n id:\tx\n")),
            [&format!("id:{id}"), "a b", "id:x"]
        );
        assert_eq!(names("[Prod] Sales\n[Prod] HR\n"), ["[Prod] Sales", "[Prod] HR"]);
        assert_eq!(names("{x}\nSales: EMEA\n"), ["{x}", "Sales: EMEA"]);
        assert_eq!(names("- Sales\n- HR\n"), ["- Sales", "- HR"]);
        assert_eq!(
            names("HR, Payroll\nIT  Support\nNAMES\n"),
            ["HR, Payroll", "IT  Support", "NAMES"]
        );
        assert!(names("").is_empty() && names(" \n").is_empty());
    }

    #[test]
    fn json_and_jsonl_are_taken_by_their_ids() {
        assert_eq!(names(r#"[{"id":"1","name":"x"},{"id":"2"}]"#), ["id:1", "id:2"]);
        assert_eq!(names("{\"id\":\" 1 \"}\n{\"name\":\" b \"}\n"), ["id:1", " b "]);
        assert_eq!(names(r#"["a","b"]"#), ["a", "b"]);
        assert!(names("[]\n").is_empty());
        assert!(error("{\"id\":\"1\"}\n{").starts_with("stdin:2:"));
        assert!(error(r#"[{"policy":"x"}]"#).contains("no `id` and no `name`"));
    }

    #[test]
    fn yaml_is_taken_by_its_ids() {
        assert_eq!(names("- id: '1'\n  name: x\n- id: b\n  sourceIds:\n  - c\n"), ["id:1", "id:b"]);
        assert_eq!(names("---\n- extra: x\n  name: a\n"), ["a"]);
        assert_eq!(names("id: a\nname: b\n"), ["id:a"]);
        assert_eq!(names("name: b\n"), ["b"]);
        assert!(error("- passwordPolicyId: x\n").contains("no `id` and no `name`"));
        assert!(error("# made by export\ngroups:\n- name: x\n").contains("no `id` and no `name`"));
        assert!(error("- id: [x\n").starts_with("stdin:"));
    }

    #[test]
    fn csv_and_tsv_are_taken_by_their_ids_else_by_their_names() {
        assert_eq!(names("id,name,policy\n1,\"a, b\",p\n2,c,p\n"), ["id:1", "id:2"]);
        assert_eq!(names("\"name\";\"id\"\r\n\"a\";\"\"\r\n\"b\";\"2\"\r\n"), ["a", "id:2"]);
        assert_eq!(names("name\tsources\n a \tx\n"), [" a "]);
        assert_eq!(names("name\n\"a\nb\"\nname:c\n"), ["a\nb", "name:c"]);
        assert!(error("policy,sources\np,s\n").contains("`policy,sources` has no column"));
        assert!(error("\nid,name\na,b\n,\n").starts_with("stdin:4: "));
    }

    #[test]
    fn nothing_separates_the_cells_of_one_column() {
        for column in ["Sales, East", "Sales; East", "Sales\tEast", "\"Sales, East\""] {
            assert_eq!(names(&format!("name\n{column}\n")), [column.trim_matches('"')]);
        }
        assert_eq!(names("id\r\n1\r\n2\r\n"), ["id:1", "id:2"]);
    }

    #[test]
    fn a_row_with_more_cells_than_columns_is_refused() {
        let cells = "the row has 3 cells, but the header has 2";
        assert_eq!(error("policy,name\np,a\nq,Sales, East\n"), format!("stdin:3: {cells}"));
        assert_eq!(names("name,policy\na,p,\n"), ["a"]);
    }

    #[test]
    fn every_list_for_programs_comes_back() {
        let all = ["Sales", "Sales, East", " Sales", "a;b", "a\tb", "\"x\"", "id:1", "name"];
        for delimiter in [b',', b'\t'] {
            for columns in [&["name"][..], &["policy", "name"], &["name", "members"]] {
                let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(vec![]);
                writer.write_record(columns).unwrap();
                for name in all {
                    let cell = |column: &&str| if *column == "name" { name } else { "x" };
                    writer.write_record(columns.iter().map(cell)).unwrap();
                }
                let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
                assert_eq!(names(&text), all, "{text}");
            }
        }
    }

    #[test]
    fn the_header_of_a_table_is_no_group() {
        for header in ["ID                NAME  POLICY", "NAME", "NAME   SOURCES"] {
            let error = read(&format!("{header}\nx  y\n")).unwrap_err();
            assert!(error.message().contains("is the header of a table"), "{error}");
            assert_eq!(error.hints(), [CommandLine::of("list -o id").into()]);
        }
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        assert_eq!(error("a\n..\n"), "stdin:2: `..`: an ID cannot be a path segment");
    }
}
