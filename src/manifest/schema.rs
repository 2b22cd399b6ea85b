//! What editors need to complete and check a manifest: a JSON Schema.

use serde_json::{Value, json};

use super::keys::Field;
use crate::model::Object;

/// The JSON Schema (draft 2020-12) of a manifest, indented, with a line end.
pub fn schema() -> String {
    format!("{:#}\n", document())
}

fn document() -> Value {
    let group = json!({ "$ref": "#/$defs/group" });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Manifest of password sync groups",
        "description": "One group or a list of groups, for `syncgroup diff` and `syncgroup apply`.",
        "anyOf": [group, { "type": "array", "items": group }],
        "$defs": { "group": object() },
    })
}

fn object() -> Value {
    let properties: Object =
        Field::ALL.iter().map(|field| (field.key().to_owned(), property(*field))).collect();
    let one_of = |fields: &[Field]| {
        let required = |field: &Field| json!({ "required": [field.key()] });
        json!({ "oneOf": fields.iter().map(required).collect::<Vec<_>>() })
    };
    json!({
        "type": "object",
        "properties": properties,
        "required": [Field::Name.key()],
        "allOf": [
            one_of(&[Field::Policy, Field::ShortPolicy, Field::PolicyId]),
            one_of(&[Field::Sources, Field::SourceIds]),
        ],
        "additionalProperties": false,
    })
}

fn property(field: Field) -> Value {
    let text = json!({ "type": "string", "pattern": "\\S" });
    let mut schema = match field {
        Field::Id => json!({ "type": ["string", "null"], "pattern": "\\S" }),
        Field::Name | Field::PolicyId | Field::Policy | Field::ShortPolicy => text,
        Field::SourceIds | Field::Sources => {
            json!({ "type": "array", "items": text, "minItems": 2, "uniqueItems": true })
        }
        Field::Created | Field::Modified => json!({}),
    };
    schema["description"] = meaning(field).into();
    schema
}

const fn meaning(field: Field) -> &'static str {
    match field {
        Field::Id => "ID of the group. With it, another name is a rename.",
        Field::Name => "Name of the group, which end users see.",
        Field::PolicyId => "ID or name of the password policy, under the key of the API.",
        Field::ShortPolicy => "The same as `passwordPolicy`.",
        Field::Policy => {
            "Name of the password policy, to the letter. `id:X` and `name:X` force what is meant."
        }
        Field::SourceIds => "IDs or names of the sources, under the key of the API.",
        Field::Sources => {
            "Names of the sources, to the letter. `id:X` and `name:X` force what is meant."
        }
        Field::Created => "When the group was created: ignored.",
        Field::Modified => "When the group was last changed: ignored.",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::manifest::parse;

    /// Whether a value satisfies a schema, as far as [`schema`] goes into the language.
    fn accepts(schema: &Value, value: &Value) -> bool {
        let Value::Object(rules) = schema else { panic!("{schema}") };
        rules.iter().all(|(rule, argument)| satisfies(rule, argument, rules, value))
    }

    fn satisfies(rule: &str, argument: &Value, rules: &Object, value: &Value) -> bool {
        let list = || argument.as_array().unwrap();
        let holding = || list().iter().filter(|schema| accepts(schema, value)).count();
        match rule {
            "$schema" | "title" | "description" | "$defs" => true,
            "$ref" => accepts(document().pointer(&argument.as_str().unwrap()[1..]).unwrap(), value),
            "anyOf" => holding() > 0,
            "oneOf" => holding() == 1,
            "allOf" => holding() == list().len(),
            "type" => match argument {
                Value::Array(kinds) => kinds.iter().any(|kind| is_a(kind, value)),
                kind => is_a(kind, value),
            },
            "pattern" => {
                assert_eq!(argument, "\\S");
                value.as_str().is_none_or(|text| !text.trim().is_empty())
            }
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 >= argument.as_u64().unwrap()),
            "uniqueItems" => value.as_array().is_none_or(|items| {
                items.iter().map(Value::to_string).collect::<BTreeSet<_>>().len() == items.len()
            }),
            "items" => value
                .as_array()
                .is_none_or(|items| items.iter().all(|item| accepts(argument, item))),
            "required" => value.as_object().is_none_or(|object| {
                list().iter().all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "properties" => value.as_object().is_none_or(|object| {
                object.iter().all(|(key, value)| {
                    argument.get(key).is_none_or(|schema| accepts(schema, value))
                })
            }),
            "additionalProperties" => value.as_object().is_none_or(|object| {
                object.keys().all(|key| rules["properties"].get(key).is_some())
            }),
            rule => panic!("{rule}"),
        }
    }

    fn is_a(kind: &Value, value: &Value) -> bool {
        match kind.as_str().unwrap() {
            "string" => value.is_string(),
            "null" => value.is_null(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            kind => panic!("{kind}"),
        }
    }

    /// The schema asks for what a group that is written must have.
    fn reads(value: &Value) -> bool {
        parse(&[("g.json".into(), value.to_string())], &BTreeSet::new())
            .is_ok_and(|manifest| manifest.groups.iter().all(|group| group.unmet.is_empty()))
    }

    #[test]
    fn the_schema_is_json_and_lists_the_keys_of_the_reader() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let properties = schema["$defs"]["group"]["properties"].as_object().unwrap();
        let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
        assert_eq!(keys, Field::ALL.map(Field::key));
        assert!(properties.values().all(|property| property["description"].is_string()));
    }

    #[test]
    fn what_list_prints_is_valid() {
        let group = json!({
            "id": "6881f631-3bd5-4213-9c75-8e05cc3e35dd", "name": "Password Sync Group 1",
            "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501",
            "sourceIds": ["2c918084660f45d6016617daa9210584", "2c918084660f45d6016617daa9210500"],
            "created": "2023-03-16T04:00:00Z", "modified": null,
        });
        assert!(accepts(&document(), &group));
        assert!(accepts(&document(), &json!([group])));
        assert!(accepts(&document(), &json!([])));
    }

    #[test]
    fn nothing_else_is_valid() {
        for value in [json!(null), json!("a"), json!([[]]), json!({}), json!({"groups": []})] {
            assert!(!accepts(&document(), &value), "{value}");
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let text = prop_oneof![8 => "[a-c]{1,3}", 1 => "[ ]{0,1}"];
        prop_oneof![
            6 => text.clone().prop_map(Value::from),
            6 => prop::collection::vec(text, 0..4).prop_map(Value::from),
            1 => Just(Value::Null),
            1 => Just(json!(1)),
            1 => Just(json!(["a", 1])),
            1 => Just(json!({})),
        ]
    }

    proptest! {
        #[test]
        fn schema_and_reader_agree(
            fields in prop::collection::vec((prop::sample::select(Field::ALL.to_vec()), value()), 0..5),
            sound in prop::collection::vec(any::<bool>(), 4), odd in prop::option::of("[a-z]{1,9}"),
        ) {
            let good = [("name", json!("n")), ("passwordPolicy", json!("p")), ("sources", json!(["x", "y"])), ("id", json!("i"))];
            let mut object: Object = good.into_iter().zip(sound).filter(|(_, keep)| *keep)
                .map(|((key, value), _)| (key.to_owned(), value)).collect();
            object.extend(fields.into_iter().map(|(field, value)| (field.key().to_owned(), value)));
            object.extend(odd.map(|key| (key, Value::Null)));
            let value = Value::Object(object);
            prop_assert_eq!(accepts(&document(), &value), reads(&value), "{}", value);
        }
    }
}
