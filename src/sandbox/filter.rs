//! The filter language of collections: `not` binds tighter than `and`, `and` than `or`.

use super::reply::{Refused, SYNTAX};

/// A filter, parsed.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filter {
    Any(Vec<Filter>),
    All(Vec<Filter>),
    Not(Box<Filter>),
    /// A field, an operator, and the operator's values: none for `isnull`, several for `in` and `ca`.
    Compare {
        field: String,
        operator: String,
        values: Vec<Operand>,
    },
}

/// A value of a filter.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand {
    Text(String),
    Number(String),
    Bool(bool),
}

const OPERATORS: [&str; 12] =
    ["eq", "ne", "gt", "ge", "lt", "le", "co", "sw", "in", "ca", "isnull", "pr"];
/// Deeper filters are refused: they come from mistakes, and each level costs stack.
const MAX_DEPTH: usize = 50;
/// Longer filters are refused, since the database would refuse them too.
const MAX_COMPARISONS: usize = 500;

/// Parses a filter; a 400 that says what is wrong where it does not parse.
pub(super) fn parse(text: &str) -> Result<Filter, Refused> {
    let wrong = |reason: String| Refused::request(400, SYNTAX, format!("Invalid filter: {reason}"));
    let tokens = tokens(text).map_err(wrong)?;
    let mut parser = Parser { tokens: &tokens, at: 0, comparisons: 0 };
    let filter = parser.any(0).map_err(wrong)?;
    match parser.peek() {
        None => Ok(filter),
        Some(token) => Err(wrong(format!("unexpected {}", token.describe()))),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Value(Operand),
    Open,
    Close,
    Comma,
}

impl Token {
    fn describe(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Value(Operand::Text(text)) => format!("\"{text}\""),
            Self::Value(Operand::Number(number)) => number.clone(),
            Self::Value(Operand::Bool(value)) => value.to_string(),
            Self::Open => "`(`".into(),
            Self::Close => "`)`".into(),
            Self::Comma => "`,`".into(),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, after) = match first {
            '(' => (Token::Open, &rest[1..]),
            ')' => (Token::Close, &rest[1..]),
            ',' => (Token::Comma, &rest[1..]),
            '"' => quoted(&rest[1..])?,
            _ => bare(rest)?,
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

fn quoted(text: &str) -> Result<(Token, &str), String> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((index, char)) = chars.next() {
        match char {
            '"' => return Ok((Token::Value(Operand::Text(value)), &text[index + 1..])),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(char),
        }
    }
    Err("a string without its closing quote".into())
}

fn bare(text: &str) -> Result<(Token, &str), String> {
    let stop = |char: char| char.is_whitespace() || "(),\"".contains(char);
    let (word, rest) = text.split_at(text.find(stop).unwrap_or(text.len()));
    let token = match word {
        "true" => Token::Value(Operand::Bool(true)),
        "false" => Token::Value(Operand::Bool(false)),
        _ if word.parse::<f64>().is_ok() => Token::Value(Operand::Number(word.to_owned())),
        _ if word.chars().all(|char| char.is_ascii_alphanumeric() || "._-".contains(char)) => {
            Token::Word(word.to_owned())
        }
        _ => return Err(format!("`{word}` is neither a field, an operator nor a value")),
    };
    Ok((token, rest))
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    comparisons: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Token> {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn takes(&mut self, word: &str) -> bool {
        let taken = matches!(self.peek(), Some(Token::Word(next)) if next == word);
        self.at += usize::from(taken);
        taken
    }

    fn any(&mut self, depth: usize) -> Result<Filter, String> {
        let mut parts = vec![self.all(depth)?];
        while self.takes("or") {
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Filter::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Filter, String> {
        let mut parts = vec![self.unary(depth)?];
        while self.takes("and") {
            parts.push(self.unary(depth)?);
        }
        Ok(one_or(parts, Filter::All))
    }

    fn unary(&mut self, depth: usize) -> Result<Filter, String> {
        if depth > MAX_DEPTH {
            return Err("it is nested too deeply".into());
        }
        if self.takes("not") {
            return Ok(Filter::Not(Box::new(self.unary(depth + 1)?)));
        }
        if self.peek() != Some(&Token::Open) {
            return self.comparison();
        }
        self.at += 1;
        let inside = self.any(depth + 1)?;
        self.expect(&Token::Close)?;
        Ok(inside)
    }

    fn comparison(&mut self) -> Result<Filter, String> {
        self.comparisons += 1;
        if self.comparisons > MAX_COMPARISONS {
            return Err("it is too long".into());
        }
        let field = self.word("a field")?;
        let operator = self.word("an operator")?;
        if !OPERATORS.contains(&operator.as_str()) {
            return Err(format!("`{operator}` is not an operator"));
        }
        let values = match operator.as_str() {
            "isnull" | "pr" => Vec::new(),
            "in" | "ca" => self.list()?,
            _ => vec![self.value()?],
        };
        Ok(Filter::Compare { field, operator, values })
    }

    fn list(&mut self) -> Result<Vec<Operand>, String> {
        self.expect(&Token::Open)?;
        let mut values = vec![self.value()?];
        while self.peek() == Some(&Token::Comma) {
            self.at += 1;
            values.push(self.value()?);
        }
        self.expect(&Token::Close)?;
        Ok(values)
    }

    fn word(&mut self, what: &str) -> Result<String, String> {
        match self.next() {
            Some(Token::Word(word)) => Ok(word.clone()),
            other => Err(missing(what, other)),
        }
    }

    fn value(&mut self) -> Result<Operand, String> {
        match self.next() {
            Some(Token::Value(value)) => Ok(value.clone()),
            other => Err(missing("a value", other)),
        }
    }

    fn expect(&mut self, token: &Token) -> Result<(), String> {
        match self.next() {
            Some(next) if next == token => Ok(()),
            other => Err(missing(&token.describe(), other)),
        }
    }
}

fn missing(what: &str, found: Option<&Token>) -> String {
    let found = found.map_or_else(|| "the end".to_owned(), Token::describe);
    format!("{what} is expected where {found} stands")
}

fn one_or(mut parts: Vec<Filter>, several: fn(Vec<Filter>) -> Filter) -> Filter {
    match parts.len() {
        1 => parts.remove(0),
        _ => several(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The filter with every operator's operands in brackets.
    fn shape(filter: &Filter) -> String {
        let join = |parts: &[Filter], word| {
            format!("[{}]", parts.iter().map(shape).collect::<Vec<_>>().join(word))
        };
        match filter {
            Filter::Any(parts) => join(parts, " or "),
            Filter::All(parts) => join(parts, " and "),
            Filter::Not(inside) => format!("not {}", shape(inside)),
            Filter::Compare { field, operator, values } => {
                format!("{field} {operator} {}", values.len())
            }
        }
    }

    #[test]
    fn not_binds_tighter_than_and_and_and_than_or() {
        for (text, expected) in [
            (r#"a eq "1""#, "a eq 1"),
            (r#"a eq "1" or b eq "2" and c eq "3""#, "[a eq 1 or [b eq 1 and c eq 1]]"),
            (r#"a eq "1" and b eq "2" or c eq "3""#, "[[a eq 1 and b eq 1] or c eq 1]"),
            (r#"not a eq "1" and b isnull"#, "[not a eq 1 and b isnull 0]"),
            (r#"not (a eq "1" and b eq 2)"#, "not [a eq 1 and b eq 1]"),
            (r#"(a eq "1" or b eq "2") and c eq true"#, "[[a eq 1 or b eq 1] and c eq 1]"),
            ("not not a pr", "not not a pr 0"),
            (
                r#"features ca ("A","B") and id in ( "1" , "2", "3" )"#,
                "[features ca 2 and id in 3]",
            ),
            (r#"((owner.id sw "x"))"#, "owner.id sw 1"),
        ] {
            assert_eq!(shape(&parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn strings_hold_escapes_keywords_and_brackets() {
        let text = r#"name eq "a \"b\" \\ (or) not, é""#;
        let Filter::Compare { values, .. } = parse(text).unwrap() else { panic!("no comparison") };
        assert_eq!(values, [Operand::Text(r#"a "b" \ (or) not, é"#.into())]);
    }

    #[test]
    fn what_does_not_parse_is_refused() {
        for text in [
            "",
            " ",
            "name",
            "name eq",
            r#"name eq "a"#,
            "name eq a",
            r#"name EQ "a""#,
            r#"name like "a""#,
            r#"name eq "a" and"#,
            r#"and name eq "a""#,
            r#"name eq "a" b"#,
            r#"(name eq "a""#,
            r#"name eq "a")"#,
            r#"name in "a""#,
            "name in ()",
            r#"name in ("a",)"#,
            r#"name in ("a" "b")"#,
            r#""name" eq "a""#,
            r#"name eq "a" AND id eq "b""#,
            "not",
            "name == 1",
            r#"n$ eq "a""#,
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&format!("{}a isnull{}", "(".repeat(60), ")".repeat(60))).is_err());
        assert!(parse(&vec!["a isnull"; 501].join(" or ")).is_err());
        assert!(parse(&vec!["a isnull"; 500].join(" or ")).is_ok());
    }
}
