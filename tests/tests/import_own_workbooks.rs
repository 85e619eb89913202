//! Workbooks that `clausebook export` wrote come back as they were, and what people changed in them changes a handbook.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use clausebook_tests::program::{repository, run};
use clausebook_tests::project::Project;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The parts of a workbook.
fn unpacked(book: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("XML in UTF-8");
        parts.insert(entry.name().expect("a name").to_string(), text);
    }
    parts
}

/// A workbook of these parts.
fn packed(parts: &BTreeMap<String, String>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(name.as_str(), SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(text.as_bytes()).expect("XML");
    }
    archive.finish().expect("a workbook").into_inner()
}

/// The text between two marks after each other, with what follows.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<(&'t str, &'t str)> {
    let (_, rest) = text.split_once(from)?;
    rest.split_once(to)
}

/// The cells of the two sheets that people see, by their places.
fn cells(book: &[u8]) -> BTreeMap<(usize, String), String> {
    let parts = unpacked(book);
    let mut strings = Vec::new();
    let mut rest = parts["xl/sharedStrings.xml"].as_str();
    while let Some((string, after)) = between(rest, "<si>", "</si>") {
        strings.push(string);
        rest = after;
    }
    let mut all = BTreeMap::new();
    for sheet in [1, 2] {
        let mut rest = parts[&format!("xl/worksheets/sheet{sheet}.xml")].as_str();
        while let Some((name, after)) = between(rest, "<c r=\"", "\"") {
            let (about, content) = after.split_once('>').expect("a cell");
            rest = content;
            if about.ends_with('/') {
                continue;
            }
            let (value, after) = between(content, "<v>", "</v>").expect("a value");
            rest = after;
            let value = match about.contains("t=\"s\"") {
                true => strings[value.parse::<usize>().expect("an index")],
                false => value,
            };
            all.insert((sheet, name.to_owned()), value.to_owned());
        }
    }
    all
}

/// The place of the only cell with these words.
#[track_caller]
fn place_of(book: &[u8], words: &str) -> (usize, String) {
    let all = cells(book);
    let mut found = all
        .iter()
        .filter(|(_, value)| value.contains(&format!(">{words}<")));
    let (place, _) = found.next().unwrap_or_else(|| panic!("no cell is {words}"));
    assert!(found.next().is_none(), "several cells are {words}");
    place.clone()
}

/// A workbook with other words in a cell.
#[track_caller]
fn with(book: &[u8], (sheet, name): &(usize, String), words: &str) -> Vec<u8> {
    let mut parts = unpacked(book);
    let sheet = parts
        .get_mut(&format!("xl/worksheets/sheet{sheet}.xml"))
        .expect("a sheet");
    let (before, rest) = sheet
        .split_once(&format!("<c r=\"{name}\""))
        .expect("the cell");
    let (_, after) = rest.split_once("</c>").expect("the end of the cell");
    *sheet = format!(
        "{before}<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{words}</t></is></c>{after}"
    );
    packed(&parts)
}

/// A workbook without a row, as if a person had deleted its cells.
fn without_row(book: &[u8], row: usize) -> Vec<u8> {
    let mut parts = unpacked(book);
    let sheet = parts.get_mut("xl/worksheets/sheet1.xml").expect("a sheet");
    let (before, rest) = sheet
        .split_once(&format!("<row r=\"{row}\""))
        .expect("the row");
    let (_, after) = rest.split_once("</row>").expect("the end of the row");
    *sheet = format!("{before}{after}");
    packed(&parts)
}

fn words(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn export(format: &str, root: &Path, standard: &str, reading: Option<&str>, out: &Path) -> Vec<u8> {
    let mut arguments = vec![
        "export",
        format,
        "--root",
        words(root),
        "--standard",
        standard,
    ];
    arguments.extend(
        reading
            .into_iter()
            .flat_map(|reading| ["--reading", reading]),
    );
    arguments.extend(["--out", words(out)]);
    run(&arguments).expect_code(0);
    fs::read(out).expect("an export")
}

/// The values of a list on the line of its key in `handbook.yaml`.
fn list(handbook: &str, key: &str) -> Vec<String> {
    let line = handbook
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{key}: [")));
    let items = line.and_then(|line| line.strip_suffix(']'));
    let items = items.unwrap_or_else(|| panic!("{key} is on one line"));
    items.split(", ").map(str::to_owned).collect()
}

/// Every handbook whose workbooks are tried: the fixtures, and the shipped standard.
fn handbooks() -> Vec<PathBuf> {
    let fixtures = fs::read_dir(repository().join("tests/fixtures")).expect("the fixtures");
    let fixtures = fixtures.map(|entry| entry.expect("a fixture").path());
    let mut all: Vec<PathBuf> = fixtures
        .chain([repository().to_owned()])
        .filter(|root| root.join("content/handbook.yaml").exists())
        .collect();
    all.sort();
    all
}

#[test]
fn every_workbook_comes_back_with_the_same_cells() {
    let mut tried = 0;
    for root in handbooks() {
        let handbook = fs::read_to_string(root.join("content/handbook.yaml")).expect("a handbook");
        // A standard without requirements has no workbook.
        let standards = list(&handbook, "standards").into_iter();
        for standard in standards.filter(|standard| standard != "rule") {
            for reading in list(&handbook, "readings") {
                let name = format!("{} {standard} {reading}", root.display());
                let project = Project::empty();
                let (book, into) = (project.path("book.xlsx"), project.path("handbook"));
                let before = export("xlsx", &root, &standard, Some(&reading), &book);
                let report = run(["import", "table", words(&book), "--into", words(&into)]);
                report.expect_code(0);
                let out = project.path("again.xlsx");
                let after = export("xlsx", &into, &standard, Some(&reading), &out);
                let is_same = before == after;
                let (before, after) = (cells(&before), cells(&after));
                for (place, cell) in &before {
                    assert_eq!(after.get(place), Some(cell), "{name}: {place:?}");
                }
                assert_eq!(after.len(), before.len(), "{name}");
                assert!(is_same, "{name}: the hidden sheets differ");
                tried += 1;
            }
        }
    }
    assert!(tried > 40, "{tried} workbooks");
}

/// The workbook of a made-up standard in two languages, and its handbook.
fn beekeeping() -> (Project, Vec<u8>) {
    let project = Project::made_up("profile");
    let out = project.path("book.xlsx");
    let book = export("xlsx", project.root(), "beekeeping", Some("en-zh"), &out);
    (project, book)
}

/// Brings the handbook up to date with a workbook, and returns the report.
fn update(project: &Project, book: &[u8]) -> String {
    update_of(project, "beekeeping", book)
}

fn update_of(project: &Project, standard: &str, book: &[u8]) -> String {
    project.write("book.xlsx", book);
    let book = project.path("book.xlsx");
    let root = words(project.root());
    let report = run([
        "import",
        "table",
        words(&book),
        "--into",
        root,
        "--update",
        standard,
    ]);
    let report = report.expect_code(0).stdout;
    run(["check", "--root", root]).expect_code(0);
    report
}

const CLAUSES: &str = "content/standards/beekeeping/clauses/";

/// The words of all clauses.
fn clauses(project: &Project) -> String {
    let mut files: Vec<PathBuf> = fs::read_dir(project.path(CLAUSES))
        .expect("clauses")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let texts = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a file"));
    texts.collect()
}

#[test]
fn a_workbook_without_changes_changes_nothing() {
    let (project, book) = beekeeping();
    let before = clauses(&project);
    let report = update(&project, &book);
    assert!(report.contains("nothing changed"), "{report}");
    assert!(!report.contains("without a place"), "{report}");
    assert_eq!(clauses(&project), before);
}

#[test]
fn cells_that_were_changed_change_these_texts_and_no_others() {
    let (project, book) = beekeeping();
    let before = clauses(&project);
    let mut edited = book.clone();
    for (old, new) in [
        (
            "lights a smoker that stays lit;",
            "lights a smoker quickly;",
        ),
        ("移虫而不伤幼虫。", "移虫时不伤幼虫。"),
        ("Queens", "Queens and drones"),
        ("Elder / 老手", "Journeyman / 熟手"),
        ("Queen breeders / 育王师", "Apiarists / 养蜂师"),
    ] {
        edited = with(&edited, &place_of(&book, old), new);
    }
    let report = update(&project, &edited);
    assert!(report.contains("5 values changed"), "{report}");
    let after = clauses(&project);
    let expected = before
        .replace(
            "lights a smoker that stays lit;",
            "lights a smoker quickly;",
        )
        .replace("移虫而不伤幼虫。", "移虫时不伤幼虫。")
        .replace("{en: Queens,", "{en: Queens and drones,");
    let is_new = |line: &&str| !expected.lines().any(|known| known == *line);
    let new: Vec<&str> = after.lines().filter(is_new).map(str::trim).collect();
    assert_eq!(new, ["level: journeyman", "role: apiarist"], "{after}");
    let is_gone = |line: &&str| !after.lines().any(|known| known == *line);
    assert_eq!(expected.lines().filter(is_gone).count(), 0, "{after}");
}

#[test]
fn rows_that_are_new_moved_or_gone_keep_the_other_permalinks() {
    let (project, book) = beekeeping();
    let (_, name) = place_of(&book, "tells a drone from a worker;");
    let row: usize = name
        .trim_start_matches(char::is_alphabetic)
        .parse()
        .expect("a row");
    let text = name.trim_end_matches(char::is_numeric);
    // The first of two requirements goes; the second keeps its letter.
    let mut parts = unpacked(&without_row(&book, row));
    let sheet = parts.get_mut("xl/worksheets/sheet1.xml").expect("a sheet");
    let new = format!(
        "<row r=\"90\"><c r=\"B90\" t=\"inlineStr\"><is><t>2.1 Everyday visits / 日常查看</t></is></c>\
         <c r=\"{text}90\" t=\"inlineStr\"><is><t>hums a tune.</t></is></c></row></sheetData>"
    );
    *sheet = sheet.replace("</sheetData>", &new);
    let report = update(&project, &packed(&parts));
    assert!(report.contains("1 part added"), "{report}");
    assert!(report.contains("1 part removed"), "{report}");
    let after = clauses(&project);
    assert!(!after.contains("tells a drone"), "{after}");
    for line in ["letter: b", "hums a tune.", "letter: c"] {
        assert!(after.contains(line), "{line}: {after}");
    }
}

#[test]
fn titles_of_annexes_that_were_changed_are_changed() {
    let project = Project::made_up("pottery");
    let out = project.path("book.xlsx");
    let book = export("xlsx", project.root(), "pottery", Some("en"), &out);
    let place = place_of(&book, "Evaluation form for throwers");
    let file = "content/standards/pottery/annexes/A.yaml";
    let before = project.read(file);
    let edited = with(&book, &place, "Form for throwers");
    let report = update_of(&project, "pottery", &edited);
    assert!(report.contains("1 value changed"), "{report}");
    // The caption of the form, which has the same words, is not in the sheet.
    let expected = before.replacen(
        "{en: Evaluation form for throwers,",
        "{en: Form for throwers,",
        1,
    );
    assert_ne!(expected, before);
    assert_eq!(project.read(file), expected);
}

#[test]
fn words_that_look_like_formulas_are_words_in_workbooks() {
    let project = Project::empty();
    let table = "id,text\nA,\"=cmd|'/c calc'!A0\"\nB,\"=HYPERLINK(\"\"https://evil.example\"\")\"\nC,@SUM(1)\n";
    project.write("x.csv", table);
    let (file, into) = (project.path("x.csv"), project.path("handbook"));
    run(["import", "table", words(&file), "--into", words(&into)]).expect_code(0);
    let book = export("xlsx", &into, "x", None, &project.path("book.xlsx"));
    for (name, part) in unpacked(&book) {
        assert!(
            !part.contains("<f>") && !part.contains("<f "),
            "{name}: {part}"
        );
    }
    place_of(&book, "=cmd|'/c calc'!A0");
}
