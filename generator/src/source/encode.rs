//! Encodes records as YAML, for what writes content: an importer, or a translation tool.
//!
//! `record!` generates the encoding of a record from its declaration, so a field whose type cannot be written does not
//! compile. Keys are in the order of the declaration, and a field at its default is left out. A value that may be
//! written in several forms is written in the shortest. Comments are not part of a record and are lost.

use super::emit::{self, Yaml};
use crate::index::List;

/// A type that can be written as YAML. Decoding the result gives the same value, positions aside.
///
/// Tests require that decoding gives back the same value for any content.
pub trait Encode {
    /// The value as YAML.
    fn encode(&self) -> Yaml;
}

/// Writes a record, or a list of records, as the contents of a file. It ends with a line break.
pub fn to_yaml(record: &impl Encode) -> String {
    emit::document(&record.encode())
}

/// The keys of a record, collected by the generated code.
#[derive(Debug)]
pub struct Keys(Vec<(String, Yaml)>);

impl Keys {
    /// Creates a record without keys.
    #[expect(clippy::new_without_default, reason = "`default` adds a key")]
    pub fn new() -> Self {
        Keys(Vec::new())
    }

    /// Adds a key that is always written.
    pub fn required(&mut self, key: &str, value: &impl Encode) {
        self.0.push((key.to_owned(), value.encode()));
    }

    /// Adds a key that is written if it has a value.
    pub fn optional(&mut self, key: &str, value: &Option<impl Encode>) {
        if let Some(value) = value {
            self.required(key, value);
        }
    }

    /// Adds a key that is written if its value differs from the type's default.
    pub fn default<T: Encode + Default>(&mut self, key: &str, value: &T) {
        let encoded = value.encode();
        if encoded != T::default().encode() {
            self.0.push((key.to_owned(), encoded));
        }
    }

    /// The record with these keys.
    pub fn record(self) -> Yaml {
        Yaml::Record(self.0)
    }
}

impl Encode for String {
    fn encode(&self) -> Yaml {
        Yaml::Text(self.clone())
    }
}

impl Encode for bool {
    fn encode(&self) -> Yaml {
        Yaml::Bare(self.to_string())
    }
}

/// A front matter without keys.
impl Encode for () {
    fn encode(&self) -> Yaml {
        Yaml::Record(Vec::new())
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Yaml {
        Yaml::List(self.iter().map(T::encode).collect())
    }
}

impl<I, T: Encode> Encode for List<I, T> {
    fn encode(&self) -> Yaml {
        Yaml::List(self.iter().map(T::encode).collect())
    }
}

impl<T: Encode> Encode for std::sync::Arc<T> {
    fn encode(&self) -> Yaml {
        T::encode(self)
    }
}

#[cfg(test)]
#[path = "encode_tests.rs"]
mod tests;
