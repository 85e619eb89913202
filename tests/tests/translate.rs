//! `clausebook translate`: texts go out and translations come back, and nothing else changes.

use std::collections::BTreeMap;

use clausebook_tests::folder::bytes;
use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;

/// Runs the program on a project.
#[track_caller]
fn call(project: &Project, arguments: &[&str]) -> Run {
    let root = project
        .root()
        .to_str()
        .expect("the path is UTF-8")
        .to_owned();
    run(arguments
        .iter()
        .map(|argument| (*argument).to_owned())
        .chain(["--root".to_owned(), root]))
}

/// The texts to translate into a language.
#[track_caller]
fn out(project: &Project, to: &str, format: &str, more: &[&str]) -> String {
    let arguments = [&["translate", "out", "--to", to, "--format", format], more].concat();
    call(project, &arguments).expect_code(0).stdout
}

/// Reads translations back.
#[track_caller]
fn read_back(project: &Project, text: &str) -> Run {
    let file = project.path("translated");
    std::fs::write(&file, text).expect("a file can be written");
    call(
        project,
        &["translate", "in", file.to_str().expect("the path is UTF-8")],
    )
}

/// The files of the content.
fn files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    bytes(&project.path("content")).into_iter().collect()
}

/// The files that differ.
fn changed(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = before.keys().chain(after.keys());
    let mut changed: Vec<String> = names
        .filter(|name| before.get(*name) != after.get(*name))
        .cloned()
        .collect();
    changed.sort();
    changed.dedup();
    changed
}

#[test]
fn untouched_files_change_nothing() {
    let made_up = [
        "small",
        "pottery",
        "arabic",
        "generated",
        "formulas",
        "matrix",
        "profile",
        "grid",
    ];
    let projects = made_up.map(|name| (name, Project::made_up(name)));
    for (name, project) in projects.iter().chain([&("real", Project::real())]) {
        let before = files(project);
        for to in ["en", "zh", "ar"] {
            if !project
                .read("content/handbook.yaml")
                .contains(&format!("id: {to}"))
            {
                continue;
            }
            for format in ["xliff", "po"] {
                let text = out(project, to, format, &[]);
                let done = read_back(project, &text).expect_code(0);
                let says = [
                    "wrote 0 translations in 0 files",
                    "has no texts; nothing was written",
                ];
                assert!(
                    says.iter().any(|words| done.stdout.contains(words)),
                    "{}",
                    done.stdout
                );
                assert_eq!(
                    changed(&before, &files(project)),
                    Vec::<String>::new(),
                    "{name} {to} {format}"
                );
            }
        }
    }
}

/// Fills every empty translation of a PO file.
fn filled(text: &str, translated: impl Fn(&str) -> String) -> String {
    let mut filled = String::new();
    let mut source = String::new();
    let mut is_source = false;
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("msgid ") {
            (source, is_source) = (words.to_owned(), true);
        } else if is_source && line.starts_with('"') {
            source.push_str(&format!("\n{line}"));
        } else {
            is_source = false;
        }
        let is_empty = line == "msgstr \"\"" && source != "\"\"";
        filled.push_str(&if is_empty {
            format!("msgstr {}", translated(&source))
        } else {
            line.to_owned()
        });
        filled.push('\n');
    }
    filled
}

#[test]
fn a_new_language_is_translated_whole() {
    for format in ["small", "pottery"] {
        let project = Project::made_up(format);
        call(&project, &["new", "language", "es"]).expect_code(0);
        let text = out(&project, "es", "po", &["--missing"]);
        let done = read_back(&project, &filled(&text, str::to_owned)).expect_code(0);
        assert!(!done.stdout.contains("wrote 0 "), "{}", done.stdout);
        // Nothing is missing any more, and the content has no errors.
        let again = out(&project, "es", "po", &["--missing"]);
        assert_eq!(again.matches("msgctxt").count(), 0, "{again}");
        project.check().expect_code(0);
        let before = files(&project);
        let all = out(&project, "es", "xliff", &[]);
        read_back(&project, &all).expect_code(0);
        assert_eq!(changed(&before, &files(&project)), Vec::<String>::new());
    }
}

const CLAUSES: &str = "content/standards/bicycle-repair/clauses/02-requirements.yaml";

#[test]
fn one_translation_changes_one_line() {
    for format in ["xliff", "po"] {
        let project = Project::small();
        let before = files(&project);
        let clauses = project.read(CLAUSES);
        let text = out(&project, "zh", format, &[]);
        assert_eq!(text.matches("指内胎。").count(), 1, "{text}");
        let text = text.replace("指内胎。", "即内胎。");
        read_back(&project, &text).expect_code(0);
        assert_eq!(
            project.read(CLAUSES),
            clauses.replace("指内胎。", "即内胎。")
        );
        let expected =
            [CLAUSES, "content/translations.lock"].map(|file| file.replacen("content/", "", 1));
        assert_eq!(changed(&before, &files(&project)), expected);
    }
}

#[test]
fn a_draft_stays_a_draft_until_it_is_reviewed() {
    let project = Project::small();
    let text = out(&project, "zh", "po", &[]);
    let entry = text
        .split("\n\n")
        .find(|entry| entry.contains("An inner tube is meant."))
        .expect("it is there");
    let draft = text.replace(
        entry,
        &entry
            .replace("msgctxt", "#, fuzzy\nmsgctxt")
            .replace("指内胎", "说内胎"),
    );
    read_back(&project, &draft).expect_code(0);
    let missing = out(&project, "zh", "xliff", &["--missing"]);
    assert!(
        missing.contains("<target state=\"needs-review-translation\">说内胎。</target>"),
        "{missing}"
    );
    assert_eq!(missing.matches("<trans-unit").count(), 1);
    read_back(
        &project,
        &missing.replace("needs-review-translation", "translated"),
    )
    .expect_code(0);
    assert_eq!(
        out(&project, "zh", "xliff", &["--missing"])
            .matches("<trans-unit")
            .count(),
        0
    );
}

#[test]
fn a_translation_of_words_that_have_changed_is_stale_and_not_overwritten() {
    let project = Project::small();
    let text = out(&project, "zh", "po", &[]);
    // A translation that somebody has read is recorded.
    read_back(&project, &text.replace("指内胎。", "即内胎。")).expect_code(0);
    project.replace(
        CLAUSES,
        "An inner tube is meant.",
        "An inner tube of a wheel is meant.",
    );
    let missing = out(&project, "zh", "xliff", &["--missing"]);
    assert!(
        missing.contains("<target state=\"needs-adaptation\">即内胎。</target>"),
        "{missing}"
    );
    let before = files(&project);
    let refused = read_back(&project, &text.replace("指内胎。", "是内胎。")).expect_code(1);
    assert!(
        refused
            .stderr
            .contains("have changed since the file was written"),
        "{}",
        refused.stderr
    );
    assert!(
        refused
            .stderr
            .contains("An inner tube of a wheel is meant."),
        "{}",
        refused.stderr
    );
    assert_eq!(changed(&before, &files(&project)), Vec::<String>::new());
    // Somebody says that the translation still fits.
    read_back(&project, &missing.replace("needs-adaptation", "final")).expect_code(0);
    assert_eq!(
        out(&project, "zh", "xliff", &["--missing"])
            .matches("<trans-unit")
            .count(),
        0
    );
}

#[test]
fn a_text_that_has_moved_in_its_list_is_found_by_its_words() {
    let project = Project::small();
    let text = out(&project, "zh", "xliff", &[]).replace(">给链条上油。<", ">给链条加油。<");
    project.replace(
        CLAUSES,
        "    - text: {en: patch a tube;",
        "    - text: {en: new;, zh: 新；}\n    - text: {en: patch a tube;",
    );
    read_back(&project, &text).expect_code(0);
    assert!(
        project
            .read(CLAUSES)
            .contains("oil a chain., zh: 给链条加油。")
    );
}

#[test]
fn lost_markup_repeated_and_unknown_units_are_named_and_not_written() {
    let project = Project::small();
    let before = files(&project);
    let text = out(&project, "zh", "po", &[]);
    for (old, new, says) in [
        (
            "[[2.2.1-a]]",
            "[[2.2.1-b]]",
            "the reference `2.2.1-a` is missing",
        ),
        (
            "pages/about/title\"",
            "pages/abut/title\"",
            "no text of the handbook has this id",
        ),
        (
            "pages/about/title\"",
            "pages/about/description\"",
            "several units of this file have this id",
        ),
    ] {
        let (head, targets) = text.split_at(text.find("msgctxt").expect("there are units"));
        let last = targets.rfind(old).expect("it is there");
        let mut damaged = format!(
            "{head}{}{new}{}",
            &targets[..last],
            &targets[last + old.len()..]
        );
        damaged = damaged.replace("msgstr \"关于\"", "msgstr \"关于本书\"");
        damaged = damaged.replace("msgid \"About\"", "msgid \"Abt\"");
        let refused = read_back(&project, &damaged).expect_code(1);
        assert!(refused.stderr.contains(says), "{says}: {}", refused.stderr);
        assert!(refused.stderr.contains("translated:"), "{}", refused.stderr);
    }
    assert_eq!(changed(&before, &files(&project)), Vec::<String>::new());
}

#[test]
fn files_that_cannot_be_used_are_refused_whole() {
    let project = Project::small();
    let before = files(&project);
    let xliff = out(&project, "zh", "xliff", &[]);
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"ha\">]>{}",
        &xliff[xliff.find("<xliff").unwrap_or(0)..]
    );
    for (text, says) in [
        (xliff.replace("zh-CN", "fr"), "clausebook new language fr"),
        (laughs, "document type"),
        (xliff[..xliff.len() / 2].to_owned(), "this file is not XML"),
        ("hello".to_owned(), "line 1"),
        (String::new(), "this file is empty"),
        ("<html></html>".to_owned(), "not XLIFF"),
    ] {
        let refused = read_back(&project, &text).expect_code(2);
        assert!(refused.stderr.contains(says), "{says}: {}", refused.stderr);
    }
    std::fs::write(project.path("translated"), b"msgid \"\"\nmsgstr \"\xff\"\n")
        .expect("it can be written");
    let file = project.path("translated");
    let file = file.to_str().expect("the path is UTF-8");
    let refused = call(&project, &["translate", "in", file]).expect_code(2);
    assert!(
        refused.stderr.contains("line 2: this file is not UTF-8"),
        "{}",
        refused.stderr
    );
    call(&project, &["translate", "out", "--to", "fr"]).expect_code(2);
    call(&project, &["translate", "out", "--to", "zh", "--out", file]).expect_code(2);
    assert_eq!(changed(&before, &files(&project)), Vec::<String>::new());
}

#[test]
fn a_page_is_written_once_all_of_it_is_translated() {
    let project = Project::small();
    call(&project, &["new", "language", "es"]).expect_code(0);
    let page = "content/pages/about.es.md";
    // What a new language comes with does not matter here.
    let _ = std::fs::remove_file(project.path(page));
    let text = out(&project, "es", "po", &["--missing"]);
    let part = filled(&text, |source| {
        if source == "\"About.\"" {
            "\"\"".to_owned()
        } else {
            source.to_owned()
        }
    });
    let some = read_back(&project, &part).expect_code(1);
    assert!(
        some.stderr
            .contains("about.es.md` is not written yet: 1 of its 3 parts"),
        "{}",
        some.stderr
    );
    assert!(!project.path(page).exists());
    read_back(&project, &filled(&text, str::to_owned)).expect_code(0);
    assert_eq!(
        project.read(page),
        project.read("content/pages/about.en.md")
    );
}
