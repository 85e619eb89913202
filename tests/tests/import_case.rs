//! `clausebook import case` reads what other programs save, and an export of it says the same.

use std::collections::{BTreeMap, BTreeSet};

use clausebook_tests::program::{repository, run};
use clausebook_tests::project::Project;
use serde_json::{Value, json};

/// The package of the only standard of a handbook.
fn package(root: &str) -> Value {
    let run = run([
        "export",
        "case",
        "--root",
        root,
        "--base-url",
        "https://handbook.example/",
    ])
    .expect_code(0);
    serde_json::from_str(&run.stdout).expect("JSON")
}

/// Imports a package into a new handbook, which must have no errors and can be built.
fn import(project: &Project, file: &str) -> String {
    let (file, into, out) = (
        project.path(file),
        project.path("handbook"),
        project.path("site"),
    );
    let [file, into, out] = [&file, &into, &out].map(|path| path.to_str().expect("UTF-8"));
    let report = run(["import", "case", file, "--into", into])
        .expect_code(0)
        .stdout;
    run(["check", "--root", into]).expect_code(0);
    run(["build", "--root", into, "--out", out]).expect_code(0);
    report
}

/// The items of a package by their identifiers, with their texts, codes, types and levels.
fn items(package: &Value) -> BTreeMap<String, Vec<String>> {
    let items = package["CFItems"].as_array().expect("items").iter();
    let fields = [
        "fullStatement",
        "abbreviatedStatement",
        "humanCodingScheme",
        "CFItemType",
        "educationLevel",
        "notes",
        "language",
    ];
    items
        .map(|item| {
            let identifier = item["identifier"].as_str().expect("an identifier");
            (
                identifier.to_owned(),
                fields.map(|field| item[field].to_string()).to_vec(),
            )
        })
        .collect()
}

/// The associations of a package: the type and both ends.
fn associations(package: &Value) -> BTreeSet<[String; 3]> {
    let all = package["CFAssociations"]
        .as_array()
        .expect("associations")
        .iter();
    all.map(|one| {
        [
            &one["associationType"],
            &one["originNodeURI"]["identifier"],
            &one["destinationNodeURI"]["identifier"],
        ]
        .map(|value| value.as_str().unwrap_or_default().to_owned())
    })
    .collect()
}

#[test]
fn our_own_packages_come_back_with_the_same_items_and_associations() {
    for name in ["profile", "roles", "small", "levels", "groups"] {
        let original = Project::made_up(name);
        let before = package(original.root().to_str().expect("UTF-8"));
        original.write("package.json", before.to_string());
        let report = import(&original, "package.json");
        let after = package(original.path("handbook").to_str().expect("UTF-8"));
        assert_eq!(items(&after), items(&before), "{name}\n{report}");
        assert_eq!(
            associations(&after),
            associations(&before),
            "{name}\n{report}"
        );
        assert_eq!(
            after["CFDocument"]["identifier"],
            before["CFDocument"]["identifier"]
        );
    }
}

/// Ids that a standard does not print are made up again, so only codes may differ.
#[test]
fn packages_without_codes_come_back_with_the_same_identifiers_and_statements() {
    for name in ["outline", "matrix"] {
        let original = Project::made_up(name);
        let before = package(original.root().to_str().expect("UTF-8"));
        original.write("package.json", before.to_string());
        let report = import(&original, "package.json");
        let after = package(original.path("handbook").to_str().expect("UTF-8"));
        let statements = |package: &Value| -> BTreeMap<String, String> {
            items(package)
                .into_iter()
                .map(|(identifier, fields)| (identifier, fields[0].clone()))
                .collect()
        };
        assert_eq!(statements(&after), statements(&before), "{name}\n{report}");
        assert_eq!(
            associations(&after),
            associations(&before),
            "{name}\n{report}"
        );
    }
}

/// A package of a server with these items: the last digits of their identifiers, those of the item above (`0` is the
/// document), and their fields.
fn server_package(items: &[(u8, u8, Value)]) -> Value {
    let uuid = |digits: u8| format!("0b9f1a52-6c1e-4d8a-9a52-1f0c2d3e4f{digits:02}");
    let node = |digits: u8| {
        let kind = if digits == 0 {
            "CFDocuments"
        } else {
            "CFItems"
        };
        let uri = format!(
            "https://server.example/ims/case/v1p0/{kind}/{}",
            uuid(digits)
        );
        json!({"title": "x", "identifier": uuid(digits), "uri": uri})
    };
    let changed = "2024-01-01T00:00:00Z";
    let document = json!({
        "identifier": uuid(0), "uri": node(0)["uri"], "title": "Shapes", "creator": "Guild",
        "lastChangeDateTime": changed,
    });
    let records = items.iter().map(|(own, _, fields)| {
        let mut record = fields.clone();
        record["identifier"] = uuid(*own).into();
        record["uri"] = node(*own)["uri"].clone();
        record["lastChangeDateTime"] = changed.into();
        record
    });
    let associations = items.iter().map(|(own, above, _)| {
        json!({
            "identifier": uuid(own + 50), "uri": node(own + 50)["uri"], "lastChangeDateTime": changed,
            "associationType": "isChildOf", "sequenceNumber": own,
            "originNodeURI": node(*own), "destinationNodeURI": node(*above),
        })
    });
    json!({
        "CFDocument": document,
        "CFItems": records.collect::<Vec<_>>(),
        "CFAssociations": associations.collect::<Vec<_>>(),
    })
}

/// The texts of the items of a package, by their identifiers.
fn statements(package: &Value) -> BTreeMap<String, [Value; 3]> {
    let items = package["CFItems"].as_array().expect("items").iter();
    let fields = ["fullStatement", "abbreviatedStatement", "notes"];
    items
        .map(|item| {
            let identifier = item["identifier"].as_str().expect("an identifier");
            (
                identifier.to_owned(),
                fields.map(|field| item[field].clone()),
            )
        })
        .collect()
}

#[test]
fn packages_of_servers_come_back_with_the_same_items_and_texts() {
    let flat = server_package(&[
        (
            1,
            0,
            json!({"fullStatement": "Names shapes", "abbreviatedStatement": "Shapes", "notes": "For example, squares."}),
        ),
        (
            2,
            0,
            json!({"fullStatement": "Compares shapes", "abbreviatedStatement": "Sizes"}),
        ),
    ]);
    let nested = server_package(&[
        (
            1,
            0,
            json!({"fullStatement": "Understands relationships of plane figures", "abbreviatedStatement": "Figures", "notes": "In a plane."}),
        ),
        (
            2,
            1,
            json!({"fullStatement": "Names shapes", "abbreviatedStatement": "Shapes", "notes": "For example, squares."}),
        ),
    ]);
    for before in [flat, nested] {
        let project = Project::empty();
        project.write("package.json", before.to_string());
        let report = import(&project, "package.json");
        let handbook = project.path("handbook");
        let after = package(handbook.to_str().expect("UTF-8"));
        assert_eq!(statements(&after), statements(&before), "{report}");
        assert_eq!(associations(&after), associations(&before), "{report}");
        // Our own package says the same again, with the remarks as remarks.
        let again = Project::empty();
        again.write("package.json", after.to_string());
        import(&again, "package.json");
        let handbook = again.path("handbook");
        let again = package(handbook.to_str().expect("UTF-8"));
        assert_eq!(notes_and_remarks(&again), notes_and_remarks(&after));
    }
}

/// The notes of the items of a package, and the remarks among them.
fn notes_and_remarks(package: &Value) -> BTreeMap<String, [Value; 2]> {
    let items = package["CFItems"].as_array().expect("items").iter();
    items
        .map(|item| {
            let identifier = item["identifier"].as_str().expect("an identifier");
            let both = [item["notes"].clone(), item["extensions"]["remarks"].clone()];
            (identifier.to_owned(), both)
        })
        .collect()
}

/// The fixture mimics what servers and other programs save: nulls, missing codes, stray addresses, several parents, a
/// circle, identifiers of a version that CASE does not know, HTML, two languages, a rubric, and roles as items.
#[test]
fn a_package_that_breaks_the_schema_is_imported_and_everything_else_is_listed() {
    let project = Project::empty();
    let file = repository().join("tests/fixtures/imports/wild.json");
    project.write("wild.json", std::fs::read(file).expect("a fixture"));
    let report = import(&project, "wild.json");
    for said in [
        "in en, de: ",
        "1 × a parent that is below its own part (/CFItems/5)",
        "1 × an association without two ends (/CFAssociations/12)",
        "1 × an item with the identifier of an earlier one (/CFItems/9)",
        "1 × an association of something outside the package (/CFAssociations/11)",
        "1 × a criterion without an item of the package (/CFRubrics/0/CFRubricCriteria/1)",
        "1 item has a further parent",
        "1 identifier is not allowed in CASE 1.1",
    ] {
        assert!(report.contains(said), "{said}:\n{report}");
    }
    let left = project.read("handbook/import/baking-bread.yaml");
    assert!(left.contains("https://other.example/x"), "{left}");
    let clauses =
        project.read("handbook/content/standards/baking-bread/clauses/01-knowing-dough.yaml");
    for part in [
        "Judges dough by **touch**:",
        "- wet & dry",
        "de: Hält den Sauerteig am Leben.",
        "flour \\* water",
        "apprentice: {en: Follows the recipe.}",
        "weight: 1.5",
    ] {
        assert!(clauses.contains(part), "{part}:\n{clauses}");
    }
    let exported = package(project.path("handbook").to_str().expect("UTF-8"));
    let items = items(&exported);
    for known in ["1b7a4f6e", "2b7a4f6e", "5b7a4f6e", "6b7a4f6e", "7b7a4f6e"] {
        assert!(
            items.contains_key(&format!("{known}-52a1-11ee-be56-0242ac120002")),
            "{known}: {items:?}"
        );
    }
    // Without a place in a handbook, but in an export.
    let third = exported["CFItems"].as_array().expect("items").iter();
    let ends = third.filter_map(|item| item.get("statusEndDate"));
    assert_eq!(ends.collect::<Vec<_>>(), ["2020-01-01"]);
    let associations = associations(&exported);
    let end = |start: &str| format!("{start}-52a1-11ee-be56-0242ac120002");
    for (kind, origin, destination) in [
        ("isChildOf", "1b7a4f6e", "0b7a4f6e"),
        ("isChildOf", "2b7a4f6e", "1b7a4f6e"),
        ("isChildOf", "2b7a4f6e", "5b7a4f6e"),
        ("isChildOf", "6b7a4f6e", "5b7a4f6e"),
        ("isPartOf", "2b7a4f6e", "7b7a4f6e"),
        ("isPeerOf", "2b7a4f6e", "9b7a4f6e"),
    ] {
        assert!(
            associations.contains(&[kind.to_owned(), end(origin), end(destination)]),
            "{kind}: {associations:?}"
        );
    }
    assert!(
        associations
            .iter()
            .any(|[kind, origin, _]| kind == "ext:buildsOn" && *origin == end("2b7a4f6e"))
    );
}

#[test]
fn files_that_are_no_packages_are_refused_with_what_to_do() {
    let document = r#"{"CFDocument": {"title": "x", "CFPackageURI": {"uri": "https://case.example/CFPackages/1"}}}"#;
    for (content, said) in [
        ("<!DOCTYPE html>", "a web page or XML"),
        ("{", "not valid JSON"),
        ("[]", "not a package of CASE"),
        (r#"{"a": 1}"#, "no `CFItems`"),
        (document, "https://case.example/CFPackages/1"),
    ] {
        let project = Project::empty();
        project.write("x.json", content);
        let (file, into) = (project.path("x.json"), project.path("handbook"));
        let run = run([
            "import",
            "case",
            file.to_str().expect("UTF-8"),
            "--into",
            into.to_str().expect("UTF-8"),
        ])
        .expect_code(2);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

/// The rubrics of a package without the time of their last change.
fn rubrics(package: &Value) -> Value {
    fn timeless(value: &Value) -> Value {
        match value {
            Value::Object(fields) => {
                let kept = fields
                    .iter()
                    .filter(|(key, _)| *key != "lastChangeDateTime");
                Value::Object(
                    kept.map(|(key, value)| (key.clone(), timeless(value)))
                        .collect(),
                )
            }
            Value::Array(items) => items.iter().map(timeless).collect(),
            other => other.clone(),
        }
    }
    timeless(&package["CFRubrics"])
}

#[test]
fn our_own_rubrics_come_back_as_forms() {
    for name in ["small", "levels"] {
        let original = Project::made_up(name);
        let before = package(original.root().to_str().expect("UTF-8"));
        original.write("package.json", before.to_string());
        let report = import(&original, "package.json");
        assert!(report.contains("1 form"), "{report}");
        let after = package(original.path("handbook").to_str().expect("UTF-8"));
        assert!(
            rubrics(&before)
                .as_array()
                .is_some_and(|all| !all.is_empty())
        );
        assert_eq!(rubrics(&after), rubrics(&before), "{name}\n{report}");
    }
}

#[test]
fn a_rubric_with_scores_becomes_a_form_if_a_form_can_express_it() {
    let level = |position: u32, quality: &str, score: Option<u32>| {
        json!({
            "identifier": format!("a{position}"),
            "quality": quality,
            "description": format!("{quality} work."),
            "score": score,
            "position": position,
        })
    };
    let criterion = |weight: f64, names: [&str; 2], scores: [Option<u32>; 2]| {
        json!({
            "identifier": "c",
            "description": "Ties knots.",
            "weight": weight,
            "position": 1,
            "CFItemURI": {"identifier": "6b3f3a3c-1d7e-11ef-9262-0242ac120002"},
            "CFRubricCriterionLevels": [level(1, names[0], scores[0]), level(2, names[1], scores[1])],
        })
    };
    let whole = json!({
        "CFDocument": {"identifier": "6b3f3a3c-1d7e-11ef-9262-0242ac120001", "title": "Boats", "creator": "Us"},
        "CFItems": [{
            "identifier": "6b3f3a3c-1d7e-11ef-9262-0242ac120002",
            "fullStatement": "Ties knots.",
            "humanCodingScheme": "K1",
        }],
        "CFAssociations": [],
        "CFRubrics": [
            {"identifier": "r1", "title": "Knots", "CFRubricCriteria": [
                criterion(2.0, ["Weak", "Good"], [Some(1), Some(3)]),
                criterion(0.5, ["Weak", "Good"], [Some(0), Some(4)]),
            ]},
            {"identifier": "r2", "title": "Odd", "CFRubricCriteria": [
                criterion(1.0, ["Weak", "Good"], [Some(1), None]),
            ]},
        ],
    });
    let project = Project::empty();
    project.write("rubric.json", whole.to_string());
    let report = import(&project, "rubric.json");
    assert!(report.contains("1 form"), "{report}");
    assert!(
        report.contains("1 × a rubric with scores that cannot become a form (/CFRubrics/1)"),
        "{report}"
    );
    let form = project.read("handbook/content/standards/boats/annexes/A.yaml");
    for said in [
        "{id: A, title: {en: Good}}",
        "scores: {A: 6, B: 2}",
        "scores: {A: 2, B: 0}",
        "A: {en: Good work.}",
        "summarises: [K1]",
    ] {
        assert!(form.contains(said), "{said}\n{form}");
    }
}

/// What a foreign package says of an item is exported again, word for word.
#[test]
fn statements_and_notes_of_others_come_back() {
    let item = |place: u32, full: &str, short: Option<&str>, notes: Option<&str>| {
        json!({
            "identifier": format!("6b3f3a3c-1d7e-41ef-9262-0242ac1200{place}"),
            "uri": format!("https://frameworks.example/items/{place}"),
            "fullStatement": full,
            "abbreviatedStatement": short,
            "notes": notes,
            "CFItemType": "Skill",
        })
    };
    let child = |place: u32| {
        json!({
            "identifier": format!("7b3f3a3c-1d7e-41ef-9262-0242ac1200{place}"),
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": format!("6b3f3a3c-1d7e-41ef-9262-0242ac1200{place}")},
            "destinationNodeURI": {"identifier": "6b3f3a3c-1d7e-41ef-9262-0242ac120011"},
        })
    };
    let before = json!({
        "CFDocument": {"identifier": "6b3f3a3c-1d7e-41ef-9262-0242ac120001", "title": "Boats", "creator": "Us"},
        "CFItems": [
            item(11, "Works safely on deck in any weather.", None, Some("Ask the bosun.")),
            item(12, "Ties a bowline.", None, Some("One hand is enough.")),
            item(13, "<b>Coils</b> <i>every</i> line", None, None),
        ],
        "CFAssociations": [child(12), child(13)],
    });
    let project = Project::empty();
    project.write("package.json", before.to_string());
    import(&project, "package.json");
    let after = package(project.path("handbook").to_str().expect("UTF-8"));
    let found: Vec<[&Value; 2]> = after["CFItems"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| [&item["fullStatement"], &item["notes"]])
        .collect();
    assert_eq!(
        found,
        [
            [
                &json!("Works safely on deck in any weather."),
                &json!("Ask the bosun.")
            ],
            [&json!("Ties a bowline."), &json!("One hand is enough.")],
            [&json!("<b>Coils</b> <i>every</i> line"), &Value::Null],
        ]
    );
    // And our own package of it is read as it was.
    let again = Project::empty();
    again.write("package.json", after.to_string());
    import(&again, "package.json");
    let second = package(again.path("handbook").to_str().expect("UTF-8"));
    assert_eq!(items(&second), items(&after));
}
