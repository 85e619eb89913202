//! Updates of a standard that was imported before, from a newer release of its source.
//!
//! Three states are compared: what was imported last (kept in `import/STANDARD/`), the new release, and the files of today.
//! What only the source changed is changed in the files, in place. What the editor changed stays, and is reported where the
//! source changed it too. `snapshot` reads a state. `matching`, `value_matching` and `form_matching` find what is known in the
//! new release, `merging` compares values, `editing`, `adding` and `document_editing` decide the edits, `steps` makes them, and
//! `moving` moves parts.

mod adding;
mod document_editing;
mod documents;
mod editing;
mod expected;
mod fields;
mod form_matching;
mod matching;
mod merging;
mod moving;
mod nearness;
mod ordering;
mod renaming;
mod report;
mod retiring;
mod snapshot;
mod steps;
mod value_matching;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::ImportError;
use super::files::{
    BASE_ANNEXES, BASE_RUBRIC, NewFile, association_file, base_files, base_folder, competency_file,
    left_over_file, statement_file, write_over,
};
use super::found::{CELL_BREAK, FoundStandard, FoundText, hidden_row};
use super::handbook::{HANDBOOK, spoken_in, with_languages};
use super::mapping::{MappedStandard, earlier, mapped};
use super::statements;
use crate::language::message::{Message, Series, message};
use crate::source::format::associations::AssociationLock;
use crate::source::place::CONTENT;
use crate::source::tree::Tree;
use editing::{Edited, RecordEditor};
pub use report::{PartChange, PartMove, UpdateReport};
use snapshot::Snapshot;

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
            error.message(),
            message!("name the folder of a handbook with `--into` or `--root`"),
        )
    })?;
    let today = snapshot_of(&tree, name)?;
    let origin_language = spoken_in(tree.files.get(HANDBOOK).map_or("", |text| text));
    // A workbook of our own knows what it said when it was written.
    let earlier = earlier(&found, name);
    let is_own = earlier.is_some();
    let base = match earlier {
        Some(earlier) => {
            let files = base_files(&earlier, origin_language);
            Some(snapshot_of(&tree_of(&tree, name, &files), name)?)
        }
        None => base(&tree, name, root)?,
    };
    let mut report = UpdateReport::default();
    if base.is_none() {
        report.remarks.push(message!(
            "{folder} does not say what was imported last, so every difference counts as a change of yours and is only listed; the next update will know",
            folder = base_folder(name)
        ));
    }
    let base = base.map(|base| renaming::renamed(base, &today));
    let known = base.as_ref().unwrap_or(&today);
    if found.title.is_empty() {
        // The file does not name the standard, so it cannot rename it.
        found.title = FoundText::one(&found.language, &known.title());
    }
    value_matching::match_values(&mut found, known);
    let retired = retiring::retired(&tree, name);
    let restored = matching::match_parts(&mut found, known, &today, &retired, &mut report);
    form_matching::match_forms(&mut found, known, &today);
    let mut mapped = mapped(found, name);
    statements::record(&mut mapped);
    let handbook = tree.files.get(HANDBOOK).map_or("", |text| text);
    let language = origin_language;
    let new_base = base_files(&mapped, language);
    let release = snapshot_of(&tree_of(&tree, name, &new_base), name)?;
    let mut editor = RecordEditor::new(&tree, &today, base.as_ref(), &release, name, &mut report)?;
    editor.change_values();
    editor.change_documents();
    editor.add_parts();
    editor.report_orders();
    editor.report_gone();
    let moves = editor.moved_parts();
    let edited = match moves.is_empty() {
        true => {
            editor.remove_parts();
            editor.remove_documents();
            editor.finish()?
        }
        // What is moved has to be elsewhere before what it was in is removed.
        false => {
            let first = editor.finish()?;
            let mut current = with(&tree, &first);
            let moved = moving::relocate(&mut current, name, moves, &mut report)?;
            let now = snapshot_of(&current, name)?;
            let mut editor =
                RecordEditor::new(&current, &now, base.as_ref(), &release, name, &mut report)?;
            editor.remove_parts();
            editor.remove_documents();
            let mut last = editor.finish()?;
            last.follow(first, &current, moved);
            last
        }
    };
    let mut files = edited.files;
    match with_languages(handbook, &mapped.languages) {
        Some(text) if text != handbook => files.push((HANDBOOK.to_owned(), text)),
        Some(_) => {}
        None => report.remarks.push(message!(
            "{file} could not be extended; add the languages that it lacks",
            file = HANDBOOK
        )),
    }
    if report
        .changed
        .iter()
        .any(|change| !change.place.starts_with("standard.yaml"))
        && tree.files.contains_key("content/permalinks.lock")
    {
        report.remarks.push(message!("where published words changed, `clausebook check --accept` records them, with the earlier ones"));
    }
    verify(&tree, &files, &edited.removed, name, &edited.expected)?;
    report
        .remarks
        .extend(hidden_parts(&mapped, &report.removed));
    if let Some(file) = retiring::retire(
        &tree,
        &today,
        name,
        &edited.removed_parts,
        &restored,
        &mut report,
    )? {
        files.push(file);
    }
    let mut removed = edited.removed;
    // What was imported from elsewhere stays the record for the next release from there.
    let mut record = Vec::new();
    if !is_own {
        for file in [BASE_RUBRIC, BASE_ANNEXES] {
            let file = format!("{}/{file}", base_folder(name));
            let is_written = new_base.iter().any(|(path, _)| *path == file);
            if !is_written && root.join(&file).exists() {
                removed.push(file);
            }
        }
        record = new_base;
    }
    record.extend(left_over_file(&mapped, origin, language));
    record.extend(associations_after(&tree, name, &mapped));
    let statements = mapped.statements.as_ref();
    let statements = statements.map(|lock| (statement_file(name), lock.write(), lock.is_empty()));
    let competencies = mapped.competencies.as_ref();
    let competencies =
        competencies.map(|lock| (competency_file(name), lock.write(), lock.0.is_empty()));
    for (path, now, is_empty) in statements.into_iter().chain(competencies) {
        let before = tree.files.get(path.as_str());
        match before {
            Some(_) if is_empty => removed.push(path),
            Some(before) if **before == *now => {}
            None if is_empty => {}
            Some(_) | None => record.push((path, now)),
        }
    }
    Ok(PlannedUpdate {
        mapped,
        report,
        files,
        removed,
        record,
    })
}

/// Names the removed parts that are in hidden rows of the file, if there are any.
fn hidden_parts(mapped: &MappedStandard, removed: &[(String, String)]) -> Option<Message> {
    let hidden_row = hidden_row();
    let rows = mapped.left.iter().filter(|left| left.what == hidden_row);
    let rows: Vec<Vec<&str>> = rows
        .map(|left| left.content.split(CELL_BREAK).collect())
        .collect();
    let is_hidden = |(id, words): &&(String, String)| {
        rows.iter()
            .any(|row| row.iter().any(|cell| *cell == *id || *cell == *words))
    };
    let ids: Vec<String> = removed
        .iter()
        .filter(is_hidden)
        .map(|(id, _)| format!("`{id}`"))
        .collect();
    (!ids.is_empty()).then(|| {
        message!(
            "{count} removed {count|part is|parts are} in a hidden row of the file: {ids}; `--with-hidden` imports hidden rows",
            count = ids.len(),
            ids = Series::plain(ids)
        )
    })
}

/// The file with the identifiers of associations, if it changes.
fn associations_after(tree: &Tree, name: &str, mapped: &MappedStandard) -> Option<NewFile> {
    let path = association_file(name);
    let before = tree.files.get(path.as_str());
    let earlier =
        before.map(|text| AssociationLock::read(&path.as_str().into(), text, &mut Vec::new()));
    let now = mapped.associations.clone();
    let now = now.following(earlier.unwrap_or_default());
    let text = now.write();
    let is_same = before.is_some_and(|before| **before == *text);
    (!now.0.is_empty() && !is_same).then_some((path, text))
}

/// Writes a planned update.
///
/// # Errors
/// Returns an error if a file cannot be written.
pub fn write(root: &Path, update: &PlannedUpdate) -> Result<(), ImportError> {
    write_over(root, update.files.iter().chain(&update.record))?;
    for path in &update.removed {
        let file = root.join(path);
        fs::remove_file(&file).map_err(|cause| ImportError::unremoved(&file, &cause))?;
    }
    Ok(())
}

/// A tree after its edits.
fn with(tree: &Tree, edited: &Edited) -> Tree {
    let mut after = tree.clone();
    for (path, text) in &edited.files {
        after
            .files
            .insert(path.as_str().into(), text.as_str().into());
    }
    after
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
    for file in [BASE_RUBRIC, BASE_ANNEXES] {
        let path = format!("{folder}/{file}");
        if let Ok(text) = fs::read_to_string(root.join(&path)) {
            files.push((path, text));
        }
    }
    snapshot_of(&tree_of(tree, name, &files), name).map(Some)
}

/// A tree with the handbook's own file, and a standard of the files of a record.
fn tree_of(tree: &Tree, name: &str, files: &[NewFile]) -> Tree {
    let mut alone = Tree::default();
    if let Some((path, text)) = tree.files.get_key_value(HANDBOOK) {
        alone.files.insert(path.clone(), text.clone());
    }
    let mut add = |file: &str, text: &str| {
        let path: Arc<str> = format!("{CONTENT}/standards/{name}/{file}").into();
        alone.files.insert(path, text.into());
    };
    for (path, text) in files {
        match path.rsplit('/').next().unwrap_or_default() {
            "clauses.yaml" => add("clauses/all.yaml", text),
            BASE_ANNEXES => {
                for (path, text) in documents::annex_files(&path.as_str().into(), text) {
                    add(&path, &text);
                }
            }
            file => add(file, text),
        }
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
    after
        .files
        .retain(|path, _| !removed.iter().any(|gone| **gone == **path));
    let new = files.iter();
    after
        .files
        .extend(new.map(|(path, text)| (path.as_str().into(), text.as_str().into())));
    let after = snapshot_of(&after, name)?;
    let wrong = expected.differences(&after);
    match wrong.first() {
        None => Ok(()),
        Some(first) => Err(ImportError::usage(
            message!(
                "the files of `{name}` are laid out in a way that cannot be edited, at {first}; nothing was written",
                name,
                first
            ),
            message!("write that record in block style, with a key on each line, and import again"),
        )),
    }
}
