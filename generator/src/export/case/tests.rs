//! Tests of frameworks in CASE. `tests/browser/case.test.mjs` compares the shipped ones with the published schema.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use crate::check::curricula::tests::course;
use crate::check::testing::{adding, and};
use crate::export::testing::{bytes, site};
use crate::index::LanguageIndex;
use crate::site::export::Export;
use crate::site::framework::{Framework, FrameworkSubject};
use crate::site::{Site, Target};
use crate::source::tree::Tree;

const STANDARD: &str = "content/standards/demo/standard.yaml";
const CLAUSES: &str = "content/standards/demo/clauses/02.yaml";

/// The package of the first standard or curriculum in a language, by its place in the handbook.
fn package(site: &Site, of: fn(&Site) -> FrameworkSubject, language: usize) -> Json {
    let base_url = site.base_url.as_deref().expect("an address");
    let language = LanguageIndex::at(language);
    let framework = Framework::of(site.handbook(), base_url, of(site), language);
    let package = bytes(site, Export::FrameworkPackage(framework)).expect("a package");
    serde_json::from_slice(&package).expect("JSON")
}

fn standard(site: &Site) -> FrameworkSubject {
    let first = site.handbook().standards.indices().next();
    FrameworkSubject::Standard(first.expect("a standard"))
}

fn curriculum(site: &Site) -> FrameworkSubject {
    let first = site.handbook().curricula.indices().next();
    FrameworkSubject::Curriculum(first.expect("a curriculum"))
}

fn items(package: &Json) -> &Vec<Json> {
    package["CFItems"].as_array().expect("items")
}

/// The item with this statement.
fn item<'a>(package: &'a Json, statement: &str) -> &'a Json {
    let mut items = items(package).iter();
    let found = items.find(|item| item["fullStatement"] == statement);
    found.unwrap_or_else(|| panic!("no item `{statement}` in {package:#}"))
}

/// The associations of a kind, as the titles of their ends.
fn associations(package: &Json, kind: &str) -> Vec<(String, String)> {
    let all = package["CFAssociations"].as_array().expect("associations");
    let all = all
        .iter()
        .filter(|association| association["associationType"] == kind);
    let title = |node: &Json| node["title"].as_str().expect("a title").to_owned();
    all.map(|association| {
        (
            title(&association["originNodeURI"]),
            title(&association["destinationNodeURI"]),
        )
    })
    .collect()
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

/// Fails on a value that the specification does not allow anywhere.
fn check_values(value: &Json, path: &str) {
    match value {
        Json::Null => panic!("null at {path}"),
        Json::String(text) => assert!(!text.is_empty(), "an empty string at {path}"),
        Json::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                check_values(value, &format!("{path}[{place}]"));
            }
        }
        Json::Object(object) => {
            for (key, value) in object {
                check_values(value, &format!("{path}.{key}"));
            }
        }
        Json::Bool(_) | Json::Number(_) => {}
    }
}

#[test]
fn clauses_with_requirements_roles_and_tasks_are_items_in_one_tree() {
    let package = package(&site(&course()), standard, 0);
    check_values(&package, "");
    let document = package["CFDocument"]["identifier"].as_str().expect("an id");
    let mut above: BTreeMap<&str, &str> = BTreeMap::new();
    for association in package["CFAssociations"].as_array().expect("a list") {
        if association["associationType"] == "isChildOf" {
            let id = |node: &'static str| association[node]["identifier"].as_str().expect("an id");
            let before = above.insert(id("originNodeURI"), id("destinationNodeURI"));
            assert_eq!(before, None, "two parents");
        }
    }
    let ids: BTreeSet<&str> = items(&package)
        .iter()
        .map(|item| item["identifier"].as_str().expect("an id"))
        .collect();
    assert_eq!(ids.len(), items(&package).len());
    assert_eq!(above.keys().copied().collect::<BTreeSet<_>>(), ids);
    assert!(above.values().all(|id| *id == document || ids.contains(id)));
    // The scope and the foreword have no requirements below them.
    let statements: Vec<&Json> = items(&package)
        .iter()
        .map(|item| &item["fullStatement"])
        .collect();
    assert!(
        !statements
            .iter()
            .any(|words| words.as_str() == Some("范围")),
        "{statements:?}"
    );
    assert_eq!(statements[0], "要求");
    assert_eq!(item(&package, "素养\n应：")["abbreviatedStatement"], "素养");
    assert_eq!(
        item(&package, "卖家")["extensions"],
        json!({"personnel": "卖家人员"})
    );
    assert_eq!(
        item(&package, "开店")["identifier"].as_str().map(str::len),
        Some(36)
    );
}

#[test]
fn a_requirement_is_known_by_its_permalink() {
    let package = package(&site(&course()), standard, 0);
    let requirement = item(&package, "开店；");
    // Python: uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/handbook/id/demo/2.2.1-a.html")
    assert_eq!(
        requirement["identifier"],
        "5485b719-b853-577a-8ca0-c61caf9144bc"
    );
    assert_eq!(
        requirement["uri"],
        "https://example.org/handbook/id/demo/2.2.1-a.html"
    );
    assert_eq!(requirement["humanCodingScheme"], "2.2.1-a");
    assert_eq!(requirement["abbreviatedStatement"], "开店");
    assert_eq!(requirement["language"], "zh-CN");
    assert_eq!(requirement["educationLevel"], json!(["初级"]));
    assert_eq!(requirement["conceptKeywords"], json!(["技能"]));
    let concepts = package["CFDefinitions"]["CFConcepts"]
        .as_array()
        .expect("concepts");
    let concept = &requirement["conceptKeywordsURI"]["identifier"];
    let concept = concepts
        .iter()
        .find(|known| known["identifier"] == *concept);
    assert_eq!(
        concept.map(|concept| &concept["hierarchyCode"]),
        Some(&json!("1.2"))
    );
}

#[test]
fn identifiers_stay_the_same_where_the_site_moves() {
    let moved = |tree: Tree| {
        and(
            tree,
            "content/handbook.yaml",
            "https://example.org/handbook",
            "https://new.example",
        )
    };
    let lock = "origin https://example.org/handbook/\n";
    let before = package(&site(&course()), standard, 0);
    let after = package(
        &site(&adding(moved(course()), "content/permalinks.lock", lock)),
        standard,
        0,
    );
    let unlocked = package(&site(&moved(course())), standard, 0);
    let id = |package: &Json| item(package, "开店；")["identifier"].clone();
    assert_eq!(id(&before), id(&after));
    assert_eq!(
        before["CFDocument"]["identifier"],
        after["CFDocument"]["identifier"]
    );
    assert_ne!(id(&before), id(&unlocked));
    assert_eq!(
        item(&after, "开店；")["uri"],
        "https://new.example/id/demo/2.2.1-a.html"
    );
}

#[test]
fn an_imported_requirement_keeps_its_identifier_in_the_original_only() {
    let known = "6b65a0c8-d7cb-11e8-824f-0242ac160002";
    let same = format!(
        "    - same_as: [https://case.example/ims/case/v1p0/CFItems/{}]\n      text: {{zh: 开店；",
        known.to_uppercase()
    );
    let tree = and(course(), CLAUSES, "    - text: {zh: 开店；", &same);
    let site = site(&tree);
    let original = package(&site, standard, 0);
    assert_eq!(item(&original, "开店；")["identifier"], known);
    let translation = package(&site, standard, 1);
    assert_ne!(item(&translation, "Open a shop;")["identifier"], known);
}

/// Besides the address with its identifier, which is its own.
#[test]
fn an_item_names_its_other_addresses() {
    let own = "https://case.example/ims/case/v1p0/CFItems/6b65a0c8-d7cb-11e8-824f-0242ac160002";
    let same_as = |other: &str| format!("same_as: [{own}, {other}]");
    let clause = same_as("https://a.example/shops");
    let clause = format!("- id: 2.2.1\n  {clause}\n");
    let tree = and(course(), CLAUSES, "- id: 2.2.1\n", &clause);
    let requirement = same_as("https://a.example/opening").replace("0002", "0003");
    let requirement = format!("    - {requirement}\n      text: {{zh: 开店；");
    let tree = and(tree, CLAUSES, "    - text: {zh: 开店；", &requirement);
    let package = package(&site(&tree), standard, 0);
    let others = |statement: &str| item(&package, statement)["extensions"]["sameAs"].clone();
    assert_eq!(others("开店；"), json!(["https://a.example/opening"]));
    assert_eq!(others("初级"), json!(["https://a.example/shops"]));
}

#[test]
fn a_translation_is_a_framework_of_its_own_and_says_of_what() {
    let tree = and(
        course(),
        CLAUSES,
        "{zh: 开店；, en: Open a shop;}",
        "{zh: 开店；}",
    );
    let package = package(&site(&tree), standard, 1);
    check_values(&package, "");
    assert_eq!(package["CFDocument"]["language"], "en");
    let translations = associations(&package, "isTranslationOf");
    assert!(
        translations.contains(&pair("Standard for stores", "店铺标准")),
        "{translations:?}"
    );
    assert!(
        translations.contains(&pair("2.1-a", "2.1-a")),
        "{translations:?}"
    );
    // What is not translated is the same in both.
    assert_eq!(
        associations(&package, "exactMatchOf"),
        [pair("2.2.1-a", "2.2.1-a")]
    );
    assert_eq!(item(&package, "开店；")["language"], "zh-CN");
    let uri = &item(&package, "开店；")["uri"];
    assert_eq!(uri, "https://example.org/handbook/en/demo/2.2.1.html#a");
}

#[test]
fn relations_and_roles_are_associations() {
    let relates = "    - role: seller
      relates:
        - {to: 2.1-a, as: replaces}
        - {to: 2.1-b, as: broader}
        - {to: 'https://skills.example/开店', as: exact-match, title: {zh: 外部, en: Elsewhere}}
        - {to: 1, as: related}
        - {to: 'urn:uuid:6b65a0c8-d7cb-11e8-824f-0242ac160002', as: precedes}
      text: {zh: 开店；";
    let tree = and(course(), CLAUSES, "    - text: {zh: 开店；", relates);
    let package = package(&site(&tree), standard, 0);
    check_values(&package, "");
    assert_eq!(
        associations(&package, "replacedBy"),
        [pair("2.1-a", "2.2.1-a")]
    );
    assert_eq!(
        associations(&package, "exactMatchOf"),
        [pair("2.2.1-a", "外部")]
    );
    assert_eq!(
        associations(&package, "isRelatedTo"),
        [pair("2.2.1-a", "2.1-b"), pair("2.2.1-a", "1 范围")]
    );
    assert!(associations(&package, "isPartOf").contains(&pair("2.2.1-a", "卖家")));
    let all = package["CFAssociations"].as_array().expect("a list");
    let targets = all.iter().map(|of| &of["destinationNodeURI"]);
    let web: Vec<&str> = targets
        .clone()
        .filter(|node| node["targetType"] == "ext:web")
        .map(|node| node["uri"].as_str().expect("an address"))
        .collect();
    assert_eq!(
        web,
        [
            "https://skills.example/%E5%BC%80%E5%BA%97",
            "https://example.org/handbook/zh/demo/1.html"
        ]
    );
    let precedes = all
        .iter()
        .find(|of| of["associationType"] == "precedes")
        .expect("one");
    assert_eq!(
        precedes["destinationNodeURI"]["identifier"],
        "6b65a0c8-d7cb-11e8-824f-0242ac160002"
    );
    assert_eq!(precedes["destinationNodeURI"]["targetType"], "CASE");
    let broader = all
        .iter()
        .find(|of| of["extensions"]["relation"] == "broader");
    assert!(broader.is_some());
}

#[test]
fn a_retired_requirement_has_an_end_and_what_replaces_it() {
    let moves = "retired:
  - address: id/demo/2.1-z.html
    text: {zh: 旧, en: Old}
    reason: {zh: 过时, en: Outdated}
    date: 2026-03-01
    replaced_by: [id/demo/2.1-a.html]
";
    let tree = adding(course(), "content/permalinks.yaml", moves);
    let package = package(&site(&tree), standard, 0);
    let retired = item(&package, "旧");
    assert_eq!(retired["statusEndDate"], "2026-03-01");
    assert_eq!(retired["notes"], "过时");
    assert_eq!(
        associations(&package, "replacedBy"),
        [pair("2.1-z", "2.1-a")]
    );
}

#[test]
fn a_form_is_a_rubric_with_scores_totals_and_bands() {
    let package = package(&site(&course()), standard, 0);
    let rubric = &package["CFRubrics"][0];
    let criteria = rubric["CFRubricCriteria"].as_array().expect("criteria");
    assert_eq!(criteria.len(), 3);
    assert_eq!(criteria[0]["category"], "素养");
    assert_eq!(criteria[0]["position"], 1);
    let levels = criteria[0]["CFRubricCriterionLevels"]
        .as_array()
        .expect("levels");
    assert_eq!(levels.len(), 2);
    assert_eq!(levels[0]["quality"], "A");
    assert!(levels[0]["score"].is_number(), "{levels:?}");
    assert_eq!(levels[0]["rubricCriterionId"], criteria[0]["identifier"]);
    assert_eq!(
        rubric["extensions"]["bands"][0],
        json!({"id": "senior", "title": "高级", "from": 90})
    );
    let junior = &rubric["extensions"]["totals"][0];
    assert_eq!(junior["level"], "junior");
    assert_eq!(
        junior["criteria"],
        json!([criteria[0]["identifier"], criteria[1]["identifier"]])
    );
}

#[test]
fn descriptors_are_a_rubric_with_weights() {
    let text = "    - weight: 2.5
      levels: {junior: {zh: 会, en: Can}, senior: {text: {zh: 精通, en: Masters}, criteria: [{zh: 快, en: Fast}]}}
      text: {zh: 开店；";
    let tree = and(course(), CLAUSES, "    - text: {zh: 开店；", text);
    let package = package(&site(&tree), standard, 0);
    let rubric = &package["CFRubrics"][1];
    let criterion = &rubric["CFRubricCriteria"][0];
    assert_eq!(criterion["weight"], 2.5);
    assert_eq!(criterion["CFItemURI"]["title"], "2.2.1-a");
    let levels = criterion["CFRubricCriterionLevels"]
        .as_array()
        .expect("levels");
    let told: Vec<_> = levels
        .iter()
        .map(|level| (&level["quality"], &level["description"]))
        .collect();
    assert_eq!(
        told,
        [
            (&json!("初级"), &json!("会")),
            (&json!("高级"), &json!("精通\n快"))
        ]
    );
}

#[test]
fn a_curriculum_is_a_framework_whose_modules_are_related_to_requirements() {
    let package = package(&site(&course()), curriculum, 0);
    check_values(&package, "");
    assert_eq!(item(&package, "开店")["extensions"]["hours"], 2);
    assert_eq!(
        associations(&package, "isRelatedTo"),
        [
            pair("开店", "2.1-a"),
            pair("开店", "2.1-b"),
            pair("开店", "2.2.1-a")
        ]
    );
    let all = package["CFAssociations"].as_array().expect("a list");
    let depths: Vec<&Json> = all
        .iter()
        .map(|of| &of["extensions"]["depth"])
        .filter(|depth| !depth.is_null())
        .collect();
    assert_eq!(depths, ["introduces", "introduces", "assesses"]);
}

#[test]
fn the_authority_and_the_licence_are_stated() {
    let stated = "language: zh
authority: {zh: 某局, en: A bureau}
license: {title: {zh: 知识共享, en: Creative Commons}, url: 'https://creativecommons.org/licenses/by/4.0/'}
";
    let tree = and(course(), STANDARD, "language: zh\n", stated);
    let package = package(&site(&tree), standard, 1);
    let document = &package["CFDocument"];
    assert_eq!(document["creator"], "A bureau");
    assert_eq!(document["publisher"], "Handbook");
    let license = &package["CFDefinitions"]["CFLicenses"][0];
    assert_eq!(
        license["licenseText"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(document["licenseURI"]["identifier"], license["identifier"]);
}

#[test]
fn frameworks_are_listed_once_the_address_of_the_site_is_known() {
    let published = site(&course());
    let list = bytes(&published, Export::Frameworks).expect("a list");
    let list: Json = serde_json::from_slice(&list).expect("JSON");
    let documents = list["CFDocuments"].as_array().expect("a list");
    // The standard and the curriculum in two languages each.
    assert_eq!(documents.len(), 4);
    for document in documents {
        assert_eq!(document["caseVersion"], "1.1");
        let uri = document["CFPackageURI"]["uri"]
            .as_str()
            .expect("an address");
        let path = uri
            .strip_prefix("https://example.org/handbook/")
            .expect("an address of the site");
        assert!(published.find(path).is_some(), "{path}");
    }
    let base = "base_url: https://example.org/handbook\n";
    let unpublished = site(&and(course(), "content/handbook.yaml", base, ""));
    assert!(bytes(&unpublished, Export::Frameworks).is_err());
    let path = unpublished.map.path(&Target::Export(Export::Frameworks));
    assert!(unpublished.find(&path).is_none());
}
