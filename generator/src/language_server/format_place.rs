//! The place in the format that a way through a file leads to: the records that it may hold, their keys, and what ids
//! there name.

use serde_json::Value as Json;

use super::cursor::PathStep;
use crate::source::decode::Definitions;
use crate::source::definitions::{KeyDefinition, RecordDefinition};
use crate::source::namespace::Namespace;
use crate::source::schema::FileKind;

/// The keyword of tables whose keys are languages.
const PATTERNS: &str = "patternProperties";

/// The format of a kind of file.
#[derive(Debug)]
pub(super) struct FileFormat {
    definitions: Definitions,
    root: Json,
}

/// A place in the format.
#[derive(Debug)]
pub(super) struct FormatPlace<'f> {
    definitions: &'f Definitions,
    /// The values that it may hold: each of the schemas fits some.
    values: Vec<&'f Json>,
    /// The kind of things that ids in it name.
    pub(super) names: Option<Namespace>,
}

impl FileFormat {
    /// The format of files of this kind.
    pub(super) fn new(kind: &FileKind) -> Self {
        let mut definitions = Definitions::default();
        let root = kind.root(&mut definitions);
        FileFormat { definitions, root }
    }

    /// The place that a way leads to. It holds nothing if the format has no such way.
    pub(super) fn at(&self, path: &[PathStep]) -> FormatPlace<'_> {
        let root = FormatPlace::of(&self.definitions, [&self.root], None);
        path.iter().fold(root, |place, step| place.after(step))
    }
}

impl<'f> FormatPlace<'f> {
    fn of(
        definitions: &'f Definitions,
        values: impl IntoIterator<Item = &'f Json>,
        names: Option<Namespace>,
    ) -> Self {
        let mut each = Vec::new();
        for value in values {
            alternatives(value, &mut each);
        }
        // A text has its languages as keys.
        let is_text = each.iter().any(|value| value.get(PATTERNS).is_some());
        FormatPlace {
            definitions,
            values: each,
            names: names.or(is_text.then_some(Namespace::Language)),
        }
    }

    /// The place after one more step.
    fn after(&self, step: &PathStep) -> FormatPlace<'f> {
        match step {
            PathStep::Item => {
                let items = self.values.iter().filter_map(|value| value.get("items"));
                FormatPlace::of(self.definitions, items, self.names)
            }
            PathStep::Key(name) => {
                if let Some((_, key)) = self.key(name) {
                    return FormatPlace::of(self.definitions, [&key.values], key.names);
                }
                let entries = self.values.iter().flat_map(|value| entries(value));
                FormatPlace::of(self.definitions, entries, None)
            }
        }
    }

    /// The records that it may hold.
    pub(super) fn records(&self) -> impl Iterator<Item = &'f RecordDefinition> {
        self.values.iter().filter_map(|value| {
            let name = value.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
            let mut records = self.definitions.records().iter();
            records.find(|record| record.name == name)
        })
    }

    /// The key with this name of a record that it may hold.
    pub(super) fn key(&self, name: &str) -> Option<(&'f RecordDefinition, &'f KeyDefinition)> {
        self.records().find_map(|record| {
            let mut keys = record.keys.iter();
            Some((record, keys.find(|key| key.name == name)?))
        })
    }

    /// The words that it may hold, if they are few and known.
    pub(super) fn words(&self) -> Vec<&'f str> {
        let words = self
            .values
            .iter()
            .filter_map(|value| value.get("enum")?.as_array());
        let mut words: Vec<&str> = words.flatten().filter_map(Json::as_str).collect();
        let is_switch = |value: &&&Json| value.get("type").is_some_and(|kind| kind == "boolean");
        if self.values.iter().any(|value| is_switch(&value)) {
            words.extend(["true", "false"]);
        }
        words
    }

    /// Whether it may hold a value that is written without brackets or further lines.
    pub(super) fn may_be_scalar(&self) -> bool {
        self.values.iter().any(|value| {
            let is_text = |kind: &Json| kind == "string";
            match value.get("type") {
                Some(Json::Array(kinds)) => kinds.iter().any(is_text),
                Some(kind) => is_text(kind),
                None => value.get("enum").is_some(),
            }
        })
    }

    /// Whether it may hold a table whose keys are ids or languages.
    pub(super) fn may_be_table(&self) -> bool {
        let mut values = self.values.iter();
        values.any(|value| entries(value).next().is_some())
    }
}

/// The schemas of the values of a table whose keys are not those of a record.
fn entries(value: &Json) -> impl Iterator<Item = &Json> {
    let any = value
        .get("additionalProperties")
        .filter(|any| any.is_object());
    let patterns = value.get(PATTERNS).and_then(Json::as_object);
    any.into_iter()
        .chain(patterns.into_iter().flat_map(|patterns| patterns.values()))
}

/// Adds each of the alternatives of a schema.
fn alternatives<'f>(value: &'f Json, found: &mut Vec<&'f Json>) {
    match ["anyOf", "oneOf"]
        .iter()
        .find_map(|key| value.get(key)?.as_array())
    {
        Some(values) => values.iter().for_each(|value| alternatives(value, found)),
        None => found.push(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::schema;

    fn path(keys: &str) -> Vec<PathStep> {
        let steps = keys.split('/').filter(|key| !key.is_empty());
        let step = |key: &str| match key {
            "-" => PathStep::Item,
            key => PathStep::Key(key.to_owned()),
        };
        steps.map(step).collect()
    }

    #[test]
    fn ids_are_known_by_the_declarations_of_records() {
        for (kind, keys, names) in [
            ("clauses", "-/role", Some(Namespace::Role)),
            ("clauses", "-/role/-", Some(Namespace::Role)),
            (
                "clauses",
                "-/clauses/-/requirements/-/requirements/-/dimension/-",
                Some(Namespace::Dimension),
            ),
            ("clauses", "-/requirements/-/levels", Some(Namespace::Level)),
            (
                "clauses",
                "-/requirements/-/levels/junior/type",
                Some(Namespace::Type),
            ),
            ("clauses", "-/id", None),
            ("clauses", "-/title", Some(Namespace::Language)),
            ("clauses", "-/nonsense/role", None),
            ("posting", "must/-", Some(Namespace::Reference)),
            ("module", "covers/assesses/-", Some(Namespace::Reference)),
            ("module", "prerequisites/-", Some(Namespace::Module)),
            ("curriculum", "leads_to/-/level", Some(Namespace::Level)),
        ] {
            let format = FileFormat::new(schema::kind(kind).unwrap());
            assert_eq!(format.at(&path(keys)).names, names, "{kind} {keys}");
        }
    }

    #[test]
    fn keys_and_words_are_those_of_the_records() {
        let format = FileFormat::new(schema::kind("posting").unwrap());
        let root = format.at(&[]);
        assert!(root.key("organisation").is_some() && root.key("name").is_none());
        let words = format.at(&path("employment")).words();
        assert!(words.contains(&"full-time"), "{words:?}");
        assert_eq!(format.at(&path("example")).words(), ["true", "false"]);
        assert!(format.at(&path("title")).may_be_table());
        assert!(format.at(&path("standard")).may_be_scalar());
    }
}
