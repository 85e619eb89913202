//! Releases with rubrics, identifiers and levels of roles: an update follows each of them.

use clausebook_tests::project::Project;
use serde_json::{Value, json};

use crate::import_releases::{accept, import, says, update};

/// A package with a rubric, and identifiers made of the letter of a release.
fn package(title: &str, items: &[(&str, &str, &str)], criteria: &[(&str, u32)]) -> String {
    let item = |(place, (uuid, code, text)): (usize, &(&str, &str, &str))| {
        json!({
            "identifier": format!("6b3f3a3c-1d7e-11ef-9262-0242ac1200{uuid}"),
            "uri": format!("https://frameworks.example/items/{uuid}"),
            "humanCodingScheme": code,
            "fullStatement": text,
            "listEnumeration": (place + 1).to_string(),
        })
    };
    let level = |position: u32, quality: &str, score: u32| {
        json!({
            "identifier": format!("l{position}"),
            "quality": quality,
            "description": format!("{quality} work."),
            "score": score,
            "position": position,
        })
    };
    let criterion = |(words, best): &(&str, u32)| {
        json!({
            "identifier": "c",
            "description": words,
            "CFRubricCriterionLevels": [level(1, "Weak", 0), level(2, "Good", *best)],
        })
    };
    let rubrics: Vec<Value> = match criteria {
        [] => Vec::new(),
        criteria => vec![json!({
            "identifier": "r",
            "title": title,
            "CFRubricCriteria": criteria.iter().map(criterion).collect::<Vec<_>>(),
        })],
    };
    json!({
        "CFDocument": {"identifier": "6b3f3a3c-1d7e-11ef-9262-0242ac120001", "title": "Boats", "creator": "Us"},
        "CFItems": items.iter().enumerate().map(item).collect::<Vec<_>>(),
        "CFAssociations": [],
        "CFRubrics": rubrics,
    })
    .to_string()
}

const ITEMS: [(&str, &str, &str); 3] = [
    ("11", "K1", "Ties a bowline at sea."),
    ("12", "K2", "Whips the end of a rope."),
    ("13", "K3", "Coils a line for throwing."),
];

#[test]
fn forms_of_a_newer_release_are_followed_row_by_row() {
    let project = Project::empty();
    let first = package(
        "Deck work",
        &ITEMS,
        &[("Ties knots quickly.", 4), ("Keeps the deck tidy.", 2)],
    );
    import(&project, "case", &first, &["--id", "boats"]).expect_code(0);
    accept(&project);
    let path = "handbook/content/standards/boats/annexes/A.yaml";
    let form = project.read(path);
    let noted = form.replacen(
        "  rows:\n",
        "  # our remark\n  note: {en: Ours.}\n  rows:\n",
        1,
    );
    assert_ne!(noted, form);
    project.write(path, &noted);
    let second = package(
        "Work on deck",
        &ITEMS,
        &[
            ("Ties all knots quickly.", 5),
            ("Handles lines safely.", 3),
            ("Keeps the deck tidy.", 2),
        ],
    );
    let report = update(&project, "case", &second);
    says(
        &report,
        &[
            "annexes/A.yaml, title, en: Deck work → Work on deck",
            "scores, A: 4 → 5",
            "Handles lines safely.",
        ],
    );
    let after = project.read(path);
    says(
        &after,
        &[
            "# our remark\n  note: {en: Ours.}",
            "{A: 5, B: 0}",
            "Ties all knots quickly.",
        ],
    );
    let places: Vec<Option<usize>> = ["Ties all", "Handles", "Keeps"]
        .map(|words| after.find(words))
        .to_vec();
    assert!(places.is_sorted() && places[0].is_some(), "{after}");
    accept(&project);
    // There and back again, the editor's note apart.
    update(&project, "case", &first);
    assert_eq!(project.read(path), noted);
    // A form that the editor changed stays, and so does the rubric.
    let report = update(&project, "case", &package("", &ITEMS, &[]));
    says(
        &report,
        &["the source no longer has `annexes/A`, but you changed it, so it was kept"],
    );
    assert_eq!(project.read(path), noted);
    accept(&project);
    // One that the editor did not change goes.
    let project = Project::empty();
    import(&project, "case", &first, &["--id", "boats"]).expect_code(0);
    let report = update(&project, "case", &package("", &ITEMS, &[]));
    says(
        &report,
        &["annexes/A.yaml (removed)", "rubric.yaml (removed)"],
    );
    assert!(!project.path(path).exists());
    accept(&project);
    // And a form that is new comes.
    let report = update(&project, "case", &first);
    says(&report, &["annexes/A  Deck work"]);
    accept(&project);
}

#[test]
fn identifiers_decide_where_codes_are_exchanged_or_used_again() {
    let project = Project::empty();
    import(
        &project,
        "case",
        &package("", &ITEMS, &[]),
        &["--id", "boats"],
    )
    .expect_code(0);
    accept(&project);
    // K1 and K2 exchange their codes, and another item has the code of K3.
    let second = [
        ("12", "K1", "Whips the end of a rope."),
        ("11", "K2", "Ties a bowline at sea."),
        ("14", "K3", "Reads the weather chart."),
    ];
    let report = update(&project, "case", &package("", &second, &[]));
    says(
        &report,
        &[
            "K1, number: K1 → K2",
            "K2, number: K2 → K1",
            "1 published requirement retired",
        ],
    );
    says(
        &project.read("handbook/content/permalinks.yaml"),
        &["id/boats/K3.html", "Coils a line"],
    );
    accept(&project);
    let lock = project.read("handbook/content/permalinks.lock");
    says(&lock, &["id/boats/K3.html", "id/boats/K3-2.html"]);
    // And back.
    update(&project, "case", &package("", &ITEMS, &[]));
    accept(&project);
    let retired = project.read("handbook/content/permalinks.yaml");
    assert!(!retired.contains("id/boats/K3.html"), "{retired}");
}

#[test]
fn own_levels_of_roles_are_followed_one_by_one() {
    let table = |levels: [&str; 2], last: &str| {
        let [one, two] = levels;
        format!(
            "id,clause,text,role,role-level
K1,Knots,Ties a bowline at sea.,Sailor,{one}
K2,Knots,Whips the end of a rope.,Sailor,{two}
{last}"
        )
    };
    let project = Project::empty();
    let columns = ["--column", "role-level=role-level", "--id", "boats"];
    import(
        &project,
        "table",
        &table(["Deckhand grade", "Bosun grade"], ""),
        &columns,
    )
    .expect_code(0);
    accept(&project);
    let path = "handbook/content/standards/boats/standard.yaml";
    let about = project.read(path);
    assert!(about.contains("id: bosun-grade"), "{about}");
    project.write(
        path,
        about.replace("en: Bosun grade}}", "en: Bosun grade}} # ours"),
    );
    let report = update(
        &project,
        "table",
        &table(
            ["Deckhand grade", "Bosun grades"],
            "K3,Knots,Coils a line for throwing.,Sailor,Mate grade\n",
        ),
    );
    says(
        &report,
        &[
            "standard.yaml, roles, sailor, levels, bosun-grade, title, en: Bosun grade → Bosun grades",
        ],
    );
    says(
        &project.read(path),
        &["id: bosun-grade", "Bosun grades", "Mate grade"],
    );
    accept(&project);
}
