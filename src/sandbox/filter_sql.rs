//! From a filter to the condition of a query.

use rusqlite::types::Value;

use super::filter::{Filter, Operand};
use super::reply::Refused;

/// A field that a collection can be filtered by.
pub(super) struct Field {
    /// Its name in the filter language.
    pub(super) name: &'static str,
    /// The column or expression that holds it.
    pub(super) column: &'static str,
    pub(super) kind: Kind,
    /// The operators that the documentation lists for it, separated by spaces.
    pub(super) operators: &'static str,
}

/// How a column holds its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// 0 or 1.
    Flag,
    /// Words, each between commas: `,PASSWORD,PROVISIONING,`.
    Words,
}

/// A condition and the values of its question marks.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// Translates a filter; a 400 where a field or an operator is not among `fields`.
pub(super) fn condition(filter: &Filter, fields: &[Field]) -> Result<Condition, Refused> {
    let mut condition = Condition::default();
    write(filter, fields, false, &mut condition)?;
    Ok(condition)
}

fn write(
    filter: &Filter,
    fields: &[Field],
    negated: bool,
    to: &mut Condition,
) -> Result<(), Refused> {
    match filter {
        Filter::Any(parts) => join(parts, " OR ", fields, negated, to),
        Filter::All(parts) => join(parts, " AND ", fields, negated, to),
        Filter::Not(inside) => {
            to.sql.push_str("NOT (");
            write(inside, fields, true, to)?;
            to.sql.push(')');
            Ok(())
        }
        Filter::Compare { field, operator, values } => {
            let known = find(fields, field, operator)?;
            // Without this a null field would satisfy neither a comparison nor its opposite.
            to.sql.push_str(if negated { "ifnull(" } else { "(" });
            compare(known, operator, values, to)?;
            to.sql.push_str(if negated { ", 0)" } else { ")" });
            Ok(())
        }
    }
}

fn join(
    parts: &[Filter],
    word: &str,
    fields: &[Field],
    negated: bool,
    to: &mut Condition,
) -> Result<(), Refused> {
    to.sql.push('(');
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            to.sql.push_str(word);
        }
        write(part, fields, negated, to)?;
    }
    to.sql.push(')');
    Ok(())
}

fn find<'a>(fields: &'a [Field], name: &str, operator: &str) -> Result<&'a Field, Refused> {
    let field = fields.iter().find(|field| field.name == name);
    let field = field
        .ok_or_else(|| Refused::illegal(format!("Filtering by \"{name}\" is not supported.")))?;
    if field.operators.split(' ').any(|each| each == operator) {
        return Ok(field);
    }
    let text = format!("The operator \"{operator}\" is not supported for \"{name}\".");
    Err(Refused::illegal(text))
}

fn compare(
    field: &Field,
    operator: &str,
    values: &[Operand],
    to: &mut Condition,
) -> Result<(), Refused> {
    let column = field.column;
    let bound = values.iter().map(|value| bind(field, value)).collect::<Result<Vec<_>, _>>()?;
    let marks = vec!["?"; bound.len()].join(",");
    let test = match operator {
        "eq" => format!("{column} = ?"),
        "ne" => format!("{column} IS NOT ?"),
        "gt" => format!("{column} > ?"),
        "ge" => format!("{column} >= ?"),
        "lt" => format!("{column} < ?"),
        "le" => format!("{column} <= ?"),
        "in" => format!("{column} IN ({marks})"),
        "sw" => format!("substr({column}, 1, length(?)) = ?"),
        "isnull" => format!("{column} IS NULL"),
        "pr" => format!("{column} IS NOT NULL"),
        // `co` and `ca`: a text holds a part, a list of words holds words.
        _ => vec![format!("instr({column}, ?) > 0"); bound.len()].join(" AND "),
    };
    to.sql.push_str(&test);
    if operator == "sw" {
        to.values.extend(bound.iter().cloned());
    }
    to.values.extend(bound);
    Ok(())
}

fn bind(field: &Field, value: &Operand) -> Result<Value, Refused> {
    match (field.kind, value) {
        (Kind::Text, Operand::Text(text) | Operand::Number(text)) => Ok(Value::Text(text.clone())),
        (Kind::Words, Operand::Text(text)) => Ok(Value::Text(format!(",{text},"))),
        (Kind::Flag, Operand::Bool(flag)) => Ok(Value::Integer(i64::from(*flag))),
        (Kind::Flag, Operand::Text(text)) if text == "true" || text == "false" => {
            Ok(Value::Integer(i64::from(text == "true")))
        }
        _ => {
            Err(Refused::illegal(format!("The value of \"{}\" is of the wrong type.", field.name)))
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, params_from_iter};

    use super::super::filter::parse;
    use super::*;

    const ALL: &str = "eq ne gt ge lt le in sw co isnull pr";
    const FIELDS: [Field; 4] = [
        Field { name: "name", column: "name", kind: Kind::Text, operators: ALL },
        Field { name: "kind", column: "kind", kind: Kind::Text, operators: "eq isnull" },
        Field { name: "healthy", column: "healthy", kind: Kind::Flag, operators: "eq ne" },
        Field { name: "features", column: "features", kind: Kind::Words, operators: "ca co" },
    ];

    fn test() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE things (name, kind, healthy, features);
                 INSERT INTO things VALUES
                   ('Alpha', 'a', 1, ',PASSWORD,ENABLE,'), ('Beta', NULL, 0, ',PASSWORD_X,'),
                   ('Gamma %', 'c', 1, ','), ('Alphabet', 'a', 0, ',ENABLE,PASSWORD,');",
            )
            .unwrap();
        connection
    }

    fn matches(text: &str) -> String {
        let condition = condition(&parse(text).unwrap(), &FIELDS).unwrap();
        let connection = test();
        let sql = format!(
            "SELECT group_concat(substr(name, 1, 6), ' ') FROM things WHERE {}",
            condition.sql
        );
        let row: rusqlite::Result<Option<String>> =
            connection.query_row(&sql, params_from_iter(condition.values), |row| row.get(0));
        row.unwrap_or_else(|error| panic!("{sql}: {error}")).unwrap_or_default()
    }

    #[test]
    fn each_operator_selects_what_it_says() {
        for (text, expected) in [
            (r#"name eq "Alpha""#, "Alpha"),
            (r#"name ne "Alpha""#, "Beta Gamma  Alphab"),
            (r#"name gt "Beta""#, "Gamma "),
            (r#"name ge "Beta""#, "Beta Gamma "),
            (r#"name lt "Alphabet""#, "Alpha"),
            (r#"name le "Alphabet""#, "Alpha Alphab"),
            (r#"name in ("Beta","Alpha","x")"#, "Alpha Beta"),
            (r#"name sw "Alpha""#, "Alpha Alphab"),
            (r#"name sw "%""#, ""),
            (r#"name co "%""#, "Gamma "),
            (r#"name co "a""#, "Alpha Beta Gamma  Alphab"),
            ("kind isnull", "Beta"),
            ("name pr", "Alpha Beta Gamma  Alphab"),
            ("healthy eq true", "Alpha Gamma "),
            (r#"healthy ne "true""#, "Beta Alphab"),
            (r#"features ca ("PASSWORD")"#, "Alpha Alphab"),
            (r#"features ca ("PASSWORD","ENABLE") and healthy eq false"#, "Alphab"),
            (r#"features co "PASSWORD_X""#, "Beta"),
            (r#"not kind eq "a""#, "Beta Gamma "),
            (r#"not (kind eq "a" or kind eq "c")"#, "Beta"),
            (r#"name eq "Beta" or kind eq "a" and healthy eq true"#, "Alpha Beta"),
        ] {
            assert_eq!(matches(text), expected, "{text}");
        }
    }

    #[test]
    fn other_fields_operators_and_types_are_refused() {
        for text in [
            r#"other eq "a""#,
            r#"kind sw "a""#,
            "name eq true",
            r#"healthy eq "perhaps""#,
            "healthy eq 1",
            "features ca (1)",
            "features isnull",
        ] {
            assert!(condition(&parse(text).unwrap(), &FIELDS).is_err(), "{text}");
        }
    }
}
