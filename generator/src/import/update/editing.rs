//! Makes the edits of the files of a standard.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::merging::{Merged, ValueEdit};
use super::retiring::value;
use super::snapshot::{Snapshot, SnapshotPart};
use super::{PartChange, UpdateReport, ids, shown};
use crate::import::error::ImportError;
use crate::import::files::NewFile;
use crate::import::found::FoundPlace;
use crate::import::ids::slug;
use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node, Value};

/// The values that the edited files have to have.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// By the id of the part (`None` for the standard itself) and the path of keys.
    values: Vec<(Option<String>, Vec<String>, Option<Yaml>)>,
    present: Vec<String>,
    absent: Vec<String>,
}

impl Expected {
    /// The places where a state differs from this.
    pub(super) fn differences(&self, after: &Snapshot) -> Vec<String> {
        let mut all = Vec::new();
        for (id, path, expected) in &self.values {
            let fields = match id {
                Some(id) => after.get(id).map(|part| &part.fields),
                None => Some(&after.about),
            };
            let found = fields.and_then(|fields| at(fields, path));
            if found != expected.as_ref() {
                all.push(place(id.as_deref(), path));
            }
        }
        all.extend(
            self.present
                .iter()
                .filter(|id| after.get(id).is_none())
                .cloned(),
        );
        all.extend(
            self.absent
                .iter()
                .filter(|id| after.get(id).is_some())
                .cloned(),
        );
        all
    }
}

/// The edited files.
#[derive(Debug)]
pub(super) struct Edited {
    pub(super) files: Vec<NewFile>,
    pub(super) removed: Vec<String>,
    pub(super) removed_parts: Vec<String>,
    pub(super) expected: Expected,
}

/// A record in a file, with the list that it is in.
#[derive(Clone, Copy)]
struct PartNode<'a> {
    mapping: &'a Node,
    list: &'a Node,
    place: usize,
    /// The record and the key that the list is the value of. `None` for the list that a file consists of.
    above: Option<(&'a Node, &'a str)>,
}

/// The files of a standard while they are edited.
pub(super) struct Editor<'a> {
    tree: &'a Tree,
    today: &'a Snapshot,
    base: Option<&'a Snapshot>,
    release: &'a Snapshot,
    folder: String,
    report: &'a mut UpdateReport,
    /// The nodes of each file. They live as long as the program, since edits and nodes refer to each other.
    roots: BTreeMap<Arc<str>, Arc<Node>>,
    /// By file, the edits in the order in which they were decided.
    steps: Vec<(Arc<str>, Step)>,
    new_files: Vec<NewFile>,
    removed_files: Vec<String>,
    removed_parts: Vec<String>,
    expected: Expected,
}

/// An edit, before it is made.
enum Step {
    Value {
        /// The line and column of the record; `None` for the standard itself.
        at: Option<(u32, u32)>,
        edit: ValueEdit,
        earlier: Vec<String>,
    },
    /// Adds records to the list of a key of a record, after the record at this place, or at its end.
    Add {
        at: (u32, u32),
        key: &'static str,
        after: Option<(u32, u32)>,
        records: Vec<Yaml>,
    },
    /// Adds a record to the end of a file.
    Append(Yaml),
    /// Removes these records of one list.
    Remove(Vec<(u32, u32)>),
    /// States the letter of a requirement.
    Letter { at: (u32, u32), letter: String },
}

impl<'a> Editor<'a> {
    pub(super) fn new(
        tree: &'a Tree,
        today: &'a Snapshot,
        base: Option<&'a Snapshot>,
        release: &'a Snapshot,
        name: &str,
        report: &'a mut UpdateReport,
    ) -> Result<Self, ImportError> {
        let folder = format!("content/standards/{name}/");
        let mut roots = BTreeMap::new();
        for (path, text) in &tree.files {
            let is_part = path
                .strip_prefix(&*folder)
                .is_some_and(|rest| rest == "standard.yaml" || rest.starts_with("clauses/"));
            if is_part {
                let node = yaml::parse(path, text).map_err(|fault| {
                    ImportError::content(
                        path,
                        FoundPlace::File,
                        fault.message.to_string(),
                        "run `clausebook check`",
                    )
                })?;
                roots.insert(path.clone(), Arc::new(node));
            }
        }
        Ok(Editor {
            tree,
            today,
            base,
            release,
            folder,
            report,
            roots,
            steps: Vec::new(),
            new_files: Vec::new(),
            removed_files: Vec::new(),
            removed_parts: Vec::new(),
            expected: Expected::default(),
        })
    }

    /// Changes what only the source changed.
    pub(super) fn change_values(&mut self) {
        let (today, release) = (self.today, self.release);
        let mut about = Merged::default();
        let base = self.base.map_or(&[][..], |base| &base.about);
        about.compare(&[], base, &release.about, &today.about);
        let order: Vec<String> = release.about.iter().map(|(key, _)| key.clone()).collect();
        self.merge(None, &today.about_position.file, None, about, &order);
        for part in &release.parts {
            let Some(now) = today.get(&part.id) else {
                continue;
            };
            let mut merged = Merged::default();
            let was = self.base.and_then(|base| base.get(&part.id));
            merged.compare(
                &[],
                was.map_or(&[][..], |was| &was.fields),
                &part.fields,
                &now.fields,
            );
            let order: Vec<String> = part.fields.iter().map(|(key, _)| key.clone()).collect();
            let at = (now.position.line, now.position.column);
            self.merge(Some(&part.id), &now.position.file, Some(at), merged, &order);
            let moved = was.is_some_and(|was| was.above != part.above) && now.above != part.above;
            if moved {
                self.report.remarks.push(format!(
                    "`{}` is now in {} in the source; move it there if you agree",
                    part.id,
                    part.above
                        .as_ref()
                        .map_or_else(|| "no other part".to_owned(), |above| format!("`{above}`"))
                ));
            }
        }
    }

    fn merge(
        &mut self,
        id: Option<&str>,
        file: &Arc<str>,
        at: Option<(u32, u32)>,
        merged: Merged,
        order: &[String],
    ) {
        let change = |edit: &ValueEdit| PartChange {
            place: place(id, &edit.path),
            before: shown(edit.before.as_ref()),
            after: shown(edit.after.as_ref()),
        };
        self.report.kept.extend(merged.kept.iter().map(change));
        for edit in merged.edits {
            self.report.changed.push(change(&edit));
            self.expected.values.push((
                id.map(str::to_owned),
                edit.path.clone(),
                edit.after.clone(),
            ));
            let key = edit.path.first().cloned().unwrap_or_default();
            let mut earlier: Vec<String> = vec!["id".to_owned(), "number".to_owned()];
            earlier.extend(order.iter().take_while(|known| **known != key).cloned());
            self.steps
                .push((file.clone(), Step::Value { at, edit, earlier }));
        }
    }

    /// Adds the parts that are new in the source.
    pub(super) fn add_parts(&mut self) {
        let (today, release, base) = (self.today, self.release, self.base);
        let is_new = |part: &SnapshotPart| {
            today.get(&part.id).is_none() && base.is_none_or(|base| base.get(&part.id).is_none())
        };
        let mut before: HashMap<Option<&str>, &SnapshotPart> = HashMap::new();
        let mut lists: Vec<(
            &str,
            &'static str,
            Option<&SnapshotPart>,
            Vec<&SnapshotPart>,
        )> = Vec::new();
        for part in &release.parts {
            let above = part.above.as_deref();
            if !is_new(part) {
                before.insert(above, part);
                continue;
            }
            self.report.added.push((part.id.clone(), part.words()));
            self.expected.present.push(part.id.clone());
            let Some(above) = above else {
                self.add_branch(part);
                continue;
            };
            // What is in a new part comes with it.
            let parent = release.get(above);
            if parent.is_some_and(is_new) {
                continue;
            }
            if today.get(above).is_none() {
                self.expected.present.pop();
                self.report.remarks.push(format!(
                    "`{}` is new, but `{above}`, which it is in, is not in your files; it was not added",
                    part.id
                ));
                continue;
            }
            let key = if part.is_clause {
                "clauses"
            } else {
                "requirements"
            };
            let after = before.get(&Some(above)).copied();
            match lists.last_mut() {
                Some((known, known_key, before, parts))
                    if *known == above
                        && *known_key == key
                        && before.map(|part| &part.id) == after.map(|part| &part.id) =>
                {
                    parts.push(part);
                }
                _ => lists.push((above, key, after, vec![part])),
            }
        }
        for (above, key, after, parts) in lists {
            let Some(parent) = today.get(above) else {
                continue;
            };
            // Letters follow the order of a list, so something new comes after those that have one.
            let has_letters = today
                .children(Some(above))
                .any(|part| part.letter.is_some());
            let after = after
                .filter(|_| !has_letters)
                .and_then(|after| today.get(&after.id));
            let after = after.filter(|after| {
                after.above.as_deref() == Some(above) && after.is_clause == (key == "clauses")
            });
            let records = parts
                .iter()
                .map(|part| self.record(part, above, has_letters))
                .collect();
            self.steps.push((
                parent.position.file.clone(),
                Step::Add {
                    at: (parent.position.line, parent.position.column),
                    key,
                    after: after.map(|after| (after.position.line, after.position.column)),
                    records,
                },
            ));
        }
    }

    /// The record of a new part, without parts that the files have already.
    fn record(&mut self, part: &SnapshotPart, above: &str, has_letters: bool) -> Yaml {
        let mut record = part.record.clone();
        self.strip(&mut record);
        let letter = part
            .id
            .strip_prefix(above)
            .and_then(|rest| rest.strip_prefix('-'));
        let letter = letter
            .filter(|letter| has_letters && crate::model::requirement::place(letter).is_some());
        if let (Yaml::Record(pairs), Some(letter)) = (&mut record, letter) {
            pairs.retain(|(key, _)| key != "id" && key != "letter");
            pairs.insert(0, ("letter".to_owned(), Yaml::Symbol(letter.to_owned())));
        }
        record
    }

    fn strip(&mut self, record: &mut Yaml) {
        let Yaml::Record(pairs) = record else {
            return;
        };
        for (key, value) in pairs.iter_mut() {
            if key != "requirements" && key != "clauses" {
                continue;
            }
            let Yaml::List(items) = value else {
                continue;
            };
            items.retain(|item| match item {
                Yaml::Record(pairs) => match super::merging::get(pairs, "id") {
                    Some(Yaml::Symbol(id) | Yaml::Text(id)) if self.today.get(id).is_some() => {
                        self.report.remarks.push(format!("`{id}` is now in a new part of the source; move it there if you agree"));
                        false
                    }
                    _ => true,
                },
                _ => true,
            });
            items.iter_mut().for_each(|item| self.strip(item));
        }
        pairs.retain(|(key, value)| {
            let is_list = key == "requirements" || key == "clauses";
            !(is_list && matches!(value, Yaml::List(items) if items.is_empty()))
        });
    }

    /// Adds an outermost clause: as a file of its own where files are numbered, otherwise at the end of the last file.
    fn add_branch(&mut self, part: &SnapshotPart) {
        let mut record = part.record.clone();
        self.strip(&mut record);
        let folder = format!("{}clauses/", self.folder);
        let last = self
            .roots
            .keys()
            .filter(|path| path.starts_with(&*folder))
            .next_back()
            .cloned();
        let number = |name: &str| -> Option<(usize, usize)> {
            let digits: String = name
                .strip_prefix(&*folder)?
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            Some((digits.parse().ok()?, digits.len()))
        };
        let known = self
            .new_files
            .iter()
            .map(|(path, _)| path.as_str())
            .chain(last.as_deref());
        let highest = known.filter_map(number).max();
        match (highest, last) {
            (Some((number, digits)), _) => {
                let words = slug(&part.words(), 40);
                let end = if words.is_empty() {
                    String::new()
                } else {
                    format!("-{words}")
                };
                let path = format!("{folder}{:0digits$}{end}.yaml", number + 1);
                self.new_files
                    .push((path, emit::document(&Yaml::List(vec![record]))));
            }
            (None, Some(last)) => self.steps.push((last, Step::Append(record))),
            (None, None) => {
                let path = format!("{folder}all.yaml");
                self.new_files
                    .push((path, emit::document(&Yaml::List(vec![record]))));
            }
        }
    }

    /// Removes the parts that the source no longer has, unless the editor changed them.
    pub(super) fn remove_parts(&mut self) {
        let (today, release) = (self.today, self.release);
        let Some(base) = self.base else {
            return;
        };
        let kept = ids(release.parts.iter());
        let gone: HashSet<&str> = base
            .parts
            .iter()
            .map(|part| &*part.id)
            .filter(|id| !kept.contains(id) && today.get(id).is_some())
            .collect();
        // From the innermost: a part stays if anything in it stays.
        let mut stays: HashSet<&str> = HashSet::new();
        for part in today.parts.iter().rev() {
            let is_own = !gone.contains(&*part.id);
            let was = base.get(&part.id);
            let is_changed = was.is_some_and(|was| was.fields != part.fields);
            if is_own || is_changed || stays.contains(&*part.id) {
                if let Some(above) = &part.above {
                    stays.insert(above);
                }
                if !is_own {
                    stays.insert(&part.id);
                    let why = if is_changed {
                        "you changed it"
                    } else {
                        "it contains parts of yours"
                    };
                    self.report.remarks.push(format!(
                        "the source no longer has `{}`, but {why}, so it was kept; remove it and retire its permalink if you agree",
                        part.id
                    ));
                }
            }
        }
        let goes = |id: &str| gone.contains(id) && !stays.contains(id);
        let mut lists: Vec<(Arc<str>, Vec<(u32, u32)>)> = Vec::new();
        let mut last_list: Option<Option<&str>> = None;
        let mut letters: Vec<(Arc<str>, (u32, u32), String)> = Vec::new();
        let mut shifted: HashSet<Option<&str>> = HashSet::new();
        for part in &today.parts {
            let above = part.above.as_deref();
            if !goes(&part.id) {
                if let Some(letter) = part.letter.as_ref().filter(|_| shifted.remove(&above)) {
                    letters.push((
                        part.position.file.clone(),
                        (part.position.line, part.position.column),
                        letter.clone(),
                    ));
                }
                continue;
            }
            self.report.removed.push((part.id.clone(), part.words()));
            self.expected.absent.push(part.id.clone());
            self.removed_parts.push(part.id.clone());
            // What is in a removed part goes with it.
            if above.is_some_and(goes) {
                continue;
            }
            shifted.insert(above);
            let at = (part.position.line, part.position.column);
            match lists.last_mut() {
                Some((file, places)) if last_list == Some(above) && *file == part.position.file => {
                    places.push(at)
                }
                _ => lists.push((part.position.file.clone(), vec![at])),
            }
            last_list = Some(above);
        }
        self.steps.extend(
            lists
                .into_iter()
                .map(|(file, places)| (file, Step::Remove(places))),
        );
        self.steps.extend(
            letters
                .into_iter()
                .map(|(file, at, letter)| (file, Step::Letter { at, letter })),
        );
    }

    /// Makes the edits.
    pub(super) fn finish(mut self) -> Result<Edited, ImportError> {
        let mut files = std::mem::take(&mut self.new_files);
        let mut by_file: BTreeMap<Arc<str>, Vec<Step>> = BTreeMap::new();
        for (file, step) in std::mem::take(&mut self.steps) {
            by_file.entry(file).or_default().push(step);
        }
        for (file, steps) in by_file {
            let (Some(text), Some(root)) =
                (self.tree.files.get(&file), self.roots.get(&file).cloned())
            else {
                continue;
            };
            let mut nodes = HashMap::new();
            index(&root, None, &mut nodes);
            let mut edits = YamlEdits::of(text);
            for step in &steps {
                match make(&mut edits, &root, &nodes, step) {
                    Made::Edited => {}
                    Made::Empty => self.removed_files.push(file.to_string()),
                    Made::Refused(at) => {
                        let line = usize::try_from(at).unwrap_or(0);
                        return Err(refused(&file, line));
                    }
                }
            }
            if self.removed_files.iter().any(|removed| **removed == *file) {
                continue;
            }
            let edited = edits.finish().ok_or_else(|| refused(&file, 1))?;
            files.push((file.to_string(), edited));
        }
        Ok(Edited {
            files,
            removed: self.removed_files,
            removed_parts: self.removed_parts,
            expected: self.expected,
        })
    }
}

fn refused(file: &str, line: usize) -> ImportError {
    ImportError::content(
        file,
        FoundPlace::Line(line),
        "this is laid out in a way that cannot be edited; nothing was written",
        "write the record in block style, with a key on each line, and import again",
    )
}

/// Finds the records of a file by their places.
fn index<'a>(
    list: &'a Node,
    above: Option<(&'a Node, &'a str)>,
    nodes: &mut HashMap<(u32, u32), PartNode<'a>>,
) {
    let Value::Sequence(items) = &list.value else {
        return;
    };
    for (place, mapping) in items.iter().enumerate() {
        nodes.insert(
            (mapping.position.line, mapping.position.column),
            PartNode {
                mapping,
                list,
                place,
                above,
            },
        );
        for key in ["requirements", "clauses"] {
            if let Some(inner) = value(mapping, key) {
                index(inner, Some((mapping, key)), nodes);
            }
        }
    }
}

/// The result of an edit.
enum Made {
    Edited,
    /// Nothing is left in the file.
    Empty,
    /// The layout does not allow it, on this line.
    Refused(u32),
}

fn make(
    edits: &mut YamlEdits<'_>,
    root: &Node,
    nodes: &HashMap<(u32, u32), PartNode<'_>>,
    step: &Step,
) -> Made {
    let done = |is_done: bool, line: u32| {
        if is_done {
            Made::Edited
        } else {
            Made::Refused(line)
        }
    };
    match step {
        Step::Value { at, edit, earlier } => {
            let line = at.map_or(1, |(line, _)| line);
            let mapping = match at {
                Some(at) => nodes.get(at).map(|node| node.mapping),
                None => Some(root),
            };
            let is_done = mapping.is_some_and(|mapping| set(edits, mapping, edit, earlier));
            done(is_done, line)
        }
        Step::Add {
            at,
            key,
            after,
            records,
        } => {
            let Some(parent) = nodes.get(at) else {
                return Made::Refused(at.0);
            };
            let list = value(parent.mapping, key);
            let place = after
                .and_then(|after| nodes.get(&after))
                .map(|after| after.place + 1);
            let is_done = match list {
                Some(
                    list @ Node {
                        value: Value::Sequence(items),
                        ..
                    },
                ) if !items.is_empty() => {
                    let place = place.unwrap_or(items.len());
                    records
                        .iter()
                        .all(|record| edits.insert(list, place, record))
                }
                _ => edits.set(parent.mapping, key, &Yaml::List(records.clone()), &[]),
            };
            done(is_done, at.0)
        }
        Step::Append(record) => {
            let count = match &root.value {
                Value::Sequence(items) => items.len(),
                Value::Null | Value::Scalar(_) | Value::Mapping(_) => 0,
            };
            done(edits.insert(root, count, record), 1)
        }
        Step::Remove(places) => {
            let Some(first) = places.first().and_then(|at| nodes.get(at)) else {
                return Made::Refused(1);
            };
            let count = match &first.list.value {
                Value::Sequence(items) => items.len(),
                Value::Null | Value::Scalar(_) | Value::Mapping(_) => 0,
            };
            let line = first.mapping.position.line;
            if places.len() == count {
                return match first.above {
                    Some((mapping, key)) => done(edits.remove(mapping, key), line),
                    None => Made::Empty,
                };
            }
            let mut places = places.iter().filter_map(|at| nodes.get(at));
            done(
                places.all(|node| edits.remove_item(node.list, node.place)),
                line,
            )
        }
        Step::Letter { at, letter } => {
            let mapping = nodes.get(at).map(|node| node.mapping);
            let letter = Yaml::Symbol(letter.clone());
            done(
                mapping.is_some_and(|mapping| {
                    edits.set(mapping, "letter", &letter, &["id", "number"])
                }),
                at.0,
            )
        }
    }
}

/// Sets or removes a value. If the innermost mapping cannot be edited, the edit is refused.
fn set(edits: &mut YamlEdits<'_>, mapping: &Node, edit: &ValueEdit, earlier: &[String]) -> bool {
    let Some((last, above)) = edit.path.split_last() else {
        return false;
    };
    let mut current = mapping;
    for key in above {
        match value(current, key) {
            Some(inner) => current = inner,
            None => return false,
        }
    }
    let earlier: Vec<&str> = if above.is_empty() {
        earlier.iter().map(String::as_str).collect()
    } else {
        Vec::new()
    };
    match &edit.after {
        Some(new) => edits.set(current, last, new, &earlier),
        None => edits.remove(current, last),
    }
}

/// The value at a path of keys.
fn at<'y>(fields: &'y [(String, Yaml)], path: &[String]) -> Option<&'y Yaml> {
    let (first, rest) = path.split_first()?;
    let found = super::merging::get(fields, first)?;
    match (rest.is_empty(), found) {
        (true, _) => Some(found),
        (false, Yaml::Table(pairs) | Yaml::Record(pairs)) => at(pairs, rest),
        (false, Yaml::Text(_) | Yaml::Symbol(_) | Yaml::Bare(_) | Yaml::List(_)) => None,
    }
}

/// A place in a part, for people.
fn place(id: Option<&str>, path: &[String]) -> String {
    let keys = path.join(", ");
    match id {
        Some(id) => format!("{id}, {keys}"),
        None => format!("standard.yaml, {keys}"),
    }
}
