//! Every rule is seen to fire: for each one, a small change of a handbook makes `check` report it at a known place.
//!
//! The cases are in `rules/*.txt`, one file per group of codes. A case begins with `# RULE`; then follow its steps:
//!
//! | line | step |
//! | --- | --- |
//! | `@ FILE`, then lines `- …` and `+ …` | in the file, replaces the only occurrence of the lines `-` with the lines `+`; without lines `-`, writes the file |
//! | `remove FILE` | removes the file |
//! | `link FILE TARGET` | makes the file a symbolic link |
//! | `bytes FILE` | writes a file that is not text |
//! | `large FILE` | writes a file beyond the limit |
//! | `fixture FILE NAME` | copies a file of the fixture `pictures` |
//! | `pad FILE` | adds 1.5 MB to a file |
//! | `forbid FILE` | takes away the permission to read the file |
//! | `copy FROM TO` | copies a file or a folder |
//! | `accept` | records the permalinks |
//! | `also RULE` | another rule that is reported as well |
//! | `= FILE:LINE:COLUMN` | the place of the diagnostic; only the file if it is about the file as a whole |
//!
//! `EXAMPLE` in lines `+` is the example in the explanation of the rule, indented as that word is: the wrong one is
//! reported, and with the right one the handbook has no fault. Those of the Chinese explanation are tested in the same way.
//!
//! `S/` is the folder of the standard. The handbook is the small one of the whole-program tests with the files in
//! `rules/handbook`.

#[path = "rules/case.rs"]
mod case;
#[path = "rules/step.rs"]
mod step;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use clausebook::check::report::json::json;
use clausebook::check::sorted;
use clausebook::check::uncovered::uncovered;
use clausebook::language::ProgramLanguage;
use clausebook::project::{Project, Sources, rendering};
use clausebook::render::Renderer;
use clausebook::render::theme::Theme;
use clausebook::site::Site;
use clausebook::source::diagnostic::Diagnostic;
use clausebook::source::rule::Rule;
use serde_json::Value;
use tempfile::TempDir;

use case::{Case, cases, folder};
use step::{copy, take};

/// The rules whose example is not part of their case, though it is not text: it shows parts of several files, or leaves
/// out what would fill a page.
const SHORTENED: [&str; 23] = [
    "ambiguous-reading",
    "annex-role-mismatch",
    "form-without-rows",
    "form-without-rubric",
    "forms-alike",
    "long-grade",
    "missing-row",
    "module-without-hours",
    "not-an-earlier-edition",
    "permalink-gone",
    "prerequisite-circle",
    "replaced-without-edition",
    "reserved-name",
    "row-order",
    "space-in-link",
    "unknown-tier",
    "unlisted-module",
    "unlisted-prerequisite",
    "unlisted-standard",
    "untranslated-words",
    "wrong-placeholders",
    "wrong-plural-forms",
    "yaml-beyond-limits",
];

/// The wrong and the right example in the explanation of `rule`.
fn examples(rule: Rule, language: ProgramLanguage) -> [String; 2] {
    let [before_wrong, before_right] = match language {
        ProgramLanguage::English => ["\nWrong:\n", "\nRight:\n"],
        ProgramLanguage::Chinese => ["\n错误：\n", "\n正确：\n"],
    };
    let (_, text) = rule
        .explanation(language)
        .split_once(before_wrong)
        .expect("an explanation has a wrong example");
    let (wrong, right) = text
        .split_once(before_right)
        .expect("an explanation has a right example");
    [wrong, right].map(|text| {
        let code = text.split("```").nth(1).expect("an example is code");
        let (_, code) = code.split_once('\n').expect("the code has lines");
        code.trim_end().to_owned()
    })
}

fn handbook() -> TempDir {
    let root = TempDir::new().expect("a temporary folder can be made");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    copy(&fixture, root.path());
    copy(&folder().join("handbook"), root.path());
    root
}

/// The renderer of the handbook, with its theme, which takes longer to load than to check the handbook.
static RENDERER: LazyLock<Renderer> = LazyLock::new(|| {
    let root = handbook();
    let project = Project::read(root.path()).expect("the handbook can be read");
    let handbook = project.handbook().expect("the handbook is complete");
    let theme = Theme::load(root.path(), "default", &handbook).expect("the theme is valid");
    Renderer::new(theme, &handbook)
});

/// The diagnostics that `check` reports about the handbook at `root`, whose theme and settings are unchanged. They are
/// found without the program, as `the_program_reports_what_the_library_finds` shows.
fn found(root: &Path) -> Vec<Value> {
    let sources = Sources::read(root).expect("the handbook can be read");
    let renderer = || Arc::new(RENDERER.fresh());
    let (handbook, mut faults) = sources.check(|_| Some(renderer())).together();
    if let Some(handbook) = handbook.filter(|_| !faults.iter().any(Diagnostic::is_error)) {
        faults.extend(uncovered(&handbook));
        // No case changes what a base URL changes, so pages are not rendered with one as well.
        faults.extend(rendering(true, |base_url| {
            let site = Site::new(handbook.clone(), renderer(), base_url);
            Ok(site.with_version("0".to_owned()))
        }));
    }
    let faults = sorted(faults);
    require_chinese(&faults);
    diagnostics(&json(&faults, ProgramLanguage::English))
}

/// Requires that the diagnostics can be said in Chinese, without a sentence or a part of one in English.
fn require_chinese(faults: &[Diagnostic]) {
    for fault in faults {
        let words = fault.related.iter().map(|related| &related.words);
        for message in [&fault.message, &fault.help].into_iter().chain(words) {
            let text = message.text(ProgramLanguage::Chinese);
            let latin = english_in(&text);
            assert!(latin.is_none(), "{}: {latin:?} in {text}", fault.rule);
        }
    }
}

/// Two words of Latin letters that follow each other outside of code and quotation marks.
fn english_in(text: &str) -> Option<String> {
    let mut plain = String::new();
    let mut closing = None;
    for sign in text.chars() {
        closing = match (closing, sign) {
            (Some(end), sign) if sign == end => {
                plain.push('·');
                None
            }
            (Some(end), _) => Some(end),
            (None, '`') => Some('`'),
            (None, '“') => Some('”'),
            (None, sign) => {
                plain.push(sign);
                None
            }
        };
    }
    let is_word =
        |word: &str| word.len() > 1 && word.chars().all(|sign| sign.is_ascii_alphabetic());
    let words: Vec<&str> = plain.split(' ').collect();
    let pair = words
        .windows(2)
        .find(|pair| pair.iter().all(|word| is_word(word)))?;
    Some(pair.join(" "))
}

fn diagnostics(report: &Value) -> Vec<Value> {
    report["diagnostics"].as_array().expect("a list").clone()
}

/// The diagnostics that the program reports about the handbook at `root`.
fn check(root: &Path) -> Vec<Value> {
    let run = Command::new(env!("CARGO_BIN_EXE_clausebook"))
        .args(["check", "--format", "json", "--root"])
        .arg(root)
        .env("LC_ALL", "C")
        .output()
        .expect("the program runs");
    let report: Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&run.stderr)));
    diagnostics(&report)
}

fn place(found: &Value) -> String {
    let file = found["file"].as_str().expect("a file");
    let start = &found["span"]["start"];
    match start["line"].as_u64() {
        Some(line) => format!("{file}:{line}:{}", start["column"]),
        None => file.to_owned(),
    }
}

/// The diagnostics of the handbook after the steps of `case`; nothing if one of them is not possible.
fn reported(case: &Case) -> Result<Option<Vec<Value>>, String> {
    let root = handbook();
    for step in &case.steps {
        if !take(step, root.path())? {
            return Ok(None);
        }
    }
    let report = if case.changes_theme() { check } else { found };
    Ok(Some(report(root.path())))
}

/// The diagnostics, each on a line.
fn listed(found: &[Value]) -> String {
    let lines = found.iter().map(|fault| {
        let (rule, message) = (&fault["rule"], &fault["message"]);
        format!("  = {} {rule} {message}", place(fault))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Checks one case, and the example of the explanation if it is a part of it.
fn tested(rule: Rule, case: &Case) -> Result<(), String> {
    if !case.has_example() {
        return is_reported(rule, case, str::to_owned);
    }
    let english = examples(rule, ProgramLanguage::English);
    for language in ProgramLanguage::ALL {
        let [wrong, right] = examples(rule, language);
        let is_english = language == ProgramLanguage::English;
        if !is_english && [&wrong, &right] == [&english[0], &english[1]] {
            continue;
        }
        // Other words before a fault move it to another column.
        let place = |place: &str| match place.rsplit_once(':') {
            Some((line, _)) if !is_english => line.to_owned(),
            Some(_) | None => place.to_owned(),
        };
        is_reported(rule, &case.with(&wrong), place)?;
        let found = reported(&case.with(&right))?.unwrap_or_default();
        if !found.is_empty() {
            let (tag, list) = (language.tag(), listed(&found));
            return Err(format!("the right example in {tag} is reported:\n{list}"));
        }
    }
    Ok(())
}

/// Checks that the rule is reported at its place, of which `part` is compared.
fn is_reported(rule: Rule, case: &Case, part: impl Fn(&str) -> String) -> Result<(), String> {
    let Some(found) = reported(case)? else {
        return Ok(());
    };
    let places: Vec<String> = found
        .iter()
        .filter(|fault| fault["code"] == rule.code())
        .map(|fault| part(&place(fault)))
        .collect();
    let expected: Vec<String> = case.places.iter().map(|place| part(place)).collect();
    let others = found.iter().filter(|fault| fault["code"] != rule.code());
    let others: BTreeSet<String> = others
        .filter_map(|fault| Some(fault["rule"].as_str()?.to_owned()))
        .collect();
    if places.is_empty() || places != expected || others != case.also {
        return Err(format!("reported:\n{}", listed(&found)));
    }
    Ok(())
}

#[test]
fn the_handbook_is_sound() {
    assert_eq!(check(handbook().path()), Vec::<Value>::new());
}

#[test]
fn the_program_reports_what_the_library_finds() {
    let cases = cases();
    let root = handbook();
    assert_eq!(found(root.path()), check(root.path()));
    // Errors of a file and of the whole, warnings of the content, and what only the commands look for.
    for rule in [
        Rule::UnknownKey,
        Rule::PermalinkGone,
        Rule::Untranslated,
        Rule::Uncovered,
    ] {
        let case = &cases[rule.name()];
        let case = if case.has_example() {
            case.with(&examples(rule, ProgramLanguage::English)[0])
        } else {
            case.clone()
        };
        assert!(!case.changes_theme(), "{rule}");
        let root = handbook();
        for step in &case.steps {
            assert_eq!(take(step, root.path()), Ok(true), "{rule}");
        }
        assert_ne!(found(root.path()), Vec::<Value>::new(), "{rule}");
        assert_eq!(found(root.path()), check(root.path()), "{rule}");
    }
}

#[test]
fn examples_are_part_of_the_cases() {
    let cases = cases();
    let mut missing = Vec::new();
    for rule in Rule::ALL {
        let english = rule.explanation(ProgramLanguage::English);
        let is_text = english.contains("\nWrong:\n\n```text\n");
        if !is_text && !cases[rule.name()].has_example() {
            missing.push(rule.name());
        }
    }
    missing.sort_unstable();
    assert_eq!(missing, SHORTENED);
}

#[test]
fn every_rule_is_reported_at_its_place() {
    let cases = cases();
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(rule) = Rule::ALL.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let case = cases.get(rule.name()).ok_or("has no case".to_owned());
                    if let Err(cause) = case.and_then(|case| tested(*rule, case)) {
                        failed
                            .lock()
                            .expect("no panic")
                            .insert(rule.code(), format!("{rule}: {cause}"));
                    }
                }
            });
        }
    });
    let failed: Vec<String> = failed
        .into_inner()
        .expect("no panic")
        .into_values()
        .collect();
    assert!(
        failed.is_empty(),
        "{} rules:\n{}",
        failed.len(),
        failed.join("\n")
    );
}
