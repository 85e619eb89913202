//! Interface words in languages for which the theme has none, or not all.

mod small;

use clausebook::project::Project;
use clausebook::site::Site;
use clausebook::source::diagnostic::Diagnostic;
use clausebook::source::rule::Rule;
use small::page;
use tempfile::TempDir;

/// The small handbook in which `en` and `zh` are the keys of other languages, with files of a theme.
fn handbook(languages: &str, readings: &str, files: &[(&str, &str)]) -> TempDir {
    let root = small::handbook();
    let about = format!(
        "title: {{en: Workshop, zh: W}}\ndescription: {{en: D., zh: D.}}\nlanguages:\n{languages}readings: {readings}\n\
         standards: [bicycle-repair]\n"
    );
    small::write(&root, "content/handbook.yaml", &about);
    for (name, text) in files {
        small::write(&root, &format!("themes/default/{name}"), text);
    }
    root
}

/// The site and the warnings about interface words.
fn site(root: &TempDir) -> (Site, Vec<Diagnostic>) {
    let mut project = Project::read(root.path()).expect("the handbook can be read");
    let (_, faults) = project.check();
    let words =
        |fault: &Diagnostic| matches!(fault.rule, Rule::UntranslatedWords | Rule::UnknownWord);
    let faults = faults.into_iter().filter(words).collect();
    (small::site(root), faults)
}

const POLISH_AND_ENGLISH: &str =
    "  - {id: zh, tag: pl, name: polski}\n  - {id: en, tag: en-GB, name: English}\n";

#[test]
fn a_language_without_words_borrows_them_and_says_whose_they_are() {
    let root = handbook(POLISH_AND_ENGLISH, "[zh, en]", &[]);
    let (site, faults) = site(&root);
    let html = page(&site, "zh/bicycle-repair/2.html");
    assert!(html.contains(r#"<html lang="pl""#));
    assert!(
        html.contains(r#"<summary><span lang="en-GB">Contents</span></summary>"#),
        "{html}"
    );
    assert!(html.contains(r#"aria-label="Contents""#));
    // Words borrowed from English are counted by its rules.
    assert!(html.contains("2 requirements"), "{html}");
    let [fault] = faults.as_slice() else {
        panic!("{faults:?}")
    };
    assert_eq!(
        (fault.rule, &*fault.position.file),
        (Rule::UntranslatedWords, "themes/default/words.zh.yaml")
    );
    assert_eq!(
        fault.message.english(),
        "the theme has no interface words in `zh`"
    );
    assert!(page(&site, "en/bicycle-repair/2.html").contains("<summary>Contents</summary>"));
}

#[test]
fn words_are_merged_key_by_key() {
    let words = "contents: Spis treści\nrequirements_counted: '{count} {count:wymaganie|wymagania|wymagań|wymagania}'\n";
    let root = handbook(
        POLISH_AND_ENGLISH,
        "[zh, en]",
        &[
            ("words.zh.yaml", words),
            ("words.en.yaml", "terms: Glossary\n"),
        ],
    );
    let (site, _) = site(&root);
    let html = page(&site, "zh/bicycle-repair/2.html");
    assert!(html.contains("<summary>Spis treści</summary>"));
    assert!(html.contains("2 wymagania"), "{html}");
    // The first language of the handbook that has the word lends it, with what the theme changed in it.
    assert!(
        html.contains(r#"<span lang="en-GB">Glossary</span>"#),
        "{html}"
    );
    let english = page(&site, "en/bicycle-repair/2.html");
    assert!(english.contains(">Glossary<") && english.contains("<summary>Contents</summary>"));
}

#[test]
fn a_language_takes_the_built_in_words_of_its_script_whatever_its_key() {
    let languages =
        "  - {id: en, tag: en-AU, name: English}\n  - {id: zh, tag: zh-SG, name: 中文}\n";
    let (site, faults) = site(&handbook(languages, "[en, zh, zh-en]", &[]));
    assert_eq!(faults, []);
    assert!(page(&site, "zh/bicycle-repair/2.html").contains("<summary>目录</summary>"));
    let both = r#"<summary><span lang="zh-SG" class="first">目录</span> <span lang="en-AU" class="second">Contents</span></summary>"#;
    assert!(page(&site, "zh-en/bicycle-repair/2.html").contains(both));
}

#[test]
fn a_handbook_without_english_borrows_from_its_first_language_and_then_english() {
    let languages = "  - {id: en, tag: cy, name: Cymraeg}\n  - {id: zh, tag: pl, name: polski}\n";
    let root = handbook(
        languages,
        "[en, zh, zh-en]",
        &[("words.en.yaml", "contents: Cynnwys\n")],
    );
    let (site, faults) = site(&root);
    assert_eq!(faults.len(), 2, "{faults:?}");
    let html = page(&site, "zh/bicycle-repair/2.html");
    assert!(html.contains(r#"<span lang="cy">Cynnwys</span>"#), "{html}");
    assert!(html.contains(r#"<span lang="en">Terms</span>"#), "{html}");
    // Side by side, a word that both borrow is shown once.
    assert!(
        page(&site, "zh-en/bicycle-repair/2.html")
            .contains(r#"<span lang="en" class="first">Terms</span></a>"#)
    );
}

#[test]
fn a_mistyped_key_is_reported_and_a_key_of_an_own_template_is_not() {
    let languages = "  - {id: en, tag: en, name: English}\n  - {id: zh, tag: zh-CN, name: 中文}\n";
    let template =
        "{% extends \"base.html\" %}\n{% block main %}{{ words.of_house }}{% endblock main %}";
    let files = [
        ("words.en.yaml", "contnts: Inside\nof_house: Ours\n"),
        ("words.zh.yaml", "of_house: 我们的\n"),
        ("templates/article.html", template),
    ];
    let (_, faults) = site(&handbook(languages, "[en, zh]", &files));
    let found: Vec<(Rule, u32, String)> = faults
        .iter()
        .map(|fault| (fault.rule, fault.position.line, fault.help.english()))
        .collect();
    assert!(
        found.contains(&(Rule::UnknownWord, 1, "did you mean `contents`?".to_owned())),
        "{found:?}"
    );
    let unknown = faults
        .iter()
        .filter(|fault| fault.rule == Rule::UnknownWord);
    assert_eq!(unknown.count(), 1);
}

#[test]
fn a_language_borrows_words_that_its_readers_can_read() {
    for (language, others, lender, contents) in [
        // Polish readers do not read Arabic.
        ("pl", ["ar", "ar-EG"], "en", "Contents"),
        ("ko", ["ja", "zh"], "en", "Contents"),
        // English that the handbook has is preferred to a language in the reader's script that comes later.
        ("fa", ["en-GB", "ar"], "en-GB", "Contents"),
        // The same language in another script, and the written language that speakers of another learn to read.
        ("zh-Latn", ["en", "zh-TW"], "zh-TW", "目錄"),
        ("yue", ["en", "es"], "zh-Hant", "目錄"),
        ("yue", ["en", "zh"], "zh-Hant", "目錄"),
        ("ary", ["en", "es"], "ar", "المحتويات"),
        // The script of Catalan is that of Spanish.
        ("ca", ["es", "en"], "es", "Índice"),
    ] {
        let [first, second] = others;
        let languages = format!(
            "  - {{id: en, tag: {first}, name: First}}\n  - {{id: zh, tag: {second}, name: Second}}\n  \
             - {{id: own, tag: {language}, name: Own}}\n"
        );
        let root = handbook(&languages, "[en, zh, own]", &[]);
        let (site, _) = site(&root);
        let html = page(&site, "own/bicycle-repair/2.html");
        let borrowed = format!(r#" lang="{lender}">{contents}</span></summary>"#);
        assert!(html.contains(&borrowed), "{language}: {html}");
    }
}
