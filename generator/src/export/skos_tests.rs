use serde_json::{Value as Json, json};

use crate::check::curricula::tests::course;
use crate::check::testing::and;
use crate::export::testing::{bytes, site};
use crate::index::StandardIndex;
use crate::site::export::Export;

#[test]
fn requirements_are_concepts_below_their_clauses() {
    let relates = "    - relates: [{to: 2.1-a, as: related}, {to: 'https://a.example/x', as: close-match}]\n      text: {zh: 开店；";
    let clauses = "content/standards/demo/clauses/02.yaml";
    let tree = and(course(), clauses, "    - text: {zh: 开店；", relates);
    let scheme = bytes(&site(&tree), Export::Concepts(StandardIndex::at(0))).expect("an export");
    let scheme: Json = serde_json::from_slice(&scheme).expect("JSON");
    let base = "https://example.org/handbook/";
    let graph = scheme["@graph"].as_array().expect("a graph");
    let find = |id: String| graph.iter().find(|node| node["id"] == *id).expect("a node");
    assert_eq!(
        *find(format!("{base}id/demo/2.2.1-a.html")),
        json!({
            "id": format!("{base}id/demo/2.2.1-a.html"),
            "type": "skos:Concept",
            "inScheme": format!("{base}data/demo/skos.jsonld"),
            "notation": "2.2.1-a",
            "prefLabel": {"zh-CN": "开店", "en": "Open a shop"},
            "definition": {"zh-CN": "开店；", "en": "Open a shop;"},
            "broader": format!("{base}data/demo/skos.jsonld#clause/2.2.1"),
            "related": [format!("{base}id/demo/2.1-a.html")],
            "closeMatch": ["https://a.example/x"],
        })
    );
    let top = find(format!("{base}data/demo/skos.jsonld#clause/2"));
    assert_eq!(top["topConceptOf"], format!("{base}data/demo/skos.jsonld"));
    let role = find(format!("{base}data/demo/skos.jsonld#role/seller"));
    assert_eq!(role["member"].as_array().map(Vec::len), Some(4));
}

#[test]
fn concepts_below_each_other_are_not_related() {
    let relates = "    - relates: [{to: '2.1', as: related}, {to: '2', as: related}]\n      text: {zh: 开店；";
    let clauses = "content/standards/demo/clauses/02.yaml";
    let tree = and(course(), clauses, "    - text: {zh: 开店；", relates);
    let scheme = bytes(&site(&tree), Export::Concepts(StandardIndex::at(0))).expect("an export");
    let scheme: Json = serde_json::from_slice(&scheme).expect("JSON");
    let base = "https://example.org/handbook/";
    let id = format!("{base}id/demo/2.2.1-a.html");
    let mut graph = scheme["@graph"].as_array().expect("a graph").iter();
    let concept = graph.find(|node| node["id"] == *id).expect("a node");
    let clause = |id: &str| json!([format!("{base}data/demo/skos.jsonld#clause/{id}")]);
    assert_eq!(concept["related"], clause("2.1"));
    assert_eq!(concept["relation"], clause("2"));
}

#[test]
fn the_scheme_says_what_it_is() {
    let about = "title: {zh: 店铺标准, en: Standard for stores}";
    let more = format!(
        "{about}\ndescription: {{en: For sellers}}\nauthority: {{en: Guild}}\n\
         license: {{title: {{en: Free}}, url: 'https://a.example/free'}}\n\
         same_as: ['https://a.example/demo']"
    );
    let tree = and(
        course(),
        "content/standards/demo/standard.yaml",
        about,
        &more,
    );
    let scheme = bytes(&site(&tree), Export::Concepts(StandardIndex::at(0))).expect("an export");
    let scheme: Json = serde_json::from_slice(&scheme).expect("JSON");
    let (node, license) = (&scheme["@graph"][0], &scheme["@graph"][1]);
    assert_eq!(node["prefLabel"], node["title"]);
    assert_eq!(node["description"], json!({"en": "For sellers"}));
    assert_eq!(node["creator"], json!({"en": "Guild"}));
    assert_eq!(node["license"], "https://a.example/free");
    assert_eq!(node["sameAs"], json!(["https://a.example/demo"]));
    assert_eq!(
        *license,
        json!({"id": "https://a.example/free", "title": {"en": "Free"}})
    );
}
