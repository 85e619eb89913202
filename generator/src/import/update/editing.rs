//! Makes the edits of the files of a standard.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::expected::{Expected, place};
use super::fields::shown;
use super::merging::{Merged, ValueEdit};
use super::report::{PartChange, UpdateReport};
use super::snapshot::{Snapshot, SnapshotPart, ids};
use super::steps::{Made, Step, index, make};
use crate::import::error::ImportError;
use crate::import::files::NewFile;
use crate::import::found::FoundPlace;
use crate::import::ids::slug;
use crate::language::message::message;
use crate::source::edit::YamlEdits;
use crate::source::emit::{self, Yaml};
use crate::source::tree::Tree;
use crate::source::yaml::{self, Node};

/// The removed records of one list, by their file and their lines and columns in it.
type RemovedOfList = (Arc<str>, Vec<(u32, u32)>);

/// The edited files.
#[derive(Debug)]
pub(super) struct Edited {
    pub(super) files: Vec<NewFile>,
    pub(super) removed: Vec<String>,
    pub(super) removed_parts: Vec<String>,
    pub(super) expected: Expected,
}

/// The files of a standard while they are edited.
pub(super) struct RecordEditor<'a> {
    tree: &'a Tree,
    today: &'a Snapshot,
    base: Option<&'a Snapshot>,
    release: &'a Snapshot,
    folder: String,
    report: &'a mut UpdateReport,
    /// The nodes of each file.
    roots: BTreeMap<Arc<str>, Arc<Node>>,
    /// By file, the edits in the order in which they were decided.
    steps: Vec<(Arc<str>, Step)>,
    new_files: Vec<NewFile>,
    removed_files: Vec<String>,
    removed_parts: Vec<String>,
    expected: Expected,
}

impl<'a> RecordEditor<'a> {
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
                        fault.message,
                        message!("run `clausebook check`"),
                    )
                })?;
                roots.insert(path.clone(), Arc::new(node));
            }
        }
        Ok(RecordEditor {
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
                self.report.remarks.push(match &part.above {
                    Some(above) => message!(
                        "`{id}` is now in `{above}` in the source; move it there if you agree",
                        id = part.id,
                        above
                    ),
                    None => message!(
                        "`{id}` is now in no other part in the source; move it there if you agree",
                        id = part.id
                    ),
                });
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
                self.report.remarks.push(message!(
                    "`{id}` is new, but `{above}`, which it is in, is not in your files; it was not added",
                    id = part.id,
                    above
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
                        self.report.remarks.push(message!("`{id}` is now in a new part of the source; move it there if you agree", id));
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
            .rfind(|path| path.starts_with(&*folder))
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
                        message!("you changed it")
                    } else {
                        message!("it contains parts of yours")
                    };
                    self.report.remarks.push(message!(
                        "the source no longer has `{id}`, but {why}, so it was kept; remove it and retire its permalink if you agree",
                        id = part.id,
                        why
                    ));
                }
            }
        }
        let goes = |id: &str| gone.contains(id) && !stays.contains(id);
        let mut lists: Vec<RemovedOfList> = Vec::new();
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
        message!("this is laid out in a way that cannot be edited; nothing was written"),
        message!("write the record in block style, with a key on each line, and import again"),
    )
}
