//! One cause gives one diagnostic, however much depends on it.

use std::path::Path;
use std::sync::Arc;

use clausebook::check::check_documents;
use clausebook::language::message::Message;
use clausebook::project::Sources;
use clausebook::source::diagnostic::Diagnostic;
use clausebook::source::format::lock::hash;
use clausebook::source::position::Position;
use clausebook::source::rule::Rule;

/// The small handbook with a curriculum, a posting and a change, which refer to its standard.
fn handbook() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    let mut sources = Sources::read(&root).expect("the fixture can be read");
    for (file, text) in ADDED {
        write(&mut sources, file, text);
    }
    sources
}

const ADDED: [(&str, &str); 6] = [
    ("content/curricula/first/curriculum.yaml", CURRICULUM),
    (
        "content/curricula/first/overview.en.md",
        "For beginners: [[2.1-a]] and [[2.1-b]].\n",
    ),
    ("content/curricula/first/safety.en.md", MODULE),
    ("content/curricula/first/safety.zh.md", MODULE),
    ("content/postings/shop.yaml", POSTING),
    ("content/changes.yaml", CHANGES),
];

const CURRICULUM: &str = "\
title: {zh: 课程, en: Course}
summary: {zh: 课程。, en: A course.}
provider: {zh: 学校, en: School}
mode: {zh: 面授, en: Classroom}
standard: bicycle-repair
leads_to: [{role: mechanic, level: helper}]
modules: [safety]
";

const MODULE: &str = "\
---
title: Safety
hours: 6
covers: {introduces: [2.1-a], practises: [2.1-a, 2.1-b], assesses: [2.1-b]}
---

See [[2.1-a]] and [the clause](../../bicycle-repair/2.1.html#b).
";

const POSTING: &str = "\
title: {zh: 技师, en: Mechanic}
organisation: {name: {zh: 店, en: Shop}}
place: {zh: 城, en: Town}
country: CN
published: 2026-11-16
expires: 2027-02-28
employment: full-time
standard: bicycle-repair
role: mechanic
level: helper
must: [2.1-a, 2.1-b]
description: {zh: '见 [[2.1-a]]。', en: 'See [[2.1-a]].'}
";

const CHANGES: &str = "\
- id: first
  date: 2026-11-16
  title: {zh: 更正, en: A correction}
  about: [2.1-a]
";

fn write(sources: &mut Sources, file: &str, text: &str) {
    let file: Arc<str> = file.into();
    sources.tree.files.insert(file.clone(), text.into());
    sources.documents.reread(&sources.tree, &file);
}

fn remove(sources: &mut Sources, file: &str) {
    let file: Arc<str> = file.into();
    let removed = sources.tree.files.remove(&file);
    assert!(removed.is_some(), "there is a file {file}");
    sources.documents.reread(&sources.tree, &file);
}

fn replace(sources: &mut Sources, file: &str, from: &str, to: &str) {
    let text = sources
        .tree
        .files
        .get(file)
        .expect("a file of the handbook");
    assert_eq!(
        text.matches(from).count(),
        1,
        "`{from}` occurs once in {file}"
    );
    let text = text.replace(from, to);
    write(sources, file, &text);
}

fn check(sources: &Sources) -> Vec<Diagnostic> {
    check_documents(&sources.documents, |_| None).together().1
}

fn listed(found: &[Diagnostic]) -> String {
    let lines = found.iter().map(|fault| {
        let rule = fault.rule.name();
        format!(
            "{}: {rule}: {} ({} related)",
            fault.position,
            fault.message.english(),
            fault.related.len()
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_handbook_is_sound() {
    assert_eq!(listed(&check(&handbook())), "");
}

#[test]
fn a_file_that_is_not_text_is_one_fault() {
    let sound = handbook();
    for file in sound.tree.files.keys() {
        let mut sources = sound.clone();
        remove(&mut sources, file);
        let fault = Rule::NotUtf8.at(
            &Position::file(file.clone()),
            Message::verbatim("this file is not UTF-8 text"),
            Message::verbatim("save it as UTF-8 in your editor"),
        );
        sources.documents.add_unreadable(vec![fault]);
        let found = check(&sources);
        assert_eq!(found.len(), 1, "{file}:\n{}", listed(&found));
        assert_eq!(found[0].position.file, *file);
    }
}

#[test]
fn a_file_that_is_not_yaml_is_one_fault() {
    let sound = handbook();
    for file in sound.tree.files.keys() {
        // Any text is an overview.
        if file.contains("/overview.") {
            continue;
        }
        let mut sources = sound.clone();
        write(&mut sources, file, "---\n- {\n");
        let found = check(&sources);
        assert_eq!(found.len(), 1, "{file}:\n{}", listed(&found));
        assert_eq!(found[0].position.file, *file);
    }
}

#[test]
fn a_file_that_is_missing_is_one_fault_at_most() {
    let sound = handbook();
    for file in sound.tree.files.keys() {
        let mut sources = sound.clone();
        remove(&mut sources, file);
        let found = check(&sources);
        assert!(found.len() <= 1, "{file}:\n{}", listed(&found));
    }
}

#[test]
fn a_name_that_is_changed_where_it_is_given_is_one_fault() {
    const STANDARD: &str = "content/standards/bicycle-repair/standard.yaml";
    const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
    let mut wrong = Vec::new();
    for (file, from, to, rule) in [
        (CLAUSES, "- id: 2.1\n", "- id: 2.0\n", Rule::UnknownClause),
        (
            STANDARD,
            "  - id: mechanic\n",
            "  - id: mechanics\n",
            Rule::UnknownRole,
        ),
        (
            STANDARD,
            "{id: helper,",
            "{id: helpers,",
            Rule::UnknownLevel,
        ),
        (
            STANDARD,
            "id: bicycle-repair\n",
            "id: bicycles\n",
            Rule::NameDiffersFromFile,
        ),
        (
            STANDARD,
            "language: en\n",
            "language: em\n",
            Rule::UnknownLanguage,
        ),
        (
            "content/standards/bicycle-repair/annexes/A.yaml",
            "id: A\n",
            "id: B\n",
            Rule::NameDiffersFromFile,
        ),
        (
            "content/curricula/first/curriculum.yaml",
            "standard: bicycle-repair",
            "standard: bicycles",
            Rule::UnknownStandard,
        ),
        (
            "content/handbook.yaml",
            "standards: [bicycle-repair]",
            "standards: [bicycles]",
            Rule::UnknownStandard,
        ),
        (
            "content/curricula/first/curriculum.yaml",
            "modules: [safety]",
            "modules: [safely]",
            Rule::UnknownModule,
        ),
    ] {
        let mut sources = handbook();
        replace(&mut sources, file, from, to);
        let found = check(&sources);
        let rules: Vec<Rule> = found.iter().map(|fault| fault.rule).collect();
        if rules != [rule] {
            wrong.push(format!("{from} → {to}:\n{}", listed(&found)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_places_that_name_what_is_missing_are_shown_and_counted() {
    let mut sources = handbook();
    let file = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
    replace(&mut sources, file, "- id: 2.1\n", "- id: 2.0\n");
    let found = check(&sources);
    assert_eq!(found[0].message.english(), "there is no clause `2.1`");
    let words: Vec<String> = (found[0].related.iter())
        .map(|related| related.words.english())
        .collect();
    let [first, .., last] = words.as_slice() else {
        panic!("{words:?}");
    };
    assert!(words.len() > 4, "{words:?}");
    assert_eq!([first, last], ["also named here"; 2]);
    let shown = found[0].shown_places();
    assert_eq!(shown.len(), 4);
    assert_eq!(
        shown[3].words.english(),
        format!("also named here, and in {} more places", words.len() - 4)
    );
}

#[test]
fn a_permalink_that_two_branches_published_is_one_fault() {
    let mut sources = handbook();
    let address = "id/bicycle-repair/2.1-a.html";
    let words = ["why a wheel stays true;", "how gears are shifted;"];
    let lines = words.map(|words| format!("{address} 0000000000000001 {:016x}\n", hash(&[words])));
    write(&mut sources, "content/permalinks.lock", &lines.concat());
    let wordings = words.map(|words| format!("{address} en 2026-11-20 {words}\n"));
    write(&mut sources, "content/permalinks.words", &wordings.concat());
    let found = check(&sources);
    let about_it: Vec<Diagnostic> = (found.into_iter())
        .filter(|fault| fault.rule != Rule::UnlockedPermalinks)
        .collect();
    assert_eq!(about_it.len(), 1, "{}", listed(&about_it));
    assert_eq!(about_it[0].rule, Rule::PermalinkCollision);
    assert!(
        words
            .iter()
            .all(|words| about_it[0].message.english().contains(words))
    );
}
