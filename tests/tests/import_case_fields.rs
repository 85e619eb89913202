//! An export of an imported framework has the fields of the source, with those for which a handbook has no place, until somebody
//! edits what they say.

use clausebook_tests::program::run;
use clausebook_tests::project::Project;
use serde_json::{Map, Value, json};

const CLAUSES: &str = "handbook/content/standards/boats/clauses/01-rigging.yaml";
const ANNEX: &str = "handbook/content/standards/boats/annexes/A.yaml";

fn identifier(number: usize) -> String {
    format!("0b9f1a52-6c1e-4d8a-9a52-5747{number:08x}")
}

fn link(number: usize) -> Value {
    let identifier = identifier(number);
    let uri = format!("https://server.example/ims/case/v1p0/uri/{identifier}");
    json!({"title": "x", "identifier": identifier, "uri": uri})
}

/// A record with an identifier, and a time of its own.
fn record(number: usize, mut fields: Value) -> Value {
    let link = link(number);
    fields["identifier"] = link["identifier"].clone();
    fields["uri"] = link["uri"].clone();
    fields["lastChangeDateTime"] =
        format!("2024-05-01T09:{:02}:{:02}Z", number / 60 % 60, number % 60).into();
    fields
}

fn child(number: usize, above: usize) -> Value {
    let ends = json!({
        "associationType": "isChildOf", "originNodeURI": link(number), "destinationNodeURI": link(above),
    });
    record(100 + number, ends)
}

fn level(number: usize, position: usize, quality: &str, more: &Value) -> Value {
    let mut fields = json!({
        "quality": quality, "position": position, "description": format!("*{quality}* work\tat {number}."),
        "rubricCriterionId": identifier(number / 10 * 10),
    });
    if let (Value::Object(fields), Value::Object(more)) = (&mut fields, more) {
        fields.extend(more.clone());
    }
    record(number, fields)
}

fn criterion(number: usize, rubric: usize, item: usize, more: &Value, levels: &Value) -> Value {
    let mut fields = json!({
        "CFItemURI": link(item), "rubricId": identifier(rubric), "CFRubricCriterionLevels": levels,
    });
    if let (Value::Object(fields), Value::Object(more)) = (&mut fields, more) {
        fields.extend(more.clone());
    }
    record(number, fields)
}

fn rubrics() -> Value {
    let score = |score: f64| json!({"score": score, "feedback": "Try  again"});
    json!([
        // With scores, the worst first, and with weights: a form.
        record(
            200,
            json!({
                "title": "Marks", "description": "For **all**.", "CFRubricCriteria": [
                    criterion(210, 200, 2, &json!({
                        "category": "Hull", "description": "**Ropes**\nand knots", "weight": 0.3, "position": 1,
                    }), &json!([level(211, 1, "Poor", &score(1.0)), level(212, 2, "Good", &score(4.0))])),
                    criterion(220, 200, 3, &json!({
                        "category": "Hull", "description": "Planks", "weight": 0.7, "position": 2,
                    }), &json!([level(221, 1, "Poor", &score(0.5)), level(222, 2, "Good", &score(2.5))])),
                ],
            })
        ),
        // Without scores: descriptors, from two rubrics.
        record(
            300,
            json!({
                "title": "First steps", "CFRubricCriteria": [
                    criterion(310, 300, 2, &json!({"description": "Its *own* words", "position": 7}),
                        &json!([level(311, 3, "Novice", &json!({}))])),
                ],
            })
        ),
        record(
            400,
            json!({
                "title": "Next steps", "description": "More", "CFRubricCriteria": [
                    criterion(410, 400, 3, &json!({"category": "Planks", "weight": 2.5, "position": 4}),
                        &json!([level(411, 0, "Novice", &json!({})), level(412, 1, "Master", &json!({}))])),
                ],
            })
        ),
    ])
}

fn package() -> Value {
    let mut related = json!({
        "associationType": "isRelatedTo", "originNodeURI": link(3), "destinationNodeURI": link(2),
        "notes": "See **also**",
    });
    related = record(150, related);
    json!({
        "CFDocument": record(0, json!({
            "title": "Boats", "creator": "Guild", "publisher": "The  Guild", "language": "en", "adoptionStatus": "Draft",
            "frameworkType": "Trade", "version": "2", "subject": ["Boats", "Water"], "subjectURI": [link(90), link(91)],
            "statusStartDate": "2020-01-01", "statusEndDate": "2030-12-31", "officialSourceURL": "https://guild.example/boats",
            "licenseURI": {"title": "Free", "identifier": identifier(80), "uri": link(80)["uri"]},
        })),
        "CFItems": [
            record(1, json!({"fullStatement": "Rigging"})),
            record(2, json!({
                "fullStatement": "Uses ropes.", "CFItemType": "Skill", "language": "en", "humanCodingScheme": "R.1",
                "listEnumeration": "3.", "subject": ["Ropes"], "subjectURI": [link(90)], "alternativeLabel": "Ropes & knots",
                "educationLevel": ["02", "01"], "conceptKeywords": ["free words", "deck"], "statusStartDate": "2021-02-03",
            })),
            record(3, json!({"fullStatement": "Bends planks.", "educationLevel": ["01"], "statusEndDate": "2029-01-01"})),
            record(4, json!({"fullStatement": "Sews sails.", "CFItemType": "Art"})),
        ],
        "CFAssociations": [child(1, 0), child(2, 1), child(3, 1), child(4, 1), related],
        "CFDefinitions": {
            "CFSubjects": [record(90, json!({"title": "Ropes", "hierarchyCode": "4", "description": "Any"}))],
            "CFLicenses": [record(80, json!({"title": "Free", "licenseText": "Use  it.", "description": "Short"}))],
            "CFItemTypes": [
                record(70, json!({"title": "Skill", "description": "A **skill**", "hierarchyCode": "9", "typeCode": "SK"})),
                record(71, json!({"title": "Art", "description": "Art", "hierarchyCode": "5"})),
            ],
        },
        "CFRubrics": rubrics(),
    })
}

/// Imports a package into the handbook, or updates the handbook.
fn import(project: &Project, package: &Value, how: [&str; 2]) -> String {
    project.write("package.json", package.to_string());
    let (file, into) = (project.path("package.json"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    let run = run(["import", "case", file, "--into", into, how[0], how[1]]).expect_code(0);
    run.stdout
}

fn exported(project: &Project) -> Value {
    let into = project.path("handbook");
    let root = into.to_str().expect("UTF-8");
    let base_url = "https://handbook.example/";
    let run = run(["export", "case", "--root", root, "--base-url", base_url]);
    serde_json::from_str(&run.expect_code(0).stdout).expect("JSON")
}

/// The keys of addresses, which are those of the handbook, and of what an export adds.
const OURS: [&str; 5] = [
    "uri",
    "extensions",
    "caseVersion",
    "CFItemTypeURI",
    "targetType",
];

/// A package without addresses.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let is_link = fields.len() == 3 && fields.contains_key("title");
            let fields = fields.iter().filter(|(key, _)| {
                let is_title_of_link = is_link && *key == "title";
                !is_title_of_link && !OURS.contains(&key.as_str())
            });
            let fields: Map<String, Value> = fields
                .map(|(key, value)| match key.as_str() {
                    "originNodeURI" | "destinationNodeURI" => {
                        (key.clone(), value["identifier"].clone())
                    }
                    "subjectURI" | "CFSubjects" => (key.clone(), value.clone()),
                    _ => (key.clone(), plain(value)),
                })
                .collect();
            Value::Object(fields)
        }
        Value::Array(items) => items.iter().map(plain).collect(),
        other => other.clone(),
    }
}

/// The records of a list by their identifiers.
fn by_identifier(list: &Value) -> Map<String, Value> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice).iter();
    list.map(|record| {
        let identifier = record["identifier"].as_str().expect("an identifier");
        (identifier.to_owned(), record.clone())
    })
    .collect()
}

/// The lists of a package, by the pointers to them.
const LISTS: [&str; 6] = [
    "/CFItems",
    "/CFAssociations",
    "/CFDefinitions/CFSubjects",
    "/CFDefinitions/CFLicenses",
    "/CFDefinitions/CFItemTypes",
    "/CFRubrics",
];

/// What differs between two packages: the identifiers of records, with the fields.
fn differences(after: &Value, before: &Value) -> Vec<String> {
    let (after, before) = (plain(after), plain(before));
    let mut found = Vec::new();
    compare(
        "CFDocument",
        &after["CFDocument"],
        &before["CFDocument"],
        &mut found,
    );
    for list in LISTS {
        let [after, before] =
            [&after, &before].map(|package| by_identifier(package.pointer(list).expect(list)));
        compare(list, &after.into(), &before.into(), &mut found);
    }
    found
}

fn compare(path: &str, after: &Value, before: &Value, found: &mut Vec<String>) {
    match (after, before) {
        (Value::Object(now), Value::Object(then)) => {
            let mut keys: Vec<&String> = now.keys().chain(then.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let [now, then] = [now, then].map(|fields| fields.get(key).unwrap_or(&Value::Null));
                compare(&format!("{path}/{key}"), now, then, found);
            }
        }
        (Value::Array(now), Value::Array(then)) if now.len() == then.len() => {
            for (place, (now, then)) in now.iter().zip(then).enumerate() {
                compare(&format!("{path}/{place}"), now, then, found);
            }
        }
        (now, then) if now.as_f64().is_some() && now.as_f64() == then.as_f64() => {}
        (now, then) if now == then => {}
        (now, then) => found.push(format!("{path}: {now} | {then}")),
    }
}

#[test]
fn every_field_comes_back_as_it_was() {
    let project = Project::empty();
    let before = package();
    let report = import(&project, &before, ["--id", "boats"]);
    let after = exported(&project);
    assert_eq!(
        differences(&after, &before),
        Vec::<String>::new(),
        "{report}"
    );
    for kept in [
        "subject",
        "alternativeLabel",
        "feedback",
        "typeCode",
        "CFSubjects",
        "keyword",
    ] {
        assert!(!report.contains(&format!("`{kept}`")), "{report}");
    }
    // One line is true of all items without a language.
    let lock = project.read("handbook/content/standards/boats/statements.lock");
    let lines = lock.lines().filter(|line| line.contains(" language "));
    let lines: Vec<&str> = lines.collect();
    assert!(lines.len() == 2 && lines[0].starts_with("* "), "{lines:?}");
}

/// A newer release renews the record.
#[test]
fn a_newer_release_has_its_own_fields() {
    let project = Project::empty();
    let first = package();
    import(&project, &first, ["--id", "boats"]);
    let mut second = package();
    second["CFItems"][1]["subject"] = json!(["Knots"]);
    second["CFItems"][2]["CFItemType"] = json!("Art");
    second["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"][0]["feedback"] =
        json!("Practise.");
    for release in [&second, &first] {
        import(&project, release, ["--update", "boats"]);
        assert_eq!(
            differences(&exported(&project), release),
            Vec::<String>::new()
        );
    }
}

#[test]
fn edited_fields_are_those_of_the_handbook_and_new_items_have_a_type() {
    let project = Project::empty();
    let before = package();
    import(&project, &before, ["--id", "boats"]);
    project.replace(CLAUSES, "Uses ropes.", "Uses chains.");
    let clauses = project.read(CLAUSES);
    let (_, rest) = clauses.split_once("requirements:\n").expect("a list");
    let indent: String = rest.chars().take_while(|c| *c == ' ').collect();
    let own = format!("{indent}- id: OWN-1\n{indent}  text: {{en: Paints.}}\n");
    project.write(CLAUSES, format!("{clauses}{own}"));
    let after = exported(&project);
    let item = |statement: &str| {
        let mut items = after["CFItems"].as_array().expect("items").iter();
        let found = items.find(|item| item["fullStatement"] == statement);
        found
            .unwrap_or_else(|| panic!("no item `{statement}`"))
            .clone()
    };
    assert_eq!(item("Paints.")["CFItemType"], "Requirement");
    assert_eq!(item("Paints.")["language"], "en");
    assert_eq!(item("Bends planks.").get("CFItemType"), None);
    assert_eq!(item("Bends planks.").get("language"), None);
    let chains = item("Uses chains.");
    assert_eq!(chains["subject"], json!(["Ropes"]));
    assert_eq!(chains["educationLevel"], json!(["02", "01"]));
    assert_ne!(
        chains["lastChangeDateTime"],
        before["CFItems"][1]["lastChangeDateTime"]
    );
}

#[test]
fn an_edited_score_does_not_mix_with_the_weight_of_the_source() {
    let project = Project::empty();
    let before = package();
    import(&project, &before, ["--id", "boats"]);
    let edited = project
        .read(ANNEX)
        .replacen("{A: 1.2, B: 0.3}", "{A: 1.5, B: 0.3}", 1);
    project.write(ANNEX, edited);
    let edited = project
        .read(ANNEX)
        .replacen("*Good* work at 212.", "Better work.", 1);
    project.write(ANNEX, edited);
    let after = exported(&project);
    let criteria = |package: &Value| package["CFRubrics"][0]["CFRubricCriteria"].clone();
    let [first, second] = [0, 1].map(|place| criteria(&after)[place].clone());
    assert_eq!(first.get("weight"), None);
    let levels = |of: &Value, field: &str| {
        [0, 1].map(|place| of["CFRubricCriterionLevels"][place][field].clone())
    };
    assert_eq!(levels(&first, "score"), [json!(0.3), json!(1.5)]);
    assert_eq!(
        levels(&first, "feedback"),
        [json!("Try  again"), json!("Try  again")]
    );
    let words = levels(&first, "description");
    assert_eq!(
        words,
        [json!("*Poor* work\tat 211."), json!("Better work.")]
    );
    assert_eq!(plain(&second), plain(&criteria(&before)[1]));
}
