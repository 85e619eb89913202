//! `clausebook translate out --words`: the words of the interface go out and come back.

use clausebook_tests::program::{Run, run};
use clausebook_tests::project::Project;

#[track_caller]
fn call(project: &Project, arguments: &[&str]) -> Run {
    let root = project.root().to_str().expect("the path is UTF-8");
    let arguments = [arguments, &["--root", root]].concat();
    run(arguments.into_iter().map(str::to_owned))
}

/// The words that go out to `to`, as PO.
#[track_caller]
fn out(project: &Project, to: &str) -> String {
    let arguments = ["translate", "out", "--to", to, "--format", "po", "--words"];
    let text = call(project, &arguments).expect_code(0).stdout;
    let head = text.split("\n\n").next().unwrap_or_default().to_owned();
    let words = text
        .split("\n\n")
        .filter(|entry| entry.contains("msgctxt \"words/"));
    std::iter::once(head)
        .chain(words.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[track_caller]
fn read_back(project: &Project, text: &str) -> Run {
    project.write("back.po", text);
    let file = project.path("back.po");
    call(
        project,
        &["translate", "in", file.to_str().expect("the path is UTF-8")],
    )
}

/// The small handbook with a language for which there are no built-in words, and which has six plural forms or three.
fn with_language(id: &str, tag: &str) -> Project {
    let project = Project::small();
    project.replace(
        "content/handbook.yaml",
        "  - {id: zh, tag",
        &format!("  - {{id: {id}, tag: {tag}, name: Other}}\n  - {{id: zh, tag"),
    );
    project
}

#[test]
fn a_new_language_of_the_interface_is_translated_whole() {
    let project = with_language("pl", "pl");
    let text = out(&project, "pl");
    let count = text.matches("msgctxt \"words/").count();
    assert!(count > 900, "{count}");
    assert!(
        text.contains("#. Forms by number: {count:one|few|many|other}"),
        "{text}"
    );
    // A translator writes four forms where English has two.
    let filled: Vec<String> = text
        .split("\n\n")
        .map(|entry| {
            let Some(source) = entry
                .split("msgid \"")
                .nth(1)
                .and_then(|rest| rest.split("\"\nmsgstr").next())
            else {
                return entry.to_owned();
            };
            let mut target = String::new();
            let mut rest = source;
            while let Some(start) = rest.find(":") {
                let is_form = rest[..start].rfind('{').is_some_and(|open| {
                    rest[open + 1..start]
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                });
                let (before, after) = rest.split_at(start + 1);
                target.push_str(before);
                rest = after;
                if is_form {
                    let first = rest.split('|').next().unwrap_or_default().to_owned();
                    target.push_str(&format!("{first}|{first}|"));
                }
            }
            target.push_str(rest);
            entry.replace("msgstr \"\"", &format!("msgstr \"{target}\""))
        })
        .collect();
    let run = read_back(&project, &filled.join("\n\n"));
    assert!(!run.stderr.contains("back.po:"), "{}", run.stderr);
    let words = project.read("themes/default/words.pl.yaml");
    assert_eq!(
        words
            .lines()
            .filter(|line| !line.starts_with([' ', '#']))
            .count(),
        count
    );
    // Now the language lacks no word, so `check` says nothing of it, and the same file changes nothing.
    let said = project.check().said();
    assert!(!said.contains("words.pl.yaml"), "{said}");
    let again = read_back(&project, &out(&project, "pl"));
    assert!(
        again.said().contains("wrote 0 translations"),
        "{}",
        again.said()
    );
    assert_eq!(project.read("themes/default/words.pl.yaml"), words);
}

#[test]
fn words_that_a_handbook_changes_are_translated_from_its_own() {
    let project = Project::small();
    assert_eq!(
        out(&project, "zh").matches("msgctxt").count(),
        0,
        "zh has every word"
    );
    project.write(
        "themes/default/words.en.yaml",
        "next: Onward\ntranslation_status_more: '{count:one lesson|{count} lessons}'\n",
    );
    project.write("themes/default/words.zh.yaml", "# ours\nprevious: 上一步\n");
    let text = out(&project, "zh");
    assert_eq!(text.matches("msgctxt \"words/").count(), 3, "{text}");
    let filled = text.replace(
        "msgid \"Onward\"\nmsgstr \"\"",
        "msgid \"Onward\"\nmsgstr \"向前\"",
    );
    assert_ne!(filled, text);
    read_back(&project, &filled).expect_code(0);
    assert_eq!(
        project.read("themes/default/words.zh.yaml"),
        "# ours\nprevious: 上一步\nnext: 向前\n"
    );
    // The source has changed since.
    project.replace("themes/default/words.en.yaml", "Onward", "Forward");
    let refused = read_back(&project, &filled.replace("向前", "前进")).expect_code(1);
    assert!(
        refused.stderr.contains("they are now `Forward`"),
        "{}",
        refused.stderr
    );
}

#[test]
fn damaged_placeholders_and_forms_are_named_and_not_written() {
    let project = with_language("ar", "ar");
    project.write(
        "themes/default/words.en.yaml",
        "translation_status_more: '{count:one lesson|{count} lessons}'\n",
    );
    let text = out(&project, "ar");
    let source = "msgid \"{count:one lesson|{count} lessons}\"\nmsgstr ";
    let (before, rest) = text.split_once(source).expect("the word goes out");
    let (_, after) = rest.split_once('\n').unwrap_or((rest, ""));
    for (target, expected) in [
        ("{count:a|b}", "has 2 forms, but `ar` has 6"),
        ("{number:a|b|c|d|e|f}", "cannot use `{number}`"),
        ("lesson", "does not show `{count}`"),
        ("{count", "is not a placeholder"),
    ] {
        let refused =
            read_back(&project, &format!("{before}{source}\"{target}\"\n{after}")).expect_code(1);
        assert!(
            refused.stderr.contains(expected),
            "{target}: {}",
            refused.stderr
        );
        assert!(
            refused.stderr.contains("`words/translation_status_more`"),
            "{}",
            refused.stderr
        );
        assert!(!project.path("themes/default/words.ar.yaml").exists());
    }
}

#[test]
fn a_word_that_is_a_draft_stays_one_until_it_is_reviewed() {
    let project = Project::small();
    project.write(
        "themes/default/words.en.yaml",
        "next: Onward\nprevious: Back again\n",
    );
    let entry = |key: &str, source: &str, target: &str, is_fuzzy: bool| {
        let flag = if is_fuzzy { "#, fuzzy\n" } else { "" };
        format!("{flag}msgctxt \"words/{key}\"\nmsgid \"{source}\"\nmsgstr \"{target}\"")
    };
    let head = out(&project, "zh")
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .to_owned();
    let returned = |words: &str, is_fuzzy: bool| {
        let (next, previous) = (
            entry("next", "Onward", words, is_fuzzy),
            entry("previous", "Back again", "返回", false),
        );
        format!("{head}\n\n{next}\n\n{previous}\n")
    };
    read_back(&project, &returned("向前", true)).expect_code(0);
    let lock = project.read("content/translations.lock");
    assert!(
        lock.lines()
            .any(|line| line.starts_with("words:zh ") && line.ends_with(" draft")),
        "{lock}"
    );
    // It goes out as a draft, is among what is missing, and other commands keep its state.
    let fuzzy = "#, fuzzy\nmsgctxt \"words/next\"";
    assert!(out(&project, "zh").contains(fuzzy));
    call(&project, &["check", "--accept", "--yes"]).expect_code(0);
    let missing = call(
        &project,
        &["translate", "out", "--to", "zh", "--words", "--missing"],
    )
    .expect_code(0)
    .stdout;
    assert!(
        missing.contains("words/next") && !missing.contains("words/previous"),
        "{missing}"
    );
    assert!(
        missing.contains("state=\"needs-review-translation\""),
        "{missing}"
    );
    let before = project.read("content/translations.lock");
    let again = read_back(&project, &out(&project, "zh")).expect_code(0);
    assert!(
        again.said().contains("wrote 0 translations"),
        "{}",
        again.said()
    );
    assert_eq!(project.read("content/translations.lock"), before);
    // A review changes the state alone.
    let reviewed = read_back(&project, &returned("向前", false)).expect_code(0);
    assert!(
        reviewed.said().contains("1 changed in state only"),
        "{}",
        reviewed.said()
    );
    assert!(!out(&project, "zh").contains("fuzzy"));
    // Words that change make it stale, until it is translated again.
    project.replace("themes/default/words.en.yaml", "Onward", "Forward");
    assert!(out(&project, "zh").contains(fuzzy));
    let text = out(&project, "zh").replace("#, fuzzy\n", "");
    read_back(&project, &text).expect_code(0);
    assert!(!out(&project, "zh").contains("fuzzy"));
}
