//! Whether a schema is complete in itself, and of one dialect: whoever has the manifest has nothing else.

use serde_json::Value;

use crate::schema::referred;

/// The dialect of every schema of a manifest.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Keywords of which each member is a schema, whatever its name.
const BY_NAME: [&str; 5] = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

/// Keywords that hold values, and no schemas.
const VALUES: [&str; 4] = ["const", "enum", "default", "examples"];

/// What keeps a schema from being complete in itself and of draft 2020-12, one sentence each, with what to do.
///
/// ```
/// use ntro_manifest::schema::incomplete;
/// use serde_json::json;
///
/// let schema = json!({"properties": {"line": {"$ref": "#/$defs/Line"}}});
/// assert!(incomplete(&schema)[0].starts_with("at /properties/line, `$ref` leads to `#/$defs/Line`"));
/// assert!(incomplete(&json!({"$ref": "#/$defs/Line", "$defs": {"Line": true}})).is_empty());
/// ```
#[must_use]
pub fn incomplete(schema: &Value) -> Vec<String> {
    let mut look = Look { root: schema, faults: Vec::new() };
    look.at(schema, "");
    look.faults
}

struct Look<'s> {
    root: &'s Value,
    faults: Vec<String>,
}

impl Look<'_> {
    fn at(&mut self, schema: &Value, place: &str) {
        match schema {
            Value::Object(keywords) => {
                for (keyword, value) in keywords {
                    self.keyword(keyword, value, place);
                }
            }
            Value::Array(schemas) => {
                for (index, schema) in schemas.iter().enumerate() {
                    self.at(schema, &format!("{place}/{index}"));
                }
            }
            _ => {}
        }
    }

    fn keyword(&mut self, keyword: &str, value: &Value, place: &str) {
        let below = format!("{place}/{keyword}");
        match (keyword, value) {
            ("$ref", Value::String(to)) if to.starts_with("#/") && referred(value, self.root).is_none() => {
                self.faults.push(format!(
                    "at {}, `$ref` leads to `{to}`, where nothing is; take the schema of a nested type from the generator, by `generator.subschema_for::<T>()`, or write it out in place",
                    named(place)
                ));
            }
            ("$schema", Value::String(dialect)) if dialect != DIALECT => {
                self.faults.push(format!(
                    "at {}, `$schema` is `{dialect}`, and every schema here is of {DIALECT}; leave it out, and write what is below in that dialect",
                    named(place)
                ));
            }
            (keyword, Value::Object(schemas)) if BY_NAME.contains(&keyword) => {
                for (name, schema) in schemas {
                    self.at(schema, &format!("{below}/{}", name.replace('~', "~0").replace('/', "~1")));
                }
            }
            (keyword, _) if VALUES.contains(&keyword) => {}
            _ => self.at(value, &below),
        }
    }
}

fn named(place: &str) -> &str {
    if place.is_empty() { "the top" } else { place }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_fault_has_its_place_and_a_remedy() {
        let schema = json!({
            "$schema": DIALECT,
            "properties": {
                "$ref": {"type": "string"},
                "own": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "string"},
                "a/b": {"items": [{"$ref": "#/definitions/Line"}]},
            },
        });
        let faults = incomplete(&schema);
        let [own, line] = faults.as_slice() else { panic!("{faults:?}") };
        assert!(
            line.starts_with("at /properties/own, `$schema` is `http://json-schema.org/draft-07"),
            "{line}"
        );
        assert!(
            own.starts_with("at /properties/a~1b/items/0, `$ref` leads to `#/definitions/Line`"),
            "{own}"
        );
    }

    #[test]
    fn what_is_data_is_no_schema() {
        let data = json!({"$ref": "#/nowhere", "$schema": "mine"});
        let schema = json!({"const": data, "enum": [data], "default": data, "examples": [data]});
        assert_eq!(incomplete(&schema), [""; 0]);
    }

    #[test]
    fn a_reference_to_a_name_that_is_escaped_leads_there() {
        let schema = json!({"$ref": "#/$defs/Gr%C3%B6%C3%9Fe", "$defs": {"Größe": {"type": "string"}}});
        assert_eq!(incomplete(&schema), [""; 0]);
    }
}
