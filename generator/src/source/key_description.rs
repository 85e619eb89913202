//! The descriptions of keys in the languages of the program, for editors: in English those of the declarations, in Chinese
//! those of the format reference.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::definitions::{KeyDefinition, RecordDefinition};
use super::yaml::{self, Node, Value};
use crate::language::ProgramLanguage;

/// The Chinese of the format reference.
const CHINESE: &str = include_str!("reference.zh.yaml");

/// The description of a key of a record.
pub fn description(
    record: &RecordDefinition,
    key: &KeyDefinition,
    language: ProgramLanguage,
) -> &'static str {
    let chinese = match language {
        ProgramLanguage::English => None,
        ProgramLanguage::Chinese => chinese().get(&(record.name.to_owned(), key.name.to_owned())),
    };
    chinese.map_or(key.description, String::as_str)
}

/// The Chinese descriptions, by record and key.
fn chinese() -> &'static HashMap<(String, String), String> {
    static READ: OnceLock<HashMap<(String, String), String>> = OnceLock::new();
    READ.get_or_init(|| {
        let Ok(root) = yaml::parse(&"reference.zh.yaml".into(), CHINESE) else {
            return HashMap::new();
        };
        let records = entries(&root).filter(|(name, _)| *name == "records");
        let records = records.flat_map(|(_, records)| entries(records));
        let keys = records.flat_map(|(record, words)| {
            let keys = entries(words).filter(|(name, _)| *name == "keys");
            let keys = keys.flat_map(|(_, keys)| entries(keys));
            keys.map(move |(key, words)| (record, key, words))
        });
        keys.filter_map(|(record, key, words)| match &words.value {
            Value::Scalar(words) => Some(((record.to_owned(), key.to_owned()), words.clone())),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
        })
        .collect()
    })
}

/// The keys of a mapping with their values.
fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let pairs = match &node.value {
        Value::Mapping(pairs) => pairs.as_slice(),
        Value::Null | Value::Scalar(_) | Value::Sequence(_) => &[],
    };
    pairs.iter().filter_map(|(key, value)| match &key.value {
        Value::Scalar(key) => Some((key.as_str(), value)),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::decode::Definitions;
    use crate::source::schema::KINDS;

    #[test]
    fn every_key_is_described_in_every_language() {
        let mut definitions = Definitions::default();
        for kind in KINDS {
            kind.root(&mut definitions);
        }
        let mut count = 0;
        for record in definitions.records() {
            for key in &record.keys {
                count += 1;
                let english = description(record, key, ProgramLanguage::English);
                let chinese = description(record, key, ProgramLanguage::Chinese);
                assert!(
                    !english.is_empty() && chinese != english,
                    "{} {}",
                    record.name,
                    key.name
                );
            }
        }
        assert!(count > 200, "{count}");
    }
}
