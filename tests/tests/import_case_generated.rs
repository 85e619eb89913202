//! Packages of CASE of random shape, with the texts and numbers that servers save, come back from an import: the same items,
//! associations, identifiers, numbers and texts.

use std::collections::BTreeMap;

use clausebook_tests::program::run;
use clausebook_tests::project::Project;
use serde_json::{Map, Value, json};

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("32 bits") % end
    }

    fn is_one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn shuffle(&mut self, all: &mut [Value]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

/// Statements and notes, with marks that a handbook may write in another way.
const TEXTS: [&str; 24] = [
    "Names shapes",
    "Names **round** shapes",
    "Reads:\n\n• maps\n\n• plans",
    "<p>Draws <em>lines</em></p>",
    "First.\r\n\r\nSecond.",
    "solves $x^2 = 4$\t",
    "is \\*not\\* marked",
    "  begins with spaces",
    "a  b &amp; c",
    "Compares the sizes of shapes.",
    "Reads:\n- maps\n- plans",
    "One line.\nAnother line.",
    "- begins with a dash",
    "* begins with a star",
    "1. begins with a number",
    "counts 2 * 3 * 4 and a_b",
    "x < y & y > z",
    "# is not a heading",
    "costs $5 and $10",
    "[[is not a reference]]",
    "识别图形；",
    "Says “yes” – or not",
    "a | b",
    "C:\\folder",
];

/// Types of associations between items, with those that the specification does not define.
const KINDS: [&str; 7] = [
    "exactMatchOf",
    "isRelatedTo",
    "precedes",
    "isPeerOf",
    "exemplar",
    "replacedBy",
    "ext:builds-on",
];

const CHANGED: &str = "2024-01-01T00:00:00Z";

/// The package of a server while it is made up.
struct Package {
    numbers: Numbers,
    /// What precedes the number of each identifier.
    name: usize,
    identifiers: usize,
    items: Vec<Value>,
    associations: Vec<Value>,
}

impl Package {
    fn identifier(&mut self) -> String {
        self.identifiers += 1;
        let (name, number) = (self.name, self.identifiers);
        format!("0b9f1a52-6c1e-4d8a-9a52-{name:04x}{number:08x}")
    }

    fn node(kind: &str, identifier: &str) -> Value {
        let uri = format!("https://server.example/ims/case/v1p0/{kind}/{identifier}");
        json!({"title": "x", "identifier": identifier, "uri": uri})
    }

    fn associate(&mut self, kind: &str, [origin, destination]: [Value; 2], number: Option<usize>) {
        let identifier = self.identifier();
        let mut association = json!({
            "identifier": identifier,
            "uri": Package::node("CFAssociations", &identifier)["uri"],
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            "lastChangeDateTime": CHANGED,
        });
        if let Some(number) = number {
            association["sequenceNumber"] = number.into();
        }
        if kind != "isChildOf" && kind != "isPartOf" && self.numbers.is_one_in(3) {
            association["notes"] = "See both.\nThen compare.".into();
        }
        self.associations.push(association);
    }

    fn item(&mut self, kind: Option<&str>) -> String {
        let identifier = self.identifier();
        let mut item = json!({
            "identifier": identifier,
            "uri": Package::node("CFItems", &identifier)["uri"],
            "fullStatement": self.numbers.one(&TEXTS),
            "lastChangeDateTime": CHANGED,
        });
        if self.numbers.is_one_in(3) {
            item["abbreviatedStatement"] = format!("Short  *{}*", self.identifiers).into();
        }
        if self.numbers.is_one_in(3) {
            item["notes"] = (*self.numbers.one(&TEXTS)).into();
        }
        if let Some(kind) = kind {
            item["CFItemType"] = kind.into();
        }
        if !matches!(kind, Some("Job Role" | "Task")) {
            if self.numbers.is_one_in(2) {
                item["humanCodingScheme"] = format!("K.{}", self.identifiers).into();
            }
            if self.numbers.is_one_in(4) {
                item["educationLevel"] = json!([self.numbers.one(&["K", "01", "02"])]);
            }
        }
        self.items.push(item);
        identifier
    }

    /// Makes up a package.
    fn of(seed: usize) -> Value {
        let mut package = Package {
            numbers: Numbers(u64::try_from(seed).expect("a small number")),
            name: seed,
            identifiers: 0,
            items: Vec::new(),
            associations: Vec::new(),
        };
        let document = package.identifier();
        let framework = Package::node("CFDocuments", &document);
        // Numbers from 0 or 1, with gaps, or none.
        let (first, step) =
            *package
                .numbers
                .one(&[(Some(0), 1), (Some(1), 1), (Some(10), 10), (None, 1)]);
        let count = 2 + package.numbers.below(30);
        let mut items: Vec<(String, usize)> = Vec::new();
        let mut below: BTreeMap<String, usize> = BTreeMap::new();
        for _ in 0..count {
            let parent = match items.is_empty() || package.numbers.is_one_in(4) {
                true => None,
                false => Some(package.numbers.one(&items).clone()),
            };
            let parent = parent.filter(|(_, depth)| *depth < 6);
            let (above, depth) =
                parent.map_or((document.clone(), 0), |(above, depth)| (above, depth + 1));
            let kind = *package.numbers.one(&[None, Some("Domain"), Some("Skill")]);
            let identifier = package.item(kind);
            let place = below.entry(above.clone()).or_insert(0);
            let number = first.map(|first: usize| first + *place * step);
            *place += 1;
            let to = match above == document {
                true => framework.clone(),
                false => Package::node("CFItems", &above),
            };
            let own = Package::node("CFItems", &identifier);
            package.associate("isChildOf", [own, to], number);
            items.push((identifier, depth));
        }
        for _ in 0..package.numbers.below(count) {
            let kind = *package.numbers.one(&KINDS);
            let from = package.numbers.below(items.len());
            let to = package.numbers.below(items.len() + 2);
            let other = match items.get(to) {
                Some((other, _)) => Package::node("CFItems", other),
                None if to == items.len() => {
                    Package::node("CFItems", "7c1f0a52-6c1e-4d8a-9a52-1f0c2d3e4f00")
                }
                None => json!({
                    "title": "A page", "identifier": "https://a.example/page", "uri": "https://a.example/page"
                }),
            };
            let own = Package::node("CFItems", &items[from].0);
            let says_the_same = package.associations.iter().any(|known| {
                known["originNodeURI"]["identifier"] == own["identifier"]
                    && known["destinationNodeURI"]["identifier"] == other["identifier"]
                    || known["originNodeURI"]["identifier"] == other["identifier"]
                        && known["destinationNodeURI"]["identifier"] == own["identifier"]
            });
            if from != to && !says_the_same {
                package.associate(kind, [own, other], None);
            }
        }
        for place in 0..package.numbers.below(3) {
            let role = package.item(Some("Job Role"));
            let own = Package::node("CFItems", &role);
            let number = first.map(|first| first + (count + place) * step);
            package.associate("isChildOf", [own.clone(), framework.clone()], number);
            for task in 0..package.numbers.below(3) {
                let identifier = package.item(Some("Task"));
                let task_own = Package::node("CFItems", &identifier);
                let number = first.map(|first| first + task * step);
                package.associate("isChildOf", [task_own, own.clone()], number);
            }
            let first = package.numbers.below(items.len());
            for (item, _) in items[first..].iter().take(3) {
                let part = Package::node("CFItems", item);
                package.associate("isPartOf", [part, own.clone()], None);
            }
        }
        // Without numbers, the order of the file is that of the items.
        if first.is_some() {
            package.numbers.shuffle(&mut package.items);
        }
        package.numbers.shuffle(&mut package.associations);
        json!({
            "CFDocument": {
                "identifier": document, "uri": framework["uri"], "title": format!("Framework {seed}"),
                "creator": "Guild", "description": package.numbers.one(&TEXTS), "lastChangeDateTime": CHANGED,
            },
            "CFItems": package.items,
            "CFAssociations": package.associations,
        })
    }
}

/// The records of a list by their identifiers, each with these fields.
fn by_identifier(list: &Value, fields: &[&str]) -> BTreeMap<String, Map<String, Value>> {
    let records = list.as_array().expect("a list").iter();
    records
        .map(|record| {
            let there = fields.iter().filter_map(|field| {
                let value = match *field {
                    "originNodeURI" | "destinationNodeURI" => &record[*field]["identifier"],
                    field => &record[field],
                };
                (!value.is_null()).then(|| ((*field).to_owned(), value.clone()))
            });
            let identifier = record["identifier"].as_str().expect("an identifier");
            (identifier.to_owned(), there.collect())
        })
        .collect()
}

/// The fields that an export adds to records without them: types, codes made of ids, and the levels of the part above.
const ADDED: [&str; 3] = ["humanCodingScheme", "CFItemType", "educationLevel"];

/// Requires that the records of `before` and `after` are the same, with the same values of the fields.
#[track_caller]
fn assert_kept(before: &Value, after: &Value, fields: &[&str], about: &str) {
    let (before, after) = (by_identifier(before, fields), by_identifier(after, fields));
    let names = |all: &BTreeMap<String, _>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&after), names(&before), "{about}");
    for (identifier, record) in before {
        for field in fields {
            let value = record.get(*field);
            if value.is_some() || !ADDED.contains(field) {
                let now = after[&identifier].get(*field);
                assert_eq!(now, value, "{field} of {identifier}\n{about}");
            }
        }
    }
}

#[test]
fn packages_of_any_shape_come_back_with_the_same_items_and_associations() {
    for seed in 1..=10 {
        let before = Package::of(seed);
        let project = Project::empty();
        project.write("package.json", before.to_string());
        let (file, into) = (project.path("package.json"), project.path("handbook"));
        let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
        let report = run(["import", "case", file, "--into", into])
            .expect_code(0)
            .stdout;
        let base_url = "https://handbook.example/";
        let exported = run(["export", "case", "--root", into, "--base-url", base_url]);
        let after: Value = serde_json::from_str(&exported.expect_code(0).stdout).expect("JSON");
        let about = format!("seed {seed}\n{report}");
        let of_document = [
            "identifier",
            "title",
            "creator",
            "description",
            "lastChangeDateTime",
        ];
        for field in of_document {
            let (before, after) = (&before["CFDocument"][field], &after["CFDocument"][field]);
            assert_eq!(after, before, "{field}\n{about}");
        }
        let of_items = [
            "fullStatement",
            "abbreviatedStatement",
            "humanCodingScheme",
            "CFItemType",
            "educationLevel",
            "notes",
            "lastChangeDateTime",
        ];
        assert_kept(&before["CFItems"], &after["CFItems"], &of_items, &about);
        let of_associations = [
            "associationType",
            "originNodeURI",
            "destinationNodeURI",
            "sequenceNumber",
            "notes",
        ];
        let lists = [&before, &after].map(|package| &package["CFAssociations"]);
        assert_kept(lists[0], lists[1], &of_associations, &about);
    }
}

/// The identifiers of the associations that an export of the handbook has.
fn exported_identifiers(into: &str) -> Vec<String> {
    let base_url = "https://handbook.example/";
    let exported = run(["export", "case", "--root", into, "--base-url", base_url]);
    let after: Value = serde_json::from_str(&exported.expect_code(0).stdout).expect("JSON");
    let names = by_identifier(&after["CFAssociations"], &[]);
    names.into_keys().collect()
}

#[test]
fn a_newer_release_brings_new_associations_and_damaged_records_are_reported() {
    let package = |more: bool| {
        let mut package = Package {
            numbers: Numbers(1),
            name: 77,
            identifiers: 0,
            items: Vec::new(),
            associations: Vec::new(),
        };
        let document = package.identifier();
        let framework = Package::node("CFDocuments", &document);
        for number in 1..=if more { 3 } else { 2 } {
            let item = package.item(None);
            let own = Package::node("CFItems", &item);
            package.associate("isChildOf", [own, framework.clone()], Some(number));
        }
        json!({
            "CFDocument": {"identifier": document, "uri": framework["uri"], "title": "Boats"},
            "CFItems": package.items,
            "CFAssociations": package.associations,
        })
    };
    let project = Project::empty();
    let into = project.path("handbook");
    let into = into.to_str().expect("UTF-8");
    let mut last = Vec::new();
    for more in [false, true] {
        let content = package(more);
        project.write("package.json", content.to_string());
        let file = project.path("package.json");
        let mut arguments = vec![
            "import",
            "case",
            file.to_str().expect("UTF-8"),
            "--into",
            into,
        ];
        arguments.extend(if more {
            ["--update", "boats"]
        } else {
            ["--id", "boats"]
        });
        run(&arguments).expect_code(0);
        let identifiers = by_identifier(&content["CFAssociations"], &[]);
        last = identifiers.into_keys().collect();
        assert_eq!(exported_identifiers(into), last);
    }
    // An editor may move and rename parts. A damaged line is reported, and the others count.
    let lock = "handbook/content/standards/boats/associations.lock";
    let lines = project.read(lock);
    let first = lines.lines().nth(2).expect("an association");
    project.write(lock, lines.replace(first, "isChildOf only"));
    let run = run(["check", "--root", into]).expect_code(1);
    assert!(run.said().contains("E032"), "{}", run.said());
    project.write(lock, lines);
    assert_eq!(exported_identifiers(into), last);
}

#[test]
fn what_cannot_be_kept_is_listed() {
    let mut package = Package::of(3);
    let associations = package["CFAssociations"]
        .as_array_mut()
        .expect("associations");
    let mut again = associations[0].clone();
    again["identifier"] = "0b9f1a52-6c1e-4d8a-9a52-ffffffffffff".into();
    associations.push(again);
    associations[1]["identifier"] = "not-a-uuid".into();
    let role = package["CFItems"].as_array_mut().expect("items");
    role[0]["fullStatement"] = "Uses a\ttab".into();
    let project = Project::empty();
    project.write("package.json", package.to_string());
    let (file, into) = (project.path("package.json"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    let report = run(["import", "case", file, "--into", into])
        .expect_code(0)
        .stdout;
    for said in [
        "1 × an association that says the same as an earlier one",
        "1 × the identifier of an association, which gets another in an export (/CFAssociations/1/identifier)",
        "1 × tabs, in whose place there are spaces (/CFItems/0)",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
}
