//! The records of a kind of file, with their keys: the source of its JSON Schema and of the format reference.
//!
//! They are collected while a schema is made ([`super::decode::Decode::schema`]), each record once,
//! however often it occurs. The descriptions are the doc comments of the declarations, so the
//! reference cannot fall behind the code.

use serde_json::{Map, Value as Json, json};

use super::namespace::Namespace;

/// The records met so far, in the order in which they were met. The first is the record of the file
/// itself or of its items.
#[derive(Debug, Default)]
pub struct Definitions(Vec<RecordDefinition>);

/// A record and its keys.
#[derive(Debug)]
pub struct RecordDefinition {
    /// The record's name in the schema: `Clause`.
    pub name: &'static str,
    /// The record's name in messages: `a clause`. With its article.
    pub called: &'static str,
    /// The description of the record.
    pub description: &'static str,
    /// The keys, in the order of the declaration.
    pub keys: Vec<KeyDefinition>,
}

/// A key of a record.
#[derive(Debug)]
pub struct KeyDefinition {
    /// The key.
    pub name: &'static str,
    /// The description of the key.
    pub description: &'static str,
    /// Whether the key must be present.
    pub is_required: bool,
    /// The kind of things that ids in the key's value name; `None` if they name nothing that is defined elsewhere.
    pub names: Option<Namespace>,
    /// The JSON Schema of the key's values. Without the description, which is added when the schema
    /// is written.
    pub values: Json,
}

impl Definitions {
    /// The records, in the order in which they were met.
    pub fn records(&self) -> &[RecordDefinition] {
        &self.0
    }

    /// Adds a record unless it is known, and returns a reference to it. `keys` is called with the record already known,
    /// since a record may contain itself.
    pub fn reference(
        &mut self,
        record: RecordDefinition,
        keys: impl FnOnce(&mut Definitions) -> Vec<KeyDefinition>,
    ) -> Json {
        let name = record.name;
        if !self.0.iter().any(|known| known.name == name) {
            self.0.push(record);
            let keys = keys(self);
            if let Some(record) = self.0.iter_mut().find(|known| known.name == name) {
                record.keys = keys;
            }
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// The JSON Schemas of the records, by name. They go into `$defs`.
    pub fn schemas(&self) -> Json {
        let records = self.0.iter();
        let schemas = records.map(|record| (record.name.to_owned(), record.schema()));
        Json::Object(schemas.collect())
    }
}

impl RecordDefinition {
    /// The JSON Schema of the record.
    ///
    /// Keys that are not listed are not allowed, as in decoding.
    fn schema(&self) -> Json {
        let property = |key: &KeyDefinition| {
            let mut values = key.values.clone();
            if let Some(values) = values.as_object_mut() {
                values.insert("description".to_owned(), key.description.into());
            }
            (key.name.to_owned(), values)
        };
        let properties: Map<String, Json> = self.keys.iter().map(property).collect();
        let required = self.keys.iter().filter(|key| key.is_required);
        let required: Vec<&str> = required.map(|key| key.name).collect();
        json!({
            "type": "object",
            "description": self.description,
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }
}
