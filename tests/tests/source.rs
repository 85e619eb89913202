//! The content and the pages contain the complete standard, to the letter.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clausebook_tests::page::{Page, standard_text};
use clausebook_tests::program::{handbook, repository};
use clausebook_tests::source::{Kind, Piece, STANDARD, bare, pieces};
use clausebook_tests::yaml::{files, get, list, mappings, read, string};
use yaml_rust2::Yaml;

fn folder() -> PathBuf {
    repository().join("content").join(STANDARD)
}

/// The text of the source as extracted from its PDF.
fn printed() -> String {
    let path = repository().join("tests/fixtures/source.zh.txt");
    fs::read_to_string(path).expect("the source is a fixture")
}

#[test]
fn the_encoded_text_is_the_source() {
    let pieces = pieces(&folder());
    let encoded: Vec<char> = bare(pieces.iter().map(|piece| piece.zh.as_str()))
        .chars()
        .collect();
    let source: Vec<char> = bare([printed().as_str()]).chars().collect();
    let same = encoded
        .iter()
        .zip(&source)
        .take_while(|(one, other)| one == other)
        .count();
    let around = |text: &[char]| -> String {
        text[same.saturating_sub(30).min(text.len())..(same + 30).min(text.len())]
            .iter()
            .collect()
    };
    assert!(
        encoded == source,
        "the encoded text leaves the source after {same} characters:\n  source:  …{}…\n  encoded: …{}…",
        around(&source),
        around(&encoded)
    );
}

#[test]
fn the_content_has_the_counted_number_of_each_part() {
    let standard = read(&folder().join("standard.yaml"));
    let rubric = read(&folder().join("rubric.yaml"));
    let forms: Vec<Yaml> = files(&folder().join("annexes"))
        .iter()
        .map(|file| read(file))
        .collect();
    let roles = list(&standard, "roles");
    let rows = || forms.iter().flat_map(|annex| list(annex, "form.rows"));
    assert_eq!(roles.len(), 5, "roles");
    assert_eq!(
        roles
            .iter()
            .map(|role| list(role, "tasks").len())
            .sum::<usize>(),
        26,
        "tasks"
    );
    assert_eq!(forms.len(), 5, "forms");
    assert_eq!(rows().count(), 30, "rows");
    let scores = rows().map(|row| {
        get(row, "scores")
            .and_then(Yaml::as_hash)
            .map_or(0, |scores| scores.len())
    });
    assert_eq!(scores.sum::<usize>(), 120, "scores");
    assert_eq!(list(&rubric, "totals").len(), 3, "totals");
    let bands: Vec<_> = list(&rubric, "bands")
        .iter()
        .map(|band| (string(band, "id"), get(band, "from").and_then(Yaml::as_i64)))
        .collect();
    let expected = [
        ("senior", Some(90)),
        ("mid", Some(80)),
        ("junior", Some(60)),
        ("unqualified", None),
    ];
    assert_eq!(bands, expected.map(|(id, from)| (id.to_owned(), from)));
    // In the source, every requirement starts with a double dash.
    let items = pieces(&folder())
        .iter()
        .filter(|piece| matches!(piece.kind, Kind::Item(_)))
        .count();
    let outcomes = printed()
        .lines()
        .filter(|line| line.trim().starts_with(['a', 'b']) && line.contains('）'))
        .count();
    assert_eq!(
        items - outcomes,
        printed().matches("——").count(),
        "requirements"
    );
    assert_eq!(outcomes, 8, "outcomes");
}

#[test]
fn every_text_has_both_languages() {
    let mut faults = Vec::new();
    let standard = folder();
    for file in ["clauses", "annexes"]
        .iter()
        .flat_map(|name| files(&standard.join(name)))
        .chain(files(&standard))
    {
        let name = file
            .strip_prefix(&standard)
            .expect("a file of the standard")
            .display()
            .to_string();
        mappings(&read(&file), "", &mut |path, node| {
            let empty = |language| {
                get(node, language)
                    .is_none_or(|text| text.as_str().is_none_or(|text| text.trim().is_empty()))
            };
            let has = |language| get(node, language).is_some();
            // `forms` of a glossary term holds other forms in one language.
            if (has("zh") || has("en")) && (empty("zh") || empty("en")) && !path.ends_with(".forms")
            {
                faults.push(format!("{name}{path}"));
            }
        });
    }
    assert!(faults.is_empty(), "texts that lack a language: {faults:#?}");
}

#[test]
fn every_sentence_is_in_its_place_on_its_chinese_page() {
    assert_places("zh", |piece| Some(piece.zh.clone()));
}

#[test]
fn every_translation_is_in_its_place_on_its_english_page() {
    assert_places("en", |piece| match piece.kind {
        Kind::Number => Some(piece.zh.clone()),
        _ => piece.en.clone(),
    });
}

#[test]
fn every_sentence_is_in_its_place_in_both_languages_side_by_side() {
    assert_places("zh-en", |piece| Some(piece.zh.clone()));
    assert_places("zh-en", |piece| piece.en.clone());
}

#[test]
fn every_requirement_is_at_its_anchor() {
    let mut faults = Vec::new();
    for piece in pieces(&folder()) {
        let Kind::Item(letter) = &piece.kind else {
            continue;
        };
        for (reading, text) in [
            ("zh", &piece.zh),
            ("en", piece.en.as_ref().expect("an item has its English")),
            ("zh-en", &piece.zh),
        ] {
            let page = Page::open(&page_path(reading, &piece.clause));
            let found = page
                .by_id(letter)
                .map(|element| bare([standard_text(element).as_str()]));
            if !found.is_some_and(|found| found.contains(&bare([text.as_str()]))) {
                faults.push(format!("{reading} {}#{letter}: {text}", piece.clause));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "requirements that are not at their anchors: {faults:#?}"
    );
}

#[test]
fn one_page_contains_the_complete_standard_in_order() {
    for reading in ["zh", "en"] {
        let page = Page::open(
            &site()
                .join(reading)
                .join("cbec-export-operations/whole.html"),
        );
        let text = bare([page.standard_text().as_str()]);
        let mut missing = Vec::new();
        let mut at = 0;
        for piece in pieces(&folder())
            .iter()
            .filter(|piece| piece.kind != Kind::Furniture)
        {
            let words = if reading == "zh" || piece.kind == Kind::Number {
                Some(&piece.zh)
            } else {
                piece.en.as_ref()
            };
            let Some(words) = words.map(|words| bare([words.as_str()])) else {
                continue;
            };
            match (&piece.kind, text[at..].find(&words), text.find(&words)) {
                (_, None, None) => {
                    missing.push(format!("{}: not there: {}", piece.clause, piece.zh))
                }
                // Items are long enough to be distinguished; a table may be in another place than in print.
                (Kind::Item(_), None, _) => {
                    missing.push(format!("{}: not in order: {}", piece.clause, piece.zh))
                }
                (Kind::Item(_), Some(found), _) => at += found,
                _ => {}
            }
        }
        assert!(missing.is_empty(), "{reading}: {missing:#?}");
    }
}

/// Asserts that every piece of the standard is on its clause's page, in the order of print.
#[track_caller]
fn assert_places(reading: &str, words: impl Fn(&Piece) -> Option<String>) {
    let mut clauses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for piece in pieces(&folder()) {
        if piece.kind == Kind::Furniture || piece.clause.is_empty() {
            continue;
        }
        if let Some(words) = words(&piece) {
            clauses.entry(piece.clause).or_default().push(words);
        }
    }
    assert_eq!(clauses.len(), 58, "53 clauses and 5 annexes");
    let mut faults = Vec::new();
    for (clause, texts) in clauses {
        let page = Page::open(&page_path(reading, &clause));
        let page = bare([page.standard_text().as_str()]);
        let is_annex = clause.chars().all(char::is_uppercase);
        let mut at = 0;
        for text in texts {
            let wanted = bare([text.as_str()]);
            match page[at..].find(&wanted) {
                Some(found) => at += found + wanted.len(),
                // A form is a table: its cells may come in another order than in print, and its headings only once.
                None if is_annex && page.contains(&wanted) => {}
                None if page.contains(&wanted) => {
                    faults.push(format!("{clause}: not in its place: {text}"))
                }
                None => faults.push(format!("{clause}: not there: {text}")),
            }
        }
    }
    let count = faults.len();
    faults.truncate(40);
    assert!(faults.is_empty(), "{reading}: {count} faults: {faults:#?}");
}

fn page_path(reading: &str, clause: &str) -> PathBuf {
    site()
        .join(reading)
        .join("cbec-export-operations")
        .join(format!("{clause}.html"))
}

/// The handbook, built once for all tests.
fn site() -> &'static Path {
    handbook(env!("CARGO_TARGET_TMPDIR"))
}
