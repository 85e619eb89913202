//! Makes the edits of the files of a standard.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::documents::ANNEXES;
use super::expected::{Expected, RecordName, place};
use super::fields::shown;
use super::merging::{Merged, ValueEdit};
use super::moving::{MovedPart, Relocated, unmoved};
use super::report::{PartChange, UpdateReport};
use super::snapshot::{Snapshot, ids};
use super::steps::{Made, Step, index, joined, make, unfold};
use crate::import::error::ImportError;
use crate::import::files::NewFile;
use crate::import::found::FoundPlace;
use crate::language::message::{Series, message};
use crate::source::edit::YamlEdits;
use crate::source::emit::Yaml;
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

impl Edited {
    /// Adds the edits before these, and the parts that were moved in between, with the files that changed for that.
    pub(super) fn follow(&mut self, before: Edited, tree: &Tree, moved: Relocated) {
        let earlier = before.files.iter().map(|(path, _)| path.as_str().into());
        let paths: BTreeSet<Arc<str>> = earlier.chain(moved.files).collect();
        for path in paths {
            let is_known = self.files.iter().any(|(known, _)| **known == *path)
                || self.removed.iter().any(|known| **known == *path);
            if let (false, Some(text)) = (is_known, tree.files.get(&path)) {
                self.files.push((path.to_string(), text.to_string()));
            }
        }
        self.files.sort();
        self.expected.values.extend(before.expected.values);
        self.expected.present.extend(before.expected.present);
        self.expected.moved.extend(moved.parts);
    }
}

/// The files of a standard while they are edited.
pub(super) struct RecordEditor<'a> {
    tree: &'a Tree,
    pub(super) today: &'a Snapshot,
    pub(super) base: Option<&'a Snapshot>,
    pub(super) release: &'a Snapshot,
    pub(super) folder: String,
    pub(super) report: &'a mut UpdateReport,
    /// The nodes of each file.
    pub(super) roots: BTreeMap<Arc<str>, Arc<Node>>,
    /// By file, the edits in the order in which they were decided.
    pub(super) steps: Vec<(Arc<str>, Step)>,
    pub(super) new_files: Vec<NewFile>,
    pub(super) removed_files: Vec<String>,
    removed_parts: Vec<String>,
    pub(super) expected: Expected,
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
            let is_part = path.strip_prefix(&*folder).is_some_and(|rest| {
                let is_one = rest == "standard.yaml" || rest == "rubric.yaml";
                is_one || rest.starts_with("clauses/") || rest.starts_with(ANNEXES)
            });
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
        self.merge(
            &RecordName::About,
            &today.about_position.file,
            None,
            about,
            &order,
        );
        for part in &release.parts {
            let Some(now) = today.get(&part.id) else {
                continue;
            };
            if now.is_clause != part.is_clause {
                self.report.remarks.push(match part.is_clause {
                    true => message!(
                        "`{id}` is a clause in the source now, and a requirement in your files; it was not changed",
                        id = part.id
                    ),
                    false => message!(
                        "`{id}` is a requirement in the source now, and a clause in your files; it was not changed",
                        id = part.id
                    ),
                });
                continue;
            }
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
            let name = RecordName::Part(part.id.clone());
            self.merge(&name, &now.position.file, Some(at), merged, &order);
        }
    }

    /// The parts that are in another part in the new release. Those that the editor moved stay, and are reported.
    pub(super) fn moved_parts(&mut self) -> Vec<MovedPart> {
        let (today, release) = (self.today, self.release);
        let mut all = Vec::new();
        for part in &release.parts {
            let was = self.base.and_then(|base| base.get(&part.id));
            let Some(now) = today.get(&part.id) else {
                continue;
            };
            let is_same = was.is_some_and(|was| was.above == part.above);
            if is_same || now.above == part.above {
                continue;
            }
            match &part.above {
                Some(above) if was.is_some_and(|was| was.above == now.above) => {
                    all.push(MovedPart {
                        id: part.id.clone(),
                        above: above.clone(),
                    })
                }
                above => self
                    .report
                    .remarks
                    .push(unmoved(&part.id, above.as_deref())),
            }
        }
        all
    }

    pub(super) fn merge(
        &mut self,
        name: &RecordName,
        file: &Arc<str>,
        at: Option<(u32, u32)>,
        merged: Merged,
        order: &[String],
    ) {
        let change = |edit: &ValueEdit| PartChange {
            place: place(name, &edit.path),
            before: shown(edit.before.as_ref()),
            after: shown(edit.after.as_ref()),
        };
        self.report.kept.extend(merged.kept.iter().map(change));
        for order in merged.orders {
            self.report.remarks.push(message!(
                "the source has {place} in another order: {ids}; put yours in that order if you agree",
                place = place(name, &order.path),
                ids = Series::plain(order.ids)
            ));
        }
        for edit in merged.edits {
            // The editor's form needs the role that refers to it.
            let is_annex =
                edit.path.last().is_some_and(|key| key == "annex") && edit.after.is_none();
            if let (true, Some(Yaml::Symbol(letter))) = (is_annex, &edit.before)
                && self.keeps_annex(letter)
            {
                continue;
            }
            self.report.changed.push(change(&edit));
            self.expected
                .values
                .push((name.clone(), edit.path.clone(), edit.after.clone()));
            let key = edit.path.first().cloned().unwrap_or_default();
            let mut earlier: Vec<String> = vec!["id".to_owned(), "number".to_owned()];
            earlier.extend(order.iter().take_while(|known| **known != key).cloned());
            self.steps
                .push((file.clone(), Step::Value { at, edit, earlier }));
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
        let mut last_list: Option<(Option<&str>, bool)> = None;
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
                Some((file, places))
                    if last_list == Some((above, part.is_clause))
                        && *file == part.position.file =>
                {
                    places.push(at)
                }
                _ => lists.push((part.position.file.clone(), vec![at])),
            }
            last_list = Some((above, part.is_clause));
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
            let mut written = None;
            let steps = joined(steps, &nodes);
            unfold(&mut edits, &nodes, &steps);
            for step in &steps {
                match make(&mut edits, &root, &nodes, step) {
                    Made::Edited => {}
                    Made::Written(text) => written = Some(text),
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
            let edited = match written {
                Some(text) => text,
                None => edits.finish().ok_or_else(|| refused(&file, 1))?,
            };
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
