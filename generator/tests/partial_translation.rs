//! Handbooks of which only a part is translated, and readings of languages whose ids contain hyphens.

mod small;

use clausebook::project::Project;
use clausebook::source::rule::Rule;
use clausebook::source::rule::Severity;
use small::{SCOPE, page, replace, site};
use tempfile::TempDir;

/// The small handbook with a third language, `zh-Hant`, in which only the title of the scope is written.
fn handbook() -> TempDir {
    let root = small::handbook();
    let about = "content/handbook.yaml";
    replace(
        &root,
        about,
        "  - {id: zh, tag: zh-CN, name: 中文}\n",
        "  - {id: zh, tag: zh-CN, name: 中文}\n  - {id: zh-Hant, tag: zh-Hant, name: 繁體中文}\n",
    );
    let readings = "[en, zh, zh-Hant, en-zh-Hant, zh-Hant-zh]";
    replace(&root, about, "[en, zh, en-zh]", readings);
    let title = "{en: Scope, zh: 范围, zh-Hant: 範圍}";
    replace(&root, SCOPE, "{en: Scope, zh: 范围}", title);
    root
}

/// The beginning of a text that is shown in the standard's language.
const SIGN: &str = r#"<span lang="en" class="untranslated">"#;
/// The notice above the texts of a page that has such texts.
const NOTICE: &str = r#"<p class="untranslated-here">"#;

#[test]
fn what_is_not_translated_is_shown_and_marked_in_the_language_of_the_standard() {
    let site = site(&handbook());
    let translated = page(&site, "zh-Hant/bicycle-repair/1.html");
    assert!(translated.contains("<title>1 範圍"), "{translated}");
    let html = page(&site, "zh-Hant/bicycle-repair/2.2.1.html");
    assert!(html.contains(r#"<html lang="zh-Hant""#));
    assert!(html.contains(&format!(r#"<p lang="en">{SIGN}"#)), "{html}");
    assert!(html.contains("oil a chain."));
    assert!(html.contains(NOTICE), "{html}");
    let english = page(&site, "en/bicycle-repair/2.2.1.html");
    assert!(!english.contains("untranslated"));
}

#[test]
fn side_by_side_a_text_that_one_language_lacks_is_shown_once_and_one_that_both_lack_is_shown_marked()
 {
    let site = site(&handbook());
    let with_source = page(&site, "en-zh-Hant/bicycle-repair/2.2.1.html");
    assert_eq!(
        with_source.matches("oil a chain.").count(),
        1,
        "{with_source}"
    );
    assert!(!with_source.contains(SIGN));
    assert!(page(&site, "en-zh-Hant/bicycle-repair/1.html").contains("範圍"));
    let root = handbook();
    let clauses = "content/standards/bicycle-repair/clauses/02-requirements.yaml";
    replace(
        &root,
        clauses,
        "title: {en: Theory, zh: 理论}",
        "title: {en: Theory}",
    );
    let without = page(&small::site(&root), "zh-Hant-zh/bicycle-repair/2.1.html");
    assert!(
        without.contains(&format!("{SIGN}Theory</span>")),
        "{without}"
    );
}

#[test]
fn a_partial_translation_is_a_warning_for_each_language_of_a_part() {
    let root = handbook();
    let (complete, faults) = Project::read(root.path()).expect("a handbook").check();
    assert!(complete.is_some());
    let errors = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{faults:?}");
    let untranslated = faults
        .iter()
        .filter(|fault| fault.rule == Rule::Untranslated);
    let files: Vec<&str> = untranslated.map(|fault| &*fault.position.file).collect();
    assert_eq!(
        files,
        [
            "content/handbook.yaml",
            "content/standards/bicycle-repair/annexes/A.yaml"
        ]
    );
}

#[test]
fn an_official_translation_is_not_called_unofficial_because_another_is() {
    let root = handbook();
    let standard = "content/standards/bicycle-repair/standard.yaml";
    replace(
        &root,
        standard,
        "language: en\n",
        "language: en\nofficial: [zh]\n",
    );
    let site = site(&root);
    let sentences = [
        "the translation is unofficial",
        "译文不是官方译本",
        "譯文並非官方譯本",
    ];
    let says_so = |path: &str| {
        let html = page(&site, path);
        sentences.iter().any(|sentence| html.contains(sentence))
    };
    for reading in ["zh-Hant", "en-zh-Hant", "zh-Hant-zh", "en"] {
        assert!(says_so(&format!("{reading}/index.html")), "{reading}");
        assert!(
            says_so(&format!("{reading}/bicycle-repair/1.html")),
            "{reading}"
        );
    }
    assert!(!says_so("zh/index.html"));
    assert!(!says_so("zh/bicycle-repair/1.html"));
}

#[test]
fn a_term_of_an_arabic_translation_is_found_with_its_article() {
    let root = handbook();
    let about = "content/handbook.yaml";
    let languages = "  - {id: zh-Hant, tag: zh-Hant, name: 繁體中文}\n";
    replace(
        &root,
        about,
        languages,
        "  - {id: ar, tag: ar, name: العربية}\n",
    );
    replace(
        &root,
        about,
        "[en, zh, zh-Hant, en-zh-Hant, zh-Hant-zh]",
        "[en, zh, ar]",
    );
    replace(&root, SCOPE, "zh-Hant: 範圍", "ar: النطاق");
    let glossary = "content/standards/bicycle-repair/glossary.yaml";
    replace(
        &root,
        glossary,
        "- term: {zh: 链条",
        "- term: {zh: 范围, en: scope, ar: نطاق}\n  definition: {en: A field., ar: مجال.}\n- term: {zh: 链条",
    );
    let mut project = Project::read(root.path()).expect("the handbook can be read");
    let (_, faults) = project.check();
    let unused = |rule| rule == Rule::TermNotUsed;
    assert!(!faults.iter().any(|fault| unused(fault.rule)), "{faults:?}");
    let site = site(&root);
    let index = page(&site, "ar/bicycle-repair/keywords.html");
    assert!(index.contains("نطاق"), "{index}");
}

#[test]
fn the_index_of_a_language_without_translated_terms_has_those_of_the_standard() {
    let site = site(&handbook());
    let index = page(&site, "zh-Hant/bicycle-repair/keywords.html");
    assert!(
        index.contains(r#"lang="en" href="terms.html#liantiao">chain</a>"#),
        "{index}"
    );
}
