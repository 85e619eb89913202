//! Tests of the rules on curricula, and a sound curriculum for them.

use crate::check::testing::{adding, and, diagnostics, found, sound};
use crate::source::tree::Tree;

const ABOUT: &str = "content/curricula/first/curriculum.yaml";
const FIRST_ZH: &str = "content/curricula/first/01-open.zh.md";
const FIRST_EN: &str = "content/curricula/first/01-open.en.md";

/// The sound handbook with a sound curriculum.
pub(crate) fn course() -> Tree {
    let files = [
        (
            ABOUT,
            "title: {zh: 入门, en: First steps}
summary: {zh: 开店。, en: To open a shop.}
standard: demo
provider: {zh: 学校, en: A school}
mode: {zh: 面授, en: Classroom}
leads_to: [{role: seller, level: junior}]
modules: [01-open, 02-sell]
",
        ),
        ("content/curricula/first/overview.zh.md", "见[[2.1-a]]。\n"),
        (
            FIRST_ZH,
            "---
title: 开店
hours: 2
covers: {introduces: [2.1-a..b], assesses: [2.2.1]}
outcomes: [能开店]
---

见[第2.1条](../../demo/2.1.html#b)。
",
        ),
        (
            FIRST_EN,
            "---
title: Opening
hours: 2
resources: [{title: A shop, url: https://example.org/}]
---

See [[2.2.1-a]] and [the next](02-sell.html).
",
        ),
        (
            "content/curricula/first/02-sell.en.md",
            "---
title: Selling
hours: 1.5
prerequisites: [01-open]
---
",
        ),
    ];
    files
        .into_iter()
        .fold(sound(), |tree, (file, text)| adding(tree, file, text))
}

/// `tree` with `from` replaced by `to` in `file`.
pub(crate) fn replaced(tree: Tree, file: &str, from: &str, to: &str) -> Tree {
    and(tree, file, from, to)
}

fn fault(file: &str, from: &str, to: &str) -> Vec<String> {
    let tree = and(course(), file, from, to);
    let found = found(&tree);
    for diagnostic in diagnostics(&tree) {
        assert!(
            !diagnostic.help.is_empty(),
            "{}",
            diagnostic.message.english()
        );
    }
    found
}

#[test]
fn a_sound_curriculum_is_silent() {
    assert!(found(&course()).is_empty(), "{:?}", found(&course()));
}

#[test]
fn what_a_curriculum_names_exists() {
    for (from, to, expected) in [
        (
            "standard: demo",
            "standard: dome",
            ":3:11: there is no standard `dome`",
        ),
        (
            "role: seller",
            "role: sailor",
            ":6:19: there is no role `sailor`",
        ),
        (
            "level: junior",
            "level: juniors",
            ":6:34: there is no level `juniors`",
        ),
        (
            "02-sell]",
            "02-sell, 03-x]",
            ":7:29: there is no module `03-x`",
        ),
        (
            "02-sell]",
            "02-sell, 01-open]",
            ":7:29: the module `01-open` is listed twice",
        ),
        (
            "{zh: 学校, en: A school}",
            "{zh: 学校}",
            ":4:11: warning: this text is not translated into `en`",
        ),
    ] {
        assert_eq!(fault(ABOUT, from, to), [format!("{ABOUT}{expected}")]);
    }
}

#[test]
fn what_a_module_covers_exists_at_its_place() {
    for (from, to, expected) in [
        (
            "2.1-a..b",
            "2.1-a..c",
            "4:23: there is no requirement `2.1-c`",
        ),
        ("2.1-a..b", "2.9", "4:23: there is no clause `2.9`"),
        (
            "[2.2.1]",
            "[3]",
            "4:45: the clause `3` and its subclauses have no requirements",
        ),
        (
            "2.1-a..b",
            "2.1-b..a",
            "4:23: the range `2.1-b..a` runs backwards",
        ),
    ] {
        let found = fault(FIRST_ZH, from, to);
        assert_eq!(found[0], format!("{FIRST_ZH}:{expected}"));
    }
}

#[test]
fn languages_of_a_module_agree() {
    assert_eq!(
        fault(FIRST_EN, "hours: 2", "hours: 3"),
        [format!(
            "{FIRST_ZH}:3:8: the module `01-open` has different hours in `zh` and in `en`"
        )]
    );
    assert_eq!(
        fault(
            FIRST_EN,
            "hours: 2",
            "hours: 2\ncovers: {introduces: [2.1-a..b], assesses: [2.2.2]}"
        ),
        [format!(
            "{FIRST_ZH}:4:45: the module `01-open` assesses different requirements in `zh` and in `en`: `2.2.1`, `2.2.2`"
        )]
    );
    let silent = fault(
        FIRST_EN,
        "hours: 2",
        "hours: 2\ncovers: {introduces: [2.1-a..b], assesses: [2.2.1]}",
    );
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn hours_are_a_number_and_nothing_is_said_of_points() {
    let second = "content/curricula/first/02-sell.en.md";
    let found = fault(second, "1.5", "long");
    assert_eq!(found[0], format!("{second}:3:8: `long` is not a number"));
    assert!(!found.iter().any(|fault| fault.contains("points")));
}

#[test]
fn modules_are_listed() {
    assert_eq!(
        fault(ABOUT, "[01-open, 02-sell]", "[02-sell]"),
        [
            format!("{FIRST_EN}: warning: the module `01-open` is not listed in `curriculum.yaml`, so it has no page"),
            "content/curricula/first/02-sell.en.md:4:17: the module `01-open` is not listed in the curriculum".into(),
        ]
    );
}

#[test]
fn words_links_and_references_of_modules_are_checked() {
    assert_eq!(
        fault(FIRST_ZH, "能开店", "'能,开店'"),
        [format!(
            "{FIRST_ZH}:5:12: the half-width mark `,` is used in Chinese: “能,开店”"
        )]
    );
    assert_eq!(
        fault(FIRST_ZH, "#b)。", "#b),中"),
        [format!(
            "{FIRST_ZH}:8:32: the half-width mark `,` is used in Chinese: “2.1条,中”"
        ),]
    );
    assert_eq!(
        fault(FIRST_EN, "2.2.1-a", "2.2.1-b"),
        [format!(
            "{FIRST_EN}:7:5: there is no clause or requirement `2.2.1-b`"
        )]
    );
    assert_eq!(
        fault(FIRST_EN, "02-sell.html", "02-sale.html"),
        [format!(
            "{FIRST_EN}:7:21: the page that `02-sale.html` links to does not exist"
        )]
    );
    assert_eq!(
        fault(FIRST_EN, "https://example.org/", "'javascript:alert(1)'"),
        [format!(
            "{FIRST_EN}:4:34: `javascript:alert(1)` is not a web address"
        )]
    );
}
