//! `clausebook import skos` reads concept schemes in any syntax of RDF, and an export of one says the same.

use std::fs;

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{Run, repository, run};
use clausebook_tests::project::Project;

/// The made-up scheme with the traps of published ones.
fn fixture() -> String {
    fs::read_to_string(repository().join("tests/fixtures/imports/skills.jsonld"))
        .expect("a fixture")
}

/// Imports a file with this content into a new handbook.
fn import(name: &str, content: &str, options: &[&str]) -> (Project, Run) {
    let project = Project::empty();
    project.write(name, content);
    let (file, into) = (project.path(name), project.path("handbook"));
    let mut arguments = vec!["import", "skos", file.to_str().expect("UTF-8")];
    arguments.extend(["--into", into.to_str().expect("UTF-8")]);
    arguments.extend(options);
    let run = run(&arguments);
    (project, run)
}

/// Requires that the imported handbook has no errors and can be built. Returns its content in one text.
#[track_caller]
fn content(project: &Project) -> String {
    let (root, out) = (project.path("handbook"), project.path("site"));
    let [root, out] = [&root, &out].map(|path| path.to_str().expect("UTF-8"));
    run(["check", "--root", root]).expect_code(0);
    run(["build", "--root", root, "--out", out]).expect_code(0);
    let files = bytes(&project.path("handbook/content"));
    String::from_utf8(files.into_values().flatten().collect()).expect("UTF-8")
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for one in all {
        assert!(text.contains(one), "{one}\n{text}");
    }
}

#[test]
fn a_published_scheme_becomes_a_standard() {
    let (project, run) = import("skills.jsonld", &fixture(), &[]);
    let report = run.expect_code(0).stdout;
    says(
        &report,
        &[
            "found `Mooring and rigging` in en, de, zh: 2 clauses, 3 requirements, 1 type",
            "1 deprecated concept was not imported",
            "`Mooring and rigging` was imported; `--scheme` chooses another: `Colours` (1 concept)",
            "1 × a concept that is no longer in use (https://skills.example/K3)",
            "1 × a parent that is below its own part (https://skills.example/K2)",
            "1 × a second code (https://skills.example/K1.10)",
            "1 × another name in the same language (https://skills.example/K1.10)",
            "1 × another name, `skos:altLabel` (https://skills.example/K1.10)",
            "1 × another concept scheme, with the number of its concepts that no part was made of (https://other.example/colours)",
            "1 × the property `dct:issued` (https://skills.example/scheme)",
        ],
    );
    let content = content(&project);
    says(
        &content,
        &[
            "title: {en: Knots, de: Knoten, zh: 绳结}",
            "authority: {en: Harbour Board}",
            "url: https://licence.example/by",
            "en: Ask the board.",
            "en: Not for climbing.",
            "with one hand",
            "- en: On a bollard.\n          de: Am Poller.",
            "{to: K2, as: broader}",
            "{to: https://elsewhere.example/bowline, as: exact-match}",
            "{to: https://elsewhere.example/knots, as: broader}",
            "same_as: [https://skills.example/K1.10]",
            "title: {en: For beginners}",
            "text: {en: At all times.}",
        ],
    );
    assert!(
        !content.contains("hemp") && !content.contains("Red"),
        "{content}"
    );
    // The order is that of the codes, with 2 before 10.
    let place = |words: &str| content.find(words).expect("words");
    assert!(place("Whip a rope") < place("Tie a bowline"), "{content}");
    let (_, other) = import(
        "skills.jsonld",
        &fixture(),
        &["--scheme", "colours", "--dry-run"],
    );
    says(
        &other.expect_code(0).stdout,
        &["found `Colours` in en: 1 clause, 1 requirement"],
    );
    let (_, missing) = import("skills.jsonld", &fixture(), &["--scheme", "x"]);
    says(
        &missing.expect_code(2).stderr,
        &["the file has no concept scheme `x`", "`Colours`"],
    );
}

#[test]
fn every_syntax_is_read() {
    let turtle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://a.example/s> a skos:ConceptScheme ; skos:prefLabel \"Sails\"@en .
        <https://a.example/s/reef> a skos:Concept ; skos:prefLabel \"Reef\"@en ; skos:topConceptOf <https://a.example/s> .
        <https://a.example/s/early> skos:prefLabel \"Reef early\"@en ; skos:broader <https://a.example/s/reef> .
        <https://a.example/s/late> skos:prefLabel \"Shake out\"@en ; skos:broader <https://a.example/s/reef> .
        <https://a.example/s/order> a skos:OrderedCollection ;
          skos:memberList ( <https://a.example/s/late> <https://a.example/s/early> ) .";
    let xml = "<?xml version=\"1.0\"?><!DOCTYPE rdf:RDF [<!ENTITY a \"https://a.example/s\">]>
        <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\">
        <skos:ConceptScheme rdf:about=\"&a;\"><skos:prefLabel xml:lang=\"en\">Sails</skos:prefLabel></skos:ConceptScheme>
        <skos:Concept rdf:about=\"&a;/reef\"><skos:prefLabel xml:lang=\"en\">Reef</skos:prefLabel>
        <skos:topConceptOf rdf:resource=\"&a;\"/></skos:Concept>
        <skos:Concept rdf:about=\"&a;/late\"><skos:prefLabel xml:lang=\"en\">Shake out</skos:prefLabel>
        <skos:broader rdf:resource=\"&a;/reef\"/></skos:Concept>
        <skos:Concept rdf:about=\"&a;/early\"><skos:prefLabel xml:lang=\"en\">Reef early</skos:prefLabel>
        <skos:broader rdf:resource=\"&a;/reef\"/></skos:Concept></rdf:RDF>";
    let skos = "http://www.w3.org/2004/02/skos/core#";
    let expanded = format!(
        "[{{\"@id\":\"https://a.example/s\",\"@type\":[\"{skos}ConceptScheme\"],\"{skos}prefLabel\":[{{\"@value\":\"Sails\",\"@language\":\"en\"}}],
        \"{skos}hasTopConcept\":[{{\"@id\":\"https://a.example/s/reef\"}}]}},
        {{\"@id\":\"https://a.example/s/reef\",\"@type\":[\"{skos}Concept\"],\"{skos}prefLabel\":[{{\"@value\":\"Reef\",\"@language\":\"en\"}}],
        \"{skos}narrower\":[{{\"@id\":\"https://a.example/s/late\",\"{skos}prefLabel\":[{{\"@value\":\"Shake out\",\"@language\":\"en\"}}]}},
        {{\"@id\":\"https://a.example/s/early\",\"{skos}prefLabel\":[{{\"@value\":\"Reef early\",\"@language\":\"en\"}}]}}]}}]"
    );
    let named = "{\"@context\": [\"https://a.example/context.jsonld\", {\"@base\": \"https://a.example/s/\"}], \"id\": \"https://a.example/s\",
        \"type\": \"ConceptScheme\", \"prefLabel\": {\"en\": \"Sails\"}, \"hasTopConcept\": [{\"id\": \"reef\", \"type\": \"Concept\",
        \"prefLabel\": {\"en\": \"Reef\"}, \"narrower\": [{\"id\": \"late\", \"prefLabel\": {\"en\": \"Shake out\"}},
        {\"id\": \"early\", \"prefLabel\": {\"en\": \"Reef early\"}}]}]}";
    let mut contents = Vec::new();
    for (name, text) in [
        ("s.ttl", turtle),
        ("s.rdf", xml),
        ("s.json", &expanded),
        ("s.jsonld", named),
    ] {
        let (project, run) = import(name, text, &[]);
        let report = run.expect_code(0).stdout;
        says(&report, &["found `Sails` in en: 1 clause, 2 requirements"]);
        assert_eq!(
            report.contains("its context, https://a.example/context.jsonld, which was not fetched"),
            name == "s.jsonld",
            "{report}"
        );
        let written = content(&project);
        let is_said = |line: &&str| !line.starts_with('#');
        contents.push(
            written
                .lines()
                .filter(is_said)
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    assert!(
        contents.iter().all(|one| *one == contents[0]),
        "{contents:?}"
    );
}

#[test]
fn our_own_schemes_come_back_as_they_were() {
    let all = [
        ("small", None),
        ("profile", None),
        ("matrix", None),
        ("levels", None),
        ("grid", Some("signals")),
        ("ladders", Some("workshop")),
        ("generated", Some("cafe")),
        ("forms", Some("baking")),
    ];
    for (fixture, standard) in all {
        let root = repository().join("tests/fixtures").join(fixture);
        let project = Project::empty();
        let export = |root: &str, standard: Option<&str>| {
            let mut export = vec![
                "export",
                "skos",
                "--root",
                root,
                "--base-url",
                "https://handbook.example/",
            ];
            export.extend(
                standard
                    .into_iter()
                    .flat_map(|standard| ["--standard", standard]),
            );
            run(&export).expect_code(0).stdout
        };
        let before = export(root.to_str().expect("UTF-8"), standard);
        project.write("skos.jsonld", &before);
        let (file, into) = (project.path("skos.jsonld"), project.path("handbook"));
        let [file, into] = [&file, &into].map(|path| path.to_str().expect("UTF-8"));
        let report = run(["import", "skos", file, "--into", into])
            .expect_code(0)
            .stdout;
        assert!(!report.contains("without a place"), "{fixture}: {report}");
        run(["check", "--root", into]).expect_code(0);
        assert_eq!(export(into, None), before, "{fixture}");
    }
}

#[test]
fn flat_schemes_come_back_without_a_concept_above_and_licences_with_all_their_names() {
    let scheme = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix : <https://a.example/> .
        :s a skos:ConceptScheme ; dct:title \"Colours\"@en, \"Farben\"@de ; dct:license :by .
        :by dct:title \"May be used\"@en, \"Darf genutzt werden\"@de .
        :red a skos:Concept ; skos:prefLabel \"Red\"@en, \"Rot\"@de ; skos:topConceptOf :s ; skos:inScheme :s .
        :dark a skos:Concept ; skos:prefLabel \"Dark\"@en, \"Dunkel\"@de ; skos:topConceptOf :s ; skos:inScheme :s .";
    let (project, run) = import("x.ttl", scheme, &[]);
    run.expect_code(0);
    let written = content(&project);
    says(&written, &["May be used", "Darf genutzt werden"]);
    let export = |root: &std::path::Path| {
        let root = root.to_str().expect("UTF-8");
        let base_url = "https://handbook.example/";
        let run = clausebook_tests::program::run([
            "export",
            "skos",
            "--root",
            root,
            "--base-url",
            base_url,
        ]);
        run.expect_code(0).stdout
    };
    let exported = export(&project.path("handbook"));
    let graph: serde_json::Value = serde_json::from_str(&exported).expect("JSON");
    let nodes = graph["@graph"].as_array().expect("nodes");
    let concepts: Vec<_> = nodes
        .iter()
        .filter(|node| node["type"] == "skos:Concept")
        .collect();
    assert_eq!(concepts.len(), 2, "{exported}");
    assert!(
        concepts
            .iter()
            .all(|concept| concept["topConceptOf"] == nodes[0]["id"])
    );
    assert_eq!(nodes[0]["hasTopConcept"].as_array().map(Vec::len), Some(2));
    says(&exported, &["Darf genutzt werden"]);
    // The same again, from our own file.
    let (again, run) = import("skos.jsonld", &exported, &[]);
    run.expect_code(0);
    assert_eq!(export(&again.path("handbook")), exported);
}

#[test]
fn words_of_the_scheme_in_a_language_that_no_concept_has_do_not_break_the_handbook() {
    let scheme = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix : <https://a.example/> .
        :s a skos:ConceptScheme ; dct:title \"Colours\"@en ; dct:description \"Of things\"@en, \"Des choses\"@fr ; dct:license :by .
        :by dct:title \"May be used\"@en, \"Utilisable\"@fr .
        :red a skos:Concept ; skos:prefLabel \"Red\"@en ; skos:inScheme :s .";
    let (project, run) = import("x.ttl", scheme, &[]);
    run.expect_code(0);
    content(&project);
}

#[test]
fn files_made_to_do_harm_end_in_a_message() {
    let laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><rdf:RDF/>";
    let outside =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><rdf:RDF/>";
    let long = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"{}\">]><rdf:RDF>{}</rdf:RDF>",
        "x".repeat(100_000),
        "&a;".repeat(100_000)
    );
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!(
        "<https://a.example/> <https://a.example/p> {}.",
        "[ <https://a.example/p> ".repeat(100_000)
    );
    for (name, text, said) in [
        ("x.rdf", laughs, "entities that are made of other entities"),
        ("x.rdf", outside, "entities that are in other files"),
        ("x.rdf", &long, "the entities of the file add more than"),
        ("x.jsonld", &deep, "nested more than 200 levels"),
        ("x.ttl", &nested, "nested more than 200 levels"),
        (
            "x.ttl",
            "<https://a.example/> a",
            "line 1: this is not valid Turtle",
        ),
        ("x.jsonld", "{\"a\": ", "this is not valid JSON"),
        ("x.jsonld", "{\"a\": 1}", "no concepts of SKOS"),
        (
            "x.html",
            "<!DOCTYPE html><html></html>",
            "this is a web page",
        ),
        (
            "x.jsonld",
            "{\"@context\": \"https://a.example/c\", \"@graph\": [{\"name\": \"x\"}]}",
            "without its context, https://a.example/c",
        ),
    ] {
        let (project, run) = import(name, text, &[]);
        says(&run.expect_code(2).stderr, &[said]);
        assert!(!project.path("handbook").exists(), "nothing is written");
    }
    let circle = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://a.example/a> a skos:Concept ; skos:prefLabel \"A\" ; skos:broader <https://a.example/b>, <https://a.example/a> .
        <https://a.example/b> a skos:Concept ; skos:prefLabel \"B\" ; skos:broader <https://a.example/a> .
        <https://a.example/l> a skos:OrderedCollection ; skos:prefLabel \"L\" ; skos:memberList _:x .
        _:x <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <https://a.example/a> ;
          <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:x .";
    let (project, run) = import("x.ttl", circle, &[]);
    says(
        &run.expect_code(0).stdout,
        &[
            "1 × a parent that is below its own part",
            "1 × a concept above that is the concept itself",
        ],
    );
    content(&project);
}
