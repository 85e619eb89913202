//! Documents with every key that the format knows, and documents without their positions, for tests.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::schema;

/// A document of a kind with every key, and the words that its texts consist of, each different.
pub(crate) fn with_every_key(kind: &str) -> (String, BTreeSet<String>) {
    let whole = schema::schema(kind).expect("a kind of file");
    let mut writer = Writer {
        definitions: whole["$defs"].clone(),
        texts: BTreeSet::new(),
        open: Vec::new(),
    };
    (writer.write(&whole).to_string(), writer.texts)
}

/// A value as `{:#?}` shows it, without the positions in it.
pub(crate) fn without_positions(shown: &str) -> String {
    let mut kept = String::with_capacity(shown.len());
    let mut position: Option<usize> = None;
    for line in shown.lines() {
        let indent = line.len() - line.trim_start().len();
        match position {
            Some(around) if indent > around => {}
            Some(_) => position = None,
            None if line.ends_with("Position {") => position = Some(indent),
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    kept
}

/// Writes a document from its schema, with every key and a different word in every text.
struct Writer {
    definitions: Json,
    texts: BTreeSet<String>,
    /// The definitions around the value that is written.
    open: Vec<String>,
}

impl Writer {
    fn write(&mut self, schema: &Json) -> Json {
        if let Some(name) = schema["$ref"].as_str() {
            let definition = self.definitions[name.trim_start_matches("#/$defs/")].clone();
            self.open.push(name.to_owned());
            let written = self.write(&definition);
            self.open.pop();
            return written;
        }
        if let Some(choices) = schema["anyOf"].as_array() {
            // A record has more texts than a text alone, and a text more than a word.
            let of_record = choices.iter().find(|choice| choice.get("$ref").is_some());
            let of_text = choices.iter().find(|choice| Self::is_text(choice));
            let choice = of_record.or(of_text).or(choices.first());
            return self.write(choice.expect("a choice"));
        }
        if Self::is_text(schema) {
            let word = format!("word{}", self.texts.len());
            self.texts.insert(word.clone());
            return serde_json::json!({"en": word});
        }
        if let Some(properties) = schema["properties"].as_object() {
            let written = properties
                .iter()
                .map(|(key, value)| (key.clone(), self.write(value)));
            return Json::Object(written.collect());
        }
        if let Some(words) = schema["enum"].as_array() {
            return words[0].clone();
        }
        if schema["type"] == "array" {
            // A record in itself would never end.
            let item = schema["items"]["$ref"].as_str().unwrap_or_default();
            if self.open.iter().any(|open| open == item) {
                return Json::Array(Vec::new());
            }
            return Json::Array(vec![self.write(&schema["items"])]);
        }
        if schema["type"] == "object" {
            return serde_json::json!({});
        }
        if schema["type"] == "boolean" {
            return Json::Bool(true);
        }
        let pattern = schema["pattern"].as_str().unwrap_or_default();
        let word = if schema["format"] == "date" {
            "2026-01-01"
        } else if pattern.starts_with("^#") {
            "#112233"
        } else if pattern.contains("html") {
            "id/a/b.html"
        } else {
            "5"
        };
        Json::String(word.into())
    }

    fn is_text(schema: &Json) -> bool {
        schema.get("patternProperties").is_some()
    }
}
