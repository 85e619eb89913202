use std::fmt::Write as _;

use crate::check::testing::sound;
use crate::index::{ClauseIndex, StandardIndex};
use crate::model::Handbook;
use crate::source::documents::Documents;

/// The clause that each part is named after, the first of its clauses, and the number of its requirements, in a standard
/// with such clauses, each with so many requirements.
fn parts(clauses: &[(&str, usize)]) -> Vec<(String, String, usize)> {
    let mut text = String::new();
    for (id, count) in clauses {
        let _ = writeln!(text, "- id: {id}\n  title: {{zh: 条, en: Clause}}");
        if *count > 0 {
            let _ = writeln!(text, "  requirements:");
        }
        for place in 0..*count {
            let _ = writeln!(text, "    - {{id: r{id}-{place}, text: {{zh: 甲, en: A}}}}");
        }
    }
    let mut tree = sound();
    tree.files
        .insert("content/standards/demo/clauses/09.yaml".into(), text.into());
    let handbook = Handbook::build(&Documents::read(&tree));
    let standard = &handbook.standards[StandardIndex::at(0)];
    let name = |clause: ClauseIndex| standard.clauses[clause].id().to_string();
    let parts = standard.parts().iter();
    let parts = parts.map(|part| (name(part.clause), name(part.first), part.count));
    let parts: Vec<_> = parts.collect();
    // Each clause is in exactly one part.
    let all = standard
        .parts()
        .iter()
        .flat_map(|part| standard.clauses_of_part(part.clause));
    if !parts.is_empty() {
        assert!(all.eq(standard.clauses.indices()));
        let total: usize = parts.iter().map(|(.., count)| count).sum();
        assert_eq!(total, standard.requirements.len());
    }
    parts
}

/// The parts among those of [`parts`] that begin in the added clauses.
fn added(clauses: &[(&str, usize)]) -> Vec<(String, String, usize)> {
    let mut parts = parts(clauses);
    parts.retain(|(clause, ..)| clause.starts_with('7') || clause.starts_with('8'));
    parts
}

fn named(expected: &[(&str, &str, usize)]) -> Vec<(String, String, usize)> {
    let expected = expected.iter();
    expected
        .map(|(clause, first, count)| ((*clause).to_owned(), (*first).to_owned(), *count))
        .collect()
}

#[test]
fn a_short_standard_has_no_parts() {
    assert!(parts(&[("7", 20), ("8", 20)]).is_empty());
}

#[test]
fn a_long_standard_is_divided_by_outermost_clauses() {
    assert_eq!(
        added(&[("7", 0), ("7.1", 100), ("7.2", 150), ("8", 300)]),
        named(&[("7", "7", 250), ("8", "8", 300)])
    );
}

#[test]
fn a_long_clause_is_divided_by_its_children() {
    assert_eq!(
        added(&[
            ("7", 0),
            ("7.1", 0),
            ("7.1.1", 300),
            ("7.1.2", 300),
            ("7.2", 3),
            ("8", 20)
        ]),
        named(&[
            ("7.1.1", "7", 300),
            ("7.1.2", "7.1.2", 300),
            ("7.2", "7.2", 3),
            ("8", "8", 20)
        ])
    );
    // A clause with requirements of its own that is divided has a part for these.
    assert_eq!(
        added(&[("7", 2), ("7.1", 300), ("7.2", 300)]),
        named(&[("7", "7", 2), ("7.1", "7.1", 300), ("7.2", "7.2", 300)])
    );
}

#[test]
fn a_flat_clause_is_not_divided() {
    assert_eq!(
        added(&[("7", 900), ("8", 1)]),
        named(&[("7", "7", 900), ("8", "8", 1)])
    );
}
