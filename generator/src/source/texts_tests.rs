#![allow(
    unreachable_pub,
    reason = "the records that `record!` declares are public"
)]

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::*;
use crate::source::decode::{Decode, record};
use crate::source::format::annex::Annex;
use crate::source::format::change::Change;
use crate::source::format::clause::ClauseRecord;
use crate::source::format::curriculum::{CurriculumRecord, ModuleFrontMatter};
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::permalinks::Permalinks;
use crate::source::format::posting::PostingRecord;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::StandardRecord;
use crate::source::page::FrontMatter;
use crate::source::schema;
use crate::source::yaml;

record! {
    /// A tool.
    "a tool" Tool {
        /// The tool's id.
        required id: Id,
        /// The name, as printed.
        #[text(label)]
        required name: Text,
        /// Its parts.
        default parts: Vec<Tool>,
        /// Its uses; ours, not the source's.
        #[text(ours)]
        default uses: Vec<Text>,
    }
}

#[test]
fn texts_are_met_in_order_with_their_fields_and_roles() {
    let written = "{id: a, name: {en: pump}, parts: [{id: b, name: {en: hose}}], uses: [{en: tyres}, {en: balls}]}";
    let node = yaml::parse(&"x.yaml".into(), written).expect("YAML");
    let tool = Tool::decode(&node, &mut Vec::new()).expect("a tool");
    assert_eq!(tool.position.line, 1);
    let mut met = Vec::new();
    each(&tool, |at, path| {
        let words = at.text.get("en").unwrap_or_default();
        met.push((words, at.role, path.join(".")));
    });
    let expected = [
        ("pump", TextRole::Label, "name"),
        ("hose", TextRole::Label, "parts.name"),
        ("tyres", TextRole::Ours, "uses"),
        ("balls", TextRole::Ours, "uses"),
    ]
    .map(|(words, role, path)| (words, role, path.to_owned()));
    assert_eq!(met, expected);
}

/// Writes a document from its schema, with every key and a different word in every text.
struct Writer {
    definitions: Json,
    texts: BTreeSet<String>,
}

impl Writer {
    fn write(&mut self, schema: &Json) -> Json {
        if let Some(name) = schema["$ref"].as_str() {
            let definition = self.definitions[name.trim_start_matches("#/$defs/")].clone();
            return self.write(&definition);
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

/// The words that the walk over a document with every key meets, and those that its schema put there.
fn met_and_written<T: Decode + Texts<()>>(kind: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let whole = schema::schema(kind).expect("a kind of file");
    let mut writer = Writer {
        definitions: whole["$defs"].clone(),
        texts: BTreeSet::new(),
    };
    let written = writer.write(&whole).to_string();
    let node = yaml::parse(&"x.yaml".into(), &written).expect("YAML");
    let mut faults = Vec::new();
    let record = T::decode(&node, &mut faults);
    assert!(faults.is_empty(), "{kind}: {faults:?}\n{written}");
    let mut met = BTreeSet::new();
    each(&record.expect("a record"), |at, _| {
        met.extend(at.text.get("en").map(str::to_owned));
    });
    (met, writer.texts)
}

#[test]
fn every_text_of_every_schema_is_met() {
    let mut all = 0;
    let mut compare = |(met, written): (BTreeSet<String>, BTreeSet<String>), kind: &str| {
        assert_eq!(met, written, "{kind}");
        all += written.len();
    };
    for kind in schema::KINDS {
        let of_kind = match kind.name {
            "handbook" => met_and_written::<HandbookRecord>("handbook"),
            "standard" => met_and_written::<StandardRecord>("standard"),
            "clauses" => met_and_written::<Vec<ClauseRecord>>("clauses"),
            "annex" => met_and_written::<Annex>("annex"),
            "rubric" => met_and_written::<Rubric>("rubric"),
            "glossary" => met_and_written::<Vec<GlossaryEntry>>("glossary"),
            "page" => met_and_written::<FrontMatter>("page"),
            "curriculum" => met_and_written::<CurriculumRecord>("curriculum"),
            "module" => met_and_written::<ModuleFrontMatter>("module"),
            "posting" => met_and_written::<PostingRecord>("posting"),
            "changes" => met_and_written::<Vec<Change>>("changes"),
            "permalinks" => met_and_written::<Permalinks>("permalinks"),
            other => panic!("no record is known for files of the kind {other}"),
        };
        compare(of_kind, kind.name);
    }
    // Every declaration with a role has at least one text.
    assert!(all > 60, "only {all} texts were written");
}
