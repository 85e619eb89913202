//! The manual and the README exist in English and in Chinese, with the same sections and the same code. The manual is a
//! handbook of pages alone, which is read at code hosts as well.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clausebook_tests::folder::bytes;
use clausebook_tests::page::Page;
use clausebook_tests::program::run;
use tempfile::TempDir;

/// The headings and code blocks of a Markdown document.
#[derive(Debug, Default)]
struct Document {
    /// The level of each heading.
    headings: Vec<usize>,
    /// The lines of each code block; a fence's language comes first.
    blocks: Vec<Vec<String>>,
}

impl Document {
    fn read(text: &str) -> Document {
        let mut document = Document::default();
        let mut lines = text.lines();
        let mut is_in_block = false;
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let inside = lines.by_ref().take_while(|line| *line != "```");
                let block = [language].into_iter().chain(inside).map(str::to_owned);
                document.blocks.push(block.collect());
            } else if let Some(code) = line.strip_prefix("    ") {
                if !is_in_block {
                    document.blocks.push(Vec::new());
                }
                document
                    .blocks
                    .last_mut()
                    .expect("a block")
                    .push(code.to_owned());
            } else if line.starts_with('#') {
                let level = line.chars().take_while(|letter| *letter == '#').count();
                document.headings.push(level);
            }
            is_in_block = line.starts_with("    ");
        }
        document
    }
}

fn is_han(letter: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&letter)
}

/// A line of code without its comment and without the description in a column to its right.
fn code(line: &str) -> &str {
    let start = line.len() - line.trim_start().len();
    let rest = &line[start..];
    if rest.starts_with('#') {
        return "";
    }
    let ends = [" #", "  "].into_iter().filter_map(|end| rest.find(end));
    line[..start + ends.min().unwrap_or(rest.len())].trim_end()
}

/// Whether two lines of code are the same, apart from comments and translated words. A line of an example may have
/// Chinese where the other has English: `{zh: 车轮}`.
fn is_same(english: &str, chinese: &str) -> bool {
    let (english, chinese) = (code(english), code(chinese));
    let is_same = |chinese: &str| {
        let translated = chinese.find(is_han);
        english == chinese || translated.is_some_and(|at| english.starts_with(&chinese[..at]))
    };
    is_same(chinese) || is_same(&chinese.replace("zh-CN", "en").replace("zh", "en"))
}

/// Every difference between a document and its translation.
fn differences(english: &str, chinese: &str) -> Vec<String> {
    let (english, chinese) = (Document::read(english), Document::read(chinese));
    let mut found = Vec::new();
    if english.headings != chinese.headings {
        found.push(format!(
            "the levels of the headings are {:?} in English, {:?} in Chinese",
            english.headings, chinese.headings
        ));
    }
    if english.blocks.len() != chinese.blocks.len() {
        found.push(format!(
            "there are {} code blocks in English, {} in Chinese",
            english.blocks.len(),
            chinese.blocks.len()
        ));
    }
    for (english, chinese) in english.blocks.iter().zip(&chinese.blocks) {
        if english.len() != chinese.len() {
            found.push(format!(
                "code blocks of different length: {english:?}, {chinese:?}"
            ));
        }
        for (english, chinese) in english.iter().zip(chinese) {
            if !is_same(english, chinese) {
                found.push(format!("code differs: `{english}`, `{chinese}`"));
            }
        }
    }
    found
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder of the manual's pages in a language.
fn pages(language: &str) -> PathBuf {
    root().join("docs/content/pages").join(language)
}

/// The paths of the Markdown files below a folder, in alphabetical order.
fn names(folder: &Path) -> Vec<String> {
    let files = bytes(folder).into_keys();
    files.filter(|name| name.ends_with(".md")).collect()
}

/// Every document with its translation, and the links by which each leads to the other.
fn pairs() -> Vec<[(PathBuf, String); 2]> {
    let root = root();
    let mut pairs = vec![[
        (root.join("README.md"), "[中文](README.zh.md)".to_owned()),
        (root.join("README.zh.md"), "[English](README.md)".to_owned()),
    ]];
    for name in names(&pages("en")) {
        let up = "../".repeat(name.matches('/').count() + 1);
        pairs.push([
            (pages("en").join(&name), format!("[中文]({up}zh/{name})")),
            (pages("zh").join(&name), format!("[English]({up}en/{name})")),
        ]);
    }
    pairs
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_document_is_the_same_in_english_and_chinese() {
    assert_eq!(names(&pages("en")), names(&pages("zh")));
    let mut found = Vec::new();
    for [(english, _), (chinese, _)] in pairs() {
        let differences = differences(&text(&english), &text(&chinese));
        found.extend(
            differences
                .into_iter()
                .map(|difference| format!("{}: {difference}", chinese.display())),
        );
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_language_links_to_the_other_below_its_title() {
    for (path, link) in pairs().into_iter().flatten() {
        let text = text(&path);
        let line = text.lines().nth(2).unwrap_or_default();
        assert!(line.contains(&link), "{}: {line}", path.display());
    }
}

#[test]
fn links_to_documents_and_pictures_lead_to_files() {
    for (path, _) in pairs().into_iter().flatten() {
        for link in text(&path).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap_or_default();
            let is_ours = target.ends_with(".md") || target.ends_with(".png");
            let is_ours = is_ours && !target.contains("://");
            let file = path.parent().expect("a folder").join(target);
            assert!(!is_ours || file.is_file(), "{}: {target}", path.display());
        }
    }
}

#[test]
fn the_manual_is_a_handbook_without_faults_that_leads_to_each_of_its_pages() {
    let docs = root().join("docs");
    let docs = docs.to_string_lossy();
    let checked = run([
        "check",
        "--root",
        &docs,
        "--deny",
        "missing-page-translation",
    ])
    .expect_code(0);
    assert!(!checked.said().contains("warning"), "{}", checked.said());
    let out = TempDir::new().expect("a temporary folder can be made");
    let site = out.path().to_string_lossy();
    run(["build", "--root", &docs, "--out", &site]).expect_code(0);
    for language in ["en", "zh"] {
        let read = |name: &str| Page::open(&out.path().join(format!("{language}/{name}.html")));
        let mut reached = BTreeSet::new();
        let mut next = Some("install".to_owned());
        // From page to page, as a reader does who reads everything.
        while let Some(name) = next {
            let folder = name
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder)
                .to_owned();
            let page = read(&name);
            assert!(reached.insert(name), "{reached:?}");
            let links = page.select("a[rel=next]");
            let link = links.first().and_then(|link| link.value().attr("href"));
            let place = link.map(|link| match link.strip_prefix("../") {
                Some(link) => link.to_owned(),
                None if folder.is_empty() => link.to_owned(),
                None => format!("{folder}/{link}"),
            });
            next = place.map(|place| place.trim_end_matches(".html").to_owned());
        }
        let names: BTreeSet<String> = names(&pages(language))
            .into_iter()
            .map(|name| name.trim_end_matches(".md").to_owned())
            .collect();
        assert_eq!(reached, names);
    }
}

#[test]
fn differences_are_found() {
    let english = "# A\n\n    run --all    # everything\n\n```yaml\ntitle: Wheels\nhours: 6\n```\n";
    let chinese = "# 甲\n\n    run --all    # 全部\n\n```yaml\ntitle: 车轮\nhours: 6\n```\n";
    assert!(differences(english, chinese).is_empty());
    let example = chinese.replace("title: 车轮", "title: {zh: 车轮}");
    let original = english.replace("title: Wheels", "title: {en: Wheels}");
    assert!(differences(&original, &example).is_empty());
    for (written, instead) in [
        ("# 甲", "## 甲"),
        ("# 甲", "甲"),
        ("--all", "--any"),
        ("hours: 6", "hours: 7"),
        ("hours: 6\n", ""),
        ("title: 车轮", "name: 车轮"),
        ("```yaml", "```text"),
    ] {
        let changed = chinese.replacen(written, instead, 1);
        assert!(!differences(english, &changed).is_empty(), "{changed}");
    }
}
