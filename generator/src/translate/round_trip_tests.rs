//! Whatever a translator writes comes back as it was written, and nothing else changes.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::comparison::compare;
use super::returned::ReturnedUnit;
use super::units::units;
use super::{po, reader, xliff};
use crate::model::translatable::TranslatablePlace;
use crate::model::{CompleteHandbook, Handbook};
use crate::source::documents::Documents;
use crate::source::edit::words::At;
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node, Value};

fn handbook(tree: &Tree) -> CompleteHandbook {
    let documents = Documents::read(tree);
    let faults: Vec<_> = documents
        .faults()
        .filter(|fault| fault.is_error())
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
    let handbook = Arc::new(Handbook::build(&documents));
    handbook.complete().expect("the handbook is complete")
}

/// A handbook in English, partly in Chinese.
fn small() -> Tree {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/small");
    Tree::read(&root, "content", &mut Vec::new()).expect("the fixture can be read")
}

/// Words as a translator may write them: any characters but those that no file may hold, not blank, in lines without white
/// space at either end.
fn words() -> impl Strategy<Value = String> {
    "[ -~é一-龥：。，'\"{}#&*!|>%@`\\\\]{1,12}(\n[ -~一-龥：]{1,8}){0,2}".prop_filter_map(
        "blank",
        |words| {
            let words = words.trim().to_owned();
            (!words.is_empty()).then_some(words)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn translations_come_back_as_they_were_written(
        translations in prop::collection::vec(words(), 12),
        first in 0_usize..40,
        in_po in any::<bool>(),
        is_draft in any::<bool>(),
    ) {
        let tree = small();
        let before = handbook(&tree);
        let to = before.languages.iter().find(|language| &*language.id == "zh").expect("it has Chinese");
        let all = units(&before, &tree, None, "zh");
        let text = if in_po { po::write(&all, "Small", None, to) } else { xliff::write(&all, None, to, str::to_owned) };
        let mut returned: Vec<ReturnedUnit> = reader::read(text.as_bytes()).expect("it reads what it writes");
        prop_assert_eq!(returned.len(), all.len());
        let mut written = Vec::new();
        let plain = returned.iter_mut().zip(&all).filter(|(_, unit)| !unit.text.is_markdown).skip(first);
        for ((back, unit), words) in plain.zip(&translations) {
            // Front matter has one line.
            back.target = if unit.file.ends_with(".md") { words.replace('\n', " ") } else { words.clone() };
            back.is_draft = is_draft;
            written.push((back.id.clone(), back.target.clone()));
        }
        let intake = compare(&before, &tree, &returned, to);
        prop_assert_eq!(&intake.refused, &Vec::new());
        let mut changed = tree.clone();
        for file in &intake.files {
            changed.files.insert(file.path.clone(), file.after.as_str().into());
        }
        let after = handbook(&changed);
        let now = units(&after, &changed, None, "zh");
        for (one, other) in all.iter().zip(&now) {
            prop_assert_eq!(&one.id, &other.id);
            prop_assert_eq!(&one.text.original.words, &other.text.original.words);
            let expected = written.iter().find(|(id, _)| *id == one.id).map(|(_, words)| words.as_str());
            let expected = expected.or(one.text.target.as_deref());
            prop_assert_eq!(expected, other.text.target.as_deref());
        }
        // The originals and everything else are as they were: only lines with Chinese differ.
        for file in &intake.files {
            let Some(before) = &file.before else { continue };
            let gone = before.lines().filter(|line| !file.after.contains(*line)).count();
            prop_assert!(gone <= written.len() + 2, "{gone} lines of {} are gone", file.path);
        }
    }
}

/// The fixtures whose texts are in several languages.
const FIXTURES: [&str; 9] = [
    "arabic",
    "forms",
    "formulas",
    "generated",
    "grid",
    "levels",
    "matrix",
    "pottery",
    "profile",
];

/// The places of all texts in several languages that are written in a file: mappings with a language for every key, and words for
/// every value.
fn written_texts(node: &Node, languages: &[&str], found: &mut Vec<At>) {
    match &node.value {
        Value::Null | Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for item in items {
                written_texts(item, languages, found);
            }
        }
        Value::Mapping(pairs) => {
            let is_text = pairs.iter().all(|(key, value)| {
                let is_language =
                    matches!(&key.value, Value::Scalar(key) if languages.contains(&&**key));
                is_language && matches!(value.value, Value::Scalar(_))
            });
            if is_text && !pairs.is_empty() {
                found.push((node.position.line, node.position.column));
            }
            for (_, value) in pairs {
                written_texts(value, languages, found);
            }
        }
    }
}

#[test]
fn no_text_that_an_author_wrote_is_forgotten() {
    let mut seen = 0;
    for name in FIXTURES {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
        let tree =
            Tree::read(&root.join(name), "content", &mut Vec::new()).expect("it can be read");
        let handbook = handbook(&tree);
        let languages: Vec<&str> = handbook.languages.iter().map(|known| &*known.id).collect();
        // Whatever is in one language alone is translated into one that the handbook does not have.
        let units = units(&handbook, &tree, None, "none");
        let known: HashSet<(Arc<str>, At)> = units
            .iter()
            .filter_map(|unit| match &unit.text.place {
                TranslatablePlace::Text(text) => {
                    let at = (text.position.line, text.position.column);
                    Some((text.position.file.clone(), at))
                }
                TranslatablePlace::File { .. } => None,
            })
            .collect();
        for (file, text) in tree
            .files
            .iter()
            .filter(|(file, _)| file.ends_with(".yaml"))
        {
            let mut found = Vec::new();
            let node = yaml::parse(file, text).expect("it is YAML");
            written_texts(&node, &languages, &mut found);
            seen += found.len();
            for at in found {
                assert!(
                    known.contains(&(file.clone(), at)),
                    "{name}: {file}:{}:{}",
                    at.0,
                    at.1
                );
            }
        }
    }
    assert!(seen > 500, "{seen}");
}
