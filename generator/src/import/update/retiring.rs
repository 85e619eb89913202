//! Retires the published requirements that a new release no longer has, so that their permalinks still answer.

use std::collections::HashSet;
use std::sync::Arc;

use super::nearness::plain;
use super::report::UpdateReport;
use super::snapshot::Snapshot;
use crate::import::error::ImportError;
use crate::import::files::NewFile;
use crate::import::handbook::HANDBOOK;
use crate::language::message::{Series, message};
use crate::source::decode::Decode;
use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::lock::Lock;
use crate::source::format::permalinks::{self, Permalinks, address};
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node, Value};

const LOCK: &str = "content/permalinks.lock";
const PERMALINKS: &str = "content/permalinks.yaml";

/// The reason for the removal, in the languages that have words for it.
const REASONS: [(&str, &str); 2] = [
    ("en", "A newer release of the source no longer has it."),
    ("zh", "来源的新版本不再包含此项。"),
];

/// A retired requirement.
#[derive(Debug)]
pub(super) struct RetiredPart {
    pub(super) id: String,
    /// Its words in each language, plain.
    pub(super) words: Vec<String>,
}

/// The retired requirements of a standard.
pub(super) fn retired(tree: &Tree, name: &str) -> Vec<RetiredPart> {
    let file: Arc<str> = PERMALINKS.into();
    let text = tree.files.get(&file).map_or("", |text| text);
    let node = yaml::parse(&file, text).ok();
    let record = node.and_then(|node| Permalinks::decode(&node, &mut Vec::new()));
    let mut all = Vec::new();
    for item in record.iter().flat_map(|record| record.retired.iter()) {
        let id = permalinks::name(&item.address.path).strip_prefix(name);
        if let Some(id) = id.and_then(|rest| rest.strip_prefix('/')) {
            let words = item.text.languages.iter();
            all.push(RetiredPart {
                id: id.to_owned(),
                words: words.map(|(_, words, _)| plain(words)).collect(),
            });
        }
    }
    all
}

/// Adds the removed requirements that were published to `permalinks.yaml`, and takes those that the source has again out of it.
/// `None` if there are none.
///
/// # Errors
/// Returns an error if that file is laid out so that it cannot be edited.
pub(super) fn retire(
    tree: &Tree,
    today: &Snapshot,
    name: &str,
    removed: &[String],
    restored: &HashSet<String>,
    report: &mut UpdateReport,
) -> Result<Option<NewFile>, ImportError> {
    let file: Arc<str> = LOCK.into();
    let lock = tree.files.get(&file).map_or("", |text| text);
    let lock = Lock::read(&file, lock, &mut Vec::new());
    let reason = reason(tree);
    let mut items = Vec::new();
    for id in removed {
        let address = address(name, id);
        let is_published = lock.entries.iter().any(|entry| *entry.address == *address);
        let Some(part) = today.get(id).filter(|part| is_published && !part.is_clause) else {
            continue;
        };
        let text = part.get("text").or_else(|| part.get("title"));
        let text = text.cloned().unwrap_or_else(|| reason.clone());
        report.retired.push(id.clone());
        items.push(Yaml::Record(vec![
            ("address".to_owned(), Yaml::Symbol(address)),
            ("text".to_owned(), text),
            ("reason".to_owned(), reason.clone()),
        ]));
    }
    if items.is_empty() && restored.is_empty() {
        return Ok(None);
    }
    if !restored.is_empty() {
        let mut ids: Vec<&str> = restored.iter().map(String::as_str).collect();
        ids.sort_unstable();
        report.remarks.push(message!(
            "the source has {ids} again, so {count|it is|they are} no longer retired in {file}",
            ids = Series::plain(ids),
            count = restored.len(),
            file = PERMALINKS
        ));
    }
    if !items.is_empty() {
        report.remarks.push(message!(
        "{file} says of each retired requirement that the source no longer has it; write a better reason and what replaces it where you know them",
        file = PERMALINKS
    ));
    }
    let file: Arc<str> = PERMALINKS.into();
    let Some(text) = tree.files.get(&file) else {
        let record = Yaml::Record(vec![("retired".to_owned(), Yaml::List(items))]);
        return Ok(Some((PERMALINKS.to_owned(), emit::document(&record))));
    };
    let failed = || {
        ImportError::usage(
            message!(
                "{file} is laid out in a way that cannot be extended; nothing was written",
                file = PERMALINKS
            ),
            message!("write its `retired` as a list with a hyphen for each item, and import again"),
        )
    };
    let node = yaml::parse(&file, text).map_err(|_| failed())?;
    let addresses: HashSet<String> = restored.iter().map(|id| address(name, id)).collect();
    let is_restored = |item: &Node| {
        let address = item.get("address").map(|address| &address.value);
        matches!(address, Some(Value::Scalar(address)) if addresses.contains(address.as_str()))
    };
    let mut edits = YamlEdits::of(text);
    let is_done = match node.get("retired") {
        Some(
            list @ Node {
                value: Value::Sequence(known),
                ..
            },
        ) if !known.is_empty() => {
            let places: Vec<usize> = (0..known.len())
                .filter(|place| is_restored(&known[*place]))
                .collect();
            if places.len() == known.len() {
                edits.set(&node, "retired", &Yaml::List(items), &[])
            } else {
                places.iter().all(|place| edits.remove_item(list, *place))
                    && items
                        .iter()
                        .all(|item| edits.insert(list, known.len(), item))
            }
        }
        Some(_) | None => edits.set(&node, "retired", &Yaml::List(items), &[]),
    };
    let edited = edits.finish().filter(|_| is_done).ok_or_else(failed)?;
    Ok(Some((PERMALINKS.to_owned(), edited)))
}

/// The reason in the languages of the handbook.
fn reason(tree: &Tree) -> Yaml {
    let file: Arc<str> = HANDBOOK.into();
    let text = tree.files.get(&file).map_or("", |text| text);
    let record = yaml::parse(&file, text).ok();
    let record = record.and_then(|node| HandbookRecord::decode(&node, &mut Vec::new()));
    let keys: Vec<String> = record
        .iter()
        .flat_map(|record| &record.languages)
        .map(|language| language.id.as_str().to_owned())
        .collect();
    let known: Vec<(String, Yaml)> = REASONS
        .iter()
        .filter(|(key, _)| keys.iter().any(|known| known == key))
        .map(|(key, words)| ((*key).to_owned(), Yaml::Text((*words).to_owned())))
        .collect();
    match (known.is_empty(), keys.first()) {
        (true, Some(first)) => {
            Yaml::Table(vec![(first.clone(), Yaml::Text(REASONS[0].1.to_owned()))])
        }
        (_, _) => Yaml::Table(known),
    }
}
