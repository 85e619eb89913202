//! Updates of a standard that was imported before, from a newer release of its source.
//!
//! Three states are compared: what was imported last (kept in `import/STANDARD/`), the new release, and the files of today.
//! What only the source changed is changed in the files, in place. What the editor changed stays, and is reported where the
//! source changed it too. `snapshot` reads a state, `matching` finds the parts of the new release that are known by their
//! identifiers, `merging` compares values, `editing` decides the edits, and `steps` makes them.

mod editing;
mod expected;
mod matching;
mod merging;
mod retiring;
mod snapshot;
mod steps;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::ImportError;
use super::files::{NewFile, base_files, base_folder, left_over_file};
use super::found::FoundStandard;
use super::handbook::with_languages;
use super::mapping::{MappedStandard, mapped};
use crate::source::emit;
use crate::source::encode::Encode;
use crate::source::place::CONTENT;
use crate::source::tree::Tree;
use editing::Editor;
use snapshot::Snapshot;

/// The handbook's own file.
const HANDBOOK: &str = "content/handbook.yaml";

/// A change of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// The part, and the place in it: `K1.2, text, en`.
    pub place: String,
    /// The words or the value before; empty if there was none.
    pub before: String,
    /// The words or the value after; empty if there is none.
    pub after: String,
}

/// The changes that an update makes, and those that it leaves to the editor.
#[derive(Debug, Default)]
pub struct UpdateReport {
    /// The parts that are new, with their words.
    pub added: Vec<(String, String)>,
    /// The values that the source changed.
    pub changed: Vec<PartChange>,
    /// The parts that the source no longer has, with their words.
    pub removed: Vec<(String, String)>,
    /// The published requirements among them, which are now retired.
    pub retired: Vec<String>,
    /// The values that both the source and the editor changed; the editor's stay.
    pub kept: Vec<PartChange>,
    /// Everything that a person has to do, one sentence each.
    pub remarks: Vec<String>,
}

/// An update with the files that it needs.
#[derive(Debug)]
pub struct PlannedUpdate {
    /// The new release.
    pub mapped: MappedStandard,
    /// The changes.
    pub report: UpdateReport,
    /// The files of the content that change, and those that are new.
    pub files: Vec<NewFile>,
    /// The files of the content that are removed, since nothing is left in them.
    pub removed: Vec<String>,
    /// The record of what was imported, which no person edits.
    pub record: Vec<NewFile>,
}

/// Plans the update of the standard `name` of the handbook at `root`. Nothing is written.
///
/// # Errors
/// Returns an error if there is no such standard, if the handbook has faults, or if its files cannot be edited.
pub fn planned(
    mut found: FoundStandard,
    name: &str,
    root: &Path,
    origin: &str,
) -> Result<PlannedUpdate, ImportError> {
    let mut faults = Vec::new();
    let tree = Tree::read(root, CONTENT, &mut faults).map_err(|error| {
        ImportError::usage(
            error.to_string(),
            "name the folder of a handbook with `--into` or `--root`",
        )
    })?;
    let today = snapshot_of(&tree, name)?;
    let base = base(&tree, name, root)?;
    let mut report = UpdateReport::default();
    if base.is_none() {
        report.remarks.push(format!(
            "{} does not say what was imported last, so every difference counts as a change of yours and is only listed; the next update will know",
            base_folder(name)
        ));
    }
    matching::match_parts(&mut found, base.as_ref().unwrap_or(&today), &today);
    let mapped = mapped(found, name);
    let new_base = base_files(&mapped);
    let release = snapshot_of(&tree_of(&tree, name, &new_base), name)?;
    let handbook = tree.files.get(HANDBOOK).map_or("", |text| text);
    let mut editor = Editor::new(&tree, &today, base.as_ref(), &release, name, &mut report)?;
    editor.change_values();
    editor.add_parts();
    editor.remove_parts();
    let edited = editor.finish()?;
    let mut files = edited.files;
    match with_languages(handbook, &mapped.languages) {
        Some(text) if text != handbook => files.push((HANDBOOK.to_owned(), text)),
        Some(_) => {}
        None => report.remarks.push(format!(
            "{HANDBOOK} could not be extended; add the languages that it lacks"
        )),
    }
    if report
        .changed
        .iter()
        .any(|change| !change.place.starts_with("standard.yaml"))
        && tree.files.contains_key("content/permalinks.lock")
    {
        report.remarks.push("where published words changed, `clausebook check --accept` records them, with the earlier ones".to_owned());
    }
    verify(&tree, &files, &edited.removed, name, &edited.expected)?;
    if let Some(file) = retiring::retire(&tree, &today, name, &edited.removed_parts, &mut report)? {
        files.push(file);
    }
    let mut record = new_base;
    record.extend(left_over_file(&mapped, origin));
    Ok(PlannedUpdate {
        mapped,
        report,
        files,
        removed: edited.removed,
        record,
    })
}

/// Writes a planned update.
///
/// # Errors
/// Returns an error if a file cannot be written.
pub fn write(root: &Path, update: &PlannedUpdate) -> Result<(), ImportError> {
    for (path, text) in update.files.iter().chain(&update.record) {
        let file = root.join(path);
        let failed = |cause| ImportError::System {
            action: "write",
            file: file.display().to_string(),
            cause,
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&file, text).map_err(failed)?;
    }
    for path in &update.removed {
        let file = root.join(path);
        fs::remove_file(&file).map_err(|cause| ImportError::System {
            action: "remove",
            file: file.display().to_string(),
            cause,
        })?;
    }
    Ok(())
}

/// Reads the standard of a tree.
fn snapshot_of(tree: &Tree, name: &str) -> Result<Snapshot, ImportError> {
    Snapshot::of(tree, name)
}

/// What was imported last. `None` if the handbook does not say.
fn base(tree: &Tree, name: &str, root: &Path) -> Result<Option<Snapshot>, ImportError> {
    let folder = base_folder(name);
    let mut files = Vec::new();
    for file in ["standard.yaml", "clauses.yaml"] {
        match fs::read_to_string(root.join(format!("{folder}/{file}"))) {
            Ok(text) => files.push((format!("{folder}/{file}"), text)),
            Err(_) => return Ok(None),
        }
    }
    snapshot_of(&tree_of(tree, name, &files), name).map(Some)
}

/// A tree with the handbook's own file, and a standard of these two files.
fn tree_of(tree: &Tree, name: &str, files: &[NewFile]) -> Tree {
    let mut alone = Tree::default();
    if let Some((path, text)) = tree.files.get_key_value(HANDBOOK) {
        alone.files.insert(path.clone(), text.clone());
    }
    for (path, text) in files {
        let file = if path.ends_with("clauses.yaml") {
            "clauses/all.yaml"
        } else {
            "standard.yaml"
        };
        let path: Arc<str> = format!("{CONTENT}/standards/{name}/{file}").into();
        alone.files.insert(path, text.as_str().into());
    }
    alone
}

/// Reads the edited files again, and requires that they say what they should.
fn verify(
    tree: &Tree,
    files: &[NewFile],
    removed: &[String],
    name: &str,
    expected: &expected::Expected,
) -> Result<(), ImportError> {
    let mut after = tree.clone();
    for path in removed {
        after.files.remove(path.as_str());
    }
    for (path, text) in files {
        after
            .files
            .insert(path.as_str().into(), text.as_str().into());
    }
    let after = snapshot_of(&after, name)?;
    let wrong = expected.differences(&after);
    match wrong.first() {
        None => Ok(()),
        Some(first) => Err(ImportError::usage(
            format!(
                "the files of `{name}` are laid out in a way that cannot be edited, at {first}; nothing was written"
            ),
            "write that record in block style, with a key on each line, and import again",
        )),
    }
}

/// The ids of a list of parts.
fn ids<'a>(parts: impl Iterator<Item = &'a snapshot::SnapshotPart>) -> HashSet<&'a str> {
    parts.map(|part| &*part.id).collect()
}

/// A value in one line, for a report.
fn shown(value: Option<&emit::Yaml>) -> String {
    match value {
        None => String::new(),
        Some(emit::Yaml::Text(words) | emit::Yaml::Symbol(words) | emit::Yaml::Bare(words)) => {
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Some(other) => {
            let text = other.line().unwrap_or_else(|| emit::document(other));
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// The encoded fields of a record.
fn fields(record: &impl Encode) -> Vec<(String, emit::Yaml)> {
    match record.encode() {
        emit::Yaml::Record(pairs) | emit::Yaml::Table(pairs) => pairs,
        emit::Yaml::List(_) | emit::Yaml::Text(_) | emit::Yaml::Symbol(_) | emit::Yaml::Bare(_) => {
            Vec::new()
        }
    }
}
