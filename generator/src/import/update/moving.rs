//! Moves the parts that a new release has in another part, with everything in them and with the comments of the editor.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::report::{PartMove, UpdateReport};
use super::snapshot::{Snapshot, SnapshotPart};
use super::steps::{PartNode, index};
use crate::import::error::ImportError;
use crate::language::message::{Message, message};
use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node, Value};

/// The most parts that are moved. More would be another framework, and take too long.
const MOST: usize = 500;

/// A part that is in another part now.
#[derive(Debug)]
pub(super) struct MovedPart {
    pub(super) id: String,
    /// The part that it is in now.
    pub(super) above: String,
}

/// The moves that were made.
pub(super) struct Relocated {
    /// The ids of the moved parts, each with that of the part that it is in now.
    pub(super) parts: Vec<(String, String)>,
    /// The paths of the files that changed.
    pub(super) files: BTreeSet<Arc<str>>,
}

/// Moves the parts in the files of a tree. A part that cannot be moved is reported.
///
/// # Errors
/// Returns an error if the files cannot be read again after a move.
pub(super) fn relocate(
    tree: &mut Tree,
    name: &str,
    moves: Vec<MovedPart>,
    report: &mut UpdateReport,
) -> Result<Relocated, ImportError> {
    let mut moved = Vec::new();
    let mut changed = BTreeSet::new();
    for (place, part) in moves.into_iter().enumerate() {
        let snapshot = Snapshot::of(tree, name)?;
        let before = snapshot.get(&part.id).and_then(|known| known.above.clone());
        let files = match place < MOST {
            true => relocated(tree, &snapshot, &part),
            false => None,
        };
        let Some(files) = files else {
            report.remarks.push(unmoved(&part.id, Some(&part.above)));
            continue;
        };
        for (path, text) in files {
            tree.files.insert(path.clone(), text.into());
            changed.insert(path);
        }
        report.moved.push(PartMove {
            id: part.id.clone(),
            before: before.unwrap_or_default(),
            after: part.above.clone(),
        });
        moved.push((part.id, part.above));
    }
    Ok(Relocated {
        parts: moved,
        files: changed,
    })
}

/// Tells the editor to move a part.
pub(super) fn unmoved(id: &str, above: Option<&str>) -> Message {
    match above {
        Some(above) => message!(
            "`{id}` is now in `{above}` in the source; move it there if you agree",
            id,
            above
        ),
        None => message!(
            "`{id}` is now in no other part in the source; move it there if you agree",
            id
        ),
    }
}

/// The text of the files after a move. `None` if their layout does not allow it.
fn relocated(
    tree: &Tree,
    snapshot: &Snapshot,
    moved: &MovedPart,
) -> Option<Vec<(Arc<str>, String)>> {
    let part = snapshot.get(&moved.id)?;
    let above = snapshot.get(&moved.above)?;
    let is_inside = std::iter::successors(Some(above), |part| snapshot.get(part.above.as_ref()?))
        .any(|above| above.id == part.id);
    if is_inside || (part.is_clause && !above.is_clause) {
        return None;
    }
    let key = if part.is_clause {
        "clauses"
    } else {
        "requirements"
    };
    let (from, to) = (&part.position.file, &above.position.file);
    let (from_text, to_text) = (tree.files.get(from)?, tree.files.get(to)?);
    let from_root = yaml::parse(from, from_text).ok()?;
    let mut nodes = HashMap::new();
    index(&from_root, None, &mut nodes);
    let mut edits = YamlEdits::of(from_text);
    let node = nodes.get(&place(part))?;
    let words = edits.item_words(node.list, node.place)?;
    let words = named(&words, part)?;
    take_out(&mut edits, node)?;
    keep_letter(&mut edits, snapshot, part, &nodes)?;
    if from == to {
        let parent = nodes.get(&place(above))?.mapping;
        put(&mut edits, parent, key, &words, part)?;
        return Some(vec![(from.clone(), edits.finish()?)]);
    }
    let to_root = yaml::parse(to, to_text).ok()?;
    let mut nodes = HashMap::new();
    index(&to_root, None, &mut nodes);
    let mut target = YamlEdits::of(to_text);
    put(
        &mut target,
        nodes.get(&place(above))?.mapping,
        key,
        &words,
        part,
    )?;
    Some(vec![
        (from.clone(), edits.finish()?),
        (to.clone(), target.finish()?),
    ])
}

fn place(part: &SnapshotPart) -> (u32, u32) {
    (part.position.line, part.position.column)
}

/// Removes a record from its list, and the list if nothing else is in it. The last record of a file stays.
fn take_out(edits: &mut YamlEdits<'_>, node: &PartNode<'_>) -> Option<()> {
    let is_only = matches!(&node.list.value, Value::Sequence(items) if items.len() == 1);
    let is_done = match (is_only, node.above) {
        (false, _) => edits.remove_item(node.list, node.place),
        (true, Some((mapping, key))) => edits.remove(mapping, key),
        (true, None) => false,
    };
    is_done.then_some(())
}

/// States the letter of the next record of the list, which would get another.
fn keep_letter(
    edits: &mut YamlEdits<'_>,
    snapshot: &Snapshot,
    part: &SnapshotPart,
    nodes: &HashMap<(u32, u32), PartNode<'_>>,
) -> Option<()> {
    let siblings = snapshot.children(part.above.as_deref());
    let mut later = siblings.skip_while(|sibling| sibling.id != part.id).skip(1);
    let next = later.find(|sibling| !sibling.is_clause);
    let Some((next, letter)) = next.and_then(|next| Some((next, next.letter.as_ref()?))) else {
        return Some(());
    };
    let letter = Yaml::Symbol(letter.clone());
    let mapping = nodes.get(&place(next))?.mapping;
    let is_done = edits.set(mapping, "letter", &letter, &["id", "number"]);
    is_done.then_some(())
}

/// The words of a record with the id that it had by its letter.
fn named(words: &str, part: &SnapshotPart) -> Option<String> {
    if part.letter.is_none() {
        return Some(words.to_owned());
    }
    let begin = match words.starts_with("- ") {
        true => 0,
        false => words.find("\n- ")? + 1,
    };
    let (before, record) = words.split_at(begin);
    let (hyphen, record) = record.split_at(2);
    // A stated letter would be one of the new list.
    let record = match record.strip_prefix("letter: ") {
        Some(rest) => rest.split_once('\n')?.1.trim_start(),
        None if record.contains("letter: ") => return None,
        None => record,
    };
    let id = emit::name(&part.id);
    Some(match record.strip_prefix('{') {
        Some(rest) => format!("{before}{hyphen}{{id: {id}, {rest}"),
        None => format!("{before}{hyphen}id: {id}\n  {record}"),
    })
}

/// Puts the words of a record at the end of the list of a key.
fn put(
    edits: &mut YamlEdits<'_>,
    parent: &Node,
    key: &str,
    words: &str,
    part: &SnapshotPart,
) -> Option<()> {
    let is_done = match parent.get(key) {
        Some(list) if matches!(&list.value, Value::Sequence(items) if !items.is_empty()) => {
            edits.append_words(list, words)
        }
        Some(_) | None => {
            let mut record = part.record.clone();
            if let (Yaml::Record(pairs), true) = (&mut record, part.letter.is_some()) {
                pairs.retain(|(key, _)| key != "id" && key != "letter");
                pairs.insert(0, ("id".to_owned(), Yaml::Symbol(part.id.clone())));
            }
            edits.set(parent, key, &Yaml::List(vec![record]), &[])
        }
    };
    is_done.then_some(())
}
