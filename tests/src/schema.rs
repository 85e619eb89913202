//! The JSON Schemas of content files, as `clausebook schema` prints them.

use yaml_rust2::Yaml;

use crate::program::run;
use crate::yaml;

/// The schema of a kind of content file.
pub struct Schema {
    whole: Yaml,
}

impl Schema {
    /// The schemas of all kinds of files.
    pub fn all() -> Vec<Schema> {
        let kinds = run(["schema"]).expect_code(0).stdout;
        let kinds = kinds.lines().filter_map(|line| line.split(' ').next());
        kinds
            .map(|kind| Schema {
                // JSON is YAML.
                whole: yaml::parse(&run(["schema", kind]).expect_code(0).stdout),
            })
            .collect()
    }

    /// Whether `node` has the keys and kinds of values of a file of this kind, or of a record in it. Keys of the outermost
    /// record may be missing.
    pub fn accepts_part(&self, node: &Yaml) -> bool {
        if let Yaml::Array(items) = node {
            return !items.is_empty() && items.iter().all(|item| self.accepts_part(item));
        }
        let records = self.whole["$defs"].as_hash();
        let mut records = records.into_iter().flat_map(|records| records.values());
        self.accepts(&self.whole, node, false)
            || records.any(|record| self.accepts(record, node, false))
    }

    fn accepts(&self, schema: &Yaml, node: &Yaml, is_whole: bool) -> bool {
        if let Some(name) = schema["$ref"].as_str() {
            let record = &self.whole["$defs"][name.trim_start_matches("#/$defs/")];
            return self.accepts(record, node, is_whole);
        }
        if let Some(choices) = schema["anyOf"].as_vec() {
            return choices
                .iter()
                .any(|choice| self.accepts(choice, node, is_whole));
        }
        if let Some(words) = schema["enum"].as_vec() {
            return words.contains(node);
        }
        let is = |kind: &str| match &schema["type"] {
            Yaml::Array(kinds) => kinds.iter().any(|of| of.as_str() == Some(kind)),
            of => of.as_str() == Some(kind),
        };
        match node {
            Yaml::Hash(pairs) => {
                let mut required = schema["required"].as_vec().into_iter().flatten();
                is("object")
                    && (!is_whole || required.all(|key| pairs.contains_key(key)))
                    && pairs
                        .iter()
                        .all(|(key, value)| self.accepts_pair(schema, key, value))
            }
            Yaml::Array(items) => {
                is("array")
                    && items
                        .iter()
                        .all(|item| self.accepts(&schema["items"], item, true))
            }
            Yaml::Boolean(_) => is("boolean"),
            Yaml::String(_) | Yaml::Integer(_) | Yaml::Real(_) => is("string") || is("number"),
            Yaml::Null | Yaml::Alias(_) | Yaml::BadValue => false,
        }
    }

    fn accepts_pair(&self, schema: &Yaml, key: &Yaml, value: &Yaml) -> bool {
        let property = key.as_str().map(|key| &schema["properties"][key]);
        if let Some(property) = property.filter(|property| !property.is_badvalue()) {
            return self.accepts(property, value, true);
        }
        if schema["additionalProperties"].as_hash().is_some() {
            return self.accepts(&schema["additionalProperties"], value, true);
        }
        let patterns = schema["patternProperties"].as_hash();
        let mut patterns = patterns.into_iter().flat_map(|patterns| patterns.values());
        patterns.any(|schema| self.accepts(schema, value, true))
    }
}
