//! Mistakes that people make in JSON: other notations, other files, and slips.

/// What people meant, where the reader of JSON stopped at this offset with these words.
pub(super) fn named(text: &str, offset: usize, words: &str) -> Option<&'static str> {
    // Within a character where the text was cut off.
    let at_place =
        || of_place(text.get(..offset)?.trim_end(), text.get(offset..)?.trim_start(), words);
    of_file(text.trim_start()).or_else(at_place).or_else(|| of_words(words))
}

/// The wrong file, told by its first line.
fn of_file(text: &str) -> Option<&'static str> {
    let first = text.lines().next()?;
    let header = first.contains("  ") && first.contains("NAME") && !first.contains(['{', '[']);
    if header && first == first.to_uppercase() {
        return Some("this is a table for people; what can be read back is printed with `-o json`");
    }
    if first.starts_with("```") {
        return Some("this is Markdown: remove the lines with ```");
    }
    if first.starts_with('<') {
        return Some("this is HTML or XML, such as the page of a proxy, not JSON");
    }
    if first.starts_with("- ") || first.starts_with("---") || is_key(first, false) {
        return Some("this looks like YAML: the name of such a file ends in `.yaml`");
    }
    let letter = first.starts_with(|letter: char| letter.is_alphabetic());
    (letter && first.contains(','))
        .then_some("this looks like CSV: the name of such a file ends in `.csv`")
}

/// What stands at the place, and before it.
fn of_place(before: &str, rest: &str, words: &str) -> Option<&'static str> {
    let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    let ends = |signs: &[char]| before.ends_with(signs);
    if begins(&["//", "/*", "#"]) {
        return Some("JSON has no comments; YAML has, in a file that ends in `.yaml`");
    }
    if ends(&[',']) && begins(&["}", "]"]) {
        return Some("remove the comma behind the last element");
    }
    if ends(&[',', '{', '[']) && begins(&[","]) {
        return Some("there is one comma too many");
    }
    if begins(&["'"]) {
        return Some("JSON has double quotes, not single ones");
    }
    if begins(&["“", "”", "„", "‘", "’"]) {
        return Some("these are typographic quotes; JSON takes the straight ones, `\"`");
    }
    if ends(&['{', ',']) && is_key(rest, true) {
        return Some("keys need double quotes in JSON");
    }
    if begins(&["True", "False", "None", "undefined", "NULL", "TRUE", "FALSE"]) {
        return Some("JSON has `true`, `false` and `null`, in lower case");
    }
    if begins(&["="]) {
        return Some("write `:` between a key and its value");
    }
    if begins(&[";"]) {
        return Some("write `,` between elements");
    }
    (words.starts_with("expected `,`") && begins(&["\"", "{", "["]))
        .then_some("a comma is missing before it")
}

/// Where the reader's own words say it.
fn of_words(words: &str) -> Option<&'static str> {
    let meant = [
        ("control character", "write a line break within a text as `\\n`, and a tab as `\\t`"),
        ("invalid escape", "write a backslash as `\\\\`"),
        ("EOF while parsing", "the text ends too early: a `}`, a `]` or a quote is missing"),
    ];
    meant.into_iter().find(|(start, _)| words.starts_with(start)).map(|(_, meant)| meant)
}

/// Whether the text begins with a key that has no quotes, as YAML and JavaScript have them; in YAML a blank or the end of
/// the line is behind it.
fn is_key(text: &str, anywhere: bool) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let rest = text.trim_start_matches(is_letter);
    let Some(behind) = rest.strip_prefix(':').filter(|_| rest.len() < text.len()) else {
        return false;
    };
    anywhere || behind.is_empty() || behind.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::json::parse;

    #[test]
    fn what_people_write_instead_of_json_is_named() {
        for (text, meant) in [
            ("{\"a\": 1, // x\n \"b\": 2}", "no comments"),
            ("{\n  # x\n \"b\": 2}", "no comments"),
            ("{\"a\": 1 /* x */}", "no comments"),
            ("{\"a\": 1,\n}", "remove the comma"),
            ("[1, 2,]", "remove the comma"),
            ("{\"a\": 1,, \"b\": 2}", "one comma too many"),
            ("[,1]", "one comma too many"),
            ("{\"a\": 1 \"b\": 2}", "a comma is missing"),
            ("[{\"a\": 1}\n {\"b\": 2}]", "a comma is missing"),
            ("{'a': 1}", "double quotes, not single"),
            ("{\"a\": 'b'}", "double quotes, not single"),
            ("{\u{201c}a\u{201d}: 1}", "typographic quotes"),
            ("{\"a\": [\u{201c}b\u{201d}]}", "typographic quotes"),
            ("{a: 1}", "keys need double quotes"),
            ("{\"a\": 1, source_ids:[]}", "keys need double quotes"),
            ("{\"a\": True}", "in lower case"),
            ("{\"a\": None}", "in lower case"),
            ("{\"a\" = 1}", "`:` between"),
            ("{\"a\": 1; \"b\": 2}", "`,` between"),
            ("{\"a\": \"b\nc\"}", "line break"),
            ("{\"a\": \"b\\d\"}", "a backslash as"),
            ("{\"a\": [1, 2", "ends too early"),
            ("{\"a\": \"ü", "ends too early"),
            ("ID  NAME\n1   A\n", "a table for people"),
            ("name,policy\nA,B\n", "CSV"),
            ("name: A\npolicy: B\n", "YAML"),
            ("- name: A\n", "YAML"),
            ("groups:\n- name: A\n", "YAML"),
            ("```json\n{}\n```\n", "Markdown"),
            ("<html></html>", "HTML"),
        ] {
            let hints = parse(text, "g.json").unwrap_err().hint_texts();
            assert!(hints.first().is_some_and(|hint| hint.contains(meant)), "{text}: {hints:?}");
        }
        for text in ["{\"a\": }", "{\"a\" \"b\"}", "[{\"a\" {}}]", "{\"a\": nul \"b\"}"] {
            assert!(parse(text, "g.json").unwrap_err().hint_texts().is_empty(), "{text}");
        }
    }
}
