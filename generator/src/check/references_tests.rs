//! Tests of the rule on references.

use crate::check::testing::{and, diagnostics, found, sound, with};

#[test]
fn what_does_not_exist_is_found_where_it_is_named() {
    for (file, from, to, expected) in [
        (
            "standard.yaml",
            "clause: 2.2}",
            "clause: 2.9}",
            "standard.yaml:17:55: there is no clause `2.9`",
        ),
        (
            "rubric.yaml",
            "clause: 3",
            "clause: 33",
            "rubric.yaml:1:9: there is no clause `33`",
        ),
        (
            "glossary.yaml",
            "  pinyin: dianpuzhuang",
            "  not_in: [2.1, 7]\n  pinyin: dianpuzhuang",
            "glossary.yaml:6:17: there is no clause `7`",
        ),
        (
            "rubric.yaml",
            "dimension: literacy",
            "dimension: literary",
            "rubric.yaml:4:31: there is no dimension `literary`",
        ),
        (
            "rubric.yaml",
            "[literacy, skills-junior]",
            "[literacy, skill-junior]",
            "rubric.yaml:8:38: the rubric has no row `skill-junior`",
        ),
        (
            "clauses/01.yaml",
            "printed_after: 2.1",
            "printed_after: 2.7",
            "clauses/01.yaml:7:180: there is no clause `2.7`",
        ),
        (
            "clauses/02.yaml",
            "  role: seller\n  level: junior",
            "  role: sailor\n  level: junior",
            "clauses/02.yaml:15:9: there is no role `sailor`",
        ),
        (
            "clauses/02.yaml",
            "level: junior",
            "level: juniors",
            "clauses/02.yaml:16:10: there is no level `juniors`",
        ),
        (
            "clauses/02.yaml",
            "dimension: literacy",
            "dimension: x",
            "clauses/02.yaml:5:14: there is no dimension `x`",
        ),
        (
            "clauses/02.yaml",
            "band: senior",
            "band: seniors",
            "clauses/02.yaml:29:9: there is no band `seniors`",
        ),
        (
            "annexes/A.yaml",
            "restates: 2.2.1-a",
            "restates: 2.2.1-b",
            "annexes/A.yaml:23:57: there is no requirement `2.2.1-b`",
        ),
        (
            "annexes/A.yaml",
            "summarises: [2.1-a]",
            "summarises: [2.1-a, 9-a]",
            "annexes/A.yaml:18:61: there is no requirement `9-a`",
        ),
        (
            "annexes/A.yaml",
            "before: skills-senior",
            "before: skills",
            "annexes/A.yaml:29:13: this form has no row `skills`",
        ),
        (
            "annexes/A.yaml",
            "repeats: [skills-junior]",
            "repeats: [x]",
            "annexes/A.yaml:31:15: this form has no row `x`",
        ),
    ] {
        let tree = with(file, from, to);
        assert_eq!(found(&tree), [format!("content/standards/demo/{expected}")]);
        // The place is that of the name itself.
        let at = &diagnostics(&tree)[0].position;
        let line = tree.files[&at.file].lines().nth(at.line as usize - 1);
        let rest: String = line
            .expect("a line")
            .chars()
            .skip(at.column as usize - 1)
            .collect();
        let name = expected.split('`').nth(1).expect("a name");
        assert!(rest.starts_with(name), "{rest}");
    }
}

#[test]
fn the_help_says_what_was_meant() {
    let help = |file, from, to| diagnostics(&with(file, from, to))[0].help.english();
    assert_eq!(
        help("rubric.yaml", "dimension: literacy", "dimension: literary"),
        "did you mean `literacy`?"
    );
    assert_eq!(
        help(
            "annexes/A.yaml",
            "summarises: [2.1-a]",
            "summarises: [2.1-c]"
        ),
        "the clause `2.1` has the requirements `2.1-a` to `2.1-b`"
    );
    assert_eq!(
        help("annexes/A.yaml", "summarises: [2.1-a]", "summarises: [2.1]"),
        "write the clause and the letter of the requirement, as in `2.1-a`"
    );
    assert_eq!(
        help("annexes/A.yaml", "restates: 2.2.1-a", "restates: 2.2.7-a"),
        "there is no clause `2.2.7`; did you mean `2.2.1`?"
    );
}

/// The standard with its dimensions on two named axes.
fn with_axes() -> crate::source::tree::Tree {
    with(
        "standard.yaml",
        "  - {id: literacy, title: {zh: 素养, en: Literacy}, clause: 2.1}\n  - {id: skills, title: {zh: 技能, en: Skills}, clause: 2.2}\n",
        "  - id: side\n    title: {zh: 侧面, en: Side}\n    values:\n      - {id: literacy, title: {zh: 素养, en: Literacy}, clause: 2.1}\n  - id: matter\n    title: {zh: 对象, en: Matter}\n    values:\n      - {id: skills, title: {zh: 技能, en: Skills}, clause: 2.2}\n",
    )
}

#[test]
fn the_values_of_all_axes_are_known_and_the_names_of_axes_are_no_values() {
    assert_eq!(found(&with_axes()), Vec::<String>::new());
    let both = and(
        with_axes(),
        "clauses/02.yaml",
        "dimension: literacy",
        "dimension: [literacy, skills]",
    );
    assert_eq!(found(&both), Vec::<String>::new());
    let axis = and(
        with_axes(),
        "clauses/02.yaml",
        "dimension: literacy",
        "dimension: matter",
    );
    assert_eq!(
        found(&axis),
        ["content/standards/demo/clauses/02.yaml:5:14: there is no dimension `matter`"]
    );
    assert!(
        diagnostics(&axis)[0].help.english().contains("`skills`"),
        "{}",
        diagnostics(&axis)[0].help.english()
    );
}

#[test]
fn an_axis_has_values_and_no_two_axes_share_one() {
    let empty = and(
        with_axes(),
        "standard.yaml",
        "    values:\n      - {id: skills",
        "    values: []\n  - id: other\n    title: {zh: 其他, en: Other}\n    values:\n      - {id: skills",
    );
    assert_eq!(
        found(&empty),
        ["content/standards/demo/standard.yaml:20:9: the axis `matter` has no values"]
    );
    let shared = and(
        with_axes(),
        "standard.yaml",
        "      - {id: skills",
        "      - {id: literacy, title: {zh: 素养, en: Literacy}}\n      - {id: skills",
    );
    assert_eq!(
        found(&shared),
        ["content/standards/demo/standard.yaml:23:14: there are two dimensions `literacy`"]
    );
    let mixed = and(
        with_axes(),
        "standard.yaml",
        "levels:",
        "  - {id: plain, title: {zh: 无轴, en: Plain}}\nlevels:",
    );
    assert_eq!(
        found(&mixed),
        ["content/standards/demo/standard.yaml:24:5: an axis must have the key `values`"]
    );
}

#[test]
fn a_file_that_cannot_be_read_is_one_fault() {
    let tree = with("clauses/02.yaml", "- id: 2.2.2", "- id: [2.2.2");
    assert_eq!(found(&tree).len(), 1, "{:?}", found(&tree));
    let tree = with("annexes/A.yaml", "id: A", "id: [");
    assert_eq!(found(&tree).len(), 1, "{:?}", found(&tree));
    let tree = with("rubric.yaml", "clause: 3", "claws: 3");
    assert_eq!(found(&tree).len(), 1, "{:?}", found(&tree));
    let tree = and(sound(), "standard.yaml", "id: demo", "id: [");
    assert_eq!(found(&tree).len(), 1, "{:?}", found(&tree));
}
