//! Retires the published requirements that a new release no longer has, so that their permalinks still answer.

use std::sync::Arc;

use super::report::UpdateReport;
use super::snapshot::Snapshot;
use crate::import::error::ImportError;
use crate::import::files::NewFile;
use crate::import::handbook::HANDBOOK;
use crate::language::message::message;
use crate::source::decode::Decode;
use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::lock::Lock;
use crate::source::format::permalinks::address;
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node, Value};

const LOCK: &str = "content/permalinks.lock";
const PERMALINKS: &str = "content/permalinks.yaml";

/// The reason for the removal, in the languages that have words for it.
const REASONS: [(&str, &str); 2] = [
    ("en", "A newer release of the source no longer has it."),
    ("zh", "来源的新版本不再包含此项。"),
];

/// Adds the removed requirements that were published to `permalinks.yaml`. `None` if there are none.
///
/// # Errors
/// Returns an error if that file is laid out so that it cannot be edited.
pub(super) fn retire(
    tree: &Tree,
    today: &Snapshot,
    name: &str,
    removed: &[String],
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
    if items.is_empty() {
        return Ok(None);
    }
    report.remarks.push(message!(
        "{file} says of each retired requirement that the source no longer has it; write a better reason and what replaces it where you know them",
        file = PERMALINKS
    ));
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
    let mut edits = YamlEdits::of(text);
    let is_done = match node.get("retired") {
        Some(
            list @ Node {
                value: Value::Sequence(known),
                ..
            },
        ) if !known.is_empty() => items
            .iter()
            .all(|item| edits.insert(list, known.len(), item)),
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
