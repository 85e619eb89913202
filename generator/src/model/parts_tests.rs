use std::fmt::Write as _;

use crate::check::testing::sound;
use crate::index::{ClauseIndex, StandardIndex};
use crate::model::parts::{Division, PartName, Parts};
use crate::model::{Handbook, Standard};
use crate::source::documents::Documents;

/// A standard with such clauses besides others, each with so many requirements of so many characters.
fn standard(clauses: &[(&str, usize)], length: usize) -> std::sync::Arc<Standard> {
    let mut text = String::new();
    let words = "a".repeat(length);
    for (id, count) in clauses {
        let _ = writeln!(text, "- id: {id}\n  title: {{zh: 条, en: Clause}}");
        if *count > 0 {
            let _ = writeln!(text, "  requirements:");
        }
        for place in 0..*count {
            let _ = writeln!(
                text,
                "    - {{id: r{id}-{place}, text: {{zh: 甲, en: {words}}}}}"
            );
        }
    }
    let mut tree = sound();
    tree.files
        .insert("content/standards/demo/clauses/09.yaml".into(), text.into());
    let handbook = Handbook::build(&Documents::read(&tree));
    handbook.standards[StandardIndex::at(0)].clone()
}

/// The name of each part, the first of its clauses, and the number of its requirements.
fn parts(standard: &Standard, division: &Division) -> Vec<(String, String, usize)> {
    let id = |clause: ClauseIndex| standard.clauses[clause].id().to_string();
    let name = |name: PartName| match name.requirement {
        Some(requirement) => standard.requirements[requirement].id.to_string(),
        None => id(name.clause),
    };
    let parts = division.parts().iter();
    let parts = parts.map(|part| (name(part.name), id(part.first), part.count));
    parts.collect()
}

/// The parts of the whole text of such a standard that begin in the added clauses.
fn added(clauses: &[(&str, usize)], length: usize) -> Vec<(String, String, usize)> {
    let standard = standard(clauses, length);
    let division = &standard.parts().text;
    // Each clause begins in exactly one part, and each requirement is in exactly one.
    if !division.is_empty() {
        let parts = division.parts().iter();
        let pieces = parts.flat_map(|part| division.pieces(&standard, part.name));
        let pieces: Vec<_> = pieces.collect();
        let begun = pieces.iter().filter(|piece| piece.begins);
        assert!(
            begun
                .map(|piece| piece.clause)
                .eq(standard.clauses.indices())
        );
        let held = pieces.iter().flat_map(|piece| piece.requirements.clone());
        assert!(held.eq(standard.requirements.indices()));
        for part in division.parts() {
            for piece in division.pieces(&standard, part.name) {
                for requirement in piece.requirements {
                    assert_eq!(
                        division.of_requirement(piece.clause, requirement),
                        Some(part)
                    );
                }
            }
        }
    }
    let mut parts = parts(&standard, division);
    parts.retain(|(name, ..)| name.trim_start_matches('r').starts_with(['7', '8']));
    parts
}

fn named(expected: &[(&str, &str, usize)]) -> Vec<(String, String, usize)> {
    let expected = expected.iter();
    expected
        .map(|(name, first, count)| ((*name).to_owned(), (*first).to_owned(), *count))
        .collect()
}

#[test]
fn a_short_standard_has_no_parts() {
    assert_eq!(
        *standard(&[("7", 20), ("8", 20)], 100).parts(),
        Parts::default()
    );
}

#[test]
fn a_long_standard_is_divided_by_outermost_clauses() {
    assert_eq!(
        added(&[("7", 0), ("7.1", 30), ("7.2", 20), ("8", 70)], 2_000),
        named(&[("7", "7", 50), ("8", "8", 70)])
    );
}

#[test]
fn the_length_of_texts_decides_as_their_number_does() {
    let clauses = [("7", 90), ("8", 90)];
    assert_eq!(added(&clauses, 10), []);
    assert_eq!(added(&clauses, 1_500).len(), 2);
}

#[test]
fn a_long_clause_is_divided_by_its_children() {
    assert_eq!(
        added(
            &[
                ("7", 0),
                ("7.1", 0),
                ("7.1.1", 60),
                ("7.1.2", 60),
                ("7.2", 3),
                ("8", 20)
            ],
            2_000
        ),
        named(&[
            ("7.1.1", "7", 60),
            ("7.1.2", "7.1.2", 60),
            ("7.2", "7.2", 3),
            ("8", "8", 20)
        ])
    );
    // A clause with requirements of its own that is divided has a part for these.
    assert_eq!(
        added(&[("7", 2), ("7.1", 60), ("7.2", 60)], 2_000),
        named(&[("7", "7", 2), ("7.1", "7.1", 60), ("7.2", "7.2", 60)])
    );
}

#[test]
fn a_flat_clause_is_divided_by_its_requirements() {
    let clauses = [("7", 5), ("8", 1)];
    let expected = named(&[
        ("7", "7", 2),
        ("r7-2", "7", 2),
        ("r7-4", "7", 1),
        ("8", "8", 1),
    ]);
    assert_eq!(added(&clauses, 80_000), expected);
    let standard = standard(&clauses, 80_000);
    // The page of the clause itself is divided too, and no other.
    assert_eq!(parts(&standard, &standard.parts().clauses), expected[..3]);
    let [seven, eight] = ["7", "8"].map(|id| standard.clause_index(id).unwrap());
    assert_eq!(standard.pages_of_clause(seven).len(), 3);
    assert_eq!(standard.pages_of_clause(eight).len(), 0);
}

#[test]
fn the_parts_of_very_many_clauses_are_listed_by_their_first_clauses() {
    let ids: Vec<String> = (1..=700).map(|place| format!("7.{place}")).collect();
    let mut clauses = vec![("7", 0)];
    clauses.extend(ids.iter().map(|id| (id.as_str(), 1)));
    let standard = standard(&clauses, 1_000);
    let division = &standard.parts().text;
    let listed = standard.clauses.indices();
    let listed: Vec<_> = listed
        .filter(|clause| division.lists(&standard, *clause))
        .collect();
    let mut expected: Vec<_> = division
        .parts()
        .iter()
        .map(|part| part.name.clause)
        .collect();
    expected.extend(standard.clause_index("7"));
    expected.sort_unstable();
    expected.dedup();
    let above = |clause: &ClauseIndex| !standard.clauses[*clause].children.is_empty();
    let named = listed
        .iter()
        .filter(|clause| !above(clause) || expected.contains(clause));
    assert!(named.copied().eq(expected.iter().copied()));
}

#[test]
fn very_many_clauses_are_listed_on_several_pages() {
    let ids: Vec<String> = (1..=700).map(|place| format!("7.{place}")).collect();
    let mut clauses = vec![("7", 0)];
    clauses.extend(ids.iter().map(|id| (id.as_str(), 0)));
    let standard = standard(&clauses, 10);
    let seven = standard.clause_index("7");
    let runs = standard.clause_runs(seven);
    assert!(runs.len() > 1);
    let all = runs.iter().copied().flatten().copied();
    assert!(all.eq(standard.clauses[seven.unwrap()].children.iter().copied()));
    // The first page is that of the clause itself.
    let further: Vec<ClauseIndex> = standard
        .further_runs()
        .iter()
        .map(|name| name.clause)
        .collect();
    let firsts: Vec<ClauseIndex> = runs.iter().skip(1).map(|run| run[0]).collect();
    assert_eq!(further, firsts);
    assert_eq!(standard.clause_runs(None).len(), 1);
}

#[test]
fn many_small_clauses_share_pages() {
    let ids: Vec<String> = (1..=60).map(|place| format!("7.{place}")).collect();
    let mut clauses = vec![("7", 0)];
    clauses.extend(ids.iter().map(|id| (id.as_str(), 1)));
    let parts = added(&clauses, 5_000);
    assert_eq!(parts.iter().map(|(.., count)| count).sum::<usize>(), 60);
    assert_eq!(parts.len(), 2, "{parts:?}");
}
