//! A standard as JSON: its records as authors write them, and the facts about each requirement that follow from them.
//!
//! The records are encoded from their declarations ([`Encode`]), so the file has every key of the format, and its schema is
//! made of the same declarations. Clauses are one list in document order, each with the clause above it as `parent`. The
//! list `requirements` adds what a single record does not tell: ids made of letters, inherited roles, levels and dimensions,
//! and permalinks.

use serde_json::{Map, Value as Json, json};

use super::Source;
use crate::model::CompleteStandard;
use crate::model::Requirement;
use crate::model::axis::AxisValues;
use crate::model::clause::{Body, Clause};
use crate::site::address::{Target, permalink_path};
use crate::site::export::{Export, exports};
use crate::site::link::relative;
use crate::site::{Make, RenderError};
use crate::source::decode::{Decode, Definitions};
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::format::annex::Annex;
use crate::source::format::clause::ClauseRecord;
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::handbook::LanguageRecord;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::StandardRecord;

/// Returns the standard.
impl Make<exports::Model> for Source<'_> {
    fn make(&self, target: exports::Model) -> Result<Vec<u8>, RenderError> {
        let handbook = self.site.handbook();
        let standard = &handbook.standards[target.standard];
        let schema = Target::Export(Export::ModelSchema).path(handbook);
        let mut model = Map::new();
        model.insert(
            "$schema".into(),
            relative(&self.address.path, &schema).into(),
        );
        model.insert(
            "languages".into(),
            json_of(handbook.about.languages.encode()),
        );
        model.insert("standard".into(), json_of(standard.about.encode()));
        if let Some(rubric) = &standard.rubric {
            model.insert("rubric".into(), json_of(rubric.encode()));
        }
        if !standard.glossary.is_empty() {
            model.insert("glossary".into(), json_of(standard.glossary.encode()));
        }
        let clauses = standard.clauses.iter();
        let clauses = clauses.filter_map(|clause| clause_of(standard, clause));
        model.insert("clauses".into(), clauses.collect());
        let annexes = standard.annex_bodies().map(|annex| json_of(annex.encode()));
        let annexes: Vec<Json> = annexes.collect();
        if !annexes.is_empty() {
            model.insert("annexes".into(), annexes.into());
        }
        let requirements = standard.requirements.indexed();
        let requirements = requirements
            .map(|(index, entry)| requirement_of(standard, entry, permalink_path(standard, index)));
        model.insert("requirements".into(), requirements.collect());
        self.json_text(&Json::Object(model))
    }
}

/// Returns the JSON Schema of [`exports::Model`].
impl Make<exports::ModelSchema> for Source<'_> {
    fn make(&self, _: exports::ModelSchema) -> Result<Vec<u8>, RenderError> {
        self.json_text(&schema())
    }
}

impl Source<'_> {
    fn json_text(&self, value: &Json) -> Result<Vec<u8>, RenderError> {
        let text = serde_json::to_string_pretty(value);
        let text = text.map_err(|error| self.error(error.to_string()))?;
        Ok(format!("{text}\n").into_bytes())
    }
}

/// A value as JSON. Numbers and booleans are not strings, but dates are.
fn json_of(value: Yaml) -> Json {
    match value {
        Yaml::Text(words) | Yaml::Symbol(words) => words.into(),
        Yaml::Bare(words) => serde_json::from_str(&words).unwrap_or(Json::String(words)),
        Yaml::List(items) => items.into_iter().map(json_of).collect(),
        Yaml::Table(pairs) | Yaml::Record(pairs) => {
            let pairs = pairs.into_iter().map(|(key, value)| (key, json_of(value)));
            Json::Object(pairs.collect())
        }
    }
}

/// A clause without the clauses nested in it, with the one above it. `None` for an annex.
fn clause_of(standard: &CompleteStandard, clause: &Clause) -> Option<Json> {
    let Body::Clause(record) = &clause.body else {
        return None;
    };
    let Json::Object(mut record) = json_of(record.encode()) else {
        return None;
    };
    record.remove("clauses");
    if let Some(parent) = clause.parent {
        let parent = standard.clauses[parent].id();
        record.insert("parent".into(), parent.as_str().into());
    }
    Some(record.into())
}

/// The facts about a requirement that follow from the records.
fn requirement_of(standard: &CompleteStandard, entry: &Requirement, permalink: String) -> Json {
    let mut facts = Map::new();
    facts.insert("id".into(), (*entry.id).into());
    facts.insert(
        "clause".into(),
        standard.clauses[entry.clause].id().as_str().into(),
    );
    if let Some(parent) = entry.parent {
        facts.insert("parent".into(), (*standard.requirements[parent].id).into());
    }
    if let Some(name) = entry.printed_name() {
        facts.insert("name".into(), name.into());
    }
    let values = |values: &AxisValues| -> Json { values.iter().map(Json::from).collect() };
    let dimensions = standard.about.dimensions.axes().len();
    let dimensions = (0..dimensions).flat_map(|axis| entry.axes.dimensions.of(axis).iter());
    let lists = [
        ("roles", values(&entry.axes.roles)),
        ("levels", values(&entry.axes.levels)),
        ("dimensions", dimensions.map(Json::from).collect()),
    ];
    let lists = lists.into_iter();
    let lists = lists.filter(|(_, list)| list.as_array().is_some_and(|list| !list.is_empty()));
    facts.extend(lists.map(|(key, list)| (key.to_owned(), list)));
    facts.insert("permalink".into(), permalink.into());
    facts.into()
}

/// The JSON Schema (draft 2020-12) of a standard as JSON.
fn schema() -> Json {
    let mut definitions = Definitions::default();
    let defined = &mut definitions;
    let ids = json!({"type": "array", "items": {"type": "string"}});
    let requirement = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["id", "clause", "permalink"],
        "properties": {
            "id": {"type": "string", "description": "The id of the requirement: its own, or made of a letter."},
            "clause": {"type": "string", "description": "The id of the clause that it is in."},
            "parent": {"type": "string", "description": "The id of the requirement that it is a part of."},
            "name": {"type": "string", "description": "The number or code that the source prints for it."},
            "roles": ids, "levels": ids, "dimensions": ids,
            "permalink": {"type": "string", "description": "The address of its permalink, from the site's root."},
        },
    });
    let properties = json!({
        "$schema": {"type": "string"},
        "languages": Vec::<LanguageRecord>::schema(defined),
        "standard": StandardRecord::schema(defined),
        "rubric": Rubric::schema(defined),
        "glossary": Vec::<GlossaryEntry>::schema(defined),
        "clauses": Vec::<ClauseRecord>::schema(defined),
        "annexes": Vec::<Annex>::schema(defined),
        "requirements": {"type": "array", "items": requirement},
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A standard of a Clausebook handbook",
        "type": "object",
        "additionalProperties": false,
        "required": ["languages", "standard", "clauses", "requirements"],
        "properties": properties,
        "$defs": definitions.schemas(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use crate::check::curricula::tests::course;
    use crate::export::testing::{bytes, site};
    use crate::index::StandardIndex;
    use crate::site::export::Export;

    #[test]
    fn a_standard_has_its_records_and_what_follows_from_them() {
        let site = site(&course());
        let model = bytes(&site, Export::Model(StandardIndex::at(0))).expect("an export");
        let model: Json = serde_json::from_slice(&model).expect("JSON");
        assert_eq!(model["$schema"], "../standard.schema.json");
        assert_eq!(
            model["standard"]["title"],
            json!({"zh": "店铺标准", "en": "Standard for stores"})
        );
        assert_eq!(model["rubric"]["bands"][0]["from"], 90);
        let clauses = model["clauses"].as_array().expect("a list");
        let clause = clauses
            .iter()
            .find(|clause| clause["id"] == "2.2.1")
            .expect("a clause");
        assert_eq!(clause["parent"], "2.2");
        assert_eq!(clause["requirements"][0]["text"]["en"], "Open a shop;");
        assert_eq!(
            model["requirements"][2],
            json!({
                "id": "2.2.1-a", "clause": "2.2.1", "name": "2.2.1-a", "roles": ["seller"], "levels": ["junior"],
                "dimensions": ["skills"], "permalink": "id/demo/2.2.1-a.html",
            })
        );
        let schema = bytes(&site, Export::ModelSchema).expect("an export");
        let schema: Json = serde_json::from_slice(&schema).expect("JSON");
        assert!(schema["$defs"]["Clause"]["properties"]["parent"].is_object());
    }
}
