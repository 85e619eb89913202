//! The context of a concept scheme in JSON-LD: which property of SKOS or Dublin Core each key means.

use serde_json::{Map, Value as Json, json};

/// The meaning of the keys.
pub(super) fn context() -> Json {
    let words = |name: &str| json!({"@id": format!("skos:{name}"), "@container": "@language"});
    let node = |name: &str| json!({"@id": format!("skos:{name}"), "@type": "@id"});
    let mut context = Map::new();
    context.insert("skos".into(), "http://www.w3.org/2004/02/skos/core#".into());
    context.insert("dct".into(), "http://purl.org/dc/terms/".into());
    context.insert("id".into(), "@id".into());
    context.insert("type".into(), "@type".into());
    context.insert(
        "title".into(),
        json!({"@id": "dct:title", "@container": "@language"}),
    );
    for name in ["description", "creator"] {
        let id = format!("dct:{name}");
        context.insert(name.into(), json!({"@id": id, "@container": "@language"}));
    }
    for name in ["license", "relation", "replaces"] {
        let id = format!("dct:{name}");
        context.insert(name.into(), json!({"@id": id, "@type": "@id"}));
    }
    context.insert("notation".into(), "skos:notation".into());
    context.insert(
        "language".into(),
        "http://purl.org/dc/elements/1.1/language".into(),
    );
    context.insert(
        "sameAs".into(),
        json!({"@id": "http://www.w3.org/2002/07/owl#sameAs", "@type": "@id"}),
    );
    for name in ["prefLabel", "definition", "scopeNote", "note", "example"] {
        context.insert(name.into(), words(name));
    }
    for name in [
        "inScheme",
        "topConceptOf",
        "hasTopConcept",
        "broader",
        "narrower",
        "related",
        "member",
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
    ] {
        context.insert(name.into(), node(name));
    }
    context.into()
}
