//! A standard that has its own name for its requirements: the pages that people read do not call them otherwise.

use std::collections::BTreeMap;
use std::fs;

use clausebook_tests::page::Page;
use clausebook_tests::program::repository;
use clausebook_tests::project::Project;

/// Pages about the made-up harbour, from its front page to the comparison of roles.
const PAGES: [&str; 9] = [
    "index.html",
    "harbour/index.html",
    "harbour/requirements.html",
    "harbour/role/keeper.html",
    "harbour/selfcheck/keeper.html",
    "harbour/selfcheck/keeper/group.html",
    "harbour/picker/keeper.html",
    "harbour/compare.html",
    "harbour/1.html",
];

#[test]
fn pages_call_requirements_as_the_standard_does() {
    let project = Project::made_up("groups");
    project.replace(
        "content/standards/harbour/standard.yaml",
        "names: {group: {en: Division, ar: القسم}}",
        "names: {requirement: {en: Skill, ar: المهارة}}",
    );
    let site = project.path("site");
    project.build(&site).expect_code(0);
    for path in PAGES {
        for (language, other) in [("en", "requirement"), ("ar", "متطلب")] {
            let page = Page::open(&site.join(language).join(path));
            let scripts = page.words("main script").into_iter();
            let text = page.words("main").concat();
            let text = scripts.fold(text, |text, script| text.replace(&script, ""));
            let text = text.to_lowercase();
            let found = text.split_once(other);
            let found = found.map(|(before, after)| {
                let before: Vec<&str> = before.split(' ').rev().take(8).collect();
                let after: Vec<&str> = after.split(' ').take(8).collect();
                (before, after)
            });
            assert_eq!(found, None, "{language}/{path}");
        }
    }
}

/// The words that have the noun although a standard may name its requirements otherwise: they are about every standard of a
/// handbook, or labels that the name itself replaces.
const COMMON: [&str; 5] = [
    "changes_about",
    "search_kind_requirement",
    "requirements",
    "profile_requirements",
    "profile_dimension",
];

#[test]
fn every_sentence_that_has_the_noun_has_a_variant_without_it() {
    let theme = repository().join("themes/default");
    for (language, noun) in [
        ("en", "requirement"),
        ("es", "requisito"),
        ("ar", "متطلب"),
        ("ja", "要求事項"),
        ("zh", "项要求"),
        ("zh-Hant", "項要求"),
    ] {
        let path = theme.join(format!("words.{language}.yaml"));
        let file = fs::read_to_string(path).expect("a file of words");
        let words: BTreeMap<&str, &str> = file
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(": "))
            .collect();
        let has_noun = |words: &str| {
            // Names of values are no words.
            let parts = words.split('{').enumerate();
            let mut parts = parts.map(|(place, part)| match part.split_once(['}', ':']) {
                Some((_, rest)) if place > 0 => rest,
                _ => part,
            });
            parts.any(|part| part.to_lowercase().contains(noun))
        };
        let with_noun = words.iter().filter(|(_, words)| has_noun(words));
        let faulty: Vec<&str> = with_noun
            .map(|(key, _)| *key)
            .filter(|key| !COMMON.contains(key))
            .filter(|key| !words.contains_key(&*format!("named_{key}")))
            .collect();
        assert!(faulty.is_empty(), "{language}: {faulty:?}");
    }
}
