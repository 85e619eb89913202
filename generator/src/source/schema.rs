//! The JSON Schema of every kind of file, with which an editor completes and checks content as it is typed.
//!
//! `clausebook schema KIND` prints one, and `docs/content/pages/en/reference.md` is generated from the same
//! definitions. Front matter counts as a kind of file, since editors can check it too. A schema
//! knows less than `check`: it sees one file at a time.

use serde_json::{Map, Value as Json};

use super::decode::{Decode, Definitions};
use super::format::annex::Annex;
use super::format::change::Change;
use super::format::clause::ClauseRecord;
use super::format::curriculum::{CurriculumRecord, ModuleFrontMatter};
use super::format::glossary::GlossaryEntry;
use super::format::handbook::HandbookRecord;
use super::format::permalinks::Permalinks;
use super::format::posting::PostingRecord;
use super::format::rubric::Rubric;
use super::format::standard::StandardRecord;
use super::page::FrontMatter;

/// A kind of content file.
#[derive(Clone, Copy, Debug)]
pub struct FileKind {
    /// The name of the schema: `clauses`.
    pub name: &'static str,
    /// The pattern that the paths of such files match, from the root. `*` matches within one
    /// folder.
    pub files: &'static str,
    /// A short title for the contents of the file.
    pub title: &'static str,
    /// The schema of the whole file, whose records are added to the definitions.
    root: fn(&mut Definitions) -> Json,
}

/// Every kind of file, in the order in which authors write them.
pub const KINDS: [FileKind; 12] = [
    FileKind {
        name: "handbook",
        files: "content/handbook.yaml",
        title: "The handbook as a whole",
        root: HandbookRecord::schema,
    },
    FileKind {
        name: "standard",
        files: "content/standards/*/standard.yaml",
        title: "A standard",
        root: StandardRecord::schema,
    },
    FileKind {
        name: "clauses",
        files: "content/standards/*/clauses/*.yaml",
        title: "Clauses of a standard, in document order",
        root: Vec::<ClauseRecord>::schema,
    },
    FileKind {
        name: "annex",
        files: "content/standards/*/annexes/*.yaml",
        title: "An annex and its form",
        root: Annex::schema,
    },
    FileKind {
        name: "rubric",
        files: "content/standards/*/rubric.yaml",
        title: "The rules of the assessment",
        root: Rubric::schema,
    },
    FileKind {
        name: "glossary",
        files: "content/standards/*/glossary.yaml",
        title: "The glossary of a standard",
        root: Vec::<GlossaryEntry>::schema,
    },
    FileKind {
        name: "page",
        files: "content/pages/*.md",
        title: "The front matter of a page",
        root: FrontMatter::schema,
    },
    FileKind {
        name: "curriculum",
        files: "content/curricula/*/curriculum.yaml",
        title: "A curriculum",
        root: CurriculumRecord::schema,
    },
    FileKind {
        name: "module",
        files: "content/curricula/*/*.md",
        title: "The front matter of a module",
        root: ModuleFrontMatter::schema,
    },
    FileKind {
        name: "posting",
        files: "content/postings/*.yaml",
        title: "A posting",
        root: PostingRecord::schema,
    },
    FileKind {
        name: "changes",
        files: "content/changes.yaml",
        title: "The changes to the handbook",
        root: Vec::<Change>::schema,
    },
    FileKind {
        name: "permalinks",
        files: "content/permalinks.yaml",
        title: "Redirects and retired requirements",
        root: Permalinks::schema,
    },
];

/// The kind of file with this name.
pub fn kind(name: &str) -> Option<&'static FileKind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// The JSON Schema (draft 2020-12) of the kind of file with this name; `None` if there is no such kind.
pub fn schema(name: &str) -> Option<Json> {
    kind(name).map(FileKind::schema)
}

impl FileKind {
    /// The kind of the file with this path from the root; `None` if no kind matches. If several
    /// match, the first. A file that matches need not be read; [`super::place`] decides that.
    pub fn of(path: &str) -> Option<FileKind> {
        let fits = |kind: &FileKind| {
            let pattern = kind.files.split('/');
            let is_as_long = pattern.clone().count() == path.split('/').count();
            is_as_long
                && pattern.zip(path.split('/')).all(|(pattern, name)| {
                    match pattern.split_once('*') {
                        Some((start, end)) => name.starts_with(start) && name.ends_with(end),
                        None => name == pattern,
                    }
                })
        };
        KINDS.into_iter().find(fits)
    }

    /// The JSON Schema of the whole file, which refers to the schemas of its records in `definitions`.
    pub fn root(&self, definitions: &mut Definitions) -> Json {
        (self.root)(definitions)
    }

    /// The JSON Schema (draft 2020-12) of files of this kind.
    pub fn schema(&self) -> Json {
        let mut definitions = Definitions::default();
        let root = self.root(&mut definitions);
        let mut schema = Map::new();
        schema.insert(
            "$schema".into(),
            "https://json-schema.org/draft/2020-12/schema".into(),
        );
        schema.insert("title".into(), self.title.into());
        if let Json::Object(root) = root {
            schema.extend(root);
        }
        schema.insert("$defs".into(), definitions.schemas());
        Json::Object(schema)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Collects every value of `key` in `schema`, at any depth, if it is a keyword there.
    fn all<'a>(schema: &'a Json, key: &str, found: &mut Vec<&'a Json>) {
        match schema {
            Json::Object(members) => {
                for (name, member) in members {
                    if name == key {
                        found.push(member);
                    }
                    // The names of properties and definitions are not keywords.
                    match (name.as_str(), member) {
                        ("properties" | "$defs" | "patternProperties", Json::Object(named)) => {
                            named.values().for_each(|value| all(value, key, found));
                        }
                        _ => all(member, key, found),
                    }
                }
            }
            Json::Array(items) => items.iter().for_each(|item| all(item, key, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_to_a_definition() {
        for kind in KINDS {
            let schema = kind.schema();
            let mut references = Vec::new();
            all(&schema, "$ref", &mut references);
            assert!(!references.is_empty(), "{}", kind.name);
            for reference in references {
                let pointer = reference.as_str().and_then(|text| text.strip_prefix('#'));
                let target = schema.pointer(pointer.expect("a reference within the schema"));
                assert!(
                    target.is_some_and(Json::is_object),
                    "{}: {reference}",
                    kind.name
                );
            }
        }
    }

    #[test]
    fn every_schema_has_a_title_and_valid_types() {
        let types = ["object", "array", "string", "number", "boolean"];
        for kind in KINDS {
            let schema = kind.schema();
            assert_eq!(
                schema["$schema"],
                "https://json-schema.org/draft/2020-12/schema"
            );
            assert_eq!(schema["title"], kind.title);
            let mut found = Vec::new();
            all(&schema, "type", &mut found);
            for found in found {
                let names: Vec<&Json> = match found {
                    Json::Array(names) => names.iter().collect(),
                    name => vec![name],
                };
                let known = |name: &&Json| name.as_str().is_some_and(|name| types.contains(&name));
                assert!(names.iter().all(known), "{}: {found}", kind.name);
            }
        }
    }

    #[test]
    fn the_keys_of_a_schema_are_those_that_the_reader_accepts() {
        let schema = schema("clauses").expect("a kind of file");
        assert_eq!(schema["type"], "array");
        assert_eq!(schema["items"]["$ref"], "#/$defs/Clause");
        let clause = &schema["$defs"]["Clause"];
        assert_eq!(clause["required"], json!(["id"]));
        assert_eq!(clause["additionalProperties"], false);
        assert!(clause["properties"]["requirements"]["description"].is_string());
    }

    #[test]
    fn only_existing_kinds_of_files_have_a_schema() {
        assert!(schema("page").is_some());
        assert!(schema("poem").is_none());
    }
}
