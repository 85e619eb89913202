//! The files of a standard that hold one record beside its description and its clauses: the rubric, and the annexes with
//! their forms.

use std::sync::Arc;

use super::fields::{fields, shown};
use super::merging::get;
use crate::source::decode::Decode;
use crate::source::emit::Yaml;
use crate::source::encode::to_yaml;
use crate::source::format::annex::Annex;
use crate::source::format::rubric::Rubric;
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node, Value};

/// The beginning of the names of annexes.
pub(super) const ANNEXES: &str = "annexes/";

/// A rubric or an annex.
#[derive(Clone, Debug)]
pub(super) struct SnapshotDocument {
    /// `rubric`, or `annexes/A`.
    pub(super) name: String,
    pub(super) file: Arc<str>,
    /// The keys of its record with their values.
    pub(super) fields: Vec<(String, Yaml)>,
}

impl SnapshotDocument {
    /// The words by which it is known.
    pub(super) fn words(&self) -> String {
        match get(&self.fields, "title") {
            Some(Yaml::Table(pairs)) => shown(pairs.first().map(|(_, words)| words)),
            title => shown(title),
        }
    }
}

/// Reads the rubric and the annexes of the standard in a folder. Files that cannot be read are reported elsewhere.
pub(super) fn documents_in(tree: &Tree, folder: &str) -> Vec<SnapshotDocument> {
    let mut all = Vec::new();
    for (path, text) in &tree.files {
        let Some(rest) = path.strip_prefix(folder) else {
            continue;
        };
        let node = || yaml::parse(path, text).ok();
        let mut faults = Vec::new();
        let found = if rest == "rubric.yaml" {
            let rubric = node().and_then(|node| Rubric::decode(&node, &mut faults));
            rubric.map(|rubric| ("rubric".to_owned(), fields(&rubric)))
        } else if rest.starts_with(ANNEXES) && rest.ends_with(".yaml") {
            let annex = node().and_then(|node| Annex::decode(&node, &mut faults));
            annex.map(|annex| (format!("{ANNEXES}{}", annex.id), fields(&annex)))
        } else {
            None
        };
        if let Some((name, fields)) = found {
            all.push(SnapshotDocument {
                name,
                file: path.clone(),
                fields,
            });
        }
    }
    all
}

/// A file for each annex of a list in one file, each with its path from the folder of the standard.
pub(super) fn annex_files(file: &Arc<str>, text: &str) -> Vec<(String, String)> {
    let node = yaml::parse(file, text).ok();
    let items: &[Node] = match node.as_ref().map(|node| &node.value) {
        Some(Value::Sequence(items)) => items,
        Some(Value::Null | Value::Scalar(_) | Value::Mapping(_)) | None => &[],
    };
    let annexes = items
        .iter()
        .filter_map(|node| Annex::decode(node, &mut Vec::new()));
    annexes
        .map(|annex| (format!("{ANNEXES}{}.yaml", annex.id), to_yaml(&annex)))
        .collect()
}
