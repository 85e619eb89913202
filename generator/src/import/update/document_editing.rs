//! Decides the edits of the rubric and of the annexes.

use super::documents::{ANNEXES, SnapshotDocument};
use super::editing::RecordEditor;
use super::expected::RecordName;
use super::merging::Merged;
use super::snapshot::Snapshot;
use crate::language::message::message;
use crate::source::emit::{self, Yaml};

impl RecordEditor<'_> {
    /// Changes what only the source changed in the rubric and in forms, and adds new ones.
    pub(super) fn change_documents(&mut self) {
        let (today, release) = (self.today, self.release);
        for new in &release.documents {
            let was = self.base.and_then(|base| base.document(&new.name));
            let name = &new.name;
            match (today.document(name), was) {
                // A rubric that the source did not have is the editor's.
                (Some(_), None) if name == "rubric" => {}
                (Some(now), was) => {
                    let mut merged = Merged::default();
                    let was = was.map_or(&[][..], |was| &was.fields);
                    merged.compare(&[], was, &new.fields, &now.fields);
                    let order: Vec<String> =
                        new.fields.iter().map(|(key, _)| key.clone()).collect();
                    let name = RecordName::Document(name.clone());
                    self.merge(&name, &now.file, None, merged, &order);
                }
                (None, Some(was)) => {
                    if was.fields != new.fields {
                        self.report.remarks.push(message!(
                            "the source changed `{name}`, which is no longer in your files",
                            name
                        ));
                    }
                }
                (None, None) => {
                    let path = format!("{}{name}.yaml", self.folder);
                    self.report.added.push((name.clone(), new.words()));
                    self.expected.documents.push(name.clone());
                    let record = Yaml::Record(new.fields.clone());
                    self.new_files.push((path, emit::document(&record)));
                }
            }
        }
    }

    /// Removes the forms that the source no longer has, unless the editor changed them.
    pub(super) fn remove_documents(&mut self) {
        let (today, release) = (self.today, self.release);
        for was in self.base.map_or(&[][..], |base| &base.documents) {
            let name = &was.name;
            let Some(now) = today
                .document(name)
                .filter(|_| release.document(name).is_none())
            else {
                continue;
            };
            if self.is_kept(was, now) {
                self.report.remarks.push(message!(
                    "the source no longer has `{name}`, but you changed it, so it was kept; remove it if you agree",
                    name
                ));
                continue;
            }
            self.report.removed.push((name.clone(), was.words()));
            self.removed_files.push(now.file.to_string());
        }
    }

    /// Whether the editor changed a document, or needs it for another of the editor's own.
    fn is_kept(&self, was: &SnapshotDocument, now: &SnapshotDocument) -> bool {
        let is_own = |document: &SnapshotDocument| {
            let known = self.base.and_then(|base| base.document(&document.name));
            document.name != now.name && known.is_none_or(|known| known.fields != document.fields)
        };
        let has_own = now.name == "rubric" && self.today.documents.iter().any(is_own);
        was.fields != now.fields || has_own
    }

    /// Whether a form that the source no longer has stays, by the letter of its annex.
    pub(super) fn keeps_annex(&self, letter: &str) -> bool {
        let name = format!("{ANNEXES}{letter}");
        let known = |state: &Snapshot| {
            state
                .document(&name)
                .map(|document| document.fields.clone())
        };
        let (was, now) = (self.base.and_then(known), known(self.today));
        now.is_some() && now != was && known(self.release).is_none()
    }
}
