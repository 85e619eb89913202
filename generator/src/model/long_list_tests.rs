use std::fmt::Write as _;
use std::sync::Arc;

use crate::index::StandardIndex;
use crate::model::{Handbook, Standard};
use crate::source::documents::Documents;
use crate::source::tree::Tree;

const HANDBOOK: &str = "\
title: {en: Handbook}
languages: [{id: en, tag: en, name: English}]
readings: [en]
standards: [demo]
";

/// Whether the self-checks of a role that asks for all of so many requirements, and of one that asks for ten, are long.
fn long_checks(requirements: usize, length: usize) -> [bool; 2] {
    long_lists(requirements, length).map(|(check, _)| check)
}

/// Whether the pickers of these roles are long.
fn long_pickers(requirements: usize, length: usize) -> [bool; 2] {
    long_lists(requirements, length).map(|(_, picker)| picker)
}

fn long_lists(requirements: usize, length: usize) -> [(bool, bool); 2] {
    let mut about = String::from("id: demo\nlanguage: en\ntitle: {en: Demo}\nroles:\n");
    for (role, count) in [("all", requirements), ("ten", 10)] {
        writeln!(about, "  - id: {role}\n    title: {{en: Role}}\n    asks:").unwrap();
        for place in 0..count {
            writeln!(about, "      - {{to: r{place}}}").unwrap();
        }
    }
    let mut clauses = String::from("- id: 1\n  title: {en: Clause}\n  requirements:\n");
    for place in 0..requirements {
        let words = "a".repeat(length);
        writeln!(clauses, "    - {{id: r{place}, text: {{en: {words}}}}}").unwrap();
    }
    let standard = standard_of(&about, &clauses);
    let is_long = |role| {
        (
            standard.has_long_check(Some(role)),
            standard.has_long_picker(role),
        )
    };
    ["all", "ten"].map(is_long)
}

/// The standard that is described by `about` and has `clauses`.
fn standard_of(about: &str, clauses: &str) -> Arc<Standard> {
    let mut tree = Tree::default();
    for (path, text) in [
        ("content/handbook.yaml", HANDBOOK.to_owned()),
        ("content/standards/demo/standard.yaml", about.to_owned()),
        ("content/standards/demo/clauses/1.yaml", clauses.to_owned()),
    ] {
        tree.files.insert(path.into(), text.into());
    }
    let handbook = Handbook::build(&Documents::read(&tree));
    handbook.standards[StandardIndex::at(0)].clone()
}

#[test]
fn a_self_check_is_long_by_its_own_texts() {
    assert_eq!(long_checks(100, 100), [false, false]);
    assert_eq!(long_checks(100, 2_500), [true, false]);
}

#[test]
fn many_requirements_are_long_however_short_they_are() {
    assert_eq!(long_checks(390, 5), [false, false]);
    assert_eq!(long_checks(410, 5), [true, false]);
}

#[test]
fn a_picker_is_long_by_its_texts_and_its_data() {
    assert_eq!(long_pickers(300, 40), [false, false]);
    assert_eq!(long_pickers(300, 400), [true, false]);
    assert_eq!(long_checks(300, 400), [false, false]);
    assert_eq!(long_pickers(410, 5), [true, false]);
}

#[test]
fn a_picker_is_long_by_its_descriptors() {
    let long = |length: usize| {
        let words = "a".repeat(length);
        let about = "id: demo\nlanguage: en\ntitle: {en: Demo}\nlevels: [{id: one, title: {en: One}}]\n\
            roles: [{id: all, title: {en: Role}}]\n";
        let mut clauses = String::from("- id: 1\n  title: {en: Clause}\n  requirements:\n");
        for place in 0..100 {
            let text = "text: {en: a}";
            writeln!(
                clauses,
                "    - {{id: r{place}, {text}, levels: {{one: {{en: {words}}}}}}}"
            )
            .unwrap();
        }
        standard_of(about, &clauses).has_long_picker("all")
    };
    assert_eq!([long(100), long(2_500)], [false, true]);
}
