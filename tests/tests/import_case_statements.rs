//! An export of an imported framework has the source's texts to the letter, until somebody edits them.

use std::collections::BTreeMap;

use clausebook_tests::program::run;
use clausebook_tests::project::Project;
use serde_json::{Value, json};

const LOCK: &str = "handbook/content/standards/boats/statements.lock";

/// Statements that a handbook writes in another way than their source.
const TEXTS: [&str; 22] = [
    "Uses **ropes** and *knots*, see [the guide](https://a.example/guide)",
    "Reads:\n\n• maps\n• plans",
    "Reads:\n* maps\n* plans",
    "Reads:\n- maps\n\n- plans",
    "One paragraph.\n\n\nAnother.",
    "<p>Bends <b>and</b> mends</p><ul><li>planks</li><li>ribs</li></ul>",
    "Computes $\\frac{1}{2}$ of $x^2$",
    "Weighs\tcargo\t",
    "- begins with a dash",
    "counts 2 * 3 * 4, a_b_c and `code`",
    "is \\*not\\* emphasis",
    "Moors\r\nand sails\r\n",
    "  leading and trailing space  ",
    "two  spaces &amp; an entity &nbsp; &lt;",
    "| a | b |\n| --- | --- |\n| 1 | 2 |",
    "> is a quotation",
    "# Heading\n\ntext",
    "1. first\n2. second",
    "识别**图形**；\n\n• 圆形",
    "[[not a reference]] and a [link](/inside)",
    "line\u{2028}separator \u{200b}zero",
    "![picture](https://a.example/a.png) <script>x</script>",
];

fn identifier(number: usize) -> String {
    format!("0b9f1a52-6c1e-4d8a-9a52-5747{number:08x}")
}

fn node(kind: &str, identifier: &str) -> Value {
    let uri = format!("https://server.example/ims/case/v1p0/{kind}/{identifier}");
    json!({"title": "x", "identifier": identifier, "uri": uri})
}

/// A framework: clauses, requirements, a group with a role and its tasks, each with texts of the list.
struct Framework {
    items: Vec<Value>,
    associations: Vec<Value>,
}

impl Framework {
    fn add(&mut self, number: usize, above: Option<usize>, mut item: Value) {
        let own = identifier(number);
        item["identifier"] = own.clone().into();
        item["uri"] = node("CFItems", &own)["uri"].clone();
        if item.get("lastChangeDateTime").is_none() {
            let day = 1 + number % 3;
            item["lastChangeDateTime"] = format!("2024-05-0{day}T09:30:00.5+02:00").into();
        }
        self.items.push(item);
        let to = match above {
            Some(above) => node("CFItems", &identifier(above)),
            None => node("CFDocuments", &identifier(0)),
        };
        self.associations.push(json!({
            "identifier": identifier(1000 + number), "associationType": "isChildOf",
            "originNodeURI": node("CFItems", &own), "destinationNodeURI": to,
        }));
    }

    fn package(self) -> Value {
        json!({
            "CFDocument": {
                "identifier": identifier(0), "uri": node("CFDocuments", &identifier(0))["uri"], "title": "Boats",
                "description": "<p>On <b>boats</b></p>\n\n\n• all  of them", "notes": "See **also** ships.", "creator": "Guild", "language": "en", "lastChangeDateTime": "2024-06-01T00:00:00+00:00",
            },
            "CFItems": self.items,
            "CFAssociations": self.associations,
        })
    }
}

fn framework() -> Framework {
    let mut all = Framework {
        items: Vec::new(),
        associations: Vec::new(),
    };
    all.add(
        1,
        None,
        json!({"fullStatement": "**Rigging**\n\nand sails"}),
    );
    all.add(
        2,
        Some(1),
        json!({"fullStatement": TEXTS[0], "abbreviatedStatement": "Hull:  planks", "notes": TEXTS[1]}),
    );
    for (place, text) in TEXTS.iter().enumerate() {
        let mut item = json!({"fullStatement": text});
        if place % 2 == 0 {
            item["notes"] = TEXTS[(place + 5) % TEXTS.len()].into();
        }
        if place % 3 == 0 {
            item["abbreviatedStatement"] = format!("Short  *{place}*").into();
        }
        if place % 7 == 0 {
            item["language"] = "fr".into();
        }
        all.add(10 + place, Some(1 + place % 2), item);
    }
    all.add(
        50,
        None,
        json!({"fullStatement": "The\n\nyard", "notes": "A **note** on a group.", "CFItemType": "Trade"}),
    );
    all.add(
        51,
        Some(50),
        json!({"fullStatement": "Builds <i>boats</i>", "abbreviatedStatement": "Builder", "CFItemType": "Job Role",
               "notes": "• a note\n\n• on a role"}),
    );
    all.add(
        52,
        Some(51),
        json!({"fullStatement": TEXTS[2], "notes": "**On** a task", "CFItemType": "Task"}),
    );
    all.add(
        53,
        Some(51),
        json!({"fullStatement": "plain", "CFItemType": "Task"}),
    );
    all
}

/// Imports a package into the handbook, or updates the handbook.
fn import(project: &Project, package: &Value, how: [&str; 2]) {
    project.write("package.json", package.to_string());
    let (file, into) = (project.path("package.json"), project.path("handbook"));
    let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
    run(["import", "case", file, "--into", into, how[0], how[1]]).expect_code(0);
    run(["check", "--root", into]).expect_code(0);
}

fn exported(project: &Project) -> Value {
    let into = project.path("handbook");
    let base_url = "https://handbook.example/";
    let run = run([
        "export",
        "case",
        "--root",
        into.to_str().expect("UTF-8"),
        "--base-url",
        base_url,
        "--language",
        "en",
    ]);
    serde_json::from_str(&run.expect_code(0).stdout).expect("JSON")
}

/// The texts and times of items, by their identifiers, and their languages.
fn texts(package: &Value) -> BTreeMap<String, [Value; 5]> {
    let items = package["CFItems"].as_array().expect("items").iter();
    let fields = [
        "fullStatement",
        "abbreviatedStatement",
        "notes",
        "lastChangeDateTime",
    ];
    items
        .map(|item| {
            let identifier = item["identifier"].as_str().expect("an identifier");
            let [full, abbreviated, notes, changed] = fields.map(|field| item[field].clone());
            let language = item
                .get("language")
                .unwrap_or(&package["CFDocument"]["language"]);
            let texts = [full, abbreviated, notes, changed, language.clone()];
            (identifier.to_owned(), texts)
        })
        .collect()
}

#[track_caller]
fn assert_same_texts(after: &Value, before: &Value) {
    let (after, before) = (texts(after), texts(before));
    for (identifier, texts) in &before {
        assert_eq!(after.get(identifier), Some(texts), "{identifier}");
    }
    assert_eq!(after.len(), before.len());
}

#[test]
fn texts_and_times_come_back_to_the_letter() {
    let project = Project::empty();
    let before = framework().package();
    import(&project, &before, ["--id", "boats"]);
    let after = exported(&project);
    assert_same_texts(&after, &before);
    for field in ["description", "notes", "lastChangeDateTime"] {
        let [after, before] = [&after, &before].map(|package| &package["CFDocument"][field]);
        assert_eq!(after, before, "{field}");
    }
    let numbered = after["CFAssociations"]
        .as_array()
        .expect("associations")
        .iter();
    let numbered: Vec<_> = numbered
        .filter(|one| one.get("sequenceNumber").is_some())
        .collect();
    assert_eq!(numbered, Vec::<&Value>::new());
}

#[test]
fn only_edited_texts_are_those_of_the_handbook() {
    let project = Project::empty();
    let before = framework().package();
    import(&project, &before, ["--id", "boats"]);
    let file = "handbook/content/standards/boats/clauses/01-rigging-and-sails.yaml";
    let yaml = project.read(file);
    let edited = yaml.replacen("**ropes**", "**chains**", 1);
    assert_ne!(edited, yaml);
    project.write(file, edited);
    let after = exported(&project);
    let (now, then) = (texts(&after), texts(&before));
    let differing: Vec<&String> = then
        .iter()
        .filter(|(identifier, texts)| now.get(*identifier) != Some(texts))
        .map(|(identifier, _)| identifier)
        .collect();
    let [one] = differing[..] else {
        panic!("{differing:?}");
    };
    let [full, abbreviated, notes, changed, _] = &now[one];
    assert_eq!(full, "Uses chains and knots, see the guide");
    assert_eq!([abbreviated, notes], [&then[one][1], &then[one][2]]);
    assert_ne!(changed, &then[one][3]);
    let document = |package: &Value| package["CFDocument"]["lastChangeDateTime"].clone();
    assert_ne!(document(&after), document(&before));
}

/// A note of the handbook's editors follows the source's own.
#[test]
fn notes_of_editors_follow_those_of_the_source() {
    let project = Project::empty();
    let before = framework().package();
    import(&project, &before, ["--id", "boats"]);
    let file = "handbook/content/standards/boats/standard.yaml";
    project.replace(
        file,
        "    title: {en: Builder}\n",
        "    title: {en: Builder}\n    note: {en: Ours.}\n",
    );
    let now = texts(&exported(&project));
    let [full, _, notes, changed, _] = &now[&identifier(51)];
    assert_eq!(full, "Builds <i>boats</i>");
    assert_eq!(notes, "• a note\n\n• on a role\nEditor’s note: Ours.");
    assert_eq!(changed, &texts(&before)[&identifier(51)][3]);
}

#[test]
fn what_the_specification_does_not_allow_is_not_exported() {
    let project = Project::empty();
    let mut before = framework();
    before.items[1]["abbreviatedStatement"] = "Hull\r\nand\tplanks\n".into();
    before.items[1]["lastChangeDateTime"] = "2024-05-01 09:30".into();
    before.items[2]["lastChangeDateTime"] = "2024-05-01T09:30:00".into();
    before.items[3]["fullStatement"] = Value::Null;
    before.items[3]["abbreviatedStatement"] = "**Only** short".into();
    before.items[4]["notes"] = "".into();
    let before = before.package();
    import(&project, &before, ["--id", "boats"]);
    let after = texts(&exported(&project));
    let of = |place: usize| {
        let identifier = before["CFItems"][place]["identifier"].as_str();
        &after[identifier.expect("an identifier")]
    };
    assert_eq!(of(1)[1], "Hull and planks ");
    // The time of the framework takes its place.
    assert_eq!(of(1)[3], "2024-06-01T00:00:00+00:00");
    assert_eq!(of(2)[3], "2024-05-01T09:30:00Z");
    assert_eq!(of(3)[0], "Only short");
    assert_eq!(of(3)[1], "**Only** short");
    assert_eq!(of(4)[2], Value::Null);
    let left = project.read("handbook/import/boats.yaml");
    assert!(left.contains("2024-05-01 09:30"), "{left}");
}

#[test]
fn a_newer_release_renews_the_record_and_an_older_one_restores_it() {
    let project = Project::empty();
    let first = framework().package();
    let mut second = framework();
    // Only the markup of one text differs, an item is gone, and another has notes.
    second.items[2]["fullStatement"] = TEXTS[0].replace("*knots*", "_knots_").into();
    second.items[3]["notes"] = "New\n\n• notes".into();
    second.items[3]["lastChangeDateTime"] = "2024-07-01T00:00:00Z".into();
    let gone = second.items.remove(23);
    let is_of_gone = |one: &Value| one["originNodeURI"]["identifier"] == gone["identifier"];
    second.associations.retain(|one| !is_of_gone(one));
    let second = second.package();
    import(&project, &first, ["--id", "boats"]);
    let lock = project.read(LOCK);
    for (release, is_first) in [(&second, false), (&first, true), (&first, true)] {
        import(&project, release, ["--update", "boats"]);
        assert_same_texts(&exported(&project), release);
        let name = gone["identifier"].as_str().expect("an identifier");
        assert_eq!(project.read(LOCK).contains(name), is_first);
        assert_eq!(project.read(LOCK) == lock, is_first);
    }
}

#[test]
fn frameworks_that_come_back_as_they_are_have_no_record() {
    let mut all = Framework {
        items: Vec::new(),
        associations: Vec::new(),
    };
    all.add(
        1,
        None,
        json!({"fullStatement": "Rigging", "lastChangeDateTime": null, "language": "en", "CFItemType": "Craft"}),
    );
    let plain = json!({
        "fullStatement": "Ties knots.", "notes": "Any.", "lastChangeDateTime": null, "language": "en", "CFItemType": "Craft",
    });
    all.add(2, Some(1), plain);
    let mut package = all.package();
    for field in ["description", "notes", "lastChangeDateTime"] {
        package["CFDocument"][field] = Value::Null;
    }
    let project = Project::empty();
    import(&project, &package, ["--id", "boats"]);
    assert!(!project.path(LOCK).exists());
    // A release with markup brings one, and the next without removes it.
    let mut marked = package.clone();
    marked["CFItems"][1]["fullStatement"] = "Ties **knots**.".into();
    import(&project, &marked, ["--update", "boats"]);
    assert!(project.path(LOCK).exists());
    import(&project, &package, ["--update", "boats"]);
    assert!(!project.path(LOCK).exists());
}

#[test]
fn damaged_lines_and_conflicts_are_reported_and_the_others_count() {
    let project = Project::empty();
    let before = framework().package();
    import(&project, &before, ["--id", "boats"]);
    let lock = project.read(LOCK);
    let line = lock
        .lines()
        .find(|line| !line.starts_with('#'))
        .expect("a text");
    let root = project.path("handbook");
    let root = root.to_str().expect("UTF-8");
    for (damaged, code) in [
        (lock.replacen(line, &line[..line.len() - 1], 1), "E032"),
        (
            lock.replacen(
                line,
                &format!("<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> other"),
                1,
            ),
            "E031",
        ),
    ] {
        project.write(LOCK, damaged);
        let run = run(["check", "--root", root]).expect_code(1);
        assert!(run.said().contains(code), "{}", run.said());
    }
}

/// A requirement that an older release brings back has its letter again, and its place in the list.
#[test]
fn what_comes_back_is_where_it_was() {
    let project = Project::empty();
    let release = |gone: &[usize]| {
        let mut all = Framework {
            items: Vec::new(),
            associations: Vec::new(),
        };
        all.add(1, None, json!({"fullStatement": "Rigging"}));
        for number in (2..8).filter(|number| !gone.contains(number)) {
            all.add(
                number,
                Some(1),
                json!({"fullStatement": format!("Text {number}.")}),
            );
        }
        all.package()
    };
    let first = release(&[]);
    import(&project, &first, ["--id", "boats"]);
    let order = |package: &Value| -> Vec<String> {
        let items = package["CFItems"].as_array().expect("items").iter();
        items.map(|item| item["identifier"].to_string()).collect()
    };
    for gone in [
        &[2][..],
        &[4],
        &[2, 3, 5],
        &[7],
        &[3, 4, 7],
        &[2, 3, 4, 5, 6, 7],
    ] {
        import(&project, &release(gone), ["--update", "boats"]);
        import(&project, &first, ["--update", "boats"]);
        let after = exported(&project);
        assert_eq!(order(&after), order(&first), "{gone:?}");
        assert_same_texts(&after, &first);
    }
    // One comes back while another goes.
    import(&project, &release(&[4]), ["--update", "boats"]);
    let last = release(&[3, 5]);
    import(&project, &last, ["--update", "boats"]);
    assert_eq!(order(&exported(&project)), order(&last));
}
