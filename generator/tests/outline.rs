//! A framework that shares nothing with the shipped one: its own codes and order, parts of parts, one language.

use std::path::Path;
use std::sync::Arc;

use clausebook::export::search::{Kind, records};
use clausebook::model::{Handbook, Standard};
use clausebook::project::Project;
use clausebook::render::markdown::plain;
use clausebook::site::Site;
use clausebook::source::documents::Documents;
use clausebook::source::tree::Tree;
use proptest::prelude::*;

const FOLDER: &str = "en/arithmetic/";

fn site() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/outline");
    let mut project = Project::read(&root).expect("the handbook can be read");
    let handbook = project.sources.handbook().expect("the handbook is valid");
    project.site(handbook, None).expect("the theme is valid")
}

fn page(site: &Site, path: &str) -> String {
    let address = site.find(path).unwrap_or_else(|| panic!("{path} exists"));
    let bytes = site.render(address).expect("the page can be rendered");
    String::from_utf8(bytes).expect("UTF-8")
}

/// The text of a page without its tags.
fn words(html: &str) -> String {
    let main = html.split("<main").nth(1).unwrap_or_default();
    let mut words = String::new();
    let mut is_tag = true;
    for character in main.chars() {
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if is_tag => {}
            _ => words.push(character),
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn clauses_are_in_the_order_and_the_tree_that_the_files_state() {
    let site = site();
    let standard = site.handbook().standards.iter().next().expect("a standard");
    let told: Vec<(String, Option<String>)> = standard
        .clauses
        .iter()
        .map(|clause| {
            let id = |clause: &clausebook::model::Clause| clause.id().to_string();
            (
                id(clause),
                clause.parent.map(|parent| id(&standard.clauses[parent])),
            )
        })
        .collect();
    let told: Vec<(&str, Option<&str>)> = told
        .iter()
        .map(|(id, parent)| (id.as_str(), parent.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("K", None),
            ("count", Some("K")),
            ("objects", Some("count")),
            ("few", Some("objects")),
            ("five", Some("few")),
            ("fingers", Some("five")),
            ("1", None),
            ("G3", None),
            ("3.MD", Some("G3")),
            ("3.MD.C.5", Some("3.MD")),
            ("3.MD.C", Some("3.MD")),
        ]
    );
}

#[test]
fn requirements_have_their_own_ids_and_codes_in_file_order() {
    let site = site();
    let standard = site.handbook().standards.iter().next().expect("a standard");
    let told: Vec<String> = standard
        .requirements
        .iter()
        .map(|requirement| {
            let code = requirement.code.as_deref().unwrap_or("-");
            format!(
                "{} #{} {code} [{}] {}",
                requirement.id, requirement.anchor, requirement.mark, requirement.depth
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "S1 #S1 S1 [S1] 0",
            "K1 #K1 K1 [K1] 0",
            "B1 #B1 B1 [B1] 0",
            "S2 #S2 S2 [S2] 0",
            "DR-AT1 #DR-AT1 - [b] 0",
            "3.MD.C.5.a #3.MD.C.5.a a/b [a/b] 0",
            "3.MD.C.5-b #b - [b] 0",
            "3.MD.C.5-b-a #b-a - [1] 1",
            "3.MD.C.5-b-a-a #b-a-a - [] 2",
            "3.MD.C.5-b-a-b #b-a-b - [] 2",
            "metres #metres - [2] 1",
        ]
    );
    for requirement in &standard.requirements {
        let permalink = format!("id/arithmetic/{}.html", requirement.id);
        assert!(site.find(&permalink).is_some(), "{permalink}");
        let clause = standard.clauses[requirement.clause].id();
        let html = page(&site, &format!("{FOLDER}{clause}.html"));
        let anchor = format!("id=\"{}\"", requirement.anchor);
        assert_eq!(html.matches(&anchor).count(), 1, "{clause}: {anchor}");
    }
}

#[test]
fn only_stated_numbers_are_printed() {
    let site = site();
    let contents = words(&page(&site, &format!("{FOLDER}index.html")));
    assert!(
        contents.contains(
            "幼 Kindergarten 3 D&amp;E Counting 3 Objects 3 Few objects 3 Up to five 3 数 5 Fingers 3 \
             一年级 Grade 1 2 3 Grade 3 6 Grade 3 / MD Measuring 6 3.MD.C.5 Area 6 Money"
        ),
        "{contents}"
    );
    let clause = page(&site, &format!("{FOLDER}fingers.html"));
    assert!(clause.contains("<title>数 5 Fingers"), "{clause}");
    let deep = words(&clause);
    assert!(
        deep.contains(
            "Home Contents 幼 Kindergarten D&amp;E Counting Objects Few objects Up to five"
        ),
        "{deep}"
    );
    let numbers = [
        "幼",
        "D&amp;E",
        "数 5",
        "一年级",
        "3",
        "Grade 3 / MD",
        "3.MD.C.5",
        "S1",
        "K1",
        "B1",
        "S2",
        "a/b",
        "3.MD.C.5-b",
        "3.MD.C.5-b-a",
        "3.MD.C.5-b-a-a",
        "3.MD.C.5-b-a-b",
        "一年级-b",
        "3.MD.C.5-b-b",
        "",
        // The marks of requirements within their clause, in the self-check.
        "b",
        "1",
        "2",
    ];
    for address in site.map.addresses() {
        if !address.path.starts_with(FOLDER) || !address.path.ends_with(".html") {
            continue;
        }
        let html = page(&site, &address.path);
        for part in html.split("class=\"number\"").skip(1) {
            let shown = part.split_once('>').map_or("", |(_, rest)| rest);
            let shown = shown.split('<').next().unwrap_or_default();
            assert!(numbers.contains(&shown), "{}: {shown}", address.path);
        }
    }
}

#[test]
fn the_search_finds_printed_numbers() {
    let site = site();
    let handbook = site.handbook();
    let language = &handbook.languages.as_slice()[0];
    let all = records(handbook, language, &|_, key| key.to_owned(), &plain);
    let numbers = |kind: Kind| -> Vec<&str> {
        let records = all.iter().filter(|record| record.kind == kind);
        records.map(|record| record.number.as_str()).collect()
    };
    assert_eq!(
        numbers(Kind::Clause),
        [
            "幼",
            "D&E",
            "",
            "",
            "",
            "数 5",
            "一年级",
            "3",
            "Grade 3 / MD",
            "3.MD.C.5",
            ""
        ]
    );
    assert_eq!(
        numbers(Kind::Requirement),
        ["S1", "K1", "B1", "S2", "", "a/b", "", "", "", "", ""]
    );
    let stem = all
        .iter()
        .find(|record| record.path.ends_with("3.MD.C.5.html#b"))
        .expect("the record of a requirement with parts");
    assert_eq!(stem.text, "an area is counted in squares:");
}

#[test]
fn requirements_with_the_same_words_are_found() {
    let site = site();
    let html = page(&site, "id/arithmetic/B1.html");
    assert!(html.contains(">S2</a>"), "{html}");
}

/// The standard of a handbook with these files of clauses.
fn standard(clauses: &str) -> Arc<Standard> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/outline");
    let mut tree = Project::read(&root)
        .expect("the handbook can be read")
        .sources
        .tree;
    tree.files.retain(|file, _| !file.contains("/clauses/"));
    let file = "content/standards/arithmetic/clauses/all.yaml";
    tree.files.insert(file.into(), clauses.into());
    let handbook = Handbook::build(&Documents::read(&Tree {
        files: tree.files,
        ..Tree::default()
    }));
    handbook
        .standards
        .iter()
        .next()
        .expect("a standard")
        .clone()
}

/// The clauses and requirements with their places.
fn told(standard: &Standard) -> Vec<String> {
    let mut told = Vec::new();
    for clause in &standard.clauses {
        let parent = clause
            .parent
            .map(|parent| standard.clauses[parent].id().to_string());
        let requirements = standard.requirements_of(clause).iter();
        let requirements: Vec<&str> = requirements.map(|requirement| &*requirement.id).collect();
        told.push(format!(
            "{} {parent:?} {} {requirements:?}",
            clause.id(),
            clause.within
        ));
    }
    told
}

/// A random forest in document order: the position of each node's parent.
fn forest() -> impl Strategy<Value = Vec<Option<usize>>> {
    prop::collection::vec(0usize..6, 1..24).prop_map(|steps| {
        let mut parents: Vec<Option<usize>> = Vec::new();
        for up in steps {
            let mut parent = parents.len().checked_sub(1);
            for _ in 0..up {
                parent = parent.and_then(|place| parents[place]);
            }
            parents.push(parent);
        }
        parents
    })
}

fn numbers(parents: &[Option<usize>]) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for (place, parent) in parents.iter().enumerate() {
        let before = parents[..place].iter().filter(|other| *other == parent);
        let count = before.count() + 1;
        numbers.push(match parent {
            Some(parent) => format!("{}.{count}", numbers[*parent]),
            None => count.to_string(),
        });
    }
    numbers
}

fn clause(id: &str, parent: Option<&str>) -> String {
    let parent = parent.map_or(String::new(), |parent| format!("  parent: {parent}\n"));
    format!(
        "- id: {id}\n{parent}  title: {{en: Title {id}}}\n  requirements:\n  - text: {{en: text {id}}}\n    requirements: [{{text: {{en: part}}}}]\n"
    )
}

fn nested(parents: &[Option<usize>], numbers: &[String], above: Option<usize>) -> String {
    let mut text = String::new();
    for place in 0..parents.len() {
        if parents[place] == above {
            text.push_str(&clause(&numbers[place], None));
            let inner = nested(parents, numbers, Some(place));
            if !inner.is_empty() {
                text.push_str("  clauses:\n");
                text.extend(inner.lines().map(|line| format!("  {line}\n")));
            }
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// One standard is the same whether its clauses are numbered, nested or written with parents.
    #[test]
    fn a_standard_is_the_same_however_its_tree_is_written(parents in forest()) {
        let numbers = numbers(&parents);
        let dotted: String = numbers.iter().map(|id| clause(id, None)).collect();
        let stated: String = numbers
            .iter()
            .zip(&parents)
            .map(|(id, parent)| clause(id, parent.map(|parent| numbers[parent].as_str())))
            .collect();
        let expected = standard(&dotted);
        prop_assert_eq!(expected.requirements.len(), 2 * parents.len());
        prop_assert_eq!(told(&standard(&nested(&parents, &numbers, None))), told(&expected));
        prop_assert_eq!(told(&standard(&stated)), told(&expected));
    }
}

#[test]
fn what_a_requirement_has_is_on_its_clause_page_and_at_its_permalink() {
    let site = site();
    let clause = words(&page(&site, &format!("{FOLDER}fingers.html")));
    let permalink = words(&page(&site, "id/arithmetic/S1.html"));
    for part in [
        "Three fingers for three apples.",
        "Skill",
        "Weight (points)2.5",
        "Comes beforeK1 names the number of fingers shown;",
        "Counting in another outline",
        "Same as",
    ] {
        assert!(clause.contains(part), "{part}: {clause}");
        assert!(permalink.contains(part), "{part}: {permalink}");
    }
    assert!(permalink.contains("RolePupils · Helpers"), "{permalink}");
    assert!(
        permalink.contains("LevelFirst half · Second half"),
        "{permalink}"
    );
    let descriptors = words(&page(&site, "id/arithmetic/DR-AT1.html"));
    for part in [
        "Counting back",
        "First halfCounts back from ten.",
        "Second halfCounts back from twenty",
        "without help.",
    ] {
        assert!(descriptors.contains(part), "{part}: {descriptors}");
    }
}

#[test]
fn requirements_are_asked_by_their_own_roles_and_levels() {
    let site = site();
    let standard = site.handbook().standards.iter().next().expect("a standard");
    let asked = |role: &str, level: &str| -> Vec<String> {
        let asked = standard.asked(Some(role), Some(level)).into_iter();
        asked
            .map(|index| standard.requirements[index].id.to_string())
            .collect()
    };
    // What names neither a role nor a level is asked of everybody at every level.
    let of_everybody = [
        "S2",
        "DR-AT1",
        "3.MD.C.5.a",
        "3.MD.C.5-b",
        "3.MD.C.5-b-a",
        "3.MD.C.5-b-a-a",
        "3.MD.C.5-b-a-b",
        "metres",
    ];
    for role in ["pupil", "helper"] {
        for level in ["first", "second"] {
            let asked = asked(role, level);
            let shared = asked
                .iter()
                .filter(|id| of_everybody.contains(&id.as_str()));
            assert_eq!(shared.count(), of_everybody.len(), "{role} {level}");
            let own: Vec<&str> = (asked.iter().map(String::as_str))
                .filter(|id| !of_everybody.contains(id))
                .collect();
            let is_second_helper = (role, level) == ("helper", "second");
            let expected: &[&str] = if is_second_helper {
                &["S1", "K1", "B1"]
            } else {
                &["S1", "K1"]
            };
            assert_eq!(own, expected, "{role} {level}");
        }
    }
    let level = page(&site, &format!("{FOLDER}role/helper/second.html"));
    for id in ["S1", "K1", "B1"] {
        assert_eq!(
            level.matches(&format!("<li id=\"{id}\"")).count(),
            1,
            "{id}"
        );
    }
    let pupils = page(&site, &format!("{FOLDER}role/pupil/second.html"));
    assert!(!pupils.contains("<li id=\"B1\""), "{pupils}");
}

#[test]
fn what_was_read_is_written_as_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/outline");
    let sources = Project::read(&root)
        .expect("the handbook can be read")
        .sources;
    let written = |tree: &Tree| -> Vec<(String, String)> {
        let documents = Documents::read(tree);
        let all = documents.iter();
        all.map(|(file, document)| (file.to_string(), document.write()))
            .collect()
    };
    let once = written(&sources.tree);
    let files = once
        .iter()
        .map(|(file, text)| (file.as_str().into(), text.as_str().into()));
    let again = written(&Tree {
        files: files.collect(),
        ..Tree::default()
    });
    assert_eq!(once, again);
    let clauses = once
        .iter()
        .map(|(_, text)| text.matches("clauses:").count());
    assert_eq!(clauses.sum::<usize>(), 5);
}
